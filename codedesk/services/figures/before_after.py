"""Before and after an event: what was different since its first day, for those whom it concerns. Never why.

Here live the question and its rows; they are made in before_after_making, loaded with the first question.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.metrics.figures import Paired
from codedesk.metrics.splits import Effect
from codedesk.models import Event, WorkDay
from codedesk.periods import Period, day_label
from codedesk.services.department.happenings import EventRow, event_row
from codedesk.services.live import live

Kind = Literal["pace", "mix", "work", "accuracy", "paid", "overtime", "productive", "hours"]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure before and after, and the difference with its 95 % interval; None where it cannot be had.

    Pace, mix, work and accuracy are fractions; the others are hours a week. remark: what bounds it.
    """

    kind: Kind
    before: float | None
    after: float | None
    difference: Effect | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class BeforeAfterRow:
    """An event with the same number of days before it and from its first day on; both pairs of figures, each measure.

    who: whom it concerns, by name. known_until: the last day that is entered, where it cut the time after short.
    """

    event: EventRow
    who: str
    weeks: int
    before: Period
    after: Period
    pairs: tuple[Paired, Paired]
    measures: tuple[MeasureRow, ...]
    known_until: date | None = None

    def measure(self, kind: Kind) -> MeasureRow | None:
        """Return one measure; None where it is not among them."""
        return next((each for each in self.measures if each.kind == kind), None)


def before_after(session: Session, event_id: int, weeks: int, today: date) -> BeforeAfterRow:
    """Compare the weeks before an event with those from it on. Refused where nothing is entered since."""
    from codedesk.services.figures.before_after_making import made  # noqa: PLC0415 - numpy is loaded at first use

    event = session.get(Event, event_id)
    if event is None or event.voided:
        raise Refused("this event is no longer there")
    last = session.exec(select(sa.func.max(WorkDay.day)).where(live(WorkDay), col(WorkDay.day) <= today)).one()
    if last is None or last < event.from_day:
        reason = f"no day is entered since {day_label(event.from_day)} yet, so there is nothing to compare with"
        raise Refused(reason)
    return made(session, event_row(session, event), weeks, min(today, last), today)
