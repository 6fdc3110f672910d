"""What is typed and not stored yet: kept beside the department, there after a kill, nobody else's, in nobody's way."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from codedesk.desk import Desk
from codedesk.models.coders import CoderDraft
from codedesk.services.department.starters import starters
from codedesk.services.people.coders import add_coder
from codedesk.store import backups, ciphering, engines, typed
from codedesk.store.typed import TypedRow
from tests.departments import new_department

WHO = "W. Riter"
NAME = "Zzyzx Quillfeather"
SLIP = TypedRow("audit/new", "New audit", {"page": "audits"}, {"head": {"name": "half a na"}})
pytestmark = [pytest.mark.file, pytest.mark.usefixtures("no_passphrases")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A department with one coder, closed."""
    desk = new_department(tmp_path / "Team.codedesk", WHO, starters)
    desk.write("Add", add_coder, CoderDraft(name=NAME, started_on=date(2020, 1, 6), left_on=date(2026, 1, 5)))
    desk.close()
    return desk.path


def texts_at_next_start(path: Path) -> dict[str, object]:
    """What is kept, by place, when the department is opened again."""
    desk = Desk.open(path, WHO)
    found: dict[str, object] = {row.place: row.texts for row in desk.typed.rows}
    desk.close()
    return found


def test_what_is_kept_is_there_at_the_next_start_and_no_longer_once_it_is_dropped(path: Path) -> None:
    desk = Desk.open(path, WHO)
    assert desk.typed.keep(SLIP)
    desk.close()
    desk = Desk.open(path, WHO)
    (row,) = desk.typed.rows
    assert (row.title, row.where, row.texts) == (SLIP.title, SLIP.where, SLIP.texts)
    desk.typed.drop(SLIP.place)
    desk.close()
    assert not typed.path_of(path).exists()
    assert not texts_at_next_start(path)


def test_nothing_lies_beside_a_department_before_something_is_typed(path: Path) -> None:
    desk = Desk.open(path, WHO)
    assert not typed.path_of(path).exists()
    desk.typed.keep(SLIP)
    desk.typed.keep(SLIP)
    made = typed.path_of(path)
    assert [each.stat().st_mode & 0o077 for each in made.parent.glob(f"{made.name}*")] == [0, 0]  # with its log
    desk.close()


def test_what_is_typed_is_no_part_of_the_department(path: Path) -> None:
    desk = Desk.open(path, WHO)
    revision = desk.revision
    desk.typed.keep(SLIP)
    backup = desk.backup()
    assert desk.revision == revision
    assert b"half a na" not in backup.path.read_bytes()
    desk.close()
    assert b"half a na" not in path.read_bytes()


