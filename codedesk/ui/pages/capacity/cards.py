"""What the views of the Capacity page are made of: key figures in a row, a card of one picture, tables."""

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from codedesk.charts.flow_chart import FlowChart, FlowColumn, FlowPoint
from codedesk.charts.picture import BarChart
from codedesk.formats import NO_BREAK
from codedesk.metrics.quantities import Quantity, aligned
from codedesk.ui import theme
from codedesk.ui.widgets.bars import BarsView
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.explain import explain, explained
from codedesk.ui.widgets.flow_view import FlowView
from codedesk.ui.widgets.picture_card import PictureCard
from codedesk.ui.widgets.table import Table

HINT = "The arrow keys, or the pointer, read it week by week."
NOT_MADE = "–"
_ANY, _LEAST, _AROUND = 16777215, 150, 84


class KeyFigures(QFrame):
    """A few figures side by side, each named above it, and one way to ask how they are made."""

    def __init__(self, name: str) -> None:
        """Start without figures; name is read aloud."""
        super().__init__()
        self.setAccessibleName(name)
        self._name = name
        self._figures: tuple[tuple[str, Quantity], ...] = ()
        self._of = ""
        row = theme.card(self, 0)
        across = QHBoxLayout()
        across.setSpacing(24)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(24)
        self.how = button("How is this made?", self.explain, kind="quiet")
        self.how.setAccessibleName(f"How is this made? {name}")
        across.addLayout(self._columns, 1)
        across.addWidget(self.how, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(across)

    def show_figures(self, figures: Sequence[tuple[str, Quantity]], of: str) -> None:
        """Show figures with their names; of: whose and of when."""
        self._figures, self._of = tuple(figures), of
        while (item := self._columns.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for name, each in figures:
            self._columns.addWidget(_figure(name, each), 1)
        said = "; ".join(f"{name}: {each.text}" for name, each in figures)
        self.setAccessibleDescription(said)

    def explain(self) -> None:
        """Open "How is this made?" for all of them."""
        if self._figures:
            explain(self, f"{self._name}, {self._of}", [each.explanation for _, each in self._figures])


def _figure(name: str, each: Quantity) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(theme.one_line(name, "caption", "second"))
    known = each.value is not None
    words = theme.one_line(each.text, "key") if known else theme.few_lines(2)
    words.setText(each.text)
    words.setMinimumHeight(theme.ROW_HEIGHT)
    made.setToolTip(explained(each.explanation))
    column.addWidget(words)
    return made


class FlowCard(PictureCard):
    """A card of one picture: a chart over weeks, or bars."""

    def __init__(self, least: int = 0) -> None:
        """Start with an empty chart; least is how high one over weeks is at least."""
        self.least = least
        self.chart, self.bars = FlowView(), BarsView()
        drawn = QStackedWidget()
        drawn.setObjectName("card_body")
        drawn.addWidget(self.chart)
        drawn.addWidget(theme.scrolled(_topped(self.bars)))
        super().__init__(drawn, lines=1)
        self.copy.setToolTip("Copy the table behind the picture, for a spreadsheet")
        self._drawings = drawn
        self.chart.pointed.connect(self._read)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    @override
    def hasHeightForWidth(self) -> bool:
        """Give way in a low window: for text that wraps, a layout would insist on the height that is liked best."""
        return False

    def show_chart(self, chart: FlowChart) -> None:
        """Show a chart over weeks."""
        self._drawings.setCurrentIndex(0)
        self.setMinimumHeight(self.least)
        self.setMaximumHeight(_ANY)
        self.chart.show_chart(chart)
        self.show_finding(chart.title, chart.subtitle, chart.table, chart.summary, chart.empty)
        self.words.setText("" if chart.empty else HINT)
        self.words.show()

    def show_bars(self, bars: BarChart) -> None:
        """Show bars."""
        self._drawings.setCurrentIndex(1)
        self.bars.show_bars(bars)
        self.setMinimumHeight(_LEAST)
        self.setMaximumHeight(max(_LEAST, self.bars.sizeHint().height() + _AROUND))  # no room below the last bar
        self.show_finding(bars.title, bars.subtitle, bars.table, bars.summary, bars.empty)
        self.words.hide()

    def focus_drawing(self) -> None:
        """Give the keyboard to the chart."""
        if self._drawings.currentIndex() == 0 and not self.showing_table:
            self.chart.setFocus()
        else:
            self.table.setFocus()

    def _read(self, stop: FlowPoint | FlowColumn | None) -> None:
        chart = self.chart.chart
        self.words.setText(HINT if stop is None or chart is None else chart.words_of(stop))


def _topped(widget: QWidget) -> QWidget:
    body = QWidget()
    body.setObjectName("card_body")
    column = theme.column(body)
    column.addWidget(widget)
    column.addStretch(1)
    return body


def fit(table: Table[Any], most: int, least: int = 0) -> None:
    """Give a table the height of its rows, up to so many; where the window is low it gives way down to `least` rows."""
    table.keep_rows(least or most, most)
    more = len(table.rows) > most or bool(least)
    off = Qt.ScrollBarPolicy.ScrollBarAsNeeded if more else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    table.setVerticalScrollBarPolicy(off)


def cell(each: Quantity, unit: str, digits: int = 2) -> str:
    """Write a number for a column that names its unit, with its unit where it is another one; "never at this rate"."""
    said = said_in_column(each, digits if each.unit == unit else 2)
    return said.partition(NO_BREAK)[0] if each.unit == unit and each.value is not None else said


def said_in_column(each: Quantity, digits: int = 2) -> str:
    """Write a number with its unit as a column has room for it; why one is not known is told by the pointer."""
    if each.value is None and not each.why_not.startswith("never"):
        return NOT_MADE
    return aligned(each, digits)


def key_of(row: Any) -> Hashable:
    """Return what tells a row of a work type, or of anything that came back, again among new ones."""
    found = getattr(row, "work_type_id", None)
    return found if found is not None else getattr(row, "name", "")
