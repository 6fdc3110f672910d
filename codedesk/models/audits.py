"""Audits: reviews of a coder's work, their records and findings."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from sqlmodel import Field

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.methods import Method
from codedesk.models.audit_words import (
    ActionKind,
    AuditDepth,
    AuditState,
    Direction,
    FindingAnswer,
    FindingChange,
    FindingOutcome,
    Phase,
    Selection,
)
from codedesk.models.base import Row, check, unique_live
from codedesk.models.fields import LABEL, PERCENT, Draft, Fields, InFiles, Number, Text, checks
from codedesk.models.words import word

CODE_COUNTS = ("matched", "revised", "added", "deleted")
SUMS = (*CODE_COUNTS, "principal_changed", "records_right", "drg_reviewed", "drg_right")
HIGHEST_COUNT = 9_999
HIGHEST_PAYMENT = 100_000_000
_COUNT = Number(Bounds(0, 1_000_000), checked="low")
_COUNT_OF_RECORD = Number(Bounds(0, HIGHEST_COUNT), checked="nothing")
_PAID = Bounds(-HIGHEST_PAYMENT * 100, HIGHEST_PAYMENT * 100)
_PAYMENT = Number(_PAID, "money", f"a payment, given or taken back, is at most {HIGHEST_PAYMENT:,}", checked="nothing")


class AuditFields(Fields):
    """One review of one coder's work. Counts are as first scored; withdrawn findings change the final score.

    depth "result" keeps reported_accuracy (per cent) and records (charts); "counts" keeps the sums; "records" keeps
    its counts in AuditRecord. feeds_accuracy: the result is part of the coder's accuracy.
    """

    name: Annotated[str, Text("give the audit a name: one that no other audit has", line=True), InFiles("audit")]
    coder_id: int = Field(foreign_key="coder.id", index=True)
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    day: Annotated[date, InFiles("date")] = Field(index=True)
    period_from: date | None = None
    period_to: date | None = None
    auditor: Annotated[str, LABEL] = ""
    selection: Selection = word(Selection.RANDOM)
    phase: Phase = word(Phase.RETROSPECTIVE)
    method: Annotated[Method, InFiles(needed=True)] = word(Method.CODE_OVER_CODE)
    method_version: Annotated[str, LABEL] = ""
    depth: Annotated[AuditDepth, InFiles(unsaid=None)] = word(AuditDepth.COUNTS)
    state: AuditState = word(AuditState.FINAL)
    feeds_accuracy: Annotated[bool, InFiles(unsaid=None)] = True
    records: Annotated[int | None, _COUNT] = None
    matched: Annotated[int | None, _COUNT] = None
    revised: Annotated[int | None, _COUNT] = None
    added: Annotated[int | None, _COUNT] = None
    deleted: Annotated[int | None, _COUNT] = None
    principal_changed: Annotated[int | None, _COUNT] = None
    records_right: Annotated[int | None, _COUNT] = None
    drg_reviewed: Annotated[int | None, _COUNT] = None
    drg_right: Annotated[int | None, _COUNT] = None
    reported_accuracy: Annotated[float | None, PERCENT] = None
    shared_on: date | None = None
    answer_due: date | None = None
    note: str = ""

    def contradictions(self) -> Iterator[Refused]:
        """Yield dates in the wrong order, parts that are more than their whole, and a result without its counts."""
        if self.period_from and self.period_to and self.period_to < self.period_from:
            yield Refused("the period covered ends before it starts", "period_to")
        if self.answer_due and self.shared_on and self.answer_due < self.shared_on:
            yield Refused("answers cannot be due before the audit is shared", "answer_due")
        for part, whole, words in _PARTS:
            low, high = getattr(self, part), getattr(self, whole)
            if low is not None and high is not None and low > high:
                yield Refused(words, part)
        if self.depth == AuditDepth.RESULT:
            yield from self._without_result()
        elif self.depth == AuditDepth.COUNTS:
            yield from self._without_counts()

    def _without_result(self) -> Iterator[Refused]:
        if self.reported_accuracy is None:
            yield Refused("enter the accuracy from the slip, such as 88.6", "reported_accuracy")
        if not self.records:
            yield Refused("enter how many charts were audited", "records")

    def _without_counts(self) -> Iterator[Refused]:
        by_code = [getattr(self, name) for name in CODE_COUNTS]
        if all(count is None for count in (*by_code, self.records_right, self.drg_right)):
            yield Refused("enter the counts: at least the codes matched", "matched")
            return
        for name in ("matched", "revised", "added") if any(count is not None for count in by_code) else ():
            if getattr(self, name) is None:
                yield Refused(f"enter the codes {name} (0 if there were none)", name)
        if self.drg_right is not None and self.drg_reviewed is None:
            yield Refused("enter how many DRGs were reviewed", "drg_reviewed")


_PARTS = (
    ("records_right", "records", "more records right than charts audited"),
    ("principal_changed", "records", "more principal diagnoses changed than charts audited"),
    ("drg_right", "drg_reviewed", "more DRGs right than DRGs reviewed"),
    ("drg_reviewed", "records", "more DRGs reviewed than charts audited"),
)


class Audit(AuditFields, Row, table=True):
    """A stored audit."""

    said = "audit"

    __table_args__ = (
        unique_live("audit", "name"),
        *checks(AuditFields, "name", "selection", "phase", "method", "depth", "state", "reported_accuracy"),
        check("period_order", "period_from IS NULL OR period_to IS NULL OR period_from <= period_to"),
        check("drg_within", "drg_right IS NULL OR drg_reviewed IS NULL OR drg_right <= drg_reviewed"),
        check("records_within", "records_right IS NULL OR records IS NULL OR records_right <= records"),
        *checks(AuditFields, "records", *SUMS),
    )


class OfAudit(Fields):
    """What belongs to an audit knows which one once it is stored; its draft stands in the draft of the audit."""

    audit_id: int = Field(foreign_key="audit.id", index=True)


class RecordFields(Fields):
    """One audited chart, under a reference of the manager's own; never a patient identifier. Money in cents."""

    reference: Annotated[str, Text("every record needs a reference of your own", line=True), InFiles("record")]
    position: int = 0
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    matched: Annotated[int, _COUNT_OF_RECORD]
    revised: Annotated[int, _COUNT_OF_RECORD, InFiles(needed=True)] = 0
    added: Annotated[int, _COUNT_OF_RECORD, InFiles(needed=True)] = 0
    deleted: Annotated[int, _COUNT_OF_RECORD, InFiles(needed=True)] = 0
    principal_right: bool | None = None
    drg_right: bool | None = None
    payment_before_cents: Annotated[int | None, _PAYMENT, InFiles("payment_before")] = None
    payment_after_cents: Annotated[int | None, _PAYMENT, InFiles("payment_after")] = None
    note: str = ""

    @property
    def errors(self) -> int:
        """How many codes the auditor revised, added or deleted."""
        return self.revised + self.added + self.deleted


