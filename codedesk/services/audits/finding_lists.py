"""The department's lists for findings: categories with their points, root causes with their origin, severities.

Here live the questions and changes of Setup about these lists. What an audit form offers of them is lists.py.
"""

from typing import Any

from sqlmodel import Session, col, func, select

from codedesk.errors import Refused
from codedesk.models import Finding, FindingCategory, RootCause, Severity
from codedesk.models.finding_lists import FindingCategoryDraft, RootCauseDraft, SeverityDraft
from codedesk.services.lists import DepartmentList, ListRow
from codedesk.services.live import live

FindingCategoryRow = ListRow[FindingCategoryDraft]
RootCauseRow = ListRow[RootCauseDraft]
SeverityRow = ListRow[SeverityDraft]


def finding_categories(session: Session) -> tuple[FindingCategoryRow, ...]:
    """List the finding categories in the department's order, with the number of findings of each."""
    return FINDING_CATEGORIES.listed(session, _findings(session, Finding.category_id))


def root_causes(session: Session) -> tuple[RootCauseRow, ...]:
    """List the root causes in the department's order, with the number of findings that came of each."""
    return ROOT_CAUSES.listed(session, _findings(session, Finding.root_cause_id))


def severities(session: Session) -> tuple[SeverityRow, ...]:
    """List the severities, the lowest first, with the number of findings that carry each."""
    return SEVERITIES.listed(session, _findings(session, Finding.severity), "name")


def taken_key(key: str, others: dict[str, str]) -> str:
    """Say which of the other categories (their keys by name) a short key types already; "" for none."""
    typed = key.casefold()
    taken = next((name for name, other in others.items() if typed and other.casefold() == typed), "")
    return f"“{taken}” is typed by {typed} already" if taken else ""


def _free_key(session: Session, draft: FindingCategoryDraft, row: FindingCategory | None) -> None:
    others = {each.name: each.short_key for each in FINDING_CATEGORIES.rows(session) if each is not row}
    if reason := taken_key(draft.short_key.strip(), others):
        raise Refused(reason, "short_key")


def _stands(session: Session, row: FindingCategory | RootCause | Severity) -> str:
    named = {FindingCategory: Finding.category_id, RootCause: Finding.root_cause_id, Severity: Finding.severity}
    value = row.name if isinstance(row, Severity) else row.key
    return "stands in findings" if _findings(session, named[type(row)]).get(value) else ""


def _rename_in_findings(session: Session, row: Severity, was: str) -> None:
    """Give the findings the new name of their severity: they keep their place in the list."""
    for finding in session.exec(select(Finding).where(live(Finding), col(Finding.severity) == was)):
        finding.severity = row.name


def _findings(session: Session, column: Any) -> dict[Any, int]:
    return dict(session.exec(select(column, func.count()).where(live(Finding)).group_by(column)).all())


FINDING_CATEGORIES = DepartmentList(FindingCategory, FindingCategoryDraft, rules=_free_key, used=_stands)
ROOT_CAUSES = DepartmentList(RootCause, RootCauseDraft, used=_stands)
SEVERITIES = DepartmentList(Severity, SeverityDraft, used=_stands, renamed=_rename_in_findings)
