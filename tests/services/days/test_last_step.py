"""Which step last changed a cell: its own steps, blocks and imports it was in, none that was taken back."""

from datetime import timedelta
from pathlib import Path

from codedesk.services.days.changes import set_cell, set_cells
from codedesk.services.days.drafts import CellField, Value
from codedesk.services.days.last_step import last_step
from codedesk.services.department import changes
from tests.services.team import FRIDAY, Team


def _last(team: Team, coder: str, field: CellField, what: str = "") -> str:
    number = team.desk.read(last_step, team.place(coder, field, what))
    named = {row.id: row.step for row in team.desk.read(changes.changes)}
    return "" if number is None else named[number]


def _set(team: Team, step: str, coder: str, field: CellField, value: Value, what: str = "") -> None:
    team.desk.write(step, set_cell, team.draft(coder, field, value, what))


def test_a_cell_knows_its_own_last_step_whatever_was_done_elsewhere(tmp_path: Path) -> None:
    team = Team(tmp_path)
    _set(team, "first", "Ana Diaz", "charts", 5, "Inpatient")
    _set(team, "second", "Ana Diaz", "charts", 7, "Inpatient")
    _set(team, "hours", "Ana Diaz", "hours", 3.0, "Inpatient")
    _set(team, "paid", "Ana Diaz", "paid_hours", 8.0)
    _set(team, "other", "Bo Chen", "charts", 9, "Inpatient")
    assert _last(team, "Ana Diaz", "charts", "Inpatient") == "second"
    assert _last(team, "Ana Diaz", "hours", "Inpatient") == "hours"
    assert _last(team, "Ana Diaz", "paid_hours") == "paid"
    assert _last(team, "Ana Diaz", "weight", "Inpatient") == "", "the line was made by other cells of it"
    assert _last(team, "Ana Diaz", "day_note") == ""
    assert _last(team, "Ana Diaz", "charts", "Emergency") == ""
    number = team.desk.read(last_step, team.place("Ana Diaz", "charts", "Inpatient"))
    assert number is not None
    team.desk.put_back(number)
    assert team.block("Ana Diaz").charts == 5
    assert _last(team, "Ana Diaz", "charts", "Inpatient") == "first", "once more goes one further back"
    team.desk.undo()
    assert _last(team, "Ana Diaz", "charts", "Inpatient") == "second", "what stands again can be taken back again"
    team.desk.close()


def test_a_block_and_a_cleared_cell_are_steps_of_each_cell(tmp_path: Path) -> None:
    team = Team(tmp_path)
    drafts = (team.draft("Ana Diaz", "charts", 5, "Inpatient"), team.draft("Bo Chen", "charts", 6, "Inpatient"))
    team.desk.write("block", set_cells, drafts)
    assert [_last(team, name, "charts", "Inpatient") for name in ("Ana Diaz", "Bo Chen")] == ["block", "block"]
    _set(team, "clear", "Bo Chen", "charts", None, "Inpatient")
    assert [_last(team, name, "charts", "Inpatient") for name in ("Ana Diaz", "Bo Chen")] == ["block", "clear"]
    other = team.place("Ana Diaz", "charts", "Inpatient", FRIDAY - timedelta(1))
    assert team.desk.read(last_step, other) is None
    team.desk.close()
