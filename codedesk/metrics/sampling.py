"""How many charts to audit, and which: sample sizes for an aimed precision, and a draw that anybody can repeat.

Plain numbers and texts; nothing here knows of coders, stores or shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import ceil, sqrt

from codedesk.metrics.intervals import Z_95, evidence, wilson

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


@dataclass(frozen=True, slots=True)
class SampleEvidence:
    """What a sample of one size can show of a target: by its 95 % Wilson interval, chart by chart.

    At most_below right or fewer the whole interval lies under the target (None: never); from least_above right on
    it lies above (None: never). charts_needed: the fewest charts that can show it, if every one is right.
    """

    target: float
    size: int
    most_below: int | None
    least_above: int | None
    charts_needed: int | None


def sample_evidence(target: float, size: int, z: float = Z_95) -> SampleEvidence:
    """Return what `size` charts can show of a target (a fraction); ValueError for a size under 1.

    All of n right has the lower limit n ÷ (n + z²), which reaches the target from n = z²·target ÷ (1 - target) on.
    """
    if size < 1:
        msg = "a sample has at least one chart"
        raise ValueError(msg)
    shown = [evidence(*wilson(right, size, z), target) for right in range(size + 1)]
    below = [right for right, said in enumerate(shown) if said == "below"]
    above = [right for right, said in enumerate(shown) if said == "meets"]
    needed = None if target >= 1 else max(1, _up(z * z * target / (1 - target)))
    return SampleEvidence(target, size, max(below, default=None), min(above, default=None), needed)


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
