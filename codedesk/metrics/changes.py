"""Changes of pace, told once each: of the whole team, of one work type, of the mix, and only then of one coder.

The weekly pace of every coder, after ramp and mix, is laid out as a panel of logarithms. Candidates for a change are
stretches of weeks in which everybody, everybody who does one work type, or one coder is off their usual level by the
same share. The strongest that holds is taken out of the panel, and the rest is looked at again, so that what concerns
many is gone before anybody is looked at alone (generalised likelihood ratio of a mean shift in a stretch: Siegmund and
Venkatraman 1995; greedy removal: Vostrikova 1981). No SQL, no Qt.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log, sqrt
from typing import Literal

import numpy as np

from codedesk.metrics import of_many
from codedesk.metrics.creeping import MORE_TO_CREEP, Creeping, creeping, share
from codedesk.metrics.intervals import Z_95
from codedesk.metrics.levels import TINY, Level, Noise, calmed, carried_over, levelled, noise_of, of_types, of_weeks
from codedesk.metrics.panels import Panel
from codedesk.metrics.standards import Bools, Floats
from codedesk.metrics.stretches import Sums, loud_together
from codedesk.metrics.thresholds import LEAST_BEFORE, MORE_IF_OVER, Threshold, threshold_of
from codedesk.metrics.weighing import likeliest, unsplit

Kind = Literal["team", "work_type", "mix", "coder", "ramp"]
MORE_IF_ONE_WEEK = 0.5
HANDICAP = {"team": 0.0, "work_type": 0.0, "coder": 4.0}
"""By how much (of z²) the wider explanation wins where two say about as much."""
LEAST_MIX = 0.03
_MOST_CHANGES = 12
_TRIES = 20
_NEARLY = 1 - 1e-9
_CAME_WITH = 3
_FADES = 0.75
_RAMP_WEEKS = 8
_BELOW_RAMP = 0.1


@dataclass(frozen=True, slots=True)
class FoundChange:
    """A change of pace from week `first` to `last` (both included; None: it lasts), for whom, how much, how sure.

    size, low and high are shares of the pace before: -0.18 is 18 % slower; low to high is the 95 % interval. coder and
    work_type are places in the panel; both None for the team. z is the size in standard errors. shared: how many of
    those concerned clearly have it, and how many there are. held: the last week of the whole size, where it fades.
    full: the week from which it has its whole size, where it came little by little.
    """

    level: Kind
    coder: int | None
    work_type: int | None
    first: int
    last: int | None
    size: float
    low: float
    high: float
    z: float
    shared: tuple[int, int] = (1, 1)
    held: int | None = None
    full: int | None = None


@dataclass(frozen=True, slots=True)
class _Found:
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
        return self.size / self.error

    def sizes(self, weeks: int) -> Floats:
        """Return how much of it is in each week."""
        if self.full is not None:
            return self.size * share(self.first, self.full, weeks)
        every = np.arange(weeks)
        return np.where((every >= self.first) & (every < self.end), self.size, 0.0)


def _best(num: Floats, den: Floats, threshold: Threshold, weeks: Bools) -> tuple[float, int, int] | None:
    """Return the strongest stretch with its score, None where none is strong enough."""
    # z² × den ≥ bar² × den says who may be strong enough without a root of each; what is equal is looked at exactly
    places = np.flatnonzero((den > 0) & (num * num >= (_NEARLY * threshold.lasts**2) * den))
    if not len(places):
        return None
    first, end = np.divmod(places, num.shape[1])
    den, over = den[first, end], end < len(weeks)
    z = num[first, end] / np.sqrt(np.maximum(den, TINY))
    count = np.concatenate([[0], np.cumsum(weeks)])
    inside = count[end] - count[first]
    needed = np.where(over, threshold.over, threshold.lasts) + np.where(inside == 1, MORE_IF_ONE_WEEK, 0.0)
    size = np.abs(z) / np.sqrt(np.maximum(den, TINY))
    ok = (inside >= 1) & (count[first] >= LEAST_BEFORE) & (np.abs(z) >= needed) & (size >= threshold.least)
    if not ok.any():
        return None
    # what lasts is told before what came and went
    score = np.where(ok, z**2, -np.inf) - np.where(over, threshold.lasts * MORE_IF_OVER * 2, 0.0)
    best = int(np.argmax(score))
    return float(score[best]), int(first[best]), int(end[best])


_Alone = dict[tuple[int, bytes], tuple[float, _Found] | None]


def _strongest(level: Level, noise: Noise, known: _Alone) -> _Found | None:
    """Return the change that says most about the panel; None where nothing is left that is sure enough.

    known: what weeks of one coder said already; a change that is taken out leaves those of the others as they were.
    """
    num, den = of_weeks(level, noise)
    found = [*_of_many(num, den, level, noise)]
    if found and unsplit(level):
        likely = _likeliest([each for each in found if each[1].full is None], level, noise)
        found = likely + [each for each in found if each[1].full is not None and _alike(each[1], likely[0][1])]
    weeks = [(coder, own.tobytes()) for coder, own in enumerate(num)]
    new = np.array([own not in known for own in weeks], dtype=np.bool_)
    for coder, one in _one_by_one(Sums.of(num, den), level, new, "coder"):
        known[weeks[coder]] = one
    found += [said for own in weeks if (said := known.setdefault(own, None)) is not None]
    return max(found, key=lambda each: each[0])[1] if found else None


def _likeliest(found: list[tuple[float, _Found]], level: Level, noise: Noise) -> list[tuple[float, _Found]]:
    """Keep the change of many that all the weeks speak for, where hours do not tell a work type from the team."""
    score, top = max(found, key=lambda each: each[0])
    rivals = [each for _, each in found]
    types = zip(*of_types(level, noise), strict=True) if top.level == "team" else ()
    for kind, said in enumerate(types):
        num, den = Sums.of(*calmed(*said)).at(top.first, top.end)
        if (den > TINY).sum() > 1 and all(each.work_type != kind for each in rivals):
            size, error = float(num.sum() / den.sum()), 1 / sqrt(den.sum())
            rivals.append(replace(top, level="work_type", work_type=kind, size=size, error=error))
    best = likeliest(level, noise, [(each.work_type, each.first, each.end, each.size) for each in rivals])
    return [(score, rivals[best])]


def _one_by_one(sums: Sums, level: Level, new: Bools, name: Kind) -> Iterator[tuple[int, tuple[float, _Found]]]:
    """Yield those of the coders who have a change, each with the strongest one; new: whom to look at."""
    threshold = threshold_of("coder", len(level.use))
    for coder in np.flatnonzero(new)[sums.where(new).loud(threshold, level.use[new])].tolist():
        num, den = sums.alone(coder)
        if best := _best(num, den, threshold, level.use[coder]):
            yield coder, (best[0] - HANDICAP["coder"], _made(num, den, name, coder, None, best))


def _of_many(num: Floats, den: Floats, level: Level, noise: Noise) -> Iterator[tuple[float, _Found]]:
    """Yield the strongest change of everybody, and of all who do one work type, where these hold."""
    said = [(num, den), *zip(*of_types(level, noise), strict=True)]
    sums, weeks = [Sums.of(*calmed(*each)) for each in said], np.asarray(level.use.any(axis=0))
    thresholds = [threshold_of(_of(place)) for place in range(len(said))]
    for place in np.flatnonzero(loud_together(sums, thresholds, weeks)).tolist():
        yield from _together(Sums.of(*said[place]), sums[place], weeks, place)


def _of(place: int) -> Literal["team", "work_type"]:
    """Name whom it concerns: everybody is the first, then the work types."""
    return "work_type" if place else "team"


def _together(sure: Sums, sums: Sums, weeks: Bools, place: int) -> Iterator[tuple[float, _Found]]:
    """Yield the strongest change of everybody, or of all who do one work type, if it holds.

    sums: what they say calmed; sure: before that.
    """
    name, kind = _of(place), place - 1 if place else None
    above, below = sums.together()
    left = above.copy()
    for _ in range(_TRIES):
        best = _best(left, below, threshold_of(name), weeks)
        if best is None:
            return
        _, first, end = best
        if of_many.holds(*sums.at(first, end)):
            made = _made(above, below, name, None, kind, best)
            said = of_many.strength(*sums.at(first, end))
            more = of_many.strength(*sure.at(first, end)) - said - HANDICAP[name]
            yield best[0] + more, replace(made, shared=of_many.shared(*sums.at(first, end), made.size))
            slow = creeping(sums, weeks, threshold_of(name), said)
            if slow is not None and of_many.holds(slow.num, slow.den):
                yield slow.strength - MORE_TO_CREEP + more, _crept(slow, name, kind, len(weeks))
            return
        left[max(0, first - 1) : first + 2, max(0, end - 1) : end + 2] = 0.0


def _crept(slow: Creeping, name: Kind, kind: int | None, weeks: int) -> _Found:
    size, error = float(slow.num.sum() / slow.den.sum()), 1 / sqrt(slow.den.sum())
    shared = of_many.shared(slow.num, slow.den, size)
    return _Found(name, None, kind, slow.first, weeks, size, error, shared, full=slow.full)


def _made(
    num: Floats, den: Floats, name: Kind, coder: int | None, kind: int | None, best: tuple[float, int, int]
) -> _Found:
    _, first, end = best
    return _Found(name, coder, kind, first, end, float(num[first, end] / den[first, end]), 1 / sqrt(den[first, end]))


def _without(level: Level, change: _Found) -> Level:
    """Take a change out of the panel."""
    rest, apart = level.rest.copy(), level.apart.copy()
    sizes = change.sizes(rest.shape[1])
    if change.level == "coder":
        rest[change.coder] -= sizes
    elif change.level == "team":
        rest -= sizes
    else:
        part = level.part[:, :, change.work_type]
        rest -= sizes * part
        apart += (sizes * part)[:, :, None]
        apart[:, :, change.work_type] -= sizes
    return replace(level, rest=rest, apart=apart)


@dataclass(frozen=True)
class Looked:
    """A panel as it was looked at: its changes, its weeks without mix and without what concerned many, their noise.

    whole: the same weeks with what concerned many still in them.
    """

    changes: tuple[FoundChange, ...]
    level: Level
    whole: Level
    noise: Noise


def looked(panel: Panel) -> Looked:
    """Find what changed in a panel, the widest explanation first, each once, in order of their weeks.

    Needs five usable weeks before a change; one of a single week has to be further out. Kept beside it: the weeks that
    are left of everybody without what concerned many.
    """
    level = levelled(panel)
    found, left = _all(level, 0.0)
    rho = carried_over(left)
    if rho > 0.05:
        found, left = _all(level, rho)
    noise = noise_of(left, rho)
    weeks = panel.shape[1]
    working = int((level.use.sum(axis=1) >= LEAST_BEFORE).sum())
    shared = _shared_by_half([each for each in found if not _spread_of(each, found)], working)
    made = [_told(each, weeks) for each in _joined(shared, weeks)]
    made += [*_mixes(level, noise, weeks), *_below_ramps(panel, found, noise)]
    own = level
    for each in shared:
        own = _without(own, each) if each.coder is None else own
    return Looked(tuple(sorted(made, key=lambda change: (change.first, change.level))), own, level, noise)


def _spread_of(change: _Found, found: list[_Found]) -> bool:
    """Tell whether a coder's change is the spread of one of many that came with it: some feel a go-live more."""
    return change.coder is not None and any(
        other.coder is None
        and other.first - _CAME_WITH <= change.first <= (other.full or other.first) + _CAME_WITH
        and abs(change.size) <= abs(other.size)
        for other in found
    )


