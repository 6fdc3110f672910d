"""Undo, redo and put back: a change is taken back by a new change. No row is ever deleted, nothing given un-given."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk import models
from codedesk.errors import Refused
from codedesk.models import Change, ChangeEntry
from codedesk.store.given import refuse_if_given
from codedesk.store.history import Recorder
from codedesk.store.namesakes import NAMED, namesakes
from codedesk.store.rows import StoredRows


def step_name(session: Session, change_id: int) -> str:
    """Return the words of a step."""
    change = session.get(Change, change_id)
    return change.step if change else ""


def take_back(session: Session, change_id: int) -> None:
    """Set every row of a step to what it was before; rows that it inserted are voided. Refused where it gave out."""
    entries = _entries(session, change_id)
    refuse_if_given(session, entries)
    with _names_apart(session, entries):
        _set_back(session, entries)


def _set_back(session: Session, entries: list[ChangeEntry]) -> None:
    rows = StoredRows(session, entries)
    for entry in reversed(entries):
        if entry.action.startswith("bulk"):
            rows.write()
            _bulk(session, entry, voided=entry.action == "bulk_insert")
        else:
            rows.set(entry, {"voided": True} if entry.action == "insert" else json.loads(entry.before))
    rows.write()


def put_back(session: Session, change_id: int) -> None:
    """Take an older step back; Refused, with what stands in the way, where a later step built on it."""
    entries = _entries(session, change_id)
    _refuse_if_no_ones(session, change_id)
    refuse_if_given(session, entries)
    _refuse_if_changed_later(session, entries)
    _refuse_if_built_upon(session, entries)
    _refuse_if_upgraded_upon(session, entries)
    take_back(session, change_id)


def do_again(session: Session, change_id: int) -> None:
    """Set every row of a step to what it was after it."""
    entries = _entries(session, change_id)
    refuse_if_given(session, entries)
    with _names_apart(session, entries):
        _set_again(session, entries)


def _set_again(session: Session, entries: list[ChangeEntry]) -> None:
    rows = StoredRows(session, entries)
    for entry in entries:
        if entry.action.startswith("bulk"):
            rows.write()
            _bulk(session, entry, voided=entry.action != "bulk_insert")
        else:
            rows.set(entry, json.loads(entry.after))
    rows.write()


@contextmanager
def _names_apart(session: Session, entries: list[ChangeEntry]) -> Iterator[None]:
    """Refuse what is done inside where a name comes back that reads like one given since."""
    if not any(entry.table_name in NAMED for entry in entries):
        yield
        return
    before = namesakes(session.connection())
    yield
    session.flush()
    new = [words for pair, words in namesakes(session.connection()).items() if pair not in before]
    if new:
        raise Refused(f"this step cannot be taken back: {new[0]} would be there. Rename one first.")


def _refuse_if_no_ones(session: Session, change_id: int) -> None:
    """Refuse the step that made the department, and those that brought the file itself into another form."""
    change = session.get_one(Change, change_id)
    if change.kind == "upgrade":
        raise Refused(f"“{change.step}” changed the file as a whole, so it cannot be put back")
    if session.scalar(sa.select(sa.func.min(col(Change.id)))) == change_id:
        raise Refused("this step made the department: without it there is none, so it cannot be put back")


def _refuse_if_upgraded_upon(session: Session, entries: list[ChangeEntry]) -> None:
    """Look for rows that a later upgrade of the file made of rows of this step: without them it would be half done."""
    touched: dict[str, list[tuple[int, int]]] = {}
    for entry in entries:
        touched.setdefault(entry.table_name, []).append((entry.row_id, entry.last_row_id or entry.row_id))
    made = select(ChangeEntry, Change.step).join(Change, col(Change.id) == col(ChangeEntry.change_id))
    made = made.where(col(Change.kind) == "upgrade", col(Change.id) > entries[0].change_id)
    made = made.where(col(ChangeEntry.action) == "insert")
    for row, step in session.exec(made):
        values = json.loads(row.after)
        for column in models.metadata().tables[row.table_name].c:
            spans = [span for key in column.foreign_keys for span in touched.get(key.column.table.name, ())]
            number = values.get(column.name)
            if number is not None and any(first <= number <= last for first, last in spans):
                raise Refused(f"this step cannot be put back, because “{step}” built on it. Change it by hand.")


def _refuse_if_changed_later(session: Session, entries: list[ChangeEntry]) -> None:
    """Compare every row of a step with what the step left there."""
    rows = StoredRows(session, entries)
    left: dict[tuple[str, int], dict[str, Any]] = {}
    for entry in entries:
        if entry.action.startswith("bulk"):
            _refuse_if_touched(session, entry)
        else:
            left.setdefault((entry.table_name, entry.row_id), {}).update(json.loads(entry.after))
    last = max(entry.id or 0 for entry in entries)
    for (table, number), values in left.items():
        if not rows.hold(table, number, values):
            raise _in_the_way(session, table, number, number, last)


def _refuse_if_touched(session: Session, entry: ChangeEntry) -> None:
    last = entry.last_row_id or entry.row_id
    later = sa.select(ChangeEntry).where(*_later(entry.table_name, entry.row_id, last, entry.id or 0))
    if session.execute(later.limit(1)).first() is not None:
        raise _in_the_way(session, entry.table_name, entry.row_id, last, entry.id or 0)


def _refuse_if_built_upon(session: Session, entries: list[ChangeEntry]) -> None:
    """Look for live rows that hang on rows which this step brought, and which it did not bring itself."""
    brought: dict[str, list[tuple[int, int]]] = {}
    for entry in entries:
        if entry.action in ("insert", "bulk_insert"):
            brought.setdefault(entry.table_name, []).append((entry.row_id, entry.last_row_id or entry.row_id))
    for table in models.metadata().tables.values():
        for column in table.c:
            spans = [span for key in column.foreign_keys for span in brought.get(key.column.table.name, ())]
            if not spans or "voided" not in table.c:
                continue
            number = _hanging(session, column, spans, brought.get(table.name, []))
            if number is not None:
                raise _in_the_way(session, table.name, number, number, 0)


def _hanging(
    session: Session, column: sa.Column[Any], spans: list[tuple[int, int]], own: list[tuple[int, int]]
) -> int | None:
    table = column.table
    for low, high in spans:
        query = sa.select(table.c.id).where(column.between(low, high), table.c.voided.is_(False)).order_by(table.c.id)
        for number in session.connection().execute(query).scalars():
            if not any(first <= number <= last for first, last in own):
                return int(number)
    return None


def _later(table: str, low: int, high: int, after: int) -> tuple[Any, ...]:
    entry = sa.inspect(ChangeEntry).local_table.c
    last = sa.func.coalesce(entry.last_row_id, entry.row_id)
    return entry.table_name == table, entry.row_id <= high, last >= low, entry.id > after


def _in_the_way(session: Session, table: str, low: int, high: int, after: int) -> Refused:
    newest = (
        select(Change.step)
        .join(ChangeEntry, sa.inspect(ChangeEntry).local_table.c.change_id == sa.inspect(Change).local_table.c.id)
        .where(*_later(table, low, high, after))
        .order_by(sa.inspect(ChangeEntry).local_table.c.id.desc())
    )
    step = session.exec(newest.limit(1)).first()
    by = f"“{step}”" if step else "a later step"
    return Refused(f"this step cannot be put back, because {by} built on it. Put that one back first.")


def _entries(session: Session, change_id: int) -> list[ChangeEntry]:
    entries = list(session.exec(select(ChangeEntry).where(ChangeEntry.change_id == change_id)))
    if not entries:
        reason = "that step is not in the history of this department"
        raise Refused(reason)
    return sorted(entries, key=lambda entry: entry.id or 0)


def _bulk(session: Session, entry: ChangeEntry, *, voided: bool) -> None:
    recorder: Recorder = session.info["history"]
    table = models.metadata().tables[entry.table_name]
    last = entry.last_row_id or entry.row_id
    numbers = table.c.id.between(entry.row_id, last)
    session.connection().execute(sa.update(table).where(numbers).values(voided=voided))
    recorder.bulk_update(table, entry.row_id, last, {"voided": not voided}, {"voided": voided})
