"""Coders in Setup: added, changed, told apart, voided; usual work types and ramps."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from codedesk.errors import Refused
from codedesk.models.coders import CoderDraft, RampStepDraft
from codedesk.services.days.days import day_grid
from codedesk.services.people.coders import RAMP_STEPS, add_coder, change_coder, coders, ramp, void_coder
from tests.services.team import FRIDAY, Team

NEW = CoderDraft(name="Chris Okafor", started_on=date(2026, 7, 1), scheduled_hours_per_week=36.0, credentials=" CCS ")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.desk.close()


def test_a_coder_is_added_with_usual_work_types_in_order(team: Team) -> None:
    number = team.desk.write("Add", add_coder, NEW, (team.types["Emergency"], team.types["Inpatient"]))
    row = next(row for row in team.desk.read(coders, FRIDAY) if row.id == number)
    assert row.usual_work_types == ("Emergency", "Inpatient")
    assert (row.draft.credentials, row.active, row.ramp_steps) == ("CCS", True, 0)
    block = next(block for block in team.desk.read(day_grid, FRIDAY).blocks if block.coder_id == number)
    assert [line.work_type for line in block.lines] == ["Emergency", "Inpatient"]


def test_two_of_one_name_need_a_note(team: Team) -> None:
    with pytest.raises(Refused, match="there is a Ana Diaz already") as refused:
        team.desk.write("Add", add_coder, NEW.but(name="ana  diaz"))
    assert refused.value.field == "name_note"
    team.desk.write("Add", add_coder, NEW.but(name="Ana Diaz", name_note="night"))
    assert [row.shown_name for row in team.desk.read(coders, FRIDAY)] == ["Ana Diaz", "Ana Diaz (night)", "Bo Chen"]
    with pytest.raises(Refused, match="another note"):
        team.desk.write("Add", add_coder, NEW.but(name="Ana Diaz", name_note="Night"))


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (NEW.but(name="  "), "name"),
        (NEW.but(name="x" * 301), "name"),
        (NEW.but(left_on=date(2026, 6, 30)), "left_on"),
        (NEW.but(scheduled_hours_per_week=169.0), "scheduled_hours_per_week"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(team: Team, draft: CoderDraft, field: str) -> None:
    with pytest.raises(Refused) as refused:
        team.desk.write("Add", add_coder, draft)
    assert refused.value.field == field
    assert len(team.desk.read(coders, FRIDAY)) == 2


@pytest.mark.parametrize("name", ["Séamus O'Hara-Łódź", "陳小明", "Null", "NA", "=1+1", "<coder> & E&M", "n" * 300])
def test_names_are_kept_to_the_letter(team: Team, name: str) -> None:
    team.desk.write("Add", add_coder, NEW.but(name=name))
    assert name in [row.draft.name for row in team.desk.read(coders, FRIDAY)]


def test_changing_the_usual_work_types_is_one_step_and_is_undone(team: Team) -> None:
    ana = team.desk.read(coders, FRIDAY)[0]
    team.desk.write("Change", change_coder, ana.id, ana.draft, (team.types["Ancillary"], team.types["Inpatient"]))
    assert team.desk.read(coders, FRIDAY)[0].usual_work_types == ("Ancillary", "Inpatient")
    assert team.desk.undo() == "Change"
    assert team.desk.read(coders, FRIDAY)[0].usual_work_types == ("Same-day surgery", "Inpatient")


def test_saving_what_is_there_is_no_step(team: Team) -> None:
    ana = team.desk.read(coders, FRIDAY)[0]
    team.desk.write("Change", change_coder, ana.id, ana.draft, ana.usual_work_type_ids)
    assert team.desk.undo_step is None


def test_who_has_left_stands_last(team: Team) -> None:
    ana = team.desk.read(coders, FRIDAY)[0]
    left = ana.draft.but(left_on=date(2026, 7, 2))
    team.desk.write("Leave", change_coder, ana.id, left, ana.usual_work_type_ids)
    assert [(row.shown_name, row.active) for row in team.desk.read(coders, FRIDAY)] == [
        ("Bo Chen", True),
        ("Ana Diaz", False),
    ]


def test_a_coder_entered_by_mistake_is_voided_with_a_reason(team: Team) -> None:
    number = team.desk.write("Add", add_coder, NEW, (team.types["Inpatient"],))
    with pytest.raises(Refused, match="say why"):
        team.desk.write("Void", void_coder, number, " ")
    team.desk.write("Void", void_coder, number, "entered twice")
    assert number not in [row.id for row in team.desk.read(coders, FRIDAY)]
    assert team.desk.undo() == "Void"
    assert next(row for row in team.desk.read(coders, FRIDAY) if row.id == number).usual_work_types == ("Inpatient",)


def test_a_coder_with_days_cannot_vanish(team: Team) -> None:
    team.set("Ana Diaz", "charts", 6, "Inpatient")
    with pytest.raises(Refused, match="day of leaving"):
        team.desk.write("Void", void_coder, team.coders["Ana Diaz"], "left")


def test_a_ramp_is_a_list_of_dated_steps(team: Team) -> None:
    bo = team.coders["Bo Chen"]
    team.desk.write("Step", RAMP_STEPS.add, RampStepDraft(coder_id=bo, from_day=date(2026, 8, 1), pace_percent=75.0))
    first = team.desk.write(
        "Step", RAMP_STEPS.add, RampStepDraft(coder_id=bo, from_day=date(2026, 7, 1), pace_percent=50.0, accuracy=90.0)
    )
    steps = team.desk.read(ramp, bo)
    assert [(row.draft.from_day, row.draft.pace_percent, row.draft.accuracy) for row in steps] == [
        (date(2026, 7, 1), 50.0, 90.0),
        (date(2026, 8, 1), 75.0, None),
    ]
    with pytest.raises(Refused, match="there is a step from 1 Jul 2026 already"):
        team.desk.write(
            "Step", RAMP_STEPS.add, RampStepDraft(coder_id=bo, from_day=date(2026, 7, 1), pace_percent=60.0)
        )
    with pytest.raises(Refused, match="“0” has to be more than 0"):
        team.desk.write("Step", RAMP_STEPS.add, RampStepDraft(coder_id=bo, from_day=date(2026, 9, 1), pace_percent=0.0))
    team.desk.write("Void", RAMP_STEPS.void, first, "agreed otherwise")
    assert len(team.desk.read(ramp, bo)) == 1
