"""The view of a typed grid: turns keys into moves and entries. What an entry means is the grid's.

Enter goes down, Tab right, Shift the other way; sideways follows the columns as they are shown, whoever moved them.
"""

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import product
from typing import Any, Protocol

from PySide6.QtCore import QItemSelection, QModelIndex, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QMenu, QWidget
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.widgets.clipboard import Block, block_of, text_of
from codedesk.ui.widgets.grid_calendar import ARROW, open_calendar
from codedesk.ui.widgets.grid_menu import open_menu
from codedesk.ui.widgets.grid_model import GridModel, Index
from codedesk.ui.widgets.grid_paint import CellDelegate
from codedesk.ui.widgets.placed import Flag, PlacedView

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_EDGES = {Qt.Key.Key_Home: False, Qt.Key.Key_End: True}
_ARROWS = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
_ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class Answers(Protocol):
    """What a view asks its grid to do."""

    finished: Any
    typed: Any
    model: GridModel

    def enter(self, place: int, column: int, text: str) -> None:
        """Enter what was typed."""

    def accept_suggestion(self, place: int, column: int) -> None:
        """Enter the suggested value of a cell."""

    def pick(self, place: int, column: int) -> bool:
        """Enter the next answer to a question."""

    def set_current(self, row_key: Hashable, column_key: str) -> bool:
        """Put the keyboard on a cell."""

    def own_step(self, down: int, right: int, /) -> tuple[Hashable, str] | None:
        """Say where a step leads."""

    def typing_ended(self) -> None:
        """Show what waited."""

    def clear(self) -> None:
        """Clear the chosen cells."""

    def fill_down(self) -> None:
        """Fill the chosen cells."""

    def copied(self) -> Block:
        """Return the chosen cells as texts."""

    def paste(self, block: Block) -> None:
        """Take a pasted block."""

    def ask_last_week(self, place: int, column: int) -> None:
        """Take the value of last week."""

    def revert(self, place: int, column: int) -> bool:
        """Drop what was refused."""

    def say_if_shut(self) -> bool:
        """Say why nothing can be typed in the chosen cells; False where it can."""

    def menu_groups(self) -> Sequence[Sequence[Action]]:
        """Return what can be done with the chosen cells."""


