"""How sure a number is: Wilson's interval, the design effect of codes inside records, two statements. Plain numbers."""

from math import sqrt

from codedesk.metrics.figures import Evidence, Observed

Z_95 = 1.959964
SMALL_SAMPLE = 30
DUST = 1e-9


def wilson(right: float, n: float, z: float = Z_95) -> tuple[float, float]:
    """Return the Wilson interval of right out of n, as fractions that contain right ÷ n; ValueError without a sample.

    centre (x+z²/2)/(n+z²), half width z√(x(1-x/n)+z²/4)/(n+z²).
    """
    if n <= 0:
        msg = "an interval needs a sample"
        raise ValueError(msg)
    share = right / n
    centre = (right + z * z / 2) / (n + z * z)
    half = z * sqrt(max(right * (1 - share), 0.0) + z * z / 4) / (n + z * z)
    return max(0.0, min(centre - half, share)), min(1.0, max(centre + half, share))


def observed(value: float, standard: float | None) -> Observed | None:
    """State whether the figure itself meets the standard, unrounded."""
    if standard is None:
        return None
    return "met" if value >= standard - DUST else "below"


def evidence(low: float, high: float, standard: float | None) -> Evidence | None:
    """State what the sample can show: the whole interval above the standard, across it, or under it."""
    if standard is None:
        return None
    if low >= standard - DUST:
        return "meets"
    return "below" if high < standard - DUST else "cannot_tell"
