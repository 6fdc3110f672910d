"""One coder, looked at closely: figures of the period and of a longer history, and all that belongs beside them.

Here live the questions of the coder's page. Figures come from figures.py; events from events_and_notes.py.
"""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import Literal

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk import periods
from codedesk.errors import Refused
from codedesk.metrics.figures import Block
from codedesk.models import (
    Audit,
    Coder,
    MonthSum,
    OtherTime,
    OtherTimeCategory,
    RampStep,
    WorkDay,
    WorkType,
)
from codedesk.models.audit_words import AuditState
from codedesk.periods import CALENDAR_YEAR, FiscalYear, Period
from codedesk.services.audits.audits import audits
from codedesk.services.cache import beside_the_log, kept
from codedesk.services.department import events_and_notes
from codedesk.services.department.departments import year_of
from codedesk.services.department.events_and_notes import EventRow
from codedesk.services.figures.figures import coder_figures, revised_days
from codedesk.services.flow.reworks import ReworkEntryRow, reworks
from codedesk.services.live import live
from codedesk.services.people.coders import CODERS
from codedesk.services.people.month_sums import MonthSumRow, month_sums
from codedesk.services.reviews import inputs
from codedesk.services.reviews.completeness import other_time
from codedesk.services.reviews.counts import causes_of, errors_of
from codedesk.services.reviews.rows import CauseRow, ErrorRow, HoursRow

Span = Literal["period", "year", "all"]


@dataclass(frozen=True, slots=True)
class CoderName:
    """A coder to choose."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level that was expected from one day to another, as a fraction."""

    from_day: date
    to_day: date
    value: float


@dataclass(frozen=True, slots=True)
class CoderFactsRow:
    """What the coder's page shows beside the figures: nothing of it rests on the log.

    expected: the steps of a ramp that holds for all work types, in the span. charts_looked_at: the charts behind errors
    and causes, those of focused audits too; None where they are not known.
    """

    coder: CoderName
    credentials: str
    started_on: date
    left_on: date | None
    scheduled_hours_per_week: float | None
    expected: tuple[LevelRow, ...]
    errors: tuple[ErrorRow, ...]
    causes: tuple[CauseRow, ...]
    charts_looked_at: int | None
    before_label: str
    reworked: tuple[ReworkEntryRow, ...]
    month_sums: tuple[MonthSumRow, ...]
    events: tuple[EventRow, ...]
    coders: tuple[CoderName, ...]
    work_types: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CoderPageRow(CoderFactsRow):
    """Everything that the coder's page shows.

    block: the period; history: the same over the charts' longer span. revised: the days in the span on which a standard
    of this coder's work became another.
    """

    period: Period
    block: Block
    span: Period
    history: Block
    revised: tuple[date, ...]
    hours: tuple[HoursRow, ...]


def coder_names(session: Session) -> tuple[CoderName, ...]:
    """List the coders by name, to choose from."""
    found = (CoderName(row.key, row.shown_name) for row in session.exec(select(Coder).where(live(Coder))))
    return tuple(sorted(found, key=lambda row: row.name.casefold()))


def coder_page(session: Session, coder_id: int, period: Period, span: Span, today: date) -> CoderPageRow:
    """Look closely at one coder. Refused where the coder is no longer there."""
    whole = stretch(session, coder_id, period, span, year_of(session))
    asked = "beside the coder", coder_id, period, whole
    facts = beside_the_log(session, asked, partial(_facts, session, coder_id, period, whole))
    # The longer span first: it keeps its log, and the weeks of all years are then made of what is kept.
    history = _block(session, coder_id, whole, today)
    return CoderPageRow(
        **{each.name: getattr(facts, each.name) for each in fields(facts)},
        period=period,
        block=history if whole == period else _block(session, coder_id, period, today),
        span=whole,
        history=history,
        revised=revised_days(session, whole, coder_id, today),
        hours=_hours(session, coder_id, period),
    )


