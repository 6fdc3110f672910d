"""How sure a difference of two periods is, from leaving out their weeks (or audits) one at a time. Plain arrays.

The jackknife of two independent samples (Efron and Tibshirani 1993, chapter 11; Wolter 2007, chapter 4), with Student's
t at the degrees of freedom of Welch (1947). No SQL, no Qt.
"""

import numpy as np

from codedesk.metrics.intervals import Z_95
from codedesk.metrics.standards import Floats

FEWEST = 4  # units in each sample, for an interval


def t_95(freedom: float) -> float:
    """Return the two-sided 95 % point of Student's t (Abramowitz and Stegun 26.7.5), to 0.02 from 3 degrees on."""
    z = Z_95
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, 1))


def half_width(without_first: Floats, without_second: Floats) -> float | None:
    """Return half a 95 % interval of a difference of two samples; None where one of them has under four units.

    Each array holds the difference with one unit of that sample left out, in turn.
    """
    samples = (without_first, without_second)
    if min(map(len, samples)) < FEWEST:
        return None
    variances = [_variance(each) for each in samples]
    total = sum(variances)
    if total <= 0:
        return 0.0
    spent = sum(v**2 / (len(each) - 1) for v, each in zip(variances, samples, strict=True))
    return float(t_95(total**2 / spent) * np.sqrt(total))


def _variance(without: Floats) -> float:
    count = len(without)
    return float((count - 1) / count * ((without - without.mean()) ** 2).sum())
