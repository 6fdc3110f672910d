"""Horizontal bars, drawn: this period's counts in front, last period's in grey behind. No count is made here."""

from PySide6.QtCore import QEvent, QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.charts.picture import BarChart, CountBar
from codedesk.ui import theme

_ROW = 30
_LABEL = 210.0
_COUNT = 70.0
_AXIS = 22


class BarsView(QWidget):
    """The drawing of a bar chart; as high as its bars need."""

    def __init__(self) -> None:
        """Make an empty drawing."""
        super().__init__()
        self.bars: BarChart | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    def show_bars(self, bars: BarChart) -> None:
        """Draw a chart in place of the one before."""
        self.bars = bars
        self.setAccessibleName(bars.summary)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, _ROW * len(self.bars.bars) + _AXIS if self.bars else _AXIS)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(360, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        if self.bars is not None:
            self._paint_ticks(painter, self.bars)
            for number, bar in enumerate(self.bars.bars):
                self._paint_bar(painter, bar, number * _ROW)
        painter.end()

    def _x(self, value: float) -> float:
        assert self.bars is not None
        return _LABEL + (self.width() - _LABEL - _COUNT) * value / self.bars.high

    def _paint_ticks(self, painter: QPainter, bars: BarChart) -> None:
        bottom = _ROW * len(bars.bars)
        for tick in bars.ticks:
            x = self._x(tick.at)
            painter.setPen(QPen(theme.theme().colour("divider" if tick.at == 0 else "surface-alt"), 1))
            painter.drawLine(QLineF(x, 0, x, bottom))
            painter.setPen(theme.theme().colour("text-2"))
            painter.drawText(QRectF(x - 20, bottom + 3, 40, 14), Qt.AlignmentFlag.AlignHCenter, tick.label)

    def _paint_bar(self, painter: QPainter, bar: CountBar, top: float) -> None:
        look = theme.theme()
        painter.setPen(look.colour("text"))
        label = QFontMetricsF(painter.font()).elidedText(bar.label, Qt.TextElideMode.ElideRight, _LABEL - 12)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, top, _LABEL - 10, _ROW - 4), flags, label)
        painter.setPen(Qt.PenStyle.NoPen)
        if bar.before:
            painter.setBrush(look.colour("mark-common"))
            painter.drawRect(QRectF(_LABEL, top + 16, self._x(bar.before) - _LABEL, 7))
        painter.setBrush(look.colour("accent"))
        high = 7 if bar.before is None else 4
        painter.drawRect(QRectF(_LABEL, top + high, self._x(bar.value) - _LABEL, 11))
        said = formats.number(bar.value)
        counts = said if bar.before is None else f"{said}  (before {formats.number(bar.before)})"
        painter.setPen(look.colour("text"))
        edge = max(self._x(bar.value), self._x(bar.before or 0))
        painter.drawText(QRectF(edge + 6, top, _COUNT + 30, _ROW - 4), Qt.AlignmentFlag.AlignVCenter, counts)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.bars is not None:
            place = event.pos().y() // _ROW
            words = self.bars.bars[place].words if 0 <= place < len(self.bars.bars) else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
