"""The history as people read it: steps, newest first, and inside each what was before and after.

Nothing is changed here: writing history is the store's, taking a step back is the desk's.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk import formats, models
from codedesk.models import Audit, Change, ChangeEntry, Coder, Row, WorkDay, WorkType

LISTED = 500
_WORD = re.compile(r"[a-z]+(?:_[a-z]+)+")
_ENTRIES_LISTED = 400
_DAYS = {"day", "started_on", "left_on", "effective_from", "from_day", "to_day", "review_due"}
_HIDDEN = {"id", "voided", "void_reason", "created_on", "position"}
_PARENTS: dict[str, type[Row]] = {
    "coder_id": Coder,
    "work_type_id": WorkType,
    "work_day_id": WorkDay,
    "audit_id": Audit,
    "category_id": models.OtherTimeCategory,
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A step: when (UTC), who, what, how many rows, and whether a later step took it back."""

    id: int
    at: datetime
    who: str
    step: str
    kind: str
    rows: int
    taken_back: bool


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One value of a step: of what, which value, before and after. "" before for something new."""

    what: str
    value: str
    before: str
    after: str


def changes(session: Session, words: str = "", limit: int = LISTED) -> tuple[ChangeRow, ...]:
    """List the newest steps whose name or person contains every word."""
    rows = sa.func.sum(sa.func.coalesce(col(ChangeEntry.last_row_id), col(ChangeEntry.row_id)) - ChangeEntry.row_id + 1)
    counted = select(ChangeEntry.change_id, rows.label("rows")).group_by(col(ChangeEntry.change_id)).subquery()
    query = select(Change, counted.c.rows).join(counted, counted.c.change_id == Change.id, isouter=True)
    for word in words.split():
        pattern = f"%{_escaped(word)}%"
        said = col(Change.step).ilike(pattern, escape="\\") | col(Change.who).ilike(pattern, escape="\\")
        query = query.where(said)
    query = query.order_by(col(Change.id).desc()).limit(limit)
    reverted = _taken_back(session)
    return tuple(_row(change, int(count or 0), reverted) for change, count in session.exec(query))


def entries(session: Session, change_id: int) -> tuple[EntryRow, ...]:
    """List what a step changed, value by value; a mass of rows is one line."""
    query = select(ChangeEntry).where(col(ChangeEntry.change_id) == change_id)
    stored = session.exec(query.order_by(col(ChangeEntry.id)).limit(_ENTRIES_LISTED)).all()
    names = _Names(session)
    return tuple(line for entry in stored for line in _lines(entry, names))


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _taken_back(session: Session) -> set[int]:
    """Return the steps that stand taken back: undone and not done again, or put back."""
    query = select(Change.reverts_id, Change.kind).where(col(Change.reverts_id).is_not(None)).order_by(col(Change.id))
    found: set[int] = set()
    for number, kind in session.exec(query):
        (found.discard if kind == "redo" else found.add)(number or 0)
    return found


def _row(change: Change, count: int, reverted: set[int]) -> ChangeRow:
    number = change.id or 0
    at = change.at if change.at.tzinfo else change.at.replace(tzinfo=UTC)
    return ChangeRow(number, at, change.who, change.step, change.kind, count, number in reverted)


def _lines(entry: ChangeEntry, names: "_Names") -> list[EntryRow]:
    word = entry.table_name.replace("_", " ")
    if entry.action.startswith("bulk"):
        amount = (entry.last_row_id or entry.row_id) - entry.row_id + 1
        was, now = json.loads(entry.before or "{}"), json.loads(entry.after or "{}")
        gone = {True: "taken out", False: "in"}
        before, after = gone.get(was.get("voided"), ""), gone.get(now.get("voided"), "in")
        return [EntryRow(word, formats.plural(amount, "row"), before, after)]
    before, after = json.loads(entry.before or "{}"), json.loads(entry.after or "{}")
    what = names.subject(entry.table_name, entry.row_id, after if entry.action == "insert" else {})
    lines = [
        EntryRow(what, name.removesuffix("_id").replace("_", " "), names.words(name, before.get(name)), shown)
        for name, value in after.items()
        if name not in _HIDDEN and ((shown := names.words(name, value)) or before)
    ]
    if "voided" in before:
        reason = after.get("void_reason") or ""
        lines.insert(0, EntryRow(what, "state", *(("in", "taken out") if after["voided"] else ("taken out", "in"))))
        lines += [EntryRow(what, "reason", "", reason)] if reason else []
    return lines or [EntryRow(what, "row", "", "added")]


class _Names:
    """Names of the things that rows point at, each looked up once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, int], str] = {}
        self._tables = {table.__table__.name: table for table in _tables()}  # type: ignore[attr-defined]

    def words(self, column: str, value: Any) -> str:
        """Write a stored value as people know it."""
        if value is None:
            return ""
        if column in _PARENTS:
            return self._named(_PARENTS[column], value)
        if isinstance(value, str) and column in _DAYS:
            return formats.day(date.fromisoformat(value))
        words = formats.typed(value)
        return words.replace("_", " ") if _WORD.fullmatch(words) else words

    def subject(self, table_name: str, row_id: int, inserted: dict[str, Any]) -> str:
        """Name the row that an entry is about: its own name, or what it belongs to."""
        word = table_name.replace("_", " ")
        table = self._tables.get(table_name)
        named = self._named(table, row_id) if table is not None else ""
        return f"{word}: {named}" if named else word

    def _named(self, table: type[Row], number: int) -> str:
        key = (table.__name__, number)
        if key not in self._known:
            row = self._session.get(table, number)
            self._known[key] = "" if row is None else self._of(row)
        return self._known[key]

    def _of(self, row: Row) -> str:
        if isinstance(row, Coder):
            return row.shown_name
        own = getattr(row, "name", "")
        if own:
            return str(own)
        above = [(parent, getattr(row, name, None)) for name, parent in _PARENTS.items()]
        parts = [self._named(parent, number) for parent, number in above if number]
        day = getattr(row, "day", None) or getattr(row, "effective_from", None)
        return ", ".join(part for part in (*parts, formats.day(day) if isinstance(day, date) else "") if part)


def _tables() -> list[type[Row]]:
    return [found for found in Row.__subclasses__() if hasattr(found, "__table__")]
