"""Upgrades of an older file: check, backup, one transaction, check. Killed anywhere, the file is old or new.

Alembic is imported here, late: a file of the newest revision never needs it.
"""

import sqlite3
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session

from codedesk.errors import CannotSave
from codedesk.store import backups, checks, engines, file_checks, history, schema
from codedesk.store.connection import Connection, engine_of
from codedesk.store.history import Recorder


class NotBackedUp(CannotSave):
    """There is no backup to go back to, so nothing was upgraded."""


def upgrade(connection: Connection, folder: Path, migrations: Path = schema.MIGRATIONS) -> None:
    """Bring a file to the newest revision; CannotSave in words, with the file as it was, where that fails.

    NotBackedUp where it was not begun, because the backup before it could not be made.
    """
    checks.require_sound(connection)
    found = schema.revision(connection.raw, connection.path)
    try:
        backups.make(connection, folder, f"upgrade-{found}")
    except CannotSave as error:
        reason = f"{error} The file is of an earlier CodeDesk and is not brought up to date without one."
        raise NotBackedUp(reason) from error
    raw, name, done = connection.raw, connection.path.name, list[Recorder]()
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        _in_one_transaction(connection, found, migrations, done)
    except Exception as error:
        reason = f"“{name}” could not be upgraded and stays as it was: {error}."
        if done and connection.holds(done[0].last_hash):
            reason = f"“{name}” is upgraded, but the disk did not confirm it ({error}). Check the disk, then open it."
        raise CannotSave(reason) from error
    finally:
        raw.execute("PRAGMA foreign_keys=ON")
    checks.require_sound(connection)


def in_memory(connection: Connection) -> Connection:
    """Return an older file that may not be written, brought to the newest revision in memory; the file is untouched."""
    raw = engines.beside(connection.raw, ":memory:")
    connection.raw.backup(raw)
    found = schema.revision(connection.raw, connection.path)
    connection.engine.dispose()
    connection.raw.close()
    upgraded = replace(connection, read_only=True, raw=raw, engine=engine_of(raw))
    with Session(upgraded.engine) as session, session.begin():
        _grow(session, found, schema.MIGRATIONS)
        upgraded.anchor(session)
    return upgraded


def _in_one_transaction(connection: Connection, found: str, migrations: Path, done: list[Recorder]) -> None:
    with connection.writing() as session:
        done.append(_grow(session, found, migrations))
        problems = [*file_checks.foreign_keys(connection.raw), *checks.invariants(session.connection())]
        if problems:
            raise sqlite3.IntegrityError(problems[0])


def _grow(session: Session, found: str, migrations: Path) -> Recorder:
    """Run the revisions as a step of the history, at the end of which all rows are sealed as they are then."""
    recorder = history.record(session, "CodeDesk", f"Upgrade from revision {found} of the file", "upgrade")
    run_migrations(session.connection(), migrations, recorder)
    recorder.seal_all()
    return recorder


def run_migrations(transaction: sa.Connection, migrations: Path, recorder: Recorder | None = None) -> None:
    """Run every revision that is still to come, inside a transaction that is open already.

    A revision tells the rows that it fills in to `record(table, number, values)`, which writes them into the history.
    """
    from alembic import command  # noqa: PLC0415 - heavy, and needed only for an older file
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.attributes["connection"] = transaction
    if recorder is not None:
        config.attributes["record"] = lambda table, number, values: recorder.add("insert", table, number, {}, values)
    command.upgrade(config, "head")
