"""The frame of the steps: their names at the left, the content of one at the right, one foot below; keys to go on.

What the steps show, and what their answers do, is in bringing.py.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.pages.files.columns_step import ColumnsStep
from codedesk.ui.pages.files.done_step import DoneStep
from codedesk.ui.pages.files.file_step import FileStep
from codedesk.ui.pages.files.formats_step import FormatsStep
from codedesk.ui.pages.files.look_step import LookStep
from codedesk.ui.pages.files.names_step import NamesStep
from codedesk.ui.pages.files.sheet_step import SheetStep
from codedesk.ui.pages.files.steps import BringStep, StepList
from codedesk.ui.waiting import Waiting
from codedesk.ui.widgets.form_foot import FormFoot

FILE, SHEET, COLUMNS, NAMES, FORMATS, LOOK, DONE = range(7)


class StepsFrame(QFrame):
    """The frame of the steps. Signals: wanted(place) to open a step · next_wanted() · left() from the first one."""

    wanted = Signal(int)
    next_wanted = Signal()
    left = Signal()

    def __init__(self, context: Context, done: DoneStep, file: FileStep) -> None:
        """Lay the steps out; what they show is put in by who leads through them."""
        super().__init__()
        self.file, self.done = file, done
        self.sheet, self.columns, self.names = SheetStep(), ColumnsStep(), NamesStep()
        self.formats, self.look = FormatsStep(), LookStep()
        self.steps: tuple[BringStep, ...] = (
            file, self.sheet, self.columns, self.names, self.formats, self.look, done,
        )  # fmt: skip
        self.list = StepList([step.title for step in self.steps])
        self.list.wanted.connect(self.wanted)
        self.stack = QStackedWidget()
        self.stack.setObjectName("card_body")
        for step in self.steps:
            self.stack.addWidget(step)
            step.next_wanted.connect(self.next_wanted)
        self.waiting = Waiting(self.stack, context.ahead)
        self.foot = FormFoot(self.next_wanted.emit, "Next", "Return")
        self.back = self.foot.add_leave("Back", self.go_back)
        self.foot.allow_as_it_is(True)
        self.foot.save.take_one_step()  # a second click on Next is not to import
        self._lay_out()

    @property
    def place(self) -> int:
        """The step that is shown."""
        return self.stack.currentIndex()

    def show_step(self, place: int) -> None:
        """Show a step, with the keyboard in it; where it is on the names of the steps, it stays there."""
        step, held = self.steps[place], not self.list.hasFocus() and self.isVisible()
        self.stack.setCurrentWidget(step)
        if step.first is not None and held:
            step.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Go one step back; from the first one, and from the end, out of the steps."""
        if self.place in (FILE, DONE):
            self.left.emit()
        else:
            self.wanted.emit(self.place - 1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        column = theme.card(self, 8)
        column.addLayout(row, 1)
        column.addWidget(self.foot)
