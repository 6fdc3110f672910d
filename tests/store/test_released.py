"""Files of released versions open for ever: one of each revision is kept here and never made anew."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from codedesk.desk import Desk
from codedesk.models import Backlog, ChartWait, Coder, Hold, ScenarioPart, StaffingRequest, WorkLine
from codedesk.models.departments import DepartmentDraft
from codedesk.models.events import EventDraft
from codedesk.models.rework import ReworkDraft
from codedesk.models.work_days import ConfirmedMarkDraft
from codedesk.periods import CALENDAR_YEAR, FiscalYear, Period, quarter
from codedesk.services.days.checks import confirmed
from codedesk.services.days.marks import MARKS
from codedesk.services.department.departments import department, year_of
from codedesk.services.department.events_and_notes import EVENTS, events
from codedesk.services.figures.audit_months import AuditMonth
from codedesk.services.figures.figures import team_figures
from codedesk.services.figures.months import Month
from codedesk.services.flow.revenues import revenues
from codedesk.services.flow.reworks import REWORK, reworks
from codedesk.services.people.month_sums import month_sums
from codedesk.services.signal_answers import answered
from codedesk.services.standards.work_types import work_types
from codedesk.store import schema
from tests.store import make_released

WHOLE = Period(date(2026, 1, 1), date(2026, 12, 31))
RELEASED = sorted((Path(__file__).parent / "released").glob("*.codedesk"))


def test_a_file_of_every_revision_is_kept() -> None:
    assert [path.stem for path in RELEASED] == list(schema.KNOWN)


@pytest.mark.parametrize("stored", RELEASED, ids=lambda path: path.stem)
def test_it_opens_checks_clean_and_holds_what_was_typed(stored: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(stored, tmp_path / "team.codedesk"))
    path.chmod(0o600)
    Desk.create(tmp_path / "new.codedesk").close()
    desk = Desk.open(path)
    assert desk.check().sound
    assert desk.read(lambda session: [coder.name for coder in session.exec(select(Coder))]) == ["Ana Diaz"]
    assert desk.read(lambda session: [line.charts for line in session.exec(select(WorkLine))]) == [25]
    tables = desk.use(lambda connection: _tables(connection.raw))
    desk.close()
    new = Desk.open(tmp_path / "new.codedesk")
    assert new.use(lambda connection: _tables(connection.raw)) == tables
    new.close()


def test_what_makes_the_next_kept_file_makes_one_like_them(tmp_path: Path) -> None:
    make_released.make(tmp_path / "team.codedesk")
    test_it_opens_checks_clean_and_holds_what_was_typed(tmp_path / "team.codedesk", _folder(tmp_path))


def test_the_former_name_of_revision_0002_is_read(tmp_path: Path) -> None:
    path = Path(shutil.copy(RELEASED[schema.KNOWN.index("0002")], tmp_path / "team.codedesk"))
    desk = Desk.open(path, read_only=True)
    assert [(row.draft.name, [each.name for each in row.former]) for row in desk.read(work_types)] == [
        ("Acute care", ["Inpatient"])
    ]
    desk.close()


def test_a_department_of_before_names_its_year_by_its_end_and_one_of_revision_0003_as_it_chose(tmp_path: Path) -> None:
    found = {}
    for stored in RELEASED:
        desk = Desk.open(Path(shutil.copy(stored, tmp_path / stored.name)), read_only=True)
        found[stored.stem] = desk.read(year_of)
        desk.close()
    assert found["0001"] == found["0002"] == CALENDAR_YEAR
    assert found["0003"] == FiscalYear(10, "start")


def test_the_answer_of_revision_0004_is_read_and_files_of_before_have_none(tmp_path: Path) -> None:
    found = {}
    for stored in RELEASED:
        desk = Desk.open(Path(shutil.copy(stored, tmp_path / stored.name)), read_only=True)
        found[stored.stem] = [(one.since, one.way, one.answer.words) for one in desk.read(answered)]
        desk.close()
    assert found["0001"] == found["0002"] == found["0003"] == []
    assert found["0004"] == [(date(2026, 7, 6), "down", "new encoder")]


def test_the_tool_of_revision_0005_is_read(tmp_path: Path) -> None:
    desk = Desk.open(
        Path(shutil.copy(RELEASED[schema.KNOWN.index("0005")], tmp_path / "team.codedesk")), read_only=True
    )
    (event,) = desk.read(events, quarter(2026, 3))
    assert (event.kind_words, event.draft.text, event.scope) == ("Tool", "New encoder", "Ana Diaz")
    desk.close()


def test_the_copy_of_revision_0006_is_read(tmp_path: Path) -> None:
    july = 12 * 2026 + 6
    path = Path(shutil.copy(RELEASED[schema.KNOWN.index("0006")], tmp_path / "team.codedesk"))
    desk = Desk.open(path, read_only=True)
    (kept,) = desk.use(lambda connection: connection.copies.read("log", july, july)).values()
    month = Month.from_bytes(july, kept)
    assert month is not None
    assert [column.tolist() for column in month.rows()[1].held[:2]] == [[1.0], [25.0]]
    desk.close()


def test_the_copy_of_audits_of_revision_0008_is_read(tmp_path: Path) -> None:
    july = 12 * 2026 + 6
    path = Path(shutil.copy(RELEASED[schema.KNOWN.index("0008")], tmp_path / "team.codedesk"))
    desk = Desk.open(path, read_only=True)
    (kept,) = desk.use(lambda connection: connection.copies.read("audits", july, july)).values()
    month = AuditMonth.from_bytes(july, kept)
    assert month is not None
    assert (month.audits.texts["name"].each(), month.audits.texts["depth"].each()) == (("July",), ("records",))
    assert [month.records.column(name).tolist() for name in ("matched", "revised", "added")] == [[8.0], [1.0], [0.0]]
    desk.close()


def test_what_revision_0009_asks_is_read_and_a_department_of_before_was_not_asked(tmp_path: Path) -> None:
    found = {}
    for stored in (RELEASED[0], RELEASED[schema.KNOWN.index("0009")]):
        desk = Desk.open(Path(shutil.copy(stored, tmp_path / stored.name)), read_only=True)
        draft = desk.read(department).draft
        found[stored.stem] = (draft.records_begin, draft.order, draft.keep_years)
        desk.close()
    assert found == {"0001": (None, None, None), "0009": (date(2026, 6, 29), "day_first", 7)}


def test_events_of_the_first_revision_are_kept_and_may_become_a_tool(tmp_path: Path) -> None:
    path = Path(shutil.copy(RELEASED[0], tmp_path / "team.codedesk"))
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as raw, raw:
        columns = "id, voided, void_reason, from_day, to_day, kind, work_type_id, coder_id, text, rebase"
        for number, voided in ((3, 0), (7, 1)):
            raw.execute(
                f"INSERT INTO event ({columns}) VALUES (?, ?, '', ?, ?, 'go_live', 1, 1, 'CAC', 1)",
                (number, voided, "2026-07-06", "2026-07-10"),
            )
    desk = Desk.open(path)
    (event,) = desk.read(events, quarter(2026, 3))
    whole = EventDraft(
        from_day=date(2026, 7, 6),
        text="CAC",
        kind="go_live",
        to_day=date(2026, 7, 10),
        work_type_id=1,
        coder_id=1,
        rebase=True,
    )
    assert (event.id, event.draft) == (3, whole)
    desk.write("Change the event", EVENTS.change, 3, whole.but(kind="tool"))
    assert [row.draft.kind for row in desk.read(events, quarter(2026, 3))] == ["tool"]
    assert desk.use(lambda connection: connection.raw.execute("SELECT id, voided FROM event").fetchall()) == [
        (3, 0), (7, 1),
    ]  # fmt: skip
    assert desk.check().sound
    desk.close()


def test_an_upgraded_department_keeps_its_choices(tmp_path: Path) -> None:
    path = Path(shutil.copy(RELEASED[0], tmp_path / "team.codedesk"))
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE department SET name = 'North', quarter_start_month = 7, accuracy_standard = 94.5")
    desk = Desk.open(path)
    draft = desk.read(department).draft
    assert draft == DepartmentDraft(name="North", quarter_start_month=7, accuracy_standard=94.5)
    assert desk.check().sound
    desk.close()


def test_rework_of_the_first_revision_is_the_coders_error_and_counts_as_before(tmp_path: Path) -> None:
    path = Path(shutil.copy(RELEASED[0], tmp_path / "team.codedesk"))
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as raw, raw:
        columns = "id, voided, void_reason, day, coder_id, work_type_id, charts, reason"
        for number, voided in ((2, 0), (5, 1)):
            raw.execute(
                f"INSERT INTO rework ({columns}) VALUES (?, ?, '', '2026-07-09', 1, 1, 3, 'DRG')", (number, voided)
            )
    desk = Desk.open(path, "manager")
    (row,) = desk.read(reworks, quarter(2026, 3))
    draft = ReworkDraft(day=date(2026, 7, 9), coder_id=1, work_type_id=1, charts=3, reason="DRG")
    assert (row.id, row.coder, row.draft) == (2, "Ana Diaz", draft)
    assert (draft.source, draft.cause, draft.outcome) == ("internal", "coder", "open")
    assert (draft.at_stake, draft.recovered, draft.resolved) == (None, None, None)
    ana = desk.read(team_figures, quarter(2026, 3)).coders[0]
    assert ana.rework is not None and ana.rework.charts == 3
    assert desk.use(lambda connection: connection.raw.execute("SELECT id, voided FROM rework").fetchall()) == [
        (2, 0), (5, 1),
    ]  # fmt: skip
    desk.write("Change rework", REWORK.change, 2, draft.but(source="denial", outcome="overturned"))
    assert desk.undo() == "Change rework" and desk.check().sound
    desk.close()


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder


def _tables(raw: object) -> dict[str, str]:
    rows = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")  # type: ignore[attr-defined]
    return {name: " ".join(sql.split()) for name, sql in rows}


def test_the_months_sum_of_revision_0010_is_read(tmp_path: Path) -> None:
    path = Path(shutil.copy(RELEASED[schema.KNOWN.index("0010")], tmp_path / "team.codedesk"))
    desk = Desk.open(path, read_only=True)
    (row,) = desk.read(month_sums, 1, quarter(2026, 3))
    assert (row.month_words, row.work_type, row.draft.charts, row.draft.hours) == (
        "July 2026",
        "Acute care",
        412,
        152.5,
    )
    desk.close()


def test_the_work_that_waits_of_revision_0011_is_read(tmp_path: Path) -> None:
    path = Path(shutil.copy(RELEASED[schema.KNOWN.index("0011")], tmp_path / "team.codedesk"))
    desk = Desk.open(path, read_only=True)
    (denial,) = desk.read(reworks, quarter(2026, 3))
    (revenue,) = desk.read(revenues, quarter(2026, 3))
    kept = {
        table: desk.read(lambda session, table=table: len(session.exec(select(table)).all()))
        for table in (Backlog, Hold, ChartWait, ScenarioPart, StaffingRequest)
    }
    assert (denial.coder, denial.draft.cause, denial.draft.at_stake) == ("", "payer", 12_500_00)
    assert revenue.draft.dollars == 54_000_000_00
    assert set(kept.values()) == {1}
    desk.close()


def test_the_confirmation_of_revision_0012_is_read_and_what_was_confirmed_before_is_kept(tmp_path: Path) -> None:
    """A file of the first revision and one of 0011 grow up; a confirmation that names no coder was refused by both."""
    desk = Desk.open(Path(shutil.copy(RELEASED[schema.KNOWN.index("0012")], tmp_path / "new.codedesk")), read_only=True)
    assert desk.read(confirmed, WHOLE) == {(None, date(2026, 7, 1), 1, "waiting", "210")}
    desk.close()
    for name in ("0001", "0011"):
        path = Path(shutil.copy(RELEASED[schema.KNOWN.index(name)], tmp_path / f"{name}.codedesk"))
        path.chmod(0o600)
        columns = "id, voided, void_reason, coder_id, day, work_type_id, kind, value, note"
        with closing(sqlite3.connect(path)) as raw, raw:
            for number, voided in ((2, 0), (5, 1)):
                raw.execute(
                    f"INSERT INTO confirmed_mark ({columns}) VALUES (?, ?, '', 1, '2026-07-01', 1, 'usual', '25', '')",
                    (number, voided),
                )
        desk = Desk.open(path, "manager")
        assert desk.read(confirmed, WHOLE) == {(1, date(2026, 7, 1), 1, "usual", "25")}
        draft = ConfirmedMarkDraft(day=date(2026, 7, 1), work_type_id=1, kind="waiting", value="210")
        number = desk.write("Confirm what waits", MARKS.add, draft)
        assert (None, date(2026, 7, 1), 1, "waiting", "210") in desk.read(confirmed, WHOLE)
        assert desk.undo() == "Confirm what waits" and len(desk.read(confirmed, WHOLE)) == 1
        stored = desk.use(lambda connection: connection.raw.execute("SELECT id, voided FROM confirmed_mark").fetchall())
        assert stored == [(2, 0), (5, 1), (number, 1)]
        assert desk.check().sound
        desk.close()
