"""Home as a person meets it: lines that lead to what is due, the first-run list, and which page opens."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from codedesk import paths
from codedesk.app.program import Program
from codedesk.models import Coder, WorkType
from codedesk.models.standards import StandardDraft
from codedesk.services.days.changes import set_cell
from codedesk.services.days.drafts import CellDraft, CellPlace
from codedesk.services.days.finishing import finish_day
from codedesk.services.standards.standards import STANDARDS
from codedesk.ui import theme
from codedesk.ui.pages.home.page import HomePage
from codedesk.ui.pages.setup.listed import ListedSection
from codedesk.ui.pages.setup.page import SetupPage
from tests.programs import found_department, settle
from tests.services.team import Team
from tests.ui.typing_window import TypingWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[TypingWindow]:
    team = Team(tmp_path)
    team.set("Ana Diaz", "paid_hours", 8.0)
    made = TypingWindow(qtbot, team.desk, "home")
    yield made
    made.settle()
    made.context.close()
    team.desk.close()


def home(window: TypingWindow) -> HomePage:
    page = window.page
    assert isinstance(page, HomePage)
    return page


def test_it_is_whole_when_it_was_left_while_it_was_read(qtbot: QtBot, tmp_path: Path) -> None:
    team = Team(tmp_path)
    window = TypingWindow(qtbot, team.desk, "today")
    window.frame.show_page("home")
    page = home(window)
    window.frame.show_page("today")
    window.settle()
    assert page.due.shown and not page.safety.shown
    window.frame.show_page("home")
    qtbot.waitUntil(lambda: bool(page.safety.shown))
    window.settle()
    window.context.close()
    team.desk.close()


def test_down_and_enter_lead_to_what_is_due(window: TypingWindow) -> None:
    page = home(window)
    assert [line.words for line in page.due.shown] == [
        "20 days of the four weeks before today are not finished",
        "2 coders have no audit in Q3 2026 yet, and nothing is planned",
    ]
    assert page.due.buttons[0].hasFocus()
    QTest.keyClick(window.focus, Qt.Key.Key_Down)
    assert page.due.buttons[1].hasFocus()
    QTest.keyClick(window.focus, Qt.Key.Key_Return)
    window.settle()
    assert (window.frame.page_name, window.context.period_label) == ("audits", "Q3 2026")


def test_lines_that_come_anew_while_another_window_is_in_front_keep_the_keyboard(
    window: TypingWindow, qtbot: QtBot
) -> None:
    page, other = home(window), QLineEdit()
    QTest.keyClick(window.focus, Qt.Key.Key_Down)
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
    window.desk.write("Finish", finish_day, date(2026, 6, 5))
    window.wait(lambda: page.due.shown[0].words.startswith("19 days"))
    window.settle()
    with qtbot.waitActive(window.frame):
        window.frame.activateWindow()
    assert page.due.buttons[1].hasFocus()


def test_one_click_leads_to_the_oldest_day(window: TypingWindow) -> None:
    QTest.mouseClick(home(window).due.buttons[0], Qt.MouseButton.LeftButton)
    window.settle()
    assert window.frame.page_name == "today"
    assert window.page._day == date(2026, 6, 5)


def test_home_and_end_go_to_the_first_and_the_last_line(window: TypingWindow) -> None:
    page = home(window)
    page.due.buttons[1].setFocus()
    QTest.keyClick(window.focus, Qt.Key.Key_End)
    assert window.focus is page.safety.buttons[-1]
    QTest.keyClick(window.focus, Qt.Key.Key_Home)
    assert window.focus is page.due.buttons[0]


def test_coming_back_reads_what_was_done_meanwhile(window: TypingWindow) -> None:
    page = home(window)
    window.frame.show_page("today", day=date(2026, 6, 5))
    window.settle()
    QTest.keyClick(window.focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # finishes the day
    window.settle()
    QTest.keyClick(window.focus, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    window.settle()
    assert window.frame.page_name == "home"
    assert page.due.shown[0].words == "19 days of the four weeks before today are not finished"


def test_an_empty_department_lists_what_it_needs_first(program: Program, qtbot: QtBot, qapp: QApplication) -> None:
    theme.theme().apply(qapp, "light")
    found_department(program, qtbot)
    program.window.resize(1180, 680)
    settle(qtbot, program)
    assert program.frame is not None
    page = program.frame.page
    assert isinstance(page, HomePage)
    steps = {line.words: line for line in page.first_run.shown}
    assert next(iter(steps)) == "Enter your coders" and steps["Enter your coders"].icon == "todo"
    assert steps["Say when who works"].detail == "done: 7.5 hours on a usual day"
    assert not page.due.shown
    qtbot.waitUntil(lambda: bool(page.safety.shown))
    area = page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().maximum() == 0, "all of it is in sight in the smallest window"
    page.first_run.buttons[0].click()
    settle(qtbot, program)
    assert program.frame.page_name == "setup"


def test_what_is_due_has_the_keyboard_once_the_first_run_list_is_done(program: Program, qtbot: QtBot) -> None:
    """The keyboard was on a line of that list, and then on the line below what is due: Enter led to Safety."""
    found_department(program, qtbot)
    with qtbot.waitActive(program.window):
        program.window.activateWindow()
    settle(qtbot, program)
    frame = program.frame
    assert frame is not None and program.context is not None
    page = frame.page
    assert isinstance(page, HomePage)
    qtbot.waitUntil(lambda: bool(page.safety.buttons))
    page.first_run.buttons[1].setFocus()
    frame.show_page("history")
    settle(qtbot, program)
    program.context.desk.write("Set up", set_up)
    QTest.keyClick(program.window.focusWidget() or frame, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, program)
    qtbot.waitUntil(lambda: bool(page.due.buttons) and not page.first_run.buttons)
    settle(qtbot, program)
    assert program.window.focusWidget() is page.due.buttons[0]


def set_up(session: Session) -> None:
    """Enter a coder, a work type with its standard and a day, so that nothing of the first run is left."""
    session.add(Coder(name="Ana Diaz", started_on=date(2026, 9, 1)))
    session.add(WorkType(name="Inpatient"))
    session.flush()
    STANDARDS.add(session, StandardDraft(work_type_id=1, effective_from=date(2026, 9, 1), pace=3.0, accuracy=95.0))
    set_cell(session, CellDraft(CellPlace(1, date(2026, 10, 1), "charts", 1, None), 14))


def test_a_form_that_home_leads_to_marks_nothing_before_anything_is_typed(program: Program, qtbot: QtBot) -> None:
    """The keyboard went into the form and back to Home, and in again: “Name is needed” stood there."""
    found_department(program, qtbot)
    with qtbot.waitActive(program.window):
        program.window.activateWindow()
    settle(qtbot, program)
    frame = program.frame
    assert frame is not None
    page = frame.page
    assert isinstance(page, HomePage)
    QTest.mouseClick(page.first_run.buttons[0], Qt.MouseButton.LeftButton)
    settle(qtbot, program)
    shown = frame.page
    assert isinstance(shown, SetupPage) and isinstance(shown.section, ListedSection)
    name = shown.section.form.editor("name")
    assert program.window.focusWidget() is name
    assert name.accessibleDescription() == ""


def test_who_lives_on_the_keys_opens_today_first(program: Program, qtbot: QtBot) -> None:
    found_department(program, qtbot)
    assert program.frame is not None and isinstance(program.frame.page, HomePage)
    program.frame.page.open_with("today")
    program.leave()
    program.open(paths.default_department())
    settle(qtbot, program)
    assert program.frame.page_name == "today"


def test_who_saves_while_signals_are_read_waits_for_one_step_only(
    window: TypingWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    asked_to_save = Event()

    def ahead(_session: Session, _today: date, step: int) -> bool:
        done.append(f"step {step}")
        return asked_to_save.wait() and step < 2

    monkeypatch.setattr("codedesk.ui.pages.home.page.signals_ahead", ahead)
    QTest.keyClick(window.focus, Qt.Key.Key_F5)
    window.wait(lambda: bool(done))
    window.context.write(window.page, "Save", lambda _session: done.append("saved"))
    asked_to_save.set()
    window.settle()
    assert done == ["step 0", "saved", "step 1", "step 2"]
