"""Rework and denials as a list with its form: what came back, from where, whose error it was, and what became of it."""

from codedesk import formats
from codedesk.models.rework import ReworkCause, ReworkOutcome, ReworkSource
from codedesk.services.flow.reworks import REWORK, ReworkEntryRow
from codedesk.ui.listing import Listing
from codedesk.ui.widgets.editors import Choice
from codedesk.ui.widgets.fields import Field
from codedesk.ui.widgets.table import TableColumn

_CAUSE = "Only the coder’s own error, unless it was overturned, counts as rework"
_REASON = "As the letter says it; no names of patients, no account numbers"


def rework_choices(coders: tuple[Choice, ...], work_types: tuple[Choice, ...]) -> dict[str, tuple[Choice, ...]]:
    """Return whose charts can come back, and of which work type."""
    return {"coder_id": (("Nobody in particular", None), *coders), "work_type_id": work_types}


REWORKS: Listing[ReworkEntryRow] = Listing(
    noun="rework",
    of=REWORK,
    columns=(
        TableColumn("day", "Came back", 96, text=lambda row: formats.day(row.draft.day)),
        TableColumn("source", "From", 104, least=96, text=lambda row: row.draft.source.words),
        TableColumn("coder", "Coder", 120, text=lambda row: row.coder, tooltip=lambda row: row.coder),
        TableColumn("type", "Work type", 120, text=lambda row: row.work_type, tooltip=lambda row: row.work_type),
        TableColumn("charts", "Charts", 60, "right", text=lambda row: formats.count(row.draft.charts)),
        TableColumn("cause", "Cause", 110, least=100, text=lambda row: row.draft.cause.words),
        TableColumn("outcome", "Outcome", 96, least=88, text=lambda row: row.draft.outcome.words),
        TableColumn("stake", "At stake ($)", 96, "right", text=lambda row: _amount(row.draft.at_stake)),
        TableColumn(
            "reason",
            "Reason",
            120,
            least=120,
            most=200,
            text=lambda r: r.draft.reason,
            tooltip=lambda r: r.draft.reason,
            stretch=True,
        ),
    ),
    fields=(
        Field("day", "Came back on", "date", required=True),
        Field("source", "Came from", "choice", required=True, choices=ReworkSource.choices()),
        Field("work_type_id", "Work type", "choice", required=True),
        Field("coder_id", "Coder", "choice"),
        Field("cause", "Whose error", "choice", required=True, choices=ReworkCause.choices(), hint=_CAUSE),
        Field("charts", "Charts", "count"),
        Field("at_stake", "Money at stake", "money", unit="$"),
        Field("outcome", "Outcome", "choice", required=True, choices=ReworkOutcome.choices()),
        Field("recovered", "Recovered", "money", unit="$"),
        Field("resolved", "Resolved on", "date"),
        Field("reason", "Reason", hint=_REASON),
    ),
    title="Rework and denials",
    empty="Nothing came back in the time shown. A denial, a claim edit or a query that reopened a chart belongs here.",
    said=lambda draft: f"{draft.source.words.lower()}, {formats.day(draft.day)}",
    called=lambda row: f"{row.draft.source.words.lower()} of {formats.day(row.draft.day)}, {row.work_type}",
)


def _amount(cents: int | None) -> str:
    return "" if cents is None else formats.money(cents)
