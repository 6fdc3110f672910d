"""The typed grid of Today and of audits: what is entered and the strip with the reason. Values belong to the page.

Typing replaces, F2 edits, Enter goes down (after Tabs under the cell where the row began), Tab right, Shift the other
way, Esc leaves the cell as it was, Delete clears, Ctrl+D fills down, Ctrl+' asks for the same weekday of last week,
Ctrl+V hands a block to the page, Ctrl+Enter finishes. The right button shows all of this as a menu.

    grid = EntryGrid(columns, "Work of the day", commit=self._commit, paste=self._paste)
    grid.show_rows(rows)
    def _commit(self, row_key, column_key, text):            text as typed; "" clears
        grid.accept(row_key, column_key, "12", mark="Three times the usual") or grid.refuse(row_key, column_key, reason)
"""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from itertools import product

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QWidget
from typing_extensions import override

from codedesk.formats import plural
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.widgets.clipboard import Block, plain_number
from codedesk.ui.widgets.fields import PICK_WORDS
from codedesk.ui.widgets.grid_choices import completed
from codedesk.ui.widgets.grid_model import GridCell, GridColumn, GridModel, GridRow
from codedesk.ui.widgets.grid_view import GridView
from codedesk.ui.widgets.settings_around import settings_around

__all__ = ["Block", "EntryGrid", "GridCell", "GridColumn", "GridRow"]

_READ_ONLY = "This is open for reading only: nothing can be typed here"
_SHUT_CELL = "This cell takes no value. Tab goes to the next one that does"
NOT_SAVED = "Not saved yet. Enter saves it, Esc discards it"

Commit = Callable[[Hashable, str, str], None]
Paste = Callable[[Hashable, str, Block], None]
Ask = Callable[[Hashable, str], None]


