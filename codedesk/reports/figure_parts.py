"""The pictures of the Trends page drawn for paper: funnel, stacked columns, small multiples, balance. Read in grey.

What they say is made in charts; here it only gets its place in points.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas

from codedesk import formats
from codedesk.charts.balance import Balance, BalanceBar
from codedesk.charts.funnel import Funnel, FunnelDot
from codedesk.charts.label_places import Box, beside, rows_of, spread
from codedesk.charts.multiples import Cell, Multiples
from codedesk.charts.picture import AltTable, MarkKind, Point, Spark, ValueTick
from codedesk.charts.shares import Stacks
from codedesk.reports.glyphs import printable
from codedesk.reports.marks import draw_mark
from codedesk.reports.prose import colour, draw_text, shortened, width_of
from codedesk.reports.style import (
    CAPTION,
    CAPTION_STRONG,
    COMMON,
    CONCERN,
    FILL,
    IMPROVEMENT,
    INK,
    INK_2,
    INK_3,
    LINE,
    RULE,
    SPECIAL,
    TABLE,
    TABLE_STRONG,
    WHITE,
)
from codedesk.reports.tags import TaggedPart

# From the bottom layer up: apart in grey, and each with a name beside it.
SHADES = ("#0B3A66", "#4C86BF", "#A9C8E6", "#6E7681", "#C3C9D1", "#E9ECF0")
_LEFT = 34.0


def alt_text(summary: str, table: AltTable) -> str:
    """Say the finding and every row of the table, for those who hear the page."""
    rows = ("; ".join(", ".join(f"{name} {cell}" for name, cell in zip(table.header, row, strict=True) if cell)
                      for row in table.rows))  # fmt: skip
    return printable(f"{summary} {rows}".strip())


class _Drawing(TaggedPart):
    """A picture as wide as the measure and of one height."""

    role = "Figure"

    def __init__(self, height: float, words: str) -> None:
        super().__init__()
        self._tall, self._words = height, words
        self.spaceAfter = 6.0

    @property
    def alt_text(self) -> str:
        """The picture in words."""
        return self._words

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the measure and its own height."""
        self.width, self.height = available, self._tall
        return self.width, self.height


