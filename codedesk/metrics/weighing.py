"""Whether a change is of everybody or of a work type, where the hours of a day are not split by work type. No SQL.

Each coder's share of the type differs from the others', and from week to week: if it is the type, who does more of it
has more of the change. All that the weeks say is weighed: the marginal likelihood of their paces with the change, with
the mix fitted anew beside it, every coefficient drawn to 0 as in metrics/slowness.py (linear model of random effects:
Lindley and Smith 1972; of two explanations the one with the larger marginal likelihood: Kass and Raftery 1995).
"""

from collections.abc import Sequence
from math import log

import numpy as np

from codedesk.metrics.levels import TINY, Level, Noise, of_weeks
from codedesk.metrics.slowness import OF_CODER, OF_CODER_IN_TYPE, OF_TYPE
from codedesk.metrics.standards import Bools, Floats

OF_CHANGE = 0.3
OF_OWN_CHANGE = 0.2
OF_MOVE, OF_OWN_MOVE = 0.15, 0.2
_MOSTLY = 0.5


def unsplit(level: Level) -> bool:
    """Tell whether the hours are mostly not split by work type."""
    known = level.use & ~np.isnan(level.apart).all(axis=2)
    return bool(level.use.any() and known.sum() < _MOSTLY * level.use.sum())


def likeliest(level: Level, noise: Noise, rivals: Sequence[tuple[int | None, int, int, float]]) -> int:
    """Return which of several changes the weeks speak for most: each a work type or None, from, to before, size."""
    week = np.arange(level.rest.shape[1])
    says = []
    for kind, first, end, size in rivals:
        inside = (week >= first) & (week < end)
        said = weighed(level, noise, kind, inside.astype(np.float64), size)
        says.append(said if kind is None else said + moved(level, kind, inside, size))
    return int(np.argmax(says))


def moved(level: Level, kind: int, inside: Bools, size: float) -> float:
    """Return twice the logarithm of how much likelier the shares of earned hours are if a work type changed by a size.

    Where the hours stay as they were, its share of what is earned falls with it: the logarithm of share ÷ rest by the
    size itself, of everybody who does other work too. Else the shares move by as much as hours go to other work: mostly
    little, seldom much (Cauchy), so that they never decide alone.
    """
    share = level.part[:, :, kind]
    there = level.use & np.isnan(level.apart).all(axis=2) & (share > TINY) & (share < 1 - TINY)
    odds = np.log(np.where(there, share, 0.5) / np.where(there, 1 - share, 0.5))
    within, without = there & inside, there & ~inside
    both = (within.sum(axis=1) > 1) & (without.sum(axis=1) > 1)
    if not both.any():
        return 0.0
    now, usual = (_mean_and_error(odds[both], weeks[both]) for weeks in (within, without))
    weight = 1 / (now[1] + usual[1] + OF_OWN_MOVE**2)
    move = float((weight * (now[0] - usual[0])).sum() / weight.sum())
    spread = OF_MOVE**2 + 1 / float(weight.sum())
    return 2 * log((spread + move**2) / (spread + (move - size) ** 2))


def _mean_and_error(odds: Floats, weeks: Bools) -> tuple[Floats, Floats]:
    """Return the mean of each coder over some weeks, and its squared error."""
    count = weeks.sum(axis=1)
    mean = np.where(weeks, odds, 0.0).sum(axis=1) / count
    return mean, np.where(weeks, (odds - mean[:, None]) ** 2, 0.0).sum(axis=1) / (count - 1) / count


def weighed(level: Level, noise: Noise, kind: int | None, course: Floats, size: float) -> float:
    """Return twice the logarithm of the likelihood, but for what is the same of all changes, of one of these weeks.

    kind: the work type, None for everybody. course: how much of the change there is in each week. size: about how much.
    """
    weight = np.where(np.isnan(level.apart).all(axis=2), of_weeks(level, noise)[1], 0.0)
    share = level.part[:, :, kind] if kind is not None else np.ones(level.rest.shape)
    types = level.part.shape[2]
    design = np.concatenate([level.part, np.ones((*share.shape, 1)), (share * course)[:, :, None]], axis=2)
    heavy = design * weight[:, :, None]
    own = design.transpose(0, 2, 1) @ heavy
    says = (heavy * (level.rest + level.mix)[:, :, None]).sum(axis=1)
    back = 1 / np.repeat([OF_CODER_IN_TYPE, OF_CODER, max(OF_OWN_CHANGE * abs(size), TINY)], [types, 1, 1]) ** 2
    common = np.r_[:types, types + 1]  # what coders share: the slowness of each type, and the change
    between = own[:, :, common]
    blocks = own + np.diag(back)
    solved = np.linalg.solve(blocks, np.concatenate([between, says[:, :, None]], axis=2))
    left = np.tensordot(between, solved, axes=([0, 1], [0, 1]))
    shared = own[:, common][:, :, common].sum(axis=0) - left[:, :-1]
    shared += np.diag(1 / np.repeat([OF_TYPE, OF_CHANGE], [types, 1]) ** 2)
    rest = says[:, common].sum(axis=0) - left[:, -1]
    fits = float((says * solved[:, :, -1]).sum()) + float(rest @ np.linalg.solve(shared, rest))
    spread = np.linalg.slogdet(blocks)[1].sum() - len(own) * np.log(back).sum() + np.linalg.slogdet(shared)[1]
    return fits - float(spread)
