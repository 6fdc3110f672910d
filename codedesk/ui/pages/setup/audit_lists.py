"""The department's lists for findings in Setup: categories, root causes, severities. What they are is declared.

Here lives how the lists look and are typed. What may be changed is the service's.
"""

from typing import Any

from codedesk import formats
from codedesk.services.audits import finding_lists
from codedesk.services.audits.finding_lists import (
    FindingCategoryDraft,
    FindingCategoryRow,
    RootCauseDraft,
    RootCauseRow,
    SeverityDraft,
    SeverityRow,
)
from codedesk.ui.context import Context
from codedesk.ui.pages.setup.listed import ListedSection, Listing
from codedesk.ui.widgets.fields import Field
from codedesk.ui.widgets.table import Column

_ROLES = (("the principal diagnosis", "principal"), ("the DRG or APC as a whole", "drg"))
_ORIGINS = (
    ("the coder’s", "coder"),
    ("the documentation’s", "documentation"),
    ("the system’s", "system"),
    ("the auditor’s", "auditor"),
)
_OFFERED = Field("active", "Offered when findings are typed", "flag")


def _category_values(row: FindingCategoryRow) -> dict[str, Any]:
    values = {name: getattr(row.draft, name) for name in FindingCategoryDraft.__dataclass_fields__}
    return values | {"role": row.draft.role or None}


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
        Column("name", "Category", 180, text=lambda row: row.draft.name, stretch=True, strong=True),
        Column("key", "Key", 60, text=lambda row: row.draft.short_key),
        Column("points", "Points", 96, text=_category_state, tone=lambda _row: "second"),
        Column("findings", "", 96, text=lambda row: _found(row.findings), tone=lambda _row: "third"),
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
    add=finding_lists.add_finding_category,
    change=finding_lists.change_finding_category,
    void=finding_lists.void_finding_category,
    move=finding_lists.move_finding_category,
    empty="No finding categories yet. Add what an auditor of yours may find; without them no finding can be typed.",
    new={"points": 3.0, "scored": True, "active": True},
    former=lambda row: row.former,
)

ROOT_CAUSES: Listing[RootCauseRow] = Listing(
    noun="root cause",
    columns=(
        Column("name", "Root cause", 200, text=lambda row: row.draft.name, stretch=True, strong=True),
        Column("origin", "Whose it is", 116, text=lambda row: row.draft.origin, tone=lambda _row: "second"),
        Column(
            "state", "", 96, text=lambda row: _found(row.findings) if row.draft.active else "inactive",
            tone=lambda _row: "third",
        ),
    ),
    fields=(
        Field("name", "Name", required=True),
        Field("origin", "Whose it is", "choice", True, _ORIGINS, hint="Not all errors are the coder’s", width=220),
        _OFFERED,
    ),
    read=finding_lists.root_causes,
    name=lambda row: row.draft.name,
    number=lambda row: row.id,
    values=lambda row: {"name": row.draft.name, "origin": row.draft.origin, "active": row.draft.active},
    draft=lambda values: RootCauseDraft(**values),
    add=finding_lists.add_root_cause,
    change=finding_lists.change_root_cause,
    void=finding_lists.void_root_cause,
    move=finding_lists.move_root_cause,
    empty="No root causes yet. Add why findings come about, so that those outside the coder’s hands stand apart.",
    new={"origin": "coder", "active": True},
    former=lambda row: row.former,
)  # fmt: skip

SEVERITIES: Listing[SeverityRow] = Listing(
    noun="severity",
    columns=(
        Column("name", "Severity, the lowest first", 220, text=lambda row: row.draft.name, stretch=True, strong=True),
        Column(
            "state", "", 96, text=lambda row: _found(row.findings) if row.draft.active else "inactive",
            tone=lambda _row: "third",
        ),
    ),
    fields=(Field("name", "Name", required=True), _OFFERED),
    read=finding_lists.severities,
    name=lambda row: row.draft.name,
    number=lambda row: row.id,
    values=lambda row: {"name": row.draft.name, "active": row.draft.active},
    draft=lambda values: SeverityDraft(**values),
    add=finding_lists.add_severity,
    change=finding_lists.change_severity,
    void=finding_lists.void_severity,
    move=finding_lists.move_severity,
    empty="No severities yet. Add words for how much a finding matters, the lowest first.",
    new={"active": True},
    former=lambda row: row.former,
)  # fmt: skip


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
