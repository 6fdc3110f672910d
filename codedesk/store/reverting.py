"""Undo, redo and put back: a change is taken back by a new change. No row is ever deleted."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, select

from codedesk.errors import Refused
from codedesk.models import Change, ChangeEntry
from codedesk.store.history import Recorder


def step_name(session: Session, change_id: int) -> str:
    """Return the words of a step."""
    change = session.get(Change, change_id)
    return change.step if change else ""


def take_back(session: Session, change_id: int) -> None:
    """Set every row of a step to what it was before; rows that the step inserted are voided."""
    for entry in reversed(_entries(session, change_id)):
        if entry.action.startswith("bulk"):
            _bulk(session, entry, voided=entry.action == "bulk_insert")
            continue
        row = _row(session, entry)
        _set(row, {"voided": True} if entry.action == "insert" else json.loads(entry.before))
        session.add(row)
        session.flush()


def do_again(session: Session, change_id: int) -> None:
    """Set every row of a step to what it was after it."""
    for entry in _entries(session, change_id):
        if entry.action.startswith("bulk"):
            _bulk(session, entry, voided=entry.action != "bulk_insert")
            continue
        row = _row(session, entry)
        _set(row, json.loads(entry.after))
        session.add(row)
        session.flush()


def _entries(session: Session, change_id: int) -> list[ChangeEntry]:
    entries = list(session.exec(select(ChangeEntry).where(ChangeEntry.change_id == change_id)))
    if not entries:
        reason = "that step is not in the history of this department"
        raise Refused(reason)
    return sorted(entries, key=lambda entry: entry.id or 0)


def _classes() -> Iterable[type[SQLModel]]:
    return (mapper.class_ for mapper in SQLModel._sa_registry.mappers)


def _class(table_name: str) -> type[SQLModel]:
    return next(known for known in _classes() if sa.inspect(known).local_table.name == table_name)


def _row(session: Session, entry: ChangeEntry) -> SQLModel:
    row = session.get(_class(entry.table_name), entry.row_id)
    if row is None:
        reason = "a row of that step is no longer there"
        raise Refused(reason)
    return row


def _set(row: SQLModel, values: dict[str, Any]) -> None:
    columns = sa.inspect(type(row)).local_table.columns
    for name, value in values.items():
        if name != "id" and columns[name].type.python_type is not bytes:
            setattr(row, name, _typed(columns[name], value))


def _typed(column: sa.Column[Any], value: Any) -> Any:
    if value is None:
        return None
    kind = column.type.python_type
    if kind is datetime:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if kind is date else value


def _bulk(session: Session, entry: ChangeEntry, *, voided: bool) -> None:
    recorder: Recorder = session.info["history"]
    table: sa.Table = sa.inspect(_class(entry.table_name)).local_table
    last = entry.last_row_id or entry.row_id
    numbers = table.c.id.between(entry.row_id, last)
    session.connection().execute(sa.update(table).where(numbers).values(voided=voided))
    recorder.bulk_update(table, entry.row_id, last, {"voided": not voided}, {"voided": voided})
