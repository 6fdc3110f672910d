"""The sample department, open, lent to one test after the other; opened anew after one that changed anything.

What a test only looks at is as it was, and figures that were read once are there for the next test, as in a window that
stays open: in the next copy too, which is the same to the byte.
"""

import inspect
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typing_extensions import override

from codedesk.desk import Desk
from codedesk.store.cache import Kept
from codedesk.store.connection import Connection
from codedesk.store.copies import Copies
from tests import left_open
from tests.departments import WHO, copy_with_backup


class KeptOn(Kept):
    """What is kept of a copy; `goes_on` is what the next one begins with: all of it, until anything was changed."""

    goes_on: Kept | None = None

    def __init__(self, before: Kept | None, changes: int) -> None:
        """Take what goes on from the copy before, if there was one, and how many rows the connection has changed."""
        super().__init__()
        self._changes, self._before = changes, before
        if before is not None:
            self._values.update(before._values)
            self._followed.update({name: replace(held, changed={}) for name, held in before._followed.items()})

    @override
    def look(self, changes: int) -> None:
        if changes != self._changes:  # somebody changed rows past history
            self.goes_on = self.goes_on or self._before
        super().look(changes)

    @override
    def touch(self, table: str, first: int, last: int) -> None:
        self.goes_on = self.goes_on or KeptOn(self, 0)
        super().touch(table, first, last)


class Lender:
    """Holds at most one open copy of a department. Close it in the end."""

    def __init__(self, built: Path, folder: Path) -> None:
        """Take the closed department that is copied, and an empty folder of the lender's own."""
        self._built, self._folder = built, folder
        self._copied = 0
        self._desk: Desk | None = None
        self._kept: Kept | None = None
        self._copies: Copies | None = None
        self._files: dict[str, tuple[int, int]] = {}

    def lend(self, *, cold: bool = False) -> Desk:
        """Return the open copy, or another where there is none; cold: another in any case, from which nothing is kept.

        Who changes a module under the test would see what was reckoned before the change.
        """
        if cold:
            self.close()
        if self._desk is None:
            place = self._folder / str(self._copied)
            place.mkdir()
            self._copied += 1
            with left_open.by_somebody_else():
                self._desk = Desk.open(copy_with_backup(self._built, place), WHO)
            if not cold:
                self._desk.use(self._keep_on)
            self._files = _files(place)
        return self._desk

    def take_back(self, *, cold: bool = False) -> None:
        """Take the lent copy back: kept where nothing of it was changed, let go of where anything was."""
        desk = self._desk
        assert desk is not None
        desk._listeners.clear()  # those of the window that is gone
        place = self._folder / str(self._copied - 1)
        same = desk.path.parent == place and _files(place) == self._files and not desk._closed
        if cold or desk.revision or not same:
            kept = desk._connection.kept
            self._kept = (isinstance(kept, KeptOn) and kept.goes_on) or self._kept
            self.close()

    def close(self) -> None:
        """Let go of the open copy, if there is one."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _keep_on(self, connection: Connection) -> None:
        connection.kept = KeptOn(self._kept, connection.raw.total_changes)
        if self._copies is not None:  # what is kept reads on in them
            vars(self._copies).update(vars(connection.copies))
            connection.copies = self._copies
        self._copies = connection.copies


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """Return what lies in a folder and below: by name, how large it is and when it was last written."""
    found = {path.relative_to(folder).as_posix(): path.stat() for path in sorted(folder.rglob("*"))}
    return {name: (state.st_size, state.st_mtime_ns) for name, state in found.items()}


@pytest.fixture(scope="session")
def lender(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lender]:
    """Who lends the sample department to the tests of a process."""
    lender = Lender(built_sample, tmp_path_factory.mktemp("lent"))
    yield lender
    lender.close()


@pytest.fixture
def sample(lender: Lender, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """An open copy of the sample department, as it was made; one of its own for a test that patches the program."""
    cold = "monkeypatch" in inspect.signature(request.function).parameters
    yield lender.lend(cold=cold)
    lender.take_back(cold=cold)
