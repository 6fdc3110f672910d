"""Months that are known as sums only: listed, added, changed and voided. What they add to a pace is metrics' word."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.models import MonthSum, WorkType
from codedesk.models.month_sums import MonthSumDraft
from codedesk.periods import Period, label, month
from codedesk.services.live import live
from codedesk.services.nouns import Noun


@dataclass(frozen=True, slots=True)
class MonthSumRow:
    """A month's sum as lists show it; work_type is its name, "" where it holds the hours of the whole month."""

    id: int
    work_type: str
    draft: MonthSumDraft

    @property
    def month_words(self) -> str:
        """The month as people name it: July 2026."""
        return month_words(self.draft)


def month_words(draft: MonthSumDraft) -> str:
    """Name the month of a draft as people do: July 2026."""
    return label(month(draft.month.year, draft.month.month))


def month_sums(session: Session, coder_id: int, period: Period) -> tuple[MonthSumRow, ...]:
    """List the sums of a coder whose months touch the period, by month; first the hours of the whole month."""
    query = (
        select(MonthSum, WorkType)
        .join(WorkType, col(WorkType.id) == col(MonthSum.work_type_id), isouter=True)
        .where(live(MonthSum), col(MonthSum.coder_id) == coder_id)
        .where(col(MonthSum.month).between(period.start.replace(day=1), period.end))
        .order_by(col(MonthSum.month), col(WorkType.position).nulls_first(), col(MonthSum.id))
    )
    return tuple(
        MonthSumRow(row.key, "" if work_type is None else work_type.name, MonthSumDraft.of(row))
        for row, work_type in session.exec(query)
    )


def _once(session: Session, draft: MonthSumDraft, row: MonthSum | None) -> None:
    """Refuse a second sum of the same coder, month and work type."""
    same = select(MonthSum.id).where(
        live(MonthSum),
        col(MonthSum.coder_id) == draft.coder_id,
        col(MonthSum.month) == draft.month,
        col(MonthSum.work_type_id).is_not_distinct_from(draft.work_type_id),
    )
    if any(number != (row and row.key) for number in session.exec(same)):
        raise Refused(f"{month_words(draft)} has this sum already: change that one", "month")


MONTH_SUMS = Noun(MonthSum, MonthSumDraft, rules=_once)
