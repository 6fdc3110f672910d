"""What is to do after audits: answers, decisions, closing, actions and education, what is overdue first.

Here lives how the list looks. What belongs to it is the service's.
"""

from typing import ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.services.audits import todo as audits_todo
from codedesk.services.audits.todo import TodoRow
from codedesk.ui import theme
from codedesk.ui.pages.audits.action_dialog import ask_action
from codedesk.ui.pages.audits.views import AuditsView
from codedesk.ui.widgets.table import Table, TableColumn

_NOTHING = "Nothing is to do: every audit is final, and no action and no education item is open."


class TodoView(AuditsView):
    """One list of all that is to do, whatever the period. Enter opens it where it is done."""

    name: ClassVar[str] = "todo"
    takes_coder: ClassVar[bool] = True

    @override
    def build(self) -> None:
        self.table: Table[TodoRow] = Table(_columns(), "To do", empty=_NOTHING, key=_key)
        self.table.activated.connect(self._open)
        self.table.row_menu.name_open("Open it")
        self.context.typed.opens("audits", "action", self._reopen)
        self.body.addWidget(self.table, 1)

    @override
    def refresh(self) -> None:
        self.read(audits_todo.todo, self.context.today(), self.context.coder_id, then=self._show)

    @override
    def first_focus(self) -> QWidget | None:
        return self.table

    def _show(self, rows: tuple[TodoRow, ...]) -> None:
        self.page.show_content()
        late = sum(row.overdue for row in rows)
        self.page.set_subline(f"To do · {formats.plural(len(rows), 'thing')}, {late} overdue, of any period")
        self.table.show_rows(rows)

    def _reopen(self, key: str) -> None:
        """Show the form of an action again in which something was typed."""
        if self.table.select_where(lambda row: row.action is not None and str(row.action.id) == key):
            self.table.activated.emit(self.table.selected_row())

    def _open(self, row: TodoRow) -> None:
        if row.action is not None:
            ask_action(self, row.action)
        elif row.education_id is not None:
            self.context.navigate("audits", view="lessons", part="education", item=row.education_id)
        else:
            self.context.navigate("audits", audit_id=row.audit_id)


def _columns() -> tuple[TableColumn[TodoRow], ...]:
    return (
        TableColumn("party", "Waits for", 92, text=_party, strong=True),
        TableColumn("coder", "Coder", 152, text=lambda row: row.coder),
        TableColumn("what", "What", 260, text=_what, tooltip=_what, stretch=True),
        TableColumn("due", "Due", 156, text=_due, tone=_due_tone, sort_key=lambda row: row.due_on),
        TableColumn("audit", "Audit", 152, text=lambda row: row.audit),
        TableColumn("state", "State", 148, text=lambda row: row.state, tone=lambda _row: "second"),
    )


def _key(row: TodoRow) -> tuple[int | None, ...]:
    return row.action.id if row.action is not None else None, row.education_id, row.audit_id


def _what(row: TodoRow) -> str:
    return row.what


def _party(row: TodoRow) -> str:
    return row.party


def _due(row: TodoRow) -> str:
    if row.due_on is None:
        return "no date"
    return f"{formats.day(row.due_on)}{', overdue' if row.overdue else ''}"


def _due_tone(row: TodoRow) -> theme.Tone:
    return "caution" if row.overdue else "" if row.due_on is not None else "third"
