"""No copy outlives a change of a row that it was made from, whoever changes it; nothing else takes one away."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.models import (
    Audit,
    AuditRecord,
    Coder,
    Finding,
    FindingCategory,
    OtherTime,
    OtherTimeCategory,
    WorkDay,
    WorkLine,
    WorkType,
)
from codedesk.services.copied import Copied
from codedesk.services.figures.copying import KINDS
from codedesk.store.connection import Connection
from codedesk.store.copies import TABLES
from tests.departments import new_department
from tests.services.figures.test_kept_warm import statements

JANUARY, MARCH = 12 * 2026, 12 * 2026 + 2
MONTHS = set(range(JANUARY - 2, MARCH + 3))
OF_THE_LOG = {"work_day": WorkDay, "work_line": WorkLine, "other_time": OtherTime}
OF_AUDITS = {"audit": Audit, "audit_record": AuditRecord, "finding": Finding}
MODELS = OF_THE_LOG | OF_AUDITS
WATCHED = dict.fromkeys(OF_THE_LOG, "log") | dict.fromkeys(OF_AUDITS, "audits")
tables = pytest.mark.parametrize("table", WATCHED)


def two_of_each(session: Session) -> None:
    """One of each in January, numbered 1, and one in March, numbered 2."""
    session.add(WorkType(name="Inpatient"))
    session.add(OtherTimeCategory(name="Meeting", kind="excused"))
    session.add(FindingCategory(name="Sequencing"))
    session.add_all([Coder(name=name, started_on=date(2025, 1, 6)) for name in ("Ana Diaz", "Bo Chen")])
    session.flush()
    for number, day in enumerate((date(2026, 1, 31), date(2026, 3, 1)), 1):
        session.add(WorkDay(coder_id=number, day=day, paid_hours=8.0))
        session.flush()
        session.add(WorkLine(work_day_id=number, work_type_id=1, charts=9))
        session.add(OtherTime(work_day_id=number, category_id=1, hours=0.5))
        session.add(Audit(name=f"audit {number}", coder_id=number, day=day, depth="records"))
        session.flush()
        session.add(AuditRecord(audit_id=number, reference="1", matched=9))
        session.add(Finding(audit_id=number, category_id=1))
        session.flush()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The rows, and a copy of every month from two before to two after."""
    opened = new_department(tmp_path / "team.codedesk", "manager", two_of_each)
    opened.use(copied)
    yield opened
    opened.close()


def copied(connection: Connection) -> None:
    connection.raw.execute("PRAGMA foreign_keys=OFF")  # as by hand
    with connection.copying():
        for name in TABLES:
            connection.copies.write(name, dict.fromkeys(MONTHS, b"copy"))


def gone(desk: Desk, *script: str) -> dict[str, set[int]]:
    """Do something by hand, and return the months whose copies it took away."""

    def job(connection: Connection) -> dict[str, set[int]]:
        for statement in script:
            connection.raw.execute(statement)
        return {name: MONTHS - connection.copies.months(name) for name in TABLES}

    return desk.use(job)


def only(table: str, *months: int) -> dict[str, set[int]]:
    """Those months of what the table is copied into, and none of the other."""
    return {name: set(months) if name == WATCHED[table] else set() for name in TABLES}


def owner(table: str) -> tuple[str, str]:
    """Return the column that says to which month a row belongs, and its value for March."""
    if table in ("work_day", "audit"):
        return "day", "'2026-03-01'"
    return "work_day_id" if WATCHED[table] == "log" else "audit_id", "2"


def like_the_first(table: str, **values: object) -> tuple[str, str]:
    """Return what lays a row by like the one of January, with other values."""
    changed = ", ".join(f"{name} = {value}" for name, value in values.items())
    return f"CREATE TEMP TABLE laid AS SELECT * FROM {table} WHERE id = 1", f"UPDATE laid SET {changed}"


@tables
@pytest.mark.parametrize("number", ["99", "NULL"])
def test_a_row_that_is_new(desk: Desk, table: str, number: str) -> None:
    column, march = owner(table)
    row = like_the_first(table, id=number, voided=1, **{column: march})
    assert gone(desk, *row, f"INSERT INTO {table} SELECT * FROM laid") == only(table, MARCH)


