"""What is due, counted by hand on a small team: Ana works Monday to Friday, Bo since 29 June 2026; today is 3 July."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import event
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.models import Coder, CoderWorkType, WorkType
from codedesk.models.coders import CoderDraft
from codedesk.models.education import EducationDraft
from codedesk.models.work_types import WorkTypeDraft
from codedesk.periods import Period
from codedesk.services.audits.plans import set_plan
from codedesk.services.days.finishing import finish_day
from codedesk.services.first_run import first_run
from codedesk.services.home import DutyKind, DutyRow, duties, signals_ahead, signals_due
from codedesk.services.people.coders import add_coder
from codedesk.services.people.education import EDUCATION
from codedesk.services.standards.work_types import WORK_TYPES
from tests.services.team import FRIDAY, MONDAY, Team

QUARTER = Period(date(2026, 7, 1), date(2026, 9, 30))


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.desk.close()


def due(team: Team, kind: DutyKind) -> DutyRow | None:
    return next((row for row in team.desk.read(duties, FRIDAY) if row.kind == kind), None)


def test_days_that_are_not_finished_are_counted_four_weeks_back(team: Team) -> None:
    row = due(team, "days")
    assert row is not None
    # Fridays 5 June, then four weeks of five days up to today: 1 + 20, of which one is today
    assert (row.amount, row.words, row.detail) == (
        21,
        "20 days of the four weeks before today are not finished",
        "begin with Fri 5 Jun 2026",
    )
    assert row.late and row.day == date(2026, 6, 5)
    team.desk.write("Finish", finish_day, date(2026, 6, 5))
    row = due(team, "days")
    assert row is not None and (row.amount, row.day) == (20, date(2026, 6, 8))


def test_today_alone_is_not_late(team: Team) -> None:
    for day in (day for day in Period(date(2026, 6, 5), date(2026, 7, 2)).days if day.weekday() < 5):
        team.desk.write("Finish", finish_day, day)
    row = due(team, "days")
    assert row is not None and (row.words, row.late) == ("Today is not finished yet", False)
    team.desk.write("Finish", finish_day, FRIDAY)
    assert due(team, "days") is None


def test_audits_are_due_by_the_plan_and_without_one_by_who_has_none(team: Team) -> None:
    row = due(team, "audits")
    assert row is not None
    assert row.words == "2 coders have no audit in Q3 2026 yet, and nothing is planned"
    assert (row.detail, row.period) == ("Ana Diaz, Bo Chen", QUARTER)
    team.desk.write("Plan", set_plan, team.coders["Ana Diaz"], QUARTER, 12)
    row = due(team, "audits")
    assert row is not None and (row.words, row.detail) == (
        "12 planned charts are still to audit in Q3 2026", "Ana Diaz 12",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2026, 7, 2), "1 action or education item is due, 1 overdue"),
        (date(2026, 7, 10), "1 action or education item is due"),
        (date(2026, 7, 11), ""),
    ],
)
def test_education_is_due_a_week_ahead(team: Team, due_on: date, words: str) -> None:
    item = EducationDraft(coder_id=team.coders["Bo Chen"], topic="Sepsis", due_on=due_on)
    team.desk.write("Add education", EDUCATION.add, item)
    row = due(team, "actions")
    assert (row.words if row else "") == words


def test_reviews_of_the_quarter_before_are_due_for_those_who_worked_in_it(team: Team) -> None:
    assert due(team, "reviews") is None
    team.set("Ana Diaz", "paid_hours", 8.0, day=MONDAY)  # 29 June lies in Q2
    row = due(team, "reviews")
    assert row is not None and (row.words, row.detail) == ("1 review of Q2 2026 is to be given", "Ana Diaz")


def test_nothing_else_is_due_in_a_quiet_team(team: Team) -> None:
    assert {row.kind for row in team.desk.read(duties, FRIDAY)} == {"days", "audits"}
    assert team.desk.read(signals_due, FRIDAY) is None


def test_no_line_tells_a_pace(team: Team) -> None:
    team.set("Ana Diaz", "charts", 400, "Inpatient")
    said = " ".join(f"{row.words} {row.detail}" for row in team.desk.read(duties, FRIDAY))
    assert "pace" not in said and "%" not in said and "400" not in said


def test_the_first_run_list_is_ticked_step_by_step(tmp_path: Path) -> None:
    team = Team(tmp_path, empty=True)
    found = team.desk.read(first_run)
    assert not found.begun and not found.whole
    assert [step.name for step in found.steps if step.done] == ["hours"]
    team.desk.write("Add Ana Diaz", add_coder, CoderDraft(name="Ana Diaz", started_on=date(2026, 1, 5)))
    team.desk.write("Add a type", lambda session: session.add(WorkType(name="Inpatient", position=0)))
    found = team.desk.read(first_run)
    steps = {step.name: step for step in found.steps}
    assert (steps["coders"].done, steps["coders"].words) == (True, "1 coder")
    assert (steps["standards"].done, steps["standards"].words) == (False, "none yet for Inpatient")
    team.desk.close()


def test_a_work_type_that_nobody_does_needs_no_standard(team: Team) -> None:
    def standards() -> tuple[bool, str]:
        row = next(step for step in team.desk.read(first_run).steps if step.name == "standards")
        return row.done, row.words

    number = team.desk.write("Add a type", WORK_TYPES.add, WorkTypeDraft(name="Observation"))
    assert standards() == (True, "")
    link = CoderWorkType(coder_id=team.coders["Ana Diaz"], work_type_id=number)
    team.desk.write("Let Ana Diaz do it", lambda session: session.add(link))
    assert standards() == (False, "none yet for Observation")


def test_a_department_with_days_has_begun(team: Team) -> None:
    assert team.desk.read(first_run).whole and not team.desk.read(first_run).begun
    team.set("Ana Diaz", "paid_hours", 8.0)
    assert team.desk.read(first_run).begun
    assert team.desk.read(lambda session: session.get(Coder, team.coders["Ana Diaz"])) is not None


def test_what_signals_rest_on_is_read_in_short_steps(sample: Desk) -> None:
    day = date(2026, 9, 30)
    step, more = 0, True
    while more:
        more, step = sample.read(signals_ahead, day, step), step + 1
    # three years of the log, charts, changes, what blocks are made of, the team, eight coders by five
    assert step == 3 + 1 + 1 + 1 + 1 + 2
    asked: list[str] = []

    def signals(session: Session) -> DutyRow | None:
        event.listen(session.connection(), "before_cursor_execute", lambda *told: asked.append(told[2]))
        return signals_due(session, day)

    row = sample.read(signals)
    assert row is not None and row.kind == "signals"
    assert not [statement for statement in asked if "work_line" in statement or "FROM audit" in statement]


def test_the_plan_counts_charts_without_scoring_an_audit(sample: Desk) -> None:
    with patch("codedesk.services.audits.results.results_of") as scored:
        sample.read(duties, date(2026, 9, 30))
    assert not scored.called
