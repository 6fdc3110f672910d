"""The sheets drawn: a grid of a week to write into, and the slip with boxes to tick. No figure stands on them."""

from collections.abc import Sequence
from datetime import timedelta

from reportlab.platypus import Flowable, KeepTogether, PageBreak

from codedesk.periods import day_label
from codedesk.reports.packet_agreements import WritingLines
from codedesk.reports.page import Document, Heading, document
from codedesk.reports.prose import Prose, colour, draw_text, shortened
from codedesk.reports.style import BODY, BODY_STRONG, CAPTION, CAPTION_STRONG, FILL, LINE, RULE, TABLE_STRONG
from codedesk.reports.tags import ARTIFACT, TaggedPart
from codedesk.services.days.slips import SlipRow
from codedesk.services.people.checkins import ITEMS
from codedesk.services.reviews.sentences import opened

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ROW, _HEAD, _LABEL = 22.0, 30.0, 128.0
_BLANK_ROWS = 2
_BOX, _BOX_STEP = 13.0, 38.0


def document_of(sheet: str, rows: tuple[SlipRow, ...], paper: str) -> bytes:
    """Return the PDF of one kind of sheet for all rows."""
    first = rows[0]
    title = "Day sheet" if sheet == "day_sheet" else "Check-in slip"
    who = first.coder if len(rows) == 1 else f"{title}s"
    frame = Document(
        title=f"{title}, {who}" if len(rows) == 1 else f"{title}s",
        subject=f"To write on by hand, week of {day_label(first.monday)}",
        author=first.manager or first.department or "CodeDesk",
        who=who,
        when=f"week of {day_label(first.monday)}" if sheet == "day_sheet" else "",
        department=first.department,
        fingerprint="",
        version=first.version,
        made_on=first.made_on,
        sample=first.sample,
    )
    return document(frame, lambda: _days(rows) if sheet == "day_sheet" else _slips(rows), paper)


def _days(rows: Sequence[SlipRow]) -> list[Flowable]:
    story: list[Flowable] = []
    for row in rows:
        if story:
            story.append(PageBreak())
        story += _day_sheet(row)
    return story


def _day_sheet(row: SlipRow) -> list[Flowable]:
    last = row.monday + timedelta(6)
    note = f"Week of {day_label(row.monday)} to {day_label(last)}. Leave empty what you do not know; 0 is zero."
    heads = tuple(f"{name} {(row.monday + timedelta(at)).day}" for at, name in enumerate(_WEEKDAYS))
    work = tuple(f"{name}\n{unit}s" for name, unit in row.work_types) + ("",) * _BLANK_ROWS
    other = ("Paid hours of the day", *map(opened, row.categories), "")
    return [
        Heading(f"Day sheet: {row.coder}", 0, note=note),
        Prose("Work by type", style=BODY_STRONG, after=3),
        WriteGrid(heads, ("charts", "hours"), work),
        Prose("Paid hours and other time, in hours", style=BODY_STRONG, after=3, keep=80),
        WriteGrid(heads, ("hours",), other),
        Prose("What happened (downtime, late documents, a new system)", style=BODY_STRONG, keep=48),
        WritingLines(2),
    ]


def _slips(rows: Sequence[SlipRow]) -> list[Flowable]:
    story: list[Flowable] = []
    for number, row in enumerate(rows):
        if number % 2:
            story.append(CutLine())
        elif number:
            story.append(PageBreak())
        story.append(KeepTogether(_slip(row)))
    return story


def _slip(row: SlipRow) -> list[Flowable]:
    words = (
        "Voluntary: skipping is normal and never counted. It is about the work, not about you. Leave out any line. "
        "Your manager alone keeps it; nothing of it is printed unless you agree, line by line."
    )
    return [
        Heading(f"How is the work? {row.coder}", 0),
        Prose(words, style=CAPTION, after=6),
        *(TickBoxes(item) for _, item in ITEMS),
        Prose("Anything you want to say, in your own words (please nothing about patients)", style=BODY, after=0),
        WritingLines(2),
        WritingLines(1, "Date", wide=160),
    ]


