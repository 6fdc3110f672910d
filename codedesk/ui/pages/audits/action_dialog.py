"""One corrective action in a window of its own, changed and closed wherever it is listed.

Here lives how it is asked for and stored. Lists of actions are the views', a new one is typed into its audit.
"""

from functools import partial
from typing import Any

from codedesk.models.audit_words import ActionKind
from codedesk.models.audits import ActionDraft
from codedesk.services.audits import answers
from codedesk.services.audits.answers import ActionRow
from codedesk.ui.dialogs.form import FormDialog
from codedesk.ui.pages.audits.views import AuditsView
from codedesk.ui.widgets.fields import Field

_FIELDS = (
    Field("gap", "Gap", "text", required=True, hint="What the audit showed"),
    Field("kind", "Action", "choice", True, ActionKind.choices()),
    Field("due_on", "Due", "date"),
    Field("reaudit_on", "Re-audit", "date", hint="When the gap is looked at again"),
    Field("evidence", "Evidence", "long_text", hint="What shows that it was done"),
    Field("outcome", "Outcome", "long_text", hint="What came of it; this closes the action"),
)


def ask_action(view: AuditsView, row: ActionRow) -> FormDialog | None:
    """Ask for changes of an action and store them as one step; None where nothing can be changed."""
    if view.context.read_only:
        view.context.navigate("audits", audit_id=row.audit_id)
        return None
    title = f"Corrective action, {row.coder}, {row.audit}"
    dialog = FormDialog(view.window(), title, _FIELDS, view.context.today, view.context.date_order)
    dialog.form.set_values(dict(row.draft))
    dialog.given.connect(partial(_store, view, row, dialog))
    dialog.open()
    dialog.form.editor("gap" if not row.open else "evidence").setFocus()
    return dialog


def _store(view: AuditsView, row: ActionRow, dialog: FormDialog, values: dict[str, Any]) -> None:
    draft = row.draft.but(**values)
    closing = row.open and bool(draft.outcome.strip())
    step = f"{'Close' if closing else 'Change'} action {draft.gap}"
    view.context.write(
        view, step, answers.change_action, row.id, draft,
        then=partial(_stored, view, draft, dialog, closing=closing), failed=dialog.show_failure,
    )  # fmt: skip


def _stored(view: AuditsView, draft: ActionDraft, dialog: FormDialog, _nothing: object, *, closing: bool) -> None:
    dialog.accept()
    view.action_changed.emit(draft)
    view.context.say("done", f"The action “{draft.gap}” is {'closed' if closing else 'stored'}.")
