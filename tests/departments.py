"""New departments for tests: each kind is made once in a process, and every further one is a copy of that file."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import Session

from codedesk.desk import Desk

Fill = Callable[[Session], Any]
Prepare = Callable[[Desk], Any]
WHO = "R. Castellane"
"""Who keeps the departments of the tests."""

_made: dict[tuple[str, Fill | None, Prepare | None], bytes] = {}


def new_department(path: Path, who: str, fill: Fill | None = None, prepare: Prepare | None = None) -> Desk:
    """Open a new department in that place, as it is created, filled, and then prepared in steps of its own.

    Fill and prepare are functions of a module, which do the same each time. Two departments of one kind are copies of
    one: a test that needs strangers makes one of them by `Desk.create`.
    """
    kind = (who, fill, prepare)
    if kind not in _made:
        _made[kind] = _made_anew(path.name, *kind)
    path.touch(mode=0o600)
    path.write_bytes(_made[kind])
    return Desk.open(path, who)


def _made_anew(name: str, who: str, fill: Fill | None, prepare: Prepare | None) -> bytes:
    with TemporaryDirectory() as folder:
        desk = Desk.create(Path(folder) / name, who, fill)
        try:
            if prepare is not None:
                prepare(desk)
        finally:
            desk.close()
        return desk.path.read_bytes()
