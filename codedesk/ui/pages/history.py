"""History: who changed what and when, with the values before and after, and the way to put a step back."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.services import changes
from codedesk.services.changes import ChangeRow, EntryRow
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.pages.page import Page
from codedesk.ui.widgets.table import Column, Table

TYPING_PAUSE_MS = 200
_STEP_COLUMNS: tuple[Column[ChangeRow], ...] = (
    Column("at", "When", 136, text=lambda row: formats.moment(row.at), tone=lambda _row: "second"),
    Column("step", "What", 320, text=lambda row: row.step, stretch=True, tooltip=lambda row: row.step),
    Column("state", "", 80, text=lambda row: "taken back" if row.taken_back else "", tone=lambda _row: "third"),
    Column("rows", "Rows", 56, "right", text=lambda row: formats.count(row.rows), tone=lambda _row: "second"),
    Column("who", "Who", 92, text=lambda row: row.who or "–", tone=lambda _row: "second"),
)
_ENTRY_COLUMNS: tuple[Column[EntryRow], ...] = (
    Column("what", "Of", 136, text=lambda row: row.what, tooltip=lambda row: row.what),
    Column("value", "Value", 96, text=lambda row: row.value, tone=lambda _row: "second"),
    Column("before", "Before", 80, text=lambda row: row.before or "–", tone=lambda _row: "second"),
    Column("after", "After", 80, text=lambda row: row.after or "–", stretch=True, tooltip=lambda row: row.after),
)


class HistoryPage(Page):
    """The list of steps at the left, the values of the chosen one at the right."""

    name, title, icon = "history", "History", "history"

    @override
    def build(self) -> None:
        self._filter = QLineEdit(placeholderText="Find a step or a person", clearButtonEnabled=True)
        self._filter.setAccessibleName("Find a step or a person")
        self._filter.setFixedWidth(280)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self._filter.textChanged.connect(self._pause.start)
        self.header_extra.addWidget(self._filter)
        settings = self.context.settings
        self.steps: Table[ChangeRow] = Table(_STEP_COLUMNS, "Steps", settings=settings)
        self.entries: Table[EntryRow] = Table(_ENTRY_COLUMNS, "Before and after", settings=settings)
        self.steps.selected.connect(self._show_step)
        self._chosen = theme.label("", "section", wrap=True)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._chosen)
        column.addWidget(self.entries, 1)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setHandleWidth(16)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.steps)
        parts.addWidget(side)
        parts.setStretchFactor(0, 4)
        parts.setStretchFactor(1, 3)
        parts.setSizes([560, 420])
        self.body.addWidget(parts, 1)

    @override
    def refresh(self) -> None:
        self.read(changes.changes, self._filter.text(), then=self._show)

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        return (
            Action("history.put_back", "Put this step back", "Ctrl+B", self._put_back, "history", self._can_put_back),
            Action("history.find", "Find in the history", "Ctrl+F", self._find, "history", shown=False),
        )

    @override
    def first_focus(self) -> QWidget:
        return self.steps

    def _find(self) -> None:
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def _show(self, rows: tuple[ChangeRow, ...]) -> None:
        words = self._filter.text().strip()
        if not rows and not words:
            self.show_empty("Nothing was changed yet. Every change will stand here, with what was before.")
            return
        found = formats.plural(len(rows), "step")
        newest = f"The newest {found}" if len(rows) == changes.LISTED else found
        self.set_subline(f"{newest} with “{words}”" if words else newest)
        self.steps.show_rows(rows)
        self.show_content()
        self.update_actions()

    def _show_step(self, row: ChangeRow | None) -> None:
        self.update_actions()
        self._chosen.setText(row.step if row else "")
        if row is None:
            self.entries.show_rows(())
        else:
            self.context.read(self, changes.entries, row.id, then=self._show_entries)

    def _show_entries(self, rows: tuple[EntryRow, ...]) -> None:
        self.entries.show_rows(rows)

    def _can_put_back(self) -> bool:
        row = self.steps.selected_row()
        possible = row is not None and row.kind in ("do", "import", "put_back") and not row.taken_back and row.rows > 0
        return possible and not self.context.read_only

    def _put_back(self) -> None:
        row = self.steps.selected_row()
        if row is not None:
            self.context.run(self, self.context.desk.put_back, row.id, then=self._was_put_back)

    def _was_put_back(self, words: str) -> None:
        self.context.mark_saved(words)
        self.context.say("done", f"{words}. Ctrl+Z takes that back.")
