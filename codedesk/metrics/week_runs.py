"""Pieces of a log that follow each other as one: a year is put together once, and kept with its last month. No SQL.

What a run says is what its pieces say one after the other, to the last bit: it is read in their place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from codedesk.metrics.memo import once
from codedesk.metrics.schedules import DAYS_OF_WEEK
from codedesk.metrics.standards import Floats
from codedesk.metrics.week_sums import Cells, TypeCells, WeekSums, prints_of


@dataclass(frozen=True)
class WeekRun:
    """The weeks of some pieces, as WeekSums has them of one.

    ends: where the cells of each coder begin in cells, and the last ones end. pieces: those it was put together from,
    and the place of the first week of each.
    """

    first_monday: int
    by_day: Floats
    cells: Cells
    ends: tuple[int, ...]
    together: Floats
    cells_together: Cells
    pieces: tuple[tuple[WeekSums, int], ...] = ()

    @cached_property
    def prints(self) -> tuple[bytes, ...]:
        """A print of each coder's weeks: the same print, the same weeks."""
        return prints_of(self.first_monday, self.by_day, self.cells, self.ends)

    @once
    def of_types(self, work_types: bytes, types: int) -> tuple[TypeCells, ...]:
        """Return the cells of each work type; work_types: that of each standard."""
        pieces, opens = zip(*self.pieces, strict=True)
        return TypeCells.joined([each.type_cells for each in pieces], opens).of_types(work_types, types)

    @once
    def prints_of_types(self, work_types: bytes, types: int) -> tuple[bytes, ...]:
        """Return a print of the cells of each work type: the same print, the same cells."""
        return tuple(each.printed(self.first_monday) for each in self.of_types(work_types, types))

    @property
    def weeks(self) -> int:
        """How many weeks there are."""
        return int(self.by_day.shape[2])

    def cells_of(self, coder: int) -> Cells:
        """Return the cells of one coder."""
        own = slice(self.ends[coder], self.ends[coder + 1])
        return Cells(self.cells.week[own], self.cells.row[own], self.cells.earned[own])


def run_of(pieces: Sequence[WeekSums]) -> WeekRun:
    """Put pieces together that follow each other; there must be at least one."""
    opens = [each.first_monday for each in pieces if each.weeks]
    first = min(opens, default=0)
    places = [(each.first_monday - first) // DAYS_OF_WEEK if each.weeks else 0 for each in pieces]
    weeks = max(start + each.weeks for start, each in zip(places, pieces, strict=True))
    sums, coders, _ = pieces[0].by_day.shape
    by_day, together = np.zeros((sums, coders, weeks)), np.zeros((sums, weeks))
    for start, each in zip(places, pieces, strict=True):
        by_day[:, :, start : start + each.weeks] += each.by_day
        together[:, start : start + each.weeks] += each.together
    coder = np.concatenate([each.coder for each in pieces])
    order = np.argsort(coder, kind="stable")
    every = _one_after_the_other([Cells(each.week, each.row, each.earned) for each in pieces], places)
    ends: list[int] = np.searchsorted(coder[order], np.arange(coders + 1)).tolist()
    cells = Cells(every.week[order], every.row[order], every.earned[order])
    all_cells = _one_after_the_other([each.cells_together for each in pieces], places)
    placed = tuple(zip(pieces, places, strict=True))
    return WeekRun(first, by_day, cells, tuple(ends), together, all_cells, placed)


def _one_after_the_other(found: Sequence[Cells], places: Sequence[int]) -> Cells:
    week = np.concatenate([each.week + start for each, start in zip(found, places, strict=True)])
    return Cells(week, np.concatenate([each.row for each in found]), np.concatenate([each.earned for each in found]))
