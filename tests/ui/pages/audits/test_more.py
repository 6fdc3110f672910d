"""What an audit says beside its slip unfolds as "More": when a person asks for it, or when it has to be seen."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.models.audits import AuditDraft
from codedesk.services.audits import audits
from codedesk.ui.pages.audits.form import AuditForm
from codedesk.ui.pages.audits.page import AuditsPage
from tests.ui.pages.audits.audit_window import ALT, CONTROL, Window, add_team
from tests.ui.typist import Key


@pytest.fixture
def window(qtbot: QtBot, department: Desk) -> Iterator[Window]:
    department.write("Add the team", add_team)
    slip = AuditDraft(name="one", coder_id=1, day=date(2026, 7, 14), depth="result", reported_accuracy=88.6, records=20)  # type: ignore[arg-type]
    for draft in (slip, slip.but(name="two", day=date(2026, 7, 15), selection="focused")):
        department.write("Save audit", audits.save_audit, draft)
    yield Window(qtbot, department, "audits")


def form_of(window: Window) -> AuditForm:
    assert isinstance(window.page, AuditsPage) and window.page.form is not None
    return window.page.form


def below(form: AuditForm, part: QWidget) -> int:
    return part.mapTo(form, QPoint(0, part.height())).y()


def test_a_new_audit_asks_for_the_slip_first_and_shows_all_of_it_with_its_list_and_save(window: Window) -> None:
    window.press(Key.Key_N)
    form = form_of(window)
    slip = [form.head.editor(name) for name in ("day", "coder_id", "work_type_id", "auditor")]
    slip += [form.slip.editor(name) for name in ("reported_accuracy", "records")]
    assert all(part.isVisible() and below(form, part) < form.foot.y() for part in slip)
    assert not form.head.editor("state").isVisible()
    assert "random · retrospective · code over code" in form.head.fold.words.text()
    assert window.page.panel.isVisible()  # type: ignore[attr-defined]
    order = [*slip, form.head.fold.head]
    slip[0].setFocus()
    passed = [slip[0]]
    for _ in range(12):
        window.press(Key.Key_Tab)
        passed.append(QApplication.focusWidget() or form)
    assert [part for part in passed if part in order] == order


def test_enter_goes_through_the_slip_and_never_into_what_is_folded_away(window: Window) -> None:
    window.press(Key.Key_N)
    window.enter("14 jul")
    window.enter("a")
    window.enter("i")
    window.enter("Kim")
    assert form_of(window).slip.editor("reported_accuracy").hasFocus()


def test_more_opens_by_key_and_by_click_and_stands_as_it_was_left(window: Window) -> None:
    window.press(Key.Key_N)
    form = form_of(window)
    window.press(Key.Key_B, ALT)
    assert form.head.editor("period_from").hasFocus()
    window.press(Key.Key_B, ALT)
    assert not form.head.more.isVisible() and form.slip.editor("reported_accuracy").hasFocus()
    QTest.mouseClick(form.head.fold.head, Qt.MouseButton.LeftButton)
    window.settle()
    assert form.head.more.isVisible()
    assert form.head.editor("method").visibleRegion().boundingRect().height() > 20, "it was brought into sight"
    window.press(Key.Key_Escape)
    window.press(Key.Key_Down)
    window.settle()
    assert form_of(window).heading.text() == "one" and form_of(window).head.more.isVisible()


def test_more_opens_by_itself_where_it_says_what_is_not_usual_and_for_more_than_a_slip(window: Window) -> None:
    assert form_of(window).heading.text() == "two"
    assert form_of(window).head.more.isVisible(), "a focused audit feeds no accuracy: that has to be seen"
    window.press(Key.Key_Down)
    window.settle()
    assert not form_of(window).head.more.isVisible()
    window.press(Key.Key_N)
    window.press(Key.Key_2, ALT)
    assert form_of(window).head.more.isVisible()
    window.press(Key.Key_1, ALT)
    assert not form_of(window).head.more.isVisible()


def test_more_opens_for_a_field_of_it_that_is_refused(window: Window) -> None:
    window.press(Key.Key_N)
    window.enter("16 jul")
    window.type("a")
    window.press(Key.Key_1, ALT)
    window.enter("90")
    window.type("10")
    form = form_of(window)
    form.start("name")
    window.type("one")
    window.press(Key.Key_B, ALT)
    assert not form.head.more.isVisible()
    window.press(Key.Key_S, CONTROL)
    window.settle()
    name = form.head.editor("name")
    assert name.isVisible() and name.hasFocus()
    assert "another audit is called “one”" in name.accessibleDescription()


@pytest.mark.parametrize("how", ["keys", "mouse"])
def test_the_chosen_row_opens_its_audit_where_a_new_one_is_shown(window: Window, how: str) -> None:
    page = window.page
    assert isinstance(page, AuditsPage)
    window.press(Key.Key_N, CONTROL)
    window.press(Key.Key_Escape)
    chosen = page.table.selected_row()
    assert form_of(window).audit_id is None and chosen is not None
    if how == "keys":
        window.press(Key.Key_Return)
    else:
        at = page.table.visualRect(page.table.currentIndex()).center()
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    window.settle()
    assert form_of(window).audit_id == chosen.id
    if how == "keys":
        assert form_of(window).head.editor("day").hasFocus()
