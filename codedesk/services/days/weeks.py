"""Which dates are full, part or empty, and which the manager has finished: the week strip and the next day to do.

Here live the questions about whole dates. What stands in a date is days.py, finishing one is finishing.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import sqlalchemy as sa
from sqlmodel import Session, col

from codedesk.models import Coder, FinishedDay, OtherTime, OtherTimeCategory, WorkDay, WorkLine
from codedesk.models.work_days import FinishedDayDraft, OtherTimeKind
from codedesk.periods import Period
from codedesk.periods import monday as monday_of
from codedesk.services.days.days import (
    DayGridRow,
    all_coders,
    coder_grid,
    day_grid,
    finished_days,
    is_done,
)
from codedesk.services.live import live
from codedesk.services.nouns import Noun
from codedesk.services.people.schedules import Rota

DayState = Literal["full", "part", "empty", "none_due"]
LOOK_BACK_DAYS = 28
FINISHED_DAYS = Noun(FinishedDay, FinishedDayDraft)


@dataclass(frozen=True, slots=True)
class DayStateRow:
    """One date of the week strip: of the coders who are due or have entries, how many days are whole.

    finished is the manager's word, whatever is entered; it is ticked only where every day asked for is whole.
    """

    day: date
    state: DayState
    asked: int
    done: int
    finished: bool

    @property
    def ticked(self) -> bool:
        """Tell whether the date is finished and counts: of everybody asked for, the whole day is there."""
        return self.finished and self.state == "full"


@dataclass(frozen=True, slots=True)
class _Entered:
    """What is entered of one coder's day: paid hours, whether charts or other time are, the hours of absence."""

    paid: float | None
    worked: bool
    other: bool
    absent: float


def week_strip(session: Session, monday: date) -> tuple[DayStateRow, ...]:
    """Read the seven days from a Monday on."""
    return day_states(session, Period(monday, monday + timedelta(6)))


def day_and_week(
    session: Session, day: date, coder_ids: Iterable[int] | None = None, waiting: bool = False
) -> tuple[DayGridRow, tuple[DayStateRow, ...]]:
    """Read the grid of a date and the strip of its week, at one moment."""
    return day_grid(session, day, coder_ids, waiting), week_strip(session, monday_of(day))


def coder_and_week(
    session: Session, coder_id: int, period: Period, day: date
) -> tuple[DayGridRow, tuple[DayStateRow, ...]]:
    """Read one coder's grid of a period and the strip of the week of a date, at one moment."""
    return coder_grid(session, coder_id, period), week_strip(session, monday_of(day))


def day_states(session: Session, period: Period) -> tuple[DayStateRow, ...]:
    """Say of each date whether it is full (every coder due has a whole day), part, empty, or nobody is due."""
    coders = all_coders(session)
    rota = Rota(session, period)
    entered = _entered(session, period)
    finished = finished_days(session, period)
    return tuple(_state(day, coders, rota, entered, finished) for day in period.days)


def next_unfinished(session: Session, after: date, today: date) -> date | None:
    """Find the next date to do: due, not finished, not after today.

    Dates after the given one come first; then those of the four weeks before it, the oldest first. None: all is done.
    """
    coders = all_coders(session)
    spans = ((after + timedelta(1), today), (after - timedelta(LOOK_BACK_DAYS), min(after - timedelta(1), today)))
    for period in (Period(start, end) for start, end in spans if start <= end):
        finished, rota = finished_days(session, period), Rota(session, period)
        for day in period.days:
            if day not in finished and any(rota.due(coder, day) for coder in coders):
                return day
    return None


def _state(
    day: date,
    coders: list[Coder],
    rota: Rota,
    entered: dict[tuple[int, date], _Entered],
    finished: set[date],
) -> DayStateRow:
    coming = ((rota.suggested(coder, day), entered.get((coder.key, day))) for coder in coders)
    asked = [(scheduled, there) for scheduled, there in coming if scheduled is not None or there is not None]
    done = sum(_whole(there, scheduled) for scheduled, there in asked)
    begun = any(there is not None for _, there in asked)
    state: DayState = "none_due" if not asked else "full" if done == len(asked) else "part" if begun else "empty"
    return DayStateRow(day, state, len(asked), done, day in finished)


def _whole(entered: _Entered | None, scheduled: float | None) -> bool:
    if entered is None:
        return False
    left = None if scheduled is None else max(0.0, scheduled - entered.absent)
    return is_done(entered.paid, left, worked=entered.worked, other=entered.other, absent=entered.absent > 0)


def _entered(session: Session, period: Period) -> dict[tuple[int, date], _Entered]:
    rows = session.connection().execute(_ENTERED, {"first": period.start, "last": period.end})
    return {
        (coder_id, day): _Entered(paid, bool(worked), absent is not None, absent or 0.0)
        for coder_id, day, paid, worked, absent in rows
    }


def _entered_statement() -> sa.Select[Any]:
    line, time = sa.inspect(WorkLine).local_table.c, sa.inspect(OtherTime).local_table.c
    worked = sa.exists().where(live(WorkLine), line.work_day_id == col(WorkDay.id), line.charts.is_not(None))
    absence = sa.case((col(OtherTimeCategory.kind).in_(OtherTimeKind.unpaid()), time.hours), else_=0.0)
    absent = (
        sa.select(sa.func.sum(absence))
        .select_from(OtherTime)
        .join(OtherTimeCategory, col(OtherTimeCategory.id) == time.category_id)
    )
    absent = absent.where(live(OtherTime), time.work_day_id == col(WorkDay.id))
    columns = col(WorkDay.coder_id), col(WorkDay.day), col(WorkDay.paid_hours), worked, absent.scalar_subquery()
    within = col(WorkDay.day).between(sa.bindparam("first"), sa.bindparam("last"))
    return sa.select(*columns).where(live(WorkDay), within)


_ENTERED = _entered_statement()  # made once: it is asked with every cell
