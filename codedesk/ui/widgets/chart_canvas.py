"""A chart over time as a pyqtgraph plot. The only module that imports pyqtgraph; imported at its first use.

Draws what codedesk.charts.picture says and nothing of its own. Words are painted over the plot in pixels, so that
they never overlap; the pointer and the arrow keys move one cursor from point to point.
"""

import math
from collections.abc import Callable
from datetime import date
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QToolTip
from typing_extensions import override

from codedesk.charts import label_places
from codedesk.charts.picture import Band, Chart, DrawnLine, MarkKind, Point, Series
from codedesk.ui import theme
from codedesk.ui.widgets.chart_words import AXIS_WIDTH, LABEL_GAP, Words
from codedesk.ui.widgets.marks import TOKENS, mark_colour, paint_mark

AXIS_HEIGHT = 24
EVENT_ROW = 16
EVENT_ROWS, _LEAST_PLOT = 3, 90
_LONGEST_LABEL = 190
_NEAR = 24.0
_BESIDE = 2.0
_DASHES = {"mean": None, "limit": (4, 4), "standard": (10, 4), "expected": (10, 4)}
_TOKENS = {"mean": "text-3", "limit": "text-3", "standard": "accent", "expected": "accent"}


class Canvas(pg.PlotWidget):  # type: ignore[misc]
    """The drawing of one chart. pointed(day or None) as the cursor moves, opened(day) on Enter or a click.

    menu_asked(where on the screen) on the right button or the menu key, with the cursor at the point that is meant.
    """

    pointed = Signal(object)
    opened = Signal(object)
    menu_asked = Signal(object)

    def __init__(self) -> None:
        """Make an empty plot without menu, buttons or mouse zoom."""
        axes = {"bottom": pg.AxisItem("bottom"), "left": pg.AxisItem("left")}
        super().__init__(axisItems=axes, enableMenu=False)  # a menu that is switched off later was made all the same
        self.chart: Chart | None = None
        self.cursor_day: date | None = None
        self._margin = 0
        self._event_words = True
        self._bands: list[tuple[Band, QRectF]] = []
        self._event_rows: tuple[int | None, ...] = ()
        self._line_boxes: list[QRectF] = []
        self._painted: tuple[object, QPixmap] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAntialiasing(True)
        self.hideButtons()
        self.setMouseEnabled(False, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.getViewBox().setDefaultPadding(0)
        self.getAxis("left").setWidth(AXIS_WIDTH)
        self.getAxis("bottom").setHeight(AXIS_HEIGHT)
        self._drawn_in = theme.theme().scheme
        theme.theme().changed.connect(self._follow_look)

    def show_chart(self, chart: Chart) -> None:
        """Draw a chart in place of the one before."""
        self.chart = chart
        self.cursor_day = None
        self.setAccessibleName(chart.summary)
        self.redraw()

    @property
    def label_width(self) -> int:
        """The pixels that the labels of the lines need on the right."""
        metrics = QFontMetricsF(theme.font("caption"))
        words = [line.label for line in self.chart.lines] if self.chart else []
        widest = max((metrics.horizontalAdvance(text) for text in words), default=0.0)
        return min(_LONGEST_LABEL, int(widest)) + 2 * LABEL_GAP

    def show_event_words(self, shown: bool) -> None:
        """Write the names of the events, or leave them to the chart above, which has the same time axis."""
        self._event_words = shown
        self._lay_out()

    def set_label_width(self, pixels: int) -> None:
        """Keep so many pixels on the right, the same for charts that share an axis."""
        self._margin = pixels
        self._lay_out()

    def set_cursor(self, day: date | None) -> None:
        """Show the cursor at a day without telling it on."""
        if day != self.cursor_day:
            self.cursor_day = day
            self._tell_screen_reader()
            self.viewport().update()

    def point_at(self, day: date | None) -> Point | None:
        """Return the point of a day; for a week it is any day of it."""
        if self.chart is None or day is None:
            return None
        same = (point for point in self.chart.points if point.day == day)
        week = (point for point in self.chart.points if 0 <= (day - point.day).days < 7 and point.value is not None)
        return next(same, None) or next(week, None)

    def redraw(self) -> None:
        """Draw everything again, as after a change of the colours."""
        if self.chart is None:
            return
        look = theme.theme()
        self._drawn_in = look.scheme
        self.setBackground(look.colour("surface"))
        self.clear()
        self._set_axes(self.chart)
        self._add_bands(self.chart.bands)
        for line in self.chart.lines:
            self._add_line(line)
        for series in self.chart.series:
            self._add_series(series)
        self._lay_out()

    def _follow_look(self) -> None:
        if self.isVisible() and self._drawn_in != theme.theme().scheme:
            self.redraw()

    @override
    def showEvent(self, event: Any) -> None:
        self._follow_look()  # what is hidden waits until it is seen again
        super().showEvent(event)

    def _lay_out(self) -> None:
        chart = self.chart
        if chart is None:
            return
        margin = self._margin or self.label_width
        plot = max(1, self.viewport().width() - AXIS_WIDTH - margin)
        lefts = [AXIS_WIDTH + chart.x.share(band.from_day) * plot for band in chart.bands]
        self._event_rows = self._event_places(lefts)[1] if self._event_words else ()
        used = max((row + 1 for row in self._event_rows if row is not None), default=0)
        self.getPlotItem().layout.setContentsMargins(0, EVENT_ROW * used + 6, margin, 0)
        self.viewport().update()

    def _event_places(self, lefts: list[float]) -> tuple[list[tuple[float, float]], tuple[int | None, ...]]:
        metrics = QFontMetricsF(theme.font("caption"))
        bands = self.chart.bands if self.chart else ()
        widths = [metrics.horizontalAdvance(band.label) + 4 for band in bands]
        edge = float(self.viewport().width())
        spans = [(min(x, edge - wide), min(x, edge - wide) + wide) for x, wide in zip(lefts, widths, strict=True)]
        rows = min(EVENT_ROWS, max(1, (self.viewport().height() - AXIS_HEIGHT - _LEAST_PLOT) // EVENT_ROW))
        return spans, label_places.rows_of(spans, rows, gap=12.0)

    @override
    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if getattr(self, "chart", None) is not None:
            self._lay_out()

    def _set_axes(self, chart: Chart) -> None:
        look = theme.theme()
        first, last = chart.x.start.toordinal(), chart.x.end.toordinal()
        self.setXRange(first - _BESIDE, last + _BESIDE, padding=0)
        self.setYRange(chart.y.low, chart.y.high, padding=0.03)
        bottom, left = self.getAxis("bottom"), self.getAxis("left")
        named = [(tick.day.toordinal(), "") for tick in chart.x.ticks if tick.label]
        bottom.setTicks([named, [(tick.day.toordinal(), "") for tick in chart.x.ticks if not tick.label]])
        left.setTicks([[(tick.at, "") for tick in chart.y.ticks]])
        for axis in (bottom, left):
            axis.setPen(pg.mkPen(look.colour("divider"), width=1))
            axis.setStyle(showValues=False)
        for tick in chart.y.ticks:
            self.addItem(pg.InfiniteLine(tick.at, angle=0, pen=pg.mkPen(look.colour("surface-alt"), width=1)))

    def _add_bands(self, bands: tuple[Band, ...]) -> None:
        """Shade the events that last, and draw the first day of each: all edges as one item, for there may be many."""
        look, days = theme.theme(), []
        for band in bands:
            first, last = band.from_day.toordinal() - 0.5, band.to_day.toordinal() + 0.5
            days += [band.from_day.toordinal()] * 2
            if not band.one_day:
                region = pg.LinearRegionItem((first, last), movable=False, pen=pg.mkPen(None))
                region.setBrush(look.colour("surface-alt"))
                region.setZValue(-20)
                self.addItem(region)
        if days:
            bottom, top = self.viewRange()[1]
            self.plot(days, [bottom, top] * len(bands), pen=pg.mkPen(look.colour("control"), width=1, dash=(2, 3)),
                      connect="pairs")  # fmt: skip

    def _add_line(self, line: DrawnLine) -> None:
        pen = pg.mkPen(theme.theme().colour(_TOKENS[line.kind]), width=1, dash=_DASHES[line.kind])
        days: list[float] = []
        values: list[float] = []
        for step in line.steps:
            days += [step.from_day.toordinal(), step.to_day.toordinal() + 1]
            values += [step.value, step.value]
        assert self.chart is not None
        days[0] -= _BESIDE if line.steps[0].from_day <= self.chart.x.start else 0
        days[-1] += _BESIDE
        self.plot(days, values, pen=pen)

    def _add_series(self, series: Series) -> None:
        if series.joined:
            days: list[float] = []
            values: list[float] = []
            for segment in series.segments:
                days += [*(point.day.toordinal() for point in segment), math.nan]
                values += [*(self._held(point.value) for point in segment), math.nan]
            self.plot(days, values, pen=pg.mkPen(mark_colour("common"), width=1), connect="finite")
        for mark in TOKENS:
            self._add_intervals([point for point in series.points if point.mark == mark], mark)

    def _add_intervals(self, points: list[Point], mark: MarkKind) -> None:
        days: list[float] = []
        bounds: list[float] = []
        for point in points:
            if point.low is not None and point.high is not None:
                days += [point.day.toordinal()] * 2
                bounds += [self._held(point.low), self._held(point.high)]
        if days:
            self.plot(days, bounds, pen=pg.mkPen(mark_colour(mark), width=1), connect="pairs")

    def _held(self, value: float | None) -> float:
        assert self.chart is not None
        return min(max(value or 0.0, self.chart.y.low), self.chart.y.high)

    def _where(self, day: date, value: float | None) -> QPointF:
        return QPointF(self.getViewBox().mapViewToScene(QPointF(day.toordinal(), self._held(value))))

    @property
    def _frame(self) -> QRectF:
        return QRectF(self.getViewBox().sceneBoundingRect())

    @override
    def drawForeground(self, painter: QPainter, rect: QRectF | Any) -> None:
        """Paint marks, words and the cursor over the plot, in pixels."""
        if self.chart is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_cursor(painter)
        painter.drawPixmap(QPointF(0, 0), self._layer(self.chart))
        if self.hasFocus():
            painter.setPen(QPen(theme.theme().colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _layer(self, chart: Chart) -> QPixmap:
        """Return marks and words as a picture, made anew only where something but the cursor has changed."""
        ratio, frame = self.devicePixelRatioF(), self._frame
        made_of = (id(chart), frame.getRect(), self.viewport().size().toTuple(), ratio, self._event_rows,
                   theme.theme().scheme)  # fmt: skip
        if self._painted is None or self._painted[0] != made_of:
            layer = QPixmap(self.viewport().size() * ratio)
            layer.setDevicePixelRatio(ratio)
            layer.fill(Qt.GlobalColor.transparent)
            painter = QPainter(layer)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(theme.font("caption"))
            self._paint_layer(painter, chart)
            painter.end()
            self._painted = made_of, layer
        return self._painted[1]

    def _paint_layer(self, painter: QPainter, chart: Chart) -> None:
        self._paint_marks(painter, chart)
        words = Words(chart, self._frame, self._where)
        words.paint_ticks(painter)
        self._paint_events(painter, chart)
        free = min((box.left() for _, box in self._bands), default=self._frame.right())
        words.paint_more_events(painter, sum(row is None for row in self._event_rows), free)
        self._line_boxes = words.paint_line_labels(painter, self.viewport().width())
        words.paint_labels(painter)
        words.paint_set_off(painter)

    def _paint_marks(self, painter: QPainter, chart: Chart) -> None:
        size = 7.0 if len(chart.points) <= 60 else 5.0
        place = self._placing()
        for point in chart.points:
            if point.value is not None:
                paint_mark(painter, point.mark, place(point.day, self._held(point.value)), size, hollow=point.part)

    def _placing(self) -> Callable[[date, float], QPointF]:
        """Return what says where a day and a value lie: both axes are straight, so two corners tell it for all."""
        box = self.getViewBox()
        zero, one = (QPointF(box.mapViewToScene(QPointF(at, at))) for at in (0.0, 1.0))
        across, up = one.x() - zero.x(), one.y() - zero.y()
        return lambda day, value: QPointF(zero.x() + across * day.toordinal(), zero.y() + up * value)

    def _paint_cursor(self, painter: QPainter) -> None:
        if self.cursor_day is None or self.chart is None:
            return
        x = self._where(self.cursor_day, self.chart.y.low).x()
        painter.setPen(QPen(theme.theme().colour("accent"), 1))
        painter.drawLine(QPointF(x, self._frame.top()), QPointF(x, self._frame.bottom()))
        point = self.point_at(self.cursor_day)
        if point is not None and point.value is not None:
            painter.setBrush(theme.theme().colour("surface"))
            painter.drawEllipse(self._where(point.day, point.value), 9.0, 9.0)

    def _paint_events(self, painter: QPainter, chart: Chart) -> None:
        frame = self._frame
        spans = self._event_places([self._where(band.from_day, None).x() for band in chart.bands])[0]
        self._bands = []
        painter.setPen(theme.theme().colour("text-2"))
        for band, span, row in zip(chart.bands, spans, self._event_rows, strict=False):
            if row is None:
                continue
            spot = QRectF(span[0] + 3, frame.top() - 3 - EVENT_ROW * (row + 1), span[1] - span[0], EVENT_ROW)
            self._bands.append((band, spot))
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, band.label)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        nearest = self._nearest(event.position().x())
        if nearest != self.cursor_day:
            self.pointed.emit(nearest)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the keyboard and put the cursor here."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.pointed.emit(self._nearest(event.position().x()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do nothing: a plot is not dragged."""

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.cursor_day is not None:
            self.opened.emit(self.cursor_day)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Put the cursor to the nearest point, unless a key asked, and ask for what can be done there."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.pointed.emit(self._nearest(event.pos().x()))
        self.menu_asked.emit(event.globalPos())

    @override
    def wheelEvent(self, event: Any) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.pointed.emit(None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor by arrows, Home and End; Enter asks how the point is made."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        days = sorted({point.day for point in self.chart.points}) if self.chart else []
        if not days:
            event.ignore()
        elif event.key() in steps:
            self.pointed.emit(label_places.stepped(days, self.cursor_day, steps[Qt.Key(event.key())]))
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.pointed.emit(days[0 if event.key() == Qt.Key.Key_Home else -1])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.cursor_day)
        else:
            event.ignore()

    @override
    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.event_words(QPointF(event.pos())), self)
            return True
        return bool(super().viewportEvent(event))

    def event_words(self, spot: QPointF) -> str:
        """Return what the tooltip says at a place: the event under it, all of them elsewhere in the strip, or ""."""
        if self.chart is None or spot.y() > self._frame.top():
            return ""
        under = [band.text for band, box in self._bands if box.contains(spot)]
        return "\n".join(under or [band.text for band in self.chart.bands])

    def _nearest(self, x: float) -> date | None:
        if self.chart is None or not self.chart.points:
            return None
        place = self._placing()
        distance, day = min((abs(place(point.day, 0.0).x() - x), point.day) for point in self.chart.points)
        return day if distance <= max(_NEAR, self._frame.width() / max(1, len(self.chart.points))) else None

    def _tell_screen_reader(self) -> None:
        point = self.point_at(self.cursor_day)
        self.setAccessibleDescription(". ".join(point.words) if point else "")
