"""What a list with a form is made of, declared by each page. How such a list behaves is in editing.py."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from codedesk.services.former_names import FormerNameRow
from codedesk.services.nouns import Noun
from codedesk.ui.widgets.fields import Field
from codedesk.ui.widgets.table import TableColumn


class ListedRow(Protocol):
    """A row of a noun: its number, and the draft that it was made of."""

    @property
    def id(self) -> int:
        """The number under which it is stored."""

    @property
    def draft(self) -> Any:
        """What it is made of."""


R = TypeVar("R", bound=ListedRow)
Service = Callable[..., Any]


def _own_name(draft: Any) -> str:
    return str(getattr(draft, "name", "")).strip()


@dataclass(frozen=True)
class Listing(Generic[R]):
    """What a list with a form is made of.

    noun is the word on buttons and in the names of steps; of stores its rows, unless add, change or void say otherwise.
    said is what the name of a step says of a draft, called what a row is called, its own `said` if left out. new is
    what a new row begins with, read gives the rows, empty is the line in their place.
    """

    noun: str
    of: Noun[Any, Any]
    columns: Sequence[TableColumn[R]]
    fields: Sequence[Field]
    empty: str = ""
    title: str = ""
    read: Service | None = None
    said: Callable[[Any], str] = _own_name
    called: Callable[[R], str] | None = None
    new: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, Service] = field(default_factory=dict)

    @property
    def add(self) -> Service:
        """What stores a new row: (session, draft) and what belongs to it."""
        return self.own.get("add", self.of.add)

    @property
    def change(self) -> Service:
        """What stores a change: (session, number, draft) and what belongs to it."""
        return self.own.get("change", self.of.change)

    @property
    def void(self) -> Service:
        """What voids a row: (session, number, reason)."""
        return self.own.get("void", self.of.void)

    @property
    def move(self) -> Service | None:
        """What moves a row by steps: (session, number, steps); None where rows have no order."""
        return getattr(self.of, "move", None)

    def name(self, row: R) -> str:
        """Say what a row is called."""
        return self.said(row.draft) if self.called is None else self.called(row)

    def values(self, row: R) -> dict[str, Any]:
        """Return what the form shows of a row."""
        return dict(row.draft)

    def usual(self) -> dict[str, Any]:
        """Return what a new row is where nobody says otherwise."""
        return {name: each.default for name, each in self.of.draft.described().items() if not each.required}

    def former(self, row: R) -> Sequence[FormerNameRow]:
        """Return the names that a row had before."""
        return getattr(row, "former", ())

    def draft(self, values: Mapping[str, Any]) -> Any:
        """Make a draft of what was typed; what may not be missing and was left empty is what it usually is."""
        described = self.of.draft.described()
        known = {name: value for name, value in values.items() if value is not None or described[name].optional}
        return self.of.draft(**known)
