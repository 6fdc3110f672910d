"""Pace against accuracy of a team, drawn: a dot per coder with the interval, names beside them. Keyboard reachable."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from codedesk.charts.picture import Dot, Scatter
from codedesk.ui import theme
from codedesk.ui.widgets.marks import mark_colour, paint_mark
from codedesk.ui.widgets.pickable import Pickable

_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 16.0, 10.0, 40.0
CROWD = 14
_NAMED_FIRST = {"concern": 0, "special": 1, "improvement": 2}
_LINE = 15.0
_OWN = 12.0
"""Half of the mark of a standard that is one coder's own."""


class ScatterView(Pickable):
    """The drawing. pointed(Dot or None) as the pointer or the arrow keys move, opened(Dot) on Enter or double click."""

    def __init__(self) -> None:
        """Make an empty drawing."""
        super().__init__()
        self.scatter: Scatter | None = None
        self.boxes: dict[str, QRectF] = {}
        self._leaders: list[QLineF] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    @override
    def things(self) -> tuple[Dot, ...]:
        return self.scatter.dots if self.scatter else ()

    @override
    def said(self, thing: Dot) -> str:
        return ". ".join(thing.words)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(300, 240)

    def show_scatter(self, scatter: Scatter) -> None:
        """Draw a picture in place of the one before."""
        self.scatter = scatter
        self.setAccessibleName(scatter.summary)
        self.point(None)
        self.update()

    def select(self, coder_id: int | None) -> None:
        """Put the ring around a coder's dot without telling it on."""
        self.thing = next((dot for dot in self.things if dot.coder_id == coder_id and coder_id is not None), None)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        if self.scatter is not None:
            self._paint_axes(painter, self.scatter)
            self._paint_standards(painter, self.scatter)
            self._paint_dots(painter, self.scatter)
        self.paint_focus(painter)
        painter.end()

    @property
    def _frame(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    def _x(self, pace: float) -> float:
        assert self.scatter is not None
        return self._frame.left() + self._frame.width() * self.scatter.x.share(pace)

    def _y(self, accuracy: float) -> float:
        assert self.scatter is not None
        return self._frame.bottom() - self._frame.height() * self.scatter.y.share(accuracy)

    def _spot(self, dot: Dot) -> QPointF:
        return QPointF(self._x(dot.pace), self._y(dot.accuracy))

    def _paint_axes(self, painter: QPainter, scatter: Scatter) -> None:
        look, frame = theme.theme(), self._frame
        for tick in scatter.x.ticks:
            x = self._x(tick.at)
            painter.setPen(QPen(look.colour("surface-alt"), 1))
            painter.drawLine(QLineF(x, frame.top(), x, frame.bottom()))
            painter.setPen(look.colour("text-2"))
            painter.drawText(QRectF(x - 24, frame.bottom() + 4, 48, 14), Qt.AlignmentFlag.AlignHCenter, tick.label)
        for tick in scatter.y.ticks:
            y = self._y(tick.at)
            painter.setPen(QPen(look.colour("surface-alt"), 1))
            painter.drawLine(QLineF(frame.left(), y, frame.right(), y))
            painter.setPen(look.colour("text-2"))
            box = QRectF(0, y - 8, _LEFT - 8, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tick.label)
        painter.setPen(QPen(look.colour("divider"), 1))
        painter.drawLine(frame.bottomLeft(), frame.topLeft())
        painter.drawLine(frame.bottomLeft(), frame.bottomRight())
        painter.setPen(look.colour("text-3"))
        below = QRectF(frame.left(), frame.bottom() + 20, frame.width(), 16)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, "Pace, % of the standard  →   ↑ accuracy, %")

    def _paint_standards(self, painter: QPainter, scatter: Scatter) -> None:
        frame = self._frame
        pen = QPen(theme.theme().colour("accent"), 1)
        pen.setDashPattern([8.0, 4.0])
        painter.setPen(pen)
        x = self._x(scatter.pace_standard)
        painter.drawLine(QLineF(x, frame.top(), x, frame.bottom()))
        if scatter.accuracy_standard is not None:
            y = self._y(scatter.accuracy_standard)
            painter.drawLine(QLineF(frame.left(), y, frame.right(), y))
        for dot in scatter.dots:
            if dot.standard not in (None, scatter.accuracy_standard):
                x, y = self._x(dot.pace), self._y(dot.standard)
                painter.drawLine(QLineF(x - _OWN, y, x + _OWN, y))

    def _paint_dots(self, painter: QPainter, scatter: Scatter) -> None:
        taken: list[QRectF] = []
        self.boxes, self._leaders = {}, []
        for dot in scatter.dots:
            spot = self._spot(dot)
            painter.setPen(QPen(mark_colour(dot.mark), 1))
            painter.drawLine(QLineF(spot.x(), self._y(dot.low), spot.x(), self._y(dot.high)))
            paint_mark(painter, dot.mark, spot)
            taken.append(QRectF(spot.x() - 6, spot.y() - 6, 12, 12))
        for dot in sorted(scatter.dots, key=lambda dot: _NAMED_FIRST.get(dot.mark, len(_NAMED_FIRST))):
            self._paint_name(painter, dot, taken)
        if self.thing is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.theme().colour("focus"), 2))
            painter.drawEllipse(self._spot(self.thing), 10.0, 10.0)

    def _paint_name(self, painter: QPainter, dot: Dot, taken: list[QRectF]) -> None:
        metrics = QFontMetricsF(painter.font())
        words = metrics.elidedText(dot.name, Qt.TextElideMode.ElideRight, 130)
        spot = self._spot(dot)
        box = self._free_box(spot, metrics.horizontalAdvance(words) + 2, taken)
        if box is None:
            return
        taken.append(box)
        self.boxes[dot.name] = box
        leader = _leader(spot, box)
        if leader is not None:
            self._leaders.append(leader)
            painter.setPen(QPen(theme.theme().colour("control"), 1))
            painter.drawLine(leader)
        painter.fillRect(box, theme.theme().colour("surface"))
        painter.setPen(theme.theme().colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)

    def _free_box(self, spot: QPointF, wide: float, taken: list[QRectF]) -> QRectF | None:
        """Return the nearest free place beside a dot inside the frame, a few lines up or down where it is crowded.

        One whose line crosses no other comes first. In a crowd no other will do: None, and the dot is read by pointing.
        """
        room = self._frame.adjusted(2, 0, self.width() - self._frame.right(), 0)
        room.setTop(0)
        lines = (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5)
        places = (
            QRectF(left, spot.y() - 7 + line * _LINE, wide, _LINE)
            for line in lines
            for left in (spot.x() + 9, spot.x() - 9 - wide)
        )
        found = [box for box in places if room.contains(box) and not any(box.intersects(other) for other in taken)]
        clear = [box for box in found if not self._crosses(spot, box)]
        crowd = self.scatter is not None and len(self.scatter.dots) > CROWD
        return next(iter(clear if clear or crowd else found), None)

    def _crosses(self, spot: QPointF, box: QRectF) -> bool:
        leader = _leader(spot, box)
        return leader is not None and any(
            leader.intersects(other)[0] == QLineF.IntersectionType.BoundedIntersection for other in self._leaders
        )

    @override
    def at(self, place: QPointF) -> Dot | None:
        found: Dot | None = self.nearest(place, [self._spot(dot) for dot in self.things])
        return found


def _leader(spot: QPointF, box: QRectF) -> QLineF | None:
    """Return the line from a dot to the name that stands away from it; None where the name is beside the dot."""
    near = box.left() if box.left() > spot.x() else box.right()
    away = abs(box.center().y() - spot.y()) > _LINE
    return QLineF(spot, QPointF(near, box.center().y())) if away else None
