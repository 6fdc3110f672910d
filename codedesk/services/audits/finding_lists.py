"""The department's lists for findings: categories with their points, root causes with their origin, severities.

Here live the questions and changes of Setup about these lists. What an audit form offers of them is lists.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlmodel import Session, col, func, select

from codedesk.errors import Refused
from codedesk.models import Finding, FindingCategory, RootCause, Severity
from codedesk.models.audits import ORIGINS, ROLES
from codedesk.services.former_names import FormerNameRow, former_names, remember, require_given_up
from codedesk.services.live import live
from codedesk.services.named import require_free, typed_name
from codedesk.services.voiding import void

LONGEST_NAME = 80
LONGEST_KEY = 4
_Listed = TypeVar("_Listed", FindingCategory, RootCause, Severity)


@dataclass(frozen=True, slots=True)
class FindingCategoryDraft:
    """A finding category as typed. points: what it costs by the weighted method; role: "", "principal" or "drg"."""

    name: str
    short_key: str = ""
    points: float = 0.0
    scored: bool = True
    role: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class RootCauseDraft:
    """A root cause as typed. origin: whose it is, the coder's, the documentation's, the system's, the auditor's."""

    name: str
    origin: str = "coder"
    active: bool = True


@dataclass(frozen=True, slots=True)
class SeverityDraft:
    """A word for how much a finding matters, as typed."""

    name: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class FindingCategoryRow:
    """A finding category as Setup lists it, with the number of findings of it."""

    id: int
    draft: FindingCategoryDraft
    findings: int
    former: tuple[FormerNameRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RootCauseRow:
    """A root cause as Setup lists it, with the number of findings that came of it."""

    id: int
    draft: RootCauseDraft
    findings: int
    former: tuple[FormerNameRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SeverityRow:
    """A severity as Setup lists it, the lowest first, with the number of findings that carry it."""

    id: int
    draft: SeverityDraft
    findings: int
    former: tuple[FormerNameRow, ...] = ()


def finding_categories(session: Session) -> tuple[FindingCategoryRow, ...]:
    """List the finding categories in the department's order."""
    used, former = _used(session, Finding.category_id), former_names(session, FindingCategory)
    return tuple(
        FindingCategoryRow(
            row.key,
            FindingCategoryDraft(row.name, row.short_key, row.points, row.scored, row.role, row.active),
            used.get(row.key, 0),
            former.get(row.key, ()),
        )
        for row in _ordered(session, FindingCategory)
    )


def add_finding_category(session: Session, draft: FindingCategoryDraft) -> int:
    """Add a finding category behind the others; return its number. Refused for a name or key that is taken."""
    row = FindingCategory(**_category_values(session, draft, None), position=_next_position(session, FindingCategory))
    return _added(session, row)


def change_finding_category(session: Session, category_id: int, draft: FindingCategoryDraft) -> None:
    """Change a finding category. Points that findings carry of their own stay as they were."""
    _set(session, _found(session, FindingCategory, category_id), _category_values(session, draft, category_id))


def void_finding_category(session: Session, category_id: int, reason: str) -> None:
    """Void a category entered by mistake. Refused without a reason, and where findings are of it."""
    _void(session, FindingCategory, category_id, reason, _used(session, Finding.category_id).get(category_id, 0))


def move_finding_category(session: Session, category_id: int, steps: int) -> bool:
    """Move a category up (−1) or down (+1); tell whether it moved."""
    return _move(session, FindingCategory, category_id, steps)


def root_causes(session: Session) -> tuple[RootCauseRow, ...]:
    """List the root causes in the department's order."""
    used, former = _used(session, Finding.root_cause_id), former_names(session, RootCause)
    return tuple(
        RootCauseRow(
            row.key, RootCauseDraft(row.name, row.origin, row.active), used.get(row.key, 0), former.get(row.key, ())
        )
        for row in _ordered(session, RootCause)
    )


def add_root_cause(session: Session, draft: RootCauseDraft) -> int:
    """Add a root cause behind the others; return its number. Refused for a name that is taken."""
    return _added(
        session, RootCause(**_cause_values(session, draft, None), position=_next_position(session, RootCause))
    )


def change_root_cause(session: Session, cause_id: int, draft: RootCauseDraft) -> None:
    """Change a root cause; its findings are shown under the new name and origin."""
    _set(session, _found(session, RootCause, cause_id), _cause_values(session, draft, cause_id))


def void_root_cause(session: Session, cause_id: int, reason: str) -> None:
    """Void a root cause entered by mistake. Refused without a reason, and where findings came of it."""
    _void(session, RootCause, cause_id, reason, _used(session, Finding.root_cause_id).get(cause_id, 0))


def move_root_cause(session: Session, cause_id: int, steps: int) -> bool:
    """Move a root cause up (−1) or down (+1); tell whether it moved."""
    return _move(session, RootCause, cause_id, steps)


