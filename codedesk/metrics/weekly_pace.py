"""Pace week by week: one pooled point a week for each coder and for the team, with gaps for thin weeks. No SQL."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from codedesk.metrics.pace import Ledger, Pools, pooled, shares
from codedesk.metrics.schedules import week_of
from codedesk.metrics.standards import Bools, Floats

ENOUGH_OF_SCHEDULE = 0.5
LEAST_OF_SCHEDULE = 0.1
_DUST = 1e-9


@dataclass(frozen=True)
class WeeklyPace:
    """A ledger cut into the weeks of a period. first_monday: the number of the first week's Monday.

    weekly_hours: the full hours of each coder and week by the schedule. scheduled: the same, but 0 where the coder was
    not employed in that week (for the team).
    A week has a point if its paid hours (productive ones where paid are unknown) reach half of the scheduled hours.
    share: of each week, how much of its five weekdays is looked at; of a part, half of its share is enough.
    """

    book: Ledger
    coders: int
    mondays: tuple[date, ...]
    first_monday: int
    weekly_hours: Floats
    scheduled: Floats
    share: Floats | None = None

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
    def team_usable(self) -> Bools:
        """Tell for each week whether the team has a point."""
        _, net, worked = (table.sum(axis=0) for table in self._sums)
        return self._there(net, worked, self.scheduled.sum(axis=0))

    @property
    def earned(self) -> Floats:
        """The hours earned, by coder and week."""
        return self._sums[0]

    @property
    def net(self) -> Floats:
        """The productive hours that pace is taken over, by coder and week."""
        return self._sums[1]

    @property
    def utilisation(self) -> Floats:
        """Productive over paid hours by coder and week, 1 where it is not known."""
        return self._table(self._pools.factor)

    def points_of(self, coder: int | None) -> tuple[Floats, Floats]:
        """Return the pace of each week (nan: a gap) and its productive hours, of a coder or the team pooled."""
        sums = self._sums
        earned, net, worked = (table.sum(axis=0) if coder is None else table[coder] for table in sums)
        scheduled = self.scheduled.sum(axis=0) if coder is None else self.weekly_hours[coder]
        return np.where(self._there(net, worked, scheduled), shares(earned, net, np.nan), np.nan), net

    def _there(self, net: Floats, worked: Floats, scheduled: Floats) -> Bools:
        share = 1.0 if self.share is None else self.share
        enough = scheduled * np.maximum(share * ENOUGH_OF_SCHEDULE, LEAST_OF_SCHEDULE)
        return np.asarray((worked + _DUST >= enough) & (net > 0))