class GridView(PlacedView):
    """The view of a grid: turns keys into moves and entries."""

    def __init__(self, grid: Answers, name: str, row_height: int) -> None:
        """Set the view up; the grid, which is also its parent, does the rest."""
        super().__init__(grid if isinstance(grid, QWidget) else None)
        self._grid = grid
        self.setAccessibleName(name)
        self.menu: QMenu | None = None
        self._pressed: QModelIndex | None = None
        self._began, self._tabbed_to = 0, (-1, -1)  # the column where a row was begun, and the cell Tab led to last
        self._cells = CellDelegate(self, self.enter_text, self.step, grid.finished.emit, grid.typed.emit)
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that scrolling draws new rows alone
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setFixedHeight(theme.ROW_HEIGHT)

    def is_typing(self) -> bool:
        """Tell whether a cell is being typed into."""
        return self.state() == QAbstractItemView.State.EditingState

    @property
    def editor(self) -> QLineEdit | None:
        """The edit of the cell that is being typed into."""
        return self._cells.editor if self.is_typing() else None

    def copy(self) -> None:
        """Put the chosen cells on the clipboard."""
        QGuiApplication.clipboard().setText(text_of(self._grid.copied()))

    def take(self) -> None:
        """Enter the values that the chosen cells offer."""
        for at in product(*self.chosen()):
            self._grid.accept_suggestion(*at)

    def cut(self) -> None:
        """Put the chosen cells on the clipboard and clear them."""
        self.copy()
        self._grid.clear()

    def paste(self) -> None:
        """Put what is on the clipboard where the chosen cells begin."""
        self._grid.paste(block_of(QGuiApplication.clipboard().text()))

    def open_list(self, index: Index) -> bool:
        """Open the list or the calendar of a cell; False where its column has none."""
        column = self._grid.model.columns[index.column()]
        if not (column.choices or column.kind == "date") or not self._grid.model.is_open(index.row(), index.column()):
            return False
        if column.kind == "date":
            open_calendar(self, index, partial(self._grid.enter, index.row(), index.column()))
            return True
        self.edit(self._grid.model.index(index.row(), index.column()))
        self._cells.open_list()
        return True

    def open_current_list(self) -> None:
        """Open the list of the cell with the keyboard."""
        self.open_list(self.currentIndex())

    def order(self) -> list[int]:
        """Return the places of the columns from left to right, as they are shown."""
        header = self.horizontalHeader()
        return [header.logicalIndex(visual) for visual in range(header.count())]

    def go_to(self, index: Index) -> None:
        """Put the keyboard on one cell and choose it alone, also while Shift is down."""
        if not self.viewport().rect().contains(self.visualRect(index)):
            self.viewport().repaint(0, 0, 1, 1)  # what waits to be drawn (where an editor closed) is not scrolled
        self.place(index, Flag.ClearAndSelect)

    def move_column(self, steps: int) -> None:
        """Move the column with the keyboard to the left or right."""
        header = self.horizontalHeader()
        at = header.visualIndex(self.currentIndex().column())
        if header.sectionsMovable() and 0 <= at + steps < header.count():
            header.moveSection(at, at + steps)
            self.scrollTo(self.currentIndex())

    def chosen(self) -> tuple[list[int], list[int]]:
        """Return the places of the chosen rows and columns, in the order in which they are shown."""
        indexes = self.selectedIndexes() or [self.currentIndex()]
        columns = {index.column() for index in indexes}
        return sorted({index.row() for index in indexes}), [place for place in self.order() if place in columns]

    def choose(self, places: Sequence[int], columns: Sequence[int]) -> None:
        """Choose the cells of some columns from the first to the last place; the keyboard stays where it is."""
        found = QItemSelection()
        for column in columns:
            found.select(self._grid.model.index(min(places), column), self._grid.model.index(max(places), column))
        self.selectionModel().select(found, Flag.ClearAndSelect)

    def enter_text(self, index: Index, text: str) -> None:
        """Enter what an editor holds."""
        self._grid.enter(index.row(), index.column(), text)

    def step(self, down: int, right: int, along: bool = False) -> bool:
        """Move to the next open cell in a direction; sideways it goes on in the next row. False at the end.

        Down after Tabs it goes on under the cell where the row began, with along (an arrow) in the same column.
        """
        at = self.currentIndex()
        began = self._began if (at.row(), at.column()) == self._tabbed_to else at.column()
        if down and not along and began != at.column():
            self.go_to(self._grid.model.index(at.row(), began))
        if not self._stepped(down, right):
            return False
        if right:
            landed = self.currentIndex()
            self._tabbed_to = landed.row(), landed.column()
            self._began = began if landed.row() == at.row() else landed.column()
        return True

    def _stepped(self, down: int, right: int) -> bool:
        target = self._grid.own_step(down, right)
        if target is not None:
            return self._grid.set_current(*target)
        index, order = self.currentIndex(), self.order()
        place, column = index.row() + down, self.horizontalHeader().visualIndex(index.column()) + right
        rows, columns = len(self._grid.model.rows), len(order)
        while 0 <= place < rows:
            if column < 0 or column >= columns:
                place, column = place + right, 0 if right > 0 else columns - 1
                continue
            if self._grid.model.is_open(place, order[column]):
                self.go_to(self._grid.model.index(place, order[column]))
                return True
            place, column = place + down, column + right
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.currentIndex().isValid() or not (self._block_key(event) or self._move_key(event)):
            if (event.text().strip() or event.key() == Qt.Key.Key_F2) and self.currentIndex().isValid():
                self._grid.say_if_shut()
            super().keyPressEvent(event)
            if self.state() == self.State.EditingState:
                event.accept()  # else the letter goes on to the page, where N is a key of its own

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = self.indexAt(event.position().toPoint()) if left else None

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and pressed == index and not event.modifiers() and not self.is_typing():
            dated = self._grid.model.columns[index.column()].kind == "date"
            if not dated or event.position().x() > self.visualRect(index).right() - ARROW:
                self.open_list(index)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done with the chosen cells; beside them, with the one under the pointer."""
        place = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).bottomLeft()
        elif (index := self.indexAt(place)).isValid() and not self.selectionModel().isSelected(index):
            self.go_to(index)
        if self.currentIndex().isValid():
            self.menu = open_menu(self, self.viewport().mapToGlobal(place), self._grid.menu_groups())

    @override
    def closeEditor(self, editor: QWidget, hint: "CellDelegate.EndEditHint") -> None:
        if self._cells.choices is not None:
            self._cells.choices.hide()
        super().closeEditor(editor, hint)  # gives the keyboard back, but not where a click took it elsewhere
        self._grid.typing_ended()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.theme().colour("surface"))
        painter.end()
        super().paintEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        with self._focus_drawn_alone():
            super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        with self._focus_drawn_alone():
            super().focusOutEvent(event)

    @contextmanager
    def _focus_drawn_alone(self) -> Iterator[None]:
        """Draw anew what shows who has the keyboard: the frame and one cell. Qt would draw all, twice a cell typed."""
        widgets, shut = (self, self.viewport()), Qt.WidgetAttribute.WA_UpdatesDisabled
        for widget in widgets:
            widget.setAttribute(shut, True)
        try:
            yield
        finally:
            for widget in widgets:
                widget.setAttribute(shut, False)
        if not self.horizontalHeader().updatesEnabled():
            self.horizontalHeader().setUpdatesEnabled(True)  # Qt shut it to lay it out, and could not open it again
        inside = self.contentsRect()
        inside_but_corners = QRegion(inside.adjusted(4, 0, -4, 0)) | QRegion(inside.adjusted(0, 4, 0, -4))
        QWidget.update(self, QRegion(self.rect()) - inside_but_corners)  # the frame is round there
        self.update(self.currentIndex())

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab go through the cells first; beyond the last one it leaves the grid."""
        return self.step(0, 1 if next else -1) or super().focusNextPrevChild(next)

    def _move_key(self, event: QKeyEvent) -> bool:
        index, back = self.currentIndex(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = event.key()
        if key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._grid.finished.emit()
        elif key in _ENTER:
            self._grid.accept_suggestion(index.row(), index.column())
            self.step(-1 if back else 1, 0)
        elif key == Qt.Key.Key_Tab:
            if not self.step(0, 1):
                self.focusNextPrevChild(True)
        elif key == Qt.Key.Key_Backtab:
            if not self.step(0, -1):
                self.focusNextPrevChild(False)
        elif key == Qt.Key.Key_F2 and self._grid.model.is_open(index.row(), index.column()):
            self._edit_at_end(index)
        elif key == Qt.Key.Key_Escape:
            return self._grid.revert(index.row(), index.column())
        else:
            return self._edge_key(event)
        return True

    def _edge_key(self, event: QKeyEvent) -> bool:
        control, key = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier), event.key()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        if key in _EDGES:
            self._to_edge(_EDGES[Qt.Key(key)], of_all=control)
        elif key in _ARROWS and control:
            self._to_end(*_ARROWS[Qt.Key(key)])
        else:
            return False
        return True

    def _to_edge(self, last: bool, of_all: bool) -> None:
        """Go to the first or last open cell of the row, or of all."""
        rows = range(len(self._grid.model.rows)) if of_all else (self.currentIndex().row(),)
        places = [(row, column) for row in rows for column in self.order()]
        places = [at for at in places if self._grid.model.is_open(*at) and not self.isColumnHidden(at[1])]
        if places:
            self.go_to(self._grid.model.index(*places[-1 if last else 0]))

    def _to_end(self, down: int, right: int) -> None:
        """Go as far as open cells reach in a direction."""
        if right:
            self._to_edge(right > 0, of_all=False)
            return
        column = self.currentIndex().column()
        places = [row for row in range(len(self._grid.model.rows)) if self._grid.model.is_open(row, column)]
        if places:
            self.go_to(self._grid.model.index(places[-1 if down > 0 else 0], column))

    def _edit_at_end(self, index: QModelIndex) -> None:
        self.edit(index)
        self._cells.open_list()
        editor = self.viewport().focusWidget()
        if isinstance(editor, QLineEdit):
            editor.deselect()
            editor.end(False)

    def _block_key(self, event: QKeyEvent) -> bool:
        index, control = self.currentIndex(), Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return self._grid.pick(index.row(), index.column()) or self.open_list(index) or True
        if event.key() in _SIDEWAYS and event.modifiers() == _ALT_SHIFT:
            self.move_column(_SIDEWAYS[Qt.Key(event.key())])
            return True
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._grid.clear()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut()
        elif event.modifiers() == control and event.key() == Qt.Key.Key_D:
            self._grid.fill_down()
        elif event.modifiers() & control and event.key() in (Qt.Key.Key_Apostrophe, Qt.Key.Key_QuoteDbl):
            self._grid.ask_last_week(index.row(), index.column())
        else:
            return False
        return True
