"""What scrolls: beside a bar there is a little room, and without one everything ends at the same edge."""

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QFrame, QWidget
from pytestqt.qtbot import QtBot

from codedesk.ui import theme
from codedesk.ui.widgets.markdown_view import MarkdownView


@pytest.mark.parametrize(("high", "beside"), [(100, 0), (900, 8)], ids=["all of it is seen", "it scrolls"])
def test_what_can_scroll_ends_where_everything_else_does_unless_there_is_a_bar(
    qtbot: QtBot, high: int, beside: int
) -> None:
    """Two views of Capacity ended eight points before the buttons above them."""
    body, card = QWidget(), QFrame()
    column = theme.column(body)
    column.addWidget(card)
    card.setFixedHeight(high)
    area = theme.scrolled(body)
    qtbot.addWidget(area)
    area.resize(400, 300)
    area.show()
    qtbot.waitUntil(lambda: card.geometry().right() + 1 == area.viewport().width() - beside)
    assert area.verticalScrollBar().isVisible() == (beside > 0)


def test_a_bar_may_tell_of_its_range_when_what_it_scrolled_is_gone(qtbot: QtBot) -> None:
    """A window that went raised an error for pages that were not shown: three tests met it where Python looked late."""
    body = QWidget()
    theme.column(body).addWidget(QFrame())
    area = theme.scrolled(body)
    qtbot.addWidget(area)
    shiboken6.delete(body)
    area.verticalScrollBar().setRange(0, 7)
    assert area.verticalScrollBar().maximum() == 7


def test_a_bar_with_nothing_to_scroll_is_not_drawn(qtbot: QtBot) -> None:
    """Help showed a bar from top to bottom beside a text of ten lines."""
    view = MarkdownView("Help")
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    view.show_text("A line.", Path())
    assert not view.verticalScrollBar().isEnabled()
    view.show_text("A line.\n\n" * 60, Path())
    qtbot.waitUntil(view.verticalScrollBar().isEnabled)
