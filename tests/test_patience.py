"""The guards of the tests themselves: what is left open is named, what is started is gone."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from codedesk.desk import Desk
from tests.left_open import closed_since, opened
from tests.patience import SECONDS, child


def by_hand(path: Path) -> object:
    return sqlite3.connect(path)


def by_a_desk(path: Path) -> object:
    return Desk.create(path)


def by_another_thread(path: Path) -> object:
    thread = threading.Thread(target=by_hand, args=(path,))
    thread.start()
    return thread.join()


@pytest.mark.parametrize(
    ("leave", "where"), [(by_hand, "in by_hand"), (by_another_thread, "in by_hand"), (by_a_desk, "connection.py:")]
)
def test_what_leaves_a_connection_open_is_named(leave: Callable[[Path], object], where: str, tmp_path: Path) -> None:
    before = opened()
    kept = leave(tmp_path / "team.codedesk")
    assert where in closed_since(before)
    assert opened() == before
    if isinstance(kept, Desk):
        kept._thread.shutdown()


def test_what_is_closed_is_not_named(tmp_path: Path) -> None:
    before = opened()
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        assert opened() - before == {id(connection)}
    Desk.create(tmp_path / "team.codedesk").close()
    assert closed_since(before) == ""


@contextmanager
def deaf() -> Iterator[None]:
    """What a shell does to a job in the background."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


WAIT = "import signal; print(1, flush=True); signal.pause()"


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_a_child_hears_ctrl_c_also_where_the_tests_are_deaf_to_it() -> None:
    with deaf(), child(sys.executable, "-c", WAIT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as waiting:
        assert waiting.stdout.read(1) == b"1"
        waiting.send_signal(signal.SIGINT)
        assert b"KeyboardInterrupt" in waiting.communicate(timeout=SECONDS)[1]
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_a_child_is_gone_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), child(sys.executable, "-c", WAIT, stdout=subprocess.PIPE) as waiting:
        raise ZeroDivisionError
    assert waiting.returncode == -signal.SIGKILL
