"""Former names, with those that the history of the file knows: what was renamed before is found under both names."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import context, op

from codedesk import names
from codedesk.store.migrations.revising import run_statements

revision = "0002"
down_revision = "0001"

OWNERS = {
    "coder": "coder_id",
    "work_type": "work_type_id",
    "other_time_category": "time_category_id",
    "finding_category": "finding_category_id",
    "root_cause": "root_cause_id",
    "severity": "severity_id",
}
_COLUMNS = ("id", "voided", "void_reason", "name", "until", *OWNERS.values())
_INSERT = f"INSERT INTO former_name ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
Row = tuple[str, int]
Form = tuple[str, str]
Values = dict[str, Any]


def upgrade() -> None:
    """Make the table, and fill it with the names that steps of the history replaced."""
    run_statements(__file__)
    database = op.get_bind()
    live = _live(database)
    former = _former(database, live)
    record = context.config.attributes.get("record", lambda _table, _number, _values: None)
    kept = sorted(former.items(), key=lambda each: (each[1][1], each[0]))
    for number, ((table, _), (row, until, name)) in enumerate(kept, 1):
        owners = {owner: row if noun == table else None for noun, owner in OWNERS.items()}
        values = {"id": number, "voided": False, "void_reason": "", "name": name, "until": until, **owners}
        database.execute(sa.text(_INSERT), values | {"until": until.isoformat()})
        record("former_name", number, values)


def _live(database: sa.Connection) -> dict[Row, tuple[str, str]]:
    """Return name and note of every row that is not voided."""
    found: dict[Row, tuple[str, str]] = {}
    for table in OWNERS:
        note = "name_note" if table == "coder" else "''"
        query = f"SELECT id, name, {note} FROM {table} WHERE voided = false"
        found |= {(table, number): (name, more) for number, name, more in database.execute(sa.text(query))}
    return found


def _former(database: sa.Connection, live: dict[Row, tuple[str, str]]) -> dict[Form, tuple[int, date, str]]:
    """Return, by table and form, the row that last gave up a name, the day and the name; none that is in use."""
    used = {(table, names.key(_shown(*called))) for (table, _), called in live.items()}
    called, former = dict(live), dict[Form, tuple[int, date, str]]()
    for (table, number), at, before, stands in _renames(database):
        if (table, number) not in live:
            continue
        name, note = called[table, number]
        called[table, number] = before.get("name", name), before.get("name_note", note)
        given_up = _shown(*called[table, number])
        form = (table, names.key(given_up))
        if stands and form not in used:
            former.setdefault(form, (number, at, given_up))
    return former


def _renames(database: sa.Connection) -> Iterator[tuple[Row, date, Values, bool]]:
    """Yield every change of a name, the newest first: of what, when, the values before, whether it stands."""
    gone = _taken_back(database)
    tables = ", ".join(f"'{table}'" for table in OWNERS)
    query = (
        "SELECT e.table_name, e.row_id, e.before, c.id, c.at, c.kind FROM change_entry e"
        " JOIN change c ON c.id = e.change_id"
        f" WHERE e.action = 'update' AND e.table_name IN ({tables}) ORDER BY e.id DESC"
    )
    for table, number, text, change, at, kind in database.execute(sa.text(query)):
        before = json.loads(text or "{}")
        if "name" in before or "name_note" in before:
            yield (table, number), _day(at), before, kind not in ("undo", "redo", "put_back") and change not in gone


def _taken_back(database: sa.Connection) -> set[int]:
    """Return the steps that stand taken back: undone and not done again, or put back by a step that stands."""
    put_back: dict[int, int] = {}
    found: set[int] = set()
    query = "SELECT id, reverts_id, kind FROM change WHERE reverts_id IS NOT NULL ORDER BY id"
    for number, reverts, kind in database.execute(sa.text(query)):
        if kind == "put_back":
            put_back[number] = reverts
        (found.discard if kind == "redo" else found.add)(reverts)
        if reverts in put_back:
            (found.add if kind == "redo" else found.discard)(put_back[reverts])
    return found


def _shown(name: str, note: str) -> str:
    return f"{name} ({note})" if note else name


def _day(at: str) -> date:
    return datetime.fromisoformat(str(at)).replace(tzinfo=UTC).astimezone().date()
