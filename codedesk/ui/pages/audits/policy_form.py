"""The form of a written audit policy, with the sentence that it makes beside it while it is typed.

Here lives how a policy is typed. Storing it belongs to the view.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from codedesk.entry import DateOrder
from codedesk.errors import Refused
from codedesk.methods import Method
from codedesk.models.departments import PolicyDraft
from codedesk.services.audits.policies import statement
from codedesk.ui import theme
from codedesk.ui.pages.audits.fields import FieldColumns
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.editors import Choice
from codedesk.ui.widgets.fields import Field, Form

_EVERY = "every work type"
_FIELDS = (
    Field("effective_from", "In force from", "date", required=True),
    Field("work_type_id", "For", "choice", True, ((_EVERY, 0),), width=200),
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


class PolicyForm(QFrame):
    """A policy as it is typed. Signals: submitted() to store it · left() on Esc or Cancel; what is typed stays."""

    submitted = Signal()
    left = Signal()

    def __init__(self, today: Callable[[], date], order: DateOrder) -> None:
        """Start empty."""
        super().__init__()
        self.setProperty("kind", "card")
        self._begun = False
        self.correcting: int | None = None
        self._kept: dict[int | None, tuple[str, ...]] = {}
        self.title = theme.label("Write a policy", "section")
        self.sentence = theme.label("", "body", "second", wrap=True)
        self.form = Form(_FIELDS, today=today, date_order=order, label_width=104)
        self.keep = button("Store the policy", self.submitted.emit, kind="primary")
        self.form.changed.connect(self._say)
        self.form.submitted.connect(self.submitted)
        self._lay_out()

    def set_work_types(self, choices: tuple[Choice, ...]) -> None:
        """Offer the work types that a policy can be for."""
        if not self._begun:
            self.form.set_choices("work_type_id", ((_EVERY, 0), *choices))

    def start(self, like: PolicyDraft, correcting: int | None = None) -> None:
        """Begin like a policy that is in force, or correct a stored one; what was typed for the same before stays."""
        if not self._begun or correcting != self.correcting:
            if self._begun:
                self._kept[self.correcting] = self.form.texts
            self._begun, self.correcting = True, correcting
            values = dict(like) | {"correction": ""}
            given = values | {"work_type_id": like.work_type_id or 0}
            if correcting is None:
                given |= {"effective_from": None, "reason": ""}
            self.form.set_values({field.name: given[field.name] for field in _FIELDS})
            if correcting in self._kept:
                self.form.show_texts(self._kept.pop(correcting))
        self.form.show_field("correction", correcting is not None)
        self.title.setText("Write a policy" if correcting is None else "Correct the policy")
        self._say()
        first = "effective_from" if correcting is None else "correction"
        self.form.editor(first).setFocus(Qt.FocusReason.TabFocusReason)

    def draft(self) -> PolicyDraft:
        """Return what is typed; Refused marks the first field that is wrong."""
        typed = self.form.values()
        if typed is None:
            raise Refused("something is missing or wrong: see beside the field")
        values = typed | {"work_type_id": typed["work_type_id"] or None}
        return PolicyDraft(**{name: value for name, value in values.items() if name in PolicyDraft.described()})

    @property
    def correction(self) -> str:
        """Why a stored policy is corrected, as it is typed."""
        return str(self.form.value("correction") or "")

    def show_refusal(self, refused: Refused) -> bool:
        """Show the reason beside its field; False where it belongs to none."""
        return self.form.show_refusal(refused)

    def forget(self) -> None:
        """Drop what was typed, after it is stored."""
        self._begun = False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc; what is typed stays for the next time."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

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

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        FieldColumns(self.form).lay(2)
        column.addWidget(self.form)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        bottom.addWidget(self.sentence, 1)
        bottom.addWidget(button("Cancel", self.left.emit))
        bottom.addWidget(self.keep)
        column.addLayout(bottom)
