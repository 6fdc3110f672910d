"""Which department a file holds: told apart by the first entry of its history, told to a person by name and counts.

Nothing here changes a file. One that another CodeDesk holds, or that is damaged, cannot be told.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from codedesk import formats
from codedesk.errors import NotADepartment
from codedesk.models.history import ENTRY_TABLE
from codedesk.store import checks, engines
from codedesk.store.connection import engine_of

_DAY = sa.table("work_day", sa.column("day", sa.Date), sa.column("voided", sa.Boolean))
_NAME = sa.table("department", sa.column("name", sa.String)).c.name


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """A department as a person knows it. beginning is the hash of the first entry of its history."""

    beginning: str
    name: str
    coders: int
    days: int
    audits: int
    last_day: date | None

    @property
    def words(self) -> str:
        """Say which department it is: its name, and what it holds."""
        held = [formats.plural(self.coders, "coder"), formats.plural(self.days, "work day")]
        held.append(formats.plural(self.audits, "audit"))
        until = f", the last on {formats.day(self.last_day)}" if self.last_day else ""
        return f"“{self.name or 'without a name'}” ({held[0]}, {held[1]}{until}, {held[2]})"


def origin(path: Path) -> FileOrigin | None:
    """Read which department a file holds, for reading only; None where it cannot be told.

    Never of a file that is open in this process: closing another handle would cost it its lock.
    """
    try:
        with closing(engines.connect(path, read_only=True, timeout=0.2)) as raw, engine_of(raw).connect() as database:
            return _read(database)
    except (OSError, NotADepartment, sqlite3.Error, sa.exc.SQLAlchemyError):
        return None


def _read(database: sa.Connection) -> FileOrigin | None:
    entry, day = ENTRY_TABLE.c, _DAY.c
    beginning = database.execute(sa.select(entry.hash).order_by(entry.id).limit(1)).scalar()
    if beginning is None:
        return None
    name = database.execute(sa.select(_NAME)).scalar()
    last = database.execute(sa.select(sa.func.max(day.day)).where(day.voided.is_(False))).scalar()
    counts = checks.counts(database)
    return FileOrigin(beginning, name or "", counts["coder"], counts["work_day"], counts["audit"], last)
