"""The panel as logarithms without ramp and mix, and how much a week varies by itself. No SQL.

The mix is taken out by the usual pace of each coder in each work type, where the hours of the types are known, drawn
towards coder × work type where they are few (iterative proportional fit); else by a ridge regression of the pace on the
shares of the work types.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from codedesk.metrics.panels import Panel
from codedesk.metrics.standards import Bools, Floats

TINY = 1e-9
_OWN_HOURS = 30.0
_OWN_NOISE = 60
_MOST_RHO = 0.6
_PAIRS = 100
_SEED = 1955
_USUAL_NOISE = 0.07
_USUAL_RESIDUE = 0.08
_OF_TYPE, _OF_CODER_IN_TYPE, _OF_CODER, _OF_WEEK = 0.3, 0.12, 100.0, 0.2  # how far each spreads, as logarithms
_OF_MEDIAN = 1.4826  # by this a median of sizes becomes a standard deviation, where they are normal


@dataclass(frozen=True)
class Level:
    """The panel as logarithms: what is left of each week (rest) and of each work type in it, and what the mix did.

    rest: coder × week, off the coder's usual pace after mix. apart: coder × week × work type, how far one work type is
    off the week's rest, nan where its hours are not known. part: the share of the hours. mix: coder × week, what the
    mix lets expect against the coder's usual mix. use: weeks that count. full: the hours of a full week.
    """

    rest: Floats
    apart: Floats
    part: Floats
    mix: Floats
    use: Bools
    hours: Floats
    full: Floats


def levelled(panel: Panel) -> Level:
    """Take the mix out of a panel: by the pace of each coder in each work type, or by what the shares let expect."""
    total = panel.earned.sum(axis=2)
    use = panel.usable & (total > 0) & (panel.net > 0) & ~panel.learning
    known = use & ~np.isnan(np.where(panel.earned > 0, panel.hours, 0.0)).any(axis=2)
    hours = np.where(known[:, :, None], np.nan_to_num(panel.hours), 0.0)
    raw = np.log(np.where(use, total, 1.0) / np.where(use, panel.net, 1.0))
    rates = _rates(np.where(known[:, :, None], panel.earned, 0.0), hours)
    by_hours = hours / np.maximum(hours.sum(axis=2, keepdims=True), TINY)
    expected = np.log(np.maximum((by_hours * rates[:, None, :]).sum(axis=2), TINY))
    by_earned = panel.earned / np.maximum(total, TINY)[:, :, None]
    slow = slowness(raw, by_earned, use & ~known)
    expected = np.where(known, expected, -(by_earned * slow[:, None, :]).sum(axis=2))
    full = np.array([np.median(panel.net[row][use[row]]) if use[row].any() else 1.0 for row in range(len(use))])
    with np.errstate(divide="ignore", invalid="ignore"):
        cells = np.log(panel.earned / hours) - np.log(rates)[:, None, :]
    there = known[:, :, None] & (hours > 0) & (panel.earned > 0)
    cells = np.where(there, cells, 0.0)
    part = np.where(known[:, :, None], by_hours, by_earned)
    middle = (np.where(there, by_hours, 0.0) * cells).sum(axis=2, keepdims=True)
    apart = np.where(there, cells - middle, np.nan)
    return Level(raw - expected, apart, part, expected, use, np.where(use, panel.net, 0.0), full)


def _rates(earned: Floats, hours: Floats) -> Floats:
    """Return the usual pace of each coder in each work type, drawn towards coder × work type where hours are few."""
    done, spent = earned.sum(axis=1), hours.sum(axis=1)
    coder, kind = np.ones(len(done)), np.ones(done.shape[1])
    for _ in range(20):
        fit = (spent * kind).sum(axis=1)
        coder = np.where(fit > 0, done.sum(axis=1) / np.maximum(fit, TINY), 1.0)
        fit = (spent * coder[:, None]).sum(axis=0)
        kind = np.where(fit > 0, done.sum(axis=0) / np.maximum(fit, TINY), 1.0)
    prior = np.maximum(coder[:, None] * kind, TINY)
    return np.asarray((done + _OWN_HOURS * prior) / (spent + _OWN_HOURS))


def slowness(raw: Floats, part: Floats, use: Bools) -> Floats:
    """Return by how much (log) a work type takes longer than its standard, from weeks whose hours are not split.

    A ridge over the weeks of each coder: one slowness per work type for everybody, and a smaller one of each coder.
    Every week has a level of its own, so that a change of everybody is not taken for one of the mix.
    """
    coders, _, types = part.shape
    if not use.any():
        return np.zeros((coders, types))
    return _of_types(_ridge(raw, part, use)[0], coders, types)


def slowness_draws(raw: Floats, part: Floats, use: Bools, count: int) -> Floats:
    """Return slownesses as they may as well be, by draw, coder and work type: of the ridge's posterior, with a seed.

    Every second draw is the one before turned around, so that their mean is the slowness itself.
    """
    coders, _, types = part.shape
    if not use.any():
        return np.zeros((count, coders, types))
    found, normal = _ridge(raw, part, use)
    half = np.random.default_rng(_SEED).standard_normal((count // 2, len(found)))
    off = np.linalg.solve(np.linalg.cholesky(normal).T, half.T).T
    return np.stack([_of_types(found + each, coders, types) for one in off for each in (one, -one)])


def _ridge(raw: Floats, part: Floats, use: Bools) -> tuple[Floats, Floats]:
    """Return the coefficients of the ridge, and its normal matrix: work types, coder × work type, coders, weeks."""
    coders, weeks, _ = part.shape
    where, when = np.nonzero(use)
    own = np.zeros((len(where), *part.shape[::2]))
    own[np.arange(len(where)), where] = part[where, when]
    blocks = part[where, when], own.reshape(len(where), -1), np.eye(coders)[where], np.eye(weeks)[when]
    design = np.hstack(blocks)
    widths = [block.shape[1] for block in blocks]
    spread = np.repeat([_OF_TYPE, _OF_CODER_IN_TYPE, _OF_CODER, _OF_WEEK], widths)
    normal = design.T @ design / _USUAL_RESIDUE**2 + np.diag(1 / spread**2)
    return np.linalg.solve(normal, design.T @ (-raw[where, when]) / _USUAL_RESIDUE**2), normal


def _of_types(found: Floats, coders: int, types: int) -> Floats:
    return np.asarray(found[:types] + found[types : types + coders * types].reshape(coders, types))


@dataclass(frozen=True)
class Noise:
    """How much a week varies by itself. week: of each coder's full week; apart: of an hour of one work type.

    rho: how much of it is there in the week after.
    """

    week: Floats
    apart: float
    rho: float

    @property
    def lasting(self) -> float:
        """By what a mean over weeks varies more than if they were independent."""
        return (1 + self.rho) / (1 - self.rho)


def noise_of(level: Level, rho: float) -> Noise:
    """Reckon the noise from the steps between neighbouring weeks, which a change of level hardly touches."""
    load = np.where(level.use, level.hours / level.full[:, None], np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = np.diff(level.rest, axis=1) / np.sqrt(1 / load[:, 1:] + 1 / load[:, :-1])
    steps = [np.abs(row[~np.isnan(row)]) for row in scaled]
    every = np.concatenate(steps) if steps else np.zeros(0)
    shared = _OF_MEDIAN * float(np.median(every)) if len(every) else _USUAL_NOISE
    own = [_OF_MEDIAN * float(np.median(row)) if len(row) else shared for row in steps]
    week = np.array([_drawn(one, len(row), shared) for row, one in zip(steps, own, strict=True)])
    cells = level.apart * np.sqrt(level.part * level.hours[:, :, None])
    moves = np.abs(np.diff(cells, axis=1))
    moves = moves[~np.isnan(moves)]
    apart = _OF_MEDIAN * float(np.median(moves)) / sqrt(2) if len(moves) > 20 else float("inf")
    return Noise(np.maximum(week, 0.01) / sqrt(1 - rho), max(apart, 0.05), rho)


def _drawn(own: float, count: int, shared: float) -> float:
    """Draw a coder's own noise towards that of all, the more the fewer weeks there are."""
    return sqrt((count * own**2 + _OWN_NOISE * shared**2) / (count + _OWN_NOISE))


