"""What is promised of reliability and shown nowhere else; and that the table of all promises names what is there."""

import os
import re
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlmodel import Session

from codedesk import models, paths
from codedesk.desk import Desk
from codedesk.errors import CannotSave, NotADepartment
from codedesk.models import Coder, Department
from codedesk.periods import quarter
from codedesk.services.figures.figures import team_figures
from codedesk.store import backups, ciphering, connection, engines
from tests.command_line import done

ROOT = Path(__file__).resolve().parent.parent
TABLE = (ROOT / "docs" / "reliability-promises.md").read_text(encoding="utf-8")
PATIENTS = ("patient", "mrn", "ssn", "social_security", "birth", "dob", "phone", "address", "insurance")


@pytest.mark.parametrize(
    "name", sorted(set(re.findall(r"`((?:tests|store|ui|services|reports|exchange|app|cli)/[\w/]+\.py)", TABLE)))
)
def test_what_the_table_of_promises_names_is_there(name: str) -> None:
    place = ROOT / name if name.startswith("tests/") else ROOT / "codedesk" / name
    assert place.is_file()
    if name.startswith("tests/"):
        text = place.read_text(encoding="utf-8")
        named = [words for file, words in re.findall(r"`(tests/[\w/]+\.py)` ([\w]+)", TABLE) if file == name]
        assert named and not [words for words in named if f"def test_{words}(" not in text]


def test_every_sentence_of_the_table_has_a_place_and_a_test_or_says_that_it_has_none() -> None:
    rows = [line.split("|")[1:-1] for line in TABLE.splitlines() if line.startswith("| ") and "---" not in line]
    assert len(rows) > 50
    for row in rows:
        assert len(row) == 3 and all(cell.strip() for cell in row), row


def test_a_mac_is_told_to_write_through_its_disks_own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = sqlite3.connect(tmp_path / "a.codedesk", isolation_level=None)
    monkeypatch.setattr(connection, "sys", SimpleNamespace(platform="darwin"))
    connection._prepare(raw, read_only=False)
    assert raw.execute("PRAGMA fullfsync").fetchone()[0] == 1
    raw.close()


def test_an_encrypted_department_has_every_setting_of_a_plain_one(department: Desk, no_passphrases: None) -> None:
    def settings(raw: sqlite3.Connection) -> list[object]:
        names = [name for name, _ in connection.SETTINGS if name != "mmap_size"]
        return [raw.execute(f"PRAGMA {name}").fetchone()[0] for name in (*names, "journal_mode")]

    path = department.path
    before = department.use(lambda each: settings(each.raw))
    department.close()
    ciphering.rewrite(path, engines.Secret("correct horse battery"))
    sealed = Desk.open(path)
    try:
        assert sealed.use(lambda each: settings(each.raw)) == before
    finally:
        sealed.close()