class FunnelChart(_Drawing):
    """Accuracy against the sample with the limits of chance; names beside the dots that have room."""

    def __init__(self, chart: Funnel, height: float = 250.0) -> None:
        """Take the picture."""
        super().__init__(height, alt_text(chart.summary, chart.table))
        self._chart = chart

    def _x(self, n: float) -> float:
        return _LEFT + self._chart.share(n) * (self.width - _LEFT - 52)

    def _y(self, value: float) -> float:
        return 30 + self._chart.y.share(value) * (self.height - 40)

    def draw(self) -> None:
        """Draw axes, centre, limits, dots and names."""
        canvas, chart = self.canv, self._chart
        _draw_values(canvas, chart.y.ticks, self._y, _LEFT, self._x(chart.high))
        for tick in chart.ticks:
            draw_text(canvas, self._x(tick.at), 18, tick.label, CAPTION, "centre")
        draw_text(canvas, (self._x(0) + self._x(chart.high)) / 2, 5, "Effective sample", CAPTION, "centre")
        _pen(canvas, INK_3, 0.9)
        canvas.line(self._x(0), self._y(chart.centre), self._x(chart.high), self._y(chart.centre))
        names = [("Team", chart.centre)]
        for number, bound in enumerate(chart.bounds):
            _pen(canvas, INK_2, 0.8, (2.2, 2.2) if number == 0 else (8.0, 3.0))
            for side in (1, 2):
                shown = [point for point in bound.points if chart.y.low < point[side] < chart.y.high]
                self._draw_curve(canvas, [(self._x(point[0]), self._y(point[side])) for point in shown])
            names += [(bound.label, level) for level in bound.points[-1][1:] if chart.y.low < level < chart.y.high]
        canvas.setDash()
        places = spread([self._y(level) for _, level in names], 10.5, 26, self.height)
        for (name, _), at in zip(names, places, strict=True):
            draw_text(canvas, self._x(chart.high) + 5, at - 3, name, CAPTION)
        self._draw_dots(canvas)

    @staticmethod
    def _draw_curve(canvas: Canvas, spots: list[tuple[float, float]]) -> None:
        """Draw a curve in one go, so that its dashes go on from piece to piece."""
        if spots:
            path = canvas.beginPath()
            path.moveTo(*spots[0])
            for spot in spots[1:]:
                path.lineTo(*spot)
            canvas.drawPath(path, stroke=1, fill=0)

    def _draw_dots(self, canvas: Canvas) -> None:
        taken: list[Box] = []
        spots = [(dot, self._x(dot.n), self._y(dot.accuracy)) for dot in self._chart.dots]
        for dot, x, y in spots:
            draw_mark(canvas, "audited" if dot.mark == "common" else dot.mark, x, y)
            taken.append((x - 5, y - 5, x + 5, y + 5))
        for dot, x, y in sorted(spots, key=lambda spot: spot[0].mark == "common"):
            self._draw_name(canvas, dot, x, y, taken)

    def _draw_name(self, canvas: Canvas, dot: FunnelDot, x: float, y: float, taken: list[Box]) -> None:
        words = shortened(dot.name, CAPTION, 110)
        wide = width_of(words, CAPTION.font, CAPTION.size) + 3
        box = beside((x, y), (wide, 10.5), (_LEFT, 28, self._x(self._chart.high), self.height), taken, 7)
        if box is None:
            return
        taken.append(box)
        if abs((box[1] + box[3]) / 2 - y) > 10:
            _pen(canvas, LINE, 0.4)
            canvas.line(x, y, box[0] if box[0] > x else box[2], box[1] + 5)
        canvas.setFillColor(colour(WHITE))
        canvas.rect(box[0], box[1], wide, 10, stroke=0, fill=1)
        draw_text(canvas, box[0] + 1.5, box[1] + 2.5, words, CAPTION)


class StackChart(_Drawing):
    """Stacked columns with their layers named at the right edge."""

    def __init__(self, chart: Stacks, height: float = 230.0) -> None:
        """Take the picture."""
        super().__init__(height, alt_text(chart.summary, chart.table))
        self._chart = chart

    def draw(self) -> None:
        """Draw the columns from the bottom layer up, the days under them, the names beside the last."""
        canvas, chart = self.canv, self._chart
        left, right, bottom, top = _LEFT, self.width - 130, 20.0, self.height - 8
        wide = (right - left) / max(1, len(chart.columns))
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            y = bottom + share * (top - bottom)
            _pen(canvas, RULE, 0.4)
            canvas.line(left, y, right, y)
            words = f"{share * 100:.0f}{formats.NO_BREAK}%" if share == 1 else f"{share * 100:.0f}"
            draw_text(canvas, left - 5, y - 3, words, CAPTION, "right")
        for number, column in enumerate(chart.columns):
            y = bottom
            for layer, share in enumerate(column.shares):
                canvas.setFillColor(colour(SHADES[layer]))
                canvas.setStrokeColor(colour(WHITE))
                canvas.setLineWidth(0.5)
                canvas.rect(left + number * wide, y, wide * 0.86, share * (top - bottom), stroke=1, fill=1)
                y += share * (top - bottom)
        self._draw_days(canvas, left, wide, bottom)
        self._draw_names(canvas, right, bottom, top)

    def _draw_days(self, canvas: Canvas, left: float, wide: float, bottom: float) -> None:
        places = [left + (number + 0.43) * wide for number in range(len(self._chart.columns))]
        widths = [width_of(column.label, CAPTION.font, CAPTION.size) for column in self._chart.columns]
        spans = [(at - half / 2, at + half / 2) for at, half in zip(places, widths, strict=True)]
        for column, at, row in zip(self._chart.columns, places, rows_of(spans, 1, 2.0), strict=True):
            if row is not None:
                draw_text(canvas, at, bottom - 12, column.label, CAPTION, "centre")

    def _draw_names(self, canvas: Canvas, right: float, bottom: float, top: float) -> None:
        last = next((column for column in reversed(self._chart.columns) if column.shares), None)
        if last is None:
            return
        middles, below = [], 0.0
        for share in last.shares:
            middles.append(bottom + (below + share / 2) * (top - bottom))
            below += share
        for layer, at in enumerate(spread(middles, 11.0, bottom, top)):
            _pen(canvas, LINE, 0.4)
            canvas.line(right - 2, middles[layer], right + 5, at)
            canvas.setFillColor(colour(SHADES[layer]))
            canvas.rect(right + 7, at - 3.5, 7, 7, stroke=0, fill=1)
            words = f"{self._chart.layers[layer]} {formats.percent(last.shares[layer])}"
            draw_text(canvas, right + 17, at - 3, shortened(words, CAPTION, 112), CAPTION)


