"""A block pasted from a spreadsheet: what changes, what is refused, one step."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from codedesk.services.days.drafts import CellDraft
from codedesk.services.days.paste import PastedCell, apply_paste, parse_cell, plan_paste
from codedesk.services.days.stored_days import StoredDays
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


def test_hours_that_overfill_a_day_are_refused_in_the_plan_the_last_first(team: Team) -> None:
    team.set("Bo Chen", "paid_hours", 12.0)
    cells = (
        PastedCell("20", team.place("Ana Diaz", "paid_hours"), "Ana Diaz, paid hours"),
        PastedCell("5", team.place("Ana Diaz", "other_hours", "PTO"), "Ana Diaz, PTO"),
        PastedCell("13", team.place("Bo Chen", "other_hours", "PTO"), "Bo Chen, PTO"),
    )
    plan = team.desk.read(plan_paste, cells)
    assert [line.reason for line in plan.lines] == [
        "",
        "that makes 25 h of paid hours and absence, and a day has 24",
        "that makes 25 h of paid hours and absence, and a day has 24",
    ]
    assert team.desk.write("Paste", apply_paste, plan) == 1
    assert team.block("Ana Diaz").paid_hours == 20.0
    assert team.block("Ana Diaz").other_times == ()


def test_a_day_may_change_as_a_whole_where_one_cell_after_the_other_would_not_fit(team: Team) -> None:
    team.set("Ana Diaz", "paid_hours", 4.0)
    team.set("Ana Diaz", "other_hours", 20.0, "PTO")
    cells = (
        PastedCell("20", team.place("Ana Diaz", "paid_hours"), "Ana Diaz, paid hours"),
        PastedCell("4", team.place("Ana Diaz", "other_hours", "PTO"), "Ana Diaz, PTO"),
    )
    plan = team.desk.read(plan_paste, cells)
    assert plan.refused == 0
    team.desk.write("Paste", apply_paste, plan)
    assert (team.block("Ana Diaz").paid_hours, team.block("Ana Diaz").other_times[0].hours) == (20.0, 4.0)


def test_a_large_block_is_looked_at_once(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    whole = StoredDays.refusals

    def counted(days: StoredDays, drafts: Sequence[CellDraft]) -> dict[int, str]:
        asked.append(len(drafts))
        return whole(days, drafts)

    monkeypatch.setattr(StoredDays, "refusals", counted)
    days = [date(2026, 1, 1) + timedelta(number) for number in range(150)]
    cells = [PastedCell("5", team.place("Ana Diaz", "charts", "Inpatient", day), "") for day in days]
    plan = team.desk.read(plan_paste, cells)
    assert (len(plan.drafts), asked) == (150, [150])


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
        ("note", " =1+1 ", " =1+1 "),
        ("note", " \n ", None),
    ],
)
def test_texts_become_values_as_they_are_typed(field: str, text: str, value: object) -> None:
    assert parse_cell(field, text) == value  # type: ignore[arg-type]
