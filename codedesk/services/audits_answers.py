"""What becomes of an audit: its states, the coder's answers to findings, their outcomes, and the actions that follow.

Here live the changes after the scoring. A count is never changed here: withdrawn findings change the final result.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.models import Audit, Coder, CorrectiveAction, Finding
from codedesk.models.audits import ANSWERS, OUTCOMES, STATES
from codedesk.services.audits_drafts import ACTION_FIELDS, ActionDraft, check_action
from codedesk.services.live import live

NEXT_STATES = {"draft": ("shared",), "shared": ("answered", "final"), "answered": ("final",), "final": ()}
_NEED_REASON = {"rebut": "say why the coder rebuts this finding", "withdrawn": "say why this finding is withdrawn"}


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """An audit that waits: for the coder's answers (shared), or for outcomes and closing (answered)."""

    audit_id: int
    name: str
    coder: str
    day: date
    state: str
    waits_for: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A corrective action with its audit; open until it has an outcome, overdue when its date has gone by."""

    id: int
    audit: str
    coder: str
    draft: ActionDraft
    open: bool
    overdue: bool


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


def set_state(session: Session, audit_id: int, state: str) -> None:
    """Move an audit to another state. Final is refused while a rebuttal has no outcome; any state may be reopened."""
    _known(state, STATES, "state")
    audit = session.get(Audit, audit_id)
    if audit is None or audit.voided:
        raise Refused("this audit is no longer there")
    waiting = open_rebuttals(session, audit_id)
    if state == "final" and waiting:
        words = "1 rebuttal has" if waiting == 1 else f"{waiting} rebuttals have"
        raise Refused(f"{words} no outcome yet: uphold or withdraw first, then close the audit", "state")
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


def waiting(session: Session) -> tuple[WaitingRow, ...]:
    """List the audits that are not final and what each waits for, the oldest first."""
    query = select(Audit, Coder).join(Coder, col(Coder.id) == Audit.coder_id)
    found = query.where(live(Audit), col(Audit.state) != "final").order_by(col(Audit.day), col(Audit.id))
    words = {"draft": "sharing with the coder", "shared": "the coder's answers", "answered": "outcomes and closing"}
    return tuple(
        WaitingRow(audit.key, audit.name, coder.shown_name, audit.day, audit.state, words[audit.state])
        for audit, coder in session.exec(found)
    )


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
    """Void a corrective action with a reason."""
    stored = session.get(CorrectiveAction, action_id)
    if stored is None or stored.voided:
        raise Refused("this action is no longer there")
    stored.voided, stored.void_reason = True, reason.strip()


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
    return ActionRow(action.key, audit.name, coder.shown_name, draft, is_open, overdue)


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
