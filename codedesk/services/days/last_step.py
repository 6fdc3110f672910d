"""The last step that changed a cell of the day grid, as the history tells it.

Here lives which entries are about a cell. Taking a step back is the desk's.
"""

import json

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk.models import Backlog, Change, ChangeEntry, OtherTime, WorkDay, WorkLine
from codedesk.models.work_days import USUAL_WEIGHT
from codedesk.services.days.drafts import CellPlace
from codedesk.services.department.changes import taken_back

_COLUMNS = {"day_note": "note", "other_hours": "hours"}
_MOVES = ("undo", "redo", "put_back")  # they lead to steps; they are none of a person's own
_NOTHING = (None, "", USUAL_WEIGHT)


def last_step(session: Session, place: CellPlace) -> int | None:
    """Return the number of the last step that set or cleared a cell and still stands; None where there is none."""
    table, numbers = _rows(session, place)
    last = sa.func.coalesce(col(ChangeEntry.last_row_id), col(ChangeEntry.row_id))
    about = [sa.and_(col(ChangeEntry.row_id) <= number, last >= number) for number in numbers]
    if not about:
        return None
    query = select(ChangeEntry).join(Change, col(Change.id) == col(ChangeEntry.change_id))
    query = query.where(col(ChangeEntry.table_name) == table, sa.or_(*about), col(Change.kind).not_in(_MOVES))
    gone, column = taken_back(session), _COLUMNS.get(place.field, place.field)
    for entry in session.exec(query.order_by(col(ChangeEntry.id).desc())):
        if entry.change_id not in gone and _sets(entry, column):
            return entry.change_id
    return None


def _rows(session: Session, place: CellPlace) -> tuple[str, list[int]]:
    """Return the table of a cell and the rows, voided ones too, in which it stands or stood."""
    if place.of_department:
        waits = select(Backlog.id).where(col(Backlog.day) == place.day, col(Backlog.work_type_id) == place.work_type_id)
        return "backlog", [number for number in session.exec(waits) if number is not None]
    of_day = select(WorkDay.id).where(col(WorkDay.coder_id) == place.coder_id, col(WorkDay.day) == place.day)
    days = [number for number in session.exec(of_day) if number is not None]
    if place.work_type_id is not None:
        lines = select(WorkLine.id).where(col(WorkLine.work_day_id).in_(days))
        found = session.exec(lines.where(col(WorkLine.work_type_id) == place.work_type_id))
        return "work_line", [number for number in found if number is not None]
    if place.category_id is not None:
        times = select(OtherTime.id).where(col(OtherTime.work_day_id).in_(days))
        found = session.exec(times.where(col(OtherTime.category_id) == place.category_id))
        return "other_time", [number for number in found if number is not None]
    return "work_day", days


def _sets(entry: ChangeEntry, column: str) -> bool:
    """Tell whether an entry set or cleared the column of its row."""
    if entry.action.startswith("bulk"):
        return True
    after = json.loads(entry.after)
    if entry.action == "insert":
        return after.get(column) not in _NOTHING
    return column in after or "voided" in after