def test_a_kill_loses_no_letter_that_was_kept(path: Path) -> None:
    program = (
        "import os, sys, signal; from pathlib import Path; from codedesk.desk import Desk; "
        "from codedesk.store.typed import TypedRow\n"
        "desk = Desk.open(Path(sys.argv[1]), 'W. Riter')\n"
        "for end in range(1, 201):\n"
        "    desk.typed.keep(TypedRow('note/new', 'Note', {}, {'text': 'x' * end}))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert texts_at_next_start(path) == {"note/new": {"text": "x" * 200}}


def test_a_restored_backup_keeps_what_is_typed(path: Path) -> None:
    desk = Desk.open(path, WHO)
    backup = desk.backup()
    desk.typed.keep(SLIP)
    desk.close()
    backups.restore(backup.path, path)
    assert texts_at_next_start(path) == {SLIP.place: SLIP.texts}


def test_what_was_typed_in_another_department_is_set_aside_and_said(path: Path, tmp_path: Path) -> None:
    other = Desk.create(tmp_path / "Other.codedesk", WHO, starters)
    other.typed.keep(SLIP)
    other.close()
    typed.path_of(other.path).rename(typed.path_of(path))
    desk = Desk.open(path, WHO)
    assert not desk.typed.rows
    assert "is of another department" in desk.remarks[-1]
    assert next(tmp_path.glob("replaced-*/Team.codedesk-typed")).is_file()
    desk.close()


@pytest.mark.parametrize(
    "content", [b"", b"not SQLite at all", b"SQLite format 3\0" + b"\xff" * 4080, os.urandom(4096)]
)
def test_a_damaged_file_is_set_aside_and_never_keeps_the_department_shut(path: Path, content: bytes) -> None:
    typed.path_of(path).write_bytes(content)
    desk = Desk.open(path, WHO)
    assert "could not be read. It was set aside" in desk.remarks[-1]
    assert next(path.parent.glob("damaged-*/Team.codedesk-typed")).read_bytes() == content
    assert desk.typed.keep(SLIP)
    desk.close()
    assert texts_at_next_start(path) == {SLIP.place: SLIP.texts}


def test_a_full_disk_is_said_and_what_is_typed_stays_in_memory(path: Path) -> None:
    desk = Desk.open(path, WHO)
    desk.typed.keep(SLIP)
    raw = desk.typed._raw
    assert raw is not None
    raw.execute("PRAGMA max_page_count=1")
    long = TypedRow("note/new", "Note", {}, {"text": "x" * 100_000})
    assert not desk.typed.keep(long)
    assert "full" in desk.typed.problem
    assert desk.typed.row("note/new") is not None
    raw.execute("PRAGMA max_page_count=1000000")
    assert desk.typed.keep(long)
    assert not desk.typed.problem
    desk.close()
    assert set(texts_at_next_start(path)) == {SLIP.place, "note/new"}


def test_a_department_open_for_reading_only_keeps_nothing(path: Path) -> None:
    desk = Desk.open(path, WHO, read_only=True)
    assert not desk.typed.keep(SLIP)
    desk.close()
    assert not typed.path_of(path).exists()


def test_what_is_typed_follows_the_passphrase(path: Path) -> None:
    desk = Desk.open(path, WHO)
    desk.typed.keep(SLIP)
    assert b"half a na" in _all_of(typed.path_of(path))
    desk.rewriting("correct horse battery").result()
    assert b"half a na" not in _all_of(typed.path_of(path))
    desk.typed.keep(TypedRow("note/new", "Note", {}, {"text": "secret words"}))
    assert b"secret words" not in _all_of(typed.path_of(path))
    desk.rewriting("another long passphrase").result()
    desk.close()
    assert set(texts_at_next_start(path)) == {SLIP.place, "note/new"}
    desk = Desk.open(path, WHO)
    desk.rewriting(None).result()
    desk.close()
    engines.forget()
    assert set(texts_at_next_start(path)) == {SLIP.place, "note/new"}


def test_what_is_typed_follows_a_passphrase_that_is_set_at_the_command_line(path: Path) -> None:
    desk = Desk.open(path, WHO)
    desk.typed.keep(SLIP)
    desk.close()
    ciphering.rewrite(path, engines.Secret("correct horse battery"))
    assert b"half a na" not in _all_of(typed.path_of(path))
    assert texts_at_next_start(path) == {SLIP.place: SLIP.texts}


def test_what_is_typed_goes_on_beside_the_department_in_another_place(path: Path, tmp_path: Path) -> None:
    desk = Desk.open(path, WHO)
    desk.typed.keep(SLIP)
    (tmp_path / "away").mkdir()
    desk.going_on_at(tmp_path / "away" / "Team.codedesk").result()
    desk.close()
    assert not typed.path_of(path).exists()
    assert texts_at_next_start(tmp_path / "away" / "Team.codedesk") == {SLIP.place: SLIP.texts}


def test_erasing_a_coder_erases_what_is_typed_about_the_coder(path: Path) -> None:
    desk = Desk.open(path, WHO)
    desk.typed.keep(SLIP)
    desk.typed.keep(TypedRow("note/new", "Note", {}, {"text": "about somebody"}, coder_id=1))
    desk.typed.keep(TypedRow("event/new", "Event", {}, {"text": f"{NAME} said so"}))
    desk.erase(1, date(2026, 10, 5))
    assert [row.place for row in desk.typed.rows] == [SLIP.place]
    left = _all_of(typed.path_of(path))
    assert b"about somebody" not in left
    assert NAME.encode() not in left
    desk.close()
    assert texts_at_next_start(path) == {SLIP.place: SLIP.texts}


def test_a_file_of_typed_texts_is_open_to_sqlite_s_own_check(path: Path) -> None:
    desk = Desk.open(path, WHO)
    desk.typed.keep(SLIP)
    desk.close()
    with closing(sqlite3.connect(typed.path_of(path))) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _all_of(path: Path) -> bytes:
    """The bytes of a file and of the log beside it."""
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


def test_what_is_remembered_waits_for_nothing_and_is_there_until_it_is_forgotten(path: Path) -> None:
    desk = Desk.open(path, WHO)
    desk.typed.remember("map/one", {"pages": [1]})
    desk.typed.remember("map/two", {"pages": [2]})
    desk.typed.remember("names", {"Smith, J.": "Jane Smith"})
    assert desk.typed.rows == ()
    desk.close()
    desk = Desk.open(path, WHO)
    assert desk.typed.remembered("map/") == {"map/one": {"pages": [1]}, "map/two": {"pages": [2]}}
    for name in desk.typed.remembered():
        desk.typed.remember(name, {})
    desk.close()
    assert not typed.path_of(path).exists()


def test_erasing_a_coder_forgets_how_spreadsheets_name_the_coder(path: Path) -> None:
    desk = Desk.open(path, WHO)
    desk.typed.remember("names", {"Q., Zzyzx": NAME})
    desk.typed.remember("map/one", {"pages": [1]})
    desk.typed.forget_coder(1, (NAME,))
    assert list(desk.typed.remembered()) == ["map/one"]
    desk.close()
