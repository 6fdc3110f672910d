"""A canvas that keeps what is drawn on it as shapes, so that a figure drawn for paper also becomes SVG.

Only what the parts of figures use is here; the SVG itself is written by ReportLab's renderSVG.
"""

from typing import Any
from xml.sax.saxutils import escape

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Circle, Drawing, Line, Path, Rect, String, definePath
from reportlab.pdfbase import pdfmetrics

from codedesk.reports.fonts import ITALIC, REGULAR, SEMIBOLD
from codedesk.reports.prose import colour
from codedesk.reports.style import WHITE

_FAMILY = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Arial, sans-serif"
_FACES = {
    REGULAR: {"family": _FAMILY},
    SEMIBOLD: {"family": _FAMILY, "weight": "600"},
    ITALIC: {"family": _FAMILY, "style": "italic"},
}


class _Outline:
    """The path of a mark while it is drawn."""

    def __init__(self) -> None:
        self.steps: list[tuple[Any, ...]] = []

    def moveTo(self, x: float, y: float) -> None:  # noqa: N802
        self.steps.append(("moveTo", x, y))

    def lineTo(self, x: float, y: float) -> None:  # noqa: N802
        self.steps.append(("lineTo", x, y))

    def close(self) -> None:
        self.steps.append(("closePath",))


class ShapeCanvas:
    """What stands in for the page's canvas: the same calls, kept as shapes. y runs upwards, in points."""

    def __init__(self, width: float, height: float) -> None:
        """Begin an empty drawing."""
        self.drawing = Drawing(width, height)
        self._code: list[str] = []  # where a page would write its tags
        self._origin = [(0.0, 0.0)]
        self._fill: Any = None
        self._stroke: Any = None
        self._width = 1.0
        self._dash: list[Any] | None = None
        self._font = (REGULAR, 10.0)

    def svg(self, title: str, words: str) -> str:
        """Return the drawing as SVG with a title and a description."""
        faces = {name: dict(face) for name, face in _FACES.items()}
        made = renderSVG.drawToString(self.drawing, fontHacks=faces)
        made = made.replace("<title>...</title>", f"<title>{escape(title)}</title>", 1)
        return str(made.replace("<desc>...</desc>", f"<desc>{escape(words)}</desc>", 1))

    def paint_ground(self) -> None:
        """Paint the paper: white, in dark windows too."""
        self.drawing.add(Rect(0, 0, self.drawing.width, self.drawing.height, fillColor=colour(WHITE), strokeColor=None))

    def saveState(self) -> None:  # noqa: N802
        """Remember where the origin lies."""
        self._origin.append(self._origin[-1])

    def restoreState(self) -> None:  # noqa: N802
        """Put the origin back."""
        self._origin.pop()

    def translate(self, x: float, y: float) -> None:
        """Move the origin."""
        left, bottom = self._origin[-1]
        self._origin[-1] = left + x, bottom + y

    def setFillColor(self, shade: Any) -> None:  # noqa: N802
        """Fill what comes with a colour."""
        self._fill = shade

    def setStrokeColor(self, shade: Any) -> None:  # noqa: N802
        """Draw lines in a colour."""
        self._stroke = shade

    def setLineWidth(self, width: float) -> None:  # noqa: N802
        """Draw lines of a width."""
        self._width = width

    def setDash(self, array: Any = None, *more: float) -> None:  # noqa: N802
        """Draw lines with dashes, or whole ones."""
        dash = list(array) if isinstance(array, list | tuple) else [] if array is None else [array, *more]
        self._dash = dash or None

    def setFont(self, name: str, size: float) -> None:  # noqa: N802
        """Set words in a font."""
        self._font = name, size

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a line."""
        left, bottom = self._origin[-1]
        self._add(Line(left + x1, bottom + y1, left + x2, bottom + y2), fill=0, stroke=1)

    def rect(self, x: float, y: float, width: float, height: float, stroke: int = 1, fill: int = 0) -> None:
        """Draw a rectangle from its lower left corner."""
        left, bottom = self._origin[-1]
        self._add(Rect(left + x, bottom + y, width, height), fill=fill, stroke=stroke)

    def circle(self, x: float, y: float, radius: float, stroke: int = 1, fill: int = 0) -> None:
        """Draw a circle around a centre."""
        left, bottom = self._origin[-1]
        self._add(Circle(left + x, bottom + y, radius), fill=fill, stroke=stroke)

    def beginPath(self) -> _Outline:  # noqa: N802
        """Begin an outline."""
        return _Outline()

    def drawPath(self, outline: _Outline, stroke: int = 1, fill: int = 0) -> None:  # noqa: N802
        """Draw an outline."""
        left, bottom = self._origin[-1]
        steps = [(step[0], left + step[1], bottom + step[2]) if len(step) > 1 else step[0] for step in outline.steps]
        made: Path = definePath(steps)
        self._add(made, fill=fill, stroke=stroke)

    def drawString(self, x: float, y: float, words: str) -> None:  # noqa: N802
        """Set words; their width is told, so that another font in the viewer's place pushes nothing aside."""
        left, bottom = self._origin[-1]
        name, size = self._font
        shown = words.rstrip(" ")
        if not shown:
            return
        at = round(2 * (bottom + y)) / 2  # the writer of SVG knows a baseline to half a point only
        made = String(left + x, at, shown, fontName=name, fontSize=size, fillColor=self._fill)
        made._svgAttrs = {"textLength": f"{pdfmetrics.stringWidth(shown, name, size):.2f}"}
        self.drawing.add(made)

    def _add(self, shape: Any, *, fill: int, stroke: int) -> None:
        shape.strokeColor = self._stroke if stroke else None
        shape.strokeWidth, shape.strokeDashArray = self._width, self._dash
        if hasattr(shape, "fillColor"):
            shape.fillColor = self._fill if fill else None
        self.drawing.add(shape)
