"""Surprising values: listed until they are confirmed, asked again once they change, confirmed and undone by name."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from codedesk.periods import Period, month
from codedesk.services.days.marks import confirm_marks, to_look_at
from tests.services.team import FRIDAY, Team

SATURDAY = date(2026, 7, 4)
JULY = month(2026, 7)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    made.set("Ana Diaz", "charts", 14, "Inpatient", SATURDAY)
    made.set("Ana Diaz", "paid_hours", 8.0, day=SATURDAY)
    yield made
    made.desk.close()


def asked(team: Team, period: Period = JULY) -> list[tuple[date, str, str]]:
    return [(row.day, row.coder, row.mark.reason) for row in team.desk.read(to_look_at, period)]


def test_a_surprising_value_is_listed_with_its_question(team: Team) -> None:
    assert asked(team) == [(SATURDAY, "Ana Diaz", "Work on a Saturday: is the date right?")]
    assert asked(team, month(2026, 6)) == []
    assert team.desk.read(to_look_at, JULY, (team.coders["Bo Chen"],)) == ()


def test_a_single_chart_is_said_as_one(team: Team) -> None:
    team.set("Bo Chen", "charts", 1, "Inpatient", SATURDAY)
    assert [row.value for row in team.desk.read(to_look_at, JULY, (team.coders["Bo Chen"],))] == ["1 chart"]


def test_a_confirmed_value_is_no_longer_asked_and_undo_asks_again(team: Team) -> None:
    rows = team.desk.read(to_look_at, JULY)
    assert team.desk.write("Confirm 8 h paid, Ana Diaz, 4 Jul 2026", confirm_marks, rows) == 1
    assert asked(team) == [] and team.block("Ana Diaz", SATURDAY).marks == ()
    assert team.desk.write("Confirm again", confirm_marks, rows) == 0
    assert team.desk.undo() == "Confirm 8 h paid, Ana Diaz, 4 Jul 2026"
    assert len(asked(team)) == 1


def test_another_value_raises_the_question_again(team: Team) -> None:
    team.set("Ana Diaz", "paid_hours", 17.0, day=FRIDAY)
    rows = team.desk.read(to_look_at, Period(FRIDAY, FRIDAY))
    assert [row.mark.kind for row in rows] == ["schedule"]
    team.desk.write("Confirm", confirm_marks, rows)
    assert asked(team, Period(FRIDAY, FRIDAY)) == []
    team.set("Ana Diaz", "paid_hours", 18.0, day=FRIDAY)
    assert len(asked(team, Period(FRIDAY, FRIDAY))) == 1


def test_a_long_period_is_read_in_parts_and_lists_the_newest_first(team: Team) -> None:
    team.set("Bo Chen", "charts", 3, "Inpatient", date(2026, 7, 11))
    found = asked(team, Period(date(2016, 1, 1), date(2026, 12, 31)))
    assert [(day, coder) for day, coder, _ in found] == [(date(2026, 7, 11), "Bo Chen"), (SATURDAY, "Ana Diaz")]


def test_work_on_a_day_to_come_asks(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codedesk.services.days.checks.today", lambda: date(2026, 7, 2))
    team.set("Bo Chen", "charts", 4, "Inpatient", FRIDAY)
    assert (FRIDAY, "Bo Chen", "Work on a day that has not come yet: is the date right?") in asked(team)


def test_work_in_another_century_asks_whatever_the_start_of_the_coder_is(team: Team) -> None:
    day = date(1926, 1, 5)
    team.set("Bo Chen", "charts", 4, "Inpatient", day)
    assert asked(team, Period(day, day)) == [(day, "Bo Chen", "Work in the year 1926: is the year right?")]
