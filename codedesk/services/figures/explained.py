"""What changed in the weeks behind a period, and what may explain it: two years of the log, read once. No formula."""

from datetime import date, timedelta
from functools import partial

import numpy as np
from sqlmodel import Session

from codedesk.metrics.change_words import Explained, in_period
from codedesk.metrics.changes import changes
from codedesk.metrics.pace import Ledger
from codedesk.metrics.panels import panel_of
from codedesk.metrics.schedules import Schedules, roster
from codedesk.metrics.standards import Floats
from codedesk.metrics.weekly_pace import WeeklyPace
from codedesk.models import (
    Coder,
    Department,
    Event,
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
from codedesk.services.figures.frames import Frames, frames_of, ordinal
from codedesk.services.figures.happenings import causes, happenings_of
from codedesk.services.figures.schedules import schedules_of
from codedesk.services.kept import kept

WEEKS_BEFORE = 104
TABLES = (
    Coder, Department, Event, Holiday, OtherTime, OtherTimeCategory, PlannedAbsence, RampStep, Schedule, Standard,
    WorkDay, WorkLine, WorkType,
)  # fmt: skip
MOST_WEEKS = WEEKS_BEFORE + 53


def explained(session: Session, period: Period) -> Explained:
    """Find what changed in a period from two years before it on, or all there is; of a long period its last year."""
    return kept(session, ("changes", period), TABLES, partial(_explained, session, period))


def _explained(session: Session, period: Period) -> Explained:
    behind = _behind(period)
    frames = frames_of(session, behind)
    book = frames.book
    weekly = weekly_pace(book, frames, schedules_of(session, behind, frames), behind)
    panel = panel_of(book, weekly, len(frames.work_types))
    found = in_period(changes(panel), weekly.mondays, period.start)
    recent = panel.earned[:, -MOST_WEEKS // 3 :].sum(axis=1) > 0
    return Explained(
        changes=found,
        mondays=weekly.mondays,
        coders=tuple(person.name for person in frames.people),
        work_types=frames.work_types,
        done=tuple(frozenset(np.flatnonzero(row).tolist()) for row in recent),
        causes=causes(happenings_of(session, behind, frames), frames, behind) if found else (),
        coder_ids=tuple(person.id for person in frames.people),
        work_type_ids=tuple(sorted(frames.work_type_at, key=frames.work_type_at.__getitem__)),
    )


def _behind(period: Period) -> Period:
    first = monday(period.start) - timedelta(7 * WEEKS_BEFORE)
    return Period(max(first, monday(period.end) - timedelta(7 * (MOST_WEEKS - 1))), period.end)


def weekly_pace(book: Ledger, frames: Frames, schedules: Schedules, period: Period) -> WeeklyPace:
    """Cut a ledger into the weeks of its period, each with the hours that the schedules give everybody."""
    people, mondays = frames.people, period.weeks
    first = np.array([ordinal(day) for day in mondays], dtype=np.int64)
    starts = np.array([ordinal(person.started_on) for person in people], dtype=np.int64)
    ends = np.array([ordinal(person.left_on or date.max) for person in people], dtype=np.int64)
    employed = (starts[:, None] <= first[None, :] + 6) & (ends[:, None] >= first[None, :])
    full = roster(schedules, first, len(people)).weekly_hours(usual_week(frames))
    scheduled = np.where(employed, full, 0.0)
    return WeeklyPace(book, len(people), mondays, int(first[0]), full, scheduled)


def usual_week(frames: Frames) -> Floats:
    """Return the weekly hours of everybody without a schedule of their own."""
    return np.array([person.weekly_hours for person in frames.people], dtype=np.float64)
