"""Cards of the page that hold a table: a title, a line of words, the rows, and buttons for what can be done."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.table import Table, TableColumn

R = TypeVar("R")
MOST_ROWS = 10


class ListTable(Table[R]):
    """A table as high as its rows, up to ten; Delete asks for a row to be voided."""

    def __init__(self, columns: Sequence[TableColumn[R]], name: str, void: Callable[[], None] | None = None) -> None:
        """Take the columns, the name read aloud, and what Delete does."""
        super().__init__(columns, name, row_height=theme.COMPACT_ROW_HEIGHT)
        self._void = void
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    @override
    def show_rows(self, rows: Sequence[R]) -> None:
        super().show_rows(rows)
        if not self.hasFocus():
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        shown = min(max(len(rows), 1), MOST_ROWS)
        self.setFixedHeight(theme.ROW_HEIGHT + shown * theme.COMPACT_ROW_HEIGHT + 4)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self._void is not None:
            self._void()
        else:
            super().keyPressEvent(event)


class ListCard(QFrame, Generic[R]):
    """A card around a ListTable; `empty` stands in its place while there is no row."""

    def __init__(
        self, title: str, columns: Sequence[TableColumn[R]], empty: str, void: Callable[[], None] | None = None
    ) -> None:
        """Lay title, words, table and the words of the empty state out."""
        super().__init__()
        self.setProperty("kind", "card")
        self.table: ListTable[R] = ListTable(columns, title, void)
        self.words = theme.label("", "body", "second", wrap=True)
        self.empty = theme.label(empty, "body", "third", wrap=True)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(theme.label(title, "section"))
        self.head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.CARD_MARGIN, 12, theme.CARD_MARGIN, 12)
        column.setSpacing(8)
        column.addLayout(self.head)
        column.addWidget(self.words)
        column.addWidget(self.table)
        column.addWidget(self.empty)
        column.addStretch(1)

    def add_button(self, text: str, run: Callable[[], None]) -> QPushButton:
        """Add a quiet button beside the title."""
        made = button(text, run, kind="quiet")
        self.head.addWidget(made)
        return made

    def show_rows(self, rows: Sequence[R], words: str = "") -> None:
        """Show the rows, or the empty state; words stand above either."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
