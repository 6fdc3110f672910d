"""Work that waits as rows made by hand, for pictures and pages: one number each that a test can look for."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from codedesk.metrics.charted import EventMark, TrendPoint, WaitingTrend
from codedesk.metrics.figures import Explanation, Part
from codedesk.metrics.quantities import Quantity, Unit, given, quantity, unknown
from codedesk.periods import quarter
from codedesk.services.flow.rows import (
    FlowRow,
    ForecastRow,
    ForecastWeek,
    GroupRow,
    HoldupRow,
    LostHoursRow,
    ReworkLineRow,
    ReworkTableRow,
    StaffingRow,
    StaffingWeeks,
    TurnaroundRow,
    TypeFlowRow,
    TypeWeeks,
)

MONDAY = date(2026, 7, 6)
_WHY = "no dollars were logged"


def number(title: str, value: float, unit: Unit) -> Quantity:
    """A number with an explanation that names it."""
    return quantity(title, "as a test makes it", value, unit, tuple)


def never(title: str, why: str, unit: Unit = "days") -> Quantity:
    """A number that cannot be had."""
    return unknown(title, "as a test makes it", unit, why)


def trend(values: Sequence[float | None], unit: str = "charts", centre: float | None = None) -> WaitingTrend:
    """A control chart of weeks from 6 July on; the last one is marked where there is a centre."""
    last = len(values) - 1
    points = tuple(
        TrendPoint(MONDAY + timedelta(7 * n), value, "outside" if centre is not None and n == last else None)
        for n, value in enumerate(values)
    )
    lower, upper = (None, None) if centre is None else (centre * 0.5, centre * 1.5)
    kind: Literal["charts", "h"] = "h" if unit == "h" else "charts"
    return WaitingTrend(kind, points, centre, lower, upper, None if centre is None else len(values))


def forecast(unit: Unit, start: float, weeks: int = 8) -> ForecastRow:
    """Weeks to come that rise by 10 with a band of ± 20, from 5 October on."""
    made = tuple(
        ForecastWeek(
            date(2026, 10, 5) + timedelta(7 * n), start + 10 * n, start + 10 * n - 20, start + 10 * n + 20, 5, 140
        )
        for n in range(weeks)
    )
    return ForecastRow(made, unit, Explanation("Forecast", "as a test makes it", ()), "" if made else "too few weeks")


def of_type(
    number_: int | None, name: str, waiting: float, *, unit: Unit = "charts", clears: bool = True
) -> TypeFlowRow:
    """A work type of which so much waits: 2 charts an hour, 28 hours a day."""
    hours = waiting if unit == "h" else waiting / 2
    values = [waiting * share for share in (0.5, 0.6, 0.8, 0.7, 0.9, 0.8, 0.7, 0.8, 0.9, 0.85, 0.9, 0.95, 1.0)]
    return TypeFlowRow(
        work_type_id=number_,
        name=name,
        waiting=number(f"Waiting, {name}", waiting, unit),
        hours=number("Hours", hours, "h"),
        days=number("Days of work", hours / 28, "days"),
        to_clear=number("Days to clear", 17.5, "days") if clears else never("Days to clear", "never at this rate"),
        inflow=number("Came in", 44 if unit == "charts" else 22, unit),
        coded=number("Coded", 40 if unit == "charts" else 20, unit),
        capacity=number("Could be coded", 56 if unit == "charts" else 28, unit),
        oldest=given("Oldest", 9, "days"),
        dollars=never("Dollars", _WHY, "$"),
        trend=trend(values, unit, waiting * 0.8),
        forecast=forecast(unit, waiting),
        weeks=weeks(),
    )


def weeks() -> TypeWeeks:
    """Four weeks from 6 July on: more came in in two of them, what came in of the last is not known."""
    mondays = tuple(MONDAY + timedelta(7 * n) for n in range(4))
    return TypeWeeks(mondays, (44, 46, 38, None), (40, 40, 40, 42), (56, 56, 52, 56), (3.0, 4.5, 3.75, None))


EVENTS = (
    EventMark(date(2026, 7, 8), None, "go_live", "New record system", "team"),
    EventMark(date(2026, 7, 20), None, "standard", "Standard: Inpatient 2.4 an hour", "Inpatient"),
)


def flow(types: int = 6, *, clears: bool = True) -> FlowRow:
    """A whole period of so many work types."""
    names = ("Inpatient", "Same-day surgery", "Emergency", "Observation", "Ancillary", "Professional")[:types]
    rows = tuple(of_type(n, name, 210 * n, clears=clears or n > 1) for n, name in enumerate(names, 1))
    team = of_type(None, "Team", sum(105.0 * n for n in range(1, types + 1)), unit="h", clears=clears)
    return FlowRow(
        period=quarter(2026, 3),
        as_of=date(2026, 9, 30),
        days_logged=(52, 65),
        types=rows,
        team=team,
        staffing=staffing(),
        rework=rework(),
        holdups=holdups(),
        groups=(
            GroupRow("Surgeons", 14, 6, number("Late", 6 / 14, "share"), 21),
            GroupRow("", 7, None, never("Late", "not logged"), None),
        ),
        hours_lost=lost(),
        turnaround=turnaround(),
        dnfb=number("DNFB days", 7, "days"),
        unit_cost=never("Cost of a chart", "no cost was logged", "$"),
        forecast=team.forecast,
        events=EVENTS,
    )


def staffing() -> StaffingRow:
    """The worked example: 520 standard hours ÷ (21 × 7 × 0.90) = 3.93 FTE."""
    return StaffingRow(
        needed=number("FTE needed", 520 / 132.3, "FTE"),
        there=number("FTE there", 3.5, "FTE"),
        difference=number("FTE there − needed", 3.5 - 520 / 132.3, "FTE"),
        at_standard=number("At the standards", 520 / 132.3, "FTE"),
        at_actual_pace=number("At the pace of late", 4.2, "FTE"),
        one_fte=number("What one FTE supplies", 132.3, "h"),
        utilisation=number("Utilisation", 0.9, "share"),
        pace=number("Pace of late", 0.93, "share"),
        overtime=number("Overtime", 12, "h"),
        steps=(
            Part("Paid", "168 h", "21 working days × 8 h"),
            Part("Scheduled and there", "147 h", "21 h of absence"),
            Part("Productive", "132.3 h", "× 90 % utilisation"),
        ),
        weeks=StaffingWeeks(tuple(MONDAY + timedelta(7 * n) for n in range(3)), (4.2, 3.1, 3.9), (3.5, 3.5, 3.5)),
    )


def rework_line(name: str, key: int | str | None, charts: int) -> ReworkLineRow:
    """Charts that came back, four of them the coder's error."""
    return ReworkLineRow(
        key=key, name=name, charts=charts, coder=4, documentation=charts - 4, system=0, payer=0, overturned=0,
        denials=2, coded=400, share=number("Rework", 0.01, "share"), denial_share=number("Denials", 0.005, "share"),
        at_stake=number("At stake", 6500, "$"), recovered=number("Recovered", 1200, "$"),
    )  # fmt: skip


