"""Control limits of proportions with a varying sample: p-chart, and Laney's p′ where it is too narrow. Plain numbers.

p̄ ± 3·√(p̄(1−p̄)/nᵢ) with the pooled p̄ (Shewhart; Montgomery, Introduction to Statistical Quality Control, ch. 7). Where
points vary more than their samples let expect, the limits are widened by σz, the mean moving range of the standardised
points ÷ 1.128 (Laney 2002, Improved control charts for attributes, Quality Engineering 14). It never narrows them here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

SIGMAS = 3.0
OF_RANGE = 1.128
LEAST_AUDITS = 4
"""From so many audits of a baseline on there are limits; fewer make a run chart."""


@dataclass(frozen=True, slots=True)
class ProportionChart:
    """The pooled centre, by what the limits are widened (1: not at all), and the limits of each point."""

    centre: float
    spread: float
    lower: tuple[float, ...]
    upper: tuple[float, ...]


def pooled(right: Sequence[float], seen: Sequence[float]) -> float:
    """Return what was right of all that was seen; ValueError where nothing was."""
    whole = sum(seen)
    if whole <= 0:
        msg = "a proportion needs a sample"
        raise ValueError(msg)
    return sum(right) / whole


def standard_error(centre: float, size: float) -> float:
    """Return the standard error of a share of so many, at a centre."""
    return sqrt(max(centre * (1 - centre), 0.0) / size)


def laney(shares: Sequence[float], sizes: Sequence[float], centre: float) -> float:
    """Return σz: how much more points vary than their samples let expect (below 1: less); 1 where it is not known."""
    if len(shares) < 2 or not 0 < centre < 1:
        return 1.0
    off = [(share - centre) / standard_error(centre, size) for share, size in zip(shares, sizes, strict=True)]
    return sum(abs(after - before) for before, after in pairwise(off)) / (len(off) - 1) / OF_RANGE


def limits(centre: float, size: float, spread: float = 1.0) -> tuple[float, float]:
    """Return the limits of one point, held between 0 and 1."""
    half = SIGMAS * standard_error(centre, size) * spread
    return max(0.0, centre - half), min(1.0, centre + half)


def p_chart(right: Sequence[float], seen: Sequence[float], *, widened: bool = False) -> ProportionChart:
    """Return the chart of so many right of so many seen; widened: by Laney's σz where that is above 1."""
    centre = pooled(right, seen)
    shares = [one / whole for one, whole in zip(right, seen, strict=True)]
    spread = max(1.0, laney(shares, seen, centre)) if widened else 1.0
    both = [limits(centre, size, spread) for size in seen]
    return ProportionChart(centre, spread, tuple(low for low, _ in both), tuple(high for _, high in both))
