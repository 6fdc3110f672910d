"""Boxes to be filled in by hand, in a table or labelled side by side; and facts in such places once they are known."""

from collections.abc import Sequence
from dataclasses import dataclass

from codedesk.reports.prose import colour, draw_text, shortened
from codedesk.reports.style import BODY, CAPTION, CAPTION_STRONG, FILL, GUTTER, INK_2, LINE, RULE, TABLE
from codedesk.reports.tags import TaggedPart

HAND = 21.0
_HEADER = 25.0
_LABEL = 9.5
_FACT = 17.0
_NAME = 62.0


@dataclass(frozen=True, slots=True)
class BoxColumn:
    """One column of boxes: its title, a second line under it, and its share of the width."""

    title: str
    under: str
    share: float


class Boxes(TaggedPart):
    """Rows of boxes under a header that is repeated on every page. Rows are never split."""

    def __init__(self, columns: Sequence[BoxColumn], rows: Sequence[Sequence[str]], after: float = 8.0) -> None:
        """Take the columns, and for each row what stands in its first boxes already; the others are empty."""
        super().__init__()
        self._columns, self._rows = tuple(columns), tuple(tuple(row) for row in rows)
        self.spaceAfter = after

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take a hand's height for each row."""
        self.width, self.height = available, _HEADER + HAND * len(self._rows)
        return self.width, self.height

    def split(self, _available: float, height: float) -> list["Boxes"]:
        """Cut between two rows, with at least three on either side."""
        fits = int((height - _HEADER + 0.01) // HAND)
        fits = min(fits, len(self._rows) - 3)
        if fits < 3:
            return []
        parts = (self._rows[:fits], self._rows[fits:])
        return [Boxes(self._columns, rows, self.spaceAfter) for rows in parts]

    def draw(self) -> None:
        """Draw the header, the boxes and what stands in them."""
        canvas, edges = self.canv, self._edges()
        canvas.setFillColor(colour(FILL))
        canvas.rect(0, self.height - _HEADER, self.width, _HEADER, stroke=0, fill=1)
        for column, left, right in zip(self._columns, edges, edges[1:], strict=False):
            room = right - left - 6
            draw_text(canvas, left + 3, self.height - 11, shortened(column.title, CAPTION_STRONG, room), CAPTION_STRONG)
            draw_text(canvas, left + 3, self.height - 21, shortened(column.under, CAPTION, room), CAPTION)
        canvas.setStrokeColor(colour(LINE))
        canvas.setLineWidth(0.6)
        bottom = self.height - _HEADER - HAND * len(self._rows)
        for x in edges:
            canvas.line(x, bottom, x, self.height)
        for number in range(len(self._rows) + 1):
            y = self.height - _HEADER - HAND * number
            canvas.line(0, y, self.width, y)
        canvas.line(0, self.height, self.width, self.height)
        for number, row in enumerate(self._rows):
            y = self.height - _HEADER - HAND * (number + 1) + 6.5
            for words, left, right in zip(row, edges, edges[1:], strict=False):
                draw_text(canvas, left + 3, y, shortened(words, TABLE, right - left - 6), TABLE)

    def _edges(self) -> list[float]:
        total = sum(column.share for column in self._columns)
        edges = [0.0]
        for column in self._columns:
            edges.append(edges[-1] + self.width * column.share / total)
        return edges


class LabelledBoxes(TaggedPart):
    """Labelled boxes in two columns, read across: what is known is printed in them, the others wait for the hand."""

    def __init__(self, fields: Sequence[tuple[str, str]], columns: int = 2, after: float = 10.0) -> None:
        """Take (label, known words) in the order of the form."""
        super().__init__()
        self._fields, self._wide = tuple(fields), columns
        self.spaceAfter = after

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take a label's and a hand's height for each row."""
        self.width, self.height = available, self._row * -(-len(self._fields) // self._wide)
        return self.width, self.height

    @property
    def _row(self) -> float:
        return HAND + _LABEL

    def draw(self) -> None:
        """Draw the boxes."""
        gap = 8.0
        wide = (self.width - gap * (self._wide - 1)) / self._wide
        for number, (label, words) in enumerate(self._fields):
            row, column = divmod(number, self._wide)
            x, top = column * (wide + gap), self.height - row * self._row
            self.canv.setStrokeColor(colour(LINE))
            self.canv.setLineWidth(0.6)
            self.canv.rect(x, top - self._row + 2, wide, self._row - 4)
            caption = CAPTION.in_colour(INK_2)
            draw_text(self.canv, x + 4, top - 10.5, shortened(label, caption, wide - 8), caption)
            draw_text(self.canv, x + 4, top - 24.5, shortened(words, BODY, wide - 8), BODY)


class Facts(TaggedPart):
    """Short facts in two columns, read down and then right: what it is, and how it is, with hairlines between."""

    def __init__(self, pairs: Sequence[tuple[str, str]], after: float = 6.0) -> None:
        """Take (name, words); words that are too long for their column are cut."""
        super().__init__()
        self._pairs = tuple(pairs)
        self.spaceAfter = after

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take a line for each two facts."""
        self.width, self.height = available, _FACT * self._tall
        return self.width, self.height

    @property
    def _tall(self) -> int:
        return -(-len(self._pairs) // 2)

    def draw(self) -> None:
        """Draw names, words and hairlines."""
        half = (self.width - GUTTER) / 2
        self.canv.setStrokeColor(colour(RULE))
        self.canv.setLineWidth(0.4)
        for number, (name, words) in enumerate(self._pairs):
            column, row = divmod(number, self._tall)
            x, y = column * (half + GUTTER), self.height - _FACT * (row + 1)
            draw_text(self.canv, x, y + 5, name, CAPTION)
            draw_text(self.canv, x + _NAME, y + 5, shortened(words, TABLE, half - _NAME), TABLE)
            self.canv.line(x, y, x + half, y)