def _facts(session: Session, coder_id: int, period: Period, whole: Period) -> CoderFactsRow:
    coder = CODERS.found(session, coder_id)
    before = periods.before(period, year_of(session))
    given, then = (inputs.audited(session, each, (coder_id,))[coder_id] for each in (period, before))
    return CoderFactsRow(
        coder=CoderName(coder.key, coder.shown_name),
        credentials=coder.credentials,
        started_on=coder.started_on,
        left_on=coder.left_on,
        scheduled_hours_per_week=coder.scheduled_hours_per_week,
        expected=_ramp_levels(session, coder_id, whole),
        errors=errors_of(given, then),
        causes=causes_of(given),
        charts_looked_at=_charts_looked_at(session, coder_id, period),
        before_label=periods.label(before, year_of(session)),
        reworked=reworks(session, period, coder_id),
        month_sums=month_sums(session, coder_id, period),
        events=events_and_notes.events(session, whole, coder_id),
        coders=coder_names(session),
        work_types=tuple((row.name, row.key) for row in _active_work_types(session)),
    )


def stretch(
    session: Session, coder_id: int, period: Period, span: Span, fiscal_year: FiscalYear = CALENDAR_YEAR
) -> Period:
    """Stretch a period back to the last four quarters, or to the first day or audit that is entered."""
    if span == "period":
        return period
    if span == "year":
        return periods.quarters_up_to(period, 4, fiscal_year)
    make = partial(_first_days, session, coder_id)
    days = kept(session, ("first day and audit", coder_id), (WorkDay, Audit, MonthSum), make)
    return Period(min([period.start, *days]), period.end)


def _first_days(session: Session, coder_id: int) -> tuple[date, ...]:
    """Return the first day of the log of a coder, of an audit and of a month's sum, as far as there are any."""
    asked = (
        session.exec(select(sa.func.min(day)).where(live(table), col(table.coder_id) == coder_id)).one()
        for table, day in ((WorkDay, WorkDay.day), (Audit, Audit.day), (MonthSum, MonthSum.month))
    )
    return tuple(day for day in asked if day is not None)


def _hours(session: Session, coder_id: int, period: Period) -> tuple[HoursRow, ...]:
    """Return the other time of a period; it is kept until a day, other time or a category changes."""

    def read() -> tuple[HoursRow, ...]:
        made = inputs.timed(session, period, (coder_id,))
        return tuple(row for rows in other_time(made, made.coders[coder_id]) for row in rows)

    return kept(session, ("other time", coder_id, period), (WorkDay, OtherTime, OtherTimeCategory), read)


def _charts_looked_at(session: Session, coder_id: int, period: Period) -> int | None:
    """Count the charts of all audits of a period."""
    found = [row.charts for row in audits(session, period, (coder_id,)) if row.state != AuditState.DRAFT]
    return None if None in found else sum(charts or 0 for charts in found)


def _block(session: Session, coder_id: int, period: Period, today: date) -> Block:
    block = coder_figures(session, period, coder_id, today)
    if block is None:
        raise Refused("this coder was not on the team in the period, and nothing is entered: choose another period")
    return block


def _ramp_levels(session: Session, coder_id: int, period: Period) -> tuple[LevelRow, ...]:
    """Return the steps of the ramp for all work types; those of single work types are in the figures' average."""
    query = select(RampStep).where(live(RampStep), col(RampStep.coder_id) == coder_id)
    steps = list(session.exec(query.order_by(col(RampStep.from_day))))
    if not steps or any(step.work_type_id is not None for step in steps):
        return ()
    ends = [*(following.from_day - timedelta(1) for _, following in pairwise(steps)), period.end]
    levels = (LevelRow(s.from_day, end, s.pace_percent / 100) for s, end in zip(steps, ends, strict=True))
    return tuple(level for level in levels if level.from_day <= period.end and level.to_day >= period.start)


def _active_work_types(session: Session) -> list[WorkType]:
    query = select(WorkType).where(live(WorkType), col(WorkType.active).is_(True))
    return list(session.exec(query.order_by(col(WorkType.position), col(WorkType.name))))
