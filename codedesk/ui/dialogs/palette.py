"""The palette (Ctrl+K): type a few letters, get to any page, coder or action. It only lists what it is given."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.actions import Action, matching
from codedesk.ui.ahead import claims
from codedesk.ui.widgets.buttons import shortcut_words
from codedesk.ui.widgets.dialog import Dialog

Index = QModelIndex | QPersistentModelIndex
_ACTION = Qt.ItemDataRole.UserRole
_ICON = 18
_COMING = "Looking on the other pages …"


class Palette(Dialog):
    """Lists actions that match what is typed; Enter runs the chosen one."""

    def __init__(self, actions: Sequence[Action], parent: QWidget, *, more: bool = False, page: str = "") -> None:
        """Take the actions in the order in which they are shown before anything is typed; more will come or not.

        page is the one behind it: the keys of no other are heard.
        """
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.setAccessibleName("Search or do")
        self._page = page
        self._actions: tuple[Action, ...] = ()
        self._shown: tuple[Action, ...] = ()
        self._entered, self._first = False, 0
        self.line = QLineEdit(placeholderText="Type a page, a coder or what you want to do")
        self.line.setAccessibleName("Search")
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("What fits")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_LineDelegate(self.list))
        self.list.itemClicked.connect(self._run)
        self._none = theme.label("", "body", "third")
        column = theme.column(self, 8, margins=(12, 12, 12, 12))
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(self._none)
        self.setFixedSize(560, 400)
        self.show_actions(actions, more=more)

    def show_actions(self, actions: Sequence[Action], *, more: bool = False) -> None:
        """List other actions, as more pages are known; what is typed and what is chosen stay.

        While more will come, Enter on nothing waits for it.
        """
        self._none.setText(_COMING if more else "Nothing fits these letters.")
        place = self.list.currentRow()
        chosen = self._shown[place].name if place != self._first and 0 <= place < len(self._shown) else ""
        self._actions = tuple(action for action in actions if not action.keys_only)
        self._show_matching(self.line.text())
        names = [action.name for action in self._shown]
        self.list.setCurrentRow(names.index(chosen) if chosen in names else self._first)
        if self._entered:
            self._run()

    def place_over(self, window: QWidget) -> None:
        """Stand in the upper middle of the window."""
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + 56)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow((self.list.currentRow() + step) % max(self.list.count(), 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
            if not claims(self.line, event) and self._run_by_key(QKeySequence(event.keyCombination())):
                return True
        return super().eventFilter(watched, event)

    def _run_by_key(self, pressed: QKeySequence) -> bool:
        """Do what a key does where the list is not open; those of the page come first."""
        here = (action for action in self._actions if action.shortcut and action.page in (None, self._page))
        of_key = (action for action in here if QKeySequence(action.shortcut) == pressed)
        action = next((action for action in of_key if action.enabled()), None)
        if action is not None:
            self.close()
            action.run()
        return action is not None

    def _typed(self, words: str) -> None:
        self._entered = False
        self._show_matching(words)

    def _show_matching(self, words: str) -> None:
        self._shown = matching(self._actions, words)
        self.list.clear()
        for action in self._shown:
            item = QListWidgetItem(self.list)
            item.setSizeHint(QSize(0, theme.ROW_HEIGHT))
            item.setData(_ACTION, action)
            keys = shortcut_words(action.shortcut)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{action.text}, {keys}" if keys else action.text)
        self._first = next((n for n, action in enumerate(self._shown) if action.enabled()), 0)  # what Enter can do
        self.list.setCurrentRow(self._first)
        self.list.setVisible(bool(self._shown))
        self._none.setVisible(not self._shown)

    def _run(self) -> None:
        place = self.list.currentRow()
        self._entered = not self._shown
        if 0 <= place < len(self._shown) and self._shown[place].enabled():
            action = self._shown[place]
            self.close()
            action.run()


class _LineDelegate(QStyledItemDelegate):
    """Draws an action: its icon, its words, and its key at the right; grey where it cannot be done now."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        action = index.data(_ACTION)
        colours, room = theme.theme(), option.rect.adjusted(8, 0, -8, 0)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colours.colour("selection"))
        if action.icon:
            top = room.top() + (room.height() - _ICON) // 2
            painter.drawPixmap(room.left(), top, colours.icon(action.icon, "text-3").pixmap(_ICON, _ICON))
        keys, middle = shortcut_words(action.shortcut), Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("caption"))
        painter.setPen(colours.colour("text-2"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, keys)
        words = room.adjusted(_ICON + 8, 0, -painter.fontMetrics().horizontalAdvance(keys) - 16, 0)
        painter.setFont(theme.font("body"))
        painter.setPen(colours.colour("text" if action.enabled() else "text-3"))
        shown = painter.fontMetrics().elidedText(action.text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | middle, shown)
        painter.restore()
