"""What only a file of SQLite can have wrong: its pages, its rows that point nowhere, values of another type.

Here lives what another engine keeps by itself, in SQLite's own words. The promises of the domain live in checks.py.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterator

from codedesk import models
from codedesk.store import engines

_TYPES = (
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


def integrity(raw: sqlite3.Connection, without: Collection[str] = ()) -> Iterator[str]:
    """Say what SQLite finds wrong with the pages, the indexes and the rules of the tables; some may be left out."""
    try:
        looked_at = [f"'{table}'" for table in _tables(raw) if table not in without] if without else ["20"]
        found = [row for each in looked_at for row in raw.execute(f"PRAGMA integrity_check({each})")]
        in_a_file = raw.execute("PRAGMA database_list").fetchone()[2]
        if in_a_file and engines.secret_of(raw) is not None:  # is each page of this file, also one without a row
            found += raw.execute("PRAGMA cipher_integrity_check").fetchall()
    except (sqlite3.DatabaseError, UnicodeError) as error:
        yield f"the file cannot be read ({error})"
        return
    yield from (f"the file is damaged ({words})" for (words,) in found if words != "ok")


def _tables(raw: sqlite3.Connection) -> list[str]:
    return [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]


def foreign_keys(raw: sqlite3.Connection, without: Collection[str] = ()) -> Iterator[str]:
    """Say which rows point at rows that are not there; some tables may be left out."""
    looked_at = [f"('{table}')" for table in _tables(raw) if table not in without] if without else [""]
    rows = (row for each in looked_at for row in raw.execute(f"PRAGMA foreign_key_check{each}"))
    for table, row, parent, _ in rows:
        yield f"row {row} of {table} points at a {parent} that is not there"


def form(raw: sqlite3.Connection, known: str) -> Iterator[str]:
    """Say which tables and columns of the newest revision are not there.

    known is the seal of the words that make the tables of a new file: where they stand, all are there, and no table
    is loaded to be compared.
    """
    if seal_of_tables(raw) == known:
        return
    query = "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"
    there = set(raw.execute(query))
    for table in models.metadata().tables.values():
        missing = next((column.name for column in table.columns if (table.name, column.name) not in there), None)
        if missing is not None:
            yield f"{missing} of {table.name} is missing"


def seal_of_tables(raw: sqlite3.Connection) -> str:
    """Return one hash of the words that made the tables of a file; blanks make no difference."""
    found = raw.execute("SELECT sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return hashlib.sha256("\n".join(" ".join(words.split()) for (words,) in found).encode()).hexdigest()


def types(raw: sqlite3.Connection) -> Iterator[str]:
    """Say which values are not of the kind that their column holds: SQLite would keep anything."""
    for words, query in _TYPES:
        found = raw.execute(query).fetchone()[0]
        if found:
            yield f"{words} ({found})"
