"""Audits: reviews of a coder's work, their records and findings."""

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
