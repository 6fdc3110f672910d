"""The health of a department file: SQLite's own checks, the domain's invariants, the chain of the history.

Nothing here changes a file.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from codedesk.errors import NotADepartment
from codedesk.store import history
from codedesk.store.connection import Connection

_TAIL = 500
_COUNTED = ("coder", "work_type", "standard", "work_day", "work_line", "other_time", "audit", "audit_record", "finding")
_INVARIANTS = (
    ("the department's own row is missing", "SELECT count(*) <> 1 FROM department"),
    (
        "a work line stands on a work day that was voided",
        "SELECT count(*) FROM work_line l JOIN work_day d ON d.id = l.work_day_id WHERE d.voided AND NOT l.voided",
    ),
    (
        "other time stands on a work day that was voided",
        "SELECT count(*) FROM other_time o JOIN work_day d ON d.id = o.work_day_id WHERE d.voided AND NOT o.voided",
    ),
    (
        "an audited record stands in an audit that was voided",
        "SELECT count(*) FROM audit_record r JOIN audit a ON a.id = r.audit_id WHERE a.voided AND NOT r.voided",
    ),
    ("a date of the log is no date", "SELECT count(*) FROM work_day WHERE day IS NOT date(day)"),
    ("a date of an audit is no date", "SELECT count(*) FROM audit WHERE day IS NOT date(day)"),
    (
        "a date of a standard is no date",
        "SELECT count(*) FROM standard WHERE effective_from IS NOT date(effective_from)",
    ),
    (
        "a number of the log is no number",
        "SELECT count(*) FROM work_line WHERE typeof(charts) NOT IN ('integer', 'null')"
        " OR typeof(hours) NOT IN ('real', 'integer', 'null') OR typeof(weight) NOT IN ('real', 'integer')",
    ),
)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found. problems is empty for a sound file; rows counts the live rows of each kind."""

    path: str
    revision: str
    problems: tuple[str, ...]
    rows: dict[str, int]
    changes: int
    last_hash: str

    @property
    def sound(self) -> bool:
        """True where nothing is wrong."""
        return not self.problems


def check(connection: Connection, *, whole_history: bool = True) -> CheckReport:
    """Check everything; with whole_history False only the end of the chain, as at every open."""
    raw = connection.raw
    problems = [*integrity(raw)]
    if problems:
        return CheckReport(str(connection.path), "", tuple(problems), {}, 0, "")
    problems += [*foreign_keys(raw), *invariants(raw), *chain(raw, tail=0 if whole_history else _TAIL)]
    revision = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    changes = raw.execute("SELECT count(*) FROM change").fetchone()[0]
    return CheckReport(str(connection.path), revision, tuple(problems), counts(raw), changes, end_of_chain(raw))


def require_sound(connection: Connection) -> None:
    """Raise NotADepartment in words where the file is damaged."""
    report = check(connection, whole_history=False)
    if report.problems:
        reason = (
            f"“{connection.path.name}” is damaged: {report.problems[0]}. It was left as it is; "
            "restore the last backup (codedesk restore BACKUP --into FILE)."
        )
        raise NotADepartment(reason)


def integrity(raw: sqlite3.Connection) -> Iterator[str]:
    """Say what SQLite finds wrong with the pages, the indexes and the rules of the tables."""
    try:
        found = raw.execute("PRAGMA integrity_check(20)").fetchall()
    except sqlite3.DatabaseError as error:
        yield f"the file cannot be read ({error})"
        return
    yield from (f"the file is damaged ({words})" for (words,) in found if words != "ok")


def foreign_keys(raw: sqlite3.Connection) -> Iterator[str]:
    """Say which rows point at rows that are not there."""
    for table, row, parent, _ in raw.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} points at a {parent} that is not there"


def invariants(raw: sqlite3.Connection) -> Iterator[str]:
    """Say which promises of the domain are broken."""
    for words, query in _INVARIANTS:
        found = raw.execute(query).fetchone()[0]
        if found:
            yield f"{words} ({found})"


def counts(raw: sqlite3.Connection) -> dict[str, int]:
    """Count the live rows of each kind."""
    return {name: raw.execute(f"SELECT count(*) FROM {name} WHERE NOT voided").fetchone()[0] for name in _COUNTED}


def end_of_chain(raw: sqlite3.Connection) -> str:
    """Return the hash of the newest entry."""
    found = raw.execute("SELECT hash FROM change_entry ORDER BY id DESC LIMIT 1").fetchone()
    return found[0] if found else history.GENESIS


def chain(raw: sqlite3.Connection, tail: int = 0) -> Iterator[str]:
    """Say where the history was altered; tail limits the look to the newest entries (0: all)."""
    first = max(1, raw.execute("SELECT coalesce(max(id), 0) FROM change_entry").fetchone()[0] - tail + 1) if tail else 1
    steps = {row[0]: row for row in raw.execute("SELECT id, at, who, step, kind, reverts_id FROM change")}
    before = raw.execute("SELECT hash FROM change_entry WHERE id < ? ORDER BY id DESC LIMIT 1", (first,)).fetchone()
    expected = before[0] if before else history.GENESIS
    rows = raw.execute(
        "SELECT id, change_id, table_name, row_id, last_row_id, action, before, after, previous_hash, hash"
        " FROM change_entry WHERE id >= ? ORDER BY id",
        (first,),
    )
    names = [column[0] for column in rows.description]
    for row in rows:
        entry = dict(zip(names, row, strict=True))
        step = steps.get(entry["change_id"])
        if step is None or entry["previous_hash"] != expected or _hash(step, entry) != entry["hash"]:
            yield f"the history was altered outside CodeDesk at entry {entry['id']}"
            return
        expected = entry["hash"]


def _hash(step: tuple[object, ...], entry: dict[str, object]) -> str:
    _, at, who, name, kind, reverts_id = step
    moment = f"{datetime.fromisoformat(str(at)).isoformat()}+00:00"
    return history.entry_hash((moment, str(who), str(name), str(kind), str(reverts_id)), entry)
