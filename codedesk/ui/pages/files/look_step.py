"""The step "Look": what would be stored, line by line, before anything is; what is refused is corrected in place."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from codedesk.formats import count, plural
from codedesk.ui import theme
from codedesk.ui.pages.files.seen import LineSeen, LineState
from codedesk.ui.pages.files.steps import BringStep
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.segments import Segments
from codedesk.ui.widgets.table import Table, TableColumn

ALL = "all"
_WORDS: Mapping[str, str] = {
    ALL: "All",
    "new": "New",
    "same": "Same",
    "changed": "Different",
    "refused": "Refused",
    "left out": "Left out",
}
_TONES: Mapping[LineState, theme.Tone] = {
    "new": "improvement",
    "same": "second",
    "changed": "caution",
    "refused": "error",
    "left out": "second",
}
RIGHT = "Where a line differs from what is stored, the file is right"


class LookStep(BringStep):
    """Signals: corrected(cell, text as typed) · row_left_out(cell) · refused_left_out() · file_wins(yes or no)."""

    title = "Look"
    corrected = Signal(object, str)
    row_left_out = Signal(object)
    refused_left_out = Signal()
    file_wins = Signal(bool)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._lines: tuple[LineSeen, ...] = ()
        self.words = theme.label("", "body", wrap=True)
        self.chips = Segments("Lines", [(key, words) for key, words in _WORDS.items()])
        self.chips.chosen.connect(self._filter)
        self.right = QCheckBox(RIGHT)
        self.right.toggled.connect(self.file_wins)
        self.table: Table[LineSeen] = Table(_columns(), "Lines as they would be stored", empty="No line is like that.")
        self.table.selected.connect(self._show_cell)
        self.table.activated.connect(self._enter)
        self.table.row_menu.name_open("Correct the cell, or go on")
        self.cell_words = theme.one_line("", "body")
        self.cell = _CellEdit(self._leave_cell)
        self.cell.setAccessibleName("The value of the refused cell")
        self.cell.setFixedWidth(160)
        self.cell.returnPressed.connect(self.correct)
        self.correct_button = button("Correct", self.correct)
        self.leave_row = button("Leave this row out", self._leave_row, kind="quiet")
        self.leave_all = button("Leave all refused rows out", self.refused_left_out.emit, kind="quiet")
        self._cell_line = QWidget()
        self._lay_out()

    @property
    @override
    def first(self) -> QWidget | None:
        return self.table

    def show_lines(self, lines: tuple[LineSeen, ...], counts: Mapping[str, int], words: str) -> None:
        """Show the lines of the dry run; where some are refused, those are shown first."""
        first = not self._lines
        self._lines = lines
        self._cell_line.setVisible(counts["refused"] > 0)
        self.words.setText(words)
        for key, word in _WORDS.items():
            self.chips.rename(key, f"{word} {count(len(lines) if key == ALL else counts[key])}")
            self.chips.allow(key, key == ALL or counts[key] > 0)
        self.right.setVisible(counts["changed"] > 0 or self.right.isChecked())
        self.leave_all.setVisible(counts["refused"] > 1)
        if counts["refused"] and first:
            self.chips.choose("refused")
        elif self.chips.key != ALL and not counts[self.chips.key]:
            self.chips.choose(ALL)
        self._filter(self.chips.key)

    def forget(self) -> None:
        """Let go of the lines of another file."""
        self._lines = ()
        self.chips.choose(ALL)
        self.right.blockSignals(True)
        self.right.setChecked(False)
        self.right.blockSignals(False)

    def correct(self) -> None:
        """Take what was typed for the refused cell."""
        line = self.table.selected_row()
        if line is not None and line.cell is not None and self.cell.text() != line.value:
            self.corrected.emit(line.cell, self.cell.text())
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter(self, key: str) -> None:
        shown = self._lines if key == ALL else tuple(line for line in self._lines if line.state == key)
        self.table.leave_out(() if any(line.why for line in shown) else ("why",))
        self.table.show_rows(shown)
        self._show_cell(self.table.selected_row())

    def _show_cell(self, line: LineSeen | None) -> None:
        can = line is not None and line.cell is not None and line.state == "refused"
        for part in (self.cell, self.correct_button, self.leave_row):
            part.setEnabled(can)
        self.cell_words.setText(
            f"{line.where}:" if can and line is not None else "Choose a refused line to correct it."
        )
        self.cell.setText(line.value if can and line is not None else "")

    def _enter(self, line: LineSeen) -> None:
        """Go into the cell of a refused line; on any other line Enter goes on to the next step."""
        if line.state == "refused" and line.cell is not None:
            self.cell.setFocus(Qt.FocusReason.OtherFocusReason)
            self.cell.selectAll()
        else:
            self.next_wanted.emit()

    def _leave_cell(self) -> None:
        """Leave the cell as it is, and go back to the lines."""
        self._show_cell(self.table.selected_row())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_row(self) -> None:
        line = self.table.selected_row()
        if line is not None and line.cell is not None:
            self.row_left_out.emit(line.cell)

    def _lay_out(self) -> None:
        column = theme.column(self, 8)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.chips)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.right)
        column.addWidget(self.table, 1)
        line = theme.row(self._cell_line, 8)
        line.addWidget(self.cell_words, 1)
        for part in (self.cell, self.correct_button, self.leave_row, self.leave_all):
            line.addWidget(part)
        column.addWidget(self._cell_line)


class _CellEdit(QLineEdit):
    """Keeps Enter and Esc for itself: they are of the value, not of the step."""

    def __init__(self, left: Callable[[], None]) -> None:
        super().__init__()
        self._left = left

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape:
            self._left()
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


def look_words(comes: int, refused: int) -> str:
    """Say what would happen, or what stands in the way."""
    if refused:
        stand = "stands" if refused == 1 else "stand"
        return f"{plural(refused, 'line')} {stand} in the way: correct what is refused, or leave the rows out."
    if not comes:
        return "Everything in this file is stored already, or stays as it is stored."
    return f"{plural(comes, 'line')} would be stored as one step. Nothing is stored yet; a backup is made before."


def _columns() -> tuple[TableColumn[LineSeen], ...]:
    return (
        TableColumn("state", "What", 84, text=_state, tone=lambda row: _TONES[row.state], strong=True),
        TableColumn("where", "Where it stands", 128, text=lambda row: row.where, tooltip=lambda row: row.where,
                    least=120),
        TableColumn("stored", "Would be stored", 280, text=lambda row: row.stored, tooltip=lambda row: row.stored,
                    stretch=True, least=200),
        TableColumn("why", "Why", 212, text=lambda row: row.why, tooltip=lambda row: row.why, least=140),
    )  # fmt: skip


def _state(row: LineSeen) -> str:
    return _WORDS[row.state]
