"""Given packets: what was handed over is kept as it was, and what changed since is told in words.

The PDF comes from outside, made from the very row that is stored; nothing here draws. A given packet never changes.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from codedesk import paths
from codedesk.errors import CodeDeskError, Refused
from codedesk.metrics.figures import TrendPoint
from codedesk.models import Change, ChangeEntry, Coder, GivenPacket, Review
from codedesk.models.review_words import ReviewState
from codedesk.periods import Period
from codedesk.services.live import live
from codedesk.services.reviews.facts import compare, facts
from codedesk.services.reviews.packets import put_together
from codedesk.services.reviews.rows import (
    GivenFileRow,
    GivenRow,
    PacketChangeRow,
    PacketRow,
    PrintRow,
    ReviewRow,
    RevisionRow,
)
from codedesk.services.reviews.texts import find, given_rows, made, review

_NAME_CUT = 64
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def packet(session: Session, coder_id: int, period: Period, today: date | None = None) -> PacketRow:
    """Return everything that one coder's packet prints now; Refused where the coder is not there."""
    return packets(session, (coder_id,), period, today)[0]


def packets(
    session: Session, coder_ids: Sequence[int], period: Period, today: date | None = None
) -> tuple[PacketRow, ...]:
    """Return the packets of several coders as they would print now, each told against its last given revision."""
    rows = put_together(session, coder_ids, period, today)
    return tuple(_with_revision(session, row) for row in rows)


def for_print(
    session: Session, coder_ids: Sequence[int], period: Period, today: date | None = None
) -> tuple[PrintRow, ...]:
    """Return packets for paper: those that are out with the pages that were given, the others to be made now."""
    found = []
    for row in packets(session, coder_ids, period, today):
        kept = pages_given_out(session, row.coder.id, period)
        found.append(PrintRow(row, kept[1] if kept is not None else None))
    return tuple(found)


def packet_to_give(session: Session, coder_id: int, period: Period, today: date) -> PacketRow:
    """Return the row that the next revision is printed from: given today, with its letter and what changed.

    Refused where the review is not ready, or nothing changed since the last revision was given.
    """
    row = packet(session, coder_id, period, today)
    if row.text.state is ReviewState.DRAFT:
        raise Refused("this review is still a draft: mark it as ready, then give it out", "state")
    if row.revision and row.text.state.is_out:
        raise Refused(f"nothing has changed since revision {row.revision} was given out", "state")
    text = replace(row.text, state=ReviewState.GIVEN, given_on=today, signed_on=None, refused_reason="")
    letter = row.revision or next_letter(row.since)
    return replace(row, text=text, revision=letter)


def give(session: Session, coder_id: int, period: Period, day: date, fingerprint: str, pdf: bytes) -> ReviewRow:
    """Keep a packet as given out: its pages, their SHA-256, and the figures and words behind them.

    Refused where the data changed while the pages were made, so that pages and figures are always of one moment.
    """
    row = packet_to_give(session, coder_id, period, day)
    if row.fingerprint != fingerprint:
        raise Refused("something was changed while the pages were made: look at them again, then give them out")
    stored = made(session, coder_id, period)
    if all(kept.revision != row.revision for kept in given_rows(session, stored.key)):
        session.add(_kept(stored.key, row, day, pdf))
    stored.state, stored.given_on, stored.signed_on, stored.refused_reason = ReviewState.GIVEN, day, None, ""
    session.flush()
    return review(session, coder_id, period)


def as_given(session: Session, coder_id: int, period: Period, revision: str = "") -> tuple[GivenRow, bytes] | None:
    """Return a given packet byte for byte, the last one unless a revision is named; None where none was given.

    Raises CodeDeskError where the stored pages are no longer those whose SHA-256 was kept.
    """
    stored = find(session, coder_id, period)
    if stored is None:
        return None
    rows = [row for row in given_rows(session, stored.key) if revision in ("", row.revision)]
    if not rows:
        return None
    pdf: bytes = session.exec(select(GivenPacket.pdf).where(col(GivenPacket.id) == rows[-1].id)).one()
    if hashlib.sha256(pdf).hexdigest() != rows[-1].sha256:
        words = (
            f"The pages of revision {rows[-1].revision} are not those that were given out: the file was changed from "
            "outside. Open a backup of the department to see them."
        )
        raise CodeDeskError(words)
    return rows[-1], pdf


