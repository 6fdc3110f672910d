"""Work days as the day grid shows them: who is due, which lines are there, what is entered and what looks surprising.

Here live the questions about one date of the team, or one coder's days. Changes live in changes.py, the marks in
checks.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.models import (
    Coder,
    CoderWorkType,
    FinishedDay,
    OtherTime,
    OtherTimeCategory,
    WorkLine,
    WorkType,
)
from codedesk.models.work_days import OtherTimeKind
from codedesk.periods import Period
from codedesk.services.cache import by_number, copies, kept
from codedesk.services.days import checks as day_checks
from codedesk.services.days.checks import MarkRow
from codedesk.services.days.log import DayLog, read_log
from codedesk.services.flow.waiting_days import WaitingLine, lines_of
from codedesk.services.live import live
from codedesk.services.people.schedules import Rota, works

RECENT_DAYS = 28
L = TypeVar("L", WorkType, OtherTimeCategory)


@dataclass(frozen=True, slots=True)
class WorkLineRow:
    """One work type of one work day. charts and hours are None where not entered; id is None where nothing is."""

    work_type_id: int
    work_type: str
    unit: str
    id: int | None = None
    charts: int | None = None
    hours: float | None = None
    weight: float = 1.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class OtherTimeRow:
    """One category of other time of one work day; kind says whether it leaves the denominator."""

    category_id: int
    category: str
    kind: OtherTimeKind
    hours: float | None


@dataclass(frozen=True, slots=True)
class CoderDayRow:
    """One coder on one date: what is entered, what the schedule suggests, and the sums.

    suggested_hours are not entered: they are None once paid hours are, and where nothing is due. away says why nothing
    is due where the schedule has hours: a holiday or a planned absence (away_category_id its category).
    productive_hours are paid minus excused hours (absence is never inside paid hours), None while they cannot be known.
    """

    coder_id: int
    coder: str
    day: date
    due: bool
    done: bool
    paid_hours: float | None
    suggested_hours: float | None
    note: str
    lines: tuple[WorkLineRow, ...]
    other_times: tuple[OtherTimeRow, ...]
    charts: int | None
    productive_hours: float | None
    marks: tuple[MarkRow, ...] = ()
    away: str = ""
    away_category_id: int | None = None

    @property
    def empty(self) -> bool:
        """Tell whether nothing at all is entered."""
        entered = any(line.id for line in self.lines) or any(row.hours is not None for row in self.other_times)
        return self.paid_hours is None and not self.note and not entered


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """Something that can be added to a day by its name: a work type or a category of other time."""

    name: str
    work_type_id: int | None = None
    category_id: int | None = None
    kind: OtherTimeKind | None = None


@dataclass(frozen=True, slots=True)
class DayGridRow:
    """The grid of one date of the team (or of one coder's days): a block for each coder's day, in order; what waits."""

    blocks: tuple[CoderDayRow, ...]
    choices: tuple[ChoiceRow, ...]
    finished: bool
    coders: int
    waiting: tuple[WaitingLine, ...] = ()


def day_grid(session: Session, day: date, coder_ids: Iterable[int] | None = None, waiting: bool = False) -> DayGridRow:
    """Read one date of the team: everyone who works then or has something entered, by name.

    coder_ids keeps those coders only. What waits comes with the whole team, where the department logs it or waiting.
    """
    wanted = None if coder_ids is None else set(coder_ids)
    coders = all_coders(session)
    reading = _Reading(session, Period(day, day), [row for row in coders if wanted is None or row.key in wanted])
    shown = [coder for coder in reading.coders if works(coder, day) or (coder.key, day) in reading.days]
    blocks = tuple(reading.block(coder, day) for coder in shown)
    finished = bool(finished_days(session, Period(day, day)))
    lines = lines_of(session, day, wanted=waiting) if wanted is None else None
    return DayGridRow(blocks, reading.choices(), finished, len(coders), lines or ())


def coder_day(session: Session, coder_id: int, day: date, log: DayLog | None = None) -> CoderDayRow | None:
    """Read one coder's day alone; None where the coder does not work then and nothing is entered.

    log is what the day holds, where that was read already.
    """
    coder = _coder(session, coder_id)
    if coder is None:
        return None
    reading = _Reading(session, Period(day, day), (coder,), log)
    return reading.block(coder, day) if works(coder, day) or reading.days else None


def coder_grid(session: Session, coder_id: int, period: Period) -> DayGridRow:
    """Read the same grid turned: one coder, each day of a week or a month. Refused for a coder who is not there."""
    coder = _coder(session, coder_id)
    if coder is None:
        raise Refused("this coder is no longer there")
    reading = _Reading(session, period, (coder,))
    return DayGridRow(tuple(reading.block(coder, day) for day in period.days), reading.choices(), False, 1)


def entered_days(session: Session, period: Period, coder_ids: Iterable[int] | None = None) -> tuple[CoderDayRow, ...]:
    """Read the coders' days of a period that hold anything, by date and name."""
    wanted = None if coder_ids is None else set(coder_ids)
    reading = _Reading(session, period)
    coders = [coder for coder in reading.coders if wanted is None or coder.key in wanted]
    days = sorted({day for _, day in reading.days})
    return tuple(reading.block(coder, day) for day in days for coder in coders if (coder.key, day) in reading.days)


def all_coders(session: Session) -> list[Coder]:
    """Return the coders by name, in the words that people see."""
    found = (coder for coder in by_number(session, Coder).values() if not coder.voided)
    return sorted(found, key=lambda coder: coder.shown_name.casefold())


def finished_days(session: Session, period: Period) -> set[date]:
    """Return the dates of a period that the manager has finished."""
    return kept(session, ("finished", period), (FinishedDay,), partial(_finished, session, period))


def _finished(session: Session, period: Period) -> set[date]:
    within = col(FinishedDay.day).between(period.start, period.end)
    return set(session.exec(select(col(FinishedDay.day)).where(live(FinishedDay), within)))


def _coder(session: Session, coder_id: int) -> Coder | None:
    found = by_number(session, Coder).get(coder_id)
    return None if found is None or found.voided else found


class _Reading:
    """Everything that the blocks of some days are made of, read once."""

    def __init__(
        self, session: Session, period: Period, coders: Sequence[Coder] | None = None, log: DayLog | None = None
    ) -> None:
        self._session = session
        self.coders = all_coders(session) if coders is None else coders
        ids = None if coders is None else [coder.key for coder in coders]
        self._types = _by_place(session, WorkType)
        self._categories = _by_place(session, OtherTimeCategory)
        self._log = read_log(session, period, ids) if log is None else log
        self.days = self._log.days
        known = (self._types, self._categories)
        self._checks = day_checks.Checks(session, period, [coder.key for coder in self.coders], *known)
        self._usual = self._usual_types(period)
        self._rota = Rota(session, period)

    def _usual_types(self, period: Period) -> dict[int, list[int]]:
        usual = kept(self._session, "usual work types", (CoderWorkType,), lambda: _usual_types(self._session))
        since = period.end - timedelta(RECENT_DAYS)
        without = [coder.key for coder in self.coders if coder.key not in usual]
        return usual | {key: list(filter(self._checks.logged(key, since).__contains__, self._types)) for key in without}

    def block(self, coder: Coder, day: date) -> CoderDayRow:
        """Make the block of one coder's day."""
        stored = self.days.get((coder.key, day))
        lines = self._line_rows(coder.key, self._log.lines.get(stored.key, ()) if stored else ())
        times = self._time_rows(self._log.times.get(stored.key, ()) if stored else ())
        paid = stored.paid_hours if stored else None
        scheduled = self._rota.suggested(coder, day)
        away = self._rota.away(coder, day)
        absent = sum(row.hours or 0.0 for row in times if not row.kind.paid)
        left = None if scheduled is None else max(0.0, scheduled - absent)
        entered = [line.charts for line in lines if line.charts is not None]
        return CoderDayRow(
            coder_id=coder.key,
            coder=coder.shown_name,
            day=day,
            due=scheduled is not None,
            done=is_done(paid, left, worked=bool(entered), other=bool(times), absent=absent > 0),
            paid_hours=paid,
            suggested_hours=left if paid is None and left else None,
            note=stored.note if stored else "",
            lines=lines,
            other_times=times,
            charts=sum(entered) if entered else None,
            productive_hours=day_checks.productive_hours(paid, lines, times),
            marks=self._checks.marks(coder, day, paid, scheduled, lines, times),
            away=away.words if away else "",
            away_category_id=away.category_id if away else None,
        )

    def _line_rows(self, coder_id: int, stored: Sequence[WorkLine]) -> tuple[WorkLineRow, ...]:
        by_type = {line.work_type_id: line for line in stored}
        usual = [number for number in self._usual.get(coder_id, []) if self._active(number)]
        more = sorted(set(by_type) - set(usual), key=list(self._types).index)
        return tuple(self._line_row(number, by_type.get(number)) for number in [*usual, *more])

    def _line_row(self, work_type_id: int, line: WorkLine | None) -> WorkLineRow:
        work_type = self._types[work_type_id]
        if line is None:
            return WorkLineRow(work_type_id, work_type.name, work_type.unit)
        values = (line.id, line.charts, line.hours, line.weight, line.note)
        return WorkLineRow(work_type_id, work_type.name, work_type.unit, *values)

    def _time_rows(self, stored: Sequence[OtherTime]) -> tuple[OtherTimeRow, ...]:
        order = list(self._categories)
        rows = []
        for time in sorted(stored, key=lambda time: order.index(time.category_id)):
            category = self._categories[time.category_id]
            rows.append(OtherTimeRow(category.key, category.name, category.kind, time.hours))
        return tuple(rows)

    def _active(self, work_type_id: int) -> bool:
        found = self._types.get(work_type_id)
        return found is not None and found.active and not found.voided

    def choices(self) -> tuple[ChoiceRow, ...]:
        """Name everything that can be added to a day."""
        types = [ChoiceRow(row.name, work_type_id=row.key) for row in self._types.values() if self._active(row.key)]
        categories = [row for row in self._categories.values() if row.active and not row.voided]
        return (*types, *(ChoiceRow(row.name, category_id=row.key, kind=row.kind) for row in categories))


def _by_place(session: Session, table: type[L]) -> dict[int, L]:
    found = by_number(session, table)
    return {row.key: row for row in sorted(found.values(), key=lambda row: (row.position, row.name))}


def _usual_types(session: Session) -> dict[int, list[int]]:
    usual: dict[int, list[int]] = defaultdict(list)
    for row in copies(session, CoderWorkType, live(CoderWorkType), order_by=(col(CoderWorkType.position),)):
        usual[row.coder_id].append(row.work_type_id)
    return dict(usual)


def is_done(paid: float | None, left: float | None, *, worked: bool, other: bool, absent: bool) -> bool:
    """Tell whether a coder's day is whole: paid hours with work or other time, or an absence that fills the day.

    left are the scheduled hours that no absence takes; None where nothing is scheduled.
    """
    if paid is not None:
        return worked or other or paid == 0
    return absent and not left
