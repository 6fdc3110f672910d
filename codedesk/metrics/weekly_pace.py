"""Pace week by week: one pooled point a week for each coder and for the team, with gaps for thin weeks. No SQL."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from codedesk.metrics.figures import TrendPoint
from codedesk.metrics.pace import Ledger, Pools, pooled, shares
from codedesk.metrics.schedules import week_of
from codedesk.metrics.standards import Bools, Floats

ENOUGH_OF_SCHEDULE = 0.5
_DUST = 1e-9


@dataclass(frozen=True)
class WeeklyPace:
    """A ledger cut into the weeks of a period. first_monday: the number of the first week's Monday.

    weekly_hours: the full hours of each coder and week by the schedule. scheduled: the same, but 0 where the coder was
    not employed in that week (for the team).
    A week has a point if its paid hours (productive ones where paid are unknown) reach half of the scheduled hours.
    """

    book: Ledger
    coders: int
    mondays: tuple[date, ...]
    first_monday: int
    weekly_hours: Floats
    scheduled: Floats

    @cached_property
    def _pools(self) -> Pools:
        weeks = len(self.mondays)
        group = self.book.days.coder * weeks + week_of(self.book.days.day, self.first_monday)
        return pooled(self.book, group, self.coders * weeks)

    def _table(self, what: Floats) -> Floats:
        return what.reshape(self.coders, len(self.mondays))

    @cached_property
    def _sums(self) -> tuple[Floats, Floats, Floats]:
        """Return earned, productive and worked hours by coder and week."""
        pools = self._pools
        by_lines = self.book.gross.sum() - pools.paid_gross.sum() > _DUST
        worked = pools.paid + (pools.net + pools.removed - pools.paid_gross if by_lines else 0.0)
        return self._table(pools.earned), self._table(pools.net), self._table(worked)

    @cached_property
    def usable(self) -> Bools:
        """Tell for each coder and week whether it has a point."""
        _, net, worked = self._sums
        return self._there(net, worked, self.weekly_hours)

    @property
    def net(self) -> Floats:
        """The productive hours that pace is taken over, by coder and week."""
        return self._sums[1]

    @property
    def utilisation(self) -> Floats:
        """Productive over paid hours by coder and week, 1 where it is not known."""
        return self._table(self._pools.factor)

    def of(self, coder: int) -> tuple[TrendPoint, ...]:
        """Return the points of a coder."""
        earned, net, worked = (table[coder] for table in self._sums)
        return self._points(earned, net, worked, self.weekly_hours[coder])

    def of_team(self) -> tuple[TrendPoint, ...]:
        """Return the points of the team pooled."""
        earned, net, worked = (table.sum(axis=0) for table in self._sums)
        return self._points(earned, net, worked, self.scheduled.sum(axis=0))

    def _points(self, earned: Floats, net: Floats, worked: Floats, scheduled: Floats) -> tuple[TrendPoint, ...]:
        value = shares(earned, net, np.nan)
        there = self._there(net, worked, scheduled)
        return tuple(
            TrendPoint(monday, point if kept else None)
            for monday, point, kept in zip(self.mondays, value.tolist(), there.tolist(), strict=True)
        )

    @staticmethod
    def _there(net: Floats, worked: Floats, scheduled: Floats) -> Bools:
        return np.asarray((worked + _DUST >= scheduled * ENOUGH_OF_SCHEDULE) & (net > 0))
