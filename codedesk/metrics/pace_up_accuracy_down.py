"""Pace up, accuracy down: a coder, or the team, gets faster over four quarters while the accuracy falls. No SQL.

A signal of both, never of one. The rise is that of a straight line over the four quarters, from the level before them,
through the weekly pace without ramp, mix and what concerned many. The fall is that of the same line through the audits
(score test of a trend of proportions: Cochran 1954, Armitage 1955), over the two years behind, so that audits from
before the rise count.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, expm1, log, log1p, sqrt

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
LEAST_FALL = 0.015
USUAL_FALL = 0.05
"""What a fall that is worth a question is about."""
LIKELY, LIKELY_IF_SURE = log(4), log(0.4)
"""How likely (logarithm) a usual fall must be against none, beside a clear rise and beside a sure one."""
CLEAR_RISE, SURE_RISE = 1.96, 4.5
CLEAR_WITHIN = 0.75
CLEAR_FALL = 0.5
"""How many standard errors each must reach: the rise is sure, the fall may be chance and says so (docs/figures.md)."""
MOST_MORE = 12
_LEFT_OUT_SHARE = 0.5
_AROUND = 13
_NEARLY = 1 - 1e-6


@dataclass(frozen=True, slots=True)
class Opposed:
    """Pace rose while accuracy fell, of a coder (a place) or of the team (None), from week first to week last.

    rise: share of the pace before, fall: a difference of accuracies (below 0), each with its 95 % interval. more: where
    the fall may be chance, how many more audits like these would show it, if it is as large; None: too many to say.
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
    more: int | None = None


@dataclass(frozen=True)
class _Course:
    """The pace of one or of all, week by week: num and den as of_weeks gives them."""

    num: Floats
    den: Floats

    @property
    def known(self) -> Bools:
        """Whether there is a pace in the weeks around each week."""
        return np.asarray(np.convolve(self.den, np.ones(2 * _AROUND + 1), "same") > TINY)

    def span(self) -> tuple[int, int] | None:
        """Return the weeks (from, to before) of the four quarters that end with the last week that is there."""
        there = np.flatnonzero(self.den > TINY)
        if not len(there) or there[-1] < len(self.den) - QUARTER:
            return None
        end = int(there[-1]) + 1
        first = max(int(there[0]), end - FOUR_QUARTERS)
        return (first, end) if end - first >= LEAST_WEEKS else None

    def risen(self) -> tuple[int, int, float, float] | None:
        """Return the span of the four quarters, and what `rise` says of it; None where that is not clear enough."""
        span = self.span()
        rise = None if span is None else self.rise(*span)
        if span is None or rise is None or rise[0] < log1p(LEAST_RISE) or rise[0] < CLEAR_RISE * rise[1]:
            return None
        return (*span, *rise)

    def rise(self, first: int, end: int) -> tuple[float, float] | None:
        """Return by how much (logarithm) the pace rose evenly over a span, off its level before, and the error of it.

        None where it does not rise within the span too, or is not above what was usual before it.
        """
        early, late = slice(first, first + QUARTER), slice(end - QUARTER, end)
        if any((self.den[part] > TINY).sum() < LEAST_OF_QUARTER for part in (early, late)):
            return None
        if self._within(first, end) < CLEAR_WITHIN or self._back_again(first, late):
            return None
        course = _straight(first, end, len(self.den))
        course = course - float((self.den * course).sum() / self.den.sum())
        spread = float((self.den * course**2).sum())
        return float((self.num * course).sum()) / spread, 1 / sqrt(spread)

    def _back_again(self, first: int, late: slice) -> bool:
        """Tell whether the last quarter is hardly above what was usual before the span, as after a go-live."""
        if (self.den[:first] > TINY).sum() < QUARTER:
            return False
        usual, now = (self.num[part].sum() / self.den[part].sum() for part in (slice(0, first), late))
        return bool(now - usual < log1p(LEAST_RISE) / 2)

    def _within(self, first: int, end: int) -> float:
        """Return by how many standard errors a straight line through the weeks of the span alone rises."""
        num, den = self.num[first:end], self.den[first:end]
        week = np.arange(end - first)
        off = week - float((den * week).sum() / den.sum())
        return float((num * off).sum() / np.sqrt((den * off**2).sum()))


@dataclass(frozen=True)
class AuditCounts:
    """What is left of each point without work type and auditor, with the variance that points are seen to have."""

    level: Ints
    week: Ints
    own: Floats
    variance: Floats
    audit: Ints

    def where(self, keep: Bools) -> "AuditCounts":
        """Return the points that are kept."""
        return AuditCounts(*(getattr(self, name)[keep] for name in self.__dataclass_fields__))

    def count(self, keep: Bools) -> int:
        """Count the audits of some of the points: one that names several work types is one."""
        return len(np.unique(self.audit[keep]))


