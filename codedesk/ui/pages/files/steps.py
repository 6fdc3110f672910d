"""The steps of bringing a spreadsheet in: their names in a column, each with a tick and a word of what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.widgets.grid import EntryGrid

_WIDTH = 176
_HEIGHT = 46
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class StepState:
    """How a step stands: what was found in a short word, how much is to be decided, and whether it can be opened."""

    found: str = ""
    undecided: int = 0
    done: bool = False
    reached: bool = True


class StepList(QListWidget):
    """The names of the steps. Signal: wanted(place) when a person chooses one."""

    wanted = Signal(int)

    def __init__(self, titles: Sequence[str]) -> None:
        """Stand on the first step; the others are not reached yet."""
        super().__init__()
        self._titles = tuple(titles)
        self.setAccessibleName("Steps of bringing a spreadsheet in")
        self.setFixedWidth(_WIDTH)
        self.setFont(theme.font("body"))
        self.setProperty("kind", "sections")
        self.setIconSize(QSize(16, 16))
        for title in titles:
            QListWidgetItem(title, self).setSizeHint(QSize(0, _HEIGHT))
        self.currentRowChanged.connect(self.wanted)
        theme.theme().changed.connect(self._draw_icons)
        self._states: tuple[StepState, ...] = tuple(StepState(reached=place == 0) for place in range(len(titles)))

    def show_states(self, states: Sequence[StepState], place: int) -> None:
        """Show how the steps stand, and at which the person is; tells nothing on."""
        self._states = tuple(states)
        for row, state in enumerate(states):
            item = self.item(row)
            words = f"{state.undecided} to decide" if state.undecided else state.found
            item.setText(f"{self._titles[row]}\n{words}" if words else self._titles[row])
            said = "done" if state.done and not state.undecided else words if state.undecided else ""
            heard = (self._titles[row], said, state.found if said != state.found else "")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, heard)))
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags if state.reached else Qt.ItemFlag.NoItemFlags)
        self._draw_icons()
        self.blockSignals(True)
        self.setCurrentRow(place)
        self.blockSignals(False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_ENTER, Qt.Key.Key_Right, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _draw_icons(self) -> None:
        for row, state in enumerate(self._states):
            name, token = ("todo", "text-3")
            if state.undecided:
                name, token = ("caution", "caution")
            elif state.done:
                name, token = ("done", "improvement")
            self.item(row).setIcon(theme.theme().icon(name, token, 16))


class BringStep(QWidget):
    """The content of one step. Signals: decided() when the person decided something · next_wanted() on Enter."""

    title: ClassVar[str] = ""
    decided = Signal()
    next_wanted = Signal()

    @property
    def first(self) -> QWidget | None:
        """What has the keyboard when the step is shown."""
        return None


class EnterGoesOn(QObject):
    """Lets Enter in a grid go on to the next step, but where it is typed in or a suggestion waits for it.

    When the grid is shown first, the keyboard stands on the first cell that waits, else on the first of the column.
    """

    def __init__(self, grid: EntryGrid, step: BringStep, column: str) -> None:
        """Watch the grid of a step, in which one column is typed into."""
        super().__init__(step)
        self._grid, self._step, self._column = grid, step, column
        grid.view.installEventFilter(self)
        grid.finished.connect(step.next_wanted)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter where the cell holds nothing that it would accept."""
        if event.type() == QEvent.Type.Show and self._grid.current is None:
            self._begin()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in _ENTER or event.modifiers() or self._grid.view.is_typing() or self._waits():
            return False
        self._step.next_wanted.emit()
        return True

    def _begin(self) -> None:
        rows = self._grid.rows
        waiting = (row for row in rows if row.cells[self._column].state == "suggested")
        first = next(waiting, rows[0] if rows else None)
        if first is not None:
            self._grid.set_current(first.key, self._column)

    def _waits(self) -> bool:
        index = self._grid.view.currentIndex()
        return index.isValid() and self._grid.model.cell(index.row(), index.column()).state == "suggested"
