"""Cells of two lines, drawn: words above, smaller ones below."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from codedesk.ui import theme


def halves(rect: QRect) -> tuple[QRect, QRect]:
    """Return the places of the two lines in a cell."""
    middle = rect.top() + rect.height() // 2 + 2
    return QRect(rect.left(), rect.top() + 5, rect.width(), middle - rect.top() - 5), QRect(
        rect.left(), middle, rect.width(), rect.bottom() - middle - 4
    )


def draw_line(
    painter: QPainter,
    rect: QRect,
    text: str,
    token: str,
    *,
    strong: bool = False,
    small: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw one of them in a colour of the theme; what does not fit ends in dots."""
    painter.setFont(theme.font("caption" if small else "body", strong=strong))
    painter.setPen(theme.theme().colour(token))
    words = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, words)


def whole_parts(metrics: QFontMetrics, parts: Sequence[str], width: int) -> str:
    """Join as many parts as have room, and never a piece of one; the first stands there anyway."""
    ways = (" · ".join(parts[:count]) for count in range(len(parts), 1, -1))
    return next((words for words in ways if metrics.horizontalAdvance(words) <= width), "".join(parts[:1]))
