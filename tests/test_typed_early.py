"""What is typed while a department is opened goes nowhere, and a line says so."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from codedesk.app.program import Program
from tests.programs import settle


def test_what_is_typed_before_the_first_page_is_there_lands_nowhere_and_is_said(
    program: Program, qtbot: QtBot, sample_path: Path
) -> None:
    """Ctrl+3 was dropped while "Opening …" stood there, and the digits behind it were stored in Today."""
    program.settings.first_page = "today"
    program.window.show_opening("Opening …", lambda: None)
    program.window.show()
    QTest.keyClick(program.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    program.start(sample_path)
    frame, context = program.frame, program.context
    assert frame is not None and context is not None
    for key in (Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_Return):  # what the system kept while the file was opened
        QTest.keyClick(QApplication.focusWidget() or frame, key)
    settle(qtbot, program)
    qtbot.waitUntil(lambda: context.messages.shown is not None)
    assert context.messages.shown is not None and "was not taken in" in context.messages.shown.text
    assert frame.page_name == "today" and context.desk.undo_step is None
    with qtbot.waitActive(program.window):
        program.window.activateWindow()
    QTest.keyClick(frame, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert frame.page_name == "audits"
