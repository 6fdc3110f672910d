"""Dated schedules, holidays and planned absence: what Today suggests, what is due, and what figures count."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk import models
from codedesk.errors import Refused
from codedesk.models.calendars import WEEKDAYS, AbsenceDraft, HolidayDraft, ScheduleDraft
from codedesk.models.coders import CoderDraft
from codedesk.models.departments import DepartmentDraft
from codedesk.periods import Period, quarter
from codedesk.services.days.changes import day_off
from codedesk.services.days.weeks import next_unfinished, week_strip
from codedesk.services.department.departments import change_department
from codedesk.services.figures.due_words import beside_words
from codedesk.services.people import calendars, schedules
from codedesk.services.people.coders import add_coder, coders, void_coder
from codedesk.services.people.wellbeing import scheduled_hours, well_being
from tests.services.figures.figure_department import MONDAY as FIGURES_MONDAY
from tests.services.figures.figure_department import SmallDepartment, engine_at, fill_lists
from tests.services.team import FRIDAY, MONDAY, Team

MON_TO_WED = (6.0, 6.0, 6.0, 0.0, 0.0, 0.0, 0.0)
WEEK = Period(FIGURES_MONDAY, FIGURES_MONDAY + timedelta(6))
TUESDAY, SATURDAY = MONDAY + timedelta(1), MONDAY + timedelta(5)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDepartment]:
    engine = engine_at(tmp_path / "figures.db")
    with Session(engine) as session:
        made = fill_lists(SmallDepartment(session, {}))
        made.standard("IP", 2)
        made.coder("Ana Diaz")
        yield made
    engine.dispose()


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.desk.close()


def schedule(team: Team, coder: str, from_day: date, hours: tuple[float, ...] = MON_TO_WED) -> int:
    draft = ScheduleDraft(coder_id=team.coders[coder], from_day=from_day, **dict(zip(WEEKDAYS, hours, strict=True)))
    return team.desk.write("Add a schedule", schedules.SCHEDULES.add, draft)


def holiday(team: Team, day: date, name: str = "Team day") -> int:
    return team.desk.write("Add a holiday", calendars.HOLIDAYS.add, HolidayDraft(day=day, name=name))


def absence(team: Team, coder: str, first: date, last: date, category: str = "PTO") -> int:
    draft = AbsenceDraft(
        coder_id=team.coders[coder], from_day=first, to_day=last, category_id=team.categories[category]
    )
    return team.desk.write("Add an absence", calendars.ABSENCES.add, draft)


def test_the_hours_of_the_weekday_are_suggested_from_the_date_of_the_schedule_on(team: Team) -> None:
    number = schedule(team, "Bo Chen", TUESDAY)
    found = [team.block("Bo Chen", MONDAY + timedelta(n)) for n in range(6)]
    # Monday is still a fifth of 20 hours; then the schedule: Tuesday, Wednesday, and no more days.
    assert [block.suggested_hours for block in found] == [4.0, 6.0, 6.0, None, None, None]
    assert [block.due for block in found] == [True, True, True, False, False, False]
    team.desk.write("Void", schedules.SCHEDULES.void, number, "typed wrong")
    assert team.block("Bo Chen", FRIDAY).suggested_hours == 4.0


def test_a_saturday_of_the_schedule_is_due(team: Team) -> None:
    schedule(team, "Ana Diaz", MONDAY, (0.0, 8.0, 8.0, 8.0, 8.0, 5.5, 0.0))
    assert team.block("Ana Diaz", SATURDAY).suggested_hours == 5.5
    strip = team.desk.read(week_strip, MONDAY)
    assert [row.asked for row in strip] == [1, 2, 2, 2, 2, 1, 0]


def test_a_holiday_suggests_nothing_says_its_name_and_is_not_due_in_the_strip(team: Team) -> None:
    holiday(team, FRIDAY, "Independence Day (observed)")
    block = team.block("Ana Diaz")
    assert (block.suggested_hours, block.due, block.away) == (None, False, "Independence Day (observed)")
    assert team.desk.read(week_strip, MONDAY)[4].state == "none_due"
    assert team.desk.read(next_unfinished, FRIDAY - timedelta(1), FRIDAY + timedelta(3)) == FRIDAY + timedelta(3)


def test_work_on_a_holiday_is_asked_for_whole(team: Team) -> None:
    holiday(team, FRIDAY)
    team.set("Ana Diaz", "charts", 6, "Inpatient")
    row = team.desk.read(week_strip, MONDAY)[4]
    assert (row.state, row.asked) == ("part", 1)
    team.set("Ana Diaz", "paid_hours", 4.0)
    assert team.desk.read(week_strip, MONDAY)[4].state == "full"


def test_a_planned_absence_is_shown_and_the_whole_day_off_takes_the_scheduled_hours(team: Team) -> None:
    schedule(team, "Ana Diaz", MONDAY, (7.5,) * 5 + (0.0, 0.0))
    absence(team, "Ana Diaz", TUESDAY, FRIDAY)
    block = team.block("Ana Diaz")
    assert (block.away, block.away_category_id, block.suggested_hours) == ("PTO", team.categories["PTO"], None)
    assert not team.block("Ana Diaz", MONDAY).away
    assert team.block("Bo Chen").due
    place = team.place("Ana Diaz", "paid_hours")
    after = team.desk.write("Day off", day_off, place, block.away_category_id or 0)
    assert [(row.category, row.hours) for row in after.other_times] == [("PTO", 7.5)]
    assert after.done


def test_a_day_off_says_no_reason_at_the_weekend(team: Team) -> None:
    absence(team, "Ana Diaz", MONDAY, MONDAY + timedelta(13))
    assert [team.block("Ana Diaz", MONDAY + timedelta(n)).away for n in (4, 5, 6)] == ["PTO", "", ""]


def test_a_schedule_that_cannot_be_right_is_refused_beside_its_field(team: Team) -> None:
    schedule(team, "Bo Chen", MONDAY)
    with pytest.raises(Refused, match="already") as same:
        schedule(team, "Bo Chen", MONDAY, (1.0,) * 7)
    with pytest.raises(Refused, match="over 24 h") as long:
        schedule(team, "Bo Chen", TUESDAY, (0.0, 0.0, 24.5, 0.0, 0.0, 0.0, 0.0))
    assert (same.value.field, long.value.field) == ("from_day", "wednesday")
    with pytest.raises(Refused, match="say why"):
        team.desk.write("Void", schedules.SCHEDULES.void, 1, " ")


def test_the_list_says_which_schedule_is_in_force_and_what_its_week_holds(team: Team) -> None:
    for day in (date(2026, 1, 1), MONDAY, date(2026, 9, 1)):
        schedule(team, "Bo Chen", day, (8.0, 8.0, 3.5, 0.0, 0.0, 0.0, 0.0) if day == MONDAY else MON_TO_WED)
    listed = team.desk.read(schedules.schedules, team.coders["Bo Chen"], FRIDAY)
    assert [(row.draft.from_day.month, row.draft.week, row.in_force) for row in listed] == [
        (1, 18.0, False), (6, 19.5, True), (9, 18.0, False),
    ]  # fmt: skip
    weeks = {row.shown_name: row.week for row in team.desk.read(coders, FRIDAY)}
    assert weeks == {"Ana Diaz": None, "Bo Chen": 19.5}


def test_a_mentor_is_another_coder_and_leaves_no_trace_when_voided(team: Team) -> None:
    draft = CoderDraft(name="Cy New", started_on=FRIDAY, fte=0.8, mentor_id=team.coders["Bo Chen"])
    number = team.desk.write("Add", add_coder, draft)
    row = next(row for row in team.desk.read(coders, FRIDAY) if row.id == number)
    assert (row.draft.fte, row.draft.mentor_id) == (0.8, team.coders["Bo Chen"])
    with pytest.raises(Refused, match="no longer there"):
        team.desk.write("Add", add_coder, CoderDraft(name="Di New", started_on=FRIDAY, mentor_id=999))
    with pytest.raises(Refused, match="is over 2"):
        team.desk.write("Add", add_coder, CoderDraft(name="Di New", started_on=FRIDAY, fte=2.5))
    team.desk.write("Void", void_coder, team.coders["Bo Chen"], "entered by mistake")
    assert next(row for row in team.desk.read(coders, FRIDAY) if row.id == number).draft.mentor_id is None


def test_figures_count_the_days_that_the_schedule_leaves_due(small: SmallDepartment) -> None:
    # 6 to 10 July 2026; Ana works Monday to Wednesday, is away on Wednesday, and Tuesday is a holiday.
    ana = small.ids["Ana Diaz"]
    small.add(models.Schedule(coder_id=ana, from_day=date(2026, 1, 1), monday=8, tuesday=8, wednesday=8))
    small.add(models.Holiday(day=FIGURES_MONDAY + timedelta(1), name="Team day"))
    wednesday = FIGURES_MONDAY + timedelta(2)
    small.add(models.PlannedAbsence(coder_id=ana, from_day=wednesday, to_day=wednesday))
    small.day("Ana Diaz", FIGURES_MONDAY, 8.0, {"IP": 16})
    small.day("Ana Diaz", FIGURES_MONDAY + timedelta(1), other={"holiday": 8.0})
    pace = small.figures(Period(FIGURES_MONDAY, FIGURES_MONDAY + timedelta(6))).coders[0].paired.pace
    # The holiday hours that were typed are no due day entered: one of one.
    assert (pace.days_due, pace.days_entered, pace.value) == (1, 1, 1.0)


def test_work_on_a_holiday_is_worked_beside_the_due_days(small: SmallDepartment) -> None:
    small.add(models.Holiday(day=FIGURES_MONDAY, name="Team day"))
    small.day("Ana Diaz", FIGURES_MONDAY, 8.0, {"IP": 16})
    block = small.figures(WEEK).coders[0]
    pace = block.paired.pace
    assert (pace.days_due, pace.days_entered, pace.days_beside, pace.value) == (4, 0, 1, 1.0)
    assert block.due_gaps.missing == tuple(FIGURES_MONDAY + timedelta(n) for n in (1, 2, 3, 4))
    assert block.due_gaps.beside == ((FIGURES_MONDAY, "holiday"),)


def test_each_day_beside_the_due_ones_has_its_reason(small: SmallDepartment) -> None:
    # Employed from Tuesday to the Thursday of the next week; figures of Wednesday of that week.
    days = [FIGURES_MONDAY + timedelta(n) for n in range(14)]
    small.coder("Bo Chen", started_on=days[1], left_on=days[8])
    for day in (days[0], days[1], days[2], days[5], days[9]):
        small.day("Bo Chen", day, 8.0, {"IP": 16})
    small.day("Ana Diaz", days[10], 8.0, {"IP": 16})
    small.add(models.PlannedAbsence(coder_id=small.ids["Bo Chen"], from_day=days[2], to_day=days[2]))
    figures = small.figures(Period(days[0], days[13]), today=days[9])
    gaps = {block.coder: block.due_gaps for block in figures.coders}
    assert gaps["Bo Chen"].beside == (
        (days[0], "before_start"), (days[2], "away"), (days[5], "weekend"), (days[9], "after_end"),
    )  # fmt: skip
    assert gaps["Bo Chen"].missing == (days[3], days[4], days[7], days[8])
    assert gaps["Ana Diaz"].beside == ((days[10], "future"),)


def test_no_day_before_records_begin_is_due_and_work_on_it_stands_beside(small: SmallDepartment) -> None:
    # 6 to 10 July 2026, records from Wednesday on: three due days. Tuesday and Wednesday are worked.
    small.session.get_one(models.Department, 1).records_begin = FIGURES_MONDAY + timedelta(2)
    for number in (1, 2):
        small.day("Ana Diaz", FIGURES_MONDAY + timedelta(number), 8.0, {"IP": 16})
    block = small.figures(WEEK).coders[0]
    pace = block.paired.pace
    assert (pace.days_due, pace.days_entered, pace.days_beside) == (3, 1, 1)
    assert block.due_gaps.missing == tuple(FIGURES_MONDAY + timedelta(n) for n in (3, 4))
    assert block.due_gaps.beside == ((FIGURES_MONDAY + timedelta(1), "before_records"),)
    assert beside_words(block.due_gaps) == "7 Jul 2026 (before records begin)"


def test_a_week_before_records_begin_has_nothing_to_do(team: Team) -> None:
    begin = DepartmentDraft(name="North", records_begin=FRIDAY)
    team.desk.write("Change the department", change_department, begin)
    strip = team.desk.read(week_strip, MONDAY)
    assert [row.state for row in strip] == ["none_due"] * 4 + ["empty", "none_due", "none_due"]
    assert team.desk.read(next_unfinished, MONDAY - timedelta(7), FRIDAY + timedelta(3)) == FRIDAY
    assert (team.block("Ana Diaz", MONDAY).suggested_hours, team.block("Ana Diaz").suggested_hours) == (None, 8.0)
    team.set("Ana Diaz", "charts", 6, "Inpatient", MONDAY)
    assert team.desk.read(week_strip, MONDAY)[0].state == "part"


def test_well_being_looks_at_no_week_before_records_begin(team: Team) -> None:
    # Records from Wednesday 6 May on: the first whole week begins on 11 May and ends before Friday 3 July in the 8th.
    begin = DepartmentDraft(name="North", records_begin=date(2026, 5, 6))
    team.desk.write("Change the department", change_department, begin)
    made = team.desk.read(well_being, team.coders["Ana Diaz"], quarter(2026, 3), FRIDAY)
    assert made.looked_at == Period(date(2026, 5, 11), date(2026, 6, 28))
    hours = team.desk.read(scheduled_hours, Period(date(2026, 5, 4), date(2026, 5, 10)))
    assert hours[team.coders["Ana Diaz"]] == 24.0  # Wednesday to Friday


def test_nothing_due_and_a_saturday_worked_is_not_one_of_none(small: SmallDepartment) -> None:
    saturday = FIGURES_MONDAY + timedelta(5)
    small.day("Ana Diaz", saturday, 4.0, {"IP": 8})
    pace = small.figures(Period(saturday, saturday)).coders[0].paired.pace
    assert (pace.days_due, pace.days_entered, pace.days_beside) == (0, 0, 1)


def test_a_quarter_with_two_days_missing_and_two_saturdays_is_not_whole(small: SmallDepartment) -> None:
    quarter = Period(date(2026, 7, 1), date(2026, 9, 30))
    weekdays = [day for day in quarter.days if day.weekday() < 5]
    missing = (date(2026, 7, 15), date(2026, 9, 2))
    for day in [each for each in weekdays if each not in missing] + [date(2026, 7, 18), date(2026, 9, 5)]:
        small.day("Ana Diaz", day, 8.0, {"IP": 16})
    block = small.figures(quarter).coders[0]
    pace = block.paired.pace
    assert (pace.days_due, pace.days_entered, pace.days_beside) == (66, 64, 2)
    assert block.due_gaps.missing == missing


def test_half_of_the_scheduled_week_makes_a_point(small: SmallDepartment) -> None:
    ana = small.ids["Ana Diaz"]
    small.add(models.Schedule(coder_id=ana, from_day=date(2026, 1, 1), monday=8, tuesday=8))
    small.day("Ana Diaz", FIGURES_MONDAY, 8.0, {"IP": 12})
    block = small.figures(Period(FIGURES_MONDAY, FIGURES_MONDAY + timedelta(6))).coders[0]
    # 8 of 16 scheduled hours are half a week; of 40 they were not.
    assert block.trend is not None
    assert [point.value for point in block.trend.points] == [0.75]
