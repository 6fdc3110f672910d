"""How many charts to audit, and which: sample sizes for an aimed precision, and a draw that anybody can repeat.

Plain numbers and texts; nothing here knows of coders, stores or shows.
"""

from collections.abc import Sequence
from hashlib import sha256
from math import ceil, sqrt

from codedesk.metrics.intervals import Z_95

_DUST = 1e-9
_MOST = 100_000_000


def sample_size(share: float, margin: float, population: int | None = None, z: float = Z_95) -> int:
    """Return how many of `population` (None: without end) to audit for share ± margin, by the normal rule.

    Cochran: n0 = z²·p(1-p) ÷ d², n = n0 ÷ (1 + (n0-1)/N), rounded up and at most N. share and margin are fractions;
    ValueError for a margin that is not above 0, a share outside 0 to 1, or a population under 1.
    """
    _check(share, margin, population)
    endless = z * z * share * (1 - share) / (margin * margin)
    if population is None:
        return max(1, _up(endless))
    return max(1, min(population, _up(endless / (1 + (endless - 1) / population))))


def wilson_size(share: float, margin: float, z: float = Z_95) -> int:
    """Return the smallest n whose Wilson interval is no wider than ± margin where `share` of n is right.

    half width z√(n·p(1-p) + z²/4) ÷ (n + z²), which only falls as n grows. It also answers where share is 0 or 1,
    where the normal rule says that one chart would do. ValueError as sample_size.
    """
    _check(share, margin, None)
    low, high = 1, _MOST
    while low < high:
        middle = (low + high) // 2
        if wilson_margin(share, middle, z) <= margin + _DUST:
            high = middle
        else:
            low = middle + 1
    return low


def wilson_margin(share: float, size: int, z: float = Z_95) -> float:
    """Return half the width of the Wilson interval of `share` right out of `size`."""
    return z * sqrt(size * share * (1 - share) + z * z / 4) / (size + z * z)


def drawn(frame: Sequence[str], seed: int, size: int) -> tuple[str, ...]:
    """Return `size` references of the frame, drawn at random and for ever the same for one seed.

    Every reference gets the SHA-256 of "seed:reference" (UTF-8, written in lower-case hexadecimal); the references are
    put in rising order of it and the first `size` are drawn. The order of the frame does not matter, and a larger draw
    of the same frame begins with the smaller one. ValueError for a size outside the frame, or a reference twice.
    """
    if len(set(frame)) != len(frame):
        msg = "a reference stands twice in the frame"
        raise ValueError(msg)
    if not 1 <= size <= len(frame):
        msg = "the size of a draw is from 1 to that of its frame"
        raise ValueError(msg)
    return tuple(sorted(frame, key=lambda reference: (_rank(seed, reference), reference))[:size])


def _rank(seed: int, reference: str) -> str:
    return sha256(f"{seed}:{reference}".encode()).hexdigest()


def _up(value: float) -> int:
    return ceil(value - _DUST)


def _check(share: float, margin: float, population: int | None) -> None:
    if not 0 <= share <= 1 or margin <= 0 or (population is not None and population < 1):
        msg = "a share is from 0 to 1, a margin above 0, a population at least 1"
        raise ValueError(msg)
