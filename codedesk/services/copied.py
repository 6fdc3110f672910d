"""Copies of rows as columns, which an open file may hold: what is read from them, and how one is made.

How long a copy holds is the file's to know (store/copies.py): one that is there says what the rows say. Where a session
brings none, the rows are read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sqlmodel import Session


class ReadableCopies(Protocol):
    """What an open file offers to read copies from."""

    def read(self, name: str, first: int, last: int) -> dict[int, bytes]:
        """Return the copies of a name from one month to another, both included, that are there."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What is copied, by months. months: those that there are; make: copies months that follow each other."""

    name: str
    months: Callable[[Session], range]
    make: Callable[[Session, range], dict[int, bytes]]


def copies_of(session: Session) -> ReadableCopies | None:
    """Return what copies are read from; None where there are none."""
    found: ReadableCopies | None = session.info.get("copies")
    return found
