"""Changes of accuracy, told once each: of the whole team, of a work type, of a new auditor, and only then of one coder.

Audits are laid out by level (a coder between re-basing events) and week. Candidates are stretches in which everybody,
all audits of a work type, or one coder lie off their usual level by the same points, and the audits of an auditor who
is new. The strongest that holds is taken out, and the rest is looked at again, as for pace (metrics/changes.py; a
likelihood ratio of a mean shift in a stretch: Siegmund and Venkatraman 1995; of one coder, whose audits are few, the
ratio of proportions: metrics/share_ratios.py). No SQL, no Qt.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log, sqrt
from typing import Literal

import numpy as np

from codedesk.metrics.audit_points import LEAST_WRONG, AuditPoints
from codedesk.metrics.intervals import Z_95
from codedesk.metrics.levels import TINY, calmed
from codedesk.metrics.share_ratios import signed_roots
from codedesk.metrics.shared_falls import OthersAudits
from codedesk.metrics.standards import Bools, Floats, Ints
from codedesk.metrics.stretches import Sums

Level = Literal["team", "work_type", "auditor", "coder"]
NEEDED: dict[Level, float] = {"team": 3.0, "work_type": 3.3, "auditor": 3.0, "coder": 2.95}
"""How many standard errors a change that lasts must reach (docs/figures.md)."""
MORE_IF_OVER = 0.8
MORE_IF_ONE = 0.8
MORE_IF_BETTER = 0.9
"""How many more for one audit alone, and for a coder who gets better: it needs no question soon."""
MORE_IF_SHARED = 0.7
"""How many more for a coder where the others' audits of the same weeks are off the same way."""
HANDICAP: dict[Level, float] = {"auditor": 0.0, "team": 0.0, "work_type": 2.0, "coder": 4.0}
"""By how much (of z²) the wider explanation wins where two say about as much."""
LEAST: dict[Level, float] = {"team": 0.015, "work_type": 0.02, "auditor": 0.02, "coder": 0.025}
"""The least size that is worth a word: a difference of two accuracies."""
LEAST_BEFORE = 4
"""How many audits must lie before a change."""
NEW_FOR = 13
USUAL_CODERS = 8
_MOST = 6
_CAME_WITH = 9
_LEFT_OUT_Z = 1.6
_LEFT_OUT_SHARE = 0.5
_TYPICAL_SHARE = 0.4
_CLEARLY = 1.0


@dataclass(frozen=True, slots=True)
class AccuracyChange:
    """A change of accuracy between two audits (places in the points; last None: it lasts), for whom and how much.

    size, low and high are differences of accuracies: -0.05 is 5 points lower; low to high is the 95 % interval. coder,
    work_type and auditor are places. shared: how many of those concerned have it, and how many there are.
    """

    level: Level
    coder: int | None
    work_type: int | None
    auditor: int | None
    first: int
    last: int | None
    size: float
    low: float
    high: float
    shared: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class _FoundAccuracy:
    """A change as it was found: its stretch from week first to before week end, its size and its error.

    asked: False of a coder's that is not sure enough beside the others: taken out, so that it is told of nobody.
    """

    level: Level
    which: int | None
    first: int
    end: int
    size: float
    error: float
    score: float
    shared: tuple[int, int] = (1, 1)
    asked: bool = True

    @property
    def coder(self) -> int | None:
        """The coder whom it is of, if it is of one."""
        return self.which if self.level == "coder" else None


