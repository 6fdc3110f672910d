"""Control limits of proportions with a varying sample: p-chart, and Laney's p′ where it is too narrow. Plain numbers.

p̄ ± 3·√(p̄(1−p̄)/nᵢ) with the pooled p̄ (Shewhart; Montgomery, Introduction to Statistical Quality Control, ch. 7). Where
points vary more than their samples let expect, the limits are widened by σz, the mean moving range of the standardised
points ÷ 1.128 (Laney 2002, Improved control charts for attributes, Quality Engineering 14).
"""

import numpy as np

from codedesk.metrics.standards import Floats, Ints

SIGMAS = 3.0
OF_RANGE = 1.128
LEAST_AUDITS = 4
"""From so many audits of a baseline on there are limits; fewer make a run chart."""
USUAL = 1.1
FEW = 20


def pooled(right: Floats, seen: Floats) -> float:
    """Return what was right of all that was seen; ValueError where nothing was."""
    whole = float(seen.sum())
    if whole <= 0:
        msg = "a proportion needs a sample"
        raise ValueError(msg)
    return float(right.sum()) / whole


def standard_errors(centre: float, sizes: Floats) -> Floats:
    """Return the standard errors of shares of so many each, at a centre."""
    return np.asarray(np.sqrt(max(centre * (1 - centre), 0.0) / sizes))


def widening(off: Floats, group: Ints, few: int = FEW) -> float:
    """Return σz: how much more points vary than their samples let expect (below 1: less).

    off: how far each point is off what is expected, in standard errors, in order of time within each group; a step is
    from one point to the next of its group. few: so many steps of USUAL stand beside them.
    """
    steps = np.abs(np.diff(off))[np.diff(group) == 0] / OF_RANGE
    return float((steps.sum() + few * USUAL) / max(len(steps) + few, 1))


def limits(centre: float, sizes: Floats, spread: float = 1.0) -> tuple[Floats, Floats]:
    """Return the lower and the upper limit of points of so many each, held between 0 and 1."""
    half = SIGMAS * standard_errors(centre, sizes) * spread
    return np.maximum(0.0, centre - half), np.minimum(1.0, centre + half)
