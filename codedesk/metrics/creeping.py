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
def _ways(weeks: int) -> tuple[Weeks, Weeks, Floats]:
    """Return every first and full week, and what share of the change each week has: way × week."""
    first, full = np.nonzero(np.arange(weeks)[None, :] - np.arange(weeks)[:, None] >= LEAST_WEEKS - 1)
    return first, full, np.array([share(*pair, weeks) for pair in zip(first.tolist(), full.tolist(), strict=True)])


def creeping(sums: Sums, weeks: Bools, threshold: Threshold, least: float) -> Creeping | None:
    """Return the broken line that says most, where it is sure and large enough; None where it says no more than least.

    sums: of those concerned, coder × week; weeks: those that count; least: z² of the best stretch.
    """
    above, below = np.diff(sums.above, axis=1), np.diff(sums.below, axis=1)
    if above.shape[1] < LEAST_WEEKS + LEAST_BEFORE:
        return None
    first, full, shape = _ways(above.shape[1])
    there = np.concatenate([[0], np.cumsum(weeks)])[first] >= LEAST_BEFORE
    first, full, shape = first[there], full[there], shape[there]
    if not len(first):
        return None
    whole = np.maximum(below.sum(axis=1), TINY)
    num = shape @ above.T
    den = shape**2 @ below.T - (shape @ below.T) ** 2 / whole
    total, sure = num.sum(axis=1), np.maximum(den.sum(axis=1), TINY)
    strength = total**2 / sure
    best = int(np.argmax(strength))
    if (
        strength[best] < max(least + MORE_TO_CREEP, threshold.lasts**2)
        or abs(total[best]) < threshold.least * sure[best]
    ):
        return None
    return Creeping(int(first[best]), int(full[best]), num[best], den[best], float(strength[best]))
