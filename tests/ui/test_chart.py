"""The chart as a person uses it: read by mouse and keys, as a table, on the clipboard, in both schemes."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from codedesk.charts.control import accuracy_chart, pace_chart
from codedesk.metrics.figures import Block, EventMark
from codedesk.ui import theme
from codedesk.ui.widgets.card import AS_CHART
from codedesk.ui.widgets.chart import ChartPair
from codedesk.ui.widgets.chart_canvas import Canvas
from tests.charts.made import Q3, block, empty_block, pace_trend

Key = Qt.Key


def text(words: str) -> str:
    return words.replace("\u00a0", " ")


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.theme().apply(qapp, "light")
    yield
    theme.theme().apply(qapp, "light")


def shown(bot: QtBot, one: Block, width: int = 960) -> ChartPair:
    pair = ChartPair()
    bot.addWidget(pair)
    pair.resize(width, 620)
    pair.show_charts(pace_chart(one, Q3), accuracy_chart(one, Q3))
    with bot.waitExposed(pair):
        pair.show()
    QApplication.sendPostedEvents()
    return pair


def canvases(pair: ChartPair) -> tuple[Canvas, Canvas]:
    assert pair.pace.canvas is not None
    assert pair.accuracy.canvas is not None
    return pair.pace.canvas, pair.accuracy.canvas


def place(canvas: Canvas, day: date) -> QPoint:
    spot: QPointF = canvas._where(day, 0.9)
    return spot.toPoint()


def test_arrow_keys_move_one_cursor_through_both_charts_and_tell_both_figures(qtbot: QtBot) -> None:
    pair = shown(qtbot, block())
    pace, accuracy = canvases(pair)
    for key in (Key.Key_Home, Key.Key_Right, Key.Key_Right, Key.Key_Right):
        QTest.keyClick(pace, key)
    assert pace.cursor_day == accuracy.cursor_day == date(2026, 7, 20)
    words = text(pair.readout.text())
    assert "Week of 20 Jul 2026 · Pace 99.0 %; accuracy 94.0 % (83.0–98.0 %), 10 charts" in words
    assert "Whole period: pace 95.5 %; accuracy 93.1 %" in words
    assert "Pace 99.0 %; accuracy 94.0 %" in text(pace.accessibleDescription())


def test_the_keys_stop_at_both_ends_and_stand_on_gaps_too(qtbot: QtBot) -> None:
    pair = shown(qtbot, block())
    pace, _ = canvases(pair)
    QTest.keyClick(pace, Key.Key_Home)
    QTest.keyClick(pace, Key.Key_Left)
    assert pace.cursor_day == date(2026, 6, 29)
    for _ in range(5):
        QTest.keyClick(pace, Key.Key_Right)
    assert pace.cursor_day == date(2026, 8, 3)
    assert "no pace (under half the scheduled hours)" in pair.readout.text()
    QTest.keyClick(pace, Key.Key_End)
    QTest.keyClick(pace, Key.Key_Right)
    assert pace.cursor_day == date(2026, 9, 21)


def test_the_mouse_reads_the_week_under_it_and_lets_go_of_it(qtbot: QtBot) -> None:
    pair = shown(qtbot, block())
    pace, accuracy = canvases(pair)
    QTest.mouseMove(pace.viewport(), place(pace, date(2026, 8, 10)) + QPoint(6, 30))
    assert accuracy.cursor_day == date(2026, 8, 10)
    assert text(pair.readout.text()).startswith("Week of 10 Aug 2026 · Pace 94.0 %; accuracy: not audited that week")


def test_what_is_read_lies_over_a_title_and_moves_nothing(qtbot: QtBot) -> None:
    pair = shown(qtbot, block())
    pace, accuracy = canvases(pair)
    before = [(each.mapTo(pair, QPoint(0, 0)), each.size()) for each in (pace, accuracy)]
    layout = pair.layout()
    assert layout is not None and layout.count() == 2, "the charts have all the room"
    assert not pair.readout.isVisible()
    QTest.mouseMove(pace.viewport(), place(pace, date(2026, 7, 13)) + QPoint(5, 31))
    assert pair.readout.isVisible()
    read = pair.readout.parentWidget().geometry()  # type: ignore[union-attr]
    assert pair.rect().contains(read)
    for view in (pair.pace, pair.accuracy):
        for part in (view.canvas, view.copy, view.toggle):
            assert part is not None
            covered = part.rect().translated(part.mapTo(pair, QPoint(0, 0))).intersected(read)
            assert covered.height() <= 4
    assert [(each.mapTo(pair, QPoint(0, 0)), each.size()) for each in (pace, accuracy)] == before
    pace.setFocus()
    pair.accuracy.copy.setFocus()
    assert not pair.readout.isVisible()


def test_enter_asks_how_the_figure_is_made(qtbot: QtBot) -> None:
    pair = shown(qtbot, block())
    pace, accuracy = canvases(pair)
    asked: list[str] = []
    pair.asked.connect(asked.append)
    QTest.keyClick(pace, Key.Key_Home)
    QTest.keyClick(pace, Key.Key_Return)
    QTest.keyClick(accuracy, Key.Key_End)
    QTest.keyClick(accuracy, Key.Key_Return)
    assert asked == ["pace", "accuracy"]


def test_the_table_behind_the_drawing_has_both_figures(qtbot: QtBot) -> None:
    pair = shown(qtbot, block())
    QTest.mouseClick(pair.pace.toggle, Qt.MouseButton.LeftButton)
    table = pair.pace.table
    assert table.isVisible()
    assert pair.pace.toggle.text() == AS_CHART
    row = [text(table.item(3, column).text()) for column in range(3)]
    assert row == ["20 Jul 2026", "99.0 %", "94.0 % (83.0–98.0 %), 10 charts"]
    QTest.mouseClick(pair.pace.toggle, Qt.MouseButton.LeftButton)
    assert canvases(pair)[0].isVisible()


def test_what_is_copied_has_pace_and_accuracy_in_every_line(qtbot: QtBot) -> None:
    pair = shown(qtbot, block())
    pair.pace.copy.click()
    lines = text(QGuiApplication.clipboard().text()).splitlines()
    assert lines[0] == "Pace steady around 95.5 %; accuracy held at 93.1 %"
    assert lines[2].split("\t")[:6] == (
        ["Week of", "Pace (%)", "Accuracy (%)", "Accuracy from (%)", "Accuracy to (%)", "Accuracy charts"]
    )
    assert any(line.startswith("2026-07-20\t99.0\t94.0\t83.0\t98.0\t10\t") for line in lines)
    assert all(line.split("\t")[2] for line in lines[2:])
    assert pair.pace.copy.text() == "Copied"
    qtbot.waitUntil(lambda: pair.pace.copy.text() == "Copy")


def test_the_name_read_aloud_is_the_sentence(qtbot: QtBot) -> None:
    pair = shown(qtbot, block())
    pace, _ = canvases(pair)
    assert text(pace.accessibleName()).startswith("Pace steady around 95.5 %; accuracy held at 93.1 %.")


def test_both_drawings_stand_exactly_above_each_other(qtbot: QtBot) -> None:
    pair = shown(qtbot, block())
    pace, accuracy = canvases(pair)
    for day in (date(2026, 7, 6), date(2026, 9, 21)):
        assert place(pace, day).x() == place(accuracy, day).x()


def test_a_change_of_scheme_is_drawn_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    pair = shown(qtbot, block())
    pace, _ = canvases(pair)
    for scheme in ("dark", "light"):
        theme.theme().apply(qapp, scheme)
        corner = pace.grab().toImage().pixelColor(4, pace.height() - 4)
        assert corner == theme.theme().colour("surface")


def marks_on(canvas: Canvas, token: str) -> int:
    image = canvas.grab().toImage()
    wanted: QColor = theme.theme().colour(token)
    return sum(
        image.pixelColor(x, y) == wanted for x in range(0, image.width()) for y in range(50, image.height() - 30, 2)
    )


def test_a_signal_is_drawn_with_its_own_mark(qtbot: QtBot) -> None:
    quiet = shown(qtbot, block())
    assert marks_on(canvases(quiet)[0], "mark-concern") == 0
    fell = pace_trend([0.98] * 12 + [0.7], {12: "outside"}, (0.98, 0.78, 1.18))
    marked = shown(qtbot, block(trend=fell))
    assert marks_on(canvases(marked)[0], "mark-concern") > 10


def test_the_words_of_many_events_never_overlap_and_the_rest_is_told_on_hover(qtbot: QtBot) -> None:
    events = tuple(
        EventMark(date(2026, 7, 1) + timedelta(3 * n), None, "other", f"Something of note, number {n}", "team")
        for n in range(25)
    )
    pair = shown(qtbot, block(events=events), 700)
    pace, accuracy = canvases(pair)
    pace.grab()
    boxes = [box for _, box in pace._bands]
    assert 3 <= len(boxes) < 25
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])
    assert all(box.left() >= 0 and box.right() <= pace.viewport().width() + 4 for box in boxes)
    told = pace.event_words(QPointF(1, 1))
    assert told.count("Something of note") == 25
    assert pace.event_words(boxes[0].center()) == "1 Jul 2026: Something of note, number 0 (team)"
    accuracy.grab()
    assert accuracy._bands == []


def test_labels_of_close_lines_never_overlap(qtbot: QtBot) -> None:
    tight = pace_trend([1.0] * 13, None, (1.0, 0.99, 1.01))
    pair = shown(qtbot, block(trend=tight))
    pace, _ = canvases(pair)
    pace.grab()
    boxes = pace._line_boxes
    assert len(boxes) == 4
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])
    assert all(box.right() <= pace.viewport().width() for box in boxes)


def test_a_coder_with_nothing_gets_words_and_no_drawing(qtbot: QtBot) -> None:
    pair = shown(qtbot, empty_block())
    assert pair.pace.canvas is None
    assert pair.pace.empty.isVisible()
    assert pair.pace.empty.text() == "No week with enough hours to show a pace yet."
    assert pair.accuracy.empty.text() == "Not audited in this time (0 charts)."
    pair.show_charts(pace_chart(block(), Q3), accuracy_chart(block(), Q3))
    assert canvases(pair)[0].isVisible()


def test_the_wheel_is_left_to_the_page_and_dragging_moves_nothing(qtbot: QtBot) -> None:
    pair = shown(qtbot, block())
    pace, _ = canvases(pair)
    before = pace.getViewBox().viewRange()
    centre = pace.viewport().rect().center()
    QTest.mousePress(pace.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    QTest.mouseMove(pace.viewport(), centre + QPoint(90, 20))
    QTest.mouseRelease(pace.viewport(), Qt.MouseButton.LeftButton, pos=centre + QPoint(90, 20))
    assert pace.getViewBox().viewRange() == before


def test_no_chart_is_ever_a_window_of_its_own(qtbot: QtBot) -> None:
    before = {window for window in QApplication.topLevelWidgets() if window.isVisible()}
    pair = ChartPair()
    qtbot.addWidget(pair)
    pair.show_charts(pace_chart(block(), Q3), accuracy_chart(block(), Q3))
    assert {window for window in QApplication.topLevelWidgets() if window.isVisible()} == before


def test_the_table_behind_a_chart_is_copied_by_its_rows_as_numbers(qtbot: QtBot) -> None:
    pair = shown(qtbot, block())
    QTest.mouseClick(pair.pace.toggle, Qt.MouseButton.LeftButton)
    table = pair.pace.table
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, row = QGuiApplication.clipboard().text().splitlines()
    assert head.startswith("Week of\tPace (%)\tAccuracy")
    assert row.split("\t")[0].startswith("2026-")


def test_a_hidden_chart_waits_with_the_new_colours_until_it_is_seen(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair, drawn = shown(qtbot, block()), list[str]()
    pair.hide()
    before = Canvas.redraw
    monkeypatch.setattr(Canvas, "redraw", lambda canvas: (drawn.append(theme.theme().scheme), before(canvas))[1])
    theme.theme().apply(qapp, "dark")
    assert drawn == []
    pair.show()
    assert drawn == ["dark", "dark"]
    pair.hide()
    pair.show()
    assert len(drawn) == 2
    theme.theme().apply(qapp, "light")
    assert drawn[2:] == ["light", "light"]
