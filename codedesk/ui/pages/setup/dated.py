"""A part of a coder's form in Setup: dated rows listed, one added, one voided. What the rows are is each part's own."""

from collections.abc import Sequence
from typing import Any, Generic

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from codedesk.services.people.coders import CoderRow
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.editing import Editing
from codedesk.ui.listing import Listing, R
from codedesk.ui.pages.setup.listed import caption
from codedesk.ui.reading import PartReader
from codedesk.ui.typed import TypedPlace
from codedesk.ui.waiting import Waiting
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.fields import Form
from codedesk.ui.widgets.form_foot import FormFoot
from codedesk.ui.widgets.table import Table

_WHERE = {"section": "coders"}


class DatedPart(QWidget, Generic[R]):
    """The dated rows of a coder: listed, added, voided; closed for typing in a file that may only be read."""

    def __init__(self, context: Context, listing: Listing[R], hint: str, rows_shown: int) -> None:
        """Start without a coder; rows_shown are seen at once."""
        super().__init__()
        self.context, self.listing = context, listing
        self.editing = Editing(context, self)
        self.editing.where = _WHERE
        self.row: CoderRow | None = None
        self.table: Table[R] = Table(
            listing.columns, listing.title, row_height=theme.COMPACT_ROW_HEIGHT, key=lambda row: row.id
        )
        self.table.setFixedHeight(theme.ROW_HEIGHT + rows_shown * theme.COMPACT_ROW_HEIGHT)
        self.table.row_menu.offer(self.row_actions)
        self.form = Form(listing.fields, dates=context.dates, label_width=128)
        short = listing.noun.split()[-1]
        self._why = f"The {short} before it holds on."
        self.foot = FormFoot(self.add, f"Add the {short}", "Ctrl+Return")
        self.void_button = button(f"Void the chosen {short} …", self.void, kind="quiet")
        self._part = PartReader(context, self, Waiting(self, context.ahead))
        self._lay_out(hint)

    def row_actions(self) -> tuple[Action, ...]:
        """Return what can be done with the chosen row."""
        words = f"Void the {self.listing.noun} …"
        return (Action("dated.void", words, "Del", self.void, enabled=lambda: not self.context.read_only),)

    def arguments(self) -> tuple[Any, ...]:
        """Return what `read` is called with, after the session and the coder."""
        return ()

    def below_the_form(self) -> Sequence[QWidget]:
        """Return what stands between the form and its foot."""
        return ()

    def show_coder(self, row: CoderRow | None) -> None:
        """Show the rows of a coder; nothing while a new one is typed."""
        another = row is None or self.row is None or row.id != self.row.id
        if another:
            self.context.typed.leave(self.form)
            self.form.clear()
            if row is not None:
                noun = self.listing.noun
                what, title = _WHERE, f"New {noun}, {row.shown_name}"
                place = TypedPlace(f"setup {noun}", f"new {row.id}", title, what, row.id, "setup")
                self.context.typed.follow(self.form, place, self.foot)
        self.row = row
        self.setVisible(row is not None)
        self.form.set_enabled(not self.context.read_only)
        self.foot.setVisible(not self.context.read_only)
        self.void_button.setEnabled(not self.context.read_only)
        if row is not None:
            assert self.listing.read is not None
            self._part.read(self.listing.read, row.id, *self.arguments(), then=self.show_rows, quiet=not another)

    def show_rows(self, rows: tuple[R, ...]) -> None:
        """List the rows."""
        self.table.setVisible(bool(rows))
        self.void_button.setVisible(bool(rows))
        self.table.show_rows(rows)

    def add(self) -> None:
        """Store what is typed."""
        values = self.form.values() if self.row is not None and not self.context.read_only else None
        if values is not None and self.row is not None:
            draft = self.listing.draft({"coder_id": self.row.id, **values})
            step = f"Add a {self.listing.noun}, {self.row.shown_name}, {self.listing.said(draft)}"
            self.editing.store(self.form, step, self.listing.add, draft, then=self._added, again=self.add)

    def void(self) -> None:
        """Void the chosen row, with a reason."""
        chosen = self.table.selected_row()
        if chosen is not None and self.row is not None:
            noun, day = self.listing.noun, self.listing.name(chosen)
            step = f"Void a {noun}, {self.row.shown_name}, {day}"
            self.editing.void(noun, day, step, self.listing.void, chosen.id, why=self._why)

    def _added(self, _number: int) -> None:
        self.form.clear()
        self.context.typed.stored(self.form)
        self.form.focus_first()

    def _lay_out(self, hint: str) -> None:
        column = theme.column(self, 8, margins=(0, 8, 0, 0))
        column.addWidget(caption(self.listing.title))
        column.addWidget(theme.label(hint, "caption", "third", wrap=True))
        column.addWidget(self.table)
        column.addWidget(self.void_button, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.form, *self.below_the_form(), self.foot):
            column.addWidget(part)
        self.form.submitted.connect(self.add)
