"""What is promised of reliability and shown nowhere else; and that the table of all promises names what is there."""

import os
import re
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlmodel import Session, SQLModel

import codedesk.models
from codedesk import paths
from codedesk.desk import Desk
from codedesk.store import ciphering, connection, engines
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
    for table in SQLModel.metadata.tables.values():
        yield from (f"{table.name}.{column.name}" for column in table.columns)


def test_no_table_has_a_field_for_who_a_patient_is() -> None:
    assert codedesk.models and len(list(columns())) > 100
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
    finally:
        connection.engines.connect = before
    assert opened == []


def _every_table(session: Session) -> int:
    return sum(len(session.connection().execute(table.select()).all()) for table in SQLModel.metadata.sorted_tables)
