"""The Trends page in a small window, where what is read first stays readable, and where nothing is entered yet."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF

from codedesk.desk import Desk
from codedesk.ui import theme
from codedesk.ui.pages.trends.over_time import SignalsView
from codedesk.ui.pages.trends.page import TrendsPage
from codedesk.ui.pages.trends.pictures import BalanceView
from codedesk.ui.widgets.balance_bars import shorter
from codedesk.ui.widgets.table_heights import broken
from tests.patience import PatientBot
from tests.ui.hand import press
from tests.ui.pages.audits.audit_window import ALT
from tests.ui.pages.test_trends import TrendsWindow
from tests.ui.typist import Key


@pytest.fixture
def window(qtbot: PatientBot, sample: Desk) -> Iterator[TrendsWindow]:
    made = TrendsWindow(qtbot, sample)
    yield made
    made.context.close()


def test_the_balance_tells_the_sample_of_every_accuracy_in_a_small_window(window: TrendsWindow) -> None:
    window.main.resize(1000, 640)
    window.press(Key.Key_6, ALT)
    window.settle()
    view = window.view(BalanceView).drawing
    metrics = QFontMetricsF(theme.font("body"))
    room = view.width() - view._columns[2] - 4
    assert view.balance is not None
    told = [next(each for each in shorter(bar.accuracy) if metrics.horizontalAdvance(each) <= room)
            for bar in view.balance.bars]  # fmt: skip
    assert all("charts" in words or "not audited" in words for words in told)
    assert [words.endswith(")") for words in told] == [True] * len(told)


def test_an_accuracy_is_told_with_less_of_its_sample_where_there_is_no_room() -> None:
    words = "95.3 % (93.5–96.7 %, 275 charts in 14 audits, 18.2 % of it as reported)"
    assert list(shorter(words)) == [
        words, "95.3 % (93.5–96.7 %, 275 charts in 14 audits)", "95.3 % (93.5–96.7 %, 275 charts)",
    ]  # fmt: skip
    assert list(shorter("not audited (0 charts)")) == ["not audited (0 charts)"]


def test_a_low_chart_keeps_its_points_and_leaves_events_to_the_tooltip(window: TrendsWindow) -> None:
    window.trends.show_span(3)
    window.main.resize(1180, 900)
    window.settle()
    assert len({row for row in window.pace._event_rows if row is not None}) == 3
    window.frame.resize(1180, 630)  # lower than the window lets it be
    window.settle()
    assert {row for row in window.pace._event_rows if row is not None} == {0}
    assert window.pace._frame.height() >= 70
    told = window.pace.event_words(QPointF(10, 2)).splitlines()
    assert window.pace.chart is not None and len(told) == len(window.pace.chart.bands)


def test_where_nothing_is_entered_the_page_says_so_and_offers_all_time(qtbot: PatientBot, department: Desk) -> None:
    window = TrendsWindow(qtbot, department)
    assert "Nothing is logged or audited in this time yet." in window.words()
    assert window.trends.figure() is None
    window.press(Key.Key_4, ALT)
    assert "Nothing is logged or audited in this time yet." in window.words()
    for words in ("Show all time", "Go to Today"):  # all time has nothing either: it leads on
        press(window.main, words)
        window.settle()
    assert not isinstance(window.page, TrendsPage)
    window.context.close()


def test_pace_and_accuracy_of_a_signal_are_read_whole_in_the_list(window: TrendsWindow) -> None:
    window.trends.show_view(SignalsView.name)
    window.settle()
    table = window.view(SignalsView).table
    places = range(table.model().columnCount())
    place = next(at for at in places if table.model().headerData(at, Qt.Orientation.Horizontal).startswith("Pace and"))
    metrics, room = QFontMetrics(theme.font("body")), table.horizontalHeader().sectionSize(place) - 16
    for row in range(table.model().rowCount()):
        lines = (table.rowHeight(row) - 8) // metrics.lineSpacing()
        assert "…" not in broken(metrics, table.model().index(row, place).data(), room, lines)
