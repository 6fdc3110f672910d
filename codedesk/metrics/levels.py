"""The panel as logarithms without ramp and mix, and how much a week varies by itself. No SQL.

The mix is taken out by the usual pace of each coder in each work type, where the hours of the types are known, drawn
towards coder × work type where they are few (iterative proportional fit); else by a ridge regression of the pace on the
shares of the work types.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf, sqrt

import numpy as np

from codedesk.metrics.panels import Panel
from codedesk.metrics.slowness import slowness
from codedesk.metrics.standards import Bools, Floats, Ints
from codedesk.metrics.thresholds import NEEDED

TINY = 1e-9
_OWN_HOURS = 30.0
_OWN_NOISE = 60
_KNOWN_STEPS, _KNOWN_CODERS = 8, 4  # so many say how much coders differ
_MOST_RHO = 0.6
_PAIRS = 100
_USUAL_NOISE = 0.07
_CLIPPED = 3.0  # a step counts as no more than so many usual ones, so that one of a change is not taken for noise
_LEFT_BY_CLIPPING = 0.995  # of the mean square of normal steps
_LEAST_OF_MIX = 0.25
_LEAST_OF_SHARE = 0.02  # hours are rounded
_ALONE = 0.95  # of the hours: what is nearly all of a week cannot be off it
_OF_MEDIAN = 1.4826  # by this a median of sizes becomes a standard deviation, where they are normal


@dataclass(frozen=True)
class Level:
    """The panel as logarithms: what is left of each week (rest) and of each work type in it, and what the mix did.

    rest: coder × week, off the coder's usual pace after mix. apart: coder × week × work type, how far one work type is
    off the week's rest, nan where its hours are not known. part: the share of the hours. mix: coder × week, what the
    mix lets expect against the coder's usual mix. use: weeks that count. full: the hours of a full week. slow: coder ×
    work type, how much longer it takes (log) where hours are not split.
    """

    rest: Floats
    apart: Floats
    part: Floats
    mix: Floats
    use: Bools
    hours: Floats
    full: Floats
    slow: Floats

    @cached_property
    def own_steps(self) -> Floats:
        """Return how much a full week of each coder varies, by its steps from week to week."""
        scaled = self._steps(self.rest)
        there = ~np.isnan(scaled)
        count = there.sum(axis=1)
        usual = _OF_MEDIAN * middle(scaled[there]) if there.any() else _USUAL_NOISE
        squares = (np.where(there, np.minimum(scaled, _CLIPPED * usual) ** 2, 0.0) / _LEFT_BY_CLIPPING).sum(axis=1)
        shared = float(squares.sum()) / count.sum() if there.any() else usual**2
        beside = _steps_beside(squares / max(shared, TINY), count)
        drawn = (squares + beside * shared) / (count + beside)
        return np.asarray(np.sqrt(drawn * _doubt(count + beside) / _doubt(count + _OWN_NOISE)))

    def _steps(self, values: Floats) -> Floats:
        """Return the sizes of the steps between neighbouring weeks that count, as of full weeks; nan beside a gap."""
        load = np.where(self.use, self.hours / self.full[:, None], np.nan)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.abs(np.diff(values, axis=1)) / np.sqrt(1 / load[:, 1:] + 1 / load[:, :-1]))

    def steps_of(self, values: Floats) -> Floats:
        """Return how much something else (coder × week) lets a full week vary; inf where no step says so."""
        scaled = self._steps(values)
        count = (~np.isnan(scaled)).sum(axis=1)
        squares = np.where(count > 0, np.nansum(scaled**2, axis=1) / np.maximum(count, 1), np.inf)
        return np.asarray(np.sqrt(squares * _doubt(count) / _doubt(_OWN_NOISE)))

    @cached_property
    def steps_apart(self) -> float:
        """Return how much an hour of one work type varies; inf where few steps say so.

        Of a week's hours h a share p is read against a week it is part of: it varies by (1 − p) ÷ ph of an hour's.
        """
        moves = []
        for apart, part in zip(np.moveaxis(self.apart, 2, 0), np.moveaxis(self.part, 2, 0), strict=True):
            beside = np.where(part < _ALONE, 1 - part, np.nan)
            own = np.abs(np.diff(apart * np.sqrt(part * self.hours / beside), axis=1))
            moves.append(own[~np.isnan(own)])
        found = np.concatenate([np.zeros(0), *moves])
        return _OF_MEDIAN * middle(found) / sqrt(2) if len(found) > 20 else inf

    @cached_property
    def by_type(self) -> tuple[tuple[Floats, Floats, Floats], ...]:
        """Return part, the hours of the type and apart, 0 where they are not known, of each work type: coder × week."""
        found = []
        for apart, part in zip(np.moveaxis(self.apart, 2, 0), np.moveaxis(self.part, 2, 0), strict=True):
            known = ~np.isnan(apart)
            hours = np.where(known, part * self.hours, 0.0)
            found.append((np.ascontiguousarray(part), hours, np.where(known, apart, 0.0)))
        return tuple(found)

    def with_rest(self, rest: Floats) -> "Level":
        """Return the same with something else left of each week; what rests on the work types alone holds."""
        made = replace(self, rest=rest)
        made.__dict__.update(
            (name, self.__dict__[name]) for name in ("steps_apart", "by_type") if name in self.__dict__
        )
        return made

    def with_mix(self, changed: Floats) -> "Level":
        """Return the same with its mix as the rest, where work types change by so much (log) for all who do them.

        changed: week × work type. Where shares of the earned hours tell the mix, they fall with a slow type though its
        hours stay as they were.
        """
        unknown = self.use & np.isnan(self.apart).all(axis=2)
        part = self.part * np.exp(-changed)
        part /= np.maximum(over_types(part), TINY)[:, :, None]
        made = self.with_rest(np.where(unknown, -np.einsum("cwt,ct->cw", part, self.slow), self.mix))
        return replace(made, part=np.where(unknown[:, :, None], part, self.part))


def _steps_beside(squares: Floats, count: Ints) -> float:
    """Return how many steps of everybody's stand beside a coder's own: the fewer, the more coders differ by themselves.

    squares: sums of count steps of each coder, in everybody's mean square. By chance a mean of n steps varies by 3 ÷ n
    (neighbours share a week); what is left, τ², is worth 3 ÷ τ² steps (prior degrees of freedom: Smyth 2004).
    """
    known = count >= _KNOWN_STEPS
    if known.sum() < _KNOWN_CODERS:
        return _OWN_NOISE
    off = (squares[known] / count[known] - 1) ** 2 - (1 - 1 / known.sum()) * 3 / count[known]
    usual = 3 / _OWN_NOISE
    varied = (float(off.sum()) + _KNOWN_CODERS * usual) / (known.sum() - 1 + _KNOWN_CODERS)
    return float(3 / max(varied, usual))


def _doubt(steps: Ints | Floats | int) -> Floats:
    """Return by how much a variance known by so many steps must be larger, so that a change is as rarely wrong.

    Student's t of two thirds as many degrees of freedom in place of z (Wallace 1959), where a coder's change is told.
    """
    degrees = np.maximum(steps, 1) * 2 / 3
    return np.asarray(degrees * np.expm1(NEEDED["coder"] ** 2 / degrees) / NEEDED["coder"] ** 2)


def levelled(panel: Panel) -> Level:
    """Take the mix out of a panel: by the pace of each coder in each work type, or by what the shares let expect."""
    total, count = over_types(panel.earned), panel.earned.shape[2]
    use = panel.usable & (total > 0) & (panel.net > 0) & ~panel.learning
    unknown, done = np.isnan(panel.hours), panel.earned > 0
    known = use & (np.count_nonzero((unknown & done).reshape(use.size, count), axis=1).reshape(use.shape) == 0)
    hours = np.where(known[:, :, None] & ~unknown, panel.hours, 0.0)
    raw = np.log(np.where(use, total, 1.0) / np.where(use, panel.net, 1.0))
    rates = _rates(np.where(known[:, :, None], panel.earned, 0.0), hours)
    by_hours = hours / np.maximum(over_types(hours), TINY)[:, :, None]
    expected = np.log(np.maximum(np.einsum("cwt,ct->cw", by_hours, rates), TINY))
    by_earned = panel.earned / np.maximum(total, TINY)[:, :, None]
    slow = slowness(raw, by_earned, use & ~known)
    expected = np.where(known, expected, -np.einsum("cwt,ct->cw", by_earned, slow))
    full = _medians(panel.net, use)
    there = known[:, :, None] & (hours > 0) & done
    cells = np.log(np.divide(panel.earned, hours, out=np.ones_like(hours), where=there))
    cells -= np.where(there, np.log(rates)[:, None, :], 0.0)
    part = np.where(known[:, :, None], by_hours, by_earned)
    middle = over_types(np.where(there, by_hours, 0.0) * cells)[:, :, None]
    apart = np.where(there, cells - middle, np.nan)
    return Level(raw - expected, apart, part, expected, use, np.where(use, panel.net, 0.0), full, slow)


def over_types(table: Floats) -> Floats:
    """Add up over work types, the last axis: as a product, because sums of few go one by one."""
    return np.asarray(table @ np.ones(table.shape[-1]))


def _medians(values: Floats, use: Bools) -> Floats:
    """Return the median of those values of each row that are used, 1 where there are none."""
    ordered = np.full((len(values), values.shape[1] + 1), np.inf)
    ordered[:, :-1] = np.where(use, values, np.inf)
    ordered.sort(axis=1)
    count = use.sum(axis=1)
    places = np.column_stack([np.maximum(count - 1, 0) // 2, count // 2])
    middle = np.take_along_axis(ordered, places, axis=1)
    return np.where(count > 0, middle.sum(axis=1) / 2, 1.0)


def _rates(earned: Floats, hours: Floats) -> Floats:
    """Return the usual pace of each coder in each work type, drawn towards coder × work type where hours are few."""
    done, spent = earned.sum(axis=1), hours.sum(axis=1)
    coder, kind = np.ones(len(done)), np.ones(done.shape[1])
    of_coders, of_kinds = done.sum(axis=1), done.sum(axis=0)
    for _ in range(20):
        fit = spent @ kind
        coder = np.where(fit > 0, of_coders / np.maximum(fit, TINY), 1.0)
        fit = coder @ spent
        kind = np.where(fit > 0, of_kinds / np.maximum(fit, TINY), 1.0)
    prior = np.maximum(coder[:, None] * kind, TINY)
    return np.asarray((done + _OWN_HOURS * prior) / (spent + _OWN_HOURS))


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
    return Noise(np.maximum(level.own_steps, 0.01) / sqrt(1 - rho), max(level.steps_apart, 0.05), rho)


def noise_of_mix(level: Level, noise: Noise, rho: float) -> Noise:
    """Return the noise that another mix must stand out of: the mix's own, at the least a quarter of that of the pace.

    What a mix lets expect is reckoned, not worked, so it varies less than the pace, or more; each coder's by itself.
    """
    own = level.steps_of(level.mix) / sqrt(1 - rho)
    return replace(noise, week=np.maximum(own, _LEAST_OF_MIX * noise.week), rho=rho)


def noise_of_shares(shares: Level, rho: float) -> Noise:
    """Return the noise of shares of the hours, the rest of these weeks: their own, each coder's by itself."""
    own = shares.steps_of(shares.rest) / sqrt(1 - rho)
    return Noise(np.maximum(own, _LEAST_OF_SHARE), inf, rho)


