"""What of a change is another mix, and what is pace (or accuracy) itself: Kitagawa's decomposition. No SQL, no Qt.

With the share of the hours w and the pace r of each work type in two periods, bars for the means of both: the pace
effect is Σ w̄ₖ(r₂ₖ − r₁ₖ), the mix effect Σ r̄ₖ(w₂ₖ − w₁ₖ), and together they are the change, without a residual
(Kitagawa 1955). Of a work type done in one of the periods only, the pace in the other is not known: it is taken to be
the same, so that all it brings is mix.
"""

from dataclasses import dataclass

import numpy as np

from codedesk.metrics.jackknife import half_width
from codedesk.metrics.splits import Effect, KindEffect, Split
from codedesk.metrics.standards import Floats

_DUST = 1e-12


@dataclass(frozen=True, slots=True)
class Pile:
    """What a period is made of, by row (weeks, or audits) and kind: a rate is the sum of above ÷ the sum of below."""

    above: Floats
    below: Floats


def split(before: Pile, now: Pile) -> Split | None:
    """Decompose the change of a rate between two periods; None where one has nothing below, or a kind no rate.

    The interval of each part is the jackknife's over the rows of both periods (metrics/jackknife.py).
    """
    before, now = _with_rows(before), _with_rows(now)
    sums = tuple(np.asarray(each.sum(axis=0)) for each in (before.above, before.below, now.above, now.below))
    if not _tellable(*sums):
        return None
    whole = _effects(*sums)
    without = (
        _effects(*_each_left_out(before), sums[2], sums[3]),
        _effects(sums[0], sums[1], *_each_left_out(now)),
    )
    mix, rate = (_effect(whole[n].sum(), *(each[n].sum(axis=1) for each in without)) for n in (0, 1))
    change = _effect((whole[0] + whole[1]).sum(), *((each[0] + each[1]).sum(axis=1) for each in without))
    first, second = float(sums[0].sum() / sums[1].sum()), float(sums[2].sum() / sums[3].sum())
    kinds = _kinds(sums, (first + second) / 2)
    return Split(first, second, change, mix, rate, kinds, (len(before.above), len(now.above)))


def effects(above_1: Floats, below_1: Floats, above_2: Floats, below_2: Floats) -> tuple[Floats, Floats]:
    """Return mix and rate effect of sums by kind (along the last axis), for as many drawings as there are."""
    mix, rate = _effects(above_1, below_1, above_2, below_2)
    return mix.sum(axis=-1), rate.sum(axis=-1)


def _with_rows(pile: Pile) -> Pile:
    """Leave out the rows that have nothing."""
    keep = (pile.below.sum(axis=1) > 0) | (pile.above.sum(axis=1) != 0)
    return Pile(pile.above[keep], pile.below[keep])


def _tellable(above_1: Floats, below_1: Floats, above_2: Floats, below_2: Floats) -> bool:
    if below_1.sum() <= 0 or below_2.sum() <= 0:
        return False
    loose = ((below_1 <= 0) & (above_1 != 0)) | ((below_2 <= 0) & (above_2 != 0))
    return not bool(loose.any())


def _each_left_out(pile: Pile) -> tuple[Floats, Floats]:
    """Return the sums over all rows but one, for each row in turn."""
    return pile.above.sum(axis=0) - pile.above, pile.below.sum(axis=0) - pile.below


def _effects(above_1: Floats, below_1: Floats, above_2: Floats, below_2: Floats) -> tuple[Floats, Floats]:
    """Return mix and rate effect of each kind, along the last axis."""
    share_1, share_2 = _shares(below_1), _shares(below_2)
    rate_1, rate_2 = _rates(above_1, below_1), _rates(above_2, below_2)
    first = np.nan_to_num(np.where(np.isnan(rate_1), rate_2, rate_1))
    second = np.nan_to_num(np.where(np.isnan(rate_2), rate_1, rate_2))
    return (first + second) / 2 * (share_2 - share_1), (share_1 + share_2) / 2 * (second - first)


def _shares(below: Floats) -> Floats:
    whole = below.sum(axis=-1, keepdims=True)
    part: Floats = np.divide(below, whole, out=np.zeros_like(below), where=whole > 0)
    return part


def _rates(above: Floats, below: Floats) -> Floats:
    """Return the rate of each kind, nan where it has nothing below but what subtraction left."""
    rates: Floats = np.divide(above, below, out=np.full_like(below, np.nan), where=below > _DUST)
    return rates


def _effect(value: float, without_first: Floats, without_second: Floats) -> Effect:
    half = half_width(without_first, without_second)
    value = float(value)
    return Effect(value, None, None) if half is None else Effect(value, value - half, value + half)


def _kinds(sums: tuple[Floats, ...], mean: float) -> tuple[KindEffect, ...]:
    shares = _shares(sums[1]), _shares(sums[3])
    rates = _rates(sums[0], sums[1]), _rates(sums[2], sums[3])
    mix, rate = _effects(sums[0], sums[1], sums[2], sums[3])
    mix = mix - mean * (shares[1] - shares[0])
    return tuple(
        KindEffect(
            kind=kind,
            above=(float(sums[0][kind]), float(sums[2][kind])),
            below=(float(sums[1][kind]), float(sums[3][kind])),
            share_before=float(shares[0][kind]),
            share_now=float(shares[1][kind]),
            rate_before=_known(rates[0][kind]),
            rate_now=_known(rates[1][kind]),
            mix=float(mix[kind]),
            rate=float(rate[kind]),
        )
        for kind in np.flatnonzero((sums[1] > 0) | (sums[3] > 0)).tolist()
    )


def _known(rate: float) -> float | None:
    return None if np.isnan(rate) else float(rate)
