"""Due days, matched day by day: which are entered, which are missing, and what was worked beside them. No SQL, no Qt.

Days are numbers since 1 January 1970; coders are positions. Tables are coders × days from first_monday on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from codedesk.metrics.standards import Bools, Ints

_WEEK = 7


@dataclass(frozen=True)
class Logged:
    """The work days of a piece of a log, as tables from first_day on: which hold an entry at all, and which work."""

    first_day: int
    held: Bools
    worked: Bools

    @classmethod
    def of(cls, coder: Ints, day: Ints, use: tuple[Bools, Bools], coders: int) -> "Logged":
        """Lay days out, a coder and a day each; use: which of them hold an entry, and which hold work."""
        if not len(day):
            return cls(0, *(np.zeros((coders, 0), np.bool_) for _ in use))
        first, tables = int(day.min()), [np.zeros((coders, int(np.ptp(day)) + 1), np.bool_) for _ in use]
        for table, which in zip(tables, use, strict=True):
            table[coder[which], day[which] - first] = True
        return cls(first, *tables)

    @classmethod
    def joined(cls, pieces: Sequence["Logged"]) -> "Logged":
        """Lay pieces that follow each other out as one."""
        there = [each for each in pieces if each.held.shape[1]]
        if len(there) < 2:
            return there[0] if there else pieces[0]
        first = there[0].first_day
        days = there[-1].first_day + there[-1].held.shape[1] - first
        held, worked = (np.zeros((len(there[0].held), days), np.bool_) for _ in range(2))
        for each in there:
            inside = slice(each.first_day - first, each.first_day - first + each.held.shape[1])
            held[:, inside], worked[:, inside] = each.held, each.worked
        return cls(first, held, worked)

    @cached_property
    def who(self) -> Bools:
        """Tell of each coder whether a day holds an entry."""
        return np.asarray(self.held.any(axis=1))


@dataclass(frozen=True)
class DueDays:
    """The due days of every coder over some whole weeks, and the days that a log holds.

    certain: days that are due. open: weekdays of a week of which only some are due (no schedule names them), places
    (coders × weeks): how many of them. held: days with an entry. worked: days with paid hours or charts.
    """

    first_monday: int
    certain: Bools
    open: Bools
    places: Ints
    held: Bools
    worked: Bools

    @cached_property
    def due(self) -> Ints:
        """Return how many days are due of each coder."""
        return np.asarray(self.certain.sum(axis=1) + self.places.sum(axis=1), dtype=np.int64)

    @cached_property
    def entered(self) -> Bools:
        """Return the due days that are entered: of a week's open days the first ones, as many as it has places."""
        found = self.certain & self.held
        weeks = np.flatnonzero(self.open.any(axis=0).reshape(-1, _WEEK).any(axis=1))
        taken = _by_week(self.held & self.open)[:, weeks]
        _by_week(found)[:, weeks] |= taken & (np.cumsum(taken, axis=2) <= self.places[:, weeks, None])
        return found

    def entered_of(self, coder: int | None) -> int:
        """Count the due days that are entered of a coder, or of all."""
        return int((self.entered if coder is None else self.entered[coder]).sum())

    def worked_beside_of(self, coder: int | None) -> int:
        """Count the days that a coder, or all, worked beside the due ones."""
        return int((self.beside if coder is None else self.beside[coder]).sum())

    @cached_property
    def beside(self) -> Bools:
        """Return the days that were worked and fill no place of a due day."""
        return np.asarray(self.worked & ~self.entered)

    def holding(self, log: Iterable[Logged]) -> "DueDays":
        """Return the same due days matched with those of a log, piece by piece; what lies outside is passed over."""
        held, worked = (np.zeros(self.certain.shape, np.bool_) for _ in range(2))
        for piece in log:
            start = piece.first_day - self.first_monday
            inside = slice(max(start, 0), max(start + piece.held.shape[1], 0))
            for table, own in ((held, piece.held), (worked, piece.worked)):
                here = table[:, inside]
                here |= own[:, max(-start, 0) :][:, : here.shape[1]]
        return replace(self, held=held, worked=worked)

    def without(self, spans: Iterable[tuple[int, int, int]]) -> "DueDays":
        """Return the same due days, none of them in the given spans: coder, first and last day."""
        certain, open_, places = self.certain.copy(), self.open.copy(), self.places.copy()
        for coder, first, last in spans:
            inside = slice(max(first - self.first_monday, 0), max(last + 1 - self.first_monday, 0))
            certain[coder, inside] = open_[coder, inside] = False
            places[coder] = np.minimum(places[coder], _by_week(open_[coder : coder + 1]).sum(axis=2)[0])
        return replace(self, certain=certain, open=open_, places=places)

    def missing_of(self, coder: int) -> Ints:
        """Return the due days of a coder that are not entered, as far as they can be named."""
        return self._numbers(np.flatnonzero(self.certain[coder] & ~self.held[coder]))

    def missing_in_weeks_of(self, coder: int) -> tuple[tuple[int, int], ...]:
        """Return Monday and number of the due days not entered in weeks of which no schedule says which days."""
        filled = (self.entered[coder] & self.open[coder]).reshape(-1, _WEEK).sum(axis=1)
        lacking = self.places[coder] - filled
        return tuple((self.first_monday + _WEEK * int(week), int(lacking[week])) for week in np.flatnonzero(lacking))

    def beside_of(self, coder: int) -> Ints:
        """Return the days that a coder worked beside the due ones."""
        return self._numbers(np.flatnonzero(self.beside[coder]))

    def _numbers(self, columns: Ints) -> Ints:
        return np.asarray(self.first_monday + columns, dtype=np.int64)


def _by_week(table: Bools) -> Bools:
    return table.reshape(len(table), table.shape[1] // _WEEK, _WEEK)
