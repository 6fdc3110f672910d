"""The log as columns, month by month: each month is read once, and again only after one of its rows was changed.

Here lives what of the log is held in memory. How long it holds is told by the numbers of the changed rows, which
history gives (services/kept.py). A month is never changed: where a row of it was, another one is read in its place.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from sqlalchemy import Connection, String, Table, func, or_, select, type_coerce
from sqlmodel import Session

from codedesk.metrics.ledgers import between
from codedesk.metrics.pace import Days, Ledger, Lines, ledger, sums
from codedesk.metrics.standards import Floats, Ints
from codedesk.metrics.tallies import Tally
from codedesk.models import OtherTime, WorkDay, WorkLine
from codedesk.periods import Period
from codedesk.services.figures.columns import (
    day_numbers,
    floats,
    ints,
    live,
    matching,
    ordinal,
    positions,
    raw_columns,
    rows,
    table,
)
from codedesk.services.figures.lists import Lists
from codedesk.services.kept import Spans, followed

TABLES = (WorkDay, WorkLine, OtherTime)
_MONTHS = 12
# From this share of all work days on, reading a table as a whole is quicker than looking up each day's rows.
_MOST = 0.5
_SPANS_AT_ONCE = 100


class Numbers:
    """The numbers of rows, as runs without a gap: those of a month were mostly entered in one go."""

    def __init__(self, numbers: Ints) -> None:
        """Take numbers in any order, each once."""
        numbers = np.sort(numbers)
        opens = np.diff(numbers, prepend=-1) != 1
        self._first, self._last = numbers[opens], numbers[np.append(opens[1:], True)[: len(numbers)]]

    def any_in(self, spans: Spans) -> bool:
        """Tell whether one of the numbers lies in one of the spans."""
        after = np.searchsorted(self._last, [first for first, _ in spans])
        ends = ints([last for _, last in spans])
        inside = after < len(self._last)
        return bool((self._first[after[inside]] <= ends[inside]).any())


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of one table in the order of their days: their numbers, the places of their days, and what they hold."""

    number: Ints
    on: Ints
    held: tuple[Floats, ...]

    def between(self, first: int, last: int) -> "_Rows":
        """Return those of the days from place first to before last, which become the first ones."""
        start, stop = np.searchsorted(self.on, [first, last]).tolist()
        own = slice(start, stop)
        return _Rows(self.number[own], self.on[own] - first, tuple(column[own] for column in self.held))