def _shared_by_half(found: list[_Found], working: int) -> list[_Found]:
    """Tell what began for half of the coders or more in the same week, the same way, as the team's: see `shared`."""
    for one in [each for each in found if each.coder is not None]:
        same = [
            each
            for each in found
            if each.coder is not None and abs(each.first - one.first) <= 1 and each.size * one.size > 0
        ]
        if len(same) >= max(2, working / 2):
            weights = [1 / each.error**2 for each in same]
            size = sum(each.size * weight for each, weight in zip(same, weights, strict=True)) / sum(weights)
            team = replace(one, level="team", coder=None, size=size, error=1 / sqrt(sum(weights)))
            team = replace(team, end=max(each.end for each in same), shared=(len(same), working))
            return _shared_by_half([team, *(each for each in found if each not in same)], working)
    return found


def _joined(found: list[_Found], weeks: int) -> list[_Found]:
    """Tell a change that fades, or is taken back by steps, once: with its first size, until the last step is over."""
    joined: list[_Found] = []
    for change in sorted(found, key=lambda each: each.first):
        for place, before in enumerate(joined):
            if (told := _as_one(before, change, weeks)) is not None:
                joined[place] = told
                break
        else:
            joined.append(change)
    return joined


def _as_one(before: _Found, change: _Found, weeks: int) -> _Found | None:
    """Return two changes of the same as one, where the later is the rest of the earlier, or its whole; None if not.

    Of a week in which it began on a Wednesday only a part is slower: the week belongs to the change after it.
    """
    if not _alike(change, before):
        return None
    if before.full is not None:  # what a straight line leaves of a bent one
        rest = change.first <= before.full + _CAME_WITH and 0 < change.size / before.size < _FADES
        return before if rest else None
    if abs(change.size) < _FADES * abs(before.size) and change.end < weeks and change.first <= before.end:
        held = before.end if before.held is None else before.held
        return replace(before, end=max(before.end, change.end), held=min(held, change.first))
    begins = before.end == before.first + 1 == change.first and change.size / before.size > 1
    return replace(change, first=before.first) if begins else None


