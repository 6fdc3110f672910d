"""What becomes of an audit: its states, the coder's answers to findings, their outcomes, and the actions that follow.

Here live the changes after the scoring. A count is never changed here: withdrawn findings change the final result.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.models import Audit, Coder, CorrectiveAction, Finding
from codedesk.models.audits import ANSWERS, OUTCOMES, STATES
from codedesk.services.audits.drafts import ACTION_FIELDS, ActionDraft, check_action
from codedesk.services.live import live
from codedesk.services.voiding import void

NEXT_STATES = {"draft": ("shared",), "shared": ("answered", "final"), "answered": ("final",), "final": ()}
DAYS_TO_ANSWER = timedelta(14)
_NEED_REASON = {"rebut": "say why the coder rebuts this finding", "withdrawn": "say why this finding is withdrawn"}


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
    coder: str
    day: date
    state: str
    party: Party
    waits_for: str
    items: int
    due_on: date | None
    overdue: bool
    action: ActionRow | None = None


def answer_finding(session: Session, finding_id: int, answer: str, reason: str = "") -> None:
    """Keep the coder's answer to a finding: "agree", "rebut" (with a reason), or "" to take it back."""
    _known(answer, ANSWERS, "answer")
    finding = _finding(session, finding_id)
    _refuse_final(session, finding)
    if answer == "rebut" and not reason.strip():
        raise Refused(_NEED_REASON[answer], "answer_reason")
    finding.answer, finding.answer_reason = answer, reason.strip()
    if answer != "rebut":
        finding.outcome, finding.outcome_reason = "", ""


def decide_finding(session: Session, finding_id: int, outcome: str, reason: str = "") -> None:
    """Keep what came of a finding: "upheld" or "withdrawn" (each with a reason), or "" to open it again."""
    _known(outcome, OUTCOMES, "outcome")
    finding = _finding(session, finding_id)
    _refuse_final(session, finding)
    if outcome and not reason.strip():
        raise Refused(_NEED_REASON.get(outcome, "say why this finding is upheld"), "outcome_reason")
    finding.outcome, finding.outcome_reason = outcome, reason.strip()


def set_state(session: Session, audit_id: int, state: str, today: date) -> None:
    """Move an audit to another state. Final is refused while a rebuttal has no outcome; any state may be reopened.

    The day on which it is first shared is kept; an answer is due two weeks later unless another day is set.
    """
    _known(state, STATES, "state")
    audit = session.get(Audit, audit_id)
    if audit is None or audit.voided:
        raise Refused("this audit is no longer there")
    waiting = open_rebuttals(session, audit_id)
    if state == "final" and waiting:
        words = "1 rebuttal has" if waiting == 1 else f"{waiting} rebuttals have"
        raise Refused(f"{words} no outcome yet: uphold or withdraw first, then close the audit", "state")
    if state == "shared" and audit.shared_on is None:
        audit.shared_on = today
        audit.answer_due = audit.answer_due or today + DAYS_TO_ANSWER
    audit.state = state


def open_rebuttals(session: Session, audit_id: int) -> int:
    """Count the rebutted findings of an audit that have no outcome yet."""
    query = select(Finding.id).where(
        live(Finding),
        col(Finding.audit_id) == audit_id,
        col(Finding.answer) == "rebut",
        col(Finding.outcome) == "",
    )
    return len(session.exec(query).all())


def waiting(session: Session, today: date) -> tuple[WaitingRow, ...]:
    """List what waits for the manager, an auditor or a coder: what is overdue first, then by due date and day."""
    query = select(Audit, Coder).join(Coder, col(Coder.id) == Audit.coder_id)
    found = session.exec(query.where(live(Audit), col(Audit.state) != "final")).all()
    findings = _findings_of(session, [audit.key for audit, _ in found])
    rows = [_waiting_audit(audit, coder, findings.get(audit.key, []), today) for audit, coder in found]
    followed = select(CorrectiveAction, Audit, Coder).join(Audit, col(Audit.id) == CorrectiveAction.audit_id)
    followed = followed.join(Coder, col(Coder.id) == Audit.coder_id).where(live(CorrectiveAction), live(Audit))
    for action, audit, coder in session.exec(followed.where(col(CorrectiveAction.outcome) == "")):
        row = _waiting_row(audit, coder, "manager", f"action: {action.gap}", 1, action.due_on, today)
        rows.append(replace(row, action=_action_row(action, audit, coder, today)))
    return tuple(sorted(rows, key=lambda row: (not row.overdue, row.due_on or date.max, row.day, row.audit_id)))


def waiting_words(rows: tuple[WaitingRow, ...]) -> str:
    """Say in one line what waits: "3 answers are due, 1 overdue; 2 rebuttals to decide"; "" where nothing does."""
    answers = [row for row in rows if row.party == "coder"]
    found = []
    if answers:
        overdue = sum(row.overdue for row in answers)
        verb = "answer is" if len(answers) == 1 else "answers are"
        found.append(f"{len(answers)} {verb} due" + (f", {overdue} overdue" if overdue else ""))
    rebuttals = sum(row.items for row in rows if row.party == "auditor")
    if rebuttals:
        found.append(f"{rebuttals} {'rebuttal' if rebuttals == 1 else 'rebuttals'} to decide")
    late = sum(row.overdue for row in rows if row.party == "manager")
    if late:
        found.append(f"{late} {'action' if late == 1 else 'actions'} overdue")
    return "; ".join(found)


