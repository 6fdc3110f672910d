"""How a file comes to a place: owner-only from the start, synced before its rename, its companions set aside first.

A journal (-journal, -wal, -shm) that lies beside a place belongs to the file that was there before. SQLite would play
it into whatever file comes to the place, and damage it. Nothing is deleted here but what was being made.
"""

import os
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from codedesk.errors import CannotSave
from codedesk.lasting import sync, sync_folder

STAMP = "%Y%m%dT%H%M%SZ"
_ENDS = ("-journal", "-wal", "-shm")
_ROLLBACK = b"\x01\x01"  # the two bytes of a file that keeps no write-ahead log


def companions(path: Path) -> list[Path]:
    """Return the journals that lie beside a file, or beside the place of one."""
    return [found for end in _ENDS if os.path.lexists(found := path.with_name(path.name + end))]


def begin(target: Path) -> Path:
    """Return a new, empty file beside a place, which only its owner may read; what an earlier try left is gone."""
    making = target.with_name(f".{target.name}.new")
    discard(making)
    os.close(os.open(making, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return making


def discard(making: Path) -> None:
    """Throw away what was being made, and its journals."""
    for path in (making, *companions(making)):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def settle(making: Path, target: Path) -> None:
    """Give a finished file its name. CannotSave, in words, where it has the name and the disk did not confirm it."""
    sync(making)
    making.replace(target)
    try:
        sync_folder(target.parent)
    except OSError as error:
        reason = (
            f"“{target.name}” stands in “{target.parent}” now, but the disk did not confirm it "
            f"({error.strerror or error}). Check the disk before you rely on the file."
        )
        raise CannotSave(reason) from error


def copy(source: Path, target: Path) -> None:
    """Copy a file to one that only its owner may read, down to the disk; its time is kept."""
    os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600))
    shutil.copyfile(source, target)
    shutil.copystat(source, target)
    target.chmod(0o600)
    sync(target)


def folder_beside(path: Path, word: Literal["replaced", "damaged", "before-recovery"]) -> Path:
    """Make a new owner-only folder beside a file, named after what happened and when (UTC)."""
    stamp, number = datetime.now(UTC).strftime(STAMP), 1
    while True:
        folder = path.parent / (f"{word}-{stamp}" if number == 1 else f"{word}-{stamp}-{number}")
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            number += 1
        else:
            return folder


def keep_copies(path: Path, word: Literal["replaced", "damaged", "before-recovery"]) -> Path:
    """Copy a file and its companions into a folder beside it, down to the disk; nothing is left where that fails."""
    folder = folder_beside(path, word)
    try:
        for old in (path, *companions(path)):
            if old.exists():
                copy(old, folder / old.name)
        sync_folder(folder)
        sync_folder(path.parent)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def set_companions_aside(path: Path, into: Path | None = None) -> Path | None:
    """Move the journals beside a place away, into a folder of their own or into one that there is; None for none."""
    found = companions(path)
    if not found:
        return None
    folder = into or folder_beside(path, "replaced")
    for old in found:
        old.replace(folder / old.name)
    sync_folder(folder)
    sync_folder(path.parent)
    return folder


def foreign_log(path: Path) -> bool:
    """Tell whether a write-ahead log lies beside a file that keeps none: it belongs to another file."""
    if not any(os.path.lexists(path.with_name(path.name + end)) for end in ("-wal", "-shm")):
        return False
    with path.open("rb") as file:
        return file.read(20)[18:20] == _ROLLBACK


def journal_to_play(path: Path) -> bool:
    """Tell whether SQLite will play a journal into a file when it opens it: its own after a kill, or another's."""
    journal = path.with_name(f"{path.name}-journal")
    try:
        with journal.open("rb") as file:
            return any(file.read(8))
    except OSError:
        return False
