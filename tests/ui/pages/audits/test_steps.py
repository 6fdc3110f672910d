"""Steps from state to state by the key and by the button of the same name, taken, refused and taken back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.models.audit_words import AuditDepth
from codedesk.services.audits import audits
from tests.ui.pages.audits.audit_window import ALT, CONTROL, SHIFT, Window, add_team, said_in
from tests.ui.pages.audits.test_states import form_of, page_of, saved, state
from tests.ui.typist import Key


@pytest.fixture
def window(qtbot: QtBot, department: Desk) -> Window:
    department.write("Add the team", add_team)
    saved(department)
    return Window(qtbot, department, "audits")


@pytest.mark.parametrize("twice", ["Enter", "double click"])
def test_the_step_in_the_foot_is_one_step_however_quickly_it_is_pressed_again(window: Window, twice: str) -> None:
    page_of(window).table.setFocus()
    foot = form_of(window).foot
    assert foot.step is not None
    if twice == "Enter":
        foot.step.setFocus()
        window.press(Key.Key_Return)
        window.settle()
        window.press(Key.Key_Return)
    else:
        QTest.mouseClick(foot.step, Qt.MouseButton.LeftButton)
        window.settle()
        QTest.mouseDClick(foot.step, Qt.MouseButton.LeftButton)
        QTest.mouseRelease(foot.step, Qt.MouseButton.LeftButton)
    assert state(window) == "shared"


def test_a_new_audit_cannot_be_saved_as_a_draft_before_anything_is_typed(window: Window) -> None:
    window.press(Key.Key_N, CONTROL)
    window.press(Key.Key_1, ALT)
    step = form_of(window).foot.step
    assert step is not None and step.text() == "Save as a draft" and not step.isEnabled()
    window.enter("88.6")
    assert step.isEnabled()


def test_a_step_that_is_refused_is_not_taken(window: Window) -> None:
    window.press(Key.Key_N, CONTROL)
    window.enter("3 jul")
    form = form_of(window)
    form.set_depth(AuditDepth.RECORDS)
    assert form.state == "draft" and form.foot.step is not None
    QTest.mouseClick(form.foot.step, Qt.MouseButton.LeftButton)
    window.settle()
    assert (form.state, form.foot.step.text()) == ("draft", "Share with the coder"), "no coder, no record: not saved"


@pytest.mark.parametrize("how", ["key", "button"])
def test_the_key_of_the_next_state_does_what_the_button_of_that_name_does(window: Window, how: str) -> None:
    form_of(window).start("auditor")
    window.type("Lou")
    foot = form_of(window).foot
    if how == "key":
        window.press(Key.Key_S, ALT)
    else:
        assert foot.step is not None
        QTest.mouseClick(foot.step, Qt.MouseButton.LeftButton)
    window.settle()
    (row,) = window.desk.read(audits.audits)
    assert (row.auditor, row.state, form_of(window).foot.unsaved) == ("Lou", "shared", False)
    assert "“one” is shared." in said_in(window.frame.strip)


def test_a_new_audit_is_saved_as_a_draft_by_one_key_once_something_is_typed(window: Window) -> None:
    window.press(Key.Key_N, CONTROL)
    form_of(window).start("coder_id")
    window.press(Key.Key_1, ALT)
    window.press(Key.Key_S, ALT)
    assert "Nothing is typed here" in said_in(window.frame.strip) and form_of(window).state == "final"
    form_of(window).start("coder_id")
    window.type("b")
    window.press(Key.Key_1, ALT)
    window.enter("88.6")
    window.type("20")
    window.press(Key.Key_S, ALT)
    window.settle()
    assert [row.state for row in window.desk.read(audits.audits)].count("draft") == 2


def test_a_changed_audit_goes_back_a_state_with_all_that_is_typed(window: Window) -> None:
    window.press(Key.Key_S, ALT)
    window.settle()
    form_of(window).start("auditor")
    window.type("Lou")
    window.press(Key.Key_S, ALT | SHIFT)
    window.settle()
    (row,) = window.desk.read(audits.audits)
    assert (row.auditor, row.state) == ("Lou", "draft")


def test_a_step_that_the_file_refuses_is_not_taken_either(window: Window) -> None:
    """Its name is another audit's: only the department knows."""
    saved(window.desk, name="two", day=date(2026, 7, 13))
    window.settle()
    form_of(window).start("name")
    window.type("two")
    for _ in range(2):
        window.press(Key.Key_S, ALT)
        window.settle()
    form = form_of(window)
    assert (form.state, form.head.lenient("shared_on"), form.head.lenient("answer_due")) == ("draft", None, None)
    assert [row.state for row in window.desk.read(audits.audits)] == ["draft", "draft"]


def test_what_can_be_saved_can_be_discarded_another_depth_too(window: Window) -> None:
    window.press(Key.Key_2, ALT)
    window.settle()
    form = form_of(window)
    assert form.foot.save.isEnabled() and form.foot.discard.isEnabled()
    QTest.mouseClick(form.foot.discard, Qt.MouseButton.LeftButton)
    window.settle()
    form = form_of(window)
    assert (form.audit_depth, form.foot.save.isEnabled(), form.foot.discard.isEnabled()) == ("records", False, False)
    (row,) = window.desk.read(audits.audits)
    assert row.depth == "records"
