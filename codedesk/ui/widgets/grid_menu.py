"""The menu of a grid's cells, by the right button or the menu key: what the keys do in words, the keys beside them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from codedesk.ui.actions import Action
from codedesk.ui.widgets.action_menu import ActionMenu, pop_up


def open_menu(parent: QWidget, place: QPoint, groups: Sequence[Sequence[Action]]) -> QMenu:
    """Show actions as a menu at a place of the screen, a line between their groups; it goes when one is chosen."""
    menu = ActionMenu(parent, [("", actions) for actions in groups if actions])
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    pop_up(menu, place)
    return menu
