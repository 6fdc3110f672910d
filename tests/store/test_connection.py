"""The settings of a department file, its lock, and what a second start is told."""

import os
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from codedesk.desk import Desk
from codedesk.errors import CannotSave, DepartmentInUse, NotADepartment
from codedesk.models import Coder, WorkDay
from tests.departments import new_department
from tests.patience import child

HOLD = """
import sys
from pathlib import Path
from codedesk.desk import Desk
desk = Desk.open(Path(sys.argv[1]), "first")
print("held", flush=True)
sys.stdin.read()
"""
OPEN_AS_NOBODY = """
import os, sys
from datetime import date
from pathlib import Path
from codedesk.desk import Desk
from codedesk.errors import ReadOnly
from codedesk.models import Coder
def add(session):
    session.add(Coder(name="Ana", started_on=date(2026, 1, 1)))
os.seteuid(65534)
desk = Desk.open(Path(sys.argv[1]), "nobody")
print(desk.read_only, desk.remarks[0])
try:
    desk.write("Add a coder", add)
except ReadOnly as error:
    print(error)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A new, closed department file."""
    made = tmp_path / "team.codedesk"
    new_department(made, "manager").close()
    return made


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("locking_mode", "exclusive"),
        ("journal_mode", "truncate"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("application_id", 0x43446B31),
    ],
)
def test_every_setting_of_the_file_is_in_force(path: Path, pragma: str, value: object) -> None:
    desk = Desk.open(path)
    assert desk.use(lambda connection: connection.raw.execute(f"PRAGMA {pragma}").fetchone()[0]) == value
    desk.close()


def test_a_row_that_points_at_nobody_is_refused(path: Path) -> None:
    def orphan(session: Session) -> None:
        session.add(WorkDay(coder_id=999, day=date(2026, 7, 1)))

    desk = Desk.open(path)
    with pytest.raises(CannotSave, match="contradicts"):
        desk.write("Add a day of nobody", orphan)
    desk.close()


def test_a_value_that_the_table_forbids_is_refused_even_when_a_draft_lets_it_through(path: Path) -> None:
    def too_long(session: Session) -> None:
        coder = Coder(name="Ana", started_on=date(2026, 1, 1))
        session.add(coder)
        session.flush()
        session.add(WorkDay(coder_id=coder.key, day=date(2026, 7, 1), paid_hours=25))

    desk = Desk.open(path)
    with pytest.raises(CannotSave, match="paid_hours_range"):
        desk.write("Set 25 hours", too_long)
    assert desk.read(lambda session: list(session.exec(select(Coder)))) == []
    desk.close()


def test_a_second_start_is_told_who_holds_the_file_and_a_dead_holder_is_no_obstacle(path: Path) -> None:
    with child(sys.executable, "-c", HOLD, path, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(DepartmentInUse, match=r"is open in another CodeDesk \(.* on .*, since"):
            Desk.open(path)
        holder.kill()
    Desk.open(path).close()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs a user to step down from")
def test_a_file_that_may_not_be_written_opens_for_reading_and_says_so(path: Path, tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if folder != Path("/") and folder.stat().st_uid == os.geteuid() and str(folder).startswith("/tmp/"):
            folder.chmod(0o755)
    path.chmod(0o644)
    said = subprocess.run([sys.executable, "-c", OPEN_AS_NOBODY, path], capture_output=True, text=True, check=True)
    assert said.stdout.startswith("True “team.codedesk” may not be written here: it is open for reading only.")
    assert "open for reading only, so this was not saved" in said.stdout


def test_a_read_cannot_change_the_file(path: Path) -> None:
    def sly(session: Session) -> None:
        session.add(Coder(name="Ana", started_on=date(2026, 1, 1)))
        session.commit()

    desk = Desk.open(path)
    with pytest.raises(NotADepartment, match="readonly"):
        desk.read(sly)
    desk.close()


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + b"\7" * 5000])
def test_a_file_that_is_no_department_is_refused_in_words_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.codedesk"
    path.write_bytes(content)
    with pytest.raises(NotADepartment, match="not a department file"):
        Desk.open(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.codedesk"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE coder (id INTEGER)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotADepartment, match="not a department file"):
        Desk.open(path)
    assert path.read_bytes() == before


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotADepartment, match=r"no file “gone\.codedesk”"):
        Desk.open(tmp_path / "gone.codedesk")


def test_a_file_is_its_owners_only(path: Path) -> None:
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0


def test_a_new_file_leaves_nothing_of_its_making_behind(path: Path) -> None:
    assert list(path.parent.glob(".*.new*")) == []
