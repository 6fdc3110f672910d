"""Changes of work days: one cell, several cells as one step, a whole day off, the same weekday of last week.

Here lives what the day grid changes. What it shows is days.py, which values are refused rules.py, how they are kept
stored_days.py; which dates are finished is weeks.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.models import Coder, OtherTimeCategory, WorkDay, WorkLine
from codedesk.periods import Period
from codedesk.services.days.days import CoderDayRow, coder_day
from codedesk.services.days.drafts import CellDraft, CellPlace, Value
from codedesk.services.days.rules import NO_CODER
from codedesk.services.days.stored_cells import StoredCells
from codedesk.services.days.weeks import DayStateRow, day_states
from codedesk.services.flow.waiting_days import WaitingLine, lines_of
from codedesk.services.live import live
from codedesk.services.people.schedules import Rota


@dataclass(frozen=True, slots=True)
class CellRow:
    """What a cell holds after a change, the coder's day around it with its sums and marks, and the state of its date.

    block is None where nothing is left to show: the coder does not work on that date and nothing is entered, or it is a
    cell of what waits. waiting: what waits on the date; None where the department does not log it.
    """

    place: CellPlace
    value: Value
    block: CoderDayRow | None
    state: DayStateRow
    waiting: tuple[WaitingLine, ...] | None = None


def set_cell(session: Session, draft: CellDraft) -> CellRow:
    """Store one cell; None clears it. Refused for what cannot be right: the reason belongs beside the cell."""
    cells, _ = _set(session, (draft,))
    place = draft.place
    block = None if place.of_department else coder_day(session, place.coder_id, place.day, cells.days.log())
    state = day_states(session, Period(place.day, place.day))[0]
    return CellRow(place, draft.value, block, state, lines_of(session, place.day, wanted=place.of_department))


def set_cells(session: Session, drafts: Iterable[CellDraft]) -> int:
    """Store several cells as one change, all or none; return how many differed from what was there."""
    return _set(session, tuple(drafts))[1]


def _set(session: Session, drafts: tuple[CellDraft, ...]) -> tuple[StoredCells, int]:
    cells = StoredCells(session, (draft.place for draft in drafts))
    for at, reason in sorted(cells.refusals(drafts).items()):
        raise Refused(reason, drafts[at].place.field)
    changed = sum([cells.put(draft) for draft in drafts])
    cells.close()
    return cells, changed


def day_off(session: Session, place: CellPlace, category_id: int) -> CoderDayRow:
    """Enter a whole day off: the scheduled hours as absence, nothing as paid. Refused where work is entered.

    On a holiday or a planned absence the hours are those that the schedule would have had.
    """
    category = session.get(OtherTimeCategory, category_id)
    if category is None or category.kind.paid:
        raise Refused("a day off needs a category of absence")
    coder = _coder(session, place.coder_id)
    hours = Rota(session, Period(place.day, place.day)).hours(coder, place.day)
    if not hours:
        raise Refused(f"{coder.shown_name} is not scheduled on that day, so there is nothing to take off")
    if _has_charts(session, place):
        raise Refused(f"{coder.shown_name} has charts on that day: enter the hours of absence beside them")
    drafts = (
        CellDraft(CellPlace(place.coder_id, place.day, "paid_hours"), None),
        CellDraft(CellPlace(place.coder_id, place.day, "other_hours", category_id=category_id), hours),
    )
    set_cells(session, drafts)
    taken = coder_day(session, place.coder_id, place.day)
    assert taken is not None
    return taken


def copy_last_week(session: Session, places: Iterable[CellPlace]) -> int | None:
    """Set cells to what they held on the same weekday a week before, empty ones too; return how many changed.

    Where none of them held anything, there is nothing to copy: nothing is cleared, and None is returned.
    """
    pairs = [(place, replace(place, day=place.day - timedelta(7))) for place in places]
    cells = StoredCells(session, (before for _, before in pairs))
    drafts = [CellDraft(place, cells.value(before)) for place, before in pairs]
    return None if all(draft.value is None for draft in drafts) else set_cells(session, drafts)


def _coder(session: Session, coder_id: int) -> Coder:
    coder = session.get(Coder, coder_id)
    if coder is None or coder.voided:
        raise Refused(NO_CODER)
    return coder


def _has_charts(session: Session, place: CellPlace) -> bool:
    query = (
        select(WorkLine.id)
        .join(WorkDay, col(WorkDay.id) == col(WorkLine.work_day_id))
        .where(live(WorkDay), col(WorkDay.coder_id) == place.coder_id, col(WorkDay.day) == place.day)
        .where(live(WorkLine), col(WorkLine.charts).is_not(None))
    )
    return session.exec(query).first() is not None
