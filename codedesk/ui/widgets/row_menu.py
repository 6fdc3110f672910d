"""The menu of a row, of every table: by the right button, the menu key or Shift+F10, and by a button in its head.

A table says which row is opened and copied; what else can be done with its rows is given as actions, mostly the page's
own, so that menu, palette and keys come from one list.
"""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from typing_extensions import override

from codedesk.ui.actions import Action
from codedesk.ui.widgets.action_menu import ActionMenu, Group, pop_up
from codedesk.ui.widgets.buttons import button, shortcut_words
from codedesk.ui.widgets.placed import Flag, PlacedView

Actions = Callable[[], Iterable[Action]]
KEYS = "Shift+F10"
_SIDE = 24


class RowMenu(QObject):
    """Belongs to one table. copied() gives the chosen rows as text, open_chosen() opens the chosen one."""

    def __init__(self, table: PlacedView, copied: Callable[[], str], open_chosen: Callable[[], None]) -> None:
        """Begin with Copy alone; `offer` and `name_open` add what else there is."""
        super().__init__(table)
        self._table, self._copied, self._open_chosen = table, copied, open_chosen
        self._opens = ""
        self._actions: list[tuple[Actions, tuple[str, ...]]] = []
        self.button = button("", self.show_at_head, kind="bar", icon="dots")
        self.button.setParent(table.horizontalHeader())
        self.button.setFixedSize(_SIDE, _SIDE)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the menu key opens it where the keyboard is
        self.button.setToolTip(f"What can be done with the chosen row (right button, {shortcut_words(KEYS)})")
        self.button.setAccessibleName(f"Row menu of {table.accessibleName()}")
        table.setProperty("row_menu", "true")  # the style keeps the titles of its head off the button
        for part in (table, table.viewport(), table.horizontalHeader()):
            part.installEventFilter(self)

    def name_open(self, words: str) -> None:
        """Say what Enter on a row does: "Open the audit"."""
        self._opens = words

    def offer(self, actions: Actions, *names: str) -> None:
        """Offer actions, asked for whenever the menu opens; of them only those that are named, where any are."""
        self._actions.append((actions, names))

    def groups(self) -> list[Group]:
        """Return what can be done with the chosen row now."""
        opens = Action("row.open", self._opens, "Return", self._open_chosen, enabled=self._has_row)
        copies = Action("row.copy", "Copy the row", "Ctrl+C", self.copy, enabled=self._has_rows)
        offered = [each for actions, names in self._actions for each in _named(tuple(actions()), names)]
        groups: list[Group] = [("", [opens] if self._opens else []), ("", offered), ("", [copies])]
        return [(heading, found) for heading, found in groups if found]

    def copy(self) -> None:
        """Copy the chosen rows, or all where none is chosen."""
        QGuiApplication.clipboard().setText(self._copied())

    def show_at_head(self) -> None:
        """Open the menu under the button in the head."""
        self._show(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def show_at_row(self) -> None:
        """Open the menu below the chosen row."""
        self._show(self._below_row())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the menu, and keep the button in its corner."""
        if isinstance(event, QContextMenuEvent) and watched is not self._table.horizontalHeader():
            if event.reason() == QContextMenuEvent.Reason.Mouse:
                self._choose(self._table.viewport().mapFromGlobal(event.globalPos()))
                self._show(event.globalPos())
            else:
                self.show_at_row()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self._table:
            return self._key(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show) and watched is self._table.horizontalHeader():
            self._place_button()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shift):
            self.show_at_row()
            return True
        voids = [action for _, actions in self.groups() for action in actions if "void" in action.name]
        if event.key() == Qt.Key.Key_Delete and not event.modifiers() and voids and voids[0].enabled():
            voids[0].run()
            return True
        return False

    def _choose(self, at: QPoint) -> None:
        """Choose the row under the mouse, unless it is one of those that are chosen."""
        index = self._table.indexAt(at)
        if index.isValid() and not self._table.selectionModel().isRowSelected(index.row()):
            self._table.place(index, Flag.ClearAndSelect | Flag.Rows)

    def _show(self, place: QPoint) -> None:
        menu = ActionMenu(self._table, self.groups(), self.button.accessibleName())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pop_up(menu, place)

    def _below_row(self) -> QPoint:
        rect = self._table.visualRect(self._table.currentIndex())
        return self._table.viewport().mapToGlobal(QPoint(max(rect.left(), 0) + 16, max(rect.bottom(), 0)))

    def _place_button(self) -> None:
        header = self._table.horizontalHeader()
        self.button.move(header.width() - _SIDE - 2, (header.height() - _SIDE) // 2)
        self.button.raise_()

    def _has_row(self) -> bool:
        return self._table.currentIndex().isValid()

    def _has_rows(self) -> bool:
        model = self._table.model()
        return model is not None and model.rowCount() > 0


def _named(actions: Sequence[Action], names: tuple[str, ...]) -> Iterable[Action]:
    """Return the named actions in the order of the names, all where none is named."""
    known = {action.name: action for action in actions}
    return [known[name] for name in names if name in known] if names else actions
