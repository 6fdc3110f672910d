"""Copies of the log and of the audits as columns, month by month: read at once, where the rows themselves take seconds.

A copy says nothing that the rows do not say. Triggers of the file delete it in the very transaction that changes a row
it was made from, whoever changes it: a copy that is there holds. It is no part of history, of exports or of a check.
A file whose triggers are not just these has no copies. This is SQLite's own way; a server reads its rows.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache

TABLES = {"log": "log_copy", "audits": "audit_copy", "years": "year_copy", "audit years": "audit_year_copy"}

_TABLE = """
CREATE TABLE {copy} (
    month INTEGER NOT NULL,
    columns BLOB NOT NULL,
    CONSTRAINT pk_{copy} PRIMARY KEY (month)
)"""
# BEFORE, so that what an INSERT OR REPLACE takes away, which tells nobody of it, is still there to be looked up.
_TRIGGER = """
CREATE TRIGGER {copy}_{table}_{word} BEFORE {event} ON {table} WHEN EXISTS (SELECT 1 FROM {copy})
BEGIN
    {deletes}
END"""
_DELETE = "DELETE FROM {copy} WHERE month = ({month});"
_MONTH = "12 * substr({day}, 1, 4) + substr({day}, 6, 2) - 1"
_OF_OWNER = f"SELECT {_MONTH.format(day='day')} FROM {{owner}} WHERE id = {{number}}"
_DATED = (("log_copy", "work_day"), ("audit_copy", "audit"))
_WITHIN = (
    ("log_copy", "work_line", "work_day"), ("log_copy", "other_time", "work_day"),
    ("audit_copy", "audit_record", "audit"), ("audit_copy", "finding", "audit"),
)  # fmt: skip
_ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def statements() -> Iterator[str]:
    """Yield what makes the tables of copies, and the triggers by which no copy outlives a change."""
    for copy in TABLES.values():
        yield _TABLE.format(copy=copy).strip()
    yield from triggers().values()


@cache
def triggers() -> dict[str, str]:
    """Return the triggers by their names."""
    made = [_trigger(copy, table, event, _of_dated(table, event)) for copy, table in _DATED for event in _ROWS]
    for copy, table, owner in _WITHIN:
        made += [_trigger(copy, table, event, _of_rows(table, owner, event)) for event in _ROWS]
    return {words.split()[2]: words for words in made}


def _trigger(copy: str, table: str, event: str, months: Sequence[str]) -> str:
    """Return the trigger that deletes the copies of some months."""
    words = "\n    ".join(_DELETE.format(copy=copy, month=month) for month in months)
    return _TRIGGER.format(copy=copy, table=table, word=event.lower(), event=event, deletes=words).strip()


def _of_dated(table: str, event: str) -> list[str]:
    """Return the months of a row with a day: those of its days, and of a row in whose place it comes."""
    months = [f"SELECT {_MONTH.format(day=f'{row}.day')}" for row in _ROWS[event]]
    return months if event == "DELETE" else [*months, _OF_OWNER.format(owner=table, number="NEW.id")]


def _of_rows(table: str, owner: str, event: str) -> list[str]:
    """Return the months of a row of a day: of what it belonged to, of what it belongs to, likewise."""
    owners = [f"{row}.{owner}_id" for row in _ROWS[event]]
    if event != "DELETE":
        owners.append(f"(SELECT {owner}_id FROM {table} WHERE id = NEW.id)")
    return [_OF_OWNER.format(owner=owner, number=number) for number in owners]


class Copies:
    """The copies in one file that is open. For the database thread only."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        """Take the connection."""
        self._raw = raw
        self._seen: tuple[int, bool] | None = None

    def read(self, name: str, first: int, last: int) -> dict[int, bytes]:
        """Return the copies of a name from one month to another, both included, that are there."""
        found: dict[int, bytes] = {}
        if self.hold():
            query = f"SELECT month, columns FROM {TABLES[name]} WHERE month BETWEEN ? AND ?"
            with suppress(sqlite3.DatabaseError):  # what cannot be read is no copy
                found.update(self._raw.execute(query, (first, last)))
        return {month: columns for month, columns in found.items() if isinstance(columns, bytes)}

    def months(self, name: str) -> set[int]:
        """Return the months of which there is a copy."""
        return {month for (month,) in self._raw.execute(f"SELECT month FROM {TABLES[name]}")}

    def write(self, name: str, copies: Mapping[int, bytes]) -> None:
        """Write copies inside the transaction in which their rows were read."""
        self._raw.executemany(f"INSERT OR REPLACE INTO {TABLES[name]} VALUES (?, ?)", list(copies.items()))

    def hold(self) -> bool:
        """Tell whether the triggers that delete them are the ones that must be there."""
        (version,) = self._raw.execute("PRAGMA schema_version").fetchone()
        if self._seen is None or self._seen[0] != version:
            query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            self._seen = version, dict(self._raw.execute(query)) == triggers()
        return self._seen[1]
