"""A block pasted from a spreadsheet: what changes, what is refused, one step."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from codedesk.errors import Refused
from codedesk.services.days.paste import PastedCell, apply_paste, parse_cell, plan_paste
from tests.services.team import Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.desk.close()


def test_the_plan_says_what_changes_what_is_same_and_what_is_refused(team: Team) -> None:
    team.set("Ana Diaz", "charts", 6, "Inpatient")
    cells = (
        PastedCell("6", team.place("Ana Diaz", "charts", "Inpatient"), "Ana Diaz, Inpatient, charts"),
        PastedCell("7:30", team.place("Ana Diaz", "paid_hours"), "Ana Diaz, paid hours"),
        PastedCell("six", team.place("Bo Chen", "charts", "Inpatient"), "Bo Chen, Inpatient, charts"),
        PastedCell("25", team.place("Bo Chen", "paid_hours"), "Bo Chen, paid hours"),
        PastedCell("3", None, "below the last line"),
        PastedCell("  ", team.place("Bo Chen", "day_note"), "Bo Chen, note"),
    )
    plan = team.desk.read(plan_paste, cells)
    assert [(line.before, line.after, bool(line.reason)) for line in plan.lines] == [
        ("6", "6", False),
        ("", "7.5", False),
        ("", "", True),
        ("", "", True),
        ("", "", True),
    ]
    assert (len(plan.drafts), plan.same, plan.refused) == (1, 1, 3)
    assert "not a number" in plan.lines[2].reason
    assert "over 24" in plan.lines[3].reason
    assert team.block("Ana Diaz").paid_hours is None
    assert team.desk.write("Paste", apply_paste, plan) == 1
    assert team.block("Ana Diaz").paid_hours == 7.5
    assert team.desk.undo() == "Paste"
    assert team.block("Ana Diaz").paid_hours is None


def test_a_paste_that_overfills_a_day_stores_nothing(team: Team) -> None:
    cells = (
        PastedCell("20", team.place("Ana Diaz", "paid_hours"), "Ana Diaz, paid hours"),
        PastedCell("5", team.place("Ana Diaz", "other_hours", "PTO"), "Ana Diaz, PTO"),
    )
    with pytest.raises(Refused, match="25 h"):
        team.desk.write("Paste", apply_paste, team.desk.read(plan_paste, cells))
    assert team.block("Ana Diaz").empty


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("charts", "12", 12),
        ("charts", " ", None),
        ("paid_hours", "7,5", 7.5),
        ("hours", "7h30", 7.5),
        ("other_hours", "45 min", 0.75),
        ("weight", "1.25", 1.25),
        ("weight", "1", None),
        ("note", " =1+1 ", "=1+1"),
    ],
)
def test_texts_become_values_as_they_are_typed(field: str, text: str, value: object) -> None:
    assert parse_cell(field, text) == value  # type: ignore[arg-type]
