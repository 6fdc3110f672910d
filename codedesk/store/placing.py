"""How a file comes to a place: owner-only from the start, synced before its rename, its companions set aside first.

A journal (-journal, -wal, -shm) that lies beside a place belongs to the file that was there before. SQLite would play
it into whatever file comes to the place, and damage it. Nothing is deleted here but what was being made.
"""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from codedesk.errors import CannotSave
from codedesk.lasting import copy, sync, sync_folder

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


@dataclass(frozen=True, slots=True)
class Aside:
    """What stood in a place, kept in a folder beside it; given back where the new file does not get there.

    `moved` are the names of journals that lie in the folder and no longer beside the place.
    """

    path: Path
    folder: Path
    moved: tuple[str, ...] = ()

    @property
    def kept(self) -> Path:
        """Return where the file that stood there is now."""
        return self.folder / self.path.name

    def take_in(self) -> None:
        """Move the journals away, down to the disk; they are where they were where that fails."""
        try:
            for name in self.moved:
                self.path.with_name(name).replace(self.folder / name)
            sync_folder(self.folder)
            sync_folder(self.path.parent)
        except OSError as error:
            self.give_back(error)
            raise

    def give_back(self, error: OSError) -> None:
        """Make the place what it was; CannotSave, naming the folder, where the disk does not take the journals back."""
        try:
            for name in self.moved:
                if os.path.lexists(self.folder / name):
                    (self.folder / name).replace(self.path.with_name(name))
        except OSError:
            reason = (
                f"Nothing came to the place of “{self.path.name}” ({error.strerror or error}). The journal that lay "
                f"there is kept in “{self.folder}”, because the disk did not take it back. Check the disk."
            )
            raise CannotSave(reason) from error
        shutil.rmtree(self.folder, ignore_errors=True)


def settle(making: Path, target: Path, aside: Aside | None = None) -> None:
    """Give a finished file its name; where that fails, what was set aside for it is given back.

    CannotSave, in words, where it has the name and the disk did not confirm it.
    """
    try:
        sync(making)
        making.replace(target)
    except OSError as error:
        if aside is not None:
            aside.give_back(error)
        raise
    try:
        sync_folder(target.parent)
    except OSError as error:
        reason = (
            f"“{target.name}” stands in “{target.parent}” now, but the disk did not confirm it "
            f"({error.strerror or error}). Check the disk before you rely on the file."
        )
        raise CannotSave(reason) from error


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


def keep_copies(path: Path, folder: Path) -> Path:
    """Copy a file and its companions into a new folder, down to the disk; nothing is left of it where that fails."""
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


def hidden_beside(path: Path) -> Path:
    """Make a new owner-only folder for what is not finished; what an earlier try left in it is gone."""
    folder = path.with_name(f".{path.name}.aside")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder


def show(folder: Path, path: Path, word: Literal["replaced", "damaged"]) -> Path:
    """Give a hidden folder its name."""
    free = folder_beside(path, word)
    free.rmdir()
    return folder.rename(free)


def set_companions_aside(path: Path) -> Aside | None:
    """Move the journals beside a place away, into a folder of their own; None for none."""
    if not (found := companions(path)):
        return None
    aside = Aside(path, folder_beside(path, "replaced"), tuple(old.name for old in found))
    aside.take_in()
    return aside


def foreign_log(path: Path) -> bool:
    """Tell whether a write-ahead log lies beside a file that keeps none: it belongs to another file."""
    if not any(os.path.lexists(path.with_name(path.name + end)) for end in ("-wal", "-shm")):
        return False
    with path.open("rb") as file:
        head = file.read(20)
    return head[18:20] == _ROLLBACK or not head.startswith(b"SQLite format 3")  # an encrypted one never keeps a log


def journal_to_play(path: Path) -> bool:
    """Tell whether SQLite will play a journal into a file when it opens it: its own after a kill, or another's."""
    journal = path.with_name(f"{path.name}-journal")
    try:
        with journal.open("rb") as file:
            return any(file.read(8))
    except OSError:
        return False
