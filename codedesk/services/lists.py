"""The department's own lists: named rows in an order of its own, some of them no longer offered. One way for all.

What an entry is stands in its fields (models); that it cannot be voided where it is used is said by each list.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from sqlmodel import Session, select

from codedesk.errors import Refused
from codedesk.models import FindingCategory, OtherTimeCategory, RootCause, Severity, WorkType
from codedesk.models.fields import Draft
from codedesk.services.former_names import FormerNameRow, former_names, remember, require_given_up
from codedesk.services.live import live
from codedesk.services.named import require_free
from codedesk.services.nouns import Noun, assign

Entry = WorkType | OtherTimeCategory | FindingCategory | RootCause | Severity
N = TypeVar("N", bound=Entry)
D = TypeVar("D", bound=Draft)
NOTHING: Mapping[Any, int] = MappingProxyType({})


def _unused(_session: Session, _row: Any) -> str:
    """Let every entry go."""
    return ""


def _alone(_session: Session, _row: Any, _was: str) -> None:
    """Rename nothing else."""


@dataclass(frozen=True, slots=True)
class ListRow(Generic[D]):
    """An entry as Setup lists it: how many name it, where that is counted, and what it was called before."""

    id: int
    draft: D
    used: int = 0
    former: tuple[FormerNameRow, ...] = ()


@dataclass(frozen=True, slots=True)
class DepartmentList(Noun[N, D], Generic[N, D]):
    """A list of the department. An entry that is renamed is still found by what it was called.

    used says where an entry stands, so that it cannot be voided; "" where it stands nowhere. renamed gets the entry and
    what it was called.
    """

    used: Callable[[Session, N], str] = _unused
    renamed: Callable[[Session, N, str], None] = _alone

    def change(self, session: Session, row_id: int, draft: D) -> None:
        """Change an entry; the name that it had is remembered. Refused for what cannot be right."""
        row = self.found(session, row_id)
        was = row.name
        Noun.change(self, session, row_id, draft)
        if row.name != was:
            self.renamed(session, row, was)
        remember(session, row, was)

    def void(self, session: Session, row_id: int, reason: str) -> None:
        """Void an entry for a reason. Refused without one, and where it is used."""
        row = self.found(session, row_id)
        if where := self.used(session, row):
            raise Refused(f"“{row.name}” {where}: make it inactive instead, and it leaves the lists")
        Noun.void(self, session, row_id, reason)

    def move(self, session: Session, row_id: int, steps: int) -> bool:
        """Move an entry up (−1) or down (+1) in the department's order; tell whether it moved."""
        rows = list(self.rows(session))
        place = next(number for number, row in enumerate(rows) if row.key == row_id)
        target = place + steps
        if not 0 <= target < len(rows):
            return False
        rows.insert(target, rows.pop(place))
        for position, row in enumerate(rows):
            assign(row, {"position": position})
        session.flush()
        return True

    def rows(self, session: Session) -> Sequence[N]:
        """Return the entries in the department's order, those no longer offered too."""
        table: Any = self.table
        found: Sequence[N] = session.exec(select(table).where(live(table)).order_by(table.position, table.name)).all()
        return found

    def listed(self, session: Session, used: Mapping[Any, int] = NOTHING, by: str = "id") -> tuple[ListRow[D], ...]:
        """List the entries as Setup shows them; used counts what names them, by their number or another field."""
        former = former_names(session, self._named)
        return tuple(
            ListRow(row.key, self.draft_of(row), used.get(getattr(row, by), 0), former.get(row.key, ()))
            for row in self.rows(session)
        )

    def next_position(self, session: Session) -> int:
        """Return the place behind all entries."""
        return max((row.position for row in self.rows(session)), default=-1) + 1

    @property
    def _named(self) -> type[Entry]:
        table: Any = self.table
        named: type[Entry] = table
        return named

    def _placed(self, session: Session) -> dict[str, Any]:
        return {"position": self.next_position(session)}

    def _check(self, session: Session, draft: D, row: N | None) -> None:
        Noun._check(self, session, draft, row)
        name, others = str(draft.kept()["name"]), self.rows(session)
        require_free(str(dict(draft)["name"]), [other.name for other in others if other is not row])
        require_given_up(session, self._named, name, row.key if row is not None else None)
