"""Rows put into groups by whole numbers from 0 on, without sorting them. Plain arrays."""

import numpy as np

from codedesk.metrics.standards import Ints


def different(numbers: Ints, most: int) -> tuple[Ints, Ints]:
    """Return the different ones of numbers below most, in order, and which of them each is."""
    there = np.zeros(most, np.bool_)
    there[numbers] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[numbers]
