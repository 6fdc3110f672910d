"""Copies of rows as columns, which an open file may hold: what is read from them, and how one is made.

How long a copy holds is the file's to know (store/copies.py): one that is there says what the rows say. Where a session
brings none, the rows are read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from sqlmodel import Session

AT_ONCE = 3


class ReadableCopies(Protocol):
    """What an open file offers to read copies from."""

    def read(self, name: str, first: int, last: int) -> dict[int, bytes]:
        """Return the copies of a name from one month to another, both included, that are there."""

    def months(self, name: str) -> set[int]:
        """Return the months of which there is a copy."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What is copied, by months. missing: the next few to copy, which follow each other; make: copies them."""

    name: str
    missing: Callable[[Session], range]
    make: Callable[[Session, range], dict[int, bytes]]


def copies_of(session: Session) -> ReadableCopies | None:
    """Return what copies are read from; None where there are none."""
    found: ReadableCopies | None = session.info.get("copies")
    return found


def first_missing(name: str, months_there: Callable[[Session], range], session: Session) -> range:
    """Return the first few months without a copy, which follow each other; months_there finds those that there are."""
    copies, months = copies_of(session), months_there(session)
    there = set() if copies is None else copies.months(name)
    first = next((month for month in months if month not in there), None)
    if first is None:
        return range(0)
    wanted = range(first, min(first + AT_ONCE, months.stop))
    return range(first, next(islice((month for month in wanted if month in there), 1), wanted.stop))
