"""Backups and restores: checked before they count, thinned by rule, and never neither the old nor the new."""

import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from unittest.mock import ANY

import pytest
from sqlmodel import Session, select

from codedesk.cli import main
from codedesk.desk import Desk
from codedesk.errors import CannotSave, NotADepartment, OtherDepartment
from codedesk.models import Coder, Department
from codedesk.store import backups
from tests.departments import new_department
from tests.patience import child

# One process loads what a restore needs; each restore is a fork of it, which dies at the step that the line names.
RESTORE_AND_DIE = """
import json, os, sys
from pathlib import Path
from codedesk.store import backups
def restore(backup, into, name, last):
    calls = 0
    def watch(event, arguments):
        nonlocal calls
        if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "shutil.copyfile", "os.link"):
            paths = [str(each) for each in arguments if isinstance(each, (str, bytes, os.PathLike))]
            if any(name in path for path in paths):
                calls += 1
                if calls == last:
                    os._exit(9)
    sys.addaudithook(watch)
    backups.restore(Path(backup), Path(into))
    os._exit(0)
for line in sys.stdin:
    if not (forked := os.fork()):
        restore(*json.loads(line))
    print(os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1]), flush=True)
"""


@pytest.fixture(scope="module")
def restoring() -> Iterator[Callable[..., int]]:
    """Restore in a process of its own and return its exit code: 9 where it was killed in the middle."""
    pipes = dict.fromkeys(("stdin", "stdout"), subprocess.PIPE)
    with child(sys.executable, "-c", RESTORE_AND_DIE, text=True, stderr=subprocess.DEVNULL, **pipes) as forking:

        def restore(*words: object) -> int:
            forking.stdin.write(json.dumps(words, default=str) + "\n")
            forking.stdin.flush()
            return int(forking.stdout.readline())

        yield restore


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open department with one coder."""
    opened = new_department(tmp_path / "team.codedesk", "manager", None, _with_ana)
    yield opened
    opened.close()


def _with_ana(desk: Desk) -> None:
    desk.write("Add Ana", _add, "Ana")


def _add(session: Session, name: str) -> None:
    session.add(Coder(name=name, started_on=date(2026, 1, 1)))


def _names(path: Path) -> list[str]:
    desk = Desk.open(path)
    names = desk.read(lambda session: [coder.name for coder in session.exec(select(Coder))])
    desk.close()
    return names


def test_a_backup_holds_what_was_there_and_can_be_tested(desk: Desk, tmp_path: Path) -> None:
    made = desk.backup(folder=tmp_path / "kept")
    assert [backup.path for backup in backups.listed(tmp_path / "kept", "team")] == [made.path]
    report = backups.test_restore(made.path)
    assert report.sound
    assert report.rows["coder"] == 1
    assert not list((tmp_path / "kept").glob(".*"))


def test_a_backup_into_a_place_that_cannot_be_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file, no folder")
    with pytest.raises(CannotSave, match=r"The backup into .* failed"):
        desk.backup(folder=tmp_path / "kept")


def test_opening_backs_up_once_per_change(desk: Desk, tmp_path: Path) -> None:
    desk.close()
    folder = backups.folder_of(desk.path)
    Desk.open(desk.path).close()
    count = len(backups.listed(folder, "team"))
    Desk.open(desk.path).close()
    assert len(backups.listed(folder, "team")) == count > 0


def test_thinning_keeps_twelve_daily_ten_weekly_nine_monthly_and_what_was_asked_for(tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    for days in range(400):
        at = now - timedelta(days)
        (tmp_path / f"team-{at:%Y%m%dT%H%M%SZ}-open.codedesk").touch()
    asked = tmp_path / f"team-{now - timedelta(399):%Y%m%dT%H%M%SZ}-asked.codedesk"
    young = tmp_path / f"team-{now - timedelta(80):%Y%m%dT%H%M%SZ}-upgrade-0001.codedesk"
    old = tmp_path / f"team-{now - timedelta(100):%Y%m%dT%H%M%SZ}-upgrade-0001.codedesk"
    for path in (asked, young, old):
        path.touch()
    backups.thin(tmp_path, "team", now)
    left = {backup.path for backup in backups.listed(tmp_path, "team")}
    days_kept = {(now - backup.at).days for backup in backups.listed(tmp_path, "team") if backup.why == "open"}
    assert set(range(12)) <= days_kept
    assert asked in left
    assert young in left
    assert old not in left
    # 23 November 2026 is a Monday: the newest of each earlier week is its Sunday, the newest of a month its last day.
    sundays = {1 + 7 * week for week in range(9)}
    month_ends = {(date(2026, 11, 23) - date(2026, month + 1, 1)).days + 1 for month in range(3, 11)}
    assert days_kept == set(range(12)) | sundays | month_ends


@pytest.mark.parametrize(
    ("now", "sundays"),
    [
        # Thursday 14 January 2027: the week of 28 December to 3 January is the last of 2026, and takes one place of ten
        (date(2027, 1, 14), (date(2026, 11, 15), date(2027, 1, 10))),
        # Thursday 16 January 2025: the week of 30 December to 5 January is the first of 2025
        (date(2025, 1, 16), (date(2024, 11, 17), date(2025, 1, 12))),
    ],
)
def test_the_week_around_new_year_is_one_week(tmp_path: Path, now: date, sundays: tuple[date, date]) -> None:
    made = [datetime.combine(now - timedelta(days), time(12), UTC) for days in range(100)]
    for at in made:
        (tmp_path / f"team-{at:%Y%m%dT%H%M%SZ}-open.codedesk").touch()
    backups.thin(tmp_path, "team", made[0])
    left = {backup.at.date() for backup in backups.listed(tmp_path, "team")}
    twelve = {now - timedelta(days) for days in range(12)}
    weeks = {sundays[0] + timedelta(weeks=week) for week in range(9)}
    assert max(weeks) == sundays[1]
    ends = {date(now.year, 1, 1) - timedelta(1), *(date(now.year - 1, month, 1) - timedelta(1) for month in (11, 12))}
    assert left == twelve | weeks | ends


def test_a_restore_moves_the_old_file_aside_and_never_deletes_it(desk: Desk) -> None:
    made = desk.backup()
    desk.write("Add Ben", _add, "Ben")
    desk.close()
    kept = backups.restore(made.path, desk.path)
    assert _names(desk.path) == ["Ana"]
    assert kept is not None
    assert kept.parent.name.startswith("replaced-")
    assert _names(kept) == ["Ana", "Ben"]


def test_a_damaged_file_is_moved_into_a_folder_that_says_so(desk: Desk) -> None:
    made = desk.backup()
    desk.close()
    desk.path.write_bytes(desk.path.read_bytes()[:3000])
    desk.path.with_name(desk.path.name + "-journal").write_bytes(b"stale")
    kept = backups.restore(made.path, desk.path)
    assert kept is not None
    assert kept.parent.name.startswith("damaged-")
    assert (kept.parent / "team.codedesk-journal").read_bytes() == b"stale"
    assert not desk.path.with_name(desk.path.name + "-journal").exists()
    assert _names(desk.path) == ["Ana"]


def test_a_damaged_backup_is_refused_and_nothing_is_replaced(desk: Desk, tmp_path: Path) -> None:
    made = desk.backup()
    desk.close()
    bad = tmp_path / "bad.codedesk"
    content = bytearray(made.path.read_bytes())
    content[5000:9000] = bytes(4000)
    bad.write_bytes(content)
    before = desk.path.read_bytes()
    with pytest.raises(NotADepartment, match=r"not restored|cannot be restored"):
        backups.restore(bad, desk.path)
    assert desk.path.read_bytes() == before


def test_an_open_department_is_not_restored_over(desk: Desk) -> None:
    made = desk.backup()
    with pytest.raises(CannotSave, match="is open in CodeDesk"):
        backups.restore(made.path, desk.path)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks a process")
@pytest.mark.parametrize("step", range(1, 30, 2))
def test_a_restore_that_is_killed_leaves_the_old_or_the_new(
    desk: Desk, restoring: Callable[..., int], step: int
) -> None:
    made = desk.backup()
    desk.write("Add Ben", _add, "Ben")
    desk.close()
    assert restoring(made.path, desk.path, desk.path.name, step) == (9 if step < 10 else ANY)
    assert _names(desk.path) in (["Ana", "Ben"], ["Ana"])


def dated(folder: Path, at: datetime, held: int) -> Path:
    """Put down a backup of that date which holds so much history."""
    path = folder / f"team-{at:%Y%m%dT%H%M%SZ}-open.codedesk"
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE change_entry (id INTEGER)")
        made.execute("INSERT INTO change_entry VALUES (?)", (held,))
        made.commit()
    return path


def test_backups_dated_in_the_future_take_no_place_of_those_made_since(tmp_path: Path) -> None:
    wrong, right = datetime(2027, 10, 1, 8, tzinfo=UTC), datetime(2026, 11, 28, 8, tzinfo=UTC)
    for days in range(45):
        made = dated(tmp_path, wrong + timedelta(days), days)
        backups.thin(tmp_path, "team", wrong + timedelta(days), made)
    own = []
    for days in range(5):
        own.append(dated(tmp_path, right + timedelta(days), 100 + days))
        backups.thin(tmp_path, "team", right + timedelta(days), own[-1])
    assert all(path.exists() for path in own)
    assert 5 < len(backups.listed(tmp_path, "team")) <= 5 + 12 + 10 + 9


@pytest.mark.parametrize("part", range(10))
def test_whatever_the_clock_does_the_last_backups_stay(
    tmp_path: Path, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand histories, a hundred in each part: a clock that jumps by days or years, forth and back."""
    held: dict[Path, int] = {}
    monkeypatch.setattr(backups, "_held", lambda backup: held[backup.path])
    for number in range(100):
        chance = random.Random(part * 100 + number)
        folder = tmp_path / str(number)
        folder.mkdir()
        real, wrong_by = datetime(2026, 1, 5, 8, tzinfo=UTC), timedelta(0)
        made: list[Path] = []
        for step in range(chance.randint(5, 30)):
            real += timedelta(days=chance.choice((1, 1, 1, 3, 30)), seconds=chance.randint(0, 3000))
            if chance.random() < 0.15:
                wrong_by = chance.choice((timedelta(0), timedelta(chance.randint(-4000, 4000)), timedelta(hours=-7)))
            clock = real + wrong_by
            made.append(folder / f"team-{clock:%Y%m%dT%H%M%SZ}-open.codedesk")
            made[-1].touch()
            held[made[-1]] = step + 1
            backups.thin(folder, "team", clock, made[-1])
            assert all(path.exists() for path in made[-3:]), (part, number, step)
        assert len(backups.listed(folder, "team")) <= 2 * (12 + 10 + 9) + 3


