"""Making the copies of an open file, a few at a time: rows are read, and what they say is written beside them.

A copy is made of the rows themselves in one transaction, never of what is kept. Where it cannot be written (a full
disk, a file that was taken away) nothing is said and nothing is lost: there is no copy, and the rows are read.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol

import sqlalchemy as sa
from sqlmodel import Session

from codedesk.errors import CodeDeskError
from codedesk.store.connection import Connection


class CopyKind(Protocol):
    """What is copied, by months; services say how (services/copied.py)."""

    @property
    def name(self) -> str:
        """Return the name by which the copies are read."""

    @property
    def missing(self) -> Callable[[Session], range]:
        """Return what finds the next few months to copy, which follow each other; none where nothing is missing."""

    @property
    def make(self) -> Callable[[Session, range], dict[int, bytes]]:
        """Return what copies months that follow each other."""


def copy_some(connection: Connection, kinds: Sequence[CopyKind]) -> bool:
    """Make a few copies that are not there; tell whether there may be more to make."""
    if connection.read_only or not connection.copies.hold():
        return False
    with suppress(OSError, sqlite3.Error, sa.exc.SQLAlchemyError, CodeDeskError):
        for kind in kinds:
            with connection.reading() as session:
                missing = kind.missing(session)
            if missing:
                _copy(connection, kind, missing)
                return True
    return False


def _copy(connection: Connection, kind: CopyKind, months: range) -> None:
    with connection.copying() as session:
        connection.copies.write(kind.name, kind.make(session, months))
