"""Education items: what a coder is to learn after an audit (or simply learned), by when, and what came of it.

Here live their rules and their list. What audits suggest for them stands in audit_lessons.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.models import Audit, Coder, EducationItem, FindingCategory
from codedesk.services.live import live
from codedesk.services.voiding import void

EducationState = Literal["open", "overdue", "done"]
_MOST_HOURS = 1000


@dataclass(frozen=True, slots=True)
class EducationDraft:
    """An education item as typed. Done from the day that done_on names; category and audit say what it came from."""

    coder_id: int
    topic: str
    due_on: date | None = None
    done_on: date | None = None
    hours: float | None = None
    reaudit_on: date | None = None
    outcome: str = ""
    category_id: int | None = None
    audit_id: int | None = None
    in_packet: bool = False


EDUCATION_FIELDS: Sequence[str] = tuple(EducationDraft.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class EducationRow:
    """An education item with the names that it refers to ("" for none), and how it stands today."""

    id: int
    coder: str
    category: str
    audit: str
    state: EducationState
    draft: EducationDraft


def check_item(draft: EducationDraft) -> None:
    """Refuse an item without a topic, with hours out of reach, or looked at again before it is done or due."""
    if not draft.topic.strip():
        raise Refused("say what is to be learned", "topic")
    if draft.hours is not None and not 0 <= draft.hours <= _MOST_HOURS:
        raise Refused(f"hours are from 0 to {_MOST_HOURS:,}", "hours")
    earliest = draft.done_on or draft.due_on
    if draft.reaudit_on is not None and earliest is not None and draft.reaudit_on < earliest:
        raise Refused("the re-audit comes after the education", "reaudit_on")


def add_item(session: Session, draft: EducationDraft) -> int:
    """Store a new education item; return its number."""
    check_item(draft)
    coder = session.get(Coder, draft.coder_id)
    if coder is None or coder.voided:
        raise Refused("this coder is no longer there", "coder_id")
    stored = EducationItem(**{name: _stored(draft, name) for name in EDUCATION_FIELDS})
    session.add(stored)
    session.flush()
    return stored.key


def change_item(session: Session, item_id: int, draft: EducationDraft) -> None:
    """Give a stored education item the values of the draft."""
    check_item(draft)
    stored = _item(session, item_id)
    for name in EDUCATION_FIELDS:
        if getattr(stored, name) != _stored(draft, name):
            setattr(stored, name, _stored(draft, name))


def finish_item(session: Session, item_id: int, done_on: date, outcome: str = "") -> None:
    """Mark an education item as done on a day, with what came of it."""
    stored = _item(session, item_id)
    if stored.reaudit_on is not None and stored.reaudit_on < done_on:
        raise Refused("the re-audit comes after the education: move it first", "done_on")
    stored.done_on = done_on
    stored.outcome = outcome.strip() or stored.outcome


def void_item(session: Session, item_id: int, reason: str) -> None:
    """Void an education item with a reason. Refused without one."""
    void(_item(session, item_id), reason, "this education item")


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
    draft = EducationDraft(**{name: getattr(item, name) for name in EDUCATION_FIELDS})
    late = item.due_on is not None and item.due_on < today
    state: EducationState = "done" if item.done_on else "overdue" if late else "open"
    return EducationRow(
        id=item.key,
        coder=coder.shown_name,
        category=category.name if category else "",
        audit=audit.name if audit else "",
        state=state,
        draft=draft,
    )


def _order(row: EducationRow) -> tuple[bool, int, str, int]:
    done = row.draft.done_on
    by_day = -done.toordinal() if done else (row.draft.due_on or date.max).toordinal()
    return done is not None, by_day, row.coder.casefold(), row.id


def _stored(draft: EducationDraft, name: str) -> Any:
    value = getattr(draft, name)
    return value.strip() if isinstance(value, str) else value


def _item(session: Session, item_id: int) -> EducationItem:
    found = session.get(EducationItem, item_id)
    if found is None or found.voided:
        raise Refused("this education item is no longer there")
    return found
