"""Charts drawn for paper: vectors on white, read by shape, dash and label, so that grey loses nothing.

What a chart says is made in charts; here it only gets its place in points. No figure and no sentence is made here.
"""

from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas

from codedesk import formats
from codedesk.charts.label_places import rows_of, spread
from codedesk.charts.picture import Band, BarChart, Chart, DrawnLine, Point
from codedesk.reports.glyphs import printable
from codedesk.reports.marks import Shape, draw_mark, draw_whisker
from codedesk.reports.prose import PictureTitle, colour, draw_text, shortened, width_of
from codedesk.reports.style import (
    CAPTION,
    CAPTION_STRONG,
    COMMON,
    FILL,
    INK,
    INK_2,
    INK_3,
    LINE,
    RULE,
    TABLE,
    TABLE_STRONG,
    WHITE,
)
from codedesk.reports.tags import TaggedPart

_BEFORE = "#A9B1BD"
_LEFT, _RIGHT = 34.0, 112.0
_BAND_ROWS, _BAND_MARK, _LABEL_ROWS = 3, 10.0, 3
_BESIDE = 3.6
SET_OFF = "reviewed"
_DASHES: dict[str, tuple[float, ...]] = {
    "mean": (),
    "limit": (2.2, 2.2),
    "standard": (8.0, 3.0),
    "expected": (8.0, 3.0),
}
_WIDTHS = {"mean": 0.9, "limit": 0.7, "standard": 1.1, "expected": 1.1}
_SHADES = {"mean": INK_3, "limit": INK_3, "standard": INK, "expected": INK}


