"""History: every insert, update and void of a session is written down in the same transaction, chained by hash.

Here live the listeners of the session and the chain. Reading history back and undoing lives in reverting.py.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from json.encoder import encode_basestring
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlmodel import Session, SQLModel, col

from codedesk.models import Change, ChangeEntry
from codedesk.models.history import SEAL
from codedesk.store import plain_rows

GENESIS = "0" * 64
Values = dict[str, Any]
_TEXT, _NULL = encode_basestring, "null"
_ENCODED = json.JSONEncoder(ensure_ascii=False).encode  # made once: a long history has 100,000 entries
_HASHED = ("change_id", "table_name", "row_id", "last_row_id", "action", "before", "after")
_LAST = sa.select(col(ChangeEntry.hash)).order_by(col(ChangeEntry.id).desc()).limit(1)  # asked with every step


@dataclass
class Recorder:
    """What one writing session has changed so far. It stands in `session.info["history"]`."""

    session: Session
    who: str
    step: str
    kind: str = "do"
    reverts_id: int | None = None
    change: Change | None = None
    last_hash: str = ""
    pending: list[tuple[SQLModel, Values]] = field(default_factory=list)

    def bulk_insert(self, table: str, first_id: int, last_id: int) -> None:
        """Note that rows were inserted in bulk, numbered without a gap; they are read back and sealed."""
        after = plain_rows.seal(self.session.connection(), table, first_id, last_id)
        self.add("bulk_insert", table, first_id, {}, after, last_row_id=last_id)

    def seal_all(self) -> None:
        """Keep what all rows are now: where their form changed, the entries of before no longer tell it."""
        database = self.session.connection()
        for table, first_id, last_id in list(plain_rows.spans(database)):
            after = plain_rows.seal(database, table, first_id, last_id)
            self.add("bulk_update", f"{SEAL}{table}", first_id, {}, after, last_row_id=last_id)

    def bulk_update(self, table: sa.Table, first_id: int, last_id: int, before: Values, after: Values) -> None:
        """Note that a whole range of rows went from one value to another."""
        self.add("bulk_update", table.name, first_id, before, after, last_row_id=last_id)

    def add(
        self, action: str, table: str, row_id: int, before: Values, after: Values, last_row_id: int | None = None
    ) -> None:
        """Write one entry, chained to the one before it."""
        self._write([self._chained(action, table, row_id, before, after, last_row_id)])

    def updates(self, table: str, rows: Sequence[tuple[int, Values, Values]]) -> None:
        """Write an entry for each of many changed rows: its number, what was before, what is after."""
        self._write([self._chained("update", table, number, before, after) for number, before, after in rows])

    def _chained(
        self, action: str, table: str, row_id: int, before: Values, after: Values, last_row_id: int | None = None
    ) -> Values:
        change = self._begun()
        if kept := self.session.info.get("kept"):
            kept.touch(table, row_id, row_id if last_row_id is None else last_row_id)
        if not self.last_hash:
            self.last_hash = last_hash(self.session)
        entry = {
            "change_id": change.id,
            "table_name": table,
            "row_id": row_id,
            "last_row_id": last_row_id,
            "action": action,
            "before": as_json(before),
            "after": as_json(after),
            "previous_hash": self.last_hash,
        }
        self.last_hash = entry["hash"] = entry_hash(change_words(change), entry)
        return entry

    def _write(self, entries: Sequence[Values]) -> None:
        self.session.connection().execute(sa.insert(ChangeEntry), entries)

    def _begun(self) -> Change:
        if self.change is None:
            at = datetime.now(UTC)
            change = Change(at=at, who=self.who, step=self.step, kind=self.kind, reverts_id=self.reverts_id)
            values = change.model_dump(exclude={"id"})
            result = self.session.connection().execute(sa.insert(Change), values)
            change.id = result.inserted_primary_key[0] if result.inserted_primary_key else None
            self.change = change
        return self.change


def change_words(change: Change) -> tuple[str, ...]:
    """Return the parts of a step that its entries vouch for."""
    return (change.at.isoformat(), change.who, change.step, change.kind, str(change.reverts_id))


def entry_hash(change: tuple[str, ...], entry: Mapping[str, Any]) -> str:
    """Return the SHA-256 of an entry, of its step and of the entry before it."""
    return link_hash(entry["previous_hash"], written(change), tuple(entry[name] for name in _HASHED))


def link_hash(previous: str, step: str, entry: tuple[Any, ...]) -> str:
    """Return the same where the step is written already and the values of the entry stand in their order."""
    return hashlib.sha256(f"[{_TEXT(previous)}, {step}, {written(entry)}]".encode()).hexdigest()


def written(values: tuple[Any, ...]) -> str:
    """Write values one after the other as a list of JSON has them, in a quarter of its time."""
    return ", ".join([_TEXT(each) if type(each) is str else str(each) if type(each) is int else _NULL if each is None
                      else _ENCODED(each) for each in values])  # fmt: skip


def last_hash(session: Session) -> str:
    """Return the hash at the end of the chain."""
    return session.connection().execute(_LAST).scalar() or GENESIS


def end_in(raw: sqlite3.Connection) -> str:
    """Return the hash at the end of the chain in a file that is only looked at."""
    row = raw.execute("SELECT hash FROM change_entry ORDER BY id DESC LIMIT 1").fetchone()
    return str(row[0]) if row else GENESIS


def anchor(end: str) -> int:
    """Return what the file's own fields keep of the end of the chain: 32 bits of it, as SQLite's user_version."""
    return int.from_bytes(bytes.fromhex(end[:8]), "big", signed=True) or 1


def as_json(values: Values) -> str:
    """Write the values of a row down, the same way every time; an empty dictionary as nothing."""
    return json.dumps(values, default=_plain, sort_keys=True, ensure_ascii=False) if values else ""


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"sha256:{hashlib.sha256(value).hexdigest()}"
    msg = f"history cannot write down {type(value).__name__}"
    raise TypeError(msg)


def record(session: Session, who: str, step: str, kind: str = "do", reverts_id: int | None = None) -> Recorder:
    """Write down everything that the session changes from now on, as one step."""
    recorder = Recorder(session, who, step, kind, reverts_id)
    session.info["history"] = recorder
    sa.event.listen(session, "before_flush", _before_flush)
    sa.event.listen(session, "after_flush", _after_flush)
    sa.event.listen(session, "do_orm_execute", _refuse_bulk)
    return recorder


def _rows(objects: Iterable[object]) -> list[SQLModel]:
    return [row for row in objects if isinstance(row, SQLModel) and not isinstance(row, Change | ChangeEntry)]


def _before_flush(session: Session, _context: UOWTransaction, _instances: object) -> None:
    if session.deleted:
        msg = "rows are voided, never deleted"
        raise RuntimeError(msg)
    recorder: Recorder = session.info["history"]
    changed = [(row, _before(session, row)) for row in _rows(session.dirty) if session.is_modified(row)]
    # As the database gets them: changes by number, then what is new. Taken back the other way round, no row ever
    # finds its place still held by the one that came after it.
    changed.sort(key=lambda pair: sa.inspect(pair[0]).identity)
    recorder.pending = [*changed, *((row, {}) for row in _rows(session.new))]


def _after_flush(session: Session, _context: UOWTransaction) -> None:
    recorder: Recorder = session.info["history"]
    pending, recorder.pending = recorder.pending, []
    for row, before in pending:
        table: sa.Table = sa.inspect(type(row)).local_table
        values = {column.name: getattr(row, column.name) for column in table.columns}
        action = "update" if before else "insert"
        after = {name: values[name] for name in before} if before else values
        if before != after:
            recorder.add(action, table.name, values["id"], before, after)


def _before(session: Session, row: SQLModel) -> Values:
    state = sa.inspect(row)
    changes = {column.key: state.attrs[column.key].history for column in state.mapper.column_attrs}
    changed = {name: change for name, change in changes.items() if change.has_changes()}
    if all(change.deleted for change in changed.values()):
        return {name: change.deleted[0] for name, change in changed.items()}
    table: sa.Table = state.mapper.local_table
    stored = sa.select(*(table.c[name] for name in changed)).where(table.c.id == state.identity[0])
    return dict(session.connection().execute(stored).one()._mapping)


def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_update or state.is_delete:
        msg = "change rows one by one, so that history sees them"
        raise RuntimeError(msg)
