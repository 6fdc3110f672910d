"""The department's lists for findings in Setup: categories, root causes, severities. What they are is declared.

Here lives how the lists look and are typed. What may be changed is the service's.
"""

from typing import Any

from codedesk import formats
from codedesk.models.finding_lists import FindingCategoryDraft, FindingRole, Origin, RootCauseDraft, SeverityDraft
from codedesk.services.audits import finding_lists
from codedesk.services.audits.finding_lists import FindingCategoryRow, RootCauseRow, SeverityRow
from codedesk.ui.context import Context
from codedesk.ui.pages.setup.listed import ListedSection, Listing
from codedesk.ui.widgets.fields import Field
from codedesk.ui.widgets.table import TableColumn

_ROLES = tuple((role.words, role) for role in FindingRole if role)
_OFFERED = Field("active", "Offered when findings are typed", "flag")


def _category_values(row: FindingCategoryRow) -> dict[str, Any]:
    return dict(row.draft) | {"role": row.draft.role or None}


def _category_draft(values: dict[str, Any]) -> FindingCategoryDraft:
    known = {name: value for name, value in values.items() if value is not None}
    return FindingCategoryDraft(**known)


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
    columns=(
        TableColumn("name", "Category", 180, text=lambda row: row.draft.name, stretch=True, strong=True),
        TableColumn("key", "Key", 60, text=lambda row: row.draft.short_key),
        TableColumn("points", "Points", 96, text=_category_state, tone=lambda _row: "second"),
        TableColumn("findings", "", 96, text=lambda row: _found(row.used), tone=lambda _row: "third"),
    ),
    fields=(
        Field("name", "Name", required=True),
        Field("short_key", "Short key", hint="What types it in an audit, such as pd", width=80),
        Field("points", "Points", "number", hint="What it costs of 100, by weighted points", width=80),
        Field(
            "role", "It is about", "choice", False, _ROLES, hint="So that scoring knows, whatever the name", width=260
        ),
        Field("scored", "Scored; without it, advice only", "flag"),
        _OFFERED,
    ),
    read=finding_lists.finding_categories,
    name=lambda row: row.draft.name,
    number=lambda row: row.id,
    values=_category_values,
    draft=_category_draft,
    add=finding_lists.FINDING_CATEGORIES.add,
    change=finding_lists.FINDING_CATEGORIES.change,
    void=finding_lists.FINDING_CATEGORIES.void,
    move=finding_lists.FINDING_CATEGORIES.move,
    empty="No finding categories yet. Add what an auditor of yours may find; without them no finding can be typed.",
    new={"points": 3.0, "scored": True, "active": True},
    former=lambda row: row.former,
)

ROOT_CAUSES: Listing[RootCauseRow] = Listing(
    noun="root cause",
    columns=(
        TableColumn("name", "Root cause", 200, text=lambda row: row.draft.name, stretch=True, strong=True),
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
    name=lambda row: row.draft.name,
    number=lambda row: row.id,
    values=lambda row: dict(row.draft),
    draft=lambda values: RootCauseDraft(**values),
    add=finding_lists.ROOT_CAUSES.add,
    change=finding_lists.ROOT_CAUSES.change,
    void=finding_lists.ROOT_CAUSES.void,
    move=finding_lists.ROOT_CAUSES.move,
    empty="No root causes yet. Add why findings come about, so that those outside the coder’s hands stand apart.",
    new={"origin": Origin.CODER, "active": True},
    former=lambda row: row.former,
)  # fmt: skip

SEVERITIES: Listing[SeverityRow] = Listing(
    noun="severity",
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
    name=lambda row: row.draft.name,
    number=lambda row: row.id,
    values=lambda row: dict(row.draft),
    draft=lambda values: SeverityDraft(**values),
    add=finding_lists.SEVERITIES.add,
    change=finding_lists.SEVERITIES.change,
    void=finding_lists.SEVERITIES.void,
    move=finding_lists.SEVERITIES.move,
    empty="No severities yet. Add words for how much a finding matters, the lowest first.",
    new={"active": True},
    former=lambda row: row.former,
)


class FindingCategoriesSection(ListedSection[FindingCategoryRow]):
    """Finding categories in the department's order."""

    name, title, noun = "finding_categories", "Findings", "finding category"

    def __init__(self, context: Context) -> None:
        """Make the list."""
        super().__init__(context, FINDING_CATEGORIES)


class RootCausesSection(ListedSection[RootCauseRow]):
    """Root causes in the department's order."""

    name, title, noun = "root_causes", "Root causes", "root cause"

    def __init__(self, context: Context) -> None:
        """Make the list."""
        super().__init__(context, ROOT_CAUSES)


class SeveritiesSection(ListedSection[SeverityRow]):
    """Severities, the lowest first."""

    name, title, noun = "severities", "Severities", "severity"

    def __init__(self, context: Context) -> None:
        """Make the list."""
        super().__init__(context, SEVERITIES)
