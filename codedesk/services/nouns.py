"""What can be done with a row of any noun: stored, changed, voided for a reason, found. One way for all of them.

What its values may be stands in its fields (models), and is refused here and by the import in the same words. What rows
forbid each other is a rule of the noun.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from sqlmodel import Session

from codedesk import models
from codedesk.errors import Refused
from codedesk.models import Row
from codedesk.models.fields import Draft, Fields
from codedesk.names import clean, of_two_alphabets
from codedesk.services.voiding import void

T = TypeVar("T", bound=Row)
D = TypeVar("D", bound=Draft)


def _free(_session: Session, _draft: Draft, _row: Row | None) -> None:
    """Forbid nothing."""


@dataclass(frozen=True, slots=True)
class Noun(Generic[T, D]):
    """A noun: its table, its draft, and what its rows forbid each other.

    rules gets the row that is to be changed, None for a new one.
    """

    table: type[T]
    draft: type[D]
    rules: Callable[[Session, D, T | None], None] = _free

    def add(self, session: Session, draft: D, **home: Any) -> int:
        """Store a new row; return its number. Refused for what cannot be right.

        home: where it belongs, of what its draft does not say that (the audit of a finding).
        """
        row = self.put(session, None, draft, **home)
        session.flush()
        return row.key

    def change(self, session: Session, row_id: int, draft: D) -> None:
        """Give a stored row the values of the draft. Refused for what cannot be right."""
        self.put(session, self.found(session, row_id), draft)

    def mark(self, session: Session, row_id: int, **values: Any) -> None:
        """Give a stored row single values that can never be wrong, such as whether it stands in the packet."""
        assign(self.found(session, row_id), values)

    def put(self, session: Session, row: T | None, draft: D, **home: Any) -> T:
        """Give a row, or a new one, the values of the draft and of its home. Refused for what cannot be right."""
        self._check(session, draft, row)
        values = draft.kept() | home
        if row is None:
            row = self.table(**values, **self._placed(session))
            session.add(row)
        else:
            assign(row, values)
        return row

    def void(self, session: Session, row_id: int, reason: str) -> None:
        """Void a stored row for a reason. Refused without one."""
        void(self.found(session, row_id), reason, f"this {self.table.said}")

    def found(self, session: Session, row_id: int) -> T:
        """Return a stored row. Refused where it is no longer there."""
        return found(session, self.table, row_id)

    def draft_of(self, row: T) -> D:
        """Return the draft that a stored row was made of."""
        return self.draft.of(row)

    def _placed(self, _session: Session) -> dict[str, Any]:
        """Return what a new row has besides its draft."""
        return {}

    def _check(self, session: Session, draft: D, row: T | None) -> None:
        draft.check()
        for name, words in draft.names().items():
            # What a name was allowed to be when it was stored, it stays.
            if (row is None or clean(getattr(row, name)) != words) and (mixed := of_two_alphabets(words)):
                raise Refused(mixed, name)
        for name, target in _links(draft):
            wanted = getattr(draft, name)
            if wanted is not None and (row is None or getattr(row, name) != wanted):
                found(session, target, wanted, name)
        self.rules(session, draft, row)


def assign(row: Row, values: Mapping[str, Any]) -> None:
    """Give a row values, writing only those that are others than before."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def found(session: Session, table: type[T], row_id: int, field: str = "") -> T:
    """Return a row that is not voided. Refused where it is no longer there, beside the field that names it."""
    row = session.get(table, row_id)
    if row is None or row.voided:
        raise Refused(f"this {table.said} is no longer there", field)
    return row


def _links(draft: Fields) -> Iterator[tuple[str, type[Row]]]:
    """Yield the fields that name a row of another noun, with its table."""
    for name, each in draft.described().items():
        if each.target:
            yield name, tables()[each.target]


@cache
def tables() -> dict[str, type[Row]]:
    """Return every table of rows by its name."""
    models.metadata()
    return {str(table.__tablename__): table for table in Row.__subclasses__() if hasattr(table, "__table__")}
