"""The printed page: its frame, running head and foot, headings with outline entries, and the file's own data.

Every page after the first carries the pair of figures in its head, so that none shows pace without accuracy. What
stands inside the frame is made elsewhere.
"""

import io
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from math import ceil

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, KeepTogether, PageTemplate

from codedesk.reports.fonts import REGULAR, register
from codedesk.reports.prose import Run, at_top, broken, colour, draw_line, draw_text, shortened, width_of
from codedesk.reports.style import (
    BOTTOM,
    CAPTION,
    CAPTION_STRONG,
    INK,
    MARGIN,
    PAPERS,
    RULE,
    SECTION,
    TABLE_STRONG,
    TITLE,
    TOP,
    Type,
)
from codedesk.reports.tags import ARTIFACT, TaggedCanvas, TaggedPart, close_tag, open_tag

_ONE_AT_A_TIME = threading.Lock()
_TOTAL, _ENDLESS = "total_pages", 1e6
_ENOUGH, _ALMOST_ALL, _LEAST_REST = 0.45, 0.75, 0.25
_BEGUN, _LOST, _GOES_ON = 0.2, 0.03, 0.12


@dataclass(frozen=True, slots=True)
class Document:
    """What every page of a document carries: who, when, the foot's words, the pair in the head, the SAMPLE mark.

    banner, if not "", is set in a box at the top of every page: PRIVATE.
    """

    title: str
    subject: str
    author: str
    who: str
    when: str
    department: str
    fingerprint: str
    version: str
    made_on: date
    sample: bool
    pair: tuple[str, str] = ("", "")
    confidential: str = "Confidential: personnel record"
    banner: str = ""


