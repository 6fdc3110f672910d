"""What a coder's audits share with the others' of the same weeks, so that a coder is looked at by what is beside it.

A change of everybody is told of the team once it is sure. Until then, and where it comes little by little, each coder's
audits show their part of it. So what the others changed by in the same weeks, the same way, is taken off a coder's own
first: a difference of two differences, with the others' uncertainty in its variance. The others are those without the
coder. Plain arrays, no SQL.
"""

from dataclasses import dataclass

import numpy as np

from codedesk.metrics.levels import TINY
from codedesk.metrics.standards import Bools, Floats, Ints
from codedesk.metrics.stretches import Sums

USUAL_CHANGE = 0.03
"""What everybody's accuracy changes by usually (standard deviation): what the others show is drawn towards 0 by it."""
LIKELY = 0.75
"""From so many standard errors of the others on it is likely that a change the same way is everybody's."""


@dataclass(frozen=True)
class SharedFall:
    """Of every stretch of a coder's audits what the others share: its size, its variance, and whether it is likely."""

    moved: Floats
    variance: Floats
    likely: Bools


@dataclass(frozen=True)
class OthersAudits:
    """The sums of all levels, as they are left and as they were found; rows: those of the coder who is looked at."""

    left: Sums
    found: Sums

    def shared(self, rows: Bools, weeks: Ints, size: Floats) -> SharedFall:
        """Return what the others share with a coder's changes; weeks: of the coder's audits, and the one after all.

        size: of the coder's own change in every stretch, from audit i to before audit j.
        """
        above, below = self._others(self.left, rows, weeks)
        drawn = USUAL_CHANGE**2 / (1 + USUAL_CHANGE**2 * below)
        same = above * size > 0
        moved = np.sign(size) * np.minimum(np.abs(above * drawn), np.abs(size))
        first, sure = self._others(self.found, rows, weeks)
        likely = first * np.sign(size) >= LIKELY * np.sqrt(np.maximum(sure, TINY))
        return SharedFall(np.where(same, moved, 0.0), np.where(same, drawn, 0.0), likely)

    @staticmethod
    def _others(sums: Sums, rows: Bools, weeks: Ints) -> tuple[Floats, Floats]:
        """Return num and den of the others as one, in every stretch between the weeks."""
        return Sums(sums.above[~rows][:, weeks], sums.below[~rows][:, weeks]).together()
