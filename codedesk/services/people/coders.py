"""Coders: the people of the team, their usual work types and ramps, listed, added, changed and voided.

Here live the questions and changes of Setup about coders. What they did is days.py, what it means is figures.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from sqlmodel import Session, col, select

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.formats import day as day_words
from codedesk.formats import typed
from codedesk.models import Audit, Coder, CoderWorkType, FormerName, RampStep, Schedule, WorkDay, WorkType
from codedesk.names import clean, visible
from codedesk.services.former_names import FormerNameRow, former_names, remember, require_given_up
from codedesk.services.kept import kept
from codedesk.services.live import live
from codedesk.services.named import same_as, same_name, typed_name
from codedesk.services.people.schedules import weeks_in_force
from codedesk.services.voiding import reasoned, void

HOURS_PER_WEEK = 168.0
MOST_FTE = 2.0
RAMP_PACE = Bounds(0, 200, "%", above=True)
RAMP_ACCURACY = Bounds(0, 100, "%")


@dataclass(frozen=True, slots=True)
class CoderDraft:
    """A coder as typed. name_note tells two of one name apart; hours are those of a week; fte 1.0 is a full post."""

    name: str
    started_on: date
    name_note: str = ""
    credentials: str = ""
    left_on: date | None = None
    scheduled_hours_per_week: float | None = None
    fte: float | None = None
    mentor_id: int | None = None


@dataclass(frozen=True, slots=True)
class CoderRow:
    """A coder as lists show them; usual work types in the coder's order. week: the hours of the schedule in force."""

    id: int
    shown_name: str
    draft: CoderDraft
    usual_work_type_ids: tuple[int, ...]
    usual_work_types: tuple[str, ...]
    ramp_steps: int
    active: bool
    week: float | None = None
    former: tuple[FormerNameRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RampDraft:
    """From a date on, this share of the pace standard is expected; accuracy None where the standard's own holds.

    Both in per cent; work_type_id None for all work types.
    """

    coder_id: int
    from_day: date
    pace_percent: float
    accuracy: float | None = None
    work_type_id: int | None = None


@dataclass(frozen=True, slots=True)
class RampRow:
    """A step of a ramp as lists show it."""

    id: int
    work_type: str
    draft: RampDraft


def coders(session: Session, today: date) -> tuple[CoderRow, ...]:
    """List the coders by name, those who have left last."""
    tables = (Coder, CoderWorkType, FormerName, RampStep, Schedule, WorkType)
    return kept(session, ("coders", today), tables, partial(_coders, session, today))


def _coders(session: Session, today: date) -> tuple[CoderRow, ...]:
    names = {row.key: row.name for row in session.exec(select(WorkType))}
    usual: dict[int, list[int]] = defaultdict(list)
    for link in _usual(session):
        usual[link.coder_id].append(link.work_type_id)
    steps: dict[int, int] = defaultdict(int)
    for step in session.exec(select(RampStep).where(live(RampStep))):
        steps[step.coder_id] += 1
    weeks, former = weeks_in_force(session, today), former_names(session, Coder)
    rows = [
        replace(
            _row(coder, today, usual[coder.key], names, steps[coder.key], weeks.get(coder.key)),
            former=former.get(coder.key, ()),
        )
        for coder in session.exec(select(Coder).where(live(Coder)))
    ]
    return tuple(sorted(rows, key=lambda row: (not row.active, row.shown_name.casefold())))


def add_coder(session: Session, draft: CoderDraft, work_type_ids: Sequence[int] = ()) -> int:
    """Store a new coder with the usual work types; return its number. Refused for what cannot be right."""
    clean = _checked(session, draft, besides=None)
    coder = Coder(**_values(clean))
    session.add(coder)
    session.flush()
    _set_usual(session, coder.key, work_type_ids)
    return coder.key


def change_coder(session: Session, coder_id: int, draft: CoderDraft, work_type_ids: Sequence[int]) -> None:
    """Change a coder and the usual work types; a name given up is remembered. Refused for what cannot be right."""
    coder = _coder(session, coder_id)
    was = coder.shown_name
    for name, value in _values(_checked(session, draft, besides=coder_id)).items():
        if getattr(coder, name) != value:
            setattr(coder, name, value)
    session.flush()
    remember(session, coder, was)
    _set_usual(session, coder_id, work_type_ids)


def void_coder(session: Session, coder_id: int, reason: str) -> None:
    """Void a coder who was entered by mistake. Refused without a reason, and where days or audits are entered."""
    coder = _coder(session, coder_id)
    reasoned(reason)
    for table in (WorkDay, Audit):
        entered = select(table.id).where(live(table), col(table.coder_id) == coder_id)
        if session.exec(entered).first() is not None:
            raise Refused(
                f"{coder.shown_name} has days or audits, which would vanish from every figure: "
                "enter the day of leaving instead",
                "left_on",
            )
    void(coder, reason)
    for learner in session.exec(select(Coder).where(live(Coder), col(Coder.mentor_id) == coder_id)):
        learner.mentor_id = None
    for link in _usual(session, coder_id):
        void(link, reason)


def ramp(session: Session, coder_id: int) -> tuple[RampRow, ...]:
    """List the steps of a coder's ramps: those for all work types first, each by date."""
    names = {row.key: row.name for row in session.exec(select(WorkType))}
    steps = session.exec(select(RampStep).where(live(RampStep), col(RampStep.coder_id) == coder_id))
    rows = [RampRow(step.key, names.get(step.work_type_id or 0, ""), _ramp_draft(step)) for step in steps]
    return tuple(sorted(rows, key=lambda row: (row.work_type.casefold(), row.draft.from_day)))


def add_ramp_step(session: Session, draft: RampDraft) -> int:
    """Store a step of a ramp; return its number. Refused for what cannot be right."""
    _coder(session, draft.coder_id)
    _check_percent(RAMP_PACE, draft.pace_percent, "pace_percent")
    if draft.accuracy is not None:
        _check_percent(RAMP_ACCURACY, draft.accuracy, "accuracy")
    for row in ramp(session, draft.coder_id):
        if (row.draft.work_type_id, row.draft.from_day) == (draft.work_type_id, draft.from_day):
            raise Refused(f"there is a step from {day_words(draft.from_day)} already: void it first", "from_day")
    values = {name: getattr(draft, name) for name in RampDraft.__dataclass_fields__}
    step = RampStep(**values)
    session.add(step)
    session.flush()
    return step.key


def void_ramp_step(session: Session, step_id: int, reason: str) -> None:
    """Void a step of a ramp; the step before it holds on. Refused without a reason."""
    step = session.get(RampStep, step_id)
    if step is None or step.voided:
        raise Refused("this step is no longer there")
    void(step, reason)


def _row(
    coder: Coder, today: date, usual: list[int], names: dict[int, str], steps: int, week: float | None
) -> CoderRow:
    return CoderRow(
        id=coder.key,
        shown_name=coder.shown_name,
        draft=CoderDraft(
            name=coder.name,
            started_on=coder.started_on,
            name_note=coder.name_note,
            credentials=coder.credentials,
            left_on=coder.left_on,
            scheduled_hours_per_week=coder.scheduled_hours_per_week,
            fte=coder.fte,
            mentor_id=coder.mentor_id,
        ),
        usual_work_type_ids=tuple(usual),
        usual_work_types=tuple(names[number] for number in usual),
        ramp_steps=steps,
        active=coder.left_on is None or coder.left_on >= today,
        week=week,
    )


def _values(draft: CoderDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in CoderDraft.__dataclass_fields__}


def _checked(session: Session, draft: CoderDraft, besides: int | None) -> CoderDraft:
    stored = None if besides is None else session.get(Coder, besides)
    name, note = (
        typed_name(draft.name, "a coder needs a name", was=stored.name if stored else ""),
        clean(draft.name_note),
    )
    hours = draft.scheduled_hours_per_week
    if hours is not None and not 0 <= hours <= HOURS_PER_WEEK:
        raise Refused("a week has 168 hours", "scheduled_hours_per_week")
    if draft.left_on is not None and draft.left_on < draft.started_on:
        raise Refused("the day of leaving is before the start", "left_on")
    if draft.fte is not None and not 0 <= draft.fte <= MOST_FTE:
        raise Refused(f"full-time equivalents are between 0 and {MOST_FTE:g}: 1 is a full post", "fte")
    _check_mentor(session, draft.mentor_id, besides)
    _check_name_free(session, draft, besides)
    credentials = draft.credentials.strip()
    return replace(draft, name=name, name_note=note, credentials=credentials)


def _check_mentor(session: Session, mentor_id: int | None, besides: int | None) -> None:
    if mentor_id is None:
        return
    mentor = session.get(Coder, mentor_id)
    if mentor is None or mentor.voided:
        raise Refused("this mentor is no longer there", "mentor_id")
    if mentor_id == besides:
        raise Refused("a coder is not their own mentor", "mentor_id")


def _check_name_free(session: Session, draft: CoderDraft, besides: int | None) -> None:
    note = draft.name_note.strip()
    shown = f"{draft.name} ({note})" if note else draft.name
    others = [row.shown_name for row in session.exec(select(Coder).where(live(Coder))) if row.key != besides]
    other = same_name(shown, others)
    if other is not None:
        tell = "another note" if note else "a note that tells them apart, such as a team or a shift"
        raise Refused(f"there is a {visible(other)} already{same_as(shown, other)}: add {tell}", "name_note")
    require_given_up(session, Coder, shown, besides)


def _coder(session: Session, coder_id: int) -> Coder:
    coder = session.get(Coder, coder_id)
    if coder is None or coder.voided:
        raise Refused("this coder is no longer there")
    return coder


def _usual(session: Session, coder_id: int | None = None) -> list[CoderWorkType]:
    query = select(CoderWorkType).where(live(CoderWorkType)).order_by(col(CoderWorkType.position))
    if coder_id is not None:
        query = query.where(col(CoderWorkType.coder_id) == coder_id)
    return list(session.exec(query))


def _set_usual(session: Session, coder_id: int, work_type_ids: Sequence[int]) -> None:
    wanted = list(dict.fromkeys(work_type_ids))
    links = {link.work_type_id: link for link in _usual(session, coder_id)}
    for number in set(links) - set(wanted):
        links[number].voided, links[number].void_reason = True, "no longer usual"
    for position, number in enumerate(wanted):
        if number not in links:
            session.add(CoderWorkType(coder_id=coder_id, work_type_id=number, position=position))
        elif links[number].position != position:
            links[number].position = position
    session.flush()


def _ramp_draft(step: RampStep) -> RampDraft:
    return RampDraft(
        coder_id=step.coder_id,
        from_day=step.from_day,
        pace_percent=step.pace_percent,
        accuracy=step.accuracy,
        work_type_id=step.work_type_id,
    )


def _check_percent(bounds: Bounds, percent: float, field: str) -> None:
    try:
        bounds.check(percent, typed(percent))
    except Refused as refused:
        raise Refused(refused.reason, field) from None