def _alike(one: _Found, other: _Found) -> bool:
    """Tell whether two changes are of the same team, work type or coder."""
    return (one.level, one.coder, one.work_type) == (other.level, other.coder, other.work_type)


def _all(level: Level, rho: float) -> tuple[list[_Found], Level]:
    noise = noise_of(level, rho)
    found: list[_Found] = []
    left, known = level, _Alone()
    while len(found) < _MOST_CHANGES and (change := _strongest(left, noise, known)):
        found.append(change)
        left = _without(left, change)
    return found, left


def _told(found: _Found, weeks: int) -> FoundChange:
    low, high = (np.exp(found.size + side * Z_95 * found.error) - 1 for side in (-1, 1))
    last = None if found.end >= weeks else found.end - 1
    size = float(np.exp(found.size) - 1)
    held = None if found.held is None else found.held - 1
    return FoundChange(
        level=found.level,
        coder=found.coder,
        work_type=found.work_type,
        first=found.first,
        last=last,
        size=size,
        low=float(low),
        high=float(high),
        z=found.z,
        shared=found.shared,
        held=held,
        full=found.full,
    )


def _mixes(level: Level, noise: Noise, weeks: int) -> Iterator[FoundChange]:
    """Yield what another mix did to the pace of a coder, or of the team where most have it: it looks like a change."""
    num, den = of_weeks(replace(level, rest=level.mix), noise)
    sums = Sums.of(num, den)
    alone = _one_by_one(sums, level, np.ones(len(num), np.bool_), "mix")
    found = [each for _, (_, each) in alone if abs(each.size) >= log(1 + LEAST_MIX)]
    for way in (-1, 1):
        same = [each for each in found if each.size * way > 0]
        if len(same) >= max(2, len(num) / 2):
            above, below = sums.together()
            if best := _best(above, below, threshold_of("team"), np.asarray(level.use.any(axis=0))):
                yield _told(_made(above, below, "mix", None, None, best), weeks)
                continue
        yield from (_told(each, weeks) for each in same)


def _below_ramps(panel: Panel, found: list[_Found], noise: Noise) -> Iterator[FoundChange]:
    """Yield each learner whose last weeks lie clearly below the ramp: a ramp is kept or not, it has no usual level."""
    earned = panel.earned.sum(axis=2)
    weeks = earned.shape[1]
    for coder, learning in enumerate(panel.learning & panel.usable & (earned > 0) & (panel.net > 0)):
        rows = np.flatnonzero(learning)[-_RAMP_WEEKS:]
        if len(rows) < LEAST_BEFORE or rows[-1] < weeks - 2:
            continue
        off = np.log(earned[coder, rows] / panel.net[coder, rows])
        for change in found:
            if change.level == "team":
                off = off - change.sizes(weeks)[rows]
        error = float(np.median(noise.week)) * sqrt(noise.lasting / len(rows))
        mean = float(off.mean())
        if mean <= log(1 - _BELOW_RAMP) and mean <= -threshold_of("coder").lasts * error:
            yield _told(_Found("ramp", coder, None, int(rows[0]), weeks, mean, error), weeks)
