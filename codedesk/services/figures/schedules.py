"""The schedules, holidays and planned absences that figures need, read once for the team. Queries only, no formula."""

import numpy as np
from sqlalchemy import Connection, select
from sqlmodel import Session

from codedesk.metrics.schedules import Schedules
from codedesk.models import Holiday, PlannedAbsence, Schedule
from codedesk.models.coders import WEEKDAYS
from codedesk.periods import Period
from codedesk.services.figures.frames import Frames, columns, day_numbers, live, positions, rows, table
from codedesk.services.figures.lists import TABLES as LISTS
from codedesk.services.kept import kept

TABLES = (Schedule, Holiday, PlannedAbsence, *LISTS)


def schedules_of(session: Session, period: Period, frames: Frames) -> Schedules:
    """Return what read_schedules does; it is kept until a schedule, a day off or one of the lists changes."""
    connection = session.connection()
    return kept(session, ("schedules", period), TABLES, lambda: read_schedules(connection, period, frames))


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
