"""History: a row for every write, before and after, chained; an altered past is found."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk.desk import Desk
from codedesk.errors import NotADepartment
from codedesk.models import Change, ChangeEntry, Coder
from codedesk.store import checks
from codedesk.store.connection import connect
from tests.departments import new_department


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open, empty department."""
    opened = new_department(tmp_path / "team.codedesk", "manager")
    yield opened
    opened.close()


def _add(session: Session, name: str) -> int:
    coder = Coder(name=name, started_on=date(2026, 1, 1))
    session.add(coder)
    session.flush()
    return coder.key


def _rename(session: Session, coder_id: int, name: str) -> None:
    session.get_one(Coder, coder_id).name = name


def _entries(session: Session) -> list[tuple[str, str, str, str]]:
    query = select(Change.step, ChangeEntry.action, ChangeEntry.before, ChangeEntry.after).join(ChangeEntry)
    return [tuple(row) for row in session.exec(query.order_by(col(ChangeEntry.id)))]  # type: ignore[misc]


def test_an_insert_and_an_update_are_written_down_with_who_before_and_after(desk: Desk) -> None:
    coder_id = desk.write("Add Ana", _add, "Ana")
    desk.write("Rename Ana", _rename, coder_id, "Anna")
    added, renamed = desk.read(_entries)[-2:]
    assert added[:3] == ("Add Ana", "insert", "")
    assert '"name": "Ana"' in added[3]
    assert renamed == ("Rename Ana", "update", '{"name": "Ana"}', '{"name": "Anna"}')
    assert desk.read(lambda session: {change.who for change in session.exec(select(Change))}) == {"manager"}


def test_a_change_that_changes_nothing_leaves_no_step(desk: Desk) -> None:
    coder_id = desk.write("Add Ana", _add, "Ana")
    desk.write("Rename Ana", _rename, coder_id, "Ana")
    assert [row[0] for row in desk.read(_entries)].count("Rename Ana") == 0
    assert desk.undo_step == "Add Ana"


def test_a_value_that_was_not_loaded_is_still_written_down_as_it_was(desk: Desk) -> None:
    coder_id = desk.write("Add Ana", _add, "Ana")

    def expire_and_rename(session: Session) -> None:
        coder = session.get_one(Coder, coder_id)
        session.expire(coder)
        coder.name = "Anna"

    desk.write("Rename Ana", expire_and_rename)
    assert desk.read(_entries)[-1][2:] == ('{"name": "Ana"}', '{"name": "Anna"}')


def test_a_failed_change_leaves_neither_row_nor_history(desk: Desk) -> None:
    before = desk.read(_entries)

    def half(session: Session) -> None:
        _add(session, "Ana")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.write("Half", half)
    assert desk.read(_entries) == before
    assert desk.read(lambda session: list(session.exec(select(Coder)))) == []


def test_rows_are_never_deleted_and_never_changed_behind_historys_back(desk: Desk) -> None:
    coder_id = desk.write("Add Ana", _add, "Ana")
    with pytest.raises(RuntimeError, match="voided"):
        desk.write("Delete", lambda session: session.delete(session.get_one(Coder, coder_id)))
    with pytest.raises(RuntimeError, match="one by one"):
        desk.write("All", lambda session: session.exec(sa.update(Coder).values(name="X")))  # type: ignore[call-overload]


@pytest.mark.file
@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE change_entry SET after = replace(after, 'Ana', 'Eve') WHERE id = 2",
        "UPDATE change SET who = 'somebody else' WHERE id = 2",
        "DELETE FROM change_entry WHERE id = 2",
        "UPDATE change SET step = 'Nothing happened' WHERE id = 3",
    ],
)
def test_an_altered_past_is_found(desk: Desk, tampering: str) -> None:
    coder_id = desk.write("Add Ana", _add, "Ana")
    desk.write("Rename Ana", _rename, coder_id, "Anna")
    assert desk.check().sound
    desk.close()
    with closing(sqlite3.connect(desk.path)) as raw:
        raw.execute(tampering)
        raw.commit()
    connection = connect(desk.path)
    report = checks.check(connection)
    connection.close()
    assert "the history was altered outside CodeDesk" in " ".join(report.problems)


def _looked_back(desk: Desk) -> list[str]:
    """Return what each piece of the history says, to the last one."""
    piece = desk.use(checks.look_back)
    said = [piece.problem]
    while piece.following:
        first = piece.following
        piece = desk.use(lambda connection, first=first: checks.look_back(connection, first))
        said.append(piece.problem)
    return said


def test_a_long_history_is_gone_through_in_pieces_while_the_department_is_open(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    coder_id = desk.write("Add Ana", _add, "Ana")
    for number in range(6):
        desk.write("Rename Ana", _rename, coder_id, f"Ana {number}")
    newest = len(desk.read(_entries))
    assert _looked_back(desk) == [""]  # a short one was looked at at open
    for name, value in (("LONG_HISTORY", 3), ("PIECE", 3), ("TAIL", 2)):
        monkeypatch.setattr(checks, name, value)
    assert _looked_back(desk) == [""] * -(-newest // 3)
    desk.close()
    with closing(sqlite3.connect(desk.path)) as raw:
        raw.execute("UPDATE change_entry SET after = replace(after, 'Ana', 'Eve') WHERE id = 5")
        raw.commit()
    opened = Desk.open(desk.path, "manager")
    assert _looked_back(opened) == ["", "the history was altered outside CodeDesk at entry 5"]
    opened.close()


def test_an_open_with_a_long_history_still_finds_what_is_wrong_with_everything_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("Add Ana", _add, "Ana")
    desk.close()
    monkeypatch.setattr(checks, "LONG_HISTORY", 0)
    with closing(sqlite3.connect(desk.path)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("UPDATE coder SET mentor_id = 99")
        raw.commit()
    with pytest.raises(NotADepartment, match="points at a coder that is not there"):
        Desk.open(desk.path, "manager")
    with closing(sqlite3.connect(desk.path)) as raw:
        raw.execute("UPDATE coder SET mentor_id = NULL")
        raw.execute("PRAGMA writable_schema = ON")
        coders = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'coder'").fetchone()
        raw.execute("UPDATE sqlite_master SET rootpage = ? WHERE name = 'ix_work_day_day'", coders)
        raw.commit()
    with pytest.raises(NotADepartment, match="damaged"):
        Desk.open(desk.path, "manager")
