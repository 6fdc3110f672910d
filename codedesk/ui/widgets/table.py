"""Tables of rows that are only read: sorted by their heads, narrowed, copied for a spreadsheet. No query."""

from collections.abc import Callable, Collection, Hashable, Sequence
from functools import partial
from typing import Generic

from PySide6.QtCore import QEvent, QItemSelection, QMetaMethod, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)
from typing_extensions import override

from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.widgets.clipboard import tabbed
from codedesk.ui.widgets.empty_words import EmptyWords
from codedesk.ui.widgets.grid_menu import open_menu
from codedesk.ui.widgets.placed import Flag, PlacedView
from codedesk.ui.widgets.row_menu import RowMenu
from codedesk.ui.widgets.settings_around import settings_around
from codedesk.ui.widgets.spreadsheet import as_cells
from codedesk.ui.widgets.table_heights import PADDING, broken, heights
from codedesk.ui.widgets.table_model import ALIGN, TOKENS, Index, R, RowsModel, TableColumn
from codedesk.ui.widgets.table_widths import Widths

__all__ = ["RowsModel", "Table", "TableColumn"]

_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Table(PlacedView, Generic[R]):
    """A table of frozen rows. Signals: activated(row) on Enter or double click · selected(row or None)."""

    activated = Signal(object)
    selected = Signal(object)

    def __init__(
        self,
        columns: Sequence[TableColumn[R]],
        name: str,
        *,
        row_height: int = theme.ROW_HEIGHT,
        most_rows: int = 0,
        settings: Settings | None = None,
        key: Callable[[R], Hashable] | None = None,
        order: str = "",
        empty: str = "",
    ) -> None:
        """Make the table; name is read aloud, and the widths that a person drags are remembered under it.

        row_height is the least of a row: it is as high as its words need. Where most_rows is said, the table is as high
        as its rows, up to so many. key tells the same row again among new ones, so that it stays chosen. order says why
        the rows keep the order that they have: heads sort nothing then, and say so. empty is what stands in the place
        of rows where none is.
        """
        super().__init__()
        self.key = key
        self.menu: QMenu | None = None
        self._expected: Hashable = None
        self._settings = settings
        self._row_height, self._least_rows, self._most_rows = row_height, most_rows, most_rows
        self._rows: RowsModel[R] = RowsModel(columns, order)
        self.setModel(self._rows)
        self.selectionModel().selectionChanged.connect(self._tell_selected)
        self.setAccessibleName(name)
        self.setItemDelegate(_Cell(self))
        self._look()
        self._set_widths(columns)
        self.nothing = EmptyWords(self, empty)
        self.row_menu = RowMenu(self, self.copied, lambda: self._activate(self.currentIndex()))
        self.doubleClicked.connect(self._activate)
        self.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.horizontalHeader().sectionResized.connect(self._remember)
        self._rows.layoutChanged.connect(self._fit)
        self._rows.modelReset.connect(self._fit)
        self._apply_theme()
        theme.theme().changed.connect(self._apply_theme)

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows in the order shown."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[R]) -> None:
        """Replace the rows; the one that is expected is chosen, else the chosen one stays so by its key or place."""
        chosen, place = self.selected_row(), self.currentIndex().row()
        self._rows.show_rows(rows)
        self.nothing.show_for(len(self.rows), len(rows))
        if not rows:
            self.selected.emit(None)
        elif self._choose_key(self._expected):
            self._expected = None
        elif chosen is None or self.key is None or not self._choose_key(self.key(chosen)):
            self.choose(min(max(place, 0), len(rows) - 1))

    def leave_out(self, keys: Collection[str]) -> None:
        """Hide the columns of these keys, and show all others."""
        for place, column in enumerate(self._rows.columns):
            self.setColumnHidden(place, column.key in keys)
        self._fit()

    def expect(self, key: Hashable) -> None:
        """Choose the row of a key, now or as soon as it is shown: the one that was just stored."""
        self._expected = None if self._choose_key(key) else key

    def _choose_key(self, wanted: Hashable) -> bool:
        key = self.key
        return wanted is not None and key is not None and self.select_where(lambda row: key(row) == wanted)

    def selected_row(self) -> R | None:
        """Return the row that is chosen, None where there is none."""
        place = self.currentIndex().row()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def choose(self, place: int) -> None:
        """Choose one row whatever keys are held: selectRow would toggle it while Ctrl+8 is still down."""
        self.place(self._rows.index(place, 0), Flag.ClearAndSelect | Flag.Rows)

    def select_where(self, holds: Callable[[R], bool]) -> bool:
        """Choose the first row for which the condition holds; False where there is none."""
        for place, row in enumerate(self.rows):
            if holds(row):
                self.choose(place)
                return True
        return False

    def copied(self) -> str:
        """Return the chosen rows, or all, with the titles, as a spreadsheet pastes them."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return tabbed(self.spread(chosen))

    def spread(self, chosen: Sequence[int] = ()) -> list[list[str]]:
        """Return rows by their places, or all, with the titles, in cells as a spreadsheet reads them."""
        rows = [self.rows[place] for place in chosen] or list(self.rows)
        pairs = [
            pair
            for column in self._rows.columns
            for pair in (((column.title, column.text),) if column.copied is None else column.copied)
        ]
        return as_cells([title for title, _ in pairs], [[text(row) for _, text in pairs] for row in rows])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._enter(event)
        elif begins_words(event) and not isinstance(self.window(), QDialog):
            event.ignore()  # the page opens its line to find rows with it
        elif event.key() == Qt.Key.Key_O and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.open_order()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        elif event.key() in _ENDS:  # a row is chosen whole: its ends are those of the list
            held = event.modifiers() | Qt.KeyboardModifier.ControlModifier
            super().keyPressEvent(QKeyEvent(event.type(), event.key(), held))
        else:
            super().keyPressEvent(event)

    @override
    def selectionCommand(self, index: Index, event: QEvent | None = None) -> Flag:
        """Let keys that go to a row choose it, with Ctrl too: what the keyboard is on is what is seen as chosen."""
        command = super().selectionCommand(index, event)
        if isinstance(event, QKeyEvent) and event.key() in (*_ENDS, *_STEPS):
            extends = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if not extends and self.selectionMode() != QAbstractItemView.SelectionMode.NoSelection:
                self.begin_anew()
                return Flag.ClearAndSelect | Flag.Rows
        return command

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows:
            self.choose(0)

    def _tell_selected(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        self.selected.emit(self.selected_row())

    def _enter(self, event: QKeyEvent) -> None:
        """Open the row; where rows open nothing, do what the window of the table is for, or show what can be done."""
        if self.isSignalConnected(QMetaMethod.fromSignal(self.activated)):
            self._activate(self.currentIndex())
        elif isinstance(self.window(), QDialog):
            event.ignore()
        else:
            self.row_menu.show_at_row()

    def _activate(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self.rows):
            self.activated.emit(self.rows[index.row()])

    def _look(self) -> None:
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(self._row_height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _set_widths(self, columns: Sequence[TableColumn[R]]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(theme.ROW_HEIGHT)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        sortable = any(self._rows.sorts(place) for place in range(len(columns)))
        header.setSortIndicatorShown(sortable)
        header.setSectionsClickable(sortable)
        self._take_widths()

    def _take_widths(self) -> None:
        """Give the columns the widths that a person dragged, else their own."""
        columns, header = self._rows.columns, self.horizontalHeader()
        kept = self._settings.column_widths.get(self.accessibleName(), []) if self._settings else []
        self._dragged = len(kept) == len(columns)
        self._wanted = kept if self._dragged else [column.width for column in columns]
        for place, column in enumerate(columns):
            self.setColumnWidth(place, self._wanted[place])
            if column.stretch:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Keep the widths where those of the window are kept, if nowhere else."""
        if self._settings is None:
            self._settings = settings_around(self)
            if self._settings is not None and self.accessibleName() in self._settings.column_widths:
                self._take_widths()
                self._fit()
        super().showEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        chosen = self.visualRect(self.currentIndex())
        if not chosen.isEmpty() and chosen.top() >= 0 and chosen.bottom() <= event.oldSize().height():
            self.scrollTo(self.currentIndex())  # a chosen row that was in sight stays in sight

    def _fit(self) -> None:
        """Share the room out among the columns, around the one that stretches."""
        columns = self._rows.columns
        stretched = next((place for place, column in enumerate(columns) if column.stretch), None)
        if stretched is not None:
            others = [place for place in range(len(columns)) if place != stretched and not self.isColumnHidden(place)]
            widths, room = Widths(columns, self.rows, self._wanted), self.viewport().width()
            fitted = widths.fitted(room, stretched, others, dragged=self._dragged)
            for place, width in fitted.items():
                self.setColumnWidth(place, width)
            self.setColumnWidth(stretched, room - sum(fitted.values()))  # its heads would say so a turn later
        self._give_heights()

    def _give_heights(self) -> None:
        """Let the rows be as high as their words need, and the table as high as the rows where it is to be."""
        needed = [max(self._row_height, each) for each in heights(self._rows.columns, self.rows, self.columnWidth)]
        usual = max(set(needed), key=needed.count, default=self._row_height)
        self.verticalHeader().setDefaultSectionSize(usual)
        for place, height in enumerate(needed):
            if self.rowHeight(place) != height:
                self.setRowHeight(place, height)
        if self._most_rows:
            around = self.horizontalHeader().minimumHeight() + 4
            least, most = (sum(needed[:rows]) or self._row_height for rows in (self._least_rows, self._most_rows))
            self.setMinimumHeight(around + least)
            self.setMaximumHeight(around + most)

    def keep_rows(self, least: int, most: int) -> None:
        """Let the table be as high as its rows, up to so many; in a low window it gives way down to the least."""
        self._least_rows, self._most_rows = least, most
        self._give_heights()

    def _sort(self, place: int, order: Qt.SortOrder) -> None:
        if place >= 0 and not self._rows.sorts(place):
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            return
        chosen = self.selected_row()
        self._rows.sort(place, order)
        title = self._rows.columns[place].title if place >= 0 else ""
        self.setAccessibleDescription(f"{title}{self._rows.order_words(place)}" if title else "")
        self.select_where(lambda row: row is chosen)

    def open_order(self) -> QMenu:
        """Offer the columns to sort by, and the page's own order, as a menu under the heads."""
        header = self.horizontalHeader()
        offered = [place for place in range(len(self._rows.columns)) if self._rows.sorts(place)]
        actions = [
            Action(f"sort.{place}", f"Sort by {title[0].lower()}{title[1:]}", "", partial(self._sort_on, place))
            for place in offered
            if (title := self._rows.columns[place].title)
        ]
        own = Action("sort.own", "The order of the page", "", partial(self._sort_on, -1))
        if not actions:
            own = Action("sort.own", self._rows.why_unsorted(0), "", partial(self._sort_on, -1), enabled=lambda: False)
        self.menu = open_menu(self, header.mapToGlobal(header.rect().bottomLeft()), (actions, (own,)))
        return self.menu

    def _sort_on(self, place: int) -> None:
        """Sort by a column, downwards where it was sorted upwards by already; -1 is the page's own order."""
        header, upwards = self.horizontalHeader(), Qt.SortOrder.AscendingOrder
        again = header.sortIndicatorSection() == place and header.sortIndicatorOrder() is upwards
        header.setSortIndicator(place, Qt.SortOrder.DescendingOrder if again else upwards)

    def narrow(self, words: str) -> tuple[int, int]:
        """Show the rows that have these words; return how many, and of how many."""
        chosen = self.selected_row()
        self._rows.narrow(words)
        self.nothing.show_for(len(self.rows), self._rows.given)
        if not self.select_where(lambda row: row is chosen) and self.rows:
            self.choose(0)
        return len(self.rows), self._rows.given

    def _remember(self, _place: int, _before: int, _after: int) -> None:
        dragged = QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if self._settings is not None and dragged:
            widths = [self.columnWidth(place) for place in range(len(self._rows.columns))]
            self._settings.column_widths[self.accessibleName()] = self._wanted = widths
            self._dragged = True

    def _apply_theme(self) -> None:
        self.viewport().update()


