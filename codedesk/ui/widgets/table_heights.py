"""How high the rows of a table are drawn: as high as their words need, in as many lines as their columns allow."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from codedesk.ui import theme
from codedesk.ui.widgets.table_model import TableColumn

PADDING = 8  # of a cell, on both sides
_HEIGHTS = (theme.COMPACT_ROW_HEIGHT, theme.TWO_LINES_HEIGHT, theme.THREE_LINES_HEIGHT)
_LOOKED_AT = 50
R = TypeVar("R")


def heights(columns: Sequence[TableColumn[R]], rows: Sequence[R], width: Callable[[int], int]) -> list[int]:
    """Return the least height of each row, by the widths of the columns; of many rows that of the most lines."""
    breaking = [(place, column) for place, column in enumerate(columns) if column.lines > 1 and width(place)]
    if not breaking or len(rows) > _LOOKED_AT:
        return [_HEIGHTS[max(column.lines for column in columns) - 1]] * len(rows)
    fonts = [QFontMetrics(theme.font("body", strong=column.strong)) for _, column in breaking]
    found = []
    for row in rows:
        texts = [
            broken(metrics, column.text(row), width(place) - 2 * PADDING, column.lines)
            for metrics, (place, column) in zip(fonts, breaking, strict=True)
        ]
        found.append(_HEIGHTS[max(text.count("\n") for text in texts)])
    return found


def broken(metrics: QFontMetrics, text: str, width: int, lines: int) -> str:
    """Break words into so many lines of a width; what does not fit into the last one ends in dots."""
    rest = text.replace("\n", " ").replace(" %", "\u00a0%").split(" ")
    found: list[str] = []
    while len(found) < lines - 1 and rest:
        fits = (n for n in range(len(rest), 1, -1) if metrics.horizontalAdvance(" ".join(rest[:n])) <= width)
        count = next(fits, 1)
        found.append(" ".join(rest[:count]))
        rest = rest[count:]
    found += [metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, width)] if rest else []
    return "\n".join(found)
