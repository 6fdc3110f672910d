"""What looks for keys while a part is read: it sees each key, and is not asked about what showing the part makes."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from typing_extensions import override

from codedesk.ui.ahead import TypeAhead
from codedesk.ui.background import Background
from codedesk.ui.waiting import Waiting


class Counting(TypeAhead):
    """Counts the events that it is asked about."""

    asked = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.asked += 1
        return super().eventFilter(watched, event)


def test_while_what_was_read_is_shown_no_event_is_looked_at_and_afterwards_keys_wait_as_before(qtbot: QtBot) -> None:
    background, line = Background(lambda _error: None), QLineEdit()
    qtbot.addWidget(line)
    with qtbot.waitActive(line):
        line.show()
    ahead = Counting(background)
    part = Waiting(line, ahead)
    part.begin()
    with ahead.resting():
        before = ahead.asked
        for _ in range(100):
            QCoreApplication.sendEvent(line, QEvent(QEvent.Type.StyleChange))
        assert ahead.asked == before
    QTest.keyClick(line, Qt.Key.Key_7)
    assert ahead.asked > before and line.text() == ""
    part.end()
    assert line.text() == "7"
    background.close()