class _Cell(QStyledItemDelegate):
    """Draws a cell: selection over the whole row, no dotted box, a hairline under each row; tells what it cuts off."""

    def __init__(self, table: QAbstractItemView) -> None:
        super().__init__(table)
        self._viewport = table.viewport()

    @override
    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        model = index.model()
        column = model.columns[index.column()] if isinstance(model, RowsModel) else None
        if column is None or column.tooltip is not None or column.paint is not None:
            return super().helpEvent(event, view, option, index)
        words = str(index.data())
        needed = QFontMetrics(theme.font("body", strong=column.strong)).horizontalAdvance(words) + 2 * PADDING
        cut = needed > option.rect.width()
        QToolTip.showText(event.globalPos(), words if cut else "", view)
        return True

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, RowsModel)
        column, row = model.columns[index.column()], model.rows[index.row()]
        colours = theme.theme()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colours.colour("selection"))
        inside = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        if column.paint is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            column.paint(painter, inside, row, option.palette)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        else:
            tone = column.tone(row) if column.tone else ""
            painter.setFont(theme.font("body", strong=column.strong))
            painter.setPen(colours.colour(TOKENS.get(tone, tone) if tone else "text"))
            words = broken(painter.fontMetrics(), column.text(row), inside.width(), column.lines)
            painter.drawText(inside, ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter, words)
        if option.rect.bottom() < self._viewport.height() - 1:  # else the frame of the table is the line
            painter.setPen(colours.colour("divider"))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()


def begins_words(event: QKeyEvent) -> bool:
    """Tell whether a key writes something that can be looked for."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not held and event.text().isprintable() and bool(event.text().strip())
