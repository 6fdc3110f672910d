"""Rows against history: every row is what its history says was stored last, and no row is there or gone without it.

A row that came by itself has an entry with all its values. Rows that came in a mass, or were there at an upgrade, have
a seal: what was changed since is taken back in thought, and the seal must be the same. The comparison goes on a piece
at a time, while rows are being changed: what the history got meanwhile is read first.
"""

import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from codedesk.models.history import ENTRY_TABLE, SEAL, STEP_TABLE
from codedesk.store.plain_rows import PlainRow, PlainTable, Seal, fetched, tables

_NOTED = 5_000
_SPACE = 1 << 40
"""A row and an entry about it stand in one number, which sorts by both: the row's number * _SPACE + the entry's."""
_E = ENTRY_TABLE.c
_UPGRADE = sa.select(sa.func.max(STEP_TABLE.c.id)).where(STEP_TABLE.c.kind == "upgrade").scalar_subquery()
_SEALED = sa.select(sa.func.min(_E.id)).where(_E.change_id == _UPGRADE, _E.table_name.startswith(SEAL))
_HEADS = (
    f"SELECT table_name, row_id * {_SPACE} + id FROM change_entry "
    "WHERE id BETWEEN {first} AND {last} AND last_row_id IS NULL"
)
_MASSES = (
    "SELECT id, table_name, row_id, last_row_id, before, after FROM change_entry "
    "WHERE id BETWEEN {first} AND {last} AND last_row_id IS NOT NULL ORDER BY id"
)
_OF_ROWS = "SELECT row_id, id, before, after FROM change_entry WHERE id IN ({numbers}) ORDER BY id"
_NEWEST = "SELECT max(id) FROM change_entry"
Values = dict[str, Any]
Told = tuple[int, Values, Values]  # the number of an entry, what was before and what after


@dataclass
class _Mass:
    """Rows that came, or were sealed, at once."""

    first: int
    last: int
    rows: int
    seal: str | None
    found: Seal = field(default_factory=Seal)

    @property
    def broken(self) -> bool:
        """Tell whether the rows that were found are not those that came; a mass of an older form has no seal."""
        return self.found.words != {"rows": self.rows, "seal": self.seal} if self.seal else self.found.rows != self.rows


@dataclass
class _TableHistory:
    """What the history holds of one table, by numbers: entries of single rows, masses, and changes of a whole mass."""

    entries: list[int] = field(default_factory=list)
    masses: list[_Mass] = field(default_factory=list)
    changes: list[tuple[int, int, Told]] = field(default_factory=list)
    _sorted: int = 0

    def numbers(self, after: int, until: int | None) -> list[int]:
        """Return the numbers of the entries about rows behind a number, up to another."""
        if len(self.entries) > self._sorted:
            self.entries.sort()
            self._sorted = len(self.entries)
        start = bisect_left(self.entries, (after + 1) * _SPACE)
        end = len(self.entries) if until is None else bisect_left(self.entries, (until + 1) * _SPACE)
        return [packed % _SPACE for packed in self.entries[start:end]]

    def mass(self, number: int) -> _Mass | None:
        """Return the mass in which a row came."""
        place = bisect_right(self.masses, number, key=_first) - 1
        return self.masses[place] if place >= 0 and number <= self.masses[place].last else None

    def told(self, number: int, entries: list[Told]) -> list[Told]:
        """Return what is told of a row: in its own entries, and in the changes of all rows around it."""
        around = [told for first, last, told in self.changes if first <= number <= last]
        return sorted([*entries, *around], key=_number) if around else entries


def _first(mass: _Mass) -> int:
    return mass.first


def _number(told: Told) -> int:
    return told[0]


