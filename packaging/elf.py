"""What a Linux library asks for, read from its own head: the names that the system's loader looks up when it starts."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

NEEDED, STRTAB, RPATH, RUNPATH = 1, 5, 15, 29
LOADABLE, DYNAMIC = 1, 2

# Every Linux system has these: the C library, the loader, the runtime of C++ and the compression of all packages.
EVERYWHERE = frozenset(
    {
        "libc.so.6",
        "libm.so.6",
        "libdl.so.2",
        "librt.so.1",
        "libpthread.so.0",
        "libutil.so.1",
        "libresolv.so.2",
        "ld-linux-x86-64.so.2",
        "ld-linux-aarch64.so.1",
        "libgcc_s.so.1",
        "libstdc++.so.6",
        "libz.so.1",
    }
)


def needed(path: Path) -> tuple[str, ...]:
    """Return the libraries that a program or a library asks for; none where it is no 64-bit ELF file."""
    data = path.read_bytes()
    if data[:5] != b"\x7fELF\x02":
        return ()
    segments = list(_segments(data))
    entries = [entry for kind, at, _, size in segments if kind == DYNAMIC for entry in _entries(data, at, size)]
    names = next((_offset(segments, value) for tag, value in entries if tag == STRTAB), 0)
    return tuple(_text(data, names + value) for tag, value in entries if tag == NEEDED)


def without_places(data: bytes) -> bytes:
    """Return a library without the folders of the machine that built it, in which it would look for others first.

    Folders told from the library's own place ($ORIGIN) stay: that is how the parts of a bundle find each other.
    """
    if data[:5] != b"\x7fELF\x02":
        return data
    segments = list(_segments(data))
    found = [(at, size) for kind, at, _, size in segments if kind == DYNAMIC]
    for at, size in found:
        entries = list(_entries(data, at, size))
        names = next((_offset(segments, value) for tag, value in entries if tag == STRTAB), 0)
        kept = [
            entry for entry in entries if entry[0] not in (RPATH, RUNPATH) or "$ORIGIN" in _text(data, names + entry[1])
        ]
        table = b"".join(struct.pack("<QQ", *entry) for entry in kept)
        data = data[:at] + table.ljust(size, b"\0") + data[at + size :]
    return data


def glibc(paths: Iterable[Path]) -> str:
    """Return the newest version of the C library that any of the files asks for."""
    found = {match for path in paths for match in re.findall(rb"GLIBC_(2\.\d+)\0", path.read_bytes())}
    versions: list[str] = [text.decode() for text in found]
    return max(versions, key=lambda text: int(text.partition(".")[2]))


def _segments(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Give kind, place in the file, address and size of each segment."""
    table, size, count = *struct.unpack_from("<Q", data, 0x20), *struct.unpack_from("<HH", data, 0x36)
    for at in range(table, table + size * count, size):
        kind, _, offset, address, _, length = struct.unpack_from("<IIQQQQ", data, at)
        yield kind, offset, address, length


def _entries(data: bytes, at: int, size: int) -> Iterator[tuple[int, int]]:
    yield from struct.iter_unpack("<QQ", data[at : at + size])


def _offset(segments: Iterable[tuple[int, int, int, int]], address: int) -> int:
    """Return where in the file an address lies."""
    found = (
        at + address - start for kind, at, start, size in segments if kind == LOADABLE and 0 <= address - start < size
    )
    return next(found, 0)


def _text(data: bytes, at: int) -> str:
    return data[at : data.index(b"\0", at)].decode()
