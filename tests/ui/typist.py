"""A person at the keyboard of a window: every key goes where the focus is, and is counted."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from codedesk.ui.context import Context

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def focused() -> QWidget:
    """Return what has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


class Typist:
    """What a person does in a window whose context is given; `keys` is how many keys that took."""

    def __init__(self, bot: QtBot, context: Context) -> None:
        self.bot, self.context, self.keys = bot, context, 0

    @property
    def focus(self) -> QWidget:
        return focused()

    def wait(self, until: Callable[[], bool]) -> None:
        self.bot.waitUntil(until)

    def settle(self) -> None:
        """Wait until everything that was asked and stored has come back."""
        self.wait(lambda: not self.context.background.busy)

    def press(self, key: Key, modifier: Modifier = Modifier.NoModifier, times: int = 1) -> None:
        for _ in range(times):
            self.keys += 1
            QTest.keyClick(self.focus, key, modifier)

    def type(self, text: str) -> None:
        for letter in text:
            self.keys += 1
            QTest.keyClick(self.focus, letter)

    def enter(self, text: str = "") -> None:
        self.type(text)
        self.press(Key.Key_Return)
