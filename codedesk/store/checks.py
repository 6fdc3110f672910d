"""The health of a department: what its engine finds, the domain's invariants, the history, the rows against it.

A history is too long to be gone through at every open: its end is looked at then, and the whole of it in pieces
(`LookBack`) while nobody waits, and after it every row. `check` goes through all of it at once.
Nothing here changes anything. Everything is portable SQL; what only a file can have wrong is in file_checks.py.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from time import perf_counter
from typing import Any

import sqlalchemy as sa

from codedesk.errors import NotADepartment
from codedesk.models.history import ENTRY_TABLE, STEP_TABLE
from codedesk.store import file_checks, history, schema
from codedesk.store.connection import Connection
from codedesk.store.namesakes import namesakes
from codedesk.store.plain_rows import fetched
from codedesk.store.row_checks import RowsCheck

TAIL = 500
LONG_HISTORY = 50_000
PIECE = 1_000
"""How many entries are looked at at open; from how many on the rest is gone through in pieces; how long a piece is."""
_HISTORY = ("change", "change_entry")
_COUNTED = ("coder", "work_type", "standard", "work_day", "work_line", "other_time", "audit", "audit_record", "finding")
PARTS = {
    "pages": "every page, index and rule of the file, by SQLite itself",
    "form": "every table and column that this version keeps something in is there",
    "links": "no row points at a row that is not there",
    "types": "dates are dates, and numbers are numbers",
    "promises": "what must hold in a department holds",
    "chain": "every entry of the history follows from the one before it",
    "anchor": "the history ends where the file’s own fields say that it ends",
    "rows": "every row is what its history says was stored last, and none is there or gone without it",
}
"""The parts of a check in their order, and what is looked at in each."""
_INVARIANTS = (
    (
        "the department's own row is missing",
        "the department’s own row is there",
        "SELECT 1 - count(*) FROM department",
    ),
    (
        "a work line stands on a work day that was voided",
        "no work line stands on a work day that was voided",
        "SELECT count(*) FROM work_line l JOIN work_day d ON d.id = l.work_day_id WHERE d.voided AND NOT l.voided",
    ),
    (
        "other time stands on a work day that was voided",
        "no other time stands on a work day that was voided",
        "SELECT count(*) FROM other_time o JOIN work_day d ON d.id = o.work_day_id WHERE d.voided AND NOT o.voided",
    ),
    (
        "an audited record stands in an audit that was voided",
        "no audited record stands in an audit that was voided",
        "SELECT count(*) FROM audit_record r JOIN audit a ON a.id = r.audit_id WHERE a.voided AND NOT r.voided",
    ),
)
PROMISES = tuple(promise for _, promise, _ in _INVARIANTS)
"""What must hold in a department, in words."""
_REVISION = sa.table("alembic_version", sa.column("version_num", sa.String))
_READ = 5_000  # entries at a time
# By name, so that a file of an older form, which may have fewer columns, can be checked before it is upgraded.
_LINKS = (
    "SELECT e.id, e.hash, e.previous_hash, c.at, c.who, c.step, c.kind, c.reverts_id, e.change_id, e.table_name, "
    "e.row_id, e.last_row_id, e.action, e.before, e.after FROM change_entry e LEFT JOIN change c ON c.id = e.change_id "
    "WHERE e.id BETWEEN {first} AND {last} ORDER BY e.id"
)
Link = tuple[int, str, str, str, tuple[Any, ...]]
"""An entry: its number, its hash, that of the one before, its step as it is hashed, and its own values."""


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """One of the PARTS of a check: how long it took, and the first thing that was found wrong ("" for nothing)."""

    name: str
    seconds: float = field(compare=False)
    problem: str


@dataclass
class _Looks:
    """Looks at one part after the other and keeps what was found in each."""

    done: list[CheckedPart] = field(default_factory=list)

    def look(self, name: str, found: Iterable[str]) -> list[str]:
        """Go through a part and return all that is wrong in it."""
        start = perf_counter()
        problems = [*found]
        self.done.append(CheckedPart(name, perf_counter() - start, problems[0] if problems else ""))
        return problems


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found. problems is empty for a sound file; rows counts the live rows of each kind.

    remarks are worth knowing and stand in the way of nothing. parts: those that were looked at, in their order.
    """

    path: str
    revision: str
    problems: tuple[str, ...]
    rows: dict[str, int]
    changes: int
    last_hash: str
    remarks: tuple[str, ...] = ()
    parts: tuple[CheckedPart, ...] = ()

    @property
    def sound(self) -> bool:
        """True where nothing is wrong."""
        return not self.problems


