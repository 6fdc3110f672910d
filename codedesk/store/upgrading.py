"""Upgrades of an older file: check, backup, one transaction, check. Killed anywhere, the file is old or new.

Alembic is imported here, late: a file of the newest revision never needs it.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from codedesk.errors import CannotSave
from codedesk.store import backups, checks, file_checks, schema
from codedesk.store.connection import Connection


def upgrade(connection: Connection, folder: Path, migrations: Path = schema.MIGRATIONS) -> None:
    """Bring a file to the newest revision; CannotSave in words, with the file as it was, where that fails."""
    checks.require_sound(connection)
    found = schema.revision(connection.raw, connection.path)
    backups.make(connection, folder, f"upgrade-{found}")
    raw = connection.raw
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        _in_one_transaction(connection, lambda transaction: run_migrations(transaction, migrations))
    except Exception as error:
        reason = f"“{connection.path.name}” could not be upgraded and stays as it was: {error}."
        raise CannotSave(reason) from error
    finally:
        raw.execute("PRAGMA foreign_keys=ON")
    checks.require_sound(connection)


def _in_one_transaction(connection: Connection, job: Callable[[sa.Connection], None]) -> None:
    with connection.writing() as session:
        database = session.connection()
        job(database)
        problems = [*file_checks.foreign_keys(connection.raw), *checks.invariants(database)]
        if problems:
            raise sqlite3.IntegrityError(problems[0])


def run_migrations(transaction: sa.Connection, migrations: Path) -> None:
    """Run every revision that is still to come, inside a transaction that is open already."""
    from alembic import command  # noqa: PLC0415 - heavy, and needed only for an older file
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.attributes["connection"] = transaction
    command.upgrade(config, "head")
