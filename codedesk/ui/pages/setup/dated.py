"""A part of a coder's form in Setup: dated rows listed, one added, one voided. What the rows are is each part's own."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from codedesk.errors import Refused
from codedesk.services.people.coders import CoderRow
from codedesk.ui import theme
from codedesk.ui.ask import asker
from codedesk.ui.context import Context
from codedesk.ui.pages.setup.listed import caption
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.table import Table, TableColumn

R = TypeVar("R")


@dataclass(frozen=True)
class Dated(Generic[R]):
    """What such a part says and shows: noun as on its buttons, name as in the names of its steps, rows seen at once."""

    title: str
    hint: str
    noun: str
    name: str
    why: str
    columns: Sequence[TableColumn[R]]
    fields: Sequence[Field]
    rows_shown: int


class DatedPart(QWidget, Generic[R]):
    """The dated rows of a coder: listed, added, voided; closed for typing in a file that may only be read."""

    def __init__(self, context: Context, dated: Dated[R]) -> None:
        """Start without a coder."""
        super().__init__()
        self.context, self.dated = context, dated
        self.row: CoderRow | None = None
        self.table: Table[R] = Table(dated.columns, dated.title, row_height=theme.COMPACT_ROW_HEIGHT)
        self.table.setFixedHeight(theme.ROW_HEIGHT + dated.rows_shown * theme.COMPACT_ROW_HEIGHT)
        self.form = Form(dated.fields, today=context.today, date_order=context.date_order, label_width=128)
        self.add_button = button(f"Add the {dated.noun}", self.add)
        self.void_button = button(f"Void the chosen {dated.noun} …", self.void, kind="quiet")
        self._lay_out()

    @abstractmethod
    def read(self, row: CoderRow) -> None:
        """Read the rows of a coder, then call `show_rows`."""

    @abstractmethod
    def stored(self, row: CoderRow, values: dict[str, Any]) -> tuple[str, Callable[..., Any], Any]:
        """Return the step, the service and the draft that store what is typed."""

    @abstractmethod
    def voided(self, chosen: R) -> tuple[str, Callable[..., Any], int]:
        """Return the day of a row, the service that voids it and its number."""

    def below_the_form(self) -> Sequence[QWidget]:
        """Return what stands between the form and the buttons."""
        return ()

    def show_coder(self, row: CoderRow | None) -> None:
        """Show the rows of a coder; nothing while a new one is typed."""
        if row is None or self.row is None or row.id != self.row.id:
            self.form.clear()
        self.row = row
        self.setVisible(row is not None)
        self.form.set_enabled(not self.context.read_only)
        for part in (self.add_button, self.void_button):
            part.setEnabled(not self.context.read_only)
        if row is not None:
            self.read(row)

    def show_rows(self, rows: tuple[R, ...]) -> None:
        """List the rows."""
        self.table.setVisible(bool(rows))
        self.void_button.setVisible(bool(rows))
        self.table.show_rows(rows)

    def add(self) -> None:
        """Store what is typed."""
        if self.row is None or self.context.read_only:
            return
        values = self.form.values()
        if values is not None:
            step, service, draft = self.stored(self.row, values)
            self.context.write(self, step, service, draft, then=self._added, failed=self._failed)

    def void(self) -> None:
        """Void the chosen row, with a reason."""
        chosen = self.table.selected_row()
        if chosen is None or self.row is None:
            return
        reason = asker().line(self, f"Void the {self.dated.noun}", f"Why? {self.dated.why}")
        if reason is not None:
            day, service, number = self.voided(chosen)
            step = f"Void a {self.dated.name}, {self.row.shown_name}, {day}"
            self.context.write(self, step, service, number, reason)

    def _added(self, _number: int) -> None:
        self.form.clear()
        self.form.focus_first()

    def _failed(self, error: BaseException) -> None:
        if not (isinstance(error, Refused) and self.form.show_refusal(error)):
            self.context.tell_failure(error)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(caption(self.dated.title))
        column.addWidget(theme.label(self.dated.hint, "caption", "third", wrap=True))
        for part in (self.table, self.form, *self.below_the_form()):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.void_button)
        row.addStretch(1)
        column.addLayout(row)
        self.form.submitted.connect(self.add)
