"""Capacity in the smallest window: what can be seen at once is."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QScrollArea

from codedesk.desk import Desk
from codedesk.ui.pages.capacity.page import CapacityPage
from codedesk.ui.pages.capacity.rework import ReworkView
from tests.journeys.test_look import Screens
from tests.patience import PatientBot


@pytest.fixture
def screens(qtbot: PatientBot, sample: Desk) -> Iterator[Screens]:
    made = Screens(qtbot, sample, "light")
    yield made
    made.context.close()


def test_rework_by_coder_does_not_scroll(screens: Screens) -> None:
    page = screens.show("capacity")
    assert isinstance(page, CapacityPage)
    page.show_view("rework")
    screens.bot.settle(screens.main, lambda: screens.context.background.busy)
    view = page.view
    assert isinstance(view, ReworkView)
    view.by.chosen.emit("coder")
    view.by.choose("coder")
    screens.bot.settle(screens.main, lambda: screens.context.background.busy)
    assert len(view.table.rows) == 8, "the team of the sample, by name"
    assert [area.verticalScrollBar().maximum() for area in view.findChildren(QScrollArea)] == [0]
