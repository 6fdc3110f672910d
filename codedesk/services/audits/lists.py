"""The lists that an audit is typed from: coders, work types, auditors, categories and root causes, by short key.

Here live what a form offers and how short keys complete. Setting the lists up belongs to the set-up services.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from codedesk.models import Audit, Coder, FindingCategory, MethodPolicy, RootCause, Severity, WorkType
from codedesk.models.audit_words import ActionKind, Direction, FindingAnswer, FindingChange, FindingOutcome
from codedesk.services.department.departments import this_department
from codedesk.services.live import live

_AUDITORS_OFFERED = 12
CHANGE_KEYS: Mapping[str, FindingChange] = dict(zip("radn", FindingChange, strict=True))
DIRECTION_KEYS: Mapping[str, Direction] = dict(zip("oun", Direction, strict=True))
ANSWER_KEYS: Mapping[str, FindingAnswer] = {"a": FindingAnswer.AGREE, "r": FindingAnswer.REBUT}
OUTCOME_KEYS: Mapping[str, FindingOutcome] = {"u": FindingOutcome.UPHELD, "w": FindingOutcome.WITHDRAWN}
ACTION_KEYS: Mapping[str, ActionKind] = dict(zip(("e", "p", "s", "d", "rb", "rf", "c"), ActionKind, strict=True))


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list: its number, its name, and the short key that types it."""

    id: int
    name: str
    short_key: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class CategoryChoice:
    """A finding category: principal diagnosis, modifier …; scored unless advisory."""

    id: int
    name: str
    short_key: str
    scored: bool
    points: float


@dataclass(frozen=True, slots=True)
class RootCauseChoice:
    """A root cause; origin keeps documentation and system causes apart from the coder's."""

    id: int
    name: str
    short_key: str
    origin: str


@dataclass(frozen=True, slots=True)
class Policy:
    """From a date on, audits (of one work type, or of all) are scored by this method and version."""

    effective_from: date
    work_type_id: int | None
    method: str
    version: str


@dataclass(frozen=True, slots=True)
class AuditLists:
    """Everything that the audit form offers. Coders who have left stay in, marked inactive.

    names are those of all audits, voided ones too; policies stand in order of their dates.
    """

    coders: tuple[Choice, ...]
    work_types: tuple[Choice, ...]
    auditors: tuple[str, ...]
    categories: tuple[CategoryChoice, ...]
    root_causes: tuple[RootCauseChoice, ...]
    severities: tuple[Choice, ...]
    default_method: str
    policies: tuple[Policy, ...]
    names: frozenset[str]

    @property
    def usual_severity(self) -> str:
        """What a new finding carries: the middle of the list, "medium" where the list is empty."""
        return usual_severity([row.name for row in self.severities])

    def policy_on(self, day: date, work_type_id: int | None) -> Policy | None:
        """Return the written policy of a date: the work type's, else the one for all, else None."""
        for scope in (work_type_id, None):
            fitting = [one for one in self.policies if one.work_type_id == scope and one.effective_from <= day]
            if fitting:
                return fitting[-1]
        return None

    def method_on(self, day: date, work_type_id: int | None) -> tuple[str, str]:
        """Return method and version for a date: those of its policy, else the department's usual method."""
        found = self.policy_on(day, work_type_id)
        return (found.method, found.version) if found is not None else (self.default_method, "")


def audit_lists(session: Session, today: date) -> AuditLists:
    """Return what the audit form offers; the auditors are those of earlier audits, the latest first."""
    return AuditLists(
        coders=_coders(session, today),
        work_types=_work_types(session),
        auditors=_auditors(session),
        categories=_categories(session),
        root_causes=_root_causes(session),
        severities=_severities(session),
        default_method=this_department(session).default_method,
        policies=_policies(session),
        names=frozenset(session.exec(select(Audit.name))),
    )


def usual_severity(names: Sequence[str]) -> str:
    """Return the middle of a list of severities, "medium" where it is empty."""
    return names[(len(names) - 1) // 2] if names else "medium"


def short_keys(names: Iterable[str]) -> dict[str, str]:
    """Make a short key for each name, no two alike: the first letters of its words, longer where they meet."""
    keys: dict[str, str] = {}
    for name in names:
        words = [word for word in "".join(char if char.isalnum() else " " for char in name.lower()).split() if word]
        letters = "".join(words) or "x"
        initials = "".join(word[0] for word in words)[:3]
        offers = [initials, letters[:2], letters[:3], letters[:4], letters]
        free = [key for key in offers if key and key not in keys.values()]
        number = 2
        while not free:
            free = [f"{letters[:3]}{number}"] if f"{letters[:3]}{number}" not in keys.values() else []
            number += 1
        keys[name] = free[0]
    return keys


def _coders(session: Session, today: date) -> tuple[Choice, ...]:
    found = session.exec(select(Coder).where(live(Coder)).order_by(col(Coder.name), col(Coder.name_note)))
    rows = [Choice(row.key, row.shown_name, active=row.left_on is None or row.left_on >= today) for row in found]
    return tuple(sorted(rows, key=lambda row: not row.active))


def _policies(session: Session) -> tuple[Policy, ...]:
    query = select(MethodPolicy).where(live(MethodPolicy))
    found = session.exec(query.order_by(col(MethodPolicy.effective_from), col(MethodPolicy.id)))
    return tuple(Policy(row.effective_from, row.work_type_id, row.method, row.version) for row in found)


def _work_types(session: Session) -> tuple[Choice, ...]:
    query = select(WorkType).where(live(WorkType)).order_by(col(WorkType.position), col(WorkType.name))
    rows = [Choice(work_type.key, work_type.name, active=work_type.active) for work_type in session.exec(query)]
    return tuple(sorted(rows, key=lambda row: not row.active))


def _auditors(session: Session) -> tuple[str, ...]:
    query = select(Audit.auditor).where(live(Audit), col(Audit.auditor) != "").group_by(col(Audit.auditor))
    return tuple(session.exec(query.order_by(func.max(Audit.day).desc()).limit(_AUDITORS_OFFERED)))


def _categories(session: Session) -> tuple[CategoryChoice, ...]:
    query = select(FindingCategory).where(live(FindingCategory), col(FindingCategory.active))
    found = session.exec(query.order_by(col(FindingCategory.position), col(FindingCategory.name))).all()
    made = short_keys(row.name for row in found)
    taken = {row.short_key for row in found}
    rows = []
    for row in found:
        key = row.short_key or (made[row.name] if made[row.name] not in taken else made[row.name] + "2")
        rows.append(CategoryChoice(row.key, row.name, key, row.scored, row.points))
    return tuple(rows)


def _root_causes(session: Session) -> tuple[RootCauseChoice, ...]:
    query = select(RootCause).where(live(RootCause), col(RootCause.active))
    found = session.exec(query.order_by(col(RootCause.position), col(RootCause.name))).all()
    keys = short_keys(row.name for row in found)
    return tuple(RootCauseChoice(row.key, row.name, keys[row.name], row.origin) for row in found)


def _severities(session: Session) -> tuple[Choice, ...]:
    found = session.exec(select(Severity).where(live(Severity), col(Severity.active)).order_by(col(Severity.position)))
    rows = [(row.key, row.name) for row in found]
    keys = short_keys(name for _, name in rows)
    return tuple(Choice(number, name, keys[name]) for number, name in rows)