def check(connection: Connection, *, whole_history: bool = True) -> CheckReport:
    """Check everything; with whole_history False only the end of a long history, as at every open."""
    in_pieces = not whole_history and _is_long(connection)
    looks = _Looks()
    problems = looks.look("pages", _engines_own(connection, without=_HISTORY if in_pieces else ()))
    if not problems:
        try:
            return _report(connection, looks, tail=0 if whole_history else TAIL, in_pieces=in_pieces)
        except (sa.exc.SQLAlchemyError, sqlite3.Error, ValueError, LookupError, TypeError) as error:
            problems = [f"the file cannot be read ({getattr(error, 'orig', error)})"]
    return CheckReport(str(connection.path), "", tuple(problems), {}, 0, "", parts=tuple(looks.done))


def _is_long(connection: Connection) -> bool:
    """Tell whether the history is too long to be gone through at once; one that cannot be read is not."""
    try:
        with connection.engine.connect() as database:
            return _newest(database) > LONG_HISTORY
    except (sa.exc.SQLAlchemyError, ValueError):
        return False


class LookBack:
    """Goes through the whole history, and through every row, a piece at a time: at open only its end was looked at."""

    def __init__(self) -> None:
        """Begin with the first entry."""
        self._rows = RowsCheck()
        self._first: int | None = 0

    def piece(self, connection: Connection) -> str | None:
        """Look at the next piece: "" where it is sound, what is wrong with it otherwise; None where no more is left."""
        try:
            with connection.engine.connect() as database:
                if self._first is not None and (_newest(database) > TAIL or self._first):
                    return self._entries(database)
                return self._rows.piece(database) if _is_sealed(database) else None
        except (sa.exc.DatabaseError, sqlite3.Error, ValueError) as error:
            return f"the history cannot be read ({getattr(error, 'orig', error)})"

    def _entries(self, database: sa.Connection) -> str:
        first, newest = max(self._first or 0, 1), _newest(database)
        self._first = first + PIECE if first + PIECE <= newest else None
        return next(chain(database, first, first + PIECE - 1), "")


def _engines_own(connection: Connection, without: tuple[str, ...]) -> list[str]:
    return [*file_checks.integrity(connection.raw, without)] if _is_file(connection.engine) else []