@tables
def test_a_row_that_is_changed_in_any_column(desk: Desk, table: str) -> None:
    columns = [column.name for column in sa.inspect(MODELS[table]).local_table.columns]
    for column in (*columns, "rowid"):
        desk.use(copied)
        assert gone(desk, f"UPDATE {table} SET {column} = {column} WHERE id = 1") == only(table, JANUARY), column


@tables
def test_a_row_that_is_moved_to_another_month(desk: Desk, table: str) -> None:
    column, march = owner(table)
    moved = f"UPDATE {table} SET {column} = {march} WHERE id = 1"
    assert gone(desk, f"UPDATE {table} SET voided = 1", moved) == only(table, JANUARY, MARCH)
    desk.use(copied)
    assert gone(desk, moved) == only(table, MARCH)


@tables
def test_a_row_that_is_deleted(desk: Desk, table: str) -> None:
    assert gone(desk, f"DELETE FROM {table} WHERE id = 1") == only(table, JANUARY)


@tables
def test_a_row_that_takes_the_place_of_another(desk: Desk, table: str) -> None:
    column, march = owner(table)
    row = like_the_first(table, **{column: march})
    assert gone(desk, *row, f"INSERT OR REPLACE INTO {table} SELECT * FROM laid") == only(table, JANUARY, MARCH)


@tables
def test_a_row_that_takes_the_number_of_another(desk: Desk, table: str) -> None:
    assert gone(desk, f"UPDATE OR REPLACE {table} SET id = 2 WHERE id = 1") == only(table, JANUARY, MARCH)


def test_a_new_day_that_lines_without_one_belong_to(desk: Desk) -> None:
    gone(desk, "UPDATE work_line SET work_day_id = 7 WHERE id = 1")
    desk.use(copied)
    row = like_the_first("work_day", id=7, day="'2026-02-02'")
    assert gone(desk, *row, "INSERT INTO work_day SELECT * FROM laid") == only("work_day", JANUARY + 1)


def test_lists_and_other_rows_take_none_away(desk: Desk) -> None:
    none: dict[str, set[int]] = {name: set() for name in TABLES}
    rest = (
        "coder",
        "work_type",
        "other_time_category",
        "finding_category",
        "corrective_action",
        "department",
        "change",
    )
    assert gone(desk, *(f"UPDATE {table} SET id = id" for table in rest)) == none


def test_what_is_taken_back_leaves_the_copies(desk: Desk) -> None:
    assert gone(desk, "BEGIN", "DELETE FROM work_line", "DELETE FROM work_day", "ROLLBACK") == {
        name: set() for name in TABLES
    }


@pytest.mark.parametrize("kind", [each for each in KINDS if each.name in WATCHED.values()], ids=lambda kind: kind.name)
def test_every_table_that_a_copy_is_made_of_is_watched(desk: Desk, kind: Copied) -> None:
    def look(session: Session) -> set[str]:
        with statements() as asked:
            assert kind.make(session, range(JANUARY, JANUARY + 1))
        return set(re.findall(r"(?:FROM|JOIN) (\w+)", " ".join(words for words, _ in asked)))

    assert desk.read(look) == {table for table, name in WATCHED.items() if name == kind.name}


@pytest.mark.parametrize("trigger", ["log_copy_other_time_update", "audit_copy_finding_delete"])
def test_without_one_of_the_triggers_no_copy_is_believed(desk: Desk, trigger: str) -> None:
    def look(connection: Connection) -> tuple[bool, dict[int, bytes]]:
        return connection.copies.hold(), connection.copies.read("log", JANUARY, MARCH)

    assert desk.use(look) == (True, dict.fromkeys(range(JANUARY, MARCH + 1), b"copy"))
    gone(desk, f"DROP TRIGGER {trigger}")
    assert desk.use(look) == (False, {})


def test_what_is_no_copy_at_all_is_passed_over(desk: Desk) -> None:
    def look(connection: Connection) -> dict[int, bytes]:
        connection.raw.execute("UPDATE log_copy SET columns = 'text' WHERE month = ?", (JANUARY,))
        return connection.copies.read("log", JANUARY, JANUARY + 1)

    assert desk.use(look) == {JANUARY + 1: b"copy"}