class RecordDraft(RecordFields, Draft):
    """An audited chart as typed."""


class AuditRecord(RecordFields, OfAudit, Row, table=True):
    """A stored record of an audit."""

    said = "record"

    __tablename__ = "audit_record"
    __table_args__ = (
        unique_live("audit_record", "audit_id", "reference"),
        *checks(RecordFields, "reference"),
        check("counts_not_negative", "matched >= 0 AND revised >= 0 AND added >= 0 AND deleted >= 0"),
    )


class FindingFields(Fields):
    """One thing that the auditor would code differently, the coder's answer to it and what came of it.

    severity is a word of the department's list. points: its own, None as its category has them.
    """

    category_id: int = Field(foreign_key="finding_category.id", index=True)
    root_cause_id: int | None = Field(default=None, foreign_key="root_cause.id", index=True)
    direction: Annotated[Direction, InFiles(needed=True)] = word(Direction.NEITHER)
    severity: Annotated[
        str,
        Text("say how severe a finding is, by a word of the department’s list", line=True, checked=False),
        InFiles(unsaid=None),
    ] = "medium"
    change: Annotated[FindingChange, InFiles(unsaid=None)] = word(FindingChange.REVISED)
    scored: Annotated[bool, InFiles(unsaid=None)] = True
    original_code: Annotated[str, LABEL] = ""
    corrected_code: Annotated[str, LABEL] = ""
    guideline: str = ""
    answer: FindingAnswer = word(FindingAnswer.OPEN)
    answer_reason: str = ""
    outcome: FindingOutcome = word(FindingOutcome.OPEN)
    outcome_reason: str = ""
    points: Annotated[float | None, Number(Bounds(0, 100), checked="low")] = None
    note: str = ""

    def questions(self) -> Iterator[Refused]:
        """Yield the reasons that are still to be told: of a rebuttal, and of what was decided."""
        rebutted = self.answer == FindingAnswer.REBUT
        if rebutted and not self.answer_reason.strip():
            yield Refused("say why the coder rebuts this finding", "answer_reason")
        if rebutted and self.outcome and not self.outcome_reason.strip():
            yield Refused("say why it was decided so", "outcome_reason")

    @property
    def waits(self) -> bool:
        """Tell whether it is a rebuttal that has no outcome yet."""
        return self.answer == FindingAnswer.REBUT and not self.outcome

    @property
    def withdrawn(self) -> bool:
        """Tell whether it was withdrawn."""
        return self.outcome == FindingOutcome.WITHDRAWN


