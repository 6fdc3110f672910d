"""When coders are due: the schedule in force, holidays and planned absences. Dated schedules are changed here.

Which days of a period count as due in figures is metrics.schedules; holidays and absences are changed in calendars.py.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import ceil

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.formats import day as day_words
from codedesk.models import Coder, Department, Holiday, OtherTimeCategory, PlannedAbsence, Schedule
from codedesk.models.calendars import WEEKDAYS, ScheduleDraft
from codedesk.periods import Period
from codedesk.services.cache import by_number, copies, kept
from codedesk.services.live import live
from codedesk.services.nouns import Noun

WORKDAYS_PER_WEEK = 5
_SATURDAY = 5
_DUST = 1e-9


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """A dated schedule as lists show it; in_force tells the one that holds today."""

    id: int
    draft: ScheduleDraft
    in_force: bool


@dataclass(frozen=True, slots=True)
class AwayRow:
    """Why nobody is expected on a date: a holiday by its name, or a planned absence by its category."""

    words: str
    category_id: int | None = None


class Rota:
    """What the schedules say about the coders in a period, read once.

    A coder without a schedule in force has a fifth of the weekly hours (else the department's usual day) from Monday to
    Friday.
    """

    def __init__(self, session: Session, period: Period) -> None:
        """Read schedules, holidays and planned absences."""
        department = by_number(session, Department).get(1)
        self._usual = department.usual_hours_per_day if department else None
        self._begin = (department and department.records_begin) or date.min
        self._dated = kept(session, "schedules", (Schedule,), partial(_dated, session))
        holidays = partial(_holidays, session, period)
        self._holidays = kept(session, ("holidays", period), (Holiday,), holidays)
        absences = partial(_absences, session, period)
        self._absences = kept(session, ("absences", period), (PlannedAbsence, OtherTimeCategory), absences)

    def hours(self, coder: Coder, day: date) -> float | None:
        """Return the hours of the schedule on a date, whatever the calendar says; None where none are scheduled."""
        found = self._exact(coder, day)
        return round(found, 2) if found else None

    def expected(self, coder: Coder, day: date, *, worked: bool) -> float:
        """Return the hours that work of a date is compared with: those of the schedule, unrounded.

        0 on a holiday, a planned absence and before records begin; where work was done on it all the same, it is a day
        like the others.
        """
        free = day < self._begin or self.away(coder, day)
        return 0.0 if not worked and free else self._exact(coder, day)

    def days(self, coder: Coder, week: Sequence[date]) -> int:
        """Return how many days of a week are scheduled, whatever the calendar says.

        Without a schedule in force as many as the weekly hours make of usual days, at most Monday to Friday.
        """
        due = [day for day in week if self._exact(coder, day) > 0]
        by_schedule = sum(self._in_force(coder, day) is not None for day in due)
        weekly = self._weekly(coder)
        most = min(WORKDAYS_PER_WEEK, ceil(weekly / self._usual - _DUST)) if self._usual else WORKDAYS_PER_WEEK
        return by_schedule + min(len(due) - by_schedule, most)

    def _exact(self, coder: Coder, day: date) -> float:
        if not works(coder, day):
            return 0.0
        row = self._in_force(coder, day)
        if row is not None:
            return float(getattr(row, WEEKDAYS[day.weekday()]))
        return 0.0 if day.weekday() >= _SATURDAY else self._weekly(coder) / WORKDAYS_PER_WEEK

    def _in_force(self, coder: Coder, day: date) -> Schedule | None:
        dated = self._dated.get(coder.key, [])
        place = bisect_right(dated, day, key=lambda row: row.from_day)
        return dated[place - 1] if place else None

    def _weekly(self, coder: Coder) -> float:
        weekly = coder.scheduled_hours_per_week
        return WORKDAYS_PER_WEEK * (self._usual or 0.0) if weekly is None else weekly

    def away(self, coder: Coder, day: date) -> AwayRow | None:
        """Return why a coder is not expected on a date that the schedule has hours for; None where expected."""
        return None if self.hours(coder, day) is None else self._off(coder, day)

    def _off(self, coder: Coder, day: date) -> AwayRow | None:
        planned = (row for first, last, row in self._absences.get(coder.key, ()) if first <= day <= last)
        return self._holidays.get(day) or next(planned, None)

    def suggested(self, coder: Coder, day: date) -> float | None:
        """Return the hours to suggest for a date; None where none are scheduled, and on days that are not due."""
        hours = self.hours(coder, day)
        return None if hours is None or day < self._begin or self._off(coder, day) else hours

    def due(self, coder: Coder, day: date) -> bool:
        """Tell whether a coder's day is to be entered."""
        return self.suggested(coder, day) is not None


def works(coder: Coder, day: date) -> bool:
    """Tell whether a coder is employed on a date."""
    return coder.started_on <= day and (coder.left_on is None or day <= coder.left_on)


def schedules(session: Session, coder_id: int, today: date) -> tuple[ScheduleRow, ...]:
    """List a coder's schedules by date."""
    asked = select(Schedule).where(live(Schedule), col(Schedule.coder_id) == coder_id)
    found = list(session.exec(asked.order_by(col(Schedule.from_day))))
    begun = [row.key for row in found if row.from_day <= today]
    return tuple(ScheduleRow(row.key, SCHEDULES.draft_of(row), row.key in begun[-1:]) for row in found)


def weeks_in_force(session: Session, today: date) -> dict[int, float]:
    """Return the hours of the week that the schedule in force gives, by coder; coders without one are left out."""
    asked = select(Schedule).where(live(Schedule), col(Schedule.from_day) <= today)
    return {row.coder_id: row.week for row in session.exec(asked.order_by(col(Schedule.from_day)))}


def after_leaving(coder: str, left_on: date | None, from_day: date) -> str:
    """Say that a schedule begins after the coder's last day; "" where it does not."""
    return f"{coder} leaves on {day_words(left_on)}, before that" if left_on and from_day > left_on else ""


def _fitting(session: Session, draft: ScheduleDraft, _row: Schedule | None) -> None:
    """Refuse a schedule from after the coder's last day, or from a day that has one."""
    coder = session.get_one(Coder, draft.coder_id)
    if reason := after_leaving(coder.shown_name, coder.left_on, draft.from_day):
        raise Refused(reason, "from_day")
    if any(row.draft.from_day == draft.from_day for row in schedules(session, draft.coder_id, draft.from_day)):
        raise Refused(f"there is a schedule from {day_words(draft.from_day)} already: void it first", "from_day")


SCHEDULES = Noun(Schedule, ScheduleDraft, _fitting)


def _dated(session: Session) -> dict[int, list[Schedule]]:
    found: dict[int, list[Schedule]] = defaultdict(list)
    for row in copies(session, Schedule, live(Schedule), order_by=(col(Schedule.from_day),)):
        found[row.coder_id].append(row)
    return dict(found)


def _holidays(session: Session, period: Period) -> dict[date, AwayRow]:
    within = col(Holiday.day).between(period.start, period.end)
    return {
        row.day: AwayRow(row.name or "holiday") for row in session.exec(select(Holiday).where(live(Holiday), within))
    }


def _absences(session: Session, period: Period) -> dict[int, list[tuple[date, date, AwayRow]]]:
    names = {row.key: row.name for row in session.exec(select(OtherTimeCategory))}
    touching = col(PlannedAbsence.to_day) >= period.start, col(PlannedAbsence.from_day) <= period.end
    asked = select(PlannedAbsence).where(live(PlannedAbsence), *touching).order_by(col(PlannedAbsence.from_day))
    found: dict[int, list[tuple[date, date, AwayRow]]] = defaultdict(list)
    for row in session.exec(asked):
        away = AwayRow(names.get(row.category_id or 0, "away"), row.category_id)
        found[row.coder_id].append((row.from_day, row.to_day, away))
    return found
