"""A packet's rows put together: figures, inputs and the manager's words of one coder and period.

Here no formula is made: figures come from the figures service, results of audits from the audits service.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import Session

import codedesk
from codedesk import periods
from codedesk.errors import Refused
from codedesk.metrics.figures import Block, Explanation, NotAudited, Pace, Paired, TeamFigures, Trend
from codedesk.metrics.rates import rate
from codedesk.models import Coder, Department, Standard
from codedesk.models.audit_words import AuditState
from codedesk.periods import FiscalYear, Period
from codedesk.services.audits.audits import AuditRow, audits
from codedesk.services.department.departments import this_department
from codedesk.services.figures.figures import plain_figures, team_figures
from codedesk.services.figures.mix_rows import MixRow
from codedesk.services.figures.mixes import since
from codedesk.services.name_directories import directory_of
from codedesk.services.name_directory import Directory
from codedesk.services.reviews import inputs
from codedesk.services.reviews.completeness import balance, completeness
from codedesk.services.reviews.counts import causes_of, errors_of
from codedesk.services.reviews.inputs import CoderInputs, Inputs
from codedesk.services.reviews.rework_rows import OF_BEFORE, ReworkKind, ReworkRow
from codedesk.services.reviews.rows import (
    EarlierRow,
    PacketAuditRow,
    PacketCheckInRow,
    PacketCoderRow,
    PacketEducationRow,
    PacketNoteRow,
    PacketRow,
    RampLineRow,
    StandardLineRow,
)
from codedesk.services.reviews.texts import texts_of
from codedesk.services.signal_answers import on_paper
from codedesk.services.standards.standards import STANDARDS, statement

_NO_TREND = {"centre": None, "lower": None, "upper": None, "limits_from": None, "assurance": None}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked once for all coders of a period."""

    session: Session
    department: Department
    period: Period
    today: date
    now: dict[int | None, Block]
    then: dict[int | None, Block]
    inputs: Inputs
    then_inputs: Inputs
    audits: dict[int, list[AuditRow]]
    directory: Directory
    mixes: dict[int | None, MixRow]

    @property
    def fiscal_year(self) -> FiscalYear:
        """How the department's year runs."""
        return self.department.fiscal_year

    @property
    def before(self) -> Period:
        """The period of the same kind before."""
        return periods.before(self.period, self.fiscal_year)


def put_together(
    session: Session, coder_ids: Sequence[int], period: Period, today: date | None = None
) -> tuple[PacketRow, ...]:
    """Return the packets of several coders in the order asked, without what was given out of them before (given.py).

    Refused where a coder is not there. The team's figures are made once for all of them.
    """
    coders = [_coder(session, coder_id) for coder_id in coder_ids]
    asked = _ask(session, tuple(coder_ids), period, today or date.today())
    return tuple(_packet(asked, coder) for coder in coders)


def _ask(session: Session, coder_ids: tuple[int, ...], period: Period, today: date) -> _Asked:
    department = this_department(session)
    before = periods.before(period, department.fiscal_year)
    by_coder: dict[int, list[AuditRow]] = defaultdict(list)
    for row in reversed(audits(session, period, coder_ids)):
        by_coder[row.coder_id].append(row)
    return _Asked(
        session=session,
        department=department,
        period=period,
        today=today,
        now=_blocks(team_figures(session, period, coder_ids, today)),
        then=_blocks(plain_figures(session, before, coder_ids, today)),
        inputs=inputs.read(session, period, coder_ids),
        then_inputs=inputs.read(session, before, coder_ids),
        audits=by_coder,
        directory=directory_of(session, "coder"),
        mixes=since(session, period, before, coder_ids, today),
    )


def _blocks(figures: TeamFigures) -> dict[int | None, Block]:
    return {block.coder_id: on_paper(block) for block in figures.coders}


def _coder(session: Session, coder_id: int) -> Coder:
    found = session.get(Coder, coder_id)
    if found is None or found.voided:
        raise Refused("this coder is no longer there: choose another one", "coder_id")
    return found


def _packet(asked: _Asked, coder: Coder) -> PacketRow:
    given, then = asked.inputs.coders[coder.key], asked.then_inputs.coders[coder.key]
    block = asked.now.get(coder.key) or _empty_block(coder)
    earlier = asked.then.get(coder.key) or _empty_block(coder)
    text, agreements, last_agreements = texts_of(asked.session, coder.key, asked.period, asked.before)
    standards = _standards(asked, given, {figures.work_type for figures in block.work_types})
    ramps = _ramps(asked, given)
    audited = asked.audits.get(coder.key, [])
    shared = [row for row in audited if row.state != AuditState.DRAFT]
    return PacketRow(
        department=asked.department.name,
        manager=asked.department.manager,
        sample=asked.department.sample,
        paper=asked.department.paper,
        coder=_coder_row(coder),
        period=asked.period,
        label=periods.label(asked.period, asked.fiscal_year),
        printed_on=asked.today,
        completeness=completeness(asked.inputs, given, block),
        paired=block.paired,
        other_methods=block.other_methods,
        earlier=EarlierRow(periods.label(asked.before, asked.fiscal_year), earlier.paired),
        work_types=block.work_types,
        hours=balance(asked.inputs, given, block.paired.pace),
        trend=block.trend,
        accuracy_trend=block.accuracy_trend,
        signals=block.signals,
        events=block.events,
        audits=tuple(_audit(row, given) for row in shared if row.feeds_accuracy),
        focused=tuple(_audit(row, given) for row in shared if not row.feeds_accuracy),
        draft_audits=len(audited) - len(shared),
        errors=errors_of(given, then),
        causes=causes_of(given),
        rework=block.rework,
        reworked=_reworked(asked, given),
        notes=tuple(PacketNoteRow(*row) for row in given.notes),
        check_ins=tuple(PacketCheckInRow(*row) for row in given.check_ins),
        education=tuple(PacketEducationRow(*row) for row in given.education),
        text=text,
        agreements=agreements,
        last_agreements=last_agreements,
        standards=standards,
        ramps=ramps,
        fingerprint=_fingerprint(asked, coder, block, earlier, (text, agreements, last_agreements, standards, ramps)),
        version=codedesk.__version__,
        namesakes=asked.directory.alike(coder.key),
        mix=asked.mixes.get(coder.key),
        answers=block.answers,
    )


