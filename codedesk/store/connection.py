"""The connection to a department file: its settings, its lock, its transactions.

Here live the SQLite settings and the engine. What a file must contain lives in schema.py, its health in checks.py.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

APPLICATION_ID = 0x43446B31  # "CDk1"
SETTINGS = (
    ("locking_mode", "EXCLUSIVE"),
    ("synchronous", "FULL"),
    ("foreign_keys", "ON"),
    ("secure_delete", "ON"),
    ("trusted_schema", "OFF"),
    ("cell_size_check", "ON"),
    ("cache_size", "-65536"),
    ("temp_store", "MEMORY"),
)


@dataclass
class Connection:
    """One connection to one department file, used from the database thread only."""

    path: Path
    read_only: bool
    raw: sqlite3.Connection
    engine: sa.Engine
    remarks: list[str] = field(default_factory=list)
    _writing: bool = field(default=False)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session whose changes cannot reach the file."""
        self.raw.execute("PRAGMA query_only=ON")
        try:
            with Session(self.engine) as session:
                yield session
        finally:
            self.raw.execute("PRAGMA query_only=OFF")

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session in one immediate transaction: committed at the end, or nothing of it is stored."""
        self._writing = True
        try:
            with Session(self.engine) as session, session.begin():
                yield session
        finally:
            self._writing = False
            if self.raw.in_transaction:
                self.raw.rollback()

    def begin(self) -> None:
        """Open a transaction of the kind that the session needs."""
        self.raw.execute("BEGIN IMMEDIATE" if self._writing else "BEGIN")

    def close(self) -> None:
        """Let go of the file and its lock."""
        self.engine.dispose()
        self.raw.close()


def connect(path: Path, *, read_only: bool = False) -> Connection:
    """Connect with the settings of a department file; sqlite3.Error where the file cannot be used.

    A writer takes the exclusive lock at once and keeps it, so that a second one is told at open and not in the middle
    of a day.
    """
    mode = "ro" if read_only else "rw"
    raw = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False, timeout=0.2
    )
    try:
        _prepare(raw, read_only=read_only)
    except BaseException:
        raw.close()
        raise
    connection = Connection(path, read_only, raw, _engine(raw))
    sa.event.listen(connection.engine, "begin", lambda _connection: connection.begin())
    return connection


def _prepare(raw: sqlite3.Connection, *, read_only: bool) -> None:
    for name, value in SETTINGS:
        raw.execute(f"PRAGMA {name}={value}")
    if sys.platform == "darwin":
        raw.execute("PRAGMA fullfsync=ON")
    if not read_only:
        raw.execute("PRAGMA journal_mode=TRUNCATE")
        raw.execute("BEGIN EXCLUSIVE")
        raw.execute("COMMIT")


def _engine(raw: sqlite3.Connection) -> sa.Engine:
    return sa.create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
