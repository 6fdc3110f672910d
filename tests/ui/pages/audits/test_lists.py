"""The lists for findings in Setup, what waits on Audits and Team, and the papers that leave the Audits page."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.models.audits import AuditDraft, FindingDraft, RecordDraft
from codedesk.services.audits import audits, finding_lists
from codedesk.ui import ask
from codedesk.ui.pages.audits.page import AuditsPage
from codedesk.ui.pages.audits.todo import TodoView
from codedesk.ui.pages.setup.listed import ListedSection
from codedesk.ui.pages.setup.page import SetupPage
from codedesk.ui.pages.team.page import TeamPage
from tests.reports.read_back import whole
from tests.ui.asked import Answers
from tests.ui.pages.audits.audit_window import ALT, CONTROL, Window, add_team
from tests.ui.typist import Key

SHARED = AuditDraft(
    name="2026-07-14 Diaz 1",
    coder_id=1,
    day=date(2026, 7, 14),
    state="shared",
    answer_due=date(2026, 7, 28),
    depth="records",
    record_lines=(
        RecordDraft(reference="1", matched=8, revised=1, payment_before_cents=100_000, payment_after_cents=90_050),
    ),
    findings=(FindingDraft(category_id=1, record="1"),),
)


@pytest.fixture
def desk(department: Desk) -> Desk:
    department.write("Add the team", add_team)
    department.write("Save", audits.save_audit, SHARED)
    return department


def page_of(window: Window) -> AuditsPage:
    page = window.page
    assert isinstance(page, AuditsPage)
    return page


def test_a_category_typed_in_setup_is_offered_in_the_next_audit_and_can_be_undone(qtbot: QtBot, desk: Desk) -> None:
    window = Window(qtbot, desk, "setup")
    page = window.page
    assert isinstance(page, SetupPage)
    page.show_section("finding_categories")
    window.settle()
    section = page.section
    assert isinstance(section, ListedSection)
    section.add()
    section.form.set_values({"name": "sepsis criteria", "short_key": "sp", "points": 20.0})
    section.keep()
    window.settle()
    rows = desk.read(finding_lists.finding_categories)
    assert (rows[-1].draft.name, rows[-1].draft.short_key, rows[-1].draft.points) == ("sepsis criteria", "sp", 20.0)
    assert desk.undo_step == "Add finding category sepsis criteria"


def test_what_waits_stands_on_audits_and_team_with_what_is_overdue(qtbot: QtBot, desk: Desk) -> None:
    window = Window(qtbot, desk, "team")
    team = window.page
    assert isinstance(team, TeamPage)
    (waits,) = [made for made in team.attention.list.buttons if made.text() == "See what waits"]
    assert waits.accessibleName() == "See what waits Audits: 1 answer is due, 1 overdue"
    QTest.mouseClick(waits, Qt.MouseButton.LeftButton)
    window.settle()
    view = page_of(window).view
    assert isinstance(view, TodoView)
    (row,) = view.table.rows
    assert (row.coder, row.party, row.overdue) == ("Ana Diaz", "coder", True)
    view.table.activated.emit(row)
    window.settle()
    form = page_of(window).form
    assert form is not None
    assert form.audit_id == row.audit_id


def test_payments_are_typed_to_the_cent_and_a_filled_column_is_never_hidden(qtbot: QtBot, desk: Desk) -> None:
    window = Window(qtbot, desk, "audits")
    window.settle()
    form = page_of(window).form
    assert form is not None
    grid = form.records.grid
    keys = [column.key for column in grid.model.columns]
    place = keys.index("payment_after")
    assert not grid.view.isColumnHidden(place)
    window.press(Key.Key_3, ALT)
    grid.set_current(0, "payment_after")
    window.enter("9750.505")
    assert "at most two decimals" in form.records.refusal
    grid.set_current(0, "payment_after")
    window.enter("975.25")
    assert form.records.lines[0].payment_after_cents == 97_525
    assert form.records.refusal == ""


def test_sharing_an_audit_says_since_when_and_until_when(qtbot: QtBot, desk: Desk) -> None:
    window = Window(qtbot, desk, "audits")
    window.press(Key.Key_N, CONTROL)
    form = page_of(window).form
    assert form is not None
    form.start("state")
    window.type("sh")
    assert form.head.value("shared_on") == date(2026, 9, 30)
    assert form.head.value("answer_due") == date(2026, 10, 14)


def test_the_report_and_the_worksheet_leave_the_page_by_their_keys(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window(qtbot, desk, "audits")
    window.settle()
    page = page_of(window)
    asked = Answers(tmp_path / "report.pdf", tmp_path / "report.pdf", tmp_path / "all")
    (tmp_path / "all").mkdir()
    monkeypatch.setattr(ask, "asker", lambda: asked)
    page.papers.save_report()
    qtbot.waitUntil((tmp_path / "report.pdf").exists)
    words = whole((tmp_path / "report.pdf").read_bytes())
    assert "2026-07-14 Diaz 1" in words
    assert "1,000.00 → 900.50" in words
    qtbot.waitUntil(page.papers._is_free)
    page.papers.save_worksheet()
    qtbot.waitUntil(lambda: "Audit worksheet" in whole((tmp_path / "report.pdf").read_bytes()))
    qtbot.waitUntil(page.papers._is_free)
    desk.write("Save", audits.save_audit, SHARED.but(name="b", coder_id=2, findings=()))
    page.papers.save_all()
    names = ["2026-Q3 Ana Diaz audits.pdf", "2026-Q3 Ben Ode audits.pdf"]
    qtbot.waitUntil(lambda: sorted(path.name for path in (tmp_path / "all").iterdir()) == names)
    qtbot.waitUntil(page.papers._is_free)


def test_a_paper_that_would_name_a_patient_asks_first_and_waits_for_yes(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = SHARED.findings[0].but(note="MRN 0044321 reads 你")
    desk.write("Save", audits.save_audit, SHARED.but(name="c", day=date(2026, 9, 1), findings=(finding,)))
    window = Window(qtbot, desk, "audits")
    window.settle()
    asked = Answers(False, True, tmp_path / "report.pdf")
    monkeypatch.setattr(ask, "asker", lambda: asked)
    page = page_of(window)
    page.papers.save_report()
    qtbot.waitUntil(lambda: len(asked.asked) == 1)
    window.settle()
    assert not (tmp_path / "report.pdf").exists()
    page.papers.save_report()
    qtbot.waitUntil((tmp_path / "report.pdf").exists)
    assert asked.asked[:2] == ["Look at this before it goes to paper"] * 2
    qtbot.waitUntil(page.papers._is_free)


def test_words_that_look_like_a_patients_are_asked_about_once_before_they_are_kept(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window(qtbot, desk, "audits")
    window.settle()
    page = page_of(window)
    form = page.form
    assert form is not None
    asked = Answers(False, True)
    monkeypatch.setattr(ask, "asker", lambda: asked)
    form.head.set_values({"auditor": "MRN 0044321"})
    form.head.committed.emit("auditor")
    number = form.audit_id
    page.save()
    window.settle()
    assert desk.read(audits.open_audit, number).auditor == ""
    page.save()
    window.settle()
    assert desk.read(audits.open_audit, number).auditor == "MRN 0044321"
    form.head.set_values({"auditor": "MRN 0044321, again"})
    form.head.committed.emit("auditor")
    page.save()
    window.settle()
    assert desk.read(audits.open_audit, number).auditor == "MRN 0044321, again"
    assert asked.asked == ["Save this audit as it is?"] * 2


def test_where_nothing_is_to_do_it_is_said_once(qtbot: QtBot, department: Desk) -> None:
    department.write("Add the team", add_team)
    window = Window(qtbot, department, "audits")
    window.press(Key.Key_U, CONTROL)
    window.settle()
    view = window.page.findChild(TodoView)
    assert isinstance(view, TodoView) and view.isVisible()
    said = [label.text() for label in view.findChildren(QLabel) if label.isVisible() and label.text()]
    assert said == ["Nothing is to do: every audit is final, and no action and no education item is open."]
