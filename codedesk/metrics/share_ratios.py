"""How much likelier a share is to have changed in a stretch of audits than not: the likelihood ratio of proportions.

Near 100 % right a few errors more are less of a surprise than a normal distribution says, and a few less more of one;
the ratio (Wilks 1938) allows for it: the signed root of 2(l₁ + l₂ − l₀) with l = x·ln p + (n − x)·ln(1 − p), p = x ÷ n,
of the audits inside, outside and all. Plain arrays, no SQL.
"""

import numpy as np

from codedesk.metrics.standards import Floats

_TINY = 1e-9
_LEAST = 0.01 * 0.99


def signed_roots(right: Floats, seen: Floats, moved: Floats | None = None, variance: Floats | None = None) -> Floats:
    """Return for every stretch from i to before j of so many right of so many seen, against the rest, its z: i × j.

    Below 0 where the share inside is lower; 0 where nothing is inside or nothing outside. moved: by how much the shares
    inside were expected to be off, and its variance; what they then are counts with as many as are as sure of it.
    """
    found, whole = (np.concatenate([[0.0], np.cumsum(each)]) for each in (np.clip(right, 0.0, seen), seen))
    inside, of_inside = (np.triu(each[None, :] - each[:, None], 1) for each in (found, whole))
    outside, of_outside = found[-1] - inside, whole[-1] - of_inside
    if moved is not None and variance is not None:
        inside, of_inside = _expected(inside, of_inside, moved, variance)
    both = (of_inside > _TINY) & (of_outside > _TINY)
    ratio = (
        _likelihood(inside, of_inside)
        + _likelihood(outside, of_outside)
        - _likelihood(inside + outside, of_inside + of_outside)
    )
    lower = inside * of_outside < outside * of_inside
    size = np.sqrt(2 * np.maximum(ratio, 0.0))
    return np.where(both, np.where(lower, -size, size), 0.0)


def _expected(right: Floats, seen: Floats, moved: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Return right and seen without what was expected: the share still varies as it was found, or more."""
    share = right / np.maximum(seen, _TINY)
    left = np.clip(share - moved, 0.0, 1.0)
    varies, usual = (np.maximum(each * (1 - each), _LEAST) for each in (share, left))
    count = np.where(moved == 0, seen, seen / (np.maximum(varies / usual, 1.0) + variance / usual * seen))
    return left * count, count


def _likelihood(right: Floats, seen: Floats) -> Floats:
    share = np.clip(right / np.maximum(seen, _TINY), 0.0, 1.0)
    return np.asarray(seen * (_entropy(share) + _entropy(1 - share)))


def _entropy(share: Floats) -> Floats:
    return np.where(share > 0, share * np.log(np.maximum(share, _TINY)), 0.0)
