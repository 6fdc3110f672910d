"""Who holds which work, as a table by name with the accuracy of each. No rank."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame

from codedesk.charts import mix
from codedesk.services.people.holding_rows import HoldingsRow
from codedesk.ui import theme
from codedesk.ui.widgets.table import Table, TableColumn

_MOST_ROWS = 21
_HEAD = 48  # of two lines
_BESIDE, _MENU = 16, 24
_ORDER = "the coders stand by name. Nobody is ranked by what they hold."
_TITLE = "Who holds which work"
Line = tuple[str, ...]


class HoldingsCard(QFrame):
    """The finding, how it is to be read, and the table; it has a column for each work type."""

    def __init__(self) -> None:
        """Start without rows."""
        super().__init__()
        self.title = theme.label(_TITLE, "section", wrap=True)
        self.words = theme.label("", "body", "second", wrap=True)
        self.table: Table[Line] | None = None
        self._column = theme.card(self, 8)
        for part in (self.title, self.words):
            self._column.addWidget(part)

    def show_row(self, row: HoldingsRow | None) -> None:
        """Show who held what; None where no hours are known."""
        if self.table is not None:
            self._column.removeWidget(self.table)
            self.table.deleteLater()
            self.table = None
        self.title.setText(_TITLE if row is None else mix.holdings_title(row))
        self.words.setText("No hours are known in this time." if row is None else mix.holdings_words(row))
        if row is None:
            return
        made = mix.holdings_table(row)
        self.table = Table(_columns(made.header), _TITLE, most_rows=_MOST_ROWS, order=_ORDER)
        self.table.horizontalHeader().setFixedHeight(_HEAD)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.table.show_rows(made.rows)
        self._column.addWidget(self.table)


def _columns(header: tuple[str, ...]) -> tuple[TableColumn[Line], ...]:
    """Make a column of each head; names and accuracies are left, what is between are figures."""
    last = len(header) - 1
    return tuple(_column(place, name, _MENU if place == last else 0) for place, name in enumerate(header))


def _column(place: int, name: str, beside: int) -> TableColumn[Line]:
    def text(row: Line) -> str:
        return row[place]

    def told(row: Line) -> str:
        return f"{row[0]}, {name}: {row[place]}\nAccuracy: {row[mix.HELD_ACCURACY]}"

    words, title = place in (0, mix.HELD_ACCURACY), in_two_lines(name)
    metrics = QFontMetrics(theme.font("head"))
    needed = max(44, *map(metrics.horizontalAdvance, title.split("\n"))) + _BESIDE + beside
    width, least = {0: (150, 116), mix.HELD_ACCURACY: (264, 152)}.get(place, (max(76, needed), needed))
    return TableColumn(
        str(place), title, width, "left" if words else "right", text, told,
        stretch=place == 0, least=least, lines=3, copied=((name, text),),
    )  # fmt: skip


def in_two_lines(words: str) -> str:
    """Break words at the space that leaves the shorter longest line; a single word stays as it is."""
    parts = words.split(" ")
    ways = [(" ".join(parts[:n]), " ".join(parts[n:])) for n in range(1, len(parts))]
    return "\n".join(min(ways, key=lambda way: max(map(len, way)))) if ways else words
