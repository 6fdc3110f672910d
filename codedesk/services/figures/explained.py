"""What changed in the weeks behind a period, and what may explain it: two years of log and audits. No formula."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

import numpy as np
from sqlmodel import Session

from codedesk.metrics import accuracy_words
from codedesk.metrics.accuracy_changes import AccuracyChange, accuracy_changes, settled
from codedesk.metrics.audit_limits import AuditLimits
from codedesk.metrics.audit_points import AuditPoints, auditors_of, points_of
from codedesk.metrics.before_after import hours_carried
from codedesk.metrics.change_words import Explained, in_period
from codedesk.metrics.changes import Looked, looked
from codedesk.metrics.pace_up_accuracy_down import opposed
from codedesk.metrics.panels import panel_of
from codedesk.metrics.quiet import Quiet
from codedesk.metrics.standards import Ints
from codedesk.metrics.tallies import weeks_of
from codedesk.metrics.weekly_pace import WeeklyPace
from codedesk.models import (
    Audit,
    AuditRecord,
    Coder,
    Department,
    Event,
    Finding,
    FindingCategory,
    Holiday,
    OtherTime,
    OtherTimeCategory,
    PlannedAbsence,
    RampStep,
    Schedule,
    Standard,
    WorkDay,
    WorkLine,
    WorkType,
)
from codedesk.periods import Period, monday
from codedesk.services.cache import kept, recalled
from codedesk.services.figures.audited import TABLES as AUDITED
from codedesk.services.figures.audited import audits_of
from codedesk.services.figures.events import ScopedEvent, causes, cuts, scoped_events
from codedesk.services.figures.frames import Frames, frames_of, ordinal
from codedesk.services.figures.schedules import WeekHours, week_hours

WEEKS_BEFORE = 104
TABLES = (
    Coder, Department, Event, Holiday, OtherTime, OtherTimeCategory, PlannedAbsence, RampStep, Schedule, Standard,
    WorkDay, WorkLine, WorkType,
)  # fmt: skip
AUDIT_TABLES = (Audit, AuditRecord, Finding, FindingCategory)
MOST_WEEKS = WEEKS_BEFORE + 53
MOST_PANELS = 4
"""Of how many spans is remembered who need not be looked at."""


@dataclass(frozen=True)
class _Behind:
    """What lies behind a period: the span, what events in it, and how its weeks were looked at."""

    span: Period
    events: tuple[ScopedEvent, ...]
    looked: Looked
    explained: Explained


@dataclass(frozen=True)
class _Said:
    """What audits say of a span: their points, what changed in them, who audited, what each is called and its method.

    settled: the points without what concerned many.
    """

    points: AuditPoints
    found: tuple[AccuracyChange, ...]
    settled: AuditPoints
    auditors: tuple[str, ...]
    names: tuple[str, ...]
    methods: Ints


def explained(session: Session, period: Period) -> Explained:
    """Find what changed in a period from two years before it on, or all there is; of a long period its last year."""
    tables = (*TABLES, *AUDIT_TABLES)
    return kept(session, ("changes with audits", period), tables, partial(_with_audits, session, period))


def _with_audits(session: Session, period: Period) -> Explained:
    behind = kept(session, ("changes", period), TABLES, partial(_behind, session, period))
    looked_at, known = behind.looked, behind.explained
    said = _said_by_audits(session, behind)
    return replace(
        known,
        opposed=opposed(looked_at.level, looked_at.whole, looked_at.noise, said.points, said.settled),
        accuracy=accuracy_words.in_period(said.found, said.points, period.start),
        auditors=said.auditors,
        limits=AuditLimits(said.points, ordinal(period.start), said.names, said.methods),
    )


def _said_by_audits(session: Session, behind: _Behind) -> _Said:
    """Return what the audits of the span say; a re-basing event opens a level of its own for whom it concerns.

    Of the log they rest on nothing but the work types that everybody does: a cell leaves them as they are.
    """
    known, span = behind.explained, behind.span
    days = tuple(
        tuple(ordinal(day) for day in cuts(tuple(each for each in behind.events if each.concerns(name, types))))
        for name, types in zip(known.coders, map(known.types_of, range(len(known.coders))), strict=True)
    )

    def look() -> _Said:
        read = audits_of(session, span, frames_of(session, span))
        points = points_of(read.audits, read.parts, ordinal(known.mondays[0]), len(known.mondays), days)
        found = accuracy_changes(points, len(known.mondays))
        return _Said(
            points, found, settled(points, found), auditors_of(read.audits), read.audits.names, read.audits.method
        )

    return kept(session, ("said by audits", span, days), AUDITED, look)


def carried(session: Session, period: Period) -> tuple[float, float]:
    """Return how much a week of pace, and one of hours, says about the next, from the two years behind a period."""
    seen = kept(session, ("changes", period), TABLES, partial(_behind, session, period)).looked
    return seen.noise.rho, hours_carried(seen.level)


def _behind(session: Session, period: Period) -> _Behind:
    span = _span(period)
    frames = frames_of(session, span)
    weekly = weekly_pace(frames, week_hours(session, span, frames), span)
    panel = panel_of(weekly, frames.standards, len(frames.work_types))
    memory = recalled(session, "panels looked at", MOST_PANELS)
    looked_at = looked(panel, memory.get(span, Quiet))
    events = scoped_events(session, span, frames)
    recent = panel.earned[:, -MOST_WEEKS // 3 :].sum(axis=1) > 0
    found = Explained(
        changes=in_period(looked_at.changes, weekly.mondays, period.start),
        mondays=weekly.mondays,
        coders=tuple(person.name for person in frames.people),
        work_types=frames.work_types,
        done=tuple(frozenset(np.flatnonzero(row).tolist()) for row in recent),
        causes=causes(events, frames, span),
        coder_ids=tuple(person.id for person in frames.people),
        work_type_ids=tuple(sorted(frames.work_type_at, key=frames.work_type_at.__getitem__)),
        every_change=looked_at.changes,
    )
    return _Behind(span, events, looked_at, found)


def _span(period: Period) -> Period:
    first = monday(period.start) - timedelta(7 * WEEKS_BEFORE)
    return Period(max(first, monday(period.end) - timedelta(7 * (MOST_WEEKS - 1))), period.end)


def weekly_pace(frames: Frames, hours: WeekHours, period: Period) -> WeeklyPace:
    """Cut the log of a period into its weeks, each with the hours that the schedules give everybody."""
    mondays = period.weeks
    on_paid = bool(frames.standards.paid_basis.any())
    weeks = weeks_of(frames.tallies, ordinal(mondays[0]), len(mondays), on_paid=on_paid, opens=frames.opens)
    return WeeklyPace(weeks, mondays, hours.full, hours.scheduled)
