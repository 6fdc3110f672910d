"""The palette (Ctrl+K): type a few letters, get to any page, coder or action. It only lists what it is given."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.actions import Action, matching
from codedesk.ui.widgets.buttons import shortcut_words


class Palette(QDialog):
    """Lists actions that match what is typed; Enter runs the chosen one."""

    def __init__(self, actions: Sequence[Action], parent: QWidget) -> None:
        """Take the actions in the order in which they are shown before anything is typed."""
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.setAccessibleName("Search or do")
        self._actions = tuple(action for action in actions if not action.keys_only)
        self._shown: tuple[Action, ...] = ()
        self.line = QLineEdit(placeholderText="Type a page, a coder or what you want to do")
        self.line.setAccessibleName("Search")
        self.line.textChanged.connect(self._show_matching)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("What fits")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._run)
        self._none = theme.label("Nothing fits these letters.", "body", "third")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(self._none)
        self.setFixedSize(560, 400)
        self._show_matching("")

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
        return super().eventFilter(watched, event)

    def _show_matching(self, words: str) -> None:
        self._shown = matching(self._actions, words)
        self.list.clear()
        for action in self._shown:
            item = QListWidgetItem(self.list)
            item.setSizeHint(QSize(0, theme.ROW_HEIGHT))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, action.text)
            self.list.setItemWidget(item, _line(action))
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self._shown))
        self._none.setVisible(not self._shown)

    def _run(self) -> None:
        place = self.list.currentRow()
        if 0 <= place < len(self._shown) and self._shown[place].enabled():
            action = self._shown[place]
            self.close()
            action.run()


def _line(action: Action) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(8, 0, 8, 0)
    row.setSpacing(8)
    tone: theme.Tone = "" if action.enabled() else "third"
    picture = QLabel()
    picture.setFixedSize(18, 18)
    if action.icon:
        picture.setPixmap(theme.theme().icon(action.icon, "text-3").pixmap(18, 18))
    row.addWidget(picture)
    row.addWidget(theme.label(action.text, "body", tone), 1)
    row.addWidget(theme.label(shortcut_words(action.shortcut), "caption", "third"))
    return made
