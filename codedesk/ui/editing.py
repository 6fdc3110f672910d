"""A list and the form of its rows, in one way on every page: added, changed, voided, refused, and kept from harm.

Where the form stands is the page's: beside its list (Setup), in the place of what it is about (`FormCard`: Standards,
the written policy, audits), or in a window of its own (Coder, events, lessons). What happens to what is typed in it is
here: one step is stored at a time, what is refused stands beside its field, and nothing is done in a file that may only
be read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Generic, Protocol

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from codedesk.errors import Refused
from codedesk.ui import typed
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.dialogs.form import FormDialog
from codedesk.ui.listing import Listing, R, Service
from codedesk.ui.typed import TypedPlace
from codedesk.ui.widgets.fields import Choice, Field
from codedesk.ui.widgets.table import Table

Then = Callable[[Any], None]
Store = Callable[[dict[str, Any]], tuple[str, Service, tuple[Any, ...]]]
WHY = "Undo and History can put it back."
_NEW = "new"
_DONE = {"Void": "voided", "Withdraw": "withdrawn"}


class Typed(Protocol):
    """What every form can do: say beside its field why something was refused; False where it has none for that."""

    def show_failure(self, error: BaseException) -> bool:
        """Show what went wrong, True where it is said in the form."""


class Editing:
    """Stores what is typed on one part of a page. dialog is the form in a window that was opened last.

    where: how the page is shown that has the rows, for a reason to void one that was typed and not given.
    """

    def __init__(self, context: Context, owner: QWidget) -> None:
        """Take where is stored, and whose steps and windows they are."""
        self.context, self.owner = context, owner
        self.dialog: FormDialog | None = None
        self.where: Mapping[str, Any] = {}
        self._saving: list[Typed] = []

    @property
    def shown(self) -> FormDialog | None:
        """The form that is open in a window now."""
        return self.dialog if self.dialog is not None and isValid(self.dialog) and self.dialog.isVisible() else None

    def write(
        self, step: str, service: Service, *args: Any, form: Typed | None = None, then: Then | None = None, **more: Any
    ) -> None:
        """Store a named step; then(result) afterwards. form is where the reason stands if it is refused."""
        if self.context.read_only:
            return

        def failed(error: BaseException) -> None:
            if form is None or not form.show_failure(error):
                again = partial(self.write, step, service, *args, form=form, then=then, **more)
                self.context.tell_failure(error, None if isinstance(error, Refused) else again)

        beside = None if form is None else failed
        self.context.write(self.owner, step, service, *args, then=then, failed=beside, **more)

    def store(
        self, form: Typed, step: str, service: Service, *args: Any,
        again: Callable[[], None], then: Then | None = None, back: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        """Store all that is typed in a form; a second Ctrl+Enter waits for the answer to the first.

        again() tries once more what could not be saved; back() shows the form first, where another took its place.
        """
        if self.context.read_only or self.is_saving(form):
            return

        def stored(result: Any) -> None:
            self._saving.remove(form)
            if then is not None:
                then(result)

        def failed(error: BaseException) -> None:
            self._saving.remove(form)
            if back is not None:
                back()
            self.tell(form, error, again)

        self._saving.append(form)
        self.context.write(self.owner, step, service, *args, then=stored, failed=failed)

    def tell(self, form: Typed, error: BaseException, again: Callable[[], None] | None = None) -> None:
        """Say why what is typed was not stored: in its form, else in the message strip."""
        told = form.show_failure(error)
        if isinstance(error, Refused) and not told:
            self.context.say("error", f"Not saved: {error.reason}.")
        elif not told:
            self.context.tell_failure(error, again)

    def is_saving(self, form: Typed) -> bool:
        """Tell whether a form waits for what it gave to be stored."""
        return any(each is form for each in self._saving)

    def open(
        self,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, Any],
        store: Store,
        then: Callable[[dict[str, Any]], None] | None = None,
        *,
        place: TypedPlace,
        following: Callable[[], None] | None = None,
        told: Then | None = None,
    ) -> None:
        """Show a form in a window; store(typed) names the step, the service and its arguments.

        place is under which what is typed is kept until it is stored or discarded. following() begins the next one,
        where one is natural: the form then offers to save and go on. told(result) is what the service gave back.
        """
        if self.context.read_only:
            return
        dialog = FormDialog(self.owner.window(), title, fields, self.context.dates)
        dialog.form.set_values(values)
        if following is not None:
            dialog.offer_next()
        self.show(dialog, store, then, place=place, following=following, told=told)

    def show(
        self,
        dialog: FormDialog,
        store: Store,
        then: Callable[[dict[str, Any]], None] | None = None,
        *,
        place: TypedPlace,
        following: Callable[[], None] | None = None,
        told: Then | None = None,
    ) -> None:
        """Show a form that was made; it is open until what is typed is stored, then told(result) and then(typed)."""
        if self.context.read_only:
            return
        self.dialog = dialog
        dialog.follow(self.context.typed, place)

        def given(typed: dict[str, Any]) -> None:
            def stored(result: object) -> None:
                dialog.accept()
                if told is not None:
                    told(result)
                if then is not None:
                    then(typed)
                if dialog.goes_on and following is not None:
                    following()

            step, service, args = store(typed)
            self.context.write(dialog, step, service, *args, then=stored, failed=dialog.show_failure)

        dialog.given.connect(given)
        dialog.open()
        dialog.form.focus_first()

    def void(
        self, noun: str, name: str, step: str, service: Service, number: int, *,
        why: str = WHY, form: Typed | None = None, then: Then | None = None,
    ) -> bool:  # fmt: skip
        """Ask for the reason and void a row, True where one is given; why goes on behind the question.

        How that is called here, to void or to withdraw, is the first word of the step.
        """
        if self.context.read_only:
            return False
        do = step.partition(" ")[0]
        question = f"Why is “{name}” {_DONE[do]}? {why}"
        place = TypedPlace(f"{typed.WHY}{noun}", str(number), f"{do} the {noun}: why", self.where)

        def stored(result: Any) -> None:
            self.context.typed.drop(place.path)
            if then is not None:
                then(result)

        reason = self.context.typed.line(self.shown or self.owner, place, f"{do} the {noun}", question)
        if reason is not None:
            self.write(step, service, number, reason, form=form, then=stored)
        return reason is not None


class WindowEditing(Editing, Generic[R]):
    """Rows of a table that are added and changed in a window: Enter changes one, Delete voids it.

    begins() gives what a new one begins with, None while that is not known; whose names the coder they are of, coder_id
    is the number; choices are what lists in the form offer; then() follows what is stored, where a page does not read
    again by itself.
    """

    def __init__(self, context: Context, owner: QWidget, table: Table[R], listing: Listing[R]) -> None:
        """Take the table and what it lists."""
        super().__init__(context, owner)
        self.table, self.listing = table, listing
        self.begins: Callable[[], dict[str, Any] | None] = dict
        self.whose = ""
        self.coder_id: int | None = None
        self.choices: dict[str, tuple[Choice, ...]] = {}
        self.then: Callable[[], None] = lambda: None
        table.key = lambda row: row.id
        table.activated.connect(self.change)
        table.row_menu.name_open(f"Change the {listing.noun}")
        table.row_menu.offer(self.row_actions)

    def offer(self, choices: dict[str, tuple[Choice, ...]]) -> None:
        """Let lists of the form offer these; of an open one too, that was asked for before they were read."""
        self.choices = choices
        form = self.shown.form if self.shown is not None else None
        if form is not None:
            as_begun = not form.unsaved
            for name, each in choices.items():
                form.set_choices(name, each)
            if as_begun:
                form.begin()  # other words for nothing chosen are not typed

    def row_actions(self) -> tuple[Action, ...]:
        """Return what can be done with the chosen row, besides changing it."""
        row, noun = self.table.selected_row(), self.listing.noun
        inside = getattr(row.draft, "in_packet", None) if row is not None else None
        packet = "" if inside is None else f"Keep the {noun} private" if inside else f"Give the {noun} to the packet"
        turn = (Action("rows.turn", packet, "", self.turn, enabled=self._can_write),) if packet else ()
        return (*turn, Action("rows.void", f"Void the {noun} …", "Del", self.void_chosen, enabled=self._can_write))

    @property
    def _of_coder(self) -> dict[str, int]:
        """How the page is shown that has these rows."""
        return {} if self.coder_id is None else {"coder_id": self.coder_id}

    def _can_write(self) -> bool:
        return not self.context.read_only and self.table.selected_row() is not None

    def add(self, **values: Any) -> None:
        """Ask for a new row, beginning with some values."""
        begins = self.begins()
        if begins is not None:
            again = partial(self.add, **values)
            self._ask("Add", {**self.listing.usual(), **begins, **values}, None, following=again)

    def change(self, row: R) -> None:
        """Ask for changes of a row."""
        self._ask("Change", self.listing.values(row), row)

    def reopen(self, key: str) -> None:
        """Show the form again in which something was typed: of a row, or of a new one."""
        row = next((row for row in self.table.rows if str(row.id) == key), None)
        if row is not None:
            self.change(row)
        elif key.startswith(_NEW):
            self.add()
        else:
            self.context.say("info", f"This {self.listing.noun} is not listed now: show the time that it is of.")

    def change_chosen(self) -> None:
        """Ask for changes of the chosen row."""
        row = self.table.selected_row()
        if row is not None:
            self.change(row)

    def void_chosen(self) -> None:
        """Ask for the reason and void the chosen row."""
        row = self.table.selected_row()
        if row is not None:
            noun, name = self.listing.noun, self.listing.name(row)
            self.where = self._of_coder
            self.void(noun, name, f"Void {noun}, {name}", self.listing.void, row.id, then=lambda _none: self.then())

    def void_again(self, key: str) -> None:
        """Ask again why a row is voided, where a reason was typed and not given."""
        if self.table.select_where(lambda row: str(row.id) == key):
            self.void_chosen()
        else:
            self.reopen(key)

    def turn(self) -> None:
        """Give the chosen row to the packet, or take it back."""
        row = self.table.selected_row()
        if row is not None:
            noun, inside = self.listing.noun, row.draft.in_packet
            what = f"Keep {noun} private" if inside else f"Give {noun} to the packet"
            self.write(f"{what}, {self.listing.name(row)}", self.listing.of.mark, row.id, in_packet=not inside)

    def _ask(
        self, verb: str, values: dict[str, Any], row: R | None, following: Callable[[], None] | None = None
    ) -> None:
        listing, title = self.listing, f"{verb} {self.listing.noun}"

        def store(typed: dict[str, Any]) -> tuple[str, Service, tuple[Any, ...]]:
            draft = listing.draft({**values, **typed})
            step = ", ".join(part for part in (title, self.whose, listing.said(draft)) if part)
            return (step, listing.add, (draft,)) if row is None else (step, listing.change, (row.id, draft))

        fields = [replace(each, choices=self.choices.get(each.name, each.choices)) for each in listing.fields]
        whole = ": ".join(part for part in (title, self.whose) if part)
        key = str(row.id) if row is not None else f"{_NEW} {self.coder_id or ''}".strip()
        place = TypedPlace(listing.noun, key, whole, self._of_coder, self.coder_id)
        told = self.table.expect if row is None else None  # what is done next is done with what was just added
        self.open(whole, fields, values, store, lambda _typed: self.then(), place=place, following=following, told=told)
