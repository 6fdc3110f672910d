"""The log as columns, month by month: each month is read once, and again only after one of its rows was changed.

Where the file holds a copy of a month, the copy is read: it goes with the first change of a row (store/copies.py).

Here lives what of the log is held in memory. How long it holds is told by the numbers of the changed rows, which
history gives (services/cache.py). A month is never changed: where a row of it was, another one is read in its place.
"""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
from sqlalchemy import BindParameter, Connection, Select, String, Table, bindparam, func, select, type_coerce
from sqlmodel import Session

from codedesk.metrics.standards import Bools, Floats, Ints
from codedesk.metrics.tallies import LogTally, TallyRun
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
    table,
)
from codedesk.services.figures.lists import Lists
from codedesk.services.figures.month_numbers import MONTHS, first_of_month, last_of_month, month_of, runs_of
from codedesk.services.figures.months import Month, MonthRows, Numbers
from codedesk.services.figures.packed import widened
from codedesk.services.figures.years import COPY as YEARS
from codedesk.services.figures.years import from_bytes, made_from

COPY = "log"
TABLES = (WorkDay, WorkLine, OtherTime)
# From this share of all work days on, reading a table as a whole is quicker than looking up each day's rows.
_MOST = 0.5
# So few days are looked up without asking how many there are.
_FEW_DAYS = 5_000
# Of more days than these, a month is read again as a whole.
_MOST_DAYS = 60
# Of rows in more places than these, all between them are read.
_MOST_PLACES = 50
_NUMBERS: BindParameter[Any] = bindparam("numbers", expanding=True)


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
        held, number = tuple(column[own] for column in self.held), self.number[own]
        return MonthRows(self.on[own] - first, held, Numbers.of(number), number)

    def of_these(self, chosen: Bools) -> "_Read":
        """Return some of the rows."""
        return _Read(self.number[chosen], self.on[chosen], tuple(column[chosen] for column in self.held))

    @classmethod
    def of_days(cls, number: Ints, held: tuple[Floats, ...]) -> "_Read":
        """Take work days, and put them in order of date and number."""
        order = np.lexsort((number, held[1]))
        return cls(number[order], np.arange(len(order)), tuple(column[order] for column in held))

    def placed(self, days: "_Read") -> "_Read":
        """Return rows that name their days by number with the places of these days, and in order; others are left."""
        by_number = np.argsort(days.number)
        at, keep = matching(self.on, days.number[by_number])
        kept, place = self.of_these(keep), by_number[at]
        order = np.lexsort((kept.number, kept.held[0], place))  # an import gives rows other numbers
        return _Read(kept.number[order], place[order], tuple(column[order] for column in kept.held))


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
        for run in runs_of(month for month in wanted if month not in self._months):
            self._months.update(_read(connection, run))
        found = [self._months[month].tally(lists) for month in wanted]
        self._take_years(wanted, found, lists)
        for edge in {0, len(wanted) - 1}:
            found[edge] = self._months[wanted[edge]].part(ordinal(period.start), ordinal(period.end), lists)
        return tuple(found)

    def source_of(self, january: int, lists: Lists) -> bytes | None:
        """Return what a copy of a year is made from; None where not all of its months are read from copies."""
        months = range(january, january + MONTHS)
        self._months.update(self._copied([month for month in months if month not in self._months]))
        known = [self._months[month].copied for month in months if month in self._months]
        found = [each for each in known if each is not None]
        return made_from(found, lists) if len(found) == MONTHS else None

    def numbers(self, months: range) -> list[tuple[Numbers, ...]]:
        """Return the numbers of the rows of months that were asked for, by table."""
        return [self._months[month].numbers for month in months]

    def _take_years(self, months: range, tallies: Sequence[LogTally], lists: Lists) -> None:
        """Take what whole years of these months add up to from their copies, where it is not known yet."""
        if self._copies is None:
            return
        places = range(-months.start % MONTHS, len(months) - MONTHS + 1, MONTHS)
        runs = {months[place]: TallyRun(tuple(tallies[place : place + MONTHS])) for place in places}
        sources = {at: self.source_of(at, lists) for at, run in runs.items() if not run.known}
        anew = {at: source for at, source in sources.items() if source is not None}
        copies = self._copies.read(YEARS, min(anew), max(anew)) if anew else {}
        for at in anew.keys() & copies.keys():
            told = from_bytes(at, anew[at], copies[at], lists)
            if told is not None:
                held, numbers = told
                runs[at].take(held)
                for month, own in enumerate(numbers, at):
                    self._months[month].told = own

    def _copied(self, wanted: Sequence[int]) -> dict[int, Month]:
        """Return those months of which there is a copy."""
        if self._copies is None or not wanted:
            return {}
        copies = self._copies.read(COPY, wanted[0], wanted[-1])
        found = ((month, Month.from_bytes(month, copies[month])) for month in wanted if month in copies)
        return {month: rows for month, rows in found if rows is not None}

    def onward(self, connection: Connection, changed: Mapping[str, Spans]) -> "LogColumns":
        """Return the log after rows were changed: where a month held one of them, or holds one now, another month.

        It is read anew when it is asked for; where few of its days are concerned, at once, and only these.
        """
        now: dict[int, set[int]] = {}
        for name, spans in changed.items():
            for day, month in _days_of(connection, name, spans):
                now.setdefault(month, set()).add(day)
        left = {month: rows for month, rows in self._months.items() if month not in now and not rows.holds(changed)}
        for month in self._months.keys() - left.keys():
            before = self._months[month].days_of(changed)
            days = None if before is None else before | now.get(month, set())
            if days is not None and len(days) <= _MOST_DAYS:
                left[month] = _renewed(connection, month, self._months[month], days)
        return LogColumns(left, self._copies)


