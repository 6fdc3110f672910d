"""The week strip and the next day to do."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from codedesk.errors import Refused
from codedesk.services.days.changes import day_off
from codedesk.services.days.finishing import finish_day, reopen_day
from codedesk.services.days.weeks import next_unfinished, week_strip
from tests.services.team import FRIDAY, MONDAY, Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.desk.close()


def states(team: Team) -> list[str]:
    return [row.state for row in team.desk.read(week_strip, MONDAY)]


def test_a_week_without_entries_is_empty_and_the_weekend_is_nobodys(team: Team) -> None:
    assert states(team) == ["empty"] * 5 + ["none_due"] * 2


def test_a_day_is_part_until_everyone_due_is_whole(team: Team) -> None:
    team.set("Ana Diaz", "charts", 6, "Inpatient", MONDAY)
    assert states(team)[0] == "part"
    team.set("Ana Diaz", "paid_hours", 8.0, "", MONDAY)
    assert states(team)[0] == "part"
    place = team.place("Bo Chen", "paid_hours", "", MONDAY)
    team.desk.write("Day off", day_off, place, team.categories["sick"])
    assert states(team)[0] == "full"
    row = team.desk.read(week_strip, MONDAY)[0]
    assert (row.asked, row.done, row.finished) == (2, 2, False)


def test_paid_hours_alone_are_part_of_a_day(team: Team) -> None:
    for coder in ("Ana Diaz", "Bo Chen"):
        team.set(coder, "paid_hours", 4.0, "", MONDAY)
    assert states(team)[0] == "part"
    for coder in ("Ana Diaz", "Bo Chen"):
        team.set(coder, "other_hours", 4.0, "education", MONDAY)
    assert states(team)[0] == "full"


def test_half_a_day_of_absence_is_not_the_whole_day(team: Team) -> None:
    team.set("Ana Diaz", "charts", 6, "Inpatient", MONDAY)
    team.set("Ana Diaz", "paid_hours", 8.0, "", MONDAY)
    team.set("Bo Chen", "other_hours", 3.5, "PTO", MONDAY)
    assert states(team)[0] == "part"
    team.set("Bo Chen", "other_hours", 4.0, "PTO", MONDAY)
    assert states(team)[0] == "full"


def test_work_at_a_weekend_is_asked_for_whole(team: Team) -> None:
    saturday = MONDAY + timedelta(5)
    team.set("Ana Diaz", "charts", 6, "Inpatient", saturday)
    assert states(team)[5] == "part"
    team.set("Ana Diaz", "paid_hours", 3.0, "", saturday)
    assert states(team)[5] == "full"


def test_finishing_goes_on_to_the_next_day_that_is_due(team: Team) -> None:
    today = date(2026, 7, 7)
    team.desk.write("Finish", finish_day, FRIDAY)
    assert team.desk.read(week_strip, MONDAY)[4].finished
    assert team.desk.read(next_unfinished, FRIDAY, today) == date(2026, 7, 6)
    team.desk.write("Finish", finish_day, date(2026, 7, 6))
    assert team.desk.read(next_unfinished, FRIDAY, today) == date(2026, 7, 7)


def test_after_today_the_oldest_open_day_of_four_weeks_comes(team: Team) -> None:
    assert team.desk.read(next_unfinished, FRIDAY, FRIDAY) == date(2026, 6, 5)
    assert team.desk.read(next_unfinished, FRIDAY + timedelta(60), FRIDAY) is None
    for number in range(1, 29):
        team.desk.write("Finish", finish_day, FRIDAY - timedelta(number))
    assert team.desk.read(next_unfinished, FRIDAY, FRIDAY) is None


def test_finishing_twice_is_one_step_and_can_be_taken_back(team: Team) -> None:
    team.desk.write("Finish", finish_day, FRIDAY)
    revision = team.desk.revision
    team.desk.write("Finish", finish_day, FRIDAY)
    assert team.desk.revision == revision
    assert not team.desk.write("Open again", reopen_day, FRIDAY).finished
    with pytest.raises(Refused, match="not finished"):
        team.desk.write("Open again", reopen_day, FRIDAY)
    assert team.desk.undo() == "Open again"
    assert team.desk.read(week_strip, MONDAY)[4].finished
