"""What the lists of notes, goals, education and check-ins are made of, as data. Nothing is stored here."""

from datetime import date

from codedesk import formats
from codedesk.models.events import CheckInDraft, CheckInSource, NoteDraft, NoteKind
from codedesk.services.department import events_and_notes
from codedesk.services.department.events_and_notes import NoteRow
from codedesk.services.people import checkins, education
from codedesk.services.people.checkins import ITEMS, CheckInRow
from codedesk.services.people.conversations import GoalRow
from codedesk.services.people.education import EducationRow
from codedesk.ui.listing import Listing
from codedesk.ui.widgets.fields import Field
from codedesk.ui.widgets.table import TableColumn

IN_PACKET = Field("in_packet", "In the packet", "flag", hint="Private unless this is ticked")
_STATES = {"open": "open", "overdue": "open, its date has passed", "done": "done"}
_ANSWERS = tuple((f"{value} of 5", value) for value in range(1, 6))


def _answer(value: int | None) -> str:
    return "left out" if value is None else f"{value} of 5"


def _items(_row: CheckInRow) -> str:
    return "\n".join(f"“{words}”" for _, words in ITEMS)


def _goal_words(row: GoalRow) -> str:
    return f"{row.goal}\nMeasure: {row.measure or 'not written'}\nSupport: {row.support or 'not written'}"


def _education_state(row: EducationRow) -> str:
    return f"done {formats.day(row.draft.done_on)}" if row.draft.done_on else _STATES[row.state]


def _source(row: EducationRow) -> str:
    return ", ".join(part for part in (row.category, row.audit) if part)


def seen_by(in_packet: bool) -> str:
    """Say who sees a row, with a box that is ticked or not."""
    return "☑ in the packet" if in_packet else "☐ private"


_NOTE_FIELDS = (
    Field("day", "Day", "date", required=True),
    Field("kind", "Kind", "choice", required=True, choices=NoteKind.choices()),
    Field("text", "Note", "long_text", required=True, hint="About the work. Never a patient, never a diagnosis"),
    IN_PACKET,
)


_NOTE_COLUMNS: tuple[TableColumn[NoteRow], ...] = (
    TableColumn("day", "Day", 110, text=lambda row: formats.day(row.draft.day)),
    TableColumn("kind", "Kind", 110, text=lambda row: row.kind_words),
    TableColumn("text", "Note", 260, text=lambda r: r.draft.text, tooltip=lambda r: r.draft.text, stretch=True),
    TableColumn("packet", "Seen by", 130, text=lambda row: seen_by(row.draft.in_packet)),
)


GOAL_FIELDS = (Field("outcome", "What became of it", "long_text", hint="Leave it empty while the goal is open"),)


def goal_columns(today: date) -> tuple[TableColumn[GoalRow], ...]:
    """Return the goal with its measure, its date, the support offered, where it stands and its outcome."""
    return (
        TableColumn("goal", "Goal", 170, text=lambda r: r.goal, tooltip=_goal_words, stretch=True, lines=3),
        TableColumn("measure", "Measure", 154, text=lambda r: r.measure, tooltip=lambda r: r.measure, lines=3),
        TableColumn("due", "By when", 100, text=lambda r: formats.day(r.due_on) if r.due_on else "no date"),
        TableColumn("support", "Support offered", 170, text=lambda r: r.support, tooltip=lambda r: r.support, lines=3),
        TableColumn("state", "State", 92, text=lambda r: r.state(today), tooltip=lambda r: r.state(today)),
        TableColumn("outcome", "Outcome", 150, text=lambda r: r.outcome, tooltip=lambda r: r.outcome, lines=3),
        TableColumn("review", "Agreed in", 96, text=lambda r: r.review),
    )


_EDUCATION_FIELDS = (
    Field("topic", "What is to be learned", "text", required=True),
    Field("due_on", "By when", "date"),
    Field("done_on", "Done on", "date", hint="Leave it empty while it is open"),
    Field("hours", "Hours", "hours", high=1000),
    Field("reaudit_on", "Look again on", "date"),
    Field("outcome", "What came of it", "long_text"),
    IN_PACKET,
)


_EDUCATION_COLUMNS: tuple[TableColumn[EducationRow], ...] = (
    TableColumn("topic", "Education", 190, text=lambda r: r.draft.topic, tooltip=lambda r: r.draft.topic, stretch=True),
    TableColumn("due", "By when", 100, text=lambda r: formats.day(r.draft.due_on) if r.draft.due_on else "no date"),
    TableColumn("state", "State", 126, text=_education_state),
    TableColumn("hours", "Hours", 64, "right", text=lambda r: formats.hours(r.draft.hours)),
    TableColumn("from", "From", 150, text=_source, tooltip=_source),
    TableColumn("outcome", "Outcome", 130, text=lambda r: r.draft.outcome, tooltip=lambda r: r.draft.outcome),
    TableColumn("packet", "Seen by", 120, text=lambda r: seen_by(r.draft.in_packet)),
)


_CHECK_IN_FIELDS = (
    Field("day", "Day", "date", required=True),
    *(Field(name, f"“{words}”", "choice", choices=_ANSWERS, width=112) for name, words in ITEMS),
    Field("note", "In the coder’s own words", "text", hint="Skipping is normal: any of these may stay empty"),
    Field("source", "Where from", "choice", required=True, choices=CheckInSource.choices()),
    Field("in_packet", "In the packet", "flag", hint="Only when coder and manager agreed on this very line"),
)


_CHECK_IN_COLUMNS: tuple[TableColumn[CheckInRow], ...] = (
    TableColumn("day", "Day", 110, text=lambda r: formats.day(r.draft.day)),
    TableColumn("workload", "Workload", 84, "right", text=lambda r: _answer(r.draft.workload), tooltip=_items),
    TableColumn("pace", "Pace", 84, "right", text=lambda r: _answer(r.draft.pace_for_accuracy), tooltip=_items),
    TableColumn("help", "Help", 84, "right", text=lambda r: _answer(r.draft.help), tooltip=_items),
    TableColumn("note", "Own words", 190, text=lambda r: r.draft.note, tooltip=lambda r: r.draft.note, stretch=True),
    TableColumn("source", "Source", 150, text=lambda r: r.source_words),
    TableColumn("packet", "Seen by", 120, text=lambda r: seen_by(r.draft.in_packet)),
)


def _day(draft: NoteDraft | CheckInDraft) -> str:
    return formats.day(draft.day)


NOTES: Listing[NoteRow] = Listing(
    noun="note",
    of=events_and_notes.NOTES,
    columns=_NOTE_COLUMNS,
    fields=_NOTE_FIELDS,
    title="Notes",
    empty="No note of this kind yet.",
    said=_day,
)
EDUCATION: Listing[EducationRow] = Listing(
    noun="education",
    of=education.EDUCATION,
    columns=_EDUCATION_COLUMNS,
    fields=_EDUCATION_FIELDS,
    title="Education and training",
    empty="No education yet.",
    said=lambda draft: draft.topic,
)
CHECK_INS: Listing[CheckInRow] = Listing(
    noun="check-in",
    of=checkins.CHECK_INS,
    columns=_CHECK_IN_COLUMNS,
    fields=_CHECK_IN_FIELDS,
    title="Check-ins",
    empty="No check-in yet. Skipping is normal and never counted.",
    said=_day,
)
