"""Events: what a list of them is made of, and those of a period and everybody in a window of their own."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from codedesk import formats
from codedesk.models.events import EventKind
from codedesk.periods import Period
from codedesk.services.department import events_and_notes
from codedesk.services.department.events_and_notes import EventRow, ScopesRow
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.dialogs.before_after import BeforeAfterDialog
from codedesk.ui.editing import WindowEditing
from codedesk.ui.listing import Listing
from codedesk.ui.widgets.buttons import button, shortcut_words
from codedesk.ui.widgets.dialog import Dialog
from codedesk.ui.widgets.fields import Choice, Field
from codedesk.ui.widgets.table import Table, TableColumn

_WIDTH, _HEIGHT = 980, 520
_EMPTY = (
    "No event touches this period. A go-live, a new tool or a network that was down explains more than a coder can."
)
_KIND = "Tool: encoder, computer-assisted coding, AI suggestions, autonomous coding"
_TEXT = "Shown on every chart that it concerns; of a tool, which one"
_REBASE = "For a new standard, a new system or a new mix of work"


class EventsDialog(Dialog):
    """The events of a period in a window of their own. Enter changes one, Esc closes the window."""

    def __init__(
        self, parent: QWidget, context: Context, period: Period, label: str, first: date | None = None, typed: str = ""
    ) -> None:
        """Lay the list and what can be done with it out, and read.

        first: the day of an event to be entered at once; typed: of which event, or of a new one, the form is shown.
        """
        super().__init__(parent)
        self._context, self._period = context, period
        self._first, self._typed = first, typed
        self.setWindowTitle("Events")
        self.resize(_WIDTH, _HEIGHT)
        self.comparison: BeforeAfterDialog | None = None
        self.table: Table[EventRow] = Table(
            EVENTS.columns, "Events", row_height=theme.COMPACT_ROW_HEIGHT, key=lambda row: row.id
        )
        self.editing = edit = WindowEditing(context, self, self.table, EVENTS)
        edit.begins, edit.then = self._new, self._read
        compare = Action("events.compare", "Compare before and after", "", self.compare_chosen)
        self.table.row_menu.offer(lambda: (compare,))
        self.empty = theme.label(_EMPTY, "body", "third", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.compare = button("Before and after", self.compare_chosen)
        add = button("Add event", edit.add, kind="primary")
        add.setEnabled(not context.read_only)
        self.of_chosen = [button("Change", edit.change_chosen), button("Void", edit.void_chosen)]
        QShortcut(QKeySequence("Ctrl+N"), self, add.click)
        add.setToolTip(shortcut_words("Ctrl+N"))
        column = theme.column(self, 12, margins=(theme.PAGE_MARGIN, 16, theme.PAGE_MARGIN, 16))
        for part in (theme.label(f"Events, {label}", "title"), self.table, self.empty):
            column.addWidget(part, 1 if part in (self.table, self.empty) else 0)
        foot = QHBoxLayout()
        for made in (add, *self.of_chosen, self.compare):
            foot.addWidget(made)
        foot.addStretch(1)
        foot.addWidget(button("Close", self.accept))
        column.addLayout(foot)
        self._read()

    def compare_chosen(self) -> None:
        """Open before and after of the chosen event."""
        row = self.table.selected_row()
        if row is not None:
            self.comparison = BeforeAfterDialog(self, self._context, row.id)
            self.comparison.open()

    def _new(self) -> dict[str, Any]:
        """Begin today, or on the nearest day of the period."""
        return {"from_day": min(max(self._context.today(), self._period.start), self._period.end)}

    def _read(self) -> None:
        self._context.read(self, events_and_notes.events, self._period, then=self._show)
        self._context.read(self, events_and_notes.scopes, then=self._take_scopes)

    def _show(self, rows: tuple[EventRow, ...]) -> None:
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.compare.setEnabled(bool(rows))
        for made in self.of_chosen:
            made.setEnabled(bool(rows) and not self._context.read_only)
        if rows and self.table.selected_row() is None:
            self.table.select_where(lambda row: row is rows[0])

    def _take_scopes(self, row: ScopesRow) -> None:
        self.editing.offer(event_choices(row.coders, row.work_types))
        if self._first is not None:
            first, self._first = self._first, None
            self.editing.add(from_day=first)
        elif self._typed:
            typed, self._typed = self._typed, ""
            self.editing.reopen(typed)


def days_words(row: EventRow) -> str:
    """Say the days of an event."""
    first, last = row.draft.from_day, row.draft.to_day
    return formats.day(first) if last in (None, first) else f"{formats.day(first)} – {formats.day(last)}"


def _scope(row: EventRow) -> str:
    return "Whole team" if row.scope == "team" else row.scope


def event_choices(coders: tuple[Choice, ...], work_types: tuple[Choice, ...]) -> dict[str, tuple[Choice, ...]]:
    """Return whom and what an event can concern: the team, or a coder, or a work type, or both."""
    return {"coder_id": (("Whole team", None), *coders), "work_type_id": (("All work types", None), *work_types)}


EVENTS: Listing[EventRow] = Listing(
    noun="event",
    of=events_and_notes.EVENTS,
    columns=(
        TableColumn("days", "Days", 190, text=days_words),
        TableColumn("kind", "Kind", 130, text=lambda row: row.kind_words),
        TableColumn(
            "text", "What happened", 220, text=lambda r: r.draft.text, tooltip=lambda r: r.draft.text, stretch=True
        ),
        TableColumn("scope", "Scope", 160, text=_scope, tooltip=_scope),
        TableColumn("rebase", "Limits", 100, text=lambda row: "start anew" if row.draft.rebase else ""),
    ),
    fields=(
        Field("from_day", "First day", "date", required=True),
        Field("to_day", "Last day", "date", hint="Leave it empty for a single day"),
        Field("kind", "Kind", "choice", required=True, choices=EventKind.choices(), hint=_KIND),
        Field("text", "What happened", required=True, hint=_TEXT),
        Field("coder_id", "Whom it concerns", "choice"),
        Field("work_type_id", "Work type", "choice"),
        Field("rebase", "Control limits start anew on the first day", "flag", hint=_REBASE),
    ),
    title="Events",
    empty="No event touches the time shown.",
    said=lambda draft: f"{draft.kind.words.lower()}, {formats.day(draft.from_day)}",
    called=lambda row: row.draft.text,
)
