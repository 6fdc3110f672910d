"""Audits: listed, opened, saved and voided.

Here live the questions and changes about stored audits with their records and findings. Results are made in results,
states and actions in answers, the lists that a form offers in lists.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.methods import Method
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.models import Audit, AuditRecord, Coder, CorrectiveAction, Finding, Row, Severity, WorkType
from codedesk.models.audit_words import AuditDepth, AuditState, Phase, Selection
from codedesk.models.audits import SUMS, ActionDraft, AuditDraft, FindingDraft, RecordDraft
from codedesk.periods import Period
from codedesk.services.audits.answers import ACTIONS
from codedesk.services.audits.lists import AuditLists, audit_lists
from codedesk.services.audits.results import results_of
from codedesk.services.live import live
from codedesk.services.nouns import Noun
from codedesk.services.voiding import void

PartT = TypeVar("PartT", AuditRecord, Finding, CorrectiveAction)


def _name_is_free(session: Session, draft: AuditDraft, row: Audit | None) -> None:
    """Refuse the name of another audit."""
    same = select(Audit.id).where(live(Audit), col(Audit.name) == draft.name.strip())
    if session.exec(same.where(col(Audit.id) != (row.id if row is not None else None))).first() is not None:
        free = suggested_name(session, draft.coder_id, draft.day)
        raise Refused(f"another audit is called “{draft.name.strip()}”: take another name, such as {free}", "name")


def _severity_is_listed(session: Session, draft: FindingDraft, row: Finding | None) -> None:
    """Refuse a severity that the department's list, if it has one, does not hold; what a finding carries may stay."""
    word = draft.severity.strip()
    if row is not None and row.severity == word:
        return
    listed = set(session.exec(select(Severity.name).where(live(Severity))))
    if listed and word not in listed:
        raise Refused(f"there is no severity “{word}”: add it to the list of severities in Setup", "findings")


AUDITS = Noun(Audit, AuditDraft, _name_is_free)
RECORDS = Noun(AuditRecord, RecordDraft)
FINDINGS = Noun(Finding, FindingDraft, _severity_is_listed)


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
    selection: Selection
    phase: Phase
    method: Method
    depth: AuditDepth
    state: AuditState
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


@dataclass(frozen=True, slots=True)
class AuditsOfPeriod:
    """What the audits page shows at once: the form's lists and the audits."""

    lists: AuditLists
    audits: tuple[AuditRow, ...]


def audits_and_lists(session: Session, period: Period, coder_ids: tuple[int, ...], today: date) -> AuditsOfPeriod:
    """Return the audits of a period and of coders (none named: all) with what the form offers."""
    return AuditsOfPeriod(audit_lists(session, today), audits(session, period, coder_ids, today))


def open_audit(session: Session, audit_id: int) -> AuditDraft:
    """Give a stored audit as the draft that it would be typed as; Refused if it is no longer there."""
    return _drafts(session, [AUDITS.found(session, audit_id)])[audit_id]


def save_audit(session: Session, draft: AuditDraft) -> int:
    """Store an audit with its records and findings, new or changed; return its number.

    Only what the depth counts is stored (and the accuracy as reported); what a stored audit has besides is voided.
    Refused for what cannot be right, and for a name that another audit has.
    """
    stored = AUDITS.put(session, None if draft.id is None else AUDITS.found(session, draft.id), draft)
    session.flush()
    records = _save_records(session, stored.key, draft.record_lines if draft.depth == AuditDepth.RECORDS else ())
    _save_findings(session, stored.key, draft, records)
    _save_actions(session, stored.key, draft.actions)
    session.flush()
    return stored.key


def void_audit(session: Session, audit_id: int, reason: str) -> None:
    """Void an audit with its records, findings and actions, for a reason; Refused without one."""
    stored = AUDITS.found(session, audit_id)
    parts: list[Row] = [stored, *_live(session, AuditRecord, audit_id), *_live(session, Finding, audit_id)]
    for row in (*parts, *_live(session, CorrectiveAction, audit_id)):
        void(row, reason, "this audit")


def suggested_name(session: Session, coder_id: int, day: date) -> str:
    """Suggest a name that no audit has: the date, the coder's last name and a number, "2026-07-14 Diaz 1"."""
    coder = session.get(Coder, coder_id)
    taken = session.exec(select(Audit.name).where(col(Audit.name).startswith(day.isoformat())))
    return free_name(coder.name if coder is not None else "", day, frozenset(taken))


