"""The forms of the audits page that are being typed: one is shown, the others wait as they were left.

Here lives which forms are kept. What is in them is the form's, reading and saving the page's.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from codedesk.ui import theme
from codedesk.ui.pages.audits_form import AuditForm


class FormShelf(QStackedWidget):
    """Forms of which one is shown. A form without unsaved text is let go when another one is shown.

    Signal: changed() after another form is shown or one was let go.
    """

    changed = Signal()

    def __init__(self) -> None:
        """Start with nothing open."""
        super().__init__()
        self.shown: AuditForm | None = None
        self.saving: list[AuditForm] = []
        self._forms: list[AuditForm] = []
        self._nothing = theme.label("No audit is open. N starts a new one.", "body", "third")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.addWidget(self._nothing)

    @property
    def waiting(self) -> AuditForm | None:
        """The first form with unsaved text that is not shown and not just being stored."""
        found = (form for form in self._forms if form.dirty and form is not self.shown and form not in self.saving)
        return next(found, None)

    def say_nothing_is_open(self, text: str) -> None:
        """Say what stands in the place of a form when none is open."""
        self._nothing.setText(text)

    def of(self, audit_id: int | None) -> AuditForm | None:
        """Return the form of an audit, None for the audit that is not stored yet; None where there is none."""
        return next((form for form in self._forms if form.audit_id == audit_id and form not in self.saving), None)

    def add(self, form: AuditForm) -> None:
        """Keep a form."""
        self._forms.append(form)
        self.addWidget(form)

    def put(self, form: AuditForm | None) -> None:
        """Show a form, or that none is open."""
        before, self.shown = self.shown, form
        self.setCurrentWidget(form or self._nothing)
        if before is not None and before is not form and not before.dirty and before not in self.saving:
            self.drop(before)
        self.changed.emit()

    def drop(self, form: AuditForm) -> None:
        """Let a form go with what is in it."""
        if form not in self._forms:
            return
        self._forms.remove(form)
        if self.shown is form:
            self.shown = None
            self.setCurrentWidget(self._nothing)
        self.removeWidget(form)
        form.deleteLater()
        self.changed.emit()
