"""The beta distribution: how much of it lies below a value, and the value below which so much lies. Plain arrays.

The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8, by Lentz's method), and its
inverse by halving.
"""

from math import lgamma

import numpy as np

from codedesk.metrics.standards import Floats

_STEPS = 300
_HALVINGS = 50
_TINY = 1e-300
_CLOSE = 1e-14


def beta_below(x: Floats, a: Floats, b: Floats) -> Floats:
    """Return the share of Beta(a, b) that lies below each x from 0 to 1."""
    x, a, b = np.broadcast_arrays(np.asarray(x, float), np.asarray(a, float), np.asarray(b, float))
    turned = x > (a + 1) / (a + b + 2)
    p, q, at = np.where(turned, b, a), np.where(turned, a, b), np.where(turned, 1 - x, x)
    inner = np.clip(at, _TINY, 1 - 1e-16)
    log_size = np.vectorize(lgamma, otypes=[float])
    front = log_size(p + q) - log_size(p) - log_size(q) + p * np.log(inner) + q * np.log1p(-inner)
    below = np.where(at <= 0, 0.0, np.exp(front) * _fraction(inner, p, q) / p)
    return np.clip(np.where(turned, 1 - below, below), 0.0, 1.0)


def _fraction(x: Floats, a: Floats, b: Floats) -> Floats:
    c, d = np.ones(x.shape), _turned(1 - (a + b) * x / (a + 1))
    found = d.copy()
    for m in range(1, _STEPS):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = _turned(1 + step * d)
            c = 1 + step / np.where(np.abs(c) < _TINY, _TINY, c)
            change = c * d
            found = found * change
        if (np.abs(change - 1) < _CLOSE).all():
            break
    return np.asarray(found)


def _turned(value: Floats) -> Floats:
    return np.asarray(1 / np.where(np.abs(value) < _TINY, _TINY, value))


def beta_point(share: float, a: Floats, b: Floats) -> Floats:
    """Return the value below which `share` of Beta(a, b) lies."""
    a, b = np.broadcast_arrays(np.asarray(a, float), np.asarray(b, float))
    low, high = np.zeros(a.shape), np.ones(a.shape)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        less = beta_below(middle, a, b) < share
        low, high = np.where(less, middle, low), np.where(less, high, middle)
    return (low + high) / 2
