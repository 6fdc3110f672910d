"""What waited, came in and was held, as columns over all days that are logged. No SQL, no Qt.

Days are numbers since 1 January 1970, work types are places in the manager's list; nan is not logged; money in dollars.
"""

from dataclasses import dataclass, fields

import numpy as np

from codedesk.metrics.memo import once
from codedesk.metrics.planned_hours import PlannedHours
from codedesk.metrics.standards import Bools, Floats, Ints

WEEK = 7


@dataclass(frozen=True)
class WaitingColumns:
    """The lines of the backlog, in order of their days. weekly: received is of the week that ends with the day."""

    day: Ints
    work_type: Ints
    waiting: Floats
    received: Floats
    weekly: Bools
    dollars: Floats
    oldest: Floats

    def where(self, rows: Bools | slice) -> "WaitingColumns":
        """Return some of the lines."""
        return WaitingColumns(*(getattr(self, each.name)[rows] for each in fields(self)))

    def until(self, last: int) -> "WaitingColumns":
        """Return the lines up to a day."""
        return self.where(slice(0, int(np.searchsorted(self.day, last, "right"))))

    @once
    def of_type(self, work_type: int) -> "WaitingColumns":
        """Return the lines of a work type."""
        return self.where(self.work_type == work_type)

    def last(self, name: str) -> tuple[int, float] | None:
        """Return the day and the value of the last line that has one."""
        values: Floats = getattr(self, name)
        known = np.flatnonzero(~np.isnan(values))
        return (int(self.day[known[-1]]), float(values[known[-1]])) if len(known) else None

    def ends(self, last: int, weeks: int) -> Floats:
        """Return what waited at the end of so many spans of seven days, the last one ending with a day.

        Of each span its last line counts; nan where it has none.
        """
        known = ~np.isnan(self.waiting)
        day, value = self.day[known], self.waiting[known]
        made = np.full(weeks, np.nan)
        at = weeks - 1 - (last - day) // WEEK
        inside = (at >= 0) & (at < weeks)
        made[at[inside]] = value[inside]  # in order of the days: the last one stays
        return made

    def received_in(self, first: int, last: int, planned: PlannedHours) -> tuple[float, int]:
        """Return the charts that came in from first to last and the working days of which it is known.

        A week counts where it ends in that time; (0, 0) where nothing is known.
        """
        own = self.where(~np.isnan(self.received) & (self.day >= first) & (self.day <= last))
        weeks = (own.day[own.weekly][:, None] - np.arange(WEEK)).ravel()
        days = np.unique(np.concatenate([own.day[~own.weekly], weeks]))
        return float(own.received.sum()), planned.working_among(days)

    def change(self, first: int, last: int) -> tuple[int, int, float] | None:
        """Return the first and last day between which what waits is known, and by how much it grew; None under two."""
        own = self.where(~np.isnan(self.waiting) & (self.day >= first) & (self.day <= last))
        if len(own.day) < 2:
            return None
        return int(own.day[0]), int(own.day[-1]), float(own.waiting[-1] - own.waiting[0])
