"""The step "Sheet and head": the sheet as it stands, which rows are its head, and which are left out and why."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QTableView, QWidget
from typing_extensions import override

from codedesk.exchange.foreign.book import letters
from codedesk.formats import plural
from codedesk.ui import theme
from codedesk.ui.pages.files.seen import SheetRow, SheetSeen
from codedesk.ui.pages.files.steps import BringStep
from codedesk.ui.widgets.buttons import button

Index = QModelIndex | QPersistentModelIndex
_ABOUT = (
    "These are the first rows of your sheet. Rows in grey are left out, and it says why. "
    "A double click on a row, or Space, makes it the head."
)
_WIDTHS = (92, 108)
_SHEETS = 148
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SheetStep(BringStep):
    """Signals: head_chosen(place of the sheet, row) · taken(place of the sheet, whether it is taken)."""

    title = "Sheet and head"
    head_chosen = Signal(int, int)
    taken = Signal(int, bool)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._sheets: tuple[SheetSeen, ...] = ()
        self.sheets = _SheetList()
        self.sheets.setAccessibleName("Sheets of the file: Space takes one or leaves it out")
        self.sheets.setFixedWidth(_SHEETS)
        self.sheets.currentRowChanged.connect(self._show_sheet)
        self.sheets.itemChanged.connect(self._ticked)
        self.rows = _RowsView()
        self.rows.head_wanted.connect(self.choose_head)
        self.remark = theme.label("", "body", "second", wrap=True)
        self.head = button("Make it the head", self.choose_head)
        self.rows.selectionModel().currentRowChanged.connect(self._name_button)
        self._lay_out()

    @property
    @override
    def first(self) -> QWidget | None:
        return self.rows

    def show_sheets(self, sheets: tuple[SheetSeen, ...]) -> None:
        """Show the sheets; the one that was looked at stays."""
        place = max(0, self.sheets.currentRow())
        first = next((at for at, sheet in enumerate(sheets) if sheet.taken), 0)
        same = [each.name for each in sheets] == [each.name for each in self._sheets]
        self._sheets = sheets
        self.sheets.blockSignals(True)
        self.sheets.clear()
        for sheet in sheets:
            item = QListWidgetItem(sheet.name, self.sheets)
            item.setCheckState(Qt.CheckState.Checked if sheet.taken else Qt.CheckState.Unchecked)
            item.setToolTip(sheet.remark)
        self.sheets.setCurrentRow(place if same else first)
        self.sheets.blockSignals(False)
        self.sheets.setVisible(len(sheets) > 1)
        self._show_sheet(self.sheets.currentRow())

    def choose_head(self) -> None:
        """Make the chosen row the head of the sheet."""
        row = self.rows.chosen()
        if row is not None:
            self.head_chosen.emit(self._sheet.place, row.number)

    @property
    def _sheet(self) -> SheetSeen:
        return self._sheets[max(0, self.sheets.currentRow())]

    def _show_sheet(self, _place: int) -> None:
        if not self._sheets:
            return
        sheet = self._sheet
        self.rows.show_rows(sheet.rows)
        left = sum(row.kind == "out" for row in sheet.rows)
        said = [sheet.remark, f"{plural(left, 'row')} of those shown left out" if left else ""]
        self.remark.setText(". ".join(filter(None, said)) + ("." if any(said) else ""))
        self._name_button()

    def _name_button(self, *_indexes: QModelIndex) -> None:
        row = self.rows.chosen()
        words = f"Make row {row.number} the head" if row is not None else "Make it the head"
        self.head.setText(words)
        self.head.setAccessibleName(words)
        self.head.setEnabled(row is not None and row.kind != "head")

    def _ticked(self, item: QListWidgetItem) -> None:
        place = self.sheets.row(item)
        self.taken.emit(self._sheets[place].place, item.checkState() is Qt.CheckState.Checked)

    def _lay_out(self) -> None:
        column = theme.column(self, 8)
        column.addWidget(theme.label(_ABOUT, "body", "second", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.sheets)
        row.addWidget(self.rows, 1)
        column.addLayout(row, 1)
        last = QHBoxLayout()
        last.setSpacing(12)
        last.addWidget(self.remark, 1)
        last.addWidget(self.head)
        column.addLayout(last)


class _SheetList(QListWidget):
    """Leaves Enter and Esc to the steps."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_ENTER, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _RowsView(QTableView):
    """The rows of a sheet. Signal: head_wanted() on Space or a double click."""

    head_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._model = _SheetModel()
        self.setModel(self._model)
        self.setAccessibleName("Rows of the sheet: Space makes one the head")
        self.setShowGrid(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(theme.COMPACT_ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setFixedHeight(theme.ROW_HEIGHT)
        self.horizontalHeader().setMinimumSectionSize(40)
        self.doubleClicked.connect(lambda _index: self.head_wanted.emit())

    def show_rows(self, rows: tuple[SheetRow, ...]) -> None:
        """Show the rows of a sheet, from the head on where that lies below what fits."""
        before = self._model.columnCount()
        self._model.show_rows(rows)
        if self._model.columnCount() != before:
            for column in range(self._model.columnCount()):
                self.setColumnWidth(column, _WIDTHS[min(column, 1)])
        head = next((at for at, row in enumerate(rows) if row.kind == "head"), 0)
        if rows:
            self.setCurrentIndex(self._model.index(head, 0))

    def chosen(self) -> SheetRow | None:
        """Return the row with the keyboard."""
        place = self.currentIndex().row()
        return self._model.rows[place] if 0 <= place < len(self._model.rows) else None

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 240)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.head_wanted.emit()
        elif event.key() in (*_ENTER, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _SheetModel(QAbstractTableModel):
    """The number of a row with what it is taken for, then its cells under the letters of the columns."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[SheetRow, ...] = ()
        self._width = 0

    def show_rows(self, rows: tuple[SheetRow, ...]) -> None:
        self.beginResetModel()
        self.rows, self._width = rows, max((len(row.cells) for row in rows), default=0)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._width + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return _label(row) if column == 0 else row.cells[column - 1] if column <= len(row.cells) else ""
            case Qt.ItemDataRole.ToolTipRole:
                return row.why or None
            case Qt.ItemDataRole.FontRole:
                return theme.font("body", strong=row.kind == "head")
            case Qt.ItemDataRole.ForegroundRole:
                token = "text-3" if row.kind == "out" else "text-2" if column == 0 and row.kind != "head" else "text"
                return theme.theme().colour(token)
            case Qt.ItemDataRole.BackgroundRole:
                return theme.theme().colour("surface-alt") if row.kind == "head" or column == 0 else None
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "Row" if section == 0 else letters(section - 1)
        if role == Qt.ItemDataRole.FontRole:
            return theme.font("head")
        return None


def _label(row: SheetRow) -> str:
    word = row.why or row.kind if row.kind != "row" else ""
    return f"{row.number}  {word}" if word else str(row.number)
