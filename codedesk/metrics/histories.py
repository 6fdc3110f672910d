"""All weeks of everybody's work, kept small: what was earned by which standard, so that it can be read by another one.

Weeks stand in columns from the first week of the log on; rows are coders, or work types. A row is laid out when it is
asked for: a cell concerns one of them, and the team. No SQL, no Qt.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from codedesk.metrics.memo import once
from codedesk.metrics.pace import shares, sums
from codedesk.metrics.prints import printed
from codedesk.metrics.standards import Bools, Floats, Ints, Standards
from codedesk.metrics.week_sums import Cells
from codedesk.metrics.weekly_pace import WeeklyPace

_LEARNS = 1 - 1e-9
LATELY = 26
_DUST = 1e-9
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class RowWeeks:
    """The weeks of one row.

    net: the hours that pace is taken over; usable: the week has a point; learning: a ramp expects less than the
    standard. cells: hours earned by each standard in each week, factored: the same times productive ÷ paid hours of the
    week, as those of a standard on paid hours count.
    """

    net: Floats
    usable: Bools
    learning: Bools
    cells: Cells
    factored: Floats

    def between(self, first: int, end: int) -> "RowWeeks":
        """Return the weeks from first to before end, which become the first ones."""
        keep, own = (self.cells.week >= first) & (self.cells.week < end), slice(first, end)
        cells = Cells(self.cells.week[keep] - first, self.cells.row[keep], self.cells.earned[keep])
        return RowWeeks(self.net[own], self.usable[own], self.learning[own], cells, self.factored[keep])


@dataclass(frozen=True)
class History:
    """Whole weeks by coder, the last row being the team, or by work type. make: lays a row out; it must be pure.

    prints: of each row; the same print, the same history. None where nobody asks.
    """

    mondays: tuple[date, ...]
    rows: int
    standards: Standards
    make: Callable[[int], RowWeeks]
    prints: tuple[bytes, ...] = ()

    @once
    def of(self, row: int) -> RowWeeks:
        """Return the weeks of a row."""
        return self.make(row)

    @cached_property
    def first_day(self) -> int:
        """Return the number of the first Monday, in days since 1 January 1970."""
        return (self.mondays[0] - EPOCH).days

    def pace(self, row: int, standards: Ints | None = None) -> Floats:
        """Return the pace of each week, nan where it has no point; read by one standard for each work type.

        standards: their rows by work type; None: as it was.
        """
        return self._pace(row, None if standards is None else standards.tobytes())

    @once
    def _pace(self, row: int, standards: bytes | None) -> Floats:
        return self._read(self.of(row), None if standards is None else np.frombuffer(standards, np.int64))

    @once
    def printed(self, row: int, before: int) -> bytes:
        """Return a print of the weeks of a row before another one, and of what they are read by: the same, the same."""
        own = self.of(row)
        cells = own.cells if own.factored is own.cells.earned else (*own.cells, own.factored)
        keep = own.cells.week < before
        parts = *(each[:before] for each in (own.net, own.usable, own.learning)), *(each[keep] for each in cells)
        return printed(self._shared, *(np.ascontiguousarray(each).data for each in parts))

    @cached_property
    def _shared(self) -> bytes:
        return _begun([self.first_day], self.standards)

    def pace_between(self, row: int, first: int, end: int, standards: Ints) -> Floats:
        """Return what pace does, of the weeks from first to before end."""
        return self._read(self._part(row, first, end), standards)

    @once
    def _part(self, row: int, first: int, end: int) -> RowWeeks:
        return self.of(row).between(first, end)

    def _read(self, own: RowWeeks, standards: Ints | None) -> Floats:
        known, counts = self.standards, own.cells.earned
        by = np.arange(len(known.rate)) if standards is None else standards[known.work_type]
        if self._on_paid:
            counts = np.where(known.paid_basis[by][own.cells.row], own.factored, counts)
        if standards is not None:
            counts = counts * (known.rate / known.rate[by])[own.cells.row]
        value = shares(sums(own.cells.week, counts, len(own.net)), own.net, np.nan)
        return np.where(own.usable, value, np.nan)

    @cached_property
    def _on_paid(self) -> bool:
        return bool(self.standards.paid_basis.any())

    @cached_property
    def first_standards(self) -> Ints:
        """Return the row of the first standard of each work type, -1 where it has none."""
        kinds, first = np.unique(self.standards.work_type, return_index=True)
        rows = np.full(int(self.standards.work_type.max(initial=-1)) + 1, -1, np.int64)
        rows[kinds] = first
        return rows

    @once
    def standards_at(self, day: int) -> Ints:
        """Return the row of the standard of each work type on a day, the first one before there was any."""
        kinds = np.arange(len(self.first_standards))
        found = self.standards.in_force(kinds, np.full(len(kinds), day))
        return np.where(found >= 0, found, self.first_standards)

    @cached_property
    def changed_days(self) -> tuple[int, ...]:
        """Return the days on which a standard followed another one of its work type."""
        return self.standards.revised()

    @once
    def eras(self, until: int) -> list[int]:
        """Return the week from which each change of a standard up to a day holds: that of the next Thursday."""
        return [-((self.first_day + 3 - day) // 7) for day in self.changed_days if day <= until]

    @once
    def _done(self, row: int) -> Floats:
        """Return the hours earned by week and work type."""
        cells, types = self.of(row).cells, len(self.first_standards)
        kind, weeks = self.standards.work_type[cells.row], len(self.mondays)
        return sums(cells.week * types + kind, cells.earned, weeks * types).reshape(weeks, types)

    def lately(self, row: int, week: int) -> Floats:
        """Return the hours earned by work type in the half year up to a week."""
        return np.asarray(self._done(row)[max(0, week - LATELY) : week + 1].sum(axis=0))

    def rescaled(self, row: int, days: tuple[int, ...]) -> Floats:
        """Return by what the standards of each day multiply the pace of the half year before; 1 where none was made."""
        found = np.ones(len(days))
        if not days:
            return found
        weeks = (np.array(days, np.int64) - self.first_day) // 7 - 1
        before, after = self._before_and_after(days)
        blank = np.zeros((1, len(self.first_standards)))  # stands for all weeks before the first
        at = np.clip(weeks[:, None] + np.arange(-LATELY, 1) + 1, 0, len(self.mondays))
        lately = np.concatenate([blank, self._done(row)])[at].sum(axis=1)
        done = np.where(before >= 0, lately, 0.0)
        whole, rate = done.sum(axis=1), self.standards.rate
        made = (whole > 0) & (weeks >= 0) & (weeks < len(self.mondays))
        np.divide((done * rate[before] / rate[after]).sum(axis=1), whole, out=found, where=made)
        return found

    @once
    def _before_and_after(self, days: tuple[int, ...]) -> tuple[Ints, Ints]:
        """Return the rows of the standards of each work type before each day, and on it."""
        kinds, first = len(self.first_standards), self.first_standards
        at = np.repeat(np.array(days, np.int64), kinds)
        found = (self.standards.in_force(np.tile(np.arange(kinds), len(days)), at - less) for less in (1, 0))
        before, after = (np.where(rows.reshape(-1, kinds) >= 0, rows.reshape(-1, kinds), first) for rows in found)
        return before, after


def history_of(
    weekly: WeeklyPace,
    standards: Standards,
    prints: Sequence[bytes] | None = None,
    scheduled: Sequence[bytes] | None = None,
) -> History:
    """Lay weeks out by coder, and of all together in the last row.

    prints: of each coder's sums, and scheduled: of the hours that schedules give them, where somebody asks; none of
    either where there is no coder, and still one of the team.
    """
    coders = len(weekly.weekly_hours)

    def make(row: int) -> RowWeeks:
        coder = row if row < coders else None
        own, usable = weekly.weeks.of(coder), weekly.usable_of(coder)
        learning = own.expected < _LEARNS if row < coders else np.zeros(len(usable), np.bool_)
        return RowWeeks(own.net, usable, learning, *weekly.weeks.cells_of(coder))

    made = () if prints is None or scheduled is None else _prints(weekly, standards, prints, scheduled)
    return History(weekly.mondays, coders, standards, make, made)


def _prints(
    weekly: WeeklyPace, standards: Standards, prints: Sequence[bytes], scheduled: Sequence[bytes]
) -> tuple[bytes, ...]:
    """Return a print of all that the history of each coder, and of the team, is made of."""
    begun = _begun([weekly.weeks.first_monday, len(weekly.mondays)], standards)
    own = [printed(*each, begun) for each in zip(prints, scheduled, strict=True)]
    return (*own, printed(*own, begun))


def type_history_of(weekly: WeeklyPace, standards: Standards, types: int, least: float) -> History:
    """Lay weeks out by work type, week and standard: all who do it, over the lines whose hours are known.

    least: the hours of it from which on a week has a point.
    """
    weeks, work_types = len(weekly.mondays), standards.work_type.tobytes()

    def make(row: int) -> RowWeeks:
        found = weekly.weeks.of_type(row, work_types, types)
        net = sums(found.week, found.hours, weeks)
        cells = Cells(found.week, found.row, found.earned)
        factored = found.earned * weekly.utilisation[found.coder, found.week] if weekly.weeks.on_paid else found.earned
        return RowWeeks(net, enough(net, least), np.zeros(weeks, np.bool_), cells, factored)

    return History(weekly.mondays, types, standards, make, _prints_of_types(weekly, standards, types, least))


def _prints_of_types(weekly: WeeklyPace, standards: Standards, types: int, least: float) -> tuple[bytes, ...]:
    """Return a print of all that the history of each work type is made of; none where it rests on paid hours too."""
    if weekly.weeks.on_paid:
        return ()
    begun = _begun([weekly.weeks.first_monday, len(weekly.mondays), least], standards)
    prints = weekly.weeks.prints_of_types(standards.work_type.tobytes(), types)
    return tuple(printed(*own, begun) for own in prints)


def _begun(common: Sequence[float], standards: Standards) -> bytes:
    """Return a print of what all rows of a history share. common: its numbers."""
    shared = (standards.work_type, standards.from_day, standards.rate, standards.paid_basis)
    return printed(*(np.ascontiguousarray(each).data for each in (np.array(common), *shared)))


def enough(net: Floats, least: float) -> Bools:
    """Tell which weeks of a work type have a point: one chart makes no pace."""
    return np.asarray((net > 0) & (net + _DUST >= least))
