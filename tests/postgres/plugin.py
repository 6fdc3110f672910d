"""A pytest plugin that puts PostgreSQL under the desk: every department is a schema of its own on one server.

    CODEDESK_POSTGRES=<address> pytest -p tests.postgres.plugin …        (throwaway.py does both)

The program has no such store yet; this is the smallest that its tests can run on, so that what they test stays
portable. A department file that a test opens is copied table by table; the file that a test makes here holds the name
of its schema, so that it can be looked for, copied and opened like any other. Tests of the file itself are left out
(the mark `file`).
"""

import hashlib
import os
import sqlite3
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.pool import NullPool, StaticPool
from sqlmodel import Session

from codedesk import models
from codedesk.errors import CannotSave, NotADepartment
from codedesk.models import Department
from codedesk.store import department_file, history, schema

ADDRESS = os.environ["CODEDESK_POSTGRES"]
MARK = b"schema of a department: "


class Raw:
    """As much of a bare connection as tests that look beneath ask for."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def execute(self, sql: str, values: Sequence[Any] = ()) -> sa.CursorResult[Any]:
        with self._engine.begin() as database:
            return database.exec_driver_sql(sql.replace("?", "%s"), tuple(values))


class Connection:
    """What the desk needs of a connection, over a schema."""

    def __init__(self, path: Path, schema_name: str, *, read_only: bool = False) -> None:
        self.path, self.read_only, self.remarks = path, read_only, list[str]()
        self.astray = None
        self.engine = engine_of(schema_name)
        self.raw = Raw(self.engine)
        # A test that does not close its desk may not keep a place at the server.
        weakref.finalize(self, self.engine.dispose)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with Session(self.engine) as session:
            session.connection().exec_driver_sql("SET TRANSACTION READ ONLY")
            yield session

    @contextmanager
    def writing(self, step: str = "") -> Iterator[Session]:
        with Session(self.engine) as session, session.begin():
            # One writer at a time in a department, or the chain of the history would fork.
            session.connection().exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext(current_schema()))")
            yield session

    def locate(self) -> None:
        """Nothing can be moved away under a server's name."""

    def close(self) -> None:
        self.engine.dispose()


def engine_of(schema_name: str) -> sa.Engine:
    options = {"options": f"-csearch_path={schema_name} -ctimezone=UTC"}
    return sa.create_engine(ADDRESS, poolclass=StaticPool, connect_args=options)


def schema_of(path: Path) -> str:
    return f"d{hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:20]}"


def in_new_schema(name: str, job: Callable[[sa.Connection], None]) -> None:
    """Make a schema with every table of the newest revision and fill it; PostgreSQL can do that in one transaction."""
    engine = sa.create_engine(ADDRESS, poolclass=NullPool)
    with engine.begin() as database:
        database.exec_driver_sql(f"DROP SCHEMA IF EXISTS {name} CASCADE")
        database.exec_driver_sql(f"CREATE SCHEMA {name}")
        database.exec_driver_sql(f"SET LOCAL search_path TO {name}")
        for index in (index for table in models.metadata().tables.values() for index in table.indexes):
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
        models.metadata().create_all(database, checkfirst=False)
        database.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        database.exec_driver_sql("INSERT INTO alembic_version VALUES (%s)", (schema.HEAD,))
        job(database)


def number_on(database: sa.Connection) -> None:
    """Let the numbering of every table go on behind the rows that were copied with their numbers."""
    for table in models.metadata().sorted_tables:
        last = database.execute(sa.select(sa.func.max(table.c.id))).scalar()
        if last:
            database.exec_driver_sql("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", (table.name, last))


def copy_file(path: Path, name: str) -> None:
    def fill(database: sa.Connection) -> None:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw:
            source = sa.create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
            with source.connect() as rows:
                for table in models.metadata().sorted_tables:
                    values = [dict(row) for row in rows.execute(sa.select(table).order_by(table.c.id)).mappings()]
                    if values:
                        database.execute(sa.insert(table), values)
        number_on(database)

    in_new_schema(name, fill)


def copy_schema(source: str, name: str) -> None:
    def fill(database: sa.Connection) -> None:
        for table in models.metadata().sorted_tables:
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            database.exec_driver_sql(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {source}.{table.name}")
        number_on(database)

    in_new_schema(name, fill)


def create(path: Path, who: str, fill: Callable[[Session], None] | None = None) -> Connection:
    if path.exists():
        reason = f"“{path.name}” is already there. Choose another name, or open it."
        raise CannotSave(reason)
    name = schema_of(path)
    in_new_schema(name, lambda database: None)
    connection = Connection(path, name)
    with connection.writing() as session:
        history.record(session, who, "New department")
        session.add(Department(id=1, created_on=date.today()))
        session.flush()
        if fill is not None:
            fill(session)
        number_on(session.connection())  # a test's own rows come with numbers
    path.write_bytes(MARK + name.encode())
    return connection


def open_checked(path: Path, *, read_only: bool = False, backup_folder: Path | None = None) -> Connection:
    head = path.read_bytes()[:100] if path.is_file() else b""
    name = schema_of(path)
    if head.startswith(b"SQLite format 3\0"):
        copy_file(path, name)
        path.write_bytes(MARK + name.encode())
    elif not head.startswith(MARK):
        reason = f"“{path.name}” is not a department."
        raise NotADepartment(reason)
    elif (source := head[len(MARK) :].decode()) != name:
        copy_schema(source, name)
        path.write_bytes(MARK + name.encode())
    return Connection(path, name, read_only=read_only)


def pytest_configure() -> None:
    department_file.create = create  # type: ignore[assignment]
    department_file.open_checked = open_checked  # type: ignore[assignment]
    department_file.close = lambda connection: connection.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    of_the_file = [item for item in items if item.get_closest_marker("file")]
    if of_the_file:
        config.hook.pytest_deselected(items=of_the_file)
        items[:] = [item for item in items if item not in of_the_file]
