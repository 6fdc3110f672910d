"""Tables on paper: declared columns, aligned figures, rows never split, the header on every page they run over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from codedesk.reports.prose import Line, Run, at_top, broken, colour, draw_line, width_of
from codedesk.reports.style import CAPTION, CAPTION_STRONG, FILL, LINE, RULE, TABLE, TABLE_STRONG, Type
from codedesk.reports.tags import ARTIFACT, TaggedPart, close_tag, enter, leave, open_tag

Cell = str | tuple[Run, ...]
_PAD_X, _PAD_Y, _GAP = 4.0, 2.75, 8.0
_TALL, _FEW = 200.0, 2
_FIGURE = re.compile(r"[+\u2212-]?[\d,]+((?:\.\d+)?(?:\s?%)?)")


@dataclass(frozen=True, slots=True)
class PrintColumn:
    """One column: its title, its share of the width, how it stands. Figures stand right, on their decimal point."""

    title: str
    share: float
    align: Literal["left", "right"] = "left"


def small(words: str) -> Run:
    """Return a run in the caption's type, on a line of its own under the figure."""
    return f"\n{words}", CAPTION


def strong(words: str) -> tuple[Run, ...]:
    """Return a cell in the strong type."""
    return ((words, TABLE_STRONG),)


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[tuple[Line, ...], ...]
    heights: tuple[tuple[float, ...], ...]
    height: float
    total: bool
    shifts: tuple[float, ...] = ()


