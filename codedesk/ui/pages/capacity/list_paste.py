"""The preview of a pasted list of charts with their days: what it brings, and what is dropped and kept nowhere."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from codedesk import formats
from codedesk.models.flow import ChartWaitDraft
from codedesk.services.flow.turnaround_lists import ListPlan
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.dialog import Dialog
from codedesk.ui.widgets.table import Table, TableColumn

_MOST = 1000
_REFUSED_SHOWN = 5


class ListPreview(Dialog):
    """Shows what a list brings. Enter stores it as one step, Esc leaves everything as it was."""

    def __init__(
        self, parent: QWidget, plan: ListPlan, types: Mapping[int, str], keep: Callable[[ListPlan], None]
    ) -> None:
        """Show the plan; keep is called with it where the person agrees."""
        super().__init__(parent)
        self.plan, self._keep = plan, keep
        self.setWindowTitle("Paste a list")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(880, 480)
        column = theme.column(self, 12, margins=(theme.PAGE_MARGIN, 16, theme.PAGE_MARGIN, 16))
        column.addWidget(theme.label("What this list brings", "section"))
        self.words = theme.label(plan_words(plan), "body", "caution" if plan.refused else "second", wrap=True)
        column.addWidget(self.words)
        self.table: Table[ChartWaitDraft] = Table(
            _columns(types), "Charts of the list", row_height=theme.COMPACT_ROW_HEIGHT,
            empty="No line of the list can be taken: why, is said above.",
        )  # fmt: skip
        self.table.show_rows(plan.drafts[:_MOST])
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button("Do not store", self.reject))
        words = f"Store {formats.plural(plan.charts, 'chart')}" if plan.drafts else "Nothing to store"
        self.store = button(words, self._accepted, kind="primary")
        self.store.setEnabled(bool(plan.drafts))
        self.store.setDefault(True)
        foot.addWidget(self.store)
        column.addLayout(foot)
        self.store.setFocus()

    def _accepted(self) -> None:
        self.accept()
        self._keep(self.plan)


def plan_words(plan: ListPlan) -> str:
    """Say what a list brings, which columns are not kept, and which lines are left out and why."""
    lines = f"{formats.plural(plan.charts, 'chart')}, {formats.count(plan.waiting)} of them still waiting, added up to "
    parts = [f"{lines}{formats.plural(len(plan.drafts), 'line')}: only days and numbers are kept."]
    if plan.dropped:
        parts.append(f"Dropped now, and kept nowhere: {', '.join(plan.dropped)}.")
    if plan.refused:
        shown = "; ".join(f"line {row.line}: {row.reason}" for row in plan.refused[:_REFUSED_SHOWN])
        more = len(plan.refused) - _REFUSED_SHOWN
        parts.append(f"Left out: {shown}{f'; and {formats.count(more)} more' if more > 0 else ''}.")
    return " ".join(parts)


def _columns(types: Mapping[int, str]) -> tuple[TableColumn[ChartWaitDraft], ...]:
    return (
        TableColumn("type", "Work type", 220, text=lambda row: types.get(row.work_type_id, ""), stretch=True),
        TableColumn("discharged", "Discharged", 130, text=lambda row: _day(row.discharged)),
        TableColumn("available", "Available", 130, text=lambda row: _day(row.available)),
        TableColumn("coded", "Coded", 130, text=lambda row: _day(row.coded) or "still waiting"),
        TableColumn("charts", "Charts", 90, "right", text=lambda row: formats.count(row.charts)),
    )


def _day(value: date | None) -> str:
    return "" if value is None else formats.day(value)
