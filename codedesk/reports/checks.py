"""What to look at before a paper is printed: a packet's gaps, what looks like a patient's, what the font lacks."""

from collections.abc import Iterable, Iterator

from codedesk.periods import day_label
from codedesk.reports.glyphs import missing, name_of
from codedesk.services.reviews.concerns import PreflightRow
from codedesk.services.reviews.identifiers import identifiers
from codedesk.services.reviews.reviews import preflight
from codedesk.services.reviews.rows import PacketRow

Texts = Iterable[tuple[str, str]]


def points(row: PacketRow) -> tuple[PreflightRow, ...]:
    """List every point of a packet: those of the data first, then each place with characters that cannot be shown."""
    return (*preflight(row), *text_concerns(row))


def text_concerns(row: PacketRow) -> tuple[PreflightRow, ...]:
    """List what in a packet's words looks like a patient's, and what the font cannot show."""
    return text_points(tuple(_texts(row)), "packet")


def identifier_points(row: PacketRow) -> tuple[PreflightRow, ...]:
    """List only the places of a packet that look like a patient's: what is asked about before it leaves."""
    return tuple(_identifier_points(_texts(row), "packet"))


def text_points(texts: Texts, paper: str) -> tuple[PreflightRow, ...]:
    """List the places of a paper whose words look like a patient's, then those with characters the font lacks.

    texts are (place, words), so that a point names its place and never repeats what is private.
    """
    known = tuple(texts)
    return (*_identifier_points(known, paper), *_glyph_points(known))


def _identifier_points(texts: Texts, paper: str) -> Iterator[PreflightRow]:
    for place, words in texts:
        kinds = identifiers(words)
        if kinds:
            text = f"{place}: this looks like {' and '.join(kinds)}. A {paper} must not name a patient."
            yield PreflightRow("identifier", text)


def _glyph_points(texts: Texts) -> Iterator[PreflightRow]:
    for place, words in texts:
        lacking = missing(words)
        if lacking:
            shown = ", ".join(f"{character} ({name_of(character)})" for character in lacking[:4])
            more = f" and {len(lacking) - 4} more" if len(lacking) > 4 else ""
            text = f"{place}: the paper’s font has no {shown}{more}; it prints as [{_code(lacking[0])}]."
            yield PreflightRow("missing_glyph", text)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _texts(row: PacketRow) -> Iterator[tuple[str, str]]:
    yield "The coder’s name", f"{row.coder.name} {row.coder.credentials}"
    yield "The department", f"{row.department} {row.manager}"
    yield "What went well", row.text.went_well
    yield "What to work on", row.text.work_on
    yield "What was agreed last time", row.text.agreed_last_time
    yield "The coder’s comments", row.text.coder_comments
    yield from _agreements(row)
    yield from _dated(row)
    yield from _lists(row)


def _agreements(row: PacketRow) -> Iterator[tuple[str, str]]:
    for number, agreement in enumerate(row.agreements, 1):
        yield f"Agreement {number}", f"{agreement.goal} {agreement.measure} {agreement.support}"
    for agreement in row.last_agreements:
        yield "An agreement of last time", f"{agreement.goal} {agreement.measure} {agreement.outcome}"


def _dated(row: PacketRow) -> Iterator[tuple[str, str]]:
    for note in row.notes:
        yield f"The note of {day_label(note.day)}", note.text
    for check_in in row.check_ins:
        yield f"The check-in of {day_label(check_in.day)}", check_in.note
    for item in row.education:
        yield f"The education “{item.topic}”", f"{item.topic} {item.outcome}"
    for audit in (*row.audits, *row.focused):
        words = (audit.name, audit.auditor, audit.work_type, audit.method_version)
        yield f"The audit of {day_label(audit.day)}", " ".join(words)
    for event in row.events:
        yield f"The event of {day_label(event.from_day)}", event.text
    for rework in row.reworked:
        yield f"The rework of {day_label(rework.day)}", f"{rework.work_type} {rework.reason}"


def _lists(row: PacketRow) -> Iterator[tuple[str, str]]:
    for figures in row.work_types:
        yield "A work type", figures.work_type
    for standard in row.standards:
        words = (standard.work_type, standard.reason, standard.source, standard.approved_by)
        yield f"The standard of {standard.work_type}", " ".join(words)
    for hours in (*row.hours.excused, *row.hours.counted, *row.hours.absence):
        yield "A category of other time", hours.category
    for name in (*(error.category for error in row.errors), *(cause.cause for cause in row.causes)):
        yield "A category or cause of findings", name
