"""The list of audits and its place beside the form: columns as data, an audit on two lines.

Here lives how rows look. Which rows, and what happens when one is chosen, is the page's.
"""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QSplitter, QWidget

from codedesk import formats
from codedesk.methods import method_words
from codedesk.metrics.figures import Accuracy
from codedesk.models.audit_words import AuditState, Selection
from codedesk.services.audits.audits import AuditRow
from codedesk.ui import theme
from codedesk.ui.pages.audits.words import result_words
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.row_menu import Actions
from codedesk.ui.widgets.table import Table, TableColumn
from codedesk.ui.widgets.two_lines import draw_line, halves, whole_parts

_OF_AN_AUDIT = (
    "audits.state_on",
    "audits.state_back",
    "audits.report_save",
    "audits.report_print",
    "audits.void",
)
_LIST_WIDTH = 320


class ListPanel(QWidget):
    """The list with, above it, what was typed and not saved. Signal: go_on() asks for that form again."""

    go_on = Signal()

    def __init__(self, actions: Actions) -> None:
        """Start without rows; actions are the page's, of which some can be done with an audit of the list."""
        super().__init__()
        self.table: Table[AuditRow] = Table(
            columns(), "Audits", row_height=theme.TWO_LINES_HEIGHT, empty="No audit in the time shown."
        )
        self.table.row_menu.name_open("Go to the audit")
        self.table.row_menu.offer(actions, *_OF_AN_AUDIT)
        self.setMinimumWidth(280)
        self._words = theme.label("", "body", "caution", wrap=True)
        self._strip = QWidget()
        strip = theme.column(self._strip, 4)
        strip.addWidget(self._words)
        strip.addWidget(button("Go on with it", self.go_on.emit), 0, Qt.AlignmentFlag.AlignLeft)
        column = theme.column(self, 8)
        column.addWidget(self._strip)
        column.addWidget(self.table, 1)
        self.show_waiting("")

    def show_waiting(self, name: str) -> None:
        """Say which audit is typed and not saved, "" for none."""
        self._words.setText(f"“{name}” is typed and not saved yet.")
        self._strip.setVisible(bool(name))


def split(panel: QWidget, form: QWidget) -> QSplitter:
    """Stand the list beside the form; of what a wide window has to give, a quarter goes to the list."""
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setHandleWidth(16)
    made.setChildrenCollapsible(False)
    made.addWidget(panel)
    made.addWidget(form)
    for place, share in enumerate((1, 3)):
        made.setStretchFactor(place, share)
    made.setSizes([_LIST_WIDTH, 640])
    return made


def columns() -> tuple[TableColumn[AuditRow], ...]:
    """Declare the list: what was audited, and what came of it."""
    return (
        TableColumn(
            "audit",
            "Audit",
            180,
            text=_audit_words,
            tooltip=_tooltip,
            paint=_paint_audit,
            stretch=True,
            copied=(
                ("Coder", lambda row: row.coder),
                ("Date", lambda row: formats.day(row.day)),
                ("Work type", lambda row: row.work_type or ""),
                ("Auditor", lambda row: row.auditor),
                ("State", _beside),
            ),
        ),
        TableColumn(
            "result", "Result", 132, "right", text=_result_words, tooltip=_tooltip, paint=_paint_result, of_person=True
        ),
    )


def _audit_words(row: AuditRow) -> str:
    return " · ".join(part for part in (row.coder, _beside(row), *_under(row)) if part)


def _under(row: AuditRow) -> list[str]:
    return [part for part in (formats.day(row.day), row.work_type, row.auditor) if part]


def _beside(row: AuditRow) -> str:
    """Say what is out of the ordinary: not final, not at random."""
    parts = (
        _state_words(row) if row.state != AuditState.FINAL else "",
        row.selection.words if row.selection != Selection.RANDOM else "",
    )
    return ", ".join(part for part in parts if part)


def _state_words(row: AuditRow) -> str:
    """Say the state, and until when a coder's answer is due."""
    if row.state != AuditState.SHARED or row.answer_due is None:
        return row.state.words
    word = "overdue" if row.answer_overdue else "due"
    return f"{word} {formats.day(row.answer_due).rpartition(' ')[0]}"


def _result_words(row: AuditRow) -> str:
    return result_words(row.result) if isinstance(row.result, Accuracy) else row.result.reason


def _tooltip(row: AuditRow) -> str:
    lines = [
        row.name,
        " · ".join(_under(row)),
        f"{method_words(row.method)}, {row.selection.words}, {row.state.words}",
        _result_words(row),
    ]
    if isinstance(row.result, Accuracy) and row.result.first_value != row.result.value:
        lines.append(f"first score {formats.percent(row.result.first_value)}")
    if row.open_rebuttals:
        lines.append(f"{formats.plural(row.open_rebuttals, 'rebuttal')} without an outcome")
    if not row.feeds_accuracy:
        lines.append("does not feed the coder’s accuracy")
    return "\n".join(lines)


def _paint_audit(painter: QPainter, rect: QRect, row: AuditRow, _palette: QPalette) -> None:
    upper, lower = halves(rect)
    draw_line(painter, upper, row.coder, "text", strong=True)
    beside = _beside(row)
    if beside:
        draw_line(painter, lower, f"{beside} · ", "text-2" if row.state == AuditState.FINAL else "caution", small=True)
        lower.setLeft(min(lower.left() + painter.fontMetrics().horizontalAdvance(f"{beside} · "), lower.right()))
    words = whole_parts(QFontMetrics(theme.font("caption")), _under(row), lower.width())
    draw_line(painter, lower, words, "text-2", small=True)


def _paint_result(painter: QPainter, rect: QRect, row: AuditRow, _palette: QPalette) -> None:
    upper, lower = halves(rect)
    right = Qt.AlignmentFlag.AlignRight
    if not isinstance(row.result, Accuracy):
        draw_line(painter, upper, "no result", "text-3", align=right)
        return
    first = row.result.first_value
    changed = f"{formats.percent(first)} → " if first != row.result.value else ""
    value = formats.percent(row.result.value, row.result.standard)
    draw_line(painter, upper, f"{changed}{value}", "text", strong=True, align=right)
    charts = "n not entered" if row.charts is None else f"n {row.charts}"
    interval = formats.interval(row.result.low, row.result.high)
    draw_line(painter, lower, f"{interval} · {charts}", "text-2", small=True, align=right)