@dataclass(frozen=True)
class _Table:
    """The points as they are left: what each says about a change, to be laid out by level and week.

    off: coder of each level. value: without work type and auditors that are not new; found: before any change was taken
    out.
    """

    points: AuditPoints
    value: Floats
    weeks: int
    found: Floats

    @property
    def coder(self) -> Ints:
        """The coder of each level."""
        of = np.zeros(int(self.points.level.max()) + 1, np.int64)
        of[self.points.level] = self.points.coder
        return of

    def laid_out(self, keep: Bools | None = None) -> tuple[Floats, Floats]:
        """Return numerators and denominators by level and week, of some of the points."""
        shape = (len(self.coder), self.weeks)
        weight = 1 / self.points.variance
        weight = weight if keep is None else np.where(keep, weight, 0.0)
        num, den = np.zeros(shape), np.zeros(shape)
        np.add.at(num, (self.points.level, self.points.week), weight * (self.value - self.points.centre))
        np.add.at(den, (self.points.level, self.points.week), weight)
        return num, den

    def counted(self) -> tuple[Floats, Floats]:
        """Return as how many independent codes audits count, and how many of them are right, by level and week.

        Of audits moved up by what concerned many, codes count less: they vary as those found do, not as moved.
        """
        points, where = self.points, (self.points.level, self.points.week)
        share, count = np.clip(self.value, 0.0, 1.0), points.size / points.spread**2
        usual = (np.bincount(points.level, share * count) / np.bincount(points.level, count).clip(TINY))[points.level]
        found = np.clip(usual + points.value - self.value, LEAST_WRONG, 1 - LEAST_WRONG)
        count = count * np.minimum(usual * (1 - usual) / (found * (1 - found)), 1.0)
        right, seen = (np.zeros((len(self.coder), self.weeks)) for _ in range(2))
        np.add.at(right, where, share * count)
        np.add.at(seen, where, count)
        return right, seen

    def concerned(self, found: _FoundAccuracy) -> Bools:
        """Tell which points a change is in."""
        points = self.points
        inside = (points.week >= found.first) & (points.week < found.end)
        if found.level == "coder":
            return np.asarray(inside & (points.coder == found.which))
        if found.level == "work_type":
            return np.asarray(inside & (points.work_type == found.which))
        return np.asarray(inside & (points.auditor == found.which)) if found.level == "auditor" else inside

    def without(self, found: _FoundAccuracy) -> "_Table":
        """Take a change out of the points."""
        return replace(self, value=np.where(self.concerned(found), self.value - found.size, self.value))


@dataclass(frozen=True)
class _LaidOut:
    """What the audits that are left say, by level and week: as laid_out and counted give it, and of all levels."""

    coder: Ints
    num: Floats
    den: Floats
    right: Floats
    seen: Floats
    others: OthersAudits

    @classmethod
    def of(cls, left: _Table, num: Floats, den: Floats) -> "_LaidOut":
        """Take num and den as laid out."""
        found = replace(left, value=left.found).laid_out()
        return cls(left.coder, num, den, *left.counted(), OthersAudits(Sums.of(num, den), Sums.of(*found)))


def accuracy_changes(points: AuditPoints, weeks: int) -> tuple[AccuracyChange, ...]:
    """Return what changed in the audits of so many weeks, the widest explanation first, each once; by their days."""
    if not len(points):
        return ()
    new = [auditor for auditor in range(int(points.auditor.max()) + 1) if _is_new(points, auditor)]
    value = points.own_beside(np.isin(points.auditor, new))
    left = _Table(points, value, weeks, value)
    found: list[_FoundAccuracy] = []
    while len(found) < _MOST and (change := _strongest(left, new)):
        found.append(change)
        left = left.without(change)
    told = [each for each in found if each.asked and not _spread_of(each, found)]
    return tuple(sorted((_told(left, each) for each in told), key=lambda change: change.first))


def settled(points: AuditPoints, found: Sequence[AccuracyChange]) -> AuditPoints:
    """Return the points without what concerned many, so that a coder is looked at by what is left."""
    value = points.value.copy()
    place = np.arange(len(points))
    for change in found:
        if change.coder is None:
            mine = (place >= change.first) & (place <= (len(points) if change.last is None else change.last))
            mine &= change.work_type is None or points.work_type == change.work_type
            mine &= change.auditor is None or points.auditor == change.auditor
            value = np.where(mine, value - change.size, value)
    return replace(points, value=value)


def _is_new(points: AuditPoints, auditor: int) -> bool:
    """Tell whether an auditor began after the others: what such a one finds is compared with what was found before."""
    mine = points.week[points.auditor == auditor]
    others = points.week[points.auditor != auditor]
    return bool(len(mine) and len(others) and mine.min() >= others.min() + NEW_FOR)


def _strongest(left: _Table, new: list[int]) -> _FoundAccuracy | None:
    num, den = left.laid_out()
    points = left.points
    found = [*_together(left, np.ones(len(points), np.bool_), "team", None)]
    for kind in range(int(points.work_type.max()) + 1):
        found += _together(left, points.work_type == kind, "work_type", kind)
    found += [each for auditor in new for each in _by_auditor(left, auditor)]
    coders = np.unique(left.coder)
    needed = sqrt(NEEDED["coder"] ** 2 + 2 * log(max(len(coders), 2) / USUAL_CODERS))
    said = _LaidOut.of(left, num, den)
    for coder in coders:
        found += _by_coder(said, said.coder == coder, needed)
    return max(found, key=lambda each: each.score, default=None)


