"""The weeks of one coder, or of all together, put together from pieces of a log that follow each other. No SQL, no Qt.

Only of those who are asked for: of a hundred coders, a cell concerns one and the team. Who asks for more coders than a
few will ask for all, and these are put together at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from codedesk.metrics.memo import once
from codedesk.metrics.pace import Pools
from codedesk.metrics.schedules import DAYS_OF_WEEK
from codedesk.metrics.standards import Floats
from codedesk.metrics.week_runs import WeekRun
from codedesk.metrics.week_sums import TABLES, Cells, TypeCells, WeekSums, joined_weeks

ALONE = 2
"""So many coders are put together one by one; with the next one everybody is."""


@dataclass(frozen=True)
class WeeklyWork:
    """What one coder, or all together, worked and earned in each of some weeks.

    earned: by the standards of their time; net: the hours that pace is taken over; worked: paid hours, those of lines
    where they are not known; expected: the ramp's share.
    """

    earned: Floats
    net: Floats
    worked: Floats
    expected: Floats


@dataclass(frozen=True)
class Weeks:
    """Pieces that follow each other, in so many weeks from a Monday (a day's number) on.

    on_paid: a standard is on paid hours, so that what all earned depends on the utilisation of each.
    """

    runs: tuple[WeekSums | WeekRun, ...]
    first_monday: int
    count: int
    on_paid: bool

    @cached_property
    def whole(self) -> WeekSums:
        """The sums of everybody."""
        pieces = [each.sums if isinstance(each, WeekRun) else each for each in self.runs]
        return joined_weeks(pieces, self.first_monday, self.count)

    @cached_property
    def _held(self) -> list[tuple[int, WeekSums | WeekRun]]:
        """The pieces, each with the place of its first week."""
        return [((each.first_monday - self.first_monday) // DAYS_OF_WEEK, each) for each in self.runs]

    def _by_day(self, tables: Sequence[Floats]) -> Floats:
        """Put what the days of each piece add up to into the weeks; the last dimension are these."""
        table = np.zeros((*(tables[0].shape[:-1] if tables else (TABLES,)), self.count))
        for (start, piece), own in zip(self._held, tables, strict=True):
            table[..., start : start + piece.weeks] += own
        return table

    def _cells(self, found: Iterable[Cells]) -> Cells:
        every = list(zip(self._held, found, strict=True))
        lengths = [len(own.week) for _, own in every]
        starts = np.repeat(np.array([start for (start, _), _ in every], np.int64), lengths)
        none = Cells.none()
        week, row, earned = (np.concatenate(each) for each in zip(none, *(own for _, own in every), strict=True))
        return Cells(week + starts, row, earned)

    def of_type(self, kind: int, work_types: bytes, types: int) -> TypeCells:
        """Return the cells of a work type; work_types: that of each standard."""
        own = [each.of_types(work_types, types)[kind] for _, each in self._held]
        return TypeCells.joined(own, [start for start, _ in self._held])

    def prints_of_types(self, work_types: bytes, types: int) -> list[tuple[bytes, ...]]:
        """Return the prints of the pieces of each work type; work_types: that of each standard."""
        return list(zip(*(each.prints_of_types(work_types, types) for _, each in self._held), strict=True))

    @once
    def of(self, coder: int | None) -> WeeklyWork:
        """Return the weeks of a coder, or of all together."""
        if coder is None or not self._held or self._alone(coder):
            return self._work(self._table(coder), coder)
        everybody = self._everybody
        own = slice(coder * self.count, (coder + 1) * self.count)
        return WeeklyWork(everybody.earned[own], everybody.net[own], everybody.worked[own], everybody.expected[own])

    def _alone(self, coder: int) -> bool:
        """Tell whether a coder is put together alone: one of the first who are asked for."""
        self._asked.add(coder)
        return len(self._asked) <= ALONE

    @cached_property
    def _asked(self) -> set[int]:
        return set()

    @cached_property
    def _everybody(self) -> WeeklyWork:
        """The weeks of all coders, one coder's behind the other's."""
        return self._work(self._by_day([each.by_day for _, each in self._held]).reshape(TABLES, -1), 0)

    def _work(self, table: Floats, coder: int | None) -> WeeklyWork:
        pools = WeekSums.pools_of(table)
        worked = pools.paid + WeekSums.by_lines_of(table)
        # copies, because a view would hold the whole table
        return WeeklyWork(self._earned(coder, pools), pools.net.copy(), worked, pools.expected)

    def _earned(self, coder: int | None, pools: Pools) -> Floats:
        if not self.on_paid:
            return pools.earned_productive.copy()
        return pools.earned if coder is not None else self.whole.pools.earned.reshape(self.whole.shape).sum(axis=0)

    def _table(self, coder: int | None) -> Floats:
        return self._by_day([each.together if coder is None else each.by_day[:, coder] for _, each in self._held])

    def cells_of(self, coder: int | None) -> tuple[Cells, Floats]:
        """Return the hours that a coder, or all together, earned by each standard in each week, before the utilisation.

        And the same after it, as those of a standard on paid hours count.
        """
        if coder is None and self.on_paid:
            whole = self.whole
            factored = whole.earned * whole.pools.factor[whole.cell]
            cells, after = (whole.added_up(each) for each in (whole.earned, factored))
            return cells, after.earned
        cells = self._cells(each.cells_together if coder is None else each.cells_of(coder) for _, each in self._held)
        if not self.on_paid:
            return cells, cells.earned
        return cells, cells.earned * WeekSums.pools_of(self._table(coder)).factor[cells.week]
