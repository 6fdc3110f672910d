"""A card around any drawing: the finding as its title, the drawing or the table behind it, and the words below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from codedesk.charts.picture import Table
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.chart import AS_CHART, AS_TABLE, TextTable
from codedesk.ui.widgets.clipboard import copy_rows


class PictureCard(QFrame):
    """Title, subtitle, drawing or table, and a line of words. scrolled: the drawing is as high as it needs."""

    def __init__(self, drawing: QWidget, *, scrolled: bool = False, lines: int = 2) -> None:
        """Take the drawing; lines is how many the words below may need."""
        super().__init__()
        self.setProperty("kind", "card")
        self.drawing = drawing
        self.title = theme.label("", "section", wrap=True)
        self.subtitle = theme.label("", "caption", "second", wrap=True)
        self.words = theme.label("", "body", "second", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.words.setMinimumHeight(20 * lines)
        self.empty = theme.label("", "body", "second", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table = TextTable()
        self.toggle = button(AS_TABLE, self.toggle_table, kind="quiet")
        self.copy = button("Copy", self.copy_text, kind="quiet")
        self.copy.setToolTip("Copy the table with pace and accuracy, for a spreadsheet")
        self._rows = Table((), ())
        self._drawn = self._scrolled(drawing) if scrolled else drawing
        self._body = QWidget()
        self._stack = QStackedLayout(self._body)
        for widget in (self._drawn, self.table, self.empty):
            self._stack.addWidget(widget)
        self._lay_out()

    def show_picture(self, title: str, subtitle: str, table: Table, summary: str, empty: str = "") -> None:
        """Show the words around the drawing, which is filled by whoever made it; empty is said in its place."""
        as_table = self.showing_table
        self._rows = table
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.setAccessibleName(summary)
        self.empty.setText(empty)
        self.table.show_table(table, summary)
        self._show(as_table=as_table)

    @property
    def showing_table(self) -> bool:
        """Tell whether the table is open."""
        return self._stack.currentWidget() is self.table

    def toggle_table(self) -> None:
        """Change between the drawing and the table behind it."""
        self._show(as_table=not self.showing_table)

    def copy_text(self) -> None:
        """Copy title and table."""
        copy_rows(((self.title.text(),), (self.subtitle.text(),), self._rows.header, *self._rows.rows))

    def _show(self, *, as_table: bool) -> None:
        self.toggle.setText(AS_CHART if as_table else AS_TABLE)
        self.toggle.setAccessibleName(self.toggle.text())
        drawn = self.empty if self.empty.text() else self._drawn
        self._stack.setCurrentWidget(self.table if as_table else drawn)

    def _scrolled(self, drawing: QWidget) -> QScrollArea:
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("card_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(drawing)
        column.addStretch(1)
        self.area.setWidget(body)
        return self.area

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.CARD_MARGIN, 12, theme.CARD_MARGIN, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(4)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        head.addLayout(words, 1)
        head.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._body, 1)
        column.addWidget(self.words)
