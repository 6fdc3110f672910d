"""Rework and denials: listed, added, changed and voided. What counts as a coder's error is said by the row itself."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from codedesk.models import Coder, Rework, WorkType
from codedesk.models.rework import ReworkCause, ReworkDraft, ReworkOutcome, ReworkSource
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


@dataclass(frozen=True, slots=True)
class CameBackRow:
    """Charts that came back outside audits for one cause, in a period and in the one before; denials: of those now.

    cause is None for denials that were overturned: they were nobody's error.
    """

    cause: ReworkCause | None
    charts: int
    before: int
    denials: int

    @property
    def name(self) -> str:
        """The cause as people read it."""
        return "Overturned: nobody’s error" if self.cause is None else self.cause.words


def came_back(
    session: Session, period: Period, before: Period, coder_id: int | None = None, work_type_id: int | None = None
) -> tuple[CameBackRow, ...]:
    """Count what came back by cause, in the order of the causes and then what was overturned; none of which is none."""
    now, earlier = (
        [row for row in reworks(session, each, coder_id) if work_type_id in (None, row.draft.work_type_id)]
        for each in (period, before)
    )
    found = (
        CameBackRow(
            cause,
            sum(row.charts for row in now if _told(row) is cause),
            sum(row.charts for row in earlier if _told(row) is cause),
            sum(row.charts for row in now if _told(row) is cause and row.draft.source == ReworkSource.DENIAL),
        )
        for cause in (*ReworkCause, None)
    )
    return tuple(row for row in found if row.charts or row.before)


def _told(row: ReworkEntryRow) -> ReworkCause | None:
    return None if row.draft.outcome == ReworkOutcome.OVERTURNED else row.draft.cause