class MultiplesRow(_Drawing):
    """A row of coders, each with pace above accuracy; several rows make the whole picture."""

    def __init__(self, chart: Multiples, cells: tuple[Cell, ...], across: int) -> None:
        """Take the cells of the row, and how many stand side by side."""
        super().__init__(112.0, printable(" ".join(cell.words for cell in cells)))
        self._chart, self._cells, self._across = chart, cells, across
        self.spaceAfter = 8.0

    def draw(self) -> None:
        """Draw the cells from left to right."""
        wide = (self.width - 12 * (self._across - 1)) / self._across
        for number, cell in enumerate(self._cells):
            self._draw_cell(cell, number * (wide + 12), wide)

    def _draw_cell(self, cell: Cell, left: float, wide: float) -> None:
        canvas = self.canv
        draw_text(canvas, left, 103, shortened(cell.name, TABLE_STRONG, wide), TABLE_STRONG)
        draw_text(canvas, left, 93, cell.pace_words, CAPTION)
        self._draw_spark(cell.spark.pace, (left, 53, wide, 36))
        draw_text(canvas, left, 43, shortened(cell.accuracy_words, CAPTION, wide), CAPTION)
        self._draw_spark(cell.spark.accuracy, (left, 6, wide, 33))

    def _draw_spark(self, spark: Spark, frame: tuple[float, float, float, float]) -> None:
        canvas, (left, bottom, wide, high) = self.canv, frame
        axis = self._chart.pace_y if spark.measure == "pace" else self._chart.accuracy_y
        canvas.setFillColor(colour(FILL))
        canvas.rect(left, bottom, wide, high, stroke=0, fill=1)
        for level in (axis.high, axis.low):
            at = bottom + axis.share(level) * high
            words = f"{level * 100:.0f}"
            draw_text(canvas, left + wide - 1, at - (8 if level == axis.high else -2), words, CAPTION, "right")
        days = max(1, (spark.end - spark.start).days)

        def spot(point: Point) -> tuple[float, float]:
            across = left + 3 + (point.day - spark.start).days / days * (wide - 22)
            return across, bottom + axis.share(point.value or 0.0) * high

        _pen(canvas, INK, 0.8, (5.0, 2.5))
        for step in spark.standard:
            y = bottom + axis.share(step.value) * high
            canvas.line(left, y, left + wide - 18, y)
        _pen(canvas, COMMON if spark.measure == "pace" else INK_2, 0.8)
        for before, after in pairwise(spark.points):
            if spark.measure == "pace" and before.value is not None and after.value is not None:
                canvas.line(*spot(before), *spot(after))
        for point in spark.points:
            if point.value is None or (point.mark == "common" and spark.measure == "pace"):
                continue
            x, y = spot(point)
            if point.low is not None and point.high is not None:
                canvas.line(x, bottom + axis.share(point.low) * high, x, bottom + axis.share(point.high) * high)
            _draw_small(canvas, point.mark, x, y)


