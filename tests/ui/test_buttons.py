"""Buttons by keyboard: what Tab reaches, Enter and Space press."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from codedesk.ui.widgets.buttons import button


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_enter_as_by_space(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[str] = []
    made = button("Look around with a sample team", lambda: pressed.append("once"))
    qtbot.addWidget(made)
    made.show()
    qtbot.keyClick(made, key)
    assert pressed == ["once"]
