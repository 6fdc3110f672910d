"""The panel that changes are looked for in: who earned how much in which work, week by week. No SQL."""

from dataclasses import dataclass

import numpy as np

from codedesk.metrics.pace import Ledger, sums
from codedesk.metrics.schedules import week_of
from codedesk.metrics.standards import Bools, Floats
from codedesk.metrics.weekly_pace import WeeklyPace


@dataclass(frozen=True)
class Panel:
    """Weeks of work, by coder, week and work type. What a learner earns is divided by the ramp's share beforehand.

    earned: hours earned; hours: productive hours of each work type, nan where only the week's are known; net: the
    productive hours of the week; usable: weeks with enough hours to be a point; learning: weeks on a ramp.
    """

    earned: Floats
    hours: Floats
    net: Floats
    usable: Bools
    learning: Bools

    @property
    def shape(self) -> tuple[int, int, int]:
        """Coders, weeks, work types."""
        coders, weeks, types = self.earned.shape
        return coders, weeks, types


def panel_of(book: Ledger, weekly: WeeklyPace, types: int) -> Panel:
    """Lay a ledger out by coder, week and work type; what a learner earned is divided by the ramp's share of its line.

    Hours of a work type are nan in a week in which a line with a standard does not say its own.
    """
    coders, weeks = weekly.usable.shape
    lines, days = book.lines, book.days
    of_day = days.coder * weeks + week_of(days.day, weekly.first_monday)
    use = (book.standard >= 0) & book.counted[lines.day]
    week = of_day[lines.day[use]]
    cell = week * types + lines.work_type[use]
    share = np.maximum(book.share[use], 0.01)
    factor = np.where(book.paid_basis[use], weekly.utilisation.reshape(-1)[week], 1.0)
    shape = (coders, weeks, types)
    earned = sums(cell, book.earned[use] * factor / share, coders * weeks * types).reshape(shape)
    hours = sums(cell, lines.hours[use], coders * weeks * types).reshape(shape)
    learning = sums(week, (share < 1).astype(np.float64), coders * weeks)
    learning += sums(of_day, ((book.expected < 1) & (book.net > 0)).astype(np.float64), coders * weeks)
    return Panel(earned, hours, weekly.net, weekly.usable, learning.reshape(coders, weeks) > 0)
