"""Categories of other time: the department's own list, in its own order. What their kinds mean stands in models."""

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.models import OtherTime, OtherTimeCategory
from codedesk.models.work_days import OtherTimeCategoryDraft, OtherTimeKind
from codedesk.services.lists import DepartmentList, ListRow
from codedesk.services.live import live

CategoryRow = ListRow[OtherTimeCategoryDraft]


def categories(session: Session) -> tuple[CategoryRow, ...]:
    """List the categories of other time in the department's order."""
    return CATEGORIES.listed(session)


def why_kind_stays(session: Session, category_id: int, name: str, kind: OtherTimeKind) -> str:
    """Say why a category keeps its kind once hours are entered; "" where it may change.

    They would move in every figure that was given out.
    """
    if not _hours_entered(session, category_id):
        return ""
    entered = f"“{name}” has hours entered as {kind.words}, and past figures would change"
    return f"{entered}: make it inactive and add a new category"


def _keep_kind(session: Session, draft: OtherTimeCategoryDraft, row: OtherTimeCategory | None) -> None:
    if row is None or draft.kind is row.kind:
        return
    if reason := why_kind_stays(session, row.key, row.name, row.kind):
        raise Refused(reason, "kind")


def _stands(session: Session, row: OtherTimeCategory) -> str:
    return "has hours entered" if _hours_entered(session, row.key) else ""


def _hours_entered(session: Session, category_id: int) -> bool:
    entered = select(OtherTime.id).where(live(OtherTime), col(OtherTime.category_id) == category_id)
    return session.exec(entered).first() is not None


CATEGORIES = DepartmentList(OtherTimeCategory, OtherTimeCategoryDraft, rules=_keep_kind, used=_stands)
