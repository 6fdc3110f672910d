"""Before and after an event: what was different since its first day, for those whom it concerns. Never why.

Here lives the question; its rows are made in before_after_making, loaded with the first question.
"""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.models import WorkDay
from codedesk.periods import day_label
from codedesk.services.department.events_and_notes import EVENTS, event_row
from codedesk.services.figures.before_after_rows import BeforeAfterRow
from codedesk.services.live import live


def before_after(session: Session, event_id: int, weeks: int, today: date) -> BeforeAfterRow:
    """Compare the weeks before an event with those from it on. Refused where nothing is entered since."""
    from codedesk.services.figures.before_after_making import made  # noqa: PLC0415 - numpy is loaded at first use

    event = EVENTS.found(session, event_id)
    last = session.exec(select(sa.func.max(WorkDay.day)).where(live(WorkDay), col(WorkDay.day) <= today)).one()
    if last is None or last < event.from_day:
        reason = f"no day is entered since {day_label(event.from_day)} yet, so there is nothing to compare with"
        raise Refused(reason)
    return made(session, event_row(session, event), weeks, min(today, last), today)