def pages_given_out(session: Session, coder_id: int, period: Period) -> tuple[GivenRow, bytes] | None:
    """Return the pages that stand for a review: those given out, while it is given, signed or refused; else None."""
    stored = find(session, coder_id, period)
    return as_given(session, coder_id, period) if stored is not None and stored.state.is_out else None


def revisions(session: Session, coder_id: int, period: Period) -> tuple[RevisionRow, ...]:
    """List what was given out of one review, the newest first, each with who gave it out."""
    stored = find(session, coder_id, period)
    rows = given_rows(session, stored.key) if stored is not None else ()
    asked: Any = (
        select(col(ChangeEntry.row_id), col(Change.who))
        .join(Change, col(Change.id) == col(ChangeEntry.change_id))
        .where(col(ChangeEntry.table_name) == "given_packet", col(ChangeEntry.action) == "insert")
        .where(col(ChangeEntry.row_id).in_([row.id for row in rows]))
    )
    people: dict[int, str] = dict(list(session.exec(asked)))
    return tuple(RevisionRow(row, people.get(row.id, "")) for row in reversed(rows))


def all_given(session: Session) -> tuple[GivenFileRow, ...]:
    """List every packet that was ever given out, by period, coder and revision, each with a file name of its own."""
    asked = (
        select(Review, Coder)
        .join(Coder, col(Coder.id) == col(Review.coder_id))
        .where(live(Review))
        .order_by(col(Review.period_from), col(Review.period_to), col(Coder.name), col(Coder.name_note), col(Review.id))
    )
    taken: set[str] = set()
    found = []
    for stored, coder in session.exec(asked):
        period, name = Period(stored.period_from, stored.period_to), coder.shown_name
        for row in given_rows(session, stored.key):
            stem = paths.file_name(f"{period.start} to {period.end} {name}")[:_NAME_CUT].rstrip()
            file = f"{stem} {row.revision}.pdf"
            if file.casefold() in taken:
                file = f"{stem} {row.revision} {coder.key}.pdf"
            taken.add(file.casefold())
            found.append(GivenFileRow(coder.key, name, period, row, file))
    return tuple(found)


def next_letter(revision: str) -> str:
    """Return the revision after another: A after none, B after A, Z2 after Z."""
    if not revision:
        return _LETTERS[0]
    if revision in _LETTERS[:-1]:
        return _LETTERS[_LETTERS.index(revision) + 1]
    return f"Z{int(revision[1:] or 1) + 1}"


def _with_revision(session: Session, row: PacketRow) -> PacketRow:
    stored = find(session, row.coder.id, row.period)
    given = given_rows(session, stored.key) if stored is not None else ()
    if not given:
        return row
    last = given[-1]
    if last.fingerprint == row.fingerprint:
        since = given[-2].revision if len(given) > 1 else ""
        return replace(row, revision=last.revision, since=since, changes=last.changes)
    return replace(row, since=last.revision, changes=_changes(session, last, row))


def _changes(session: Session, last: GivenRow, row: PacketRow) -> tuple[PacketChangeRow, ...]:
    kept = session.exec(select(GivenPacket.rows).where(live(GivenPacket), col(GivenPacket.id) == last.id)).one()
    changed = compare(json.loads(kept)["facts"], facts(row))
    if changed:
        return changed
    words = f"{row.fingerprint}: no figure and no text printed here changed"
    return (PacketChangeRow("Data behind the figures", last.fingerprint, words),)


def _named(fields: list[tuple[str, object]]) -> dict[str, object]:
    """Return fields by name, and those of the points of a chart too."""
    return {name: list(map(_point, value)) if isinstance(value, tuple) else value for name, value in fields}


def _point(value: object) -> object:
    return value._asdict() if isinstance(value, TrendPoint) else value


def _kept(review_id: int, row: PacketRow, day: date, pdf: bytes) -> GivenPacket:
    # The old words of a packet are looked up by place, so both the places and the whole row are kept.
    whole = {"facts": facts(row), "packet": asdict(row, dict_factory=_named)}
    return GivenPacket(
        review_id=review_id,
        revision=row.revision,
        given_on=day,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        fingerprint=row.fingerprint,
        rows=json.dumps(whole, ensure_ascii=False, default=str),
        changes=json.dumps([(change.place, change.old, change.new) for change in row.changes], ensure_ascii=False),
    )
