"""Buttons by keyboard: what Tab reaches, Enter and Space press."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from codedesk.ui.widgets.button_lines import ButtonLines
from codedesk.ui.widgets.buttons import button


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_enter_as_by_space(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[str] = []
    made = button("Look around with a sample team", lambda: pressed.append("once"))
    qtbot.addWidget(made)
    made.show()
    qtbot.keyClick(made, key)
    assert pressed == ["once"]


def test_lines_with_buttons_that_come_anew_behind_another_window_keep_the_keyboard(qtbot: QtBot) -> None:
    lines, other = ButtonLines(), QLineEdit()
    qtbot.addWidget(lines)
    qtbot.addWidget(other)
    lines.show_lines([(QLabel(words), button(words)) for words in ("one", "two")])
    with qtbot.waitActive(lines):
        lines.show()
    lines.buttons[1].setFocus()
    with qtbot.waitActive(other):
        other.show()
    lines.show_lines([(QLabel(words), button(words)) for words in ("one", "other", "more")])
    with qtbot.waitActive(lines):
        lines.activateWindow()
    assert lines.buttons[1].hasFocus()
