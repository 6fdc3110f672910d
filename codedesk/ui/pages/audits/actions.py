"""The actions that follow from an audit: what is done about a gap, by when, and what came of it.

Here lives the grid of actions. They are stored with their audit, never as a stage of discipline.
"""

from collections.abc import Hashable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from codedesk import formats
from codedesk.entry import DateReader
from codedesk.errors import Refused
from codedesk.models.audits import ActionDraft
from codedesk.services.audits.lists import ACTION_KEYS
from codedesk.ui import theme
from codedesk.ui.pages.audits.records import LineGrid
from codedesk.ui.pages.audits.words import chosen, words_of
from codedesk.ui.widgets.grid import GridCell, GridColumn, GridRow

_SPARE_ROWS = 3
KINDS = words_of(ACTION_KEYS, spoken=True)
COLUMNS = (
    GridColumn("gap", "Gap", width=120, stretch=True, tooltip="What the audit showed"),
    GridColumn("kind", "Action", width=112, choices=tuple(word.name for word in KINDS)),
    GridColumn("due_on", "Due", "date", width=100),
    GridColumn("reaudit_on", "Re-audit", "date", width=100),
    GridColumn("evidence", "Evidence", width=100),
    GridColumn("outcome", "Outcome", width=100, tooltip="What came of it; closes the action"),
)
_DATES = ("due_on", "reaudit_on")


class ActionsGrid(QWidget):
    """Actions typed line by line. Signal: changed() after each cell."""

    changed = Signal()

    def __init__(self, dates: DateReader) -> None:
        """Start empty."""
        super().__init__()
        self._dates = dates
        self._actions: list[ActionDraft] = []
        self.grid = LineGrid(COLUMNS, "Actions that follow from the audit", commit=self._commit)
        words = "Type the gap first. " + " · ".join(f"{word.key} {word.name}" for word in KINDS)
        column = theme.column(self, 4)
        column.addWidget(self.grid, 1)
        column.addWidget(theme.label(words, "caption", "second", wrap=True))
        self.setFocusProxy(self.grid)
        self._show()

    @property
    def lines(self) -> tuple[ActionDraft, ...]:
        """The actions that are typed, in order."""
        return tuple(self._actions)

    @property
    def refusal(self) -> str:
        """The reason of the first cell that is refused, "" where none is."""
        found = self.grid.refusals
        return f"action {int(str(found[0][0])) + 1}: {found[0][2]}" if found else ""

    def show_actions(self, actions: tuple[ActionDraft, ...]) -> None:
        """Replace the actions."""
        self._actions = list(actions)
        self._show()

    def take(self, action: ActionDraft) -> None:
        """Show a stored action as it was changed elsewhere; what is typed of the others stays."""
        self._actions = [action if one.id == action.id else one for one in self._actions]
        self._show()

    def start(self) -> None:
        """Put the keyboard on the next empty action."""
        self.grid.view.setFocus()
        self.grid.set_current(len(self._actions), "gap")

    def set_read_only(self, read_only: bool) -> None:
        """Close or open the grid for typing."""
        self.grid.set_read_only(read_only)

    def _commit(self, row: Hashable, column: str, text: str) -> None:
        try:
            self._enter(int(str(row)), column, text)
        except Refused as refused:
            self.grid.refuse(row, column, refused.reason)
        self._show()
        self.changed.emit()

    def _enter(self, place: int, column: str, text: str) -> None:
        if place >= len(self._actions):
            if column != "gap":
                raise Refused("type the gap first: what the audit showed")
            self._actions.append(ActionDraft(gap=text))
        elif column == "gap" and not text:
            del self._actions[place]
        else:
            self._actions[place] = self._actions[place].but(**{column: self._value(column, text)})

    def _value(self, column: str, text: str) -> object:
        if column == "kind":
            return chosen(text, KINDS, "action").value
        if column in _DATES:
            return self._dates.read(text, column)
        return text

    def _show(self) -> None:
        rows = [self._row(place, action) for place, action in enumerate(self._actions)]
        spare = range(len(rows), len(rows) + _SPARE_ROWS)
        self.grid.show_rows([*rows, *(GridRow(place, name=f"Action {place + 1}") for place in spare)])

    def _row(self, place: int, action: ActionDraft) -> GridRow:
        overdue = action.due_on is not None and action.due_on < self._dates.today() and not action.outcome
        due = formats.typed(action.due_on)
        cells = {
            "gap": GridCell(action.gap),
            "kind": GridCell(action.kind.words),
            "due_on": GridCell(due, "marked", "Overdue: no outcome is entered") if overdue else GridCell(due),
            "reaudit_on": GridCell(formats.typed(action.reaudit_on)),
            "evidence": GridCell(action.evidence),
            "outcome": GridCell(action.outcome),
        }
        return GridRow(place, cells, name=f"Action {place + 1}")
