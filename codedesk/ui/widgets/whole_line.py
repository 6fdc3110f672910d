"""The line for what is typed anew rather than altered, a figure or a date: a click into it selects all of it.

As in a cell of a grid, typing replaces it then. A second click is for a place in the text; Tab selects all in any line.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override


class WholeLine(QLineEdit):
    """A line that is selected whole by the click that brings the keyboard to it."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._clicked_into = False

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._clicked_into = event.reason() == Qt.FocusReason.MouseFocusReason

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._clicked_into and not self.hasSelectedText():
            self.selectAll()
        self._clicked_into = False
