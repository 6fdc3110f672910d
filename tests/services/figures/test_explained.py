"""What changed is kept until something that it was read from changes: after any step as a cold reading finds it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from codedesk.desk import Desk
from codedesk.metrics.figures import TeamFigures
from codedesk.models import Audit, Coder
from codedesk.models.events import EventDraft
from codedesk.models.standards import StandardDraft
from codedesk.periods import Period, quarter
from codedesk.services.audits.audits import void_audit
from codedesk.services.department.events_and_notes import EVENTS
from codedesk.services.figures.figures import plain_figures, team_figures
from codedesk.services.standards.standards import STANDARDS
from tests.services.team import Team

START = date(2026, 1, 5)
PERIOD = Period(START + timedelta(7 * 9), START + timedelta(7 * 12 - 1))
TODAY = date(2026, 10, 1)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Ana Diaz logs one day of 24 hours in each of twelve weeks, slower from the tenth on."""
    made = Team(tmp_path)
    for week, charts in enumerate((48, 49, 47, 48, 49, 47, 48, 49, 47, 30, 31, 29)):
        day = START + timedelta(7 * week)
        made.set("Ana Diaz", "paid_hours", 24.0, day=day)
        made.set("Ana Diaz", "charts", charts, "Inpatient", day)
    yield made
    made.desk.close()


def texts(figures: TeamFigures) -> list[str]:
    return [signal.text for block in figures.coders for signal in block.signals]


def warm_and_cold(team: Team) -> tuple[list[str], list[str]]:
    warm = texts(team.desk.read(team_figures, PERIOD, None, TODAY))
    cold = texts(team.desk.read(_cold))
    return warm, cold


def _cold(session: Session) -> TeamFigures:
    session.info.pop("kept")
    return team_figures(session, PERIOD, None, TODAY)


def test_it_is_found_and_the_plain_figures_leave_it_out(team: Team) -> None:
    warm, cold = warm_and_cold(team)
    assert warm == cold
    assert warm[0].startswith("Ana Diaz: pace 38 % lower (")
    assert texts(team.desk.read(plain_figures, PERIOD, None, TODAY)) == []


def test_every_step_that_may_change_it_is_seen(team: Team) -> None:
    said = [warm_and_cold(team)]
    event = EventDraft(from_day=PERIOD.start, text="New encoder", kind="go_live")
    team.desk.write("Event", EVENTS.add, event)
    said.append(warm_and_cold(team))
    team.desk.write(
        "Standard",
        STANDARDS.add,
        StandardDraft(work_type_id=team.types["Inpatient"], effective_from=PERIOD.start, pace=1.25, accuracy=95.0),
    )
    said.append(warm_and_cold(team))
    team.desk.undo()
    said.append(warm_and_cold(team))
    team.set("Ana Diaz", "charts", 90, "Inpatient", PERIOD.end - timedelta(6))
    said.append(warm_and_cold(team))
    assert [warm for warm, _ in said] == [cold for _, cold in said]
    assert "New encoder" in said[1][0][0]
    assert said[1] == said[3]
    assert len({tuple(warm) for warm, _ in said}) == 4


def test_an_audit_is_seen_too(sample: Desk) -> None:
    """Of the sample's coder who got faster and less accurate, both are told; without the audits, nothing of it is."""
    period = quarter(2026, 3)
    told = [each for each in texts(sample.read(team_figures, period, None, TODAY)) if "accuracy down" in each]
    assert len(told) == 1
    assert told[0].startswith("Dax O'Fennimore: pace up, accuracy down: pace ")
    for number in sample.read(_audits_of, period):
        sample.write("Void", void_audit, number, "entered twice")
    assert not [each for each in texts(sample.read(team_figures, period, None, TODAY)) if "accuracy down" in each]


def _audits_of(session: Session, period: Period) -> list[int]:
    query = select(Audit.id).join(Coder, col(Coder.id) == Audit.coder_id).where(col(Coder.name).like("Dax%"))
    return [number for number in session.exec(query.where(col(Audit.day) <= period.end)) if number is not None]


@pytest.mark.parametrize(
    ("kind", "before", "named"),
    [("downtime", 19, False), ("downtime", 3, True), ("documentation", 19, False), ("go_live", 19, True)],
)
def test_a_day_that_was_over_long_before_explains_nothing_that_lasts(
    team: Team, kind: str, before: int, named: bool
) -> None:
    """The network being down for hours slows that day; an encoder that went live may go on slowing."""
    day = START + timedelta(7 * 9 - before)
    team.desk.write(
        "Event",
        EVENTS.add,
        EventDraft(from_day=day, text="what happened", kind=kind, to_day=day if kind == "documentation" else None),
    )
    assert ("what happened" in texts(team.desk.read(team_figures, PERIOD, None, TODAY))[0]) == named
