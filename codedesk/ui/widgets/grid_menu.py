"""The menu of a grid's cells, by the right button or the menu key: what the keys do in words, the keys beside them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from codedesk.ui.actions import Action
from codedesk.ui.widgets.buttons import shortcut_words


def open_menu(parent: QWidget, place: QPoint, groups: Sequence[Sequence[Action]]) -> QMenu:
    """Show actions as a menu at a place of the screen, a line between their groups; it goes when one is chosen."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for actions in groups:
        menu.addSeparator()
        for action in actions:
            keys = f"\t{shortcut_words(action.shortcut)}" if action.shortcut else ""
            made = menu.addAction(f"{action.text.replace('&', '&&')}{keys}")
            made.setEnabled(action.enabled())
            made.triggered.connect(_slot(action.run))
    menu.popup(place)
    return menu


def _slot(run: Callable[[], None]) -> Callable[[], None]:
    """Return a slot that does not hand on the checked flag which a menu sends along."""

    def slot(_checked: bool = False) -> None:
        run()

    return slot
