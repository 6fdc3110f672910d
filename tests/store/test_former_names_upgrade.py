"""Revision 0002: a file of the first revision with renames in its history knows the names that were given up."""

import shutil
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from codedesk.desk import Desk
from codedesk.models import Change, ChangeEntry, Coder, FormerName, OtherTimeCategory, RootCause, WorkType
from codedesk.models.history import SEAL
from codedesk.services.department.change_entries import entries
from codedesk.services.department.changes import changes
from codedesk.store import history, reverting, schema
from codedesk.store.connection import Connection, connect

FIRST = Path(__file__).parent / "released" / "0001.codedesk"


class Old:
    """A file of the first revision, changed step by step as the first version did."""

    def __init__(self, path: Path) -> None:
        shutil.copy(FIRST, path)
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
        self.connection: Connection = connect(path)
        self.step(lambda session: session.add(RootCause(name="knowledge")))

    def step(self, job: Callable[[Session], object], kind: str = "do", reverts: int | None = None) -> int:
        with self.connection.writing() as session:
            recorder = history.record(session, "manager", "A step", kind, reverts)
            job(session)
            session.flush()
            assert recorder.change is not None
            return recorder.change.id or 0

    def rename(self, kind: type[Coder | WorkType | OtherTimeCategory | RootCause], number: int, **values: str) -> int:
        def job(session: Session) -> None:
            row = session.get_one(kind, number)
            for name, value in values.items():
                setattr(row, name, value)

        return self.step(job)

    def undo(self, change: int) -> int:
        return self.step(lambda session: reverting.take_back(session, change), "undo", change)

    def redo(self, change: int) -> int:
        return self.step(lambda session: reverting.do_again(session, change), "redo", change)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "team.codedesk"


def upgraded(path: Path, old: Old) -> Desk:
    old.connection.close()
    return Desk.open(path, "manager")


def kept(desk: Desk) -> list[tuple[str, date]]:
    return desk.read(lambda session: [(row.name, row.until) for row in session.exec(select(FormerName))])


def test_names_given_up_before_the_upgrade_are_known(path: Path) -> None:
    old = Old(path)
    name = _name(old, WorkType)
    old.rename(WorkType, 1, name="Acute care")
    old.rename(WorkType, 1, name="Acute care, adults")
    old.rename(Coder, 1, name_note="night")
    old.rename(RootCause, 1, name="Knowing")
    desk = upgraded(path, old)
    today = date.today()
    assert sorted(kept(desk)) == [("Acute care", today), ("Ana Diaz", today), (name, today), ("knowledge", today)]
    rows = desk.read(lambda session: session.exec(select(FormerName.work_type_id, FormerName.coder_id)).all())
    assert sorted(rows, key=str) == [(1, None), (1, None), (None, 1), (None, None)]
    assert desk.check().sound
    desk.close()


def test_names_in_use_names_in_other_letters_and_renames_taken_back_are_none(path: Path) -> None:
    old = Old(path)
    name = _name(old, WorkType)
    old.rename(WorkType, 1, name=name.upper())
    taken_back = old.rename(WorkType, 1, name="A mistake")
    old.undo(taken_back)
    there_and_back = old.rename(Coder, 1, name="Ana Lee")
    old.undo(there_and_back)
    old.redo(there_and_back)
    old.step(lambda session: session.add(Coder(name="Ana Diaz", started_on=date(2026, 1, 5))))
    old.rename(RootCause, 1, name="a slip of another kind")
    old.step(lambda session: setattr(session.get_one(RootCause, 1), "voided", True))
    desk = upgraded(path, old)
    assert kept(desk) == []
    desk.close()


def test_a_rename_that_was_done_again_counts(path: Path) -> None:
    old = Old(path)
    change = old.rename(Coder, 1, name="Ana Lee")
    old.undo(change)
    old.redo(change)
    desk = upgraded(path, old)
    assert [name for name, _ in kept(desk)] == ["Ana Diaz"]
    desk.close()


def test_of_two_that_had_a_name_the_last_one_keeps_it(path: Path) -> None:
    old = Old(path)
    old.rename(Coder, 1, name="Ana Lee")
    old.step(lambda session: session.add(Coder(name="Ana Diaz", started_on=date(2026, 1, 5))))
    old.rename(Coder, 2, name="Ana Roy")
    desk = upgraded(path, old)
    assert desk.read(lambda session: session.exec(select(FormerName.name, FormerName.coder_id)).all()) == [
        ("Ana Diaz", 2)
    ]
    desk.close()


def test_the_upgrade_is_a_step_of_the_history_that_stays(path: Path) -> None:
    old = Old(path)
    old.rename(WorkType, 1, name="Acute care")
    desk = upgraded(path, old)
    steps = desk.read(lambda session: [(row.who, row.step, row.kind) for row in session.exec(select(Change))])
    assert steps[-1] == ("CodeDesk", "Upgrade from revision 0001 of the file", "upgrade")
    tables = desk.read(lambda session: session.exec(select(ChangeEntry.table_name)).all())
    assert [table for table in tables if not table.startswith(SEAL)][-1] == "former_name"
    assert tables[-1].startswith(SEAL)
    assert desk.undo() is None
    desk.close()
    again = Desk.open(path)
    assert again.check().sound
    again.close()


def test_where_nothing_is_to_be_remembered_the_rows_are_sealed_as_they_are_and_history_shows_no_change(
    path: Path,
) -> None:
    old = Old(path)
    before = old.connection.raw.execute("SELECT count(*) FROM change").fetchone()[0]
    desk = upgraded(path, old)
    steps = desk.read(changes)
    assert len(steps) == before + 1 and steps[0].kind == "upgrade" and steps[0].rows == 0
    assert desk.read(entries, steps[0].id) == ()
    tables = desk.read(lambda session: session.exec(select(ChangeEntry.table_name)).all())
    assert sum(table.startswith(SEAL) for table in tables) > 5 and desk.check().sound
    desk.close()


def test_an_older_file_that_may_not_be_written_is_read_in_the_newest_form_and_stays_as_it_is(path: Path) -> None:
    old = Old(path)
    old.rename(WorkType, 1, name="Acute care")
    old.connection.close()
    before = path.read_bytes()
    desk = Desk.open(path, read_only=True)
    assert desk.read_only
    assert desk.check().revision == schema.HEAD
    assert len(kept(desk)) == 1
    desk.close()
    assert path.read_bytes() == before


def _name(old: Old, kind: type[WorkType]) -> str:
    with old.connection.reading() as session:
        return session.get_one(kind, 1).name
