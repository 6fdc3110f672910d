"""What the open files hold: every file of an export, its columns and rules, declared as data.

Here stands which column means what, once for import and export. No reading of text, no query.
"""

from collections.abc import Mapping

from codedesk import models
from codedesk.models.audits import SUMS
from codedesk.models.reviews import AgreementFields
from codedesk.services.files.calendar_sheets import CALENDAR
from codedesk.services.files.columns import (
    CODER,
    DATE,
    SETTING_KINDS,
    columns_of,
    day,
    ref,
)
from codedesk.services.files.event_sheets import CHECKINS, EVENTS, NOTES, SIGNAL_ANSWERS
from codedesk.services.files.flow_sheets import FLOW
from codedesk.services.files.former_sheets import FORMER_NAMES
from codedesk.services.files.planning_sheets import AUDIT_DRAWS, AUDIT_PLANS, METHOD_POLICIES
from codedesk.services.files.shapes import CsvColumn, CsvSheet

SETTINGS = CsvSheet(
    "settings.csv",
    (CsvColumn("setting", "word", words=tuple(SETTING_KINDS)), CsvColumn("value", "text", blank=True, default="")),
    models.Department,
    key=("setting",),
)
TIME_CATEGORIES = CsvSheet(
    "time_categories.csv",
    columns_of(models.OtherTimeCategory, without=("position",)),
    models.OtherTimeCategory,
    key=("category",),
    ordered=True,
    noun="time_category",
)
FINDING_CATEGORIES = CsvSheet(
    "finding_categories.csv",
    columns_of(
        models.FindingCategory, "name", "points", "scored", "short_key", "active", "role", without=("position",)
    ),
    models.FindingCategory,
    key=("category",),
    ordered=True,
    noun="category",
)
ROOT_CAUSES = CsvSheet(
    "root_causes.csv",
    columns_of(models.RootCause, without=("position",)),
    models.RootCause,
    key=("root_cause",),
    ordered=True,
    noun="root_cause",
)
SEVERITIES = CsvSheet(
    "severities.csv",
    columns_of(models.Severity, without=("position",)),
    models.Severity,
    key=("severity",),
    ordered=True,
    noun="severity",
)
CODERS = CsvSheet(
    "coders.csv",
    (
        *columns_of(
            models.Coder,
            *("name", "started_on", "left_on", "scheduled_hours_per_week", "credentials", "name_note", "fte"),
            without=("mentor_id",),
        ),
        CsvColumn("mentor", "name", "mentor_id", optional=True),
    ),
    models.Coder,
    key=("coder",),
    noun="coder",
)
WORK_TYPES = CsvSheet(
    "work_types.csv",
    columns_of(models.WorkType, without=("position",)),
    models.WorkType,
    key=("work_type",),
    ordered=True,
    noun="work_type",
)
USUAL_WORK_TYPES = CsvSheet(
    "usual_work_types.csv",
    columns_of(models.CoderWorkType),
    models.CoderWorkType,
    key=("coder", "work_type"),
    ordered=True,
    group=("coder",),
)
STANDARDS = CsvSheet("standards.csv", columns_of(models.Standard), models.Standard, key=("work_type", "effective_from"))
BENCHMARKS = CsvSheet("benchmarks.csv", columns_of(models.Benchmark), models.Benchmark)
ACKNOWLEDGEMENTS = CsvSheet(
    "acknowledgements.csv", columns_of(models.Acknowledgement), models.Acknowledgement, key=("coder", "sheet_of")
)
RAMPS = CsvSheet("ramps.csv", columns_of(models.RampStep), models.RampStep, key=("coder", "work_type", "from"))
LOG = CsvSheet(
    "log.csv",
    (DATE, CODER, *columns_of(models.WorkLine, without=("work_day_id",))),
    models.WorkLine,
    key=("date", "coder", "work_type"),
)
TIME = CsvSheet(
    "time.csv",
    (DATE, CODER, *columns_of(models.OtherTime, without=("work_day_id",))),
    models.OtherTime,
    key=("date", "coder", "category"),
)
DAY_NOTES = CsvSheet(
    "day_notes.csv", (DATE, CODER, CsvColumn("note", "text", default="")), models.WorkDay, key=("date", "coder")
)
MONTHS = CsvSheet("months.csv", columns_of(models.MonthSum), models.MonthSum, key=("month", "coder", "work_type"))
FINISHED_DAYS = CsvSheet("finished_days.csv", columns_of(models.FinishedDay), models.FinishedDay, key=("date",))
CONFIRMED_MARKS = CsvSheet(
    "confirmed_marks.csv",
    columns_of(models.ConfirmedMark, "day"),
    models.ConfirmedMark,
    key=("date", "coder", "work_type", "question", "value"),
)
AUDITS = CsvSheet(
    "audits.csv",
    columns_of(
        models.Audit,
        *("name", "day", "coder_id", "work_type_id", "auditor", "selection", "phase", "method", "records", *SUMS),
        *("reported_accuracy", "period_from", "period_to", "depth", "state", "feeds_accuracy"),
    ),
    models.Audit,
    key=("audit",),
    noun="audit",
)
RECORDS = CsvSheet(
    "records.csv",
    columns_of(models.AuditRecord),
    models.AuditRecord,
    key=("audit", "record"),
    ordered=True,
    group=("audit",),
)
FINDINGS = CsvSheet(
    "findings.csv",
    (
        ref("audit"),
        CsvColumn("record", "name", "record_id", blank=True),
        *columns_of(
            models.Finding,
            *("category_id", "direction", "severity", "root_cause_id", "original_code", "corrected_code", "guideline"),
            *("answer", "outcome", "points", "change", "scored"),
            without=("audit_id", "record_id"),
        ),
    ),
    models.Finding,
)
ACTIONS = CsvSheet("actions.csv", columns_of(models.CorrectiveAction), models.CorrectiveAction)
EDUCATION = CsvSheet(
    "education.csv",
    columns_of(
        models.EducationItem,
        *("coder_id", "topic", "due_on", "done_on", "hours", "reaudit_on", "outcome", "category_id", "audit_id"),
    ),
    models.EducationItem,
)
REVIEWS = CsvSheet(
    "reviews.csv",
    columns_of(
        models.Review,
        *("coder_id", "period_from", "period_to", "state", "went_well", "work_on", "agreed_last_time"),
        *("coder_comments", "given_on", "signed_on", "sections_off", "refused_reason", "private_note"),
    ),
    models.Review,
    key=("coder", "period_from", "period_to"),
)
AGREEMENTS = CsvSheet(
    "agreements.csv",
    (
        CODER,
        day("period_from"),
        day("period_to"),
        *columns_of(AgreementFields),
    ),
    models.Agreement,
    ordered=True,
    group=("coder", "period_from", "period_to"),
)

LISTS = (TIME_CATEGORIES, FINDING_CATEGORIES, ROOT_CAUSES, SEVERITIES)
SHEETS: tuple[CsvSheet, ...] = (
    SETTINGS, *LISTS, CODERS, WORK_TYPES, FORMER_NAMES, USUAL_WORK_TYPES, STANDARDS, RAMPS, BENCHMARKS,
    ACKNOWLEDGEMENTS, METHOD_POLICIES, AUDIT_PLANS, *CALENDAR,
    LOG, TIME, DAY_NOTES, MONTHS, FINISHED_DAYS, CONFIRMED_MARKS,
    AUDITS, RECORDS, FINDINGS, ACTIONS, EDUCATION, AUDIT_DRAWS, *FLOW, EVENTS, SIGNAL_ANSWERS, CHECKINS, NOTES,
    REVIEWS, AGREEMENTS,
)  # fmt: skip
BY_FILE: Mapping[str, CsvSheet] = {sheet.file: sheet for sheet in SHEETS}
