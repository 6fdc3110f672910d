"""What no step back may touch: a packet that was given out, and the words of a review while its packet is out.

Undo, redo and put back ask here first. What is given stays given; it is corrected by a revision, never taken back.
"""

import json
from collections.abc import Iterable, Iterator

from sqlmodel import Session, col, select

from codedesk import models
from codedesk.errors import Refused
from codedesk.models import ChangeEntry
from codedesk.models.review_words import ReviewState

_WORDS = frozenset({"coder_id", "period_from", "period_to", "went_well", "work_on", "agreed_last_time", "sections_off"})
_FREE = frozenset({"outcome"})  # what becomes of an agreement is written after its packet was given


def refuse_if_given(session: Session, entries: Iterable[ChangeEntry]) -> None:
    """Refuse a step back that would take a given packet back, or change the words that it was printed from."""
    for entry in sorted(entries, key=lambda entry: entry.table_name != "given_packet"):
        if entry.table_name == "given_packet" or _gave_out(entry):
            raise Refused(_kept(session, entry))
        if entry.table_name == "review" and any(_is_closed(session, entry, key) for key in _rows(entry)):
            raise Refused(_CLOSED)
        if entry.table_name == "agreement" and _touched(entry) - _FREE and _is_of_given(session, entry):
            raise Refused(_CLOSED)


_CLOSED = (
    "this step changed the words of a packet that is given out, so it stands as it is. To correct it, reopen the "
    "review, change the words and give out a revision."
)


def _gave_out(entry: ChangeEntry) -> bool:
    """Tell whether an entry is the step of a review from ready to given."""
    if entry.table_name != "review" or entry.action != "update":
        return False
    states = [json.loads(values).get("state") for values in (entry.before, entry.after)]
    return states == [ReviewState.READY, ReviewState.GIVEN]


def _kept(session: Session, entry: ChangeEntry) -> str:
    packet = session.get(models.GivenPacket, entry.row_id) if entry.table_name == "given_packet" else None
    which = f"revision {packet.revision}" if packet is not None else "this packet"
    return (
        f"{which} was given out, and what is given out stays. To correct it, reopen the review and give out a "
        "revision. Steps before it can be put back one by one in History."
    )


def _is_closed(session: Session, entry: ChangeEntry, key: int) -> bool:
    """Tell whether a step touches a review that has given packets (its being there) or is out (its words)."""
    if entry.action != "update":
        packets = select(col(models.GivenPacket.id)).where(
            col(models.GivenPacket.review_id) == key, col(models.GivenPacket.voided).is_(False)
        )
        return session.exec(packets.limit(1)).first() is not None
    review = session.get(models.Review, key)
    return review is not None and review.state.is_out and bool(_touched(entry) & _WORDS)


def _is_of_given(session: Session, entry: ChangeEntry) -> bool:
    numbers = col(models.Agreement.id).between(entry.row_id, entry.last_row_id or entry.row_id)
    states = (
        select(col(models.Review.state))
        .join(models.Agreement, col(models.Agreement.review_id) == col(models.Review.id))
        .where(numbers)
    )
    return any(state.is_out for state in session.exec(states))


def _rows(entry: ChangeEntry) -> Iterator[int]:
    yield from range(entry.row_id, (entry.last_row_id or entry.row_id) + 1)


def _touched(entry: ChangeEntry) -> set[str]:
    """Return the columns that an entry changed; those of an insert are the whole row."""
    return {*json.loads(entry.before or "{}"), *json.loads(entry.after or "{}")} or {"voided"}
