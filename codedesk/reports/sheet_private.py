"""The manager's private sheet: what is worth a conversation, what to ask, and the notes that no packet shows."""

from reportlab.platypus import Flowable

from codedesk import formats
from codedesk.periods import day_label
from codedesk.reports.packet_pace import signal_lines
from codedesk.reports.packet_summary import figures
from codedesk.reports.packet_talks import KINDS, paragraphs
from codedesk.reports.packet_words import pair_heads
from codedesk.reports.page import Document, Heading, document
from codedesk.reports.prose import Prose
from codedesk.reports.style import BODY, CAPTION, QUIET
from codedesk.services.reviews import sentences as say
from codedesk.services.reviews.rows import PacketCheckInRow, PacketRow
from codedesk.services.reviews.sheets import PrivateRow

HEAD = "PRIVATE"
_ANSWERS = (("workload", "workload manageable"), ("pace_for_accuracy", "pace for accuracy"), ("help", "help"))


def document_of(row: PrivateRow, paper: str) -> bytes:
    """Return the PDF of a private sheet."""
    packet = row.packet
    sheet = Document(
        title=f"{HEAD}: manager’s sheet, {packet.coder.name}, {packet.label}",
        subject="For the manager only; never part of a packet",
        author=packet.manager or packet.department or "CodeDesk",
        who=packet.coder.name,
        when=packet.label,
        department=packet.department,
        fingerprint=packet.fingerprint,
        version=packet.version,
        made_on=packet.printed_on,
        sample=packet.sample,
        pair=pair_heads(packet.paired),
        confidential="PRIVATE: for the manager only, never part of a packet",
        banner=HEAD,
    )
    return document(sheet, lambda: _pages(row), paper)


def _pages(row: PrivateRow) -> list[Flowable]:
    packet = row.packet
    return [
        Heading(f"{packet.coder.name}: for the manager only", 0),
        Prose(f"Review of {packet.label} · printed {day_label(packet.printed_on)}", style=CAPTION, after=8),
        *figures(packet),
        *_signals(packet),
        *_questions(row),
        *_note(row),
        *_talks(row),
    ]


def _signals(packet: PacketRow) -> list[Flowable]:
    title = "Signals worth a conversation"
    if not packet.signals:
        return [Heading(title, keep=50), Prose("None: what varied is usual variation.", style=QUIET)]
    quality = f"To be read with the accuracy of the period: {say.accuracy_words(packet.paired.accuracy)}."
    return [Heading(title, keep=50, note=quality), *signal_lines(packet)]


def _questions(row: PrivateRow) -> list[Flowable]:
    found = [*_open_matters(row)]
    story: list[Flowable] = [Heading("Things to ask", keep=50)]
    if not found:
        return [*story, Prose("Nothing is open.", style=QUIET)]
    return [*story, *(Prose(words, lead=("☐", BODY), indent=18, after=3) for words in found)]


def _open_matters(row: PrivateRow) -> list[str]:
    packet = row.packet
    found = [f"What stands behind this gap in the data: {gap}?" for gap in row.gaps]
    for day in packet.completeness.unlikely:
        hours = f"{formats.fixed(day.earned_hours, 2)} earned in {formats.fixed(day.productive_hours, 2)} productive"
        found.append(f"Are the hours of {day_label(day.day)} right ({hours})?")
    for goal in packet.last_agreements:
        if not goal.outcome.strip():
            found.append(f"What became of “{goal.goal}”, agreed in {packet.earlier.label}?")
    waiting = sum(audit.open_rebuttals for audit in (*packet.audits, *packet.focused))
    if waiting:
        found.append(f"{formats.plural(waiting, 'rebuttal')} without an outcome: who answers, and by when?")
    return found


def _note(row: PrivateRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("My own note", keep=50)]
    if not row.private_note.strip():
        return [*story, Prose("Nothing is written.", style=QUIET)]
    return [*story, *paragraphs(row.private_note)]


def _talks(row: PrivateRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("Notes and check-ins that no packet shows", keep=50)]
    if not row.notes and not row.check_ins:
        return [*story, Prose("There are none in this period.", style=QUIET)]
    for note in row.notes:
        story.append(Prose((f"{day_label(note.day)} · {KINDS[note.kind]}", CAPTION), after=1, keep=30))
        story += paragraphs(note.text)
    for check_in in row.check_ins:
        story.append(Prose((f"{day_label(check_in.day)} · Check-in", CAPTION), after=1, keep=30))
        story += paragraphs(_answers(check_in))
    return story


def _answers(check_in: PacketCheckInRow) -> str:
    said = []
    for name, words in _ANSWERS:
        answer = getattr(check_in, name)
        said.append(f"{words} {'skipped' if answer is None else f'{answer} of 5'}")
    return say.opened(", ".join(said)) + (f". {check_in.note}" if check_in.note.strip() else ".")
