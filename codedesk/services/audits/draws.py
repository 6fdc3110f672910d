"""Random draws of charts to audit: the list that was drawn from, the seed and what came out, kept to be repeated.

Here live the checks of a list, the record of a draw, and its audit. How is drawn: metrics.sampling.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from codedesk import formats
from codedesk.errors import Refused
from codedesk.metrics.sampling import drawn
from codedesk.models import AuditDraw, Coder
from codedesk.models.audit_plans import AuditDrawDraft, AuditDrawFields
from codedesk.models.audits import AuditDraft
from codedesk.periods import Period
from codedesk.services.audits.audits import save_audit
from codedesk.services.live import live
from codedesk.services.nouns import Noun
from codedesk.services.reviews.identifiers import warning

DRAWS = Noun(AuditDraw, AuditDrawDraft)  # an audit that was made of a voided draw stays
_LONGEST = 80
_MOST = 100_000
_HEADS = {"reference", "record", "chart", "account", "encounter", "id", "references"}


@dataclass(frozen=True, slots=True)
class DrawFrame:
    """The references that can be drawn, each once, in their order; remarks say what was left out or looks wrong."""

    references: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    warning: str = ""


@dataclass(frozen=True, slots=True)
class DrawRow:
    """A draw that is kept: references in the order in which they were drawn."""

    id: int
    coder_id: int | None
    coder: str
    audit_id: int | None
    day: date
    who: str
    source: str
    seed: int
    of: int
    drawn: tuple[str, ...]


def read_frame(text: str) -> DrawFrame:
    """Read references one per line, or the first column of CSV or of cells from a spreadsheet; a heading is left out.

    A reference that comes again is left out and counted, as are empty lines. What looks like a patient is warned of.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = [_first_cell(line) for line in lines if line.strip()]
    if found and found[0].casefold() in _HEADS:
        found = found[1:]
    given = [reference for reference in found if reference]
    kept = tuple(dict.fromkeys(given))
    if len(kept) > _MOST or any(len(reference) > _LONGEST for reference in kept):
        raise Refused(f"a list has at most {_MOST:,} references of at most {_LONGEST} letters", "frame")
    again = len(given) - len(kept)
    remarks = (
        (f"{formats.plural(again, 'line')} came again and {'is' if again == 1 else 'are'} left out",) if again else ()
    )
    return DrawFrame(kept, remarks, next((words for words in map(warning, kept) if words), ""))


def add_draw(session: Session, draft: AuditDrawDraft) -> DrawRow:
    """Draw, and keep the draw with all that it needs to be repeated; Refused where it cannot be drawn."""
    frame = read_frame(draft.frame).references
    found = drawn(frame, draft.seed, draft.size) if 1 <= draft.size <= len(frame) else frame  # which is refused
    asked = draft.but(frame="\n".join(frame), drawn="\n".join(found))
    stored = DRAWS.found(session, DRAWS.add(session, asked))
    return _row(stored, session.get(Coder, draft.coder_id) if draft.coder_id else None)


def draws(session: Session) -> tuple[DrawRow, ...]:
    """List the draws, the newest first."""
    query = select(AuditDraw, Coder).join(Coder, col(Coder.id) == AuditDraw.coder_id, isouter=True)
    query = query.where(live(AuditDraw)).order_by(col(AuditDraw.drawn_on).desc(), col(AuditDraw.id).desc())
    return tuple(_row(stored, coder) for stored, coder in session.exec(query))


def draw_again(session: Session, draw_id: int) -> str:
    """Repeat a draw from its stored list and seed, and say whether the very same references come out."""
    stored = DRAWS.found(session, draw_id)
    same = "\n".join(_drawn(stored)) == stored.drawn
    what = f"{formats.plural(stored.size, 'reference')} of {len(stored.references):,} with seed {stored.seed}"
    found = "the same as then" if same else "NOT the same as then: the list or the draw was changed"
    return f"Drawn again: {what}, {found}."


def save_drawn_audit(session: Session, draft: AuditDraft, draw_id: int | None = None) -> int:
    """Store an audit, and note it as the one that a draw was made for; return the audit's number."""
    audit_id = save_audit(session, draft)
    stored = session.get(AuditDraw, draw_id) if draw_id is not None else None
    if stored is not None and not stored.voided:
        stored.audit_id = audit_id
    return audit_id


def _first_cell(line: str) -> str:
    separator = next((mark for mark in "\t;," if mark in line), ",")
    cells = next(csv.reader(io.StringIO(line), delimiter=separator), [""])
    return cells[0].strip() if cells else ""


def _drawn(draw: AuditDrawFields) -> tuple[str, ...]:
    return drawn(draw.references, draw.seed, draw.size)


def _row(stored: AuditDraw, coder: Coder | None) -> DrawRow:
    return DrawRow(
        id=stored.key,
        coder_id=stored.coder_id,
        coder=coder.shown_name if coder is not None else "",
        audit_id=stored.audit_id,
        day=stored.drawn_on,
        who=stored.drawn_by,
        source=stored.source,
        seed=stored.seed,
        of=len(stored.references),
        drawn=tuple(stored.drawn.split("\n")),
    )


@dataclass(frozen=True, slots=True)
class DrawsRow:
    """What the draw view shows at once: the draws, and the coders of the period that charts can be drawn of."""

    draws: tuple[DrawRow, ...]
    coders: tuple[tuple[str, int], ...]


def draws_and_coders(session: Session, period: Period) -> DrawsRow:
    """Return the draws with the coders who were there in a period."""
    query = select(Coder).where(live(Coder), col(Coder.started_on) <= period.end)
    query = query.where(col(Coder.left_on).is_(None) | (col(Coder.left_on) >= period.start))
    found = session.exec(query.order_by(col(Coder.name), col(Coder.name_note)))
    return DrawsRow(draws(session), tuple((row.shown_name, row.key) for row in found))