def severities(session: Session) -> tuple[SeverityRow, ...]:
    """List the severities, the lowest first."""
    used, former = _used(session, Finding.severity), former_names(session, Severity)
    return tuple(
        SeverityRow(row.key, SeverityDraft(row.name, row.active), used.get(row.name, 0), former.get(row.key, ()))
        for row in _ordered(session, Severity)
    )


def add_severity(session: Session, draft: SeverityDraft) -> int:
    """Add a severity above the others; return its number. Refused for a name that is taken."""
    name = _free_name(session, Severity, draft.name, None)
    return _added(session, Severity(name=name, active=draft.active, position=_next_position(session, Severity)))


def change_severity(session: Session, severity_id: int, draft: SeverityDraft) -> None:
    """Change a severity. A new name is a new name for its findings too: they keep their place in the list."""
    row = _found(session, Severity, severity_id)
    name = _free_name(session, Severity, draft.name, severity_id)
    if name != row.name:
        for finding in session.exec(select(Finding).where(live(Finding), col(Finding.severity) == row.name)):
            finding.severity = name
    _set(session, row, {"name": name, "active": draft.active})


def void_severity(session: Session, severity_id: int, reason: str) -> None:
    """Void a severity entered by mistake. Refused without a reason, and where findings carry it."""
    name = _found(session, Severity, severity_id).name
    _void(session, Severity, severity_id, reason, _used(session, Finding.severity).get(name, 0))


def move_severity(session: Session, severity_id: int, steps: int) -> bool:
    """Move a severity down (−1) or up (+1) in weight; tell whether it moved."""
    return _move(session, Severity, severity_id, steps)


def _category_values(session: Session, draft: FindingCategoryDraft, besides: int | None) -> dict[str, Any]:
    if not 0 <= draft.points <= 100:
        raise Refused("points go from 0 to 100", "points")
    if draft.role not in ROLES:
        raise Refused(f"“{draft.role}” is not a role: principal, drg, or none", "role")
    return {
        "name": _free_name(session, FindingCategory, draft.name, besides),
        "short_key": _free_key(session, draft.short_key, besides),
        "points": draft.points,
        "scored": draft.scored,
        "role": draft.role,
        "active": draft.active,
    }


def _cause_values(session: Session, draft: RootCauseDraft, besides: int | None) -> dict[str, Any]:
    if draft.origin not in ORIGINS:
        raise Refused(f"“{draft.origin}” is not an origin: {', '.join(ORIGINS)}", "origin")
    name = _free_name(session, RootCause, draft.name, besides)
    return {"name": name, "origin": draft.origin, "active": draft.active}


def _free_key(session: Session, key: str, besides: int | None) -> str:
    """Return a key of letters and digits, or "" (one is made from the name); Refused where another category has it."""
    words = key.strip().casefold()
    if len(words) > LONGEST_KEY or (not words.isalnum() and words):
        raise Refused(f"a key is made of 1 to {LONGEST_KEY} letters or digits, such as pd", "short_key")
    for row in _ordered(session, FindingCategory) if words else ():
        if row.key != besides and row.short_key.casefold() == words:
            raise Refused(f"“{row.name}” is typed by {words} already", "short_key")
    return words


def _free_name(session: Session, table: type[_Listed], name: str, besides: int | None) -> str:
    others = {row.key: row.name for row in _ordered(session, table)}
    words = typed_name(name, was=others.pop(besides or 0, ""), longest=LONGEST_NAME)
    require_free(name, others.values())
    require_given_up(session, table, words, besides)
    return words


def _used(session: Session, column: Any) -> dict[Any, int]:
    return dict(session.exec(select(column, func.count()).where(live(Finding)).group_by(column)).all())


def _ordered(session: Session, table: type[_Listed]) -> Sequence[_Listed]:
    return session.exec(select(table).where(live(table)).order_by(col(table.position), col(table.name))).all()


def _next_position(session: Session, table: type[_Listed]) -> int:
    return max((row.position for row in _ordered(session, table)), default=-1) + 1


def _added(session: Session, row: FindingCategory | RootCause | Severity) -> int:
    session.add(row)
    session.flush()
    return row.key


def _set(session: Session, row: FindingCategory | RootCause | Severity, values: dict[str, Any]) -> None:
    was = row.name
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    remember(session, row, was)


def _found(session: Session, table: type[_Listed], row_id: int) -> _Listed:
    row = session.get(table, row_id)
    if row is None or row.voided:
        raise Refused("this entry of the list is no longer there")
    return row


def _void(session: Session, table: type[_Listed], row_id: int, reason: str, findings: int) -> None:
    row = _found(session, table, row_id)
    if findings:
        raise Refused(f"“{row.name}” stands in findings: make it inactive instead, and it leaves the lists")
    void(row, reason)


def _move(session: Session, table: type[_Listed], row_id: int, steps: int) -> bool:
    rows = list(_ordered(session, table))
    place = next(number for number, row in enumerate(rows) if row.key == row_id)
    target = place + steps
    if not 0 <= target < len(rows):
        return False
    rows.insert(target, rows.pop(place))
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position
    session.flush()
    return True
