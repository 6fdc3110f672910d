"""Rows that were far from their thresholds when they were looked at, and cannot have come there since. Plain arrays.

What a stretch says of a row is z = Σ d·c·y ÷ √Σ d·c², over the weeks of its members: d is how much a week counts, y
how far it is off, c the stretch against the member's other weeks. Now the weeks say d′ and y′, all counting k times as
much. By Cauchy and Schwarz, with y′ against the member's mean by k·d, no stretch says more than

    |z′| ≤ (√k·|z| + √Σ kd·(Δy − mean Δy)²) ÷ √least(d′ ÷ kd) + √Σ (d′ − kd)²·y′² ÷ d′

So where no stretch came near the threshold, and a cell has moved the weeks by little, none of them has to be gone
through again: to tell this takes the weeks, to go through them their square. It only ever says no for sure.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from codedesk.metrics.levels import TINY
from codedesk.metrics.standards import Bools, Floats
from codedesk.metrics.thresholds import MORE_IF_ONE_WEEK, Threshold

_NEAR = 0.85
"""From this share of what it must reach on a stretch is near: how near the nearest is, is then reckoned of it."""
_SURE = 1 - 1e-6


@dataclass(frozen=True)
class WeeksSaid:
    """What weeks say, by row, member of the row and week: how far each is off, and how much it counts.

    weeks: which weeks count, by row.
    """

    off: Floats
    den: Floats
    weeks: Bools

    @classmethod
    def of(cls, num: Floats, den: Floats, weeks: Bools) -> "WeeksSaid":
        """Take numerators and denominators; weeks: by row, or (one row) of all rows."""
        off = num / np.where(den > 0, den, 1.0)
        return cls(off, den, np.broadcast_to(weeks, (len(den), den.shape[2])))

    def where(self, rows: Bools) -> "WeeksSaid":
        """Return those of the rows."""
        return self if rows.all() else WeeksSaid(self.off[rows], self.den[rows], self.weeks[rows])

    def in_weeks_of(self, before: "WeeksSaid") -> Bools:
        """Tell of each row whether the same weeks say something, and the same ones count."""
        says = ((self.den > 0) == (before.den > 0)).all(axis=(1, 2))
        return np.asarray(says & (self.weeks == before.weeks).all(axis=1))

    def may_reach(self, before: "WeeksSaid", at_most: Floats, lasts: Floats) -> Bools:
        """Tell of each row whether a stretch may reach its threshold now, where none reached more than a share of it.

        before: what the same weeks said; at_most: the share; lasts: the threshold.
        """
        there = self.den > 0
        k = self.den.sum(axis=(1, 2)) / np.maximum(before.den.sum(axis=(1, 2)), TINY)
        counted = k[:, None, None] * before.den
        whole = np.maximum(counted.sum(axis=2), TINY)
        usual = np.einsum("rmw,rmw->rm", counted, self.off) / whole
        moved = self.off - before.off
        weighed = counted * moved
        by_off = np.einsum("rmw,rmw->r", weighed, moved) - (weighed.sum(axis=2) ** 2 / whole).sum(axis=1)
        by_weight = (self.den - counted) * (self.off - usual[:, :, None])
        by_weight = (by_weight**2 / np.where(there, self.den, 1.0)).sum(axis=(1, 2))
        least = np.where(there, self.den / np.where(there, counted, 1.0), np.inf).min(axis=(1, 2), initial=np.inf)
        more = (np.sqrt(np.maximum(by_off, 0.0) / least) + np.sqrt(by_weight)) / lasts
        sure, large = np.sqrt(k / least) * at_most + more, at_most / least + more / np.sqrt(least * np.maximum(k, TINY))
        return np.asarray((sure > _SURE) | (large > _SURE))


class Quiet:
    """Remembers, by name, what rows said when no stretch of theirs reached its threshold, and how near the nearest was.

    near: from which share of what it must reach on a stretch is near, so that its row is gone through.
    """

    def __init__(self, near: float = _NEAR) -> None:
        """Start with nothing; with 1 nothing is remembered, and only who may reach a threshold is gone through."""
        self._near = near
        self._held: dict[Hashable, tuple[WeeksSaid, Floats]] = {}

    def near(self, threshold: Threshold) -> Threshold:
        """Return what a stretch must reach to be near a threshold."""
        return Threshold(self._near * threshold.lasts, self._near * threshold.least)

    def far(self, threshold: Threshold) -> float:
        """Return which share of what it must reach a stretch reaches at most that is not near."""
        more = MORE_IF_ONE_WEEK
        return (self.near(threshold).over + more) / (threshold.over + more)

    def loud(self, name: Hashable, said: WeeksSaid, thresholds: Sequence[Threshold]) -> Bools:
        """Tell of each row whether it has to be looked at; thresholds: of each row, or (one) of all rows."""
        held = self._found(name, said)
        if held is None:
            return np.ones(len(said.den), np.bool_)
        before, nearest = held
        known = (nearest < 1) & said.in_weeks_of(before)
        lasts = np.broadcast_to([each.lasts for each in thresholds], len(known))[known]
        loud = ~known
        loud[known] = said.where(known).may_reach(before.where(known), nearest[known], lasts)
        return loud

    def hold(self, name: Hashable, said: WeeksSaid, looked_at: Bools, nearest: Floats) -> None:
        """Remember the rows that were looked at, and which share of its threshold the nearest stretch of each reaches.

        From 1 on, a row is looked at each time.
        """
        if self._near >= 1:
            return
        held = self._found(name, said)
        if held is None:
            copies = WeeksSaid(said.off.copy(), said.den.copy(), said.weeks.copy())
            self._held[name] = copies, np.where(looked_at, nearest, np.inf)
            return
        before, was = held
        was[looked_at] = nearest[looked_at]
        rows = np.flatnonzero(looked_at & (nearest < 1))
        before.off[rows], before.den[rows], before.weeks[rows] = said.off[rows], said.den[rows], said.weeks[rows]

    def _found(self, name: Hashable, said: WeeksSaid) -> tuple[WeeksSaid, Floats] | None:
        held = self._held.get(name)
        return held if held is not None and held[0].den.shape == said.den.shape else None
