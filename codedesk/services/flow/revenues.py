"""Gross revenue of a span, which DNFB days are made of: listed, added, changed and voided."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.models import Revenue
from codedesk.models.flow import RevenueDraft
from codedesk.periods import Period, day_label
from codedesk.services.flow.once import is_other
from codedesk.services.live import live
from codedesk.services.nouns import Noun


@dataclass(frozen=True, slots=True)
class RevenueRow:
    """Revenue as lists show it."""

    id: int
    draft: RevenueDraft


def revenues(session: Session, period: Period) -> tuple[RevenueRow, ...]:
    """List the revenue of spans that touch the period, the newest first."""
    touching = select(Revenue).where(
        live(Revenue), col(Revenue.from_day) <= period.end, col(Revenue.to_day) >= period.start
    )
    found = session.exec(touching.order_by(col(Revenue.from_day).desc(), col(Revenue.id).desc()))
    return tuple(RevenueRow(row.key, RevenueDraft.of(row)) for row in found)


def _once(session: Session, draft: RevenueDraft, row: Revenue | None) -> None:
    """Refuse days whose revenue is known already: they would be added up twice."""
    touching = select(Revenue).where(
        live(Revenue), col(Revenue.from_day) <= draft.to_day, col(Revenue.to_day) >= draft.from_day
    )
    for found in session.exec(touching):
        if is_other(found, row):
            span = f"{day_label(found.from_day)} to {day_label(found.to_day)}"
            raise Refused(f"days of it are in the revenue of {span} already: change that one", "from_day")


REVENUES = Noun(Revenue, RevenueDraft, rules=_once)