def of_weeks(level: Level, noise: Noise) -> tuple[Floats, Floats]:
    """Return what each week of each coder says about a change of everything, as numerator and denominator."""
    weight = np.where(level.use, level.hours / level.full[:, None], 0.0) / noise.week[:, None] ** 2 / noise.lasting
    return level.rest * weight, weight


def of_types(level: Level, noise: Noise) -> Iterator[tuple[Floats, Floats]]:
    """Yield what each week says about a change of each work type alone: coder × week.

    One after the other: tables of all types are so large that the system takes them back, and gives them cleared, each
    time.
    """
    num, den = of_weeks(level, noise)
    for part, hours, apart in level.by_type:
        sure = hours / noise.apart**2 / noise.lasting
        yield num * part + sure * apart, den * part**2 + sure * (1 - part)


def calmed(num: Floats, den: Floats) -> tuple[Floats, Floats]:
    """Lower what a group says by how much more its weeks vary together than its members alone would."""
    more = varying_more(num, den)
    return (num / more, den / more) if more > 1 else (num, den)


def varying_more(num: Floats, den: Floats) -> float:
    """Return how many times as much the weeks of a group vary together as its members alone would; at least 1."""
    weight = den.sum(axis=0)
    use = weight > 0
    if use.sum() < 8:
        return 1.0
    mean, scale = num.sum(axis=0)[use] / weight[use], 1 / weight[use]
    steps = np.abs(np.diff(mean)) / np.sqrt(scale[1:] + scale[:-1])
    return max(1.0, (_OF_MEDIAN * middle(steps)) ** 2)


def middle(values: Floats) -> float:
    """Return the median of one value or more, all of them numbers."""
    half = len(values) // 2
    parted = np.partition(values, half)
    if len(values) % 2:
        return float(parted[half])
    return (float(parted[:half].max()) + float(parted[half])) / 2


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
