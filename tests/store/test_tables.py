"""Tables are made when they are named: none is forgotten, and who writes knows every one."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from codedesk import models
from codedesk.desk import Desk
from codedesk.errors import NotADepartment
from codedesk.models.base import OneByOne
from codedesk.models.events import EventDraft
from codedesk.services.department.events_and_notes import EVENTS
from codedesk.store import file_checks, schema
from tests.patience import SECONDS

_UNDONE = """
import sys
from pathlib import Path
from codedesk.desk import Desk
from sqlmodel import SQLModel
desk = Desk.open(Path(sys.argv[1]))
print(*sorted({"event", "audit", "review"} & SQLModel.metadata.tables.keys()))
print(desk.undo())
desk.close()
"""
_AT_ONCE = """
import sys
from threading import Barrier, Thread
from time import sleep
from weakref import WeakKeyDictionary
from sqlalchemy import select
from sqlmodel import SQLModel
from codedesk import models
class Slow(WeakKeyDictionary):
    def __iter__(self):
        for each in super().__iter__():
            sleep(0)
            yield each
SQLModel._sa_registry._managers = Slow(SQLModel._sa_registry._managers)
sys.setswitchinterval(1e-6)
names = [name for name in models.__all__ if name not in ("Row", "metadata")]
barrier, wrong = Barrier(len(names)), []
def make(name):
    barrier.wait()
    try:
        str(select(getattr(models, name)))
        models.metadata()
    except BaseException as error:
        wrong.append(repr(error))
threads = [Thread(target=make, args=(name,)) for name in names]
for each in threads:
    each.start()
for each in threads:
    each.join()
print(len(models.metadata().tables) == len(names), wrong)
"""


def _draft() -> EventDraft:
    return EventDraft(from_day=date(2026, 9, 1), text="New encoder")


def _altered(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def test_every_table_is_found_by_its_name() -> None:
    made = {name for names in models._MADE.values() for name in names}
    assert made | {"Row", "metadata"} == set(models.__all__)
    classes = {str(getattr(models, name).__tablename__) for name in made}
    assert classes == models.metadata().tables.keys()
    assert [name for name in made if not isinstance(getattr(models, name), OneByOne)] == []
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = models.Nothing


def test_tables_may_be_named_by_many_threads_at_once() -> None:
    """A page names its own on the window's thread while the file's makes all for the first step.

    What SQLAlchemy goes through when it is asked is gone through slowly, so that making another meanwhile is seen.
    """
    words = [sys.executable, "-c", _AT_ONCE]
    done = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.stdout == "True []\n", done.stderr


def test_a_step_is_taken_back_where_its_table_was_not_named_yet(tmp_path: Path) -> None:
    path = tmp_path / "team.codedesk"
    desk = Desk.create(path)
    desk.write("Add an event", EVENTS.add, _draft())
    desk.close()
    words = [sys.executable, "-c", _UNDONE, str(path)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.stdout.splitlines() == ["", "Add an event"], done.stderr
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT voided FROM event").fetchall() == [(1,)]


def test_an_open_knows_the_words_of_a_new_file(tmp_path: Path) -> None:
    """Where they stand, no table is made to look whether a column is missing."""
    Desk.create(tmp_path / "new.codedesk").close()
    with closing(sqlite3.connect(tmp_path / "new.codedesk")) as raw:
        assert file_checks.seal_of_tables(raw) == schema.FORM, "schema.FORM is that of another revision"


def test_a_file_without_a_column_is_refused_and_one_with_another_table_is_not(tmp_path: Path) -> None:
    path = tmp_path / "team.codedesk"
    Desk.create(path).close()
    _altered(path, "CREATE TABLE notes_of_another_program (words TEXT)")
    Desk.open(path).close()
    _altered(path, "ALTER TABLE note DROP COLUMN in_packet")
    with pytest.raises(NotADepartment, match="in_packet of note is missing"):
        Desk.open(path)
