"""The drawing of a coder's check-ins: three strips from 1 to 5 on one time axis. No answer is counted here."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.charts.check_ins import HIGHEST, LOWEST, CheckInChart, Strip
from codedesk.ui import theme

_STRIP, _HEAD, _AXIS = 92, 20, 18
_LEFT, _RIGHT, _DOT = 24.0, 24.0, 4.0


class AnswersCard(QFrame):
    """Title, drawing and the same in words."""

    def __init__(self) -> None:
        """Start without answers."""
        super().__init__()
        self.subtitle = theme.label("", "caption", "second", wrap=True)
        self.words = theme.label("", "body", "second", wrap=True)
        self.view = AnswersView()
        column = theme.card(self, 4)
        column.addWidget(theme.label("Answers over time", "section"))
        column.addWidget(self.subtitle)
        column.addWidget(self.view)
        column.addWidget(self.words)

    def show_chart(self, chart: CheckInChart) -> None:
        """Show a picture, or say why there is none yet."""
        self.subtitle.setText(chart.subtitle)
        self.words.setText(chart.empty or chart.summary)
        self.view.setVisible(not chart.empty)
        self.view.show_chart(chart)


class AnswersView(QWidget):
    """The three strips, one under the other."""

    def __init__(self) -> None:
        """Make an empty drawing."""
        super().__init__()
        self.chart: CheckInChart | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    def show_chart(self, chart: CheckInChart) -> None:
        """Draw a picture in place of the one before."""
        self.chart = chart
        self.setAccessibleName(chart.summary)
        self.setToolTip("\n".join(" · ".join(row) for row in (chart.table.header, *chart.table.rows)))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        strips = len(self.chart.strips) if self.chart else 0
        return QSize(480, strips * _STRIP + _AXIS)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.chart is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        for number, strip in enumerate(self.chart.strips):
            self._paint_strip(painter, strip, number * _STRIP)
        self._paint_axis(painter, len(self.chart.strips) * _STRIP)
        painter.end()

    def _place(self, share: float, value: int, top: float) -> QPointF:
        wide = self.width() - _LEFT - _RIGHT
        high = _STRIP - _HEAD - 12
        up = (value - LOWEST) / (HIGHEST - LOWEST)
        return QPointF(_LEFT + wide * share, top + _HEAD + high * (1 - up))

    def _paint_strip(self, painter: QPainter, strip: Strip, top: float) -> None:
        assert self.chart is not None
        look = theme.theme()
        painter.setPen(look.colour("text"))
        painter.drawText(QRectF(_LEFT, top, self.width() - _LEFT, _HEAD - 4), Qt.AlignmentFlag.AlignVCenter, strip.item)
        for value in (LOWEST, 3, HIGHEST):
            left, right = self._place(0, value, top), self._place(1, value, top)
            painter.setPen(QPen(look.colour("divider"), 1))
            painter.drawLine(QLineF(left, right))
            painter.setPen(look.colour("text-2"))
            painter.drawText(QRectF(0, left.y() - 8, _LEFT - 10, 16), Qt.AlignmentFlag.AlignRight, str(value))
        before: QPointF | None = None
        for answer in strip.answers:
            at = None if answer.value is None else self._place(self.chart.share(answer.day), answer.value, top)
            if at is not None:
                self._paint_answer(painter, before, at)
            before = at

    def _paint_answer(self, painter: QPainter, before: QPointF | None, at: QPointF) -> None:
        accent = theme.theme().colour("accent")
        painter.setPen(QPen(accent, 1))
        if before is not None:
            painter.drawLine(QLineF(before, at))
        painter.setBrush(accent)
        painter.drawEllipse(at, _DOT, _DOT)

    def _paint_axis(self, painter: QPainter, top: float) -> None:
        assert self.chart is not None
        painter.setPen(theme.theme().colour("text-2"))
        room = QRectF(_LEFT, top, self.width() - _LEFT - _RIGHT, _AXIS)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, formats.day(self.chart.start))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, formats.day(self.chart.end))
