"""A chart of work that waits, drawn for paper: vectors on white, read by dash, shape and label, also in grey.

What it says is made in charts; here it only gets its place in points.
"""

from datetime import date
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas

from codedesk.charts.flow_chart import FlowChart, FlowLine, FlowPoint
from codedesk.charts.label_places import rows_of, spread
from codedesk.reports.figure_parts import SHADES, alt_text
from codedesk.reports.marks import draw_mark
from codedesk.reports.prose import PictureTitle, colour, draw_text, shortened, width_of
from codedesk.reports.style import CAPTION, FILL, INK, INK_2, INK_3, LINE, RULE, TABLE, WHITE
from codedesk.reports.tags import TaggedPart

_LEFT, _RIGHT, _FOOT = 34.0, 104.0, 16.0
_BAND_ROWS, _BAND_ROW = 2, 10.5
_DASHES: dict[str, tuple[float, ...]] = {"solid": (), "dashed": (5.0, 2.5), "dotted": (1.2, 2.0)}


class FlowDrawn(TaggedPart):
    """The chart with its title and subtitle."""

    role = "Figure"

    def __init__(self, chart: FlowChart, plot_height: float = 104.0, *, named: bool = True) -> None:
        """Take the chart; named: what happened is named above it, which a picture above may have done."""
        super().__init__()
        self._band_rows = _BAND_ROWS if named else 0
        self._chart, self._plot = chart, 20.0 if chart.empty else plot_height
        self.spaceAfter = 6.0

    @property
    def alt_text(self) -> str:
        """The finding, what happened and every week, for those who hear the page."""
        happened = "".join(f" {band.text}." for band in self._chart.bands)
        return alt_text(f"{self._chart.summary}{happened}", self._chart.table)

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the measure; the title may need two lines."""
        self.width = available
        self._title = PictureTitle(self._chart.title, self._chart.subtitle, available)
        self._bands = self._placed_bands()
        rows = max((row + 1 for _, row in self._bands if row is not None), default=0)
        self.height = self._title.height + 6 + _BAND_ROW * rows + self._plot + _FOOT
        return self.width, self.height

    def _placed_bands(self) -> list[tuple[float, int | None]]:
        """Return where the name of what happened begins, and in which row above the plot; None: there is no room."""
        chart = self._chart
        if chart.empty:
            return []
        wide = [width_of(band.label, CAPTION.font, CAPTION.size) + 2 for band in chart.bands]
        lefts = [min(self._x(band.from_day), self.width - each) for band, each in zip(chart.bands, wide, strict=True)]
        spans = [(left, left + each) for left, each in zip(lefts, wide, strict=True)]
        return list(zip(lefts, rows_of(spans, self._band_rows, 6.0), strict=True))

    def draw(self) -> None:
        """Draw title, what happened, axes, band, levels, lines, marks and names, in this order."""
        canvas, chart = self.canv, self._chart
        y = self._title.draw(canvas, self.height)
        if chart.empty:
            draw_text(canvas, 0, y - 14, chart.empty, TABLE)
            return
        self._draw_bands()
        self._draw_axes()
        self._draw_columns()
        for each in chart.lines:
            self._draw_band(each)
        for level in chart.levels:
            _pen(canvas, INK_3, 0.8, () if level.kind == "mean" else (2.2, 2.2))
            canvas.line(_LEFT, self._y(level.value), self._x(level.to_day), self._y(level.value))
        for each in chart.lines:
            self._draw_points(each)
        self._draw_names()

    def _x(self, day: date) -> float:
        return _LEFT + self._chart.x.share(day) * (self.width - _LEFT - _RIGHT)

    def _y(self, value: float) -> float:
        return _FOOT + self._chart.y.share(value) * self._plot

    def _spot(self, point: FlowPoint) -> tuple[float, float]:
        return self._x(point.day), self._y(point.value or 0.0)

    def _draw_bands(self) -> None:
        canvas, top = self.canv, _FOOT + self._plot
        for band, (_, row) in zip(self._chart.bands, self._bands, strict=True):
            x = self._x(band.from_day)
            if not band.one_day:
                canvas.setFillColor(colour(FILL))
                canvas.rect(x, _FOOT, self._x(band.to_day) - x, self._plot, stroke=0, fill=1)
            _pen(canvas, LINE, 0.5, (1.0, 2.0))
            canvas.line(x, _FOOT, x, top + (0.0 if row is None else _BAND_ROW * row + 3))
        canvas.setDash()
        for band, (left, row) in zip(self._chart.bands, self._bands, strict=True):
            if row is not None:  # on a ground of its own: the line of a later day goes up through the words
                foot, wide = top + 1 + _BAND_ROW * row, width_of(band.label, CAPTION.font, CAPTION.size)
                canvas.setFillColor(colour(WHITE))
                canvas.rect(left + 1, foot, wide + 2, _BAND_ROW - 1, stroke=0, fill=1)
                draw_text(canvas, left + 2, foot + 2, band.label, CAPTION)

    def _draw_axes(self) -> None:
        canvas, chart = self.canv, self._chart
        _pen(canvas, RULE, 0.4)
        for tick in chart.y.ticks:
            canvas.line(_LEFT, self._y(tick.at), self.width - _RIGHT, self._y(tick.at))
            draw_text(canvas, _LEFT - 5, self._y(tick.at) - 3, tick.label, CAPTION, "right")
        named = [mark for mark in chart.x.ticks if mark.label]
        halves = [width_of(mark.label, CAPTION.font, CAPTION.size) / 2 for mark in named]
        spans = [(self._x(mark.day) - half, self._x(mark.day) + half) for mark, half in zip(named, halves, strict=True)]
        for mark, row in zip(named, rows_of(spans, 1, 6.0), strict=True):
            if row is not None:
                draw_text(canvas, self._x(mark.day), 4, mark.label, CAPTION, "centre")

    def _draw_columns(self) -> None:
        canvas, chart = self.canv, self._chart
        weeks = max(1, (chart.x.end - chart.x.start).days / 7)
        wide = 0.8 * (self.width - _LEFT - _RIGHT) / weeks
        for column in chart.columns:
            y = _FOOT
            for layer, part in enumerate(column.parts):
                high = self._y(part) - _FOOT
                canvas.setFillColor(colour(SHADES[layer]))
                canvas.rect(self._x(column.day), y, wide, high, stroke=0, fill=1)
                y += high

    def _draw_band(self, line: FlowLine) -> None:
        inside = [point for point in line.points if point.low is not None and point.high is not None]
        if len(inside) < 2:
            return
        path = self.canv.beginPath()
        path.moveTo(self._x(inside[0].day), self._y(inside[0].high or 0.0))
        for point in inside[1:]:
            path.lineTo(self._x(point.day), self._y(point.high or 0.0))
        for point in reversed(inside):
            path.lineTo(self._x(point.day), self._y(point.low or 0.0))
        path.close()
        self.canv.setFillColor(colour(FILL))
        self.canv.setStrokeColor(colour(LINE))
        self.canv.setLineWidth(0.4)
        self.canv.setDash()
        self.canv.drawPath(path, stroke=1, fill=1)

    def _draw_points(self, line: FlowLine) -> None:
        _pen(self.canv, INK if line.style == "dashed" else INK_2, 1.0, _DASHES[line.style])
        for run in line.segments:
            for before, after in pairwise(run):
                self.canv.line(*self._spot(before), *self._spot(after))
        self.canv.setDash()
        for point in line.points:
            if point.mark is not None and point.value is not None:
                shape = "part" if line.style == "dotted" and point.mark == "common" else point.mark
                draw_mark(self.canv, shape, *self._spot(point))

    def _draw_names(self) -> None:
        named = self._chart.names
        places = spread([self._y(at) for _, at, _ in named], 10.5, _FOOT - 4, _FOOT + self._plot + 6)
        right = self.width - _RIGHT
        for (name, at, which), place in zip(named, places, strict=True):
            _pen(self.canv, LINE, 0.4)
            self.canv.line(right + 1, self._y(at), right + 6, place)
            x = right + 8
            if which is not None:
                self.canv.setFillColor(colour(SHADES[which]))
                self.canv.rect(x, place - 3.5, 7, 7, stroke=0, fill=1)
                x += 10
            draw_text(self.canv, x, place - 3, shortened(name, CAPTION, self.width - x), CAPTION)


def _pen(canvas: Canvas, shade: str, width: float, dash: tuple[float, ...] = ()) -> None:
    canvas.setStrokeColor(colour(shade))
    canvas.setLineWidth(width)
    canvas.setDash(list(dash))
