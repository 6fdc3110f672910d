"""Lists of the Capacity page that are typed into: rows of the period, added, changed and voided in one way."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from codedesk.periods import Period
from codedesk.services.department.events_and_notes import ScopesRow, scopes
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.list_cards import EditedCard
from codedesk.ui.listing import ListedRow, Listing
from codedesk.ui.typed import WHY
from codedesk.ui.widgets.editors import Choice

T = TypeVar("T", bound=ListedRow)
_LEAST_ROWS = 2
Choices = Callable[[tuple[Choice, ...], tuple[Choice, ...]], dict[str, tuple[Choice, ...]]]


class EntryPanel(EditedCard[T]):
    """A card with the rows of a period. `refresh` reads them; then() follows what was stored."""

    def __init__(
        self,
        context: Context,
        listing: Listing[T],
        read: Callable[..., tuple[T, ...]],
        choices: Choices,
        day: str,
        *more: tuple[str, Callable[[], None]],
    ) -> None:
        """Take what is listed: read(session, period) gives the rows, day is the field that begins on a day of it."""
        super().__init__(context, listing, *more)
        self._context, self._listing, self._read, self._choices, self._day = context, listing, read, choices, day
        self.editing.begins = self._begins
        self.column.setStretchFactor(self.table, 100)  # before what is left empty below it, up to its rows

    def opens_typed(self) -> None:
        """Say that what was typed in its form and not saved is shown again here, for as long as the page lives."""
        noun, typed = self._listing.noun, self._context.typed
        typed.opens("capacity", noun, self.editing.reopen)
        typed.opens("capacity", f"{WHY}{noun}", self.editing.void_again)

    def refresh(self) -> None:
        """Read the rows of the period of the top bar, and what their form can name."""
        self._context.read(self, _rows_and_scopes, self._read, self._context.period, then=self._show)

    def add(self) -> None:
        """Ask for a new row."""
        self.editing.add()

    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """Return what can be done here, for menu and palette."""
        noun, name = self._listing.noun, self._listing.noun.replace(" ", "_").replace("’", "")
        return (Action(f"capacity.add_{name}", f"Add {noun}", "", self.add, "capacity", self._can_write, shown=False),)

    def _can_write(self) -> bool:
        return not self._context.read_only

    def _begins(self) -> dict[str, Any]:
        return {self._day: _within(self._context.today(), self._context.period)}

    def _show(self, found: tuple[tuple[T, ...], ScopesRow]) -> None:
        rows, named = found
        self.editing.offer(self._choices(named.coders, named.work_types))
        self.show_of("", rows)
        self.table.keep_rows(_LEAST_ROWS, max(1, len(rows)))  # it scrolls below that


def _rows_and_scopes(session: Any, read: Callable[..., Any], period: Period) -> tuple[Any, ScopesRow]:
    return read(session, period), scopes(session)


def _within(day: date, period: Period) -> date:
    return min(max(day, period.start), period.end)
