"""Tables on paper: declared columns, aligned figures, rows never split, the header on every page they run over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reportlab.platypus import Flowable

from codedesk.reports.prose import Line, Run, broken, colour, draw_line
from codedesk.reports.style import CAPTION, CAPTION_STRONG, FILL, LINE, RULE, TABLE, TABLE_STRONG, Type

Cell = str | tuple[Run, ...]
_LONGEST_CELL = 300
_PAD_X, _PAD_Y = 4.0, 3.5


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, its share of the width, how it stands. Figures stand right, so that units line up."""

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


class Grid(Flowable):  # type: ignore[misc]
    """A table. The rows of `totals` (numbers of rows) are set apart by a line above and the strong type."""

    def __init__(
        self,
        columns: Sequence[Column],
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

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Lay the cells out for the width there is."""
        if self._rows is None or self._laid_out_at != available:
            self._lay_out(available)
        self.width = available
        self.height = self._header.height + sum(row.height for row in self._rows or ())
        return self.width, self.height

    def split(self, _available: float, height: float) -> list["Grid"]:
        """Cut between two rows; the header and at least one row stand on each side, and a total never alone."""
        rows = self._rows or ()
        filled, fits = self._header.height, 0
        while fits < len(rows) and filled + rows[fits].height <= height + 0.01:
            filled += rows[fits].height
            fits += 1
        if fits and rows[-1].total and fits == len(rows) - 1:
            fits -= 1
        if fits in (0, len(rows)):
            return []
        return [self._part(rows[:fits]), self._part(rows[fits:])]

    def _part(self, rows: tuple[_Row, ...]) -> "Grid":
        part = Grid(self._columns, (), after=self.spaceAfter)
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
        self._rows = tuple(self._row(tuple(map(_runs, cells)), total=last) for cells, last in self._source)
        self._laid_out_at = available

    def _row(self, cells: tuple[tuple[Run, ...], ...], *, total: bool) -> _Row:
        broken_cells: list[tuple[Line, ...]] = []
        heights: list[tuple[float, ...]] = []
        for number, runs in enumerate(cells):
            measure = self._edges[number + 1] - self._edges[number] - 2 * _PAD_X
            kept = tuple((words, TABLE_STRONG if total and style is TABLE else style) for words, style in runs)
            lines = broken(kept, measure)
            broken_cells.append(lines)
            fallback = kept[0][1].leading if kept else TABLE.leading
            heights.append(tuple(max((p[1].leading for p in line), default=fallback) for line in lines))
        height = max(sum(cell) for cell in heights) + 2 * _PAD_Y
        return _Row(tuple(broken_cells), tuple(heights), height, total)

    def draw(self) -> None:
        """Draw header, rows and the hairlines between them."""
        y = self.height
        self.canv.setFillColor(colour(FILL))
        self.canv.rect(0, y - self._header.height, self.width, self._header.height, stroke=0, fill=1)
        self._draw_row(self._header, y)
        y -= self._header.height
        self._rule(y, LINE, 0.6)
        for row in self._rows or ():
            if row.total:
                self._rule(y, LINE, 0.6)
            self._draw_row(row, y)
            y -= row.height
            self._rule(y, RULE, 0.4)

    def _rule(self, y: float, shade: str, width: float) -> None:
        self.canv.setStrokeColor(colour(shade))
        self.canv.setLineWidth(width)
        self.canv.line(0, y, self.width, y)

    def _draw_row(self, row: _Row, top: float) -> None:
        for number, column in enumerate(self._columns):
            right = column.align == "right"
            x = self._edges[number + 1] - _PAD_X if right else self._edges[number] + _PAD_X
            y = top - _PAD_Y
            for line, leading in zip(row.cells[number], row.heights[number], strict=True):
                y -= leading
                size = max((piece[1].size for piece in line), default=0.0)
                draw_line(self.canv, x, y + (leading - size) / 2 + size * 0.22, line, column.align)


def _runs(cell: Cell) -> tuple[Run, ...]:
    runs: tuple[Run, ...] = ((cell, TABLE),) if isinstance(cell, str) else cell
    return tuple((f"{words[:_LONGEST_CELL]}…" if len(words) > _LONGEST_CELL else words, style) for words, style in runs)


def toned(run: Run, shade: str) -> Run:
    """Return a run in another colour."""
    words, style = run
    return words, replace(style, colour=shade)


def figure(words: str, *below: str, style: Type = TABLE) -> tuple[Run, ...]:
    """Return a cell with a figure and, under it in the caption's type, what it was made from."""
    return ((words, style), *(small(line) for line in below if line))
