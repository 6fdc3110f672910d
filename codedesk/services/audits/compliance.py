"""The compliance view of a period: money over- and under-coded, DRG changes, phases side by side, what waits.

Accuracy below its standard is listed whatever the pace, which stands beside it and hides nothing. Nobody is ranked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk.metrics.figures import Accuracy, Paired
from codedesk.models import Audit, AuditRecord, Coder, Finding, FindingCategory, WorkType
from codedesk.models.audit_words import AuditState, FindingAnswer, FindingOutcome, Phase
from codedesk.periods import Period
from codedesk.services.audits import answers as audits_answers
from codedesk.services.audits.answers import ActionRow
from codedesk.services.audits.pools import PooledAudit, pools
from codedesk.services.figures.figures import plain_figures
from codedesk.services.live import live
from codedesk.services.people import education
from codedesk.services.people.education import EducationRow

if TYPE_CHECKING:
    from codedesk.metrics.scoring import Standing


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """Payments of audited records before and after, in cents. Net alone hides error: the four stand together.

    over: paid too much (the payment falls); under: paid too little. records: those with both payments known, of all.
    """

    over_cents: int
    under_cents: int
    records: int
    of_records: int

    @property
    def net_cents(self) -> int:
        """What the department would gain or give back in all: under-coded less over-coded."""
        return self.under_cents - self.over_cents

    @property
    def absolute_cents(self) -> int:
        """How much money was wrong, whichever way."""
        return self.over_cents + self.under_cents


@dataclass(frozen=True, slots=True)
class DrgRow:
    """DRG changes among the records whose DRG was looked at: with payments known, how many fell, rose, or stayed."""

    reviewed: int
    changed: int
    down: int
    up: int
    same: int
    unknown: int


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """The pooled accuracy of the audits of one phase by one method; as_reported: from results alone."""

    phase: Phase
    method: str
    as_reported: bool
    accuracy: Accuracy
    audits: int


@dataclass(frozen=True, slots=True)
class BelowRow:
    """A coder whose accuracy is below its standard, with the pace beside it and the day of the latest audit."""

    coder_id: int
    coder: str
    paired: Paired
    accuracy: Accuracy
    latest: date | None


@dataclass(frozen=True, slots=True)
class RebuttalRow:
    """A rebutted finding that has no outcome yet. due: the day by which an answer was asked for."""

    audit_id: int
    audit: str
    coder: str
    day: date
    record: str
    category: str
    reason: str
    due: date | None


@dataclass(frozen=True, slots=True)
class ComplianceRow:
    """Everything that the compliance view shows. What is overdue and what waits stands whatever the period."""

    audits: int
    money: MoneyRow
    drg: DrgRow
    phases: tuple[PhaseRow, ...]
    below: tuple[BelowRow, ...]
    audited_coders: int
    overdue: tuple[ActionRow, ...]
    education_overdue: tuple[EducationRow, ...]
    rebuttals: tuple[RebuttalRow, ...]
    work_types: tuple[tuple[str, int], ...]


def compliance(
    session: Session, period: Period, today: date, coder_id: int | None = None, work_type_id: int | None = None
) -> ComplianceRow:
    """Show the compliance side of the audits of a period, for a coder, a work type, both, or the team.

    Drafts are out. Withdrawn findings leave accuracies, and payments too where none is left of a record. A work
    type narrows audits by the work type that they name; accuracy below the standard is then that of the work type.
    """
    records = _records(session, period, coder_id, work_type_id)
    below, audited = _below(session, period, today, coder_id, work_type_id)
    name = _coder_name(session, coder_id)
    return ComplianceRow(
        audits=_count_audits(session, period, coder_id, work_type_id),
        money=money(records),
        drg=drg_changes(records),
        phases=_phases(session, period, coder_id, work_type_id),
        below=below,
        audited_coders=audited,
        overdue=tuple(row for row in audits_answers.actions(session, today) if row.overdue and _of(row.coder, name)),
        education_overdue=tuple(row for row in education.items(session, coder_id, today) if row.state == "overdue"),
        rebuttals=tuple(row for row in rebuttals(session) if _of(row.coder, name)),
        work_types=_work_types(session),
    )


@dataclass(frozen=True, slots=True)
class RecordMoney:
    """What compliance asks of a record: payments in cents where known, and whether its DRG was right, None without."""

    before_cents: int | None
    after_cents: int | None
    drg_right: bool | None

    @property
    def change_cents(self) -> int | None:
        """The payment after the audit less the one before; None where either is not known."""
        if self.before_cents is None or self.after_cents is None:
            return None
        return self.after_cents - self.before_cents


def money(records: Iterable[RecordMoney]) -> MoneyRow:
    """Add up what was over- and under-coded, exactly in cents."""
    every = [record.change_cents for record in records]
    known = [change for change in every if change is not None]
    over = -sum(change for change in known if change < 0)
    return MoneyRow(over, sum(change for change in known if change > 0), len(known), len(every))


def drg_changes(records: Iterable[RecordMoney]) -> DrgRow:
    """Count the records whose DRG changed, and which way the payment went where it is known."""
    reviewed = [record for record in records if record.drg_right is not None]
    changes = [record.change_cents for record in reviewed if record.drg_right is False]
    known = [change for change in changes if change is not None]
    return DrgRow(
        reviewed=len(reviewed),
        changed=len(changes),
        down=sum(change < 0 for change in known),
        up=sum(change > 0 for change in known),
        same=sum(change == 0 for change in known),
        unknown=len(changes) - len(known),
    )


def rebuttals(session: Session) -> tuple[RebuttalRow, ...]:
    """List the rebutted findings without an outcome, the oldest audit first."""
    query = (
        sa.select(Finding, Audit, Coder, FindingCategory, AuditRecord)
        .join(Audit, col(Audit.id) == col(Finding.audit_id))
        .join(Coder, col(Coder.id) == col(Audit.coder_id))
        .join(FindingCategory, col(FindingCategory.id) == col(Finding.category_id))
        .outerjoin(AuditRecord, col(AuditRecord.id) == col(Finding.record_id))
        .where(
            live(Finding),
            live(Audit),
            col(Finding.answer) == FindingAnswer.REBUT,
            col(Finding.outcome) == FindingOutcome.OPEN,
        )
        .order_by(col(Audit.day), col(Finding.id))
    )
    return tuple(
        RebuttalRow(
            audit_id=audit.key,
            audit=audit.name,
            coder=coder.shown_name,
            day=audit.day,
            record=record.reference if record else "",
            category=category.name,
            reason=finding.answer_reason,
            due=audit.answer_due,
        )
        for finding, audit, coder, category, record in session.execute(query)
    )


def _below(
    session: Session, period: Period, today: date, coder_id: int | None, work_type_id: int | None
) -> tuple[tuple[BelowRow, ...], int]:
    """Return the coders observed below their standard, by name, and how many have an accuracy at all."""
    work_type = session.get(WorkType, work_type_id) if work_type_id is not None else None
    chosen = None if coder_id is None else (coder_id,)
    latest = _latest(session, period)
    rows, audited = [], 0
    for block in plain_figures(session, period, chosen, today).coders:
        paired: Paired | None = block.paired
        if work_type is not None:
            paired = next((each.paired for each in block.work_types if each.work_type == work_type.name), None)
        if paired is None or not isinstance(paired.accuracy, Accuracy) or block.coder_id is None:
            continue
        audited += 1
        if paired.accuracy.observed == "below":
            found = latest.get(block.coder_id)
            rows.append(BelowRow(block.coder_id, block.coder, paired, paired.accuracy, found))
    return tuple(rows), audited


def _latest(session: Session, period: Period) -> dict[int, date]:
    query = sa.select(col(Audit.coder_id), sa.func.max(col(Audit.day))).where(*_wanted(period, None, None))
    return {row[0]: row[1] for row in session.execute(query.group_by(col(Audit.coder_id)))}


def _phases(session: Session, period: Period, coder_id: int | None, work_type_id: int | None) -> tuple[PhaseRow, ...]:
    def key(audit: PooledAudit) -> tuple[str, Phase] | None:
        wanted = coder_id in (None, audit.coder_id) and work_type_id in (None, audit.work_type_id)
        return (audit.method, audit.phase) if wanted else None

    return tuple(
        PhaseRow(phase, method, accuracy.as_reported, accuracy, len(audits))
        for (method, phase), (accuracy, audits) in sorted(pools(session, period, key).items(), key=lambda each: each[0])
    )


def _wanted(period: Period, coder_id: int | None, work_type_id: int | None) -> list[sa.ColumnElement[bool]]:
    conditions = [live(Audit), col(Audit.state) != AuditState.DRAFT, col(Audit.day).between(period.start, period.end)]
    if coder_id is not None:
        conditions.append(col(Audit.coder_id) == coder_id)
    if work_type_id is not None:
        conditions.append(col(Audit.work_type_id) == work_type_id)
    return conditions


def _records(
    session: Session, period: Period, coder_id: int | None, work_type_id: int | None
) -> tuple[RecordMoney, ...]:
    """Read the records; one whose findings were all withdrawn is as the coder left it."""
    wanted = _wanted(period, coder_id, work_type_id)
    query = sa.select(AuditRecord).join(Audit, col(Audit.id) == col(AuditRecord.audit_id)).where(live(AuditRecord))
    records = session.execute(query.where(*wanted)).scalars().all()
    found = sa.select(Finding).join(Audit, col(Audit.id) == col(Finding.audit_id)).where(live(Finding))
    left = _standing(session, records, session.execute(found.where(*wanted)).scalars())
    rows = []
    for record, gone, wrong in zip(records, left.cleared.tolist(), left.drg_wrong.tolist(), strict=True):
        before, after = record.payment_before_cents, record.payment_after_cents
        rows.append(RecordMoney(before, before if gone else after, None if record.drg_right is None else not wrong))
    return tuple(rows)


def _standing(session: Session, records: Sequence[AuditRecord], findings: Iterable[Finding]) -> "Standing":
    from codedesk.metrics.scoring import standing  # noqa: PLC0415  heavy: not before a page wants it
    from codedesk.services.figures.audit_frames import findings_of, records_of  # noqa: PLC0415
    from codedesk.services.figures.audit_scores import policies  # noqa: PLC0415

    at = {record.key: place for place, record in enumerate(records)}
    named = [(0, at[one.record_id], one) for one in findings if one.record_id is not None and one.record_id in at]
    return standing(records_of([(0, record) for record in records]), findings_of(named, policies(session.connection())))


def _count_audits(session: Session, period: Period, coder_id: int | None, work_type_id: int | None) -> int:
    query = sa.select(sa.func.count()).select_from(Audit).where(*_wanted(period, coder_id, work_type_id))
    return int(session.execute(query).scalar_one())


def _coder_name(session: Session, coder_id: int | None) -> str | None:
    coder = session.get(Coder, coder_id) if coder_id is not None else None
    return coder.shown_name if coder else None


def _of(coder: str, wanted: str | None) -> bool:
    return wanted is None or coder == wanted


def _work_types(session: Session) -> tuple[tuple[str, int], ...]:
    query = select(WorkType).where(live(WorkType), col(WorkType.active).is_(True))
    return tuple(
        (row.name, row.key) for row in session.exec(query.order_by(col(WorkType.position), col(WorkType.name)))
    )
