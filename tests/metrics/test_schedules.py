"""Days due and scheduled hours, counted by hand on a calendar."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.schedules import Roster, Schedules, roster
from codedesk.services.figures.frames import ordinal

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
    return int(made.days_due(*bounds, np.array([weekly]), 8.0)[0])


def weekly(made: Roster, usual: float = 40.0) -> list[float]:
    return [float(hours) for hours in made.weekly_hours(np.array([usual]))[0]]


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