def rework() -> ReworkTableRow:
    """Two coders, two types, two causes."""
    return ReworkTableRow(
        total=rework_line("All", None, 12),
        denied_dollars=never("Money denied", _WHY, "share"),
        days_to_resolve=number("Days to resolve", 11, "days"),
        open=3,
        by_coder=(rework_line("Ana Diaz", 1, 6), rework_line("Bo Chen", 2, 6)),
        by_type=(rework_line("Inpatient", 1, 12),),
        by_cause=(rework_line("Coder", "coder", 8), rework_line("Documentation", "documentation", 4)),
        by_source=(rework_line("Denial", "denial", 12),),
    )


def holdups() -> tuple[HoldupRow, ...]:
    """Two reasons, 21 charts."""
    freed, hours = number("Freed", 2, "charts"), number("Freed hours", 1, "h")
    return (
        HoldupRow("query", "Query open", 14, 6, 21, 14 / 21, 14 / 21, number("Hours", 7, "h"), freed, hours),
        HoldupRow("document", "Document missing", 7, None, None, 7 / 21, 1.0, number("Hours", 3.5, "h"), freed, hours),
    )


def lost() -> tuple[LostHoursRow, ...]:
    """Two categories over four weeks."""
    weeks = [MONDAY + timedelta(7 * n) for n in range(4)]
    freed, hours = number("Freed", 3, "charts"), number("Freed hours", 1.5, "h")
    return (
        LostHoursRow("Meetings", tuple((day, 6.0) for day in weeks), number("Meetings", 24, "h"), freed, hours),
        LostHoursRow("Downtime", ((weeks[1], 9.0),), number("Downtime", 9, "h"), freed, hours),
    )


def turnaround() -> tuple[TurnaroundRow, ...]:
    """One work type over four weeks and whole, of discharge."""
    medians = (3.0, 4.0, 6.0, None)
    weekly = tuple(
        TurnaroundRow("Inpatient", MONDAY + timedelta(7 * n), "discharge", 40, 3 * n,
                      never("Median", "not reached") if value is None else number("Median", value, "days"),
                      never("90th percentile", "not reached") if n > 1 else number("90th percentile", 9, "days"))
        for n, value in enumerate(medians)
    )  # fmt: skip
    whole = TurnaroundRow(
        "Inpatient", None, "discharge", 160, 18, number("Median", 4, "days"), number("p90", 11, "days")
    )
    return (whole, *weekly)
