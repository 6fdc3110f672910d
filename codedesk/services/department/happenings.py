"""Events of the work and notes on conversations: listed, added, changed and voided.

Here live the questions and changes about both. What an event does to limits and signals is metrics' word; rework and
check-ins have their own places.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.models import Coder, Event, Note, WorkType
from codedesk.models.happenings import EVENT_KINDS, NOTE_KINDS
from codedesk.periods import Period, day_label
from codedesk.services.live import live
from codedesk.services.voiding import void

EVENT_WORDS = {
    "go_live": "Go-live",
    "tool": "Tool",
    "downtime": "Downtime",
    "guideline_change": "Guideline change",
    "staffing": "Staffing",
    "documentation": "Documentation",
    "standard_change": "Standard change",
    "other": "Other",
}
NOTE_WORDS = {
    "praise": "Praise",
    "concern": "Concern",
    "training": "Training",
    "agreement": "Agreement",
    "one_to_one": "One-to-one",
    "other": "Other",
}
LONGEST_EVENT = 300
_Dated = TypeVar("_Dated", Event, Note)


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event as typed. Without work type and coder it is the whole team's; rebase starts limits anew that day."""

    from_day: date
    text: str
    kind: str = "other"
    to_day: date | None = None
    work_type_id: int | None = None
    coder_id: int | None = None
    rebase: bool = False


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as lists show it; scope is the team, or the coder and the work type by name."""

    id: int
    scope: str
    draft: EventDraft

    @property
    def kind_words(self) -> str:
        """The kind as people read it."""
        return EVENT_WORDS[self.draft.kind]


@dataclass(frozen=True, slots=True)
class ScopesRow:
    """Whom an event can concern: coders and work types in use, as names with their numbers."""

    coders: tuple[tuple[str, int], ...]
    work_types: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A note as typed; private unless in_packet."""

    coder_id: int
    day: date
    text: str
    kind: str = "other"
    in_packet: bool = False


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as lists show it."""

    id: int
    draft: NoteDraft

    @property
    def kind_words(self) -> str:
        """The kind as people read it."""
        return NOTE_WORDS[self.draft.kind]


def events(session: Session, period: Period, coder_id: int | None = None) -> tuple[EventRow, ...]:
    """List the events that touch a period, the newest first; of a coder: the team's and the coder's own."""
    query = select(Event).where(
        live(Event),
        col(Event.from_day) <= period.end,
        sa.func.coalesce(col(Event.to_day), col(Event.from_day)) >= period.start,
    )
    if coder_id is not None:
        query = query.where(col(Event.coder_id).is_(None) | (col(Event.coder_id) == coder_id))
    coders = {row.key: row.shown_name for row in session.exec(select(Coder))}
    types = {row.key: row.name for row in session.exec(select(WorkType))}
    found = session.exec(query.order_by(col(Event.from_day).desc(), col(Event.id).desc()))
    return tuple(_event_row(event, coders, types) for event in found)


def touches(draft: EventDraft, week: date) -> bool:
    """Tell whether an event touches the week of a Monday."""
    return draft.from_day <= week + timedelta(6) and (draft.to_day or draft.from_day) >= week


def scopes(session: Session) -> ScopesRow:
    """List whom an event can concern."""
    coders = sorted(
        ((row.shown_name, row.key) for row in session.exec(select(Coder).where(live(Coder)))),
        key=lambda each: each[0].casefold(),
    )
    types = session.exec(
        select(WorkType).where(live(WorkType), col(WorkType.active)).order_by(col(WorkType.position), col(WorkType.id))
    )
    return ScopesRow(tuple(coders), tuple((row.name, row.key) for row in types))


def event_row(session: Session, event: Event) -> EventRow:
    """Return one event as lists show it."""
    coders = {row.key: row.shown_name for row in session.exec(select(Coder).where(col(Coder.id) == event.coder_id))}
    named = session.exec(select(WorkType).where(col(WorkType.id) == event.work_type_id))
    return _event_row(event, coders, {row.key: row.name for row in named})


def add_event(session: Session, draft: EventDraft) -> int:
    """Store an event; return its number. Refused for what cannot be right."""
    event = Event(**_checked_event(session, draft))
    session.add(event)
    session.flush()
    return event.key


def change_event(session: Session, event_id: int, draft: EventDraft) -> None:
    """Change an event. Refused for what cannot be right."""
    _assign(_stored(session, Event, event_id), _checked_event(session, draft))


def void_event(session: Session, event_id: int, reason: str) -> None:
    """Void an event with a reason. Refused without one."""
    _void(_stored(session, Event, event_id), reason)


def notes(session: Session, coder_id: int, period: Period | None = None) -> tuple[NoteRow, ...]:
    """List the notes on a coder, the newest first; of a period or of all time."""
    query = select(Note).where(live(Note), col(Note.coder_id) == coder_id)
    if period is not None:
        query = query.where(col(Note.day).between(period.start, period.end))
    found = session.exec(query.order_by(col(Note.day).desc(), col(Note.id).desc()))
    return tuple(NoteRow(note.key, _note_draft(note)) for note in found)


def add_note(session: Session, draft: NoteDraft) -> int:
    """Store a note, private unless it is marked for the packet; return its number. Refused for what cannot be right."""
    note = Note(**_checked_note(session, draft))
    session.add(note)
    session.flush()
    return note.key


def change_note(session: Session, note_id: int, draft: NoteDraft) -> None:
    """Change a note. Refused for what cannot be right."""
    _assign(_stored(session, Note, note_id), _checked_note(session, draft))


def void_note(session: Session, note_id: int, reason: str) -> None:
    """Void a note with a reason. Refused without one."""
    _void(_stored(session, Note, note_id), reason)


def _event_row(event: Event, coders: dict[int, str], types: dict[int, str]) -> EventRow:
    parts = (coders.get(event.coder_id or 0, ""), types.get(event.work_type_id or 0, ""))
    values = {name: getattr(event, name) for name in EventDraft.__dataclass_fields__}
    return EventRow(event.key, ", ".join(part for part in parts if part) or "team", EventDraft(**values))


def _note_draft(note: Note) -> NoteDraft:
    return NoteDraft(**{name: getattr(note, name) for name in NoteDraft.__dataclass_fields__})


def _checked_event(session: Session, draft: EventDraft) -> dict[str, Any]:
    words = draft.text.strip()
    if not words:
        raise Refused("say what happened", "text")
    if len(words) > LONGEST_EVENT:
        raise Refused(f"an event has at most {LONGEST_EVENT} characters: it is printed into charts", "text")
    if draft.kind not in EVENT_KINDS:
        raise Refused(f"“{draft.kind}” is not a kind of event", "kind")
    if draft.to_day is not None and draft.to_day < draft.from_day:
        raise Refused(f"the last day is before the first ({day_label(draft.from_day)})", "to_day")
    _known(session, Coder, draft.coder_id, "coder_id", "this coder is no longer there")
    _known(session, WorkType, draft.work_type_id, "work_type_id", "this work type is no longer there")
    return {name: getattr(draft, name) for name in EventDraft.__dataclass_fields__} | {"text": words}


def _checked_note(session: Session, draft: NoteDraft) -> dict[str, Any]:
    if not draft.text.strip():
        raise Refused("a note needs words", "text")
    if draft.kind not in NOTE_KINDS:
        raise Refused(f"“{draft.kind}” is not a kind of note", "kind")
    _known(session, Coder, draft.coder_id, "coder_id", "this coder is no longer there")
    return {name: getattr(draft, name) for name in NoteDraft.__dataclass_fields__} | {"text": draft.text.strip()}


def _known(session: Session, table: type[Coder | WorkType], row_id: int | None, field: str, reason: str) -> None:
    if row_id is None:
        return
    found = session.get(table, row_id)
    if found is None or found.voided:
        raise Refused(reason, field)


def _stored(session: Session, table: type[_Dated], row_id: int) -> _Dated:
    found = session.get(table, row_id)
    if found is None or found.voided:
        raise Refused("this entry is no longer there")
    return found


def _assign(row: Event | Note, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _void(row: Event | Note, reason: str) -> None:
    void(row, reason)
