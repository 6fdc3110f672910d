"""One plain sentence per step of the history: what was set, of whom and when, from what to what.

Only of steps that changed one value of one row; every other one is told by its own name.
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlmodel import Session, col, select

from codedesk import formats
from codedesk.models import ChangeEntry, OtherTime, Row, WorkDay, WorkLine
from codedesk.models.history import SEAL
from codedesk.services.department.change_entries import EntryRow, Names, lines_of

MOST_ROWS = 2
_OF_A_DAY: dict[str, type[Row]] = {"work_line": WorkLine, "other_time": OtherTime, "work_day": WorkDay}
_AMOUNTS = {"work_line": "charts", "other_time": "hours", "work_day": "paid hours", "backlog": "waiting"}
_NO_VALUES = ("state", "reason", "row")


def sentences(session: Session, numbers: Sequence[int]) -> dict[int, str]:
    """Return the sentences of these steps, each of at most MOST_ROWS rows; none of a step that has no such sentence."""
    own = col(ChangeEntry.change_id).in_(numbers) & ~col(ChangeEntry.table_name).startswith(SEAL)
    by_step: dict[int, list[ChangeEntry]] = defaultdict(list)
    for entry in session.exec(select(ChangeEntry).where(own).order_by(col(ChangeEntry.id))):
        by_step[entry.change_id].append(entry)
    names = Names(session)
    held = _days(session, [entry for entries in by_step.values() for entry in entries])
    told = {step: _sentence(session, entries, names) for step, entries in by_step.items()}
    held.clear()
    return {step: words for step, words in told.items() if words}


def _days(session: Session, entries: Sequence[ChangeEntry]) -> list[Row]:
    """Read the rows of days that entries are about at once; the session knows them as long as they are held."""
    held: list[Row] = []
    of_days: set[int] = set()
    for name, table in _OF_A_DAY.items():
        numbers = {entry.row_id for entry in entries if entry.table_name == name}
        wanted = numbers | of_days if name == "work_day" else numbers
        found = session.exec(select(table).where(col(table.id).in_(wanted))).all()
        of_days |= {row.work_day_id for row in found if isinstance(row, WorkLine | OtherTime)}
        held += found
    return held


def _sentence(session: Session, entries: Sequence[ChangeEntry], names: Names) -> str:
    """Tell the one value that a step changed; a day's own row, made with its first value, is no change of its own."""
    told = [entry for entry in entries if not (entry.table_name == "work_day" and entry.action == "insert")]
    (entry, *more) = told or entries
    if more or entry.action not in ("insert", "update"):
        return ""
    lines = [line for line in lines_of(entry, names) if line.value not in _NO_VALUES]
    if entry.action == "insert":
        lines = [line for line in lines if line.value == _AMOUNTS.get(entry.table_name)]
    if len(lines) != 1:
        return ""
    (line,) = lines
    whose = _of_a_day(session, entry, line, names) or _of_a_row(line)
    if not line.after:
        return f"Cleared {whose} (was {line.before})."
    since = f" from {line.before}" if line.before else ""
    return f"Set {whose}{since} to {line.after.removesuffix('.')}."


def _of_a_day(session: Session, entry: ChangeEntry, line: EntryRow, names: Names) -> str:
    """Name the value of somebody's day, "Ana Diaz's charts of 3 Jul 2026, Inpatient"; "" where it is of no day."""
    table = _OF_A_DAY.get(entry.table_name)
    row = session.get(table, entry.row_id) if table is not None else None
    day = row if isinstance(row, WorkDay) else session.get(WorkDay, getattr(row, "work_day_id", 0))
    if day is None:
        return ""
    whose = f"{names.of_row('coder', day.coder_id)}’s"
    if isinstance(row, OtherTime):
        return f"{whose} {names.of_row('other_time_category', row.category_id)} {line.value} of {formats.day(day.day)}"
    of_type = f", {names.of_row('work_type', row.work_type_id)}," if isinstance(row, WorkLine) else ""
    return f"{whose} {line.value} of {formats.day(day.day)}{of_type}"


def _of_a_row(line: EntryRow) -> str:
    kind, _, name = line.what.partition(": ")
    return f"{line.value} of {name}" if name else f"{line.value} of the {kind}"
