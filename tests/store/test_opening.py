"""What is said where a department cannot be made or opened, and what does not keep it from being opened."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from codedesk.desk import Desk
from codedesk.errors import CannotSave, CodeDeskError, NotADepartment
from codedesk.store import backups, checks, department_file, placing, schema
from tests.departments import new_department


@pytest.fixture
def path(tmp_path: Path) -> Path:
    new_department(tmp_path / "team.codedesk", "manager").close()
    return tmp_path / "team.codedesk"


@pytest.fixture
def opened(path: Path) -> Iterator[Callable[[], Desk]]:
    """Opens it; closes it at the end."""
    desks: list[Desk] = []

    def opening() -> Desk:
        desks.append(Desk.open(path))
        return desks[-1]

    yield opening
    for desk in desks:
        desk.close()


def failing(error: BaseException) -> Callable[..., NoReturn]:
    def fail(*_args: Any, **_kwargs: Any) -> NoReturn:
        raise error

    return fail


def test_a_file_that_is_there_is_never_made_anew(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(CannotSave, match="is already there"):
        Desk.create(path)
    assert path.read_bytes() == before


def test_where_none_can_be_made_that_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(CannotSave, match=r"could not be made: .*Make room, or choose a folder"):
        Desk.create(tmp_path / "file" / "team.codedesk")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("of", "name", "error", "words"),
    [
        (schema, "require_marked", PermissionError(13, "Permission denied"), "could not be read: Permission denied"),
        (department_file, "connect", sqlite3.OperationalError("disk I/O error"), "could not be opened: disk I/O error"),
        (department_file, "connect", sqlite3.DatabaseError("malformed"), "is not a department file of CodeDesk, or it"),
        (
            checks,
            "require_sound",
            ValueError("no date"),
            r"is damaged and cannot be read \(no date\)",
        ),
    ],
)
def test_what_cannot_be_opened_says_why(
    path: Path, monkeypatch: pytest.MonkeyPatch, of: Any, name: str, error: Exception, words: str
) -> None:
    monkeypatch.setattr(of, name, failing(error))
    with pytest.raises(NotADepartment, match=f"“team.codedesk” {words}"):
        Desk.open(path)


def test_an_error_of_the_program_is_not_said_to_be_one_of_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "require_sound", failing(AttributeError("a mistake")))
    with pytest.raises(AttributeError, match="a mistake"):
        Desk.open(path)


def test_trouble_with_a_backup_is_told_and_the_file_is_open(
    opened: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "make_if_changed", failing(CannotSave("The backup was not made: the disk is full.")))
    desk = opened()
    assert not desk.read_only
    assert "The backup was not made: the disk is full." in desk.remarks


def test_what_may_not_be_written_is_open_for_reading(
    opened: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(department_file, "_writable", lambda _path: False)
    desk = opened()
    assert desk.read_only
    assert "“team.codedesk” may not be written here: it is open for reading only." in desk.remarks


def test_no_room_for_a_copy_of_a_journal_keeps_nothing_shut(
    opened: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "foreign_log", failing(OSError(28, "No space left on device")))
    assert not opened().read_only


def test_work_does_not_go_on_where_nothing_may_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_args, **_kwargs: False)
    with pytest.raises(CodeDeskError, match="may not be written there"):
        department_file._require_usable(tmp_path / "team.codedesk")
