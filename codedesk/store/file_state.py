"""How a department stands: its file, its disk, who may read it, its backups and what each of them holds.

Here lives the look; what it means for a person is said on the Safety page. Nothing is changed, and the department file
itself is never opened a second time.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from codedesk import formats, paths
from codedesk.errors import CannotSave, NotADepartment
from codedesk.store import backups, disks
from codedesk.store.backups import Backup
from codedesk.store.connection import Connection

_HELD = (
    "SELECT (SELECT coalesce(max(id), 0) FROM change), (SELECT max(at) FROM change),"
    " (SELECT count(*) FROM work_day WHERE NOT voided), (SELECT count(*) FROM audit WHERE NOT voided),"
    " (SELECT hash FROM change_entry ORDER BY id LIMIT 1)"
)
_SINCE = "SELECT count(*) FROM change WHERE id > ?"
_LAST_STEPS = "SELECT step FROM change WHERE id > ? ORDER BY id DESC LIMIT 3"
_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Contents:
    """What a department file holds: its newest step, by number and time (UTC), work days and audits.

    beginning is the hash of its first entry, by which departments are told apart.
    """

    step: int
    at: datetime | None
    days: int
    audits: int
    beginning: str

    @property
    def words(self) -> str:
        """Say what is held: "412 days, 38 audits, 1,204 steps"."""
        held = (formats.plural(self.days, "day"), formats.plural(self.audits, "audit"))
        return ", ".join((*held, formats.plural(self.step, "step")))


@dataclass(frozen=True, slots=True)
class HeldBackup:
    """A backup, what it holds (None where it cannot be read), whether it is what was checked, and as what it stays.

    stays: daily, weekly or monthly; "asked" for one that is never thinned; "upgrade"; "last" for one of those that hold
    most; "" for one that goes at the next thinning.
    """

    backup: Backup
    contents: Contents | None
    state: "State"
    stays: str

    @property
    def sound(self) -> bool:
        """Tell whether it can be relied on, as far as that is seen without a test."""
        return self.contents is not None and self.state != "changed"


@dataclass(frozen=True, slots=True)
class FileState:
    """How a department stands. size and free in bytes, None where they cannot be told; newest of the backups first.

    others_read: whether other persons of this computer may read the file. disk_encrypted: None where it cannot be told.
    trouble: with the folder of backups.
    """

    path: Path
    contents: Contents
    size: int | None
    free: int | None
    danger: str
    others_read: bool
    disk_encrypted: bool | None
    held: tuple[HeldBackup, ...]
    trouble: str


State = Literal["checked", "changed", "unknown"]
Seen = dict[tuple[Path, int, int], tuple[Contents | None, State]]


def contents(connection: Connection) -> Contents:
    """Read what the open department holds."""
    return _contents(connection.raw)


def contents_of(path: Path) -> Contents | None:
    """Read what a closed department file holds; None where it cannot be read."""
    try:
        with closing(backups.opened(path)) as copy:
            return _contents(copy)
    except (OSError, NotADepartment, sqlite3.Error, ValueError, TypeError):
        return None


def steps_since(connection: Connection, step: int) -> tuple[int, tuple[str, ...]]:
    """Count the steps behind one, and name the last three of them, the newest first."""
    count: int = connection.raw.execute(_SINCE, (step,)).fetchone()[0]
    return count, tuple(words for (words,) in connection.raw.execute(_LAST_STEPS, (step,)))


def file_state(path: Path, held: Contents, seen: Seen, now: datetime | None = None) -> FileState:
    """Look at the file from outside and at its backups; `seen` keeps what was read of backups that did not change."""
    at = now or datetime.now(UTC)
    trouble, rows = "", tuple[Backup, ...]()
    try:
        rows = backups.listed(backups.folder_of(path), path.stem)
    except CannotSave as error:
        trouble = str(error)
    stays = backups.places(rows, at)
    found = _with_last(tuple(_held(row, seen, stays.get(row.path, _else(row))) for row in rows))
    size, others = _of_file(path)
    danger, sealed = paths.unsafe_place(path) or "", disks.is_encrypted(path.parent)
    return FileState(path, held, size, _free(path), danger, others, sealed, found, trouble)


def another_disk(folder: Path, path: Path) -> bool:
    """Tell whether a folder outlives the disk of a file: on another one, on a network, or copied to a server."""
    try:
        return folder.stat().st_dev != path.stat().st_dev or paths.unsafe_place(folder / path.name) is not None
    except OSError:
        return False


def make_private(path: Path) -> None:
    """Let only the owner read the file; CannotSave in words where that is not allowed."""
    try:
        path.chmod(0o600)
    except OSError as error:
        reason = f"Who may read “{path.name}” could not be changed ({error.strerror or error})."
        raise CannotSave(reason) from error


def _contents(raw: sqlite3.Connection) -> Contents:
    step, at, days, audits, beginning = raw.execute(_HELD).fetchone()
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC) if at else None
    return Contents(step, moment, days, audits, beginning or "")


def _held(row: Backup, seen: Seen, stays: str) -> HeldBackup:
    try:
        shape = row.path.stat()
    except OSError:
        return HeldBackup(row, None, "unknown", stays)
    key = (row.path, shape.st_size, shape.st_mtime_ns)
    if key not in seen:
        looked: State = "unknown" if not row.digest else "checked" if row.untouched else "changed"
        seen[key] = (contents_of(row.path), looked)
    found, state = seen[key]
    return HeldBackup(row, found, state, stays)


def _with_last(rows: tuple[HeldBackup, ...]) -> tuple[HeldBackup, ...]:
    """Say of those that hold most that they stay for that, where nothing else keeps them: dates may be wrong."""
    last = sorted(rows, key=lambda row: row.contents.step if row.contents else 0, reverse=True)[: backups.LAST]
    return tuple(replace(row, stays="last") if row in last and not row.stays else row for row in rows)


def _else(row: Backup) -> str:
    """Say as what a backup stays that has no place among the days, weeks and months."""
    return "" if row.why in backups.THINNED else "upgrade" if row.why.startswith("upgrade") else "asked"


def _of_file(path: Path) -> tuple[int | None, bool]:
    try:
        found = path.stat()
    except OSError:
        return None, False
    return found.st_size, os.name == "posix" and bool(found.st_mode & _OTHERS)


def _free(path: Path) -> int | None:
    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return None
