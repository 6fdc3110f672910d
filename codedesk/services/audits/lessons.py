"""What audits teach: error patterns of a period beside the one before, and what to learn from repeated findings.

Here live the questions and the proposals. Cross tables are made in metrics/lessons, education items kept in education.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk import periods
from codedesk.metrics import lessons
from codedesk.metrics.lessons import LessonRow, Repeat, Reviewed
from codedesk.models import (
    Audit,
    AuditRecord,
    Coder,
    EducationItem,
    Finding,
    FindingCategory,
    RootCause,
    WorkType,
)
from codedesk.models.audit_words import AuditDepth, AuditState, FindingOutcome
from codedesk.models.audits import CODE_COUNTS
from codedesk.models.education import EducationDraft
from codedesk.periods import Period
from codedesk.services.audits import answers as audits_answers
from codedesk.services.audits.answers import ActionRow
from codedesk.services.audits.consistency import ConsistencyRow, consistency
from codedesk.services.department.departments import year_of
from codedesk.services.flow.reworks import CameBackRow, came_back
from codedesk.services.live import live
from codedesk.services.people import education
from codedesk.services.people.education import EducationRow

if TYPE_CHECKING:
    from pandas import DataFrame

DUE_AFTER = timedelta(30)
REAUDIT_AFTER = timedelta(90)
_SATURDAY = 5
NO_CAUSE = "no cause recorded"
_AUDIT_COLUMNS = ("audit", "coder", "work_type", "day", "now", "records", "codes", "listed")
_FINDING_COLUMNS = ("audit", "coder", "now", "category", "cause", "severity", "origin", "direction")


@dataclass(frozen=True, slots=True)
class ApartRow:
    """A cause that is not the coder's, with whose it is: documentation, system or auditor."""

    origin: str
    row: LessonRow


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A category found two or more times running, and the education item that it suggests. Nothing is stored yet."""

    coder: str
    category: str
    audit: str
    day: date
    running: int
    findings: int
    draft: EducationDraft


@dataclass(frozen=True, slots=True)
class LessonsRow:
    """Everything that audits teach about a coder, a work type or the team in a period, and what is done about it.

    The three tables hold the findings that a coder can learn from; documentation and system causes stand apart, and so
    does what came back outside audits.
    """

    label: str
    before_label: str
    reviewed: Reviewed
    before: Reviewed
    by_category: tuple[LessonRow, ...]
    by_cause: tuple[LessonRow, ...]
    by_severity: tuple[LessonRow, ...]
    apart: tuple[ApartRow, ...]
    came_back: tuple[CameBackRow, ...]
    proposals: tuple[ProposalRow, ...]
    education: tuple[EducationRow, ...]
    actions: tuple[ActionRow, ...]
    consistency: tuple[ConsistencyRow, ...]
    coders: tuple[tuple[str, int], ...]
    categories: tuple[tuple[str, int], ...]
    work_types: tuple[tuple[str, int], ...]

    @property
    def shared(self) -> tuple[LessonRow, ...]:
        """The categories that most of the audited team has."""
        return tuple(row for row in self.by_category if row.shared)


def audit_lessons(
    session: Session, period: Period, today: date, coder_id: int | None = None, work_type_id: int | None = None
) -> LessonsRow:
    """Say what the audits of a period teach, for one coder, one work type, both, or the team.

    Withdrawn findings, findings that are not scored and drafts are out; every selection is in. An education item and an
    action stand whatever the period.
    """
    fiscal_year = year_of(session)
    before = periods.before(period, fiscal_year)
    every = _audits(session, period, work_type_id)
    found = _findings(session, period, every)
    coders = _coder_names(session)
    wanted = every if coder_id is None else every[every["coder"] == coder_id]
    chosen = found if coder_id is None else found[found["coder"] == coder_id]
    now, earlier = lessons.reviewed(_between(wanted, period, before))
    return LessonsRow(
        label=periods.label(period, fiscal_year),
        before_label=periods.label(before, fiscal_year),
        reviewed=now,
        before=earlier,
        **_tables((chosen, found), (wanted, every), period, before),
        came_back=came_back(session, period, before, coder_id, work_type_id),
        proposals=_proposals(session, lessons.repeats(chosen, wanted), coders, today),
        education=education.items(session, coder_id, today),
        actions=_actions(session, today, coders.get(coder_id) if coder_id is not None else None),
        consistency=consistency(session, period, coder_id, work_type_id),
        coders=tuple(sorted(((name, key) for key, name in coders.items()), key=lambda pair: pair[0].casefold())),
        categories=_listed(session, FindingCategory, active=False),
        work_types=_listed(session, WorkType, active=True),
    )


def _tables(
    findings: "tuple[DataFrame, DataFrame]", audits: "tuple[DataFrame, DataFrame]", period: Period, before: Period
) -> dict[str, Any]:
    """Count the chosen findings, and how far each name is spread among the whole team."""
    chosen, team = (_between(each, period, before) for each in findings)
    seen, every = (_between(each, period, before) for each in audits)
    of_coders = lessons.reviewed(every)[0].coders
    counted = {
        f"by_{column}": lessons.with_coders(lessons.by(column, lessons.own(chosen), seen, lessons.own(team)), of_coders)
        for column in ("category", "cause", "severity")
    }
    other = lessons.apart(chosen)
    origins = dict(zip(other["cause"].tolist(), other["origin"].tolist(), strict=True))
    rows = lessons.with_coders(lessons.by("cause", other, seen, lessons.apart(team)), of_coders)
    return {**counted, "apart": tuple(ApartRow(origins[row.name], row) for row in rows)}


def _between(frame: "DataFrame", period: Period, before: Period) -> "DataFrame":
    days = frame["day"]
    return frame[(days >= min(before.start, period.start)) & (days <= period.end)]


def _audits(session: Session, period: Period, work_type_id: int | None) -> "DataFrame":
    """Read the audits up to the end of the period; those before it are wanted for what is repeated."""
    query = (
        sa.select(
            *(
                col(getattr(Audit, name))
                for name in ("id", "coder_id", "work_type_id", "day", "depth", "records")
            ),
            *(col(getattr(Audit, name)) for name in CODE_COUNTS),
        )
        .join(Coder, col(Coder.id) == col(Audit.coder_id))
        .where(live(Audit), live(Coder), col(Audit.state) != AuditState.DRAFT, col(Audit.day) <= period.end)
        .order_by(col(Audit.day), col(Audit.id))
    )  # fmt: skip
    if work_type_id is not None:
        query = query.where(col(Audit.work_type_id) == work_type_id)
    with_findings = set(session.exec(select(Finding.audit_id).where(live(Finding))))
    sums = {row[0]: row[1:] for row in session.execute(_record_sums())}
    rows = []
    for key, coder, work_type, day, depth, records, matched, revised, added, deleted in session.execute(query):
        counted: tuple[int | None, ...] = (records, matched, revised, added, deleted)
        if depth == AuditDepth.RECORDS:
            counted = sums.get(key, (0, 0, 0, 0, 0))
        charts, coded = counted[0], counted[1:4]
        codes = None if None in coded else sum(number or 0 for number in coded)
        clean = depth != AuditDepth.RESULT and (*coded[1:], counted[4] or 0) == (0, 0, 0)
        listed = key in with_findings or clean
        rows.append((key, coder, work_type, day, day in period, charts, codes, listed))
    return lessons.frame(_AUDIT_COLUMNS, rows)


def _record_sums() -> sa.Select[Any]:
    counts = (col(getattr(AuditRecord, name)) for name in CODE_COUNTS)
    return (
        sa.select(*(col(AuditRecord.audit_id), sa.func.count(), *(sa.func.sum(count) for count in counts)))
        .where(live(AuditRecord))
        .group_by(col(AuditRecord.audit_id))
    )


def _findings(session: Session, period: Period, audits: "DataFrame") -> "DataFrame":
    """Read the findings that stand: scored, not withdrawn, of the audits given."""
    query = (
        sa.select(
            col(Finding.audit_id), col(Audit.coder_id), col(Audit.day), col(FindingCategory.name),
            col(RootCause.name), col(Finding.severity), col(RootCause.origin), col(Finding.direction),
        )
        .join(Audit, col(Audit.id) == col(Finding.audit_id))
        .join(FindingCategory, col(FindingCategory.id) == col(Finding.category_id))
        .outerjoin(RootCause, col(RootCause.id) == col(Finding.root_cause_id))
        .where(live(Finding), col(Finding.scored).is_(True), col(FindingCategory.scored).is_(True))
        .where(col(Finding.outcome) != FindingOutcome.WITHDRAWN, col(Audit.day) <= period.end)
        .order_by(col(Finding.id))
    )  # fmt: skip
    wanted = set(audits["audit"].tolist())
    rows = [
        (audit, coder, day in period, category, cause or NO_CAUSE, severity, origin or "", direction, day)
        for audit, coder, day, category, cause, severity, origin, direction in session.execute(query)
        if audit in wanted
    ]
    return lessons.frame((*_FINDING_COLUMNS, "day"), rows)


def _proposals(
    session: Session, repeats: Iterable[Repeat], coders: dict[int, str], today: date
) -> tuple[ProposalRow, ...]:
    """Propose an item for what is repeated, unless one of that coder and category is open or came after the audit.

    Who has left learns nothing here any more.
    """
    left = set(session.exec(select(Coder.id).where(col(Coder.left_on) < today)))
    numbers = {row.name: row.key for row in session.exec(select(FindingCategory))}
    items = session.exec(select(EducationItem).where(live(EducationItem))).all()
    rows = []
    for repeat in repeats:
        audit = session.get(Audit, repeat.audit)
        category = numbers[repeat.category]
        if (
            audit is None
            or repeat.coder in left
            or any(
                item.coder_id == repeat.coder
                and item.category_id == category
                and (item.done_on is None or item.done_on >= audit.day)
                for item in items
            )
        ):
            continue
        draft = EducationDraft(
            coder_id=repeat.coder,
            topic=repeat.category[:1].upper() + repeat.category[1:],
            due_on=_on_weekday(today + DUE_AFTER),
            reaudit_on=_on_weekday(today + REAUDIT_AFTER),
            category_id=category,
            audit_id=audit.key,
        )
        name = coders[repeat.coder]
        rows.append(ProposalRow(name, repeat.category, audit.name, audit.day, repeat.running, repeat.findings, draft))
    return tuple(sorted(rows, key=lambda row: (row.coder.casefold(), row.category)))


def _on_weekday(day: date) -> date:
    return day + timedelta(max(0, 7 - day.weekday()) if day.weekday() >= _SATURDAY else 0)


def _actions(session: Session, today: date, coder: str | None) -> tuple[ActionRow, ...]:
    rows = audits_answers.actions(session, today)
    return tuple(row for row in rows if coder is None or row.coder == coder)


def _coder_names(session: Session) -> dict[int, str]:
    return {row.key: row.shown_name for row in session.exec(select(Coder).where(live(Coder)))}


def _listed(
    session: Session, table: type[FindingCategory] | type[WorkType], *, active: bool
) -> tuple[tuple[str, int], ...]:
    query = sa.select(col(table.name), col(table.id)).where(live(table))
    query = query.where(col(table.active).is_(True)) if active else query
    found = session.execute(query.order_by(col(table.position), col(table.name)))
    return tuple((str(name), int(key)) for name, key in found)
