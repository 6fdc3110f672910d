"""What a change of pace must reach to be told: how sure it is, and how large. Plain numbers, no SQL."""

from dataclasses import dataclass
from math import log, sqrt
from typing import Literal

NEEDED = {"team": 3.6, "work_type": 4.1, "mix": 3.7, "coder": 3.7}
"""How many standard errors a change that lasts must reach, so that a quiet year stays quiet (docs/figures.md)."""
MORE_IF_OVER = 0.8
"""How many more, where it is over again: many more stretches could look like one."""
MORE_IF_ONE_WEEK = 0.5
"""How many more, where it is of a single week."""
LEAST_BEFORE = 5
"""How many usable weeks must lie before it."""
USUAL_CODERS = 8
"""So many coders the number for one of them is made for: of more, it is more, so that as few departments are wrong."""
LEAST = {"team": 0.05, "work_type": 0.07, "mix": 0.03, "coder": 0.06}
"""The least size (logarithm) that is worth a word."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a change must reach: the standard errors of one that lasts, and the least size."""

    lasts: float
    least: float

    @property
    def over(self) -> float:
        """The standard errors of one that is over again."""
        return self.lasts + MORE_IF_OVER


def threshold_of(level: Literal["team", "work_type", "mix", "coder"], coders: int = USUAL_CODERS) -> Threshold:
    """Return what a change must reach, where so many coders are looked at one by one.

    The chance that z² is passed falls by about e for 2 more: twice the coders need 2·ln 2 more for the same chance.
    """
    squared = NEEDED[level] ** 2
    if level in ("mix", "coder"):
        squared += 2 * log(max(coders, 2) / USUAL_CODERS)
    return Threshold(sqrt(squared), LEAST[level])
