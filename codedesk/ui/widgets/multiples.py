"""Every coder small, drawn side by side: name, pace above accuracy, on one scale. A click or Enter opens the coder."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from codedesk.charts.multiples import Cell, Multiples
from codedesk.charts.picture import ValueAxis
from codedesk.ui import theme
from codedesk.ui.widgets.pickable import Pickable
from codedesk.ui.widgets.sparkline import paint_spark

_WIDE, _HIGH, _GAP = 270, 154, 12
_SCALE = 26.0
_PACE = QRectF(8, 40, 0, 46)
_ACCURACY = QRectF(8, 104, 0, 44)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class MultiplesView(Pickable):
    """The drawing, as high as its rows need. moved(QRect) says which part should be seen."""

    moved = Signal(QRect)
    opens_by_click = True

    def __init__(self) -> None:
        """Make an empty drawing."""
        super().__init__()
        self.multiples: Multiples | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.pointed.connect(self._tell_place)

    def show_multiples(self, multiples: Multiples) -> None:
        """Draw a picture in place of the one before."""
        self.multiples = multiples
        self.setAccessibleName(multiples.summary)
        self.point(None)
        self._take_height()
        self.update()

    @property
    @override
    def things(self) -> tuple[Cell, ...]:
        return self.multiples.cells if self.multiples else ()

    @override
    def at(self, place: QPointF) -> Cell | None:
        return next((cell for number, cell in enumerate(self.things) if self.box(number).contains(place)), None)

    @override
    def said(self, thing: Cell) -> str:
        return thing.words

    @override
    def step(self, key: Qt.Key) -> int:
        by_row = {Qt.Key.Key_Down: self._across, Qt.Key.Key_Up: -self._across}
        return by_row.get(key, 0) or super().step(key)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Point at the first coder where nobody is pointed at, so that it is seen where the keys are."""
        super().focusInEvent(event)
        if self.thing is None and self.things and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.point(self.things[0])

    @property
    def _across(self) -> int:
        return max(1, (self.width() + _GAP) // (_WIDE + _GAP))

    def box(self, number: int) -> QRectF:
        """Return the place of a cell."""
        wide = (self.width() - _GAP * (self._across - 1)) / self._across
        row, column = divmod(number, self._across)
        return QRectF(column * (wide + _GAP), row * (_HIGH + _GAP), wide, _HIGH)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_WIDE, _HIGH)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_height()

    def _take_height(self) -> None:
        rows = -(-len(self.things) // self._across)
        self.setFixedHeight(max(_HIGH, rows * (_HIGH + _GAP) - _GAP))

    def _tell_place(self, cell: Cell | None) -> None:
        if cell is not None and self.hasFocus():
            self.moved.emit(self.box(self.things.index(cell)).toAlignedRect())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, cell in enumerate(self.things):
            box = self.box(number)
            if box.intersects(QRectF(event.rect())):
                self._paint_cell(painter, cell, box)
        if not self.things:
            self.paint_focus(painter)
        painter.end()

    def _paint_cell(self, painter: QPainter, cell: Cell, box: QRectF) -> None:
        assert self.multiples is not None
        look, chosen = theme.theme(), cell is self.thing
        painter.setPen(QPen(look.colour("focus" if chosen else "divider"), 2 if chosen else 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        self._write(painter, cell.name, box, 6, strong=True)
        self._write(painter, cell.pace_words, box, 24)
        self._write(painter, cell.accuracy_words, box, 88)
        for spark, axis, place in (
            (cell.spark.pace, self.multiples.pace_y, _PACE),
            (cell.spark.accuracy, self.multiples.accuracy_y, _ACCURACY),
        ):
            room = QRectF(box.left() + 8, box.top() + place.top(), box.width() - 16 - _SCALE, place.height())
            painter.fillRect(room, look.colour("surface-alt"))
            paint_spark(painter, room, spark, "not audited" if spark.measure == "accuracy" else "no pace")
            self._paint_scale(painter, axis, room)

    def _write(self, painter: QPainter, words: str, box: QRectF, down: float, *, strong: bool = False) -> None:
        painter.setFont(theme.font("body" if strong else "caption", strong=strong))
        painter.setPen(theme.theme().colour("text" if strong else "text-2"))
        metrics = QFontMetricsF(painter.font())
        place = QRectF(box.left() + 8, box.top() + down, box.width() - 16, 18 if strong else 16)
        painter.drawText(place, _LEFT, metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width()))

    @staticmethod
    def _paint_scale(painter: QPainter, axis: ValueAxis, room: QRectF) -> None:
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.theme().colour("text-3"))
        for level, top in ((axis.high, room.top()), (axis.low, room.bottom() - 14)):
            place = QRectF(room.right() + 2, top, _SCALE, 14)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{level * 100:.0f}")