def _is_file(engine: sa.Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _report(connection: Connection, looks: _Looks, tail: int, *, in_pieces: bool) -> CheckReport:
    problems: list[str] = []
    if _is_file(connection.engine):
        without = _HISTORY if in_pieces else ()
        if connection.raw.execute("SELECT version_num FROM alembic_version").fetchone() == (schema.HEAD,):
            problems += looks.look("form", file_checks.form(connection.raw, schema.FORM))
        problems += looks.look("links", file_checks.foreign_keys(connection.raw, without))
        problems += looks.look("types", file_checks.types(connection.raw))
    with connection.reading() as session:
        database = session.connection()
        revision = database.execute(sa.select(_REVISION.c.version_num)).scalar_one()
        problems += looks.look("promises", invariants(database))
        problems += _history(connection, database, looks, tail)
        changes = database.execute(sa.select(sa.func.count()).select_from(STEP_TABLE)).scalar_one()
        rows, last = counts(database), end_of_chain(database)
        told = tuple(remarks(database))
    path, parts = str(connection.path), tuple(looks.done)
    return CheckReport(path, revision, tuple(problems), rows, changes, last, told, parts)


def _history(connection: Connection, database: sa.Connection, looks: _Looks, tail: int) -> list[str]:
    """Say what is wrong with the history, or with its end (tail); where all is wanted and nothing is, with the rows."""
    found = looks.look("chain", chain(database, _newest(database) - tail + 1 if tail else 1))
    found += looks.look("anchor", _anchor(connection, database))
    if not (tail or found) and _is_sealed(database):
        found += looks.look("rows", RowsCheck().whole(database))
    return found


def _anchor(connection: Connection, database: sa.Connection) -> Iterator[str]:
    """Say whether the history does not end where the file's own fields say that it does."""
    if not _is_file(connection.engine) or not _is_sealed(database):
        return
    end = end_of_chain(database)
    if connection.raw.execute("PRAGMA user_version").fetchone()[0] != history.anchor(end):
        yield "the end of the history is missing, or was altered outside CodeDesk"


def _is_sealed(database: sa.Connection) -> bool:
    """Tell whether the file is of a form in which every row has its history, and the history its anchor."""
    return bool(database.execute(sa.select(_REVISION.c.version_num)).scalar_one() >= schema.SEALED)


def require_sound(connection: Connection) -> CheckReport:
    """Return what a check as at every open found; NotADepartment in words where the file is damaged."""
    report = check(connection, whole_history=False)
    if report.problems:
        reason = (
            f"“{connection.path.name}” is damaged: {report.problems[0]}. It was left as it is; "
            "restore the last backup (codedesk restore BACKUP --into FILE)."
        )
        raise NotADepartment(reason)
    return report


def invariants(database: sa.Connection) -> Iterator[str]:
    """Say which promises of the domain are broken."""
    for words, _, query in _INVARIANTS:
        found = database.execute(sa.text(query)).scalar_one()
        if found:
            yield f"{words} ({found})"


def remarks(database: sa.Connection) -> Iterator[str]:
    """Say what reads as if it were wrong, though nothing is damaged: names that look the same."""
    advice = "rename one in Setup, or void the one that was entered by mistake"
    yield from (f"{words}: {advice}" for words in namesakes(database).values())


def counts(database: sa.Connection) -> dict[str, int]:
    """Count the live rows of each kind."""
    tables = {name: sa.table(name, sa.column("voided", sa.Boolean)) for name in _COUNTED}
    queries = {name: sa.select(sa.func.count()).where(table.c.voided.is_(False)) for name, table in tables.items()}
    return {name: database.execute(query).scalar_one() for name, query in queries.items()}


def end_of_chain(database: sa.Connection) -> str:
    """Return the hash of the newest entry."""
    return hash_before(database, None)


def _newest(database: sa.Connection) -> int:
    return database.execute(sa.select(sa.func.max(ENTRY_TABLE.c.id))).scalar() or 0


def chain(database: sa.Connection, first: int = 1, last: int | None = None) -> Iterator[str]:
    """Say where the history was altered, from one entry to another (None: the newest)."""
    first = max(1, first)
    expected, at = hash_before(database, first), first
    try:
        for at, own, before, step, entry in links(database, first, last or _newest(database)):
            if before != expected or history.link_hash(before, step, entry) != own:
                yield f"the history was altered outside CodeDesk at entry {at}"
                return
            expected = own
    except (ValueError, TypeError):
        yield f"the history was altered outside CodeDesk near entry {at}: a time in it is no time"


def links(database: sa.Connection, first: int, last: int) -> Iterator[Link]:
    """Read the entries from one to another; ValueError or TypeError where a step has no time."""
    known, step = None, ""
    for start in range(first, last + 1, _READ):
        rows = fetched(database, _LINKS.format(first=start, last=min(last, start + _READ - 1)))
        for number, own, before, at, who, what, kind, reverts, change, *rest in rows:
            if change != known:
                moment = at if isinstance(at, datetime) else datetime.fromisoformat(at)
                step = f'"{moment.replace(tzinfo=UTC).isoformat()}", {_said(who, what, kind, str(reverts))}'
                known = change
            yield number, own, before, step, (change, *rest)


@lru_cache
def _said(*values: str) -> str:
    """Write down who did what: many steps have the same words."""
    return history.written(values)


def hash_before(database: sa.Connection, entry_id: int | None) -> str:
    """Return the hash of the entry before one (None: of the newest)."""
    newest = sa.select(ENTRY_TABLE.c.hash).order_by(ENTRY_TABLE.c.id.desc()).limit(1)
    query = newest if entry_id is None else newest.where(ENTRY_TABLE.c.id < entry_id)
    return database.execute(query).scalar() or history.GENESIS
