"""Lines of words with a button each, under each other: Tab and the arrows move between the buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.widgets.buttons import Button

_FAR = 1000
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_End: _FAR, Qt.Key.Key_Home: -_FAR}


class ButtonLines(QFrame):
    """A strip of lines; `buttons` are theirs, in order."""

    def __init__(self) -> None:
        """Start without lines."""
        super().__init__()
        self.setProperty("kind", "strip")
        self.buttons: list[Button] = []
        self._column = theme.column(self, 0, margins=(12, 4, 12, 4))

    def show_lines(self, lines: Sequence[tuple[QWidget, Button]]) -> None:
        """Show words and button of each line in place of those before; the keyboard stays at its place."""
        now = self.window().focusWidget()  # also while another window is in front
        held = next((number for number, made in enumerate(self.buttons) if made is now), None)
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self.buttons = [made for _, made in lines]
        for words, made in lines:
            line = QWidget()
            row = theme.row(line, 12)
            row.addWidget(words, 1)
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
            made.installEventFilter(self)
            self._column.addWidget(line)
            line.show()  # what is not seen yet cannot take the keyboard
        if held is not None and self.buttons:
            self.buttons[min(held, len(self.buttons) - 1)].setFocus()

    def focus_first(self) -> None:
        """Put the keyboard on the first line."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go to the line below or above with the arrows, to the first and the last with Home and End."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self.buttons:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                place = self.buttons.index(watched) + step
                self.buttons[max(0, min(place, len(self.buttons) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)
