"""A sum to check with a pencil: its terms side by side, each with its name and kind, the result set apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from codedesk.reports.prose import Line, broken, colour, draw_line
from codedesk.reports.style import CAPTION, CAPTION_STRONG, FILL, LINE, RULE, TABLE, TABLE_STRONG
from codedesk.reports.tags import TaggedPart

_MOST, _PAD = 6, 5.0


@dataclass(frozen=True, slots=True)
class Term:
    """One term: what it is, why it counts, and its figure with its sign. The result stands in strong type."""

    name: str
    kind: str
    figure: str
    result: bool = False


class TermsInColumns(TaggedPart):
    """Terms in columns of one width, at most six to a line, read from left to right. Kept whole."""

    def __init__(self, terms: Sequence[Term], after: float = 6.0) -> None:
        """Take the terms in the order of the sum."""
        super().__init__()
        self._terms = tuple(terms)
        self.spaceBefore, self.spaceAfter = 2.0, after

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Break names and kinds in their columns; each line of terms is as high as its tallest."""
        self.width = available
        lines = -(-len(self._terms) // _MOST)
        across = -(-len(self._terms) // lines)
        self._wide = available / across
        inner = self._wide - 2 * _PAD
        laid = [(term, _words(term, inner)) for term in self._terms]
        self._rows = [laid[at : at + across] for at in range(0, len(laid), across)]
        self._heights = [
            max(len(words) for _, words in row) * CAPTION.leading + TABLE.leading + 2 * _PAD for row in self._rows
        ]
        self.height = sum(self._heights)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the terms and the rules between them."""
        top = self.height
        for row, height in zip(self._rows, self._heights, strict=True):
            for number, (term, words) in enumerate(row):
                x = number * self._wide
                if term.result:
                    self.canv.setFillColor(colour(FILL))
                    self.canv.rect(x, top - height, self._wide, height, stroke=0, fill=1)
                elif number:
                    self._line(x, top - height + 4, x, top - 4, RULE)
                self._draw_term(x + _PAD, top, height, term, words)
            self._line(0, top, self.width, top, LINE)
            top -= height
        self._line(0, 0, self.width, 0, LINE)

    def _draw_term(self, x: float, top: float, height: float, term: Term, words: tuple[Line, ...]) -> None:
        y = top - _PAD
        for line in words:
            y -= CAPTION.leading
            draw_line(self.canv, x, y + 3, line)
        style = TABLE_STRONG if term.result else TABLE
        for line in broken(((term.figure, style),), self._wide):
            draw_line(self.canv, x, top - height + _PAD + 2.5, line)

    def _line(self, x: float, y: float, to_x: float, to_y: float, shade: str) -> None:
        self.canv.setStrokeColor(colour(shade))
        self.canv.setLineWidth(0.6 if shade == LINE else 0.4)
        self.canv.line(x, y, to_x, to_y)


def _words(term: Term, inner: float) -> tuple[Line, ...]:
    names = broken(((term.name, CAPTION_STRONG),), inner)
    return (*names, *(broken(((term.kind, CAPTION),), inner) if term.kind else ()))
