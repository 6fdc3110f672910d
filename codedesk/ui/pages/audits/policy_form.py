"""The form of a written audit policy, with the sentence that it makes beside it while it is typed.

Here lives how a policy is typed. Storing it belongs to the view.
"""

from datetime import date

from PySide6.QtCore import Qt

from codedesk import formats
from codedesk.entry import DateReader
from codedesk.errors import Refused
from codedesk.methods import Method
from codedesk.models.departments import PolicyDraft
from codedesk.services.audits.policies import statement
from codedesk.ui import theme
from codedesk.ui.pages.audits.fields import FieldColumns
from codedesk.ui.typed import TypedForms, TypedPlace
from codedesk.ui.widgets.editors import Choice
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.form_card import FormCard

_EVERY = ("every work type", None)
_FIELDS = (
    Field("effective_from", "In force from", "date", required=True),
    Field("work_type_id", "For", "choice", choices=(_EVERY,), width=200),
    Field("method", "Method", "choice", True, Method.choices(), width=200),
    Field("version", "Version", width=112),
    Field("reason", "Reason", required=True, placeholder="who decided it, and why"),
    Field("correction", "Correction", placeholder="what was wrong, and why it is corrected"),
    Field("accuracy", "Accuracy", "percent", unit="%", width=88),
    Field("charts_per_quarter", "Charts a quarter", "count", high=10_000, width=88),
    Field("learner_months", "Learners: first", "count", unit="months", high=60, width=88),
    Field("learner_accuracy", "Their accuracy", "percent", unit="%", width=88),
    Field("learner_accuracy_at_end", "At the end", "percent", unit="%", width=88),
)
_TARGETS = ("accuracy", "charts_per_quarter", "learner_months", "learner_accuracy", "learner_accuracy_at_end")


class PolicyForm(FormCard):
    """A policy as it is typed; what is typed stays."""

    def __init__(self, dates: DateReader, typed: TypedForms) -> None:
        """Start empty; typed keeps what is typed of each policy apart."""
        self.form = Form(_FIELDS, dates=dates, label_width=104)
        super().__init__("Write a policy", "Store the policy", self.form)
        FieldColumns(self.form).lay(2)
        self._begun, self._typed = False, typed
        self.correcting: int | None = None
        self.sentence = theme.label("", "body", "second", wrap=True)
        self.foot.add_first(self.sentence, stretch=4)
        self.form.changed.connect(self._say)
        self.form.submitted.connect(self.submitted)

    def set_work_types(self, choices: tuple[Choice, ...]) -> None:
        """Offer the work types that a policy can be for."""
        if not self._begun:
            self.form.set_choices("work_type_id", (_EVERY, *choices))

    def start(self, like: PolicyDraft, correcting: int | None = None) -> None:
        """Begin like a policy that is in force, or correct a stored one; what was typed for the same before stays."""
        if not self._begun or correcting != self.correcting:
            self._typed.leave(self)
            self._begun, self.correcting = True, correcting
            values = dict(like) | {"correction": ""}
            if correcting is None:
                values |= {"effective_from": None, "reason": ""}
            self.put(values)
            title = (
                "Write a policy" if correcting is None else f"Correct the policy of {formats.day(like.effective_from)}"
            )
            place = TypedPlace("policy", str(correcting or "new"), title, {"view": "policy"})
            self._typed.follow(self, place, self.foot)
        self.form.show_field("correction", correcting is not None)
        self.heading.setText("Write a policy" if correcting is None else "Correct the policy")
        self._say()
        first = "effective_from" if correcting is None else "correction"
        self.form.editor(first).setFocus(Qt.FocusReason.TabFocusReason)

    def draft(self) -> PolicyDraft:
        """Return what is typed; Refused marks the first field that is wrong."""
        return PolicyDraft(**{name: value for name, value in self.values().items() if name in PolicyDraft.described()})

    @property
    def correction(self) -> str:
        """Why a stored policy is corrected, as it is typed."""
        return str(self.form.value("correction") or "")

    def forget(self) -> None:
        """Drop what was typed, after it is stored."""
        self._typed.stored(self)
        self._typed.leave(self)
        self._begun = False

    def _say(self) -> None:
        try:
            values = {name: self.form.value(name) for name in _TARGETS}
            said = statement(PolicyDraft(effective_from=date.min, method=Method.CODE_OVER_CODE, **values))
            kept = "Audits stored before keep their method and their score."
            if self.correcting is not None:
                kept = "History keeps the policy as it was. " + kept
            self.sentence.setText(f"As it is written: {said}. {kept}")
        except Refused:
            self.sentence.setText("The sentence follows from the figures.")