def of_weeks(level: Level, noise: Noise) -> tuple[Floats, Floats]:
    """Return what each week of each coder says about a change of everything, as numerator and denominator."""
    weight = np.where(level.use, level.hours / level.full[:, None], 0.0) / noise.week[:, None] ** 2 / noise.lasting
    return level.rest * weight, weight


def of_type(level: Level, noise: Noise, kind: int) -> tuple[Floats, Floats]:
    """Return what each week says about a change of one work type alone."""
    num, den = of_weeks(level, noise)
    part = level.part[:, :, kind]
    hours = np.where(np.isnan(level.apart[:, :, kind]), 0.0, part * level.hours) / noise.apart**2 / noise.lasting
    off = np.nan_to_num(level.apart[:, :, kind])
    return num * part + hours * off, den * part**2 + hours * (1 - part)


def calmed(num: Floats, den: Floats) -> tuple[Floats, Floats]:
    """Lower what a group says by how much more its weeks vary together than its members alone would."""
    weight = den.sum(axis=0)
    use = weight > 0
    if use.sum() < 8:
        return num, den
    mean, scale = num.sum(axis=0)[use] / weight[use], 1 / weight[use]
    steps = np.abs(np.diff(mean)) / np.sqrt(scale[1:] + scale[:-1])
    more = max(1.0, (_OF_MEDIAN * float(np.median(steps))) ** 2)
    return num / more, den / more


def carried_over(left: Level) -> float:
    """Return how much one week says about the next, where nothing that was found is in them."""
    use = left.use
    mean = (left.rest * use).sum(axis=1, keepdims=True) / np.maximum(use.sum(axis=1, keepdims=True), 1)
    off = np.where(use, left.rest - mean, 0.0)
    both = use[:, 1:] & use[:, :-1]
    spread = float((off**2).sum() / max(use.sum(), 1))
    if both.sum() < 30 or spread < TINY:
        return 0.0
    found = float((off[:, 1:] * off[:, :-1])[both].mean()) / spread
    length = float(use.sum(axis=1).mean())
    pairs = float(both.sum())
    found = (found + (1 + 3 * found) / max(length, 4.0)) * pairs / (pairs + _PAIRS)
    return min(_MOST_RHO, max(0.0, found))
