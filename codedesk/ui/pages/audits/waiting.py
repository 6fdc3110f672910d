"""What waits for whom: answers of coders, decisions of auditors, closing and actions of the manager, by due date.

Here lives how the list looks. What waits is the service's.
"""

from typing import ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.services.audits import answers as audits_answers
from codedesk.services.audits.answers import WaitingRow
from codedesk.ui import theme
from codedesk.ui.pages.audits.action_dialog import ask_action
from codedesk.ui.pages.audits.views import AuditsView
from codedesk.ui.widgets.table import Table, TableColumn

_NOTHING = "Nothing waits: every audit is final and no action is open."


class WaitingView(AuditsView):
    """One list of all that waits, whatever the period. Enter opens the audit, or the action where one waits."""

    name: ClassVar[str] = "waiting"

    @override
    def build(self) -> None:
        self.words = theme.label("", "body", "second", wrap=True)
        self.table: Table[WaitingRow] = Table(_columns(), "What waits for whom")
        self.table.activated.connect(self._open)
        self.table.row_menu.name_open("Open it")
        self.body.addWidget(self.words)
        self.body.addWidget(self.table, 1)

    @override
    def refresh(self) -> None:
        self.read(audits_answers.waiting, self.context.today(), then=self._show)

    @override
    def first_focus(self) -> QWidget | None:
        return self.table

    def _show(self, rows: tuple[WaitingRow, ...]) -> None:
        self.page.show_content()
        self.page.set_subline(f"To do · {formats.plural(len(rows), 'thing')}, of any period")
        words = audits_answers.waiting_words(rows)
        self.words.setText(f"{words}." if words else "" if rows else _NOTHING)
        self.words.setVisible(bool(self.words.text()))
        self.table.show_rows(rows)

    def _open(self, row: WaitingRow) -> None:
        if row.action is not None:
            ask_action(self, row.action)
        else:
            self.context.navigate("audits", audit_id=row.audit_id)


def _columns() -> tuple[TableColumn[WaitingRow], ...]:
    return (
        TableColumn("party", "Waits for", 92, text=_party, strong=True),
        TableColumn("coder", "Coder", 152, text=lambda row: row.coder),
        TableColumn("what", "What", 260, text=_what, tooltip=_what, stretch=True),
        TableColumn("due", "Due", 156, text=_due, tone=_due_tone),
        TableColumn("audit", "Audit", 152, text=lambda row: row.name),
        TableColumn("state", "State", 148, text=lambda row: row.state.words, tone=lambda _row: "second"),
    )


def _what(row: WaitingRow) -> str:
    return row.waits_for


def _party(row: WaitingRow) -> str:
    return row.party


def _due(row: WaitingRow) -> str:
    if row.due_on is None:
        return "no date"
    return f"{formats.day(row.due_on)}{', overdue' if row.overdue else ''}"


def _due_tone(row: WaitingRow) -> theme.Tone:
    return "caution" if row.overdue else "" if row.due_on is not None else "third"
