"""All weeks of everybody's work, kept small: what was earned by which standard, so that it can be read by another one.

Weeks stand in columns from the first week of the log on; rows are coders, or work types. No SQL, no Qt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from codedesk.metrics.pace import shares, sums
from codedesk.metrics.standards import Bools, Floats, Ints, Standards
from codedesk.metrics.week_sums import printed
from codedesk.metrics.weekly_pace import WeeklyPace

_LEARNS = 1 - 1e-9
LATELY = 26
_DUST = 1e-9
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class History:
    """Whole weeks by coder, or by work type (then the team's row, which is the sum of all, means nothing).

    net: the hours that pace is taken over; usable: the week has a point; learning: a ramp expects less than the
    standard. cell (row × week), row (of the standards) and earned: the hours earned by each standard in each week,
    those on paid hours before the factor: productive ÷ paid hours of the coder and week. kind: the work type of each.
    prints: of each row and of the team; the same print, the same history. None where nobody asks.
    """

    mondays: tuple[date, ...]
    net: Floats
    usable: Bools
    team_usable: Bools
    learning: Bools
    cell: Ints
    row: Ints
    kind: Ints
    earned: Floats
    factor: Floats
    standards: Standards
    prints: tuple[bytes, ...] = ()

    @property
    def first_day(self) -> int:
        """Return the number of the first Monday, in days since 1 January 1970."""
        return (self.mondays[0] - EPOCH).days

    @property
    def shape(self) -> tuple[int, int]:
        """Rows (coders or work types) and weeks."""
        coders, weeks = self.net.shape
        return coders, weeks

    def earned_by(self, rows: Ints | None = None) -> Floats:
        """Return the hours earned by coder and week, read by one standard for each work type (else as they were)."""
        coders, weeks = self.shape
        row, earned = self.row, self.earned
        if rows is not None:
            row = rows[self.kind]
            earned = earned * self.standards.rate[self.row] / self.standards.rate[row]
        factor = np.where(self.standards.paid_basis[row], self.factor, 1.0)
        return sums(self.cell, earned * factor, coders * weeks).reshape(coders, weeks)

    def pace(self, rows: Ints | None = None) -> Floats:
        """Return pace by coder and week, and of the team in the last row; nan where a week has no point."""
        name = b"" if rows is None else rows.tobytes()
        if name not in self._paces:
            self._paces[name] = self._pace(rows)
        return self._paces[name]

    @cached_property
    def _paces(self) -> dict[bytes, Floats]:
        return {}

    def _pace(self, rows: Ints | None) -> Floats:
        earned = self.earned_by(rows)
        both = np.vstack([earned, earned.sum(axis=0)]), np.vstack([self.net, self.net.sum(axis=0)])
        value = shares(both[0].reshape(-1), both[1].reshape(-1), np.nan).reshape(both[0].shape)
        return np.where(self.points, value, np.nan)

    @cached_property
    def points(self) -> Bools:
        """Tell which weeks have a point, by coder, and of the team in the last row."""
        return np.vstack([self.usable, self.team_usable])

    @cached_property
    def hours(self) -> Floats:
        """Return productive hours by coder and week, and of the team in the last row."""
        return np.vstack([self.net, self.net.sum(axis=0)])

    @cached_property
    def first_rows(self) -> Ints:
        """Return the row of the first standard of each work type, -1 where it has none."""
        kinds, first = np.unique(self.standards.work_type, return_index=True)
        rows = np.full(int(max(self.standards.work_type.max(initial=-1), self.kind.max(initial=-1))) + 1, -1, np.int64)
        rows[kinds] = first
        return rows

    def rows_at(self, day: int) -> Ints:
        """Return the row of the standard of each work type on a day, the first one before there was any."""
        if day not in self._rows:
            kinds = np.arange(len(self.first_rows))
            found = self.standards.in_force(kinds, np.full(len(kinds), day))
            self._rows[day] = np.where(found >= 0, found, self.first_rows)
        return self._rows[day]

    @cached_property
    def _rows(self) -> dict[int, Ints]:
        return {}

    @cached_property
    def changed_days(self) -> tuple[int, ...]:
        """Return the days on which a standard followed another one of its work type."""
        kinds = self.standards.work_type
        follows = np.concatenate([[False], kinds[1:] == kinds[:-1]]) if len(kinds) else np.zeros(0, np.bool_)
        return tuple(sorted(set(self.standards.from_day[follows].tolist())))

    @cached_property
    def done(self) -> Floats:
        """Return the hours earned by coder, week and work type, and of the team in the last row."""
        coders, weeks = self.shape
        types = len(self.first_rows)
        own = sums(self.cell * types + self.kind, self.earned, coders * weeks * types).reshape(coders, weeks, types)
        return np.concatenate([own, own.sum(axis=0, keepdims=True)])

    def lately(self, row: int, week: int) -> Floats:
        """Return the hours earned by work type in the half year up to a week, of a coder or (last row) the team."""
        return np.asarray(self.done[row, max(0, week - LATELY) : week + 1].sum(axis=0))

    def rescaled(self, row: int, day: int) -> float:
        """Return by what the standards of a day multiply the pace of the half year before; 1 where nothing was done."""
        if day not in self._rescaled:
            self._rescaled[day] = self._rescaled_by(day)
        return float(self._rescaled[day][row])

    @cached_property
    def _rescaled(self) -> dict[int, Floats]:
        return {}

    def _rescaled_by(self, day: int) -> Floats:
        """Return for every row, and for the team, by what the standards of a day multiply its pace."""
        before, after = self.rows_at(day - 1), self.rows_at(day)
        week = (day - self.first_day) // 7 - 1
        if not 0 <= week < self.shape[1]:
            return np.ones(len(self.done))
        done = np.where(before >= 0, self.done[:, max(0, week - LATELY) : week + 1].sum(axis=1), 0.0)
        rate = self.standards.rate
        return shares((done * rate[before] / rate[after]).sum(axis=1), done.sum(axis=1), 1.0)


def history_of(weekly: WeeklyPace, standards: Standards, prints: Sequence[bytes] | None = None) -> History:
    """Lay weeks out by coder, week and standard. prints: of each coder's sums, where somebody asks."""
    found = weekly.sums
    return History(
        mondays=weekly.mondays,
        net=weekly.net,
        usable=weekly.usable,
        team_usable=weekly.team_usable,
        learning=(found.pools.expected < _LEARNS).reshape(found.shape),
        cell=found.cell,
        row=found.row,
        kind=standards.work_type[found.row] if len(found.row) else found.row,
        earned=found.earned,
        factor=weekly.utilisation.reshape(-1)[found.cell],
        standards=standards,
        prints=() if prints is None else _prints(weekly, standards, prints),
    )


def _prints(weekly: WeeklyPace, standards: Standards, prints: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return a print of all that the history of each row, and of the team, is made of."""
    shared = (standards.work_type, standards.from_day, standards.rate, standards.paid_basis)
    common = np.array([weekly.sums.first_monday, len(weekly.mondays)]), *shared
    begun = tuple(np.ascontiguousarray(each).tobytes() for each in common)
    usable = weekly.usable
    own = [printed(each, usable[row].tobytes(), *begun) for row, each in enumerate(prints)]
    return (*own, printed(*own, weekly.team_usable.tobytes()))


def type_history_of(weekly: WeeklyPace, standards: Standards, types: int, least: float) -> History:
    """Lay weeks out by work type, week and standard: all who do it, over the lines whose hours are known.

    least: the hours of it from which on a week has a point.
    """
    found, weeks = weekly.sums, len(weekly.mondays)
    kind = standards.work_type[found.row] if len(found.row) else found.row
    cell = kind * weeks + found.week
    net = sums(cell, found.hours_known, types * weeks).reshape(types, weeks)
    return History(
        mondays=weekly.mondays,
        net=net,
        usable=enough(net, least),
        team_usable=np.zeros(weeks, np.bool_),
        learning=np.zeros((types, weeks), np.bool_),
        cell=cell,
        row=found.row,
        kind=kind,
        earned=found.earned_known,
        factor=weekly.utilisation.reshape(-1)[found.cell],
        standards=standards,
    )


def enough(net: Floats, least: float) -> Bools:
    """Tell which weeks of a work type have a point: one chart makes no pace."""
    return np.asarray((net > 0) & (net + _DUST >= least))