@dataclass(frozen=True)
class Slope:
    """How the audits follow a course: the sums of the score test, over levels that are each compared with itself."""

    score: float
    information: float

    @classmethod
    def of(cls, audits: AuditCounts, course: Floats) -> "Slope":
        """Sum up audits with the course of each one's week."""
        weight = 1 / audits.variance
        whole = np.maximum(np.bincount(audits.level, weight), TINY)
        means = (np.bincount(audits.level, weight * each) / whole for each in (course, audits.own))
        usual, level = (each[audits.level] for each in means)
        off = course - usual
        return cls(float((weight * (audits.own - level) * off).sum()), float((weight * off**2).sum()))

    @property
    def size(self) -> float:
        """By how much accuracy changes where the course goes from 0 to 1."""
        return self.score / max(self.information, TINY)

    @property
    def error(self) -> float:
        """The standard error of the size."""
        return 1 / sqrt(max(self.information, TINY))

    def more(self, audits: AuditCounts, course: Floats) -> int | None:
        """Return how many more audits at the end of the course would show a slope of this size; None over MOST_MORE.

        So much of weight w beside W of the latest level adds wW ÷ (w + W) × (1 − mean)² to the information.
        """
        lately = audits.level == audits.level[-1]
        weight = 1 / audits.variance[lately]
        whole = float(weight.sum())
        away = (1 - float((weight * course[lately]).sum()) / whole) ** 2
        needed = ((Z_95 / self.size) ** 2 - self.information) / max(away, TINY)
        if needed >= whole:
            return None
        found = max(1, ceil(needed / (whole - needed) * audits.count(lately)))
        return found if found <= MOST_MORE else None


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
        course = _straight(found[0].first, found[0].last + 1, num.shape[1])
        audits = replace(audits, own=audits.own - found[0].fall * course[audits.week])
        num = num - den * log1p(found[0].rise) * course
    elif settled is not None:
        audits = _audited(settled)
    for coder in np.flatnonzero(_may_have_risen(num, den)).tolist():
        of_one = _Course(num[coder], den[coder])
        if of_one.risen() is not None:
            found += _of_one(coder, of_one, audits.where(points.coder == coder))
    return tuple(found)


def _may_have_risen(num: Floats, den: Floats) -> Bools:
    """Tell of each coder whether the rise may be large and clear enough; whoever it is not said of has not `risen`."""
    there, weeks = den > TINY, np.arange(den.shape[1])
    end = np.where(there, weeks + 1, 0).max(axis=1)
    first = np.maximum(there.argmax(axis=1), end - FOUR_QUARTERS)
    course = np.clip((weeks + 1 - first[:, None]) / np.maximum(end - first, 1)[:, None], 0.0, 1.0)
    course -= ((den * course).sum(axis=1) / np.maximum(den.sum(axis=1), TINY))[:, None]
    spread = np.maximum((den * course**2).sum(axis=1), TINY)
    rise = (num * course).sum(axis=1) / spread
    return np.asarray((rise >= _NEARLY * log1p(LEAST_RISE)) & (rise * np.sqrt(spread) >= _NEARLY * CLEAR_RISE))


def _audited(points: AuditPoints) -> AuditCounts:
    return AuditCounts(points.level, points.week, points.own, points.variance, points.audit)


def _of_one(coder: int | None, course: _Course, audits: AuditCounts) -> Iterator[Opposed]:
    """Yield the signal of one course of pace with its audits, if both are clear enough."""
    risen = course.risen()
    if risen is None:
        return
    first, end, *rise = risen
    audits = audits.where(course.known[audits.week] & (audits.week < end))
    lately = audits.week >= first
    if audits.count(lately) < LEAST_AUDITS or not (audits.week >= end - 2 * QUARTER).any():
        return
    straight = _straight(first, end, len(course.den))[audits.week]
    slope = Slope.of(audits, straight)
    if -slope.size < least_fall(rise[0] / rise[1], slope.error):
        return
    yield Opposed(
        coder=coder,
        first=first,
        last=end - 1,
        rise=expm1(rise[0]),
        rise_low=expm1(rise[0] - Z_95 * rise[1]),
        rise_high=expm1(rise[0] + Z_95 * rise[1]),
        fall=slope.size,
        fall_low=slope.size - Z_95 * slope.error,
        fall_high=slope.size + Z_95 * slope.error,
        audits=audits.count(lately),
        more=0 if slope.size + Z_95 * slope.error < 0 else slope.more(audits, straight),
    )


def least_fall(rise: float, error: float) -> float:
    """Return the fall from which on it is told, where the rise has so many standard errors and the fall this one.

    The likelihood ratio of USUAL_FALL against none (Neyman and Pearson 1933) must be the higher, the less sure the
    rise is: it is surest when it has gone on for all four quarters, most audits lie in it then, and before that each
    look is one more chance to be wrong. Never more than what shows the fall.
    """
    likely = float(np.interp(rise, (CLEAR_RISE, SURE_RISE), (LIKELY, LIKELY_IF_SURE)))
    return max(LEAST_FALL, CLEAR_FALL * error, min(Z_95 * error, USUAL_FALL / 2 + likely * error**2 / USUAL_FALL))


def _straight(first: int, end: int, weeks: int) -> Floats:
    """Return the course of a straight line: 0 before week first, 1 from the week before end on."""
    return np.clip((np.arange(weeks) + 1 - first) / (end - first), 0.0, 1.0)


def _of_team(num: Floats, den: Floats, coder: Ints, audits: AuditCounts) -> Iterator[Opposed]:
    """Yield the signal of the team if it stays when each coder is left out in turn."""
    for whole in _of_one(None, _Course(num.sum(axis=0), den.sum(axis=0)), audits):
        for one in np.flatnonzero(den.sum(axis=1) > TINY):
            rest = np.arange(len(num)) != one
            course = _Course(num[rest].sum(axis=0), den[rest].sum(axis=0))
            left = list(_of_one(None, course, audits.where(coder != one)))
            if not left or left[0].rise < _LEFT_OUT_SHARE * whole.rise or left[0].fall > _LEFT_OUT_SHARE * whole.fall:
                return
        yield whole
