"""What a department file must contain: its tables, its revision, its mark. New files are made here."""

import sqlite3
from pathlib import Path

from codedesk import models
from codedesk.errors import NewerDepartment, NotADepartment
from codedesk.store import copies, engines
from codedesk.store.connection import APPLICATION_ID, Connection

KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012", "0013")
HEAD = KNOWN[-1]
FORM = "2334756390d785cb0fe60a7e2b1acabf3d99e211198dfa29eb3d2aad4cdb9ef7"
"""The seal of the words that make the tables of that revision (file_checks.py)."""
SEALED = "0007"
"""From here on every row has its history, and the file's own fields say where the history ends."""
MIGRATIONS = Path(__file__).parent / "migrations"


def build(connection: Connection) -> None:
    """Make the tables of the newest revision in an empty file."""
    with connection.engine.begin() as transaction:
        models.metadata().create_all(transaction)
        for statement in copies.statements():
            transaction.exec_driver_sql(statement)
        transaction.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        transaction.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
        transaction.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def require_marked(path: Path) -> None:
    """Look at the first bytes before anything opens the file; NotADepartment where the mark is not CodeDesk's."""
    if engines.is_encrypted(path):
        return  # what it holds is looked at once it is open
    with path.open("rb") as file:
        head = file.read(100)
    if not head.startswith(b"SQLite format 3\0") or head[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        reason = f"“{path.name}” is not a department file of CodeDesk, or it is damaged. Nothing in it was changed."
        raise NotADepartment(reason)


def revision(raw: sqlite3.Connection, path: Path) -> str:
    """Return the revision of a department file; NewerDepartment in words for one of the future."""
    row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    found: str = row[0] if row else "none"
    if found not in KNOWN:
        reason = (
            f"“{path.name}” was made by a newer CodeDesk (revision {found}; this one knows up to {HEAD}). "
            "It was left untouched. Install the newer version to open it."
        )
        raise NewerDepartment(reason)
    return found
