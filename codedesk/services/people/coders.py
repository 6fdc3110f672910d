"""Coders: the people of the team, their usual work types and ramps, listed, added, changed and voided.

Here live the questions and changes of Setup about coders. What they did is days.py, what it means is figures.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlmodel import Session, col, select

from codedesk import models
from codedesk.errors import Refused
from codedesk.formats import day as day_words
from codedesk.models import Coder, CoderWorkType, FormerName, RampStep, Schedule, WorkDay, WorkType
from codedesk.models.coders import CoderDraft, RampStepDraft, shown_name
from codedesk.names import visible
from codedesk.services.cache import kept
from codedesk.services.former_names import FormerNameRow, former_names, remember, require_given_up
from codedesk.services.live import live
from codedesk.services.named import same_as, same_name
from codedesk.services.nouns import Noun
from codedesk.services.people.schedules import weeks_in_force
from codedesk.services.voiding import reasoned, void


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
class CoderRampRow:
    """A step of a ramp as lists show it."""

    id: int
    work_type: str
    draft: RampStepDraft


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
    number = CODERS.add(session, draft)
    _set_usual(session, number, work_type_ids)
    return number


def change_coder(session: Session, coder_id: int, draft: CoderDraft, work_type_ids: Sequence[int]) -> None:
    """Change a coder and the usual work types; a name given up is remembered. Refused for what cannot be right."""
    coder = CODERS.found(session, coder_id)
    was = coder.shown_name
    CODERS.change(session, coder_id, draft)
    session.flush()
    remember(session, coder, was)
    _set_usual(session, coder_id, work_type_ids)


def void_coder(session: Session, coder_id: int, reason: str) -> None:
    """Void a coder who was entered by mistake. Refused without a reason, and where days or audits are entered."""
    coder = CODERS.found(session, coder_id)
    reasoned(reason)
    for table in (WorkDay, models.Audit):
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


def ramp(session: Session, coder_id: int) -> tuple[CoderRampRow, ...]:
    """List the steps of a coder's ramps: those for all work types first, each by date."""
    names = {row.key: row.name for row in session.exec(select(WorkType))}
    steps = session.exec(select(RampStep).where(live(RampStep), col(RampStep.coder_id) == coder_id))
    rows = [CoderRampRow(step.key, names.get(step.work_type_id or 0, ""), RAMP_STEPS.draft_of(step)) for step in steps]
    return tuple(sorted(rows, key=lambda row: (row.work_type.casefold(), row.draft.from_day)))


def _row(
    coder: Coder, today: date, usual: list[int], names: dict[int, str], steps: int, week: float | None
) -> CoderRow:
    return CoderRow(
        id=coder.key,
        shown_name=coder.shown_name,
        draft=CODERS.draft_of(coder),
        usual_work_type_ids=tuple(usual),
        usual_work_types=tuple(names[number] for number in usual),
        ramp_steps=steps,
        active=coder.left_on is None or coder.left_on >= today,
        week=week,
    )


def _told_apart(session: Session, draft: CoderDraft, coder: Coder | None) -> None:
    """Refuse a coder who is called like another one, by name now or before, and one who is their own mentor."""
    if coder is not None and draft.mentor_id == coder.id:
        raise Refused(OWN_MENTOR, "mentor_id")
    note = draft.name_note.strip()
    shown, others = shown_name(draft.name, note), session.exec(select(Coder).where(live(Coder)))
    other = same_name(shown, [row.shown_name for row in others if row is not coder])
    if other is not None:
        tell = "another note" if note else "a note that tells them apart, such as a team or a shift"
        raise Refused(f"there is a {visible(other)} already{same_as(shown, other)}: add {tell}", "name_note")
    require_given_up(session, Coder, shown, None if coder is None else coder.id)


def _one_a_day(session: Session, draft: RampStepDraft, _step: RampStep | None) -> None:
    """Refuse a second step of a ramp from one day on."""
    for row in ramp(session, draft.coder_id):
        if (row.draft.work_type_id, row.draft.from_day) == (draft.work_type_id, draft.from_day):
            raise Refused(f"there is a step from {day_words(draft.from_day)} already: void it first", "from_day")


OWN_MENTOR = "a coder is not their own mentor"
CODERS = Noun(Coder, CoderDraft, _told_apart)
RAMP_STEPS = Noun(RampStep, RampStepDraft, _one_a_day)


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
