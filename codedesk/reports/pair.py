"""The two equal blocks: pace and accuracy side by side, same size, same parts, never one without the other."""

from dataclasses import dataclass

from codedesk.charts.picture import MarkKind
from codedesk.formats import percent_number
from codedesk.reports.marks import draw_mark
from codedesk.reports.prose import Line, broken, colour, draw_line, draw_text, width_of
from codedesk.reports.style import (
    BODY,
    CAPTION,
    FIGURE,
    FILL,
    GUTTER,
    INK,
    INK_2,
    LINE,
    RULE,
    SECTION,
    TABLE_STRONG,
    TITLE,
    WHITE,
    Type,
)
from codedesk.reports.tags import TaggedPart, close_tag, enter, leave, open_tag

_PAD, _SCALE = 14.0, 54.0


@dataclass(frozen=True, slots=True)
class Half:
    """One block: its figure in words, what it was made from, its place on a scale against the level asked for.

    beside stands in smaller type after the figure; mark is the shape and the words of what the figure shows.
    """

    title: str
    figure: str
    made_from: tuple[str, str]
    value: float | None
    low: float | None
    high: float | None
    level: float | None
    level_name: str
    scale: tuple[float, float]
    sentence: str
    then: str
    beside: str = ""
    mark: tuple[MarkKind, str] | None = None


class Pair(TaggedPart):
    """Two halves drawn as equals. Kept whole on one page."""

    role = ""

    def __init__(self, left: Half, right: Half) -> None:
        """Take the two halves."""
        super().__init__()
        self._halves = (left, right)
        self.spaceAfter = 8.0

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Break all words for half the measure; both blocks get the height of the taller one."""
        self.width = available
        self._half_width = (available - GUTTER) / 2
        inner = self._half_width - 2 * _PAD
        self._style = FIGURE if all(_fits(half.figure, FIGURE, inner) for half in self._halves) else TITLE
        self._laid = [self._parts(half, inner) for half in self._halves]
        self._rows = [max(len(parts[n]) for parts in self._laid) for n in range(4)]
        figure, made, sentence, then = self._rows
        captions = (made + then) * CAPTION.leading + (6 if then else 0)
        self.height = 2 * _PAD + 18 + figure * self._style.leading + _SCALE + sentence * BODY.leading + captions
        return self.width, self.height

    def _parts(self, half: Half, inner: float) -> tuple[tuple[Line, ...], ...]:
        made = tuple(line for words in half.made_from for line in broken(((words, CAPTION),), inner))
        return (
            broken(((half.figure, self._style), (half.beside, SECTION)), inner),
            made,
            broken(((half.sentence, BODY),), inner),
            broken(((half.then, CAPTION),), inner) if half.then else (),
        )

    def draw(self) -> None:
        """Draw both blocks."""
        enter(self.canv, "Sect")
        for number, half in enumerate(self._halves):
            open_tag(self.canv, "P")
            self._draw_half(number * (self._half_width + GUTTER), half, self._laid[number])
            close_tag(self.canv)
        leave(self.canv)

    def _draw_half(self, left: float, half: Half, parts: tuple[tuple[Line, ...], ...]) -> None:
        canvas = self.canv
        canvas.setStrokeColor(colour(RULE))
        canvas.setLineWidth(0.8)
        canvas.roundRect(left, 0, self._half_width, self.height, 3)
        x, y = left + _PAD, self.height - _PAD - 9
        draw_text(canvas, x, y, half.title, TABLE_STRONG)
        top = y
        y = self._block(x, y - 6, parts[0], self._style, self._rows[0])
        y = self._block(x, y, parts[1], CAPTION, self._rows[1])
        self._draw_scale(x, y - 31, half)
        y = self._block(x, y - _SCALE, parts[2], BODY, self._rows[2])
        self._block(x, y - 6, parts[3], CAPTION, self._rows[3])
        if half.mark:
            shape, words = half.mark
            right = left + self._half_width - _PAD
            draw_text(canvas, right, top, words, CAPTION, "right")
            draw_mark(canvas, shape, right - width_of(words, CAPTION.font, CAPTION.size) - 9, top + 2.8)

    def _block(self, x: float, y: float, lines: tuple[Line, ...], style: Type, rows: int) -> float:
        for number, line in enumerate(lines):
            draw_line(self.canv, x, y - style.leading * (number + 1) + style.size * 0.28, line)
        return y - style.leading * rows

    def _draw_scale(self, x: float, y: float, half: Half) -> None:
        canvas, length = self.canv, self._half_width - 2 * _PAD
        if half.value is None and half.level is None:
            return
        low, high = half.scale

        def at(value: float) -> float:
            return x + length * min(1.0, max(0.0, (value - low) / (high - low)))

        canvas.setFillColor(colour(FILL))
        canvas.rect(x, y, length, 8, stroke=0, fill=1)
        if half.level is not None:
            self._draw_level(at(half.level), y, x, length, half.level_name)
        if half.low is not None and half.high is not None:
            self._draw_interval(at(half.low), at(half.high), y + 4)
        if half.value is not None:
            canvas.setFillColor(colour(INK))
            canvas.setStrokeColor(colour(WHITE))
            canvas.setLineWidth(1)
            canvas.circle(at(half.value), y + 4, 4.2, stroke=1, fill=1)
        for end, place, align in ((low, x, "left"), (high, x + length, "right")):
            draw_text(canvas, place, y - 10, percent_number(end).removesuffix(".0") + " %", CAPTION, align)

    def _draw_interval(self, low: float, high: float, y: float) -> None:
        self.canv.setStrokeColor(colour(INK_2))
        self.canv.setLineWidth(1.6)
        self.canv.line(low, y, high, y)
        for end in (low, high):
            self.canv.line(end, y - 3, end, y + 3)

    def _draw_level(self, at: float, y: float, x: float, length: float, name: str) -> None:
        self.canv.setStrokeColor(colour(LINE))
        self.canv.setLineWidth(1.2)
        self.canv.setDash(2.5, 1.5)
        self.canv.line(at, y - 3, at, y + 11)
        self.canv.setDash()
        wide = width_of(name, CAPTION.font, CAPTION.size)
        start = min(max(at - wide / 2, x), x + length - wide)
        draw_text(self.canv, start, y + 15, name, CAPTION)


def _fits(words: str, style: Type, measure: float) -> bool:
    return width_of(words, style.font, style.size) <= measure
