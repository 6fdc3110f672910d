"""Page 4: conversations and well-being, only what was marked for the packet. Long notes flow over pages.

An empty part says so in a line; that there may be more in private is neither said nor hinted at.
"""

from reportlab.platypus import Flowable

from codedesk import formats
from codedesk.models.events import NoteKind
from codedesk.periods import day_label
from codedesk.reports.grid import Grid, PrintColumn
from codedesk.reports.page import Heading
from codedesk.reports.prose import Prose
from codedesk.reports.style import BODY_STRONG, CAPTION, QUIET, TABLE
from codedesk.services.people.checkins import ITEMS
from codedesk.services.reviews.rows import PacketCheckInRow, PacketEducationRow, PacketNoteRow, PacketRow

KINDS = {
    "praise": "Recognition",
    "concern": "Concern",
    "training": "Training",
    "agreement": "Agreement",
    "one_to_one": "One-to-one",
    "other": "Note",
}
_TITLE = "Conversations and well-being"
_NO_RECOGNITION = "No recognition was noted for this packet."
_NO_NOTE = "No note on a conversation was marked for this packet."
_NO_EDUCATION = "No education was marked for this packet."
_NO_ANSWER = "No answer on workload was agreed for this packet. Answering is voluntary."
_TALKED_ABOUT = ("one_to_one", "agreement", "concern", "other")


def pages(row: PacketRow) -> list[Flowable]:
    """Return recognition, notes, education and workload, each with what was marked or a line that nothing was."""
    if not (row.notes or row.education or row.check_ins):
        empty = (_NO_RECOGNITION, _NO_NOTE, _NO_EDUCATION, _NO_ANSWER)
        return [Heading(_TITLE, 0), *(_nothing(words) for words in empty)]
    return [
        Heading(_TITLE, 0, note="Only what was marked for this packet stands here."),
        *_notes("Recognition", ("praise",), row, _NO_RECOGNITION),
        *_notes("Talked about", _TALKED_ABOUT, row, _NO_NOTE),
        *_education(row),
        *_workload(row),
    ]


def paragraphs(text: str, after: float = 8.0) -> list[Flowable]:
    """Return a text of people as one flowable for each of its lines, so that any length flows over pages."""
    lines = text.replace("\r\n", "\n").strip("\n").split("\n")
    return [Prose(line, after=after if number == len(lines) - 1 else 3) for number, line in enumerate(lines)]


def _notes(title: str, kinds: tuple[str, ...], row: PacketRow, empty: str) -> list[Flowable]:
    found = sorted((note for note in row.notes if note.kind in kinds), key=lambda note: kinds.index(note.kind))
    if not found:
        return [_nothing(empty)]
    story: list[Flowable] = [Heading(title, keep=60)]
    for note in found:
        story += _note(note)
    return story


def _note(note: PacketNoteRow) -> list[Flowable]:
    lead = f"{day_label(note.day)} · {KINDS[note.kind]}"
    return [Prose((lead, CAPTION), after=1, keep=30), *paragraphs(note.text)]


def _education(row: PacketRow) -> list[Flowable]:
    talks = [note for note in row.notes if note.kind == NoteKind.TRAINING]
    if not row.education and not talks:
        return [_nothing(_NO_EDUCATION)]
    story: list[Flowable] = [Heading("Education and training", keep=60)]
    if row.education:
        columns = (
            PrintColumn("What", 40),
            PrintColumn("By when or done", 20),
            PrintColumn("Hours", 9, "right"),
            PrintColumn("Outcome", 31),
        )
        cells = [_education_cells(item) for item in row.education]
        total = sum(item.hours or 0.0 for item in row.education if item.done_on is not None)
        cells.append(("Done in this period", "", formats.hours(total), ""))
        story.append(Grid(columns, cells, totals=(len(cells) - 1,)))
    for note in talks:
        story += _note(note)
    return story


def _education_cells(item: PacketEducationRow) -> tuple[str, str, str, str]:
    when = f"due {day_label(item.due_on)}" if item.due_on else "no date yet"
    if item.done_on:
        when = f"done {day_label(item.done_on)}"
    return item.topic, when, formats.hours(item.hours), item.outcome


def _workload(row: PacketRow) -> list[Flowable]:
    title = "Workload, in the coder’s own words"
    if not row.check_ins:
        return [_nothing(_NO_ANSWER)]
    note = "Voluntary answers, each printed by agreement of both."
    story: list[Flowable] = [Heading(title, keep=70, note=note)]
    for check_in in row.check_ins:
        story += _check_in(check_in)
    return story


def _check_in(check_in: PacketCheckInRow) -> list[Flowable]:
    story: list[Flowable] = [Prose((day_label(check_in.day), BODY_STRONG), after=1, keep=44)]
    for name, words in ITEMS:
        answer = getattr(check_in, name)
        said = "skipped" if answer is None else f"{answer} of 5"
        story.append(Prose((f"“{words}”: {said}", TABLE), after=1))
    story[-1].spaceAfter = 6.0
    if check_in.note.strip():
        story += paragraphs(check_in.note)
    return story


def _nothing(words: str) -> Flowable:
    return Prose(words, style=QUIET, after=3)
