"""Pace up, accuracy down: a coder, or the team, gets faster over four quarters while the accuracy falls. No SQL.

A signal of both, never of one. The rise is that of a straight line over the four quarters, from the level before them,
through the weekly pace without ramp, mix and what concerned many. The fall is what a regression of the audits on the
course of the pace gives for that rise (score test of a trend of proportions: Cochran 1954, Armitage 1955, with the pace
in place of the time), over the two years behind, so that audits from before the rise count.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import expm1, log1p, sqrt

import numpy as np

from codedesk.metrics.audit_points import AuditPoints
from codedesk.metrics.intervals import Z_95
from codedesk.metrics.levels import TINY, Level, Noise, calmed, of_weeks
from codedesk.metrics.standards import Bools, Floats, Ints

FOUR_QUARTERS = 52
QUARTER = 13
LEAST_WEEKS = 35
LEAST_OF_QUARTER = 5
LEAST_AUDITS = 4
LEAST_RISE = 0.06
LEAST_FALL = 0.02
CLEAR_RISE = 1.96
CLEAR_WITHIN = 1.0
CLEAR_FALL = 1.3
"""How many standard errors each must reach: the rise alone is sure, so that the two together are (docs/figures.md)."""
_LEFT_OUT_SHARE = 0.5
_AROUND = 13


@dataclass(frozen=True, slots=True)
class Opposed:
    """Pace rose while accuracy fell, of a coder (a place) or of the team (None), from week first to week last.

    rise: share of the pace before, fall: a difference of accuracies (below 0), each with its 95 % interval.
    """

    coder: int | None
    first: int
    last: int
    rise: float
    rise_low: float
    rise_high: float
    fall: float
    fall_low: float
    fall_high: float
    audits: int


@dataclass(frozen=True)
class _Course:
    """The pace of one or of all, week by week: num and den as of_weeks gives them, and its smoothed course."""

    num: Floats
    den: Floats

    @property
    def smooth(self) -> Floats:
        """The mean of the weeks around each week, nan where there are none."""
        kernel = np.ones(2 * _AROUND + 1)
        num, den = (np.convolve(each, kernel, "full")[_AROUND : _AROUND + len(each)] for each in (self.num, self.den))
        return np.where(den > TINY, num / np.maximum(den, TINY), np.nan)

    def span(self) -> tuple[int, int] | None:
        """Return the weeks (from, to before) of the four quarters that end with the last week that is there."""
        there = np.flatnonzero(self.den > TINY)
        if not len(there) or there[-1] < len(self.den) - QUARTER:
            return None
        end = int(there[-1]) + 1
        first = max(int(there[0]), end - FOUR_QUARTERS)
        return (first, end) if end - first >= LEAST_WEEKS else None

    def rise(self, first: int, end: int) -> tuple[float, float] | None:
        """Return by how much (logarithm) the pace rose evenly over a span, off its level before, and the error of it.

        None where the last quarter of the span is not above its first one, and above what was usual before the span.
        """
        parts = [slice(first, first + QUARTER), slice(end - QUARTER, end)]
        if any((self.den[part] > TINY).sum() < LEAST_OF_QUARTER for part in parts):
            return None
        (low, before), (high, after) = ((self.num[part].sum(), self.den[part].sum()) for part in parts)
        if high / after - low / before < CLEAR_WITHIN * sqrt(1 / before + 1 / after):
            return None
        earlier = slice(0, first)
        if (self.den[earlier] > TINY).sum() >= QUARTER:
            usual = self.num[earlier].sum() / self.den[earlier].sum()
            if high / after - usual < log1p(LEAST_RISE) / 2:  # back to what it was before, as after a go-live
                return None
        course = np.clip((np.arange(len(self.den)) + 1 - first) / (end - first), 0.0, 1.0)
        course = course - float((self.den * course).sum() / self.den.sum())
        spread = float((self.den * course**2).sum())
        return float((self.num * course).sum()) / spread, 1 / sqrt(spread)


@dataclass(frozen=True)
class Audited:
    """What is left of the audits without work type and auditor, with the variance that they are seen to have."""

    level: Ints
    week: Ints
    own: Floats
    variance: Floats

    def where(self, keep: Bools) -> "Audited":
        """Return the audits that are kept."""
        return Audited(self.level[keep], self.week[keep], self.own[keep], self.variance[keep])


@dataclass(frozen=True)
class Slope:
    """How the audits follow the pace: the sums of the score test, over levels that are each compared with itself."""

    score: float
    information: float

    @classmethod
    def of(cls, audits: Audited, pace: Floats) -> "Slope":
        """Sum up audits with the pace (logarithm) of each one's week."""
        weight = 1 / audits.variance
        whole = np.maximum(np.bincount(audits.level, weight), TINY)
        usual, level = ((np.bincount(audits.level, weight * each) / whole)[audits.level] for each in (pace, audits.own))
        off = pace - usual
        return cls(float((weight * (audits.own - level) * off).sum()), float((weight * off**2).sum()))

    @property
    def size(self) -> float:
        """By how much accuracy changes where the pace (logarithm) changes by 1."""
        return self.score / max(self.information, TINY)

    @property
    def error(self) -> float:
        """The standard error of the size."""
        return 1 / sqrt(max(self.information, TINY))