def test_days_in_a_row_keep_their_places_after_the_clock_was_set_right(tmp_path: Path) -> None:
    start = datetime(2026, 3, 2, 8, tzinfo=UTC)
    for days in range(40):
        wrong = timedelta(-400 if 10 <= days < 20 else 0)
        made = dated(tmp_path, start + timedelta(days) + wrong, days + 1)
        backups.thin(tmp_path, "team", start + timedelta(days) + wrong, made)
    left = {backup.at for backup in backups.listed(tmp_path, "team")}
    assert {start + timedelta(days) for days in range(28, 40)} <= left


def test_one_of_today_stays_beside_one_that_a_wrong_clock_dated_later_today(tmp_path: Path) -> None:
    now = datetime(2025, 3, 15, 8, tzinfo=UTC)
    for held, hours in ((1, 5), (9, 6), (8, 7), (7, 8)):
        dated(tmp_path, now + timedelta(hours=hours), held)
    made = dated(tmp_path, now, 0)
    backups.thin(tmp_path, "team", now)
    assert made.exists()


def test_a_clock_far_ahead_does_not_outlive_the_backup_before_an_upgrade(tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    young = tmp_path / f"team-{now - timedelta(5):%Y%m%dT%H%M%SZ}-upgrade-0001.codedesk"
    young.touch()
    made = dated(tmp_path, now + timedelta(400), 1)
    backups.thin(tmp_path, "team", now + timedelta(400), made)
    assert young.exists()


def test_a_backup_of_the_same_second_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    made = [desk.use(lambda connection: backups.make(connection, tmp_path / "kept", "asked", at)) for _ in range(3)]
    assert len({backup.path for backup in made}) == 3 and all(backup.path.exists() for backup in made)


def test_an_unchanged_department_is_not_backed_up_again_beside_one_of_the_future(desk: Desk) -> None:
    folder = backups.folder_of(desk.path)
    future = datetime.now(UTC) + timedelta(days=300)
    desk.use(lambda connection: backups.make(connection, folder, "open", future))
    desk.write("Add Ben", _add, "Ben")
    assert desk.use(lambda connection: backups.make_if_changed(connection, folder, "open")) is not None
    assert desk.use(lambda connection: backups.make_if_changed(connection, folder, "open")) is None


def test_another_departments_backup_is_refused_by_name_unless_it_is_wanted(desk: Desk, tmp_path: Path) -> None:
    other = Desk.create(tmp_path / "other.codedesk", "manager")
    other.write("Name it", _named, "Emergency, South")
    other.write("Add Cy", _add, "Cy")
    other.write("Add Dee", _add, "Dee")
    made = other.backup()
    other.close()
    desk.write("Name it", _named, "Inpatient, North")
    desk.close()
    before = desk.path.read_bytes()
    with pytest.raises(OtherDepartment) as refused:
        backups.restore(made.path, desk.path)
    assert "a backup of another department: “Emergency, South” (2 coders, 0 work days, 0 audits)" in str(refused.value)
    assert "In the place of “team.codedesk” stands “Inpatient, North” (1 coder, 0 work days, 0" in str(refused.value)
    assert desk.path.read_bytes() == before
    kept = backups.restore(made.path, desk.path, over_another=True)
    assert kept is not None and kept.read_bytes() == before and _names(desk.path) == ["Cy", "Dee"]


def test_an_own_backup_and_a_damaged_department_are_no_others(desk: Desk, tmp_path: Path) -> None:
    made = desk.backup()
    desk.write("Name it", _named, "Renamed since")
    desk.close()
    backups.restore(made.path, desk.path)
    desk.path.write_bytes(desk.path.read_bytes()[:3000])
    backups.restore(made.path, desk.path)
    assert _names(desk.path) == ["Ana"]


def test_the_command_line_refuses_another_department_with_the_reason(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Desk.create(tmp_path / "other.codedesk", "manager")
    other.write("Name it", _named, "Emergency, South")
    made = other.backup()
    other.close()
    desk.close()
    words = ["restore", str(made.path), "--into", str(desk.path)]
    assert main(words) == 1
    said = capsys.readouterr().err
    assert "“Emergency, South”" in said and "--over-another" in said and _names(desk.path) == ["Ana"]
    assert main([*words, "--over-another"]) == 0
    assert _names(desk.path) == []


def _named(session: Session, name: str) -> None:
    department = session.get(Department, 1)
    assert department is not None
    department.name = name
