"""Pace week by week: one pooled point a week for each coder and for the team, with gaps for thin weeks. No SQL."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from codedesk.metrics.pace import Pools, shares
from codedesk.metrics.standards import Bools, Floats
from codedesk.metrics.week_sums import WeekSums

ENOUGH_OF_SCHEDULE = 0.5
LEAST_OF_SCHEDULE = 0.1
_DUST = 1e-9


@dataclass(frozen=True)
class WeeklyPace:
    """The sums of a period's weeks, read as pace.

    weekly_hours: the full hours of each coder and week by the schedule. scheduled: the same, but 0 where the coder was
    not employed in that week (for the team).
    A week has a point if its paid hours (productive ones where paid are unknown) reach half of the scheduled hours.
    share: of each week, how much of its five weekdays is looked at; of a part, half of its share is enough.
    """

    sums: WeekSums
    mondays: tuple[date, ...]
    weekly_hours: Floats
    scheduled: Floats
    share: Floats | None = None

    @cached_property
    def _pools(self) -> Pools:
        return self.sums.pools

    def _table(self, what: Floats) -> Floats:
        return what.reshape(self.sums.shape)

    @cached_property
    def _tables(self) -> tuple[Floats, Floats, Floats]:
        """Return earned, productive and worked hours by coder and week."""
        pools = self._pools
        return self._table(pools.earned), self._table(pools.net), self._table(pools.paid) + self.sums.by_lines

    @cached_property
    def usable(self) -> Bools:
        """Tell for each coder and week whether it has a point."""
        _, net, worked = self._tables
        return self._there(net, worked, self.weekly_hours)

    @property
    def team_usable(self) -> Bools:
        """Tell for each week whether the team has a point."""
        _, net, worked = (table.sum(axis=0) for table in self._tables)
        return self._there(net, worked, self.scheduled.sum(axis=0))

    @property
    def paid(self) -> Floats:
        """The paid hours entered, by coder and week."""
        return self._table(self._pools.paid)

    @property
    def net(self) -> Floats:
        """The productive hours that pace is taken over, by coder and week."""
        return self._tables[1]

    @property
    def utilisation(self) -> Floats:
        """Productive over paid hours by coder and week, 1 where it is not known."""
        return self._table(self._pools.factor)

    def points_of(self, coder: int | None) -> tuple[Floats, Floats]:
        """Return the pace of each week (nan: a gap) and its productive hours, of a coder or the team pooled."""
        tables = self._tables
        earned, net, worked = (table.sum(axis=0) if coder is None else table[coder] for table in tables)
        scheduled = self.scheduled.sum(axis=0) if coder is None else self.weekly_hours[coder]
        return np.where(self._there(net, worked, scheduled), shares(earned, net, np.nan), np.nan), net

    def _there(self, net: Floats, worked: Floats, scheduled: Floats) -> Bools:
        share = 1.0 if self.share is None else self.share
        enough = scheduled * np.maximum(share * ENOUGH_OF_SCHEDULE, LEAST_OF_SCHEDULE)
        return np.asarray((worked + _DUST >= enough) & (net > 0))
