"""An ordered choice: a click or Space chooses, the right button or Ctrl+Shift with Up or Down moves what is chosen.

No query.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QMenu
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.widgets.grid_menu import open_menu

_NUMBER = Qt.ItemDataRole.UserRole
_ROWS_SHOWN = 6


class OrderedChoice(QListWidget):
    """What is chosen stands first, in its order. Signal: changed() after a person chose or moved.

    Nothing moves under the mouse: what a click chose goes to its place when the mouse has left.
    """

    changed = Signal()

    def __init__(self, name: str) -> None:
        """Start empty; name is read aloud."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFont(theme.font("body"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFixedHeight(_ROWS_SHOWN * theme.COMPACT_ROW_HEIGHT + 4)
        self.itemChanged.connect(self._item_changed)
        self.itemClicked.connect(self._clicked)
        self.menu: QMenu | None = None
        self._silent = self._turned = self._pressed = False
        self._chosen: list[int] = []

    @property
    def chosen(self) -> tuple[int, ...]:
        """The numbers of what is chosen, in order."""
        return tuple(self._chosen)

    @property
    def offered(self) -> dict[int, str]:
        """The words of everything that can be chosen, by number."""
        items = [self.item(place) for place in range(self.count())]
        return {item.data(_NUMBER): item.text() for item in items}

    def show_choices(self, choices: Sequence[tuple[int, str]], chosen: Sequence[int]) -> None:
        """Offer choices by (number, words); the chosen ones first, in their order."""
        words = dict(choices)
        order = [number for number in chosen if number in words]
        order += [number for number, _ in choices if number not in order]
        self._fill([(number, words[number]) for number in order], set(chosen), self.currentRow())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._put_in_order()
        steps = _steps(event)
        if steps:
            self.move_current(steps)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._turned, self._pressed = False, True
        super().mousePressEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._put_in_order()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the current one."""
        self._put_in_order()
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.visualItemRect(self.currentItem()).bottomLeft() if by_key else event.pos()
        actions = [
            Action(
                f"ordered.{steps}", words, keys, partial(self.move_current, steps), enabled=partial(self._can, steps)
            )
            for words, keys, steps in (("Move up", "Ctrl+Shift+Up", -1), ("Move down", "Ctrl+Shift+Down", 1))
        ]
        self.menu = open_menu(self, self.viewport().mapToGlobal(place), (actions,))

    @override
    def event(self, event: QEvent) -> bool:
        """Take the keys that move before the page does, which moves rows of its list with them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _steps(event):
            event.accept()
            return True
        return super().event(event)

    def move_current(self, steps: int) -> None:
        """Move the current one, if it is chosen, among the chosen ones."""
        place = self.currentRow()
        target = place + steps
        if self._can(steps):
            self._silent = True
            item = self.takeItem(place)
            self.insertItem(target, item)
            self.setCurrentRow(target)
            self._silent = False
            self._chosen.insert(target, self._chosen.pop(place))
            self.changed.emit()

    def _can(self, steps: int) -> bool:
        place, count = self.currentRow(), len(self.chosen)
        return 0 <= place < count and 0 <= place + steps < count

    def _clicked(self, item: QListWidgetItem) -> None:
        """Choose by a click on the words, too; one on the box has done it already."""
        if not self._turned:
            checked = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)

    def _item_changed(self, item: QListWidgetItem) -> None:
        if self._silent:
            return
        self._turned = True
        number = item.data(_NUMBER)
        self._chosen = [each for each in self._chosen if each != number]
        if item.checkState() is Qt.CheckState.Checked:
            self._chosen.append(number)
        if not self._pressed:
            self._put_in_order()
        self.changed.emit()

    def _put_in_order(self) -> None:
        """Let what is chosen stand first, in its order; the current one stays the current one."""
        self._pressed = False
        words = self.offered
        order = [*self._chosen, *(number for number in words if number not in self._chosen)]
        if order != list(words):
            current = self.currentItem().data(_NUMBER)
            self._fill([(number, words[number]) for number in order], set(self._chosen), order.index(current))

    def _fill(self, pairs: Sequence[tuple[int, str]], chosen: set[int], current: int) -> None:
        self._silent = True
        self._chosen = [number for number, _ in pairs if number in chosen]
        self.clear()
        for number, words in pairs:
            item = QListWidgetItem(words, self)
            item.setToolTip(words)
            item.setSizeHint(QSize(0, theme.COMPACT_ROW_HEIGHT))  # a long name ends in dots
            item.setData(_NUMBER, number)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if number in chosen else Qt.CheckState.Unchecked)
        self.setCurrentRow(min(max(current, 0), self.count() - 1))
        self._silent = False


def _steps(event: QKeyEvent) -> int:
    """Return by how many places a key moves what is chosen, 0 for other keys."""
    moves = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    held = event.modifiers() & moves == moves
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0) if held else 0
