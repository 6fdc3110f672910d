"""A table whose keys go on from where the program put the keyboard: Shift with an arrow or a click chooses from there.

Qt would choose from where the last arrow or click led, wherever Enter, Tab, Home or a new row went since.
"""

from PySide6.QtCore import QEvent, QItemSelectionModel, QPersistentModelIndex, QRect
from PySide6.QtWidgets import QTableView, QWidget
from typing_extensions import override

from codedesk.ui.widgets.grid_model import Index

Flag = QItemSelectionModel.SelectionFlag


class PlacedView(QTableView):
    """Remembers where `place` put the keyboard until an arrow or a click leads away from it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin where Qt begins."""
        super().__init__(parent)
        self._placed = QPersistentModelIndex()

    def place(self, index: Index, how: Flag) -> None:
        """Put the keyboard on a cell."""
        self._placed = QPersistentModelIndex(index)
        self.selectionModel().setCurrentIndex(index, how)

    def begin_anew(self) -> None:
        """Let go of the place."""
        self._placed = QPersistentModelIndex()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Stay: a letter that a cell does not take leads to no other one, where the next letter would be typed."""

    @override
    def selectionCommand(self, index: Index, event: QEvent | None = None) -> Flag:
        """Let go of the place where Qt begins anew: all but what goes on choosing."""
        command = super().selectionCommand(index, event)
        if event is not None and not command & Flag.Current:
            self.begin_anew()
        return command

    @override
    def setSelection(self, rect: QRect, command: Flag) -> None:
        """Choose from the place, where there is one, to the other end."""
        if self._placed.isValid():
            rect = QRect(self.visualRect(self._placed).center(), rect.bottomRight())
        super().setSelection(rect, command)
