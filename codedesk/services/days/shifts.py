"""A shift that passes midnight: one day holds its hours, two days its charts. Here the charts join their hours.

The day on which a shift began is the day that it belongs to. What looks like such a shift is asked by checks.py.
"""

from datetime import date, timedelta

from sqlmodel import Session

from codedesk.errors import Refused
from codedesk.formats import day as day_words
from codedesk.services.days.changes import set_cells
from codedesk.services.days.days import CoderDayRow, OtherTimeRow, WorkLineRow, coder_day
from codedesk.services.days.drafts import CellDraft, CellField, CellPlace, Value


def join_shift(session: Session, coder_id: int, day: date) -> int:
    """Put what a day holds to the day before, on which its shift began; return how many cells changed.

    Charts and hours of one work type add up, notes follow each other. Refused where the day has paid hours of its own,
    where the day before has none, or where two lines cannot be one.
    """
    late, begun = coder_day(session, coder_id, day), coder_day(session, coder_id, day - timedelta(1))
    if late is None or late.charts is None:
        raise Refused(f"nothing was coded on {day_words(day)}: there is nothing to join")
    if late.paid_hours:
        raise Refused(f"{day_words(day)} has paid hours of its own: enter by hand what belongs to the night before")
    if begun is None or not begun.paid_hours:
        raise Refused(f"{day_words(day - timedelta(1))} has no paid hours: there is no shift to join")
    drafts = [_draft(late, "paid_hours", None)] if late.paid_hours is not None else []
    for line in late.lines:
        if line.id is not None:
            drafts += _joined_line(begun, late, line)
    for time in late.other_times:
        drafts += _joined_time(begun, late, time)
    if late.note:
        drafts += [_draft(late, "day_note", None), _draft(begun, "day_note", _notes(begun.note, late.note))]
    return set_cells(session, drafts)


def _joined_line(begun: CoderDayRow, late: CoderDayRow, line: WorkLineRow) -> list[CellDraft]:
    there = next((row for row in begun.lines if row.work_type_id == line.work_type_id and row.id is not None), None)
    if there is None:
        values: dict[CellField, Value] = {
            "charts": line.charts, "hours": line.hours, "weight": line.weight, "note": line.note or None,
        }  # fmt: skip
    else:
        _require_one(there, line)
        values = {
            "charts": _sum(there.charts, line.charts),
            "hours": _sum(there.hours, line.hours),
            "note": _notes(there.note, line.note) or None,
        }
    number = line.work_type_id
    cleared = [_draft(late, field, None, work_type_id=number) for field in ("charts", "hours", "weight", "note")]
    return cleared + [_draft(begun, field, value, work_type_id=number) for field, value in values.items()]


def _require_one(there: WorkLineRow, line: WorkLineRow) -> None:
    """Refuse two lines whose sum would say less than they do."""
    if there.weight != line.weight:
        raise Refused(f"{line.work_type} has another weight on each of the two days: make them one first")
    with_charts = there.charts is not None and line.charts is not None
    if with_charts and (there.hours is None) != (line.hours is None):
        raise Refused(f"{line.work_type} has hours on one of the two days only: enter or clear them first")


def _joined_time(begun: CoderDayRow, late: CoderDayRow, time: OtherTimeRow) -> list[CellDraft]:
    there = next((row.hours for row in begun.other_times if row.category_id == time.category_id), None)
    hours = _sum(there, time.hours)
    number = time.category_id
    return [
        _draft(late, "other_hours", None, category_id=number),
        _draft(begun, "other_hours", hours, category_id=number),
    ]


def _draft(
    block: CoderDayRow,
    field: CellField,
    value: Value,
    *,
    work_type_id: int | None = None,
    category_id: int | None = None,
) -> CellDraft:
    return CellDraft(CellPlace(block.coder_id, block.day, field, work_type_id, category_id), value)


def _sum(one: float | None, other: float | None) -> float | None:
    known = [value for value in (one, other) if value is not None]
    return sum(known) if known else None


def _notes(one: str, other: str) -> str:
    return "\n".join(note for note in (one, other) if note)