def opposed(
    own: Level, whole: Level, noise: Noise, points: AuditPoints, settled: AuditPoints | None = None
) -> tuple[Opposed, ...]:
    """Return who got faster while the accuracy fell: the team as a whole first, then coders by what is left.

    own: the weeks without what concerned many; whole: with it. points: the audits of the same weeks; settled: these
    without what concerned many, which is what a coder is looked at by where the team as a whole is not told of.
    """
    if not len(points):
        return ()
    audits = _audited(points)
    found = list(_of_team(*calmed(*of_weeks(whole, noise)), points.coder, audits))
    num, den = of_weeks(own, noise)
    if found:
        course = np.nan_to_num(_Course(num.sum(axis=0), den.sum(axis=0)).smooth)
        audits = replace(audits, own=audits.own - found[0].fall / log1p(found[0].rise) * course[audits.week])
        num = num - den * course
    elif settled is not None:
        audits = _audited(settled)
    for coder in range(len(num)):
        found += _of_one(coder, _Course(num[coder], den[coder]), audits.where(points.coder == coder))
    return tuple(found)


def _audited(points: AuditPoints) -> Audited:
    return Audited(points.level, points.week, points.own, points.variance)


def _of_one(coder: int | None, course: _Course, audits: Audited) -> Iterator[Opposed]:
    """Yield the signal of one course of pace with its audits, if both are clear enough."""
    span = course.span()
    rise = None if span is None else course.rise(*span)
    if span is None or rise is None or rise[0] < log1p(LEAST_RISE) or rise[0] < CLEAR_RISE * rise[1]:
        return
    first, end = span
    audits = audits.where(~np.isnan(course.smooth[audits.week]) & (audits.week < end))
    lately = audits.week >= first
    if lately.sum() < LEAST_AUDITS or not (audits.week >= end - 2 * QUARTER).any():
        return
    slope = Slope.of(audits, course.smooth[audits.week])
    fall, error = slope.size * rise[0], slope.error * rise[0]
    if fall > -LEAST_FALL or fall > -CLEAR_FALL * error:
        return
    yield Opposed(
        coder=coder,
        first=first,
        last=end - 1,
        rise=expm1(rise[0]),
        rise_low=expm1(rise[0] - Z_95 * rise[1]),
        rise_high=expm1(rise[0] + Z_95 * rise[1]),
        fall=fall,
        fall_low=fall - Z_95 * error,
        fall_high=fall + Z_95 * error,
        audits=int(lately.sum()),
    )


def _of_team(num: Floats, den: Floats, coder: Ints, audits: Audited) -> Iterator[Opposed]:
    """Yield the signal of the team if it stays when each coder is left out in turn."""
    for whole in _of_one(None, _Course(num.sum(axis=0), den.sum(axis=0)), audits):
        for one in np.flatnonzero(den.sum(axis=1) > TINY):
            rest = np.arange(len(num)) != one
            course = _Course(num[rest].sum(axis=0), den[rest].sum(axis=0))
            left = list(_of_one(None, course, audits.where(coder != one)))
            if not left or left[0].rise < _LEFT_OUT_SHARE * whole.rise or left[0].fall > _LEFT_OUT_SHARE * whole.fall:
                return
        yield whole
