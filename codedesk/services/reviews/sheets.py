"""Rows of the sheets beside the packet: the manager's private sheet, the team's quarter, one coder's year.

The private sheet's row is the only one that carries private words; nothing else may be built from it.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

import codedesk
from codedesk import periods
from codedesk.errors import Refused
from codedesk.metrics.figures import Paired, TeamFigures
from codedesk.models import CheckIn, EducationItem, Note
from codedesk.models.audit_words import AuditState
from codedesk.periods import Period
from codedesk.services.audits.audits import AuditRow, audits
from codedesk.services.department.departments import this_department
from codedesk.services.figures.figures import plain_figures, team_figures
from codedesk.services.flow.figures import flow_figures
from codedesk.services.flow.rows import ReworkLineRow
from codedesk.services.live import live
from codedesk.services.reviews import given, texts
from codedesk.services.reviews import inputs as reviews_inputs
from codedesk.services.reviews.counts import errors_of
from codedesk.services.reviews.inputs import CoderInputs
from codedesk.services.reviews.lists import gaps_of
from codedesk.services.reviews.rows import (
    AgreementRow,
    ErrorRow,
    PacketCheckInRow,
    PacketNoteRow,
    PacketRow,
    StandardLineRow,
)
from codedesk.services.signal_answers import on_paper, whole

_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class PrivateRow:
    """What only the manager reads before a talk: private words, signals worth a conversation, things to ask."""

    packet: PacketRow
    private_note: str
    notes: tuple[PacketNoteRow, ...]
    check_ins: tuple[PacketCheckInRow, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamCoderRow:
    """One coder in the team's quarter, by name and without rank: what the data lacks, what was audited."""

    gaps: tuple[str, ...]
    audits: int
    charts_audited: int
    charts_unknown: int


@dataclass(frozen=True, slots=True)
class TeamSheetRow:
    """The team's quarter. coders belongs to figures.coders, in the same order; reopened: what came back, all causes."""

    department: str
    manager: str
    sample: bool
    paper: str
    label: str
    earlier_label: str
    period: Period
    printed_on: date
    version: str
    fingerprint: str
    figures: TeamFigures
    earlier: Paired
    coders: tuple[TeamCoderRow, ...]
    errors: tuple[ErrorRow, ...]
    reopened: ReworkLineRow


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """One quarter of a year: its pair, and what was agreed in its review with what became of it."""

    label: str
    paired: Paired
    agreements: tuple[AgreementRow, ...]


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """A thing learned in the year: topic, the day it was done (or None), hours if noted, what came of it."""

    topic: str
    done_on: date | None
    hours: float | None
    outcome: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """Four quarters of one coder. year is the packet's row over all of them; changed are the standards begun in it."""

    year: PacketRow
    label: str
    quarters: tuple[QuarterRow, ...]
    changed: tuple[StandardLineRow, ...]
    training: tuple[TrainingRow, ...]


def private_sheet(session: Session, coder_id: int, period: Period, today: date | None = None) -> PrivateRow:
    """Return the manager's private sheet of one coder. Refused where the coder is not there."""
    packet = given.packet(session, coder_id, period, today)
    stored = texts.find(session, coder_id, period)
    figures = plain_figures(session, period, (coder_id,), today or date.today())
    here = (col(Note.coder_id) == coder_id, col(Note.day).between(period.start, period.end))
    notes = session.exec(
        select(Note).where(live(Note), *here, col(Note.in_packet).is_(False)).order_by(col(Note.day), col(Note.id))
    )
    mine = (col(CheckIn.coder_id) == coder_id, col(CheckIn.day).between(period.start, period.end))
    answers = session.exec(
        select(CheckIn).where(live(CheckIn), *mine, col(CheckIn.in_packet).is_(False)).order_by(col(CheckIn.day))
    )
    return PrivateRow(
        packet=replace(packet, signals=whole(session, packet.signals)),
        private_note=stored.private_note if stored is not None else "",
        notes=tuple(PacketNoteRow(row.day, row.kind, row.text) for row in notes),
        check_ins=tuple(
            PacketCheckInRow(row.day, row.workload, row.pace_for_accuracy, row.help, row.note) for row in answers
        ),
        gaps=gaps_of(figures.coders[0] if figures.coders else None),
    )


