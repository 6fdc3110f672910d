"""Whether a change is one of many: it stays when each is left out in turn, and most of them have it. Plain arrays."""

import numpy as np

from codedesk.metrics.levels import TINY
from codedesk.metrics.standards import Floats

_CLEARLY = 1.5
_LEFT_OUT_Z = 2.0
_LEFT_OUT_SHARE = 0.5
_TYPICAL_SHARE = 0.4


def holds(num: Floats, den: Floats) -> bool:
    """Tell whether a change of many stays when each is left out in turn, and most of them have it."""
    counts = den > TINY
    if counts.sum() < 2:
        return False
    whole = num.sum() / den.sum()
    rest_num, rest_den = num.sum() - num[counts], den.sum() - den[counts]
    if (rest_den <= TINY).any():
        return False
    sizes = rest_num / rest_den
    own = num[counts] / den[counts]
    heavy = den[counts] >= 0.15 * np.median(den[counts])
    return bool(
        (sizes * np.sign(whole) >= _LEFT_OUT_SHARE * abs(whole)).all()
        and (rest_num / np.sqrt(rest_den) * np.sign(whole) >= _LEFT_OUT_Z).all()
        and np.median(own[heavy]) * np.sign(whole) >= _TYPICAL_SHARE * abs(whole)
    )


def shared(num: Floats, den: Floats, size: float) -> tuple[int, int]:
    """Count those who have a change clearly (1.5 standard errors and more of its direction), and all concerned."""
    there = den > TINY
    own = num[there] / np.sqrt(den[there]) * np.sign(size)
    return int((own >= _CLEARLY).sum()), int(there.sum())


def strength(num: Floats, den: Floats) -> float:
    """Return z² of a stretch of many, from what it says of each."""
    return float(num.sum() ** 2 / max(float(den.sum()), TINY))
