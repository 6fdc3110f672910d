"""The department's lists for findings in Setup: categories, root causes, severities. What they are is declared.

Here lives how the lists look and are typed. What may be changed is the service's.
"""

from codedesk import formats
from codedesk.models.finding_lists import FindingRole, Origin
from codedesk.services.audits import finding_lists
from codedesk.services.audits.finding_lists import FindingCategoryRow, RootCauseRow, SeverityRow
from codedesk.ui.listing import Listing
from codedesk.ui.pages.setup.listed import CARD_CHOICE_WIDTH
from codedesk.ui.widgets.fields import Field
from codedesk.ui.widgets.table import TableColumn

_ROLES = tuple((role.words, role) for role in FindingRole if role)
_OFFERED = Field("active", "Offered when findings are typed", "flag")


def _points(row: FindingCategoryRow) -> str:
    return formats.plural(int(row.draft.points), "point") if row.draft.points.is_integer() else _many(row.draft.points)


def _many(points: float) -> str:
    return f"{formats.number(points)} points"


def _category_state(row: FindingCategoryRow) -> str:
    if not row.draft.active:
        return "inactive"
    return _points(row) if row.draft.scored else "not scored"


def _found(count: int) -> str:
    return formats.plural(count, "finding") if count else ""


FINDING_CATEGORIES: Listing[FindingCategoryRow] = Listing(
    noun="finding category",
    of=finding_lists.FINDING_CATEGORIES,
    title="Findings",
    columns=(
        TableColumn("name", "Category", 180, text=lambda row: row.draft.name, stretch=True, strong=True),
        TableColumn("key", "Key", 44, text=lambda row: row.draft.short_key),
        TableColumn("points", "Points", 78, text=_category_state, tone=lambda _row: "second"),
        TableColumn("findings", "", 84, text=lambda row: _found(row.used), tone=lambda _row: "third"),
    ),
    fields=(
        Field("name", "Name", required=True),
        Field("short_key", "Short key", hint="What types it in an audit, such as pd", width=80),
        Field("points", "Points", "number", hint="What it costs of 100, by weighted points", width=80),
        Field(
            "role",
            "It is about",
            "choice",
            False,
            _ROLES,
            hint="So that scoring knows, whatever the name",
            width=CARD_CHOICE_WIDTH,
        ),
        Field("scored", "Scored; without it, advice only", "flag"),
        _OFFERED,
    ),
    read=finding_lists.finding_categories,
    empty="No finding categories yet. Add what an auditor of yours may find; without them no finding can be typed.",
    new={"points": 3.0, "scored": True, "active": True},
)

ROOT_CAUSES: Listing[RootCauseRow] = Listing(
    noun="root cause",
    of=finding_lists.ROOT_CAUSES,
    title="Root causes",
    columns=(
        TableColumn("name", "Root cause", 200, text=lambda row: row.draft.name, stretch=True, strong=True, lines=2),
        TableColumn("origin", "Lies in", 116, text=lambda row: row.draft.origin.words, tone=lambda _row: "second"),
        TableColumn(
            "state", "", 96, text=lambda row: _found(row.used) if row.draft.active else "inactive",
            tone=lambda _row: "third",
        ),
    ),
    fields=(
        Field("name", "Name", required=True),
        Field("origin", "Lies in", "choice", True, Origin.choices(), hint="Not all errors are the coder’s", width=220),
        _OFFERED,
    ),
    read=finding_lists.root_causes,
    empty="No root causes yet. Add why findings come about, so that those outside the coder’s hands stand apart.",
    new={"origin": Origin.CODER, "active": True},
)  # fmt: skip

SEVERITIES: Listing[SeverityRow] = Listing(
    noun="severity",
    of=finding_lists.SEVERITIES,
    title="Severities",
    columns=(
        TableColumn(
            "name", "Severity, the lowest first", 220, text=lambda row: row.draft.name, stretch=True, strong=True
        ),
        TableColumn(
            "state",
            "",
            96,
            text=lambda row: _found(row.used) if row.draft.active else "inactive",
            tone=lambda _row: "third",
        ),
    ),
    fields=(Field("name", "Name", required=True), _OFFERED),
    read=finding_lists.severities,
    empty="No severities yet. Add words for how much a finding matters, the lowest first.",
    new={"active": True},
)
