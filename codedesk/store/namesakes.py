"""Rows of one kind whose names read the same though their letters differ, as older versions could make them.

They are told, never refused: only a step that would make new ones is. Forms and imports refuse such names before.
"""

from collections.abc import Iterable
from itertools import combinations

import sqlalchemy as sa

from codedesk import names

NAMED = {
    "coder": "coders",
    "work_type": "work types",
    "other_time_category": "categories of other time",
    "finding_category": "finding categories",
    "root_cause": "root causes",
    "severity": "severities",
}
Pair = tuple[str, int, int]


def namesakes(database: sa.Connection) -> dict[Pair, str]:
    """Return, by table and numbers, every two live rows whose names read the same, in words."""
    found: dict[Pair, str] = {}
    for table, called in NAMED.items():
        alike: dict[str, list[tuple[int, str]]] = {}
        for number, name in _named(database, table):
            alike.setdefault(names.key(name), []).append((number, name))
        for rows in alike.values():
            for (first, one), (second, other) in combinations(rows, 2):
                shown = names.told_apart(one, other)
                found[table, first, second] = f"two {called} read the same, “{shown[0]}” and “{shown[1]}”"
    return found


def _named(database: sa.Connection, table: str) -> Iterable[tuple[int, str]]:
    columns = ("id", "name", *(("name_note",) if table == "coder" else ()))
    row = sa.table(table, *map(sa.column, columns), sa.column("voided", sa.Boolean)).c
    note = row.name_note if table == "coder" else sa.literal("")
    query = sa.select(row.id, row.name, note).where(row.voided.is_(False)).order_by(row.id)
    return ((number, f"{name} ({more})" if more else name) for number, name, more in database.execute(query))
