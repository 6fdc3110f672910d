"""How far the log reaches: the days between which anything was entered."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from codedesk.models import WorkDay
from codedesk.periods import Period
from codedesk.services.live import live


def logged_span(session: Session) -> Period | None:
    """Return the first to the last day that anything was entered for; None where nothing was."""
    query = select(func.min(col(WorkDay.day)), func.max(col(WorkDay.day))).where(live(WorkDay))
    first, last = session.exec(query).one()
    return None if first is None or last is None else Period(first, last)


def no_later(today: Callable[[], date], span: Period | None) -> date:
    """Return today, or the last day of a log that does not go on: that of a sample."""
    return min(today(), span.end) if span is not None else today()
