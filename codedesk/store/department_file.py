"""The life of a department file: made, opened and checked, closed. The steps in order; each is another module's."""

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlmodel import Session

from codedesk.errors import CannotSave, DepartmentInUse, NotADepartment
from codedesk.models import Department
from codedesk.store import history, schema
from codedesk.store.connection import Connection, connect

SUFFIX = ".codedesk"


def create(path: Path, who: str, fill: Callable[[Session], None] | None = None) -> Connection:
    """Make a new department file under a temporary name, then give it its own; an existing file is never touched."""
    if path.exists():
        reason = f"“{path.name}” is already there. Choose another name, or open it."
        raise CannotSave(reason)
    making = path.with_name(f".{path.name}.new")
    try:
        making.unlink(missing_ok=True)
        making.touch(mode=0o600)
        connection = connect(making)
        try:
            schema.build(connection)
            _first_step(connection, who, fill)
        finally:
            connection.close()
        making.rename(path)
    except OSError as error:
        reason = f"“{path.name}” could not be made: {error.strerror or error}. Choose a folder that you may write to."
        raise CannotSave(reason) from error
    return connect(path)


def _first_step(connection: Connection, who: str, fill: Callable[[Session], None] | None) -> None:
    with connection.writing() as session:
        history.record(session, who, "New department")
        session.add(Department(id=1, created_on=date.today()))
        session.flush()
        if fill is not None:
            fill(session)


def open_checked(path: Path, *, read_only: bool = False) -> Connection:
    """Open a department file; a CodeDeskError says in words why it cannot be."""
    if not path.is_file():
        reason = f"There is no file “{path.name}” in {path.parent}."
        raise NotADepartment(reason)
    try:
        connection = connect(path, read_only=read_only)
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            reason = f"“{path.name}” is open in another CodeDesk. Close it there first, or go on working there."
            raise DepartmentInUse(reason) from error
        if "readonly" in str(error) and not read_only:
            return open_checked(path, read_only=True)
        raise NotADepartment(f"“{path.name}” could not be opened: {error}.") from error
    except sqlite3.DatabaseError as error:
        reason = f"“{path.name}” is not a department file of CodeDesk, or it is damaged. Nothing in it was changed."
        raise NotADepartment(reason) from error
    try:
        schema.revision(connection.raw, path)
    except BaseException:
        connection.close()
        raise
    return connection


def close(connection: Connection) -> None:
    """Let go of the file."""
    connection.close()
