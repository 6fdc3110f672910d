"""The funnel: how far accuracies may lie from the team's by chance alone, by the size of the sample. Plain numbers.

p ± z √(p(1−p)/n) around the team's pooled accuracy p, at 95 and 99.8 % (Spiegelhalter 2005, Funnel plots for comparing
institutional performance). n is the effective sample: codes of one record are alike, so they count as fewer.
"""

from math import sqrt
from typing import Literal

Z_95, Z_998 = 1.959964, 3.090232
Place = Literal["inside", "near", "below", "above"]


def limits(centre: float, n: float, z: float) -> tuple[float, float]:
    """Return the lower and upper limit at a sample size, held between 0 and 1."""
    half = z * sqrt(centre * (1 - centre) / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def place(value: float, centre: float, n: float) -> Place:
    """Say where an accuracy lies: inside 95 %, near (between 95 and 99.8 %), or below or above the 99.8 % limits."""
    low, high = limits(centre, n, Z_998)
    if value < low:
        return "below"
    if value > high:
        return "above"
    low, high = limits(centre, n, Z_95)
    return "inside" if low <= value <= high else "near"