class FindingDraft(FindingFields, Draft):
    """A finding as typed. record: the reference that it belongs to, "" for the audit; id: None for a new one."""

    record: str = ""
    id: int | None = None


class OfRecord(OfAudit):
    """What belongs to a record of an audit, or to the audit alone."""

    record_id: int | None = Field(default=None, foreign_key="audit_record.id", index=True)


class Finding(FindingFields, OfRecord, Row, table=True):
    """A stored finding."""

    said = "finding"

    __table_args__ = checks(FindingFields)


class ActionFields(Fields):
    """What is done about a gap that an audit found: by when, with what evidence, when it is looked at again.

    An outcome closes it. Never a stage of discipline.
    """

    gap: Annotated[str, Text("say which gap the action is about", checked=False)]
    kind: ActionKind = word(ActionKind.EDUCATION)
    due_on: date | None = None
    evidence: str = ""
    reaudit_on: date | None = None
    outcome: str = ""

    def contradictions(self) -> Iterator[Refused]:
        """Yield an outcome that nothing shows."""
        if self.outcome.strip() and not self.evidence.strip():
            yield Refused("say what shows that it was done, then what came of it", "evidence")


class ActionDraft(ActionFields, Draft):
    """A corrective action as typed; id: None for a new one."""

    id: int | None = None


class CorrectiveAction(ActionFields, OfAudit, Row, table=True):
    """A stored corrective action."""

    said = "action"

    __tablename__ = "corrective_action"
    __table_args__ = checks(ActionFields)


class AuditDraft(AuditFields, Draft):
    """An audit as typed. What was typed at another depth stays in it; only `depth` says what the result is made of.

    records is the number of charts where they are not listed one by one. id: None for a new one.
    """

    record_lines: tuple[RecordDraft, ...] = ()
    findings: tuple[FindingDraft, ...] = ()
    actions: tuple[ActionDraft, ...] = ()
    id: int | None = None

    def kept(self) -> dict[str, Any]:
        """Return the values as they are kept: only what the depth counts, and the accuracy as it was reported."""
        left_out = {AuditDepth.RESULT: SUMS, AuditDepth.COUNTS: (), AuditDepth.RECORDS: ("records", *SUMS)}
        return super().kept() | dict.fromkeys(left_out[self.depth])

    def contradictions(self) -> Iterator[Refused]:
        """Yield what the audit contradicts in itself, what its parts say wrong, and rebuttals that keep it open."""
        yield from super().contradictions()
        if self.depth == AuditDepth.RECORDS:
            yield from self._wrong_records()
        yield from self._wrong_findings()
        for number, action in enumerate(self.actions, 1):
            yield from _within(action, f"action {number}", "actions")
        waiting = sum(finding.waits for finding in self.findings)
        if self.state == AuditState.FINAL and waiting:
            yield Refused(still_open(waiting), "state")

    def _wrong_records(self) -> Iterator[Refused]:
        if not self.record_lines:
            yield Refused(NO_RECORD, "record_lines")
        for line in self.record_lines:
            yield from _within(line, f"record {line.reference}" if line.reference.strip() else "", "record_lines")
        counted = Counter(line.reference.strip() for line in self.record_lines)
        for twice in (reference for reference, number in counted.items() if number > 1):
            yield Refused(f"record {twice} is there twice: give each record its own reference", "record_lines")

    def _wrong_findings(self) -> Iterator[Refused]:
        references = {line.reference.strip() for line in self.record_lines}
        for number, finding in enumerate(self.findings, 1):
            yield from _within(finding, f"finding {number}", "findings")
            named = finding.record.strip() if self.depth == AuditDepth.RECORDS else ""
            if named and named not in references:
                yield Refused(f"a finding names record {named}, which is not in this audit", "findings")


NO_RECORD = "enter at least one record, such as 8 1 0 0"


def still_open(rebuttals: int) -> str:
    """Say that an audit cannot be final while rebuttals have no outcome."""
    words = "1 rebuttal has" if rebuttals == 1 else f"{rebuttals} rebuttals have"
    return f"{words} no outcome yet: uphold or withdraw first, then make the audit final"


def _within(part: Draft, place: str, field: str) -> Iterator[Refused]:
    """Yield what a part refuses, with its place in the audit."""
    for refused in part.refusals():
        yield Refused(f"{place}: {refused.reason}" if place else refused.reason, field)
