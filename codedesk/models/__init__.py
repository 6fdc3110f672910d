"""What is stored: tables, one file per noun. One is made when it is first named; `metadata` makes every table known.

Making one takes milliseconds, and a day of work is read from a third of them. Who writes knows all: a row may point at
any other table.
"""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy import MetaData
from sqlmodel import SQLModel

from codedesk.models.base import Row

if TYPE_CHECKING:
    from codedesk.models.audit_plans import AuditDraw, AuditPlan
    from codedesk.models.audits import Audit, AuditRecord, CorrectiveAction, Finding
    from codedesk.models.backlogs import Backlog
    from codedesk.models.calendars import Holiday, PlannedAbsence, Schedule
    from codedesk.models.coders import Coder, CoderWorkType, RampStep
    from codedesk.models.departments import Department, MethodPolicy
    from codedesk.models.education import EducationItem
    from codedesk.models.events import CheckIn, Event, Note
    from codedesk.models.finding_lists import FindingCategory, RootCause, Severity
    from codedesk.models.flow import ChartWait, Hold, Revenue, ScenarioPart, StaffingRequest
    from codedesk.models.former_names import FormerName
    from codedesk.models.history import Change, ChangeEntry
    from codedesk.models.month_sums import MonthSum
    from codedesk.models.reviews import Agreement, GivenPacket, Review
    from codedesk.models.rework import Rework
    from codedesk.models.signal_answers import SignalAnswer
    from codedesk.models.standards import Acknowledgement, Benchmark, Standard
    from codedesk.models.work_days import ConfirmedMark, FinishedDay, OtherTime, OtherTimeCategory, WorkDay, WorkLine
    from codedesk.models.work_types import WorkType

__all__ = [
    "Acknowledgement",
    "Agreement",
    "Audit",
    "AuditDraw",
    "AuditPlan",
    "AuditRecord",
    "Backlog",
    "Benchmark",
    "Change",
    "ChangeEntry",
    "ChartWait",
    "CheckIn",
    "Coder",
    "CoderWorkType",
    "ConfirmedMark",
    "CorrectiveAction",
    "Department",
    "EducationItem",
    "Event",
    "Finding",
    "FindingCategory",
    "FinishedDay",
    "FormerName",
    "GivenPacket",
    "Hold",
    "Holiday",
    "MethodPolicy",
    "MonthSum",
    "Note",
    "OtherTime",
    "OtherTimeCategory",
    "PlannedAbsence",
    "RampStep",
    "Revenue",
    "Review",
    "Rework",
    "RootCause",
    "Row",
    "ScenarioPart",
    "Schedule",
    "Severity",
    "SignalAnswer",
    "StaffingRequest",
    "Standard",
    "WorkDay",
    "WorkLine",
    "WorkType",
    "metadata",
]
_MADE = {
    "audit_plans": ("AuditDraw", "AuditPlan"),
    "audits": ("Audit", "AuditRecord", "CorrectiveAction", "Finding"),
    "backlogs": ("Backlog",),
    "calendars": ("Holiday", "PlannedAbsence", "Schedule"),
    "coders": ("Coder", "CoderWorkType", "RampStep"),
    "departments": ("Department", "MethodPolicy"),
    "education": ("EducationItem",),
    "events": ("CheckIn", "Event", "Note"),
    "finding_lists": ("FindingCategory", "RootCause", "Severity"),
    "flow": ("ChartWait", "Hold", "Revenue", "ScenarioPart", "StaffingRequest"),
    "former_names": ("FormerName",),
    "history": ("Change", "ChangeEntry"),
    "month_sums": ("MonthSum",),
    "reviews": ("Agreement", "GivenPacket", "Review"),
    "rework": ("Rework",),
    "signal_answers": ("SignalAnswer",),
    "standards": ("Acknowledgement", "Benchmark", "Standard"),
    "work_days": ("ConfirmedMark", "FinishedDay", "OtherTime", "OtherTimeCategory", "WorkDay", "WorkLine"),
    "work_types": ("WorkType",),
}
_MODULES = {name: module for module, names in _MADE.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load the table that is named, on first use."""
    if name not in _MODULES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found = globals()[name] = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    return found


@cache
def metadata() -> MetaData:
    """Return what SQLAlchemy knows of every table; those that were not named yet are made."""
    for module in _MADE:
        import_module(f"{__name__}.{module}")
    return SQLModel.metadata
