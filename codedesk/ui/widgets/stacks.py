"""Stacked columns, drawn: how the work divides over time, each layer named beside the last column. Read in grey too."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from codedesk import formats
from codedesk.charts.label_places import rows_of, spread
from codedesk.charts.shares import ShareColumn, Stacks
from codedesk.ui import theme
from codedesk.ui.widgets.pickable import Pickable

_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 190.0, 8.0, 24.0
_FILLED = 0.86
# The layers from the bottom up: a token, and how much of another is mixed in. Neighbours differ in lightness.
_SHADES: tuple[tuple[str, str, float], ...] = (
    ("accent", "text", 0.55), ("accent", "surface", 0.25), ("accent", "surface", 0.68),
    ("text-3", "text", 0.1), ("text-3", "surface", 0.5), ("text-3", "surface", 0.82),
)  # fmt: skip
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def shade(layer: int) -> QColor:
    """Return the colour of a layer in the present scheme."""
    token, other, part = _SHADES[layer]
    one, two = theme.theme().colour(token), theme.theme().colour(other)
    mixed = tuple(round(a + (b - a) * part) for a, b in zip(_parts(one), _parts(two), strict=True))
    return QColor(mixed[0], mixed[1], mixed[2])


def _parts(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


class StacksView(Pickable):
    """The drawing. pointed(Column or None) as the pointer or the keys move from piece to piece of time."""

    def __init__(self) -> None:
        """Make an empty drawing."""
        super().__init__()
        self.stacks: Stacks | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(420, 200)

    def show_stacks(self, stacks: Stacks) -> None:
        """Draw a picture in place of the one before."""
        self.stacks = stacks
        self.setAccessibleName(stacks.summary)
        self.point(None)
        self.update()

    @property
    @override
    def things(self) -> tuple[ShareColumn, ...]:
        return self.stacks.columns if self.stacks else ()

    @override
    def at(self, place: QPointF) -> ShareColumn | None:
        number = int((place.x() - self._frame.left()) // self._step) if self.things else -1
        return self.things[number] if 0 <= number < len(self.things) else None

    @override
    def said(self, thing: ShareColumn) -> str:
        return self.words(thing)

    def words(self, column: ShareColumn) -> str:
        """Tell one piece of time: each layer with its share."""
        if self.stacks is None or not column.shares:
            return f"{column.words}: no work."
        layers = zip(self.stacks.layers, column.shares, strict=True)
        return f"{column.words}: " + ", ".join(f"{name} {formats.percent(share)}" for name, share in layers) + "."

    @property
    def _frame(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    @property
    def _step(self) -> float:
        return self._frame.width() / max(1, len(self.things))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        if self.stacks is not None and not self.stacks.empty:
            self._paint_values(painter)
            for number, column in enumerate(self.stacks.columns):
                self._paint_column(painter, column, self._frame.left() + number * self._step)
            self._paint_days(painter, self.stacks)
            self._paint_names(painter, self.stacks)
        self.paint_focus(painter)
        painter.end()

    def _paint_values(self, painter: QPainter) -> None:
        look, frame = theme.theme(), self._frame
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            y = frame.bottom() - share * frame.height()
            painter.setPen(QPen(look.colour("divider"), 1))
            painter.drawLine(QLineF(frame.left(), y, frame.right(), y))
            painter.setPen(look.colour("text-2"))
            box = QRectF(0, y - 8, _LEFT - 8, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | _MIDDLE, f"{share * 100:.0f}")

    def _paint_column(self, painter: QPainter, column: ShareColumn, left: float) -> None:
        look, frame = theme.theme(), self._frame
        y, wide = frame.bottom(), self._step * _FILLED
        painter.setPen(QPen(look.colour("surface"), 1))
        for layer, share in enumerate(column.shares):
            high = share * frame.height()
            painter.setBrush(shade(layer))
            painter.drawRect(QRectF(left, y - high, wide, high))
            y -= high
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if column.shares:  # the shade of a layer may be near that of the card
            painter.setPen(QPen(look.colour("control"), 1))
            painter.drawRect(QRectF(left, y, wide, frame.bottom() - y))
        if column is self.thing:
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRect(QRectF(left - 1, frame.top() - 1, wide + 2, frame.height() + 2))

    def _paint_days(self, painter: QPainter, stacks: Stacks) -> None:
        metrics = QFontMetricsF(painter.font())
        painter.setPen(theme.theme().colour("text-2"))
        middles = [self._frame.left() + (number + _FILLED / 2) * self._step for number in range(len(stacks.columns))]
        widths = [metrics.horizontalAdvance(column.label) for column in stacks.columns]
        spans = [(at - wide / 2, at + wide / 2) for at, wide in zip(middles, widths, strict=True)]
        for column, (left, right), row in zip(stacks.columns, spans, rows_of(spans, 1, 10.0), strict=True):
            if row is not None:
                painter.drawText(
                    QRectF(left - 2, self._frame.bottom() + 4, right - left + 4, 16), _MIDDLE, column.label
                )

    def _paint_names(self, painter: QPainter, stacks: Stacks) -> None:
        last = next((column for column in reversed(stacks.columns) if column.shares), None)
        if last is None:
            return
        look, frame, metrics = theme.theme(), self._frame, QFontMetricsF(painter.font())
        levels, below = [], 0.0
        for share in last.shares:
            levels.append(frame.bottom() - (below + share / 2) * frame.height())
            below += share
        for layer, y in enumerate(spread(levels, 15, frame.top(), frame.bottom())):
            painter.setPen(QPen(look.colour("control"), 1))
            painter.drawLine(QLineF(frame.right() - 2, levels[layer], frame.right() + 8, y))
            painter.setBrush(shade(layer))
            painter.drawRect(QRectF(frame.right() + 10, y - 5, 10, 10))
            words = f"{stacks.layers[layer]} {formats.percent(last.shares[layer])}"
            room = QRectF(frame.right() + 26, y - 8, _RIGHT - 30, 16)
            painter.setPen(look.colour("text"))
            painter.drawText(room, _MIDDLE, metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width()))
