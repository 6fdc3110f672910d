"""The drawings of the standards page: the time line to scale with today's line, and a ramp as two bands of steps.

They draw what charts/standard_line and charts/ramp_steps give them. The same stands in a table beside each.
"""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from codedesk.charts.picture import DateAxis
from codedesk.charts.ramp_steps import RampLevel, RampPicture
from codedesk.charts.standard_line import Span, StandardLine
from codedesk.ui import theme

_GUTTER = 58.0
_AXIS = 20.0
_LINE_HEIGHT = 74
_BAR = 26.0
_NEXT = timedelta(1)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class _Picture(QWidget):
    """A drawing over a time axis: the axis, today's line and words that are cut to their room."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _colour(self, painter: QPainter, token: str, *, width: float = 1.0, dashed: bool = False) -> None:
        pen = QPen(theme.theme().colour(token), width)
        if dashed:
            pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)

    def _words(self, painter: QPainter, rect: QRectF, text: str, token: str, *, strong: bool = False) -> None:
        painter.setFont(theme.font("caption", strong=strong))
        self._colour(painter, token)
        room = int(rect.width())
        painter.drawText(rect, _LEFT, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))

    def _whole_words(self, painter: QPainter, rect: QRectF, label: str, *, strong: bool = False) -> None:
        """Write a label whole, or the part before its comma, or nothing: half a number would be another number."""
        painter.setFont(theme.font("caption", strong=strong))
        metrics = painter.fontMetrics()
        fitting = [
            words for words in (label, label.partition(",")[0]) if metrics.horizontalAdvance(words) <= rect.width()
        ]
        if fitting:
            self._colour(painter, "text")
            painter.drawText(rect, _LEFT, fitting[0])

    def _axis(self, painter: QPainter, axis: DateAxis, plot: QRectF) -> None:
        painter.setFont(theme.font("caption"))
        right_of_last = 0.0
        for tick in axis.ticks:
            x = _x(axis, plot, tick.day)
            self._colour(painter, "divider")
            painter.drawLine(QLineF(x, plot.bottom(), x, plot.bottom() + (4 if tick.label else 2)))
            wide = painter.fontMetrics().horizontalAdvance(tick.label) if tick.label else 0
            left = min(x, plot.right() - wide)
            if tick.label and left >= right_of_last:
                self._colour(painter, "text-2")
                painter.drawText(QPointF(left, plot.bottom() + 4 + painter.fontMetrics().ascent()), tick.label)
                right_of_last = left + wide + 10
        self._colour(painter, "divider")
        painter.drawLine(QLineF(plot.left(), plot.bottom(), plot.right(), plot.bottom()))

    def _today(self, painter: QPainter, axis: DateAxis, plot: QRectF, day: date, words_top: float) -> None:
        x = round(_x(axis, plot, day)) + 0.5
        self._colour(painter, "text", width=1.5)
        painter.drawLine(QLineF(x, words_top + 13, x, plot.bottom()))
        painter.setFont(theme.font("caption", strong=True))
        wide = painter.fontMetrics().horizontalAdvance("today") + 2
        left = min(max(plot.left(), x - wide / 2), plot.right() - wide)
        painter.drawText(QRectF(left, words_top, wide, 13), _CENTRE, "today")


class TimeScale(_Picture):
    """A work type's standards drawn to scale: a bar each, today's line, a mark where the review is due."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("Standards to scale")
        self.line: StandardLine | None = None
        self.setFixedHeight(_LINE_HEIGHT)

    def show_line(self, line: StandardLine | None) -> None:
        """Show a time line; None leaves the room empty."""
        self.line = line
        self.setAccessibleDescription(line.summary if line else "")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars, then the axis, the review mark and today's line."""
        if self.line is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self._plot()
        for span in self.line.spans:
            self._draw_span(painter, plot, span)
        self._axis(painter, self.line.x, plot)
        self._draw_review(painter, plot)
        self._today(painter, self.line.x, plot, self.line.today, 0.0)

    @override
    def event(self, event: QEvent) -> bool:
        """Tell a standard in full where the mouse rests on its bar."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.line is not None:
            spot = QPointF(event.pos())
            found = [span for span in self.line.spans if self._bar(self._plot(), span).contains(spot)]
            QToolTip.showText(event.globalPos(), found[-1].words if found else "", self)
            return True
        return super().event(event)

    def _plot(self) -> QRectF:
        return QRectF(self.rect()).adjusted(1, 14, -1, -_AXIS)

    def _bar(self, plot: QRectF, span: Span) -> QRectF:
        assert self.line is not None
        left, right = _x(self.line.x, plot, span.from_day), _x(self.line.x, plot, span.to_day)
        return QRectF(left, plot.bottom() - _BAR - 6, max(3.0, right - left - 2), _BAR)

    def _draw_span(self, painter: QPainter, plot: QRectF, span: Span) -> None:
        bar = self._bar(plot, span)
        painter.setBrush(theme.theme().colour("selection" if span.in_force else "surface-alt"))
        self._colour(painter, "accent" if span.in_force else "control", width=1.5 if span.in_force else 1.0)
        painter.drawRoundedRect(bar, 3, 3)
        room = self._beside_today(bar.adjusted(8, 0, -4, 0), plot)
        self._whole_words(painter, room, span.label, strong=span.in_force)

    def _beside_today(self, room: QRectF, plot: QRectF) -> QRectF:
        """Return the larger part of a room that today's line cuts; the room itself where it does not."""
        assert self.line is not None
        today = _x(self.line.x, plot, self.line.today)
        if not room.left() < today < room.right():
            return room
        before, after = QRectF(room), QRectF(room)
        before.setRight(today - 4)
        after.setLeft(today + 6)
        return before if before.width() >= after.width() else after

    def _draw_review(self, painter: QPainter, plot: QRectF) -> None:
        assert self.line is not None
        if self.line.review_due is None:
            return
        x, y = _x(self.line.x, plot, self.line.review_due), plot.bottom() - 3
        overdue = self.line.review_due <= self.line.today
        painter.setBrush(theme.theme().colour("caution"))
        self._colour(painter, "caution")
        painter.drawPolygon([QPointF(x - 5, y + 5), QPointF(x + 5, y + 5), QPointF(x, y - 4)])
        words = "review due" if overdue else "review"
        painter.setFont(theme.font("caption"))
        wide = painter.fontMetrics().horizontalAdvance(words) + 4
        left = x + 8 if x + 8 + wide < plot.right() else x - 8 - wide
        near_today = abs(_x(self.line.x, plot, self.line.today) - (left + wide / 2)) < wide
        if not near_today:
            painter.drawText(QRectF(left, 0, wide, 13), _LEFT, words)
            painter.drawLine(QLineF(x, 13, x, y - 4))


