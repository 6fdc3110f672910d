"""The words of reviews: found, made when first written, changed; agreements; states and their dates.

Here live the questions and changes about stored reviews. Figures and packets are made elsewhere.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from codedesk import periods
from codedesk.errors import Refused
from codedesk.models import Agreement, Coder, GivenPacket, Review
from codedesk.models.review_words import ReviewState
from codedesk.models.reviews import AgreementDraft, ReviewDraft
from codedesk.periods import Period
from codedesk.services.department.departments import year_of
from codedesk.services.live import live
from codedesk.services.nouns import Noun, assign
from codedesk.services.reviews.rows import AgreementRow, GivenRow, PacketChangeRow, ReviewRow, ReviewTextRow
from codedesk.services.voiding import void

TextField = Literal["went_well", "work_on", "agreed_last_time", "coder_comments"]
TEXT_FIELDS: tuple[TextField, ...] = ("went_well", "work_on", "agreed_last_time", "coder_comments")
REVIEWS = Noun(Review, ReviewDraft)
AGREEMENTS = Noun(Agreement, AgreementDraft)
NEXT_STATES = {
    ReviewState.DRAFT: (ReviewState.READY,),
    ReviewState.READY: (ReviewState.DRAFT,),
    ReviewState.GIVEN: (ReviewState.SIGNED, ReviewState.SIGNATURE_REFUSED, ReviewState.DRAFT),
    ReviewState.SIGNED: (ReviewState.DRAFT,),
    ReviewState.SIGNATURE_REFUSED: (ReviewState.DRAFT,),
}
MOST_AGREEMENTS = 3
TOO_MANY_AGREEMENTS = f"at most {MOST_AGREEMENTS} agreements: more are not kept in mind"
NO_TEXT = ReviewTextRow(ReviewState.DRAFT, "", "", "", "", None, None)


def texts_of(
    session: Session, coder_id: int, period: Period, before: Period
) -> tuple[ReviewTextRow, tuple[AgreementRow, ...], tuple[AgreementRow, ...]]:
    """Return the words of a review, its agreements, and those carried in.

    Carried in are those of the period before; where none were made then, those of the latest review before with any.
    """
    stored, earlier = find(session, coder_id, period), find(session, coder_id, before)
    if earlier is None or not _live_agreements(session, earlier.key):
        earlier = _last_agreed(session, coder_id, period)
    return (
        _text(stored) if stored is not None else NO_TEXT,
        _agreements(session, stored),
        _agreements(session, earlier),
    )


def review(session: Session, coder_id: int, period: Period) -> ReviewRow:
    """Return a review as it stands, stored or not; nothing is written by looking."""
    coder = _coder(session, coder_id)
    before = periods.before(period, year_of(session))
    text, agreements, last = texts_of(session, coder_id, period, before)
    stored = find(session, coder_id, period)
    return ReviewRow(
        coder_id=coder_id,
        coder=coder.shown_name,
        period=period,
        stored=stored is not None,
        text=text,
        agreements=agreements,
        last_label=last[0].agreed_in if last else periods.label(before, year_of(session)),
        last_agreements=last,
        private_note=stored.private_note if stored is not None else "",
        given=given_rows(session, stored.key) if stored is not None else (),
    )


def set_text(session: Session, coder_id: int, period: Period, name: TextField, words: str) -> ReviewRow:
    """Keep one of the review's texts as typed. Refused once the packet is given, but for the coder's comments."""
    if name not in TEXT_FIELDS:
        raise Refused(f"“{name}” is not a text of a review", name)
    stored = made(session, coder_id, period)
    if not (stored.state is ReviewState.GIVEN and name == "coder_comments"):
        stored = _open(session, coder_id, period)
    if getattr(stored, name) != words:
        setattr(stored, name, words)
    session.flush()
    return review(session, coder_id, period)


def set_agreements(session: Session, coder_id: int, period: Period, drafts: Sequence[AgreementDraft]) -> ReviewRow:
    """Keep the review's agreements, at most three, in order; one without a goal is left out and voided if stored."""
    wanted = [draft for draft in drafts if any(draft.kept()[name] for name in ("goal", "measure", "support", "due_on"))]
    for draft in wanted:
        draft.check()
    if len(wanted) > MOST_AGREEMENTS:
        raise Refused(TOO_MANY_AGREEMENTS, "goal")
    stored = _open(session, coder_id, period)
    known = {row.key: row for row in _live_agreements(session, stored.key)}
    for position, draft in enumerate(wanted):
        at_place = next((key for key, kept in known.items() if kept.position == position), 0)
        row = known.pop(draft.id if draft.id is not None else at_place, None)
        row = row or Agreement(review_id=stored.key, goal=draft.goal)
        assign(row, draft.kept() | {"position": position})
        session.add(row)
    for row in known.values():
        void(row, "taken out of the review")
    session.flush()
    return review(session, coder_id, period)


def set_outcome(session: Session, agreement_id: int, outcome: str) -> None:
    """Keep what became of an agreement of an earlier review."""
    AGREEMENTS.change(
        session, agreement_id, AGREEMENTS.draft_of(AGREEMENTS.found(session, agreement_id)).but(outcome=outcome)
    )


def set_private_note(session: Session, coder_id: int, period: Period, words: str) -> ReviewRow:
    """Keep the manager's own note on a review, for the private sheet only; it may change at any time."""
    stored = made(session, coder_id, period)
    if stored.private_note != words:
        stored.private_note = words
    session.flush()
    return review(session, coder_id, period)


