"""How a department stands: what each backup holds, in what state it is, and as what it stays."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from codedesk.desk import Desk
from codedesk.models.departments import DepartmentDraft
from codedesk.services.department.departments import change_department
from codedesk.store import backups, file_state
from tests.departments import new_department

pytestmark = pytest.mark.file


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open department; opening it made its first backup."""
    opened = new_department(tmp_path / "team.codedesk", "manager")
    yield opened
    opened.close()


def _step(desk: Desk, name: str) -> None:
    desk.write(f"Name {name}", change_department, DepartmentDraft(name=name))


def _stands(desk: Desk, seen: file_state.Seen, now: datetime | None = None) -> file_state.FileState:
    return file_state.file_state(desk.path, desk.use(file_state.contents), seen, now)


def test_each_backup_is_told_with_what_it_holds_and_what_it_does_not(desk: Desk) -> None:
    _step(desk, "North")
    made = desk.backup().path
    for name in ("East", "South", "West", "Center"):
        _step(desk, name)
    found = _stands(desk, {})
    newest = found.held[0]
    assert (newest.backup.path, newest.state, newest.stays) == (made, "checked", "asked")
    held = found.held[0].contents
    assert held is not None and held.step == found.contents.step - 4 and held.beginning == found.contents.beginning
    count, last = desk.use(lambda connection: file_state.steps_since(connection, held.step))
    assert (count, last) == (4, ("Name Center", "Name West", "Name South"))


def test_a_backup_that_was_changed_or_cannot_be_read_is_not_relied_on(desk: Desk) -> None:
    made, seen = desk.backup().path, file_state.Seen()
    assert _stands(desk, seen).held[0].sound
    content = bytearray(made.read_bytes())
    content[-1] ^= 1
    made.write_bytes(content)
    assert _stands(desk, seen).held[0].state == "changed" and not _stands(desk, seen).held[0].sound
    made.write_bytes(b"no database at all")
    found = _stands(desk, seen).held[0]
    assert found.contents is None and not found.sound


def test_it_is_told_as_what_a_backup_stays_and_which_goes_next(desk: Desk) -> None:
    folder, now = backups.folder_of(desk.path), datetime(2026, 10, 5, 12, tzinfo=UTC)
    for old in folder.iterdir():
        old.unlink()
    for days in (0, 1, 2, 14, 60, 2000):
        desk.use(lambda connection, at=now - timedelta(days): backups.make(connection, folder, "daily", at))
    for hours in (1, 2, 3, 4):  # of one day only the newest stays, and the last three by what they hold
        desk.use(lambda connection, at=now - timedelta(hours=hours): backups.make(connection, folder, "open", at))
    desk.use(lambda connection: backups.make(connection, folder, "upgrade-0001", now - timedelta(days=3)))
    told = {row.backup.path: row for row in _stands(desk, {}, now).held}
    stays = {row.backup.at: row.stays for row in told.values()}
    assert [stays[now - timedelta(hours=hours)] for hours in (1, 2, 3, 4)] == ["last", "last", "", ""]
    assert stays[now - timedelta(days=3)] == "upgrade"
    assert all(stays[now - timedelta(days)] in ("daily", "weekly", "monthly") for days in (0, 1, 2, 14, 60, 2000))
    gone = set(backups.thin(folder, desk.path.stem, now))
    assert gone == {path for path, row in told.items() if not row.stays}


def test_a_folder_on_the_same_disk_is_not_another_disk(desk: Desk, tmp_path: Path) -> None:
    assert not file_state.another_disk(tmp_path, desk.path)
    assert not file_state.another_disk(tmp_path / "gone", desk.path)
    (tmp_path / "Dropbox").mkdir()
    assert file_state.another_disk(tmp_path / "Dropbox", desk.path)
