"""What goes wrong at the keyboard: impossible values, mistyped lines, Esc half-way, discarding; and what stays."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.models import Coder
from codedesk.models.audit_words import AuditDepth
from codedesk.services.audits import audits
from codedesk.ui.pages.audits.form import AuditForm
from codedesk.ui.pages.audits.page import AuditsPage
from codedesk.ui.widgets.buttons import Button
from tests.ui.pages.audits.audit_window import ALT, CONTROL, SHIFT, Window, add_team, said_in
from tests.ui.typist import Key


def add_one_who_left(session: Session) -> None:
    add_team(session)
    session.add(Coder(id=3, name="Cy Gone", started_on=date(2024, 1, 1), left_on=date(2026, 8, 31)))


@pytest.fixture
def window(qtbot: QtBot, department: Desk) -> Window:
    department.write("Add the team", add_one_who_left)
    made = Window(qtbot, department, "audits")
    made.press(Key.Key_N)
    made.enter("14 jul")
    made.type("a")
    return made


def page_of(window: Window) -> AuditsPage:
    assert isinstance(window.page, AuditsPage)
    return window.page


def form_of(window: Window) -> AuditForm:
    form = page_of(window).form
    assert form is not None
    return form


def count(window: Window) -> int:
    window.settle()
    return len(window.desk.read(audits.audits))


def test_a_slip_that_cannot_be_is_refused_where_it_was_typed_and_the_reason_hides_nothing(window: Window) -> None:
    window.press(Key.Key_1, ALT)
    window.enter("101")
    window.press(Key.Key_Return, CONTROL)
    assert count(window) == 0
    editor = form_of(window).slip.editor("reported_accuracy")
    assert editor.hasFocus()
    reason = next(label for label in form_of(window).slip.findChildren(QLabel) if "over 100" in label.text())
    below = editor.mapTo(form_of(window), QPoint(0, editor.height())).y()
    assert reason.mapTo(form_of(window), QPoint(0, 0)).y() >= below
    editor.selectAll()  # type: ignore[attr-defined]
    window.enter("95")
    window.type("0")
    window.press(Key.Key_Return, CONTROL)
    assert count(window) == 0
    assert "how many charts" in form_of(window).slip.editor("records").accessibleDescription()


def test_more_charts_right_than_audited_is_refused_beside_its_count(window: Window) -> None:
    window.press(Key.Key_2, ALT)
    for text in ("95", "3", "2", "0", "19", "0", "20"):
        window.enter(text)
    window.press(Key.Key_Return, CONTROL)
    assert count(window) == 0
    assert "more records right than charts" in form_of(window).sums.editor("records_right").accessibleDescription()


def test_a_mistyped_line_keeps_the_keyboard_after_a_save_that_was_refused(window: Window) -> None:
    window.press(Key.Key_3, ALT)
    for text in ("8 1 0 0", "8 1 0 0 0 0", "7 0 0 0"):
        window.enter(text)
    window.press(Key.Key_Return, CONTROL)
    assert count(window) == 0
    grid = form_of(window).records.grid
    assert grid.view.hasFocus()
    assert grid.current == (1, "matched"), "on the line that is wrong"
    assert "Not saved: record 2" in said_in(window.frame.strip)
    window.enter("8 1 0 0")
    window.press(Key.Key_Return, CONTROL)
    assert count(window) == 1


def test_saving_keeps_the_keyboard_where_it_was(window: Window) -> None:
    window.press(Key.Key_1, ALT)
    window.enter("95")
    window.type("20")
    window.press(Key.Key_S, CONTROL)
    assert count(window) == 1
    assert form_of(window).slip.editor("records").hasFocus()


def test_esc_goes_to_the_list_and_n_comes_back_to_what_was_typed(window: Window) -> None:
    window.press(Key.Key_3, ALT)
    window.enter("8 1 0 0")
    window.press(Key.Key_Escape)
    assert page_of(window).table.hasFocus()
    before = form_of(window)
    window.press(Key.Key_N)
    assert form_of(window) is before
    assert [line.matched for line in before.records.lines] == [8]


def test_after_discarding_the_next_audit_is_typed_over_the_suggested_date(window: Window) -> None:
    page_of(window).discard()
    window.settle()
    assert page_of(window).table.hasFocus()
    window.press(Key.Key_N)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.selectedText() == "30 Sep 2026"


def test_an_audit_of_a_coder_who_has_left_is_typed_like_any_other(window: Window) -> None:
    page_of(window).discard()
    window.settle()
    window.press(Key.Key_N)
    window.enter("14 jul")
    window.type("c")
    window.press(Key.Key_1, ALT)
    window.enter("90")
    window.type("10")
    window.press(Key.Key_Return, CONTROL)
    assert count(window) == 1
    (row,) = window.desk.read(audits.audits)
    assert (row.coder, row.name) == ("Cy Gone", "2026-07-14 Gone 1")
    assert form_of(window).head.editor("coder_id").itemText(2) == "Cy Gone (left)"  # type: ignore[attr-defined]


def test_an_audit_of_two_work_types_names_them_on_its_records(window: Window) -> None:
    window.press(Key.Key_3, ALT)
    for text in ("8 1 0 0", "9 0 0 0"):
        window.enter(text)
    window.press(Key.Key_P, ALT)
    form_of(window).records.grid.set_current(0, "work_type")
    window.enter("inp")
    window.enter("em")
    window.press(Key.Key_S, CONTROL)
    assert count(window) == 1
    draft = window.desk.read(audits.open_audit, 1)
    assert [line.work_type_id for line in draft.record_lines] == [1, 2]


def test_a_cell_that_is_typed_while_the_audit_is_being_stored_keeps_its_text(window: Window) -> None:
    window.press(Key.Key_3, ALT)
    window.enter("8 1 0 0")
    window.press(Key.Key_S, CONTROL)
    window.settle()
    window.type("9 0 0")
    page_of(window).refresh()  # what every stored change brings about
    assert not page_of(window)._waiting.on, "what is typed does not wait"
    window.settle()
    window.enter(" 1")
    assert [(line.matched, line.deleted) for line in form_of(window).records.lines] == [(8, 0), (9, 1)]
    window.press(Key.Key_S, CONTROL)
    window.settle()
    draft = window.desk.read(audits.open_audit, 1)
    assert [line.matched for line in draft.record_lines] == [8, 9]


def test_saving_twice_in_a_row_keeps_the_same_findings(window: Window) -> None:
    window.press(Key.Key_3, ALT)
    window.enter("8 1 0 0")
    window.press(Key.Key_4, ALT)
    window.enter("1 cc")
    window.press(Key.Key_S, CONTROL)
    window.type("1 sd")
    window.settle()
    window.enter()
    window.press(Key.Key_S, CONTROL)
    window.settle()
    draft = window.desk.read(audits.open_audit, 1)
    assert [one.id for one in draft.findings] == [1, 2]


def test_a_depth_chosen_with_the_mouse_moves_nothing_under_it(window: Window) -> None:
    form = form_of(window)
    coder = form.head.editor("coder_id")
    depths = next(made for made in form.depths.findChildren(Button) if made.text() == "Record by record")
    place = coder.mapTo(window.main, QPoint()).y()
    at = depths.mapTo(window.main, depths.rect().center())
    QTest.mouseMove(window.main.windowHandle(), at)
    QTest.mouseClick(window.main.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
    window.settle()
    QApplication.processEvents()
    assert form.audit_depth == AuditDepth.RECORDS
    assert coder.mapTo(window.main, QPoint()).y() == place


def test_a_double_click_on_the_findings_of_a_record_leads_to_them(window: Window) -> None:
    window.press(Key.Key_3, ALT)
    window.enter("8 1 0 0")
    form = form_of(window)
    view = form.records.grid.view
    cell = view.visualRect(view.model().index(0, view.model().columnCount() - 1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert window.focus is form.findings.grid.view
    window.settle()
    place = form.findings.grid.view.visualRect(form.findings.grid.view.currentIndex())
    assert form.findings.grid.view.viewport().visibleRegion().contains(place)


def test_enter_after_tabs_begins_the_next_record_where_this_one_began(window: Window) -> None:
    window.press(Key.Key_3, ALT)
    for record in (("8", "1", "0", "0"), ("6", "0", "1", "0")):
        for count_ in record[:-1]:
            window.type(count_)
            window.press(Key.Key_Tab)
        window.enter(record[-1])
    lines = form_of(window).records.lines
    assert [(line.matched, line.revised, line.added, line.deleted) for line in lines] == [(8, 1, 0, 0), (6, 0, 1, 0)]


def test_records_are_cleared_and_pasted_from_any_cell_without_a_refusal(window: Window) -> None:
    window.press(Key.Key_3, ALT)
    window.enter("8 1 0 0")
    grid = form_of(window).records.grid
    grid.set_current(0, "reference")
    window.press(Key.Key_Right, SHIFT)
    for _ in range(3):
        window.press(Key.Key_Right, SHIFT)
    window.press(Key.Key_Down, SHIFT)
    window.press(Key.Key_X, CONTROL)
    assert QGuiApplication.clipboard().text() == "1\t8\t1\t0\t0\n\t\t\t\t"
    assert form_of(window).records.lines == () and grid.refusals == ()
    window.press(Key.Key_V, CONTROL)
    assert [(line.reference, line.matched) for line in form_of(window).records.lines] == [("1", 8)]
    grid.set_current(0, "findings")
    QGuiApplication.clipboard().setText("4\t5\n6\t7")
    window.press(Key.Key_V, CONTROL)
    assert len(form_of(window).records.lines) == 1 and grid.refusals == ()


def test_dragged_widths_of_the_records_are_there_again(window: Window) -> None:
    window.press(Key.Key_3, ALT)
    view = form_of(window).records.grid.view
    view.setColumnWidth(0, 133)
    assert window.context.settings.column_widths["Records of the audit"][0] == 133


def test_what_a_finding_refused_for_want_of_another_cell_is_taken_once_that_cell_is_right(window: Window) -> None:
    window.press(Key.Key_3, ALT)
    window.enter("8 1 0 0")
    grid = form_of(window).findings.grid
    grid.view.setFocus()
    for column, text in (("change", "deleted"), ("cause", "no such cause"), ("record", "7"), ("category", "POA")):
        grid.set_current(0, column)
        window.enter(text)
    assert {column for _, column, _ in grid.refusals} == {"change", "cause", "record", "category"}
    grid.set_current(0, "record")
    window.enter("1")
    found = form_of(window).findings.findings[0]
    assert (found.record, found.change) == ("1", "deleted")
    assert [column for _, column, _ in grid.refusals] == ["cause"]
