"""Changes that come little by little: straight from nothing to the whole size, which then lasts. No SQL.

A change of level in a stretch begins at once. What slows everybody a little more each week is no such stretch: two or
three of them would be told of it, and what these leave would be asked of somebody. A broken line says it once
(two-phase regression: Hinkley 1971, *Journal of the American Statistical Association* 66).
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from codedesk.metrics.levels import TINY
from codedesk.metrics.standards import Bools, Floats
from codedesk.metrics.stretches import Sums
from codedesk.metrics.thresholds import LEAST_BEFORE, Threshold

LEAST_WEEKS = 8
"""So many weeks it grows at least: what came faster is as well told as sudden."""
MORE_TO_CREEP = 8.0
"""By how much (of z²) a broken line has to say more than the best stretch: it has a freedom more."""
Weeks = npt.NDArray[np.intp]


class Creeping(NamedTuple):
    """A change that grows from week first on and is whole in week full; num and den of each coder, z² of them all."""

    first: int
    full: int
    num: Floats
    den: Floats
    strength: float


def share(first: int, full: int, weeks: int) -> Floats:
    """Return which share of the whole change each week has: a part more each week from first on, 1 from full on."""
    return np.clip((np.arange(weeks) - first + 1) / (full - first + 1), 0.0, 1.0)


@lru_cache(maxsize=8)
def _ways(weeks: int) -> tuple[Weeks, Weeks]:
    """Return every first and full week."""
    first, full = np.nonzero(np.arange(weeks)[None, :] - np.arange(weeks)[:, None] >= LEAST_WEEKS - 1)
    return first, full


class _Courses(NamedTuple):
    """Running sums over the weeks of what each says, of week × it, and of week² × it: week + 1 × coder.

    The change has the share (week - first + 1) ÷ (full - first + 1) in the weeks as it grows, and then 1. So what all
    weeks say of any of its courses is told by sums of three kinds, at its two ends.
    """

    plain: Floats
    by_week: Floats
    by_square: Floats

    @classmethod
    def of(cls, said: Floats) -> "_Courses":
        """Take coder × week."""
        week, sums = np.arange(said.shape[1])[:, None], np.zeros((3, said.shape[1] + 1, len(said)))
        for table, each in zip(sums, (said.T, said.T * week, said.T * week**2), strict=True):
            np.cumsum(each, axis=0, out=table[1:])
        return cls(*sums)

    def shared(self, first: Weeks, full: Weeks) -> Floats:
        """Return the sum of share × said: way × coder."""
        before = (1 - first)[:, None]
        grown = _between(self.by_week, first, full) + before * _between(self.plain, first, full)
        return grown / _steps(first, full) + _between(self.plain, full, None)

    def squared(self, first: Weeks, full: Weeks) -> Floats:
        """Return the sum of share² × said: way × coder."""
        before = (1 - first)[:, None]
        plain, by_week, by_square = (_between(each, first, full) for each in self)
        grown = by_square + 2 * before * by_week + before**2 * plain
        return grown / _steps(first, full) ** 2 + _between(self.plain, full, None)


def _between(sums: Floats, first: Weeks, end: Weeks | None) -> Floats:
    """Return what weeks from first to before end add up to; None: to the last one."""
    return np.asarray((sums[-1] if end is None else sums[end]) - sums[first])


def _steps(first: Weeks, full: Weeks) -> Floats:
    return np.asarray((full - first + 1)[:, None], np.float64)


def creeping(sums: Sums, weeks: Bools, threshold: Threshold, least: float) -> Creeping | None:
    """Return the broken line that says most, where it is sure and large enough; None where it says no more than least.

    sums: of those concerned, coder × week; weeks: those that count; least: z² of the best stretch.
    """
    above, below = np.diff(sums.above, axis=1), np.diff(sums.below, axis=1)
    if above.shape[1] < LEAST_WEEKS + LEAST_BEFORE:
        return None
    first, full = _ways(above.shape[1])
    there = np.concatenate([[0], np.cumsum(weeks)])[first] >= LEAST_BEFORE
    first, full = first[there], full[there]
    if not len(first):
        return None
    whole, of_weeks = np.maximum(below.sum(axis=1), TINY), _Courses.of(below)
    num = _Courses.of(above).shared(first, full)
    den = of_weeks.squared(first, full) - of_weeks.shared(first, full) ** 2 / whole
    total, sure = num.sum(axis=1), np.maximum(den.sum(axis=1), TINY)
    strength = total**2 / sure
    best = int(np.argmax(strength))
    if (
        strength[best] < max(least + MORE_TO_CREEP, threshold.lasts**2)
        or abs(total[best]) < threshold.least * sure[best]
    ):
        return None
    return Creeping(int(first[best]), int(full[best]), num[best], den[best], float(strength[best]))
