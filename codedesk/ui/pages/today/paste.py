"""The preview of a pasted block: what each text would change, what is refused. Keeping it is the page's."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from codedesk import formats
from codedesk.services.days.paste import PasteLineRow, PastePlan
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.grid_paint import one_line
from codedesk.ui.widgets.table import Column, Table

_SHOWN = 1000


class PastePreview(QDialog):
    """Shows the plan of a paste. Enter keeps it as one step, Esc leaves everything as it was."""

    def __init__(self, parent: QWidget, plan: PastePlan, keep: Callable[[PastePlan], None]) -> None:
        """Show the plan; keep is called with it when the person agrees."""
        super().__init__(parent)
        self.plan, self._keep = plan, keep
        self.setWindowTitle("Paste")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(760, 460)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PAGE_MARGIN, 16, theme.PAGE_MARGIN, 16)
        column.setSpacing(12)
        column.addWidget(theme.label("What this paste changes", "section"))
        column.addWidget(theme.label(plan_words(plan), "body", "caution" if plan.refused else "second", wrap=True))
        table: Table[PasteLineRow] = Table(_COLUMNS, "Pasted values", row_height=theme.COMPACT_ROW_HEIGHT)
        table.show_rows(sorted(plan.lines, key=lambda line: not line.reason)[:_SHOWN])
        column.addWidget(table, 1)
        column.addLayout(self._buttons())
        self._keep_button.setFocus()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button("Leave as it is", self.reject))
        count = len(self.plan.drafts)
        words = f"Keep {formats.plural(count, 'value')}" if count else "Nothing to keep"
        keep = button(words, self._accepted, kind="primary")
        keep.setEnabled(bool(count))
        keep.setDefault(True)
        row.addWidget(keep)
        self._keep_button = keep
        return row

    def _accepted(self) -> None:
        self.accept()
        self._keep(self.plan)


def plan_words(plan: PastePlan) -> str:
    """Say a plan in one sentence: "12 values change, 3 are the same, 1 is refused and is left as it was."""
    parts = [f"{formats.plural(len(plan.drafts), 'value')} {'changes' if len(plan.drafts) == 1 else 'change'}"]
    if plan.same:
        parts.append(f"{formats.count(plan.same)} {'is' if plan.same == 1 else 'are'} the same")
    if plan.refused:
        parts.append(f"{formats.count(plan.refused)} {'is' if plan.refused == 1 else 'are'} refused")
    left = " What is refused is left as it was." if plan.refused else ""
    return f"{', '.join(parts)}.{left}"


def _reason(line: PasteLineRow) -> str:
    return line.reason or ("" if line.changes else "the same")


_COLUMNS: tuple[Column[PasteLineRow], ...] = (
    Column("label", "Cell", 260, text=lambda line: line.label),
    Column("before", "Now", 80, "right", text=lambda line: one_line(line.before)),
    Column("text", "Pasted", 100, "right", text=lambda line: one_line(line.text)),
    Column("reason", "", 200, text=_reason, stretch=True, tone=lambda line: "error" if line.reason else "second"),
)