def set_sections_off(session: Session, coder_id: int, period: Period, sections: Sequence[str]) -> ReviewRow:
    """Remember which parts this review's packet leaves out. Refused once the packet is given."""
    stored = _open(session, coder_id, period)
    words = " ".join(sorted(sections))
    if stored.sections_off != words:
        stored.sections_off = words
    session.flush()
    return review(session, coder_id, period)


def set_state(session: Session, coder_id: int, period: Period, state: str, day: date, reason: str = "") -> ReviewRow:
    """Move a review on: draft, ready; once given, signed or signature_refused (its day, its reason); draft reopens.

    A packet becomes given only with its pages: see reviews_given.give.
    """
    if state == ReviewState.GIVEN:
        raise Refused("a packet is given out together with its pages: open Reviews and press Give out", "state")
    if state not in ReviewState.values():
        raise Refused(f"“{state}” is not a state of a review", "state")
    stored, wanted = made(session, coder_id, period), ReviewState(state)
    if wanted is stored.state:
        return review(session, coder_id, period)
    if wanted not in NEXT_STATES[stored.state]:
        raise Refused(f"a review that is {stored.state.words} cannot become {wanted.words} at once", "state")
    stored.state = wanted
    if wanted is ReviewState.DRAFT:
        stored.given_on = stored.signed_on = None
    if wanted in (ReviewState.SIGNED, ReviewState.SIGNATURE_REFUSED):
        stored.signed_on = day
    stored.refused_reason = reason.strip() if wanted is ReviewState.SIGNATURE_REFUSED else ""
    session.flush()
    return review(session, coder_id, period)


def states(session: Session, period: Period) -> dict[int, ReviewTextRow]:
    """Return the words and states of all stored reviews of a period, by coder."""
    here = (live(Review), col(Review.period_from) == period.start, col(Review.period_to) == period.end)
    return {row.coder_id: _text(row) for row in session.exec(select(Review).where(*here))}


def find(session: Session, coder_id: int, period: Period) -> Review | None:
    """Return the stored review, or None while nothing of it has been written."""
    same = (col(Review.period_from) == period.start, col(Review.period_to) == period.end)
    return session.exec(select(Review).where(live(Review), col(Review.coder_id) == coder_id, *same)).first()


def made(session: Session, coder_id: int, period: Period) -> Review:
    """Return the stored review, made where nothing of it was written yet."""
    _coder(session, coder_id)
    stored = find(session, coder_id, period)
    if stored is None:
        draft = ReviewDraft(coder_id=coder_id, period_from=period.start, period_to=period.end)
        stored = REVIEWS.found(session, REVIEWS.add(session, draft))
    return stored


def _open(session: Session, coder_id: int, period: Period) -> Review:
    stored = made(session, coder_id, period)
    if stored.state.is_out:
        reason = "this packet was given out, so its words stand: reopen the review as a draft to change them"
        raise Refused(reason, "state")
    return stored


def _coder(session: Session, coder_id: int) -> Coder:
    found = session.get(Coder, coder_id)
    if found is None or found.voided:
        raise Refused("this coder is no longer there: choose another one", "coder_id")
    return found


def _text(stored: Review) -> ReviewTextRow:
    return ReviewTextRow(
        stored.state,
        stored.went_well,
        stored.work_on,
        stored.agreed_last_time,
        stored.coder_comments,
        stored.given_on,
        stored.signed_on,
        tuple(stored.sections_off.split()),
        stored.refused_reason,
    )


def given_rows(session: Session, review_id: int) -> tuple[GivenRow, ...]:
    """Return the revisions given out of a review, oldest first, without reading their pages."""
    parts: Any = (
        GivenPacket.id,
        GivenPacket.revision,
        GivenPacket.given_on,
        GivenPacket.sha256,
        GivenPacket.fingerprint,
        GivenPacket.changes,
    )
    wanted: Any = sa_select(*parts).where(live(GivenPacket), col(GivenPacket.review_id) == review_id)
    found = session.exec(wanted.order_by(col(GivenPacket.id)))
    return tuple(
        GivenRow(key, revision, day, sha256, fingerprint, changes_of(changes))
        for key, revision, day, sha256, fingerprint, changes in found
    )


def changes_of(stored: str) -> tuple[PacketChangeRow, ...]:
    """Read the changes that a given packet keeps."""
    return tuple(PacketChangeRow(*row) for row in json.loads(stored)) if stored else ()


def _live_agreements(session: Session, review_id: int) -> list[Agreement]:
    query = select(Agreement).where(live(Agreement), col(Agreement.review_id) == review_id)
    return list(session.exec(query.order_by(col(Agreement.position), col(Agreement.id))))


def _agreements(session: Session, stored: Review | None) -> tuple[AgreementRow, ...]:
    if stored is None:
        return ()
    agreed_in = periods.label(Period(stored.period_from, stored.period_to), year_of(session))
    return tuple(
        AgreementRow(row.key, row.position, row.goal, row.measure, row.due_on, row.support, row.outcome, agreed_in)
        for row in _live_agreements(session, stored.key)
    )


def _last_agreed(session: Session, coder_id: int, period: Period) -> Review | None:
    """Return the latest earlier review of a coder in which anything was agreed; None where there is none."""
    agreed = select(Agreement.review_id).where(live(Agreement))
    query = select(Review).where(live(Review), col(Review.coder_id) == coder_id, col(Review.id).in_(agreed))
    query = query.where(col(Review.period_to) < period.start)
    return session.exec(query.order_by(col(Review.period_to).desc(), col(Review.period_from).desc())).first()
