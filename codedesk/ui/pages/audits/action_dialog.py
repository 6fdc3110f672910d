"""One corrective action in a window of its own, changed and closed wherever it is listed.

Here lives how it is asked for and stored. Lists of actions are the views', a new one is typed into its audit.
"""

from typing import Any

from codedesk.models.audit_words import ActionKind
from codedesk.services.audits import answers
from codedesk.services.audits.answers import ActionRow
from codedesk.ui.editing import Editing
from codedesk.ui.pages.audits.views import AuditsView
from codedesk.ui.typed import TypedPlace
from codedesk.ui.widgets.fields import Field

_FIELDS = (
    Field("gap", "Gap", "text", required=True, hint="What the audit showed"),
    Field("kind", "Action", "choice", True, ActionKind.choices()),
    Field("due_on", "Due", "date"),
    Field("reaudit_on", "Re-audit", "date", hint="When the gap is looked at again"),
    Field("evidence", "Evidence", "long_text", hint="What shows that it was done"),
    Field("outcome", "Outcome", "long_text", hint="What came of it; this closes the action"),
)


def ask_action(view: AuditsView, row: ActionRow) -> None:
    """Ask for changes of an action and store them as one step; where nothing can be changed, show its audit."""
    if view.context.read_only:
        view.context.navigate("audits", audit_id=row.audit_id)
        return

    def store(typed: dict[str, Any]) -> Any:
        step = f"{'Close' if row.open and typed['outcome'] else 'Change'} action {typed['gap']}"
        return step, answers.ACTIONS.change, (row.id, row.draft.but(**typed))

    def stored(typed: dict[str, Any]) -> None:
        view.action_changed.emit(row.draft.but(**typed))
        closed = row.open and typed["outcome"]
        view.context.say("done", f"The action “{typed['gap']}” is {'closed' if closed else 'stored'}.")

    editing = Editing(view.context, view)
    title = f"Corrective action, {row.coder}, {row.audit}"
    place = TypedPlace("action", str(row.id), title, {"view": "todo"}, page="audits")
    editing.open(title, _FIELDS, dict(row.draft), store, stored, place=place)
    if row.open and editing.dialog is not None:
        editing.dialog.form.editor("evidence").setFocus()
