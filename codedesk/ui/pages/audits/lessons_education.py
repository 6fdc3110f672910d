"""Education on the Lessons view: what repeated findings suggest, the items, the corrective actions of all audits.

Here lives how items are added, changed, finished and voided by a person. Rules are the education service's.
"""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from codedesk import formats
from codedesk.models.education import EducationDraft
from codedesk.services.audits.lessons import LessonsRow, ProposalRow
from codedesk.services.people import education
from codedesk.services.people.education import EducationRow
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.editing import Editing
from codedesk.ui.pages.audits import lessons_tables as tables
from codedesk.ui.typed import TypedPlace
from codedesk.ui.widgets.fields import Field
from codedesk.ui.widgets.table import Table

_WHERE = {"view": "lessons", "part": "education"}


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
        self.editing = Editing(context, self)
        high = theme.COMPACT_ROW_HEIGHT  # three tables under each other
        proposed = "Proposed after repeated findings"
        self.proposals: Table[ProposalRow] = Table(tables.proposal_columns(), proposed, row_height=high)
        self.items: Table[EducationRow] = Table(tables.education_columns(), "Education", row_height=high, key=_number)
        self.actions_table = Table(
            tables.action_columns(), "Corrective actions", row_height=high, key=lambda row: row.id
        )
        self.proposals.activated.connect(self._take)
        self.proposals.row_menu.name_open("Make an education item of it")
        self.items.row_menu.name_open("Change the education item")
        self.actions_table.row_menu.name_open("Open the action")
        self.items.activated.connect(self._edit)
        self.actions_table.activated.connect(self.action_wanted)
        self._proposed = theme.label("", "body", "second", wrap=True)
        self._listed = theme.label("", "section")
        self._acted = theme.label("", "section")
        column = theme.column(self, 8)
        for widget, stretch in (
            (self._proposed, 0),
            (self.proposals, 9),
            (self._listed, 0),
            (self.items, 12),
            (self._acted, 0),
            (self.actions_table, 13),
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

    def expect(self, item_id: int | None) -> None:
        """Choose an education item, now or as soon as it is shown, with the keyboard on it; nothing for None."""
        if item_id is not None:
            self.items.expect(item_id)
            self.items.setFocus()

    def add(self) -> None:
        """Ask for a new item."""
        self._ask("New education item", {"coder_id": self.context.coder_id}, None, following=self.add)

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

        def store(typed: dict[str, Any]) -> Any:
            step = f"Finish education {row.draft.topic}"
            return step, education.finish_item, (row.id, typed["done_on"], typed["outcome"])

        title = f"Done: {row.draft.topic}"
        place = TypedPlace("finished education", str(row.id), title, _WHERE, row.draft.coder_id)
        self.editing.open(title, fields, values, store, place=place)

    def reopen(self, key: str) -> None:
        """Show the form of an item, or of a new one, again in which something was typed."""
        row = next((row for row in self.items.rows if str(row.id) == key), None)
        if row is not None:
            self._edit(row)
        elif self._rows is not None:
            begun = [dict(row.draft) for row in self._rows.proposals]
            begun += [{"coder_id": number} for _name, number in self._rows.coders]
            self._ask("New education item", next((values for values in begun if _new_key(values) == key), {}), None)

    def reopen_finished(self, key: str) -> None:
        """Show the form in which an item is said to be done again."""
        self.expect(int(key))
        self.finish()

    def void(self) -> None:
        """Void the chosen item for a reason."""
        row = self.items.selected_row()
        if row is not None:
            self.editing.where = _WHERE
            topic, void = row.draft.topic, education.EDUCATION.void
            self.editing.void("education item", topic, f"Void education {topic}", void, row.id)

    def void_again(self, key: str) -> None:
        """Ask again why an item is voided, where a reason was typed and not given."""
        self.expect(int(key))
        self.void()

    def _take(self, row: ProposalRow) -> None:
        self._ask("Education after repeated findings", dict(row.draft), None)

    def edit(self) -> None:
        """Ask for changes of the chosen item."""
        row = self.items.selected_row()
        if row is not None:
            self._edit(row)

    def _edit(self, row: EducationRow) -> None:
        self._ask("Education item", dict(row.draft), row)

    def _ask(
        self, title: str, values: dict[str, Any], row: EducationRow | None, following: Callable[[], None] | None = None
    ) -> None:
        if self._rows is None:
            return

        def store(typed: dict[str, Any]) -> Any:
            draft = EducationDraft(**typed, audit_id=values.get("audit_id"))
            if row is None:
                return f"Add education {draft.topic}", education.EDUCATION.add, (draft,)
            return f"Change education {draft.topic}", education.EDUCATION.change, (row.id, draft)

        key = str(row.id) if row is not None else _new_key(values)
        place = TypedPlace("education", key, title, _WHERE, values.get("coder_id"))
        self.editing.open(title, _fields(self._rows), values, store, place=place, following=following)


def _new_key(values: Mapping[str, Any]) -> str:
    """Name the form of a new item by what it begins with."""
    return f"new {values.get('coder_id') or ''} {values.get('category_id') or ''}".strip()


def _number(row: EducationRow) -> int:
    return row.id


def _heading(what: str, count: int, late: int) -> str:
    return f"{what}: {count if count else 'none yet'}{f', {late} overdue' if late else ''}"


def _fields(rows: LessonsRow) -> tuple[Field, ...]:
    return (
        Field("coder_id", "Coder", "choice", required=True, choices=rows.coders),
        Field("topic", "What is learned", "text", required=True),
        Field("category_id", "After findings of", "choice", choices=(("no category", None), *rows.categories)),
        Field("due_on", "Due", "date"),
        Field("done_on", "Done on", "date", hint="Empty while it is to come"),
        Field("hours", "Hours", "number", high=1000),
        Field("reaudit_on", "Re-audit", "date", hint="When the category is looked at again"),
        Field("outcome", "Outcome", "long_text"),
        Field("in_packet", "Print it in the packet", "flag"),
    )
