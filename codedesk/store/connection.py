"""The connection to a department file: its settings, its lock, its transactions.

Here live the SQLite settings and the engine. What a file must contain lives in schema.py, its health in checks.py.
"""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType

import sqlalchemy as sa
from sqlalchemy.pool import NullPool, StaticPool
from sqlalchemy.util import LRUCache
from sqlmodel import Session

from codedesk import models
from codedesk.errors import CannotSave, CodeDeskError, FileAstray
from codedesk.store import engines, history, refusals
from codedesk.store.cache import Kept
from codedesk.store.copies import Copies
from codedesk.store.whereabouts import Astray, Whereabouts

ENGINE = f"SQLite {sqlite3.sqlite_version}"
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
    whereabouts: Whereabouts
    astray: Astray | None = None
    remarks: list[str] = field(default_factory=list)
    kept: Kept = field(default_factory=Kept)
    copies: Copies = field(init=False)
    _writing: bool = field(default=False)

    def __post_init__(self) -> None:
        """Find the copies where the rows are."""
        self.copies = Copies(self.raw)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session whose changes cannot reach the file."""
        self.raw.execute("PRAGMA query_only=ON")
        self.kept.look(self.raw.total_changes)
        try:
            with Session(self.engine, info=self._info()) as session:
                yield session
        finally:
            self.raw.execute("PRAGMA query_only=OFF")

    @contextmanager
    def writing(self, step: str = "The change") -> Iterator[Session]:
        """Give a session in one immediate transaction: committed at the end, or nothing of it is stored.

        FileAstray where another file, or none, stands under the name before or at the commit; `astray` says so after
        it, where the file was taken away in the very moment.
        """
        with self._transaction(step, self._info(), self.kept.settle) as session:
            yield session

    @contextmanager
    def copying(self) -> Iterator[Session]:
        """Give a session for reading rows, in a transaction that writes copies of them and nothing else.

        What is kept holds over it. Errors as those of `writing`, and nothing of it is stored then.
        """
        with self._transaction("A copy of the log", {"copies": self.copies}, self.kept.pass_over) as session:
            yield session

    @contextmanager
    def _transaction(self, step: str, info: dict[str, object], settle: Callable[[int], None]) -> Iterator[Session]:
        self._require_place(step, self.locate())
        models.metadata()  # what is written may point at any of them
        self._writing = True
        self.kept.look(self.raw.total_changes)
        try:
            with Session(self.engine, info=dict(info)) as session, session.begin():
                before = self.raw.total_changes
                yield session
                session.flush()
                self.anchor(session)
                self._require_journal(step, changed=self.raw.total_changes != before)
                self._require_place(step, self.whereabouts.look_at_name())
        finally:
            self._writing = False
            if self.raw.in_transaction:
                self.raw.rollback()
            settle(self.raw.total_changes)
            self.whereabouts.settle()
            self.astray = self.whereabouts.look_at_name()

    def anchor(self, session: Session) -> None:
        """Keep in the file's own fields where the history ends, in the transaction in which it grew."""
        recorder = session.info.get("history")
        if recorder is not None and recorder.last_hash:
            self.raw.execute(f"PRAGMA user_version={history.anchor(recorder.last_hash)}")

    def holds(self, end: str) -> bool:
        """Look up whether the file holds a step although its commit failed: the disk may have failed behind it.

        That leaves this connection unable to read until the disk is well; where the journal is empty, the step is in
        the file, and another connection looks at it as it lies there. `end` is the hash at the end of the step.
        """
        with suppress(CodeDeskError), refusals.readable(self.path.name), self.reading() as session:
            return bool(end) and history.last_hash(session) == end
        if self.whereabouts.journal_is_hot():
            return False
        with suppress(sqlite3.Error, CodeDeskError), closing(engines.again(self.raw, self.path)) as raw:
            return bool(end) and history.end_in(raw) == end
        return False

    def _info(self) -> dict[str, object]:
        return {"kept": self.kept, "copies": self.copies}

    def locate(self) -> Astray | None:
        """Look whether the file under the name is the open one; None where all is well, or nothing is written."""
        self.astray = None if self.read_only else self.whereabouts.look(self.raw)
        return self.astray

    def _require_place(self, step: str, astray: Astray | None) -> None:
        if astray is not None:
            self.astray = astray
            raise FileAstray(step, astray.happened)

    def _require_journal(self, step: str, *, changed: bool) -> None:
        if changed and not self.whereabouts.journal_is_there():
            reason = f"“{step}” was not saved: its journal was removed meanwhile. Nothing was changed; try again."
            raise CannotSave(reason)

    def begin(self) -> None:
        """Open a transaction of the kind that the session needs."""
        self.raw.execute("BEGIN IMMEDIATE" if self._writing else "BEGIN")

    def close(self) -> None:
        """Let go of the file and its lock."""
        self.engine.dispose()
        self.raw.close()
        self.whereabouts.close()


def connect(path: Path, *, read_only: bool = False) -> Connection:
    """Connect with the settings of a department file; sqlite3.Error where the file cannot be used.

    A writer takes the exclusive lock at once and keeps it, so that a second one is told at open and not in the middle
    of a day.
    """
    try:
        whereabouts = Whereabouts(path)
    except OSError as error:
        reason = f"unable to open database file ({error.strerror})"
        raise sqlite3.OperationalError(reason) from error
    try:
        raw = _connected(path, read_only=read_only)
    except BaseException:
        whereabouts.close()
        raise
    whereabouts.settle()
    connection = Connection(path, read_only, raw, engine_of(raw), whereabouts)
    sa.event.listen(connection.engine, "begin", lambda _connection: connection.begin())
    return connection


def _connected(path: Path, *, read_only: bool) -> sqlite3.Connection:
    raw = engines.connect(path, read_only=read_only, isolation_level=None, check_same_thread=False, timeout=0.2)
    try:
        _prepare(raw, read_only=read_only)
    except BaseException:
        raw.close()
        raise
    return raw


def _prepare(raw: sqlite3.Connection, *, read_only: bool) -> None:
    for name, value in SETTINGS:
        raw.execute(f"PRAGMA {name}={value}")
    if sys.platform == "darwin":
        raw.execute("PRAGMA fullfsync=ON")
    if not read_only:
        raw.execute("PRAGMA journal_mode=TRUNCATE")
        raw.execute("BEGIN EXCLUSIVE")
        raw.execute("COMMIT")


_COMPILED: LRUCache[object, object] = LRUCache(500)


def engine_of(raw: sqlite3.Connection) -> sa.Engine:
    """Let SQLAlchemy speak over a connection that is open already, in the words that it found for those before."""
    library = engines.library_of(raw)
    engine = sa.create_engine(
        "sqlite://",
        module=library,
        creator=lambda: raw,
        poolclass=StaticPool,
        execution_options={"compiled_cache": _COMPILED},
    )
    engine.dialect = _dialect(library)  # what is compiled is kept by dialect
    return engine


@cache
def _dialect(library: ModuleType) -> sa.Dialect:
    first = sa.create_engine("sqlite://", module=library, poolclass=NullPool)
    first.connect().close()
    return first.dialect
