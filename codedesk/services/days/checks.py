"""What looks surprising about a day: kept as it was typed, with a mark and the reason. Nothing is refused here.

Surprising: three times the usual charts of that coder and work type (median of the eight weeks before), work at a
weekend, before the start or after leaving, on a day to come, in a year long past or far ahead, far more hours than
scheduled, charts without paid hours after a day that has them, other time beyond the paid hours, and a day whose work
does not fit its hours (under 40 % or over 150 % of the standard). Reasons never name a pace.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from statistics import median
from typing import NamedTuple, Protocol

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk.dates import likely_years
from codedesk.formats import day as day_words
from codedesk.formats import hours as hours_words
from codedesk.formats import number, typed, weekday
from codedesk.metrics.rates import rate
from codedesk.models import Coder, ConfirmedMark, OtherTimeCategory, RampStep, Standard, WorkDay, WorkLine, WorkType
from codedesk.models.standards import Basis
from codedesk.models.work_days import OtherTimeKind
from codedesk.periods import Period
from codedesk.services.cache import copies, kept
from codedesk.services.days.drafts import CellField
from codedesk.services.live import live

USUAL_WEEKS = 8
USUAL_AT_LEAST_DAYS = 5
TIMES_USUAL = 3
TIMES_SCHEDULE = 2
LONG_SHIFT = 9.0  # more paid hours than this are hardly one day's beside a day without any
LOW_PACE, HIGH_PACE = 0.40, 1.50
_SATURDAY = 5
# Made once: they are asked with every cell.
_WITHIN = (
    col(WorkDay.coder_id).in_(sa.bindparam("coders", expanding=True)),
    col(WorkDay.day).between(sa.bindparam("first"), sa.bindparam("last")),
)
_RECENT = (
    sa.select(col(WorkDay.coder_id), col(WorkLine.work_type_id), col(WorkDay.day), col(WorkLine.charts))
    .join(WorkLine, col(WorkLine.work_day_id) == col(WorkDay.id))
    .where(live(WorkDay), live(WorkLine), col(WorkLine.charts).is_not(None), *_WITHIN)
    .order_by(col(WorkDay.day))
)
_PAID = sa.select(col(WorkDay.coder_id), col(WorkDay.day), col(WorkDay.paid_hours)).where(
    live(WorkDay), col(WorkDay.paid_hours) > 0, *_WITHIN
)


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A surprising value: the cell that it stands in, the reason in words, and which question that is.

    kind and value are what a confirmation is kept under: once the value is another one, the question is asked again.
    """

    field: CellField
    reason: str
    kind: str
    value: str = ""
    work_type_id: int | None = None
    category_id: int | None = None


class _ChartedLine(Protocol):
    @property
    def work_type_id(self) -> int: ...
    @property
    def charts(self) -> int | None: ...
    @property
    def hours(self) -> float | None: ...
    @property
    def weight(self) -> float: ...


class _Time(Protocol):
    @property
    def category_id(self) -> int: ...
    @property
    def kind(self) -> OtherTimeKind: ...
    @property
    def hours(self) -> float | None: ...


class _Standard(NamedTuple):
    """What a day's work is compared with. Ten years of standards are read with every cell: as plain values."""

    work_type_id: int
    effective_from: date
    pace: float
    pace_unit: str
    hours_per_day: float
    units_per_chart: float | None
    basis: str


def today() -> date:
    """Return the date on which the checks are made."""
    return date.today()


def productive_hours(paid: float | None, lines: Sequence[_ChartedLine], times: Sequence[_Time]) -> float | None:
    """Return paid minus excused hours; without paid hours the sum of line hours, if every line with charts has them.

    None where neither is known. Never under 0.
    """
    if paid is not None:
        return max(0.0, paid - sum(time.hours or 0.0 for time in times if time.kind.leaves_the_hours))
    with_charts = [line for line in lines if line.charts is not None]
    known = [line.hours for line in with_charts if line.hours is not None]
    return sum(known) if with_charts and len(known) == len(with_charts) else None


