"""Standards: what is expected of a work type from a date on, read as a time line, added, corrected and voided.

Here live the questions and changes about stored standards and ramps. No figure of a coder is made here, and the rate
of a standard is metrics' word.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.formats import typed
from codedesk.metrics.rates import DAYS_PER_WEEK, rate
from codedesk.models import Coder, RampStep, Standard, WorkType
from codedesk.models.standards import IN_UNITS, Basis, PaceUnit, StandardDraft
from codedesk.periods import day_label
from codedesk.services.live import live
from codedesk.services.nouns import Noun, found


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One dated standard with its statement to the letter, its derived rate, and the days it is in force.

    until is the day before the next standard, None while none follows. accuracy is in per cent.
    """

    id: int
    work_type_id: int
    work_type: str
    statement: str
    rate: float
    basis: Basis
    accuracy: float
    effective_from: date
    until: date | None
    in_force: bool
    reason: str
    source: str
    approved_by: str
    review_due: date | None
    overdue: bool
    draft: StandardDraft


@dataclass(frozen=True, slots=True)
class WorkTypeStandardRow:
    """A work type in the list of standards: the one in force, or none; comes is the next one from a later day."""

    id: int
    name: str
    unit: str
    active: bool
    in_force: StandardRow | None
    comes: StandardRow | None
    standards: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class RampStepRow:
    """One step of a learner's ramp, in force until the day before the next step (None: the last one)."""

    from_day: date
    until: date | None
    pace_percent: float
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class RampRow:
    """A coder's ramp for a work type; for_all where it holds for every work type."""

    coder: str
    for_all: bool
    steps: tuple[RampStepRow, ...]


def statement(draft: StandardDraft, unit: str = "chart") -> str:
    """Say a standard's pace as it was stated, to the letter: "24 per day of 8 h", "19.0909 minutes per chart"."""
    pace = typed(draft.pace)
    if draft.pace_unit == PaceUnit.MINUTES_PER_CHART:
        return f"{pace} minutes per {unit}"
    if draft.pace_unit == PaceUnit.PER_DAY:
        return f"{pace} per day of {typed(draft.hours_per_day)} h"
    if draft.pace_unit == PaceUnit.PER_WEEK:
        return f"{pace} per week of {typed(week_hours(draft.hours_per_day))} h"
    if draft.pace_unit in IN_UNITS:
        per = f"day of {typed(draft.hours_per_day)} h" if draft.pace_unit == PaceUnit.UNITS_PER_DAY else "hour"
        return f"{pace} units per {per}, {typed(draft.units_per_chart or 0)} units per {unit}"
    return f"{pace} per hour"


def week_hours(hours_per_day: float) -> float:
    """Return the hours of a week of such days, as they were typed: 7.6 a day is 38 a week, without a float's dust."""
    return round(hours_per_day * DAYS_PER_WEEK, 9)


def derived_rate(draft: StandardDraft) -> float:
    """Return charts per hour of a stated standard; Refused where the statement cannot be right."""
    draft.check()
    return _rate(draft)


def _rate(draft: StandardDraft) -> float:
    return rate(draft.pace, draft.pace_unit, draft.hours_per_day, draft.units_per_chart)


def work_types(session: Session, today: date) -> tuple[WorkTypeStandardRow, ...]:
    """List the work types in their order with the standard in force today; inactive ones last."""
    order = (col(WorkType.active).desc(), col(WorkType.position), col(WorkType.name))
    types = session.exec(select(WorkType).where(live(WorkType)).order_by(*order)).all()
    lines = _time_lines(session, today, tuple(types))
    return tuple(_work_type_row(work_type, lines[work_type.key], today) for work_type in types)


def time_line(session: Session, work_type_id: int, today: date) -> tuple[StandardRow, ...]:
    """List the dated standards of a work type, the newest first."""
    return time_lines(session, (work_type_id,), today)[work_type_id]


def time_lines(session: Session, work_type_ids: tuple[int, ...], today: date) -> dict[int, tuple[StandardRow, ...]]:
    """List the dated standards of several work types at once, the newest of each first."""
    types = tuple(found(session, WorkType, number, "work_type_id") for number in work_type_ids)
    return {key: tuple(reversed(line)) for key, line in _time_lines(session, today, types).items()}


def stated_words(stored: Standard, unit: str) -> str:
    """Say a stored standard in a line, also one that is voided: its statement, basis and accuracy."""
    return f"{statement(STANDARDS.draft_of(stored), unit)}, {stored.basis.words}, {typed(stored.accuracy)}\u00a0%"


