"""The preview of a pasted block: what each text would change, what is refused. Storing it is the page's."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from codedesk import formats
from codedesk.services.days.paste import PasteLineRow, PastePlan
from codedesk.ui import theme
from codedesk.ui.pages.today.pasting import date_words
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.dialog import Dialog
from codedesk.ui.widgets.editors import ChoiceBox, fill_choices
from codedesk.ui.widgets.grid_paint import one_line
from codedesk.ui.widgets.table import Table, TableColumn

_SHOWN = 1000
_PASTE_WIDTH = 160  # "Paste 1,000 values": the words change while the dialog is open


class PastePreview(Dialog):
    """Shows the plan of a paste. Enter pastes it as one step, Esc leaves everything as it was.

    A block that can be laid in two ways waits until one is chosen; nothing is pasted by place alone.
    """

    def __init__(self, parent: QWidget, ways: Sequence[tuple[str, PastePlan]], keep: Callable[[PastePlan], None]):
        """Show the plan of each way (words, plan); keep is called with the one that the person agrees to."""
        super().__init__(parent)
        self.ways, self._keep = tuple(ways), keep
        self.plan: PastePlan | None = None
        self.setWindowTitle("Paste")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(880, 480)
        column = theme.column(self, 12, margins=(theme.PAGE_MARGIN, 16, theme.PAGE_MARGIN, 16))
        column.addWidget(theme.label("What this paste changes", "section"))
        self._words = theme.label("", "body", "second", wrap=True)
        column.addWidget(self._words)
        self.box = ChoiceBox()
        column.addWidget(self.box)
        self._table: Table[PasteLineRow] = Table(_COLUMNS, "Pasted values", row_height=theme.COMPACT_ROW_HEIGHT)
        column.addWidget(self._table, 1)
        column.addLayout(self._buttons())
        self._begin()

    def _begin(self) -> None:
        self.box.setVisible(len(self.ways) > 1)
        if len(self.ways) == 1:
            self._show(*self.ways[0])
            self._paste_button.setFocus()
            return
        fill_choices(self.box, self.ways, required=True)
        self.box.setAccessibleName("Where the values go")
        self.box.currentIndexChanged.connect(self._chosen)
        self._words.setText("The values can go to two kinds of cells. Choose which, then look at the dates below.")
        theme.restyle(self._words, tone="caution")
        self._name("Choose first")
        self._paste_button.setEnabled(False)
        self.box.setFocus()

    def _chosen(self, place: int) -> None:
        if 0 <= place < len(self.ways):
            self._show("", self.ways[place][1])

    def _show(self, how: str, plan: PastePlan) -> None:
        self.plan = plan
        self._words.setText(f"{plan_words(plan)} {how}{'.' if how else ''}".rstrip())
        theme.restyle(self._words, tone="caution" if plan.refused else "second")
        self._table.show_rows(sorted(plan.lines, key=lambda line: not line.reason)[:_SHOWN])
        count = len(plan.drafts)
        self._paste_button.setEnabled(bool(count))
        self._name(f"Paste {formats.plural(count, 'value')}" if count else "Nothing to paste")

    def _name(self, words: str) -> None:
        self._paste_button.setText(words)
        self._paste_button.setAccessibleName(words)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button("Do not paste", self.reject))
        paste = button("Nothing to paste", self._accepted, kind="primary")
        paste.setMinimumWidth(_PASTE_WIDTH)
        paste.setDefault(True)
        row.addWidget(paste)
        self._paste_button = paste
        return row

    def _accepted(self) -> None:
        self.accept()
        if self.plan is not None:
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


_COLUMNS: tuple[TableColumn[PasteLineRow], ...] = (
    TableColumn("day", "Date", 130, text=lambda line: date_words(line.day)),
    TableColumn("label", "Cell", 260, text=lambda line: line.label),
    TableColumn("before", "Now", 80, "right", text=lambda line: one_line(line.before)),
    TableColumn("text", "Pasted", 100, "right", text=lambda line: one_line(line.text)),
    TableColumn("reason", "", 200, text=_reason, stretch=True, tone=lambda line: "error" if line.reason else "second"),
)