class RowsCheck:
    """Goes through all rows once. For the database thread; each piece may be looked at over another connection."""

    def __init__(self) -> None:
        """Begin before the first row."""
        self._history: dict[str, _TableHistory] = defaultdict(_TableHistory)
        self._seen = 0
        self._steps = self._all()
        self._database: sa.Connection

    def piece(self, database: sa.Connection) -> str | None:
        """Look at the next piece and say what is wrong with it, "" where nothing is; None where no more is left."""
        self._database = database
        return next(self._steps, None)

    def whole(self, database: sa.Connection) -> Iterator[str]:
        """Say all that is wrong, the first of each table."""
        while (problem := self.piece(database)) is not None:
            if problem:
                yield problem

    def _all(self) -> Iterator[str]:
        sealed = self._database.execute(_SEALED).scalar()
        self._seen = sealed - 1 if sealed else 0
        while self._note():
            yield ""
        for name in tables(self._database):
            yield from self._table(name)

    def _note(self) -> bool:
        """Note of which rows the next entries of the history are; tell whether there are more."""
        newest = self._database.exec_driver_sql(_NEWEST).scalar() or 0
        span = {"first": self._seen + 1, "last": min(newest, self._seen + _NOTED)}
        if self._seen < newest:
            for name, packed in fetched(self._database, _HEADS.format(**span)):
                self._history[name].entries.append(packed)
            for mass in fetched(self._database, _MASSES.format(**span)):
                self._note_mass(*mass)
            self._seen = span["last"]
        return self._seen < newest

    def _note_mass(self, number: int, name: str, first: int, last: int, before: str, after: str) -> None:
        history = self._history[name.removeprefix(SEAL)]
        if before:
            history.changes.append((first, last, (number, json.loads(before), json.loads(after))))
        else:
            words = json.loads(after)
            history.masses.append(_Mass(first, last, words["rows"], words.get("seal")))

    def _table(self, name: str) -> Iterator[str]:
        table, after = PlainTable(self._database, name), 0
        history = self._history[name]
        while True:
            while self._note():
                pass
            rows = table.read(self._database, after)
            until = rows[-1][table.id] if len(rows) == table.piece else None
            problem = _compared(table, history, rows, self._entries(history.numbers(after, until)))
            if until is None or problem:
                yield problem or _masses_compared(name, history)
                return
            yield ""
            after = until

    def _entries(self, numbers: list[int]) -> list[tuple[int, Told]]:
        found: list[tuple[int, Told]] = []
        for start in range(0, len(numbers), _NOTED):
            wanted = ", ".join(map(str, numbers[start : start + _NOTED]))
            entries = fetched(self._database, _OF_ROWS.format(numbers=wanted))
            afters = json.loads(f"[{','.join([entry[3] for entry in entries])}]")  # one by one it takes twice the time
            for (row, number, before, _), after in zip(entries, afters, strict=True):
                found.append((row, (number, json.loads(before) if before else {}, after)))
        return found


def _compared(table: PlainTable, history: _TableHistory, rows: list[PlainRow], found: list[tuple[int, Told]]) -> str:
    """Say which row is not as its history says; give the others to the seals of the masses in which they came."""
    run: list[PlainRow] = []
    mass: _Mass | None = None
    rows, told = _not_as_they_came(table, history, rows, found)
    for row in rows:
        number = row[table.id]
        entries = history.told(number, told.pop(number, []))
        if mass is None or not mass.first <= number <= mass.last:
            if mass is not None:
                mass.found.add(run)
            mass, run = history.mass(number), []
        if mass is None and (not entries or entries[0][1]):
            return f"row {number} of {table.name} is in no history"
        if entries:
            wrong, came = _row_compared(table, row, entries)
            if wrong:
                return f"{wrong} of row {number} of {table.name} is not what its history says"
        if mass is not None:
            run.append(came if entries else row)
    if mass is not None:
        mass.found.add(run)
    return f"row {min(told)} of {table.name} is gone, though its history is there" if told else ""


def _not_as_they_came(
    table: PlainTable, history: _TableHistory, rows: list[PlainRow], found: list[tuple[int, Told]]
) -> tuple[list[PlainRow], dict[int, list[Told]]]:
    """Leave out what stands as an entry of its own brought it, most of what was typed; return rows and what is told."""
    changed = {number for number, (_, before, _) in found if before}
    came = set() if history.changes else {(*after.values(),) for _, (_, before, after) in found if not before}
    as_they_came = {row[table.id] for row in rows if row in came} - changed
    told: dict[int, list[Told]] = defaultdict(list)
    for number, entry in found:
        if number not in as_they_came:
            told[number].append(entry)
    return [row for row in rows if row[table.id] not in as_they_came], told


def _row_compared(table: PlainTable, row: PlainRow, entries: list[Told]) -> tuple[str, PlainRow]:
    """Return the name of a value that is not what was stored last ("" for none), and the row before its first entry."""
    now = dict(zip(table.columns, row, strict=True))
    last: Values = {}
    earliest: Values = {}
    for _, before, after in entries:
        last |= after
        earliest = before | earliest
    wrong = next((name for name, value in last.items() if name in now and now[name] != value), "")
    first = now | {name: table.stored(name, value) for name, value in earliest.items()}
    return wrong, tuple(first[name] for name in table.columns)


def _masses_compared(name: str, history: _TableHistory) -> str:
    for mass in history.masses:
        if mass.broken:
            return f"one of the rows {mass.first} to {mass.last} of {name} is not what was stored"
    return ""
