"""Text that flows: lines broken at the measure, split over pages without a widow, drawn without any markup."""

import re
from collections.abc import Iterator
from functools import lru_cache

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from codedesk.formats import NO_BREAK
from codedesk.reports.glyphs import printable
from codedesk.reports.style import BODY, BODY_STRONG, CAPTION, Type
from codedesk.reports.tags import TaggedPart

Run = tuple[str, Type]
Piece = tuple[str, Type, float]
Line = tuple[Piece, ...]

colour = lru_cache(maxsize=64)(HexColor)
_DAY = r"\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?: \d{4})?(?!\w)"
_INITIALS = r"[A-Z]\. (?=[A-Z])"
_WORD = re.compile(rf"(?:[^ \d]*(?:\d{{1,2}}–)?{_DAY}(?:–{_DAY})?)?(?:[^ \w]?{_INITIALS})*[^ ]*")
"""A word between blanks; a date is one, with what stands before and after it: "(29 Jul 2026)"; and "A. Name"."""


@lru_cache(maxsize=16384)
def width_of(words: str, font: str, size: float) -> float:
    """Return the width of a string in points."""
    return float(pdfmetrics.stringWidth(words, font, size))


def broken(runs: tuple[Run, ...], measure: float) -> tuple[Line, ...]:
    """Break runs of text into lines no wider than the measure; a word too long for a line is cut.

    A line ends with a space that takes no room, unless a word goes on: so its words stay apart for who copies or hears.
    A date stays together where it has room in one line, and a run that ends with a no-break space with what follows.
    """
    lines: list[Line] = []
    current: list[Piece] = []
    filled = 0.0
    words = list(_words(runs, measure))
    for (word, style), (after, other) in zip(words, (*words[1:], ("", BODY)), strict=False):
        if word == "\n":
            lines.append(_ended(current))
            current, filled = [], 0.0
            continue
        width = width_of(word, style.font, style.size)
        space = width_of(" ", style.font, style.size) if current else 0.0
        beside = width_of(f" {after}", other.font, other.size) if word.endswith(NO_BREAK) else 0.0
        if current and filled + space + width + beside > measure:
            lines.append(_ended(current))
            current, filled, space = [], 0.0, 0.0
        *whole, rest = _cut(word, style, measure) if width > measure else [(word, style, width)]
        lines.extend((piece,) for piece in whole)
        current = _joined(current, rest, space)
        filled += space + rest[2]
    lines.append(_ended(current))
    return tuple(lines)


def _ended(line: list[Piece]) -> Line:
    if not line:
        return ()
    words, style, width = line[-1]
    return (*line[:-1], (f"{words} ", style, width))


def _words(runs: tuple[Run, ...], measure: float) -> Iterator[Run]:
    for text, style in runs:
        for number, row in enumerate(printable(text).split("\n")):
            if number:
                yield "\n", style
            for word in filter(None, _WORD.findall(row)):
                whole = " " not in word or width_of(word, style.font, style.size) <= measure
                yield from ((part, style) for part in ((word,) if whole else word.split(" ")))


def _joined(line: list[Piece], piece: Piece, space: float) -> list[Piece]:
    word, style, width = piece
    if line and line[-1][1] is style:
        text, _, before = line[-1]
        line[-1] = (f"{text} {word}", style, before + space + width)
    else:
        line.append((word if not line else f" {word}", style, width + space))
    return line


def _cut(word: str, style: Type, measure: float) -> list[Piece]:
    pieces: list[Piece] = []
    start, filled = 0, 0.0
    for position, character in enumerate(word):
        width = width_of(character, style.font, style.size)
        if position > start and filled + width > measure:
            pieces.append((word[start:position], style, filled))
            start, filled = position, 0.0
        filled += width
    pieces.append((word[start:], style, filled))
    return pieces


def shortened(words: str, style: Type, measure: float) -> str:
    """Return the text on one line, cut with … where it is wider than the measure."""
    text = " ".join(printable(words).split())
    if width_of(text, style.font, style.size) <= measure:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(f"{text[:middle].rstrip()}…", style.font, style.size) <= measure:
            low = middle
        else:
            high = middle - 1
    return f"{text[:low].rstrip()}…"


