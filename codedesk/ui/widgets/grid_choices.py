"""The closed list of a cell: all its words under the edit, narrowed by what is typed, taken with Down or a click.

A word is found by its letters, by its key, and by what people call it, too: leave is PTO, IP is inpatient.
The keyboard stays in the edit: the arrows write the word there, and what Enter keeps is what stands in it.
"""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QListWidgetItem, QWidget

from codedesk import names
from codedesk.ui import theme
from codedesk.ui.called import also_called
from codedesk.ui.widgets.grid_model import GridColumn

_LEAST_ROWS, _MOST_ROWS = 6, 10
_LEAST_WIDTH, _ROOM = 160, 40


class ChoiceList(QListWidget):
    """The words of one column under the edit of one cell. Signal: picked() after a click has put a word into it."""

    picked = Signal()

    def __init__(self, column: GridColumn, editor: QLineEdit) -> None:
        """Take the words; the list lies over the window, so that it may be longer than the grid."""
        over = editor.window()
        super().__init__(over if isinstance(over, QWidget) else None)
        self._column, self._editor = column, editor
        self.setObjectName("choices")
        self.setAccessibleName(f"{column.title}: what can be chosen")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFont(theme.font("body"))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.itemClicked.connect(self._clicked)
        editor.textEdited.connect(self.narrow)
        editor.destroyed.connect(self.deleteLater)
        self.hide()

    @property
    def words(self) -> tuple[str, ...]:
        """The words that are offered now."""
        return tuple(self.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.count()))

    def narrow(self, typed: str) -> None:
        """Offer the words that what is typed can mean; with none, the list goes."""
        self.clear()
        for word, key in zip(self._column.choices, self._column.keys or self._column.choices, strict=True):
            if _can_mean(typed, word, key):
                item = QListWidgetItem(f"{word} ({key})" if key != word else word, self)
                item.setData(Qt.ItemDataRole.UserRole, word)
        self._place()

    def open(self) -> None:
        """Offer every word, the one that stands in the cell marked."""
        self.narrow("")
        if self._editor.text() in self.words:
            self.setCurrentRow(self.words.index(self._editor.text()))

    def step(self, steps: int) -> None:
        """Write the next or the last word of the list into the edit."""
        row = min(max(self.currentRow() + steps, 0), self.count() - 1)
        self.setCurrentRow(row)
        self._editor.setText(self.words[row])
        self._editor.setModified(True)
        self._editor.selectAll()

    def _clicked(self, item: QListWidgetItem) -> None:
        self._editor.setText(item.data(Qt.ItemDataRole.UserRole))
        self._editor.setModified(True)
        self.picked.emit()

    def _place(self) -> None:
        """Stand under the edit, or over it where there is more room."""
        over = self.parentWidget()
        self.setVisible(over is not None and self.count() > 0)
        if over is None or not self.count():
            return
        top = self._editor.mapTo(over, QPoint(0, 0))
        row, below = max(self.sizeHintForRow(0), 1), over.height() - top.y() - self._editor.height()
        under = below >= row * min(self.count(), _LEAST_ROWS) + 4 or below >= top.y()
        room = below if under else top.y()
        height = row * min(self.count(), _MOST_ROWS, max(1, (room - 4) // row)) + 2 * self.frameWidth()
        width = max(self._editor.width(), _LEAST_WIDTH, self.sizeHintForColumn(0) + _ROOM)
        left = max(0, min(top.x(), over.width() - width))
        self.setGeometry(left, top.y() + (self._editor.height() if under else -height), width, height)
        self.raise_()


def _can_mean(typed: str, word: str, key: str) -> bool:
    """Tell whether a word, a part of it, its key or what it is called, too, begins with what is typed."""
    searched = names.searched(typed)
    parts = (names.searched(word), names.searched(key), *names.searched(word).split(), *also_called(word))
    return any(part.startswith(searched) for part in parts)


def completed(text: str, column: GridColumn) -> tuple[str, str]:
    """Return the word of a choice column that the text begins, and the reason where there is not exactly one."""
    if not column.choices or not text:
        return text, ""
    named = list(zip(column.choices, column.keys or column.choices, strict=True))
    exact = [word for word, short in named if names.key(text) in (names.key(word), names.key(short))]
    begun = exact or [word for word in column.choices if names.searched(word).startswith(names.searched(text))]
    called = begun or [word for word in column.choices if names.searched(text) in also_called(word)]
    found = called or [word for word, short in named if _can_mean(text, word, short)]
    if len(found) == 1:
        return found[0], ""
    if found:
        return text, f"“{text}” can be {' or '.join(found)}: type more letters"
    return text, f"“{text}” is none of {', '.join(column.choices)}"
