"""The words of reviews: found, made when first written, changed; agreements; states and their dates.

Here live the questions and changes about stored reviews. Figures and packets are made elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import Session, col, select

from codedesk import periods
from codedesk.errors import Refused
from codedesk.models import Agreement, Coder, Department, Review
from codedesk.models.reviews import REVIEW_STATES
from codedesk.periods import Period
from codedesk.services.live import live
from codedesk.services.reviews_rows import AgreementRow, ReviewRow, ReviewTextRow

TextField = Literal["went_well", "work_on", "agreed_last_time", "coder_comments"]
TEXT_FIELDS: tuple[TextField, ...] = ("went_well", "work_on", "agreed_last_time", "coder_comments")
FROZEN = ("given", "signed", "signature_refused")
NEXT_STATES = {
    "draft": ("ready",),
    "ready": ("draft", "given"),
    "given": ("signed", "signature_refused", "draft"),
    "signed": ("draft",),
    "signature_refused": ("draft",),
}
MOST_AGREEMENTS = 3
NO_TEXT = ReviewTextRow("draft", "", "", "", "", None, None)


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """A goal as typed: how it is measured, by when, what support is offered, what became of it."""

    goal: str
    measure: str = ""
    due_on: date | None = None
    support: str = ""
    outcome: str = ""
    id: int | None = None


def texts_of(
    session: Session, coder_id: int, period: Period, before: Period
) -> tuple[ReviewTextRow, tuple[AgreementRow, ...], tuple[AgreementRow, ...]]:
    """Return the words of a review, its agreements, and those of the period before."""
    stored, earlier = _find(session, coder_id, period), _find(session, coder_id, before)
    return (
        _text(stored) if stored is not None else NO_TEXT,
        _agreements(session, stored),
        _agreements(session, earlier),
    )


def review(session: Session, coder_id: int, period: Period) -> ReviewRow:
    """Return a review as it stands, stored or not; nothing is written by looking."""
    coder = _coder(session, coder_id)
    before = periods.before(period, _first_month(session))
    text, agreements, last = texts_of(session, coder_id, period, before)
    return ReviewRow(
        coder_id=coder_id,
        coder=coder.shown_name,
        period=period,
        stored=_find(session, coder_id, period) is not None,
        text=text,
        agreements=agreements,
        last_label=periods.label(before, _first_month(session)),
        last_agreements=last,
    )


def set_text(session: Session, coder_id: int, period: Period, name: TextField, words: str) -> ReviewRow:
    """Keep one of the review's texts as typed. Refused once the packet is given."""
    if name not in TEXT_FIELDS:
        raise Refused(f"“{name}” is not a text of a review", name)
    stored = _open(session, coder_id, period)
    if getattr(stored, name) != words:
        setattr(stored, name, words)
    session.flush()
    return review(session, coder_id, period)


def set_agreements(session: Session, coder_id: int, period: Period, drafts: Sequence[AgreementDraft]) -> ReviewRow:
    """Keep the review's agreements, at most three, in order; one without a goal is left out and voided if stored."""
    wanted = [draft for draft in drafts if draft.goal.strip()]
    for draft in drafts:
        if not draft.goal.strip() and (draft.measure.strip() or draft.support.strip() or draft.due_on):
            raise Refused("say what the goal is, then how it is measured", "goal")
    if len(wanted) > MOST_AGREEMENTS:
        raise Refused(f"at most {MOST_AGREEMENTS} agreements: more are not kept in mind", "goal")
    stored = _open(session, coder_id, period)
    known = {row.key: row for row in _live_agreements(session, stored.key)}
    for position, draft in enumerate(wanted):
        at_place = next((key for key, kept in known.items() if kept.position == position), 0)
        row = known.pop(draft.id if draft.id is not None else at_place, None)
        row = row or Agreement(review_id=stored.key, goal=draft.goal)
        _assign(row, draft, position)
        session.add(row)
    for row in known.values():
        row.voided, row.void_reason = True, "taken out of the review"
    session.flush()
    return review(session, coder_id, period)


