"""Events of the work and notes on conversations: listed, added, changed and voided.

Here live the questions and changes about both. What an event does to limits and signals is metrics' word; rework and
check-ins have their own places.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk.models import Coder, Event, Note, WorkType
from codedesk.models.events import EventDraft, NoteDraft
from codedesk.periods import Period
from codedesk.services.live import live
from codedesk.services.nouns import Noun

EVENTS = Noun(Event, EventDraft)
NOTES = Noun(Note, NoteDraft)


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as lists show it; scope is the team, or the coder and the work type by name."""

    id: int
    scope: str
    draft: EventDraft

    @property
    def kind_words(self) -> str:
        """The kind as people read it."""
        return self.draft.kind.words


@dataclass(frozen=True, slots=True)
class ScopesRow:
    """Whom an event can concern: coders and work types in use, as names with their numbers."""

    coders: tuple[tuple[str, int], ...]
    work_types: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as lists show it."""

    id: int
    draft: NoteDraft

    @property
    def kind_words(self) -> str:
        """The kind as people read it."""
        return self.draft.kind.words


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


def notes(session: Session, coder_id: int, period: Period | None = None) -> tuple[NoteRow, ...]:
    """List the notes on a coder, the newest first; of a period or of all time."""
    query = select(Note).where(live(Note), col(Note.coder_id) == coder_id)
    if period is not None:
        query = query.where(col(Note.day).between(period.start, period.end))
    found = session.exec(query.order_by(col(Note.day).desc(), col(Note.id).desc()))
    return tuple(NoteRow(note.key, NOTES.draft_of(note)) for note in found)


def _event_row(event: Event, coders: dict[int, str], types: dict[int, str]) -> EventRow:
    parts = (coders.get(event.coder_id or 0, ""), types.get(event.work_type_id or 0, ""))
    return EventRow(event.key, ", ".join(part for part in parts if part) or "team", EVENTS.draft_of(event))
