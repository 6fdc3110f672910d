"""Education items: what a coder is to learn after an audit (or simply learned), by when, and what came of it.

Here live their rules and their list. What audits suggest for them stands in audits/lessons.py.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.models import Audit, Coder, EducationItem, FindingCategory
from codedesk.models.education import EducationDraft
from codedesk.services.live import live
from codedesk.services.nouns import Noun

EducationState = Literal["open", "overdue", "done"]


@dataclass(frozen=True, slots=True)
class EducationRow:
    """An education item with the names that it refers to ("" for none), and how it stands today."""

    id: int
    coder: str
    category: str
    audit: str
    state: EducationState
    draft: EducationDraft


EDUCATION = Noun(EducationItem, EducationDraft)


def finish_item(session: Session, item_id: int, done_on: date, outcome: str = "") -> None:
    """Mark an education item as done on a day, with what came of it."""
    stored = EDUCATION.found(session, item_id)
    if stored.reaudit_on is not None and stored.reaudit_on < done_on:
        raise Refused("the re-audit comes after the education: move it first", "done_on")
    stored.done_on = done_on
    stored.outcome = outcome.strip() or stored.outcome


def items(session: Session, coder_id: int | None = None, today: date | None = None) -> tuple[EducationRow, ...]:
    """List the education items (of one coder, or of all): open ones by due date, then those done, newest first.

    An item is overdue when its date has gone by and it is not done.
    """
    query = (
        select(EducationItem, Coder, FindingCategory, Audit)
        .join(Coder, col(Coder.id) == EducationItem.coder_id)
        .join(FindingCategory, col(FindingCategory.id) == EducationItem.category_id, isouter=True)
        .join(Audit, (col(Audit.id) == EducationItem.audit_id) & live(Audit), isouter=True)
        .where(live(EducationItem), live(Coder))
    )
    if coder_id is not None:
        query = query.where(col(EducationItem.coder_id) == coder_id)
    day = today or date.today()
    return tuple(sorted((_row(*found, day) for found in session.exec(query)), key=_order))


def _row(
    item: EducationItem, coder: Coder, category: FindingCategory | None, audit: Audit | None, today: date
) -> EducationRow:
    late = item.due_on is not None and item.due_on < today
    state: EducationState = "done" if item.done_on else "overdue" if late else "open"
    return EducationRow(
        id=item.key,
        coder=coder.shown_name,
        category=category.name if category else "",
        audit=audit.name if audit else "",
        state=state,
        draft=EDUCATION.draft_of(item),
    )


def _order(row: EducationRow) -> tuple[bool, int, str, int]:
    done = row.draft.done_on
    by_day = -done.toordinal() if done else (row.draft.due_on or date.max).toordinal()
    return done is not None, by_day, row.coder.casefold(), row.id
