"""Work types and categories of other time in Setup."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from codedesk.errors import Refused
from codedesk.models.departments import DepartmentDraft
from codedesk.models.work_types import WorkTypeDraft
from codedesk.services.department.departments import change_department, department
from codedesk.services.standards.work_types import WORK_TYPES, add_starter_list, void_work_type, work_types
from tests.services.team import Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.desk.close()


def names(team: Team) -> list[str]:
    return [row.draft.name for row in team.desk.read(work_types)]


def test_a_work_type_comes_last_and_moves_up(team: Team) -> None:
    number = team.desk.write("Add", WORK_TYPES.add, WorkTypeDraft(name=" Clinic  E/M ", unit="", tier="level 4–5"))
    assert names(team)[-1] == "Clinic E/M"
    assert team.desk.read(work_types)[-1].draft.unit == "chart"
    assert team.desk.write("Move", WORK_TYPES.move, number, -1)
    assert names(team)[-2:] == ["Clinic E/M", "Ancillary"]
    assert not team.desk.write("Move", WORK_TYPES.move, team.types["Inpatient"], -1)
    assert team.desk.undo() == "Move"
    assert names(team)[-1] == "Clinic E/M"


def test_names_are_taken_once_whatever_the_case(team: Team) -> None:
    with pytest.raises(Refused, match="“Inpatient” is in the list already"):
        team.desk.write("Add", WORK_TYPES.add, WorkTypeDraft(name="INPATIENT"))
    with pytest.raises(Refused, match="a name is needed"):
        team.desk.write("Add", WORK_TYPES.add, WorkTypeDraft(name=" "))
    team.desk.write("Rename", WORK_TYPES.change, team.types["Inpatient"], WorkTypeDraft(name="inpatient"))
    assert names(team)[0] == "inpatient"


def test_the_starter_list_brings_work_types_without_standards_and_only_once(team: Team) -> None:
    came = team.desk.write("Starter list", add_starter_list)
    rows = team.desk.read(work_types)
    assert came == len(rows) - 4
    assert names(team)[:4] == ["Inpatient", "Same-day surgery", "Emergency", "Ancillary"]
    assert sum(row.used for row in rows[4:]) == 0
    assert team.desk.write("Starter list", add_starter_list) == 0
    assert team.desk.undo() == "Starter list"
    assert len(names(team)) == 4


def test_a_work_type_with_standards_is_made_inactive_and_not_voided(team: Team) -> None:
    number = team.types["Inpatient"]
    with pytest.raises(Refused, match="make it inactive"):
        team.desk.write("Void", void_work_type, number, "mistake")
    row = team.desk.read(work_types)[0]
    team.desk.write("Inactive", WORK_TYPES.change, number, row.draft.but(active=False))
    assert [line.work_type for line in team.block("Ana Diaz").lines] == ["Same-day surgery"]


def test_a_work_type_entered_by_mistake_is_voided(team: Team) -> None:
    number = team.desk.write("Add", WORK_TYPES.add, WorkTypeDraft(name="Obsrevation"))
    with pytest.raises(Refused, match="say why"):
        team.desk.write("Void", void_work_type, number, "")
    team.desk.write("Void", void_work_type, number, "misspelt")
    assert "Obsrevation" not in names(team)


def test_the_departments_choices_are_one_step(team: Team) -> None:
    draft = DepartmentDraft(
        name=" HIM coding ",
        manager="Kim Lee",
        quarter_start_month=10,
        fiscal_year_named_by="start",
        usual_hours_per_day=7.5,
        default_method="union",
        accuracy_standard=95.0,
        paper="a4",
    )
    row = team.desk.write("Change the department", change_department, draft)
    assert row.draft == draft.but(name="HIM coding")
    assert team.desk.undo() == "Change the department"
    assert team.desk.read(department).draft.quarter_start_month == 1


@pytest.mark.parametrize(
    ("choices", "field"),
    [
        ({"quarter_start_month": 13}, "quarter_start_month"),
        ({"fiscal_year_named_by": "middle"}, "fiscal_year_named_by"),
        ({"usual_hours_per_day": 0}, "usual_hours_per_day"),
        ({"usual_hours_per_day": 24.5}, "usual_hours_per_day"),
        ({"accuracy_standard": 100.5}, "accuracy_standard"),
        ({"default_method": "guess"}, "default_method"),
        ({"paper": "a5"}, "paper"),
    ],
)
def test_choices_that_cannot_be_right_are_refused_at_their_field(
    team: Team, choices: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        team.desk.write("Change", change_department, DepartmentDraft(**choices))
    assert refused.value.field == field
