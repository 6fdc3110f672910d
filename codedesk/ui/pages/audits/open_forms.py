"""The forms of the audits page that are being typed: one is shown, the others wait as they were left.

Here lives which forms are kept, and how the result of one is asked for. What is in them is the form's.
"""

from functools import partial
from itertools import count

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from codedesk.errors import Refused
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.models.audits import ActionDraft, AuditDraft
from codedesk.services.audits import policy_results
from codedesk.services.audits.policy_results import AgainstPolicy
from codedesk.services.reviews.identifiers import warning_in
from codedesk.ui import ask, theme
from codedesk.ui.context import Context
from codedesk.ui.editing import Editing
from codedesk.ui.pages.audits.form import AuditForm
from codedesk.ui.pages.audits.typed_audit import TypedAudit
from codedesk.ui.typed import TypedPlace

_AUDIT, _NEW = "audit", "new"


class OpenForms(QStackedWidget):
    """Forms of which one is shown. A form without unsaved text is let go when another one is shown.

    Signals: changed() after another form is shown or one was let go; discarded() after a new audit was, at its foot.
    """

    changed = Signal()
    discarded = Signal()

    def __init__(self, editing: Editing) -> None:
        """Start with nothing open; editing stores what is typed."""
        super().__init__()
        self._saving, self._typed = editing.is_saving, editing.context.typed
        self.shown: AuditForm | None = None
        self.payments = False
        self._forms: list[AuditForm] = []
        self._audits: dict[AuditForm, TypedAudit] = {}
        self._key_of: dict[AuditForm, str] = {}
        self._allowed: dict[AuditForm, str] = {}
        self._nothing = theme.label("", "body", "third")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.addWidget(self._nothing)

    @property
    def waiting(self) -> AuditForm | None:
        """The first form with unsaved text that is not shown and not just being stored."""
        found = (form for form in self._forms if form.dirty and form is not self.shown and not self._saving(form))
        return next(found, None)

    def say_nothing_is_open(self, text: str) -> None:
        """Say what stands in the place of a form when none is open."""
        self._nothing.setText(text)

    def of(self, audit_id: int | None) -> AuditForm | None:
        """Return the form of an audit, None for the audit that is not stored yet; None where there is none."""
        return next((form for form in self._forms if form.audit_id == audit_id and not self._saving(form)), None)

    def add(self, form: AuditForm, key: str = "") -> None:
        """Keep a form, and what is typed in it until it is stored; key: of a new audit that was begun before."""
        self._forms.append(form)
        self._audits[form] = TypedAudit(form)
        self._follow(form, key or self._free_key())
        form.records.show_payments(self.payments)
        self.addWidget(form)

    @property
    def begun(self) -> str:
        """The first new audit that was begun and is in no form now, "" for none."""
        return next((key for key in self._typed.keys(_AUDIT) if key.startswith(_NEW) and key not in self._keys()), "")

    def with_key(self, key: str) -> AuditForm | None:
        """Return the form of a new audit, where it is open."""
        return next((form for form in self._forms if self._key_of.get(form) == key), None)

    def stored(self, form: AuditForm, audit_id: int) -> None:
        """Let go of what was kept of a form: it is stored under a number, and known by that from now on."""
        form.mark_saved(audit_id)
        self._typed.stored(self._audits[form])
        self._follow(form, "")

    def discard(self, form: AuditForm) -> None:
        """Let a form go, and what was typed in it."""
        form.show_draft(form.kept)
        self._typed.drop(f"{_AUDIT}/{self._key_of.get(form)}")
        self.drop(form)

    def _follow(self, form: AuditForm, key: str) -> None:
        self._key_of[form] = key = str(form.audit_id or key)
        what = {"audit_id": form.audit_id} if form.audit_id else {}
        title = f"Audit {form.heading.text()}" if form.audit_id else "New audit"
        place = TypedPlace(_AUDIT, key, title, what, form.kept.coder_id or None, "audits")
        self._typed.follow(self._audits[form], place, form.foot, partial(self._discarded, form))

    def _discarded(self, form: AuditForm) -> None:
        """Let a new audit go that is not wanted any more; one that is stored stands again as it was stored."""
        if form.audit_id is None:
            self.drop(form)
            self.discarded.emit()

    def _free_key(self) -> str:
        taken = {*self._typed.keys(_AUDIT), *self._keys()}
        return next(key for number in count(1) if (key := f"{_NEW} {number}") not in taken)

    def _keys(self) -> set[str]:
        return set(self._key_of.values())

    def may_store(self, form: AuditForm, draft: AuditDraft) -> bool:
        """Ask, once for a form, before words that look like a patient's are stored; they stay typed either way."""
        found = warning_in(draft)
        if not found or self._allowed.get(form) == found:
            return True
        if ask.asker().question(self, "Save this audit as it is?", f"{found}, or save it as it is.", "Save as it is"):
            self._allowed[form] = found
            return True
        return False

    def toggle_payments(self) -> None:
        """Show or hide payments and work type of each record, in the forms that are open and in those to come."""
        self.payments = not self.payments
        for form in self._forms:
            form.records.show_payments(self.payments)

    def take_action(self, action: ActionDraft) -> None:
        """Show an action that was changed elsewhere in every form that has it."""
        for form in self._forms:
            form.actions_grid.take(action)

    def put(self, form: AuditForm | None) -> None:
        """Show a form, or that none is open."""
        before, self.shown = self.shown, form
        self.setCurrentWidget(form or self._nothing)
        if before is not None and before is not form and not before.dirty and not self._saving(before):
            self.drop(before)
        self.changed.emit()

    def drop(self, form: AuditForm) -> None:
        """Let a form go with what is in it."""
        if form not in self._forms:
            return
        self._forms.remove(form)
        self._key_of.pop(form, None)
        self._typed.leave(self._audits.pop(form))
        self._allowed.pop(form, None)
        if self.shown is form:
            self.shown = None
            self.setCurrentWidget(self._nothing)
        self.removeWidget(form)
        form.deleteLater()
        self.changed.emit()


def show_scores(context: Context, form: AuditForm) -> None:
    """Read what a form scores as it is typed, and show it in its band; what is missing is said there."""
    try:
        draft = form.draft_so_far()
    except Refused as refused:
        form.band.show_result(NotAudited(refused.reason, ""), ())
        return
    written = form.lists.policy_on(draft.day, draft.work_type_id)
    then = partial(_show, form, written.method if written is not None else "")
    context.read(form, policy_results.scores_against_policy, draft, then=then)


def _show(
    form: AuditForm, method: str, found: tuple[Accuracy | NotAudited, tuple[Accuracy, ...], AgainstPolicy | None]
) -> None:
    result, others, policy = found
    form.band.show_result(result, others, method, policy)
