"""New departments for tests: each kind is made once in a process, and every further one is a copy of that file."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import Session

from codedesk.desk import Desk

Command = Callable[[Session], Any]
_made: dict[tuple[object, ...], bytes] = {}


def new_department(path: Path, who: str, fill: Command | None = None, *steps: tuple[str, Command]) -> Desk:
    """Open a new department in that place: as it is created, and after these steps.

    Two of one kind in one test would be copies of one department; one of them is made by `Desk.create`.
    """
    kind = (who, fill, steps)
    if kind not in _made:
        _made[kind] = _made_anew(path.name, who, fill, steps)
    path.touch(mode=0o600)
    path.write_bytes(_made[kind])
    return Desk.open(path, who)


def _made_anew(name: str, who: str, fill: Command | None, steps: tuple[tuple[str, Command], ...]) -> bytes:
    with TemporaryDirectory() as folder:
        desk = Desk.create(Path(folder) / name, who, fill)
        for step, command in steps:
            desk.write(step, command)
        desk.close()
        return desk.path.read_bytes()
