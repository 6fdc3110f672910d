"""New departments for tests: each kind is made once in a process, and every further one is a copy of that file.

The backup that was made of it lies beside each copy: what is opened again as it was left is not backed up again.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.store import backups

Fill = Callable[[Session], Any]
Prepare = Callable[[Desk], Any]
WHO = "R. Castellane"
"""Who keeps the departments of the tests."""


def copy_with_backup(closed: Path, folder: Path) -> Path:
    """Copy a closed department into another folder, and its newest backup beside it; return the copy."""
    copy, kept = Path(shutil.copy(closed, folder)), backups.folder_of(closed)
    backups.folder_of(copy).mkdir(mode=0o700)
    shutil.copy(max(kept.iterdir()), backups.folder_of(copy))
    return copy


class Made:
    """A closed department as bytes, with its newest backup."""

    def __init__(self, path: Path) -> None:
        """Take it from the disk, opened once, which backs it up."""
        Desk.open(path, WHO).close()
        self._department = path.read_bytes()
        newest = max(backups.folder_of(path).iterdir())
        self._stamp, self._backup = newest.name.removeprefix(path.stem), newest.read_bytes()

    def copy(self, path: Path) -> Path:
        """Write the department into a place, and the backup beside it, as the program would have written them."""
        folder = backups.folder_of(path)
        folder.mkdir(mode=0o700, exist_ok=True)
        written = {path: self._department, folder / f"{path.stem}{self._stamp}": self._backup}
        for place, content in written.items():
            place.touch(mode=0o600)
            place.write_bytes(content)
        return path


_made: dict[tuple[str, Fill | None, Prepare | None], Made] = {}


def new_department(path: Path, who: str, fill: Fill | None = None, prepare: Prepare | None = None) -> Desk:
    """Open a new department in that place, as it is created, filled, and then prepared in steps of its own.

    Fill and prepare are functions of a module, which do the same each time. Two departments of one kind are copies of
    one: a test that needs strangers makes one of them by `Desk.create`.
    """
    kind = (who, fill, prepare)
    if kind not in _made:
        _made[kind] = _made_anew(path.name, *kind)
    return Desk.open(_made[kind].copy(path), who)


def _made_anew(name: str, who: str, fill: Fill | None, prepare: Prepare | None) -> Made:
    with TemporaryDirectory() as folder:
        desk = Desk.create(Path(folder) / name, who, fill)
        try:
            if prepare is not None:
                prepare(desk)
        finally:
            desk.close()
        return Made(desk.path)
