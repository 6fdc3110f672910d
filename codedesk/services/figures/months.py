"""The log of one month as columns: in memory, and as the bytes of a copy of it. Queries live in log.py."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import islice
from typing import NamedTuple

import numpy as np

from codedesk.metrics.ledgers import between
from codedesk.metrics.pace import Days, Ledger, Lines, ledger_of, sums
from codedesk.metrics.prints import printed
from codedesk.metrics.standards import Floats, Ints
from codedesk.metrics.tallies import LogTally
from codedesk.services.cache import Spans
from codedesk.services.figures.columns import ints, positions
from codedesk.services.figures.lists import Lists
from codedesk.services.figures.packed import Narrow, meant, packed, unpacked, widened

_MOST_PARTS = 8
_COLUMNS = (3, 4, 2)  # what a row of each table holds
TABLES = ("work_day", "work_line", "other_time")
"""The tables of the rows of a month, in their order."""


class Numbers:
    """The numbers of rows, as runs without a gap: those of a month were mostly entered in one go."""

    def __init__(self, first: Ints, last: Ints) -> None:
        """Take the first and the last number of each run, in order."""
        self.first, self.last = first, last
        self._lowest, self._highest = (int(first[0]), int(last[-1])) if len(first) else (0, -1)

    @classmethod
    def of(cls, numbers: Ints) -> "Numbers":
        """Take numbers in any order, each once."""
        numbers = np.sort(numbers)
        opens = np.diff(numbers, prepend=-1) != 1
        return cls(numbers[opens], numbers[np.append(opens[1:], True)[: len(numbers)]])

    def any_in(self, spans: Spans) -> bool:
        """Tell whether one of the numbers lies in one of the spans, which are in order."""
        if not spans or spans[0][0] > self._highest or spans[-1][1] < self._lowest:
            return False
        after = np.searchsorted(self.last, [first for first, _ in spans])
        ends = ints([last for _, last in spans])
        inside = after < len(self.last)
        return bool((self.first[after[inside]] <= ends[inside]).any())


class MonthRows(NamedTuple):
    """Rows of one table in the order of their days: the places of their days, what they hold, their numbers.

    held: numbers as narrow as they come from a copy. number: of each row; None of a copy, which does not say it.
    """

    on: Ints
    held: tuple[Narrow, ...]
    numbers: Numbers
    number: Ints | None = None

    def within(self, spans: Spans) -> Ints:
        """Return the places of those rows whose numbers lie in one of the spans."""
        if self.number is None or not self.numbers.any_in(spans):
            return np.zeros(0, np.int64)
        inside = [(self.number >= first) & (self.number <= last) for first, last in spans]
        return np.flatnonzero(np.any(inside, axis=0))


MonthTables = tuple[MonthRows, MonthRows, MonthRows]


@dataclass
class Month:
    """The live rows of one month: days (held: coder, day, paid hours), lines (work type, charts, hours, weight), other.

    rows: returns them, unpacked when somebody looks. copied: a print of the copy they are read from; told: the numbers
    of the rows of each table, where the copy of a year said them already. What is made of the rows is kept with the
    lists that it was made with.
    """

    rows: Callable[[], MonthTables]
    copied: bytes | None = None
    told: tuple[Numbers, ...] | None = field(default=None, init=False)
    _made: tuple[Lists, LogTally] | None = field(default=None, init=False)
    _parts: dict[tuple[int, int], LogTally] = field(default_factory=dict, init=False)

    @classmethod
    def of(cls, *tables: MonthRows) -> "Month":
        """Take rows that are there: days, lines and other time."""
        days, lines, other = tables
        return cls(lambda: (days, lines, other))

    @property
    def numbers(self) -> tuple[Numbers, ...]:
        """The numbers of the rows of each of the three tables."""
        return tuple(each.numbers for each in self.rows()) if self.told is None else self.told

    def holds(self, changed: Mapping[str, Spans]) -> bool:
        """Tell whether one of the changed rows is in this month."""
        own = self.numbers
        return any(own[TABLES.index(name)].any_in(spans) for name, spans in changed.items())

    def days_of(self, changed: Mapping[str, Spans]) -> set[int] | None:
        """Return the numbers of the days of the changed rows that are in this month; None where it does not say."""
        days, tables = self.rows()[0], self.rows()
        if days.number is None:
            return None
        of_each = ((tables[TABLES.index(name)], spans) for name, spans in changed.items())
        found = [own.on[own.within(spans)] for own, spans in of_each]
        return set(days.number[np.concatenate(found)].tolist())

    def tally(self, lists: Lists) -> LogTally:
        """Return every day and line with what the standards and ramps make of it, and what they add up to."""
        if self._made is None or not self._made[0].says_as(lists):
            make = partial(_ledger_of, self.rows, lists)
            self._made, self._parts = (lists, LogTally(make, *_sizes(lists))), {}
        return self._made[1]

    def part(self, first: int, last: int, lists: Lists) -> LogTally:
        """Return what `tally` does of the days from one to another, both included."""
        whole = self.tally(lists)
        if (first, last) not in self._parts:
            ledger = between(whole.ledger, first, last)
            while len(self._parts) >= _MOST_PARTS:
                del self._parts[next(iter(self._parts))]
            self._parts[first, last] = whole if ledger is whole.ledger else LogTally.of(ledger, *_sizes(lists))
        return self._parts[first, last]

    def to_bytes(self, number: int) -> bytes:
        """Return the rows as bytes: those of the month of this number."""
        columns: list[Floats | Ints] = []
        for rows in self.rows():
            held = map(widened, rows.held)
            columns += [np.diff(rows.on, prepend=0), *held, rows.numbers.first, rows.numbers.last]
        return packed(_meant_for(number), columns)

    @classmethod
    def from_bytes(cls, number: int, data: bytes) -> "Month | None":
        """Return the month of this number that was written; None where the bytes are not just that."""
        words = _meant_for(number)
        return cls(cache(partial(_unpacked, words, data)), printed(data)) if meant(words, data) else None


def _unpacked(words: str, data: bytes) -> MonthTables:
    given = iter(unpacked(words, data) or ())
    days, lines, other = (
        MonthRows(np.cumsum(next(given), dtype=np.int64), tuple(islice(given, width)), numbers_of(given))
        for width in _COLUMNS
    )
    return days, lines, other


def _ledger_of(rows: Callable[[], MonthTables], lists: Lists) -> Ledger:
    return _ledger(*rows(), lists)


def _ledger(of_days: MonthRows, of_lines: MonthRows, of_other: MonthRows, lists: Lists) -> Ledger:
    """Return what the lists make of the rows of a month: no part of the month, so that it does not hold itself."""
    coder, day, paid = map(widened, of_days.held)
    work_type, charts, hours, weight = map(widened, of_lines.held)
    category, spent = map(widened, of_other.held)
    count = len(coder)
    excused = np.where(np.isin(category, lists.excusing), spent, 0.0)
    excused, other = sums(of_other.on, excused, count), sums(of_other.on, None, count) > 0
    people, kinds = positions(coder, lists.person_at), positions(work_type, lists.work_type_at)
    known = people >= 0
    if known.all():
        days = Days(people, day.astype(np.int64), paid, excused, other)
        lines = Lines(of_lines.on, kinds, charts, hours, weight)
        return ledger_of(days, lines, lists.standards, lists.ramps)
    keep, place = known[of_lines.on], np.cumsum(known) - 1
    days = Days(people[known], day[known].astype(np.int64), paid[known], excused[known], other[known])
    lines = Lines(place[of_lines.on[keep]], kinds[keep], charts[keep], hours[keep], weight[keep])
    return ledger_of(days, lines, lists.standards, lists.ramps)


def numbers_of(given: Iterator[Narrow]) -> Numbers:
    """Return the numbers whose columns are given next."""
    first, last = (next(given).astype(np.int64) for _ in range(2))
    return Numbers(first, last)


def _sizes(lists: Lists) -> tuple[int, int, int]:
    """Count the coders, work types and standards of the lists."""
    return len(lists.people), len(lists.work_types), len(lists.standards.rate)


def _meant_for(number: int) -> str:
    return f"log of month {number}"
