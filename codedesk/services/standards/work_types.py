"""Work types: the department's own list, in its own order.

Here live the questions and changes of Setup about it. What is expected of a work type is standards.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from codedesk import names
from codedesk.errors import Refused
from codedesk.models import Audit, CoderWorkType, Rework, Standard, WorkLine, WorkType
from codedesk.services.former_names import FormerNameRow, former_names, remember, require_given_up
from codedesk.services.live import live
from codedesk.services.named import require_free, typed_name
from codedesk.services.voiding import void

# name, setting, unit, tier: common kinds of coding work, to be edited freely; their standards are the department's.
STARTER_WORK_TYPES = (
    ("Inpatient", "inpatient", "account", ""),
    ("Inpatient long stay", "inpatient", "account", "complex"),
    ("Observation", "outpatient", "account", ""),
    ("Same-day surgery", "outpatient", "account", ""),
    ("Emergency", "outpatient", "encounter", ""),
    ("Clinic E/M", "professional", "encounter", ""),
    ("Ancillary", "outpatient", "encounter", ""),
)


@dataclass(frozen=True, slots=True)
class WorkTypeDraft:
    """A work type as typed: what is counted (chart, encounter, account …), setting, specialty and tier in words."""

    name: str
    unit: str = "chart"
    setting: str = ""
    specialty: str = ""
    tier: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class WorkTypeRow:
    """A work type as lists show it."""

    id: int
    draft: WorkTypeDraft
    standards: int
    former: tuple[FormerNameRow, ...] = ()


def work_types(session: Session) -> tuple[WorkTypeRow, ...]:
    """List the work types in the department's order."""
    counted = select(Standard.work_type_id, func.count()).where(live(Standard)).group_by(col(Standard.work_type_id))
    standards = dict(session.exec(counted).all())
    former = former_names(session, WorkType)
    return tuple(
        WorkTypeRow(row.key, _type_draft(row), standards.get(row.key, 0), former.get(row.key, ()))
        for row in _ordered(session, WorkType)
    )


def add_work_type(session: Session, draft: WorkTypeDraft) -> int:
    """Store a work type at the end of the list; return its number. Refused for an empty or a taken name."""
    name = _free_name(session, WorkType, draft.name, None)
    row = WorkType(**(_type_values(draft) | {"name": name, "position": _next_position(session, WorkType)}))
    session.add(row)
    session.flush()
    return row.key


def change_work_type(session: Session, work_type_id: int, draft: WorkTypeDraft) -> None:
    """Change a work type; a name that it had is remembered. Refused for an empty or a taken name."""
    row = _found(session, WorkType, work_type_id)
    values = _type_values(draft) | {"name": _free_name(session, WorkType, draft.name, work_type_id)}
    _set(session, row, values)


def void_work_type(session: Session, work_type_id: int, reason: str) -> None:
    """Void a work type that was entered by mistake. Refused without a reason, and where work or standards name it."""
    row = _found(session, WorkType, work_type_id)
    for table in (WorkLine, Standard, Audit, Rework):
        if session.exec(select(table.id).where(live(table), col(table.work_type_id) == work_type_id)).first():
            raise Refused(f"“{row.name}” has work or standards: make it inactive instead, and it leaves the lists")
    _void(row, reason)
    usual = select(CoderWorkType).where(live(CoderWorkType), col(CoderWorkType.work_type_id) == work_type_id)
    for link in session.exec(usual):
        void(link, reason)


def move_work_type(session: Session, work_type_id: int, steps: int) -> bool:
    """Move a work type up (−1) or down (+1) in the department's order; tell whether it moved."""
    return _move(session, WorkType, work_type_id, steps)


def add_starter_list(session: Session) -> int:
    """Add common work types, without any standard; those that are there already are left. Return how many came."""
    present = {names.key(row.name) for row in _ordered(session, WorkType)}
    missing = [starter for starter in STARTER_WORK_TYPES if names.key(starter[0]) not in present]
    for position, (name, setting, unit, tier) in enumerate(missing, _next_position(session, WorkType)):
        session.add(WorkType(name=name, setting=setting, unit=unit, tier=tier, position=position))
    session.flush()
    return len(missing)


def _move(session: Session, table: type[WorkType], row_id: int, steps: int) -> bool:
    rows = list(_ordered(session, table))
    place = next(number for number, row in enumerate(rows) if row.key == row_id)
    target = place + steps
    if not 0 <= target < len(rows):
        return False
    rows.insert(target, rows.pop(place))
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position
    session.flush()
    return True


def _ordered(session: Session, table: type[WorkType]) -> Sequence[WorkType]:
    return session.exec(select(table).where(live(table)).order_by(col(table.position), col(table.name))).all()


def _type_draft(row: WorkType) -> WorkTypeDraft:
    return WorkTypeDraft(
        name=row.name, unit=row.unit, setting=row.setting, specialty=row.specialty, tier=row.tier, active=row.active
    )


def _type_values(draft: WorkTypeDraft) -> dict[str, Any]:
    words = {name: getattr(draft, name).strip() for name in ("unit", "setting", "specialty", "tier")}
    return words | {"unit": words["unit"] or "chart", "active": draft.active}


def _set(session: Session, row: WorkType, values: dict[str, Any]) -> None:
    was = row.name
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    remember(session, row, was)


def _free_name(session: Session, table: type[WorkType], name: str, besides: int | None) -> str:
    others = {row.key: row.name for row in _ordered(session, table)}
    words = typed_name(name, was=others.pop(besides or 0, ""))
    require_free(name, others.values())
    require_given_up(session, table, words, besides)
    return words


def _found(session: Session, table: type[WorkType], row_id: int) -> WorkType:
    row = session.get(table, row_id)
    if row is None or row.voided:
        raise Refused("this entry of the list is no longer there")
    return row


def _void(row: WorkType, reason: str) -> None:
    void(row, reason)


def _next_position(session: Session, table: type[WorkType]) -> int:
    rows = _ordered(session, table)
    return max((row.position for row in rows), default=-1) + 1
