"""A chart over time on screen: title, drawing, table behind it; and pace above accuracy with one cursor.

What is drawn comes from codedesk.charts; how, from chart_canvas, which brings pyqtgraph in at the first chart.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
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

from codedesk.charts.picture import Chart, Measure, Table
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button

if TYPE_CHECKING:
    from codedesk.ui.widgets.chart_canvas import Canvas

CHART_HEIGHT = 264
AS_TABLE, AS_CHART = "Show as table", "Show as chart"


class ChartView(QFrame):
    """One chart in a card. pointed(day or None) follows the cursor, opened(day) asks how the point is made.

    menu_asked(where on the screen) asks what can be done at the cursor.
    """

    pointed = Signal(object)
    opened = Signal(object)
    menu_asked = Signal(object)

    def __init__(self) -> None:
        """Make an empty card; the drawing is made with the first chart."""
        super().__init__()
        self.setProperty("kind", "card")
        self.chart: Chart | None = None
        self.canvas: Canvas | None = None
        self._table_shown = False
        self.title = theme.label("", "section", wrap=True)
        self.subtitle = theme.label("", "caption", "second", wrap=True)
        self.toggle = button(AS_TABLE, self.toggle_table, kind="quiet")
        self.copy = button("Copy", self.copy_text, kind="quiet")
        self.copy.setToolTip("Copy the table with pace and accuracy, for a spreadsheet")
        self.table = TextTable()
        self.empty = theme.label("", "body", "second", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = QWidget(self)
        self._stack = QStackedLayout(self._body)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._lay_out()

    def show_chart(self, chart: Chart) -> None:
        """Show a chart, as table where the table is open."""
        as_table = self.showing_table
        self.chart = chart
        self.title.setText(chart.title)
        self.subtitle.setText(" · ".join(words for words in (chart.subtitle, chart.basis) if words))
        self.setAccessibleName(chart.summary)
        self._table_shown = False
        self.empty.setText(chart.empty)
        if not chart.empty:
            self._drawn().show_chart(chart)
        self._show(as_table=as_table)

    @property
    def showing_table(self) -> bool:
        """Tell whether the table is open."""
        return self.chart is not None and self._stack.currentWidget() is self.table

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
        """Copy title and table, with pace and accuracy in each row."""
        if self.chart is not None:
            QGuiApplication.clipboard().setText(f"{self.chart.title}\n{self.chart.subtitle}\n{self.chart.table.text}")

    def _show(self, *, as_table: bool) -> None:
        assert self.chart is not None
        if as_table and not self._table_shown:  # ten years of weeks are many cells
            self._table_shown = True
            self.table.show_table(self.chart.table, self.chart.summary)
        self.toggle.setText(AS_CHART if as_table else AS_TABLE)
        self.toggle.setAccessibleName(f"{self.toggle.text()}: {self.chart.measure}")
        drawing: QWidget | None = self.empty if self.chart.empty else self.canvas
        self._stack.setCurrentWidget(self.table if as_table or drawing is None else drawing)

    def _drawn(self) -> "Canvas":
        if self.canvas is None:
            from codedesk.ui.widgets.chart_canvas import Canvas  # noqa: PLC0415 - brings pyqtgraph in, late

            self.canvas = Canvas()
            self.canvas.pointed.connect(self.pointed)
            self.canvas.opened.connect(self.opened)
            self.canvas.menu_asked.connect(self.menu_asked)
            self._stack.addWidget(self.canvas)
        return self.canvas

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.CARD_MARGIN, 12, theme.CARD_MARGIN, 8)
        column.setSpacing(4)
        head = self._head = QHBoxLayout()
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


class ChartPair(QWidget):
    """Pace above accuracy on one time axis, with one cursor and one line of words for both.

    asked(measure) when the person wants to know how a figure is made; menu_asked(where on the screen) at the cursor.
    """

    asked = Signal(str)
    menu_asked = Signal(object)

    def __init__(self, height: int = CHART_HEIGHT) -> None:
        """Make the two cards, each so high, or with 0 sharing the room there is; and the line under them."""
        super().__init__()
        self.pace, self.accuracy = ChartView(), ChartView()
        self.readout = theme.label("", "body", "second", wrap=True)
        self.readout.setFixedHeight(60)
        self.readout.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for view in (self.pace, self.accuracy):
            view.pointed.connect(self._point)
            view.menu_asked.connect(self.menu_asked)
            if height:
                view.setFixedHeight(height)
            column.addWidget(view, 7 if view is self.pace else 6)
        self.pace.opened.connect(self._ask_pace)
        self.accuracy.opened.connect(self._ask_accuracy)
        column.addWidget(self.readout)

    def show_charts(self, pace: Chart, accuracy: Chart) -> None:
        """Show both charts; they must have the same time axis."""
        self.pace.show_chart(pace)
        self.accuracy.show_chart(accuracy)
        canvases = [view.canvas for view in (self.pace, self.accuracy) if view.canvas is not None]
        widest = max((canvas.label_width for canvas in canvases), default=0)
        for canvas in canvases:
            canvas.set_label_width(widest)
        if self.accuracy.canvas is not None:
            self.accuracy.canvas.show_event_words(bool(pace.empty))
        self._point(None)

    @property
    def day(self) -> date | None:
        """The day at which the cursor stands, if it does."""
        return self.pace.canvas.cursor_day if self.pace.canvas is not None else None

    def point(self, day: date | None, measure: Measure = "pace") -> None:
        """Put the cursor at a day, with the keyboard in the chart of a measure."""
        view = self.accuracy if measure == "accuracy" else self.pace
        self._point(day)
        if view.canvas is not None:
            view.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_chart(self) -> None:
        """Give the keyboard to the chart of the pace, or to the accuracy where there is no pace."""
        for view in (self.pace, self.accuracy):
            if view.canvas is not None and view.chart is not None and not view.chart.empty:
                view.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def toggle_tables(self) -> None:
        """Change both charts between the drawing and the table."""
        self.pace.toggle_table()
        if self.accuracy.showing_table != self.pace.showing_table:
            self.accuracy.toggle_table()

    def _point(self, day: date | None) -> None:
        words: tuple[str, ...] = ()
        for view in (self.pace, self.accuracy):
            if view.canvas is None:
                continue
            view.canvas.set_cursor(day)
            point = view.canvas.point_at(day)
            if point is not None and not words:
                words = point.words
        hint = "Move over a chart, or use the arrow keys in it, to read a week. Enter: how is this made?"
        self.readout.setText(f"{' · '.join(words[:-1])}\n{words[-1]}" if words else hint)

    def _ask_pace(self) -> None:
        self.asked.emit("pace")

    def _ask_accuracy(self) -> None:
        self.asked.emit("accuracy")


class TextTable(QTableWidget):
    """A table of text to read and to copy from; nothing in it can be edited."""

    def __init__(self) -> None:
        """Make an empty table."""
        super().__init__()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().setVisible(False)
        self.horizontalHeader().setFont(theme.font("head"))
        self.verticalHeader().setDefaultSectionSize(theme.COMPACT_ROW_HEIGHT)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_table(self, table: Table, name: str) -> None:
        """Show header and rows; name is read to those who cannot see it."""
        self.setAccessibleName(name)
        self.setColumnCount(len(table.header))
        self.setRowCount(len(table.rows))
        self.setHorizontalHeaderLabels(list(table.header))
        for number, row in enumerate(table.rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(number, column, item)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
