"""What a change of a standard reaches: the coders, quarters and given reviews that its days touch.

Here live the questions asked before a standard with a past date is added, corrected or voided. Nothing is changed here.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from codedesk.models import Audit, Coder, Review, Standard, WorkDay, WorkLine
from codedesk.models.review_words import ReviewState
from codedesk.periods import Period, label, quarter_of
from codedesk.services.department.departments import year_of
from codedesk.services.live import live


@dataclass(frozen=True, slots=True)
class AffectedCoder:
    """What a change of a standard reaches of one coder: work days and charts logged, and audits."""

    coder: str
    days: int
    charts: int
    first: date | None
    last: date | None
    audits: int


@dataclass(frozen=True, slots=True)
class AffectedByStandard:
    """What a standard counts for from its date on: coders, quarters that are over, reviews that were given out."""

    start: date
    until: date | None
    coders: tuple[AffectedCoder, ...]
    closed_quarters: tuple[str, ...]
    given_reviews: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Tell whether nothing that is logged or audited would read differently."""
        return not self.coders


def affected_by(session: Session, work_type_id: int, effective_from: date, today: date) -> AffectedByStandard:
    """Say what a change of the standard from this date on would make read differently.

    It reaches to the day before the next stored standard. Reviews that were given out keep their figures.
    """
    until = _day_before_next(session, work_type_id, effective_from)
    within = Period(effective_from, until or date.max)
    coders = _coders_reached(session, work_type_id, within)
    days = [day for row in coders for day in (row.first, row.last) if day is not None]
    return AffectedByStandard(
        start=effective_from,
        until=until,
        coders=coders,
        closed_quarters=_closed_quarters(session, days, today),
        given_reviews=_given_reviews(session, tuple(row.coder for row in coders), within),
    )


def _day_before_next(session: Session, work_type_id: int, day: date) -> date | None:
    query = select(func.min(Standard.effective_from)).where(
        live(Standard), col(Standard.work_type_id) == work_type_id, col(Standard.effective_from) > day
    )
    following = session.exec(query).first()
    return None if following is None else following - timedelta(1)


def _coders_reached(session: Session, work_type_id: int, within: Period) -> tuple[AffectedCoder, ...]:
    worked = _work_reached(session, work_type_id, within)
    audited = _audits_reached(session, work_type_id, within)
    query = select(Coder).where(col(Coder.id).in_({*worked, *audited}))
    rows = []
    for coder in session.exec(query):
        days, charts, first, last = worked.get(coder.key, (0, 0, None, None))
        count, audit_first, audit_last = audited.get(coder.key, (0, None, None))
        opening = min((day for day in (first, audit_first) if day), default=None)
        closing = max((day for day in (last, audit_last) if day), default=None)
        rows.append(AffectedCoder(coder.shown_name, days, charts, opening, closing, count))
    return tuple(sorted(rows, key=lambda row: row.coder))


def _work_reached(
    session: Session, work_type_id: int, within: Period
) -> dict[int, tuple[int, int, date | None, date | None]]:
    days = col(WorkDay.day)
    counted = func.count(), func.sum(WorkLine.charts), func.min(days), func.max(days)
    query = select(WorkDay.coder_id, *counted).join(WorkDay, col(WorkDay.id) == WorkLine.work_day_id)  # type: ignore[call-overload]
    query = query.where(
        live(WorkLine),
        live(WorkDay),
        col(WorkLine.work_type_id) == work_type_id,
        col(WorkLine.charts).is_not(None),
        days.between(within.start, within.end),
    )
    found = session.exec(query.group_by(col(WorkDay.coder_id)))
    return {coder: (int(number), int(charts), first, last) for coder, number, charts, first, last in found}


def _audits_reached(
    session: Session, work_type_id: int, within: Period
) -> dict[int, tuple[int, date | None, date | None]]:
    days = col(Audit.day)
    query = select(Audit.coder_id, func.count(), func.min(days), func.max(days)).where(
        live(Audit), col(Audit.work_type_id) == work_type_id, days.between(within.start, within.end)
    )
    found = session.exec(query.group_by(col(Audit.coder_id)))
    return {coder: (int(number), first, last) for coder, number, first, last in found}


def _closed_quarters(session: Session, days: list[date], today: date) -> tuple[str, ...]:
    if not days:
        return ()
    fiscal_year = year_of(session)
    quarters = []
    quarter = quarter_of(min(days), fiscal_year)
    while quarter.start <= max(days) and quarter.end < today:
        quarters.append(label(quarter, fiscal_year))
        quarter = quarter_of(quarter.end + timedelta(1), fiscal_year)
    return tuple(quarters)


def _given_reviews(session: Session, coders: tuple[str, ...], within: Period) -> tuple[str, ...]:
    query = select(Review, Coder).join(Coder, col(Coder.id) == Review.coder_id)
    given = query.where(
        live(Review),
        col(Review.state).in_(ReviewState.out()),
        col(Review.period_to) >= within.start,
        col(Review.period_from) <= within.end,
    )
    named = ((coder.shown_name, Period(review.period_from, review.period_to)) for review, coder in session.exec(given))
    fiscal_year = year_of(session)
    return tuple(sorted(f"{coder}, {label(period, fiscal_year)}" for coder, period in named if coder in coders))
