"""The log as columns, month by month: each month is read once, and again only after one of its rows was changed.

Where the file holds a copy of a month, the copy is read: it goes with the first change of a row (store/copies.py).

Here lives what of the log is held in memory. How long it holds is told by the numbers of the changed rows, which
history gives (services/cache.py). A month is never changed: where a row of it was, another one is read in its place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, String, Table, bindparam, func, or_, select, type_coerce
from sqlmodel import Session

from codedesk.metrics.standards import Floats, Ints
from codedesk.metrics.tallies import LogTally
from codedesk.models import OtherTime, WorkDay, WorkLine
from codedesk.periods import Period
from codedesk.services.cache import Spans, followed
from codedesk.services.copied import ReadableCopies, copies_of
from codedesk.services.figures.columns import (
    day_numbers,
    floats,
    ints,
    live,
    matching,
    ordinal,
    raw_columns,
    rows,
    table,
)
from codedesk.services.figures.lists import Lists
from codedesk.services.figures.months import Month, MonthRows, Numbers

COPY = "log"
TABLES = (WorkDay, WorkLine, OtherTime)
_MONTHS = 12
# From this share of all work days on, reading a table as a whole is quicker than looking up each day's rows.
_MOST = 0.5
# So few days are looked up without counting all.
_FEW_DAYS = 5_000
_SPANS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class _Read:
    """Rows of one table in the order of their days: their numbers, the places of their days, and what they hold."""

    number: Ints
    on: Ints
    held: tuple[Floats, ...]

    def between(self, first: int, last: int) -> MonthRows:
        """Return those of the days from place first to before last, which become the first ones."""
        start, stop = np.searchsorted(self.on, [first, last]).tolist()
        own = slice(start, stop)
        return MonthRows(self.on[own] - first, tuple(column[own] for column in self.held), Numbers.of(self.number[own]))


class LogColumns:
    """The months that were asked for so far, by their number (12 × year + month, from 0)."""

    def __init__(self, months: Mapping[int, Month] | None = None, copies: ReadableCopies | None = None) -> None:
        """Start with nothing, or with the months that still hold; copies are looked for before rows are read."""
        self._months = dict(months or {})
        self._copies = copies

    def tallies(self, connection: Connection, period: Period, lists: Lists) -> tuple[LogTally, ...]:
        """Return the days of a period, month by month, and read what is not there yet."""
        wanted = range(month_of(period.start), month_of(period.end) + 1)
        self._months.update(self._copied([month for month in wanted if month not in self._months]))
        for run in _runs(month for month in wanted if month not in self._months):
            self._months.update(_read(connection, run))
        found = [self._months[month].tally(lists) for month in wanted]
        for edge in {0, len(wanted) - 1}:
            found[edge] = self._months[wanted[edge]].part(ordinal(period.start), ordinal(period.end), lists)
        return tuple(found)

    def _copied(self, wanted: Sequence[int]) -> dict[int, Month]:
        """Return those months of which there is a copy."""
        if self._copies is None or not wanted:
            return {}
        copies = self._copies.read(COPY, wanted[0], wanted[-1])
        found = ((month, Month.from_bytes(month, copies[month])) for month in wanted if month in copies)
        return {month: rows for month, rows in found if rows is not None}

    def onward(self, connection: Connection, changed: Mapping[str, Spans]) -> "LogColumns":
        """Return the log after rows were changed: without the months that held one of them, or hold one now."""
        now = {month for name, spans in changed.items() for month in _months_of(connection, table(name), spans)}
        held = self._months.items()
        left = {month: rows for month, rows in held if month not in now and not rows.holds(changed)}
        return LogColumns(left, self._copies)


def log_of(session: Session) -> LogColumns:
    """Return the log as it stands, with what was read of it before."""
    connection = session.connection()
    make = lambda: LogColumns(copies=copies_of(session))  # noqa: E731
    log: LogColumns = followed(session, "log", TABLES, make, lambda log, changed: log.onward(connection, changed))
    return log


def months_logged(session: Session) -> range:
    """Return the months from the first day of the log to its last."""
    day, connection = table("work_day").c.day, session.connection()
    # Asked for one by one, each is looked up in the index; asked for together, every day would be walked through.
    first, last = (connection.execute(select(find(day))).scalar_one() for find in (func.min, func.max))
    return range(0) if first is None else range(month_of(first), month_of(last) + 1)


def copied_months(session: Session, months: range) -> dict[int, bytes]:
    """Read months that follow each other from their rows, and return the copy of each."""
    return {month: rows.to_bytes(month) for month, rows in _read(session.connection(), months).items()}


def month_of(day: date) -> int:
    """Return the number of the month of a day: 12 × year + month, from 0."""
    return _MONTHS * day.year + day.month - 1


def _first(month: int) -> date:
    return date(month // _MONTHS, month % _MONTHS + 1, 1)


def _last(month: int) -> date:
    return date.max if month == month_of(date.max) else _first(month + 1) - timedelta(1)


def _runs(months: Iterable[int]) -> Iterator[range]:
    """Yield the runs of months without a gap."""
    run = range(0)
    for month in months:
        if month != run.stop:
            if run:
                yield run
            run = range(month, month)
        run = range(run.start, month + 1)
    if run:
        yield run


def _months_of(connection: Connection, stored: Table, spans: Spans) -> set[int]:
    """Return the months in which these rows are now."""
    day = table("work_day")
    question = select(day.c.day).distinct()
    if stored is not day:
        question = question.select_from(stored).join(day, stored.c.work_day_id == day.c.id)
    found: set[int] = set()
    for start in range(0, len(spans), _SPANS_AT_ONCE):
        meant = or_(*(stored.c.id.between(*span) for span in spans[start : start + _SPANS_AT_ONCE]))
        found |= {month_of(on) for (on,) in rows(connection, question.where(meant))}
    return found


def _read(connection: Connection, months: range) -> dict[int, Month]:
    """Read months that follow each other."""
    reader = _Reader(connection, Period(_first(months.start), _last(months[-1])))
    days, read = reader.days(), {}
    lines = reader.rows_of(days, "work_line", "work_type_id", "charts", "hours", "weight")
    other = reader.rows_of(days, "other_time", "category_id", "hours")
    opens = [ordinal(_first(month)) for month in months[1:]]
    places = [0, *np.searchsorted(days.held[1], opens).tolist(), len(days.on)]
    for month, first, last in zip(months, places[:-1], places[1:], strict=True):
        read[month] = Month(*(rows.between(first, last) for rows in (days, lines, other)))
    return read


@cache
def _days_asked() -> Select[Any]:
    """Ask for the live days from one day to another, given as first and last."""
    stored = table("work_day")
    c = stored.c
    question = select(c.id, c.coder_id, type_coerce(c.day, String), c.paid_hours)
    return question.where(live(stored), _within(stored))


@cache
def _rows_asked(name: str, names: tuple[str, ...], few: bool) -> Select[Any]:
    """Ask for the live rows of a table, where they are few of those days alone."""
    stored, day = table(name), table("work_day")
    question = select(stored.c.id, stored.c.work_day_id, *(stored.c[each] for each in names)).where(live(stored))
    if not few:
        return question
    question = question.select_from(day).join(stored, stored.c.work_day_id == day.c.id)
    return question.where(live(day), _within(day))


def _within(day: Table) -> Any:
    return day.c.day.between(bindparam("first"), bindparam("last"))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Asks for the live rows of whole months."""

    connection: Connection
    period: Period

    def days(self) -> _Read:
        """Return the work days in order of date and number."""
        key, coder, on, paid = raw_columns(self.connection, _days_asked(), 4, self._bounds)
        number, day = ints(key), day_numbers(on)
        order = np.lexsort((number, day))
        held = floats(coder)[order], floats(day)[order], floats(paid)[order]
        return _Read(number[order], np.arange(len(order)), held)

    def rows_of(self, days: _Read, name: str, *names: str) -> _Read:
        """Return the rows of a table that belong to these days."""
        if not len(days.number):
            return _Read(days.number, days.on, tuple(np.zeros(0) for _ in names))
        few = len(days.number) < _FEW_DAYS or len(days.number) < _MOST * self._logged()
        bounds = self._bounds if few else {}
        key, on, *held = raw_columns(self.connection, _rows_asked(name, names, few), 2 + len(names), bounds)
        by_number = np.argsort(days.number)
        at, keep = matching(ints(on), days.number[by_number])
        number, place = ints(key)[keep], by_number[at]
        kept = tuple(floats(column)[keep] for column in held)
        order = np.lexsort((number, kept[0], place))  # an import gives rows other numbers
        return _Read(number[order], place[order], tuple(column[order] for column in kept))

    @property
    def _bounds(self) -> dict[str, date]:
        return {"first": self.period.start, "last": self.period.end}

    def _logged(self) -> int:
        """Return about how many work days there are in all: the highest number, which costs no counting."""
        return int(self.connection.execute(select(func.max(table("work_day").c.id))).scalar_one() or 0)
