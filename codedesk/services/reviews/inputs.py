"""What a packet is made from, read for all asked coders at once and handed out per coder.

Here live the queries and their plain rows; the raw rows also make the fingerprint. No figure is made here.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from codedesk.models import (
    Audit,
    AuditRecord,
    CheckIn,
    EducationItem,
    Finding,
    FindingCategory,
    Note,
    OtherTime,
    OtherTimeCategory,
    RampStep,
    Rework,
    RootCause,
    Standard,
    WorkDay,
    WorkLine,
    WorkType,
)
from codedesk.models.audit_words import AuditState, Direction, FindingAnswer, FindingChange, FindingOutcome
from codedesk.models.work_days import OtherTimeKind
from codedesk.periods import Period
from codedesk.services.live import live
from codedesk.services.reviews.rework_rows import OF_BEFORE, ReworkKind

Raw = tuple[Any, ...]
_NUMBER = re.compile(r"-?\d+\.\d+(?:e[+-]?\d+)?")
_FINGERPRINT = 16


@dataclass(slots=True)
class DayInput:
    """One work day as it was logged: lines are (work type, charts, hours, weight), times are (category, hours)."""

    day: date
    paid: float | None
    lines: list[tuple[int, int | None, float | None, float]] = field(default_factory=list)
    times: list[tuple[int, float]] = field(default_factory=list)


class FindingInput(NamedTuple):
    """One finding with the names of its category and root cause; origin "" where no cause is recorded."""

    audit: int
    category: str
    direction: Direction
    outcome: FindingOutcome
    scored: bool
    cause: str
    origin: str
    answer: FindingAnswer
    change: FindingChange

    @property
    def withdrawn(self) -> bool:
        """Tell whether it was withdrawn."""
        return self.outcome == FindingOutcome.WITHDRAWN

    def __repr__(self) -> str:
        """Write the plain values: the fingerprint is taken of them, whatever they are called here."""
        return repr(tuple(self))


@dataclass(slots=True)
class CoderInputs:
    """Everything of one coder and period that is not a figure."""

    days: list[DayInput] = field(default_factory=list)
    audits: dict[int, Raw] = field(default_factory=dict)
    records: list[Raw] = field(default_factory=list)
    findings: list[FindingInput] = field(default_factory=list)
    rework: list[Raw] = field(default_factory=list)
    notes: list[Raw] = field(default_factory=list)
    check_ins: list[Raw] = field(default_factory=list)
    education: list[Raw] = field(default_factory=list)
    ramps: list[Raw] = field(default_factory=list)


@dataclass(slots=True)
class Inputs:
    """The department's lists, and the inputs of each coder by number."""

    work_types: dict[int, tuple[str, str]]
    categories: dict[int, tuple[str, OtherTimeKind, int]]
    standards: list[Standard]
    coders: dict[int, CoderInputs]


def read(session: Session, period: Period, coder_ids: Sequence[int]) -> Inputs:
    """Read the inputs of the asked coders."""
    coders: dict[int, CoderInputs] = {key: CoderInputs() for key in coder_ids}
    days, here = _read_days(session, period, coders), _logged(period, coders)
    _read_lines(session, days, here)
    _read_times(session, days, here)
    _read_audits(session, period, coders)
    _read_events(session, period, coders)
    _read_education(session, period, coders)
    return Inputs(_work_types(session), _categories(session), _standards(session), coders)


def timed(session: Session, period: Period, coder_ids: Sequence[int]) -> Inputs:
    """Read the days of the asked coders with their other time, its categories, and nothing else."""
    coders: dict[int, CoderInputs] = {key: CoderInputs() for key in coder_ids}
    _read_times(session, _read_days(session, period, coders), _logged(period, coders))
    return Inputs({}, _categories(session), [], coders)


def audited(session: Session, period: Period, coder_ids: Sequence[int]) -> dict[int, CoderInputs]:
    """Read the audits of the asked coders, with what was found, and nothing else."""
    coders: dict[int, CoderInputs] = {key: CoderInputs() for key in coder_ids}
    _read_audits(session, period, coders)
    return coders


def _logged(period: Period, coders: dict[int, CoderInputs]) -> tuple[Any, ...]:
    return live(WorkDay), col(WorkDay.coder_id).in_(coders), col(WorkDay.day).between(period.start, period.end)


def _read_days(session: Session, period: Period, coders: dict[int, CoderInputs]) -> dict[int, DayInput]:
    days: dict[int, DayInput] = {}
    work_days: Any = select(col(WorkDay.id), col(WorkDay.coder_id), col(WorkDay.day), col(WorkDay.paid_hours))
    for key, coder, day, paid in session.exec(work_days.where(*_logged(period, coders)).order_by(col(WorkDay.day))):
        days[key] = DayInput(day, paid)
        coders[coder].days.append(days[key])
    return days


def _read_lines(session: Session, days: dict[int, DayInput], here: tuple[Any, ...]) -> None:
    line: Any = (WorkLine.work_day_id, WorkLine.work_type_id, WorkLine.charts, WorkLine.hours, WorkLine.weight)
    lines: Any = sa_select(*line)
    lines = lines.join(WorkDay, col(WorkDay.id) == WorkLine.work_day_id).where(*here, live(WorkLine))
    for key, work_type, charts, hours, weight in session.exec(lines.order_by(col(WorkLine.work_type_id))):
        days[key].lines.append((work_type, charts, hours, weight))


