"""A file of a newer CodeDesk is refused in words by window and commands, and left as it is to the last byte."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from codedesk.desk import Desk
from codedesk.errors import NewerDepartment
from codedesk.store import backups
from tests.command_line import codedesk
from tests.departments import new_department

pytestmark = pytest.mark.file
COMMANDS = (
    ("check", "{file}"),
    ("backup", "{file}"),
    ("export", "{file}", "--out", "{out}"),
    ("figures", "{file}", "--period", "2026Q3"),
    ("import", "{out}", "--into", "{file}"),
    ("packet", "{file}", "--period", "2026Q3", "--all", "--out", "{out}"),
    ("restore", "{file}", "--into", "{other}"),
)


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A closed department whose revision comes after all that are known, alone in its folder."""
    path = tmp_path / "there" / "team.codedesk"
    path.parent.mkdir()
    new_department(path, "manager").close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    for other in path.parent.iterdir():
        if other != path and other.is_file():
            other.unlink()
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def _seen(path: Path) -> tuple[bytes, int, list[str]]:
    names = sorted(each.relative_to(path.parent).as_posix() for each in path.parent.rglob("*"))
    return path.read_bytes(), path.stat().st_mtime_ns, names


@pytest.mark.parametrize("read_only", [False, True])
def test_opening_it_says_so_and_touches_nothing(newer: Path, read_only: bool) -> None:
    before = _seen(newer)
    with pytest.raises(NewerDepartment, match=r"made by a newer CodeDesk \(revision 9999.*Install the newer version"):
        Desk.open(newer, read_only=read_only)
    assert _seen(newer) == before


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_every_command_says_so_and_touches_nothing(newer: Path, words: tuple[str, ...], tmp_path: Path) -> None:
    places = {"file": newer, "out": tmp_path / "out", "other": tmp_path / "other.codedesk"}
    places["out"].mkdir()
    (places["out"] / "log.csv").write_text("date,coder,work_type,charts,hours\n", encoding="utf-8")
    before = _seen(newer)
    told = codedesk(*(word.format(**places) for word in words))
    assert told.returncode == 1
    assert "made by a newer CodeDesk" in told.stderr + told.stdout
    assert _seen(newer) == before
    assert not places["other"].exists() and [each.name for each in places["out"].iterdir()] == ["log.csv"]


def test_a_newer_file_in_the_place_of_a_restore_is_kept_whole(newer: Path, tmp_path: Path) -> None:
    desk = new_department(tmp_path / "old.codedesk", "manager")
    backup = desk.backup().path
    desk.close()
    before = newer.read_bytes()
    kept = backups.restore(backup, newer, over_another=True)
    assert kept is not None and kept.read_bytes() == before
