"""The parts of the audit form and their places: the band on top, the head, the panel of the depth, the findings.

Here lives layout only; what is typed is handled in audits_form.
"""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from codedesk.entry import DateOrder
from codedesk.models.audits import DEPTHS
from codedesk.services.audits_lists import AuditLists
from codedesk.ui import theme
from codedesk.ui.pages import audits_fields
from codedesk.ui.pages.audits_findings import FindingsGrid
from codedesk.ui.pages.audits_records import RecordsGrid
from codedesk.ui.pages.audits_result import ResultBand
from codedesk.ui.widgets.fields import Form

_DEPTH_WORDS = {"result": "Result only", "counts": "Counts", "records": "Record by record"}


class AuditParts(QWidget):
    """The widgets of one audit form, laid out."""

    def __init__(self, lists: AuditLists, today: date, order: DateOrder) -> None:
        """Make all parts; nothing is shown in them yet."""
        super().__init__()
        self.lists = lists
        self.heading = theme.label("", "section")
        self.state_chip = QLabel()
        self.unsaved_chip = theme.label("not saved yet", "caption", "caution")
        self.band = ResultBand()
        self.head = Form(audits_fields.head_fields(lists), today=lambda: today, date_order=order, label_width=84)
        self.slip = Form(audits_fields.SLIP_FIELDS, label_width=84)
        self.sums = Form(audits_fields.SUM_FIELDS, label_width=100)
        self._in_sight: QWidget | None = None
        self.records = RecordsGrid()
        self.findings = FindingsGrid(lists, self.records.record, self.records.current_reference)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.heading)
        row.addWidget(self.state_chip)
        row.addStretch(1)
        row.addWidget(self.unsaved_chip)
        column.addLayout(row)
        column.addWidget(self.band)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("scroll_body")
        self._scroll.setWidget(body)
        column.addWidget(self._scroll, 1)
        self._body = inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 4, 8, 8)
        inner.setSpacing(8)
        self._head_columns = audits_fields.FieldColumns(self.head)
        self._head_columns.lay(2)
        inner.addWidget(self.head)
        inner.addLayout(self._depth_row())
        inner.addWidget(self._panel_stack())
        inner.addWidget(self._findings_section(), 1)
        inner.addStretch(0)

    def _depth_row(self) -> QHBoxLayout:
        words = [f"{_DEPTH_WORDS[depth]}" for depth in DEPTHS]
        self._depth_buttons, row = audits_fields.segments(words, "Depth", [f"Alt+{n}" for n in (1, 2, 3)])
        return row

    def _panel_stack(self) -> QWidget:
        audits_fields.FieldColumns(self.slip).lay(2)
        audits_fields.FieldColumns(self.sums).lay(3)
        self.records.setMinimumHeight(244)
        self._panels = QStackedWidget()
        self._panel_widgets: dict[str, QWidget] = {"result": self.slip, "counts": self.sums, "records": self.records}
        for panel in self._panel_widgets.values():
            self._panels.addWidget(panel)
        return self._panels

    def _findings_section(self) -> QWidget:
        self._findings_part = QWidget()
        column = QVBoxLayout(self._findings_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._part_buttons, row = audits_fields.segments(["Findings", "Answers"], "", ["Alt+4", "Alt+5"])
        column.addLayout(row)
        self.findings.setMinimumHeight(216)
        column.addWidget(self.findings, 1)
        self._part_buttons.button(0).setChecked(True)
        return self._findings_part