class Checks:
    """What is usual for some coders around some days, read once."""

    def __init__(
        self,
        session: Session,
        period: Period,
        coder_ids: Iterable[int],
        types: Mapping[int, WorkType],
        categories: Mapping[int, OtherTimeCategory],
    ) -> None:
        """Read the last eight weeks, the standards and the ramps."""
        self._types = types
        self._categories = categories
        ids = list(coder_ids)
        self._charts = _recent_charts(session, period, ids)
        self._standards = kept(session, "standards of days", (Standard,), partial(_by_type, session))
        self._ramps = kept(session, "ramps", (RampStep,), partial(_ramps, session))
        self._confirmed = confirmed(session, period)
        self._today = today()
        self._paid_before = partial(_paid_hours, session, period, ids)
        self._paid: dict[tuple[int, date], float] | None = None

    def marks(
        self,
        coder: Coder,
        day: date,
        paid: float | None,
        scheduled: float | None,
        lines: Sequence[_ChartedLine],
        times: Sequence[_Time],
    ) -> tuple[MarkRow, ...]:
        """Return what is surprising about one coder's day and not confirmed, in the order of the cells."""
        worked = bool(paid) or any(line.charts for line in lines)
        found = [*_calendar_marks(coder, day, self._today)] if worked else []
        found += _hours_marks(paid, scheduled, times)
        found += self._night_marks(coder.key, day, paid, scheduled, lines)
        found += self._chart_marks(coder.key, day, lines)
        found += self._pace_marks(coder.key, day, paid, lines, times)
        place = (coder.key, day)
        return tuple(
            mark for mark in found if (*place, mark.work_type_id, mark.kind, mark.value) not in self._confirmed
        )

    def usual(self, coder_id: int, work_type_id: int, day: date) -> float | None:
        """Return the median charts of the eight weeks before a date; None under five days."""
        days, charts = self._charts.get((coder_id, work_type_id), ([], []))
        low = bisect_left(days, day - timedelta(weeks=USUAL_WEEKS))
        recent = [count for count in charts[low : bisect_left(days, day)] if count]
        return median(recent) if len(recent) >= USUAL_AT_LEAST_DAYS else None

    def logged(self, coder_id: int, since: date) -> set[int]:
        """Return the work types that a coder has charts of (0 is an entry too) from a date of the eight weeks on."""
        last = ((number, days[-1]) for (coder, number), (days, _) in self._charts.items() if coder == coder_id)
        return {number for number, day in last if day >= since}

    def _chart_marks(self, coder_id: int, day: date, lines: Sequence[_ChartedLine]) -> list[MarkRow]:
        found = []
        for line in lines:
            usual = self.usual(coder_id, line.work_type_id, day) if line.charts else None
            if usual and line.charts and line.charts >= TIMES_USUAL * usual:
                reason = f"{line.charts} charts, where {number(usual, 1)} are usual: is the number right?"
                found.append(MarkRow("charts", reason, "usual", str(line.charts), line.work_type_id))
        return found

    def _night_marks(
        self, coder_id: int, day: date, paid: float | None, scheduled: float | None, lines: Sequence[_ChartedLine]
    ) -> list[MarkRow]:
        """Ask where charts stand without paid hours after a day of paid hours: half of a shift, or hours missing."""
        charts = sum(line.charts or 0 for line in lines)
        if paid or not charts:
            return []
        before = self._paid_on(coder_id, day - timedelta(1))
        timed = any(line.hours for line in lines)
        if not before or not (paid == 0 or scheduled is None or timed or before > LONG_SHIFT):
            return []
        reason = (
            f"Charts without paid hours, after {hours_words(before)} paid hours the day before: are hours missing? "
            "If one shift passed midnight, Ctrl+Shift+N joins it."
        )
        return [MarkRow("paid_hours", reason, "night", f"{charts} after {typed(before)}")]

    def _paid_on(self, coder_id: int, day: date) -> float | None:
        """Return the paid hours of a day; read once, and only where a day has charts without hours."""
        if self._paid is None:
            self._paid = self._paid_before()
        return self._paid.get((coder_id, day))

    def _pace_marks(
        self, coder_id: int, day: date, paid: float | None, lines: Sequence[_ChartedLine], times: Sequence[_Time]
    ) -> list[MarkRow]:
        productive = productive_hours(paid, lines, times)
        if not productive or not any(line.charts for line in lines):
            return []
        earned = self._earned(coder_id, day, paid, productive, lines)
        if earned is None:
            return []
        hours, expected = earned
        field: CellField = "paid_hours" if paid is not None else "day_note"
        value = f"{sum(line.charts or 0 for line in lines)} in {typed(productive)}"
        if hours / productive > HIGH_PACE:
            return [
                MarkRow(field, f"Much work for {hours_words(productive)} hours: are the hours right?", "much", value)
            ]
        if hours / productive < LOW_PACE * expected:
            return [
                MarkRow(
                    field, f"Little work for {hours_words(productive)} hours: are the hours right?", "little", value
                )
            ]
        return []

    def _earned(
        self, coder_id: int, day: date, paid: float | None, productive: float | None, lines: Sequence[_ChartedLine]
    ) -> tuple[float, float] | None:
        """Return earned hours and the share of the standard expected of a learner; None if any work has no standard."""
        total, expected = 0.0, 0.0
        for line in lines:
            if not line.charts:
                continue
            standard = self._in_force(line.work_type_id, day)
            if standard is None:
                return None
            hours = (
                line.charts
                * line.weight
                / rate(standard.pace, standard.pace_unit, standard.hours_per_day, standard.units_per_chart)
            )
            if standard.basis == Basis.PAID and paid and productive:
                hours *= productive / paid
            total += hours
            expected += hours * min(1.0, self._ramp(coder_id, line.work_type_id, day))
        return (total, expected / total) if total else None

    def _in_force(self, work_type_id: int, day: date) -> _Standard | None:
        dated = self._standards.get(work_type_id, [])
        return next((row for row in reversed(dated) if row.effective_from <= day), None)

    def _ramp(self, coder_id: int, work_type_id: int, day: date) -> float:
        for key in ((coder_id, work_type_id), (coder_id, None)):
            steps = [step for step in self._ramps.get(key, []) if step.from_day <= day]
            if steps:
                return steps[-1].pace_percent / 100
        return 1.0


