"""Setup by the mouse alone: what is chosen and put in order by keys can be clicked, too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
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


def test_nothing_moves_under_the_mouse_that_chooses_the_usual_work_types(window: DayWindow) -> None:
    """What was chosen jumped to the top at once: a second click at the same place chose another one."""
    usual = window.page.section.usual
    before = list(usual.offered.values())
    last = usual.visualItemRect(usual.item(len(before) - 1)).center()
    for chosen in (3, 2, 3):
        QTest.mouseClick(usual.viewport(), Qt.MouseButton.LeftButton, pos=last)
        window.settle()
        assert list(usual.offered.values()) == before
        assert len(window.team.desk.read(coders, FRIDAY)[0].usual_work_types) == chosen
    usual.leaveEvent(QEvent(QEvent.Type.Leave))
    assert list(usual.offered.values())[2] == usual.currentItem().text() == before[-1]
    assert window.team.desk.read(coders, FRIDAY)[0].usual_work_types[2] == before[-1]


def test_the_choices_of_the_department_are_seen_whole_in_the_smallest_window(window: DayWindow) -> None:
    """The last field was below the edge, and a bar for it alone stood beside the others."""
    window.frame.resize(1180, 680)
    window.page.show_section("department")
    window.settle()
    form = window.page.section.form
    assert form.visibleRegion().boundingRect().size() == form.size()
