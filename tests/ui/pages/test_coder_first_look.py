"""The Coder page as it opens: both charts in one look, the signals as a line that unfolds, and always from the top."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.periods import quarter
from codedesk.ui.widgets.editors import ChoiceBox
from tests.ui.pages.audits.audit_window import CONTROL
from tests.ui.pages.test_coder import CoderWindow, text
from tests.ui.typist import Key

TOBIAH = 5


@pytest.fixture
def window(qtbot: QtBot, sample: Desk) -> Iterator[CoderWindow]:
    made = CoderWindow(qtbot, sample)
    yield made
    made.context.close()


@pytest.mark.parametrize(("wide", "high"), [(1366, 731), (1180, 680)])
def test_both_charts_are_seen_whole_without_scrolling_with_the_line_of_signals_under_them(
    window: CoderWindow, wide: int, high: int
) -> None:
    window.main.resize(wide, high)
    window.settle()
    page = window.coder
    seen = page.work.viewport().rect()

    def place(widget: QWidget) -> QRect:
        return QRect(widget.mapTo(page.work.viewport(), QPoint()), widget.size())

    parts = [place(each) for each in (page.charts.pace, page.charts.accuracy, page.work.fold.head)]
    assert all(seen.contains(part) for part in parts)
    assert [part.top() for part in parts] == sorted(part.top() for part in parts)
    for view in (page.charts.pace, page.charts.accuracy):
        assert view.canvas is not None and view.canvas.height() >= 100
    assert place(page.pair).top() > parts[-1].bottom(), "the charts come first"


def test_signals_are_one_line_that_says_how_many_and_unfolds_below(window: CoderWindow) -> None:
    fold = window.coder.work.fold
    assert fold.head.text() == "Signals: 1 question, 1 answered"
    assert text(fold.words.text()) == "Pace 115.9 %; accuracy 90.4 % (84.4–94.3 %, 45 charts in 2 audits)"
    assert not window.coder.signals.isVisible()
    QTest.mouseClick(fold.head, Qt.MouseButton.LeftButton)
    window.settle()
    assert "A question. Dax O'Fennimore: pace up, accuracy down" in window.words()
    assert (
        window.coder.work.viewport()
        .rect()
        .contains(window.coder.signals.mapTo(window.coder.work.viewport(), window.coder.signals.rect().bottomRight()))
    )
    window.choose(TOBIAH)
    assert window.coder.signals.isVisible(), "it stays open, until it is closed"
    assert window.context.settings.folds == {"coder.signals": True}


def test_a_coder_that_is_opened_starts_at_the_top(window: CoderWindow) -> None:
    bar = window.coder.work.verticalScrollBar()
    bar.setValue(bar.maximum())
    window.context.period = quarter(2026, 2)
    window.settle()
    assert bar.value() > 0, "the same coder stays where it was read"
    window.press(Key.Key_PageDown, CONTROL)
    window.settle()
    assert window.coder.heading.text() == "Inés Quintabar"
    assert bar.value() == 0


def test_page_down_scrolls_wherever_the_keyboard_stands(window: CoderWindow) -> None:
    bar = window.coder.work.verticalScrollBar()
    stands = [made for made in window.coder.findChildren(QAbstractButton) if made.text() in ("Work", "This period")]
    for stand in (*stands, *window.coder.findChildren(ChoiceBox)[:1], window.coder.work.fold.head):
        stand.setFocus()
        window.press(Key.Key_PageDown)
        assert bar.value() == bar.pageStep(), stand
        window.press(Key.Key_PageUp)
        assert bar.value() == 0, stand