class BalanceBars(_Drawing):
    """A bar of earned hours against the line of scheduled ones for each person, with hard work and the pair beside."""

    def __init__(self, chart: Balance) -> None:
        """Take the picture."""
        super().__init__(16.0 + 25.0 * len(chart.bars), alt_text(chart.summary, chart.table))
        self._chart = chart

    def draw(self) -> None:
        """Draw a row for each person; the team's bar is not drawn, only told."""
        y = self.height - 12
        draw_text(self.canv, 116, y, "Earned hours against scheduled", CAPTION_STRONG)
        draw_text(self.canv, 300, y, "Hard work", CAPTION_STRONG, "right")
        draw_text(self.canv, 346, y, "Pace", CAPTION_STRONG, "right")
        draw_text(self.canv, 356, y, "Accuracy of the same time", CAPTION_STRONG)
        for number, bar in enumerate(self._chart.bars):
            self._draw_bar(bar, y - 21 - 25 * number, drawn=number < len(self._chart.bars) - 1)

    def _draw_bar(self, bar: BalanceBar, y: float, *, drawn: bool) -> None:
        canvas, scale = self.canv, 120 / self._chart.high
        draw_text(canvas, 0, y, shortened(bar.name, TABLE, 108), TABLE if drawn else TABLE_STRONG)
        if drawn:
            canvas.setFillColor(colour(INK_3))
            canvas.rect(116, y - 1, bar.earned * scale, 8, stroke=0, fill=1)
            _pen(canvas, INK, 1.4)
            canvas.line(116 + bar.scheduled * scale, y - 4, 116 + bar.scheduled * scale, y + 10)
        words = f"{formats.number(bar.earned, 0)} of {formats.number(bar.scheduled, 0)} h, "
        draw_text(canvas, 116, y - 10, f"{words}{formats.percent(bar.earned_share)}", CAPTION)
        draw_text(canvas, 300, y, formats.percent(bar.hard_share), TABLE, "right")
        draw_text(canvas, 346, y, formats.percent(bar.paired.pace.value), TABLE, "right")
        draw_text(canvas, 356, y, shortened(bar.accuracy, CAPTION, self.width - 356), CAPTION)


def _draw_values(
    canvas: Canvas, ticks: Sequence[ValueTick], place: Callable[[float], float], left: float, right: float
) -> None:
    _pen(canvas, RULE, 0.4)
    for tick in ticks:
        canvas.line(left, place(tick.at), right, place(tick.at))
        words = f"{tick.label}{formats.NO_BREAK}%" if tick is ticks[-1] else tick.label
        draw_text(canvas, left - 5, place(tick.at) - 3, words, CAPTION, "right")


def _draw_small(canvas: Canvas, mark: MarkKind, x: float, y: float) -> None:
    """Draw a mark where many stand close: shapes as elsewhere, half as large."""
    shade = {"common": INK_2, "improvement": IMPROVEMENT, "concern": CONCERN, "special": SPECIAL}[mark]
    canvas.setFillColor(colour(shade))
    if mark == "concern":
        path = canvas.beginPath()
        path.moveTo(x, y + 2.6)
        for corner in ((x + 2.6, y), (x, y - 2.6), (x - 2.6, y)):
            path.lineTo(*corner)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    elif mark == "special":
        canvas.rect(x - 1.9, y - 1.9, 3.8, 3.8, stroke=0, fill=1)
    else:
        canvas.circle(x, y, 1.6 if mark == "common" else 2.1, stroke=0, fill=1)
    if mark == "improvement":
        canvas.setFillColor(colour(WHITE))
        canvas.circle(x, y, 1.0, stroke=0, fill=1)


def _pen(canvas: Canvas, shade: str, width: float, dash: tuple[float, ...] = ()) -> None:
    canvas.setStrokeColor(colour(shade))
    canvas.setLineWidth(width)
    canvas.setDash(list(dash))
