"""What every stretch of weeks says about a change of level in it, by running sums. Plain arrays, no SQL."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from codedesk.metrics.levels import TINY
from codedesk.metrics.standards import Floats


@dataclass(frozen=True)
class Sums:
    """Running sums over the weeks of each coder: what a stretch says is a difference of two of them.

    above, below: coder × (weeks + 1), numerators against the coder's own usual level, and denominators. A stretch goes
    from week i to before week j; the size of a change in it is num ÷ den, and its z is num ÷ √den.
    """

    above: Floats
    below: Floats

    @classmethod
    def of(cls, num: Floats, den: Floats) -> "Sums":
        """Take coder × week."""
        whole = np.maximum(den.sum(axis=1, keepdims=True), TINY)
        num = num - den * (num.sum(axis=1, keepdims=True) / whole)
        return cls(_running(num), _running(den))

    @cached_property
    def _whole(self) -> Floats:
        return np.maximum(self.below[:, -1], TINY)

    def together(self) -> tuple[Floats, Floats]:
        """Return num and den of every stretch for all coders as one: i × j."""
        scaled = self.below / np.sqrt(self._whole)[:, None]
        return _stretches(self.above.sum(axis=0), self.below.sum(axis=0), scaled.T @ scaled)

    def alone(self, coder: int) -> tuple[Floats, Floats]:
        """Return num and den of every stretch for one coder: i × j."""
        above, below = self.above[coder], self.below[coder]
        length = below[None, :] - below[:, None]
        return above[None, :] - above[:, None], length - length * length / self._whole[coder]

    def at(self, first: int, end: int) -> tuple[Floats, Floats]:
        """Return num and den of one stretch for each coder."""
        length = self.below[:, end] - self.below[:, first]
        return self.above[:, end] - self.above[:, first], length - length**2 / self._whole


def _running(each: Floats) -> Floats:
    """Return running sums along the weeks, from 0 on."""
    sums = np.zeros((len(each), each.shape[1] + 1))
    np.cumsum(each, axis=1, out=sums[:, 1:])
    return sums


def _stretches(above: Floats, below: Floats, product: Floats) -> tuple[Floats, Floats]:
    """Return every stretch against the rest of the same weeks; product: of running denominators ÷ √ of their whole."""
    square = np.diagonal(product)
    den = below[None, :] - below[:, None] - (square[None, :] + square[:, None] - 2 * product)
    return above[None, :] - above[:, None], np.maximum(den, 0.0)
