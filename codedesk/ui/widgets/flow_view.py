"""A chart of work that waits, drawn: lines with marks and a band to come, or stacked columns, over weeks from zero.

Each line and layer has its name beside its end; what is only expected is dashed, and shaded. Nothing is reckoned here.
"""

from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from codedesk.charts.flow_chart import FlowChart, FlowColumn, FlowLine, FlowPoint
from codedesk.charts.label_places import rows_of, spread
from codedesk.ui import theme
from codedesk.ui.widgets.marks import mark_colour, paint_mark
from codedesk.ui.widgets.pickable import Pickable
from codedesk.ui.widgets.stacks import shade

_LEFT, _RIGHT, _TOP, _BOTTOM = 52.0, 150.0, 10.0, 24.0
_BAND_ROWS, _BAND_ROW, _LEAST_PLOT = 2, 15.0, 60.0
_COLUMN_DAYS, _LINE = 5.6, 15.0
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_DASHES: dict[str, list[float]] = {"solid": [], "dashed": [4.0, 3.0], "dotted": [1.5, 2.5]}


class FlowView(Pickable):
    """The drawing. pointed(FlowPoint, FlowColumn or None) as the pointer or the keys move from week to week."""

    def __init__(self) -> None:
        """Make an empty drawing."""
        super().__init__()
        self.chart: FlowChart | None = None
        self._band_rows: tuple[int | None, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(360, 100)  # in the lowest window, below a table of seven lines

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, 220)

    def show_chart(self, chart: FlowChart) -> None:
        """Draw a chart in place of the one before."""
        self.chart = chart
        self.setAccessibleName(chart.summary)
        self.point(None)
        self.update()

    @property
    @override
    def things(self) -> tuple[FlowPoint | FlowColumn, ...]:
        return self.chart.stops if self.chart is not None else ()

    @override
    def at(self, place: QPointF) -> FlowPoint | FlowColumn | None:
        inside = self._frame.adjusted(-8, 0, 8, 0).contains(place)
        found = min(self.things, key=lambda thing: abs(self._x(thing.day) - place.x()), default=None)
        return found if inside else None

    @override
    def said(self, thing: FlowPoint | FlowColumn) -> str:
        return self.chart.words_of(thing) if self.chart is not None else thing.words

    @property
    def _frame(self) -> QRectF:
        rows = max((row + 1 for row in self._band_rows if row is not None), default=0)
        return QRectF(self.rect()).adjusted(_LEFT, _TOP + _BAND_ROW * rows, -_RIGHT, -_BOTTOM)

    def _x(self, day: date) -> float:
        assert self.chart is not None
        return self._frame.left() + self.chart.x.share(day) * self._frame.width()

    def _y(self, value: float) -> float:
        assert self.chart is not None
        return self._frame.bottom() - self.chart.y.share(value) * self._frame.height()

    def _spot(self, point: FlowPoint) -> QPointF:
        return QPointF(self._x(point.day), self._y(point.value or 0.0))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        if self.chart is not None and not self.chart.empty:
            self._paint_bands(painter, self.chart)
            self._paint_axes(painter, self.chart)
            self._paint_columns(painter, self.chart)
            for line in self.chart.lines:
                self._paint_band(painter, line)
            self._paint_levels(painter, self.chart)
            for line in self.chart.lines:
                self._paint_line(painter, line)
            self._paint_names(painter, self.chart)
            self._paint_pointed(painter)
        self.paint_focus(painter)
        painter.end()

    def _paint_bands(self, painter: QPainter, chart: FlowChart) -> None:
        """Shade what lasted, draw the first day of each, and name as many above the plot as have room."""
        look, metrics = theme.theme(), QFontMetricsF(painter.font())
        edge, wide = self.width() - 2.0, [metrics.horizontalAdvance(band.label) + 6 for band in chart.bands]
        spans = [(min(self._x(band.from_day), edge - each), each) for band, each in zip(chart.bands, wide, strict=True)]
        rows = min(_BAND_ROWS, max(0, int((self.height() - _TOP - _BOTTOM - _LEAST_PLOT) / _BAND_ROW)))
        self._band_rows = rows_of([(left, left + each) for left, each in spans], rows, 8.0)
        frame, pen = self._frame, QPen(look.colour("control"), 1)
        pen.setDashPattern([2.0, 3.0])
        for band, row in zip(chart.bands, self._band_rows, strict=True):
            x = self._x(band.from_day)
            if not band.one_day:
                painter.fillRect(QRectF(x, frame.top(), self._x(band.to_day) - x, frame.height()),
                                 look.colour("surface-alt"))  # fmt: skip
            painter.setPen(pen)
            painter.drawLine(QLineF(x, frame.top() - (0 if row is None else _BAND_ROW * row + 4), x, frame.bottom()))
        painter.setPen(look.colour("text-2"))
        for band, (left, each), row in zip(chart.bands, spans, self._band_rows, strict=True):
            if row is not None:  # on a ground of its own: the line of a later day goes up through the words
                box = QRectF(left + 4, frame.top() - _BAND_ROW * (row + 1) - 2, each - 4, _BAND_ROW)
                painter.fillRect(box, look.colour("surface"))
                painter.drawText(box, _MIDDLE | Qt.TextFlag.TextDontClip, band.label)

    def _paint_axes(self, painter: QPainter, chart: FlowChart) -> None:
        look, frame, metrics = theme.theme(), self._frame, QFontMetricsF(painter.font())
        for tick in chart.y.ticks:
            painter.setPen(QPen(look.colour("divider"), 1))
            painter.drawLine(QLineF(frame.left(), self._y(tick.at), frame.right(), self._y(tick.at)))
            painter.setPen(look.colour("text-2"))
            box = QRectF(0, self._y(tick.at) - 8, _LEFT - 8, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | _MIDDLE, tick.label)
        for mark in chart.x.ticks:
            x = self._x(mark.day)
            painter.setPen(QPen(look.colour("control"), 1))
            painter.drawLine(QLineF(x, frame.bottom(), x, frame.bottom() + (4 if mark.label else 2)))
        named = [mark for mark in chart.x.ticks if mark.label]
        halves = [metrics.horizontalAdvance(mark.label) / 2 for mark in named]
        spans = [(self._x(mark.day) - half, self._x(mark.day) + half) for mark, half in zip(named, halves, strict=True)]
        painter.setPen(look.colour("text-2"))
        for mark, (left, right), row in zip(named, spans, rows_of(spans, 1, 10.0), strict=True):
            if row is not None:
                painter.drawText(QRectF(left - 2, frame.bottom() + 5, right - left + 4, 16), _MIDDLE, mark.label)

    def _paint_columns(self, painter: QPainter, chart: FlowChart) -> None:
        wide = max(2.0, min(64.0, _COLUMN_DAYS / 7 * self._week_wide(chart)))
        for column in chart.columns:
            y, left = self._frame.bottom(), self._x(column.day)
            painter.setPen(QPen(theme.theme().colour("surface"), 1))
            for layer, part in enumerate(column.parts):
                high = self._frame.bottom() - self._y(part)
                painter.setBrush(shade(layer))
                painter.drawRect(QRectF(left, y - high, wide, high))
                y -= high
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.theme().colour("control"), 1))
            painter.drawRect(QRectF(left, y, wide, self._frame.bottom() - y))

    def _week_wide(self, chart: FlowChart) -> float:
        return self._frame.width() * 7 / max(7, (chart.x.end - chart.x.start).days)

    def _paint_band(self, painter: QPainter, line: FlowLine) -> None:
        inside = [point for point in line.points if point.low is not None and point.high is not None]
        if len(inside) < 2:
            return
        upper = [QPointF(self._x(point.day), self._y(point.high or 0.0)) for point in inside]
        lower = [QPointF(self._x(point.day), self._y(point.low or 0.0)) for point in reversed(inside)]
        fill = theme.theme().colour("accent")
        fill.setAlphaF(0.16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF([*upper, *lower]))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_levels(self, painter: QPainter, chart: FlowChart) -> None:
        for level in chart.levels:
            pen = QPen(theme.theme().colour("control"), 1)
            if level.kind != "mean":
                pen.setDashPattern([3.0, 3.0])
            painter.setPen(pen)
            painter.drawLine(
                QLineF(self._frame.left(), self._y(level.value), self._x(level.to_day), self._y(level.value))
            )

    def _paint_line(self, painter: QPainter, line: FlowLine) -> None:
        pen = QPen(theme.theme().colour("accent") if line.style == "dashed" else mark_colour("common"), 1.5)
        if _DASHES[line.style]:
            pen.setDashPattern(_DASHES[line.style])
        painter.setPen(pen)
        for run in line.segments:
            painter.drawPolyline(QPolygonF([self._spot(point) for point in run]))
        for point in line.points:
            if point.mark is not None and point.value is not None:
                paint_mark(painter, point.mark, self._spot(point), 6.0, hollow=line.style == "dotted")
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_names(self, painter: QPainter, chart: FlowChart) -> None:
        """Name lines, levels and layers at the right edge, each at its height, none over another."""
        look, frame, metrics = theme.theme(), self._frame, QFontMetricsF(painter.font())
        named = chart.names
        places = spread([self._y(at) for _, at, _ in named], _LINE, frame.top() - 6, frame.bottom() + 6)
        for (name, at, layer), y in zip(named, places, strict=True):
            painter.setPen(QPen(look.colour("control"), 1))
            painter.drawLine(QLineF(frame.right() + 1, self._y(at), frame.right() + 8, y))
            left = frame.right() + 11
            if layer is not None:
                painter.setBrush(shade(layer))
                painter.drawRect(QRectF(left, y - 5, 10, 10))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                left += 15
            room = QRectF(left, y - 8, self.width() - left - 2, 16)
            painter.setPen(look.colour("text"))
            painter.drawText(room, _MIDDLE, metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width()))

    def _paint_pointed(self, painter: QPainter) -> None:
        if self.thing is not None:
            x = self._x(self.thing.day)
            painter.setPen(QPen(theme.theme().colour("focus"), 1.5))
            painter.drawLine(QLineF(x, self._frame.top(), x, self._frame.bottom()))