def _calendar_marks(coder: Coder, day: date, on: date) -> list[MarkRow]:
    if day.year not in likely_years("day", on):
        return [MarkRow("paid_hours", f"Work in the year {day.year}: is the year right?", "year")]
    if day < coder.started_on:
        return [
            MarkRow("paid_hours", f"Before the start on {day_words(coder.started_on)}: is the date right?", "start")
        ]
    if coder.left_on is not None and day > coder.left_on:
        return [MarkRow("paid_hours", f"After leaving on {day_words(coder.left_on)}: is the date right?", "left")]
    if day > on:
        return [MarkRow("paid_hours", "Work on a day that has not come yet: is the date right?", "future")]
    if day.weekday() >= _SATURDAY:
        return [MarkRow("paid_hours", f"Work on a {weekday(day)}: is the date right?", "weekend")]
    return []


def _hours_marks(paid: float | None, scheduled: float | None, times: Sequence[_Time]) -> list[MarkRow]:
    if paid is None:
        return []
    found = []
    if scheduled and paid >= TIMES_SCHEDULE * scheduled:
        reason = f"{hours_words(paid)} h, where {hours_words(scheduled)} h are scheduled"
        found.append(MarkRow("paid_hours", reason, "schedule", typed(paid)))
    inside = sum(time.hours or 0.0 for time in times if time.kind.paid)
    if inside > paid:
        reason = f"{hours_words(inside)} h of other time in {hours_words(paid)} paid hours: which is right?"
        found.append(MarkRow("paid_hours", reason, "other time", f"{typed(inside)} in {typed(paid)}"))
    return found


def _recent_charts(
    session: Session, period: Period, coder_ids: list[int]
) -> dict[tuple[int, int], tuple[list[date], list[int]]]:
    first = period.start - timedelta(weeks=USUAL_WEEKS)
    asked = {"coders": coder_ids, "first": first, "last": period.end}
    found: dict[tuple[int, int], tuple[list[date], list[int]]] = defaultdict(lambda: ([], []))
    for coder_id, work_type_id, day, charts in session.connection().execute(_RECENT, asked):
        days, counts = found[coder_id, work_type_id]
        days.append(day)
        counts.append(charts or 0)
    return found


def _paid_hours(session: Session, period: Period, coder_ids: list[int]) -> dict[tuple[int, date], float]:
    """Return the paid hours of a period and of the day before it."""
    asked = {"coders": coder_ids, "first": period.start - timedelta(1), "last": period.end}
    return {(coder_id, day): paid or 0.0 for coder_id, day, paid in session.connection().execute(_PAID, asked)}


def _by_type(session: Session) -> dict[int, list[_Standard]]:
    names = _Standard.__annotations__
    columns = (getattr(Standard, name) for name in names)
    query = sa.select(*columns).where(live(Standard)).order_by(col(Standard.effective_from))
    found: dict[int, list[_Standard]] = defaultdict(list)
    for row in session.connection().execute(query):
        found[row.work_type_id].append(_Standard(*row))
    return dict(found)


Confirmed = set[tuple[int | None, date, int | None, str, str]]


def confirmed(session: Session, period: Period) -> Confirmed:
    """Return what was confirmed on the days of a period: coder (None: the department), day, work type, kind, value."""
    return kept(session, ("confirmed", period), (ConfirmedMark,), partial(_confirmed, session, period))


def _confirmed(session: Session, period: Period) -> Confirmed:
    within = col(ConfirmedMark.day).between(period.start, period.end)
    rows = session.exec(select(ConfirmedMark).where(live(ConfirmedMark), within))
    return {(row.coder_id, row.day, row.work_type_id, row.kind, row.value) for row in rows}


def _ramps(session: Session) -> dict[tuple[int, int | None], list[RampStep]]:
    found: dict[tuple[int, int | None], list[RampStep]] = defaultdict(list)
    for row in copies(session, RampStep, live(RampStep), order_by=(col(RampStep.from_day),)):
        found[row.coder_id, row.work_type_id].append(row)
    return dict(found)
