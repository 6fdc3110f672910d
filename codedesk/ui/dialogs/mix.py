"""The team's mix: what of its change of pace is other work, and who holds the hard charts. By name, without rank."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from codedesk.charts import mix
from codedesk.services.figures.mix_rows import MixRow
from codedesk.services.figures.mixes import mixes
from codedesk.services.people.holdings import HoldingsRow, holdings
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.mix import MixCard
from codedesk.ui.widgets.table import Column, Table

_WIDTH, _HEIGHT = 1100, 680
_MOST_ROWS = 21
Line = tuple[str, ...]


class MixDialog(QDialog):
    """The mix of the team in one period. Esc closes it."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        """Lay the parts out and read."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Mix of work")
        self.resize(_WIDTH, _HEIGHT)
        self.card = MixCard()
        self.title = theme.label("Who holds which work", "section", wrap=True)
        self.words = theme.label("", "body", "second", wrap=True)
        self.table: Table[Line] | None = None
        body = QWidget()
        body.setObjectName("scroll_body")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(12)
        for part in (self.card, self.title, self.words):
            self._column.addWidget(part)
        self._column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(theme.label(f"Mix of work, {context.period_label}", "title"))
        outer.addWidget(area, 1)
        outer.addWidget(button("Close", self.accept), 0, Qt.AlignmentFlag.AlignRight)
        context.read(self, mixes, context.period, (), context.today(), then=self._show_mix)
        context.read(self, holdings, context.period, context.today(), then=self._show_holdings)

    def _show_mix(self, found: dict[int | None, tuple[MixRow, ...]]) -> None:
        self.card.show_rows(found.get(None, ()))

    def _show_holdings(self, row: HoldingsRow | None) -> None:
        if row is None:
            self.words.setText("No hours are known in this period.")
            return
        self.title.setText(mix.holdings_title(row))
        self.words.setText(mix.holdings_words(row))
        made = mix.holdings_table(row)
        self.table = Table(_columns(made.header), "Who holds which work", row_height=theme.COMPACT_ROW_HEIGHT)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.table.show_rows(made.rows)
        shown = min(len(made.rows), _MOST_ROWS)
        self.table.setFixedHeight(theme.ROW_HEIGHT + shown * theme.COMPACT_ROW_HEIGHT + 20)
        self._column.insertWidget(self._column.indexOf(self.words) + 1, self.table)


def _columns(header: tuple[str, ...]) -> tuple[Column[Line], ...]:
    """Make a column of each head; names and accuracies are left, what is between are figures."""
    return tuple(_column(place, name) for place, name in enumerate(header))


def _column(place: int, name: str) -> Column[Line]:
    def text(row: Line) -> str:
        return row[place]

    def told(row: Line) -> str:
        return f"{row[0]}, {name}: {row[place]}\nAccuracy: {row[mix.HELD_ACCURACY]}"

    words = place in (0, mix.HELD_ACCURACY)
    width = (150 if place == 0 else 264) if words else max(72, 7 * len(name) + 16)
    return Column(str(place), name, width, "left" if words else "right", text, told, stretch=place == 0)
