"""What a piece of the log adds up to by weeks: all that weekly pace, baselines and panels are made of. No SQL, no Qt.

Pieces that follow each other are put together: a week that two of them share is the sum of its parts. So a change in
one month costs that month, however many years a chart rests on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from codedesk.metrics.groups import different
from codedesk.metrics.memo import once
from codedesk.metrics.pace import Ledger, Pools, pooled, sums
from codedesk.metrics.prints import printed
from codedesk.metrics.schedules import DAYS_OF_WEEK, week_of, weekday_of
from codedesk.metrics.standards import Bools, Floats, Ints

_POOLS = tuple(each.name for each in fields(Pools))
_LEARNING, _BY_LINES = len(_POOLS), len(_POOLS) + 1
TABLES = len(_POOLS) + 2
SUMS_OF_CELLS = ("earned", "to_ramp", "hours", "learned", "earned_known", "hours_known")
_LEAST_SHARE = 0.01


class Cells(NamedTuple):
    """What the standards (row) made of the weeks: hours earned, in any order; those of a week are added up."""

    week: Ints
    row: Ints
    earned: Floats

    @classmethod
    def none(cls) -> "Cells":
        """Return no cell."""
        return cls(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))


class TypeCells(NamedTuple):
    """Cells of one work type, or of all, in their order: of whom, in which week, by which standard (row).

    As far as the hours of its lines are known: hours earned, and hours.
    """

    coder: Ints
    week: Ints
    row: Ints
    earned: Floats
    hours: Floats

    @classmethod
    def joined(cls, pieces: Sequence["TypeCells"], opens: Sequence[int]) -> "TypeCells":
        """Put cells behind each other; opens: the place of the first week of each piece."""
        week = np.concatenate([each.week + start for each, start in zip(pieces, opens, strict=True)])
        coder, _, *rest = (np.concatenate(column) for column in zip(*pieces, strict=True))
        return cls(coder, week, *rest)

    def of_rows(self, rows: Ints | slice) -> "TypeCells":
        """Return some of the cells."""
        return TypeCells(self.coder[rows], self.week[rows], self.row[rows], self.earned[rows], self.hours[rows])

    def of_types(self, work_types: bytes, types: int) -> tuple["TypeCells", ...]:
        """Return the cells of each work type, in their order; work_types: that of each standard."""
        kinds = np.frombuffer(work_types, np.int64)[self.row]
        order = np.argsort(kinds, kind="stable")
        cells, ends = self.of_rows(order), np.searchsorted(kinds[order], np.arange(types + 1)).tolist()
        return tuple(cells.of_rows(slice(first, last)) for first, last in pairwise(ends))

    def printed(self, first_monday: int) -> bytes:
        """Return a print of the cells of weeks from a Monday on: the same print, the same cells."""
        start = first_monday.to_bytes(8, "big", signed=True)
        return printed(start, *(np.ascontiguousarray(each).data for each in self))


@dataclass(frozen=True)
class WeekSums:
    """Sums of some whole weeks from first_monday on (a day's number).

    by_day: what days add up to, a table of coders × weeks each: the pools, on how many days with hours a ramp expects
    less, and the productive hours of days whose paid hours are not known.
    Cells hold what the counted lines of a coder (coder) read by a standard (row) add up to in a week (week): hours
    earned (those of a paid basis before utilisation), earned ÷ the ramp's share, hours (nan: one is not known), how
    many lines a ramp expects less of; and hours earned and hours of those lines whose hours are known.
    """

    first_monday: int
    by_day: Floats
    coder: Ints
    week: Ints
    row: Ints
    earned: Floats
    to_ramp: Floats
    hours: Floats
    learned: Floats
    earned_known: Floats
    hours_known: Floats

    @property
    def shape(self) -> tuple[int, int]:
        """Coders and weeks."""
        _, coders, weeks = self.by_day.shape
        return coders, weeks

    @property
    def weeks(self) -> int:
        """How many weeks there are."""
        return int(self.by_day.shape[2])

    @property
    def cell(self) -> Ints:
        """The coder and week of each cell as one number: coder × weeks + week."""
        return self.coder * self.shape[1] + self.week

    @property
    def pools(self) -> Pools:
        """The sums of each coder and week, flat: coder × weeks + week."""
        return self.pools_of(self.by_day.reshape(TABLES, -1))

    @staticmethod
    def pools_of(table: Floats) -> Pools:
        """Return the pools in what days add up to, one row for each of its sums."""
        return Pools(*table[: len(_POOLS)])

    @staticmethod
    def by_lines_of(table: Floats) -> Floats:
        """Return the productive hours of days whose paid hours are not known, out of such rows."""
        return np.asarray(table[_BY_LINES])

    @cached_property
    def together(self) -> Floats:
        """What the days of all coders add up to, by week."""
        return np.asarray(self.by_day.sum(axis=1))

    @cached_property
    def _ends(self) -> list[int]:
        """Where the cells of each coder begin, and the last ones end; those of one piece stand in order of coders."""
        ends: list[int] = np.searchsorted(self.coder, np.arange(self.shape[0] + 1)).tolist()
        return ends

    def cells_of(self, coder: int) -> Cells:
        """Return the cells of one coder, of a piece."""
        own = slice(self._ends[coder], self._ends[coder + 1])
        return Cells(self.week[own], self.row[own], self.earned[own])

    @cached_property
    def cells_together(self) -> Cells:
        """The cells of all coders, added up by week and standard."""
        return self.added_up(self.earned)

    def added_up(self, earned: Floats) -> Cells:
        """Add up what was earned in each cell, over all coders, by week and standard."""
        many = int(self.row.max(initial=0)) + 1
        at = self.week * many + self.row
        there = np.flatnonzero(sums(at, None, self.weeks * many))
        return Cells(there // many, there % many, sums(at, earned, self.weeks * many)[there])

    @property
    def learning_days(self) -> Floats:
        """How many days with hours a ramp expects less of, by coder and week."""
        return np.asarray(self.by_day[_LEARNING])

    @property
    def by_lines(self) -> Floats:
        """Productive hours of the days whose paid hours are not known, by coder and week."""
        return np.asarray(self.by_day[_BY_LINES])

    @cached_property
    def prints(self) -> tuple[bytes, ...]:
        """A print of each coder's weeks, of a piece: the same print, the same weeks."""
        return prints_of(self.first_monday, self.by_day, Cells(self.week, self.row, self.earned), self._ends)

    @once
    def of_types(self, work_types: bytes, types: int) -> tuple[TypeCells, ...]:
        """Return the cells of each work type; work_types: that of each standard."""
        return self.type_cells.of_types(work_types, types)

    @property
    def type_cells(self) -> TypeCells:
        """The cells as far as the hours of their lines are known."""
        return TypeCells(self.coder, self.week, self.row, self.earned_known, self.hours_known)

    @once
    def prints_of_types(self, work_types: bytes, types: int) -> tuple[bytes, ...]:
        """Return a print of the cells of each work type: the same print, the same cells."""
        return tuple(each.printed(self.first_monday) for each in self.of_types(work_types, types))


def prints_of(first_monday: int, by_day: Floats, cells: Cells, ends: Sequence[int]) -> tuple[bytes, ...]:
    """Return a print of the weeks of each coder: what days add up to, and the cells from one end to the next."""
    days = np.ascontiguousarray(by_day.transpose(1, 0, 2))
    table = np.stack([each.astype(np.float64) for each in cells], axis=1)
    start = first_monday.to_bytes(8, "big", signed=True)
    return tuple(
        printed(start, own.data, table[first:last].data)
        for own, (first, last) in zip(days, pairwise(ends), strict=True)
    )


def week_sums(ledger: Ledger, coders: int, standards: int) -> WeekSums:
    """Add a ledger up by coder, week and standard; its weeks run from its first day's to its last day's."""
    days, lines = ledger.days, ledger.lines
    if not len(days.day):
        none = np.zeros(0, np.int64)
        table = np.zeros((TABLES, coders, 0))
        return WeekSums(0, table, none, none, none, *(np.zeros(0) for _ in range(6)))
    first = int(days.day[0] - weekday_of(days.day[:1])[0])
    weeks = int(week_of(days.day[-1:], first)[0]) + 1
    group = days.coder * weeks + week_of(days.day, first)
    pools = pooled(ledger, group, coders * weeks)
    learning = sums(group, ((ledger.expected < 1) & (ledger.net > 0)).astype(np.float64), coders * weeks)
    by_lines = sums(group, np.where(np.isnan(days.paid), ledger.gross, 0.0), coders * weeks)
    tables = *(getattr(pools, name) for name in _POOLS), learning, by_lines
    by_day = np.stack(tables).reshape(TABLES, coders, weeks)

    use = (ledger.standard >= 0) & ledger.counted[lines.day]
    row, place_of_row = different(ledger.standard[use], standards)
    cells, place = different(group[lines.day[use]] * len(row) + place_of_row, coders * weeks * len(row))
    share = np.maximum(ledger.share[use], _LEAST_SHARE)
    earned, hours = ledger.earned[use], lines.hours[use]
    known = ~np.isnan(hours)
    cell, which = np.divmod(cells, max(len(row), 1))

    def by_cell(what: Floats | Bools) -> Floats:
        return sums(place, what.astype(np.float64, copy=False), len(cells))

    all_earned, all_hours = by_cell(earned), by_cell(hours)
    return WeekSums(
        first_monday=first,
        by_day=by_day,
        coder=cell // weeks,
        week=cell % weeks,
        row=row[which],
        earned=all_earned,
        to_ramp=by_cell(earned / share) if (share != 1).any() else all_earned,
        hours=all_hours,
        learned=by_cell(share < 1),
        earned_known=all_earned if known.all() else by_cell(np.where(known, earned, 0.0)),
        hours_known=all_hours if known.all() else by_cell(np.where(known, hours, 0.0)),
    )


def by_coder(tables: Floats) -> Floats:
    """Return tables of coders × weeks so that all of one coder lies together in memory: one is read at a time."""
    return np.ascontiguousarray(tables.transpose(1, 0, 2)).transpose(1, 0, 2)


def joined_weeks(pieces: Sequence[WeekSums], first_monday: int, weeks: int) -> WeekSums:
    """Put pieces together in the weeks from a Monday on; there must be at least one, and all lie in these weeks."""
    by_day = by_coder(np.zeros((TABLES, pieces[0].shape[0], weeks)))
    opens = [(each.first_monday - first_monday) // DAYS_OF_WEEK if each.weeks else 0 for each in pieces]
    for each, start in zip(pieces, opens, strict=True):
        by_day[:, :, start : start + each.weeks] += each.by_day
    week = np.concatenate([each.week + start for each, start in zip(pieces, opens, strict=True)])
    coder, row = (np.concatenate([getattr(each, name) for each in pieces]) for name in ("coder", "row"))
    joined: dict[tuple[int, ...], Floats] = {}  # what is one and the same in every piece stays so

    def put(name: str) -> Floats:
        columns = [getattr(each, name) for each in pieces]
        same = tuple(map(id, columns))
        if same not in joined:
            joined[same] = np.concatenate(columns)
        return joined[same]

    return WeekSums(first_monday, by_day, coder, week, row, *map(put, SUMS_OF_CELLS))
