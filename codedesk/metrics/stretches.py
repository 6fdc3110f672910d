"""What every stretch of weeks says about a change of level in it, by running sums. Plain arrays, no SQL."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from codedesk.metrics.levels import TINY
from codedesk.metrics.standards import Bools, Floats
from codedesk.metrics.thresholds import LEAST_BEFORE, Threshold

_DUST = 1e-9
_FAR = 1e30
_AT_ONCE = 40


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

    def where(self, chosen: Bools) -> "Sums":
        """Return those of the coders who are chosen."""
        return self if chosen.all() else Sums(self.above[chosen], self.below[chosen])

    @cached_property
    def _whole(self) -> Floats:
        return np.maximum(self.below[:, -1], TINY)

    def together(self) -> tuple[Floats, Floats]:
        """Return num and den of every stretch for all coders as one: i × j."""
        scaled = self.below / np.sqrt(self._whole)[:, None]
        return _stretches(self.above.sum(axis=0), self.below.sum(axis=0), scaled.T @ scaled)

    def loud(self, threshold: Threshold, weeks: Bools) -> Bools:
        """Tell of each coder whether a stretch may reach a threshold; weeks: those that count, by coder."""
        scaled = self.below / np.sqrt(self._whole)[:, None]
        return _loud(self.above, self.below, scaled[:, None, :], threshold, weeks)

    def loud_together(self, threshold: Threshold, weeks: Bools) -> bool:
        """Tell whether a stretch of all coders as one may reach a threshold, in these weeks."""
        above, below = (each.sum(axis=0, keepdims=True) for each in (self.above, self.below))
        scaled = self.below / np.sqrt(self._whole)[:, None]
        return bool(_loud(above, below, scaled[None], threshold, weeks[None])[0])

    def alone(self, coder: int) -> tuple[Floats, Floats]:
        """Return num and den of every stretch for one coder: i × j."""
        above, below = self.above[coder], self.below[coder]
        length = below[None, :] - below[:, None]
        return above[None, :] - above[:, None], length - length * length / self._whole[coder]

    def at(self, first: int, end: int) -> tuple[Floats, Floats]:
        """Return num and den of one stretch for each coder."""
        length = self.below[:, end] - self.below[:, first]
        return self.above[:, end] - self.above[:, first], length - length**2 / self._whole


def _loud(above: Floats, below: Floats, scaled: Floats, threshold: Threshold, weeks: Bools) -> Bools:
    """Tell of each row whether a stretch may reach its threshold; where not, none does, and none has to be looked at.

    den is a difference of below less the squares of those of scaled, so num² ÷ bar² − den of all stretches of a row is
    one matrix product. Stretches begin and end with weeks that say something.
    """
    says = np.diff(below, axis=1) > 0
    opens = says & (np.cumsum(weeks, axis=1) - weeks >= LEAST_BEFORE)
    ends = np.concatenate([says[:, :-1], np.zeros((len(says), 1), np.bool_)], axis=1)
    dust = _DUST * (below[:, -1] + (above**2).max(axis=1, initial=0.0))
    num, den = above[:, -1:] - above, below[:, -1:] - below - ((scaled[:, :, -1:] - scaled) ** 2).sum(axis=1)
    lasting = opens & ((num**2 / threshold.lasts**2 - den)[:, :-1] >= -dust[:, None])
    points = np.concatenate([(above / threshold.over)[:, None, :], scaled], axis=1)
    square, one = (points**2).sum(axis=1), np.ones((len(says), 1, says.shape[1]))
    first = np.where(opens, (square + below)[:, :-1], -_FAR)[:, None, :]
    end = np.where(ends, (square - below)[:, 1:], -_FAR)[:, None, :]
    firsts = np.concatenate([-2 * points[:, :, :-1], first, one], axis=1)
    found = _reaching(firsts, np.concatenate([points[:, :, 1:], one, end], axis=1), dust)
    return np.asarray(found | lasting.any(axis=1))


def _reaching(first: Floats, end: Floats, dust: Floats) -> Bools:
    """Tell of each row whether the product of a first week and a later end is not below zero.

    Weeks are taken some at a time, with what ends after the first of them: half of all pairs are no stretches.
    """
    weeks = first.shape[2]
    gone = np.where(np.tri(_AT_ONCE, k=-1, dtype=np.bool_), -_FAR, 0.0)
    found = np.zeros(len(first), np.bool_)
    for row, (one, other) in enumerate(zip(first, end, strict=True)):
        for start in range(0, weeks, _AT_ONCE):
            table = one[:, start : start + _AT_ONCE].T @ other[:, start:]
            count = len(table)
            table[:, :count] += gone[:count, :count]
            if table.max() >= -dust[row]:
                found[row] = True
                break
    return found


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
