"""Work types: the department's own list, in its own order.

Here live the questions and changes of Setup about it. What is expected of a work type is standards.py.
"""

from sqlalchemy import func
from sqlmodel import Session, col, select

from codedesk import names
from codedesk.models import (
    Audit,
    Backlog,
    ChartWait,
    CoderWorkType,
    Hold,
    MonthSum,
    Rework,
    Standard,
    WorkLine,
    WorkType,
)
from codedesk.models.work_types import WorkTypeDraft
from codedesk.services.lists import DepartmentList, ListRow
from codedesk.services.live import live
from codedesk.services.voiding import void

WorkTypeRow = ListRow[WorkTypeDraft]
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


def work_types(session: Session) -> tuple[WorkTypeRow, ...]:
    """List the work types in the department's order, with the number of standards of each."""
    counted = select(Standard.work_type_id, func.count()).where(live(Standard)).group_by(col(Standard.work_type_id))
    return WORK_TYPES.listed(session, dict(session.exec(counted).all()))


def void_work_type(session: Session, work_type_id: int, reason: str) -> None:
    """Void a work type that was entered by mistake, and that it is usual for anybody. Refused where it has work."""
    WORK_TYPES.void(session, work_type_id, reason)
    usual = select(CoderWorkType).where(live(CoderWorkType), col(CoderWorkType.work_type_id) == work_type_id)
    for link in session.exec(usual):
        void(link, reason)


def add_starter_list(session: Session) -> int:
    """Add common work types, without any standard; those that are there already are left. Return how many came."""
    present = {names.key(row.name) for row in WORK_TYPES.rows(session)}
    missing = [starter for starter in STARTER_WORK_TYPES if names.key(starter[0]) not in present]
    for position, (name, setting, unit, tier) in enumerate(missing, WORK_TYPES.next_position(session)):
        session.add(WorkType(name=name, setting=setting, unit=unit, tier=tier, position=position))
    session.flush()
    return len(missing)


def _stands(session: Session, row: WorkType) -> str:
    for table in (WorkLine, Standard, Audit, Rework, MonthSum, Backlog, Hold, ChartWait):
        if session.exec(select(table.id).where(live(table), col(table.work_type_id) == row.key)).first():
            return "has work or standards"
    return ""


WORK_TYPES = DepartmentList(WorkType, WorkTypeDraft, used=_stands)
