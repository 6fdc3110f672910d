"""Power loss: from the log of what an action did to files, the disk is built as it may look when the power goes.

A model, not a disk. What was synced is there. Of what was not, each write is there, torn (some of its sectors of 512
bytes) or gone, whatever came after it; names (files made, renamed, taken away) are kept by the disk in their order, and
some last ones of them are gone. A sync of a folder, or of the file itself, makes a name last, with all before it.
"""

import random
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = struct.Struct("=cqqIII")
_SECTOR = 512
_NAMING = "ourlm"
_AT_LEAST = 4  # states of a moment


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation out of the log; `letter` as in shim.c, or a for an acknowledgement, whose number is `offset`."""

    letter: str
    inode: int
    offset: int
    path: str
    other: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Log:
    """What an action did, from the folder as it was; `begun` is how many operations came before its first step."""

    start: Path
    folder: Path
    inodes: Mapping[int, str]
    operations: Sequence[Operation]

    @property
    def begun(self) -> int:
        """Return how many operations came before the first step."""
        return next(at for at, each in enumerate(self.operations, 1) if each.letter == "a")


def read(log: Path) -> Iterator[Operation]:
    """Read what the shim wrote."""
    with log.open("rb") as file:
        while head := file.read(_HEAD.size):
            letter, inode, offset, *lengths = _HEAD.unpack(head)
            path, other, data = (file.read(length) for length in lengths)
            yield Operation(letter.decode(), inode, offset, path.decode(), other.decode(), data)


def inodes(folder: Path) -> dict[int, str]:
    """Return the files of a folder by their number on the disk."""
    return {path.stat().st_ino: str(path) for path in folder.rglob("*") if path.is_file()}


@dataclass(slots=True)
class _Written:
    """What happened to one file: its content to begin with, and each write and cut with whether it is synced."""

    content: bytes = b""
    changes: list[tuple[Operation, bool]] = field(default_factory=list)

    def sync(self) -> None:
        """Make everything so far last."""
        self.changes = [(change, True) for change, _ in self.changes]


class Disk:
    """The disk when the power goes after some operations: what is there for sure, and what may be."""

    def __init__(self, log: Log, cut: int) -> None:
        """Follow the log up to an operation."""
        self.done = 0
        self._files: list[_Written] = []
        self._now: dict[int, int] = {}  # which file has an inode now
        self._names: dict[str, int] = {}  # the files by their names at the start
        self._naming: list[tuple[Operation, int]] = []
        self._lasting = 0  # so many of the namings last
        for inode, path in log.inodes.items():
            source = log.start / Path(path).relative_to(log.folder)
            self._names[path] = self._now[inode] = len(self._files)
            self._files.append(_Written(source.read_bytes()))
        for operation in log.operations[:cut]:
            self._follow(operation)

    def _follow(self, operation: Operation) -> None:
        letter = operation.letter
        if letter == "a":
            self.done = operation.offset
        elif letter == "o":
            self._now[operation.inode] = len(self._files)
            self._files.append(_Written())
        if letter in "wt":
            self._files[self._now[operation.inode]].changes.append((operation, False))
        elif letter == "s":
            self._sync(operation)
        if letter in _NAMING:
            self._naming.append((operation, self._now.get(operation.inode, -1)))

    def _sync(self, operation: Operation) -> None:
        number = self._now.get(operation.inode, -1)
        if number >= 0:
            self._files[number].sync()
        for at, (naming, made) in enumerate(self._naming, 1):
            parents = {str(Path(path).parent) for path in (naming.path, naming.other) if path}
            its_own = made == number >= 0 or (naming.letter in "rl" and naming.other == operation.path)
            if operation.path in parents or its_own:
                self._lasting = max(self._lasting, at)

    def as_found(self, source: random.Random | None, *, kept: bool = False) -> dict[str, bytes]:
        """Return the files as they may be found: what is not synced drawn by the source, or all kept, or all gone."""
        spare = len(self._naming) - self._lasting
        named = self._lasting + (source.randint(0, spare) if source else spare * kept)
        names = self._named(named)
        contents: dict[int, bytes] = {}
        for number, written in enumerate(self._files):
            if number in names.values():
                contents[number] = _content(written, source, kept=kept)
        return {path: contents[number] for path, number in sorted(names.items())}

    def _named(self, count: int) -> dict[str, int]:
        """Return which file has which name after so many namings."""
        names = dict(self._names)
        for operation, made in self._naming[:count]:
            path, other = operation.path, operation.other
            if operation.letter == "o":
                names[path] = made
            elif operation.letter == "u":
                names.pop(path, None)
            elif operation.letter == "l" and path in names:
                names[other] = names[path]
            elif operation.letter == "r":
                moved = {name: number for name, number in names.items() if name == path or name.startswith(f"{path}/")}
                names = {name: number for name, number in names.items() if name not in moved}
                names |= {other + name.removeprefix(path): number for name, number in moved.items()}
        return names


def _content(written: _Written, source: random.Random | None, *, kept: bool) -> bytes:
    content = bytearray(written.content)
    for change, synced in written.changes:
        fate = "kept" if synced or kept else source.choice(("kept", "gone", "torn")) if source else "gone"
        if fate == "gone" or (change.letter == "t" and fate == "torn"):
            continue
        if change.letter == "t":
            del content[change.offset :]
            content.extend(bytes(max(0, change.offset - len(content))))
            continue
        for first in range(0, len(change.data), _SECTOR):
            if fate == "torn" and source is not None and source.random() < 0.5:
                continue
            place, part = change.offset + first, change.data[first : first + _SECTOR]
            content.extend(bytes(max(0, place + len(part) - len(content))))
            content[place : place + len(part)] = part
    return bytes(content)


def states(log: Log, most: int, seed: str) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Yield how the disk may look, with how much was said to be saved: so many states, or a few more.

    Of all moments from the first step on, or of some, always of those when something was just said to be saved; of each
    moment with all gone, all kept, and the rest drawn.
    """
    source = random.Random(seed)
    moments = range(log.begun, len(log.operations) + 1)
    said = {at for at in moments if log.operations[at - 1].letter == "a"}
    cuts = sorted(said | set(source.sample(moments, min(len(moments), max(1, most // _AT_LEAST)))))
    for cut in cuts:
        disk = Disk(log, cut)
        yield disk.done, disk.as_found(None)
        yield disk.done, disk.as_found(None, kept=True)
        for _ in range(max(_AT_LEAST, -(-most // len(cuts))) - 2):
            yield disk.done, disk.as_found(source)


def write_down(state: Mapping[str, bytes], folder: Path) -> None:
    """Make the folder look like a state."""
    folder.mkdir()
    for path, content in state.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch(mode=0o600)
        Path(path).write_bytes(content)
