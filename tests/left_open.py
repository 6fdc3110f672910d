"""A test that leaves a connection to SQLite open fails itself, and says where the connection was made.

Left to the garbage collector it would be closed at some other time, in the middle of a test that has nothing to do with
it; Python 3.13 warns then, and that test fails.
"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
OWN = (f"{ROOT / 'tests'}{os.sep}", f"{ROOT / 'codedesk'}{os.sep}")
CALLERS = 6
_open: dict[int, "Watched"] = {}
_of_other_threads: list["Watched"] = []  # only they may close them; let go of, they would warn in an innocent test


class Watched(sqlite3.Connection):
    """A connection that remembers where it was made, until it is closed."""

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        self.made = list(_callers(sys._getframe(1)))
        _open[id(self)] = self

    def close(self) -> None:
        super().close()
        _open.pop(id(self), None)


def _callers(frame: FrameType | None) -> Iterator[str]:
    """Who called, as far as it is CodeDesk's own."""
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(OWN) and name != __file__:
            yield f"{name}:{frame.f_lineno} in {frame.f_code.co_name}"
        frame = frame.f_back


def _connect(*words: Any, **more: Any) -> sqlite3.Connection:
    return _plain(*words, **{"factory": Watched, **more})


_plain = sqlite3.connect
sqlite3.connect = sqlite3.dbapi2.connect = _connect  # type: ignore[assignment]


def opened() -> set[int]:
    """Return what is open now."""
    return set(_open)


def closed_since(before: set[int]) -> str:
    """Close what was opened since and is open still; say where each was made, nothing where there was none."""
    left = [_open.pop(key) for key in opened() - before]
    for each in left:
        try:
            each.close()
        except sqlite3.ProgrammingError:
            _of_other_threads.append(each)
    return "\n\n".join("\n".join(each.made[:CALLERS]) for each in left)


@contextmanager
def by_somebody_else() -> Iterator[None]:
    """Let what is opened in here stay open after the test: it is lent to the next, and closed by who lends it."""
    before = opened()
    yield
    for key in opened() - before:
        _open.pop(key)


def _look_after() -> Iterator[None]:
    before = opened()
    yield
    if where := closed_since(before):
        pytest.fail(f"a connection was left open, made by\n{where}", pytrace=False)


nothing_left_open = pytest.fixture(autouse=True)(_look_after)
nothing_left_open_by_a_module = pytest.fixture(autouse=True, scope="module")(_look_after)
nothing_left_open_by_the_session = pytest.fixture(autouse=True, scope="session")(_look_after)
