"""Audits: listed, opened, saved and voided.

Here live the questions and changes about stored audits with their records and findings. Results are made in
audits_results, answers and states in audits_answers, the department's lists in audits_lists.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.models import Audit, AuditRecord, Coder, CorrectiveAction, Finding, WorkType
from codedesk.periods import Period
from codedesk.services.audits.answers import action_draft, save_actions
from codedesk.services.audits.drafts import ActionDraft, AuditDraft, FindingDraft, RecordDraft, check, free_name
from codedesk.services.audits.lists import audit_lists
from codedesk.services.audits.results import results_of
from codedesk.services.live import live
from codedesk.services.voiding import void

PartT = TypeVar("PartT", AuditRecord, Finding, CorrectiveAction)

_SUMS = ("matched", "revised", "added", "deleted", "principal_changed", "records_right", "drg_reviewed", "drg_right")
_KEPT = {
    "result": ("reported_accuracy", "records"),
    "counts": ("reported_accuracy", "records", *_SUMS),
    "records": ("reported_accuracy",),
}
_PARTS = ("record_lines", "findings", "actions")
_RECORD_FIELDS = tuple(name for name in RecordDraft.__dataclass_fields__ if name != "reference")
_FINDING_FIELDS = tuple(name for name in FindingDraft.__dataclass_fields__ if name not in ("id", "record"))


@dataclass(frozen=True, slots=True)
class AuditRow:
    """An audit in the list: who, when, on what, and its result (or why there is none)."""

    id: int
    name: str
    day: date
    coder_id: int
    coder: str
    work_type: str
    auditor: str
    selection: str
    phase: str
    method: str
    depth: str
    state: str
    feeds_accuracy: bool
    charts: int | None
    findings: int
    open_rebuttals: int
    answer_due: date | None
    answer_overdue: bool
    result: Accuracy | NotAudited


def audits(
    session: Session, period: Period | None = None, coder_ids: tuple[int, ...] = (), today: date | None = None
) -> tuple[AuditRow, ...]:
    """List the audits of a period (None: all) and of coders (none named: all), the newest first.

    An answer is overdue when its day has gone by on the day given; without one none is.
    """
    query = select(Audit, Coder, WorkType).join(Coder, col(Coder.id) == Audit.coder_id)
    query = query.join(WorkType, col(WorkType.id) == Audit.work_type_id, isouter=True).where(live(Audit))
    if period is not None:
        query = query.where(col(Audit.day).between(period.start, period.end))
    if coder_ids:
        query = query.where(col(Audit.coder_id).in_(coder_ids))
    found = session.exec(query.order_by(col(Audit.day).desc(), col(Audit.id).desc())).all()
    drafts = _drafts(session, [audit for audit, _, _ in found])
    results = results_of(session, tuple(drafts[audit.key] for audit, _, _ in found))
    rows = []
    for (audit, coder, work_type), result in zip(found, results, strict=True):
        rows.append(
            _row(drafts[audit.key], coder.shown_name, work_type.name if work_type else "", result, today or date.min)
        )
    return tuple(rows)


def open_audit(session: Session, audit_id: int) -> AuditDraft:
    """Give a stored audit as the draft that it would be typed as; Refused if it is no longer there."""
    return _drafts(session, [_audit(session, audit_id)])[audit_id]


def save_audit(session: Session, draft: AuditDraft) -> int:
    """Store an audit with its records and findings, new or changed; return its number.

    Only what the depth counts is stored (and the accuracy as reported); what a stored audit has besides is voided.
    Refused for what cannot be right, and for a name that another audit has.
    """
    check(draft)
    _check_stored(session, draft)
    new = Audit(name=draft.name, coder_id=draft.coder_id, day=draft.day)
    stored = new if draft.id is None else _audit(session, draft.id)
    _assign(stored, _audit_values(draft))
    session.add(stored)
    session.flush()
    records = _save_records(session, stored.key, draft.record_lines if draft.depth == "records" else ())
    _save_findings(session, stored.key, draft, records)
    save_actions(session, stored.key, draft.actions)
    session.flush()
    return stored.key


def void_audit(session: Session, audit_id: int, reason: str) -> None:
    """Void an audit with its records and findings, for a reason; Refused without one."""
    stored = _audit(session, audit_id)
    parts = (*_live(session, AuditRecord, audit_id), *_live(session, Finding, audit_id))
    for row in (stored, *parts, *_live(session, CorrectiveAction, audit_id)):
        void(row, reason, "this audit")


def suggested_name(session: Session, coder_id: int, day: date) -> str:
    """Suggest a name that no audit has: the date, the coder's last name and a number, "2026-07-14 Diaz 1"."""
    coder = session.get(Coder, coder_id)
    taken = session.exec(select(Audit.name).where(col(Audit.name).startswith(day.isoformat())))
    return free_name(coder.name if coder is not None else "", day, frozenset(taken))


