"""The dates of what follows from an audit: shown as every date is, typed or chosen from a calendar."""

from datetime import date

from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.services.audits import answers as audits_answers
from codedesk.ui.pages.audits.page import AuditsPage
from codedesk.ui.widgets.calendar import CalendarPopup
from tests.ui.pages.audits.audit_window import ALT, CONTROL, TODAY, Window, add_team
from tests.ui.pages.audits.test_page import saved
from tests.ui.typist import Key


def test_a_date_in_a_cell_is_chosen_from_a_calendar(qtbot: QtBot, department: Desk) -> None:
    department.write("Add the team", add_team)
    saved(department)
    window = Window(qtbot, department, "audits")
    window.press(Key.Key_6, ALT)
    window.type("CC capture")
    page = window.page
    assert isinstance(page, AuditsPage) and page.form is not None
    grid = page.form.actions_grid.grid
    grid.view.go_to(grid.model.index(0, 2))
    window.enter("1 sep")
    assert grid.model.cell(0, 2).text == "1 Sep 2026"
    grid.view.go_to(grid.model.index(0, 3))
    window.press(Key.Key_Down, ALT)
    popup = grid.view.findChild(CalendarPopup)
    assert isinstance(popup, CalendarPopup) and popup.isVisible()
    popup.month.clicked.emit(QDate(2026, 12, 1))
    assert grid.model.cell(0, 3).text == "1 Dec 2026" and not popup.isVisible()
    window.press(Key.Key_S, CONTROL)
    window.settle()
    (action,) = window.desk.read(audits_answers.actions, TODAY)
    assert (action.draft.due_on, action.draft.reaudit_on) == (date(2026, 9, 1), date(2026, 12, 1))
