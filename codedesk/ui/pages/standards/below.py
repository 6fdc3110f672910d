"""What stands under the time line: the ramps of learners, the published figures, or what audited work says.

Here lives how they are shown side by side. Ramps are changed with the coder, in Setup.
"""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from codedesk.charts.ramp_steps import ramp_picture
from codedesk.services.standards.standards import RampRow, WorkTypeStandardRow
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.pages.standards import words
from codedesk.ui.pages.standards.calibration import CalibrationPanel
from codedesk.ui.pages.standards.figures import Figures
from codedesk.ui.pages.standards.pictures import RampView
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.segments import Segments
from codedesk.ui.widgets.table import Table

_LEAST = 128
_ORDER = "the steps of a ramp stay together, by coder and by date."
_PARTS = (("ramps", "Ramps of learners"), ("figures", "Published figures"), ("calibration", "Calibration"))


class StandardParts(QWidget):
    """Ramps, published figures or the calibration of the chosen work type."""

    def __init__(self, context: Context, figures: Figures) -> None:
        """Lay both parts out; ramps are shown first."""
        super().__init__()
        self.context, self.figures = context, figures
        self._work_type: WorkTypeStandardRow | None = None
        self._rows: tuple[RampRow, ...] = ()
        self.ramps: Table[words.RampLine] = Table(
            words.ramp_columns(), "Ramps", row_height=theme.COMPACT_ROW_HEIGHT, order=_ORDER
        )
        self.ramps.selected.connect(self._draw)
        self.ramps.setMinimumWidth(478)
        self.ramp = RampView()
        self.parts = Segments("Below the standards", _PARTS)
        self.parts.chosen.connect(self.show_part)
        self._stack = QStackedWidget(self)
        ramps = self._make_ramps()
        self._stack.addWidget(ramps)
        self._stack.addWidget(figures)
        self.calibration = CalibrationPanel(context)
        self._stack.addWidget(self.calibration)
        self._stack.setMinimumHeight(_LEAST)
        for part in (ramps, figures, self.calibration):  # one not shown asks for room by a width that it never had
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._buttons = (
            figures.void_button,
            button("Add a figure", figures.add, kind="quiet"),
            button("List the figures CodeDesk knows", figures.take, kind="quiet"),
        )
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.parts)
        self._where = theme.one_line("Ramps are set up with the coder, in Setup.", "caption", "second")
        head.addWidget(self._where, 1)
        head.addStretch(0)
        for made in self._buttons:
            head.addWidget(made)
            made.setEnabled(not context.read_only and made is not figures.void_button)
        column = theme.column(self, 8, margins=(0, 4, 0, 0))
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.show_part("ramps")

    def show_part(self, key: str) -> None:
        """Show "ramps", "figures" or "calibration"; the last is read when it is shown."""
        self.parts.choose(key)
        self._stack.setCurrentIndex([name for name, _ in _PARTS].index(key))
        for made in self._buttons:
            made.setVisible(key == "figures")
        self._where.setVisible(key == "ramps")
        self._calibrate()

    def _calibrate(self) -> None:
        if self.parts.key == "calibration" and self._work_type is not None:
            self.calibration.show_work_type(self._work_type)

    def show_work_type(self, row: WorkTypeStandardRow, ramps: tuple[RampRow, ...]) -> None:
        """Show the ramps that hold for a work type, and read its published figures."""
        self._work_type, self._rows = row, ramps
        self.ramps.show_rows(words.ramp_lines(ramps))
        self._draw(self.ramps.selected_row())
        self._drawn.setVisible(bool(ramps))
        self._none.setVisible(not ramps)
        self.figures.show_work_type(row)
        self._calibrate()

    def _draw(self, line: words.RampLine | None) -> None:
        """Draw the ramp that the chosen step belongs to; the first one while none is chosen."""
        key = (line.coder, line.for_all) if line is not None else None
        rows = [row for row in self._rows if key in (None, (row.coder, row.for_all))]
        if not rows or self._work_type is None:
            self.ramp.show_ramp(None)
            return
        in_force = self._work_type.in_force
        accuracy = in_force.accuracy if in_force is not None else None
        self.ramp.show_ramp(ramp_picture(rows[0], self._work_type.name, accuracy, self.context.today()))

    def _make_ramps(self) -> QWidget:
        made = QWidget()
        column = theme.column(made, 4)
        self._drawn = QWidget()
        beside = theme.row(self._drawn, 16)
        beside.addWidget(self.ramps, 2)
        beside.addWidget(self.ramp, 3)
        self._none = theme.label("Nobody is on a ramp for this work type.", "body", "third")
        column.addWidget(self._none)
        column.addWidget(self._drawn, 1)
        column.addStretch(0)
        return made
