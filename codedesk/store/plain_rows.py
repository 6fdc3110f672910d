"""Rows as the database holds them, their columns by name, and the seal of a run of them.

A seal is one hash of many rows as they were stored: what a mass of rows has in the history, not an entry for each.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from typing import Any

import sqlalchemy as sa

from codedesk import models

PIECE = 1_000
_FILES_AT_ONCE = 20
_HISTORY = ("change", "change_entry")
PlainRow = tuple[Any, ...]


class PlainTable:
    """One table, read in the order of its numbers, a piece at a time."""

    def __init__(self, database: sa.Connection, name: str) -> None:
        """Ask for the columns that the table has, which may be more or fewer than those of the newest revision."""
        self.name = name
        self.columns = sorted(database.exec_driver_sql(f"SELECT * FROM {name} WHERE 1 = 0").keys())
        self.id = self.columns.index("id")
        types = {column.name: column.type for column in models.metadata().tables[name].columns}
        self._floats = {column for column, kind in types.items() if isinstance(kind, sa.Float)}
        self._files = any(isinstance(kind, sa.LargeBinary) for kind in types.values())
        self.piece = _FILES_AT_ONCE if self._files else PIECE

    def read(self, database: sa.Connection, after: int, until: int | None = None) -> list[PlainRow]:
        """Read the next rows behind a number, at most a piece of them."""
        names = ", ".join(f'"{name}"' for name in self.columns)
        end = "" if until is None else f" AND id <= {until}"
        query = f"SELECT {names} FROM {self.name} WHERE id > {after}{end} ORDER BY id LIMIT {self.piece}"
        rows = fetched(database, query)
        if self._files or database.dialect.name != "sqlite":
            return [tuple(map(_plain, row)) for row in rows]
        return rows

    def pieces(self, database: sa.Connection, after: int = 0, until: int | None = None) -> Iterator[list[PlainRow]]:
        """Read all rows behind a number, up to another."""
        while rows := self.read(database, after, until):
            yield rows
            after = rows[-1][self.id]

    def stored(self, column: str, value: Any) -> Any:
        """Return a value of the history as the database holds it."""
        return float(value) if column in self._floats and value is not None else _plain(value)


def fetched(database: sa.Connection, query: str) -> list[PlainRow]:
    """Return what a query finds as the database's own library gives it, which takes a third of the time."""
    with closing(database.exec_driver_sql(query)) as found:
        return [*found.cursor.fetchall()] if found.cursor is not None else []


class Seal:
    """The hash of rows, and how many they are."""

    def __init__(self) -> None:
        """Begin with none."""
        self.rows = 0
        self._hash = hashlib.sha256()

    def add(self, rows: Sequence[PlainRow]) -> None:
        """Add rows; it makes no difference how many at once."""
        self.rows += len(rows)
        self._hash.update("".join(map(repr, rows)).encode())

    @property
    def words(self) -> dict[str, Any]:
        """Return what the history keeps of the rows."""
        return {"rows": self.rows, "seal": self._hash.hexdigest()}


def seal(database: sa.Connection, name: str, first: int, last: int) -> dict[str, Any]:
    """Return the seal of the rows of a table from one number to another, as they stand."""
    made, table = Seal(), PlainTable(database, name)
    for rows in table.pieces(database, first - 1, last):
        made.add(rows)
    return made.words


def spans(database: sa.Connection) -> Iterator[tuple[str, int, int]]:
    """Name each table with rows, other than the history itself, and its first and last number."""
    for name in tables(database):
        first, last = database.exec_driver_sql(f"SELECT min(id), max(id) FROM {name}").one()
        if last is not None:
            yield name, first, last


def tables(database: sa.Connection) -> list[str]:
    """Name the tables that are there, other than the history itself."""
    there = set(sa.inspect(database).get_table_names())
    return [name for name in models.metadata().tables if name in there and name not in _HISTORY]


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return f"sha256:{hashlib.sha256(value).hexdigest()}"
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value