def _together(left: _Table, keep: Bools, level: Level, which: int | None) -> Iterator[_FoundAccuracy]:
    """Yield the strongest change of everybody, or of all audits of a work type, if it holds."""
    if keep.sum() < 2 * LEAST_BEFORE:
        return
    num, den = calmed(*left.laid_out(keep))
    sums = Sums.of(num, den)
    above, below = sums.together()
    z = np.asarray(above / np.sqrt(np.maximum(below, TINY)))
    sizes = _sizes(above, below)
    count = (den > TINY).sum(axis=0)
    for _ in range(20):
        best = _best(z, sizes, NEEDED[level], LEAST[level], count, 2 * LEAST_BEFORE)
        if best is None:
            return
        score, first, end = best
        own, weight = sums.at(first, end)
        size = float(above[first, end] / below[first, end])
        if _holds(own, weight) and _by_more_than_one_auditor(left, keep, first, end, size):
            shared = _shared(own, weight, size)
            error = 1 / sqrt(below[first, end])
            yield _FoundAccuracy(level, which, first, end, size, error, score - HANDICAP[level], shared)
            return
        z[max(0, first - 2) : first + 3, max(0, end - 2) : end + 3] = 0.0


def _by_more_than_one_auditor(left: _Table, keep: Bools, first: int, end: int, size: float) -> bool:
    """Tell whether half of a change stays without each auditor; one who made all audits in it must not be new."""
    points = left.points
    for auditor in np.unique(points.auditor[keep & (points.week >= first) & (points.week < end)]):
        num, den = left.laid_out(keep & (points.auditor != auditor))
        above, below = (each.sum() for each in Sums.of(num, den).at(first, end))
        alone = below <= TINY and _is_new(points, int(auditor))
        if alone or (below > TINY and above / below * np.sign(size) < _LEFT_OUT_SHARE * abs(size)):
            return False
    return True


def _by_auditor(left: _Table, auditor: int) -> Iterator[_FoundAccuracy]:
    """Yield what a new auditor finds against what others found of the same coders, if it holds."""
    points = left.points
    mine = points.auditor == auditor
    weight = 1 / points.variance
    own, other = (np.bincount(points.level, np.where(keep, weight, 0.0), len(left.coder)) for keep in (mine, ~mine))
    value = weight * left.value
    found, usual = (
        np.bincount(points.level, np.where(keep, value, 0.0), len(left.coder)) / np.maximum(each, TINY)
        for keep, each in ((mine, own), (~mine, other))
    )
    both = (own > 0) & (other > 0)
    den = np.where(both, own * other / np.maximum(own + other, TINY), 0.0)
    num = den * (found - usual)
    if not both.any():
        return
    size, error = float(num.sum() / den.sum()), 1 / sqrt(float(den.sum()))
    if abs(size) >= LEAST["auditor"] and abs(size) >= NEEDED["auditor"] * error and _holds(num, den):
        shared = _shared(num, den, size)
        score = (size / error) ** 2 - HANDICAP["auditor"]
        week = points.week[mine]
        yield _FoundAccuracy("auditor", auditor, int(week.min()), left.weeks, size, error, score, shared)


def _sizes(above: Floats, below: Floats) -> Floats:
    return np.where(below > TINY, above / np.maximum(below, TINY), 0.0)


