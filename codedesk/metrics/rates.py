"""What a standard as stated means as charts per hour, and how it is said. Plain numbers: loads nothing heavy."""

DAYS_PER_WEEK = 5
UNIT_STATEMENTS = ("units_per_hour", "units_per_day")


def rate(pace: float, unit: str, hours_per_day: float, units_per_chart: float | None = None) -> float:
    """Return the charts per hour of a standard as stated; ValueError for an unknown unit, or units without their size.

    per_hour D: D. per_day D on H hours: D ÷ H. per_week D: D ÷ (5 × H). minutes_per_chart m: 60 ÷ m.
    units_per_hour U at u units a chart: U ÷ u. units_per_day U on H hours: U ÷ u ÷ H.
    """
    if unit in UNIT_STATEMENTS:
        if not units_per_chart:
            msg = f"“{unit}” needs the workload units of one chart"
            raise ValueError(msg)
        return rate(pace / units_per_chart, unit.replace("units_", ""), hours_per_day)
    if unit == "per_hour":
        return pace
    if unit == "per_day":
        return pace / hours_per_day
    if unit == "per_week":
        return pace / (DAYS_PER_WEEK * hours_per_day)
    if unit == "minutes_per_chart":
        return 60 / pace
    msg = f"no rate is known for “{unit}”"
    raise ValueError(msg)


def stated(pace: float, unit: str, hours_per_day: float, basis: str, units_per_chart: float | None = None) -> str:
    """Say a standard as the department states it: "24 per day of 8 paid hours"."""
    said = {
        "per_hour": f"{pace:.10g} per {basis} hour",
        "per_day": f"{pace:.10g} per day of {hours_per_day:.10g} {basis} hours",
        "per_week": f"{pace:.10g} per week of {DAYS_PER_WEEK * hours_per_day:.10g} {basis} hours",
        "minutes_per_chart": f"{pace:.10g} {basis} minutes per chart",
        "units_per_hour": f"{pace:.10g} units per {basis} hour, {units_per_chart or 0:.10g} units per chart",
        "units_per_day": f"{pace:.10g} units per day of {hours_per_day:.10g} {basis} hours, "
        f"{units_per_chart or 0:.10g} units per chart",
    }
    return said[unit]
