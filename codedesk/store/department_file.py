"""The life of a department file: made, opened and checked, closed. The steps in order; each is another module's."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from codedesk.errors import CannotSave, DepartmentInUse, NotADepartment
from codedesk.models import Department
from codedesk.store import backups, checks, history, holder, placing, schema, upgrading
from codedesk.store.connection import Connection, connect


def create(path: Path, who: str, fill: Callable[[Session], None] | None = None) -> Connection:
    """Make a new department file under a temporary name, then give it its own; an existing file is never touched."""
    if path.exists():
        reason = f"“{path.name}” is already there. Choose another name, or open it."
        raise CannotSave(reason)
    making = None
    try:
        making = placing.begin(path)
        _build(making, who, fill)
        aside = placing.set_companions_aside(path)
        placing.settle(making, path, aside)
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        cause = getattr(error, "orig", None) or getattr(error, "strerror", None) or error
        reason = f"“{path.name}” could not be made: {cause}. Make room, or choose a folder that you may write to."
        raise CannotSave(reason) from error
    finally:
        if making is not None:
            placing.discard(making)
    connection = open_checked(path)
    if aside is not None:
        connection.remarks.append(f"A journal of another file lay in this place. It is kept in “{aside.folder}”.")
    return connection


def _build(making: Path, who: str, fill: Callable[[Session], None] | None) -> None:
    connection = connect(making)
    try:
        schema.build(connection)
        with connection.writing() as session:
            history.record(session, who, "New department")
            session.add(Department(id=1, created_on=date.today()))
            session.flush()
            if fill is not None:
                fill(session)
    finally:
        connection.close()


def open_checked(path: Path, *, read_only: bool = False, backup_folder: Path | None = None) -> Connection:
    """Open a department file: checked, upgraded if older, backed up if changed since the last backup.

    A CodeDeskError says in words why it cannot be opened. What is worth knowing stands in `connection.remarks`.
    """
    if not path.is_file():
        reason = f"There is no file “{path.name}” in “{path.parent}”."
        raise NotADepartment(reason)
    try:
        schema.require_marked(path)
    except OSError as error:
        reason = f"“{path.name}” could not be read: {error.strerror}."
        raise NotADepartment(reason) from error
    before = _before_recovery(path) if not read_only and _writable(path) else None
    connection = None
    try:
        connection = _connected(path, read_only=read_only)
        connection = _checked(connection, backup_folder or backups.folder_of(path))
    except BaseException as error:
        if connection is not None:
            connection.close()
        told = _in_words(path, error)
        if before is not None and isinstance(told, NotADepartment):
            reason = f"{told} A journal lay beside it; both are kept as they were before in “{before}”."
            raise NotADepartment(reason) from error
        _forget(before)
        if told is error:
            raise
        raise told from error
    _forget(before)
    return connection


def _checked(connection: Connection, folder: Path) -> Connection:
    revision = schema.revision(connection.raw, connection.path)
    told = checks.require_sound(connection).remarks
    if not connection.read_only:
        connection = _prepared(connection, revision, folder)
    elif revision != schema.HEAD:
        connection = upgrading.in_memory(connection)
    connection.remarks += [f"{words[:1].upper()}{words[1:]}." for words in told]
    return connection


def _before_recovery(path: Path) -> Path | None:
    """Keep a file and the journal that SQLite will play into it as they are; take a log away that cannot be its own."""
    try:
        if placing.foreign_log(path):
            placing.set_companions_aside(path)
        if placing.journal_to_play(path):
            return placing.keep_copies(path, placing.folder_beside(path, "before-recovery"))
        return None
    except OSError:
        return None  # no room for a copy, or no right to: what is wrong with the file itself is said when it is opened


def _forget(kept: Path | None) -> None:
    if kept is not None:
        shutil.rmtree(kept, ignore_errors=True)


def _in_words(path: Path, error: BaseException) -> BaseException:
    """Return what is said of a file in which even that cannot be read which says what is wrong."""
    if not isinstance(error, OSError | sqlite3.Error | SQLAlchemyError | ValueError | LookupError | TypeError):
        return error
    cause = getattr(error, "orig", None) or error
    return NotADepartment(f"“{path.name}” is damaged and cannot be read ({cause}). Restore the last backup.")


def _prepared(connection: Connection, revision: str, folder: Path) -> Connection:
    """Upgrade and back up; where no backup can be made before an upgrade, the file is only to be read."""
    holder.sign(connection.path)
    if revision != schema.HEAD:
        try:
            upgrading.upgrade(connection, folder)
        except upgrading.NotBackedUp as error:
            holder.leave(connection.path)
            connection.remarks.append(f"{error} It is open for reading only.")
            return upgrading.in_memory(connection)
    try:
        backups.make_if_changed(connection, folder, "open")
    except CannotSave as error:
        connection.remarks.append(str(error))
    return connection


def _connected(path: Path, *, read_only: bool) -> Connection:
    if not read_only and not _writable(path):
        return _read_only(path)
    try:
        connection = connect(path, read_only=read_only)
        connection.raw.execute("SELECT count(*) FROM sqlite_master")
        return connection
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            reason = f"“{path.name}” is open in {holder.named(path)}. Close it there first, or go on working there."
            raise DepartmentInUse(reason) from error
        reason = f"“{path.name}” could not be opened: {error}."
        raise NotADepartment(reason) from error
    except sqlite3.DatabaseError as error:
        reason = f"“{path.name}” is not a department file of CodeDesk, or it is damaged. Nothing in it was changed."
        raise NotADepartment(reason) from error


def _writable(path: Path) -> bool:
    try:
        with path.open("r+b"):
            return os.access(path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
    except OSError:
        return False


def _read_only(path: Path) -> Connection:
    connection = _connected(path, read_only=True)
    connection.remarks.append(f"“{path.name}” may not be written here: it is open for reading only.")
    return connection


def go_on_at(connection: Connection, path: Path) -> Connection:
    """Copy the whole open department to a place and open it there; the one that was open is let go of after that.

    Where the path leads to the open file itself, which was moved, it is opened there and not copied. A CodeDeskError
    says why it cannot be; a copy that could not be made leaves everything as it was.
    """
    if (astray := connection.locate()) is not None and astray.now == path:
        _require_usable(path)
        close(connection)
        return open_checked(path)
    backups.copy_whole(connection, path)
    fresh = open_checked(path)
    close(connection)
    return fresh


def _require_usable(path: Path) -> None:
    """Look without opening, which would cost the open file its lock."""
    if not (os.access(path, os.R_OK | os.W_OK) and os.access(path.parent, os.W_OK)):
        reason = f"“{path}” may not be written there. Choose another place."
        raise CannotSave(reason)


def close(connection: Connection) -> None:
    """Let go of the file."""
    if not connection.read_only:
        holder.leave(connection.path)
    connection.close()
