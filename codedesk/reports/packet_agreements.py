"""Page 5: up to three agreements, the coder's comments, and the signatures for receipt."""

from reportlab.platypus import Flowable

from codedesk import formats
from codedesk.models.review_words import ReviewState
from codedesk.periods import day_label
from codedesk.reports.packet_talks import paragraphs
from codedesk.reports.page import Heading, kept
from codedesk.reports.prose import Prose, colour, draw_text, shortened, width_of
from codedesk.reports.style import BODY, BODY_STRONG, CAPTION, GUTTER, LINE, QUIET, RULE, TABLE_STRONG
from codedesk.reports.tags import ARTIFACT, TaggedPart
from codedesk.services.reviews.rows import AgreementRow, PacketRow


def pages(row: PacketRow) -> list[Flowable]:
    """Return agreements and sign-off."""
    return [Heading("Agreements and sign-off", 0), *_agreements(row), *_comments(row), *_sign_off(row)]


def _agreements(row: PacketRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("Agreements for the time ahead", keep=60)]
    if not row.agreements:
        story.append(
            Prose("None is written yet; the lines are for agreements made in the talk.", style=CAPTION, after=2)
        )
        return [*story, *(WritingLines(2, f"{number}") for number in (1, 2, 3))]
    for number, agreement in enumerate(row.agreements, 1):
        story += _agreement(number, agreement)
    return story


def _agreement(number: int, agreement: AgreementRow) -> list[Flowable]:
    due = formats.day(agreement.due_on) if agreement.due_on else "no date set"
    parts = (("Measure", agreement.measure), ("By when", due), ("Support offered", agreement.support))
    lead = (str(number), BODY_STRONG)
    story: list[Flowable] = [Prose((agreement.goal, BODY_STRONG), lead=lead, indent=16, after=2, keep=30)]
    for name, words in parts:
        story.append(Prose((f"{name}: ", TABLE_STRONG), words.strip() or "not written", indent=16, after=1))
    story[-1].spaceAfter = 8.0
    return story


def _comments(row: PacketRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("The coder’s comments", keep=90)]
    if row.text.coder_comments.strip():
        return [*story, *paragraphs(row.text.coder_comments), WritingLines(2)]
    return [*story, WritingLines(5)]


def _sign_off(row: PacketRow) -> list[Flowable]:
    text = row.text
    words = "The signatures confirm that this packet was read and talked about, not that its reader agrees with it."
    story: list[Flowable] = [Heading("Sign-off"), Prose(words, after=6)]
    if text.state is ReviewState.SIGNATURE_REFUSED:
        when = f" on {day_label(text.signed_on)}" if text.signed_on else ""
        when += f", saying: {text.refused_reason}" if text.refused_reason else ""
        story.append(Prose(f"The coder chose not to sign{when}. This is recorded and changes nothing else.", after=6))
    elif text.given_on:
        signed = f", signed {day_label(text.signed_on)}" if text.signed_on else ""
        story.append(Prose(f"Given {day_label(text.given_on)}{signed}.", style=QUIET, after=6))
    return kept([*story, Signatures(row.coder.name, row.manager)])


class WritingLines(TaggedPart):
    """Ruled lines to write on by hand."""

    def __init__(self, rows: int, lead: str = "", wide: float = 0.0) -> None:
        """Take how many, a number or word that stands before the first, and a width that is not the measure."""
        super().__init__()
        self._rows, self._lead, self._wide = rows, lead, wide
        self.role = "P" if lead else ARTIFACT
        self.spaceAfter = 6.0

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take 22 points for each line, enough for a hand."""
        self.width, self.height = available, 22.0 * self._rows
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines."""
        self.canv.setStrokeColor(colour(LINE))
        self.canv.setLineWidth(0.4)
        style = BODY if self._wide else BODY_STRONG
        left = max(16.0, width_of(self._lead, style.font, style.size) + 6) if self._lead else 0.0
        for number in range(self._rows):
            y = self.height - 22.0 * (number + 1) + 2
            self.canv.line(left, y, left + self._wide if self._wide else self.width, y)
        if self._lead:
            draw_text(self.canv, 0, self.height - 18, self._lead, style)


class Signatures(TaggedPart):
    """Two fields side by side: a box to tick, a line to sign, a line for the date. Kept whole."""

    def __init__(
        self,
        coder: str,
        other: str,
        words: tuple[str, str] = ("I have read this packet.", "I have talked about it."),
        role: str = "Manager",
    ) -> None:
        """Take the names as they are printed under the lines, and what each of the two confirms."""
        super().__init__()
        self._people = ((words[0], coder, "Coder"), (words[1], other, role))

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the measure."""
        self.width, self.height = available, 96.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw both fields."""
        half = (self.width - GUTTER) / 2
        for number, (words, name, role) in enumerate(self._people):
            self._draw_field(number * (half + GUTTER), half, words, f"{role}: {name}" if name else role)

    def _draw_field(self, x: float, wide: float, words: str, under: str) -> None:
        canvas = self.canv
        canvas.setStrokeColor(colour(RULE))
        canvas.setLineWidth(0.8)
        canvas.roundRect(x, 0, wide, self.height, 3)
        draw_text(canvas, x + 12, self.height - 22, f"☐  {words}", BODY)
        canvas.setStrokeColor(colour(LINE))
        canvas.setLineWidth(0.6)
        date_at = x + wide - 82
        canvas.line(x + 12, 26, date_at - 10, 26)
        canvas.line(date_at, 26, x + wide - 12, 26)
        from_width = date_at - 10 - x - 12
        draw_text(canvas, x + 12, 14, shortened(under, CAPTION, from_width), CAPTION)
        draw_text(canvas, date_at, 14, "Date", CAPTION)
