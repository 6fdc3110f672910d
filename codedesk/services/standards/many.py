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
    rows: tuple[WorkTypeStandardRow, ...],
    values: Mapping[int, NewValues],
    common: Mapping[str, object],
    accuracy: float | None = None,
) -> tuple[StandardDraft, ...]:
    """Return the new standards of the work types of which something is new, stated as those in force are.

    common holds of all of them: the day, the reason and the like, and of first ones how they are stated; accuracy is
    expected of a first one that says none. Refused where nothing is new, or a first one lacks pace or accuracy.
    """
    new = {row: values[row.id] for row in rows if values.get(row.id, NewValues()) != NewValues()}
    if not new:
        raise Refused("type a new pace or a new accuracy of at least one work type")
    return tuple(
        _first(row.id, typed, common, accuracy) if row.in_force is None else _next(row.in_force.draft, typed, common)
        for row, typed in new.items()
    )


def _next(before: StandardDraft, typed: NewValues, common: Mapping[str, object]) -> StandardDraft:
    accuracy = before.accuracy if typed.accuracy is None else typed.accuracy
    return before.but(**{"source": "", **common, "pace": typed.pace or before.pace, "accuracy": accuracy})


def _first(work_type_id: int, typed: NewValues, common: Mapping[str, object], usual: float | None) -> StandardDraft:
    accuracy = usual if typed.accuracy is None else typed.accuracy
    for name, value in (("pace", typed.pace), ("accuracy", accuracy)):
        if value is None:
            raise Refused(f"a first standard needs its {name}", f"{name}_{work_type_id}")
    return StandardDraft.model_validate(
        {**common, "work_type_id": work_type_id, "pace": typed.pace, "accuracy": accuracy}
    )


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
