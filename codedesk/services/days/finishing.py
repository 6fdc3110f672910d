"""Finishing a date for the whole team, and opening it again: who is left out, and the scheduled hours not yet taken."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.models import FinishedDay
from codedesk.models.work_days import FinishedDayDraft
from codedesk.periods import Period
from codedesk.services.days.changes import set_cells
from codedesk.services.days.days import CoderDayRow, day_grid, finished_days
from codedesk.services.days.drafts import CellDraft, CellPlace
from codedesk.services.days.weeks import FINISHED_DAYS, DayStateRow, day_states
from codedesk.services.live import live


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """Whose day of a date is not whole, by name: with work whose scheduled hours are not entered, and all others."""

    hours: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def left_open(session: Session, day: date) -> LeftOpen:
    """Say whose day is not whole, of those who are due or have entries."""
    open_days = [block for block in day_grid(session, day).blocks if not block.done and (block.due or not block.empty)]
    hours = [block for block in open_days if _lacks_hours(block)]
    others = [block for block in open_days if not _lacks_hours(block)]
    return LeftOpen(tuple(block.coder for block in hours), tuple(block.coder for block in others))


def finish_day(session: Session, day: date, take_scheduled: bool = False) -> DayStateRow:
    """Declare a date finished for the whole team; a second time changes nothing.

    take_scheduled: the scheduled hours of those with work, and none entered, are entered as paid hours, in one step.
    """
    if take_scheduled:
        lacking = [block for block in day_grid(session, day).blocks if _lacks_hours(block)]
        places = (CellPlace(block.coder_id, day, "paid_hours") for block in lacking)
        set_cells(
            session, [CellDraft(place, block.suggested_hours) for place, block in zip(places, lacking, strict=True)]
        )
    if not finished_days(session, Period(day, day)):
        FINISHED_DAYS.add(session, FinishedDayDraft(day=day))
    return day_states(session, Period(day, day))[0]


def reopen_day(session: Session, day: date) -> DayStateRow:
    """Take back that a date is finished. Refused where it is not."""
    stored = session.exec(select(FinishedDay).where(live(FinishedDay), col(FinishedDay.day) == day)).first()
    if stored is None:
        raise Refused("this day is not finished")
    FINISHED_DAYS.void(session, stored.key, "opened again")
    session.flush()
    return day_states(session, Period(day, day))[0]


def _lacks_hours(block: CoderDayRow) -> bool:
    """Tell whether there is work without hours, where the schedule has some."""
    worked = block.charts is not None or any(row.hours is not None for row in block.other_times)
    return worked and block.paid_hours is None and block.suggested_hours is not None