def team_sheet(session: Session, period: Period, today: date | None = None) -> TeamSheetRow:
    """Return the team's quarter; Refused where nobody belongs to the period."""
    on = today or date.today()
    made = team_figures(session, period, None, on)
    figures = replace(made, team=on_paper(made.team), coders=tuple(map(on_paper, made.coders)))
    ids = [block.coder_id for block in figures.coders if block.coder_id is not None]
    if not ids:
        raise Refused("nobody has anything logged or audited in this period, so there is no team sheet")
    department = this_department(session)
    fiscal_year = department.fiscal_year
    before = periods.before(period, fiscal_year)
    now, then = reviews_inputs.read(session, period, ids), reviews_inputs.read(session, before, ids)
    covered: dict[int, list[AuditRow]] = {}
    for audit in audits(session, period, tuple(ids)):
        if audit.state != AuditState.DRAFT:  # what is not shared yet stands in no figure
            covered.setdefault(audit.coder_id, []).append(audit)
    rows = []
    for block in figures.coders:
        found = covered.get(block.coder_id or 0, [])
        charts, unknown = sum(audit.charts or 0 for audit in found), sum(audit.charts is None for audit in found)
        rows.append(TeamCoderRow(gaps_of(block), len(found), charts, unknown))
    return TeamSheetRow(
        department=department.name,
        manager=department.manager,
        sample=department.sample,
        paper=department.paper,
        label=periods.label(period, fiscal_year),
        earlier_label=periods.label(before, fiscal_year),
        period=period,
        printed_on=on,
        version=codedesk.__version__,
        fingerprint=reviews_inputs.fingerprint(period, now.coders, figures.team.paired),
        figures=figures,
        earlier=plain_figures(session, before, None, on).team.paired,
        coders=tuple(rows),
        errors=errors_of(_together(now.coders), _together(then.coders)),
        reopened=flow_figures(session, period, on).rework.total,
    )


def year_sheet(session: Session, coder_id: int, period: Period, today: date | None = None) -> YearRow:
    """Return the four quarters of one coder that end with the quarter of a period's last day."""
    on = today or date.today()
    department = this_department(session)
    fiscal_year = department.fiscal_year
    quarters = [periods.quarter_of(period.end, fiscal_year)]
    for _ in range(_QUARTERS - 1):
        quarters.insert(0, periods.before(quarters[0], fiscal_year))
    span = Period(quarters[0].start, quarters[-1].end)
    labels = [periods.label(each, fiscal_year) for each in quarters]
    year = given.packet(session, coder_id, span, on)
    label = f"{labels[0]} to {labels[-1]}"
    rows = []
    for name, each in zip(labels, quarters, strict=True):
        paired = given.packet(session, coder_id, each, on).paired
        _, agreements, _ = texts.texts_of(session, coder_id, each, periods.before(each, fiscal_year))
        rows.append(QuarterRow(name, paired, agreements))
    return YearRow(
        year=replace(year, label=label),
        label=label,
        quarters=tuple(rows),
        changed=tuple(row for row in year.standards if span.start <= row.effective_from <= span.end),
        training=_training(session, coder_id, span),
    )


def _training(session: Session, coder_id: int, span: Period) -> tuple[TrainingRow, ...]:
    done = col(EducationItem.done_on).between(span.start, span.end)
    shown = col(EducationItem.in_packet)
    due = col(EducationItem.done_on).is_(None) & col(EducationItem.due_on).between(span.start, span.end)
    query = select(EducationItem).where(live(EducationItem), col(EducationItem.coder_id) == coder_id, shown, done | due)
    found = session.exec(query.order_by(col(EducationItem.id)))
    return tuple(TrainingRow(row.topic, row.done_on, row.hours, row.outcome) for row in found)


def _together(coders: dict[int, CoderInputs]) -> CoderInputs:
    return CoderInputs(findings=[finding for each in coders.values() for finding in each.findings])
