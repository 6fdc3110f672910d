"""Menus made of actions: each line with its key, under headings."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from codedesk.ui import theme
from codedesk.ui.actions import Action, run_from
from codedesk.ui.widgets.buttons import shortcut_words

_ASKED_AGAIN_MS = 100
Group = tuple[str, Iterable[Action]]


def pop_up(menu: QMenu, place: QPoint) -> None:
    """Show a menu with the first line marked that can be chosen: Enter takes it, however the menu was opened."""
    menu.popup(place)
    first = next((one for one in menu.actions() if one.isEnabled() and not one.isSeparator()), None)
    if first is not None:
        menu.setActiveAction(first)


class ActionMenu(QMenu):
    """A menu that is thrown away when it closes."""

    def __init__(self, parent: QWidget, groups: Iterable[Group], name: str = "Menu") -> None:
        """List the groups; a heading "" is a line alone. name is read aloud."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._made: list[tuple[QAction, Action]] = []
        asking = QTimer(self, interval=_ASKED_AGAIN_MS)
        asking.timeout.connect(self._ask_again)
        asking.start()
        for place, (heading, actions) in enumerate(groups):
            if heading:
                self._head(heading)
            elif place:
                self.addSeparator()
            for action in actions:
                self._add(action)

    def _head(self, heading: str) -> None:
        """Say what the next lines are about."""
        if self.actions():
            self.addSeparator()
        made, words = QWidgetAction(self), theme.label(heading, "head", "second")
        words.setContentsMargins(12, 6, 12, 2)
        made.setDefaultWidget(words)
        made.setEnabled(False)
        self.addAction(made)

    def _add(self, action: Action) -> None:
        made = self.addAction(f"{action.text.replace('&', '&&')}\t{shortcut_words(action.shortcut)}".rstrip())
        made.setEnabled(action.enabled())
        made.triggered.connect(lambda _checked=False: run_from(self.parent(), action))
        self._made.append((made, action))

    def _ask_again(self) -> None:
        """Follow what can be done while it is open: a row that was just chosen may still be being read."""
        for made, action in self._made:
            made.setEnabled(action.enabled())
