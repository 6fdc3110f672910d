"""Surprising values to look at: the list of a period, and the manager's word that a value is right as it is.

What is surprising is decided in checks.py; here marks are listed and confirmed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from codedesk.formats import plural, typed
from codedesk.models import ConfirmedMark
from codedesk.models.work_days import ConfirmedMarkDraft
from codedesk.periods import Period, month, months_of
from codedesk.services.days.checks import MarkRow
from codedesk.services.days.days import CoderDayRow, DayGridRow, entered_days
from codedesk.services.days.drafts import DEPARTMENT, CellPlace
from codedesk.services.flow.waiting_days import WAITS, WaitingLine, asked_of_waiting
from codedesk.services.live import live
from codedesk.services.nouns import Noun

MARKS = Noun(ConfirmedMark, ConfirmedMarkDraft)


@dataclass(frozen=True, slots=True)
class LookRow:
    """One surprising value: whose, when, where it stands, what it is, and the question that it raises."""

    place: CellPlace
    coder: str
    work_type: str
    value: str
    mark: MarkRow

    @property
    def day(self) -> date:
        """The date."""
        return self.place.day


def to_look_at(session: Session, period: Period, coder_ids: Iterable[int] | None = None) -> tuple[LookRow, ...]:
    """List the surprising values of a period that nobody confirmed, the newest day first.

    coder_ids: of those coders only; without, those of what waits are among them.
    """
    ids = None if coder_ids is None else tuple(coder_ids)
    blocks = [block for part in months_of(period) for block in entered_days(session, part, ids)]
    found = [_row(block, mark) for block in blocks for mark in block.marks]
    if ids is None:
        found += [row for day, line in asked_of_waiting(session, period) for row in waiting_rows(day, line)]
    return tuple(sorted(found, key=lambda row: row.day, reverse=True))


def to_look_at_on(session: Session, days: Iterable[tuple[int, date]]) -> tuple[LookRow, ...]:
    """List the surprising values of some days (whose, and the date) that nobody confirmed, the newest first."""
    wanted: dict[Period, set[tuple[int, date]]] = defaultdict(set)
    for coder_id, day in days:
        wanted[month(day.year, day.month)].add((coder_id, day))
    found = []
    for period, places in wanted.items():
        blocks = entered_days(session, period, {coder_id for coder_id, _ in places})
        found += [row for block in blocks if (block.coder_id, block.day) in places for row in look_rows(block)]
        if any(coder_id == DEPARTMENT for coder_id, _ in places):
            waiting = (row for day, line in asked_of_waiting(session, period) for row in waiting_rows(day, line))
            found += [row for row in waiting if (DEPARTMENT, row.day) in places]
    return tuple(sorted(found, key=lambda row: row.day, reverse=True))


def confirm_marks(session: Session, rows: Iterable[LookRow]) -> int:
    """Keep that values are right as they are; return how many were not confirmed before."""
    return sum(_confirm(session, row.place, row.mark) for row in rows)


def place_of(block: CoderDayRow, mark: MarkRow) -> CellPlace:
    """Return the cell that a mark of a coder's day stands in."""
    return CellPlace(block.coder_id, block.day, mark.field, mark.work_type_id, mark.category_id)


def look_rows(block: CoderDayRow) -> tuple[LookRow, ...]:
    """Return the surprising values of one coder's day."""
    return tuple(_row(block, mark) for mark in block.marks)


def marked_in(grid: DayGridRow, place: CellPlace) -> tuple[LookRow, ...]:
    """Return the surprising values in one cell of a grid."""
    blocks = (block for block in grid.blocks if (block.coder_id, block.day) == (place.coder_id, place.day))
    found = [row for block in blocks for row in look_rows(block)]
    if place.of_department:
        found += [row for line in grid.waiting for row in waiting_rows(place.day, line)]
    return tuple(row for row in found if row.place == place)


def waiting_rows(day: date, line: WaitingLine) -> tuple[LookRow, ...]:
    """Return what is to be looked at in a line of what waits: one value, or none."""
    mark = line.mark
    if mark is None:
        return ()
    place = CellPlace(DEPARTMENT, day, mark.field, mark.work_type_id)
    return (LookRow(place, WAITS, line.name, plural(int(mark.value), "chart"), mark),)


def _confirm(session: Session, place: CellPlace, mark: MarkRow) -> bool:
    coder_id = None if place.of_department else place.coder_id
    query = select(ConfirmedMark).where(
        live(ConfirmedMark),
        col(ConfirmedMark.coder_id).is_(None) if coder_id is None else col(ConfirmedMark.coder_id) == coder_id,
        col(ConfirmedMark.day) == place.day,
        col(ConfirmedMark.kind) == mark.kind,
        col(ConfirmedMark.value) == mark.value,
    )
    if any(row.work_type_id == mark.work_type_id for row in session.exec(query)):
        return False
    number = mark.work_type_id
    MARKS.add(session, ConfirmedMarkDraft(
        coder_id=coder_id, day=place.day, work_type_id=number, kind=mark.kind, value=mark.value
    ))  # fmt: skip
    return True


def _row(block: CoderDayRow, mark: MarkRow) -> LookRow:
    line = next((line for line in block.lines if line.work_type_id == mark.work_type_id), None)
    if line is not None:
        value = "" if line.charts is None else plural(line.charts, "chart")
    elif block.paid_hours is not None:
        value = f"{typed(block.paid_hours)} h paid"
    else:
        value = "" if block.charts is None else plural(block.charts, "chart")
    return LookRow(place_of(block, mark), block.coder, line.work_type if line else "", value, mark)
