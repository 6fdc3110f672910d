"""The panel that changes are looked for in: who earned how much in which work, week by week. No SQL."""

import math
from dataclasses import dataclass

import numpy as np

from codedesk.metrics.pace import sums
from codedesk.metrics.standards import Bools, Floats, Standards
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


def panel_of(weekly: WeeklyPace, standards: Standards, types: int) -> Panel:
    """Lay weeks out by coder, week and work type; what a learner earned is divided by the ramp's share of its line.

    Hours of a work type are nan in a week in which a line with a standard does not say its own.
    """
    found = weekly.sums
    shape = (*found.shape, types)
    week, row = found.cell, found.row
    factor = np.where(standards.paid_basis[row], weekly.utilisation.ravel()[week], 1.0)
    cell = week * types + standards.work_type[row]
    earned, hours = (
        sums(cell, each, math.prod(shape)).reshape(shape) for each in (found.to_ramp * factor, found.hours)
    )
    learning = sums(week, found.learned, math.prod(found.shape)).reshape(found.shape) + found.learning_days
    return Panel(earned, hours, weekly.net, weekly.usable, learning > 0)
