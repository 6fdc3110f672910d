"""A start where another CodeDesk has the department: one that closes is waited for, another machine's is not."""

import socket

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from codedesk.app import single_window
from codedesk.app.program import Program
from codedesk.desk import Desk
from codedesk.ui.pages.welcome import Welcome
from tests.programs import settle, welcome


def test_a_department_in_use_names_its_holder(
    program: Program, qtbot: QtBot, department: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_window, "WAIT_MS", 1)
    program.start(department.path, asked=True)
    qtbot.waitUntil(lambda: isinstance(program.window.shown, Welcome))
    assert "open in another CodeDesk" in welcome(program).strip.text


def test_a_department_that_is_open_on_another_machine_is_said_at_once(program: Program, department: Desk) -> None:
    note = department.path.with_name(f".{department.path.name}.holder")
    note.write_text(note.read_text().replace(socket.gethostname(), "reading-room"))
    program.start(department.path, asked=True)
    assert "on reading-room" in welcome(program).strip.text


def test_what_is_typed_and_clicked_while_a_start_waits_goes_nowhere_and_that_is_said(
    program: Program, qtbot: QtBot, department: Desk
) -> None:
    window = program.window
    with qtbot.waitActive(window):
        program.start(department.path, asked=True)
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget() or window, "77")
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(60, 120))
    QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert window.isVisible()
    department.close()
    qtbot.waitUntil(lambda: program.frame is not None)
    settle(qtbot, program)
    assert program.frame is not None and program.frame.page is not None and program.context is not None
    assert program.frame.page.name == program.settings.first_page
    assert program.context.desk.undo_step is None
    assert "was not taken in" in program.frame.strip.text


def test_a_start_while_the_window_before_still_closes_waits_for_it_and_says_so(
    program: Program, qtbot: QtBot, department: Desk
) -> None:
    program.start(department.path, asked=True)
    shown = program.window.shown
    assert shown is not None
    assert "Waiting a moment" in " ".join(label.text() for label in shown.findChildren(QLabel))
    department.close()
    qtbot.waitUntil(lambda: program.frame is not None)
    assert program.context is not None and program.context.desk.path == department.path
