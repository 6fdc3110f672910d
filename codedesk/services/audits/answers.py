"""What becomes of an audit: its states, the coder's answers to findings, their outcomes, and the actions that follow.

Here live the changes after the scoring. A count is never changed here: withdrawn findings change the final result.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.models import Audit, Coder, CorrectiveAction, Finding
from codedesk.models.audit_words import AuditState, FindingAnswer, FindingOutcome
from codedesk.models.audits import ActionDraft, still_open
from codedesk.services.live import live
from codedesk.services.nouns import Noun, found

ACTIONS = Noun(CorrectiveAction, ActionDraft)
DAYS_TO_ANSWER = timedelta(14)


Party = Literal["manager", "auditor", "coder"]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A corrective action with its audit; open until it has an outcome, overdue when its date has gone by."""

    id: int
    audit_id: int
    audit: str
    coder: str
    draft: ActionDraft
    open: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Something that waits: an audit, or an action that follows from one; for whom, for what, and until when.

    items counts what waits in it: findings without an answer, rebuttals without an outcome, one action.
    """

    audit_id: int
    name: str
    coder_id: int
    coder: str
    day: date
    state: AuditState
    party: Party
    waits_for: str
    items: int
    due_on: date | None
    overdue: bool
    action: ActionRow | None = None


def set_state(session: Session, audit_id: int, state: AuditState, today: date) -> None:
    """Move an audit to another state. Final is refused while a rebuttal has no outcome; any state may be reopened.

    The day on which it is first shared is kept; an answer is due two weeks later unless another day is set.
    """
    audit = found(session, Audit, audit_id)
    waiting = open_rebuttals(session, audit_id)
    if state == AuditState.FINAL and waiting:
        raise Refused(still_open(waiting), "state")
    if state == AuditState.SHARED and audit.shared_on is None:
        audit.shared_on = today
        audit.answer_due = audit.answer_due or today + DAYS_TO_ANSWER
    audit.state = state


def open_rebuttals(session: Session, audit_id: int) -> int:
    """Count the rebutted findings of an audit that have no outcome yet."""
    query = select(Finding.id).where(
        live(Finding),
        col(Finding.audit_id) == audit_id,
        col(Finding.answer) == FindingAnswer.REBUT,
        col(Finding.outcome) == FindingOutcome.OPEN,
    )
    return len(session.exec(query).all())


def waiting(session: Session, today: date) -> tuple[WaitingRow, ...]:
    """List what waits for the manager, an auditor or a coder: what is overdue first, then by due date and day."""
    query = select(Audit, Coder).join(Coder, col(Coder.id) == Audit.coder_id)
    open_ones = session.exec(query.where(live(Audit), col(Audit.state) != AuditState.FINAL)).all()
    findings = _findings_of(session, [audit.key for audit, _ in open_ones])
    rows = [_waiting_audit(audit, coder, findings.get(audit.key, []), today) for audit, coder in open_ones]
    followed = select(CorrectiveAction, Audit, Coder).join(Audit, col(Audit.id) == CorrectiveAction.audit_id)
    followed = followed.join(Coder, col(Coder.id) == Audit.coder_id).where(live(CorrectiveAction), live(Audit))
    for action, audit, coder in session.exec(followed.where(col(CorrectiveAction.outcome) == "")):
        row = _waiting_row(audit, coder, "manager", f"action: {action.gap}", 1, action.due_on, today)
        rows.append(replace(row, action=_action_row(action, audit, coder, today)))
    return tuple(sorted(rows, key=lambda row: (not row.overdue, row.due_on or date.max, row.day, row.audit_id)))


def waiting_words(rows: tuple[WaitingRow, ...]) -> str:
    """Say in one line what waits: "3 answers are due, 1 overdue; 2 rebuttals to decide"; "" where nothing does."""
    answers = [row for row in rows if row.party == "coder"]
    said = []
    if answers:
        overdue = sum(row.overdue for row in answers)
        verb = "answer is" if len(answers) == 1 else "answers are"
        said.append(f"{len(answers)} {verb} due" + (f", {overdue} overdue" if overdue else ""))
    rebuttals = sum(row.items for row in rows if row.party == "auditor")
    if rebuttals:
        said.append(f"{rebuttals} {'rebuttal' if rebuttals == 1 else 'rebuttals'} to decide")
    late = sum(row.overdue for row in rows if row.party == "manager")
    if late:
        said.append(f"{late} {'action' if late == 1 else 'actions'} overdue")
    return "; ".join(said)


def _waiting_audit(audit: Audit, coder: Coder, findings: list[Finding], today: date) -> WaitingRow:
    unanswered = sum(not finding.answer for finding in findings)
    rebuttals = sum(finding.waits for finding in findings)
    if audit.state == AuditState.DRAFT:
        return _waiting_row(audit, coder, "manager", "sharing with the coder", 1, None, today)
    if audit.state == AuditState.SHARED and (unanswered or not findings):
        words = f"answers to {_counted(unanswered, 'finding')}" if unanswered else "reading"
        return _waiting_row(audit, coder, "coder", words, max(unanswered, 1), audit.answer_due, today)
    if rebuttals:
        words = f"outcomes of {_counted(rebuttals, 'rebuttal')}"
        return _waiting_row(audit, coder, "auditor", words, rebuttals, None, today)
    return _waiting_row(audit, coder, "manager", "closing", 1, None, today)


def _waiting_row(
    audit: Audit, coder: Coder, party: Party, words: str, items: int, due_on: date | None, today: date
) -> WaitingRow:
    overdue = due_on is not None and due_on < today
    who = coder.key, coder.shown_name
    return WaitingRow(audit.key, audit.name, *who, audit.day, audit.state, party, words, items, due_on, overdue)


def _counted(amount: int, word: str) -> str:
    return f"{amount} {word}" if amount == 1 else f"{amount} {word}s"


def _findings_of(session: Session, audit_ids: list[int]) -> dict[int, list[Finding]]:
    by_audit: dict[int, list[Finding]] = {}
    for finding in session.exec(select(Finding).where(live(Finding), col(Finding.audit_id).in_(audit_ids))):
        by_audit.setdefault(finding.audit_id, []).append(finding)
    return by_audit


def actions(session: Session, today: date, audit_id: int | None = None) -> tuple[ActionRow, ...]:
    """List the corrective actions (of one audit, or all), open ones first, by due date."""
    query = select(CorrectiveAction, Audit, Coder).join(Audit, col(Audit.id) == CorrectiveAction.audit_id)
    query = query.join(Coder, col(Coder.id) == Audit.coder_id).where(live(CorrectiveAction), live(Audit))
    if audit_id is not None:
        query = query.where(col(CorrectiveAction.audit_id) == audit_id)
    rows = [_action_row(action, audit, coder, today) for action, audit, coder in session.exec(query)]
    return tuple(sorted(rows, key=lambda row: (not row.open, row.draft.due_on or date.max, row.id)))


def _action_row(action: CorrectiveAction, audit: Audit, coder: Coder, today: date) -> ActionRow:
    draft = ActionDraft.of(action, id=action.id)
    is_open = not action.outcome
    overdue = is_open and action.due_on is not None and action.due_on < today
    return ActionRow(action.key, audit.key, audit.name, coder.shown_name, draft, is_open, overdue)