def set_outcome(session: Session, agreement_id: int, outcome: str) -> None:
    """Keep what became of an agreement of an earlier review."""
    stored = session.get(Agreement, agreement_id)
    if stored is None or stored.voided:
        raise Refused("this agreement is no longer there", "outcome")
    if stored.outcome != outcome.strip():
        stored.outcome = outcome.strip()


def set_state(session: Session, coder_id: int, period: Period, state: str, day: date) -> ReviewRow:
    """Move a review on: draft, ready, given, then signed or signature_refused (with its day); back to draft reopens."""
    if state not in REVIEW_STATES:
        raise Refused(f"“{state}” is not a state of a review", "state")
    stored = _make(session, coder_id, period)
    if state == stored.state:
        return review(session, coder_id, period)
    if state not in NEXT_STATES[stored.state]:
        now, wanted = stored.state.replace("_", " "), state.replace("_", " ")
        raise Refused(f"a review that is {now} cannot become {wanted} at once", "state")
    stored.state = state
    if state == "draft":
        stored.given_on = stored.signed_on = None
    if state == "given":
        stored.given_on = day
    if state in ("signed", "signature_refused"):
        stored.signed_on = day
    session.flush()
    return review(session, coder_id, period)


def states(session: Session, period: Period) -> dict[int, ReviewTextRow]:
    """Return the words and states of all stored reviews of a period, by coder."""
    here = (live(Review), col(Review.period_from) == period.start, col(Review.period_to) == period.end)
    return {row.coder_id: _text(row) for row in session.exec(select(Review).where(*here))}


def _find(session: Session, coder_id: int, period: Period) -> Review | None:
    same = (col(Review.period_from) == period.start, col(Review.period_to) == period.end)
    return session.exec(select(Review).where(live(Review), col(Review.coder_id) == coder_id, *same)).first()


def _make(session: Session, coder_id: int, period: Period) -> Review:
    _coder(session, coder_id)
    stored = _find(session, coder_id, period)
    if stored is None:
        stored = Review(coder_id=coder_id, period_from=period.start, period_to=period.end)
        session.add(stored)
        session.flush()
    return stored


def _open(session: Session, coder_id: int, period: Period) -> Review:
    stored = _make(session, coder_id, period)
    if stored.state in FROZEN:
        reason = "this packet was given out, so its words stand: reopen the review as a draft to change them"
        raise Refused(reason, "state")
    return stored


def _coder(session: Session, coder_id: int) -> Coder:
    found = session.get(Coder, coder_id)
    if found is None or found.voided:
        raise Refused("this coder is no longer there: choose another one", "coder_id")
    return found


def _first_month(session: Session) -> int:
    department = session.get(Department, 1)
    return department.quarter_start_month if department is not None else 1


def _text(stored: Review) -> ReviewTextRow:
    return ReviewTextRow(
        stored.state,
        stored.went_well,
        stored.work_on,
        stored.agreed_last_time,
        stored.coder_comments,
        stored.given_on,
        stored.signed_on,
    )


def _live_agreements(session: Session, review_id: int) -> list[Agreement]:
    query = select(Agreement).where(live(Agreement), col(Agreement.review_id) == review_id)
    return list(session.exec(query.order_by(col(Agreement.position), col(Agreement.id))))


def _agreements(session: Session, stored: Review | None) -> tuple[AgreementRow, ...]:
    if stored is None:
        return ()
    return tuple(
        AgreementRow(row.key, row.position, row.goal, row.measure, row.due_on, row.support, row.outcome)
        for row in _live_agreements(session, stored.key)
    )


def _assign(row: Agreement, draft: AgreementDraft, position: int) -> None:
    values = {
        "goal": draft.goal.strip(),
        "measure": draft.measure.strip(),
        "due_on": draft.due_on,
        "support": draft.support.strip(),
        "outcome": draft.outcome.strip(),
        "position": position,
    }
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