def draw_line(canvas: Canvas, x: float, y: float, line: Line, align: str = "left") -> None:
    """Draw one broken line with its baseline at y; x is the left edge, or the right edge for align "right"."""
    if align != "left":
        total = sum(piece[2] for piece in line)
        x -= total if align == "right" else total / 2
    for words, style, width in line:
        canvas.setFont(style.font, style.size)
        canvas.setFillColor(colour(style.colour))
        canvas.drawString(x, y, words)
        x += width


def draw_text(canvas: Canvas, x: float, y: float, words: str, style: Type, align: str = "left") -> None:
    """Draw a string on one line with its baseline at y."""
    text = printable(words)
    draw_line(canvas, x, y, ((f"{text} ", style, width_of(text, style.font, style.size)),), align)


class PictureTitle:
    """The title of a picture with the smaller line below it, both broken at the measure; height in points."""

    def __init__(self, title: str, subtitle: str, measure: float) -> None:
        """Break both."""
        self._lines = [
            (style.leading, below, line)
            for words, style, below in ((title, BODY_STRONG, 4.0), (subtitle, CAPTION, 3.0))
            for line in broken(((words, style),), measure)
        ]
        self.height = sum(leading for leading, _, _ in self._lines)

    def draw(self, canvas: Canvas, y: float) -> float:
        """Draw both below y; return where they end."""
        for leading, below, line in self._lines:
            y -= leading
            draw_line(canvas, 0, y + below, line)
        return y


def at_top(flowable: Flowable) -> bool:
    """Tell whether a flowable is about to stand first on its page."""
    frame = getattr(flowable, "_frame", None)
    return frame is None or bool(frame._atTop)


class Prose(TaggedPart):
    """A paragraph of one or more runs. It breaks into lines once, and splits over pages line by line."""

    def __init__(
        self,
        *runs: Run | str,
        style: Type = BODY,
        indent: float = 0.0,
        after: float = 0.0,
        keep: float = 0.0,
        lead: Run | None = None,
    ) -> None:
        """Take strings (in the style given) and runs of text with a type of their own.

        keep: points needed below; lead: a number or sign that hangs in the indent, before the first line.
        """
        super().__init__()
        self._runs = tuple((run, style) if isinstance(run, str) else run for run in runs)
        self._leading = max((run[1].leading for run in self._runs), default=style.leading)
        self._size = max((run[1].size for run in self._runs), default=style.size)
        self._indent, self._lead = indent, lead
        self.spaceAfter, self._keep = after, keep
        self._lines: tuple[Line, ...] | None = None
        self._broken_at = 0.0

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Break at the width there is; a part that was split off keeps its lines."""
        if self._lines is None or self._broken_at != available:
            self._lines = broken(self._runs, available - self._indent)
            self._broken_at = available
        self.width, self.height = available, self._leading * len(self._lines)
        if self._keep and self.height <= height < self.height + self._keep and not at_top(self):
            return self.width, height + 1
        return self.width, self.height

    def split(self, available: float, height: float) -> list["Prose"]:
        """Cut so that neither part is a single line of a longer text."""
        self.wrap(available, height)
        lines = self._lines or ()
        if self._keep:
            return []
        fits = int((height + 0.01) // self._leading)
        if fits >= len(lines):
            return [self]
        fits = min(fits, len(lines) - 2)
        if fits < 2:
            return []
        parts = [self._part(lines[:fits], available, last=False), self._part(lines[fits:], available, last=True)]
        parts[0]._lead = self._lead
        return parts

    def _part(self, lines: tuple[Line, ...], available: float, *, last: bool) -> "Prose":
        part = Prose(*self._runs[:0], indent=self._indent, after=self.spaceAfter if last else 0.0)
        part._leading, part._size, part._lines, part._broken_at = self._leading, self._size, lines, available
        return part

    def draw(self) -> None:
        """Draw the lines from the top."""
        y = self.height - self._leading + (self._leading - self._size) / 2 + self._size * 0.22
        if self._lead:
            draw_text(self.canv, 0, y, *self._lead)
        for line in self._lines or ():
            draw_line(self.canv, self._indent, y, line)
            y -= self._leading
