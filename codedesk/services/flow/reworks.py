"""Rework and denials: listed, added, changed and voided. What counts as a coder's error is said by the row itself."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from codedesk.models import Coder, Rework, WorkType
from codedesk.models.rework import ReworkDraft
from codedesk.periods import Period
from codedesk.services.live import live
from codedesk.services.nouns import Noun

REWORK = Noun(Rework, ReworkDraft)


@dataclass(frozen=True, slots=True)
class ReworkEntryRow:
    """Rework as lists show it; coder is "" where nobody in particular caused it."""

    id: int
    coder: str
    work_type: str
    draft: ReworkDraft

    @property
    def charts(self) -> int:
        """How many charts came back."""
        return self.draft.charts

    @property
    def counted(self) -> bool:
        """Whether they count as rework: the coder's error, and not overturned."""
        return self.draft.counted


def reworks(session: Session, period: Period, coder_id: int | None = None) -> tuple[ReworkEntryRow, ...]:
    """List what came back in a period, the newest first; of everybody, or of one coder."""
    query = (
        select(Rework, Coder, WorkType.name)
        .join(WorkType, col(WorkType.id) == col(Rework.work_type_id))
        .join(Coder, col(Coder.id) == col(Rework.coder_id), isouter=True)
        .where(live(Rework), col(Rework.day).between(period.start, period.end))
        .order_by(col(Rework.day).desc(), col(Rework.id).desc())
    )
    if coder_id is not None:
        query = query.where(col(Rework.coder_id) == coder_id)
    return tuple(
        ReworkEntryRow(row.key, "" if coder is None else coder.shown_name, work_type, ReworkDraft.of(row))
        for row, coder, work_type in session.exec(query)
    )
