"""Whereabouts: is the file under the path still the one that is open? Two or three looks at the folder, no reading.

A sync service, a restore by hand or a renamed folder takes the file away under an open window; SQLite goes on writing
into what it holds, which nobody will find again. Here lives only the look; what to do then is the desk's.

The file is held open beside SQLite: that tells which file it is for as long as it is open, and lets it be read without
SQLite's lock being lost (closing any other handle of the file would drop it).
"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from codedesk.store import engines, history

_TRIES = 3
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Astray:
    """What happened to the file under its path; `now` is where the open file is, if that can be found out."""

    how: Literal["gone", "folder", "replaced", "overwritten", "journal"]
    path: Path
    now: Path | None = None

    @property
    def taken(self) -> bool:
        """Tell whether another file stands in the place."""
        return self.how in ("replaced", "overwritten")

    @property
    def happened(self) -> str:
        """Say what happened, in a sentence."""
        name, folder = f"“{self.path.name}”", f"“{self.path.parent}”"
        now = f" The open file is “{self.now}” now." if self.now else ""
        return {
            "gone": f"{name} is no longer in {folder}; it was moved, renamed or deleted.{now}",
            "folder": f"the folder {folder} is no longer there; it was renamed, moved or disconnected.{now}",
            "replaced": f"another file was put in the place of {name} in {folder} (a sync service or a restore by hand "
            f"does that).{now}",
            "overwritten": f"{name} in {folder} was written over from outside CodeDesk.",
            "journal": f"a journal that is not CodeDesk's lies beside {name} in {folder} (a sync service does that).",
        }[self.how]

    @property
    def sentence(self) -> str:
        """Say what happened, as a sentence of its own."""
        return f"{self.happened[0].upper()}{self.happened[1:]}"


class Whereabouts:
    """Knows which file is open, by its number on the disk where the disk has such numbers, else by time and size."""

    def __init__(self, path: Path) -> None:
        """Take hold of the file before SQLite opens it; OSError where it cannot be read."""
        self._path = path
        self._journal_path = path.resolve().with_name(f"{path.resolve().name}-journal")
        self._journal: tuple[int, int] | None = None
        self._handle, self._numbered = _held(path)
        self._seen = _shape(os.fstat(self._handle))

    def settle(self) -> None:
        """Take what the file and its journal look like now for CodeDesk's own work: after opening and each commit."""
        self._seen = _shape(os.fstat(self._handle))
        journal = _looked_at(self._journal_path)
        self._journal = _number(journal) if journal else self._journal

    def look(self, raw: sqlite3.Connection) -> Astray | None:
        """Look between two changes whether it is the file, untouched by others, with no foreign journal beside it."""
        found = self.look_at_name()
        if found is None and _shape(os.fstat(self._handle)) != self._seen:
            if not self._holds_the_same(raw):
                return Astray("overwritten", self._path)
            self.settle()  # only its time was touched
        return found or self._look_at_journal(raw)

    def look_at_name(self) -> Astray | None:
        """Look while a change is being stored whether the name still leads to the open file."""
        there = _looked_at(self._path)
        mine = os.fstat(self._handle)
        if there is None:
            return Astray("gone" if _looked_at(self._path.parent) else "folder", self._path, self._now(mine))
        same = _number(there) == _number(mine) if self._numbered else _shape(there) == _shape(mine)
        return None if same else Astray("replaced", self._path, self._now(mine))

    def journal_is_there(self) -> bool:
        """Tell whether what would bring the file back after a power cut is where SQLite will look for it."""
        return _looked_at(self._journal_path) is not None

    def journal_is_hot(self) -> bool:
        """Tell whether the next open will take back what is in the file, because its transaction was not finished."""
        journal = _looked_at(self._journal_path)
        return journal is not None and journal.st_size > 0

    def close(self) -> None:
        """Let go. After SQLite has."""
        with suppress(OSError):
            os.close(self._handle)

    def _look_at_journal(self, raw: sqlite3.Connection) -> Astray | None:
        journal = _looked_at(self._journal_path)
        if journal is not None and (not self._numbered or _number(journal) == self._journal):
            return None
        if journal is not None and journal.st_size:
            return Astray("journal", self._path)
        if self._journal is not None:  # taken away: let SQLite make a new one, without giving up its lock
            for mode in ("OFF", "TRUNCATE"):
                raw.execute(f"PRAGMA journal_mode={mode}")
            self._journal = None
        return None

    def _holds_the_same(self, raw: sqlite3.Connection) -> bool:
        if engines.secret_of(raw) is not None:
            return self._seals_hold(raw)
        mine, at = memoryview(raw.serialize()), 0
        if len(mine) != os.fstat(self._handle).st_size:
            return False
        for chunk in self._read():
            if mine[at : at + len(chunk)] != chunk:
                return False
            at += len(chunk)
        return at == len(mine)

    def _seals_hold(self, raw: sqlite3.Connection) -> bool:
        """Tell of an encrypted file whether each page is one of it, and that the whole is no older state of it."""
        if raw.execute("PRAGMA cipher_integrity_check").fetchall():
            return False
        with suppress(sqlite3.Error), closing(engines.again(raw, self._path)) as there:
            return history.end_in(there) == history.end_in(raw)
        return False

    def _read(self) -> Iterator[bytes]:
        os.lseek(self._handle, 0, os.SEEK_SET)
        while chunk := os.read(self._handle, _CHUNK):
            yield chunk

    def _now(self, mine: os.stat_result) -> Path | None:
        """Find the name under which the open file is now, where the system tells (Linux), or None."""
        if not sys.platform.startswith("linux") or not mine.st_nlink or not self._numbered:
            return None
        try:
            found = Path(f"/proc/self/fd/{self._handle}").readlink()
        except OSError:
            return None
        there = _looked_at(found)
        return found if there is not None and _number(there) == _number(mine) else None


def _held(path: Path) -> tuple[int, bool]:
    """Open the file and tell whether its number can be relied on: the name and the handle must give the same one."""
    for _ in range(_TRIES):
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        there, mine = _looked_at(path), os.fstat(handle)
        if mine.st_ino and there is not None and _number(there) == _number(mine):
            return handle, True
        os.close(handle)  # another file came in between, or the numbers mean nothing here
    return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)), False


def _looked_at(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _number(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino


def _shape(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns
