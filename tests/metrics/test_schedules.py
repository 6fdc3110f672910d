"""Days due and scheduled hours, counted by hand on a calendar."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.due_days import DueDays, Logged
from codedesk.metrics.schedules import Roster, Schedules, full_weeks, roster
from codedesk.services.figures.frames import day_of, ordinal

MONDAY = date(2026, 8, 31)
LABOR_DAY = date(2026, 9, 7)
FULL = (8.0, 8.0, 8.0, 8.0, 8.0, 0.0, 0.0)
THREE_DAYS = (8.0, 8.0, 8.0, 0.0, 0.0, 0.0, 0.0)
SATURDAYS = (0.0, 0.0, 0.0, 0.0, 6.0, 6.0, 0.0)


def of(
    dated: tuple[tuple[date, tuple[float, ...]], ...] = (),
    holidays: tuple[date, ...] = (),
    away: tuple[tuple[date, date], ...] = (),
    weeks: int = 2,
) -> Roster:
    """One coder's roster of some weeks from 31 August 2026 on."""
    made = Schedules(
        coder=np.zeros(len(dated), np.int64),
        from_day=np.array([ordinal(day) for day, _ in dated], np.int64),
        hours=np.array([hours for _, hours in dated]).reshape(len(dated), 7),
        holidays=np.array([ordinal(day) for day in holidays], np.int64),
        away_coder=np.zeros(len(away), np.int64),
        away_from=np.array([ordinal(first) for first, _ in away], np.int64),
        away_to=np.array([ordinal(last) for _, last in away], np.int64),
    )
    mondays = np.array([ordinal(MONDAY) + 7 * week for week in range(weeks)], np.int64)
    return roster(made, mondays, 1)


def due(made: Roster, first: date = MONDAY, last: date = date(2026, 9, 13), weekly: float = 40.0) -> int:
    bounds = np.array([ordinal(first)]), np.array([ordinal(last)])
    return int(made.due_days(*bounds, np.array([weekly]), 8.0).due[0])


def logged(*days: date) -> Logged:
    """Days that one coder worked."""
    numbers = np.array([ordinal(day) for day in days], np.int64)
    worked = np.ones(len(days), np.bool_)
    return Logged.of(np.zeros(len(days), np.int64), numbers, (worked, worked), 1)


def weekly(made: Roster, usual: float = 40.0) -> list[float]:
    return [float(hours) for hours in made.weekly_hours(np.array([usual]))[0]]


def test_full_weeks_of_those_with_a_schedule_and_of_the_others() -> None:
    """Who has none works the usual week; a schedule from a Wednesday on leaves two days of the usual week before it."""
    one = np.array([1], np.int64)
    days = np.array([ordinal(MONDAY), ordinal(LABOR_DAY)], np.int64)
    wednesday = np.array([ordinal(date(2026, 9, 2))], np.int64)
    made = Schedules(one, wednesday, np.array([THREE_DAYS]), days[1:], 2 * one, days[:1], days[:1])
    found = full_weeks(made, days, np.array([40.0, 40.0, 20.0]))
    assert found.tolist() == [[40.0, 40.0], [16.0 + 8.0, 24.0], [20.0, 20.0]]


def test_a_schedule_names_the_days_that_are_due() -> None:
    part_time = of(((date(2020, 1, 1), THREE_DAYS),))
    assert due(part_time) == 6
    # Thursday and Friday alone: the old rule would call two of them due.
    assert due(part_time, date(2026, 9, 3), date(2026, 9, 4)) == 0
    assert due(of(), date(2026, 9, 3), date(2026, 9, 4), weekly=24.0) == 2


def test_a_holiday_and_a_planned_absence_take_the_days_they_fall_on() -> None:
    assert due(of(((date(2020, 1, 1), THREE_DAYS),), holidays=(LABOR_DAY,))) == 5
    assert due(of(((date(2020, 1, 1), THREE_DAYS),), holidays=(date(2026, 9, 4),))) == 6
    away = ((date(2026, 9, 1), date(2026, 9, 6)),)
    assert due(of(((date(2020, 1, 1), FULL),), away=away)) == 6
    both = of(((date(2020, 1, 1), FULL),), holidays=(LABOR_DAY,), away=((LABOR_DAY, date(2026, 9, 8)),))
    assert due(both) == 8


def test_a_saturday_with_hours_is_due() -> None:
    assert due(of(((date(2020, 1, 1), SATURDAYS),))) == 4


def test_the_latest_schedule_that_has_begun_holds() -> None:
    made = of(((date(2026, 9, 9), SATURDAYS), (date(2020, 1, 1), FULL)))
    # Five days of the first week, Monday and Tuesday, then Friday and Saturday.
    assert due(made) == 9
    assert weekly(made) == [40.0, 28.0]


def test_without_a_schedule_the_weekly_hours_bound_the_days() -> None:
    assert due(of()) == 10
    assert due(of(), weekly=20.0) == 6
    assert due(of(holidays=(LABOR_DAY,))) == 9
    assert due(of(holidays=(LABOR_DAY,)), weekly=20.0) == 5
    assert due(of(holidays=(date(2026, 9, 5),))) == 10
    week_off = ((MONDAY, date(2026, 9, 4)),)
    assert due(of(away=week_off), weekly=20.0) == 3
    assert weekly(of(holidays=(LABOR_DAY,)), 20.0) == [20.0, 20.0]


def test_a_schedule_that_begins_in_a_week_leaves_the_days_before_to_the_old_rule() -> None:
    made = of(((date(2026, 9, 2), THREE_DAYS),), weeks=1)
    # Monday and Tuesday by the old rule, Wednesday by the schedule.
    assert due(made, last=date(2026, 9, 6)) == 3
    assert weekly(made) == [2 / 5 * 40 + 8]


@given(st.lists(st.integers(0, 13), max_size=5, unique=True), st.lists(st.integers(0, 13), max_size=3))
def test_a_day_off_never_adds_a_due_day_and_never_changes_the_week(holidays: list[int], away: list[int]) -> None:
    days = tuple(date.fromordinal(MONDAY.toordinal() + n) for n in holidays)
    gone = tuple((date.fromordinal(MONDAY.toordinal() + n),) * 2 for n in away)
    for dated in ((), ((date(2020, 1, 1), FULL),)):
        free, plain = of(dated, days, gone), of(dated)
        lost = {day for day in (*days, *(first for first, _ in gone)) if day.weekday() < 5}
        assert due(free) == due(plain) - len(lost)
        assert weekly(free) == weekly(plain)


def matched(made: Roster, *days: date, weekly: float = 40.0, last: date = date(2026, 9, 13)) -> DueDays:
    bounds = np.array([ordinal(MONDAY)]), np.array([ordinal(last)])
    return made.due_days(*bounds, np.array([weekly]), 8.0).holding([logged(*days)])


def named(found: DueDays) -> tuple[int, int, list[date], list[date]]:
    """Due, entered, the due days missing, the days beside."""
    missing, beside = ([day_of(int(day)) for day in days] for days in (found.missing_of(0), found.beside_of(0)))
    return int(found.due[0]), int(found.entered.sum()), missing, beside


def sept(day: int) -> date:
    return date(2026, 9, day)


def test_a_saturday_and_a_sunday_do_not_fill_the_places_of_weekdays() -> None:
    # The week of 31 August: Monday to Wednesday worked, then Saturday and Sunday. Three of five, two beside.
    week = of(weeks=1)
    found = matched(week, MONDAY, sept(1), sept(2), sept(5), sept(6), last=sept(6))
    assert named(found) == (5, 3, [sept(3), sept(4)], [sept(5), sept(6)])


def test_work_on_a_holiday_does_not_fill_the_place_of_a_day_that_is_missing() -> None:
    full = of(((date(2020, 1, 1), FULL),), holidays=(LABOR_DAY,))
    days = [MONDAY, *(sept(day) for day in (1, 2, 3, 4, 7, 8, 9, 10))]
    assert named(matched(full, *days)) == (9, 8, [sept(11)], [LABOR_DAY])


