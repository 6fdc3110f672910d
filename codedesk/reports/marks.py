"""The marks of charts as shapes: a circle, a ring, a diamond, a square, so that grey and colour say the same.

Here live the shapes and the line that explains them; when a mark is due is decided in charts.
"""

from collections.abc import Callable, Sequence
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

from codedesk.charts.picture import MarkKind
from codedesk.reports.prose import colour, draw_text, width_of
from codedesk.reports.style import CAPTION, COMMON, CONCERN, IMPROVEMENT, INK, INK_2, SPECIAL, WHITE
from codedesk.reports.tags import TaggedPart

Shape = MarkKind | Literal["audited", "part"]


def draw_mark(canvas: Canvas, shape: Shape, x: float, y: float) -> None:
    """Draw one mark with its middle at x, y."""
    _MARKS[shape](canvas, x, y)


def draw_whisker(canvas: Canvas, x: float, low: float, high: float) -> None:
    """Draw an interval upright at x, with its two ends."""
    canvas.setStrokeColor(colour(INK_2))
    canvas.setLineWidth(0.8)
    canvas.line(x, low, x, high)
    for end in (low, high):
        canvas.line(x - 2.5, end, x + 2.5, end)


def _common(canvas: Canvas, x: float, y: float) -> None:
    canvas.setFillColor(colour(COMMON))
    canvas.circle(x, y, 2.1, stroke=0, fill=1)


def _part(canvas: Canvas, x: float, y: float) -> None:
    canvas.setFillColor(colour(WHITE))
    canvas.setStrokeColor(colour(COMMON))
    canvas.setLineWidth(0.9)
    canvas.circle(x, y, 2.1, stroke=1, fill=1)


def _audited(canvas: Canvas, x: float, y: float) -> None:
    canvas.setFillColor(colour(INK))
    canvas.setStrokeColor(colour(WHITE))
    canvas.setLineWidth(0.9)
    canvas.circle(x, y, 3.6, stroke=1, fill=1)


def _improvement(canvas: Canvas, x: float, y: float) -> None:
    canvas.setStrokeColor(colour(IMPROVEMENT))
    canvas.setLineWidth(1.0)
    canvas.setFillColor(colour(WHITE))
    canvas.circle(x, y, 4.2, stroke=1, fill=1)
    canvas.setFillColor(colour(IMPROVEMENT))
    canvas.circle(x, y, 2.1, stroke=0, fill=1)


def _concern(canvas: Canvas, x: float, y: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x, y + 4.6)
    path.lineTo(x + 4.6, y)
    path.lineTo(x, y - 4.6)
    path.lineTo(x - 4.6, y)
    path.close()
    canvas.setFillColor(colour(CONCERN))
    canvas.drawPath(path, stroke=0, fill=1)


def _special(canvas: Canvas, x: float, y: float) -> None:
    canvas.setFillColor(colour(SPECIAL))
    canvas.rect(x - 3.3, y - 3.3, 6.6, 6.6, stroke=0, fill=1)


_MARKS: dict[Shape, Callable[[Canvas, float, float], None]] = {
    "audited": _audited,
    "common": _common,
    "part": _part,
    "improvement": _improvement,
    "concern": _concern,
    "special": _special,
}


class MarkKey(TaggedPart):
    """What the marks of a chart mean, drawn beside their words."""

    def __init__(self, marks: Sequence[tuple[Shape, str]]) -> None:
        """Take the marks that are to be told, with their words."""
        super().__init__()
        self._marks = tuple(marks)
        self.spaceAfter = 8.0

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the measure and as many lines as the words need."""
        self.width = available
        x, rows = 0.0, 1
        self._places = []
        for mark, words in self._marks:
            wide = width_of(words, CAPTION.font, CAPTION.size) + 26
            if x and x + wide > available:
                x, rows = 0.0, rows + 1
            self._places.append((mark, words, x, rows))
            x += wide
        self.height = 12.5 * rows
        return self.width, self.height

    def draw(self) -> None:
        """Draw each mark and its words."""
        for mark, words, x, row in self._places:
            y = self.height - 12.5 * row + 3
            if mark == "audited":
                draw_whisker(self.canv, x + 5, y - 2.4, y + 7.6)
            draw_mark(self.canv, mark, x + 5, y + 2.6)
            draw_text(self.canv, x + 13, y, words, CAPTION)