class WriteGrid(TaggedPart):
    """A week of empty cells: a row for each label, a column for each day, cut into the parts named under it."""

    def __init__(self, days: Sequence[str], parts: Sequence[str], rows: Sequence[str]) -> None:
        """Take the days' heads, the names of a day's parts, and the rows' labels (a line break starts the unit)."""
        super().__init__()
        self._days, self._parts, self._rows = tuple(days), tuple(parts), tuple(rows)
        self.spaceAfter = 12.0

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the measure, a head and a line for each row."""
        self.width, self.height = available, _HEAD + _ROW * len(self._rows)
        return self.width, self.height

    def split(self, _available: float, height: float) -> list["WriteGrid"]:
        """Cut between two rows; the head repeats."""
        fits = int((height - _HEAD + 0.01) // _ROW)
        if not 1 <= fits < len(self._rows):
            return []
        return [WriteGrid(self._days, self._parts, rows) for rows in (self._rows[:fits], self._rows[fits:])]

    def draw(self) -> None:
        """Draw heads, labels and the empty cells."""
        canvas = self.canv
        canvas.setFillColor(colour(FILL))
        canvas.rect(0, self.height - _HEAD, self.width, _HEAD, stroke=0, fill=1)
        wide = (self.width - _LABEL) / len(self._days)
        for number, day in enumerate(self._days):
            self._draw_day(day, _LABEL + number * wide, wide)
        for number, label in enumerate(self._rows):
            self._draw_label(label, self.height - _HEAD - number * _ROW)
        canvas.setStrokeColor(colour(LINE))
        canvas.setLineWidth(0.8)
        canvas.rect(0, 0, self.width, self.height, stroke=1, fill=0)

    def _draw_day(self, day: str, x: float, wide: float) -> None:
        canvas = self.canv
        draw_text(canvas, x + wide / 2, self.height - 12, day, CAPTION_STRONG, "centre")
        each = wide / len(self._parts)
        for number, part in enumerate(self._parts):
            draw_text(canvas, x + each * (number + 0.5), self.height - 25, part, CAPTION, "centre")
            canvas.setStrokeColor(colour(LINE if number == 0 else RULE))
            canvas.setLineWidth(0.8 if number == 0 else 0.4)
            canvas.line(x + each * number, 0, x + each * number, self.height - (0 if number == 0 else 16))

    def _draw_label(self, label: str, top: float) -> None:
        name, _, unit = label.partition("\n")
        draw_text(self.canv, 4, top - (10 if unit else 14), shortened(name, TABLE_STRONG, _LABEL - 8), TABLE_STRONG)
        if unit:
            draw_text(self.canv, 4, top - 19.2, shortened(unit, CAPTION, _LABEL - 8), CAPTION)
        self.canv.setStrokeColor(colour(RULE))
        self.canv.setLineWidth(0.5)
        self.canv.line(0, top, self.width, top)


class TickBoxes(TaggedPart):
    """A sentence, and five boxes from 1 to 5 to tick."""

    def __init__(self, item: str) -> None:
        """Take the sentence."""
        super().__init__()
        self._item = item

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the measure and two lines."""
        self.width, self.height = available, 46.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw the sentence, the boxes and what the ends mean."""
        canvas = self.canv
        draw_text(canvas, 0, 33, f"“{self._item}”", BODY_STRONG)
        draw_text(canvas, 0, 11, "not at all", CAPTION)
        canvas.setStrokeColor(colour(LINE))
        canvas.setLineWidth(0.9)
        for number in range(5):
            x = 54 + number * _BOX_STEP
            canvas.rect(x, 8, _BOX, _BOX, stroke=1, fill=0)
            draw_text(canvas, x + _BOX + 4, 11, str(number + 1), BODY)
        draw_text(canvas, 54 + 5 * _BOX_STEP + 2, 11, "fully", CAPTION)


class CutLine(TaggedPart):
    """A dashed line to cut along."""

    role = ARTIFACT

    def __init__(self) -> None:
        """Keep room above and below."""
        super().__init__()
        self.spaceBefore, self.spaceAfter = 18.0, 10.0

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the measure and a point."""
        self.width, self.height = available, 1.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw the dashes."""
        self.canv.setStrokeColor(colour(LINE))
        self.canv.setLineWidth(0.6)
        self.canv.setDash(4, 3)
        self.canv.line(0, 0.5, self.width, 0.5)
        self.canv.setDash()
