"""What comes in, is coded and can be coded week by week, and the people needed and there for it. No SQL, no Qt.

Days are rows from a Monday on; the first week only leads to those that follow, and nothing is told of it. nan: unknown.
"""

from dataclasses import dataclass

import numpy as np

from codedesk.metrics.standards import Bools, Floats
from codedesk.metrics.waiting_columns import WEEK, WaitingColumns


@dataclass(frozen=True)
class WorkedDays:
    """Days in a row, whole weeks: which are working days, paid hours scheduled and of them planned away.

    charts: days × work types, as coded. Days after the last one that is looked at are no working days and have no
    hours. usual: paid hours of a full day; utilisation: productive ÷ paid hours.
    """

    first: int
    working: Bools
    scheduled: Floats
    absent: Floats
    charts: Floats
    usual: float
    utilisation: float

    def by_week(self, days: Floats | Bools) -> Floats:
        """Add days up by week."""
        return np.asarray(days.reshape(len(days) // WEEK, WEEK, *days.shape[1:]).sum(axis=1), np.float64)[1:]

    @property
    def days(self) -> Floats:
        """The working days of each week."""
        return self.by_week(self.working)

    def a_day(self, weeks: Floats) -> Floats:
        """Divide sums of weeks by their working days; nan for a week without one."""
        days = self.days.reshape(-1, *([1] * (weeks.ndim - 1)))
        return ratio(weeks, np.broadcast_to(days, weeks.shape))

    def productive(self) -> Floats:
        """Return the productive hours there on a working day of each week."""
        return self.a_day(self.by_week(self.scheduled - self.absent) * self.utilisation)

    def there(self) -> Floats:
        """Return the FTE there in each week: paid hours scheduled ÷ paid hours of a full-time position."""
        return ratio(self.by_week(self.scheduled), self.days * self.usual)

    def needed(self, hours: Floats) -> Floats:
        """Return the FTE that hours of work of each week need: ÷ the productive hours of one FTE in that week."""
        present = 1 - np.nan_to_num(ratio(self.by_week(self.absent), self.by_week(self.scheduled)))
        return ratio(hours, self.days * self.usual * present * self.utilisation)

    def came_in(self, own: WaitingColumns, kind: int) -> Floats:
        """Return the charts of a work type that came in on a working day of each week; own: its lines of the backlog.

        Where it was not logged: what was coded and what waits more, from the last line of the week before (else the
        first of the same week) to the last of the week.
        """
        last = self.first + len(self.working) - 1
        inside = own.where((own.day >= self.first) & (own.day <= last))
        logged = self._logged(inside)
        return np.where(np.isnan(logged), self._by_balance(inside, kind), logged)[1:]

    def _logged(self, own: WaitingColumns) -> Floats:
        """Return what was logged; a line of a week tells of the seven days that end with its own."""
        own = own.where(~np.isnan(own.received))
        at, count, weeks = own.day - self.first, len(self.working), len(self.working) // WEEK
        charts = np.bincount(at // WEEK, own.received, weeks)
        back = (at[own.weekly][:, None] - np.arange(WEEK)).ravel()
        days = np.concatenate([at[~own.weekly], back])
        whose = np.concatenate([at[~own.weekly], np.repeat(at[own.weekly], WEEK)]) // WEEK
        each = np.unique((whose * count + days)[days >= 0])
        known = np.bincount(each // count, self.working[each % count], weeks)
        return ratio(charts.astype(np.float64), known.astype(np.float64))

    def _by_balance(self, own: WaitingColumns, kind: int) -> Floats:
        own = own.where(~np.isnan(own.waiting))
        weeks = len(self.working) // WEEK
        at, line = own.day - self.first, np.arange(len(own.day))
        first, last = np.full(weeks, -1), np.full(weeks, -1)
        first[at[::-1] // WEEK], last[at // WEEK] = line[::-1], line
        before = np.concatenate([[-1], last[:-1]])
        since = np.where(before >= 0, before, first)
        found = np.flatnonzero((last >= 0) & (since < last))
        made = np.full(weeks, np.nan)
        since, until = since[found], last[found]
        coded, days = np.cumsum(self.charts[:, kind]), np.cumsum(self.working)
        more = coded[at[until]] - coded[at[since]] + own.waiting[until] - own.waiting[since]
        made[found] = ratio(np.maximum(more, 0.0), (days[at[until]] - days[at[since]]).astype(np.float64))
        return made


def carried(values: Floats) -> Floats:
    """Return the weeks with the last number before in place of nan; 0 before the first."""
    at = np.maximum.accumulate(np.where(np.isnan(values), -1, np.arange(len(values))))
    return np.where(at >= 0, values[at], 0.0)


def together(values: Floats, begun: Bools) -> Floats:
    """Add work types up, weeks × types; nan where one of those that have begun by then is not known, or none has."""
    gap = (np.isnan(values) & begun).any(axis=1) | ~begun.any(axis=1)
    return np.where(gap, np.nan, np.where(begun, values, 0.0).sum(axis=1))


def ratio(above: Floats, below: Floats) -> Floats:
    """Divide; nan where below is 0 or either is not known."""
    made = np.full(np.shape(above), np.nan)
    np.divide(above, below, out=made, where=np.nan_to_num(below) > 0)
    return made