class EntryGrid(QWidget):
    """A grid that is typed into, with the strip beneath it.

    Signals: current_changed(row key or None, column key) · finished() on Ctrl+Enter · typed() with every letter, and
    when a cell is left.
    """

    current_changed = Signal(object, str)
    finished = Signal()
    typed = Signal()

    def __init__(
        self,
        columns: Sequence[GridColumn],
        name: str,
        *,
        commit: Commit,
        paste: Paste | None = None,
        last_week: Ask | None = None,
        row_height: int = theme.COMPACT_ROW_HEIGHT,
    ) -> None:
        """Make the grid; commit is called with row key, column key and the text as typed, one cell at a time."""
        super().__init__()
        self._commit, self._paste, self._last_week = commit, paste, last_week
        self._waiting: tuple[GridRow, ...] | None = None
        self._widths_kept = False
        self.knows_last_week = last_week is not None
        self.undo_actions: Callable[[], Sequence[Action]] = tuple
        self._asked: dict[tuple[Hashable, str], tuple[str, ...]] = {}
        self.model = GridModel(columns)
        self.view = GridView(self, name, row_height)
        self.view.setModel(self.model)
        self._strip = theme.label("", "caption", "error", wrap=True)
        self._strip_icon = QLabel()
        self._strip_icon.setFixedSize(14, 14)
        self._lay_out()
        self._set_widths()
        self.view.selectionModel().currentChanged.connect(self._current_moved)
        self.model.dataChanged.connect(self._show_strip)
        self.setFocusProxy(self.view)
        theme.theme().changed.connect(self._repaint)

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """The rows as they are shown."""
        return self.model.rows

    @property
    def current(self) -> tuple[Hashable, str] | None:
        """Row key and column key of the cell with the keyboard."""
        if not (index := self.view.currentIndex()).isValid():
            return None
        return self.model.key_at(index.row(), index.column()), self.model.columns[index.column()].key

    @property
    def refusals(self) -> tuple[tuple[Hashable, str, str], ...]:
        """Row key, column key and reason of every cell that is refused."""
        return self.model.refusals()

    @property
    def unsaved(self) -> dict[tuple[Hashable, str], str]:
        """What is typed and not stored, by row key and column key: refused, on its way, or in the cell that is open."""
        found, at = self.model.typed(), self.current
        editor, index = self.view.editor, self.view.currentIndex()
        if editor is not None and at is not None:  # a word that was completed counts as not typed for Qt
            cell = self.model.cell(index.row(), index.column())
            if editor.isModified() or editor.text() != ("" if cell.state == "suggested" else cell.text):
                found[at] = editor.text()
        return found

    def show_rows(self, rows: Sequence[GridRow]) -> None:
        """Replace the rows; while a cell is being typed into, they wait until it is left."""
        if self.view.is_typing():
            self._waiting = tuple(rows)
            return
        self._waiting = None
        at, (chosen, columns) = self.current, self.view.chosen()
        keys = [self.model.rows[place].key for place in chosen if at is not None]
        self.model.show_rows(rows)
        if at is not None and not self.view.currentIndex().isValid() and self.set_current(*at):
            self.view.choose([place for key in keys if (place := self.model.place_of(key)) is not None], columns)
        self._show_strip()

    def set_current(self, row_key: Hashable, column_key: str) -> bool:
        """Put the keyboard on a cell; False where its row is not shown."""
        place = self.model.place_of(row_key)
        if place is None:
            return False
        self.view.go_to(self.model.index(place, self.model.column_of(column_key)))
        return True

    def remember_columns(self, widths: dict[str, list[int]], orders: dict[str, list[str]]) -> None:
        """Take the columns' widths and order from what is kept, let people change them, and keep what they choose."""
        self._remember_widths(widths)
        header, name = self.view.horizontalHeader(), self.view.accessibleName()
        keys, order = [column.key for column in self.model.columns], orders.get(name, [])
        if sorted(order) == sorted(keys):
            for visual, key in enumerate(order):
                header.moveSection(header.visualIndex(keys.index(key)), visual)
        header.setSectionsMovable(True)

        def moved(_place: int, _before: int, _after: int) -> None:
            orders[name] = self.column_keys()

        header.sectionMoved.connect(moved)

    def _remember_widths(self, kept: dict[str, list[int]]) -> None:
        """Take the widths from what is kept, and keep those that people drag."""
        self._widths_kept, name, count = True, self.view.accessibleName(), len(self.model.columns)
        for place, width in enumerate(kept.get(name, [])[:count]):
            self.view.setColumnWidth(place, width or self.model.columns[place].width)

        def resized(_place: int, _before: int, _after: int) -> None:
            if self.view.isVisible():
                kept[name] = [self.view.columnWidth(place) for place in range(count)]

        self.view.horizontalHeader().sectionResized.connect(resized)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Keep the widths where those of the window are kept, if nowhere else."""
        settings = None if self._widths_kept else settings_around(self)
        if settings is not None:
            self._remember_widths(settings.column_widths)
        super().showEvent(event)

    def column_keys(self) -> list[str]:
        """Return the keys of the columns from left to right, as they are shown."""
        return [self.model.columns[place].key for place in self.view.order()]

    def focus_first(self) -> None:
        """Put the keyboard on the first open cell."""
        self.view.setFocus()
        for place in range(len(self.model.rows)):
            for column in range(len(self.model.columns)):
                if self.model.is_open(place, column):
                    self.view.go_to(self.model.index(place, column))
                    return

    def set_read_only(self, read_only: bool) -> None:
        """Close or open the whole grid for typing."""
        self.model.read_only = read_only

    def accept(self, row_key: Hashable, column_key: str, text: str, mark: str = "") -> None:
        """Show the value that was stored; mark says what is surprising about it."""
        self.model.accept(row_key, column_key, GridCell(text, "marked" if mark else "normal", mark))

    def refuse(self, row_key: Hashable, column_key: str, reason: str, choices: Sequence[str] = ()) -> None:
        """Keep what was typed, with the reason; choices are texts of which Alt+Down enters one after the other."""
        place = self.model.place_of(row_key)
        self._asked.pop((row_key, column_key), None)
        if choices:
            self._asked[row_key, column_key] = tuple(choices)
            reason = f"{reason}. {PICK_WORDS}"
        if place is not None:
            typed = self.model.cell(place, self.model.column_of(column_key)).text
            self.model.put(row_key, column_key, GridCell(typed, "refused", reason))

    def enter(self, place: int, column: int, text: str) -> None:
        """Hand what was typed to the page; a word of a choice column is completed first."""
        row_key, declared = self.model.key_at(place, column), self.model.columns[column]
        shown = self.model.cell(place, column)
        kept = text if declared.as_typed and text.strip() else text.strip()
        words, reason = completed(kept, declared)
        if words == shown.text and shown.state in ("normal", "marked"):
            return
        self.model.put(row_key, declared.key, GridCell(words, "busy"))
        if reason:
            self.refuse(row_key, declared.key, reason)
        else:
            self._commit(row_key, declared.key, words)

    def pick(self, place: int, column: int) -> bool:
        """Enter the next answer to the question that a cell asks; False where it asks none."""
        at = self.model.key_at(place, column), self.model.columns[column].key
        choices = self._asked.get(at, ())
        shown = self.model.cell(place, column)
        if not choices or (shown.state != "refused" and shown.text not in choices):
            return False
        following = choices.index(shown.text) + 1 if shown.text in choices else 0
        self.enter(place, column, choices[following % len(choices)])
        return True

    def accept_suggestion(self, place: int, column: int) -> None:
        """Enter the value that a cell offers, if it does."""
        if self.offers(place, column):
            self.enter(place, column, self.model.cell(place, column).text)

    def offers(self, place: int, column: int) -> bool:
        """Tell whether a cell shows a value to be taken: a suggested one, or what was typed at an earlier start."""
        cell = self.model.cell(place, column)
        offered = cell.state == "suggested" or (cell.state == "refused" and cell.note == NOT_SAVED)
        return offered and self.model.is_open(place, column)

    def menu_groups(self) -> Sequence[Sequence[Action]]:
        """Return what can be done with the chosen cells, for their menu."""
        index = self.view.currentIndex()
        place, column = index.row(), index.column()
        shown, open_ = self.model.cell(place, column), partial(self._any, self.model.is_open)
        cells = [
            Action("grid.cut", "Cut", "Ctrl+X", self.view.cut, enabled=open_),
            Action("grid.copy", "Copy", "Ctrl+C", self.view.copy),
            Action("grid.paste", "Paste", "Ctrl+V", self.view.paste, enabled=open_),
            Action("grid.clear", "Clear", "Delete", self.clear, enabled=open_),
        ]
        more = [Action("grid.fill", "Fill down", "Ctrl+D", self.fill_down, enabled=open_)]
        if self._any(self.offers):
            more.insert(0, Action("grid.take", "Take what is offered", "Return", self.view.take))
        if self.knows_last_week:
            ask = partial(self.ask_last_week, place, column)
            more.append(Action("grid.week", "Same as last week", "Ctrl+'", ask, enabled=open_))
        if self.model.columns[column].choices and self.model.is_open(place, column):
            more.append(Action("grid.list", "Choose from the list", "Alt+Down", self.view.open_current_list))
        undo = list(self.undo_actions())
        if shown.state == "refused":
            undo.insert(0, Action("grid.revert", "Leave the cell as it was", "Esc", self.leave_as_it_was))
        return tuple(group for group in (cells, more, undo) if group)

    def _any(self, holds: Callable[[int, int], bool]) -> bool:
        return any(holds(*at) for at in product(*self.view.chosen()))

    def say_if_shut(self) -> bool:
        """Say why nothing can be typed in the chosen cells; False where it can."""
        shut = not self._any(self.model.is_open)
        if shut:
            self._say(_READ_ONLY if self.model.read_only else _SHUT_CELL, "caution")
        return shut

    def clear(self) -> None:
        """Clear the chosen cells: one by commit, several as one block."""
        places, columns = self.view.chosen()
        if self.say_if_shut():
            return
        if len(places) * len(columns) == 1:
            self._enter_if_open(places[0], columns[0], "")
        else:
            self.paste_block(places[0], columns[0], tuple(("",) * len(columns) for _ in places))

    def fill_down(self) -> None:
        """Fill the chosen cells with the first of them; a single one with the cell above it."""
        places, columns = self.view.chosen()
        if len(places) > 1:
            first = tuple(self.model.cell(places[0], column).text for column in columns)
            self.paste_block(places[1], columns[0], tuple(first for _ in places[1:]))
        elif places and places[0] > 0:
            for column in columns:
                self._enter_if_open(places[0], column, self.model.cell(places[0] - 1, column).text)

    def copied(self) -> Block:
        """Return the chosen cells as texts, without the rows that a paste leaves out: it falls on the same cells."""
        places, columns = self.view.chosen()
        taking = [place for place in places if any(self.takes(place, column) for column in columns)]
        return tuple(tuple(self.copied_text(place, column) for column in columns) for place in taking or places)

    def copied_text(self, place: int, column: int) -> str:
        """Return a cell as it is copied: a suggestion is no value, and a sum is a number for any spreadsheet."""
        cell = self.model.cell(place, column)
        text = "" if cell.state == "suggested" else cell.text
        return text if self.takes(place, column) else plain_number(text) or text

    def takes(self, place: int, column: int) -> bool:
        """Tell whether the cell is one for values, also while nothing can be typed in the grid."""
        return self.model.columns[column].editable and self.model.cell(place, column).state != "read_only"

    def paste(self, block: Block) -> None:
        """Put a block where the chosen cells begin; a single value goes into each of them."""
        places, columns = self.view.chosen()
        if self.model.read_only:
            self._say(_READ_ONLY, "caution")
            return
        if len(block) == 1 and len(block[0]) == 1 and len(places) * len(columns) > 1:
            block = (block[0] * len(columns),) * len(places)
        self.paste_block(places[0], columns[0], block)

    def paste_block(self, place: int, column: int, block: Block) -> None:
        """Hand a block to the page; a single cell is entered as if it were typed."""
        if not block:
            return
        if len(block) == 1 and len(block[0]) == 1:
            if not self.say_if_shut():
                self._enter_if_open(place, column, block[0][0])
        elif self._paste is not None:
            self._paste(self.model.key_at(place, column), self.model.columns[column].key, block)

    def ask_last_week(self, place: int, column: int) -> None:
        """Ask the page for the value of the same weekday of last week."""
        if self._last_week is not None and self.model.is_open(place, column):
            self._last_week(self.model.key_at(place, column), self.model.columns[column].key)

    def revert(self, place: int, column: int) -> bool:
        """Drop what was refused in a cell; False where nothing was."""
        if self.model.cell(place, column).state != "refused":
            return False
        self.model.drop(self.model.key_at(place, column), self.model.columns[column].key)
        return True

    def leave_as_it_was(self) -> None:
        """Drop what was refused in the cell with the keyboard."""
        self.revert(self.view.currentIndex().row(), self.view.currentIndex().column())

    def own_step(self, _down: int, _right: int) -> tuple[Hashable, str] | None:
        """Say where a step leads; None is the next open cell. For grids whose entry has an order of its own."""
        return None

    def typing_ended(self) -> None:
        """Show the rows that came while a cell was being typed into."""
        if self._waiting is not None:
            self.show_rows(self._waiting)
        self.typed.emit()

    def _enter_if_open(self, place: int, column: int, text: str) -> None:
        if self.model.is_open(place, column):
            self.enter(place, column, text)

    def _current_moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        self._show_strip()
        at = self.current if index.isValid() else None
        self.current_changed.emit(at[0] if at else None, at[1] if at else "")

    def _show_strip(self) -> None:
        index = self.view.currentIndex()
        cell = self.model.cell(index.row(), index.column()) if index.isValid() else GridCell()
        if cell.state not in ("refused", "marked") and not cell.asked:
            others = len(self.model.refusals())
            cell = GridCell("", "refused", _count_words(others)) if others else GridCell()
        self._say(cell.note, "error" if cell.state == "refused" else "caution")

    def _say(self, note: str, tone: theme.Tone) -> None:
        self._strip.setText(note)
        theme.restyle(self._strip, tone=tone)
        self._strip_icon.setVisible(bool(note))
        if note:
            self._strip_icon.setPixmap(theme.theme().icon(tone, tone, 14).pixmap(14, 14))

    def _repaint(self) -> None:
        self.view.viewport().update()
        self._show_strip()

    def _lay_out(self) -> None:
        column = theme.column(self, 4)
        column.addWidget(self.view, 1)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._strip_icon)
        row.addWidget(self._strip, 1)
        self._strip.setMinimumHeight(16)
        column.addLayout(row)

    def _set_widths(self) -> None:
        header = self.view.horizontalHeader()
        for place, column in enumerate(self.model.columns):
            self.view.setColumnWidth(place, column.width)
            if column.stretch:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)


def _count_words(count: int) -> str:
    return f"{plural(count, 'cell')} {'was' if count == 1 else 'were'} not saved: go there to see why"
