"""Audits: reviews of a coder's work, their records and findings, and the department's lists for them."""

from datetime import date

from sqlmodel import Field

from codedesk.methods import METHODS
from codedesk.models.base import Row, check, one_of, unique_live, within

SELECTIONS = ("random", "focused", "new_coder", "external", "follow_up")
PHASES = ("pre_bill", "retrospective")
DEPTHS = ("result", "counts", "records")
STATES = ("draft", "shared", "answered", "final")
DIRECTIONS = ("over", "under", "neither")
SEVERITIES = ("low", "medium", "high")
CHANGES = ("revised", "added", "deleted", "none")
ANSWERS = ("", "agree", "rebut")
OUTCOMES = ("", "upheld", "withdrawn")
ROLES = ("", "principal", "drg")
ORIGINS = ("coder", "documentation", "system", "auditor")
ACTION_KINDS = ("education", "policy", "system_edit", "documentation", "rebill", "refund_review", "compliance")
_COUNTS = ("records", "matched", "revised", "added", "deleted", "principal_changed")
_SHARES = ("records_right", "drg_reviewed", "drg_right")


def _not_negative(*columns: str) -> tuple[object, ...]:
    return tuple(check(f"{column}_not_negative", f"{column} IS NULL OR {column} >= 0") for column in columns)


class Audit(Row, table=True):
    """One review of one coder's work. Counts are as first scored; withdrawn findings change the final score.

    depth "result" keeps reported_accuracy (per cent) and records (charts); "counts" keeps the sums; "records" keeps
    its counts in AuditRecord. feeds_accuracy: the result is part of the coder's accuracy.
    """

    __table_args__ = (
        unique_live("audit", "name"),
        check("name_given", "length(name) > 0"),
        one_of("selection", SELECTIONS),
        one_of("phase", PHASES),
        one_of("method", METHODS),
        one_of("depth", DEPTHS),
        one_of("state", STATES),
        within("reported_accuracy", 0, 100),
        check("period_order", "period_from IS NULL OR period_to IS NULL OR period_from <= period_to"),
        check("drg_within", "drg_right IS NULL OR drg_reviewed IS NULL OR drg_right <= drg_reviewed"),
        check("records_within", "records_right IS NULL OR records IS NULL OR records_right <= records"),
        *_not_negative(*_COUNTS, *_SHARES),
    )

    name: str
    coder_id: int = Field(foreign_key="coder.id", index=True)
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    day: date = Field(index=True)
    period_from: date | None = None
    period_to: date | None = None
    auditor: str = ""
    selection: str = "random"
    phase: str = "retrospective"
    method: str = "code_over_code"
    method_version: str = ""
    depth: str = "counts"
    state: str = "final"
    feeds_accuracy: bool = True
    records: int | None = None
    matched: int | None = None
    revised: int | None = None
    added: int | None = None
    deleted: int | None = None
    principal_changed: int | None = None
    records_right: int | None = None
    drg_reviewed: int | None = None
    drg_right: int | None = None
    reported_accuracy: float | None = None
    shared_on: date | None = None
    answer_due: date | None = None
    note: str = ""


class AuditRecord(Row, table=True):
    """One audited chart, under a reference of the manager's own; never a patient identifier. Money in cents."""

    __tablename__ = "audit_record"
    __table_args__ = (
        unique_live("audit_record", "audit_id", "reference"),
        check("reference_given", "length(reference) > 0"),
        check("counts_not_negative", "matched >= 0 AND revised >= 0 AND added >= 0 AND deleted >= 0"),
    )

    audit_id: int = Field(foreign_key="audit.id", index=True)
    reference: str
    position: int = 0
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    matched: int
    revised: int = 0
    added: int = 0
    deleted: int = 0
    principal_right: bool | None = None
    drg_right: bool | None = None
    payment_before_cents: int | None = None
    payment_after_cents: int | None = None
    note: str = ""


class Finding(Row, table=True):
    """One thing that the auditor would code differently, the coder's answer to it and what came of it.

    change says which count it stands for: a code revised, added or deleted by the auditor, or none (advisory).
    """

    __table_args__ = (
        one_of("direction", DIRECTIONS),
        one_of("change", CHANGES),
        one_of("answer", ANSWERS),
        one_of("outcome", OUTCOMES),
        check("points_not_negative", "points IS NULL OR points >= 0"),
    )

    audit_id: int = Field(foreign_key="audit.id", index=True)
    record_id: int | None = Field(default=None, foreign_key="audit_record.id", index=True)
    category_id: int = Field(foreign_key="finding_category.id", index=True)
    root_cause_id: int | None = Field(default=None, foreign_key="root_cause.id", index=True)
    direction: str = "neither"
    severity: str = "medium"
    change: str = "revised"
    scored: bool = True
    original_code: str = ""
    corrected_code: str = ""
    guideline: str = ""
    answer: str = ""
    answer_reason: str = ""
    outcome: str = ""
    outcome_reason: str = ""
    points: float | None = None
    note: str = ""


class FindingCategory(Row, table=True):
    """What a finding is about. points are the department's policy for the weighted method.

    role tells scoring what it needs to know whatever the name: the principal diagnosis, or the DRG or APC as a whole.
    """

    __tablename__ = "finding_category"
    __table_args__ = (unique_live("finding_category", "name"), within("points", 0, 100), one_of("role", ROLES))

    name: str
    short_key: str = ""
    role: str = ""
    points: float = 0.0
    scored: bool = True
    active: bool = True
    position: int = 0


class RootCause(Row, table=True):
    """Why a finding came about; origin keeps documentation and system causes apart from the coder's."""

    __tablename__ = "root_cause"
    __table_args__ = (unique_live("root_cause", "name"), one_of("origin", ORIGINS))

    name: str
    origin: str = "coder"
    active: bool = True
    position: int = 0


class CorrectiveAction(Row, table=True):
    """What is done about a gap that an audit found. Never a stage of discipline."""

    __tablename__ = "corrective_action"
    __table_args__ = (one_of("kind", ACTION_KINDS),)

    audit_id: int = Field(foreign_key="audit.id", index=True)
    gap: str
    kind: str = "education"
    due_on: date | None = None
    evidence: str = ""
    reaudit_on: date | None = None
    outcome: str = ""


class Severity(Row, table=True):
    """A word of the department for how much a finding matters, in the order of `position` (lowest first)."""

    __table_args__ = (unique_live("severity", "name"),)

    name: str
    active: bool = True
    position: int = 0


class AuditPlan(Row, table=True):
    """How many charts of a coder (of one work type, or of any) are to be audited in a period."""

    __tablename__ = "audit_plan"
    __table_args__ = (
        unique_live("audit_plan", "coder_id", "period_from", "period_to", "work_type_id"),
        check("charts_not_negative", "charts >= 0"),
        check("period_order", "period_from <= period_to"),
    )

    coder_id: int = Field(foreign_key="coder.id", index=True)
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    period_from: date
    period_to: date
    charts: int
    note: str = ""


class AuditDraw(Row, table=True):
    """A random draw that can be repeated: the frame in its order (one reference a line), the seed, what was drawn."""

    __tablename__ = "audit_draw"
    __table_args__ = (check("size", "size > 0"), check("frame_given", "length(frame) > 0"))

    coder_id: int | None = Field(default=None, foreign_key="coder.id", index=True)
    audit_id: int | None = Field(default=None, foreign_key="audit.id", index=True)
    drawn_on: date
    drawn_by: str = ""
    source: str = ""
    frame: str
    seed: int
    size: int
    drawn: str
    note: str = ""