def free_name(coder: str, day: date, taken: Collection[str]) -> str:
    """Make a name that no audit has: the date, the coder's last name and a number, "2026-07-14 Diaz 1"."""
    words = coder.partition(" (")[0].split()
    stem = f"{day.isoformat()} {words[-1] if words else 'audit'}"
    number = 1
    while f"{stem} {number}" in taken:
        number += 1
    return f"{stem} {number}"


def _row(draft: AuditDraft, coder: str, work_type: str, result: Accuracy | NotAudited, today: date) -> AuditRow:
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
        charts=len(draft.record_lines) if draft.depth == AuditDepth.RECORDS else draft.records,
        findings=len(draft.findings),
        open_rebuttals=sum(finding.waits for finding in draft.findings),
        answer_due=draft.answer_due,
        answer_overdue=draft.state == AuditState.SHARED and (draft.answer_due or today) < today,
        result=result,
    )


def _drafts(session: Session, stored: list[Audit]) -> dict[int, AuditDraft]:
    keys = [audit.key for audit in stored]
    lines: dict[int, list[RecordDraft]] = {key: [] for key in keys}
    references: dict[int, str] = {}
    records = select(AuditRecord).where(live(AuditRecord), col(AuditRecord.audit_id).in_(keys))
    for record in session.exec(records.order_by(col(AuditRecord.position), col(AuditRecord.id))):
        references[record.key] = record.reference
        lines[record.audit_id].append(RECORDS.draft_of(record))
    findings: dict[int, list[FindingDraft]] = {key: [] for key in keys}
    named = select(Finding).where(live(Finding), col(Finding.audit_id).in_(keys)).order_by(col(Finding.id))
    for finding in session.exec(named):
        named_record = references.get(finding.record_id or 0, "")
        findings[finding.audit_id].append(FindingDraft.of(finding, record=named_record, id=finding.id))
    actions: dict[int, list[ActionDraft]] = {key: [] for key in keys}
    due = select(CorrectiveAction).where(live(CorrectiveAction), col(CorrectiveAction.audit_id).in_(keys))
    for action in session.exec(due.order_by(col(CorrectiveAction.id))):
        actions[action.audit_id].append(ActionDraft.of(action, id=action.id))
    return {
        audit.key: AuditDraft.of(
            audit,
            record_lines=tuple(lines[audit.key]),
            findings=tuple(findings[audit.key]),
            actions=tuple(actions[audit.key]),
            id=audit.id,
        )
        for audit in stored
    }


def _save_records(session: Session, audit_id: int, lines: tuple[RecordDraft, ...]) -> dict[str, int]:
    stored = {record.reference: record for record in _live(session, AuditRecord, audit_id)}
    kept = {line.reference.strip() for line in lines}
    for reference, record in stored.items():
        if reference not in kept:
            void(record, "taken out of the audit")
    for position, line in enumerate(lines):
        reference = line.reference.strip()
        home = {"audit_id": audit_id, "position": position}
        stored[reference] = RECORDS.put(session, stored.get(reference), line, **home)
    session.flush()
    return {reference: stored[reference].key for reference in kept}


def _save_findings(session: Session, audit_id: int, draft: AuditDraft, records: dict[str, int]) -> None:
    stored = {finding.key: finding for finding in _live(session, Finding, audit_id)}
    _take_out(stored, draft.findings)
    for wanted in draft.findings:
        home = {"audit_id": audit_id, "record_id": records.get(wanted.record.strip())}
        FINDINGS.put(session, stored.get(wanted.id or 0), wanted, **home)


def _save_actions(session: Session, audit_id: int, drafts: tuple[ActionDraft, ...]) -> None:
    stored = {action.key: action for action in _live(session, CorrectiveAction, audit_id)}
    _take_out(stored, drafts)
    for wanted in drafts:
        ACTIONS.put(session, stored.get(wanted.id or 0), wanted, audit_id=audit_id)


def _take_out(stored: Mapping[int, Row], kept: Sequence[FindingDraft | ActionDraft]) -> None:
    for number in sorted(stored.keys() - {draft.id for draft in kept}):
        void(stored[number], "taken out of the audit")


def _live(session: Session, table: type[PartT], audit_id: int) -> list[PartT]:
    return list(session.exec(select(table).where(live(table), col(table.audit_id) == audit_id)))


def as_new(draft: AuditDraft, name: str) -> AuditDraft:
    """Give the draft of the next audit: date, auditor, method, selection and the like pinned, the rest empty."""
    blank: dict[str, Any] = dict.fromkeys(("reported_accuracy", "records", *SUMS))
    parts: dict[str, Any] = dict.fromkeys(("record_lines", "findings", "actions"), ())
    return draft.but(id=None, name=name, note="", shared_on=None, answer_due=None, **parts, **blank)
