"""What enters about an audit: the draft of an audit with its records and findings, and the rules that it must keep.

Here live the shapes that a form or an import fills and the checks that need no stored data. No query, no change.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from codedesk.errors import Refused
from codedesk.methods import METHODS
from codedesk.models.audits import (
    ACTION_KINDS,
    ANSWERS,
    CHANGES,
    DEPTHS,
    DIRECTIONS,
    OUTCOMES,
    PHASES,
    SELECTIONS,
    STATES,
)

_COUNTS = {
    "matched": "codes matched",
    "revised": "codes revised",
    "added": "codes added",
    "deleted": "codes deleted",
    "records": "charts",
    "principal_changed": "principal diagnoses changed",
    "records_right": "records right",
    "drg_reviewed": "DRGs reviewed",
    "drg_right": "DRGs right",
}


@dataclass(frozen=True, slots=True)
class RecordDraft:
    """One audited chart: its reference (never a patient's), its four counts, and what else is known of it."""

    reference: str
    matched: int
    revised: int = 0
    added: int = 0
    deleted: int = 0
    principal_right: bool | None = None
    drg_right: bool | None = None
    work_type_id: int | None = None
    payment_before_cents: int | None = None
    payment_after_cents: int | None = None
    note: str = ""

    @property
    def errors(self) -> int:
        """How many codes the auditor revised, added or deleted."""
        return self.revised + self.added + self.deleted


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """One thing that the auditor would code differently; record is the reference it belongs to, "" for the audit."""

    category_id: int
    record: str = ""
    change: str = "revised"
    direction: str = "neither"
    severity: str = "medium"
    root_cause_id: int | None = None
    scored: bool = True
    original_code: str = ""
    corrected_code: str = ""
    guideline: str = ""
    points: float | None = None
    note: str = ""
    answer: str = ""
    answer_reason: str = ""
    outcome: str = ""
    outcome_reason: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """What is to be done about a gap that an audit found: by when, with what evidence, when it is looked at again."""

    gap: str
    kind: str = "education"
    due_on: date | None = None
    evidence: str = ""
    reaudit_on: date | None = None
    outcome: str = ""
    id: int | None = None


ACTION_FIELDS = ("gap", "kind", "due_on", "evidence", "reaudit_on", "outcome")


@dataclass(frozen=True, slots=True)
class AuditDraft:
    """An audit as typed. What was typed at another depth stays in it; only `depth` says what the result is made of.

    reported_accuracy is in per cent; records is the number of charts where they are not listed one by one.
    """

    name: str
    coder_id: int
    day: date
    work_type_id: int | None = None
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
    reported_accuracy: float | None = None
    records: int | None = None
    matched: int | None = None
    revised: int | None = None
    added: int | None = None
    deleted: int | None = None
    principal_changed: int | None = None
    records_right: int | None = None
    drg_reviewed: int | None = None
    drg_right: int | None = None
    shared_on: date | None = None
    answer_due: date | None = None
    note: str = ""
    record_lines: tuple[RecordDraft, ...] = ()
    findings: tuple[FindingDraft, ...] = ()
    actions: tuple[ActionDraft, ...] = ()
    id: int | None = None


def free_name(coder: str, day: date, taken: Collection[str]) -> str:
    """Make a name that no audit has: the date, the coder's last name and a number, "2026-07-14 Diaz 1"."""
    words = coder.partition(" (")[0].split()
    stem = f"{day.isoformat()} {words[-1] if words else 'audit'}"
    number = 1
    while f"{stem} {number}" in taken:
        number += 1
    return f"{stem} {number}"


def check(draft: AuditDraft) -> None:
    """Refuse a draft that cannot be right, naming the field and the reason."""
    _check_words(draft)
    _check_dates(draft)
    _check_counts(draft)
    {"result": _check_result, "counts": _check_sums, "records": _check_records}[draft.depth](draft)
    _check_findings(draft)
    for action in draft.actions:
        check_action(action)


def check_action(draft: ActionDraft) -> None:
    """Refuse an action that names no gap or is of no known kind."""
    if not draft.gap.strip():
        raise Refused("say which gap the action is about", "gap")
    _known("kind", draft.kind, ACTION_KINDS)


def _check_words(draft: AuditDraft) -> None:
    if not draft.name.strip():
        raise Refused("give the audit a name: one that no other audit has", "name")
    _known("selection", draft.selection, SELECTIONS)
    _known("phase", draft.phase, PHASES)
    _known("method", draft.method, METHODS)
    _known("depth", draft.depth, DEPTHS)
    _known("state", draft.state, STATES)


def _check_dates(draft: AuditDraft) -> None:
    opening, closing = draft.period_from, draft.period_to
    if opening and closing and closing < opening:
        raise Refused("the period covered ends before it starts", "period_to")
    if draft.answer_due and draft.answer_due < (draft.shared_on or draft.answer_due):
        raise Refused("answers cannot be due before the audit is shared", "answer_due")


def _check_counts(draft: AuditDraft) -> None:
    for field, words in _COUNTS.items():
        value = getattr(draft, field)
        if value is not None and value < 0:
            raise Refused(f"{words} cannot be under 0", field)
    if draft.reported_accuracy is not None and not 0 <= draft.reported_accuracy <= 100:
        raise Refused("the accuracy is a percentage from 0 to 100", "reported_accuracy")


def _check_result(draft: AuditDraft) -> None:
    if draft.reported_accuracy is None:
        raise Refused("enter the accuracy from the slip, such as 88.6", "reported_accuracy")
    if draft.records is None or draft.records < 1:
        raise Refused("enter how many charts were audited", "records")


def _check_sums(draft: AuditDraft) -> None:
    by_code = (draft.matched, draft.revised, draft.added, draft.deleted)
    by_share = (draft.records_right, draft.drg_right)
    if all(count is None for count in by_code + by_share):
        raise Refused("enter the counts: at least the codes matched", "matched")
    for field in ("matched", "revised", "added") if any(count is not None for count in by_code) else ():
        if getattr(draft, field) is None:
            raise Refused(f"enter the codes {field} (0 if there were none)", field)
    for part, whole, words in (
        ("records_right", "records", "more records right than charts audited"),
        ("principal_changed", "records", "more principal diagnoses changed than charts audited"),
        ("drg_right", "drg_reviewed", "more DRGs right than DRGs reviewed"),
        ("drg_reviewed", "records", "more DRGs reviewed than charts audited"),
    ):
        low, high = getattr(draft, part), getattr(draft, whole)
        if low is not None and high is not None and low > high:
            raise Refused(words, part)
    if draft.drg_right is not None and draft.drg_reviewed is None:
        raise Refused("enter how many DRGs were reviewed", "drg_reviewed")


def _check_records(draft: AuditDraft) -> None:
    if not draft.record_lines:
        raise Refused("enter at least one record, such as 8 1 0 0", "record_lines")
    for line in draft.record_lines:
        if not line.reference.strip():
            raise Refused("every record needs a reference of your own", "record_lines")
        if min(line.matched, line.revised, line.added, line.deleted) < 0:
            raise Refused(f"record {line.reference}: a count cannot be under 0", "record_lines")
    twice = _first_twice(line.reference.strip() for line in draft.record_lines)
    if twice is not None:
        raise Refused(f"record {twice} is there twice: give each record its own reference", "record_lines")


def _check_findings(draft: AuditDraft) -> None:
    references = {line.reference.strip() for line in draft.record_lines}
    for finding in draft.findings:
        _known("direction", finding.direction, DIRECTIONS)
        if not finding.severity.strip():
            raise Refused("say how severe a finding is, by a word of the department’s list", "findings")
        _known("change", finding.change, CHANGES)
        _known("answer", finding.answer, ANSWERS)
        _known("outcome", finding.outcome, OUTCOMES)
        if draft.depth == "records" and finding.record and finding.record.strip() not in references:
            raise Refused(f"a finding names record {finding.record}, which is not in this audit", "findings")
        if finding.points is not None and finding.points < 0:
            raise Refused("points of a finding cannot be under 0", "findings")
    waiting = sum(finding.answer == "rebut" and not finding.outcome for finding in draft.findings)
    if draft.state == "final" and waiting:
        words = "1 rebuttal has" if waiting == 1 else f"{waiting} rebuttals have"
        raise Refused(f"{words} no outcome yet: uphold or withdraw first, then make the audit final", "state")


def _known(field: str, value: str, words: tuple[str, ...]) -> None:
    if value not in words:
        raise Refused(f"“{value}” is not one of: {', '.join(word or '(empty)' for word in words)}", field)


def _first_twice(words: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for word in words:
        if word in seen:
            return word
        seen.add(word)
    return None
