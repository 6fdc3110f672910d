"""The schedules, holidays and planned absences that figures need, read once for the team. Queries only, no formula."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from sqlalchemy import Connection, select
from sqlmodel import Session

from codedesk.metrics.due_days import DueDays
from codedesk.metrics.prints import printed
from codedesk.metrics.schedules import Roster, Schedules, full_weeks, roster
from codedesk.metrics.standards import Floats
from codedesk.models import Holiday, PlannedAbsence, Schedule
from codedesk.models.calendars import WEEKDAYS
from codedesk.periods import Period
from codedesk.services.cache import kept
from codedesk.services.figures.frames import Frames, columns, day_numbers, live, ordinal, positions, rows, table
from codedesk.services.figures.lists import TABLES as LISTS
from codedesk.services.figures.lists import usual_week

TABLES = (Schedule, Holiday, PlannedAbsence, *LISTS)


def schedules_of(session: Session, period: Period, frames: Frames) -> Schedules:
    """Return what read_schedules does; it is kept until a schedule, a day off or one of the lists changes."""
    connection = session.connection()
    return kept(session, ("schedules", period), TABLES, lambda: read_schedules(connection, period, frames))


@dataclass(frozen=True)
class WeekHours:
    """The full hours of each coder and week by the schedule, and the same with 0 where the coder was not employed."""

    full: Floats
    scheduled: Floats

    @cached_property
    def prints(self) -> tuple[bytes, ...]:
        """A print of each coder's hours: the same print, the same hours."""
        return tuple(printed(*(each.tobytes() for each in own)) for own in zip(self.full, self.scheduled, strict=True))


def week_hours(session: Session, period: Period, frames: Frames) -> WeekHours:
    """Return the hours that the schedules give everybody in the weeks of a period; kept as schedules_of does."""
    make = lambda: _week_hours(schedules_of(session, period, frames), period, frames)  # noqa: E731
    return kept(session, ("hours of weeks", period), TABLES, make)


@dataclass(frozen=True)
class Due:
    """What the schedules give everybody over the weeks of a period, and the days that are due of it."""

    roster: Roster
    days: DueDays


def due_of(session: Session, period: Period, today: date, frames: Frames) -> Due:
    """Return the days of a period that are due until today; kept as schedules_of does."""
    end = min(period.end, today)
    make = lambda: _due(schedules_of(session, period, frames), period, end, frames)  # noqa: E731
    return kept(session, ("due", period, end), TABLES, make)


def _due(schedules: Schedules, period: Period, end: date, frames: Frames) -> Due:
    people = frames.people
    mondays = np.array([ordinal(day) for day in period.weeks], dtype=np.int64)
    begin = max(period.start, frames.lists.records_begin)
    first = np.array([ordinal(max(begin, person.started_on)) for person in people], np.int64)
    last = np.array([ordinal(min(end, person.left_on or end)) for person in people], np.int64)
    made = roster(schedules, mondays, len(people))
    return Due(made, made.due_days(first, last, usual_week(people), frames.usual_hours))


def _week_hours(schedules: Schedules, period: Period, frames: Frames) -> WeekHours:
    people = frames.people
    first = np.array([ordinal(day) for day in period.weeks], dtype=np.int64)
    starts = np.array([ordinal(person.started_on) for person in people], dtype=np.int64)
    ends = np.array([ordinal(person.left_on or date.max) for person in people], dtype=np.int64)
    employed = (starts[:, None] <= first[None, :] + 6) & (ends[:, None] >= first[None, :])
    full = full_weeks(schedules, first, usual_week(people))
    return WeekHours(full, np.where(employed, full, 0.0))


def read_schedules(connection: Connection, period: Period, frames: Frames) -> Schedules:
    """Read the schedules of all coders, and who is away in the weeks of a period."""
    schedule, holiday, absence = table("schedule"), table("holiday"), table("planned_absence")
    known = list(frames.person_at)
    asked = select(schedule.c.coder_id, schedule.c.from_day, *(schedule.c[day] for day in WEEKDAYS))
    dated = rows(connection, asked.where(live(schedule), schedule.c.coder_id.in_(known)))
    coder, since, *hours = columns(dated, 2 + len(WEEKDAYS))
    days = rows(connection, select(holiday.c.day).where(live(holiday), holiday.c.day.between(period.start, period.end)))
    touching = absence.c.coder_id.in_(known), absence.c.to_day >= period.start, absence.c.from_day <= period.end
    gone = rows(
        connection, select(absence.c.coder_id, absence.c.from_day, absence.c.to_day).where(live(absence), *touching)
    )
    away, first, last = columns(gone, 3)
    return Schedules(
        coder=positions(coder, frames.person_at),
        from_day=day_numbers(since),
        hours=np.array(hours, dtype=np.float64).T.reshape(len(coder), len(WEEKDAYS)),
        holidays=day_numbers([day for (day,) in days]),
        away_coder=positions(away, frames.person_at),
        away_from=day_numbers(first),
        away_to=day_numbers(last),
    )
