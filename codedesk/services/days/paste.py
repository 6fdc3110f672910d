"""A block pasted from a spreadsheet into the day grid: first a plan that says what would change and what is refused.

Here lives text to drafts, cell by cell, and the plan's one step. How a clipboard is cut into cells is exchange's.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from codedesk import entry
from codedesk.errors import Refused
from codedesk.formats import typed
from codedesk.models.work_days import USUAL_WEIGHT
from codedesk.services.days.changes import set_cells
from codedesk.services.days.drafts import CellDraft, CellField, CellPlace, Value
from codedesk.services.days.rules import BOUNDS, as_kept
from codedesk.services.days.stored_cells import StoredCells


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One text of the block and its cell; place is None where the grid takes no value there, with the reason."""

    text: str
    place: CellPlace | None
    label: str
    reason: str = "there is no cell to fill here"


@dataclass(frozen=True, slots=True)
class PasteLineRow:
    """One text of the block as the preview shows it. reason says why it is refused, "" where it is taken.

    day is the date that the text falls on, None where it falls on no cell.
    """

    label: str
    text: str
    before: str
    after: str
    reason: str = ""
    draft: CellDraft | None = None
    day: date | None = None

    @property
    def changes(self) -> bool:
        """Tell whether applying the plan changes this cell."""
        return self.draft is not None and self.before != self.after


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What a paste would do, in the order of the block."""

    lines: tuple[PasteLineRow, ...]

    @property
    def drafts(self) -> tuple[CellDraft, ...]:
        """The values that would be stored."""
        return tuple(line.draft for line in self.lines if line.draft is not None and line.changes)

    @property
    def refused(self) -> int:
        """How many texts are refused."""
        return sum(bool(line.reason) for line in self.lines)

    @property
    def same(self) -> int:
        """How many texts say what is already there."""
        return sum(not line.reason and not line.changes for line in self.lines)


def parse_cell(field: CellField, text: str) -> Value:
    """Read the text of a cell as the value of its field; None for an empty one. Refused in words."""
    return _PARSERS[field](text)


def plan_paste(session: Session, cells: Iterable[PastedCell]) -> PastePlan:
    """Say what a block would change and what is refused. An empty text leaves its cell as it is."""
    filled = [cell for cell in cells if cell.text.strip()]
    stored = StoredCells(session, [cell.place for cell in filled if cell.place is not None])
    read = [_read(cell) for cell in filled]
    drafts = [draft for draft, _ in read if draft is not None]
    refused = stored.refusals(drafts)
    reasons = (refused.get(at, "") for at in range(len(drafts)))
    lines = []
    for cell, (draft, unread) in zip(filled, read, strict=True):
        before = typed(stored.value(cell.place)) if cell.place else ""
        reason = unread if draft is None else next(reasons)
        taken = draft if draft is not None and not reason else None
        after = typed(as_kept(taken.place.field, taken.value)) if taken else before
        day = cell.place.day if cell.place else None
        lines.append(PasteLineRow(cell.label, cell.text, before, after, reason, taken, day))
    return PastePlan(tuple(lines))


def plan_pastes(session: Session, readings: Iterable[Iterable[PastedCell]]) -> tuple[PastePlan, ...]:
    """Plan each way in which a block can be laid on the grid."""
    return tuple(plan_paste(session, cells) for cells in readings)


def apply_paste(session: Session, plan: PastePlan) -> int:
    """Store a plan, all of it or nothing; return how many cells changed. Refused where a day would not fit 24 hours."""
    return set_cells(session, plan.drafts)


def _read(cell: PastedCell) -> tuple[CellDraft | None, str]:
    """Read one text as a draft, or say why it is none."""
    if cell.place is None:
        return None, cell.reason
    try:
        return CellDraft(cell.place, parse_cell(cell.place.field, cell.text)), ""
    except Refused as refused:
        return None, refused.reason


def _text(text: str) -> str | None:
    return text if text.strip() else None


def _weight(text: str) -> float | None:
    bounds = BOUNDS["weight"]
    value = entry.parse_number(text, bounds.low, bounds.high, above=bounds.above)
    return None if value == USUAL_WEIGHT else value


def _dollars(text: str) -> float | None:
    cents = entry.parse_money(text, high=BOUNDS["dollars"].high)
    return None if cents is None else cents / 100


def _covers(text: str) -> str | None:
    return text.strip().lower() or None


_PARSERS: dict[CellField, Callable[[str], Value]] = {
    "paid_hours": entry.parse_hours,
    "day_note": _text,
    "charts": entry.parse_count,
    "hours": entry.parse_hours,
    "weight": _weight,
    "note": _text,
    "other_hours": entry.parse_hours,
    "waiting": entry.parse_count,
    "received": entry.parse_count,
    "dollars": _dollars,
    "oldest": entry.parse_count,
    "covers": _covers,
}
