"""History: a row for every write, before and after, chained; an altered past is found."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from codedesk.desk import Desk
from codedesk.errors import NotADepartment
from codedesk.models import Change, ChangeEntry, Coder, WorkType
from codedesk.store import backups, checks, history
from codedesk.store.connection import connect
from tests.departments import new_department
from tests.many_rows import insert_many


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
    look_back, said = checks.LookBack(), []
    while (problem := desk.use(look_back.piece)) is not None:
        said.append(problem)
        if problem:
            break
    return said


@pytest.mark.file
def test_an_alteration_before_the_end_that_is_looked_at_at_open_is_found_behind_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    coder_id = desk.write("Add Ana", _add, "Ana")
    for number in range(6):
        desk.write("Rename Ana", _rename, coder_id, f"Ana {number}")
    desk.close()
    with closing(sqlite3.connect(desk.path)) as raw:
        raw.execute("UPDATE change_entry SET after = replace(after, 'Ana', 'Eve') WHERE id = 5")
        raw.commit()
    monkeypatch.setattr(checks, "TAIL", 2)  # a history of some weeks: longer than its end, shorter than a long one
    opened = Desk.open(desk.path, "manager")
    assert _looked_back(opened)[-1] == "the history was altered outside CodeDesk at entry 5"
    opened.close()


@pytest.mark.file
def test_a_long_history_is_gone_through_in_pieces_while_the_department_is_open(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    coder_id = desk.write("Add Ana", _add, "Ana")
    for number in range(6):
        desk.write("Rename Ana", _rename, coder_id, f"Ana {number}")
    newest = len(desk.read(_entries))
    short = len(_looked_back(desk))  # it was looked at at open: only the rows are left
    for name, value in (("LONG_HISTORY", 3), ("PIECE", 3), ("TAIL", 2)):
        monkeypatch.setattr(checks, name, value)
    assert _looked_back(desk) == [""] * (-(-newest // 3) + short)
    desk.close()
    with closing(sqlite3.connect(desk.path)) as raw:
        raw.execute("UPDATE change_entry SET after = replace(after, 'Ana', 'Eve') WHERE id = 5")
        raw.commit()
    opened = Desk.open(desk.path, "manager")
    assert _looked_back(opened) == ["", "the history was altered outside CodeDesk at entry 5"]
    opened.close()


def _edited(path: Path, *statements: str) -> None:
    """Change a closed file behind the back of its history."""
    with closing(sqlite3.connect(path)) as raw, raw:
        for statement in statements:
            raw.execute(statement)


def _all_kinds(desk: Desk) -> None:
    """Store rows by themselves and in a mass, and change one of each."""
    ana = desk.write("Add Ana", _add, "Ana")
    desk.write("Rename Ana", _rename, ana, "Anna")
    first = desk.write("Import", insert_many, WorkType, [{"name": f"Type {number}"} for number in range(4)])
    desk.write("Rename a type", lambda session: setattr(session.get_one(WorkType, first[1]), "name", "Ward"))
    desk.write("Import", insert_many, Coder, [{"name": "Bo", "started_on": date(2026, 1, 1), "fte": 1}])
    desk.undo()
    desk.redo()


def test_rows_of_every_origin_are_what_their_history_says(desk: Desk) -> None:
    _all_kinds(desk)
    assert desk.check().problems == ()
    assert _looked_back(desk).count("") == len(_looked_back(desk))


@pytest.mark.file
@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE coder SET name = 'Anne' WHERE name = 'Anna'", "name of row 1 of coder is not what its history says"),
        ("UPDATE coder SET fte = 0.5 WHERE id = 1", "fte of row 1 of coder is not what its history says"),
        ("UPDATE work_type SET name = 'Hall' WHERE name = 'Ward'", "name of row 2 of work_type is not what"),
        ("UPDATE work_type SET position = 7 WHERE id = 2", "one of the rows 1 to 4 of work_type is not what"),
        ("UPDATE work_type SET voided = 1 WHERE id = 3", "one of the rows 1 to 4 of work_type is not what"),
        ("DELETE FROM work_type WHERE id = 4", "one of the rows 1 to 4 of work_type is not what"),
        ("DELETE FROM coder WHERE id = 1", "row 1 of coder is gone, though its history is there"),
        ("INSERT INTO work_type SELECT 9, %s FROM work_type WHERE id = 1", "row 9 of work_type is in no"),
        ("DELETE FROM change_entry WHERE id = (SELECT max(id) FROM change_entry)", "the end of the history is missing"),
        ("PRAGMA user_version = 7", "the end of the history is missing"),
    ],
)
def test_a_row_that_is_not_what_its_history_says_is_found(desk: Desk, tampering: str, found: str) -> None:
    _all_kinds(desk)
    names = [name for name in WorkType.model_fields if name != "id"]
    rest = ", ".join("'Other'" if name == "name" else name for name in names)
    desk.close()
    _edited(desk.path, tampering.replace("%s", rest))
    connection = connect(desk.path)
    problems = checks.check(connection).problems
    look_back = checks.LookBack()
    pieces = [problem for problem in iter(lambda: look_back.piece(connection), None) if problem]
    connection.close()
    assert len(problems) == 1 and problems[0].startswith(found)
    assert "the history is" in found or "missing" in found or pieces == list(problems)


@pytest.mark.file
def test_a_cut_end_of_the_history_is_seen_at_open(desk: Desk) -> None:
    _all_kinds(desk)
    desk.close()
    _edited(desk.path, "UPDATE coder SET fte = 0.5", "DELETE FROM change_entry WHERE id > 3")
    with pytest.raises(NotADepartment, match="the end of the history is missing"):
        Desk.open(desk.path)


@pytest.mark.file
def test_a_flipped_bit_in_a_text_is_found_and_its_backup_is_not_restored(desk: Desk, tmp_path: Path) -> None:
    desk.write("Add", lambda session: session.add(Coder(name="Bo", void_reason="north", started_on=date(2026, 1, 1))))
    made = desk.backup(folder=tmp_path / "kept").path
    content = bytearray(made.read_bytes())
    (row,) = (found.start() for found in re.finditer(b'(?<!")north', content))  # in the history it stands in quotes
    content[row] ^= 1
    made.write_bytes(content)
    with pytest.raises(NotADepartment, match="was not restored: void_reason of row 1 of coder is not what its"):
        backups.restore(made, tmp_path / "restored.codedesk")
    assert not (tmp_path / "restored.codedesk").exists()


@pytest.mark.file
def test_rows_changed_while_they_are_looked_through_are_no_alarm(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codedesk.store.plain_rows.PIECE", 1)
    _all_kinds(desk)
    look_back, number = checks.LookBack(), 0
    while (problem := desk.use(look_back.piece)) is not None:
        assert problem == ""
        number += 1
        if number < 12:
            desk.write("Rename", lambda session, name=f"Type {number} again": _rename_types(session, name))
            desk.write("Import", insert_many, WorkType, [{"name": f"Later {number}"}])


def _rename_types(session: Session, name: str) -> None:
    for row in session.exec(select(WorkType).where(col(WorkType.id) < 5)):
        row.name = f"{name} {row.key}"


@pytest.mark.file
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


@pytest.mark.file
def test_letters_that_are_none_are_told_by_the_look_back_too(desk: Desk) -> None:
    desk.write("Add Ana", _add, "Ana")
    desk.close()
    _edited(desk.path, "UPDATE coder SET name_note = CAST(x'ff' AS TEXT)")
    connection, look_back = connect(desk.path), checks.LookBack()
    said = [problem for problem in iter(lambda: look_back.piece(connection), None) if problem]
    connection.close()
    assert said[0].startswith("the history cannot be read (Could not decode to UTF-8")


VALUES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()


@given(st.lists(VALUES, min_size=1))
def test_what_is_hashed_is_written_as_json_writes_it(values: list[object]) -> None:
    assert f"[{history.written(tuple(values))}]" == json.dumps(values, ensure_ascii=False)
