"""What came in, was coded and could be coded, and the people for it, week by week as a manager reckons it by hand."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from codedesk import models
from codedesk.desk import Desk
from codedesk.services.flow.figures import flow_figures
from codedesk.services.flow.rows import FlowRow
from tests.services.figures.figure_department import SmallDepartment
from tests.services.flow.four_coders import FRIDAY, MONDAY, WEEK, backlog, four_coders, told

BEFORE = MONDAY - timedelta(7)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[SmallDepartment]:
    """Two weeks: 220 charts came in in the first, of four days; 30 a day are coded from Monday to Wednesday after it.

    Inpatient is 2 an hour, from the second week on 3.
    """
    with four_coders(tmp_path) as small:
        small.add(models.Holiday(day=BEFORE, name="Founders"))
        backlog(small, BEFORE + timedelta(4), waiting=120, received=220, covers="week")
        backlog(small, MONDAY + timedelta(2), waiting=150)
        for day in range(3):
            small.day("Ana", MONDAY + timedelta(day), None, {"IP": 30})
        small.standard("IP", 3, since=MONDAY)
        yield small


def weeks_of(row: FlowRow, name: str, of: str = "types") -> dict[date, float | None]:
    weeks = row.staffing.weeks if of == "staffing" else (row.team if of == "team" else row.types[0]).weeks
    return dict(zip(weeks.mondays, getattr(weeks, name), strict=True))


def test_what_came_in_is_as_logged_or_follows_from_what_was_coded_and_waits_more(made: SmallDepartment) -> None:
    """220 of four days are 55 a day; from Friday's 120 to Wednesday's 150 with 90 coded: (90 + 30) ÷ 3 = 40 a day."""
    row = told(made)
    came = weeks_of(row, "came")
    assert (came[BEFORE], came[MONDAY]) == (55.0, 40.0)
    assert came[BEFORE - timedelta(7)] is None
    assert weeks_of(row, "coded")[MONDAY] == 18.0  # 90 in five days
    assert len(came) == 26 and max(came) == MONDAY


def test_what_could_be_coded_follows_the_standard_of_each_week(made: SmallDepartment) -> None:
    """28 hours a day: 56 charts at 2 an hour, 84 at 3; 120 ÷ 56 and 150 ÷ 84 days of work waited."""
    row = told(made)
    capacity, days = weeks_of(row, "capacity"), weeks_of(row, "days")
    assert (capacity[BEFORE], capacity[MONDAY]) == (56.0, 84.0)
    assert (days[BEFORE], days[MONDAY]) == (pytest.approx(120 / 56), pytest.approx(150 / 84))
    hours = weeks_of(row, "came", "team")
    assert (hours[BEFORE], hours[MONDAY]) == (27.5, pytest.approx(40 / 3))
    assert weeks_of(row, "days", "team")[BEFORE] == pytest.approx(120 / 56)
    assert weeks_of(row, "capacity", "team")[BEFORE] == 28.0


def test_people_needed_and_there_of_a_week_with_a_holiday_and_of_one_with_absence(made: SmallDepartment) -> None:
    """220 ÷ 2 = 110 h ÷ (4 × 7 h); then 5 × 40 ÷ 3 h ÷ (5 × 7 h × 0.9): 14 of 140 paid hours are planned away."""
    away = models.PlannedAbsence(coder_id=made.ids["Ana"], from_day=MONDAY, to_day=MONDAY + timedelta(1))
    made.add(away)
    row = told(made)
    needed, there = weeks_of(row, "needed", "staffing"), weeks_of(row, "there", "staffing")
    assert needed[BEFORE] == pytest.approx(110 / 28)
    assert needed[MONDAY] == pytest.approx(200 / 3 / (35 * 0.9))
    assert (there[BEFORE], there[MONDAY]) == (4.0, 4.0)
    assert needed[BEFORE - timedelta(7)] is None  # nothing came in and nothing was coded: not "none are needed"


def test_events_of_the_team_and_new_standards_are_told_and_nobody_is_named(made: SmallDepartment) -> None:
    made.event(MONDAY, "Go-live")
    made.event(MONDAY, "Long leave", coder_id=made.ids["Ana"])
    found = [(event.from_day, event.text, event.scope) for event in told(made).events]
    assert [each for each in found if each[1] == "Go-live"] == [(MONDAY, "Go-live", "team")]
    assert [each[0::2] for each in found if each[1].startswith("Standard: IP 3")] == [(MONDAY, "IP")]
    assert len(found) == 2


def test_a_department_without_a_work_type_has_weeks_of_nothing(department: Desk) -> None:
    """It starts so: the lists are there, and no work type among them."""
    row = department.read(flow_figures, WEEK, FRIDAY)
    assert len(row.staffing.weeks.mondays) == 26 and set(row.staffing.weeks.needed) == {None}
    assert row.team.weeks.mondays == ()
