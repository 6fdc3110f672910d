"""Another mix of work, which looks like a change of pace: whose it is, since when, what it did to the pace. No SQL.

The hours tell it: where many of a coder's hours went to other work types from one week on, nobody has to guess from
what they let expect since when, only what it did to the pace. Where few went, what the mix lets expect tells it, if
that is clear of its own weeks.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import sqrt

import numpy as np

from codedesk.metrics.intervals import Z_95
from codedesk.metrics.levels import TINY, Level, Noise, carried_over, noise_of_mix, noise_of_shares, of_weeks
from codedesk.metrics.quiet import Quiet
from codedesk.metrics.standards import Floats
from codedesk.metrics.stretches import Sums
from codedesk.metrics.strongest import Found, Search, best_stretch, found_in
from codedesk.metrics.thresholds import LEAST, threshold_of

LEAST_MOVED = 0.25
"""From this share of the hours on it is another mix by its hours alone: less wanders in most departments."""


def mixes(level: Level, noise: Noise, quiet: Quiet) -> Iterator[Found]:
    """Yield what another mix did to the pace of a coder, or of the team where most have it: it looks like a change.

    level: with the mix as its rest.
    """
    own = noise_of_mix(level, noise, 0.0)
    found, left = _of_each(level, Search(own, quiet, "mix"))
    rho = carried_over(left)
    if rho > 0.05:
        own = noise_of_mix(level, noise, rho)
        found, _ = _of_each(level, Search(own, quiet, "mix carried over"))
    moved = _moved(level, own, quiet)
    found = moved + [each for each in found if not any(each.is_of_whom(other) for other in moved)]
    for way in (-1, 1):
        same = [each for each in found if each.size * way > 0]
        if len(same) >= max(2, len(level.rest) / 2):
            above, below = Sums.of(*of_weeks(level, noise)).together()
            best, _ = best_stretch(above, below, threshold_of("team"), np.asarray(level.use.any(axis=0)))
            if best is not None:
                yield found_in(above, below, "mix", None, None, best)
                continue
        yield from same


def _of_each(level: Level, search: Search) -> tuple[list[Found], Level]:
    """Return the strongest change of each coder alone, and what is left without them."""
    num, den = of_weeks(level, search.noise)
    alone = [one for _, (_, one) in search.one_by_one(num, den, level.use, np.ones(len(num), np.bool_), "mix")]
    rest = level.rest.copy()
    for one in alone:
        rest[one.coder] -= one.sizes(rest.shape[1])
    return alone, level.with_rest(rest)


def _moved(level: Level, noise: Noise, quiet: Quiet) -> list[Found]:
    """Return the coders whose hours went to other work types, where what that did to the pace is clear of nothing.

    noise: that of what the mix lets expect.
    """
    shares = level.with_rest(_main_shares(level))
    found, _ = _of_each(shares, Search(noise_of_shares(shares, noise.rho), quiet, "hours moved"))
    sums, told = Sums.of(*of_weeks(level, noise)), list[Found]()
    for each in found:
        if _hours_moved(level, each) < LEAST_MOVED:
            continue
        num, den = (float(side[each.coder]) for side in sums.at(each.first, each.end))
        if den > TINY and abs(num) >= max(Z_95 * sqrt(den), LEAST["mix"] * den):
            told.append(replace(each, size=num / den, error=1 / sqrt(den)))
    return told


def _main_shares(level: Level) -> Floats:
    """Return the shares of the hours along the way they vary most, by coder and week: the first principal component."""
    if not level.part.size:
        return np.zeros(level.rest.shape)
    weight = np.where(level.use, level.hours / level.full[:, None], 0.0)[:, :, None]
    off = level.part - (weight * level.part).sum(axis=1, keepdims=True) / np.maximum(
        weight.sum(axis=1, keepdims=True), TINY
    )
    way = np.linalg.eigh((off * weight).transpose(0, 2, 1) @ off)[1][:, :, -1]
    largest = np.take_along_axis(way, np.abs(way).argmax(axis=1)[:, None], axis=1)
    return np.asarray((off @ (way * np.sign(largest))[:, :, None])[:, :, 0])


def _hours_moved(level: Level, change: Found) -> float:
    """Return which share of a coder's hours went to other work types: half of all differences of their mean shares."""
    week = np.arange(level.rest.shape[1])
    inside = (week >= change.first) & (week < change.end)
    use, part = level.use[change.coder], level.part[change.coder]
    if not (use & inside).any() or not (use & ~inside).any():
        return 0.0
    return float(np.abs(part[use & inside].mean(axis=0) - part[use & ~inside].mean(axis=0)).sum()) / 2