def _read_times(session: Session, days: dict[int, DayInput], here: tuple[Any, ...]) -> None:
    times = select(OtherTime.work_day_id, OtherTime.category_id, OtherTime.hours)
    times = times.join(WorkDay, col(WorkDay.id) == OtherTime.work_day_id).where(*here, live(OtherTime))
    for key, category, hours in session.exec(times.order_by(col(OtherTime.category_id))):
        days[key].times.append((category, hours))


def _read_audits(session: Session, period: Period, coders: dict[int, CoderInputs]) -> None:
    here = (
        live(Audit),
        col(Audit.coder_id).in_(coders),
        col(Audit.day).between(period.start, period.end),
        col(Audit.state) != AuditState.DRAFT,
    )
    owners: dict[int, int] = {}
    for audit in session.exec(select(Audit).where(*here).order_by(col(Audit.day), col(Audit.id))):
        owners[audit.key] = audit.coder_id
        values = audit.model_dump()
        coders[audit.coder_id].audits[audit.key] = tuple(sorted(values.items()))
    records = select(AuditRecord).join(Audit, col(Audit.id) == AuditRecord.audit_id).where(*here, live(AuditRecord))
    for record in session.exec(records.order_by(col(AuditRecord.id))):
        coders[owners[record.audit_id]].records.append(tuple(sorted(record.model_dump().items())))
    findings = select(Finding, FindingCategory, RootCause).join(Audit, col(Audit.id) == Finding.audit_id)
    findings = findings.join(FindingCategory, col(FindingCategory.id) == Finding.category_id)
    findings = findings.join(RootCause, col(RootCause.id) == Finding.root_cause_id, isouter=True)
    for finding, category, cause in session.exec(findings.where(*here, live(Finding)).order_by(col(Finding.id))):
        why = (cause.name, str(cause.origin)) if cause is not None else ("no cause recorded", "")
        coders[owners[finding.audit_id]].findings.append(
            FindingInput(
                audit=finding.audit_id,
                category=category.name,
                direction=finding.direction,
                outcome=finding.outcome,
                scored=finding.scored and category.scored,
                cause=why[0],
                origin=why[1],
                answer=finding.answer,
                change=finding.change,
            )
        )


def _read_events(session: Session, period: Period, coders: dict[int, CoderInputs]) -> None:
    def of(table: Any, *columns: Any) -> Any:
        here = (live(table), table.coder_id.in_(coders), table.day.between(period.start, period.end))
        return session.exec(select(table.coder_id, table.day, *columns).where(*here).order_by(table.day, table.id))

    of_rework = (Rework.work_type_id, Rework.charts, Rework.reason)
    for coder, *rest in of(Rework, *of_rework, Rework.source, Rework.cause, Rework.outcome):
        told, kind = rest[:4], ReworkKind(*rest[4:])
        # Rework of which no more is said than before stays as it was: so does the fingerprint of its packet.
        coders[coder].rework.append((*told, *(() if kind == OF_BEFORE else kind)))
    for coder, day, kind, text, marked in of(Note, Note.kind, Note.text, Note.in_packet):
        if marked:
            coders[coder].notes.append((day, kind, text))
    answers = (CheckIn.workload, CheckIn.pace_for_accuracy, CheckIn.help, CheckIn.note, CheckIn.in_packet)
    for coder, day, *rest, marked in of(CheckIn, *answers):
        if marked:
            coders[coder].check_ins.append((day, *rest))
    ramps = select(RampStep).where(live(RampStep), col(RampStep.coder_id).in_(coders))
    for step in session.exec(ramps.order_by(col(RampStep.from_day))):
        coders[step.coder_id].ramps.append((step.work_type_id, step.from_day, step.pace_percent, step.accuracy))


def _read_education(session: Session, period: Period, coders: dict[int, CoderInputs]) -> None:
    """Read the education marked for the packet: done in the period, or due in it, or open without a date."""
    marked = (live(EducationItem), col(EducationItem.in_packet).is_(True), col(EducationItem.coder_id).in_(coders))
    for item in session.exec(select(EducationItem).where(*marked).order_by(col(EducationItem.id))):
        done = item.done_on if item.done_on is not None and item.done_on <= period.end else None
        when = done or item.due_on
        if when in period or (when is None and item.done_on is None):
            row = (item.topic, item.due_on, done, item.hours, item.outcome)
            coders[item.coder_id].education.append(row)


def _work_types(session: Session) -> dict[int, tuple[str, str]]:
    return {row.key: (row.name, row.unit) for row in session.exec(select(WorkType))}


def _categories(session: Session) -> dict[int, tuple[str, OtherTimeKind, int]]:
    return {row.key: (row.name, row.kind, row.position) for row in session.exec(select(OtherTimeCategory))}


def _standards(session: Session) -> list[Standard]:
    return list(session.exec(select(Standard).where(live(Standard)).order_by(col(Standard.effective_from))))


def fingerprint(*parts: object) -> str:
    """Return the start of the SHA-256 over the plain values given, the same for the same values on every machine.

    Of a number nine digits count: the last ones depend on the order in which it was added up, and nobody reads them.
    """
    plain = _NUMBER.sub(lambda found: f"{float(found[0]) + 0.0:.9g}", repr(parts))
    return hashlib.sha256(plain.encode()).hexdigest()[:_FINGERPRINT]
