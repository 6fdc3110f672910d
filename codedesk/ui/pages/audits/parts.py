"""The parts of the audit form and their places: the band, what a slip says, the panel of the depth, More, the findings.

Here lives where parts stand and what is in sight; what is typed is handled in form.py.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from codedesk.entry import DateReader
from codedesk.models.audit_words import AuditDepth, AuditState
from codedesk.services.audits.lists import AuditLists
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.pages.audits import fields as audits_fields
from codedesk.ui.pages.audits.actions import ActionsGrid
from codedesk.ui.pages.audits.findings import FindingsGrid
from codedesk.ui.pages.audits.head import AuditHead
from codedesk.ui.pages.audits.records import RecordsGrid
from codedesk.ui.pages.audits.result import ResultBand
from codedesk.ui.pages.audits.words import state_hint, step_words
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.fields import Form
from codedesk.ui.widgets.form_card import Leavable
from codedesk.ui.widgets.form_foot import FormFoot
from codedesk.ui.widgets.grid import EntryGrid
from codedesk.ui.widgets.segments import Segments

_BY_MOUSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason)
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class AuditParts(Leavable):
    """The widgets of one audit form, laid out.

    Signals, when a button of its foot is pressed: save_wanted() · next_wanted() to save it and start the next ·
    step_wanted() to save it in its next state · void_wanted().
    """

    save_wanted = Signal()
    next_wanted = Signal()
    step_wanted = Signal()
    void_wanted = Signal()

    def __init__(self, within: QWidget, lists: AuditLists, dates: DateReader, settings: Settings) -> None:
        """Make all parts; nothing is shown in them yet."""
        super().__init__(within)
        self.lists = lists
        self.heading = theme.label("", "section")
        self.state_chip = QLabel()
        self.state_words = theme.label("", "caption", "second")
        self.void = button("Void …", self.void_wanted.emit, kind="quiet")
        self.foot = self._make_foot()
        self.band = ResultBand()
        self.head = AuditHead(lists, dates, settings)
        self.slip = Form(audits_fields.SLIP_FIELDS, label_width=audits_fields.LABELS)
        self.sums = Form(audits_fields.SUM_FIELDS, label_width=audits_fields.LABELS)
        self._in_sight: QWidget | None = None
        self.records = RecordsGrid(lists)
        self.findings = FindingsGrid(lists, self.records.record, self.records.current_reference)
        self.actions_grid = ActionsGrid(dates)
        self._lay_out()
        self._keep_sight_of_typing()

    @property
    def grids(self) -> tuple[EntryGrid, ...]:
        """The grids of records, findings, answers and actions."""
        return self.records.grid, self.findings.grid, self.findings.answers, self.actions_grid.grid

    def _lay_out(self) -> None:
        column = theme.column(self, 8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.heading)
        row.addWidget(self.state_chip)
        row.addWidget(self.state_words)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.band)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.keep_left(self._scroll)
        body = QWidget()
        body.setObjectName("scroll_body")
        self._scroll.setWidget(body)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.foot)
        self._body = inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 4, 8, 8)
        inner.setSpacing(8)
        audits_fields.FieldColumns(self.head.first).lay(2, across=True)
        self._more_columns = audits_fields.FieldColumns(self.head.more)
        self._more_columns.lay(2)
        inner.addWidget(self.head.first)
        inner.addLayout(self._depth_row())
        for panel in self._panels_of_depths():
            inner.addWidget(panel)
        inner.addWidget(self.head.fold)
        inner.addWidget(self._findings_section(), 1)
        inner.addStretch(0)

    def _keep_sight_of_typing(self) -> None:
        for name in audits_fields.HEAD_NAMES:
            self.head.editor(name).installEventFilter(self)
        self.records.installEventFilter(self)
        self.head.fold.turned.connect(self._show_more)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)

    def show_state(self, state: AuditState, *, new: bool) -> None:
        """Say the state above the form, and in its foot what can follow."""
        audits_fields.show_chip(self.state_chip, state.words, "caution" if state == AuditState.DRAFT else "")
        self.state_words.setText(state_hint(state, new=new))
        self.foot.show_step(step_words(state, new=new), self.step_wanted.emit, new=new)
        self.void.setVisible(not new)

    def start_part(self, part: str) -> None:
        """Put the keyboard on what stands below the counts: findings, answers or actions."""
        if part == "answers" and not self.findings.findings:
            part = "findings"
        self.show_part(part)
        start: dict[str, Callable[[], None]] = {
            "findings": self.findings.start,
            "answers": self.findings.start_answers,
            "actions": self.actions_grid.start,
        }
        start[part]()

    def show_part(self, part: str) -> None:
        """Show findings, answers or actions below the counts; the keyboard stays."""
        self.parts.choose(part)
        self._findings_part.setVisible(True)
        self.findings.setVisible(part != "actions")
        self.actions_grid.setVisible(part == "actions")
        self.findings.show_answers(part == "answers")
        self.bring_into_sight(self._findings_part)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what has the keyboard in sight; what a mouse came to is in sight, and moves nothing under it."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._in_sight = None
            if event.reason() not in _BY_MOUSE:
                self._scroll.ensureWidgetVisible(watched, 0, 48 if event.reason() in _BY_TAB else 8)
        return super().eventFilter(watched, event)

    def bring_into_sight(self, part: QWidget) -> None:
        """Scroll to a part, and keep it in sight until the keyboard goes elsewhere."""
        self._in_sight = part
        self._body.activate()
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Scroll to what was asked for, again when there is more or less to scroll."""
        if self._in_sight is not None:
            self._scroll.ensureWidgetVisible(self._in_sight, 0, 8)

    def _show_more(self, opened: bool) -> None:
        if opened:
            self.bring_into_sight(self.head.fold)

    def _make_foot(self) -> FormFoot:
        made = FormFoot(self.save_wanted.emit, "Save", "Ctrl+S")
        made.add_first(self.void)
        made.add_step("Alt+S")
        made.add_next("Save and next", self.next_wanted.emit, "Ctrl+Return")
        return made

    def _depth_row(self) -> QHBoxLayout:
        self.depths = Segments("Depth", [(depth, depth.words) for depth in AuditDepth], typed=True)
        self.depths.setToolTip("Alt+1, Alt+2, Alt+3")
        caption = theme.label("Depth", "body", "second")
        caption.setFixedWidth(audits_fields.LABELS + 8)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(caption)
        row.addWidget(self.depths)
        row.addStretch(1)
        return row

    def _panels_of_depths(self) -> Sequence[QWidget]:
        """Make what is typed at each depth; one is shown at a time, as high as it is with the reasons beneath."""
        audits_fields.FieldColumns(self.slip).lay(2)
        audits_fields.FieldColumns(self.sums).lay(3)
        self.records.setFixedHeight(244)
        self._panels: dict[str, QWidget] = dict(zip(AuditDepth, (self.slip, self.sums, self.records), strict=True))
        return tuple(self._panels.values())

    def _findings_section(self) -> QWidget:
        self._findings_part = QWidget()
        column = theme.column(self._findings_part, 4)
        self.parts = Segments("Below", [("findings", "Findings"), ("answers", "Answers"), ("actions", "Actions")])
        self.parts.setToolTip("Alt+4, Alt+5, Alt+6")
        column.addWidget(self.parts, 0, Qt.AlignmentFlag.AlignLeft)
        self.findings.setMinimumHeight(216)
        self.actions_grid.setMinimumHeight(180)
        self.actions_grid.setVisible(False)
        column.addWidget(self.findings, 1)
        column.addWidget(self.actions_grid, 1)
        return self._findings_part
