"""Education on the Lessons view: what repeated findings suggest, the items, the corrective actions of all audits.

Here lives how items are added, changed, finished and voided by a person. Rules are the education service's.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from codedesk import formats
from codedesk.models.education import EducationDraft
from codedesk.services.audits.lessons import LessonsRow, ProposalRow
from codedesk.services.people import education
from codedesk.services.people.education import EducationRow
from codedesk.ui import ask, theme
from codedesk.ui.context import Context
from codedesk.ui.dialogs.form import FormDialog
from codedesk.ui.pages.audits import lessons_tables as tables
from codedesk.ui.widgets.fields import Field
from codedesk.ui.widgets.table import Table

_NONE = 0


class EducationPanel(QWidget):
    """Proposals, education items and corrective actions, one under the other.

    Signal: action_wanted(ActionRow) when a corrective action is to be changed.
    """

    action_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        """Make the empty tables."""
        super().__init__()
        self.context = context
        self._rows: LessonsRow | None = None
        self.dialog: FormDialog | None = None
        self.proposals: Table[ProposalRow] = Table(tables.proposal_columns(), "Proposed after repeated findings")
        self.items: Table[EducationRow] = Table(tables.education_columns(), "Education")
        self.actions_table = Table(tables.action_columns(), "Corrective actions")
        self.proposals.activated.connect(self._take)
        self.items.activated.connect(self._edit)
        self.actions_table.activated.connect(self.action_wanted)
        self._proposed = theme.label("", "body", "second", wrap=True)
        self._listed = theme.label("", "section")
        self._acted = theme.label("", "section")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget, stretch in (
            (self._proposed, 0),
            (self.proposals, 2),
            (self._listed, 0),
            (self.items, 3),
            (self._acted, 0),
            (self.actions_table, 2),
        ):
            column.addWidget(widget, stretch)

    def show_lessons(self, rows: LessonsRow) -> None:
        """Show what is proposed and what is there."""
        self._rows = rows
        count = len(rows.proposals)
        self._proposed.setText(
            f"{formats.plural(count, 'category', 'categories')} found two or more audits running. "
            "Enter makes an education item of it; nothing is stored before you save."
            if count
            else f"No category was found two audits running in {rows.label} without education for it."
        )
        self.proposals.setVisible(count > 0)
        self.proposals.show_rows(rows.proposals)
        late = sum(row.state == "overdue" for row in rows.education)
        self._listed.setText(_heading("Education", len(rows.education), late))
        self.items.show_rows(rows.education)
        late = sum(row.overdue for row in rows.actions)
        self._acted.setText(_heading("Corrective actions of all audits", len(rows.actions), late))
        self.actions_table.show_rows(rows.actions)

    def add(self) -> None:
        """Ask for a new item."""
        coder = self.context.coder_id or _NONE
        self._ask("New education item", {"coder_id": coder}, None)

    def finish(self) -> None:
        """Ask for the day and the outcome of the chosen item."""
        row = self.items.selected_row()
        if row is None:
            return
        fields = (
            Field("done_on", "Done on", "date", required=True),
            Field("outcome", "Outcome", "long_text", hint="What came of it, such as the result of an exercise"),
        )
        values = {"done_on": row.draft.done_on or self.context.today(), "outcome": row.draft.outcome}
        dialog = self._open(f"Done: {row.draft.topic}", fields, values)
        dialog.given.connect(partial(self._finish, dialog, row))

    def void(self) -> None:
        """Void the chosen item for a reason."""
        row = self.items.selected_row()
        if row is None:
            return
        words = f"Why is “{row.draft.topic}” voided? Undo and History can put it back."
        reason = ask.asker().line(self, "Void the education item", words)
        if reason is not None:
            self.context.write(self, f"Void education {row.draft.topic}", education.EDUCATION.void, row.id, reason)

    def _finish(self, dialog: FormDialog, row: EducationRow, values: dict[str, Any]) -> None:
        step = f"Finish education {row.draft.topic}"
        self._store(dialog, step, education.finish_item, row.id, values["done_on"], values["outcome"])

    def _take(self, row: ProposalRow) -> None:
        if not self.context.read_only:
            self._ask("Education after repeated findings", _values(row.draft), None)

    def edit(self) -> None:
        """Ask for changes of the chosen item."""
        row = self.items.selected_row()
        if row is not None:
            self._edit(row)

    def _edit(self, row: EducationRow) -> None:
        if not self.context.read_only:
            self._ask("Education item", _values(row.draft), row)

    def _ask(self, title: str, values: dict[str, Any], row: EducationRow | None) -> None:
        if self._rows is None:
            return
        dialog = self._open(title, _fields(self._rows), values)
        dialog.given.connect(partial(self._save, dialog, values.get("audit_id"), row))

    def _save(self, dialog: FormDialog, audit_id: int | None, row: EducationRow | None, values: dict[str, Any]) -> None:
        given = {**values, "category_id": values["category_id"] or None, "audit_id": audit_id}
        given["hours"] = None if values["hours"] is None else float(values["hours"])
        draft = EducationDraft(**given)
        if row is None:
            self._store(dialog, f"Add education {draft.topic}", education.EDUCATION.add, draft)
        else:
            self._store(dialog, f"Change education {draft.topic}", education.EDUCATION.change, row.id, draft)

    def _open(self, title: str, fields: tuple[Field, ...], values: dict[str, Any]) -> FormDialog:
        dialog = FormDialog(self.window(), title, fields, self.context.today)
        dialog.form.set_values({field.name: values.get(field.name) for field in fields if field.name in values})
        self.dialog = dialog
        dialog.open()
        dialog.form.focus_first()
        return dialog

    def _store(self, dialog: FormDialog, step: str, service: Callable[..., Any], *args: Any) -> None:
        self.context.write(self, step, service, *args, then=lambda _result: dialog.accept(), failed=dialog.show_failure)


def _heading(what: str, count: int, late: int) -> str:
    return f"{what}: {count if count else 'none yet'}{f', {late} overdue' if late else ''}"


def _values(draft: EducationDraft) -> dict[str, Any]:
    values = dict(draft)
    return values | {"category_id": draft.category_id or _NONE}


def _fields(rows: LessonsRow) -> tuple[Field, ...]:
    return (
        Field("coder_id", "Coder", "choice", required=True, choices=rows.coders),
        Field("topic", "What is learned", "text", required=True),
        Field("category_id", "After findings of", "choice", choices=(("no category", _NONE), *rows.categories)),
        Field("due_on", "Due", "date"),
        Field("done_on", "Done on", "date", hint="Empty while it is to come"),
        Field("hours", "Hours", "number", high=1000),
        Field("reaudit_on", "Re-audit", "date", hint="When the category is looked at again"),
        Field("outcome", "Outcome", "long_text"),
        Field("in_packet", "Print it in the packet", "flag"),
    )