def log_of(session: Session) -> LogColumns:
    """Return the log as it stands, with what was read of it before."""
    connection = session.connection()
    make = lambda: LogColumns(copies=copies_of(session))  # noqa: E731
    log: LogColumns = followed(session, "log", TABLES, make, lambda log, changed: log.onward(connection, changed))
    return log


def months_logged(session: Session) -> range:
    """Return the months from January of the first day of the log to the month of its last."""
    day, connection = table("work_day").c.day, session.connection()
    # Asked for one by one, each is looked up in the index; asked for together, every day would be walked through.
    first, last = (connection.execute(select(find(day))).scalar_one() for find in (func.min, func.max))
    return range(0) if first is None else range(MONTHS * first.year, month_of(last) + 1)


def copied_months(session: Session, months: range) -> dict[int, bytes]:
    """Read months that follow each other from their rows, and return the copy of each."""
    return {month: rows.to_bytes(month) for month, rows in _read(session.connection(), months).items()}


def _days_of(connection: Connection, name: str, spans: Spans) -> set[tuple[int, int]]:
    """Return the days of these rows of a table by their numbers, each with the month in which it is now.

    Rows that lie in many places are read with all between them: a question for each place would take longer.
    """
    asked = spans if len(spans) <= _MOST_PLACES else ((spans[0][0], spans[-1][1]),)
    bounds = ({"first": first, "last": last} for first, last in asked)
    found = (row for each in bounds for row in connection.execute(_days_of_rows_asked(name), each))
    opens = [first for first, _ in spans]
    return {(day, month_of(on)) for row, day, on in found if row <= spans[bisect_right(opens, row) - 1][1]}


def _read(connection: Connection, months: range) -> dict[int, Month]:
    """Read months that follow each other."""
    days, *others = _Reader(connection, Period(first_of_month(months.start), last_of_month(months[-1]))).all()
    opens, read = [ordinal(first_of_month(month)) for month in months[1:]], {}
    places = [0, *np.searchsorted(days.held[1], opens).tolist(), len(days.on)]
    for month, first, last in zip(months, places[:-1], places[1:], strict=True):
        read[month] = Month.of(*(rows.between(first, last) for rows in (days, *others)))
    return read


def _renewed(connection: Connection, month: int, held: Month, days: Collection[int]) -> Month:
    """Return a month whose days of these numbers are read again, with all that belongs to them."""
    wanted = ints(sorted(days))
    fresh, *others = _Reader(connection, Period(first_of_month(month), last_of_month(month)), wanted).all()
    days_held, *others_held = held.rows()
    old = _as_read(days_held)
    every = _joined(old.of_these(~np.isin(old.number, wanted)), fresh)
    made, rest = _Read.of_days(every.number, every.held), []
    for kept, again in zip(others_held, others, strict=True):
        before = _naming(_as_read(kept), old)
        rest.append(_joined(before.of_these(~np.isin(before.on, wanted)), _naming(again, fresh)).placed(made))
    return Month.of(*(rows.between(0, len(made.on)) for rows in (made, *rest)))


