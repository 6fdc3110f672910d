"""Lessons and compliance as a person sees them: parts, proposals taken by Enter, items finished, tables copied."""

from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlmodel import Session, select

from codedesk import periods
from codedesk.desk import Desk
from codedesk.models import FindingCategory, Rework, Standard
from codedesk.models.audits import ActionDraft, AuditDraft, FindingDraft, RecordDraft
from codedesk.models.education import EducationDraft
from codedesk.services.audits import audits
from codedesk.services.people import education
from codedesk.ui.pages.audits.compliance import ComplianceView
from codedesk.ui.pages.audits.lessons import LessonsView
from codedesk.ui.pages.audits.page import AuditsPage
from codedesk.ui.pages.audits.todo import TodoView
from tests.ui.pages.audits.audit_window import ALT, CONTROL, Window, add_team
from tests.ui.typed_values import type_values
from tests.ui.typist import Key

SPACE = "\u00a0"


def _audit(session: Session, name: str, coder: int, day: date, auditor: str = "Kim", wrong: int = 2) -> None:
    category = session.exec(select(FindingCategory).where(FindingCategory.name == "modifier")).one().key
    lines = tuple(
        RecordDraft(
            reference=str(place), matched=9, revised=1 if place < wrong else 0, payment_before_cents=100_000,
            payment_after_cents=100_000 - (25_050 if place < wrong else 0),
        )
        for place in range(4)
    )  # fmt: skip
    found = tuple(FindingDraft(category_id=category, record=str(place), direction="over") for place in range(wrong))
    gap = (ActionDraft(gap="Modifiers", due_on=date(2026, 9, 1)),) if name == "two" else ()
    draft = AuditDraft(
        name=name, coder_id=coder, day=day, auditor=auditor, depth="records", work_type_id=1, record_lines=lines,
        findings=found, actions=gap,
    )  # fmt: skip
    audits.save_audit(session, draft)


def _fill(session: Session) -> None:
    add_team(session)
    session.flush()
    session.add(Standard(work_type_id=1, effective_from=date(2026, 1, 1), pace=2.0, accuracy=95.0))
    session.flush()
    _audit(session, "one", 1, date(2026, 7, 6))
    _audit(session, "two", 1, date(2026, 8, 3))
    _audit(session, "three", 2, date(2026, 8, 4), "Lee", wrong=0)


@pytest.fixture
def window(qtbot: QtBot, department: Desk) -> Window:
    department.write("Fill", _fill)
    return Window(qtbot, department, "audits")


def lessons(window: Window, part: str = "errors") -> LessonsView:
    window.context.navigate("audits", view="lessons", part=part)
    window.settle()
    assert isinstance(window.page, AuditsPage)
    found = window.page.view
    assert isinstance(found, LessonsView)
    return found


def compliance(window: Window) -> ComplianceView:
    window.context.navigate("audits", view="compliance")
    window.settle()
    assert isinstance(window.page, AuditsPage)
    found = window.page.view
    assert isinstance(found, ComplianceView)
    return found


def test_errors_stand_with_counts_and_rates(window: Window) -> None:
    view = lessons(window)
    assert view.errors.title.text() == "Modifier was found most often (4 of 4 findings)"
    assert view.errors.read.text().startswith("3 of 3 audits in Q3 2026 list their errors: 12 charts, 112 codes.")
    copied = view.errors.table.copied().splitlines()
    assert copied[1].split("\t") == ["modifier", "4", "0", "33.3", "", "3.6", "", "4", "0", "1", "2"]
    view.named_by.choose("cause")
    view.named_by.chosen.emit("cause")
    assert [row.name for row in view.errors.table.rows] == ["no cause recorded"]
    assert "by root cause" in view.errors.subtitle.text()


def test_what_came_back_stands_below_the_errors_by_cause_and_leads_to_capacity(window: Window) -> None:
    """July on: 3 charts for a coder's error, 2 of them denied; one overturned; a system's four the quarter before."""

    def fill(session: Session) -> None:
        for day, charts, source, cause, outcome in (
            (date(2026, 7, 8), 2, "denial", "coder", "upheld"),
            (date(2026, 8, 8), 1, "internal", "coder", "open"),
            (date(2026, 8, 9), 1, "denial", "coder", "overturned"),
            (date(2026, 5, 9), 4, "claim_edit", "system", "open"),
        ):
            session.add(Rework(
                day=day, coder_id=1, work_type_id=1, charts=charts, source=source, cause=cause, outcome=outcome
            ))  # fmt: skip

    window.context.desk.write("Fill", fill)
    errors = lessons(window).errors
    assert errors.came_back_words.text() == "Came back outside audits: 4 charts, 3 for a coder’s error"
    lines = [line.split("\t") for line in errors.came_back.copied().splitlines()]
    assert lines[1:] == [
        ["Coder", "3", "0", "2"], ["System", "0", "4", "0"], ["Overturned: nobody’s error", "1", "0", "1"]
    ]  # fmt: skip
    errors.came_back.activated.emit(errors.came_back.rows[0])
    window.settle()
    assert window.page.name == "capacity" and "rework" in window.page.view.name


