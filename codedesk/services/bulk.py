"""Many rows at once: inserts of whole columns in one statement, told to history as one entry.

Here lives how masses of rows are stored; what they are is decided elsewhere. Portable: SQLAlchemy writes the statement
and gives each value its stored form, and the database numbers the rows, as it numbers every other one.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import sqlalchemy as sa
from sqlmodel import Session, col

from codedesk.models import Row

CHUNK = 20_000


class EntryRecorder(Protocol):
    """What history offers to a mass of rows."""

    def bulk_insert(self, table: str, first_id: int, last_id: int) -> None:
        """Write one entry for all of them."""


def highest_id(session: Session, model: type[Row]) -> int:
    """Return the highest number in a table, 0 where it is empty."""
    return session.connection().execute(sa.select(sa.func.max(col(model.id)))).scalar() or 0


def insert_columns(session: Session, model: type[Row], columns: Mapping[str, Sequence[Any]]) -> range:
    """Insert rows given as columns of one length; columns left out get their default. Return the rows' numbers."""
    count = len(next(iter(columns.values()), ()))
    if not count:
        return range(0)
    session.flush()
    table = sa.inspect(model).local_table
    assert isinstance(table, sa.Table)
    full: dict[str, Sequence[Any]] = dict(columns)
    full |= {name: [value] * count for name, value in _defaults(model, table) if name not in full}
    before = highest_id(session, model)
    _insert(session, table, full)
    numbers = _given_numbers(session, table, before, count)
    recorder: EntryRecorder | None = session.info.get("history")
    if recorder is not None:
        recorder.bulk_insert(table.name, numbers[0], numbers[-1])
    return numbers


def _given_numbers(session: Session, table: sa.Table, before: int, count: int) -> range:
    """Return the numbers that the database gave: rows come in their order, and a writing session is alone."""
    query = sa.select(sa.func.min(table.c.id), sa.func.max(table.c.id)).where(table.c.id > before)
    first, last = session.connection().execute(query).one()
    if last - first + 1 != count:
        msg = f"{table.name}: {count} rows were numbered {first} to {last}"
        raise RuntimeError(msg)
    return range(first, last + 1)


def _defaults(model: type[Row], table: sa.Table) -> list[tuple[str, Any]]:
    fields = model.model_fields
    return [(column.name, fields[column.name].get_default()) for column in table.columns if column.name != "id"]


def _insert(session: Session, table: sa.Table, columns: Mapping[str, Sequence[Any]]) -> None:
    connection = session.connection()
    compiled = sa.insert(table).compile(dialect=connection.dialect, column_keys=list(columns))
    order = list(compiled.positiontup or ()) or list(columns)
    stored = [_stored(table.c[name], columns[name], connection.dialect) for name in order]
    rows = list(zip(*stored, strict=True))
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        values = part if compiled.positional else [dict(zip(order, row, strict=True)) for row in part]
        connection.exec_driver_sql(str(compiled), values)


def _stored(column: sa.Column[Any], values: Sequence[Any], dialect: sa.Dialect) -> Iterable[Any]:
    """Give values the form that the database stores: each distinct one once."""
    processor = column.type.dialect_impl(dialect).bind_processor(dialect)
    if processor is None:
        return values
    meaning = {value: processor(value) for value in set(values)}
    return map(meaning.__getitem__, values)
