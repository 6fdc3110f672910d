"""Pace week by week: one pooled point a week for each coder and for the team, with gaps for thin weeks. No SQL."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from codedesk.metrics.pace import Pools, shares
from codedesk.metrics.standards import Bools, Floats
from codedesk.metrics.week_sums import WeekSums
from codedesk.metrics.weekly_work import WeeklyWork, Weeks

ENOUGH_OF_SCHEDULE = 0.5
LEAST_OF_SCHEDULE = 0.1
_DUST = 1e-9


@dataclass(frozen=True)
class WeeklyPace:
    """The weeks of a period, read as pace.

    weekly_hours: the full hours of each coder and week by the schedule. scheduled: the same, but 0 where the coder was
    not employed in that week (for the team).
    A week has a point if its paid hours (productive ones where paid are unknown) reach half of the scheduled hours.
    share: of each week, how much of its five weekdays is looked at; of a part, half of its share is enough.
    """

    weeks: Weeks
    mondays: tuple[date, ...]
    weekly_hours: Floats
    scheduled: Floats
    share: Floats | None = None

    @property
    def sums(self) -> WeekSums:
        """The sums of everybody."""
        return self.weeks.whole

    @cached_property
    def _pools(self) -> Pools:
        return self.sums.pools

    def _table(self, what: Floats) -> Floats:
        return what.reshape(self.sums.shape)

    @cached_property
    def usable(self) -> Bools:
        """Tell for each coder and week whether it has a point."""
        worked = self.paid + self.sums.by_lines
        return self._there(self.net, worked, self.weekly_hours)

    @property
    def paid(self) -> Floats:
        """The paid hours entered, by coder and week."""
        return self._table(self._pools.paid)

    @property
    def net(self) -> Floats:
        """The productive hours that pace is taken over, by coder and week."""
        return self._table(self._pools.net)

    @property
    def utilisation(self) -> Floats:
        """Productive over paid hours by coder and week, 1 where it is not known."""
        return self._table(self._pools.factor)

    def points_of(self, coder: int | None) -> tuple[Floats, Floats]:
        """Return the pace of each week (nan: a gap) and its productive hours, of a coder or the team pooled."""
        own = self.weeks.of(coder)
        return np.where(self.usable_of(coder), shares(own.earned, own.net, np.nan), np.nan), own.net

    def usable_of(self, coder: int | None) -> Bools:
        """Tell for each week whether a coder, or the team, has a point."""
        own: WeeklyWork = self.weeks.of(coder)
        scheduled = self.scheduled.sum(axis=0) if coder is None else self.weekly_hours[coder]
        return self._there(own.net, own.worked, scheduled)

    def _there(self, net: Floats, worked: Floats, scheduled: Floats) -> Bools:
        share = 1.0 if self.share is None else self.share
        enough = scheduled * np.maximum(share * ENOUGH_OF_SCHEDULE, LEAST_OF_SCHEDULE)
        return np.asarray((worked + _DUST >= enough) & (net > 0))
