"""Changes of work days: one cell, several cells as one step, a whole day off, the same weekday of last week.

Here lives what the day grid stores. What it shows is days.py; which dates are finished is weeks.py.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.formats import hours as hours_words
from codedesk.models import Coder, OtherTime, OtherTimeCategory, WorkDay, WorkLine, WorkType
from codedesk.periods import Period
from codedesk.services.days.days import CoderDayRow, day_grid
from codedesk.services.days.drafts import HOURS_PER_DAY, CellDraft, CellPlace, Value, check
from codedesk.services.live import live
from codedesk.services.people.schedules import Rota

_CLEARED = "cleared in the day grid"
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class CellRow:
    """What a cell holds after a change, and the coder's day around it with its sums and marks.

    block is None where nothing is left to show: the coder does not work on that date and nothing is entered.
    """

    place: CellPlace
    value: Value
    block: CoderDayRow | None


def set_cell(session: Session, draft: CellDraft) -> CellRow:
    """Store one cell; None clears it. Refused for what cannot be right: the reason belongs beside the cell."""
    set_cells(session, (draft,))
    place = draft.place
    blocks = day_grid(session, place.day, (place.coder_id,)).blocks
    return CellRow(place, draft.value, blocks[0] if blocks else None)


def set_cells(session: Session, drafts: Iterable[CellDraft]) -> int:
    """Store several cells as one change, all or none; return how many differed from what was there."""
    changed = 0
    days: dict[int, WorkDay] = {}
    for draft in drafts:
        check(draft)
        day = _day(session, draft.place, make=draft.value is not None)
        if day is None:
            continue
        days[day.key] = day
        changed += _store(session, day, draft)
    for day in days.values():
        session.flush()
        _check_sums(session, day)
        _void_if_empty(session, day)
    session.flush()
    return changed


def day_off(session: Session, place: CellPlace, category_id: int) -> CoderDayRow:
    """Enter a whole day off: the scheduled hours as absence, nothing as paid. Refused where work is entered.

    On a holiday or a planned absence the hours are those that the schedule would have had.
    """
    category = session.get(OtherTimeCategory, category_id)
    if category is None or category.kind != "absence":
        raise Refused("a day off needs a category of absence")
    coder = _coder(session, place.coder_id)
    hours = Rota(session, Period(place.day, place.day)).hours(coder, place.day)
    if not hours:
        raise Refused(f"{coder.shown_name} is not scheduled on that day, so there is nothing to take off")
    stored = _find_day(session, place)
    if stored is not None and any(line.charts is not None for line in _lines(session, stored)):
        raise Refused(f"{coder.shown_name} has charts on that day: enter the hours of absence beside them")
    drafts = (
        CellDraft(CellPlace(place.coder_id, place.day, "paid_hours"), None),
        CellDraft(CellPlace(place.coder_id, place.day, "other_hours", category_id=category_id), hours),
    )
    set_cells(session, drafts)
    return day_grid(session, place.day, (place.coder_id,)).blocks[0]


def copy_last_week(session: Session, places: Iterable[CellPlace]) -> int:
    """Set cells to what they held on the same weekday a week before, empty ones too; return how many changed."""
    drafts = []
    for place in places:
        week_before = CellPlace(
            place.coder_id, place.day - timedelta(7), place.field, place.work_type_id, place.category_id
        )
        drafts.append(CellDraft(place, value_at(session, week_before)))
    return set_cells(session, drafts)


def value_at(session: Session, place: CellPlace) -> Value:
    """Return what a cell holds; None where nothing is entered."""
    day = _find_day(session, place)
    if day is None:
        return None
    if place.field == "paid_hours":
        return day.paid_hours
    if place.field == "day_note":
        return day.note or None
    if place.field == "other_hours":
        time = _time(session, day, place)
        return time.hours if time else None
    line = _line(session, day, place)
    if line is None:
        return None
    value: Value = getattr(line, place.field)
    return None if value == "" or (place.field == "weight" and value == 1.0) else value


def _store(session: Session, day: WorkDay, draft: CellDraft) -> bool:
    if value_at(session, draft.place) == draft.value:
        return False
    writer: Callable[[Session, WorkDay, CellDraft], None] = {
        "paid_hours": _store_paid,
        "day_note": _store_note,
        "other_hours": _store_time,
    }.get(draft.place.field, _store_line)
    writer(session, day, draft)
    session.flush()
    return True


def _store_paid(_session: Session, day: WorkDay, draft: CellDraft) -> None:
    day.paid_hours = _hours(draft.value)


def _store_note(_session: Session, day: WorkDay, draft: CellDraft) -> None:
    day.note = str(draft.value or "")


def _store_time(session: Session, day: WorkDay, draft: CellDraft) -> None:
    hours = _hours(draft.value)
    time = _time(session, day, draft.place)
    if hours is None:
        if time is not None:
            time.voided, time.void_reason = True, _CLEARED
    elif time is not None:
        time.hours = hours
    else:
        category = session.get(OtherTimeCategory, draft.place.category_id)
        if category is None or category.voided:
            raise Refused("this category of other time is no longer there")
        session.add(OtherTime(work_day_id=day.key, category_id=category.key, hours=hours))


def _store_line(session: Session, day: WorkDay, draft: CellDraft) -> None:
    line = _line(session, day, draft.place)
    if line is None:
        work_type = session.get(WorkType, draft.place.work_type_id)
        if work_type is None or work_type.voided:
            raise Refused("this work type is no longer there")
        line = WorkLine(work_day_id=day.key, work_type_id=work_type.key)
        session.add(line)
    setattr(line, draft.place.field, _line_value(draft))
    if line.charts is None and line.hours is None and line.weight == 1.0 and not line.note:
        line.voided, line.void_reason = True, _CLEARED


def _line_value(draft: CellDraft) -> Value:
    if draft.place.field == "note":
        return str(draft.value or "")
    if draft.place.field == "charts":
        return draft.value
    if draft.place.field == "weight" and draft.value is None:
        return 1.0
    return _hours(draft.value)


def _hours(value: Value) -> float | None:
    return None if value is None else float(value)


def _day(session: Session, place: CellPlace, *, make: bool) -> WorkDay | None:
    day = _find_day(session, place)
    if day is None and make:
        day = WorkDay(coder_id=_coder(session, place.coder_id).key, day=place.day)
        session.add(day)
        session.flush()
    return day


def _find_day(session: Session, place: CellPlace) -> WorkDay | None:
    query = select(WorkDay).where(live(WorkDay), col(WorkDay.coder_id) == place.coder_id, col(WorkDay.day) == place.day)
    return session.exec(query).first()


def _coder(session: Session, coder_id: int) -> Coder:
    coder = session.get(Coder, coder_id)
    if coder is None or coder.voided:
        raise Refused("this coder is no longer there")
    return coder


def _line(session: Session, day: WorkDay, place: CellPlace) -> WorkLine | None:
    query = select(WorkLine).where(
        live(WorkLine), col(WorkLine.work_day_id) == day.key, col(WorkLine.work_type_id) == place.work_type_id
    )
    return session.exec(query).first()


def _lines(session: Session, day: WorkDay) -> list[WorkLine]:
    return list(session.exec(select(WorkLine).where(live(WorkLine), col(WorkLine.work_day_id) == day.key)))


def _time(session: Session, day: WorkDay, place: CellPlace) -> OtherTime | None:
    query = select(OtherTime).where(
        live(OtherTime), col(OtherTime.work_day_id) == day.key, col(OtherTime.category_id) == place.category_id
    )
    return session.exec(query).first()


def _times(session: Session, day: WorkDay) -> list[tuple[OtherTime, OtherTimeCategory]]:
    query = (
        select(OtherTime, OtherTimeCategory)
        .join(OtherTimeCategory, col(OtherTimeCategory.id) == col(OtherTime.category_id))
        .where(live(OtherTime), col(OtherTime.work_day_id) == day.key)
    )
    return list(session.exec(query))


def _check_sums(session: Session, day: WorkDay) -> None:
    """Refuse a day of more than 24 hours: paid and absent together, or the hours of its lines, or its other time."""
    times = _times(session, day)
    absent = sum(time.hours for time, category in times if category.kind == "absence")
    other = sum(time.hours for time, category in times if category.kind != "absence")
    lines = sum(line.hours or 0.0 for line in _lines(session, day))
    for total, what in (
        (absent + (day.paid_hours or 0.0), "paid hours and absence"),
        (absent + other, "other time"),
        (lines, "the hours of the lines"),
    ):
        if total > HOURS_PER_DAY + _TOLERANCE:
            raise Refused(f"that makes {hours_words(total)} h of {what}, and a day has 24")


def _void_if_empty(session: Session, day: WorkDay) -> None:
    if day.paid_hours is None and not day.note and not _lines(session, day) and not _times(session, day):
        day.voided, day.void_reason = True, _CLEARED
