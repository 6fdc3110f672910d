"""Standards of several work types from one day on, for one reason: added together, in one step, or none of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from codedesk.errors import Refused
from codedesk.models import WorkType
from codedesk.models.standards import StandardDraft
from codedesk.services.nouns import found
from codedesk.services.standards.affected import AffectedByStandard, affected_by
from codedesk.services.standards.standards import STANDARDS, WorkTypeStandardRow


@dataclass(frozen=True, slots=True)
class NewValues:
    """What is new of one work type: pace, accuracy in per cent, or both; None stays as it is."""

    pace: float | None = None
    accuracy: float | None = None


def new_standards(
    rows: tuple[WorkTypeStandardRow, ...], values: Mapping[int, NewValues], common: Mapping[str, object]
) -> tuple[StandardDraft, ...]:
    """Return the new standards of the work types of which something is new, stated as those in force are.

    common holds of all of them: the day, the reason and the like. Refused where nothing is new.
    """
    drafts = []
    for row in rows:
        new = values.get(row.id, NewValues())
        if row.in_force is None or new == NewValues():
            continue
        before = row.in_force.draft
        pace, accuracy = new.pace or before.pace, before.accuracy if new.accuracy is None else new.accuracy
        drafts.append(before.but(**{"source": "", **common, "pace": pace, "accuracy": accuracy}))
    if not drafts:
        raise Refused("type a new pace or a new accuracy of at least one work type")
    return tuple(drafts)


def add_standards(session: Session, drafts: tuple[StandardDraft, ...]) -> None:
    """Store new standards. Refused, with the work type, where one cannot be right: then none is stored."""
    for draft in drafts:
        try:
            STANDARDS.add(session, draft)
        except Refused as refused:
            name = found(session, WorkType, draft.work_type_id).name
            field = f"{refused.field}_{draft.work_type_id}" if refused.field in ("pace", "accuracy") else refused.field
            raise Refused(f"{name}: {refused.reason}", field) from refused


def affected_by_many(
    session: Session, work_type_ids: tuple[int, ...], since: date, today: date
) -> tuple[AffectedByStandard, ...]:
    """Say of each work type what its new standard would make read differently; of those without anything nothing."""
    reached = (affected_by(session, number, since, today) for number in work_type_ids)
    return tuple(reach for reach in reached if not reach.empty)