def _reworked(asked: _Asked, given: CoderInputs) -> tuple[ReworkRow, ...]:
    types = asked.inputs.work_types
    return tuple(
        ReworkRow(day, types[kind][0], charts, why, ReworkKind(*known) if known else OF_BEFORE)
        for day, kind, charts, why, *known in given.rework
    )


def _fingerprint(asked: _Asked, coder: Coder, block: Block, earlier: Block, texts: tuple[object, ...]) -> str:
    person = _coder_row(coder)
    both = (asked.inputs.coders[coder.key], asked.then_inputs.coders[coder.key])
    text, *rest = texts
    lasting = replace(text, state="", given_on=None, signed_on=None, refused_reason="")  # type: ignore[type-var]
    drawn: tuple[object, ...] = (
        block.trend, block.accuracy_trend, block.signals, block.rework, block.work_types, block.events
    )  # fmt: skip
    if said := tuple(signal.answer for signal in block.signals if signal.answer is not None) + block.answers:
        drawn = (*drawn, said)
    return inputs.fingerprint(asked.period, person, both, block.paired, earlier.paired, drawn, lasting, rest)


def _coder_row(coder: Coder) -> PacketCoderRow:
    return PacketCoderRow(
        coder.key,
        coder.shown_name,
        coder.credentials,
        coder.started_on,
        coder.left_on,
        coder.scheduled_hours_per_week,
    )


def _empty_block(coder: Coder) -> Block:
    pace = Pace(
        value=None, earned_hours=0.0, productive_hours=0.0, paid_hours=None, excused_hours=0.0, utilisation=None,
        expected=1.0, to_ramp=None, charts=0, hours_without_standard=0.0, charts_without_standard=0, days_entered=0,
        days_due=0, days_beside=0, days_hours_missing=0, on_ramp=False, paid_basis=False,
        explanation=Explanation("Pace", "earned hours ÷ productive hours", ()),
    )  # fmt: skip
    trend, quality = Trend("pace", (), **_NO_TREND), Trend("accuracy", (), **_NO_TREND)  # type: ignore[arg-type]
    return Block(coder.shown_name, coder.key, Paired(pace, NotAudited()), (), (), None, (), trend, quality, (), ())


def _audit(row: AuditRow, given: CoderInputs) -> PacketAuditRow:
    stored = dict(given.audits[row.id])
    return PacketAuditRow(
        name=row.name,
        day=row.day,
        auditor=row.auditor,
        work_type=row.work_type,
        selection=row.selection,
        phase=row.phase,
        method=row.method,
        method_version=stored["method_version"],
        state=row.state,
        period_from=stored["period_from"],
        period_to=stored["period_to"],
        withdrawn=sum(finding.audit == row.id and finding.withdrawn for finding in given.findings),
        open_rebuttals=row.open_rebuttals,
        result=row.result,
    )


def _standards(asked: _Asked, given: CoderInputs, names: set[str]) -> tuple[StandardLineRow, ...]:
    wanted = {key for key, (name, _) in asked.inputs.work_types.items() if name in names}
    rows = []
    for standard in asked.inputs.standards:
        if standard.work_type_id not in wanted or not _holds(asked, standard):
            continue
        name, unit = asked.inputs.work_types[standard.work_type_id]
        rows.append(
            StandardLineRow(
                name,
                standard.effective_from,
                statement(STANDARDS.draft_of(standard), unit),
                rate(standard.pace, standard.pace_unit, standard.hours_per_day, standard.units_per_chart),
                standard.basis,
                standard.accuracy,
                standard.reason,
                standard.source,
                standard.approved_by,
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.work_type, row.effective_from)))


def _holds(asked: _Asked, standard: Standard) -> bool:
    """Tell whether a standard was in force on a day of the period."""
    if standard.effective_from > asked.period.end:
        return False
    later = [
        row.effective_from
        for row in asked.inputs.standards
        if row.work_type_id == standard.work_type_id and row.effective_from > standard.effective_from
    ]
    return not later or min(later) > asked.period.start


def _ramps(asked: _Asked, given: CoderInputs) -> tuple[RampLineRow, ...]:
    rows = []
    for number, (work_type, from_day, pace_percent, accuracy) in enumerate(given.ramps):
        later = [step[1] for step in given.ramps[number + 1 :] if step[0] == work_type]
        ends = later[0] - timedelta(1) if later else date.max
        if from_day <= asked.period.end and ends >= asked.period.start:
            name = asked.inputs.work_types[work_type][0] if work_type is not None else ""
            rows.append(RampLineRow(name, from_day, pace_percent, accuracy))
    return tuple(rows)
