"""What is stored: tables, one file per noun. Importing this package makes every table known."""

from codedesk.models.audits import Audit, AuditRecord, CorrectiveAction, Finding, FindingCategory, RootCause
from codedesk.models.base import Row
from codedesk.models.coders import Coder, CoderWorkType, RampStep
from codedesk.models.departments import Department, MethodPolicy
from codedesk.models.happenings import CheckIn, Event, Note, Rework
from codedesk.models.history import Change, ChangeEntry
from codedesk.models.reviews import Agreement, Review
from codedesk.models.work_days import FinishedDay, OtherTime, OtherTimeCategory, WorkDay, WorkLine
from codedesk.models.work_types import Standard, WorkType

__all__ = [
    "Agreement",
    "Audit",
    "AuditRecord",
    "Change",
    "ChangeEntry",
    "CheckIn",
    "Coder",
    "CoderWorkType",
    "CorrectiveAction",
    "Department",
    "Event",
    "Finding",
    "FindingCategory",
    "FinishedDay",
    "MethodPolicy",
    "Note",
    "OtherTime",
    "OtherTimeCategory",
    "RampStep",
    "Review",
    "Rework",
    "RootCause",
    "Row",
    "Standard",
    "WorkDay",
    "WorkLine",
    "WorkType",
]
