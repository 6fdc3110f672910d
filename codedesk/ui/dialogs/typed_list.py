"""What was typed and is not saved yet, in a window of its own: each can be opened where it stands, or discarded."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.store.typed import TypedRow
from codedesk.ui import ask, theme
from codedesk.ui.actions import Action
from codedesk.ui.typed import TypedForms
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.dialog import Dialog
from codedesk.ui.widgets.table import Table, TableColumn

_WIDTH, _HEIGHT = 860, 400
_WORDS = "No figure counts them before they are saved. Enter opens one where it was typed, Delete discards it."
_GONE = "What was typed in it cannot be brought back."


class TypedList(Dialog):
    """The list. It closes when one is opened, and when nothing is left in it."""

    def __init__(self, parent: QWidget, typed: TypedForms) -> None:
        """Show what waits now."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Not saved yet")
        self.resize(_WIDTH, _HEIGHT)
        self._typed = typed
        self.table: Table[TypedRow] = Table(
            (
                TableColumn(
                    "title", "What", 280, text=lambda row: row.title, tooltip=lambda row: row.title, strong=True
                ),
                TableColumn("texts", "Typed", 200, text=_shortly, stretch=True),
                TableColumn("at", "Last changed", 160, text=_when),
            ),
            "What is not saved yet",
            key=lambda row: row.place,
        )
        self.table.activated.connect(self._open)
        self.table.row_menu.name_open("Open it where it was typed")
        self.table.row_menu.offer(lambda: (Action("typed.void", "Discard it …", "Del", self.discard),))
        column = theme.column(self, 12, margins=(theme.PAGE_MARGIN, 16, theme.PAGE_MARGIN, 16))
        column.addWidget(theme.label("Typed and not saved yet", "title"))
        column.addWidget(theme.label(_WORDS, "body", "second", wrap=True))
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(button("Discard", self.discard, kind="quiet"))
        foot.addStretch(1)
        foot.addWidget(button("Close", self.accept))
        foot.addWidget(button("Open", self.open_chosen, kind="primary"))
        column.addLayout(foot)
        self._show()
        self.table.setFocus()

    def open_chosen(self) -> None:
        """Show the chosen one where it was typed."""
        row = self.table.selected_row()
        if row is not None:
            self._open(row)

    def discard(self) -> None:
        """Ask, and give the chosen one up."""
        row = self.table.selected_row()
        if row is not None and ask.asker().question(self, f"Discard “{row.title}”?", _GONE, "Discard"):
            self._typed.discard(row)
            self._show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.discard()
        else:
            super().keyPressEvent(event)

    def _open(self, row: TypedRow) -> None:
        self.accept()
        self._typed.open(row)

    def _show(self) -> None:
        rows = self._typed.waiting
        self.table.show_rows(rows)
        if not rows:
            self.accept()
        elif self.table.selected_row() is None:
            self.table.choose(0)


def _when(row: TypedRow) -> str:
    at = datetime.fromisoformat(row.at).astimezone()
    return f"{formats.day(at.date())}, {formats.clock(at)}"


def _shortly(row: TypedRow) -> str:
    """Say what was typed, as far as it fits: the texts of all fields in a row."""
    return " · ".join(_texts(row.texts))


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value and value not in ("True", "False", "–") else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inner for text in _texts(each)]
