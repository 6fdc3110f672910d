"""Events and rework of a period, as figures need them: marks for charts, causes for signals, cuts for limits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from sqlalchemy import Connection, func, select
from sqlmodel import Session

from codedesk.metrics.figures import EventMark
from codedesk.metrics.signals import NEAR_DAYS, Cause
from codedesk.models import Event, Rework
from codedesk.models.rework import ReworkCause, ReworkOutcome
from codedesk.periods import Period
from codedesk.services.cache import kept
from codedesk.services.figures.frames import Frames, day_of, live, ordinal, rows, table
from codedesk.services.figures.lists import TABLES as LISTS


@dataclass(frozen=True, slots=True)
class ScopedEvent:
    """An event with its scope; None: everyone's, or every work type's."""

    from_day: date
    to_day: date | None
    kind: str
    text: str
    rebase: bool
    work_type: str | None
    coder: str | None

    def concerns(self, coder: str, work_types: frozenset[str]) -> bool:
        """Tell whether a coder who does these work types is in its scope."""
        if self.coder is not None:
            return self.coder == coder
        return self.work_type is None or self.work_type in work_types

    def mark(self) -> EventMark:
        """Return the event as charts and pages name it."""
        scope = ", ".join(part for part in (self.coder, self.work_type) if part) or "team"
        return EventMark(self.from_day, self.to_day, self.kind, self.text, scope)


def read_scoped_events(connection: Connection, period: Period, frames: Frames) -> tuple[ScopedEvent, ...]:
    """Return the events that touch the period or start within the week before it, in order of their dates."""
    c = table("event").c
    first = period.start - timedelta(NEAR_DAYS)
    question = select(c.from_day, c.to_day, c.kind, c.text, c.rebase, c.work_type_id, c.coder_id).where(
        live(table("event")), c.from_day <= period.end, func.coalesce(c.to_day, c.from_day) >= first
    )
    names = {key: frames.people[row].name for key, row in frames.person_at.items()}
    types = {key: frames.work_types[row] for key, row in frames.work_type_at.items()}
    return tuple(
        ScopedEvent(since, to, kind, text, rebase, types.get(work_type), names.get(coder))
        for since, to, kind, text, rebase, work_type, coder in rows(connection, question.order_by(c.from_day, c.id))
        if coder is None or coder in names
    )


def scoped_events(session: Session, period: Period, frames: Frames) -> tuple[ScopedEvent, ...]:
    """Return what read_scoped_events does; it is kept until an event or one of the lists changes."""
    connection = session.connection()
    return kept(session, ("events", period), (Event, *LISTS), lambda: read_scoped_events(connection, period, frames))


def rework_of(session: Session, period: Period, frames: Frames) -> dict[int, int]:
    """Return what read_rework does; it is kept until rework or one of the lists changes."""
    connection = session.connection()
    return kept(session, ("rework", period), (Rework, *LISTS), lambda: read_rework(connection, period, frames))


def touching(events: tuple[ScopedEvent, ...], period: Period) -> tuple[ScopedEvent, ...]:
    """Return the events that touch the period."""
    return tuple(each for each in events if (each.to_day or each.from_day) >= period.start)


def cuts(events: tuple[ScopedEvent, ...]) -> tuple[date, ...]:
    """Return where the limits of audits start anew: the day of each re-basing event."""
    return tuple(each.from_day for each in events if each.rebase)


def causes(events: tuple[ScopedEvent, ...], frames: Frames, period: Period) -> tuple[Cause, ...]:
    """Return what may explain a change: events, standards that followed another one, and the ramps of learners."""
    entered = (Cause(each.from_day, each.text, each.work_type, each.coder, each.to_day, each.kind) for each in events)
    return (*entered, *_new_standards(frames, period), *_ramps(frames, period))


def _ramps(frames: Frames, period: Period) -> Iterator[Cause]:
    """Tell of every ramp step below the whole standard: while a coder learns, a changing pace is what was planned."""
    ramps = frames.ramps
    for row in np.flatnonzero(ramps.share < 1).tolist():
        follows = row + 1 < len(ramps.share) and ramps.coder[row + 1] == ramps.coder[row]
        follows = follows and ramps.work_type[row + 1] == ramps.work_type[row]
        until = day_of(ramps.from_day[row + 1]) if follows else period.end
        if day_of(ramps.from_day[row]) <= period.end and until >= period.start:
            kind = int(ramps.work_type[row])
            of = f" for {frames.work_types[kind]}" if kind >= 0 else ""
            text = f"on a ramp{of}: {100 * ramps.share[row]:.10g} % of the standard expected"
            yield Cause(day_of(ramps.from_day[row]), text, None, frames.people[int(ramps.coder[row])].name, until)


def _new_standards(frames: Frames, period: Period) -> Iterator[Cause]:
    standards = frames.standards
    first, last = ordinal(period.start) - NEAR_DAYS, ordinal(period.end)
    for row in range(1, len(standards.rate)):
        follows = standards.work_type[row] == standards.work_type[row - 1]
        if follows and first <= standards.from_day[row] <= last:
            name = frames.work_types[int(standards.work_type[row])]
            yield Cause(day_of(standards.from_day[row]), f"new standard for {name}: {standards.stated[row]}", name)


def read_rework(connection: Connection, period: Period, frames: Frames) -> dict[int, int]:
    """Return the charts reopened for a coder's error, by the position of the coder; no entry where none was logged.

    Other causes and overturned denials are no rework of the coder's.
    """
    stored = table("rework")
    c = stored.c
    counted = live(stored), c.cause == ReworkCause.CODER, c.outcome != ReworkOutcome.OVERTURNED
    question = select(c.coder_id, func.sum(c.charts)).where(*counted, c.day.between(period.start, period.end))
    found = rows(connection, question.group_by(c.coder_id))
    return {frames.person_at[coder]: int(charts) for coder, charts in found if coder in frames.person_at}
