"""A small line to find something in what a page shows: lists are narrowed, in grids and words it leads to the place.

Ctrl+F opens it, and so does typing in a list; Enter goes on to the next place, Esc gives everything back and closes it.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QScrollArea, QWidget
from typing_extensions import override

from codedesk import formats, names
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.grid import EntryGrid
from codedesk.ui.widgets.table import Table

_WIDTH = 260
Place = tuple[QWidget, Callable[[], object]]


class FindLine(QWidget):
    """The line over what it looks through. Signal: closed() when the keyboard may go back."""

    closed = Signal()

    def __init__(self, within: QWidget) -> None:
        """Look through everything that is visible within a widget."""
        super().__init__()
        self._within = within
        self._narrowed: list[Table[Any]] = []
        self._places: list[Place] = []
        self._at = -1
        self.line = QLineEdit(placeholderText="Find in this page")
        self.line.setAccessibleName("Find in this page")
        self.line.setFixedWidth(_WIDTH)
        self.words = theme.label("", "body", "second")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line)
        row.addWidget(self.words, 1)
        row.addWidget(button("Close", self.close_line, kind="quiet"))
        self.line.textChanged.connect(self.look_for)
        self.line.installEventFilter(self)

    def open_line(self, typed: str = "") -> None:
        """Show the line with the keyboard in it; typed letters begin what is looked for."""
        self.show()
        self.line.setFocus()
        if typed:
            self.line.setText(typed)
        else:
            self.line.selectAll()

    def close_line(self) -> None:
        """Show everything again and close."""
        self.line.clear()
        self.hide()
        self.closed.emit()

    def look_for(self, words: str) -> None:
        """Narrow the lists that are seen, and find the places in grids and words."""
        tables = [table for table in self._within.findChildren(Table) if table.isVisible()]
        for table in self._narrowed:
            if table not in tables:
                table.narrow("")
        counts = [table.narrow(words) for table in tables]
        self._narrowed = tables if words.strip() else []
        self._places, self._at = ([*self._cells(words), *self._labels(words)] if words.strip() else []), -1
        said = []
        if tables:
            said.append(f"{formats.count(sum(found for found, _ in counts))} of {_rows(sum(of for _, of in counts))}")
        if self._places or not tables:
            said.append(formats.plural(len(self._places), "place"))
        self.words.setText(" · ".join(said) if words.strip() else "")
        if self._places and not tables:
            self.go_on(1)

    def go_on(self, steps: int) -> None:
        """Go to the next place, or the one before; without places, into the list."""
        if self._places:
            self._at = (self._at + steps) % len(self._places)
            self._places[self._at][1]()
            self.words.setText(f"{self._at + 1} of {formats.plural(len(self._places), 'place')}")
        elif self._narrowed:
            next((table for table in self._narrowed if table.rows), self._narrowed[0]).setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter, Down and Esc from the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() == Qt.Key.Key_Escape:
                self.close_line()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                self.go_on(-1 if back else 1)
                return True
        return super().eventFilter(watched, event)

    def _cells(self, words: str) -> Sequence[Place]:
        found: list[Place] = []
        for grid in (grid for grid in self._within.findChildren(EntryGrid) if grid.isVisible()):
            for row in range(len(grid.model.rows)):
                for column in grid.view.order():
                    if _has(grid.model.cell(row, column).text, words) and not grid.view.isColumnHidden(column):
                        found.append((grid, partial(grid.view.go_to, grid.model.index(row, column))))
        return found

    def _labels(self, words: str) -> Sequence[Place]:
        labels = [one for one in self._within.findChildren(QLabel) if one.isVisible() and _has(one.text(), words)]
        return [(label, partial(_lead_to, label, words)) for label in labels]


def _has(text: str, words: str) -> bool:
    wanted = names.searched(words).split()
    return bool(text) and all(word in names.searched(text) for word in wanted)


def _rows(count: int) -> str:
    return formats.plural(count, "row")


def _lead_to(label: QLabel, words: str) -> None:
    """Bring words into sight, and mark them where they stand as they were typed."""
    around = label.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(label)
        around = around.parentWidget()
    start = label.text().casefold().find(words.strip().casefold())
    if start >= 0 and label.textFormat() is not Qt.TextFormat.RichText:
        label.setTextInteractionFlags(label.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setSelection(start, len(words.strip()))
