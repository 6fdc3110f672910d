"""The accuracy of the time that charts show before a period. No formula."""

from datetime import timedelta

from sqlmodel import Session

from codedesk.metrics.team_quality import TeamQuality
from codedesk.periods import Period, quarters_up_to
from codedesk.services.department.departments import year_of
from codedesk.services.figures.audited import audited
from codedesk.services.figures.frames import frames_of


def quality_behind(session: Session, period: Period) -> TeamQuality | None:
    """Return the accuracy of the time that charts show before a period; None where they show none."""
    span = quarters_up_to(period, 4, year_of(session))
    if span.start >= period.start:
        return None
    before = Period(span.start, period.start - timedelta(1))
    return audited(session, before, frames_of(session, before))[1]