def test_a_step_is_one_transaction_that_is_begun_at_once_on_one_thread(department: Desk) -> None:
    said, threads = list[str](), set[int]()
    department.use(lambda each: each.raw.set_trace_callback(said.append))

    def looked(session: Session) -> None:
        threads.add(threading.get_ident())
        _every_table(session)

    people = [threading.Thread(target=lambda: department.write("Look", looked)) for _ in range(4)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    department.use(lambda each: each.raw.set_trace_callback(None))
    assert [words for words in said if words.startswith("BEGIN")] == ["BEGIN IMMEDIATE"] * 4
    assert len(threads) == 1 and threading.get_ident() not in threads


def columns() -> Iterator[str]:
    for table in models.metadata().tables.values():
        yield from (f"{table.name}.{column.name}" for column in table.columns)


def test_no_table_has_a_field_for_who_a_patient_is() -> None:
    assert len(list(columns())) > 100
    assert [name for name in columns() if any(word in name for word in PATIENTS)] == []


@pytest.mark.skipif(os.name != "posix", reason="rights of files are told otherwise there")
def test_whatever_is_written_is_its_owners_alone(sample_path: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        out = tmp_path / "out"
        for form in ("csv", "xlsx"):
            done("export", sample_path, "--out", out / form, "--format", form)
        done(
            "packet", sample_path, "--period", "2026Q3", "--coder", "Tobiah Wrenfield", "--out", out / "p", "--private"
        )
        done("new", out / "new.codedesk")
        done("backup", sample_path, "--to", out / "backups")
    finally:
        os.umask(before)
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) > 20
    assert [path.name for path in files if path.stat().st_mode & 0o077] == []


def test_the_usual_place_is_the_local_data_folder_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[dict[str, object]]()
    monkeypatch.setattr(
        paths.platformdirs, "user_data_dir", lambda *_, **words: asked.append(words) or "/local/CodeDesk"
    )
    assert paths.default_department().parent == Path("/local/CodeDesk")
    assert asked == [{"appauthor": False, "roaming": False}]


def test_the_department_is_read_through_the_session_that_asks(department: Desk) -> None:
    """No second connection opens the file: it would cost the first its lock."""
    opened = list[object]()
    before = connection.engines.connect
    connection.engines.connect = lambda *words, **more: opened.append(words) or before(*words, **more)
    try:
        department.read(_every_table)
        department.read(team_figures, quarter(2026, 3))
    finally:
        connection.engines.connect = before
    assert opened == []


@pytest.mark.skipif(os.name != "posix", reason="the zone of a process is set otherwise there")
def test_times_of_the_history_are_those_of_utc_wherever_it_is_written(
    department: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    time.tzset()
    try:
        before = datetime.now(UTC)
        department.write("Name it", _name, "North")
        stored = department.use(lambda each: each.raw.execute("SELECT max(at) FROM change").fetchone()[0])
        assert before <= datetime.fromisoformat(f"{stored}+00:00") <= datetime.now(UTC)
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("DELETE FROM department", "the department's own row is missing"),
        ("PRAGMA foreign_keys = OFF; UPDATE coder SET mentor_id = 99", "points at a coder that is not there"),
        ("UPDATE change SET step = 'Nothing happened'", "the history was altered outside CodeDesk"),
        ("PRAGMA user_version = 7", "the end of the history is missing"),
    ],
)
def test_what_must_hold_is_looked_at_when_a_department_opens_and_is_not_backed_up_where_it_does_not(
    department: Desk, broken: str, said: str
) -> None:
    department.write("Add", lambda session: session.add(Coder(name="Ana", started_on=date(2026, 1, 5))))
    department.close()
    kept = backups.folder_of(department.path)
    before = sorted(kept.iterdir())
    with closing(sqlite3.connect(department.path, isolation_level=None)) as raw:
        raw.executescript(broken)
    with pytest.raises(NotADepartment, match=said):
        Desk.open(department.path)
    assert sorted(kept.iterdir()) == before


def test_an_older_file_in_which_something_does_not_hold_is_not_upgraded(tmp_path: Path) -> None:
    path = Path(shutil.copy(ROOT / "tests" / "store" / "released" / "0001.codedesk", tmp_path / "team.codedesk"))
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DELETE FROM department")
    before = path.read_bytes()
    with pytest.raises(NotADepartment, match="the department's own row is missing"):
        Desk.open(path)
    assert path.read_bytes() == before and not list(tmp_path.rglob("*-upgrade-*"))


def test_a_backup_that_is_not_sound_gets_no_name(department: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = backups._copy

    def spoilt(source: sqlite3.Connection, path: Path) -> None:
        made(source, path)
        with closing(sqlite3.connect(path, isolation_level=None)) as raw:
            raw.execute("DELETE FROM department")

    before = department.backup()
    monkeypatch.setattr(backups, "_copy", spoilt)
    department.write("Name it", _name, "North")
    with pytest.raises(CannotSave):
        department.backup()
    assert [path for path in before.path.parent.iterdir() if "asked" in path.name] == [before.path]


def test_a_backup_may_go_where_a_service_copies(department: Desk, tmp_path: Path) -> None:
    made = department.backup(folder=tmp_path / "Dropbox" / "kept")
    assert paths.unsafe_place(made.path) and backups.test_restore(made.path).sound


def _name(session: Session, name: str) -> None:
    session.get_one(Department, 1).name = name


def _every_table(session: Session) -> int:
    return sum(len(session.connection().execute(table.select()).all()) for table in models.metadata().sorted_tables)
