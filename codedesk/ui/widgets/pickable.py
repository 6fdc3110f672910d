"""A drawing of things that can be pointed at, one at a time, by mouse and by keys. What is drawn, its heirs say."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from codedesk.ui import theme

_NEAR = 22.0


class Pickable(QWidget):
    """Override `things`, `at`, `said`, and paint. pointed(thing or None), opened(thing) on Enter or a double click.

    Keys stop at the first and the last thing, as in a list and in a chart over time.
    """

    pointed = Signal(object)
    opened = Signal(object)
    opens_by_click = False

    def __init__(self) -> None:
        """Start with nothing pointed at."""
        super().__init__()
        self.thing: Any = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        theme.theme().changed.connect(self.update)

    @property
    def things(self) -> tuple[Any, ...]:
        """What can be pointed at, in the order of the keys."""
        return ()

    def at(self, place: QPointF) -> Any:
        """Return what lies at a place, None for nothing."""
        raise NotImplementedError

    def nearest(self, place: QPointF, spots: Sequence[QPointF]) -> Any:
        """Return the thing whose spot (one each, in their order) lies nearest to a place; None where none is near."""
        far = [QLineF(place, spot).length() for spot in spots]
        near = min(far, default=_NEAR + 1)
        return self.things[far.index(near)] if near <= _NEAR else None

    def said(self, thing: Any) -> str:
        """Return what is read aloud of a thing."""
        raise NotImplementedError

    def step(self, key: Qt.Key) -> int:
        """Return how far a key goes in the order of the things; 0 for a key that does not move."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        return steps.get(key, 0)

    def point(self, thing: Any) -> None:
        """Point at a thing, or at nothing."""
        if thing is not self.thing:
            self.thing = thing
            self.setAccessibleDescription("" if thing is None else self.said(thing))
            self.pointed.emit(thing)
            self.update()

    def paint_focus(self, painter: QPainter) -> None:
        """Paint the ring of the keyboard."""
        if self.hasFocus():
            painter.setPen(QPen(theme.theme().colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point(self.at(event.position()))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.point(self.at(event.position()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.opens_by_click and self.thing is not None and self.at(event.position()) is self.thing:
            self.opened.emit(self.thing)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.opens_by_click and self.thing is not None:
            self.opened.emit(self.thing)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.point(None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        things, key = self.things, Qt.Key(event.key())
        if things and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.point(things[0 if key == Qt.Key.Key_Home else -1])
        elif things and self.step(key):
            there = next((place for place, thing in enumerate(things) if thing is self.thing), None)
            self.point(things[0] if there is None else things[min(max(there + self.step(key), 0), len(things) - 1)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.thing is not None:
            self.opened.emit(self.thing)
        else:
            event.ignore()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
