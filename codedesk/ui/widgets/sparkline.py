"""A chart in the height of a row, painted into a cell: marks, standard line, gaps, intervals. No figure is made."""

from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from codedesk.charts.picture import Point, Spark
from codedesk.ui import theme
from codedesk.ui.widgets.marks import mark_colour, paint_mark

_MARK = 4.0
_INSET = 5.0
_SMALLEST = 2.4
_RING = 7.0


def paint_spark(painter: QPainter, rect: QRectF, spark: Spark, none: str = "") -> None:
    """Paint the trend of a spark into a rectangle; `none` are the words where it has no point."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = _Room(rect.adjusted(_INSET, _INSET + 2, -_INSET, -_INSET - 2), spark)
    if any(point.value is not None for point in spark.points):
        _paint_standard(painter, room, spark)
        _paint_line(painter, room, spark)
        _paint_points(painter, room, spark)
    else:
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.theme().colour("text-3"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, none)
    painter.restore()


class _Room:
    """Where days and values lie in the rectangle."""

    def __init__(self, rect: QRectF, spark: Spark) -> None:
        self.rect = rect
        self._spark = spark

    def x(self, day: date) -> float:
        length = max(1, (self._spark.end - self._spark.start).days)
        return self.rect.left() + self.rect.width() * (day - self._spark.start).days / length

    def y(self, value: float) -> float:
        low, high = self._spark.low, self._spark.high
        share = min(1.0, max(0.0, (value - low) / (high - low)))
        return self.rect.bottom() - self.rect.height() * share

    def spot(self, point: Point) -> QPointF:
        return QPointF(self.x(point.day), self.y(point.value or 0.0))


def _paint_standard(painter: QPainter, room: _Room, spark: Spark) -> None:
    pen = QPen(theme.theme().colour("accent"), 1)
    pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    for step in spark.standard:
        y = round(room.y(step.value)) + 0.5
        painter.drawLine(QLineF(room.x(step.from_day), y, room.x(step.to_day), y))


def _paint_line(painter: QPainter, room: _Room, spark: Spark) -> None:
    if spark.measure == "accuracy":
        return
    painter.setPen(QPen(mark_colour("common"), 1))
    before: Point | None = None
    for point in spark.points:
        if point.value is None:
            before = None
            continue
        if before is not None:
            painter.drawLine(room.spot(before), room.spot(point))
        before = point


def _paint_points(painter: QPainter, room: _Room, spark: Spark) -> None:
    points = [point for point in spark.points if point.value is not None]
    step = room.rect.width() / max(1, len(spark.points))
    size = min(_MARK, max(_SMALLEST, step))
    for point in points:
        spot = room.spot(point)
        if point.low is not None and point.high is not None:
            painter.setPen(QPen(mark_colour(point.mark), 1))
            painter.drawLine(QLineF(spot.x(), room.y(point.low), spot.x(), room.y(point.high)))
        last = point is points[-1]
        if point.mark != "common" or spark.measure == "accuracy" or last:
            bigger = 1.0 if size == _MARK and (point.mark != "common" or last) else 0.0
            paint_mark(painter, point.mark, spot, size + bigger, ring=step >= _RING)
