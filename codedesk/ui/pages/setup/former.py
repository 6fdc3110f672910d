"""The former names of what is chosen in Setup: shown under its name, each with a button that gives it up."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from codedesk import formats
from codedesk.services.former_names import FormerNameRow, remove_former_name
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.widgets.buttons import button


class FormerNames(QWidget):
    """Lines such as "formerly Inpatient, until 3 Mar 2026"; hidden where there are none."""

    def __init__(self, context: Context, removed: Callable[[], None]) -> None:
        """Start empty; removed is called when a name was given up, for the keyboard to go on."""
        super().__init__()
        self.context = context
        self._removed = removed
        self._rows: tuple[FormerNameRow, ...] = ()
        self._column = theme.column(self, 0)
        self.hide()

    def show_names(self, rows: Sequence[FormerNameRow]) -> None:
        """Show the former names of a row, the latest first."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        while (item := self._column.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                line.deleteLater()
        for row in self._rows:
            self._column.addWidget(self._line(row))
        self.setVisible(bool(self._rows))

    def _line(self, row: FormerNameRow) -> QWidget:
        line = QWidget()
        across = theme.row(line)
        words = theme.label(f"formerly {row.name}, until {formats.day(row.until)}", "caption", "second", wrap=True)
        words.setToolTip("Files that still say so are read as the name of now.")
        across.addWidget(words, 1)
        remove = button("Remove", partial(self._remove, row), kind="quiet")
        remove.setAccessibleName(f"Remove the former name {row.name}")
        remove.setToolTip("Files that say so mean nothing known any more, and something new may be called so.")
        remove.setEnabled(not self.context.read_only)
        across.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _remove(self, row: FormerNameRow) -> None:
        step = f"Remove the former name {row.name}"
        self.context.write(self, step, remove_former_name, row.id, then=lambda _done: self._removed())
