"""The rail at the left: one button per page, icon and word. Knows names, not pages."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.main_window import RAIL_WIDTH
from codedesk.ui.widgets.buttons import Button, button


class Rail(QWidget):
    """Buttons for pages. chosen(name) when a person takes one. Up and down go from one to the next."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[tuple[str, str, str, str]]) -> None:
        """Take name, word, icon and key of each page."""
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(RAIL_WIDTH)
        self.setAccessibleName("Pages")
        self._buttons: dict[str, Button] = {}
        self._icons: dict[str, str] = {}
        group = QButtonGroup(self)
        column = theme.column(self, 4, margins=(8, 12, 8, 12))
        for name, word, icon, key in entries:
            made = button(word, kind="rail")
            made.setCheckable(True)
            made.setIconSize(QSize(18, 18))
            made.setToolTip(f"{word} ({key})" if key else word)
            made.setObjectName(f"rail_{name}")
            made.clicked.connect(self._clicked)
            group.addButton(made)
            column.addWidget(made)
            self._buttons[name], self._icons[name] = made, icon
        column.addStretch(1)
        self._draw_icons()

    def show_chosen(self, name: str) -> None:
        """Mark the page that is shown; a page without a button leaves the mark where it is."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)
        self._draw_icons()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            made = list(self._buttons.values())
            places = [place for place, one in enumerate(made) if one.hasFocus()]
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            if places:
                made[(places[0] + step) % len(made)].setFocus(Qt.FocusReason.TabFocusReason)
                return
        super().keyPressEvent(event)

    def _clicked(self) -> None:
        self.chosen.emit(next(name for name, made in self._buttons.items() if made is self.sender()))

    def _draw_icons(self) -> None:
        for name, made in self._buttons.items():
            made.show_icon(self._icons[name], "accent" if made.isChecked() else "text-2")
