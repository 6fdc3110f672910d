"""What can be done with a standard before it is stored: what if, and the evidence of audited work as its reason."""

from collections.abc import Callable
from functools import partial

from codedesk.errors import Refused
from codedesk.services.standards.calibration import calibration, evidence, finding
from codedesk.services.standards.calibration_rows import CalibrationRow
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.pages.standards.form import StandardForm
from codedesk.ui.pages.standards.what_if import WhatIfDialog


class Trying:
    """The two questions that the form of a standard can ask."""

    def __init__(self, context: Context, form: StandardForm) -> None:
        """Listen to the form."""
        self._context, self._form = context, form
        form.tried.connect(self.what_if)
        form.evidence_wanted.connect(self.use_evidence)

    def actions(self, here: str, is_open: Callable[[], bool]) -> tuple[Action, ...]:
        """Return what can be done while the form is open."""
        words = "Use audited work as the reason"
        return (
            Action("standards.what_if", "What if …", "", self.what_if, here, is_open, shown=False),
            Action("standards.evidence", words, "", self.use_evidence, here, is_open, shown=False),
        )

    def what_if(self) -> None:
        """Show the last two quarters under what is typed; a field that is missing says so."""
        try:
            draft = self._form.tried_draft()
        except Refused:
            return
        row = self._form.row
        WhatIfDialog(self._form, self._context, draft, row.id if row is not None else None).open()

    def use_evidence(self) -> None:
        """Read what audited work says of the work type, and put it in as the reason."""
        wanted = self._form.work_type_id
        today = self._context.today()
        self._context.read(self._form, calibration, wanted, today, then=partial(self._put, wanted))

    def _put(self, wanted: int, row: CalibrationRow) -> None:
        if self._form.work_type_id != wanted:
            return
        if row.spread is None:
            self._context.say("info", finding(row))
        else:
            self._form.put_reason(evidence(row))
