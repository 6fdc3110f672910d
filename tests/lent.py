"""The sample department, open, lent to one test after the other; opened anew after one that changed anything.

What a test only looks at is as it was, and figures that were read once are there for the next test, as in a window that
stays open.
"""

import inspect
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from codedesk.desk import Desk
from tests import left_open
from tests.departments import WHO


class Lender:
    """Holds at most one open copy of a department. Close it in the end."""

    def __init__(self, built: Path, folder: Path) -> None:
        """Take the closed department that is copied, and an empty folder of the lender's own."""
        self._built, self._folder = built, folder
        self._copies = 0
        self._desk: Desk | None = None
        self._files: dict[str, tuple[int, int]] = {}

    def lend(self, *, cold: bool = False) -> Desk:
        """Return the open copy, or another where there is none; cold: another in any case, from which nothing is kept.

        Who changes a module under the test would see what was reckoned before the change.
        """
        if cold:
            self.close()
        if self._desk is None:
            place = self._folder / str(self._copies)
            place.mkdir()
            self._copies += 1
            with left_open.by_somebody_else():
                self._desk = Desk.open(Path(shutil.copy(self._built, place)), WHO)
            self._files = _files(place)
        return self._desk

    def take_back(self, *, cold: bool = False) -> None:
        """Take the lent copy back: kept where nothing of it was changed, let go of where anything was."""
        desk = self._desk
        assert desk is not None
        desk._listeners.clear()  # those of the window that is gone
        place = self._folder / str(self._copies - 1)
        same = desk.path.parent == place and _files(place) == self._files and not desk._closed
        if cold or desk.revision or not same:
            self.close()

    def close(self) -> None:
        """Let go of the open copy, if there is one."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None


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
