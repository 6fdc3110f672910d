"""Cards that hold a table: a title, a line of words, the rows, and buttons for what can be done."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.editing import WindowEditing
from codedesk.ui.listing import ListedRow, Listing
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.table import Table, TableColumn

R = TypeVar("R")
S = TypeVar("S", bound=ListedRow)
MOST_ROWS = 10


class ListTable(Table[R]):
    """A table as high as its rows, up to ten."""

    def __init__(self, columns: Sequence[TableColumn[R]], name: str) -> None:
        """Take the columns and the name read aloud."""
        super().__init__(columns, name, row_height=theme.COMPACT_ROW_HEIGHT, most_rows=MOST_ROWS)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    @override
    def sizeHint(self) -> QSize:
        """Like no more than it must have: a list that may give way gets what is left, and makes nothing scroll."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    @override
    def show_rows(self, rows: Sequence[R]) -> None:
        expected = self._expected
        super().show_rows(rows)
        held = self.window().focusWidget() is self  # also while a form over its window is left
        if not held and (expected is None or self._expected is not None):
            self.selectionModel().clearCurrentIndex()
            self.clearSelection()


class ListCard(QFrame, Generic[R]):
    """A card around a ListTable; `empty` stands in its place while there is no row."""

    def __init__(self, title: str, columns: Sequence[TableColumn[R]], empty: str) -> None:
        """Lay title, words, table and the words of the empty state out."""
        super().__init__()
        self.table: ListTable[R] = ListTable(columns, title)
        self.words = theme.label("", "body", "second", wrap=True)
        self.empty = theme.label(empty, "body", "third", wrap=True)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(theme.label(title, "section"))
        self.head.addStretch(1)
        self.column = column = theme.card(self, 8)
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


class EditedCard(ListCard[S]):
    """A card whose rows are added, changed and voided, and given to the packet where they may stand in it.

    The buttons are what can be done with the rows, in their order; `more` stands behind Void.
    """

    def __init__(self, context: Context, listing: Listing[S], *more: tuple[str, Callable[[], None]]) -> None:
        """Lay the card out; nothing can be done before `allow`."""
        super().__init__(listing.title, listing.columns, listing.empty)
        self.editing = edit = WindowEditing(context, self, self.table, listing)
        packet = [("In the packet", edit.turn)] if any(field.name == "in_packet" for field in listing.fields) else []
        actions = (("Void", edit.void_chosen), *more, *packet, (f"Add {listing.noun}", edit.add))
        *self._of_row, self._add = [self.add_button(text, run) for text, run in actions]
        self._shown = False
        self.table.selected.connect(self._enable)
        self._enable()

    def show_of(self, whose: str, rows: Sequence[S], words: str = "", *, coder_id: int | None = None) -> None:
        """Show the rows of a coder, "" of nobody in particular, and let them be changed."""
        self.editing.whose, self.editing.coder_id = whose, coder_id
        self._shown = True
        self.show_rows(rows, words)
        self._enable()

    def _enable(self, _row: object = None) -> None:
        """Let what is done with a row rest while none is chosen."""
        can_write = self._shown and not self.editing.context.read_only
        for made in self._of_row:
            made.setEnabled(can_write and self.table.selected_row() is not None)
        self._add.setEnabled(can_write)