@dataclass
class Month:
    """The live rows of one month: days (held: coder, day, paid hours), lines (work type, charts, hours, weight), other.

    What is made of them is kept with the lists that it was made with.
    """

    days: _Rows
    lines: _Rows
    other: _Rows
    numbers: dict[str, Numbers] = field(init=False)
    _made: tuple[Lists, Tally] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Note which rows these are."""
        own = {"work_day": self.days, "work_line": self.lines, "other_time": self.other}
        self.numbers = {name: Numbers(rows.number) for name, rows in own.items()}

    def holds(self, changed: Mapping[str, Spans]) -> bool:
        """Tell whether one of the changed rows is in this month."""
        return any(self.numbers[name].any_in(spans) for name, spans in changed.items())

    def tally(self, lists: Lists) -> Tally:
        """Return every day and line with what the standards and ramps make of it, and what they add up to."""
        if self._made is None or not self._made[0].says_as(lists):
            self._made = lists, _tally(self._ledger(lists), lists)
        return self._made[1]

    def _ledger(self, lists: Lists) -> Ledger:
        coder, day, paid = self.days.held
        work_type, charts, hours, weight = self.lines.held
        category, spent = self.other.held
        count = len(coder)
        excused = np.where(np.isin(category, lists.excusing), spent, 0.0)
        excused, other = sums(self.other.on, excused, count), sums(self.other.on, None, count) > 0
        people, kinds = positions(coder, lists.person_at), positions(work_type, lists.work_type_at)
        known = people >= 0
        keep, place = known[self.lines.on], np.cumsum(known) - 1
        days = Days(people[known], day[known].astype(np.int64), paid[known], excused[known], other[known])
        lines = Lines(place[self.lines.on[keep]], kinds[keep], charts[keep], hours[keep], weight[keep])
        return ledger(days, lines, lists.standards, lists.ramps)


def _tally(book: Ledger, lists: Lists) -> Tally:
    return Tally(book, len(lists.people), len(lists.work_types), len(lists.standards.rate))


class Log:
    """The months that were asked for so far, by their number (12 × year + month, from 0)."""

    def __init__(self, months: Mapping[int, Month] | None = None) -> None:
        """Start with nothing, or with the months that still hold."""
        self._months = dict(months or {})

    def tallies(self, connection: Connection, period: Period, lists: Lists) -> tuple[Tally, ...]:
        """Return the days of a period, month by month, and read what is not there yet."""
        wanted = range(_month(period.start), _month(period.end) + 1)
        for run in _runs(month for month in wanted if month not in self._months):
            self._months.update(_read(connection, run))
        found = [self._months[month].tally(lists) for month in wanted]
        for edge in (0, -1):
            book = between(found[edge].book, ordinal(period.start), ordinal(period.end))
            found[edge] = found[edge] if book is found[edge].book else _tally(book, lists)
        return tuple(found)

    def onward(self, connection: Connection, changed: Mapping[str, Spans]) -> "Log":
        """Return the log after rows were changed: without the months that held one of them, or hold one now."""
        now = {month for name, spans in changed.items() for month in _months_of(connection, table(name), spans)}
        held = self._months.items()
        return Log({month: rows for month, rows in held if month not in now and not rows.holds(changed)})


def log_of(session: Session) -> Log:
    """Return the log as it stands, with what was read of it before."""
    connection = session.connection()
    log: Log = followed(session, "log", TABLES, Log, lambda log, changed: log.onward(connection, changed))
    return log


def _month(day: date) -> int:
    return _MONTHS * day.year + day.month - 1


def _first(month: int) -> date:
    return date(month // _MONTHS, month % _MONTHS + 1, 1)


def _last(month: int) -> date:
    return date.max if month == _month(date.max) else _first(month + 1) - timedelta(1)


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
        found |= {_month(on) for (on,) in rows(connection, question.where(meant))}
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


@dataclass(frozen=True, slots=True)
class _Reader:
    """Asks for the live rows of whole months."""

    connection: Connection
    period: Period

    def days(self) -> _Rows:
        """Return the work days in order of date and number."""
        stored = table("work_day")
        c = stored.c
        question = select(c.id, c.coder_id, type_coerce(c.day, String), c.paid_hours)
        question = question.where(live(stored), c.day.between(self.period.start, self.period.end))
        key, coder, on, paid = raw_columns(self.connection, question, 4)
        number, day = ints(key), day_numbers(on)
        order = np.lexsort((number, day))
        held = floats(coder)[order], floats(day)[order], floats(paid)[order]
        return _Rows(number[order], np.arange(len(order)), held)

    def rows_of(self, days: _Rows, name: str, *names: str) -> _Rows:
        """Return the rows of a table that belong to these days."""
        stored, day = table(name), table("work_day")
        columns = stored.c.id, stored.c.work_day_id, *(stored.c[each] for each in names)
        question = select(*columns).where(live(stored))
        if len(days.number) < _MOST * self._logged():
            question = question.select_from(day).join(stored, stored.c.work_day_id == day.c.id).where(live(day))
            question = question.where(day.c.day.between(self.period.start, self.period.end))
        key, on, *held = raw_columns(self.connection, question, len(columns))
        by_number = np.argsort(days.number)
        at, keep = matching(ints(on), days.number[by_number])
        number, place = ints(key)[keep], by_number[at]
        kept = tuple(floats(column)[keep] for column in held)
        order = np.lexsort((number, kept[0], place))  # an import gives rows other numbers
        return _Rows(number[order], place[order], tuple(column[order] for column in kept))

    def _logged(self) -> int:
        """Return how many work days there are in all."""
        return int(self.connection.execute(select(func.count()).select_from(table("work_day"))).scalar_one())
