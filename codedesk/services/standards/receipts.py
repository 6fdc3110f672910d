"""Who has been given the standards sheet of which date, and who has said so. A receipt, never an agreement.

Here live the questions and changes about receipts. What the sheet holds is made in sheet.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from codedesk.models import Acknowledgement, Coder, Standard
from codedesk.models.standards import AcknowledgementDraft
from codedesk.services.live import live
from codedesk.services.nouns import Noun

RECEIPTS = Noun(Acknowledgement, AcknowledgementDraft)


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One coder of the team: the sheet given last, when it was acknowledged, and whether it is still what holds.

    sheet_of is None for a coder who was given none. outdated: another standard has come into force since that sheet.
    """

    coder_id: int
    coder: str
    id: int | None
    sheet_of: date | None
    acknowledged_on: date | None
    note: str
    outdated: bool


def receipts(session: Session, today: date) -> tuple[ReceiptRow, ...]:
    """List the coders who are with the team today, by name, each with the sheet given last."""
    query = select(Coder).where(live(Coder), col(Coder.started_on) <= today)
    query = query.where(col(Coder.left_on).is_(None) | (col(Coder.left_on) >= today))
    team = sorted(session.exec(query), key=lambda coder: (coder.shown_name.casefold(), coder.key))
    given = select(Acknowledgement).where(live(Acknowledgement)).order_by(col(Acknowledgement.sheet_of))
    last = {row.coder_id: row for row in session.exec(given)}
    changed = _last_change(session, today)
    return tuple(_row(coder, last.get(coder.key), changed) for coder in team)


def give_sheet(session: Session, coder_ids: Sequence[int], sheet_of: date) -> int:
    """Record that coders were given the sheet of a date; return how many did not have it yet."""
    query = select(Acknowledgement).where(live(Acknowledgement), col(Acknowledgement.sheet_of) == sheet_of)
    there = {row.coder_id for row in session.exec(query)}
    new = [number for number in dict.fromkeys(coder_ids) if number not in there]
    for number in new:
        RECEIPTS.add(session, AcknowledgementDraft(coder_id=number, sheet_of=sheet_of))
    return len(new)


def acknowledge(session: Session, receipt_id: int, on: date, note: str = "") -> None:
    """Record that a coder has said that the sheet was received. Refused before the sheet's own date."""
    stored = RECEIPTS.draft_of(RECEIPTS.found(session, receipt_id))
    RECEIPTS.change(session, receipt_id, stored.but(acknowledged_on=on, note=note.strip() or stored.note))


def _last_change(session: Session, today: date) -> date | None:
    query = select(func.max(Standard.effective_from))
    return session.exec(query.where(live(Standard), col(Standard.effective_from) <= today)).first()


def _row(coder: Coder, given: Acknowledgement | None, changed: date | None) -> ReceiptRow:
    if given is None:
        return ReceiptRow(coder.key, coder.shown_name, None, None, None, "", outdated=False)
    outdated = changed is not None and changed > given.sheet_of
    return ReceiptRow(
        coder.key, coder.shown_name, given.key, given.sheet_of, given.acknowledged_on, given.note, outdated
    )
