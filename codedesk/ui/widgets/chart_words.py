"""The words around a chart: what ticks, lines and single marks are called, painted in pixels so that none overlap.

Knows where things lie only through what it is given; the plot itself is chart_canvas.py.
"""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from codedesk import formats
from codedesk.charts import label_places
from codedesk.charts.picture import Chart
from codedesk.ui import theme

AXIS_WIDTH = 44
LABEL_GAP = 8
_LABEL_ROWS = 3
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Words:
    """The words of one chart in its present frame; where(day, value) says where a point lies."""

    def __init__(self, chart: Chart, frame: QRectF, where: Callable[[date, float | None], QPointF]) -> None:
        """Take the chart, the rectangle of the plot, and the way from days and values to pixels."""
        self._chart, self._frame, self._where = chart, frame, where

    def paint_more_events(self, painter: QPainter, hidden: int, free: float) -> None:
        """Say above the axis, up to the first label, how many events have no room: the mouse tells them there."""
        if hidden:
            words = f"+{formats.plural(hidden, 'event')}"
            if QFontMetricsF(painter.font()).horizontalAdvance(words) > free:
                words = f"+{hidden}"
            painter.drawText(QRectF(0, self._frame.top() - 19, free, 16), _LEFT, words)

    def paint_ticks(self, painter: QPainter) -> None:
        """Name the values beside the plot and the days below it, leaving out days that would touch."""
        metrics, frame = QFontMetricsF(painter.font()), self._frame
        painter.setPen(theme.theme().colour("text-2"))
        for tick in self._chart.y.ticks:
            y = self._where(self._chart.x.start, tick.at).y()
            painter.drawText(QRectF(0, y - 8, AXIS_WIDTH - 10, 16), _RIGHT, tick.label)
        end = float("-inf")
        for day in (tick for tick in self._chart.x.ticks if tick.label):
            wide = metrics.horizontalAdvance(day.label)
            left = self._where(day.day, None).x() - wide / 2
            if left > end + LABEL_GAP:
                painter.drawText(QPointF(left, frame.bottom() + 6 + metrics.ascent()), day.label)
                end = left + wide

    def paint_line_labels(self, painter: QPainter, width: float) -> list[QRectF]:
        """Name the lines to the right of the plot, moved apart where they are close; return where the names stand."""
        metrics, frame, lines = QFontMetricsF(painter.font()), self._frame, self._chart.lines
        height = metrics.height() + 1
        levels = [self._where(self._chart.x.end, line.steps[-1].value).y() for line in lines]
        spots = label_places.spread(levels, height, frame.top() - height / 2, frame.bottom() + height / 2)
        room = width - frame.right() - LABEL_GAP
        boxes = [QRectF(frame.right() + LABEL_GAP, spot - height / 2, room, height) for spot in spots]
        for line, level, box in zip(lines, levels, boxes, strict=True):
            colour = theme.theme().colour("text-3" if line.kind in ("mean", "limit") else "accent")
            painter.setPen(QPen(colour, 1))
            painter.drawLine(QPointF(frame.right(), level), QPointF(box.left() - 2, box.center().y()))
            painter.drawText(box, _LEFT, metrics.elidedText(line.label, Qt.TextElideMode.ElideRight, room))
        return boxes

    def paint_set_off(self, painter: QPainter) -> None:
        """Rule the reviewed period off from the time before it, and say so at the foot of the chart of the pace."""
        off = self._chart.set_off
        if off is None:
            return
        painter.setPen(theme.theme().colour("text-2"))
        left = self._where(off.from_day - timedelta(4), None).x()
        painter.drawLine(QPointF(left, self._frame.top()), QPointF(left, self._frame.bottom()))
        if self._chart.measure == "pace":
            painter.drawText(QPointF(left + 4, self._frame.bottom() - 5), "reviewed period")

    def paint_labels(self, painter: QPainter) -> None:
        """Write the values of marks that lie off the scale under or over them, in rows where they are close."""
        metrics, edge = QFontMetricsF(painter.font()), self._frame.right()
        middle = (self._chart.y.low + self._chart.y.high) / 2
        painter.setPen(theme.theme().colour("text"))
        spots = [self._where(label.day, label.value) for label in self._chart.labels]
        widths = [metrics.horizontalAdvance(label.text) + 2 for label in self._chart.labels]
        lefts = [min(spot.x() - wide / 2, edge - wide) for spot, wide in zip(spots, widths, strict=True)]
        spans = [(left, left + wide) for left, wide in zip(lefts, widths, strict=True)]
        rows = label_places.rows_of(spans, _LABEL_ROWS)
        for label, spot, (left, right), row in zip(self._chart.labels, spots, spans, rows, strict=True):
            if row is not None:
                down = 8 + 14 * row if label.value > middle else -22 - 14 * row
                painter.drawText(QRectF(left, spot.y() + down, right - left, 14), _LEFT, label.text)
