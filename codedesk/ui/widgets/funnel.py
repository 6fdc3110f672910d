"""Accuracy against the sample, drawn: the team's own, the limits of chance, a dot per coder with the name beside it."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from codedesk.charts.funnel import Bound, Funnel, FunnelDot
from codedesk.charts.label_places import Box, beside, spread
from codedesk.ui import theme
from codedesk.ui.widgets.marks import paint_mark
from codedesk.ui.widgets.pickable import Pickable

_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 60.0, 10.0, 40.0
_LINE = 15.0
_DASHES = ((4.0, 4.0), (12.0, 4.0))
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class FunnelDrawing(Pickable):
    """The drawing of a funnel. pointed(FunnelDot or None), opened(FunnelDot)."""

    def __init__(self) -> None:
        """Make an empty drawing."""
        super().__init__()
        self.funnel: Funnel | None = None
        self.boxes: dict[str, Box] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(320, 220)

    def show_funnel(self, funnel: Funnel) -> None:
        """Draw a picture in place of the one before."""
        self.funnel = funnel
        self.setAccessibleName(funnel.summary)
        self.point(None)
        self.update()

    @property
    @override
    def things(self) -> tuple[FunnelDot, ...]:
        return self.funnel.dots if self.funnel else ()

    @override
    def at(self, place: QPointF) -> FunnelDot | None:
        found: FunnelDot | None = self.nearest(place, [self._spot(dot) for dot in self.things])
        return found

    @override
    def said(self, thing: FunnelDot) -> str:
        return ". ".join(thing.words)

    @property
    def _frame(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    def _x(self, n: float) -> float:
        assert self.funnel is not None
        return self._frame.left() + self._frame.width() * self.funnel.share(n)

    def _y(self, value: float) -> float:
        assert self.funnel is not None
        return self._frame.bottom() - self._frame.height() * self.funnel.y.share(value)

    def _spot(self, dot: FunnelDot) -> QPointF:
        return QPointF(self._x(dot.n), self._y(dot.accuracy))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        if self.funnel is not None and not self.funnel.empty:
            self._paint_axes(painter, self.funnel)
            self._paint_bounds(painter, self.funnel)
            self._paint_dots(painter, self.funnel)
        self.paint_focus(painter)
        painter.end()

    def _paint_axes(self, painter: QPainter, funnel: Funnel) -> None:
        look, frame = theme.theme(), self._frame
        for tick in funnel.y.ticks:
            y = self._y(tick.at)
            painter.setPen(QPen(look.colour("divider"), 1))
            painter.drawLine(QLineF(frame.left(), y, frame.right(), y))
            painter.setPen(look.colour("text-2"))
            painter.drawText(QRectF(0, y - 8, _LEFT - 8, 16), Qt.AlignmentFlag.AlignRight | _MIDDLE, tick.label)
        for tick in funnel.ticks:
            painter.setPen(look.colour("text-2"))
            box = QRectF(self._x(tick.at) - 30, frame.bottom() + 4, 60, 14)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, tick.label)
        painter.setPen(look.colour("text-2"))
        below = QRectF(frame.left(), frame.bottom() + 20, frame.width(), 16)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, "Effective sample  →   ↑ accuracy, %")

    def _paint_bounds(self, painter: QPainter, funnel: Funnel) -> None:
        look, frame = theme.theme(), self._frame
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("text-2"), 1))
        painter.drawLine(QLineF(frame.left(), self._y(funnel.centre), frame.right(), self._y(funnel.centre)))
        names = [("Team", funnel.centre)]
        for bound, dash in zip(funnel.bounds, _DASHES, strict=True):
            pen = QPen(look.colour("text-2"), 1)
            pen.setDashPattern(list(dash))
            painter.setPen(pen)
            for curve in self._curves(bound, funnel):
                painter.drawPolyline(curve)
            names += [(bound.label, end) for end in bound.points[-1][1:] if not funnel.y.outside(end) and end < 1]
        painter.setPen(look.colour("text-2"))
        places = spread([self._y(level) for _, level in names], 14, frame.top() - 8, frame.bottom() + 8)
        for (name, _), y in zip(names, places, strict=True):
            painter.drawText(QRectF(frame.right() + 6, y - 7, _RIGHT - 8, 14), _MIDDLE, name)

    def _curves(self, bound: Bound, funnel: Funnel) -> tuple[QPolygonF, QPolygonF]:
        low = [(n, at) for n, at, _ in bound.points if at > funnel.y.low]
        high = [(n, at) for n, _, at in bound.points if at < funnel.y.high]
        made = [QPolygonF([QPointF(self._x(n), self._y(at)) for n, at in side]) for side in (low, high)]
        return made[0], made[1]

    def _paint_dots(self, painter: QPainter, funnel: Funnel) -> None:
        taken: list[Box] = []
        self.boxes = {}
        for dot in funnel.dots:
            spot = self._spot(dot)
            paint_mark(painter, dot.mark, spot, 8.0)
            taken.append((spot.x() - 7, spot.y() - 7, spot.x() + 7, spot.y() + 7))
        for dot in sorted(funnel.dots, key=lambda dot: dot.mark == "common"):
            self._paint_name(painter, dot, taken)
        if self.thing is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.theme().colour("focus"), 2))
            painter.drawEllipse(self._spot(self.thing), 11.0, 11.0)

    def _paint_name(self, painter: QPainter, dot: FunnelDot, taken: list[Box]) -> None:
        metrics, spot = QFontMetricsF(painter.font()), self._spot(dot)
        words = metrics.elidedText(dot.name, Qt.TextElideMode.ElideRight, 140)
        room = (_LEFT, 0.0, self._frame.right(), self._frame.bottom())
        box = beside((spot.x(), spot.y()), (metrics.horizontalAdvance(words) + 4, _LINE), room, taken, 10)
        if box is None:
            return
        taken.append(box)
        self.boxes[dot.name] = box
        place = QRectF(box[0], box[1], box[2] - box[0], box[3] - box[1])
        if abs(place.center().y() - spot.y()) > _LINE - 1:
            painter.setPen(QPen(theme.theme().colour("control"), 1))
            near = place.left() if place.left() > spot.x() else place.right()
            painter.drawLine(QLineF(spot, QPointF(near, place.center().y())))
        painter.fillRect(place, theme.theme().colour("surface"))
        painter.setPen(theme.theme().colour("text"))
        painter.drawText(place.adjusted(2, 0, 0, 0), _MIDDLE, words)
