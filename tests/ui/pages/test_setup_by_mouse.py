"""Setup by the mouse alone: what is chosen and put in order by keys can be clicked, too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from codedesk.services.people.coders import coders
from tests.services.team import FRIDAY
from tests.ui.pages.day_window import DayWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path, page="setup")
    yield made
    made.close()


def test_the_usual_work_types_are_chosen_and_ordered_by_mouse(window: DayWindow) -> None:
    usual = window.page.section.usual
    words = usual.visualItemRect(usual.item(2)).center()  # beside the box
    QTest.mouseClick(usual.viewport(), Qt.MouseButton.LeftButton, pos=words)
    window.settle()
    assert window.team.desk.read(coders, FRIDAY)[0].usual_work_types == ("Same-day surgery", "Inpatient", "Emergency")
    usual.setCurrentRow(2)
    usual.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    moves = {action.text().partition("\t")[0]: action for action in usual.menu.actions()}
    assert not moves["Move down"].isEnabled()
    moves["Move up"].trigger()
    window.settle()
    assert window.team.desk.read(coders, FRIDAY)[0].usual_work_types == ("Same-day surgery", "Emergency", "Inpatient")
