"""What a table says where it has no row: that there is nothing yet, or nothing with the words that are looked for."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QTableView
from typing_extensions import override

from codedesk.ui import theme

NOTHING = "Nothing here yet."
NOT_FOUND = "Nothing here has these words. Esc shows everything again."
_SIDE = 8


class EmptyWords(QObject):
    """Words in the place of the first row. Hidden until the table was given its rows: loading does not look empty."""

    def __init__(self, table: QTableView, words: str) -> None:
        """Take what the table says where nothing was given to it, NOTHING if that is left out."""
        super().__init__(table)
        self._table, self.words = table, words or NOTHING
        self.label = theme.label("", "body", "third", wrap=True)
        self.label.setParent(table.viewport())
        self.label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # a click is the table's
        self.label.hide()
        table.viewport().installEventFilter(self)

    def show_for(self, shown: int, given: int) -> None:
        """Say why no row is shown, of so many that were given; nothing where one is."""
        self.label.setText("" if shown else NOT_FOUND if given else self.words)
        self.label.setVisible(not shown)
        self._place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as wide as the table."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        width = max(self._table.viewport().width() - 2 * _SIDE, 1)
        row = self._table.verticalHeader().defaultSectionSize()
        self.label.setGeometry(_SIDE, 0, width, max(row, self.label.heightForWidth(width)))
