"""What is to be expected to wait: only where all that came in is known, and by hand: before + received − coded."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.exchange.exports import csv_text
from codedesk.models.backlogs import BacklogDraft, Covers
from codedesk.periods import month
from codedesk.services.days.changes import copy_last_week, set_cells
from codedesk.services.days.drafts import DEPARTMENT, CellDraft, CellField, CellPlace
from codedesk.services.days.last_step import last_step
from codedesk.services.days.marks import confirm_marks, to_look_at
from codedesk.services.files.exporting import everything
from codedesk.services.files.importing import look
from codedesk.services.flow.waiting import BACKLOG
from codedesk.services.flow.waiting_days import WaitingLine, waiting_day
from tests.services.files.test_importing import counts, take_in
from tests.services.team import FRIDAY, MONDAY, Team

JULY = month(2026, 7)
THURSDAY, NEXT_MONDAY = date(2026, 7, 2), date(2026, 7, 6)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.desk.close()


def log(team: Team, day: date, what: str = "Inpatient", covers: str = "day", **values: int) -> None:
    draft = BacklogDraft(day=day, work_type_id=team.types[what], covers=covers, **values)
    team.desk.write("Log what waits", BACKLOG.add, draft)


def line(team: Team, day: date, what: str = "Inpatient") -> WaitingLine:
    lines = team.desk.read(waiting_day, day).lines
    return next(each for each in lines if each.name == what)


def place(team: Team, field: CellField, day: date = FRIDAY, what: str = "Inpatient") -> CellPlace:
    return CellPlace(DEPARTMENT, day, field, team.types[what])


def test_it_is_what_waited_with_what_came_in_and_without_what_was_coded(team: Team) -> None:
    log(team, THURSDAY, waiting=40)
    log(team, FRIDAY, received=12)
    team.set("Ana Diaz", "charts", 9, "Inpatient")
    team.set("Bo Chen", "charts", 4, "Inpatient")
    team.set("Bo Chen", "charts", 100, "Emergency")
    found = line(team, FRIDAY)
    assert (found.before, found.before_day, found.coded, found.expected) == (40, THURSDAY, 13, 39)
    assert line(team, FRIDAY, "Emergency").expected is None


def test_a_weekend_on_which_nobody_works_is_not_missed_and_a_day_that_is_makes_it_unknown(team: Team) -> None:
    log(team, FRIDAY, waiting=40)
    log(team, NEXT_MONDAY, received=30)
    assert line(team, NEXT_MONDAY).expected == 70
    log(team, date(2026, 7, 8), received=5)
    assert line(team, date(2026, 7, 8)).expected is None  # nobody said what came in on the 7th


def test_a_week_of_received_charts_counts_where_it_lies_between_whole(team: Team) -> None:
    log(team, date(2026, 6, 28), waiting=100)
    log(team, date(2026, 7, 5), received=80, covers="week")
    team.set("Ana Diaz", "charts", 30, "Inpatient")
    assert line(team, date(2026, 7, 5)).expected == 150
    log(team, MONDAY, waiting=90)
    assert line(team, date(2026, 7, 5)).expected is None  # the week began before


def test_several_cells_are_one_step_and_a_line_that_says_nothing_is_taken_out(team: Team) -> None:
    drafts = [CellDraft(place(team, "waiting"), 12), CellDraft(place(team, "dollars"), 14300.5)]
    assert team.desk.write("Paste", set_cells, drafts) == 2
    found = line(team, FRIDAY).draft
    assert found is not None and (found.waiting, found.dollars) == (12, 14_300_50)
    moved = [CellDraft(place(team, "waiting"), None), CellDraft(place(team, "dollars"), None),
             CellDraft(place(team, "oldest"), 3)]  # fmt: skip
    team.desk.write("Move", set_cells, moved)
    found = line(team, FRIDAY).draft
    assert found is not None and (found.waiting, found.dollars, found.oldest) == (None, None, 3)
    team.desk.write("Clear", set_cells, [CellDraft(place(team, "oldest"), None)])
    assert line(team, FRIDAY).draft is None
    assert team.desk.undo() == "Clear"
    found = line(team, FRIDAY).draft
    assert found is not None and found.oldest == 3
    assert team.desk.check().sound


def test_what_came_in_is_of_the_day_or_of_the_week_that_ends_with_it(team: Team) -> None:
    """100 on Sunday, 80 came in in the week up to the next one, of which 30 were coded: 150 are to be expected."""
    log(team, date(2026, 6, 28), waiting=100)
    sunday = date(2026, 7, 5)
    week = [CellDraft(place(team, "covers", sunday), "week")]
    with pytest.raises(Refused, match="enter first how many came in"):
        team.desk.write("Set", set_cells, week)
    team.desk.write("Paste", set_cells, [*week, CellDraft(place(team, "received", sunday), 80)])
    team.set("Ana Diaz", "charts", 30, "Inpatient")
    assert line(team, sunday).expected == 150
    with pytest.raises(Refused, match="not one of: day, week"):
        team.desk.write("Set", set_cells, [CellDraft(place(team, "covers", sunday), "month")])
    team.desk.write("Set", set_cells, [CellDraft(place(team, "covers", sunday), None)])
    found = line(team, sunday)
    assert found.draft is not None and (found.draft.covers, found.expected) == (Covers.DAY, None)


def test_the_last_step_of_a_cell_is_found_and_last_week_is_copied(team: Team) -> None:
    team.desk.write("Set", set_cells, [CellDraft(place(team, "waiting"), 12)])
    team.desk.write("Set more", set_cells, [CellDraft(place(team, "received"), 3)])
    step = team.desk.read(last_step, place(team, "received"))
    assert step is not None and team.desk.put_back(step) == "Put back: Set more"
    next_friday = date(2026, 7, 10)
    copied = [place(team, "received", next_friday), place(team, "waiting", next_friday)]
    assert team.desk.write("Copy", copy_last_week, copied) == 1
    found = line(team, next_friday).draft
    assert found is not None and (found.received, found.waiting) == (None, 12)


def test_a_number_ten_times_the_last_is_asked_until_it_is_confirmed_and_again_once_it_changes(team: Team) -> None:
    log(team, THURSDAY, waiting=40)
    team.desk.write("Set", set_cells, [CellDraft(place(team, "waiting"), 400)])
    (row,) = team.desk.read(to_look_at, JULY)
    assert (row.coder, row.work_type, row.value, row.place) == (
        "Work that waits", "Inpatient", "400 charts", place(team, "waiting"),
    )  # fmt: skip
    assert row.mark.reason == "400 charts after 40 on 2 Jul 2026: is that right?"
    assert team.desk.read(to_look_at, JULY, (team.coders["Ana Diaz"],)) == ()
    assert team.desk.write("Confirm 400 charts", confirm_marks, (row,)) == 1
    assert team.desk.write("Confirm it again", confirm_marks, (row,)) == 0
    assert line(team, FRIDAY).mark is None and team.desk.read(to_look_at, JULY) == ()
    team.desk.write("Set", set_cells, [CellDraft(place(team, "waiting"), 410)])
    assert [each.value for each in team.desk.read(to_look_at, JULY)] == ["410 charts"]
    assert team.desk.undo() == "Set" and team.desk.undo() == "Confirm 400 charts"
    assert [each.value for each in team.desk.read(to_look_at, JULY)] == ["400 charts"]
    assert team.desk.check().sound


def test_what_was_confirmed_goes_out_and_comes_in_with_the_open_files(team: Team, tmp_path: Path) -> None:
    log(team, THURSDAY, waiting=40)
    team.desk.write("Set", set_cells, [CellDraft(place(team, "waiting"), 400)])
    team.desk.write("Confirm", confirm_marks, team.desk.read(to_look_at, JULY))
    tables = {table.sheet.file: csv_text(table) for table in team.desk.read(everything).tables}
    assert tables["confirmed_marks.csv"].lstrip("\ufeff").splitlines() == [
        "date,coder,work_type,question,value,note",
        "2026-07-03,,Inpatient,waiting,400,",
    ]
    files = {name: tables[name] for name in ("work_types.csv", "backlog.csv", "confirmed_marks.csv")}
    other = Desk.create(tmp_path / "other.codedesk")
    take_in(other, files)
    assert next(line.confirmed for line in other.read(waiting_day, FRIDAY).lines)
    assert other.read(to_look_at, JULY) == ()
    assert counts(take_in(other, files), "confirmed_marks.csv") == (0, 1, 0)
    other.close()


def test_what_waits_in_a_file_is_looked_at_as_what_is_typed(team: Team) -> None:
    log(team, THURSDAY, waiting=40)
    lines = "date,work_type,waiting\n2026-07-03,Inpatient,400\n2026-07-03,Emergency,7\n"
    plan = team.desk.read(look, take_in(team.desk, {"backlog.csv": lines}))
    assert [(row.day, row.coder, row.work_type, row.value) for row in plan.to_look_at] == [
        (FRIDAY, "Work that waits", "Inpatient", "400 charts"),
    ]
    team.desk.write("Confirm", confirm_marks, plan.to_look_at)
    assert team.desk.read(look, plan).to_look_at == ()