def test_work_in_the_future_and_after_leaving_stands_beside() -> None:
    found = matched(of(), MONDAY, sept(1), sept(9), last=sept(2))
    assert named(found) == (3, 2, [sept(2)], [sept(9)])


def test_of_a_part_timers_week_the_days_that_were_worked_are_the_due_ones() -> None:
    # 20 hours of 8-hour days are three days a week, and no schedule says which.
    found = matched(of(weeks=1), sept(1), sept(3), sept(4), weekly=20.0, last=sept(6))
    assert named(found) == (3, 3, [], [])
    assert found.missing_in_weeks_of(0) == ()


@pytest.mark.parametrize(("hours", "days"), [(24.0, 3), (24.1, 4), (8.0, 1), (7.9, 1), (0.0, 0), (40.0, 5), (60.0, 5)])
def test_weekly_hours_are_as_many_days_as_they_fill_or_begin(hours: float, days: int) -> None:
    assert int(matched(of(weeks=1), weekly=hours, last=sept(6)).due[0]) == days


def test_a_fourth_day_of_one_week_fills_no_place_of_another() -> None:
    found = matched(of(), MONDAY, sept(1), sept(2), sept(3), sept(8), sept(9), weekly=20.0)
    assert named(found) == (6, 5, [], [sept(3)])
    assert found.missing_in_weeks_of(0) == ((ordinal(LABOR_DAY), 1),)


def test_a_part_timers_saturday_is_due_only_where_a_schedule_says_so() -> None:
    days = (sept(1), sept(3), sept(5))
    assert named(matched(of(weeks=1), *days, weekly=20.0, last=sept(6))) == (3, 2, [], [sept(5)])
    dated = ((date(2020, 1, 1), (0.0, 8.0, 0.0, 8.0, 0.0, 4.0, 0.0)),)
    assert named(matched(of(dated, weeks=1), *days, weekly=20.0, last=sept(6))) == (3, 3, [], [])


def test_a_day_off_in_a_part_timers_week_leaves_fewer_places_and_names_them_where_it_can() -> None:
    away = ((MONDAY, sept(2)),)
    # Two of the three days are gone, Thursday and Friday are left, one of them is due: which, nobody said.
    found = matched(of(away=((MONDAY, sept(1)),), weeks=1), weekly=20.0, last=sept(6))
    assert (int(found.due[0]), found.missing_in_weeks_of(0)) == (1, ((ordinal(MONDAY), 1),))
    assert int(matched(of(away=away, weeks=1), weekly=20.0, last=sept(6)).due[0]) == 0


@given(
    st.sets(st.integers(0, 13)),
    st.sets(st.integers(0, 13), max_size=4),
    st.sampled_from([8.0, 20.0, 24.0, 40.0]),
    st.booleans(),
    st.integers(0, 13),
)
def test_every_due_day_is_entered_or_missing_and_every_worked_day_entered_or_beside(
    worked: set[int], free: set[int], weekly: float, scheduled: bool, last: int
) -> None:
    dated = ((date(2020, 1, 1), THREE_DAYS),) if scheduled else ()
    made = of(dated, holidays=tuple(date.fromordinal(MONDAY.toordinal() + n) for n in sorted(free)))
    days = [date.fromordinal(MONDAY.toordinal() + n) for n in sorted(worked)]
    found = matched(made, *days, weekly=weekly, last=date.fromordinal(MONDAY.toordinal() + last))
    due_, entered, missing, beside = named(found)
    assert due_ == entered + len(missing) + sum(number for _, number in found.missing_in_weeks_of(0))
    assert len(worked) == entered + len(beside)
    assert all(found.missing_in_weeks_of(0)) or not found.missing_in_weeks_of(0)
    # One more day of work never makes the log less complete.
    more = [*days, *(day for day in (sept(3),) if day not in days)]
    again = matched(made, *more, weekly=weekly, last=date.fromordinal(MONDAY.toordinal() + last))
    assert named(again)[:2] in ((due_, entered), (due_, entered + 1))