class RampView(_Picture):
    """One learner's ramp: the share of the pace standard above the accuracy expected, on one time axis."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("Ramp as steps")
        self.picture: RampPicture | None = None
        self.setMinimumHeight(100)
        self.setMinimumWidth(200)

    def show_ramp(self, picture: RampPicture | None) -> None:
        """Show a ramp; None leaves the room empty."""
        self.picture = picture
        self.setAccessibleDescription(picture.summary if picture else "")
        self.setToolTip(picture.summary if picture else "")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Ask for two bands of a readable height."""
        return QSize(360, 190)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the title, both bands, the axis and today's line."""
        if self.picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        self._words(painter, QRectF(0, 0, whole.width(), 16), self.picture.title, "text", strong=True)
        plot = whole.adjusted(_GUTTER, 34, -2, -_AXIS)
        half = (plot.height() - 10) / 2
        upper = QRectF(plot.left(), plot.top(), plot.width(), half)
        lower = QRectF(plot.left(), upper.bottom() + 10, plot.width(), half)
        high = max(1.0, *(level.value or 0.0 for level in self.picture.pace))
        self._band(painter, upper, "Pace", self.picture.pace, (0.0, high))
        known = [level.value for level in self.picture.accuracy if level.value is not None]
        low = max(0.0, min([0.9, *known]) - 0.1)
        self._band(painter, lower, "Accuracy", self.picture.accuracy, (low, 1.0))
        self._axis(painter, self.picture.x, plot)
        if self.picture.today is not None:
            self._today(painter, self.picture.x, plot, self.picture.today, 18.0)

    def _band(
        self, painter: QPainter, rect: QRectF, name: str, levels: tuple[RampLevel, ...], ends: tuple[float, float]
    ) -> None:
        self._words(painter, QRectF(0, rect.top(), _GUTTER - 6, rect.height()), name, "text-2")
        self._colour(painter, "divider")
        painter.drawLine(QLineF(rect.left(), rect.bottom(), rect.right(), rect.bottom()))
        before: float | None = None
        for level in levels:
            before = self._draw_level(painter, rect, level, ends, before)

    def _draw_level(
        self, painter: QPainter, rect: QRectF, level: RampLevel, ends: tuple[float, float], before: float | None
    ) -> float:
        assert self.picture is not None
        left, right = _x(self.picture.x, rect, level.from_day), _x(self.picture.x, rect, level.to_day + _NEXT)
        value = ends[1] if level.value is None else level.value
        share = min(1.0, max(0.0, (value - ends[0]) / (ends[1] - ends[0])))
        top = rect.bottom() - 2 - (rect.height() - 4) * share
        painter.fillRect(QRectF(left, top, right - left, rect.bottom() - top), theme.theme().colour("selection"))
        self._colour(painter, "accent", width=2.0, dashed=not level.own)
        painter.drawLine(QLineF(left, top, right, top))
        self._colour(painter, "accent", width=2.0)
        if before is not None:
            painter.drawLine(QLineF(left, before, left, top))
        under = top + 16 <= rect.bottom()
        words = QRectF(left + 3, top + 1 if under else top - 16, max(0.0, right - left - 3), 15)
        self._whole_words(painter, words, level.label)
        return top


def _x(axis: DateAxis, plot: QRectF, day: date) -> float:
    return plot.left() + plot.width() * min(1.0, max(0.0, axis.share(day)))
