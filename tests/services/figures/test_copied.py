"""Figures from the copies in the file are those of the rows, to the last bit: after any change, by whatever hand."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.errors import CannotSave, Refused
from codedesk.metrics.audits import Audits, Parts, parts
from codedesk.metrics.figures import TeamFigures
from codedesk.models import Coder, FindingCategory
from codedesk.services.figures import audit_log, audit_months, audit_scores, months
from codedesk.services.figures.audit_months import AuditMonth
from codedesk.services.figures.copying import KINDS
from codedesk.services.figures.figures import plain_figures, team_figures
from codedesk.services.figures.log import log_of
from codedesk.services.figures.month_numbers import month_of
from codedesk.services.figures.packed import unpacked
from codedesk.store import backups
from codedesk.store.connection import Connection
from codedesk.store.copies import TABLES
from codedesk.store.copying import copy_some
from tests.services.days.test_kept_days import cells, lists, others
from tests.services.figures.test_kept_warm import (
    ANA,
    PERIODS,
    TODAY,
    Action,
    audited,
    audits,
    cold,
    figures,
    imported,
    more,
    past_history,
    statements,
    subjects,
)
from tests.services.figures.test_kept_warm_audits import records
from tests.services.team import MONDAY, Team
from tests.thorough import times

RELEASED = Path(__file__).parents[2] / "store" / "released"


def copy_all(desk: Desk) -> None:
    while desk.use(partial(copy_some, kinds=KINDS)):
        pass


def from_rows(session: Session, service: Callable[..., Any], *args: Any) -> Any:
    """Ask as a program would that has just been started, of a file without copies."""
    copies = session.info.pop("copies")
    try:
        return cold(session, service, *args)
    finally:
        session.info["copies"] = copies


def asked(session: Session) -> tuple[TeamFigures, TeamFigures]:
    """A quarter with its signals, which looks at all time for its limits, and years."""
    return team_figures(session, PERIODS[1], None, TODAY), plain_figures(session, PERIODS[2], None, TODAY)


def agree(session: Session) -> None:
    warm = figures(session)
    assert warm == cold(session, figures) == from_rows(session, figures)
    assert subjects(session) == cold(session, subjects) == from_rows(session, subjects)


def by_hand(statement: str) -> Action:
    """Change the closed file with another program."""

    def act(team: Team) -> None:
        team.desk.close()
        with closing(sqlite3.connect(team.desk.path)) as raw, raw, suppress(sqlite3.IntegrityError):
            raw.execute(statement)
        team.desk = Desk.open(team.desk.path, "manager")

    return act


hands = st.sampled_from((
    "UPDATE work_line SET hours = 1.25 WHERE id % 3 = 0",
    "UPDATE work_day SET day = date(day, '+1 month') WHERE id % 5 = 1",
    "UPDATE work_day SET paid_hours = NULL WHERE id % 4 = 0",
    "DELETE FROM work_line WHERE id = (SELECT max(id) FROM work_line)",
    "INSERT OR REPLACE INTO work_line SELECT 1, voided, void_reason, work_day_id, work_type_id, 3, hours, 2.5, note"
    " FROM work_line WHERE id = (SELECT max(id) FROM work_line)",
    "DELETE FROM other_time",
    "UPDATE audit SET day = date(day, '-1 month')",
    "UPDATE audit_record SET matched = matched + 1 WHERE id % 2 = 0",
    "DELETE FROM finding",
    "UPDATE coder SET voided = true, void_reason = 'left' WHERE id = 2",
    "UPDATE work_type SET position = 9 - position",
    "UPDATE finding_category SET scored = NOT scored, points = points + 1",
)).map(by_hand)  # fmt: skip
copying = st.just(lambda team: copy_all(team.desk))


@settings(max_examples=times(3), deadline=None)
@given(st.lists(st.one_of(cells, cells, lists, others, audits, records, more, hands, copying, copying),
                min_size=4, max_size=8))  # fmt: skip
def test_after_any_change_figures_from_copies_are_those_from_rows(actions: list[Action]) -> None:
    with TemporaryDirectory() as folder:
        team = department(Path(folder))
        for action in actions:
            with suppress(Refused, CannotSave):  # a day that is moved to one that is taken
                action(team)
            assert team.desk.read(cold, asked) == team.desk.read(from_rows, asked)
        team.desk.read(agree)
        team.desk.close()


def department(folder: Path) -> Team:
    """Two months of work and some of the year before, audits of a year, and the copies of all of them."""
    team = Team(folder)
    imported(MONDAY - timedelta(400), 7, update=True)(team)
    audited(ANA, "Inpatient", date(2025, 1, 15), 9, 2, findings=True)(team)
    for charts in range(2):
        imported(MONDAY - timedelta(60 * charts), 10 + charts, update=True)(team)
    for number in range(4):
        day = MONDAY - timedelta(60 * number)
        audited((ANA, "Bo Chen")[number % 2], "Inpatient", day, 5 + number, 1 + number % 2, findings=True)(team)
    copy_all(team.desk)
    return team


def read_from(desk: Desk) -> set[str]:
    """Return which tables of many rows a program reads that has just been started."""

    def look(session: Session) -> set[str]:
        with statements() as said:
            cold(session, figures)
        words = " ".join(words for words, _ in said)
        return {table for table in ("work_line", "other_time", "audit_record", "finding") if f" {table} " in words}

    return desk.read(look)


def test_a_start_reads_copies_and_no_rows_of_log_and_audits(tmp_path: Path) -> None:
    team = department(tmp_path)
    assert not read_from(team.desk)
    team.set(ANA, "charts", 3, "Inpatient", MONDAY)
    assert read_from(team.desk) == {"work_line", "other_time"}
    audited(ANA, "Inpatient", MONDAY, 5, 1, findings=True)(team)
    assert read_from(team.desk) == {"work_line", "other_time", "audit_record", "finding"}
    copy_all(team.desk)
    assert not read_from(team.desk)
    team.desk.close()


def renamed(session: Session, name: str) -> None:
    session.get_one(Coder, 1).name = name


@pytest.fixture
def months_added_up(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The years of whose months days and lines are looked at."""
    found: list[int] = []
    add_up = months._ledger

    def look(of_days: months.MonthRows, *rest: Any) -> Any:
        found.extend({1970 + int(day) // 365 for day in of_days.held[1].tolist()})
        return add_up(of_days, *rest)

    monkeypatch.setattr(months, "_ledger", look)
    return found


def test_what_a_year_adds_up_to_is_taken_from_its_copy_and_only_while_it_holds(
    tmp_path: Path, months_added_up: list[int]
) -> None:
    team, years = department(tmp_path), (PERIODS[2].start.year, PERIODS[2].end.year)

    def looked_at() -> set[int]:
        del months_added_up[:]
        team.desk.read(cold, figures)
        return set(months_added_up)

    assert looked_at() == {years[1]}
    in_the_year_before = MONDAY - timedelta(390)
    for change, back in (
        (lambda: team.set(ANA, "charts", 99, "Inpatient", in_the_year_before), team.desk.undo),
        (lambda: team.desk.write("Rename", renamed, "Ana Ruiz"), lambda: team.desk.write("Rename", renamed, ANA)),
    ):
        change()
        assert looked_at() == set(years)
        copy_all(team.desk)
        assert looked_at() == {years[1]}
        team.desk.read(agree)
        back()
        assert looked_at() == set(years)
        copy_all(team.desk)
        assert looked_at() == {years[1]}
        team.desk.read(agree)
    team.desk.close()


def cheaper(session: Session, points: float) -> None:
    session.get_one(FindingCategory, 1).points = points


def test_what_the_audits_of_a_year_come_to_is_taken_from_its_copy_and_only_while_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team, seen = department(tmp_path), set[int]()

    def score(read: Audits, *rest: Any) -> Parts:
        seen.update(1970 + day // 365 for day in read.day.tolist())
        return parts(read, *rest)

    monkeypatch.setattr(audit_scores, "parts", score)

    def scored() -> set[int]:
        seen.clear()
        team.desk.read(cold, figures)
        return set(seen)

    assert scored() == {2026}
    for change in (
        audited(ANA, "Inpatient", date(2025, 6, 3), 5, 1, findings=True),
        lambda team: team.desk.undo(),
        lambda team: team.desk.write("Cheaper", cheaper, 0.25),
    ):
        change(team)
        assert scored() == {2025, 2026}
        copy_all(team.desk)
        assert scored() == {2026}
        team.desk.read(agree)
    team.desk.close()


def test_no_month_of_a_closed_year_is_unpacked_at_a_start_nor_after_a_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team, opened = department(tmp_path), set[str]()
    closed = {f"log of month {month_of(MONDAY - timedelta(400))}", f"audits of month {month_of(date(2025, 1, 15))}"}

    def note(words: str, data: bytes) -> Any:
        opened.add(words.partition(":")[0])
        return unpacked(words, data)

    for module in (months, audit_months):
        monkeypatch.setattr(module, "unpacked", note)
    team.desk.close()
    team.desk = Desk.open(team.desk.path, "manager")
    team.desk.read(figures)
    assert opened and not opened & closed
    team.set(ANA, "charts", 3, "Inpatient", MONDAY)
    team.desk.read(figures)
    assert not opened & closed
    audited(ANA, "Inpatient", date(2025, 1, 16), 4, 1, findings=True)(team)
    team.desk.read(agree)
    team.desk.undo()
    team.desk.read(agree)
    team.desk.close()


def test_the_copy_of_a_month_names_the_audits_of_no_other_one(tmp_path: Path) -> None:
    team, june = department(tmp_path), 12 * 2026 + 5
    held = team.desk.read(lambda session: audit_log.copied_months(session, range(june, june + 2)))
    month = AuditMonth.from_bytes(june, held[june])
    assert month is not None and set(month.audits.texts["name"].texts) == set(month.audits.texts["name"].each())
    assert held[june] == team.desk.read(lambda session: audit_log.copied_months(session, range(june, june + 1)))[june]
    team.desk.close()


def test_copying_is_no_step_and_leaves_what_is_kept(tmp_path: Path) -> None:
    team = department(tmp_path)
    team.set(ANA, "charts", 3, "Inpatient", MONDAY)
    before = team.desk.undo_step, team.desk.revision, team.desk.check()
    held = team.desk.read(log_of)
    assert team.desk.use(partial(copy_some, kinds=KINDS))
    assert team.desk.read(log_of) is held
    assert (team.desk.undo_step, team.desk.revision, team.desk.check()) == before
    team.desk.undo()
    team.desk.read(agree)
    team.desk.close()


def test_copying_does_not_hide_what_was_changed_past_history(tmp_path: Path) -> None:
    team = department(tmp_path)
    team.desk.read(agree)
    past_history(7)(team)
    copy_all(team.desk)
    team.desk.read(agree)
    quarter = team.desk.read(figures)[1]
    assert quarter.coders[0].paired.pace.charts == 38 * 7  # from 1 July to 7 August
    team.desk.close()


@pytest.mark.parametrize(
    "damage",
    [
        "substr(columns, 1, length(columns) / 2)",
        "substr(columns, 1, 20) || x'00' || substr(columns, 22)",
        "substr(columns, 1, 4) || x'63' || substr(columns, 6)",
        "x''",
        "'text'",
        "17",
        "(SELECT columns FROM {table} ORDER BY length(columns) DESC LIMIT 1)",
    ],
)
def test_a_copy_that_is_damaged_or_of_another_program_is_read_anew(tmp_path: Path, damage: str) -> None:
    team = department(tmp_path)
    right = team.desk.read(from_rows, figures)
    for table in TABLES.values():
        by_hand(f"UPDATE {table} SET columns = {damage.format(table=table)}")(team)
    assert team.desk.read(figures) == right
    team.desk.read(agree)
    team.desk.close()


def test_a_file_that_may_only_be_read_is_read_from_its_copies_and_gets_none(tmp_path: Path) -> None:
    team = department(tmp_path)
    team.set(ANA, "charts", 3, "Inpatient", MONDAY)
    team.desk.close()
    before = team.desk.path.read_bytes()
    desk = Desk.open(team.desk.path, read_only=True)
    assert not desk.use(partial(copy_some, kinds=KINDS))
    desk.read(agree)
    desk.close()
    assert team.desk.path.read_bytes() == before


def test_a_full_disk_leaves_no_copy_and_says_nothing(tmp_path: Path) -> None:
    team = department(tmp_path)

    def fill(connection: Connection) -> tuple[bool, bool, set[int]]:
        connection.raw.execute("DELETE FROM log_copy")
        connection.raw.execute("DELETE FROM audit_copy")
        connection.raw.execute("INSERT INTO log_copy VALUES (0, zeroblob(4000))")  # all that its page holds
        connection.raw.execute("INSERT INTO audit_copy VALUES (0, zeroblob(4000))")
        connection.raw.execute("VACUUM")
        pages = connection.raw.execute("PRAGMA page_count").fetchone()[0]
        connection.raw.execute(f"PRAGMA max_page_count = {pages}")
        made = [copy_some(connection, KINDS) for _ in range(60)]
        there = connection.copies.months("log")
        connection.raw.execute("PRAGMA max_page_count = 1000000")
        return any(made), connection.raw.in_transaction, there

    assert team.desk.use(fill) == (False, False, {0})
    team.desk.read(agree)
    team.set(ANA, "charts", 3, "Inpatient", MONDAY)
    copy_all(team.desk)
    team.desk.read(agree)
    team.desk.close()


def test_a_backup_put_back_is_read_from_its_copies(tmp_path: Path) -> None:
    team = department(tmp_path)
    right, backup = team.desk.read(figures), team.desk.backup()
    team.set(ANA, "charts", 39, "Inpatient", MONDAY)
    copy_all(team.desk)
    assert team.desk.read(figures) != right
    team.desk.close()
    backups.restore(backup.path, team.desk.path)
    desk = Desk.open(team.desk.path, "manager")
    assert not read_from(desk)
    assert desk.read(figures) == right
    desk.read(agree)
    assert desk.check().sound
    desk.close()


@pytest.mark.parametrize("revision", ["0001", "0005", "0006", "0007", "0008"])
def test_a_file_of_before_gets_copies_as_a_new_one_does(tmp_path: Path, revision: str) -> None:
    path = Path(shutil.copy(RELEASED / f"{revision}.codedesk", tmp_path / "team.codedesk"))
    path.chmod(0o600)
    desk = Desk.open(path, "manager")
    july, log = {12 * 2026 + 6}, set(range(12 * 2026, 12 * 2026 + 7))  # a year of the log begins in January
    there = lambda connection: tuple(connection.copies.months(name) for name in TABLES)  # noqa: E731
    before = desk.use(there)
    assert before == (july if revision >= "0006" else set(), july if revision >= "0008" else set(), set(), set())
    copy_all(desk)
    assert desk.use(there) == (log, before[1], set(), set())
    assert not read_from(desk) & {"work_line", "other_time"}
    desk.read(agree)
    desk.close()
