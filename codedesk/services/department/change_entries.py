"""What one step changed, in words: of what, which value, before and after. Masses of rows are one line.

Which steps there are is changes.py's. Numbers of rows become the names that people know.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk import formats, models
from codedesk.models import ChangeEntry, Coder, Row
from codedesk.models.fields import Fields
from codedesk.models.history import SEAL
from codedesk.services.nouns import tables

FOLDED_FROM = 5
NAMES_SHOWN = 12
_ENTRIES_LISTED = 400
_WORD = re.compile(r"[a-z]+(?:_[a-z]+)+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HIDDEN = {"id", "voided", "void_reason", "created_on", "position"}


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One value of a step: of what, which value, before and after. "" before for something new."""

    what: str
    value: str
    before: str
    after: str


def entries(session: Session, change_id: int) -> tuple[EntryRow, ...]:
    """List what a step changed, value by value; a mass of rows is one line, and so are many new rows of one kind."""
    names = Names(session)
    folded = _folded(session, change_id)
    own = (col(ChangeEntry.change_id) == change_id) & ~col(ChangeEntry.table_name).startswith(SEAL)
    query = select(ChangeEntry).where(own)
    inserted = (col(ChangeEntry.action) == "insert") & col(ChangeEntry.table_name).in_(list(folded))
    stored = session.exec(query.where(~inserted).order_by(col(ChangeEntry.id)).limit(_ENTRIES_LISTED)).all()
    masses = [_mass(session, change_id, table, count, names) for table, count in folded.items()]
    return (*masses, *(line for entry in stored for line in lines_of(entry, names)))


def _folded(session: Session, change_id: int) -> dict[str, int]:
    count = sa.func.count()
    query = (
        select(ChangeEntry.table_name, count)
        .where(col(ChangeEntry.change_id) == change_id, col(ChangeEntry.action) == "insert")
        .group_by(col(ChangeEntry.table_name))
        .having(count >= FOLDED_FROM)
    )
    return {table: int(number) for table, number in session.exec(query)}


def _mass(session: Session, change_id: int, table: str, count: int, names: "Names") -> EntryRow:
    query = (
        select(ChangeEntry.row_id)
        .where(col(ChangeEntry.change_id) == change_id, col(ChangeEntry.table_name) == table)
        .order_by(col(ChangeEntry.id))
        .limit(NAMES_SHOWN)
    )
    found = dict.fromkeys(names.of_row(table, number) for number in session.exec(query))
    words = "; ".join(name for name in found if name)
    return EntryRow(table.replace("_", " "), formats.plural(count, "row"), "", f"in: {words} …" if words else "in")


def lines_of(entry: ChangeEntry, names: "Names") -> list[EntryRow]:
    """Return the values that one entry tells."""
    word = entry.table_name.replace("_", " ")
    if entry.action.startswith("bulk"):
        amount = (entry.last_row_id or entry.row_id) - entry.row_id + 1
        was, now = json.loads(entry.before or "{}"), json.loads(entry.after or "{}")
        gone = {True: "taken out", False: "in"}
        before, after = gone.get(was.get("voided"), ""), gone.get(now.get("voided"), "in")
        return [EntryRow(word, formats.plural(amount, "row"), before, after)]
    before, after = json.loads(entry.before or "{}"), json.loads(entry.after or "{}")
    what = names.subject(entry.table_name, entry.row_id)
    lines = [
        EntryRow(
            what,
            _called(name),
            names.words(entry.table_name, name, before.get(name)),
            shown,
        )
        for name, value in after.items()
        if name not in _HIDDEN and ((shown := names.words(entry.table_name, name, value)) or before)
    ]
    if "voided" in before:
        reason = after.get("void_reason") or ""
        lines.insert(0, EntryRow(what, "state", *(("in", "taken out") if after["voided"] else ("taken out", "in"))))
        lines += [EntryRow(what, "reason", "", reason)] if reason else []
    return lines or [EntryRow(what, "row", "", "added")]


def _called(column: str) -> str:
    """Return what people call a column: "day due" of due_on, "work type" of work_type_id."""
    words = column.removesuffix("_id").replace("_", " ")
    return f"day {words.removesuffix(' on').replace('reaudit', 'of the re-audit')}" if words.endswith(" on") else words


class Names:
    """Names of the things that rows point at, each looked up once."""

    def __init__(self, session: Session) -> None:
        """Look names up in a session."""
        self._session = session
        self._known: dict[tuple[str, int], str] = {}
        self._tables = tables()

    def words(self, table: str, column: str, value: Any) -> str:
        """Write a stored value as people know it."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        target = self._target(table, column)
        if target is not None:
            return self.of_row(target, value)
        if self._is_money(table, column):
            return formats.money(value)
        if isinstance(value, str) and _DAY.fullmatch(value):
            return formats.day(date.fromisoformat(value))
        words = formats.typed(value)
        return words.replace("_", " ") if _WORD.fullmatch(words) else words

    def _is_money(self, table: str, column: str) -> bool:
        """Tell whether a column holds cents."""
        kind = self._tables.get(table)
        described = kind.described() if kind is not None and issubclass(kind, Fields) else {}
        return column in described and described[column].kind == "money"

    def subject(self, table: str, row_id: int) -> str:
        """Name the row that an entry is about: its own name, or what it belongs to."""
        word, named = table.replace("_", " "), self.of_row(table, row_id)
        return f"{word}: {named}" if named else word

    def of_row(self, table: str, number: int) -> str:
        """Name a row; "" where it has no name."""
        key = (table, number)
        if key not in self._known:
            kind = self._tables.get(table)
            row = self._session.get(kind, number) if kind is not None else None
            self._known[key] = "" if row is None else self._of(table, row)
        return self._known[key]

    def _of(self, table: str, row: Row) -> str:
        if isinstance(row, Coder):
            return row.shown_name
        own = getattr(row, "name", "")
        if own:
            return str(own)
        above = [
            (target, getattr(row, column.name))
            for column in models.metadata().tables[table].c
            if (target := self._target(table, column.name)) is not None
        ]
        parts = [self.of_row(target, number) for target, number in above if number]
        day = getattr(row, "day", None) or getattr(row, "effective_from", None)
        return ", ".join(part for part in (*parts, formats.day(day) if isinstance(day, date) else "") if part)

    def _target(self, table: str, column: str) -> str | None:
        """Return the table that a column points into."""
        known = models.metadata().tables.get(table)
        keys = known.c[column].foreign_keys if known is not None and column in known.c else ()
        return next((key.column.table.name for key in keys), None)
