"""The four marks, painted: small circle, ringed circle, diamond, square. Shape and size tell them apart, then colour.

The one place where a mark becomes a drawing on screen; which mark a point has is decided in charts.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from codedesk.charts.picture import MarkKind
from codedesk.ui import theme

TOKENS: dict[MarkKind, str] = {
    "common": "mark-common",
    "improvement": "mark-improvement",
    "concern": "mark-concern",
    "special": "mark-special",
}


def mark_colour(kind: MarkKind) -> QColor:
    """Return the colour of a mark in the present scheme."""
    return theme.theme().colour(TOKENS[kind])


def paint_mark(
    painter: QPainter, kind: MarkKind, centre: QPointF, size: float = 7.0, *, ring: bool = True, hollow: bool = False
) -> None:
    """Paint a mark around a centre; size is the width of the small circle in pixels; no ring where marks crowd.

    A common one may be hollow: it stands for a part of a week.
    """
    colour = mark_colour(kind)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    half = size / 2
    if hollow and kind == "common":
        painter.setPen(QPen(colour, 1.25))
        painter.setBrush(theme.theme().colour("surface"))
    if kind == "concern":
        reach = half * 1.45
        painter.drawPolygon(QPolygonF([centre + QPointF(*step) for step in _diamond(reach)]))
    elif kind == "special":
        reach = half * 1.1
        painter.drawRect(QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach))
    else:
        painter.drawEllipse(centre, half, half)
    if kind == "improvement" and ring:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.25))
        painter.drawEllipse(centre, half + 2.5, half + 2.5)


def _diamond(reach: float) -> tuple[tuple[float, float], ...]:
    return ((0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0))
