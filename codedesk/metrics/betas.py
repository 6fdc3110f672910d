"""The beta distribution: how much of it lies below a value, and the value below which so much lies. Plain arrays.

The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8, by Lentz's method), and its
inverse by Halley's steps, halving where one would lead out of what is left.
"""

from math import lgamma
from statistics import NormalDist

import numpy as np

from codedesk.metrics.standards import Floats

_STEPS = 300
_MOST_TRIES = 60
_SETTLED = 1e-13
_TINY = 1e-300
_CLOSE = 1e-14
_NEARLY = 1e-11


def beta_below(x: Floats, a: Floats, b: Floats) -> Floats:
    """Return the share of Beta(a, b) that lies below each x from 0 to 1."""
    x, a, b = np.broadcast_arrays(np.asarray(x, float), np.asarray(a, float), np.asarray(b, float))
    turned = x > (a + 1) / (a + b + 2)
    p, q, at = np.where(turned, b, a), np.where(turned, a, b), np.where(turned, 1 - x, x)
    inner = np.maximum(at, _TINY)
    front = p * np.log(inner) + q * np.log1p(-inner) - _log_size(a, b)
    below = np.where(at <= 0, 0.0, np.exp(front) * _fraction(inner, p, q) / p)
    return np.clip(np.where(turned, 1 - below, below), 0.0, 1.0)


def _log_size(a: Floats, b: Floats) -> Floats:
    """Return the logarithm of the complete beta function."""
    log_gamma = np.vectorize(lgamma, otypes=[float])
    return np.asarray(log_gamma(a) + log_gamma(b) - log_gamma(a + b))


def _fraction(x: Floats, a: Floats, b: Floats) -> Floats:
    c, d = np.ones(x.shape), _turned(1 - (a + b) * x / (a + 1))
    found, before = d.copy(), np.inf
    for m in range(1, _STEPS):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = _turned(1 + step * d)
            c = 1 + step / np.where(np.abs(c) < _TINY, _TINY, c)
            change = c * d
            found = found * change
        left = float(np.abs(change - 1).max(initial=0.0))
        # of large a and b rounding moves it for ever by more than is asked: where it comes no closer, it has settled
        if left < _CLOSE or before <= left < _NEARLY:
            break
        before = left
    return np.asarray(found)


def _turned(value: Floats) -> Floats:
    return np.asarray(1 / np.where(np.abs(value) < _TINY, _TINY, value))


def beta_point(share: Floats | float, a: Floats, b: Floats) -> Floats:
    """Return the value below which `share` of Beta(a, b) lies."""
    share, a, b = np.broadcast_arrays(np.asarray(share, float), np.asarray(a, float), np.asarray(b, float))
    low, high, size = np.zeros(a.shape), np.ones(a.shape), _log_size(a, b)
    mean, off = a / (a + b), np.vectorize(NormalDist().inv_cdf, otypes=[float])(share)
    # where it would lie if the distribution were normal but for its skewness (Cornish and Fisher 1938)
    spread = np.sqrt(mean * (1 - mean) / (a + b + 1))
    skewness = 2 * (b - a) * np.sqrt(a + b + 1) / ((a + b + 2) * np.sqrt(a * b))
    at = np.clip(mean + spread * (off + skewness * (off**2 - 1) / 6), mean / 2, (1 + mean) / 2)
    for _ in range(_MOST_TRIES):
        off = beta_below(at, a, b) - share
        low, high = np.where(off < 0, at, low), np.where(off < 0, high, at)
        inner = np.clip(at, _TINY, 1 - 1e-16)
        steep = np.exp((a - 1) * np.log(inner) + (b - 1) * np.log1p(-inner) - size)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            plain = off / steep
            step = at - plain / (1 - np.minimum(plain * ((a - 1) / inner - (b - 1) / (1 - inner)), 1) / 2)
        next_at = np.where((step >= low) & (step <= high), step, (low + high) / 2)
        moved, at = np.abs(next_at - at), next_at
        if (moved <= _SETTLED).all():
            break
    return np.asarray(at)
