"""What the open files hold: every file of an export, its columns and rules, declared as data.

Here stands which column means what, once for import and export. No reading of text, no query.
"""

from collections.abc import Mapping

from codedesk import models
from codedesk.models.audits import (
    ANSWERS,
    CHANGES,
    DEPTHS,
    DIRECTIONS,
    ORIGINS,
    OUTCOMES,
    PHASES,
    SELECTIONS,
    SEVERITIES,
    STATES,
)
from codedesk.models.departments import METHODS
from codedesk.models.happenings import EVENT_KINDS, NOTE_KINDS
from codedesk.models.reviews import REVIEW_STATES
from codedesk.models.work_days import OTHER_TIME_KINDS
from codedesk.models.work_types import BASES, PACE_UNITS
from codedesk.services.sheet_shapes import Column, Sheet


def _text(name: str, attribute: str = "") -> Column:
    return Column(name, "text", attribute, optional=True, default="")


def _label(name: str, attribute: str = "") -> Column:
    return Column(name, "name", attribute, optional=True, default="")


def _word(name: str, words: tuple[str, ...], default: str | None = None) -> Column:
    return Column(name, "word", words=words, optional=default is not None, default=default)


def _yes(name: str, default: bool | None = False) -> Column:
    return Column(name, "yes", optional=True, default=default)


def _count(name: str, *, optional: bool = True) -> Column:
    return Column(name, "count", optional=optional, low=0, high=10_000_000)


def _day(name: str, attribute: str = "", *, optional: bool = False) -> Column:
    return Column(name, "day", attribute, optional=optional)


def _ref(name: str, noun: str = "", *, optional: bool = False) -> Column:
    return Column(name, "name", refers=noun or name, optional=optional)


def _percent(name: str, *, optional: bool = False, high: float = 100) -> Column:
    return Column(name, "number", low=0, high=high, optional=optional)


DATE = _day("date", "day")
CODER = _ref("coder")
WORK_TYPE = _ref("work_type")
ANY_WORK_TYPE = _ref("work_type", optional=True)
ACTIVE = _yes("active", default=True)
SETTING_KINDS: Mapping[str, Column] = {
    "name": _text("name"),
    "manager": _text("manager"),
    "quarter_start_month": Column("quarter_start_month", "count", low=1, high=12),
    "usual_hours_per_day": Column("usual_hours_per_day", "number", low=0, above=True, high=24),
    "default_method": _word("default_method", METHODS),
    "accuracy_standard": Column("accuracy_standard", "number", low=0, high=100, blank=True),
    "paper": _word("paper", ("letter", "a4")),
    "sample": Column("sample", "yes"),
}

