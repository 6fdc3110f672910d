"""Encryption by a passphrase: what it hides, what opens it, what is said where not, and that nothing is lost."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from hashlib import pbkdf2_hmac
from importlib import import_module
from pathlib import Path

import pytest

from codedesk.desk import Desk
from codedesk.errors import CannotSave, DepartmentInUse, PassphraseNeeded
from codedesk.models.coders import CoderDraft
from codedesk.services.department.starters import starters
from codedesk.services.people.coders import add_coder
from codedesk.store import backups, checks, ciphering, engines, placing
from codedesk.store.connection import Connection
from codedesk.store.engines import Secret
from tests.departments import new_department

FIRST, SECOND = "correct horse battery", "it's another 'long' one"
NAME = "Zzyzx Quillfeather"

pytestmark = [pytest.mark.file, pytest.mark.usefixtures("no_passphrases")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plain department with a name that can be looked for, and a backup of it."""
    desk = new_department(tmp_path / "Team.codedesk", "W. Riter", starters)
    desk.write("Add", add_coder, CoderDraft(name=NAME, started_on=date(2026, 1, 5)))
    desk.backup()
    desk.close()
    return desk.path


@pytest.fixture
def sealed(path: Path) -> Path:
    ciphering.rewrite(path, Secret(FIRST))
    return path


