"""The events of a period, of everybody: listed, added, changed, voided, and looked at before and after."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from codedesk import formats
from codedesk.models.happenings import EventDraft
from codedesk.periods import Period
from codedesk.services.department import happenings
from codedesk.services.department.happenings import EventRow, ScopesRow
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.dialogs.before_after import BeforeAfterDialog
from codedesk.ui.editing import Editing
from codedesk.ui.event_form import event_draft, event_fields, event_values
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.table import Table, TableColumn

_WIDTH, _HEIGHT = 980, 520
_EMPTY = (
    "No event touches this period. A go-live, a new tool or a network that was down explains more than a coder can."
)


class EventsDialog(QDialog):
    """The events of a period in a window of their own. Enter changes one, Esc closes the window."""

    def __init__(
        self, parent: QWidget, context: Context, period: Period, label: str, first: date | None = None
    ) -> None:
        """Lay the list and what can be done with it out, and read. first: the day of an event to be entered at once."""
        super().__init__(parent)
        self._context, self._period = context, period
        self._scopes, self._first = ScopesRow((), ()), first
        self.setWindowTitle("Events")
        self.resize(_WIDTH, _HEIGHT)
        self.editing = Editing(context, self)
        self.comparison: BeforeAfterDialog | None = None
        self.table: Table[EventRow] = Table(columns(), "Events", row_height=theme.COMPACT_ROW_HEIGHT)
        self.table.activated.connect(self.change)
        self.empty = theme.label(_EMPTY, "body", "third", wrap=True)
        self.compare = button("Before and after", self.compare_chosen)
        writing = [
            button("Add event", self.add, kind="primary"),
            button("Change", self._change_chosen),
            button("Void", self.void),
        ]
        for made in writing:
            made.setEnabled(not context.read_only)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PAGE_MARGIN, 16, theme.PAGE_MARGIN, 16)
        column.setSpacing(12)
        for part in (theme.label(f"Events, {label}", "title"), self.table, self.empty):
            column.addWidget(part, 1 if part is self.table else 0)
        foot = QHBoxLayout()
        for made in (*writing, self.compare):
            foot.addWidget(made)
        foot.addStretch(1)
        foot.addWidget(button("Close", self.accept))
        column.addLayout(foot)
        self._read()

    def add(self, day: date | None = None) -> None:
        """Ask for an event, from a day on (else today, or the nearest day of the period), and store it."""
        nearest = min(max(self._context.today(), self._period.start), self._period.end)
        self._edit("Add event", EventDraft(from_day=day or nearest, text=""), None)

    def change(self, row: EventRow) -> None:
        """Show an event to be changed."""
        self._edit("Change event", row.draft, row.id)

    def void(self) -> None:
        """Ask for the reason and void the chosen event."""
        row = self.table.selected_row()
        if row is not None:
            self.editing.void(f"Void event, {row.draft.text}", happenings.EVENTS.void, row.id, self._read)

    def compare_chosen(self) -> None:
        """Open before and after of the chosen event."""
        row = self.table.selected_row()
        if row is not None:
            self.comparison = BeforeAfterDialog(self, self._context, row.id)
            self.comparison.open()

    def _change_chosen(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            self.change(row)

    def _edit(self, title: str, draft: EventDraft, event_id: int | None) -> None:
        def store(typed: dict[str, Any]) -> Any:
            made = event_draft(typed)
            step = f"{title}, {made.kind.words.lower()}, {formats.day(made.from_day)}"
            if event_id is None:
                return step, happenings.EVENTS.add, (made,)
            return step, happenings.EVENTS.change, (event_id, made)

        self.editing.open(title, event_fields(self._scopes), event_values(draft), store, self._read)

    def _read(self) -> None:
        self._context.read(self, happenings.events, self._period, then=self._show)
        self._context.read(self, happenings.scopes, then=self._take_scopes)

    def _show(self, rows: tuple[EventRow, ...]) -> None:
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.compare.setEnabled(bool(rows))
        if rows and self.table.selected_row() is None:
            self.table.select_where(lambda row: row is rows[0])

    def _take_scopes(self, row: ScopesRow) -> None:
        self._scopes = row
        if self._first is not None:
            first, self._first = self._first, None
            self.add(first)


def columns() -> tuple[TableColumn[EventRow], ...]:
    """Return the days, the kind, what happened, its scope, and whether limits start anew."""
    return (
        TableColumn("days", "Days", 190, text=days_words),
        TableColumn("kind", "Kind", 130, text=lambda row: row.kind_words),
        TableColumn(
            "text", "What happened", 220, text=lambda r: r.draft.text, tooltip=lambda r: r.draft.text, stretch=True
        ),
        TableColumn("scope", "Scope", 160, text=lambda row: row.scope, tooltip=lambda row: row.scope),
        TableColumn("rebase", "Limits", 100, text=lambda row: "start anew" if row.draft.rebase else ""),
    )


def days_words(row: EventRow) -> str:
    """Say the days of an event."""
    first, last = row.draft.from_day, row.draft.to_day
    return formats.day(first) if last in (None, first) else f"{formats.day(first)} – {formats.day(last)}"
