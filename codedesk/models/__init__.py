"""What is stored: tables, one file per noun. Importing this package makes every table known."""

from codedesk.models.audit_plans import AuditDraw, AuditPlan
from codedesk.models.audits import Audit, AuditRecord, CorrectiveAction, Finding
from codedesk.models.base import Row
from codedesk.models.calendars import Holiday, PlannedAbsence, Schedule
from codedesk.models.coders import Coder, CoderWorkType, RampStep
from codedesk.models.departments import Department, MethodPolicy
from codedesk.models.education import EducationItem
from codedesk.models.events import CheckIn, Event, Note
from codedesk.models.finding_lists import FindingCategory, RootCause, Severity
from codedesk.models.flow import Backlog, ChartWait, Hold, Revenue, ScenarioPart, StaffingRequest
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
]
