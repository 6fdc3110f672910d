"""Pieces of a log that follow each other as one: a year is put together once, and kept with its last month. No SQL.

What a run says is what its pieces say one after the other, to the last bit: it is read in their place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from codedesk.metrics.schedules import DAYS_OF_WEEK
from codedesk.metrics.standards import Floats, Ints
from codedesk.metrics.week_sums import Cells, TypeCells, WeekSums, joined_weeks, prints_of


@dataclass(frozen=True)
class WeekRun:
    """The weeks of some pieces, as WeekSums has them of one. sums: all of them; cells stand one piece after the other.

    together, cells_together: those of the pieces, put together.
    """

    sums: WeekSums
    together: Floats
    cells_together: Cells

    @property
    def first_monday(self) -> int:
        """The first Monday."""
        return self.sums.first_monday

    @property
    def by_day(self) -> Floats:
        """What days add up to."""
        return self.sums.by_day

    @property
    def weeks(self) -> int:
        """How many weeks there are."""
        return self.sums.weeks

    @cached_property
    def _order(self) -> Ints:
        """The places of the cells, coder by coder."""
        return np.argsort(self.sums.coder, kind="stable")

    @cached_property
    def _ends(self) -> list[int]:
        ends: list[int] = np.searchsorted(self.sums.coder[self._order], np.arange(self.sums.shape[0] + 1)).tolist()
        return ends

    @cached_property
    def _cells(self) -> Cells:
        own, order = self.sums, self._order
        return Cells(own.week[order], own.row[order], own.earned[order])

    def cells_of(self, coder: int) -> Cells:
        """Return the cells of one coder."""
        own = slice(self._ends[coder], self._ends[coder + 1])
        return Cells(self._cells.week[own], self._cells.row[own], self._cells.earned[own])

    @cached_property
    def prints(self) -> tuple[bytes, ...]:
        """A print of each coder's weeks: the same print, the same weeks."""
        return prints_of(self.first_monday, self.by_day, self._cells, self._ends)

    def of_types(self, work_types: bytes, types: int) -> tuple[TypeCells, ...]:
        """Return the cells of each work type; work_types: that of each standard."""
        return self.sums.of_types(work_types, types)

    def prints_of_types(self, work_types: bytes, types: int) -> tuple[bytes, ...]:
        """Return a print of the cells of each work type: the same print, the same cells."""
        return self.sums.prints_of_types(work_types, types)


def run_of(pieces: Sequence[WeekSums]) -> WeekRun:
    """Put pieces together that follow each other; there must be at least one."""
    opens = [each.first_monday for each in pieces if each.weeks]
    first = min(opens, default=0)
    places = [(each.first_monday - first) // DAYS_OF_WEEK if each.weeks else 0 for each in pieces]
    weeks = max(start + each.weeks for start, each in zip(places, pieces, strict=True))
    together = np.zeros((len(pieces[0].by_day), weeks))
    for start, each in zip(places, pieces, strict=True):
        together[:, start : start + each.weeks] += each.together
    found = [each.cells_together for each in pieces]
    week, row, earned = (np.concatenate(column) for column in zip(*found, strict=True))
    week = week + np.repeat(places, [len(each.week) for each in found])
    return WeekRun(joined_weeks(pieces, first, weeks), together, Cells(week, row, earned))