class TimeChart(TaggedPart):
    """A chart over time with its title and subtitle; several of one width share their time axis.

    Events stand as numbers in the order of the chart's bands; their words belong into a caption below.
    """

    role = "Figure"

    def __init__(self, chart: Chart, plot_height: float = 104.0, *, dates: bool = True) -> None:
        """Take the chart; without dates the axis below is left to the next chart."""
        super().__init__()
        self._chart, self._plot_height, self._dates = chart, plot_height, dates
        self.spaceAfter = 6.0

    @property
    def alt_text(self) -> str:
        """The finding, the measure and the weeks with both figures, for those who hear the page."""
        return _alt_text(self._chart)

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the measure; the title may need two lines."""
        self.width = available
        self._title = PictureTitle(self._chart.title, self._chart.subtitle, available)
        self._bands = self._placed_bands()
        rows = max((row + 1 for _, row in self._bands if row is not None), default=0)
        rows = 0 if self._chart.empty else rows
        self._head = self._title.height + 4
        self._band_height = rows * 10.5
        self._foot = 16.0 if self._dates and not self._chart.empty else 6.0
        self._plot_height = 34.0 if self._chart.empty else self._plot_height
        self.height = self._head + self._band_height + self._plot_height + self._foot
        return self.width, self.height

    def draw(self) -> None:
        """Draw title, bands, grid, lines, marks and labels, in this order."""
        canvas, chart = self.canv, self._chart
        self._title.draw(canvas, self.height)
        if chart.empty:
            self._draw_empty()
            return
        self._draw_bands()
        self._draw_axes()
        self._draw_set_off()
        for entry in chart.lines:
            self._draw_level(entry)
        self._name_set_off()
        self._draw_labels()
        for series in chart.series:
            self._joined = series.joined
            if series.joined:
                for run in series.segments:
                    self._join(run)
            for point in series.points:
                self._draw_point(point)
        self._draw_values_off_the_scale()

    def _x(self, share: float) -> float:
        return _LEFT + share * (self.width - _LEFT - _RIGHT)

    def _y(self, value: float) -> float:
        return self._foot + self._chart.y.share(value) * self._plot_height

    def _draw_empty(self) -> None:
        canvas = self.canv
        canvas.setStrokeColor(colour(RULE))
        canvas.setLineWidth(0.6)
        canvas.rect(0, self._foot, self.width, self._plot_height)
        middle = self._foot + self._plot_height / 2
        draw_text(canvas, self.width / 2, middle, self._chart.empty, TABLE, "centre")

    def _placed_bands(self) -> list[tuple[Band, int | None]]:
        spans = []
        for band in self._chart.bands:
            left = self._x(self._chart.x.share(band.from_day)) + 2
            spans.append((left, left + _BAND_MARK))
        return list(zip(self._chart.bands, rows_of(spans, _BAND_ROWS), strict=True))

    def _draw_bands(self) -> None:
        canvas, chart = self.canv, self._chart
        top = self._foot + self._plot_height + self._band_height
        for number, (band, row) in enumerate(self._bands, 1):
            left = self._x(chart.x.share(band.from_day))
            right = self._x(chart.x.share(band.to_day))
            canvas.setFillColor(colour(FILL))
            canvas.setStrokeColor(colour(LINE))
            canvas.setLineWidth(0.5)
            canvas.setDash(1, 2)
            if right - left > 2:
                canvas.rect(left, self._foot, right - left, top - self._foot, stroke=0, fill=1)
            canvas.line(left, self._foot, left, top)
            canvas.setDash()
            if row is not None:
                draw_text(canvas, left + 2, top - 8.5 - 10.5 * row, str(number), CAPTION_STRONG)

    def _draw_axes(self) -> None:
        canvas, chart = self.canv, self._chart
        right = self._x(1)
        canvas.setLineWidth(0.4)
        canvas.setStrokeColor(colour(RULE))
        for tick in chart.y.ticks:
            canvas.line(_LEFT, self._y(tick.at), right, self._y(tick.at))
        for tick in chart.y.ticks:
            words = f"{tick.label}{formats.NO_BREAK}{chart.y.unit}" if tick is chart.y.ticks[-1] else tick.label
            draw_text(canvas, _LEFT - 5, self._y(tick.at) - 3, words, CAPTION, "right")
        canvas.setStrokeColor(colour(LINE))
        canvas.setLineWidth(0.6)
        canvas.line(_LEFT, self._foot, right, self._foot)
        for mark in chart.x.ticks:
            x = self._x(chart.x.share(mark.day))
            canvas.line(x, self._foot, x, self._foot - (4 if mark.label else 2))
            if mark.label and self._dates:
                draw_text(canvas, x, self._foot - 13, mark.label, CAPTION, "left" if x < _LEFT + 1 else "centre")

    def _draw_set_off(self) -> None:
        """Rule the reviewed period off from the time before it."""
        canvas, chart = self.canv, self._chart
        if chart.set_off is None:
            return
        left = self._x(chart.x.share(chart.set_off.from_day)) - _BESIDE
        canvas.setStrokeColor(colour(INK_2))
        canvas.setLineWidth(0.8)
        canvas.line(left, self._foot, left, self._foot + self._plot_height)

    def _name_set_off(self) -> None:
        """Say in the chart of the pace what is ruled off; a limit that passes there stops beside the word."""
        canvas, chart = self.canv, self._chart
        if chart.set_off is None or chart.measure != "pace":
            return
        left = self._x(chart.x.share(chart.set_off.from_day)) - _BESIDE + 4
        canvas.setFillColor(colour(WHITE))
        wide = width_of(SET_OFF, CAPTION_STRONG.font, CAPTION_STRONG.size)
        canvas.rect(left - 1, self._foot + 1, wide + 2, 10, stroke=0, fill=1)
        draw_text(canvas, left, self._foot + 3.5, SET_OFF, CAPTION_STRONG)

    def _draw_level(self, entry: DrawnLine) -> None:
        canvas, x = self.canv, self._chart.x
        _stroke(canvas, entry.kind)
        for step in entry.steps:
            y = self._y(step.value)
            canvas.line(self._x(max(0.0, x.share(step.from_day))), y, self._x(min(1.0, x.share(step.to_day))), y)
        for before, after in pairwise(entry.steps):
            at = self._x(min(1.0, max(0.0, x.share(after.from_day))))
            canvas.line(at, self._y(before.value), at, self._y(after.value))
        canvas.setDash()

    def _draw_labels(self) -> None:
        named = [entry for entry in self._chart.lines if entry.steps]
        wanted = [self._y(entry.steps[-1].value) for entry in named]
        places = spread(wanted, 10.5, self._foot, self._foot + self._plot_height + self._band_height)
        for entry, level, place in zip(named, wanted, places, strict=True):
            strong = entry.kind in ("standard", "expected")
            self.canv.setStrokeColor(colour(LINE))
            self.canv.setLineWidth(0.4)
            self.canv.line(self._x(1) + 1, level, self._x(1) + 5, place)
            style = CAPTION_STRONG if strong else CAPTION
            draw_text(self.canv, self._x(1) + 7, place - 3, shortened(entry.label, style, _RIGHT - 7), style)

    def _draw_values_off_the_scale(self) -> None:
        """Write the values of marks at the edge into the plot, over or under them, in rows where they are close."""
        chart, style = self._chart, CAPTION_STRONG
        middle, spans = (chart.y.low + chart.y.high) / 2, []
        for label in chart.labels:
            wide = width_of(label.text, style.font, style.size)
            left = min(self._x(chart.x.share(label.day)) - wide / 2, self._x(1) - wide)
            spans.append((left, left + wide))
        for label, (left, _), row in zip(chart.labels, spans, rows_of(spans, _LABEL_ROWS), strict=True):
            if row is not None:
                beside = -14 - 10 * row if label.value > middle else 7 + 10 * row
                draw_text(self.canv, left, self._y(label.value) + beside, label.text, style)

    def _join(self, run: tuple[Point, ...]) -> None:
        self.canv.setStrokeColor(colour(COMMON))
        self.canv.setLineWidth(0.8)
        for before, after in pairwise(run):
            self.canv.line(*self._place(before), *self._place(after))

    def _place(self, point: Point) -> tuple[float, float]:
        return self._x(self._chart.x.share(point.day)), self._y(point.value or 0.0)

    def _draw_point(self, point: Point) -> None:
        if point.value is None:
            return
        x, y = self._place(point)
        if point.low is not None and point.high is not None:
            draw_whisker(self.canv, x, self._y(point.low), self._y(point.high))
        plain: Shape = "part" if point.part else "common" if self._joined else "audited"
        draw_mark(self.canv, plain if point.mark == "common" else point.mark, x, y)


def _alt_text(chart: Chart | BarChart) -> str:
    rows = (", ".join(f"{name} {cell}" for name, cell in zip(chart.table.header, row, strict=True) if cell)
            for row in chart.table.rows)  # fmt: skip
    return printable(" ".join((chart.summary, f"{chart.subtitle}.", "; ".join(rows)))).strip()


def _stroke(canvas: Canvas, kind: str) -> None:
    canvas.setStrokeColor(colour(_SHADES[kind]))
    canvas.setLineWidth(_WIDTHS[kind])
    canvas.setDash(list(_DASHES[kind]))


class BarsDrawn(TaggedPart):
    """Horizontal bars, this period's in ink and last period's beneath it in grey, each with its count."""

    role = "Figure"

    def __init__(self, chart: BarChart) -> None:
        """Take the chart; where no bar had findings before, the bars stand closer."""
        super().__init__()
        self._chart = chart
        self._row = 22.0 if any(bar.before for bar in chart.bars) else 19.0
        self.spaceAfter = 10.0

    @property
    def alt_text(self) -> str:
        """The finding and every bar in words."""
        return _alt_text(self._chart)

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the measure, and a row for each bar."""
        self.width = available
        self._title = PictureTitle(self._chart.title, self._chart.subtitle, available)
        rows = 0 if self._chart.empty else len(self._chart.bars)
        body = rows * self._row if rows else 16.0
        self.height = self._title.height + 4 + body
        return self.width, self.height

    def draw(self) -> None:
        """Draw titles and bars."""
        y = self._title.draw(self.canv, self.height)
        if self._chart.empty:
            draw_text(self.canv, 0, y - 12, self._chart.empty, TABLE)
            return
        y -= 3
        left = self.width * 0.36
        scale = (self.width - left - 30) / max(1, self._chart.high)
        for bar in self._chart.bars:
            y -= self._row
            words = shortened(bar.label, TABLE, left - 8)
            top = y + self._row - 15
            draw_text(self.canv, left - 8, top + 2, words, TABLE, "right")
            self._bar(left, top, bar.value * scale, INK_2, 10)
            draw_text(self.canv, left + bar.value * scale + 4, top + 1.5, formats.number(bar.value), TABLE_STRONG)
            if bar.before:
                self._bar(left, top - 6, bar.before * scale, _BEFORE, 5)
                draw_text(self.canv, left + bar.before * scale + 4, top - 7.5, formats.number(bar.before), CAPTION)
        self.canv.setStrokeColor(colour(LINE))
        self.canv.setLineWidth(0.6)
        self.canv.line(left, y, left, y + self._row * len(self._chart.bars))

    def _bar(self, x: float, y: float, length: float, shade: str, height: float) -> None:
        self.canv.setFillColor(colour(shade))
        self.canv.rect(x, y, length, height, stroke=0, fill=1)
