"""What a typed grid holds: columns and rows as data, the state of each cell, and the model over them.

The grid never decides whether a value is right: it keeps what was typed until the page accepts or refuses it.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.widgets.editors import Kind, alignment

Index = QModelIndex | QPersistentModelIndex
CellState = Literal["normal", "suggested", "refused", "marked", "busy", "read_only"]


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column of a typed grid.

    key      what the page knows it by
    kind     as of a form field; figures stand right, words left
    editable False for names and totals
    choices  words of which one is typed, by its first letters, or chosen from the list that the cell opens
    keys     a short key for each of the choices, where they have some
    as_typed True for texts that are kept to the last blank and line end; others lose the blanks around them
    """

    key: str
    title: str
    kind: Kind = "text"
    width: int = 96
    editable: bool = True
    choices: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    tooltip: str = ""
    stretch: bool = False
    as_typed: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: what is shown, in which state, and the words that go with it (the reason, the question).

    sign stands at the right of the text: what more the cell can do. asked: the words are a question about a value that
    is only offered.
    """

    text: str = ""
    state: CellState = "normal"
    note: str = ""
    tone: theme.Tone = ""
    strong: bool = False
    sign: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its key, its cells by column key (a missing one is empty and open), and whether it opens a group.

    others: of columns whose cells are known by another key, that key. A row that stands for two things has both.
    """

    key: Hashable
    cells: Mapping[str, GridCell] = field(default_factory=dict)
    opens_group: bool = False
    name: str = ""
    others: Mapping[str, Hashable] = field(default_factory=dict)

    def key_of(self, column_key: str) -> Hashable:
        """Return the key that the cell of a column is known by."""
        return self.others.get(column_key, self.key)


EMPTY = GridCell()
# Joined once: a cell is asked for them each time that it is drawn.
_SHUT = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_OPEN = _SHUT | Qt.ItemFlag.ItemIsEditable


class GridModel(QAbstractTableModel):
    """The rows of a grid, and over them what was typed and not yet accepted."""

    def __init__(self, columns: Sequence[GridColumn]) -> None:
        """Start without rows."""
        super().__init__()
        self.columns = tuple(columns)
        self.rows: tuple[GridRow, ...] = ()
        self.read_only = False
        self._typed: dict[tuple[Hashable, str], GridCell] = {}
        self._places: dict[Hashable, int] = {}

    def show_rows(self, rows: Sequence[GridRow]) -> None:
        """Replace the rows. What was refused stays as it was typed, as long as its row is there."""
        same = [row.key for row in rows] == [row.key for row in self.rows]
        typed = {at: cell for at, cell in self._typed.items() if cell.state == "refused"}
        if same:
            self._show_changes(tuple(rows), typed)
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self._places = {key: place for place, row in enumerate(rows) for key in (row.key, *row.others.values())}
        self._typed = {self._at(*at): cell for at, cell in typed.items() if at[0] in self._places}
        self.endResetModel()

    def _show_changes(self, rows: tuple[GridRow, ...], typed: dict[tuple[Hashable, str], GridCell]) -> None:
        """Replace rows of the same keys, and have only those cells drawn anew that look otherwise than before."""
        touched = {self._places[row_key] for row_key, _ in self._typed}
        pairs = enumerate(zip(self.rows, rows, strict=True))
        changed = [place for place, (old, new) in pairs if (old is not new and old != new) or place in touched]
        shown = {place: [self.cell(place, column) for column in range(len(self.columns))] for place in changed}
        self.rows, self._typed = rows, typed
        for place in changed:
            for column, cell in enumerate(shown[place]):
                if self.cell(place, column) != cell:
                    index = self.index(place, column)
                    self.dataChanged.emit(index, index)

    def set_choices(self, column_key: str, choices: Sequence[str]) -> None:
        """Offer other words in a column: those of the row with the keyboard, or of what was just read."""
        self.columns = tuple(
            replace(column, choices=tuple(choices)) if column.key == column_key else column for column in self.columns
        )

    def cell(self, place: int, column: int) -> GridCell:
        """Return the cell at a place, as it is shown."""
        row, key = self.rows[place], self.columns[column].key
        typed = self._typed.get((row.key_of(key), key)) if self._typed else None
        return typed or row.cells.get(key, EMPTY)

    def is_open(self, place: int, column: int) -> bool:
        """Tell whether the cell can be typed into."""
        shut = self.read_only or not self.columns[column].editable
        return not shut and self.cell(place, column).state != "read_only"

    def put(self, row_key: Hashable, column_key: str, cell: GridCell) -> None:
        """Show a cell over what the row says, until the rows come anew (a refused one stays longer)."""
        if row_key in self._places:
            self._typed[self._at(row_key, column_key)] = cell
            self._tell(row_key, column_key)

    def drop(self, row_key: Hashable, column_key: str) -> None:
        """Show again what the row says."""
        if self._typed.pop(self._at(row_key, column_key), None) is not None:
            self._tell(row_key, column_key)

    def accept(self, row_key: Hashable, column_key: str, cell: GridCell) -> None:
        """Make a cell part of its row."""
        self._typed.pop(self._at(row_key, column_key), None)
        place = self._places.get(row_key)
        if place is None:
            return
        row = self.rows[place]
        changed = replace(row, cells={**row.cells, column_key: cell})
        self.rows = (*self.rows[:place], changed, *self.rows[place + 1 :])
        self._tell(row_key, column_key)

    def refusals(self) -> tuple[tuple[Hashable, str, str], ...]:
        """Return row key, column key and reason of every refused cell."""
        return tuple((*at, cell.note) for at, cell in self._typed.items() if cell.state == "refused")

    def typed(self) -> dict[tuple[Hashable, str], str]:
        """Return what was typed and is refused or on its way, by row key and column key."""
        return {at: cell.text for at, cell in self._typed.items() if cell.state in ("refused", "busy")}

    def place_of(self, row_key: Hashable) -> int | None:
        """Return the place of a row, None where it is not shown."""
        return self._places.get(row_key)

    def key_at(self, place: int, column: int) -> Hashable:
        """Return the row key that a cell is known by."""
        return self.rows[place].key_of(self.columns[column].key)

    def column_of(self, column_key: str) -> int:
        """Return the place of a column."""
        return [column.key for column in self.columns].index(column_key)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return _OPEN if self.is_open(index.row(), index.column()) else _SHUT

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return cell.note or _STATE_WORDS.get(cell.state) or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return alignment(self.columns[index.column()].kind)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index, cell)
            case Qt.ItemDataRole.UserRole:
                return cell
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.title
            case Qt.ItemDataRole.TextAlignmentRole:
                return alignment(column.kind)
            case Qt.ItemDataRole.ToolTipRole:
                return column.tooltip or None
            case Qt.ItemDataRole.FontRole:
                return theme.font("head")
        return None

    def _spoken(self, index: Index, cell: GridCell) -> str:
        row = self.rows[index.row()]
        words = (row.name, self.columns[index.column()].title, cell.text or "not entered", cell.note)
        return ", ".join(word for word in words if word)

    def _at(self, row_key: Hashable, column_key: str) -> tuple[Hashable, str]:
        """Return what a cell is known by, from any key of its row."""
        place = self._places.get(row_key)
        return row_key if place is None else self.rows[place].key_of(column_key), column_key

    def _tell(self, row_key: Hashable, column_key: str) -> None:
        place = self._places.get(row_key)
        if place is not None:
            index = self.index(place, self.column_of(column_key))
            self.dataChanged.emit(index, index)


_STATE_WORDS = {"suggested": "Suggested, not entered yet. Enter accepts it.", "busy": "Being saved …"}
