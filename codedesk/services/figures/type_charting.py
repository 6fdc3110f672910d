"""The limits of the pace charts of work types: all weeks of everybody who does one, and where they begin anew.

What holds for a coder's chart holds for a work type's: a locked baseline, marked events, standards that re-scale it.
"""

from dataclasses import replace
from datetime import date
from functools import partial

from sqlmodel import Session

from codedesk.metrics.baselines import Base
from codedesk.metrics.histories import History, type_history_of
from codedesk.periods import Period
from codedesk.services.cache import Same, kept
from codedesk.services.figures.charting import Charting, locked
from codedesk.services.figures.events import ScopedEvent
from codedesk.services.figures.explained import TABLES, weekly_pace
from codedesk.services.figures.frames import Frames, frames_of
from codedesk.services.figures.schedules import week_hours

_LEAST_OF_A_DAY = 0.5


def least_hours(frames: Frames) -> float:
    """Return the hours of a work type from which on a week of it has a point: half a usual day."""
    return _LEAST_OF_A_DAY * frames.usual_hours


def type_charting(session: Session, period: Period, whole: Charting) -> Charting:
    """Find the baselines of the pace charts of all work types; whole: those of everybody in the same period."""
    return kept(session, ("type charting", period), TABLES, partial(_type_charting, session, whole))


def _type_charting(session: Session, whole: Charting) -> Charting:
    mondays = whole.history.mondays
    years = Period(mondays[0], date(mondays[-1].year, 12, 31))
    history = kept(session, ("type history", years), TABLES, partial(_history, session, years))
    frames = frames_of(session, Period(whole.period.end, whole.period.end))
    shared = Same(whole.events, frames.lists)

    def find(row: int) -> tuple[Base, ...]:
        make = partial(locked, history, whole.known, row, of_type(whole.events, frames.work_types[row]))
        return whole.recalled.get((history.prints[row], whole.known, shared), make) if history.prints else make()

    return replace(whole, history=history, find=find)


def of_type(events: tuple[ScopedEvent, ...], name: str) -> tuple[ScopedEvent, ...]:
    """Return the events in the scope of all who do a work type."""
    return tuple(each for each in events if each.coder is None and each.work_type in (None, name))


def _history(session: Session, years: Period) -> History:
    frames = frames_of(session, years)
    weekly = weekly_pace(frames, week_hours(session, years, frames), years)
    return type_history_of(weekly, frames.standards, len(frames.work_types), least_hours(frames))
