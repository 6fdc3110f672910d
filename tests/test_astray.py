"""The department file taken away under an open desk: nothing is called saved, nothing is lost, and work goes on.

A sync service replaces it, a restore by hand writes over it, somebody renames its folder or swaps a link.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from codedesk.cli import data, main
from codedesk.desk import Desk
from codedesk.errors import CannotSave, DepartmentInUse, FileAstray
from codedesk.models import Coder
from codedesk.store import whereabouts
from tests.departments import new_department

posix = pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be taken away")
pytestmark = posix


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "desk"
    made.mkdir()
    return made


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    """An open department with Ana in it, and an older copy of it without her."""
    opened = new_department(folder / "team.codedesk", "manager")
    (folder.parent / "older.codedesk").write_bytes(b"")
    opened.use(lambda connection: connection.raw.execute("VACUUM INTO ?", (str(folder.parent / "copy.codedesk"),)))
    (folder.parent / "copy.codedesk").replace(folder.parent / "older.codedesk")
    opened.write("Add Ana", _add, "Ana")
    yield opened
    opened.close()


def _add(session: Session, name: str) -> None:
    session.add(Coder(name=name, started_on=date(2026, 1, 1)))


def _names(session: Session) -> list[str]:
    return [coder.name for coder in session.exec(select(Coder).where(Coder.voided == False))]  # noqa: E712


def names_in(path: Path) -> list[str]:
    desk = Desk.open(path)
    try:
        return desk.read(_names)
    finally:
        desk.close()


def replaced_by_rename(path: Path) -> None:
    (path.parent.parent / "older.codedesk").replace(path)


def replaced_after_removing(path: Path) -> None:
    path.unlink()
    shutil.copy(path.parent.parent / "older.codedesk", path)


def written_over(path: Path) -> None:
    shutil.copyfile(path.parent.parent / "older.codedesk", path)


def removed(path: Path) -> None:
    path.unlink()


def moved_away(path: Path) -> None:
    path.rename(path.parent.parent / "moved.codedesk")


def folder_renamed(path: Path) -> None:
    path.parent.rename(path.parent.parent / "desk of last year")


def folder_removed(path: Path) -> None:
    shutil.rmtree(path.parent)


def foreign_journal(path: Path) -> None:
    journal = path.with_name(f"{path.name}-journal")
    journal.unlink(missing_ok=True)
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 504)


TAKEN_AWAY = {
    replaced_by_rename: ("replaced", "another file was put in the place of “team.codedesk”"),
    replaced_after_removing: ("replaced", "another file was put in the place of “team.codedesk”"),
    written_over: ("overwritten", "“team.codedesk” in .* was written over from outside CodeDesk"),
    removed: ("gone", "“team.codedesk” is no longer in .*moved, renamed or deleted"),
    moved_away: ("gone", "The open file is “.*moved.codedesk” now"),
    folder_renamed: (
        "folder",
        "the folder .* is no longer there.* The open file is “.*last year/team.codedesk” now",
    ),
    folder_removed: ("folder", "the folder .* is no longer there"),
    foreign_journal: ("journal", "a journal that is not CodeDesk's lies beside “team.codedesk”"),
}
each_way = pytest.mark.parametrize("take", TAKEN_AWAY, ids=lambda take: take.__name__)


@each_way
def test_nothing_is_called_saved_once_the_file_is_away(desk: Desk, take: Callable[[Path], None]) -> None:
    assert desk.locating().result() is None
    take(desk.path)
    how, words = TAKEN_AWAY[take]
    found = desk.locating().result()
    assert found is not None and found.how == how
    with pytest.raises(FileAstray, match=f"“Add Ben” was not saved: .*{words}") as refused:
        desk.write("Add Ben", _add, "Ben")
    assert not refused.value.kept
    assert (desk.read(_names), desk.undo_step) == (["Ana"], "Add Ana")


@each_way
def test_the_whole_department_goes_on_in_another_place(
    desk: Desk, tmp_path: Path, take: Callable[[Path], None]
) -> None:
    take(desk.path)
    desk.going_on_at(tmp_path / "new" / "team.codedesk").result()
    desk.write("Add Ben", _add, "Ben")
    assert (desk.undo(), desk.undo(), desk.redo()) == ("Add Ben", "Add Ana", "Add Ana")
    desk.close()
    assert names_in(tmp_path / "new" / "team.codedesk") == ["Ana"]


@each_way
def test_the_department_is_put_back_and_what_stood_there_is_kept(
    desk: Desk, folder: Path, take: Callable[[Path], None]
) -> None:
    take(desk.path)
    stood = desk.path.read_bytes() if desk.path.exists() and take is not foreign_journal else None
    desk.going_on_at(desk.path).result()
    assert desk.locating().result() is None
    desk.write("Add Ben", _add, "Ben")
    desk.close()
    assert names_in(folder / "team.codedesk") == ["Ana", "Ben"]
    kept = [each.read_bytes() for each in folder.glob("replaced-*/team.codedesk")]
    assert kept == [stood] if stood is not None else take is foreign_journal or kept == []


@pytest.mark.parametrize("take", [moved_away, folder_renamed], ids=lambda take: take.__name__)
def test_a_file_that_was_moved_is_followed(desk: Desk, take: Callable[[Path], None]) -> None:
    take(desk.path)
    found = desk.locating().result()
    assert found is not None
    if found.now is None:
        pytest.skip("this system does not tell where an open file went")
    desk.going_on_at(found.now).result()
    assert desk.path == found.now
    desk.write("Add Ben", _add, "Ben")
    with pytest.raises(DepartmentInUse):
        Desk.open(found.now)
    desk.close()
    assert names_in(found.now) == ["Ana", "Ben"]


def test_a_file_that_comes_back_is_taken_up_again(desk: Desk, folder: Path) -> None:
    moved_away(desk.path)
    with pytest.raises(FileAstray):
        desk.write("Add Ben", _add, "Ben")
    (folder.parent / "moved.codedesk").rename(desk.path)
    assert desk.locating().result() is None
    desk.write("Add Ben", _add, "Ben")
    desk.close()
    assert names_in(folder / "team.codedesk") == ["Ana", "Ben"]


def test_a_link_that_leads_elsewhere_is_noticed(desk: Desk, folder: Path, tmp_path: Path) -> None:
    desk.close()
    link = tmp_path / "link.codedesk"
    link.symlink_to(desk.path)
    linked = Desk.open(link)
    linked.write("Add Ben", _add, "Ben")
    link.unlink()
    link.symlink_to(tmp_path / "older.codedesk")
    with pytest.raises(FileAstray, match=r"another file was put in the place of “link\.codedesk”"):
        linked.write("Add Cy", _add, "Cy")
    linked.close()
    assert names_in(desk.path) == ["Ana", "Ben"]


@pytest.mark.parametrize("take", [removed, replaced_by_rename, folder_renamed], ids=lambda take: take.__name__)
def test_a_change_that_went_into_a_file_taken_away_in_that_moment_is_not_called_saved(
    desk: Desk, tmp_path: Path, take: Callable[[Path], None]
) -> None:
    """The file is taken away between the last look and the commit; the change is in the department, and only there."""

    def race(connection: whereabouts.Whereabouts) -> None:
        look = connection.look_at_name

        def look_and_lose() -> whereabouts.Astray | None:
            found = look()
            connection.look_at_name = look  # type: ignore[method-assign]
            take(desk.path)
            return found

        connection.look_at_name = look_and_lose  # type: ignore[method-assign]

    calls = desk.use(lambda connection: connection.whereabouts)

    def add(session: Session) -> str:
        _add(session, "Ben")
        race(calls)
        return "the answer"

    with pytest.raises(FileAstray, match="“Add Ben” is not in the department file: ") as lost:
        desk.write("Add Ben", add)
    assert lost.value.kept and lost.value.result == "the answer"
    assert (desk.read(_names), desk.undo_step) == (["Ana", "Ben"], "Add Ben")
    desk.going_on_at(tmp_path / "new.codedesk").result()
    desk.close()
    assert names_in(tmp_path / "new.codedesk") == ["Ana", "Ben"]


def test_undo_and_put_back_say_so_too(desk: Desk) -> None:
    removed(desk.path)
    with pytest.raises(FileAstray, match="“Undo: Add Ana” was not saved"):
        desk.undo()
    with pytest.raises(FileAstray, match="“Put back: Add Ana” was not saved"):
        desk.put_back(2)
    assert desk.read(_names) == ["Ana"] and desk.undo_step == "Add Ana"


def test_a_file_whose_time_was_touched_is_still_the_same(desk: Desk) -> None:
    os.utime(desk.path, (1_700_000_000, 1_700_000_000))
    assert desk.locating().result() is None
    desk.write("Add Ben", _add, "Ben")
    with pytest.raises(DepartmentInUse):
        Desk.open(desk.path)  # looking at the file did not cost it its lock


def test_a_journal_that_is_removed_between_two_changes_is_made_anew(desk: Desk, folder: Path) -> None:
    journal = folder / "team.codedesk-journal"
    journal.unlink()
    sizes: list[int] = []

    def add(session: Session) -> None:
        _add(session, "Ben")
        session.flush()
        sizes.append(journal.stat().st_size)

    desk.write("Add Ben", add)
    assert sizes[0] > 0 and desk.check().sound


def test_a_journal_that_is_removed_during_a_change_stops_it(desk: Desk, folder: Path) -> None:
    def add(session: Session) -> None:
        _add(session, "Ben")
        session.flush()
        (folder / "team.codedesk-journal").unlink()

    with pytest.raises(CannotSave, match="its journal was removed meanwhile"):
        desk.write("Add Ben", add)
    assert desk.read(_names) == ["Ana"]
    desk.write("Add Cy", _add, "Cy")
    assert desk.read(_names) == ["Ana", "Cy"] and desk.check().sound


def test_where_the_disk_has_no_numbers_time_and_size_tell_the_files_apart(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Desk.create(folder / "team.codedesk", "manager").close()
    shutil.copy2(folder / "team.codedesk", folder.parent / "older.codedesk")
    os.utime(folder.parent / "older.codedesk", (1_700_000_000, 1_700_000_000))
    numbers = iter(range(100_000))
    monkeypatch.setattr(whereabouts, "_number", lambda _found: (0, next(numbers)))
    desk = Desk.open(folder / "team.codedesk")
    desk.write("Add Ana", _add, "Ana")
    desk.write("Add Ben", _add, "Ben")
    assert desk.locating().result() is None
    replaced_by_rename(desk.path)
    with pytest.raises(FileAstray, match="another file was put in the place"):
        desk.write("Add Cy", _add, "Cy")
    desk.close()


@pytest.mark.parametrize("take", [removed, replaced_by_rename, folder_renamed], ids=lambda take: take.__name__)
def test_the_command_line_says_that_nothing_was_stored(
    desk: Desk,
    tmp_path: Path,
    take: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    desk.close()
    (tmp_path / "coders.csv").write_text("coder,started_on\nBen,2026-01-05\n", encoding="utf-8")
    read = data.read_draft

    def read_and_lose(*words: Any, **named: Any) -> Any:
        take(desk.path)
        return read(*words, **named)

    monkeypatch.setattr(data, "read_draft", read_and_lose)
    assert main(["import", str(tmp_path / "coders.csv"), "--into", str(desk.path)]) == 1
    said = capsys.readouterr()
    assert "Stored" not in said.out
    assert " of coders.csv” was not saved: " in said.err
    assert "put it in its place, then do this again" in said.err


def test_a_copy_that_cannot_be_made_leaves_everything_as_it_was(desk: Desk, tmp_path: Path) -> None:
    removed(desk.path)
    (tmp_path / "no folder").write_text("a file")
    with pytest.raises(CannotSave, match=r"nothing was replaced\. Choose another place"):
        desk.going_on_at(tmp_path / "no folder" / "team.codedesk").result()
    assert desk.read(_names) == ["Ana"]
    desk.going_on_at(desk.path).result()
    assert desk.locating().result() is None
