"""How a file comes to a place: without the journals of another, owner-only, and told as it is."""

import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from codedesk.desk import Desk
from codedesk.errors import CannotSave, CodeDeskError, NotADepartment
from codedesk.models import Coder, Department
from codedesk.store import backups, placing
from tests.departments import new_department

pytestmark = pytest.mark.file
JUNK = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed department with a backup beside it."""
    desk = new_department(tmp_path / "team.codedesk", "manager")
    desk.backup()
    desk.close()
    return desk.path


def _newest(path: Path) -> backups.Backup:
    return backups.listed(backups.folder_of(path), path.stem)[0]


def _journal(path: Path, end: str) -> Path:
    journal = path.with_name(path.name + end)
    journal.write_bytes(JUNK)
    return journal


def _full(*_: object, **__: object) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize("way", ["restore", "new", "copy"])
def test_a_journal_of_a_file_that_was_moved_away_is_set_aside_first(path: Path, end: str, way: str) -> None:
    other = Desk.open(path)
    path.rename(path.with_name("moved.codedesk"))
    place = path.with_name("here.codedesk")
    _journal(place, end)
    if way == "restore":
        backups.restore(_newest(path).path, place)
    elif way == "new":
        Desk.create(place).close()
    else:
        other.use(lambda connection: backups.copy_whole(connection, place))
    other.close()
    (kept,) = path.parent.glob("replaced-*")
    assert (kept / f"here.codedesk{end}").read_bytes() == JUNK
    assert kept.stat().st_mode & 0o077 == 0 or os.name != "posix"
    desk = Desk.open(place)
    assert desk.check().sound
    desk.close()


def test_a_write_ahead_log_that_cannot_be_a_departments_own_is_set_aside_at_open(path: Path) -> None:
    _journal(path, "-wal")
    desk = Desk.open(path)
    assert desk.check().sound
    desk.close()
    assert [each.name for each in path.parent.glob("replaced-*/*")] == ["team.codedesk-wal"]


def test_what_a_journal_damages_at_open_is_kept_as_it_was_before(path: Path) -> None:
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA cache_size = 1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("CREATE TABLE big AS SELECT randomblob(20000) AS x, randomblob(20000) AS y")
        stale = path.with_name("team.codedesk-journal").read_bytes()
        raw.execute("ROLLBACK")
    other = path.with_name("other.codedesk")
    Desk.create(other).close()
    other.with_name("other.codedesk-journal").write_bytes(stale)
    whole = other.read_bytes()
    try:
        Desk.open(other).close()
    except NotADepartment as error:
        (kept,) = other.parent.glob("before-recovery-*")
        assert str(kept) in str(error)
        assert (kept / "other.codedesk").read_bytes() == whole
    else:
        assert not list(other.parent.glob("before-recovery-*"))
    assert path.read_bytes()[100:] == before[100:]


def test_a_copy_that_is_being_restored_is_never_readable_for_others(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[int] = []
    real = placing.shutil.copyfile

    def copied(source: Path, target: Path) -> None:
        modes.append(target.stat().st_mode & 0o777)
        real(source, target)

    monkeypatch.setattr(placing.shutil, "copyfile", copied)
    backups.restore(_newest(path).path, path)
    assert len(modes) >= 3 and set(modes) == {0o600}


def test_a_restore_that_the_disk_did_not_confirm_is_not_told_to_have_replaced_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = _newest(path).path
    real, calls = placing.sync_folder, []

    def failing(folder: Path) -> None:
        calls.append(folder)
        if folder == path.parent and not list(folder.glob(".*.new")):
            _full()
        real(folder)

    monkeypatch.setattr(placing, "sync_folder", failing)
    with pytest.raises(CannotSave, match=r"stands in .* now, but the disk did not confirm it"):
        backups.restore(backup, path)
    assert len(list(path.parent.glob("replaced-*"))) == 1


@pytest.mark.parametrize("step", ["sync", "sync_folder", "copy"])
def test_a_restore_on_a_full_disk_leaves_nothing_beside_what_stood_there(
    path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, backup = path.read_bytes(), _newest(path).path
    there = {each.name for each in path.parent.iterdir()}
    if step == "sync_folder":
        monkeypatch.setattr(placing, step, _full)
    else:
        proved = backups.test_restore(backup)
        monkeypatch.setattr(backups, "test_restore", lambda _: proved)
        monkeypatch.setattr(placing, step, _full)
    with pytest.raises(CannotSave, match="What stood there stands there still"):
        backups.restore(backup, path)
    assert path.read_bytes() == before
    assert {each.name for each in path.parent.iterdir()} == there


def test_two_restores_in_one_second_keep_both(path: Path) -> None:
    kept = [backups.restore(_newest(path).path, path) for _ in range(2)]
    assert kept[0] != kept[1] and all(each is not None and each.exists() for each in kept)


def test_a_new_department_on_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    def fill(session: Any) -> None:
        raw = session.connection().connection.dbapi_connection
        raw.execute("PRAGMA max_page_count = 150")
        session.add_all(Coder(name="x" * 5000 + str(number), started_on=date(2026, 1, 1)) for number in range(400))
        session.flush()

    with pytest.raises(CannotSave, match="could not be made: database or disk is full"):
        Desk.create(tmp_path / "team.codedesk", "manager", fill)
    assert list(tmp_path.iterdir()) == []


def _damage(*statements: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as raw:
            raw.execute("PRAGMA foreign_keys = OFF")
            for statement in statements:
                raw.execute(statement)

    return damage


DAMAGED = {
    "no revision": _damage("DROP TABLE alembic_version"),
    "no audits": _damage("DROP TABLE audit"),
    "no column": _damage("ALTER TABLE note DROP COLUMN in_packet"),
    "a view for a table": _damage("DROP TABLE benchmark", "CREATE VIEW benchmark AS SELECT 1 AS id, 0 AS voided"),
    "no letters": _damage("UPDATE department SET name = CAST(x'ff41' AS TEXT)"),
    "no letters in the history": _damage("UPDATE change_entry SET after = CAST(x'ff41' AS TEXT)"),
    "no revision's letters": _damage("UPDATE alembic_version SET version_num = CAST(x'ff41' AS TEXT)"),
    "no letters in a time": _damage("UPDATE change SET at = CAST(x'ff41' AS TEXT)"),
    "words for a time": _damage("UPDATE change SET at = 'noon'"),
    "no steps": _damage("DROP TABLE change"),
    "only zeros": lambda path: path.write_bytes(path.read_bytes()[:100] + bytes(8000)) and None,
    "nothing but the mark": lambda path: path.write_bytes(path.read_bytes()[:100]) and None,
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_file_is_told_in_words(path: Path, kind: str) -> None:
    DAMAGED[kind](path)
    problems: tuple[str, ...] = ()
    try:
        desk = Desk.open(path)
        problems = desk.check().problems
        desk.close()
    except CodeDeskError as error:
        problems = (str(error),)
    assert problems and not any(word in problems[0] for word in ("Traceback", "Error:"))
    with pytest.raises(CodeDeskError):
        backups.restore(path, path.with_name("new.codedesk"))


def test_trouble_with_backups_is_said_and_the_file_is_open(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = backups.folder_of(path)
    (folder / "team-20261128T101010Z-open.codedesk").symlink_to(folder / "nowhere")
    (folder / "team-20269928T101010Z-open.codedesk").touch()
    desk = Desk.open(path, "manager")
    desk.write("Name it", lambda session: setattr(session.get_one(Department, 1), "name", "North"))
    desk.close()
    for name, words in (("thin", "could not be removed"), ("listed", "cannot be looked into")):
        with monkeypatch.context() as trouble:
            if name == "thin":
                trouble.setattr(backups, "thin", _full)
            else:
                trouble.setattr(Path, "iterdir", _full)
            desk = Desk.open(path, "manager")
        assert words in " ".join(desk.remarks)
        desk.write("Name it", lambda session, name=name: setattr(session.get_one(Department, 1), "name", name))
        desk.close()


def test_a_damaged_newest_backup_is_no_reason_not_to_make_another(path: Path) -> None:
    Desk.open(path).close()
    newest = _newest(path)
    assert newest.untouched
    content = bytearray(newest.path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    newest.path.write_bytes(content)
    assert not newest.untouched
    Desk.open(path).close()
    made = [each for each in backups.listed(backups.folder_of(path), "team") if each.untouched]
    assert made and backups.test_restore(made[0].path).sound


def test_backups_are_made_before_imports_and_restores(path: Path) -> None:
    def name(desk: Desk, words: str) -> None:
        desk.write("Name it", lambda session: setattr(session.get_one(Department, 1), "name", words))

    desk = Desk.open(path, "manager")
    name(desk, "North")
    assert desk.back_up_before("import") == ""
    assert desk.back_up_before("import") == ""
    name(desk, "South")
    desk.close()
    backups.restore(_newest(path).path, path)
    made = [each.why for each in backups.listed(backups.folder_of(path), "team")]
    assert made.count("import") == made.count("restore") == 1


def test_two_departments_of_one_name_in_one_folder_in_one_second_make_two_files(tmp_path: Path) -> None:
    at, made = datetime.now(UTC) - timedelta(1), []
    for number in range(2):
        (tmp_path / str(number)).mkdir()
        desk = new_department(tmp_path / str(number) / "team.codedesk", "manager")
        made.append(desk.use(lambda connection: backups.make(connection, tmp_path / "both", now=at)))
        desk.close()
    assert len({backup.path for backup in made}) == 2 == len(backups.listed(tmp_path / "both", "team"))


def test_what_was_stored_before_the_disk_failed_is_not_told_to_be_unsaved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.open(path, "manager")
    real = sqlite3.OperationalError("disk I/O error")

    def naming(session: Any) -> None:
        session.get_one(Department, 1).name = "North"

    whereabouts = desk.use(lambda connection: connection.whereabouts)
    looked = whereabouts.settle

    def failing() -> None:
        monkeypatch.setattr(whereabouts, "settle", looked)
        raise real  # the commit point is behind it

    monkeypatch.setattr(whereabouts, "settle", failing)
    desk.write("Name it", naming)
    assert desk.undo_step == "Name it"
    assert desk.read(lambda session: session.get_one(Department, 1).name) == "North"
    desk.close()


def _refusing(monkeypatch: pytest.MonkeyPatch, target: Path, *, always: bool = False) -> None:
    """Refuse the rename by which a new file comes to a place; with `always` all renames from then on, too."""
    real, refused = Path.replace, []

    def replace(self: Path, other: Path) -> Path:
        if (refused and always) or (self.name.endswith(".new") and other == target):
            refused.append(self)
            _full()
        return real(self, other)

    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.parametrize("way", ["restore", "new", "copy"])
def test_a_journal_that_was_set_aside_is_given_back_where_nothing_came_to_the_place(
    path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, place = Desk.open(path), path.with_name("here.codedesk")
    journal, backup = _journal(place, "-journal"), _newest(path).path
    _refusing(monkeypatch, place)
    with pytest.raises(CannotSave, match="No space left"):
        if way == "restore":
            backups.restore(backup, place)
        elif way == "new":
            Desk.create(place)
        else:
            other.use(lambda connection: backups.copy_whole(connection, place))
    other.close()
    assert journal.read_bytes() == JUNK
    assert not list(path.parent.glob("replaced-*"))


def test_a_journal_that_the_disk_does_not_take_back_is_named_with_its_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = path.with_name("here.codedesk")
    _journal(place, "-journal")
    _refusing(monkeypatch, place, always=True)
    with pytest.raises(CannotSave, match="is kept in") as told:
        Desk.create(place)
    (kept,) = path.parent.glob("replaced-*/here.codedesk-journal")
    assert str(kept.parent) in str(told.value) and kept.read_bytes() == JUNK


def test_a_restore_that_fails_over_a_damaged_file_leaves_it_with_its_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = _newest(path).path
    damaged = b"\xa5" * 8192  # not even opened
    path.write_bytes(damaged)
    journal = _journal(path, "-journal")
    _refusing(monkeypatch, path)
    with pytest.raises(CannotSave, match="What stood there stands there still"):
        backups.restore(backup, path)
    assert path.read_bytes() == damaged and journal.read_bytes() == JUNK
    assert not [each for each in path.parent.iterdir() if each.name.startswith(("damaged", "replaced", "."))]


def test_a_file_that_the_disk_does_not_let_be_finished_is_not_called_damaged(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, before = _newest(path).path, path.read_bytes()
    proved = backups.test_restore(backup)
    monkeypatch.setattr(backups, "test_restore", lambda _: proved)

    def failing(_: Path) -> Any:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE  # type: ignore[attr-defined, misc]
        raise error

    monkeypatch.setattr(backups, "connect", failing)
    with pytest.raises(CannotSave, match="the disk does not let it be finished"):
        backups.restore(backup, path)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("damaged-*"))


def test_what_an_unfinished_restore_left_hidden_is_gone_after_the_next(path: Path) -> None:
    left = path.with_name(f".{path.name}.aside")
    left.mkdir()
    (left / path.name).write_bytes(JUNK)
    kept = backups.restore(_newest(path).path, path)
    assert kept is not None and kept.read_bytes() != JUNK
    assert not left.exists()
