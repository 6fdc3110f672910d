"""What a standard as stated means as charts per hour, and how it is said. Plain numbers: loads nothing heavy."""

from dataclasses import dataclass

from codedesk.formats import number

DAYS_PER_WEEK = 5
_DIGITS = 9
UNIT_STATEMENTS = ("units_per_hour", "units_per_day")


@dataclass(frozen=True, slots=True)
class Assumed:
    """A standard that is only tried: from a day on, in charts per hour, accuracy as a fraction.

    alone: no later standard of the work type follows it. in_place_of: the day of one that it corrects.
    """

    from_day: int
    rate: float
    paid_basis: bool
    accuracy: float
    stated: str
    alone: bool = False
    in_place_of: int | None = None


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


def pace_of(per_hour: float, unit: str, hours_per_day: float, units_per_chart: float | None = None) -> float:
    """Return how a rate in charts per hour is stated in a unit: what `rate` turns back into it; ValueError as there."""
    if unit == "minutes_per_chart":
        return 60 / per_hour
    return per_hour / rate(1.0, unit, hours_per_day, units_per_chart)


def stated(pace: float, unit: str, hours_per_day: float, basis: str, units_per_chart: float | None = None) -> str:
    """Say a standard as the department states it: "24 per day of 8 paid hours"."""
    said_pace, day_hours, week_hours, units = (
        number(value, _DIGITS)
        for value in (pace, hours_per_day, DAYS_PER_WEEK * hours_per_day, float(units_per_chart or 0))
    )
    said = {
        "per_hour": f"{said_pace} per {basis} hour",
        "per_day": f"{said_pace} per day of {day_hours} {basis} hours",
        "per_week": f"{said_pace} per week of {week_hours} {basis} hours",
        "minutes_per_chart": f"{said_pace} {basis} minutes per chart",
        "units_per_hour": f"{said_pace} units per {basis} hour, {units} units per chart",
        "units_per_day": f"{said_pace} units per day of {day_hours} {basis} hours, {units} units per chart",
    }
    return said[unit]
