"""Beginning the limits of pace anew: a date, whose limits, and the reason. Stored as an event that they start from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from codedesk import formats
from codedesk.periods import monday
from codedesk.services.department.happenings import EventDraft, add_event
from codedesk.ui.context import Context
from codedesk.ui.dialogs.form import FormDialog
from codedesk.ui.widgets.fields import Field

TITLE = "Begin the limits anew"
TEAM, WHOLE_TEAM = 0, "Whole team"
_WHY = "What changed for good? Stands on the chart and in the packet."
_FROM = "Limits begin with its week and rest on the 26 weeks that follow"


class Rebasing:
    """Asks for a new beginning of limits and stores it as one step. dialog is the one that was opened last."""

    def __init__(self, context: Context, owner: QWidget) -> None:
        """Take where is stored, and whose dialogs they are."""
        self._context, self._owner = context, owner
        self.dialog: FormDialog | None = None

    def open(self, day: date, coders: Sequence[tuple[str, int]], coder_id: int | None) -> None:
        """Ask, beginning with a day and with a coder's limits (None: the whole team's)."""
        if self._context.read_only:
            return
        fields = (
            Field("from_day", "From", "date", required=True, hint=_FROM),
            Field("coder_id", "Whose limits", "choice", required=True, choices=((WHOLE_TEAM, TEAM), *coders)),
            Field("text", "Why", "text", required=True, hint=_WHY),
        )
        context = self._context
        dialog = FormDialog(self._owner.window(), TITLE, fields, context.today, context.date_order)
        dialog.form.set_values({"from_day": day, "coder_id": coder_id or TEAM, "text": ""})
        self.dialog = dialog
        names = {number: name for name, number in coders}

        def given(typed: dict[str, Any]) -> None:
            draft = EventDraft(typed["from_day"], typed["text"], coder_id=typed["coder_id"] or None, rebase=True)
            whose = names.get(draft.coder_id or TEAM, "whole team")
            step = f"{TITLE}, {whose}, week of {formats.day(monday(draft.from_day))}"
            done = lambda _number: dialog.accept()  # noqa: E731
            context.write(dialog, step, add_event, draft, then=done, failed=dialog.show_failure)

        dialog.given.connect(given)
        dialog.open()
        dialog.form.focus_first()