SETTINGS = Sheet(
    "settings.csv",
    (Column("setting", "word", words=tuple(SETTING_KINDS)), Column("value", "text", blank=True, default="")),
    models.Department,
    key=("setting",),
)
TIME_CATEGORIES = Sheet(
    "time_categories.csv",
    (Column("category", "name", "name"), _word("kind", OTHER_TIME_KINDS), ACTIVE),
    models.OtherTimeCategory,
    key=("category",),
    ordered=True,
    noun="time_category",
)
FINDING_CATEGORIES = Sheet(
    "finding_categories.csv",
    (
        Column("category", "name", "name"),
        Column("points", "number", optional=True, default=0.0, low=0, high=100),
        _yes("scored", default=True),
        _label("short_key"),
        ACTIVE,
    ),
    models.FindingCategory,
    key=("category",),
    ordered=True,
    noun="category",
)
ROOT_CAUSES = Sheet(
    "root_causes.csv",
    (Column("root_cause", "name", "name"), _word("origin", ORIGINS, "coder"), ACTIVE),
    models.RootCause,
    key=("root_cause",),
    ordered=True,
    noun="root_cause",
)
CODERS = Sheet(
    "coders.csv",
    (
        Column("coder", "name", "name"),
        _day("started_on"),
        _day("left_on", optional=True),
        Column("scheduled_hours_per_week", "number", optional=True, low=0, high=168),
        _label("credentials"),
        _label("name_note"),
    ),
    models.Coder,
    key=("coder",),
    noun="coder",
    dates=("started_on", "left_on"),
)
WORK_TYPES = Sheet(
    "work_types.csv",
    (
        Column("work_type", "name", "name"),
        Column("unit", "name", optional=True, default="chart"),
        _label("setting"),
        _label("specialty"),
        _label("tier"),
        ACTIVE,
    ),
    models.WorkType,
    key=("work_type",),
    ordered=True,
    noun="work_type",
)
USUAL_WORK_TYPES = Sheet(
    "usual_work_types.csv",
    (CODER, WORK_TYPE),
    models.CoderWorkType,
    key=("coder", "work_type"),
    ordered=True,
    group=("coder",),
)
STANDARDS = Sheet(
    "standards.csv",
    (
        WORK_TYPE,
        _day("effective_from"),
        Column("pace", "number", low=0, above=True, high=1_000_000),
        _word("pace_unit", PACE_UNITS),
        Column("hours_per_day", "number", optional=True, low=0, above=True, high=24),
        Column("units_per_chart", "number", optional=True, low=0, above=True, high=1_000_000),
        _word("basis", BASES, "productive"),
        _percent("accuracy"),
        _text("reason"),
        _text("source"),
        _text("approved_by"),
        _day("review_due", optional=True),
    ),
    models.Standard,
    key=("work_type", "effective_from"),
)
RAMPS = Sheet(
    "ramps.csv",
    (
        CODER,
        ANY_WORK_TYPE,
        _day("from", "from_day"),
        _percent("pace_percent", high=200),
        _percent("accuracy", optional=True),
    ),
    models.RampStep,
    key=("coder", "work_type", "from"),
)
METHOD_POLICIES = Sheet(
    "methods.csv",
    (_day("effective_from"), ANY_WORK_TYPE, _word("method", METHODS), _text("version"), _text("reason")),
    models.MethodPolicy,
    key=("effective_from", "work_type"),
)
LOG = Sheet(
    "log.csv",
    (
        DATE,
        CODER,
        WORK_TYPE,
        Column("charts", "count", low=0, high=1_000_000, blank=True),
        Column("hours", "number", optional=True, low=0, high=24),
        Column("weight", "number", optional=True, default=1.0, low=0, above=True, high=1000),
        _text("note"),
    ),
    models.WorkLine,
    key=("date", "coder", "work_type"),
)
TIME = Sheet(
    "time.csv",
    (DATE, CODER, _ref("category", "time_category"), Column("hours", "number", low=0, high=24)),
    models.OtherTime,
    key=("date", "coder", "category"),
)
DAY_NOTES = Sheet(
    "day_notes.csv", (DATE, CODER, Column("note", "text", default="")), models.WorkDay, key=("date", "coder")
)
FINISHED_DAYS = Sheet("finished_days.csv", (DATE,), models.FinishedDay, key=("date",))
AUDITS = Sheet(
    "audits.csv",
    (
        Column("audit", "name", "name"),
        DATE,
        CODER,
        ANY_WORK_TYPE,
        _label("auditor"),
        _word("selection", SELECTIONS, "random"),
        _word("phase", PHASES, "retrospective"),
        _word("method", METHODS),
        *(
            _count(name)
            for name in (
                "records", "matched", "revised", "added", "deleted", "principal_changed",
                "records_right", "drg_reviewed", "drg_right",
            )
        ),
        _percent("reported_accuracy", optional=True),
        _day("period_from", optional=True),
        _day("period_to", optional=True),
        Column("depth", "word", words=DEPTHS, optional=True),
        _word("state", STATES, "final"),
        _yes("feeds_accuracy", default=None),
        _label("method_version"),
        _text("note"),
    ),
    models.Audit,
    key=("audit",),
    noun="audit",
    dates=("period_from", "period_to"),
)  # fmt: skip
RECORDS = Sheet(
    "records.csv",
    (
        _ref("audit"),
        Column("record", "name", "reference"),
        ANY_WORK_TYPE,
        *(_count(name, optional=False) for name in ("matched", "revised", "added", "deleted")),
        _yes("principal_right", default=None),
        _yes("drg_right", default=None),
        Column("payment_before", "money", "payment_before_cents", optional=True),
        Column("payment_after", "money", "payment_after_cents", optional=True),
        _text("note"),
    ),
    models.AuditRecord,
    key=("audit", "record"),
    ordered=True,
    group=("audit",),
)
FINDINGS = Sheet(
    "findings.csv",
    (
        _ref("audit"),
        Column("record", "name", "record_id", blank=True),
        _ref("category"),
        _word("direction", DIRECTIONS),
        _word("severity", SEVERITIES, "medium"),
        _ref("root_cause", optional=True),
        _label("original_code"),
        _label("corrected_code"),
        _text("guideline"),
        Column("answer", "word", words=ANSWERS, optional=True, default=""),
        Column("outcome", "word", words=OUTCOMES, optional=True, default=""),
        Column("points", "number", optional=True, low=0, high=100),
        Column("change", "word", words=CHANGES, optional=True),
        _yes("scored", default=None),
        _text("answer_reason"),
        _text("outcome_reason"),
        _text("note"),
    ),
    models.Finding,
)
ACTIONS = Sheet(
    "actions.csv",
    (
        _ref("audit"),
        Column("gap", "text"),
        _word("kind", ("education", "policy", "system_edit", "documentation", "rebill", "refund_review"), "education"),
        _day("due_on", optional=True),
        _text("evidence"),
        _day("reaudit_on", optional=True),
        _text("outcome"),
    ),
    models.CorrectiveAction,
)
REWORK = Sheet(
    "rework.csv",
    (DATE, CODER, WORK_TYPE, Column("charts", "count", low=0, high=1_000_000), _text("reason")),
    models.Rework,
)
EVENTS = Sheet(
    "events.csv",
    (
        _day("from", "from_day"),
        _day("to", "to_day", optional=True),
        _word("kind", EVENT_KINDS),
        ANY_WORK_TYPE,
        _ref("coder", optional=True),
        Column("text", "text"),
        _yes("rebase"),
    ),
    models.Event,
    dates=("from", "to"),
)
CHECKINS = Sheet(
    "checkins.csv",
    (
        DATE,
        CODER,
        *(
            Column(name, "count", optional=True, low=1, high=5)
            for name in ("workload", "pace_for_accuracy", "help")
        ),
        _text("note"),
        _yes("in_packet"),
    ),
    models.CheckIn,
)  # fmt: skip
NOTES = Sheet(
    "notes.csv",
    (DATE, CODER, _word("kind", NOTE_KINDS), Column("text", "text"), _yes("in_packet")),
    models.Note,
)
REVIEWS = Sheet(
    "reviews.csv",
    (
        CODER,
        _day("period_from"),
        _day("period_to"),
        _word("state", REVIEW_STATES, "draft"),
        *(_text(name) for name in ("went_well", "work_on", "agreed_last_time", "coder_comments")),
        _day("given_on", optional=True),
        _day("signed_on", optional=True),
    ),
    models.Review,
    key=("coder", "period_from", "period_to"),
    dates=("period_from", "period_to"),
)
AGREEMENTS = Sheet(
    "agreements.csv",
    (
        CODER,
        _day("period_from"),
        _day("period_to"),
        Column("goal", "text"),
        _text("measure"),
        _day("due_on", optional=True),
        _text("support"),
        _text("outcome"),
    ),
    models.Agreement,
    ordered=True,
    group=("coder", "period_from", "period_to"),
)

LISTS = (TIME_CATEGORIES, FINDING_CATEGORIES, ROOT_CAUSES)
SHEETS: tuple[Sheet, ...] = (
    SETTINGS, *LISTS, CODERS, WORK_TYPES, USUAL_WORK_TYPES, STANDARDS, RAMPS, METHOD_POLICIES,
    LOG, TIME, DAY_NOTES, FINISHED_DAYS, AUDITS, RECORDS, FINDINGS, ACTIONS, REWORK, EVENTS, CHECKINS, NOTES,
    REVIEWS, AGREEMENTS,
)  # fmt: skip
BY_FILE: Mapping[str, Sheet] = {sheet.file: sheet for sheet in SHEETS}
