"""The form for an event, as fields and drafts. Nothing is stored here."""

from typing import Any

from codedesk.models.happenings import EventDraft, EventKind
from codedesk.services.department.happenings import ScopesRow
from codedesk.ui.widgets.fields import Field

WHOLE_TEAM = "Whole team"
EVERY = 0
_SCOPES = ("coder_id", "work_type_id")


def event_fields(scopes: ScopesRow) -> tuple[Field, ...]:
    """Return the fields of an event; the scope is the team, or a coder, or a work type, or both."""
    coders = ((WHOLE_TEAM, EVERY), *scopes.coders)
    types = (("All work types", EVERY), *scopes.work_types)
    return (
        Field("from_day", "First day", "date", required=True),
        Field("to_day", "Last day", "date", hint="Leave it empty for a single day"),
        Field(
            "kind",
            "Kind",
            "choice",
            required=True,
            choices=EventKind.choices(),
            hint="Tool: encoder, computer-assisted coding, AI suggestions, autonomous coding",
        ),
        Field(
            "text",
            "What happened",
            "text",
            required=True,
            hint="Shown on every chart that it concerns; of a tool, which one",
        ),
        Field("coder_id", "Whom it concerns", "choice", required=True, choices=coders),
        Field("work_type_id", "Work type", "choice", required=True, choices=types),
        Field(
            "rebase",
            "Control limits start anew on the first day",
            "flag",
            hint="For a new standard, a new system or a new mix of work",
        ),
    )


def event_draft(values: dict[str, Any]) -> EventDraft:
    """Make the draft of what was typed."""
    scope = {name: values[name] or None for name in _SCOPES}
    return EventDraft(**{name: values[name] for name in EventDraft.described()} | scope)


def event_values(draft: EventDraft) -> dict[str, Any]:
    """Return what the form shows of a draft."""
    values = dict(draft)
    return values | {name: values[name] or EVERY for name in _SCOPES}