def method_on(session: Session, day: date, work_type_id: int | None) -> tuple[str, str]:
    """Return method and version that the department's policy sets for a date and work type.

    A policy for the work type goes before one for all; without a policy the department's usual method holds.
    """
    return audit_lists(session, day).method_on(day, work_type_id)


def _row(draft: AuditDraft, coder: str, work_type: str, result: Accuracy | NotAudited, today: date) -> AuditRow:
    waiting = sum(finding.answer == "rebut" and not finding.outcome for finding in draft.findings)
    return AuditRow(
        id=draft.id or 0,
        name=draft.name,
        day=draft.day,
        coder_id=draft.coder_id,
        coder=coder,
        work_type=work_type,
        auditor=draft.auditor,
        selection=draft.selection,
        phase=draft.phase,
        method=draft.method,
        depth=draft.depth,
        state=draft.state,
        feeds_accuracy=draft.feeds_accuracy,
        charts=len(draft.record_lines) if draft.depth == "records" else draft.records,
        findings=len(draft.findings),
        open_rebuttals=waiting,
        answer_due=draft.answer_due,
        answer_overdue=draft.state == "shared" and (draft.answer_due or today) < today,
        result=result,
    )


def _drafts(session: Session, stored: list[Audit]) -> dict[int, AuditDraft]:
    keys = [audit.key for audit in stored]
    lines: dict[int, list[RecordDraft]] = {key: [] for key in keys}
    references: dict[int, str] = {}
    records = select(AuditRecord).where(live(AuditRecord), col(AuditRecord.audit_id).in_(keys))
    for record in session.exec(records.order_by(col(AuditRecord.position), col(AuditRecord.id))):
        references[record.key] = record.reference
        lines[record.audit_id].append(_record_draft(record))
    findings: dict[int, list[FindingDraft]] = {key: [] for key in keys}
    named = select(Finding).where(live(Finding), col(Finding.audit_id).in_(keys)).order_by(col(Finding.id))
    for finding in session.exec(named):
        findings[finding.audit_id].append(_finding_draft(finding, references))
    actions: dict[int, list[ActionDraft]] = {key: [] for key in keys}
    due = select(CorrectiveAction).where(live(CorrectiveAction), col(CorrectiveAction.audit_id).in_(keys))
    for action in session.exec(due.order_by(col(CorrectiveAction.id))):
        actions[action.audit_id].append(action_draft(action))
    made = (_draft(audit) for audit in stored)
    parts = ((tuple(lines[key]), tuple(findings[key]), tuple(actions[key])) for key in keys)
    return {
        key: replace(draft, record_lines=records, findings=found, actions=acted)
        for key, draft, (records, found, acted) in zip(keys, made, parts, strict=True)
    }


def _draft(stored: Audit) -> AuditDraft:
    names = set(AuditDraft.__dataclass_fields__) - set(_PARTS)
    return AuditDraft(**{name: getattr(stored, name) for name in names})