def standards_and_ramps(
    session: Session, work_type_id: int, today: date
) -> tuple[tuple[StandardRow, ...], tuple[RampRow, ...]]:
    """Return the time line of a work type, the newest first, and the ramps that hold for it."""
    return time_line(session, work_type_id, today), ramps(session, work_type_id)


def reviews_due(session: Session, today: date) -> tuple[StandardRow, ...]:
    """List the standards in force whose review is due today or earlier, the longest overdue first."""
    in_force = (row.in_force for row in work_types(session, today) if row.active)
    due = [row for row in in_force if row is not None and row.overdue]
    return tuple(sorted(due, key=lambda row: (row.review_due or today, row.work_type)))


def ramps(session: Session, work_type_id: int) -> tuple[RampRow, ...]:
    """List the ramps that hold for a work type, by coder: its own, and those for all work types."""
    wanted = (col(RampStep.work_type_id) == work_type_id) | col(RampStep.work_type_id).is_(None)
    query = select(RampStep, Coder).join(Coder, col(Coder.id) == RampStep.coder_id)
    query = query.where(wanted, live(RampStep), live(Coder)).order_by(col(RampStep.from_day))
    steps: dict[tuple[str, bool], list[RampStep]] = {}
    for step, coder in session.exec(query):
        steps.setdefault((coder.shown_name, step.work_type_id is None), []).append(step)
    return tuple(RampRow(coder, for_all, ramp_steps(found)) for (coder, for_all), found in sorted(steps.items()))


def ramp_steps(steps: list[RampStep]) -> tuple[RampStepRow, ...]:
    """Return one ramp's steps, given by date, each until the day before the next."""
    ends = _ends([step.from_day for step in steps])
    pairs = zip(steps, ends, strict=True)
    return tuple(RampStepRow(step.from_day, until, step.pace_percent, step.accuracy) for step, until in pairs)


def _ends(starts: list[date]) -> list[date | None]:
    """Return the last day of each of several spans that follow each other; the last one is open."""
    days: list[date | None] = [start - timedelta(1) for start in starts[1:]]
    return [*days, None] if starts else []


def _time_lines(session: Session, today: date, types: tuple[WorkType, ...]) -> dict[int, list[StandardRow]]:
    by_id = {work_type.key: work_type for work_type in types}
    query = select(Standard).where(live(Standard), col(Standard.work_type_id).in_(by_id))
    stored: dict[int, list[Standard]] = {key: [] for key in by_id}
    for standard in session.exec(query.order_by(col(Standard.effective_from))):
        stored[standard.work_type_id].append(standard)
    return {key: _dated(found, by_id[key], today) for key, found in stored.items()}


def _dated(stored: list[Standard], work_type: WorkType, today: date) -> list[StandardRow]:
    ends = _ends([standard.effective_from for standard in stored])
    return [_row(standard, work_type, until, today) for standard, until in zip(stored, ends, strict=True)]


def _row(stored: Standard, work_type: WorkType, until: date | None, today: date) -> StandardRow:
    draft = STANDARDS.draft_of(stored)
    in_force = stored.effective_from <= today and (until is None or today <= until)
    return StandardRow(
        id=stored.key,
        work_type_id=work_type.key,
        work_type=work_type.name,
        statement=statement(draft, work_type.unit),
        rate=_rate(draft),
        basis=stored.basis,
        accuracy=stored.accuracy,
        effective_from=stored.effective_from,
        until=until,
        in_force=in_force,
        reason=stored.reason,
        source=stored.source,
        approved_by=stored.approved_by,
        review_due=stored.review_due,
        overdue=in_force and stored.review_due is not None and stored.review_due <= today,
        draft=draft,
    )


def _work_type_row(work_type: WorkType, lines: list[StandardRow], today: date) -> WorkTypeStandardRow:
    in_force = next((row for row in lines if row.in_force), None)
    return WorkTypeStandardRow(
        id=work_type.key,
        name=work_type.name,
        unit=work_type.unit,
        active=work_type.active,
        in_force=in_force,
        comes=next((row for row in lines if row.effective_from > today), None),
        standards=len(lines),
        overdue=in_force is not None and in_force.overdue,
    )


def _one_a_day(session: Session, draft: StandardDraft, stored: Standard | None) -> None:
    """Refuse a second standard of a work type from one day on."""
    same_day = select(Standard.id).where(
        live(Standard),
        col(Standard.work_type_id) == draft.work_type_id,
        col(Standard.effective_from) == draft.effective_from,
        col(Standard.id) != (None if stored is None else stored.id),
    )
    if session.exec(same_day).first() is not None:
        reason = f"there is already a standard from {day_label(draft.effective_from)}: correct it, or take another date"
        raise Refused(reason, "effective_from")


STANDARDS = Noun(Standard, StandardDraft, _one_a_day)
