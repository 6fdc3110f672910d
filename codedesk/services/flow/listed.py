"""What the Capacity page lists and keeps besides figures: held charts, named scenarios, the request of a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlmodel import Session, col, select

from codedesk.models import Hold, ScenarioPart, StaffingRequest, WorkType
from codedesk.models.flow import HoldDraft, ScenarioPartDraft, StaffingRequestDraft
from codedesk.periods import Period
from codedesk.services.flow.requests import REQUESTS
from codedesk.services.flow.scenarios import SCENARIO_PARTS
from codedesk.services.live import live


@dataclass(frozen=True, slots=True)
class HoldRow:
    """Held charts as lists show them; work_type is "" where they are of all."""

    id: int
    work_type: str
    draft: HoldDraft


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A scenario that was saved: its name and what it is made of."""

    name: str
    parts: tuple[ScenarioPartDraft, ...]


def holds(session: Session, period: Period) -> tuple[HoldRow, ...]:
    """List the held charts of a period, the newest first."""
    query = (
        select(Hold, WorkType.name)
        .join(WorkType, col(WorkType.id) == col(Hold.work_type_id), isouter=True)
        .where(live(Hold), col(Hold.day).between(period.start, period.end))
        .order_by(col(Hold.day).desc(), col(Hold.charts).desc(), col(Hold.id))
    )
    return tuple(HoldRow(row.key, work_type or "", HoldDraft.of(row)) for row, work_type in session.exec(query))


def scenarios(session: Session) -> tuple[ScenarioRow, ...]:
    """List the scenarios that were saved, by name."""
    found = _parts(session)
    named = groupby(found, key=lambda row: row.scenario)
    return tuple(ScenarioRow(name, tuple(ScenarioPartDraft.of(row) for row in rows)) for name, rows in named)


def save_scenario(session: Session, name: str, parts: Sequence[ScenarioPartDraft]) -> None:
    """Keep parts under a name, in place of those that it had. Refused for a name or a part that cannot be right."""
    before = _parts(session, name.strip())
    for part in parts:
        SCENARIO_PARTS.add(session, part.but(scenario=name))
    for row in before:
        SCENARIO_PARTS.void(session, row.key, "saved anew")


def void_scenario(session: Session, name: str, reason: str) -> None:
    """Void a scenario with all its parts for a reason."""
    for row in _parts(session, name):
        SCENARIO_PARTS.void(session, row.key, reason)


def staffing_request(session: Session, period: Period) -> str:
    """Return what the manager asks for, of a period; "" where nothing is."""
    row = _request(session, period)
    return row.text if row is not None else ""


def keep_request(session: Session, period: Period, text: str) -> None:
    """Keep what the manager asks for; an empty text takes it away."""
    row = _request(session, period)
    if text.strip():
        REQUESTS.put(session, row, StaffingRequestDraft(from_day=period.start, to_day=period.end, text=text))
    elif row is not None:
        REQUESTS.void(session, row.key, "taken away")


def _parts(session: Session, name: str = "") -> Sequence[ScenarioPart]:
    query = select(ScenarioPart).where(live(ScenarioPart))
    if name:
        query = query.where(col(ScenarioPart.scenario) == name)
    return session.exec(query.order_by(col(ScenarioPart.scenario), col(ScenarioPart.id))).all()


def _request(session: Session, period: Period) -> StaffingRequest | None:
    wanted = (
        live(StaffingRequest),
        col(StaffingRequest.from_day) == period.start,
        col(StaffingRequest.to_day) == period.end,
    )
    return session.exec(select(StaffingRequest).where(*wanted)).first()
