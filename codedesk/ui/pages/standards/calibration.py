"""Calibration on the standards page: what audited work says of a standard, and the way from there to a new one.

Nobody is named. What is taken over goes into the form, with the evidence as its reason; the manager decides.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from codedesk import formats
from codedesk.charts.calibration import calibration_bars
from codedesk.services.standards.calibration import (
    audited_words,
    calibration,
    finding,
    half_words,
    median_words,
    proposal,
)
from codedesk.services.standards.calibration_rows import CalibrationRow
from codedesk.services.standards.standards import WorkTypeStandardRow, statement
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.widgets.bars import BarsView
from codedesk.ui.widgets.buttons import button

NOTE = (
    "From the last four whole quarters: weeks of coders whose audits of that quarter met accuracy, without learners on "
    "a ramp. Nobody is named, and nothing is told of fewer than three coders."
)


_QUIET: tuple[theme.Role, theme.Tone] = ("caption", "second")


class CalibrationPanel(QWidget):
    """What audited work says of the chosen work type. proposed(row): the manager takes it into the form."""

    proposed = Signal(object)

    def __init__(self, context: Context) -> None:
        """Start empty."""
        super().__init__()
        self._context = context
        self._row: CalibrationRow | None = None
        self._wanted: int | None = None
        self.finding = theme.label("", "body", wrap=True)
        self.finding.setFont(theme.font("body", strong=True))
        self.words = theme.label("", "body", "second", wrap=True)
        self.bars = BarsView()
        self.bars_title = theme.label("", "caption", "second", wrap=True)
        self.propose = button("Propose as a standard", self.take)
        body = QWidget()
        body.setObjectName("scroll_body")
        across = theme.row(body, 16)
        across.addLayout(_stacked(self.finding, self.propose, self.words, theme.label(NOTE, *_QUIET, wrap=True)), 2)
        self.picture = QWidget()
        self.picture.setLayout(_stacked(self.bars_title, self.bars))
        across.addWidget(self.picture, 3)
        area = theme.scrolled(body, tab_stop=True)
        whole = theme.column(self)
        whole.addWidget(area)

    def show_work_type(self, row: WorkTypeStandardRow) -> None:
        """Read what audited work says of a work type."""
        self._wanted, self._row = row.id, None
        self.finding.setText("Reading …")
        self.words.setText("")
        self.picture.setVisible(False)
        self.propose.setEnabled(False)
        self._context.read(self, calibration, row.id, self._context.today(), then=partial(self._show, row.id))

    def take(self) -> None:
        """Take the median into the form, stated as the standard is, with the evidence as its reason."""
        if self._row is not None and self._row.spread is not None:
            self.proposed.emit(self._row)

    def _show(self, work_type_id: int, row: CalibrationRow) -> None:
        if work_type_id != self._wanted:
            return
        self._row = row
        self.finding.setText(finding(row))
        self.words.setText(said(row))
        self.words.setVisible(bool(self.words.text()))
        self.picture.setVisible(bool(row.rates))
        made_bars = calibration_bars(row)
        self.bars.show_bars(made_bars)
        self.bars_title.setText(made_bars.subtitle if row.rates else "")
        self.propose.setEnabled(row.spread is not None and not self._context.read_only)
        made = proposal(row)
        self.propose.setText("Propose as a standard" if made is None else f"Propose {statement(made, row.unit)}")


def _stacked(*parts: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    for part in parts:
        narrow = isinstance(part, QPushButton)
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0))
    column.addStretch(1)
    return column


def said(row: CalibrationRow) -> str:
    """Say what the finding rests on, line by line."""
    lines = []
    if row.spread is not None:
        sample = f"{formats.plural(row.spread.weeks, 'coder-week')} of {formats.plural(row.spread.coders, 'coder')}"
        lines.append(f"Median {median_words(row, row.spread)}, {sample}.")
    if row.audited is not None:
        lines.append(f"Behind it {audited_words(row.audited)}.")
    if row.left_out:
        lines.append(f"Left out: {'; '.join(f'{each.weeks} {each.why}' for each in row.left_out)}.")
    if row.spread is not None and row.signals:
        weeks = formats.plural(row.disturbed, "week")
        lines.append(f"{weeks} while the process was disturbed: {'; '.join(_short(text) for text in row.signals)}.")
        if row.undisturbed is not None:
            lines.append(f"Without them the middle half is {half_words(row, row.undisturbed)}.")
    return "\n".join(lines)


def _short(signal: str) -> str:
    """Say a signal without its question."""
    return signal.partition(" – ")[0]
