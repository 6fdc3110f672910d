"""Columns of numbers as bytes, and back to the last bit. Nothing of what the numbers mean.

What was written by another form, for something else, or was altered or cut since, gives nothing back.
"""

import struct
import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from codedesk.metrics.standards import Floats, Ints

Columns = Sequence[Floats | Ints]
FORM = 1
Narrow = npt.NDArray[np.generic]
_WIDTHS = tuple(map(np.dtype, ("<u1", "<u2", "<i4", "<f4", "<i8", "<f8")))
_PRINT, _HEAD, _COLUMN = struct.Struct("<I"), struct.Struct("<BH"), struct.Struct("<BBI")
_QUICKEST = 1


def packed(meant_for: str, columns: Columns) -> bytes:
    """Return columns as bytes, each in the narrowest form that holds all of it; meant_for says what they are."""
    narrow = [_narrowed(column) for column in columns]
    said = [
        _COLUMN.pack(column.dtype == np.int64, width, len(column))
        for column, (width, _) in zip(columns, narrow, strict=True)
    ]
    head = _HEAD.pack(FORM, len(columns)) + b"".join(said)
    rest = head + zlib.compress(b"".join(each.tobytes() for _, each in narrow), _QUICKEST)
    return _print(meant_for, rest) + rest


def meant(meant_for: str, data: bytes) -> bool:
    """Tell whether bytes are columns that were packed for this, all of them and as they were."""
    seen, rest = data[: _PRINT.size], data[_PRINT.size :]
    return seen == _print(meant_for, rest) and rest[:1] == bytes([FORM])


def unpacked(meant_for: str, data: bytes) -> list[Narrow] | None:
    """Return the columns that were packed, each still in its narrow form; None where the bytes are not just those."""
    if not meant(meant_for, data):
        return None
    rest = data[_PRINT.size :]
    _, count = _HEAD.unpack_from(rest)
    ends = _HEAD.size + count * _COLUMN.size
    said = list(_COLUMN.iter_unpack(rest[_HEAD.size : ends]))
    size = sum(length * _WIDTHS[width].itemsize for _, width, length in said)
    body, at = zlib.decompress(rest[ends:], bufsize=max(size, 1)), 0
    columns: list[Narrow] = []
    for _, width, length in said:
        held = np.frombuffer(body, _WIDTHS[width], length, at)
        at += held.nbytes
        columns.append(held)
    return columns


def widened(column: Narrow) -> Floats:
    """Return a column of numbers in full width; the very same one where it has it."""
    return column.astype(np.float64, copy=False)


def spelled(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Return texts as columns that can be packed: how many letters each has, and the bytes of all letters."""
    letters = np.frombuffer("".join(texts).encode(), np.uint8)
    return np.array([len(text) for text in texts], dtype=np.int64), letters.astype(np.int64)


def unspelled(lengths: Narrow, letters: Narrow) -> tuple[str, ...]:
    """Return the texts that were spelled."""
    every, ends = letters.astype(np.uint8).tobytes().decode(), np.cumsum(lengths.astype(np.int64)).tolist()
    return tuple([every[first:last] for first, last in zip([0, *ends], ends, strict=False)])


def _print(meant_for: str, rest: bytes) -> bytes:
    return _PRINT.pack(zlib.crc32(rest, zlib.crc32(meant_for.encode())))


def _narrowed(column: Floats | Ints) -> tuple[int, Narrow]:
    """Return the first of the forms that holds the very same bits, and the column in it."""
    bits = np.ascontiguousarray(column).view(np.int64)
    for width, name in enumerate(_WIDTHS):
        with np.errstate(all="ignore"):
            narrow = column.astype(name)
            back = narrow.astype(column.dtype)
        if np.array_equal(back.view(np.int64), bits):
            return width, narrow
    msg = f"{column.dtype} fits no form"
    raise ValueError(msg)