def _waiting_audit(audit: Audit, coder: Coder, findings: list[Finding], today: date) -> WaitingRow:
    unanswered = sum(not finding.answer for finding in findings)
    rebuttals = sum(finding.answer == "rebut" and not finding.outcome for finding in findings)
    if audit.state == "draft":
        return _waiting_row(audit, coder, "manager", "sharing with the coder", 1, None, today)
    if audit.state == "shared" and (unanswered or not findings):
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
    name = coder.shown_name
    return WaitingRow(audit.key, audit.name, name, audit.day, audit.state, party, words, items, due_on, overdue)


def _counted(amount: int, word: str) -> str:
    return f"{amount} {word}" if amount == 1 else f"{amount} {word}s"


def _findings_of(session: Session, audit_ids: list[int]) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = {}
    for finding in session.exec(select(Finding).where(live(Finding), col(Finding.audit_id).in_(audit_ids))):
        found.setdefault(finding.audit_id, []).append(finding)
    return found


def save_action(session: Session, audit_id: int, draft: ActionDraft) -> int:
    """Store a corrective action of an audit, new or changed; return its number. Refused without its gap."""
    check_action(draft)
    stored = session.get(CorrectiveAction, draft.id) if draft.id else None
    stored = stored or CorrectiveAction(audit_id=audit_id, gap=draft.gap)
    for name in ACTION_FIELDS:
        if getattr(stored, name) != getattr(draft, name):
            setattr(stored, name, getattr(draft, name))
    session.add(stored)
    session.flush()
    return stored.key


def change_action(session: Session, action_id: int, draft: ActionDraft) -> None:
    """Give a stored action the values of a draft; an outcome closes it, Refused without evidence of it."""
    stored = session.get(CorrectiveAction, action_id)
    if stored is None or stored.voided:
        raise Refused("this action is no longer there")
    if draft.outcome.strip() and not stored.outcome and not draft.evidence.strip():
        raise Refused("say what shows that it was done, then what came of it", "evidence")
    save_action(session, stored.audit_id, replace(draft, id=action_id))


def save_actions(session: Session, audit_id: int, drafts: tuple[ActionDraft, ...]) -> None:
    """Store all actions of an audit; those that are no longer among them are voided."""
    query = select(CorrectiveAction).where(live(CorrectiveAction), col(CorrectiveAction.audit_id) == audit_id)
    kept = {draft.id for draft in drafts}
    for stored in session.exec(query):
        if stored.id not in kept:
            stored.voided, stored.void_reason = True, "taken out of the audit"
    for draft in drafts:
        save_action(session, audit_id, draft)


def void_action(session: Session, action_id: int, reason: str) -> None:
    """Void a corrective action with a reason. Refused without one."""
    stored = session.get(CorrectiveAction, action_id)
    if stored is None or stored.voided:
        raise Refused("this action is no longer there")
    void(stored, reason, "this action")


def actions(session: Session, today: date, audit_id: int | None = None) -> tuple[ActionRow, ...]:
    """List the corrective actions (of one audit, or all), open ones first, by due date."""
    query = select(CorrectiveAction, Audit, Coder).join(Audit, col(Audit.id) == CorrectiveAction.audit_id)
    query = query.join(Coder, col(Coder.id) == Audit.coder_id).where(live(CorrectiveAction), live(Audit))
    if audit_id is not None:
        query = query.where(col(CorrectiveAction.audit_id) == audit_id)
    rows = [_action_row(action, audit, coder, today) for action, audit, coder in session.exec(query)]
    return tuple(sorted(rows, key=lambda row: (not row.open, row.draft.due_on or date.max, row.id)))


def _action_row(action: CorrectiveAction, audit: Audit, coder: Coder, today: date) -> ActionRow:
    draft = action_draft(action)
    is_open = not action.outcome
    overdue = is_open and action.due_on is not None and action.due_on < today
    return ActionRow(action.key, audit.key, audit.name, coder.shown_name, draft, is_open, overdue)


def action_draft(stored: CorrectiveAction) -> ActionDraft:
    """Give a stored action as the draft that it would be typed as."""
    return ActionDraft(**{name: getattr(stored, name) for name in ACTION_FIELDS}, id=stored.id)


def _finding(session: Session, finding_id: int) -> Finding:
    found = session.get(Finding, finding_id)
    if found is None or found.voided:
        raise Refused("this finding is no longer there")
    return found


def _refuse_final(session: Session, finding: Finding) -> None:
    audit = session.get(Audit, finding.audit_id)
    if audit is not None and audit.state == "final":
        raise Refused("this audit is final: reopen it first, then change answers and outcomes", "state")


def _known(value: str, words: tuple[str, ...], field: str) -> None:
    if value not in words:
        raise Refused(f"“{value}” is not one of: {', '.join(word or '(empty)' for word in words)}", field)
