"""The strongest change in weeks without ramp and mix: of everybody, of all who do one work type, or of one coder.

Candidates are stretches of weeks (see metrics/changes.py, which takes out what was found and asks again). No SQL.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import Literal

import numpy as np

from codedesk.metrics import of_many
from codedesk.metrics.creeping import MORE_TO_CREEP, Creeping, creeping, share
from codedesk.metrics.levels import TINY, Level, Noise, calmed, of_types, of_weeks
from codedesk.metrics.quiet import Quiet, WeeksSaid
from codedesk.metrics.standards import Bools, Floats
from codedesk.metrics.stretches import Sums
from codedesk.metrics.thresholds import LEAST_BEFORE, MORE_IF_ONE_WEEK, MORE_IF_OVER, Threshold, threshold_of
from codedesk.metrics.weighing import likeliest, unsplit

Kind = Literal["team", "work_type", "mix", "coder", "ramp"]
HANDICAP = {"team": 0.0, "work_type": 0.0, "coder": 4.0}
"""By how much (of z²) the wider explanation wins where two say about as much."""
_TRIES = 20
_NEARLY = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class Found:
    """A change as it was found: its stretch from week first to before week end, its size in logarithm, its error."""

    level: Kind
    coder: int | None
    work_type: int | None
    first: int
    end: int
    size: float
    error: float
    shared: tuple[int, int] = (1, 1)
    held: int | None = None
    full: int | None = None

    @property
    def z(self) -> float:
        """The size in standard errors."""
        return self.size / self.error

    def is_of_whom(self, other: "Found") -> bool:
        """Tell whether both are of the same team, work type or coder."""
        return (self.level, self.coder, self.work_type) == (other.level, other.coder, other.work_type)

    def sizes(self, weeks: int) -> Floats:
        """Return how much of it is in each week."""
        if self.full is not None:
            return self.size * share(self.first, self.full, weeks)
        every = np.arange(weeks)
        return np.where((every >= self.first) & (every < self.end), self.size, 0.0)


_Place = tuple[float, int, int]


def best_stretch(
    num: Floats, den: Floats, threshold: Threshold, weeks: Bools, near: Threshold | None = None
) -> tuple[_Place | None, float]:
    """Return the strongest stretch with its score, None where none is strong enough; and how near the nearest came.

    near: from where on this is told, as a share of what must be reached; 0 where none is near, 1 where one is enough.
    """
    # z² × den ≥ bar² × den says who may be strong enough without a root of each; what is equal is looked at exactly
    from_here = threshold if near is None else near
    places = np.flatnonzero((den > 0) & (num * num >= (_NEARLY * from_here.lasts**2) * den))
    count = np.concatenate([[0], np.cumsum(weeks)])
    first, end = np.divmod(places, num.shape[1])
    inside = count[end] - count[first]
    keep = np.flatnonzero((inside >= 1) & (count[first] >= LEAST_BEFORE))
    if not len(keep):
        return None, 0.0
    first, end, inside = first[keep], end[keep], inside[keep]
    den, over = den[first, end], end < len(weeks)
    z = num[first, end] / np.sqrt(np.maximum(den, TINY))
    needed = np.where(over, threshold.over, threshold.lasts) + np.where(inside == 1, MORE_IF_ONE_WEEK, 0.0)
    size = np.abs(z) / np.sqrt(np.maximum(den, TINY))
    ok = (np.abs(z) >= needed) & (size >= threshold.least)
    if not ok.any():
        return None, float(np.minimum(np.abs(z) / needed, size / threshold.least).max())
    # what lasts is told before what came and went
    score = np.where(ok, z**2, -np.inf) - np.where(over, threshold.lasts * MORE_IF_OVER * 2, 0.0)
    best = int(np.argmax(score))
    return (float(score[best]), int(first[best]), int(end[best])), 1.0


_Scored = tuple[float, Found]


@dataclass(frozen=True)
class Search:
    """Looks for the strongest change in weeks of one noise, again where one was taken out of them.

    quiet: who need not be looked at; name: of this search in it.
    """

    noise: Noise
    quiet: Quiet
    name: Hashable
    _known: dict[tuple[int, bytes], _Scored | None] = field(default_factory=dict)

    def strongest(self, level: Level, turn: int) -> Found | None:
        """Return the change that says most about the panel; None where nothing is left that is sure enough.

        What weeks of one coder said already is known: a change that is taken out leaves those of the others as they
        were.
        """
        num, den = of_weeks(level, self.noise)
        found = self._of_many(num, den, level, turn)
        if found and unsplit(level):
            likely = _likeliest([each for each in found if each[1].full is None], level, self.noise)
            found = likely + [each for each in found if each[1].full is not None and each[1].is_of_whom(likely[0][1])]
        weeks = [(coder, own.tobytes()) for coder, own in enumerate(num)]
        new = np.array([own not in self._known for own in weeks], dtype=np.bool_)
        for coder, one in self.one_by_one(num, den, level.use, new, "coder", turn):
            self._known[weeks[coder]] = one
        found += [said for own in weeks if (said := self._known.setdefault(own, None)) is not None]
        return max(found, key=lambda each: each[0])[1] if found else None

    def one_by_one(
        self, num: Floats, den: Floats, use: Bools, new: Bools, kind: Literal["mix", "coder"], turn: int = 0
    ) -> list[tuple[int, _Scored]]:
        """Return those of the coders who have a change, each with the strongest one; new: whom to look at."""
        threshold, name = threshold_of(kind, len(use)), (self.name, kind, turn)
        said = WeeksSaid.of(num[:, None, :], den[:, None, :], use)
        looked_at = new & self.quiet.loud(name, said, [threshold])
        nearest, near = np.full(len(num), self.quiet.far(threshold)), self.quiet.near(threshold)
        found, sums = list[tuple[int, _Scored]](), Sums.of(num, den)
        for coder in np.flatnonzero(looked_at)[sums.where(looked_at).loud(near, use[looked_at])].tolist():
            above, below = sums.alone(coder)
            best, share = best_stretch(above, below, threshold, use[coder], near)
            nearest[coder] = max(nearest[coder], share)
            if best is not None:
                found.append((coder, (best[0] - HANDICAP["coder"], found_in(above, below, kind, coder, None, best))))
        self.quiet.hold(name, said, looked_at, nearest)
        return found

    def _of_many(self, num: Floats, den: Floats, level: Level, turn: int) -> list[_Scored]:
        """Return the strongest change of everybody, and of all who do one work type, where these hold."""
        weeks, found = np.asarray(level.use.any(axis=0)), list[_Scored]()
        for place, said in enumerate(((num, den), *of_types(level, self.noise))):
            found += self._of_group(said, weeks, place, turn)
        return found

    def _of_group(self, said: tuple[Floats, Floats], weeks: Bools, place: int, turn: int) -> list[_Scored]:
        """Return the strongest change of everybody, or of all who do one work type, if it holds."""
        threshold, name = threshold_of(_of(place)), (self.name, "many", turn, place)
        nearest, near = np.array([self.quiet.far(threshold)]), self.quiet.near(threshold)
        calm, found = calmed(*said), list[_Scored]()
        row = WeeksSaid.of(calm[0][None], calm[1][None], weeks)
        looked_at = self.quiet.loud(name, row, [threshold])
        if looked_at.any():
            sums = Sums.of(*calm)
            if sums.loud_together(near, weeks):
                found, share = _together(Sums.of(*said), sums, weeks, place, near)
                nearest = np.maximum(nearest, share)
        self.quiet.hold(name, row, looked_at, nearest)
        return found


def _likeliest(found: list[tuple[float, Found]], level: Level, noise: Noise) -> list[tuple[float, Found]]:
    """Keep the change of many that all the weeks speak for, where hours do not tell a work type from the team."""
    score, top = max(found, key=lambda each: each[0])
    rivals = [each for _, each in found]
    types = of_types(level, noise) if top.level == "team" else ()
    for kind, said in enumerate(types):
        num, den = Sums.of(*calmed(*said)).at(top.first, top.end)
        if (den > TINY).sum() > 1 and all(each.work_type != kind for each in rivals):
            size, error = float(num.sum() / den.sum()), 1 / sqrt(den.sum())
            rivals.append(replace(top, level="work_type", work_type=kind, size=size, error=error))
    best = likeliest(level, noise, [(each.work_type, each.first, each.end, each.size) for each in rivals])
    return [(score, rivals[best])]


def _of(place: int) -> Literal["team", "work_type"]:
    """Name whom it concerns: everybody is the first, then the work types."""
    return "work_type" if place else "team"


def _together(sure: Sums, sums: Sums, weeks: Bools, place: int, near: Threshold) -> tuple[list[_Scored], float]:
    """Return the strongest change of everybody, or of all who do one work type, if it holds; and how near one came.

    sums: what they say calmed; sure: before that.
    """
    name, kind = _of(place), place - 1 if place else None
    threshold = threshold_of(name)
    above, below = sums.together()
    best, nearest = best_stretch(above, below, threshold, weeks, near)
    left = above.copy()
    for _ in range(_TRIES):
        if best is None:
            break
        _, first, end = best
        if of_many.holds(*sums.at(first, end)):
            made = found_in(above, below, name, None, kind, best)
            said = of_many.strength(*sums.at(first, end))
            more = of_many.strength(*sure.at(first, end)) - said - HANDICAP[name]
            found = [(best[0] + more, replace(made, shared=of_many.shared(*sums.at(first, end), made.size)))]
            slow = creeping(sums, weeks, threshold, said)
            if slow is not None and of_many.holds(slow.num, slow.den):
                found.append((slow.strength - MORE_TO_CREEP + more, _crept(slow, name, kind, len(weeks))))
            return found, nearest
        left[max(0, first - 1) : first + 2, max(0, end - 1) : end + 2] = 0.0
        best, _ = best_stretch(left, below, threshold, weeks)
    return [], nearest


def _crept(slow: Creeping, name: Kind, kind: int | None, weeks: int) -> Found:
    size, error = float(slow.num.sum() / slow.den.sum()), 1 / sqrt(slow.den.sum())
    shared = of_many.shared(slow.num, slow.den, size)
    return Found(name, None, kind, slow.first, weeks, size, error, shared, full=slow.full)


def found_in(
    num: Floats, den: Floats, name: Kind, coder: int | None, kind: int | None, best: tuple[float, int, int]
) -> Found:
    """Make a change of a stretch, from what every stretch says."""
    _, first, end = best
    return Found(name, coder, kind, first, end, float(num[first, end] / den[first, end]), 1 / sqrt(den[first, end]))
