"""A chart over time on screen: title, drawing, table behind it; and pace above accuracy with one cursor.

What is drawn comes from codedesk.charts; how, from chart_canvas, which brings pyqtgraph in at the first chart.
"""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from codedesk.charts.picture import Chart, Measure
from codedesk.ui import theme
from codedesk.ui.widgets.card import Card

if TYPE_CHECKING:
    from codedesk.ui.widgets.chart_canvas import Canvas

CHART_HEIGHT = 264
_READ_LINES = 2
_COMES_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class ChartView(Card):
    """One chart in a card. pointed(day or None) follows the cursor, opened(day) asks how the point is made.

    menu_asked(where on the screen) asks what can be done at the cursor; left() when the keyboard goes elsewhere.
    """

    left = Signal()
    pointed = Signal(object)
    opened = Signal(object)
    menu_asked = Signal(object)

    def __init__(self) -> None:
        """Make an empty card; the drawing is made with the first chart."""
        super().__init__()
        self.chart: Chart | None = None
        self.canvas: Canvas | None = None

    def show_chart(self, chart: Chart) -> None:
        """Show a chart, as table where the table is open."""
        self.chart = chart
        if not chart.empty:
            self._drawn().show_chart(chart)
        subtitle = " · ".join(words for words in (chart.subtitle, chart.basis) if words)
        self.show_finding(chart.title, subtitle, chart.table, chart.summary, chart.empty)

    @property
    @override
    def drawing_shown(self) -> QWidget | None:
        return self.canvas

    @property
    @override
    def about(self) -> str:
        return self.chart.measure if self.chart else ""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the keyboard goes elsewhere in the window."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _COMES_BACK:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _drawn(self) -> "Canvas":
        if self.canvas is None:
            from codedesk.ui.widgets.chart_canvas import Canvas  # noqa: PLC0415 - brings pyqtgraph in, late

            self.canvas = Canvas()
            self.canvas.pointed.connect(self.pointed)
            self.canvas.opened.connect(self.opened)
            self.canvas.menu_asked.connect(self.menu_asked)
            self.canvas.installEventFilter(self)
            self.stack.addWidget(self.canvas)
        return self.canvas


class ChartPair(QWidget):
    """Pace above accuracy on one time axis, with one cursor, and words for both while it stands somewhere.

    asked(measure) when the person wants to know how a figure is made; menu_asked(where on the screen) at the cursor.
    """

    asked = Signal(str)
    menu_asked = Signal(object)

    def __init__(self, height: int = CHART_HEIGHT) -> None:
        """Make the two cards, each so high, or with 0 sharing the room there is; and what is read at the cursor."""
        super().__init__()
        self.pace, self.accuracy = ChartView(), ChartView()
        self.readout = theme.few_lines(_READ_LINES)
        self._reading = QFrame(self)  # over a title: the charts have the room, and nothing moves under the mouse
        self._reading.setProperty("kind", "strip")
        theme.column(self._reading, margins=(8, 2, 8, 2)).addWidget(self.readout)
        self._reading.hide()
        column = theme.column(self, 8)
        for view in (self.pace, self.accuracy):
            view.pointed.connect(self._point)
            view.menu_asked.connect(self.menu_asked)
            view.left.connect(self._reading.hide)
            if height:
                view.setFixedHeight(height)
            column.addWidget(view, 4 if view is self.pace else 3)
        self.pace.opened.connect(self._ask_pace)
        self.accuracy.opened.connect(self._ask_accuracy)

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
        self.readout.setText(" · ".join(words))
        self._reading.setVisible(bool(words))
        self._place_reading()

    def _place_reading(self) -> None:
        """Lay what is read over the title of the lower chart, between both drawings; its buttons stay free."""
        if not self._reading.isVisible():
            return
        card = self.accuracy
        title = card.title.geometry().united(card.subtitle.geometry()).translated(card.pos())
        title.adjust(-8, -4, 0, 0)
        title.setHeight(max(title.height(), self._reading.sizeHint().height()))
        self._reading.setGeometry(title)
        self._reading.raise_()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_reading()

    def _ask_pace(self) -> None:
        self.asked.emit("pace")

    def _ask_accuracy(self) -> None:
        self.asked.emit("accuracy")