class _Document(BaseDocTemplate):  # type: ignore[misc]
    def __init__(self, target: io.BytesIO, sheet: Document, paper: str, digits: int) -> None:
        width, height = PAPERS[paper]
        self._digits = digits
        super().__init__(target, pagesize=(width, height), allowSplitting=1, invariant=1, lang="en-US")
        frame = Frame(
            MARGIN, BOTTOM, width - 2 * MARGIN, height - TOP - BOTTOM, 0, 0, 0, 0, id="body", showBoundary=0
        )  # fmt: skip
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._furnish))
        self._sheet = sheet

    def _furnish(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        width, height = canvas._pagesize
        number = canvas.getPageNumber()
        if number == 1:
            _describe(canvas, self._sheet)
        open_tag(canvas, ARTIFACT)
        _draw_head(canvas, self._sheet, width, height, number)
        _draw_foot(canvas, self._sheet, width, number, self._digits)
        close_tag(canvas)

    def _endBuild(self) -> None:  # noqa: N802
        self.canv.beginForm(_TOTAL)
        draw_text(self.canv, 0, 0, str(self.page), CAPTION)
        self.canv.endForm()
        super()._endBuild()


def document(sheet: Document, story: Callable[[], Sequence[Flowable]], paper: str) -> bytes:
    """Return the PDF of a story of flowables, made by the function given; the same input gives the same bytes.

    The foot keeps room for a one-digit page count; a longer document is laid out once more with the room it needs. The
    drawing library reads its fonts from one place in memory for all threads; documents are therefore drawn in turn.
    """
    register()
    digits = 1
    while True:
        target = io.BytesIO()
        made = _Document(target, sheet, paper, digits)
        with _ONE_AT_A_TIME:
            made.build(list(story()), canvasmaker=_canvas)
        if len(str(made.page)) <= digits:
            return target.getvalue()
        digits = len(str(made.page))


@contextmanager
def drawing_alone() -> Iterator[None]:
    """Draw something that is no document, in turn with those that are."""
    with _ONE_AT_A_TIME:
        yield


def _canvas(*args: object, **options: object) -> Canvas:
    return TaggedCanvas(*args, **(options | {"initialFontName": REGULAR, "initialFontSize": CAPTION.size}))


def _describe(canvas: Canvas, sheet: Document) -> None:
    canvas.setTitle(sheet.title)
    canvas.setSubject(sheet.subject)
    canvas.setAuthor(sheet.author)
    canvas.setCreator(f"CodeDesk {sheet.version}")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    stamp = canvas._doc._timeStamp
    stamp.YMDhms = (sheet.made_on.year, sheet.made_on.month, sheet.made_on.day, 0, 0, 0)


def _draw_head(canvas: Canvas, sheet: Document, width: float, height: float, number: int) -> None:
    right = width - MARGIN
    y = height - 30
    if sheet.sample:
        _draw_box(canvas, right, y, "SAMPLE")
    if sheet.banner:
        _draw_box(canvas, right - (60 if sheet.sample else 0), y, sheet.banner)
    if number == 1:
        draw_text(
            canvas, MARGIN, y, shortened(sheet.department, CAPTION_STRONG, (right - MARGIN) * 0.7), CAPTION_STRONG
        )
        return
    measure = right - MARGIN - 62 * (sheet.sample + bool(sheet.banner))
    pace, accuracy = (words.partition("\n")[::2] for words in sheet.pair)
    half = min(measure / 2 + 6, measure - width_of(accuracy[1], CAPTION.font, CAPTION.size))  # its interval stays whole
    half = max(half, measure / 3)
    for x, (lead, rest), room in ((MARGIN, pace, half - 12), (MARGIN + half, accuracy, measure - half)):
        draw_text(canvas, x, y, lead, TABLE_STRONG)
        draw_text(canvas, x, y - 11, shortened(rest, CAPTION, room), CAPTION)
    _rule(canvas, MARGIN, right, height - 48)


def _draw_box(canvas: Canvas, right: float, y: float, words: str) -> None:
    canvas.setStrokeColor(colour(INK))
    canvas.setLineWidth(1)
    canvas.rect(right - 54, y - 5, 54, 17)
    draw_text(canvas, right - 27, y, words, TABLE_STRONG, "centre")


def _draw_foot(canvas: Canvas, sheet: Document, width: float, number: int, digits: int) -> None:
    right = width - MARGIN
    _rule(canvas, MARGIN, right, 48)
    words = f"Page {number} of "
    x = right - width_of(f"{words}{'0' * digits}", CAPTION.font, CAPTION.size)
    draw_text(canvas, x, 35, words, CAPTION)
    canvas.saveState()
    canvas.translate(x + width_of(words, CAPTION.font, CAPTION.size), 35)
    canvas.doForm(_TOTAL)
    canvas.restoreState()
    when = f" · {sheet.when}" if sheet.when else ""
    room = x - MARGIN - 12 - width_of(when, CAPTION_STRONG.font, CAPTION_STRONG.size)
    draw_text(canvas, MARGIN, 35, shortened(sheet.who, CAPTION_STRONG, room) + when, CAPTION_STRONG)
    draw_text(canvas, MARGIN, 24, sheet.confidential, CAPTION)
    made = f"Data fingerprint {sheet.fingerprint} · CodeDesk {sheet.version}" if sheet.fingerprint else ""
    draw_text(canvas, right, 24, made or f"CodeDesk {sheet.version}", CAPTION, "right")


def _rule(canvas: Canvas, left: float, right: float, y: float) -> None:
    canvas.setStrokeColor(colour(RULE))
    canvas.setLineWidth(0.6)
    canvas.line(left, y, right, y)


class Heading(TaggedPart):
    """A heading with its outline entry. It moves to the next page when less than `keep` points would follow it."""

    def __init__(self, words: str, level: int = 1, keep: float = 72.0, outline: str = "", note: str = "") -> None:
        """Take the words; level 0 is a page's title, 1 a section's. note stands under it in the caption's type."""
        super().__init__()
        self._words, self._level, self._keep, self._outline, self._note = words, level, keep, outline, note
        self._style: Type = TITLE if level == 0 else SECTION
        self.role = "H1" if level == 0 else "H2"
        self.spaceBefore = 20.0 if level == 0 else 11.0
        self.spaceAfter = 6.0 if level == 0 else 4.0

    def stand_with_what_follows(self) -> None:
        """Ask for no room below: whoever keeps the heading together with what follows sees to it."""
        self._keep = 0.0

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Ask for more room than there is when too little would be left below."""
        runs: tuple[Run, ...] = ((self._words, self._style),)
        self._lines = broken(runs, available)
        self._note_lines = broken(((self._note, CAPTION),), available) if self._note else ()
        self.width = available
        self.height = self._style.leading * len(self._lines) + CAPTION.leading * len(self._note_lines)
        too_low = self.height <= height < self.height + self._keep
        return self.width, height + 1 if too_low and not at_top(self) else self.height

    def draw(self) -> None:
        """Draw the words and tell the outline where they stand."""
        canvas = self.canv
        y = self.height - self._style.leading + (self._style.leading - self._style.size) / 2 + self._style.size * 0.22
        for line in self._lines:
            draw_line(canvas, 0, y, line)
            y -= self._style.leading
        y = self.height - self._style.leading * len(self._lines)
        for line in self._note_lines:
            y -= CAPTION.leading
            draw_line(canvas, 0, y + 3, line)
        _, top = canvas.absolutePosition(0, self.height)
        key = f"{canvas.getPageNumber()}-{top:.0f}-{self._level}"
        canvas.bookmarkPage(key, fit="XYZ", left=0, top=top + 12, zoom=0)
        canvas.addOutlineEntry(self._outline or self._words, key, self._level, closed=False)


def height_of(flowables: Sequence[Flowable], available: float) -> float:
    """Return how many points a story takes where no page ends; the larger of two spaces that meet counts."""
    total = last = 0.0
    for flowable in flowables:
        group = flowable._content if isinstance(flowable, KeepTogether) else ()
        own = height_of(group, available) if group else flowable.wrapOn(None, available, _ENDLESS)[1]
        total += max(0.0, flowable.getSpaceBefore() - last) + own
        last = flowable.getSpaceAfter()
        total += last
    return total - last


class SectionBreak(CondPageBreak):  # type: ignore[misc]
    """Start a new page, unless what follows fits whole on what is left of this one.

    A longer section begins here when enough is left, or where that saves a page, as long as no small rest of it would
    stand on the next page; the rest of the last one stands there alone and has to be larger.
    """

    def __init__(
        self, following: Sequence[Flowable], page_height: float, *, whole: bool = False, last: bool = True
    ) -> None:
        """Take what follows, and the points that a whole page holds; whole: it begins here only if it ends here."""
        super().__init__(0.0)
        self._following, self._page_height, self._whole = tuple(following), page_height, whole
        self._least = _LEAST_REST if last else _GOES_ON

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Measure what follows for the width there is."""
        rest = height_of(self._following, available) - height
        left, alone = height / self._page_height, rest / self._page_height
        saves = left >= _BEGUN and ceil(alone + _LOST) < ceil(left + alone + _LOST)
        goes_on = left >= _ALMOST_ALL or ((left >= _ENOUGH or saves) and alone >= self._least)
        begins = rest <= 0 or (goes_on and not self._whole)
        self.height = 0.0 if begins else height + 1
        return super().wrap(available, height)  # type: ignore[no-any-return]


def kept(flowables: list[Flowable]) -> list[Flowable]:
    """Keep a heading with what belongs to it on one page, as long as that fits on one."""
    for flowable in flowables:
        if isinstance(flowable, Heading):
            flowable.stand_with_what_follows()
    return [KeepTogether(flowables)]
