"""A section that is a list with a form beside it: rows are chosen left, typed right, stored field by field.

Here lives what is so only where the form stands beside its list; the rest is in ui/editing.py.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.editing import Editing
from codedesk.ui.listing import Listing, R
from codedesk.ui.pages.setup.former import FormerNames
from codedesk.ui.pages.setup.section import Section
from codedesk.ui.reading import PartReader
from codedesk.ui.typed import WHY, TypedPlace
from codedesk.ui.waiting import Waiting
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.fields import Form
from codedesk.ui.widgets.form_foot import FormFoot
from codedesk.ui.widgets.table import Table

_FORM_WIDTH = 420
# A choice that fits the card beside its label and the scroll bar.
CARD_CHOICE_WIDTH = 224
CONTROL = Qt.KeyboardModifier.ControlModifier
_KEPT = "What you type is stored when you leave a field."
_MOVED = "this order is used everywhere. Move up and Move down (Ctrl+Shift+Up, Down) change it."
_READ_ONLY = "Open for reading only."


class ListedSection(Section, Generic[R]):
    """A list and the form of its chosen row."""

    state_changed = Signal()

    def __init__(self, context: Context, listing: Listing[R]) -> None:
        """Lay the list and the form out."""
        super().__init__(context, listing.title)
        self.listing = listing
        self.editing = Editing(context, self)
        self.editing.where = {"section": listing.title}
        self.row: R | None = None
        self.adding = False
        self.table: Table[R] = Table(
            listing.columns,
            listing.title,
            settings=context.settings,
            key=lambda row: row.id,
            order="" if listing.move is None else _MOVED,
        )
        self.form = Form(listing.fields, dates=context.dates, label_width=128)
        self.heading = theme.label("", "section", wrap=True)
        self.hint = theme.label(_KEPT if self.can_write else _READ_ONLY, "caption", "third", wrap=True)
        self.former = FormerNames(context, self.table.setFocus)
        self.empty = theme.label(listing.empty, "body", "second", wrap=True)
        self.new_button = button(f"New {listing.noun}", self.add)
        self._silent = False
        self.foot = FormFoot(self.keep, "Save", "Ctrl+Return")
        self._another = self.foot.add_next("Add and next", self.add, "Ctrl+N")
        self._part = PartReader(context, self, Waiting(self, context.ahead))
        context.typed.opens("setup", f"setup {listing.noun}", self._reopen)
        context.typed.opens("setup", f"{WHY}{listing.noun}", self._void_again)
        self._lay_out()
        self._connect()
        self._show_form()

    def row_actions(self) -> tuple[Action, ...]:
        """Return what can be done with the chosen row, besides opening it."""
        noun = self.listing.noun
        moves = (("Move up", "Ctrl+Shift+Up", -1), ("Move down", "Ctrl+Shift+Down", 1))
        return (
            *(
                Action(f"setup.{steps}", words, keys, partial(self.shift, steps), enabled=lambda: self.can_move)
                for words, keys, steps in moves
                if self.listing.move is not None
            ),
            Action("setup.new", f"New {noun}", "Ctrl+N", self.add, enabled=lambda: self.can_write),
            Action("setup.void", f"Void the {noun} …", "Ctrl+Delete", self.void, enabled=lambda: self.can_void),
        )

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
    def can_void(self) -> bool:
        """Tell whether something that can be voided is chosen."""
        return self.can_write and self.row is not None and not self.adding

    @property
    def can_move(self) -> bool:
        """Tell whether something that has a place in an order is chosen."""
        return self.can_void and self.listing.move is not None

    @override
    def refresh(self) -> None:
        assert self.listing.read is not None
        self._part.read(self.listing.read, *self.arguments(), then=self._show, quiet=self._part.waiting.seen)

    def wait_for_rows(self) -> None:
        """Look as not read yet, where something else is read before the rows."""
        if not self._part.waiting.seen:
            self._part.waiting.begin()

    @override
    def start(self) -> None:
        self._part.waiting.when_done(self._start)

    def _start(self) -> None:
        if self.table.rows:
            self.table.setFocus()
        elif self.adding:
            self.form.focus_first()
        else:
            self.focusNextChild()  # from the list of sections to the first button that an empty one offers

    def add(self) -> None:
        """Begin a new row; one that is being typed is stored first, and one that was left is shown again."""
        if self.is_typed:
            self._store_new(another=True)
            return
        self.adding = True
        self.context.typed.leave(self.form)
        self.form.clear()
        self.form.set_values(self.listing.new)
        self._keep_typed("new", f"New {self.listing.noun}")
        self.show_row(None)
        self._show_form()
        self._area.verticalScrollBar().setValue(0)
        self.form.focus_first()

    def _keep_typed(self, key: str, title: str) -> None:
        """Keep what is typed in the form until it is stored or discarded, and show what was kept of it before."""
        self.context.typed.follow(self.form, self._place(key, title), self.foot)

    def _place(self, key: str, title: str = "") -> TypedPlace:
        return TypedPlace(f"setup {self.listing.noun}", key, title, {"section": self.listing.title}, page="setup")

    def _reopen(self, key: str) -> None:
        if key == "new":
            self.add()
        elif self.table.select_where(lambda row: str(row.id) == key):
            self.form.focus_first()

    @property
    def is_typed(self) -> bool:
        """Tell whether anything of a new row was typed."""
        return self.adding and self.form.unsaved

    def keep(self) -> None:
        """Store what is being typed."""
        if self.adding:
            self._store_new(another=False)
        elif self.form.values() is not None:
            self._change("")

    def _store_new(self, *, another: bool) -> None:
        values = self.form.values()
        if values is not None:
            draft = self.listing.draft(values)
            step, then = f"Add {self.listing.noun} {self.listing.said(draft)}", partial(self._added, another)
            self.editing.store(self.form, step, self.listing.add, draft, *self.more(), then=then, again=self.keep)
            if another and self.editing.is_saving(self.form):
                self._part.waiting.begin()  # what is typed next is for the form that follows

    def void(self) -> None:
        """Void what is chosen, with a reason."""
        if self.row is not None and self.can_void:
            noun, name = self.listing.noun, self.listing.name(self.row)
            self.editing.void(noun, name, f"Void {noun} {name}", self.listing.void, self.row.id, form=self.form)

    def _void_again(self, key: str) -> None:
        """Ask again why a row is voided, where a reason was typed and not given."""
        if self.table.select_where(lambda row: str(row.id) == key):
            self.void()

    def shift(self, steps: int) -> None:
        """Move what is chosen up (−1) or down (+1)."""
        if self.row is not None and self.listing.move is not None and self.can_move:
            words = "up" if steps < 0 else "down"
            step = f"Move {self.listing.noun} {self.listing.name(self.row)} {words}"
            self.editing.write(step, self.listing.move, self.row.id, steps)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        within = self.card.isAncestorOf(self.focusWidget() or self)  # also what stands under the form
        if event.key() == Qt.Key.Key_Escape and within:
            self._leave_form()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & CONTROL and within:
            self._submitted()
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
            (self.foot.save if self.adding else self.new_button).setFocus()

    def _show(self, rows: tuple[R, ...]) -> None:
        self._silent = True
        self.table.show_rows(rows)
        self._silent = False
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        row = self.table.selected_row()
        if self.adding:
            self.state_changed.emit()
        elif row is not None and self.row is not None and row.id == self.row.id:
            self._follow(self.row, row)
        else:
            self._choose(row)

    def _follow(self, shown: R, row: R) -> None:
        """Show what changed of the row that is shown already; what is being typed stays."""
        before, now = self.listing.values(shown), self.listing.values(row)
        typing = self.form.focusWidget()
        changed = {
            name: value for name, value in now.items() if value != before[name] and self.form.editor(name) is not typing
        }
        self.row = row
        self.form.set_values(changed)
        wrong = self.form.errors
        as_stored = {name for name, value in now.items() if name not in wrong and self.form.value(name) == value}
        self.form.begin({name: text for name, text in self.form.texts.items() if name in as_stored | changed.keys()})
        self.context.typed.look(self.form)
        self._show_form()
        self.show_row(row)

    def _selected(self, row: R | None) -> None:
        if self._silent:
            return
        if self.is_typed:
            self.context.say("info", f"The new {self.listing.noun} is not stored yet. New shows what you typed.")
        self.adding = False
        self._choose(row)

    def _choose(self, row: R | None) -> None:
        if row is None or self.row is None or row.id != self.row.id:
            self._area.verticalScrollBar().setValue(0)
        self.row = row
        self.context.typed.leave(self.form)
        self.form.clear()
        if row is not None:
            self.form.set_values(self.listing.values(row))
            if self.can_write:
                self._keep_typed(str(row.id), f"{self.listing.noun.capitalize()} {self.listing.name(row)}")
        self.show_row(row)
        self._show_form()

    def _show_form(self) -> None:
        name = "" if self.row is None else self.listing.name(self.row)
        self.former.show_names(() if self.row is None or self.adding else self.listing.former(self.row))
        self.heading.setText(f"New {self.listing.noun}" if self.adding else name)
        self.hint.setText("" if self.adding else _KEPT if self.can_write else _READ_ONLY)
        self.foot.name_save("Add" if self.adding else "Save")
        self._another.setVisible(self.adding)
        self.foot.setVisible(self.can_write)
        self.new_button.setVisible(not self.table.rows and not self.adding and self.can_write)
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
        then = partial(self._changed, self.row.id, self.form.texts)
        self.editing.write(step, self.listing.change, self.row.id, draft, *self.more(), form=self.form, then=then)

    def _changed(self, number: int, stored: Mapping[str, str], _result: Any) -> None:
        """Let go of what was typed of a row and is stored now, also where its page or its row is not shown any more."""
        if self.adding or self.row is None or self.row.id != number:
            self.context.typed.drop(self._place(str(number)).path)
            return
        self.form.begin(stored)
        self.context.typed.look(self.form)

    def _added(self, another: bool, number: int) -> None:
        self.context.typed.stored(self.form)
        self.adding = False
        assert self.listing.read is not None
        self.context.read(self, self.listing.read, *self.arguments(), then=partial(self._show_new, another, number))

    def _show_new(self, another: bool, number: int, rows: tuple[R, ...]) -> None:
        self.table.expect(number)
        self._show(rows)
        if another:
            self.add()
        else:
            self.table.setFocus()

    def _connect(self) -> None:
        self.table.selected.connect(self._selected)
        self.table.activated.connect(self._opened)
        self.table.row_menu.name_open(f"Change the {self.listing.noun}")
        self.table.row_menu.offer(self.row_actions)
        self.form.committed.connect(self._committed)
        self.form.submitted.connect(self._submitted)

    def _opened(self, _row: object) -> None:
        self.form.focus_first()

    def _lay_out(self) -> None:
        row = theme.row(self, 16)
        self.left = QVBoxLayout()
        self.left.setSpacing(12)
        self.left.addWidget(self.empty)
        self.left.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.left.addWidget(self.table, 1)
        self.left.addStretch(0)
        row.addLayout(self.left, 1)
        self.card = QFrame()
        row.addWidget(self.card)
        self._fill_card()

    def _keep_in_sight(self) -> None:
        """Follow the field that has the keyboard where rows that came above it pushed it down."""
        at = QApplication.focusWidget()
        if at is not None and self._area.isAncestorOf(at) and not QApplication.mouseButtons():
            self._area.ensureWidgetVisible(at)

    def _fill_card(self) -> None:
        self.card.setProperty("kind", "card")
        self.card.setFixedWidth(_FORM_WIDTH)
        inside = QWidget()
        column = theme.column(
            inside, 8, margins=(theme.CARD_MARGIN, theme.CARD_MARGIN, theme.CARD_MARGIN, theme.CARD_MARGIN)
        )
        area = self._area = theme.scrolled(inside)
        area.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        for part in (area.viewport(), inside):
            part.setAutoFillBackground(False)
        around = theme.column(self.card)
        around.addWidget(area, 1)
        for part in (self.heading, self.former, self.hint, self.form, *self.extra()):
            column.addWidget(part)
        column.addStretch(1)
        around.addWidget(self.foot)
        self.foot.setContentsMargins(theme.CARD_MARGIN, 8, theme.CARD_MARGIN, theme.CARD_MARGIN)


def caption(words: str) -> QLabel:
    """Make the head of a part under the form."""
    return theme.label(words, "head", "second")