def test_a_passphrase_is_turned_over_as_often_as_sqlcipher_4_does_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    ciphering.rewrite(path, Secret(FIRST))
    raw = engines.connect(path)
    names = ("kdf_iter", "cipher_kdf_algorithm", "cipher_page_size")
    said = [raw.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
    raw.close()
    assert said == ["256000", "PBKDF2_HMAC_SHA512", "4096"]


def names_in(folder: Path) -> list[str]:
    """The files below a folder in which the name can be read."""
    files = (each for each in folder.rglob("*") if each.is_file())
    return sorted(each.relative_to(folder).as_posix() for each in files if b"Quillfeather" in each.read_bytes())


def test_the_name_can_be_read_in_a_plain_file_and_in_none_of_an_encrypted_one(path: Path) -> None:
    asked = {f"Team backups/{each.path.name}" for each in ciphering.plain_backups(path) if each.why == "asked"}
    assert set(names_in(path.parent)) == {path.name, *asked} and len(asked) == 1
    ciphering.rewrite(path, Secret(FIRST))
    for each in ciphering.plain_backups(path):
        ciphering.encrypt_backup(each, Secret(FIRST, engines.salt_of(path)))
    assert names_in(path.parent) == []


def test_amid_a_step_its_journal_and_backups_hide_the_name_too(sealed: Path) -> None:
    for each in ciphering.plain_backups(sealed):
        each.path.unlink()
    desk = Desk.open(sealed, "w")

    def amid(session: object) -> list[str]:
        add_coder(session, CoderDraft(name=f"{NAME} the second", started_on=date(2026, 1, 5)))  # type: ignore[arg-type]
        session.flush()  # type: ignore[attr-defined]
        assert sealed.with_name(f"{sealed.name}-journal").stat().st_size > 0
        return names_in(sealed.parent)

    assert desk.write("Add another", amid) == []
    desk.backup()
    desk.close()
    assert names_in(sealed.parent) == []


def test_an_encrypted_department_is_worked_in_like_any_other(sealed: Path) -> None:
    desk = Desk.open(sealed, "w")
    assert desk.remarks == () and desk.check().sound
    desk.write("Add", add_coder, CoderDraft(name="Ana Diaz", started_on=date(2026, 1, 5)))
    assert desk.undo() == "Add" and desk.redo() == "Add" and desk.locating().result() is None
    made = desk.backup()
    desk.close()
    assert engines.is_encrypted(made.path) and made.untouched
    assert backups.test_restore(made.path).rows["coder"] == 2
    backups.restore(made.path, sealed)
    desk = Desk.open(sealed, "w")
    assert desk.check().sound and desk.undo_step == "Add"
    desk.close()


def test_what_is_written_anew_holds_the_same_both_ways(path: Path) -> None:
    def told() -> tuple[dict[str, int], str, int]:
        desk = Desk.open(path, "w", read_only=True)
        report = desk.check()
        end = desk.use(lambda connection: connection.raw.execute("PRAGMA user_version").fetchone()[0])
        desk.close()
        assert report.sound
        return report.rows, report.last_hash, end

    before = told()
    for passphrase in (FIRST, SECOND, None):
        ciphering.rewrite(path, passphrase and Secret(passphrase))
        assert engines.is_encrypted(path) is (passphrase is not None)
        assert told() == before
    assert path.stat().st_mode & 0o077 == 0 and not list(path.parent.glob(".*.new*"))


@pytest.mark.parametrize("known", [(), ("not this one at all",)])
def test_without_its_passphrase_it_stays_shut_and_as_it_is(sealed: Path, known: tuple[str, ...]) -> None:
    engines.forget()
    for each in known:
        engines.remember(each)
    before = sealed.read_bytes()
    with pytest.raises(PassphraseNeeded, match="Caps Lock" if known else "Its passphrase opens it"):
        Desk.open(sealed, "w")
    assert sealed.read_bytes() == before
    engines.remember(FIRST)
    Desk.open(sealed, "w").close()


def test_after_a_change_the_old_one_opens_older_backups_only(sealed: Path) -> None:
    desk = Desk.open(sealed, "w")
    older = desk.backup()
    desk.close()
    ciphering.rewrite(sealed, Secret(SECOND))
    engines.forget(FIRST)
    Desk.open(sealed, "w").close()
    with pytest.raises(PassphraseNeeded):
        backups.test_restore(older.path)
    engines.remember(FIRST)
    assert backups.test_restore(older.path).sound


@pytest.mark.parametrize("weak", ["", "short", " " * 20, "elevenchars"])
def test_what_keeps_nothing_is_refused_before_anything_is_done(path: Path, weak: str) -> None:
    before = path.read_bytes()
    with pytest.raises(CannotSave, match="12 letters or more"):
        ciphering.rewrite(path, Secret(weak))
    assert path.read_bytes() == before


def test_a_department_that_is_open_is_not_written_anew(path: Path) -> None:
    desk = Desk.open(path, "w")
    with pytest.raises(DepartmentInUse, match="Close it there first; nothing was changed"):
        ciphering.rewrite(path, Secret(FIRST))
    desk.close()
    assert not engines.is_encrypted(path)


def test_the_open_one_is_written_anew_by_its_own_program(path: Path) -> None:
    desk = Desk.open(path, "w")
    desk.rewriting(FIRST).result()
    assert engines.is_encrypted(path) and desk.undo() == "Add"
    with pytest.raises(CannotSave):
        desk.rewriting("short").result()
    assert desk.redo() == "Add"
    desk.close()


@pytest.mark.parametrize("at", ["_export", "_compare"])
def test_where_it_fails_the_file_is_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    def full(*_words: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(ciphering, at, full)
    before = path.read_bytes()
    with pytest.raises(CannotSave, match="it is as it was"):
        ciphering.rewrite(path, Secret(FIRST))
    assert path.read_bytes() == before and not list(path.parent.glob(".*.new*"))


def test_what_is_not_equal_takes_no_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = checks.counts
    seen: list[int] = []
    monkeypatch.setattr(checks, "counts", lambda database: seen.append(1) or {**counted(database), "coder": len(seen)})
    with pytest.raises(CannotSave, match="not equal to the file"):
        ciphering.rewrite(path, Secret(FIRST))
    assert not engines.is_encrypted(path)


def test_without_the_part_that_encrypts_it_is_said_how_to_get_it(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "can_encrypt", lambda: False)
    with pytest.raises(CannotSave, match=r"pip install 'codedesk\[encryption\]'"):
        Desk.open(sealed, "w")
    with pytest.raises(CannotSave, match="sqlcipher3"):
        ciphering.rewrite(sealed, Secret(SECOND))


def test_a_key_is_made_once_for_a_file_and_its_backups(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty backups are looked into at an open: a third of a second for each would keep a person waiting."""
    engines.forget()
    engines.remember(SECOND)
    engines.remember(FIRST)
    made: list[bytes] = []

    def counted(name: str, secret: bytes, salt: bytes, *more: int) -> bytes:
        made.append(salt)
        return pbkdf2_hmac(name, secret, salt, *more)

    monkeypatch.setattr(engines, "pbkdf2_hmac", counted)
    desk = Desk.open(sealed, "W. Riter")
    rows = [desk.backup() for _ in range(3)]
    desk.close()
    assert all(backups.test_restore(row.path).sound for row in rows)
    assert made == [engines.salt_of(sealed)]
    assert {engines.salt_of(row.path) for row in rows} == {*made}


def test_any_program_that_knows_the_form_opens_a_backup_by_the_passphrase(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    ciphering.rewrite(path, Secret(SECOND))
    desk = Desk.open(path, "W. Riter")
    made = desk.backup()
    desk.close()
    with closing(import_module("sqlcipher3.dbapi2").connect(made.path)) as raw:
        quoted = SECOND.replace("'", "''")
        raw.execute(f"PRAGMA key='{quoted}'")
        assert raw.execute("SELECT name FROM coder").fetchall() == [(NAME,)]


def test_a_passphrase_that_is_forgotten_opens_nothing_any_more(sealed: Path) -> None:
    engines.connect(sealed).close()
    engines.forget(FIRST)
    with pytest.raises(PassphraseNeeded):
        engines.connect(sealed)


def test_the_check_looks_at_every_page_also_at_what_is_in_memory(sealed: Path) -> None:
    desk = Desk.open(sealed, "W. Riter")
    assert desk.check().sound
    with sealed.open("r+b") as file:
        file.seek(3 * 4096 + 9)
        file.write(b"\x00\x01\x02")
    assert "page 4" in desk.use(checks.check).problems[0]
    desk.close()


def test_a_log_that_lies_beside_an_encrypted_file_is_never_played_into_it(sealed: Path) -> None:
    log = sealed.with_name(f"{sealed.name}-wal")
    log.write_bytes(b"of another file" * 100)
    desk = Desk.open(sealed, "W. Riter")
    assert desk.check().sound and not log.exists()
    desk.close()
    assert list(sealed.parent.glob(f"replaced-*/{log.name}"))


@pytest.mark.parametrize("revision", ["0001", "0006"])
def test_one_of_an_earlier_version_is_encrypted_read_and_brought_up_to_date(tmp_path: Path, revision: str) -> None:
    old = tmp_path / "Old.codedesk"
    shutil.copy(Path(__file__).parent / "released" / f"{revision}.codedesk", old)
    ciphering.rewrite(old, Secret(FIRST))
    reading = Desk.open(old, "W. Riter", read_only=True)
    told = reading.check()
    assert told.sound, told.problems
    rows = told.rows
    reading.close()
    desk = Desk.open(old, "W. Riter")
    assert desk.check().sound and desk.check().rows == rows
    desk.close()
    assert engines.is_encrypted(old)


def _coders_seen_again(connection: Connection) -> int:
    with closing(engines.again(connection.raw, connection.path)) as raw:
        return int(raw.execute("SELECT count(*) FROM coder").fetchone()[0])


@pytest.mark.parametrize("passphrase", [None, FIRST])
def test_looking_at_the_open_file_does_not_let_another_writer_in(path: Path, passphrase: str | None) -> None:
    """Closing any other handle of a file would cost it its lock."""
    if passphrase is not None:
        ciphering.rewrite(path, passphrase and Secret(passphrase))
    desk = Desk.open(path, "W. Riter")
    assert desk.encrypted is (passphrase is not None)
    assert desk.use(_coders_seen_again) == 1
    words = "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'r+b'), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 0x40000001)"
    assert subprocess.run([sys.executable, "-c", words, path], capture_output=True, check=False).returncode
    desk.close()
    assert not subprocess.run([sys.executable, "-c", words, path], capture_output=True, check=False).returncode


def test_plain_backups_open_by_the_departments_own_key_once_they_are_encrypted(
    sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = Secret(FIRST, engines.salt_of(sealed))
    paths = [ciphering.encrypt_backup(each, secret) for each in ciphering.plain_backups(sealed)]
    made: list[bytes] = []
    monkeypatch.setattr(engines, "pbkdf2_hmac", lambda *words: made.append(words[2]) or pbkdf2_hmac(*words))
    engines.forget()
    engines.remember(FIRST)
    for each in (sealed, *paths):
        engines.connect(each).close()
    assert made == [secret.salt] and len(paths) > 0


def test_where_the_disk_does_not_confirm_the_new_file_it_is_open_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled = placing.settle

    def unconfirmed(making: Path, target: Path, *more: object) -> None:
        settled(making, target, *more)  # type: ignore[arg-type]
        raise CannotSave("it stands there, but the disk did not confirm it")

    desk = Desk.open(path, "w")
    monkeypatch.setattr(placing, "settle", unconfirmed)
    with pytest.raises(CannotSave, match="did not confirm"):
        desk.rewriting(FIRST).result()
    monkeypatch.undo()
    assert desk.encrypted and desk.check().sound
    desk.close()


def test_a_slip_of_the_hand_is_not_tried_again_and_what_opened_something_is(sealed: Path) -> None:
    engines.connect(sealed).close()
    other = sealed.with_name("Other.codedesk")
    other.write_bytes(sealed.read_bytes())
    ciphering.rewrite(other, Secret(SECOND))
    engines.forget(SECOND)
    engines.remember("a slip of the hand")
    with pytest.raises(PassphraseNeeded, match="none of the passphrases"):
        engines.connect(other)
    assert engines._known == [FIRST]


def test_an_older_state_of_the_file_that_comes_under_the_open_one_is_noticed(sealed: Path) -> None:
    desk = Desk.open(sealed, "w")
    before = sealed.read_bytes()
    desk.write("Add", add_coder, CoderDraft(name="Ana Diaz", started_on=date(2026, 1, 5)))
    newer = sealed.read_bytes()
    with sealed.open("r+b") as file:
        file.write(before)
    found = desk.locating().result()
    assert found is not None and found.how == "overwritten"
    with sealed.open("r+b") as file:
        file.write(newer)
    desk.close()
