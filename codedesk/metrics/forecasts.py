"""What is likely to wait in the weeks to come, from the past weeks' own variation. No SQL, no Qt.

What waits at the end of a week is what waited before, and what comes in, less what is coded; never under 0. What came
in of a past week is taken from the change of what waits and what its hours could code at the usual pace: so it carries
all that varied. The weeks to come get such inflows, less what their own hours can code. How far what waits draws the
team after it (overtime while much waits), and how far a week is like the one before, is not known and is weighed: each
of a few strengths by how well it tells the past, as Bayes does, most of the weight beforehand on none. Then two
thousand courses are drawn (seeded), each with a drift and a spread that the past allows, and of each week their middle
and their middle 80 % are given. A week at whose end nothing waited tells only that no more came in than could be coded
(Tobin 1958).
"""

from dataclasses import dataclass
from math import erf, exp, pi, sqrt

import numpy as np

from codedesk.metrics.standards import Bools, Floats

WEEKS_AHEAD = 8
LEAST_WEEKS = 8
MOST_WEEKS = 104
SHARE = 0.80
_DRAWS = 2000
_SEED = 14
_ROUNDS = 4
_PULLS = (0.0, 0.05, 0.1, 0.2, 0.4, 0.7)
_ALIKE = (0.0, 0.15, 0.3, 0.45, 0.6)
_NO_PULL = 0.8


@dataclass(frozen=True, slots=True)
class Outlook:
    """Weeks to come, one entry each: the middle and the ends of the 80 % interval of what waits, never under 0.

    inflow: the mean that came in a week by the past, in the same unit.
    """

    expected: Floats
    low: Floats
    high: Floats
    inflow: float


def outlook(waiting: Floats, coded: Floats, ahead: Floats, more: Floats | float = 0.0) -> Outlook | None:
    """Return what is likely to wait at the end of each week to come; None where too few weeks are known.

    waiting: at the end of each past week (nan: not logged), the last one known; coded: what the hours there of the same
    weeks code at the usual pace; ahead: the same of the weeks to come; more: what comes in beside the usual then.
    All are in one unit, charts or hours.
    """
    before, known = waiting[-MOST_WEEKS:], coded[-MOST_WEEKS:]
    change = np.diff(before) + known[1:]
    use = ~np.isnan(change)
    if np.isnan(waiting[-1]) or int(use.sum()) < LEAST_WEEKS - 1:
        return None
    came, extra = _came(change, before, known, use)
    cells = [_Strength.of(came, before[:-1], use, extra, pull, alike) for pull in _PULLS for alike in _ALIKE]
    paths = _courses(cells, float(before[-1]), ahead - np.asarray(more), np.random.default_rng(_SEED))
    low, middle, high = np.quantile(paths, ((1 - SHARE) / 2, 0.5, (1 + SHARE) / 2), axis=0)
    # Where none at all may wait, that is one end of the interval, and the other leaves out all of the rest.
    high = np.where(low <= 0, np.quantile(paths, SHARE, axis=0), high)
    return Outlook(middle, low, high, float(came[use].mean()))


def _came(change: Floats, before: Floats, coded: Floats, use: Bools) -> tuple[Floats, float]:
    """Return what came in of each week, and the variance in all that what is not known of it adds.

    Where nothing was left, no more is known than that it was at most what waited and was coded: then it is what is to
    be expected below that (Dempster, Laird and Rubin's algorithm for a normal distribution).
    """
    bound = use & (before[1:] <= 0)
    free = use & ~bound
    came, extra = change.copy(), np.zeros(len(change))
    if not bound.any() or int(free.sum()) < 2:
        return came, 0.0
    for _ in range(_ROUNDS):
        mean = float(came[use].mean())
        spread = sqrt(float((came[use] - mean) @ (came[use] - mean) + extra.sum()) / max(int(use.sum()) - 1, 1))
        if spread <= 0:
            break
        for row in np.flatnonzero(bound).tolist():
            came[row], extra[row] = _below((float(change[row]) - mean) / spread, mean, spread)
    return came, float(extra.sum())


def _below(at: float, mean: float, spread: float) -> tuple[float, float]:
    """Return mean and variance of what lies below a place (in spreads from the mean) of a normal distribution."""
    at = max(at, -6.0)
    heavy = exp(-at * at / 2) / sqrt(2 * pi) / max((1 + erf(at / sqrt(2))) / 2, 1e-12)
    return mean - spread * heavy, max(spread * spread * (1 - at * heavy - heavy * heavy), 0.0)


@dataclass(frozen=True, slots=True)
class _Strength:
    """How well one strength of the pull, and one likeness of neighbouring weeks, tells the past; what it says of it.

    level, wide: mean of the drift and its spread in units of the noise; square: the sum of squares; free: its degrees.
    last_value: what came in of the last week, the pull taken off; nan where not known.
    """

    pull: float
    alike: float
    log_weight: float
    level: float
    wide: float
    square: float
    free: int
    last_value: float

    @classmethod
    def of(cls, came: Floats, waited: Floats, use: Bools, extra: float, pull: float, alike: float) -> "_Strength":
        """Fit it: what came in = level − pull × what waited + noise, which is alike from week to week."""
        raw = came + pull * np.nan_to_num(waited)
        follows = np.concatenate([[False], use[1:] & use[:-1]])
        own, behind = np.where(use, raw, 0.0), np.concatenate([[0.0], np.where(use, raw, 0.0)[:-1]])
        first = sqrt(1 - alike * alike)
        y = np.where(follows, own - alike * behind, own * first)[use]
        x = np.where(follows, 1 - alike, first)[use]
        size, free = float(x @ x), len(y) - 1
        level = float(x @ y) / size
        square = float((y - level * x) @ (y - level * x)) + extra
        prior = np.log(_NO_PULL if pull == 0 else (1 - _NO_PULL) / (len(_PULLS) - 1))
        starts = int(use.sum() - follows.sum())
        weight = prior + starts * np.log(first) - np.log(size) / 2 - free / 2 * np.log(max(square, 1e-12))
        return cls(pull, alike, float(weight), level, 1 / sqrt(size), square, free, float(raw[-1]))


def _courses(cells: list[_Strength], start: float, ahead: Floats, rng: np.random.Generator) -> Floats:
    """Draw courses of what waits: draws × weeks."""
    weights = np.array([cell.log_weight for cell in cells])
    weights = np.exp(weights - weights.max())
    at = rng.choice(len(cells), _DRAWS, p=weights / weights.sum())
    pull, alike, level, wide, square, free, last_value = (
        np.array([getattr(cell, name) for cell in cells])[at]
        for name in ("pull", "alike", "level", "wide", "square", "free", "last_value")
    )
    noise = np.sqrt(square / rng.chisquare(free - 1))  # how alike weeks are was taken from the same weeks
    drift = level + wide * noise * rng.standard_normal(_DRAWS)
    off = np.where(np.isnan(last_value), 0.0, last_value - drift)
    waits, made = np.full(_DRAWS, start), np.empty((_DRAWS, len(ahead)))
    for week, coded in enumerate(ahead):
        off = alike * off + noise * rng.standard_normal(_DRAWS)
        waits = np.maximum(waits + drift - pull * waits + off - coded, 0.0)
        made[:, week] = waits
    return made
