"""What editable lists share: a form is opened, stored as one named step, a row is voided."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from codedesk.ui import ask
from codedesk.ui.context import Context
from codedesk.ui.dialogs.form import FormDialog
from codedesk.ui.widgets.fields import Field

Store = Callable[[dict[str, Any]], tuple[str, Callable[..., Any], tuple[Any, ...]]]


class Editing:
    """Opens forms for one part of the page. dialog is the one that was opened last."""

    def __init__(self, context: Context, owner: QWidget) -> None:
        """Take where is stored, and whose dialogs they are."""
        self._context, self._owner = context, owner
        self.dialog: FormDialog | None = None

    def open(
        self,
        title: str,
        fields: Sequence[Field],
        values: dict[str, Any],
        store: Store,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Show a form; store(values) names the step, the service and its arguments. A failure stays in the form.

        then() after it is stored, where a page does not read again by itself.
        """
        if self._context.read_only:
            return
        order = self._context.date_order
        dialog = FormDialog(self._owner.window(), title, fields, self._context.today, order)
        dialog.form.set_values(values)
        self.dialog = dialog

        def given(typed: dict[str, Any]) -> None:
            step, service, args = store(typed)
            self._context.write(dialog, step, service, *args, then=lambda _result: stored(), failed=dialog.show_failure)

        def stored() -> None:
            dialog.accept()
            if then is not None:
                then()

        dialog.given.connect(given)
        dialog.open()
        dialog.form.focus_first()

    def void(self, step: str, service: Callable[..., Any], row_id: int, then: Callable[[], None] | None = None) -> None:
        """Ask for the reason and void a row; then() after it is stored."""
        if self._context.read_only:
            return
        reason = ask.asker().line(self._owner, step, "Why? The reason stays in the history.")
        if reason is not None:
            self._context.write(
                self._owner, step, service, row_id, reason, then=None if then is None else lambda _done: then()
            )

    def write(self, step: str, service: Callable[..., Any], *args: Any) -> None:
        """Store a change that needs no form."""
        if not self._context.read_only:
            self._context.write(self._owner, step, service, *args)
