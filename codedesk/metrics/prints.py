"""Prints of what figures are made from: the same print, the same numbers, so that what was made can be found again."""

from collections.abc import Sequence
from hashlib import sha1

import numpy as np
import numpy.typing as npt

from codedesk.metrics.standards import Bools, Floats, Ints

_ODD = np.uint64(0x9E3779B97F4A7C15)  # 2⁶⁴ ÷ the golden ratio: Knuth's multiplicative hashing
_HALF = np.uint64(32)
# Appleby's finalizer of MurmurHash3: each bit moves all others.
_STEPS = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)


def printed(*parts: bytes | memoryview) -> bytes:
    """Return a print of some parts: the same print, the same parts."""
    made = sha1(usedforsecurity=False)  # processors have it built in
    for part in parts:
        made.update(part)
    return made.digest()


def row_prints(group: Ints, columns: Sequence[Floats | Ints | Bools], groups: int) -> npt.NDArray[np.uint64]:
    """Return a print of the rows of each group, in their order, in 64 bits: all rows at once, and added up by group."""
    order = np.argsort(group, kind="stable")
    ends = np.searchsorted(group[order], np.arange(groups + 1))
    place = np.arange(len(order)) - np.repeat(ends[:-1], np.diff(ends))
    mixed = place.astype(np.uint64) * _ODD
    for column in columns:
        mixed ^= column[order].astype(np.float64, copy=False).view(np.uint64)
        mixed *= _ODD
        mixed ^= mixed >> _HALF
    for step in _STEPS:  # what rows change by must not cancel where they are added: 8 and 7.5 that two days swap
        mixed *= step
        mixed ^= mixed >> _HALF
    running = np.zeros(len(order) + 1, np.uint64)
    np.cumsum(mixed, out=running[1:])
    return np.asarray(running[ends[1:]] - running[ends[:-1]])
