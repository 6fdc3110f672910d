"""A card around a drawing: the finding as its title, the drawing or the table behind it, and ways to copy it.

What is drawn, and how a table of it comes about, its heirs say.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from codedesk.charts.picture import AltTable
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button, copy_button
from codedesk.ui.widgets.clipboard import copy_rows
from codedesk.ui.widgets.spreadsheet import as_cells, only_figures

AS_TABLE, AS_CHART = "Show as table", "Show as chart"
_SHORT = 40

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Card(QFrame):
    """Title, subtitle, and below them the drawing, the table, or the words that stand for nothing to draw."""

    def __init__(self) -> None:
        """Make a card without a drawing."""
        super().__init__()
        self.setProperty("kind", "card")
        self.title = theme.label("", "section", wrap=True)
        self.subtitle = theme.label("", "caption", "second", wrap=True)
        self.empty = theme.label("", "body", "second", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table = TextTable(wrapped=True)
        self.toggle = button(AS_TABLE, self.toggle_table, kind="quiet")
        self.copy = copy_button(self.copy_text, kind="quiet")
        self.copy.setToolTip("Copy the table with pace and accuracy, for a spreadsheet")
        self._rows, self._summary, self._filled = AltTable((), ()), "", False
        self._body = QWidget(self)
        self.stack = QStackedLayout(self._body)
        for widget in (self.empty, self.table):
            self.stack.addWidget(widget)
        self._lay_out()

    @property
    def drawing_shown(self) -> QWidget | None:
        """What is drawn, where there is something; added to the stack by who made it."""
        return None

    @property
    def about(self) -> str:
        """What is drawn, as it is read aloud with the button that changes it for the table."""
        return ""

    def show_finding(self, title: str, subtitle: str, table: AltTable, summary: str, empty: str = "") -> None:
        """Show the words around the drawing; empty is said in its place. An open table stays open."""
        as_table = self.showing_table
        self._rows, self._summary, self._filled = table, summary, False
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.setAccessibleName(summary)
        self.empty.setText(empty)
        self._show(as_table=as_table)

    @property
    def showing_table(self) -> bool:
        """Tell whether the table is open."""
        return self.stack.currentWidget() is self.table

    def add_button(self, text: str, do: Callable[[], None], tooltip: str) -> QPushButton:
        """Add a quiet button to the head of the card, before the others."""
        made = button(text, do, kind="quiet")
        made.setToolTip(tooltip)
        self._head.insertWidget(1, made, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def toggle_table(self) -> None:
        """Change between the drawing and the table behind it."""
        self._show(as_table=not self.showing_table)

    def copy_text(self) -> None:
        """Copy title, subtitle and table, with pace and accuracy in each row."""
        cells = as_cells(self._rows.header, self._rows.rows)
        copy_rows(((self.title.text(),), (self.subtitle.text(),), *cells))

    def _show(self, *, as_table: bool) -> None:
        if as_table and not self._filled:  # ten years of weeks are many cells
            self._filled = True
            self.table.show_table(self._rows, self._summary)
        self.toggle.setText(AS_CHART if as_table else AS_TABLE)
        self.toggle.setAccessibleName(": ".join(part for part in (self.toggle.text(), self.about) if part))
        drawing = None if self.empty.text() else self.drawing_shown
        self.stack.setCurrentWidget(self.table if as_table else drawing or self.empty)

    def _lay_out(self) -> None:
        self.column = theme.column(self, 4, margins=(theme.CARD_MARGIN, 12, theme.CARD_MARGIN, 8))
        head = self._head = QHBoxLayout()
        head.setSpacing(4)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        head.addLayout(words, 1)
        head.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self.column.addWidget(self._body, 1)


class TextTable(QTableWidget):
    """A table of text to read and to copy from; nothing in it can be edited."""

    def __init__(self, *, wrapped: bool = False) -> None:
        """Make an empty table. wrapped: rows of a short one are as high as their words need."""
        super().__init__()
        self._wrapped, self._shown = wrapped, AltTable((), ())
        self._words: list[int] = []
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().setVisible(False)
        self.horizontalHeader().setFont(theme.font("head"))
        self.verticalHeader().setDefaultSectionSize(theme.COMPACT_ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(theme.COMPACT_ROW_HEIGHT)
        self.horizontalHeader().setDefaultAlignment(_LEFT)

    def show_table(self, table: AltTable, name: str) -> None:
        """Show header and rows; name is read to those who cannot see it."""
        self._shown = table
        self.setAccessibleName(name)
        self.setColumnCount(len(table.header))
        self.setRowCount(len(table.rows))
        figures = [only_figures([row[column] for row in table.rows]) for column in range(len(table.header))]
        for column, (title, right) in enumerate(zip(table.header, figures, strict=True)):
            head = QTableWidgetItem(title)
            head.setTextAlignment(_RIGHT if right else _LEFT)
            self.setHorizontalHeaderItem(column, head)
        for number, row in enumerate(table.rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_RIGHT if figures[column] else _LEFT)
                item.setToolTip(text)
                self.setItem(number, column, item)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(not any(figures[-1:]))
        words = self._words = [column for column, right in enumerate(figures) if not right]
        if words and figures[-1]:  # figures stay together at the right, as in other tables
            header.setSectionResizeMode(words[-1], QHeaderView.ResizeMode.Stretch)
        self._wrap()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows, or all, with their heads."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        chosen = sorted({index.row() for index in self.selectedIndexes()}) or range(len(self._shown.rows))
        copy_rows(as_cells(self._shown.header, [self._shown.rows[place] for place in chosen]))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        """Give the rows of a short table the height that the words need which are broken where there is no room."""
        if self._wrapped and 0 < self.rowCount() <= _SHORT:
            self._let_break()
            self.resizeRowsToContents()

    def _let_break(self) -> None:
        """Let the longest words be broken where not all have room: the table slid sideways."""
        header, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        columns = range(self.columnCount())
        needed = [max(self.sizeHintForColumn(column), header.sectionSizeHint(column)) for column in columns]
        if self._words and sum(needed) > self.viewport().width():
            longest = max(self._words, key=needed.__getitem__)
            for column in self._words:
                header.setSectionResizeMode(column, modes.Stretch if column == longest else modes.ResizeToContents)
