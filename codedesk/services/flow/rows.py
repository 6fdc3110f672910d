"""Work that waits as pages, paper and files read it. Rows only.

Every number is a Quantity: it says how it is made, or why it cannot be had. Hours are productive hours unless a name
says paid; a working day is a weekday of the period that is no holiday.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from codedesk.metrics.charted import WaitingTrend
from codedesk.metrics.figures import Accuracy, EventMark, Explanation, NotAudited, Part
from codedesk.metrics.quantities import Quantity, Unit
from codedesk.periods import Period


@dataclass(frozen=True, slots=True)
class ForecastWeek:
    """What is likely to wait at the end of a week to come: the middle and an 80 % interval, never under 0.

    hours_there: the productive hours that the team will have in that week, holidays and absence known.
    """

    monday: date
    expected: float
    low: float
    high: float
    working_days: int
    hours_there: float


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """Eight weeks to come, in charts of one work type or in hours of the team. No weeks: why_not says why."""

    weeks: tuple[ForecastWeek, ...]
    unit: Unit
    explanation: Explanation
    why_not: str = ""


_NOT_MADE = Explanation("Week by week", "", ())
Weekly = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class TypeWeeks:
    """What came in, was coded and could be coded on a working day of each week (its Monday), in charts or in hours.

    days: of work that waited at its end, at what could be coded in that week. None: not known.
    """

    mondays: tuple[date, ...] = ()
    came: Weekly = ()
    coded: Weekly = ()
    capacity: Weekly = ()
    days: Weekly = ()
    explanation: Explanation = _NOT_MADE


@dataclass(frozen=True, slots=True)
class StaffingWeeks:
    """The FTE that the work of each week (its Monday) needed, and those that were there. None: not known."""

    mondays: tuple[date, ...] = ()
    needed: Weekly = ()
    there: Weekly = ()
    explanation: Explanation = _NOT_MADE


@dataclass(frozen=True, slots=True)
class TypeFlowRow:
    """What waits of one work type in charts, or of the team (work_type_id None) in hours at the standards in force.

    inflow, coded and capacity are of a working day; oldest and to_clear are in days; hours and days are of waiting.
    """

    work_type_id: int | None
    name: str
    waiting: Quantity
    hours: Quantity
    days: Quantity
    to_clear: Quantity
    inflow: Quantity
    coded: Quantity
    capacity: Quantity
    oldest: Quantity
    dollars: Quantity
    trend: WaitingTrend
    forecast: ForecastRow
    weeks: TypeWeeks = TypeWeeks()


@dataclass(frozen=True, slots=True)
class StaffingRow:
    """Full-time equivalents that the work of the period needs, and those that are there.

    needed is at_standard: at the pace of the standards; at_actual_pace: at the team's own pace of the last 13 weeks.
    difference: there − needed. one_fte: the productive hours that one FTE supplies in the period; steps lead to it from
    the paid hours. overtime: paid hours over the scheduled ones of the days that were worked.
    """

    needed: Quantity
    there: Quantity
    difference: Quantity
    at_standard: Quantity
    at_actual_pace: Quantity
    one_fte: Quantity
    utilisation: Quantity
    pace: Quantity
    overtime: Quantity
    steps: tuple[Part, ...]
    weeks: StaffingWeeks = StaffingWeeks()


@dataclass(frozen=True, slots=True)
class ReworkLineRow:
    """What was reopened of one coder, work type, cause or source. accuracy: that of a coder; None of anything else.

    charts: all that was reopened; the five that follow part it: overturned denials are nobody's error. share: those of
    the coder's error ÷ charts coded. coded: None where the share of charts coded has no meaning (a cause).
    """

    key: int | str | None
    name: str
    charts: int
    coder: int
    documentation: int
    system: int
    payer: int
    overturned: int
    denials: int
    coded: int | None
    share: Quantity
    denial_share: Quantity
    at_stake: Quantity
    recovered: Quantity
    accuracy: Accuracy | NotAudited | None = None


@dataclass(frozen=True, slots=True)
class ReworkTableRow:
    """What was reopened in a period. denied_dollars: money denied ÷ gross revenue of the period, if both are known."""

    total: ReworkLineRow
    denied_dollars: Quantity
    days_to_resolve: Quantity
    open: int
    by_coder: tuple[ReworkLineRow, ...]
    by_type: tuple[ReworkLineRow, ...]
    by_cause: tuple[ReworkLineRow, ...]
    by_source: tuple[ReworkLineRow, ...]


@dataclass(frozen=True, slots=True)
class HoldupRow:
    """Charts held for one reason on the last day logged of it, the most first; share and so_far are of all held.

    freed, freed_hours: how many fewer charts would be held, and the hours of coding in them, were each held a day less.
    """

    reason: str
    name: str
    charts: int
    late: int | None
    oldest: int | None
    share: float
    so_far: float
    hours: Quantity
    freed: Quantity
    freed_hours: Quantity


@dataclass(frozen=True, slots=True)
class GroupRow:
    """What a group of providers holds up: charts, those past the agreed time, and the age of the oldest in days."""

    group: str
    charts: int
    late: int | None
    late_share: Quantity
    oldest: int | None


@dataclass(frozen=True, slots=True)
class LostHoursRow:
    """Paid hours that were not coding, by category: each week's by its Monday, and their sum.

    freed, freed_hours: charts and hours, were it one working day's worth less.
    """

    category: str
    weeks: tuple[tuple[date, float], ...]
    hours: Quantity
    freed: Quantity
    freed_hours: Quantity


@dataclass(frozen=True, slots=True)
class TurnaroundRow:
    """Days from discharge, or from available, to coded: of a work type and a week (its Monday), or of all (None).

    n: charts; waiting: those of them still uncoded, which count as at least as old as they are.
    """

    work_type: str | None
    week: date | None
    of: Literal["discharge", "available"]
    n: int
    waiting: int
    median: Quantity
    p90: Quantity


@dataclass(frozen=True, slots=True)
class FlowRow:
    """All that a period says of work that waits. as_of: the last day with a backlog line, None without one.

    days_logged: working days with a backlog line, and all working days of the period up to today. events: what happened
    to the team or a work type in the weeks that are told of, a standard that followed another one among it.
    """

    period: Period
    as_of: date | None
    days_logged: tuple[int, int]
    types: tuple[TypeFlowRow, ...]
    team: TypeFlowRow
    staffing: StaffingRow
    rework: ReworkTableRow
    holdups: tuple[HoldupRow, ...]
    groups: tuple[GroupRow, ...]
    hours_lost: tuple[LostHoursRow, ...]
    turnaround: tuple[TurnaroundRow, ...]
    dnfb: Quantity
    unit_cost: Quantity
    forecast: ForecastRow
    events: tuple[EventMark, ...] = ()

    @property
    def logged(self) -> bool:
        """Tell whether anything of this is logged at all."""
        return bool(self.types or self.holdups or self.turnaround or self.rework.total.charts)

    @property
    def tells(self) -> bool:
        """Tell whether any number of it is known: of a log alone the FTE that it needs."""
        return self.logged or any(each.value is not None for each in (self.staffing.needed, self.dnfb, self.unit_cost))