def _record_draft(stored: AuditRecord) -> RecordDraft:
    return RecordDraft(stored.reference, **{name: getattr(stored, name) for name in _RECORD_FIELDS})


def _finding_draft(stored: Finding, references: dict[int, str]) -> FindingDraft:
    values = {name: getattr(stored, name) for name in _FINDING_FIELDS}
    record = references.get(stored.record_id, "") if stored.record_id is not None else ""
    return FindingDraft(**values, record=record, id=stored.id)


def _audit_values(draft: AuditDraft) -> dict[str, object]:
    kept = _KEPT[draft.depth]
    dropped = {name: None for name in ("reported_accuracy", "records", *_SUMS) if name not in kept}
    names = set(AuditDraft.__dataclass_fields__) - {"id", *_PARTS}
    values = {name: getattr(draft, name) for name in names} | dropped
    return values | {name: str(values[name]).strip() for name in ("name", "auditor", "method_version")}


def _assign(stored: object, values: dict[str, object]) -> None:
    for name, value in values.items():
        if getattr(stored, name) != value:
            setattr(stored, name, value)


def _save_records(session: Session, audit_id: int, lines: tuple[RecordDraft, ...]) -> dict[str, int]:
    stored = {record.reference: record for record in _live(session, AuditRecord, audit_id)}
    kept = {line.reference.strip() for line in lines}
    for reference, record in stored.items():
        if reference not in kept:
            record.voided, record.void_reason = True, "taken out of the audit"
    for position, line in enumerate(lines):
        values = {name: getattr(line, name) for name in _RECORD_FIELDS} | {"position": position}
        reference = line.reference.strip()
        record = stored.get(reference) or AuditRecord(audit_id=audit_id, reference=reference, matched=line.matched)
        _assign(record, values)
        session.add(record)
        stored[reference] = record
    session.flush()
    return {reference: stored[reference].key for reference in kept}


def _save_findings(session: Session, audit_id: int, draft: AuditDraft, records: dict[str, int]) -> None:
    stored = {finding.key: finding for finding in _live(session, Finding, audit_id)}
    kept = {finding.id for finding in draft.findings}
    for key, finding in stored.items():
        if key not in kept:
            finding.voided, finding.void_reason = True, "taken out of the audit"
    for wanted in draft.findings:
        values = {name: getattr(wanted, name) for name in _FINDING_FIELDS}
        known = stored.get(wanted.id) if wanted.id is not None else None
        finding = known or Finding(audit_id=audit_id, category_id=wanted.category_id)
        _assign(finding, values | {"record_id": records.get(wanted.record.strip())})
        session.add(finding)


def _live(session: Session, table: type[PartT], audit_id: int) -> list[PartT]:
    return list(session.exec(select(table).where(live(table), col(table.audit_id) == audit_id)))


def _audit(session: Session, audit_id: int) -> Audit:
    found = session.get(Audit, audit_id)
    if found is None or found.voided:
        raise Refused("this audit is no longer there")
    return found


def _check_stored(session: Session, draft: AuditDraft) -> None:
    coder = session.get(Coder, draft.coder_id)
    if coder is None or coder.voided:
        raise Refused("choose the coder whose work was audited", "coder_id")
    same = select(Audit.id).where(live(Audit), col(Audit.name) == draft.name.strip(), col(Audit.id) != draft.id)
    if session.exec(same).first() is not None:
        free = suggested_name(session, draft.coder_id, draft.day)
        raise Refused(f"another audit is called “{draft.name.strip()}”: take another name, such as {free}", "name")


def as_new(draft: AuditDraft, name: str) -> AuditDraft:
    """Give the draft of the next audit: date, auditor, method, selection and the like pinned, the rest empty."""
    blank: dict[str, Any] = dict.fromkeys(("reported_accuracy", "records", *_SUMS))
    return replace(
        draft,
        id=None,
        name=name,
        note="",
        shared_on=None,
        answer_due=None,
        record_lines=(),
        findings=(),
        actions=(),
        **blank,
    )
