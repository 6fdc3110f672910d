"""The balance of the workload, drawn: a bar of earned hours against the line of scheduled ones, and the pair beside."""

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from codedesk import formats
from codedesk.charts.balance import Balance, BalanceBar
from codedesk.ui import theme
from codedesk.ui.widgets.pickable import Pickable

_ROW, _HEAD = 34, 26
_NAME, _BAR, _HARD, _PACE = 170.0, 0.30, 84.0, 72.0
_LEAST_BAR, _BETWEEN = 132.0, 16.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BalanceDrawing(Pickable):
    """The drawing, a row for each person and the team last. pointed(BalanceBar or None)."""

    def __init__(self) -> None:
        """Make an empty drawing."""
        super().__init__()
        self.balance: Balance | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_balance(self, balance: Balance) -> None:
        """Draw a picture in place of the one before."""
        self.balance = balance
        self.setAccessibleName(balance.summary)
        self.point(None)
        self.setFixedHeight(_HEAD + _ROW * len(balance.bars) + 4)
        self.update()

    @property
    @override
    def things(self) -> tuple[BalanceBar, ...]:
        return self.balance.bars if self.balance else ()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(640, _HEAD + _ROW)

    @override
    def at(self, place: QPointF) -> BalanceBar | None:
        number = int((place.y() - _HEAD) // _ROW)
        return self.things[number] if 0 <= number < len(self.things) else None

    @override
    def said(self, thing: BalanceBar) -> str:
        return self.words(thing)

    def words(self, bar: BalanceBar) -> str:
        """Tell one person's balance with the pair of figures."""
        hard = "" if bar.hard_share is None else f"; hard work types {formats.percent(bar.hard_share)} of them"
        return (
            f"{bar.name}: {formats.hours(bar.earned)} earned of {formats.hours(bar.scheduled)} scheduled hours "
            f"({formats.percent(bar.earned_share)}){hard}. Pace {formats.percent(bar.paired.pace.value)}, "
            f"accuracy {bar.accuracy}."
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.balance is not None:
            self._paint_heads(painter)
            for number, bar in enumerate(self.balance.bars):
                self._paint_row(painter, bar, _HEAD + number * _ROW, pooled=number == len(self.balance.bars) - 1)
        self.paint_focus(painter)
        painter.end()

    @property
    def _long(self) -> float:
        """How long bars may be: what the accuracies leave, for they are read as they are."""
        metrics, bars = QFontMetricsF(theme.font("body")), self.balance.bars[:-1] if self.balance else ()
        need = max((metrics.horizontalAdvance(bar.accuracy) for bar in bars), default=0.0)
        rest = self.width() - (_NAME + 24 + _HARD + _PACE + _BETWEEN) - need - 8
        return max(_LEAST_BAR, min(self.width() * _BAR, rest))

    @property
    def _columns(self) -> tuple[float, float, float]:
        """The right edges of hard work and pace, and the left edge of accuracy."""
        hard = _NAME + self._long + 24 + _HARD
        return hard, hard + _PACE, hard + _PACE + _BETWEEN

    def _paint_heads(self, painter: QPainter) -> None:
        hard, pace, accuracy = self._columns
        painter.setFont(theme.font("head"))
        painter.setPen(theme.theme().colour("text-2"))
        metrics, head = QFontMetricsF(painter.font()), "Earned against scheduled hours"
        head = head if metrics.horizontalAdvance(head) <= self._long else "Earned hours"
        painter.drawText(QRectF(_NAME, 0, self._long, _HEAD - 4), _LEFT, head)
        painter.drawText(QRectF(hard - _HARD, 0, _HARD, _HEAD - 4), _RIGHT, "Hard work")
        painter.drawText(QRectF(pace - _PACE, 0, _PACE, _HEAD - 4), _RIGHT, "Pace")
        painter.drawText(QRectF(accuracy, 0, self.width() - accuracy, _HEAD - 4), _LEFT, "Accuracy of the same time")

    def _paint_row(self, painter: QPainter, bar: BalanceBar, top: float, *, pooled: bool) -> None:
        look, middle = theme.theme(), (top + _ROW / 2)
        if bar is self.thing:
            painter.fillRect(QRectF(0, top, self.width(), _ROW), look.colour("selection"))
        self._write(painter, bar.name, QRectF(8, top, _NAME - 16, _ROW), strong=pooled)
        if not pooled:
            self._paint_bar(painter, bar, middle)
        words = (
            f"{formats.number(bar.earned, 0)} of {formats.number(bar.scheduled, 0)} h, "
            f"{formats.percent(bar.earned_share)}"
        )
        self._write(painter, words, QRectF(_NAME, middle + (-8 if pooled else 0), self._long, 16), caption=True)
        hard, pace, accuracy = self._columns
        self._write(painter, formats.percent(bar.hard_share), QRectF(hard - _HARD, top, _HARD, _ROW), right=True)
        self._write(painter, formats.percent(bar.paired.pace.value), QRectF(pace - _PACE, top, _PACE, _ROW), right=True)
        room = self.width() - accuracy - 4
        metrics = QFontMetricsF(theme.font("body"))
        fits = (each for each in shorter(bar.accuracy) if metrics.horizontalAdvance(each) <= room)
        self._write(painter, next(fits, bar.accuracy), QRectF(accuracy, top, room, _ROW))

    def _paint_bar(self, painter: QPainter, bar: BalanceBar, middle: float) -> None:
        assert self.balance is not None
        look, scale = theme.theme(), (self._long - 4) / self.balance.high
        painter.fillRect(QRectF(_NAME, middle - 10, bar.earned * scale, 9), look.colour("accent"))
        painter.setPen(QPen(look.colour("text"), 2))
        at = _NAME + bar.scheduled * scale
        painter.drawLine(QLineF(at, middle - 13, at, middle + 2))

    @staticmethod
    def _write(
        painter: QPainter, words: str, box: QRectF, *, strong: bool = False, caption: bool = False, right: bool = False
    ) -> None:
        painter.setFont(theme.font("caption" if caption else "body", strong=strong))
        painter.setPen(theme.theme().colour("text-2" if caption else "text"))
        shown = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _RIGHT if right else _LEFT, shown)


def shorter(words: str) -> Iterator[str]:
    """Yield an accuracy in words, then with less of its sample: 95.3 % (93.5–96.7 %, 275 charts in 14 audits, …)."""
    yield words
    parts = words.removesuffix(")").split(", ")
    if len(parts) > 1:
        yield f"{parts[0]}, {parts[1]})"
        yield f"{parts[0]}, {parts[1].partition(' in ')[0]})"
