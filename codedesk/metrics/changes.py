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

import numpy as np

from codedesk.metrics.intervals import Z_95
from codedesk.metrics.levels import Level, Noise, carried_over, levelled, noise_of, over_types
from codedesk.metrics.other_mixes import mixes
from codedesk.metrics.panels import Panel
from codedesk.metrics.quiet import Quiet
from codedesk.metrics.strongest import Found, Kind, Search
from codedesk.metrics.thresholds import LEAST_BEFORE, threshold_of

_MOST_CHANGES = 12
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


def _without(level: Level, change: Found) -> Level:
    """Take a change out of the panel."""
    rest, sizes = level.rest.copy(), change.sizes(level.rest.shape[1])
    if change.level == "work_type":
        part = level.part[:, :, change.work_type]
        apart = level.apart + (sizes * part)[:, :, None]
        apart[:, :, change.work_type] -= sizes
        return replace(level, rest=rest - sizes * part, apart=apart)
    rest[slice(None) if change.level == "team" else change.coder] -= sizes
    return level.with_rest(rest)


@dataclass(frozen=True)
class Looked:
    """A panel as it was looked at: its changes, its weeks without mix and without what concerned many, their noise.

    whole: the same weeks with what concerned many still in them.
    """

    changes: tuple[FoundChange, ...]
    level: Level
    whole: Level
    noise: Noise


def looked(panel: Panel, quiet: Quiet | None = None) -> Looked:
    """Find what changed in a panel, the widest explanation first, each once, in order of their weeks.

    Needs five usable weeks before a change; one of a single week has to be further out. Kept beside it: the weeks that
    are left of everybody without what concerned many. quiet: what is remembered of the panel as it was before, which
    saves time and changes nothing.
    """
    level, quiet = levelled(panel), quiet or Quiet(1.0)
    found, left = _all(level, Search(noise_of(level, 0.0), quiet, "first"))
    rho = carried_over(left)
    if rho > 0.05:
        found, left = _all(level, Search(noise_of(level, rho), quiet, "carried over"))
    noise = noise_of(left, rho)
    weeks = panel.shape[1]
    working = int((level.use.sum(axis=1) >= LEAST_BEFORE).sum())
    shared = _shared_by_half([each for each in found if not _spread_of(each, found)], working)
    made = [_told(each, weeks) for each in _joined(shared, weeks)]
    made += [_told(each, weeks) for each in mixes(_mix_beside(level, shared), noise, quiet)]
    made += _below_ramps(panel, found, noise)
    own = level
    for each in shared:
        own = _without(own, each) if each.coder is None else own
    return Looked(tuple(sorted(made, key=lambda change: (change.first, change.level))), own, level, noise)


def _spread_of(change: Found, found: list[Found]) -> bool:
    """Tell whether a coder's change is the spread of one of many that came with it: some feel a go-live more."""
    return change.coder is not None and any(
        other.coder is None
        and other.first - _CAME_WITH <= change.first <= (other.full or other.first) + _CAME_WITH
        and abs(change.size) <= abs(other.size)
        for other in found
    )


def _shared_by_half(found: list[Found], working: int) -> list[Found]:
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


def _joined(found: list[Found], weeks: int) -> list[Found]:
    """Tell a change that fades, or is taken back by steps, once: with its first size, until the last step is over."""
    joined: list[Found] = []
    for change in sorted(found, key=lambda each: each.first):
        for place, before in enumerate(joined):
            if (told := _as_one(before, change, weeks)) is not None:
                joined[place] = told
                break
        else:
            joined.append(change)
    return joined


def _as_one(before: Found, change: Found, weeks: int) -> Found | None:
    """Return two changes of the same as one, where the later is the rest of the earlier, or its whole; None if not.

    Of a week in which it began on a Wednesday only a part is slower: the week belongs to the change after it.
    """
    if not change.is_of_whom(before):
        return None
    if before.full is not None:  # what a straight line leaves of a bent one
        rest = change.first <= before.full + _CAME_WITH and 0 < change.size / before.size < _FADES
        return before if rest else None
    if abs(change.size) < _FADES * abs(before.size) and change.end < weeks and change.first <= before.end:
        held = before.end if before.held is None else before.held
        return replace(before, end=max(before.end, change.end), held=min(held, change.first))
    begins = before.end == before.first + 1 == change.first and change.size / before.size > 1
    return replace(change, first=before.first) if begins else None


def _all(level: Level, search: Search) -> tuple[list[Found], Level]:
    """Take out one change after the other; return them, and what is left."""
    found: list[Found] = []
    left = level
    while len(found) < _MOST_CHANGES and (change := search.strongest(left, len(found))):
        found.append(change)
        left = _without(left, change)
    return found, left


def _told(found: Found, weeks: int) -> FoundChange:
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


def _mix_beside(level: Level, found: list[Found]) -> Level:
    """Return the mix as what is left of each week, without what changed in work types, which is told already."""
    of_types = [each for each in found if each.level == "work_type"]
    if not of_types:
        return level.with_rest(level.mix)
    changed = np.zeros(level.part.shape[1:])
    for each in of_types:
        changed[:, each.work_type] += each.sizes(len(changed))
    return level.with_mix(changed)


def _below_ramps(panel: Panel, found: list[Found], noise: Noise) -> Iterator[FoundChange]:
    """Yield each learner whose last weeks lie clearly below the ramp: a ramp is kept or not, it has no usual level."""
    earned = over_types(panel.earned)
    weeks = earned.shape[1]
    learns = panel.learning & panel.usable & (earned > 0) & (panel.net > 0)
    for coder in np.flatnonzero(learns[:, -2:].any(axis=1) & (learns.sum(axis=1) >= LEAST_BEFORE)).tolist():
        rows = np.flatnonzero(learns[coder])[-_RAMP_WEEKS:]
        off = np.log(earned[coder, rows] / panel.net[coder, rows])
        for change in found:
            if change.level == "team":
                off = off - change.sizes(weeks)[rows]
        error = float(np.median(noise.week)) * sqrt(noise.lasting / len(rows))
        mean = float(off.mean())
        if mean <= log(1 - _BELOW_RAMP) and mean <= -threshold_of("coder").lasts * error:
            yield _told(Found("ramp", coder, None, int(rows[0]), weeks, mean, error), weeks)
