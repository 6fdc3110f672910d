"""The one door to the data: what a page may rely on when it asks, changes, and is told."""

import gc
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from codedesk.desk import Desk
from codedesk.errors import CannotSave, ReadOnly
from codedesk.models import Change, Coder
from codedesk.models.coders import CoderDraft
from codedesk.services.people.coders import add_coder
from codedesk.store import history
from codedesk.store.connection import Connection
from tests.departments import new_department
from tests.patience import child

WRITE_FOR_EVER = """
import sys
from datetime import date
from pathlib import Path
from codedesk.desk import Desk
from codedesk.models import Coder, Event
def add(session, number):
    for part in range(8):
        session.add(Event(from_day=date(2026, 1, 1), text=f"{number}.{part}"))
desk = Desk.open(Path(sys.argv[1]), "writer")
number = 0
while True:
    desk.write(f"Add {number}", add, number)
    print(number, flush=True)
    number += 1
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open, empty department."""
    opened = new_department(tmp_path / "team.codedesk", "manager")
    yield opened
    opened.close()


def _add(session: Session, name: str) -> None:
    session.add(Coder(name=name, started_on=date(2026, 1, 1)))


def _names(session: Session) -> list[str]:
    return [coder.name for coder in session.exec(select(Coder))]


def test_listeners_are_told_of_every_change_and_of_nothing_else(desk: Desk) -> None:
    told: list[int] = []
    desk.listen(told.append)
    desk.write("Add Ana", _add, "Ana")
    desk.read(_names)
    desk.write("Nothing", _names)
    desk.undo()
    desk.redo()
    desk.undo()
    assert told == [1, 2, 3, 4]
    assert desk.revision == 4


@pytest.fixture
def collecting() -> Iterator[None]:
    """Let Python's collector run, which a window of an earlier test may have taken over."""
    before = gc.isenabled()
    gc.enable()
    yield
    if not before:
        gc.disable()


@pytest.mark.usefixtures("collecting")
def test_the_collector_walks_through_nothing_while_a_question_is_answered(desk: Desk) -> None:
    assert desk.read(lambda session: gc.isenabled()) is False
    assert gc.isenabled()

    def fails(session: Session) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        desk.read(fails)
    assert gc.isenabled()


def test_many_threads_may_ask_and_change_at_once(desk: Desk) -> None:
    threads = [threading.Thread(target=desk.write, args=("Add", _add, f"Coder {n}")) for n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(desk.read(_names)) == sorted(f"Coder {n}" for n in range(40))
    assert desk.check().sound


@pytest.mark.file
def test_a_full_disk_is_said_in_words_and_the_next_save_works(desk: Desk) -> None:
    def fill(connection: Connection) -> None:
        pages = connection.raw.execute("PRAGMA page_count").fetchone()[0]
        connection.raw.execute(f"PRAGMA max_page_count={pages}")

    def free(connection: Connection) -> None:
        connection.raw.execute("PRAGMA max_page_count=1000000")

    desk.use(fill)
    with pytest.raises(CannotSave, match=r"“Add Ana” was not saved: the file could not be written .*full"):
        desk.write("Add Ana", _add, "Ana" * 30_000)
    assert desk.undo_step is None
    desk.use(free)
    desk.write("Add Ben", _add, "Ben")
    assert desk.read(_names) == ["Ben"]
    assert desk.check().sound


def test_a_department_opened_for_reading_refuses_every_change(desk: Desk) -> None:
    desk.write("Add Ana", _add, "Ana")
    desk.close()
    reader = Desk.open(desk.path, read_only=True)
    assert reader.read(_names) == ["Ana"]
    with pytest.raises(ReadOnly):
        reader.write("Add Ben", _add, "Ben")
    reader.close()


def test_closing_twice_is_no_harm(desk: Desk) -> None:
    desk.close()
    desk.close()


@pytest.mark.file
def test_a_save_is_quick(desk: Desk) -> None:
    """Not a speed test: a guard against a save that checks or backs up the whole file each time."""
    opened = desk.use(lambda connection: connection.raw.total_changes)
    desk.write("Add Ana", _add, "Ana")
    assert desk.use(lambda connection: connection.raw.total_changes) - opened == 3  # the row, its step, its entry


@pytest.mark.skipif(os.name != "posix", reason="kills a process")
@pytest.mark.file
@pytest.mark.parametrize("seed", range(4))
def test_a_killed_writer_leaves_every_acknowledged_change_whole_and_no_half(desk: Desk, seed: int) -> None:
    desk.close()
    with child(sys.executable, "-c", WRITE_FOR_EVER, desk.path, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        acknowledged = [int(writer.stdout.readline()) for _ in range(random.Random(seed).randint(1, 40))]
        deadline = time.monotonic() + random.Random(seed).random() / 50
        while time.monotonic() < deadline:
            pass
        writer.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in writer.stdout.read().split()]
    reopened = Desk.open(desk.path)
    assert reopened.check().sound
    steps = {change.step: change for change in reopened.read(lambda session: session.exec(select(Change)).all())}
    texts = reopened.use(lambda connection: [row[0] for row in connection.raw.execute("SELECT text FROM event")])
    reopened.close()
    stored = {int(text.split(".")[0]) for text in texts}
    assert set(acknowledged) <= stored
    assert sorted(texts) == sorted(f"{number}.{part}" for number in stored for part in range(8))
    assert all(f"Add {number}" in steps for number in stored)


@pytest.mark.file
def test_a_step_that_is_stored_though_its_commit_failed_is_saved_and_what_is_not_sure_is_said(desk: Desk) -> None:
    engine = desk.use(lambda connection: connection.engine)

    def fail_behind_the_commit(connection: sa.Connection) -> None:
        connection.connection.driver_connection.commit()  # type: ignore[union-attr]
        raise sqlite3.OperationalError("disk I/O error")

    sa.event.listen(engine, "commit", fail_behind_the_commit)
    desk.write("Add Ana", add_coder, CoderDraft(name="Ana", started_on=date(2026, 1, 5)))
    sa.event.remove(engine, "commit", fail_behind_the_commit)
    assert desk.doubt.startswith("“Add Ana” is stored, but the disk did not confirm it (disk I/O error).")
    assert desk.undo_step == "Add Ana" and desk.revision == 1
    desk.undo()
    assert not desk.doubt
    assert desk.check().sound


@pytest.mark.file
def test_what_cannot_be_read_back_is_looked_up_beside_the_connection_that_is_out_of_order(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("Add Ana", add_coder, CoderDraft(name="Ana", started_on=date(2026, 1, 5)))
    end = desk.check().last_hash

    def out_of_order(_: object) -> str:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(history, "last_hash", out_of_order)
    assert desk.use(lambda connection: connection.holds(end))
    assert not desk.use(lambda connection: connection.holds("0" * 64))
    desk.path.with_name(f"{desk.path.name}-journal").write_bytes(b"hot")
    assert not desk.use(lambda connection: connection.holds(end)), "the next open will take it back"