def test_a_proposal_becomes_an_item_by_enter_and_is_finished(window: Window) -> None:
    view = lessons(window, "education")
    view.education.proposals.setFocus()
    window.press(Key.Key_Return)
    dialog = view.education.editing.dialog
    assert dialog is not None
    assert dialog.form.value("topic") == "Modifier"
    QTest.keyClick(dialog.form.editor("topic"), Key.Key_Return, CONTROL)
    window.settle()
    assert [(row.coder, row.category, row.state) for row in view.education.items.rows] == [
        ("Ana Diaz", "modifier", "open")
    ]
    assert view.education.proposals.rows == ()
    view.education.finish()
    dialog = view.education.editing.dialog
    type_values(dialog.form, {"done_on": date(2026, 9, 30), "outcome": "9 of 10 right"})
    dialog.foot.save.click()
    window.settle()
    (row,) = window.desk.read(education.items, None, date(2027, 1, 1))
    assert (row.state, row.draft.outcome, row.category) == ("done", "9 of 10 right", "modifier")
    assert window.desk.undo_step == "Finish education Modifier"


def test_a_changed_item_keeps_its_audit(window: Window) -> None:
    window.desk.write(
        "Add",
        education.EDUCATION.add,
        EducationDraft(coder_id=1, topic="Modifiers", category_id=8, audit_id=1, hours=1.5),
    )
    view = lessons(window, "education")
    view.education.edit()
    dialog = view.education.editing.dialog
    assert dialog is not None
    type_values(dialog.form, {"topic": "Modifiers 51 and 59"})
    dialog.foot.save.click()
    window.settle()
    (row,) = window.desk.read(education.items)
    assert (row.draft.topic, row.draft.audit_id, row.draft.category_id, row.draft.hours) == (
        "Modifiers 51 and 59",
        1,
        8,
        1.5,
    )


def test_an_item_without_a_topic_stays_on_screen_with_the_reason(window: Window) -> None:
    view = lessons(window, "education")
    view.education.add()
    dialog = view.education.editing.dialog
    assert dialog is not None
    type_values(dialog.form, {"coder_id": 1})
    dialog.foot.save.click()
    window.settle()
    assert dialog.isVisible()
    assert any("is needed" in label.text() for label in dialog.findChildren(QLabel))
    assert window.desk.read(education.items) == ()


def test_auditors_stand_side_by_side_as_a_question(window: Window) -> None:
    view = lessons(window, "auditors")
    (row,) = view.auditors.rows
    assert (row.first.auditor, row.second.auditor) == ("Kim", "Lee")
    assert "They audited different coders" in view.question.text()


def test_compliance_shows_money_exactly_and_what_is_overdue(window: Window) -> None:
    view = compliance(window)
    assert [(line.name, line.value) for line in view.money.rows] == [
        ("Over-coded", "1,002.00"),
        ("Under-coded", "0.00"),
        ("Net", "−1,002.00"),
        ("Absolute", "1,002.00"),
    ]
    assert view.words["overdue"].text() == "Overdue: 1 action or education item"
    (below,) = view.below.rows
    assert below.coder == "Ana Diaz"
    header, line = view.below.copied().replace(SPACE, " ").splitlines()
    assert (header.split("\t")[2], header.split("\t")[-1]) == ("Accuracy (%)", "Pace beside it")
    assert (line.split("\t")[2], line.split("\t")[-1]) == ("94.7", "n/a")


def test_compliance_is_copied_whole_and_follows_coder_and_period(window: Window) -> None:
    view = compliance(window)
    view.copy_table()
    text = QGuiApplication.clipboard().text()
    assert "Over-coded\t1002.00" in text
    assert "DRG changes: no record of this period has its DRG looked at." in text
    window.context.coder_id = 2
    window.settle()
    assert view.below.rows == ()
    assert view.words["overdue"].text() == "Overdue: no action, no education item."
    assert view.words["below"].text() == "Accuracy below the standard: none of 1 audited coder."


def test_a_period_without_audits_says_so(window: Window) -> None:
    window.context.period = periods.quarter(2025, 1)
    view = lessons(window)
    assert view.errors.title.text() == "No findings were entered for this period."
    assert not view.errors.table.isVisible()
    shown = compliance(window)
    assert shown.words["below"].text() == "Accuracy below the standard: nobody was audited in Q1 2025."
    assert shown.words["money"].text() == "Money: no record of this period has its payment before and after."


@pytest.mark.parametrize(
    ("key", "name"), [(Key.Key_L, "Errors by category"), (Key.Key_C, "Accuracy below the standard")]
)
def test_a_view_that_is_opened_has_the_keyboard_in_its_first_table(
    qtbot: QtBot, sample: Desk, key: Key, name: str
) -> None:
    window = Window(qtbot, sample, "audits")
    window.press(key, ALT)
    window.settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == name


def test_education_that_is_overdue_is_opened_from_to_do(window: Window) -> None:
    for topic, due in (("later", date(2026, 12, 1)), ("modifiers again", date(2026, 9, 1))):
        draft = EducationDraft(coder_id=2, topic=topic, due_on=due)
        window.desk.write("Add education", education.EDUCATION.add, draft)
    window.press(Key.Key_U, CONTROL)
    window.settle()
    assert isinstance(window.page, AuditsPage)
    todo = window.page.view
    assert isinstance(todo, TodoView)
    assert [row.what for row in todo.table.rows] == [
        "action: Modifiers",
        "education: modifiers again",
        "education: later",
    ]
    todo.table.choose(1)
    window.press(Key.Key_Return)
    window.settle()
    shown = window.page.view
    assert isinstance(shown, LessonsView)
    chosen = shown.education.items.selected_row()
    assert chosen is not None and chosen.draft.topic == "modifiers again"
    assert shown.education.items.hasFocus()
