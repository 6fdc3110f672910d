"""What seldom changes, read once: the lists that every day is read with hold until one of their tables is changed.

Here lives how a service says so. How long it holds is decided in store/cache.py; where a session keeps nothing,
everything is read anew. What is kept is never changed by those who get it, and holds no row of a session.
"""

from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import Any, Protocol, TypeVar
from weakref import ref

import sqlalchemy as sa
from sqlmodel import Session

from codedesk import models
from codedesk.models import OtherTime, Row, WorkDay, WorkLine

R = TypeVar("R", bound=Row)
T = TypeVar("T")
Spans = tuple[tuple[int, int], ...]

LOG = (WorkDay, WorkLine, OtherTime)
"""The tables of the log: what one cell changes."""


class Keeper(Protocol):
    """What an open file offers to keep values in."""

    def get(self, name: Hashable, tables: frozenset[str], make: Callable[[], Any]) -> Any:
        """Return the value of a name, made now where it may no longer hold."""

    def follow(
        self,
        name: Hashable,
        tables: frozenset[str],
        make: Callable[[], Any],
        onward: Callable[[Any, Mapping[str, Spans]], Any],
    ) -> Any:
        """Return the value of a name, made now where it is not there, else brought up to date by the changed rows."""


def kept(session: Session, name: Hashable, tables: tuple[type[Row], ...], make: Callable[[], T]) -> T:
    """Return what make returns, and keep it under the name until one of the tables is changed.

    tables are all that make reads from.
    """
    return _until(session, name, _names(tables), make)


def _until(session: Session, name: Hashable, tables: frozenset[str], make: Callable[[], T]) -> T:
    keeper: Keeper | None = session.info.get("kept")
    if keeper is None:
        return make()
    session.flush()  # what waits to be stored may be of these tables
    value: T = keeper.get(name, tables, make)
    return value


class Recalled:
    """Answers by all that they were made from, which hold over every change; those asked for longest ago are let go."""

    def __init__(self, most: int) -> None:
        """Start with nothing, and hold so many answers at most."""
        self._most = most
        self._answers: dict[Hashable, Any] = {}

    def __contains__(self, made_from: Hashable) -> bool:
        """Tell whether there is an answer made from this, or a last one of this name."""
        return made_from in self._answers

    def get(self, made_from: Hashable, make: Callable[[], T]) -> T:
        """Return what make returns; made_from is everything that it looks at."""
        answer: T = self._answers.pop(made_from) if made_from in self._answers else make()
        self.keep(made_from, answer)
        return answer

    def keep(self, made_from: Hashable, answer: object) -> None:
        """Hold an answer that nobody has asked for yet."""
        while len(self._answers) >= self._most:
            del self._answers[next(iter(self._answers))]
        self._answers[made_from] = answer

    def last(self, name: Hashable, made_from: Hashable, make: Callable[[], T]) -> T:
        """Return what make returns, holding only the last answer of a name: for those that hold on to much."""
        held: tuple[Hashable, T] | None = self._answers.pop(name, None)
        answer = held if held is not None and held[0] == made_from else (made_from, make())
        self.keep(name, answer)
        return answer[1]


class Same:
    """Objects that never change, as a part of what an answer is made from: equal to the very same ones only.

    An answer keeps none of them: it is held longer than they are, and they are the audits and the log of a period.
    """

    def __init__(self, *held: object) -> None:
        """Take the objects; no other takes the place of one that is gone."""
        self._held = tuple(map(_weakly, held))

    def __eq__(self, other: object) -> bool:
        """Tell whether these are the same objects, one by one."""
        return isinstance(other, Same) and list(map(id, self._held)) == list(map(id, other._held))

    def __hash__(self) -> int:
        """Return a number of these very objects."""
        return hash(tuple(map(id, self._held)))


def _weakly(held: object) -> object:
    """Return what stands for an object without keeping it, one and the same while it lives; itself where it is small.

    Python makes one reference of its own to each object, and none to a tuple, a dict or None.
    """
    try:
        return ref(held)
    except TypeError:
        return held


def recalled(session: Session, name: Hashable, most: int) -> Recalled:
    """Return the answers of a name, kept as long as the file is open; none where the session keeps nothing."""
    return kept(session, ("recalled", name), (), lambda: Recalled(most))


def until_a_change(session: Session, name: Hashable, make: Callable[[], T]) -> T:
    """Return what make returns, and keep it under the name until anything at all is changed."""
    return _until(session, name, frozenset(models.metadata().tables), make)


def beside_the_log(session: Session, name: Hashable, make: Callable[[], T]) -> T:
    """Return what make returns, and keep it under the name until anything but days of the log is changed."""
    return _until(session, name, frozenset(models.metadata().tables) - _names(LOG), make)


def followed(
    session: Session,
    name: Hashable,
    tables: tuple[type[Row], ...],
    make: Callable[[], T],
    onward: Callable[[T, Mapping[str, Spans]], T],
) -> T:
    """Return what make returns, and keep it under the name, brought up to date by the rows that are changed.

    tables are all that it is read from; onward gets the value and the numbers of the changed rows by table, and returns
    another value: the one that it got stays as it was, because a step may be taken back.
    """
    keeper: Keeper | None = session.info.get("kept")
    if keeper is None:
        return make()
    session.flush()
    value: T = keeper.follow(name, _names(tables), make, onward)
    return value


@cache
def _names(tables: tuple[type[Row], ...]) -> frozenset[str]:
    return frozenset(str(table.__tablename__) for table in tables)


def by_number(session: Session, table: type[R]) -> dict[int, R]:
    """Return every row of a list of the department by its number, voided ones too, as copies that are kept."""
    make = lambda: {row.key: row for row in copies(session, table)}  # noqa: E731
    return kept(session, f"{table.__tablename__} by number", (table,), make)


def copies(session: Session, table: type[R], *conditions: Any, order_by: tuple[Any, ...] = ()) -> list[R]:
    """Read rows as objects of no session, as they may be kept."""
    session.flush()
    columns = sa.inspect(table).local_table.columns
    query = sa.select(*columns).where(*conditions).order_by(*order_by)
    return [table(**row._mapping) for row in session.connection().execute(query)]
