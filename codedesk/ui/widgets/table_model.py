"""What a table holds: columns declared as data, frozen rows under them, in the order and narrowed as a person asks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPalette
from typing_extensions import override

from codedesk import names
from codedesk.ui import theme
from codedesk.ui.widgets.spreadsheet import sort_value

_NO_RANK = "Not sorted by this: nobody is put in an order by a figure of theirs."
R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
Align = Literal["left", "right", "centre"]
Paint = Callable[[QPainter, QRect, Any, QPalette], None]
ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "centre": Qt.AlignmentFlag.AlignHCenter,
}


@dataclass(frozen=True, slots=True)
class TableColumn(Generic[R]):
    """One column of a table.

    text      the cell in words, also copied, and read aloud where `paint` draws
    width     pixels; the column with stretch takes what is left
    least     pixels down to which a narrow table takes it, before anything is to be scrolled; 0: it keeps its width
    most      pixels up to which it is widened before its words are cut, while others can give room down to their least
    tooltip   words on hover
    tone      the tone of the text of a row: "second", "error"
    paint     draws the cell instead of the text: (painter, rect, row, palette); rect is inside the padding
    sort_key  what the header sorts by; else by the figure, the date or the words that the cell shows
    of_person a figure of a person: nobody is put in an order by it, so it is not sorted
    copied    titles and texts that stand for the column in a spreadsheet, () for none; else its title and its text
    lines     in how many lines its words may be broken; a row is as high as its own need
    """

    key: str
    title: str
    width: int
    align: Align = "left"
    text: Callable[[R], str] = str
    tooltip: Callable[[R], str] | None = None
    tone: Callable[[R], theme.Tone] | None = None
    paint: Paint | None = None
    sort_key: Callable[[R], Any] | None = None
    of_person: bool = False
    copied: tuple[tuple[str, Callable[[R], str]], ...] | None = None
    stretch: bool = False
    strong: bool = False
    least: int = 0
    most: int = 0
    lines: int = 1


class RowsModel(QAbstractTableModel, Generic[R]):
    """Frozen rows under declared columns. Sorting happens here, on a copy of the rows."""

    def __init__(self, columns: Sequence[TableColumn[R]], order: str = "") -> None:
        """Start without rows; order says why they keep the one they have, "" where the heads sort them."""
        super().__init__()
        self.columns, self.order, self._words = tuple(columns), order, ""
        self.rows: tuple[R, ...] = ()
        self._given: tuple[R, ...] = ()
        self._sorting: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Replace the rows, in the order that the header asks for."""
        self.beginResetModel()
        self._given = tuple(rows)
        self.rows = self._in_order()
        self.endResetModel()

    @property
    def given(self) -> int:
        """How many rows there are, whether or not they are in the way of what is looked for."""
        return len(self._given)

    def narrow(self, words: str) -> None:
        """Show the rows that have every one of these words in one of their cells."""
        if words != self._words:
            self._words = words
            self.show_rows(self._given)

    def sorts(self, place: int) -> bool:
        """Tell whether a column can be sorted by."""
        return 0 <= place < len(self.columns) and not self.order and not self.columns[place].of_person

    def why_unsorted(self, place: int) -> str:
        """Say why a head sorts nothing, "" where it sorts."""
        return "" if self.sorts(place) else f"Not sorted by its heads: {self.order}" if self.order else _NO_RANK

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column, row = self.columns[index.column()], self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return column.text(row)
            case Qt.ItemDataRole.ToolTipRole:
                return column.tooltip(row) if column.tooltip else None
            case Qt.ItemDataRole.TextAlignmentRole:
                return ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.FontRole:
                return theme.font("body", strong=column.strong)
            case Qt.ItemDataRole.ForegroundRole:
                tone = column.tone(row) if column.tone else ""
                return theme.theme().colour(TOKENS.get(tone, tone)) if tone else None
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column, found = self.columns[section], None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                found = column.title
            case Qt.ItemDataRole.AccessibleTextRole:
                found = f"{column.title}{self.order_words(section)}"
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                found = self.why_unsorted(section) or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.FontRole:
                return theme.font("head")
        return found

    def order_words(self, place: int) -> str:
        """Say in what order a column stands, "" where nothing is sorted by it."""
        if place != self._sorting[0] or not self.sorts(place):
            return ""
        return ", sorted upwards" if self._sorting[1] is Qt.SortOrder.AscendingOrder else ", sorted downwards"

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorting = (column, order)
        self.layoutAboutToBeChanged.emit()
        self.rows = self._in_order()
        self.layoutChanged.emit()

    def _in_order(self) -> tuple[R, ...]:
        place, order = self._sorting
        rows = self._found()
        if not self.sorts(place):
            return rows
        column = self.columns[place]

        def key(row: R) -> Any:
            return column.sort_key(row) if column.sort_key is not None else sort_value(column.text(row))

        known = [row for row in rows if key(row) is not None]
        unknown = [row for row in rows if key(row) is None]
        return (*sorted(known, key=key, reverse=order is Qt.SortOrder.DescendingOrder), *unknown)

    def _found(self) -> tuple[R, ...]:
        wanted = names.searched(self._words).split()
        if not wanted:
            return self._given
        texts = [names.searched(" ".join(column.text(row) for column in self.columns)) for row in self._given]
        return tuple(row for row, text in zip(self._given, texts, strict=True) if all(word in text for word in wanted))


TOKENS = {"second": "text-2", "third": "text-3"}