def _as_read(rows: MonthRows) -> _Read:
    assert rows.number is not None
    return _Read(rows.number, rows.on, tuple(map(widened, rows.held)))


def _naming(rows: _Read, days: _Read) -> _Read:
    """Return rows with the numbers of their days in place of the places of these."""
    return _Read(rows.number, days.number[rows.on], rows.held)


def _joined(one: _Read, other: _Read) -> _Read:
    held = tuple(np.concatenate(both) for both in zip(one.held, other.held, strict=True))
    return _Read(np.concatenate([one.number, other.number]), np.concatenate([one.on, other.on]), held)


@cache
def _days_asked(numbered: bool) -> Select[Any]:
    """Ask for the live days from first to last, where they are numbered for those of these numbers."""
    stored = table("work_day")
    c = stored.c
    question = select(c.id, c.coder_id, type_coerce(c.day, String), c.paid_hours).where(live(stored), _within(stored))
    return question.where(c.id.in_(_NUMBERS)) if numbered else question


@cache
def _days_of_rows_asked(name: str) -> Select[Any]:
    """Ask for the days of the rows of a table whose numbers lie from first to last."""
    stored, day = table(name), table("work_day")
    question = select(stored.c.id, day.c.id, day.c.day)
    if stored is not day:
        question = question.select_from(stored).join(day, stored.c.work_day_id == day.c.id)
    return question.where(stored.c.id.between(bindparam("first"), bindparam("last")))


@cache
def _rows_asked(name: str, names: tuple[str, ...], among: Literal["all", "days", "numbers"]) -> Select[Any]:
    """Ask for the live rows of a table: all, those of the days from first to last, or of days by their numbers."""
    stored, day = table(name), table("work_day")
    question = select(stored.c.id, stored.c.work_day_id, *(stored.c[each] for each in names)).where(live(stored))
    if among == "numbers":
        return question.where(stored.c.work_day_id.in_(_NUMBERS))
    if among == "all":
        return question
    question = question.select_from(day).join(stored, stored.c.work_day_id == day.c.id)
    return question.where(live(day), _within(day))


def _within(day: Table) -> Any:
    return day.c.day.between(bindparam("first"), bindparam("last"))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Asks for the live rows of whole months, or (numbers) of those days of them alone."""

    connection: Connection
    period: Period
    numbers: Ints | None = None

    def all(self) -> tuple[_Read, _Read, _Read]:
        """Return the work days, their lines and their other time."""
        days = self._days()
        lines = self._rows_of(days, "work_line", "work_type_id", "charts", "hours", "weight")
        return days, lines, self._rows_of(days, "other_time", "category_id", "hours")

    def _days(self) -> _Read:
        """Return the work days in order of date and number."""
        asked = {**self._bounds, **self._numbers}
        key, coder, on, paid = raw_columns(self.connection, _days_asked(self.numbers is not None), 4, asked)
        return _Read.of_days(ints(key), (floats(coder), floats(day_numbers(on)), floats(paid)))

    def _rows_of(self, days: _Read, name: str, *names: str) -> _Read:
        """Return the rows of a table that belong to these days."""
        if not len(days.number):
            return _Read(days.number, days.on, tuple(np.zeros(0) for _ in names))
        among = self._among(len(days.number))
        asked = {"all": {}, "days": self._bounds, "numbers": self._numbers}[among]
        key, on, *held = raw_columns(self.connection, _rows_asked(name, names, among), 2 + len(names), asked)
        return _Read(ints(key), ints(on), tuple(map(floats, held))).placed(days)

    def _among(self, days: int) -> Literal["all", "days", "numbers"]:
        if self.numbers is not None:
            return "numbers"
        return "days" if days < _FEW_DAYS or days < _MOST * self._logged() else "all"

    @property
    def _bounds(self) -> dict[str, object]:
        return {"first": self.period.start, "last": self.period.end}

    @property
    def _numbers(self) -> dict[str, object]:
        return {} if self.numbers is None else {"numbers": self.numbers.tolist()}

    def _logged(self) -> int:
        """Return about how many work days there are in all: the highest number, which costs no counting."""
        return int(self.connection.execute(select(func.max(table("work_day").c.id))).scalar_one() or 0)
