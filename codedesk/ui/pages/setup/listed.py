"""A section that is a list with a form beside it: rows are chosen left, typed right, stored field by field.

Here lives how such a section behaves; what it lists is declared by each one as a `Listing`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from codedesk.errors import Refused
from codedesk.services.former_names import FormerNameRow
from codedesk.ui import theme
from codedesk.ui.ask import asker
from codedesk.ui.background import Then
from codedesk.ui.context import Context
from codedesk.ui.pages.setup.former import FormerNames
from codedesk.ui.pages.setup.section import Section
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.table import Table, TableColumn

R = TypeVar("R")
_FORM_WIDTH = 420
# A choice that fits the card beside its label and the scroll bar.
CARD_CHOICE_WIDTH = 224
_KEPT = "What you type is stored when you leave a field."
_READ_ONLY = "Open for reading only."


@dataclass(frozen=True)
class Listing(Generic[R]):
    """What a listed section is made of.

    read and its arguments give the rows; name, number and values say what a row is called, its id and its values by
    field. draft makes a draft of values; add(session, draft, *more), change(session, id, draft, *more),
    void(session, id, reason) and move(session, id, steps) store. empty is the line of an empty list. former
    gives the names that a row had before.
    """

    noun: str
    columns: Sequence[TableColumn[R]]
    fields: Sequence[Field]
    read: Callable[..., Any]
    name: Callable[[R], str]
    number: Callable[[R], int]
    values: Callable[[R], dict[str, Any]]
    draft: Callable[[dict[str, Any]], Any]
    add: Callable[..., Any]
    change: Callable[..., Any]
    void: Callable[..., Any]
    move: Callable[..., Any] | None
    empty: str
    new: dict[str, Any]
    former: Callable[[R], Sequence[FormerNameRow]] = lambda _row: ()


class ListedSection(Section, Generic[R]):
    """A list and the form of its chosen row."""

    state_changed = Signal()

    def __init__(self, context: Context, listing: Listing[R]) -> None:
        """Lay the list and the form out."""
        super().__init__(context)
        self.listing = listing
        self.row: R | None = None
        self.adding = False
        self.table: Table[R] = Table(listing.columns, self.title, settings=context.settings)
        self.form = Form(listing.fields, today=context.today, date_order=context.date_order, label_width=128)
        self.heading = theme.label("", "section", wrap=True)
        self.hint = theme.label(_KEPT if self.can_write else _READ_ONLY, "caption", "third", wrap=True)
        self.former = FormerNames(context, self.table.setFocus)
        self.empty = theme.label(listing.empty, "body", "second", wrap=True)
        self.store_button = button(f"Add the {listing.noun}", self.keep, kind="primary")
        self.new_button = button(f"New {listing.noun}", self.add)
        self._silent = self._another = False
        self._begun: tuple[str, ...] = ()
        self._left: tuple[str, ...] = ()
        self._lay_out()
        self._connect()
        self._show_form()

    def arguments(self) -> tuple[Any, ...]:
        """Return what `read` is called with, after the session."""
        return ()

    def more(self) -> tuple[Any, ...]:
        """Return what is stored together with the draft."""
        return ()

    def show_row(self, row: R | None) -> None:
        """Show what belongs to a row besides its fields."""

    def extra(self) -> Sequence[QWidget]:
        """Return the widgets under the form."""
        return ()

    @property
    @override
    def listed(self) -> bool:
        return True

    @property
    @override
    def ordered(self) -> bool:
        return self.listing.move is not None

    @property
    @override
    def can_add(self) -> bool:
        return self.can_write

    @property
    @override
    def can_void(self) -> bool:
        return self.can_write and self.row is not None and not self.adding

    @property
    @override
    def can_move(self) -> bool:
        return self.can_void and self.listing.move is not None

    @override
    def refresh(self) -> None:
        self.context.read(self, self.listing.read, *self.arguments(), then=self._show)

    @override
    def start(self) -> None:
        if self.table.rows:
            self.table.setFocus()
        elif self.adding:
            self.form.focus_first()

    @override
    def add(self) -> None:
        """Begin a new row; one that is being typed is stored first, and one that was left is shown again."""
        if self.adding and self.is_typed:
            self._another = True
            self.keep()
            return
        self.adding, self._another = True, False
        self.form.clear()
        self.form.set_values(self.listing.new)
        self._begun = self.form.texts
        if self._left:
            self.form.show_texts(self._left)
            self._left = ()
        self.show_row(None)
        self._show_form()
        self.form.focus_first()

    @property
    def is_typed(self) -> bool:
        """Tell whether anything of a new row was typed."""
        return self.adding and self.form.texts != self._begun

    @override
    def keep(self) -> None:
        values = self.form.values()
        if values is None:
            self._another = False
            return
        draft = self.listing.draft(values)
        if self.adding:
            step = f"Add {self.listing.noun} {_called(values)}"
            self._write(step, self.listing.add, draft, *self.more(), then=self._added)
        else:
            self._change("")

    @override
    def void(self) -> None:
        if self.row is None or not self.can_void:
            return
        name, number = self.listing.name(self.row), self.listing.number(self.row)
        reason = asker().line(self, f"Void {name}", "Why? The reason stays in the history, which can put it back.")
        if reason is not None:
            self._write(f"Void {self.listing.noun} {name}", self.listing.void, number, reason)

    @override
    def move_up(self) -> None:
        self._move(-1)

    @override
    def move_down(self) -> None:
        self._move(1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.form.isAncestorOf(self.focusWidget() or self):
            self._leave_form()
        else:
            super().keyPressEvent(event)

    def _leave_form(self) -> None:
        """Go back to the list; a new row that was not begun is let go, one that was stays as it stands."""
        if self.adding and not self.is_typed:
            self.adding = False
            self._choose(self.table.selected_row())
        if self.table.rows:
            self.table.setFocus()
        else:
            (self.store_button if self.adding else self.new_button).setFocus()

    def _show(self, rows: tuple[R, ...]) -> None:
        chosen = None if self.row is None else self.listing.number(self.row)
        self._silent = True
        self.table.show_rows(rows)
        found = chosen is not None and self.table.select_where(lambda row: self.listing.number(row) == chosen)
        self._silent = False
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if found and not self.adding:
            self._follow(self.table.selected_row())
        elif not self.adding:
            self._choose(self.table.selected_row())
        self.state_changed.emit()

    def _follow(self, row: R | None) -> None:
        """Show what changed of the row that is shown already; what is being typed stays."""
        if row is None or self.row is None:
            return
        before, now = self.listing.values(self.row), self.listing.values(row)
        typing = self.form.focusWidget()
        changed = {
            name: value for name, value in now.items() if value != before[name] and self.form.editor(name) is not typing
        }
        self.row = row
        self.form.set_values(changed)
        self._show_form()
        self.show_row(row)

    def _selected(self, row: R | None) -> None:
        if self._silent:
            return
        if self.is_typed:
            self._left = self.form.texts
            self.context.say("info", f"The new {self.listing.noun} is not stored yet. New shows what you typed.")
        self.adding = False
        self._choose(row)

    def _choose(self, row: R | None) -> None:
        self.row = row
        self.form.clear()
        if row is not None:
            self.form.set_values(self.listing.values(row))
        self.show_row(row)
        self._show_form()

    def _show_form(self) -> None:
        name = "" if self.row is None else self.listing.name(self.row)
        self.former.show_names(() if self.row is None or self.adding else self.listing.former(self.row))
        self.heading.setText(f"New {self.listing.noun}" if self.adding else name)
        self.hint.setText("" if self.adding else _KEPT if self.can_write else _READ_ONLY)
        self.store_button.setVisible(self.adding)
        self.new_button.setVisible(not self.table.rows and not self.adding and self.can_add)
        self.card.setVisible(self.adding or self.row is not None)
        self.form.set_enabled(self.can_write)
        self.state_changed.emit()

    def _committed(self, name: str) -> None:
        if not self.adding and self.row is not None:
            self._change(name)

    def _submitted(self) -> None:
        if self.adding:
            self.keep()
        else:
            self.table.setFocus()

    def _change(self, field: str) -> None:
        if self.row is None or self.form.errors:
            return
        values = {field.name: self.form.value(field.name) for field in self.listing.fields}
        words = next((known.label.lower() for known in self.listing.fields if known.name == field), "")
        step = ", ".join(part for part in (f"Change {self.listing.noun} {self.listing.name(self.row)}", words) if part)
        draft = self.listing.draft(values)
        self._write(step, self.listing.change, self.listing.number(self.row), draft, *self.more())

    def _move(self, steps: int) -> None:
        if self.row is not None and self.listing.move is not None and self.can_move:
            words = "up" if steps < 0 else "down"
            step = f"Move {self.listing.noun} {self.listing.name(self.row)} {words}"
            self.context.write(self, step, self.listing.move, self.listing.number(self.row), steps)

    def _write(
        self, step: str, service: Callable[..., Any], *args: Any, then: Callable[[Any], None] | None = None
    ) -> None:
        failed = partial(self._failed, step, service, args, then)
        self.context.write(self, step, service, *args, then=then, failed=failed)

    def _failed(
        self,
        step: str,
        service: Callable[..., Any],
        args: tuple[Any, ...],
        then: Then | None,
        error: BaseException,
    ) -> None:
        self._another = False
        if isinstance(error, Refused) and self.form.show_refusal(error):
            return
        again = None if isinstance(error, Refused) else partial(self._write, step, service, *args, then=then)
        self.context.tell_failure(error, again)

    def _added(self, number: int) -> None:
        self.adding = False
        self.context.read(self, self.listing.read, *self.arguments(), then=partial(self._show_new, number))

    def _show_new(self, number: int, rows: tuple[R, ...]) -> None:
        self.row = next((row for row in rows if self.listing.number(row) == number), None)
        self._show(rows)
        self._choose(self.row)
        if self._another:
            self.add()
        else:
            self.table.setFocus()

    def _connect(self) -> None:
        self.table.selected.connect(self._selected)
        self.table.activated.connect(self._opened)
        self.form.committed.connect(self._committed)
        self.form.submitted.connect(self._submitted)

    def _opened(self, _row: object) -> None:
        self.form.focus_first()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.left = QVBoxLayout()
        self.left.setSpacing(12)
        self.left.addWidget(self.empty)
        self.left.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.left.addWidget(self.table, 1)
        self.left.addStretch(0)
        row.addLayout(self.left, 1)
        row.addWidget(self._make_card())

    def _make_card(self) -> QWidget:
        self.card = QFrame()
        self.card.setProperty("kind", "card")
        self.card.setFixedWidth(_FORM_WIDTH)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.CARD_MARGIN, theme.CARD_MARGIN, theme.CARD_MARGIN, theme.CARD_MARGIN)
        column.setSpacing(8)
        for part in (self.heading, self.former, self.hint, self.form, self.store_button, *self.extra()):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys of what is inside still scroll it
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        for part in (area.viewport(), inside):
            part.setAutoFillBackground(False)
        around = QVBoxLayout(self.card)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)
        return self.card


def _called(values: dict[str, Any]) -> str:
    return str(values.get("name", "")).strip()


def caption(words: str) -> QLabel:
    """Make the head of a part under the form."""
    return theme.label(words, "head", "second")