def _by_coder(said: _LaidOut, rows: Bools, needed: float) -> Iterator[_FoundAccuracy]:
    """Yield the strongest change of one coder, of the levels one after the other, by what the others do not share."""
    for row in np.flatnonzero(rows):
        there = np.flatnonzero(said.den[row] > TINY)
        if len(there) <= LEAST_BEFORE:
            continue
        num, den, right, seen = (each[row, there] for each in (said.num, said.den, said.right, said.seen))
        above, below = Sums.of(num[None], den[None]).alone(0)
        alone, sizes = _wanting(signed_roots(right, seen)), _sizes(above, below)
        each_one = np.ones(len(there), np.int64)
        best = _best(alone, sizes, needed, LEAST["coder"], each_one, LEAST_BEFORE)
        if best is None:
            continue
        shared = said.others.shared(rows, np.append(there, said.num.shape[1]), sizes)
        z, own = _wanting(signed_roots(right, seen, shared.moved, shared.variance)), sizes - shared.moved
        z = np.sign(z) * np.maximum(np.abs(z) - np.where(shared.likely, MORE_IF_SHARED, 0.0), 0.0)
        beside = _best(z, own, needed, LEAST["coder"], each_one, LEAST_BEFORE)
        _, first, end = beside or best
        size, variance = float(sizes[first, end]), 1 / below[first, end]
        if beside is not None:
            size, variance = float(own[first, end]), variance + shared.variance[first, end]
        weeks, error = (int(there[first]), int(there[end - 1]) + 1), sqrt(variance)
        score, coder = best[0] - HANDICAP["coder"], int(said.coder[row])  # against many it says all that it says
        yield _FoundAccuracy("coder", coder, *weeks, size, error, score, asked=beside is not None)


def _wanting(z: Floats) -> Floats:
    """Lower z where a coder gets better."""
    return np.where(z > 0, np.maximum(z - MORE_IF_BETTER, 0.0), z)


def _best(
    z: Floats, size: Floats, lasts_for: float, least: float, audits: Ints, before: int
) -> tuple[float, int, int] | None:
    """Return the strongest stretch with its score, None where none is strong enough; audits: how many in each week."""
    last = z.shape[0] - 1
    count = np.concatenate([[0], np.cumsum(audits)])
    inside = count[None, :] - count[:, None]
    lasts = inside[:, last][:, None] == inside  # no audit comes after it
    needed = np.where(lasts, lasts_for, lasts_for + MORE_IF_OVER)
    needed = needed + np.where(inside == 1, MORE_IF_ONE, 0.0)
    ok = (inside >= 1) & (count[:, None] >= before) & (np.abs(z) >= needed) & (np.abs(size) >= least)
    if not ok.any():
        return None
    score = np.where(ok, z**2 - np.where(lasts, 0.0, 2 * lasts_for * MORE_IF_OVER), -np.inf)
    first, end = divmod(int(np.argmax(score)), z.shape[1])
    return float(score[first, end]), first, last if lasts[first, end] else end


def _holds(num: Floats, den: Floats) -> bool:
    """Tell whether a change of many stays when each is left out in turn, and most of them have it."""
    there = den > TINY
    if there.sum() < 2:
        return False
    own_num, own_den = num[there], den[there]
    whole = own_num.sum() / own_den.sum()
    rest_num, rest_den = own_num.sum() - own_num, own_den.sum() - own_den
    sizes = rest_num / np.maximum(rest_den, TINY)
    heavy = own_den >= 0.15 * np.median(own_den)
    return bool(
        (sizes * np.sign(whole) >= _LEFT_OUT_SHARE * abs(whole)).all()
        and (rest_num / np.sqrt(np.maximum(rest_den, TINY)) * np.sign(whole) >= _LEFT_OUT_Z).all()
        and np.median((own_num / own_den)[heavy]) * np.sign(whole) >= _TYPICAL_SHARE * abs(whole)
    )


def _shared(num: Floats, den: Floats, size: float) -> tuple[int, int]:
    """Count those who have a change (by a standard error and more), and all concerned."""
    there = den > TINY
    own = num[there] / np.sqrt(den[there]) * np.sign(size)
    return int((own >= _CLEARLY).sum()), int(there.sum())


def _spread_of(change: _FoundAccuracy, found: list[_FoundAccuracy]) -> bool:
    """Tell whether a coder's change is the spread of one of many that came with it."""
    return change.level == "coder" and any(
        other.level != "coder" and abs(other.first - change.first) <= _CAME_WITH and abs(change.size) <= abs(other.size)
        for other in found
    )


def _told(left: _Table, found: _FoundAccuracy) -> AccuracyChange:
    inside = np.flatnonzero(left.concerned(found))
    after = left.points.week >= found.end
    if found.level == "coder":
        after &= left.points.coder == found.which
    which = {name: found.which if found.level == name else None for name in ("coder", "work_type", "auditor")}
    return AccuracyChange(
        level=found.level,
        first=int(inside[0]),
        last=int(inside[-1]) if after.any() else None,
        size=found.size,
        low=found.size - Z_95 * found.error,
        high=found.size + Z_95 * found.error,
        shared=found.shared,
        **which,
    )