class Grid(TaggedPart):
    """A table. The rows of `totals` (numbers of rows) are set apart by a line above and the strong type."""

    role = ""

    def __init__(
        self,
        columns: Sequence[PrintColumn],
        rows: Sequence[Sequence[Cell]],
        totals: Sequence[int] = (),
        after: float = 12.0,
    ) -> None:
        """Take columns and rows of cells: strings, or runs of text with types of their own."""
        super().__init__()
        self._columns = tuple(columns)
        self._source = tuple((tuple(row), number in totals) for number, row in enumerate(rows))
        self.spaceAfter = after
        self.spaceBefore = 2.0
        self._rows: tuple[_Row, ...] | None = None
        self._laid_out_at = 0.0
        self._goes_on = False

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Lay the cells out for the width there is; what goes on from another page asks for the top of one."""
        if self._rows is None or self._laid_out_at != available:
            self._lay_out(available)
        self.width = available
        self.height = self._header.height + sum(row.height for row in self._rows or ())
        waits = self._goes_on and not at_top(self)
        return self.width, max(self.height, height + 1) if waits else self.height

    def split(self, _available: float, height: float) -> list["Grid"]:
        """Cut between two rows; the header and a row stand on each side, and no total nor last of several rows alone.

        A row is cut only where its text is so long that it might not fit on a page of its own.
        """
        if self._goes_on and not at_top(self):
            return []
        rows = self._rows or ()
        filled, fits = self._header.height, 0
        while fits < len(rows) and filled + rows[fits].height <= height + 0.01:
            filled += rows[fits].height
            fits += 1
        if fits == len(rows) - 1 and (fits > _FEW or rows[-1].total):
            fits -= 1
        if fits == 0 and rows and rows[0].height > _TALL:
            top, rest = _cut(rows[0], height - self._header.height)
            return [self._part((top,)), self._part((rest, *rows[1:]), goes_on=True)] if any(top.cells) else []
        if fits in (0, len(rows)):
            return []
        return [self._part(rows[:fits]), self._part(rows[fits:], goes_on=True)]

    def _part(self, rows: tuple[_Row, ...], *, goes_on: bool = False) -> "Grid":
        part = Grid(self._columns, (), after=self.spaceAfter)
        part._goes_on = goes_on
        part._header, part._rows, part._laid_out_at, part._edges = self._header, rows, self._laid_out_at, self._edges
        return part

    def _lay_out(self, available: float) -> None:
        total = sum(column.share for column in self._columns)
        edges = [0.0]
        for column in self._columns:
            edges.append(edges[-1] + available * column.share / total)
        self._edges = tuple(edges)
        titles = tuple(((column.title, CAPTION_STRONG),) for column in self._columns)
        self._header = self._row(titles, total=False)
        self._rows = self._aligned([self._row(tuple(map(_runs, cells)), total=last) for cells, last in self._source])
        self._laid_out_at = available

    def _pad(self, number: int) -> float:
        """Keep words apart from the figures of the column before."""
        before, own = self._columns[max(0, number - 1)].align, self._columns[number].align
        return _PAD_X + _GAP if before == "right" and own == "left" else _PAD_X

    def _aligned(self, rows: list[_Row]) -> tuple[_Row, ...]:
        """Move the figures of each column so that their decimal points stand under each other."""
        shifts: list[tuple[float, ...]] = []
        for number, column in enumerate(self._columns):
            tails = [_tail(row.cells[number]) if column.align == "right" else None for row in rows]
            widest = max((tail for tail in tails if tail is not None), default=0.0)
            shifts.append(tuple(0.0 if tail is None else widest - tail for tail in tails))
        return tuple(replace(row, shifts=tuple(own[at] for own in shifts)) for at, row in enumerate(rows))

    def _row(self, cells: tuple[tuple[Run, ...], ...], *, total: bool) -> _Row:
        broken_cells: list[tuple[Line, ...]] = []
        heights: list[tuple[float, ...]] = []
        for number, runs in enumerate(cells):
            measure = self._edges[number + 1] - self._edges[number] - _PAD_X - self._pad(number)
            kept = tuple((words, TABLE_STRONG if total and style is TABLE else style) for words, style in runs)
            lines = broken(kept, measure)
            broken_cells.append(lines)
            fallback = kept[0][1].leading if kept else TABLE.leading
            heights.append(tuple(max((p[1].leading for p in line), default=fallback) for line in lines))
        height = max(sum(cell) for cell in heights) + 2 * _PAD_Y
        return _Row(tuple(broken_cells), tuple(heights), height, total)

    def draw(self) -> None:
        """Draw header, rows and the hairlines between them."""
        enter(self.canv, "Table")
        y = self.height
        open_tag(self.canv, ARTIFACT)
        self.canv.setFillColor(colour(FILL))
        self.canv.rect(0, y - self._header.height, self.width, self._header.height, stroke=0, fill=1)
        close_tag(self.canv)
        self._draw_row(self._header, y, "TH")
        y -= self._header.height
        self._rule(y, LINE, 0.6)
        for row in self._rows or ():
            if row.total:
                self._rule(y, LINE, 0.6)
            self._draw_row(row, y, "TD")
            y -= row.height
            self._rule(y, RULE, 0.4)
        leave(self.canv)

    def _rule(self, y: float, shade: str, width: float) -> None:
        open_tag(self.canv, ARTIFACT)
        self.canv.setStrokeColor(colour(shade))
        self.canv.setLineWidth(width)
        self.canv.line(0, y, self.width, y)
        close_tag(self.canv)

    def _draw_row(self, row: _Row, top: float, role: str) -> None:
        enter(self.canv, "TR")
        for number, column in enumerate(self._columns):
            right = column.align == "right"
            x = self._edges[number + 1] - _PAD_X if right else self._edges[number] + self._pad(number)
            shift = row.shifts[number] if row.shifts else 0.0
            y = top - _PAD_Y
            open_tag(self.canv, role)
            for line, leading in zip(row.cells[number], row.heights[number], strict=True):
                y -= leading
                size = max((piece[1].size for piece in line), default=0.0)
                draw_line(self.canv, x - shift, y + (leading - size) / 2 + size * 0.22, line, column.align)
                shift = 0.0
            close_tag(self.canv)
        leave(self.canv)


def _runs(cell: Cell) -> tuple[Run, ...]:
    return ((cell, TABLE),) if isinstance(cell, str) else cell


def _tail(lines: tuple[Line, ...]) -> float | None:
    """Return how wide a figure is from its decimal point on; None where the first line is no figure."""
    if not lines or len(lines[0]) != 1:
        return None
    words, style, _ = lines[0][0]
    found = _FIGURE.fullmatch(words.rstrip(" "))
    return width_of(found[1], style.font, style.size) if found else None


def _cut(row: _Row, height: float) -> tuple[_Row, _Row]:
    """Cut the lines of every cell of a row at a height."""
    parts = []
    for lines, heights in zip(row.cells, row.heights, strict=True):
        fits, filled = 0, 2 * _PAD_Y
        while fits < len(lines) and filled + heights[fits] <= height:
            filled += heights[fits]
            fits += 1
        parts.append((fits, lines, heights))
    return (
        _of_lines(row, tuple((lines[:fits], heights[:fits]) for fits, lines, heights in parts)),
        _of_lines(replace(row, shifts=()), tuple((lines[fits:], heights[fits:]) for fits, lines, heights in parts)),
    )


def _of_lines(row: _Row, cells: tuple[tuple[tuple[Line, ...], tuple[float, ...]], ...]) -> _Row:
    tallest = max(sum(heights) for _, heights in cells)
    lines, heights = tuple(cell[0] for cell in cells), tuple(cell[1] for cell in cells)
    return replace(row, cells=lines, heights=heights, height=tallest + 2 * _PAD_Y)


def figure(words: str, *below: str, style: Type = TABLE) -> tuple[Run, ...]:
    """Return a cell with a figure and, under it in the caption's type, what it was made from."""
    return ((words, style), *(small(line) for line in below if line))
