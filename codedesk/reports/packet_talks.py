"""Page 4: conversations and well-being, only what was marked for the packet. Long notes flow over pages."""

from reportlab.platypus import Flowable

from codedesk.periods import day_label
from codedesk.reports.page import Heading
from codedesk.reports.prose import Prose
from codedesk.reports.style import BODY_STRONG, CAPTION
from codedesk.services.reviews_rows import PacketCheckInRow, PacketRow

_KINDS = {
    "praise": "Recognition",
    "concern": "Concern",
    "training": "Training",
    "agreement": "Agreement",
    "one_to_one": "One-to-one",
    "other": "Note",
}
_ITEMS = (
    ("workload", "My workload was manageable"),
    ("pace_for_accuracy", "I could work at a pace that let me code accurately"),
    ("help", "I had the help I needed"),
)


def pages(row: PacketRow) -> list[Flowable]:
    """Return the marked notes and check-ins; nothing where none is marked."""
    if not row.notes and not row.check_ins:
        return []
    story: list[Flowable] = [
        Heading("Conversations and well-being", 0),
        Prose("Only what was marked for this packet stands here.", style=CAPTION, after=4),
    ]
    if row.notes:
        story.append(Heading("Notes", keep=60))
        for note in row.notes:
            lead = f"{day_label(note.day)} · {_KINDS[note.kind]}"
            story.append(Prose((lead, CAPTION), after=1, keep=30))
            story += paragraphs(note.text)
    if row.check_ins:
        story.append(Heading("Workload, in the coder’s own answers", keep=60))
        for check_in in row.check_ins:
            story += _check_in(check_in)
    return story


def paragraphs(text: str, after: float = 10.0) -> list[Flowable]:
    """Return a text of people as one flowable for each of its lines, so that any length flows over pages."""
    lines = text.replace("\r\n", "\n").strip("\n").split("\n")
    return [Prose(line, after=after if number == len(lines) - 1 else 3) for number, line in enumerate(lines)]


def _check_in(check_in: PacketCheckInRow) -> list[Flowable]:
    story: list[Flowable] = [Prose((day_label(check_in.day), BODY_STRONG), after=1, keep=44)]
    for name, words in _ITEMS:
        answer = getattr(check_in, name)
        said = "skipped" if answer is None else f"{answer} of 5"
        story.append(Prose(f"“{words}”: {said}", after=1))
    if check_in.note.strip():
        story += paragraphs(check_in.note)
    return story
