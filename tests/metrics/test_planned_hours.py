"""Planned paid hours, by hand: two coders over two weeks from Monday, 5 January 2026."""

import numpy as np
import pytest

from codedesk.metrics.daily_work import DailyWork, daily_work
from codedesk.metrics.planned_hours import PlannedHours
from codedesk.metrics.schedules import Schedules

MONDAY = 20_458  # 5 January 2026


def planned(away: list[tuple[int, int, int]] | None = None, holidays: list[int] | None = None) -> PlannedHours:
    """Ana has no schedule and 40 hours a week; Ben works Monday to Wednesday, 8 hours each, and leaves on day 8."""
    gone = np.array(away or np.zeros((0, 3)), np.int64)
    schedules = Schedules(
        coder=np.array([1]),
        from_day=np.array([MONDAY - 100]),
        hours=np.array([[8.0, 8, 8, 0, 0, 0, 0]]),
        holidays=np.array(holidays or [], np.int64) + MONDAY,
        away_coder=gone[:, 0],
        away_from=gone[:, 1] + MONDAY,
        away_to=gone[:, 2] + MONDAY,
    )
    employed = np.array([0, 0]), np.array([99_999, MONDAY + 8])
    return PlannedHours.of(schedules, (MONDAY, 2), employed, np.array([40.0, 24.0]))


def test_schedules_and_weekly_hours_make_the_hours_of_each_day() -> None:
    made = planned()
    assert made.scheduled(MONDAY, MONDAY + 6) == 64.0
    assert made.scheduled(MONDAY + 7, MONDAY + 13) == 56.0  # Ben is there on Monday and Tuesday
    assert made.working_days(MONDAY, MONDAY + 13) == 10


def test_a_holiday_is_no_working_day_and_nobody_is_scheduled() -> None:
    made = planned(holidays=[1])
    assert made.working_days(MONDAY, MONDAY + 6) == 4
    assert made.working_among(np.array([MONDAY - 3, MONDAY, MONDAY + 1, MONDAY + 5])) == 1
    assert made.scheduled(MONDAY, MONDAY + 6) == 48.0


def test_absence_is_told_apart_and_not_twice_on_a_holiday() -> None:
    made = planned(away=[(0, 0, 1)], holidays=[1])
    assert made.absent(MONDAY, MONDAY + 6) == 8.0
    assert made.there(MONDAY, MONDAY + 6) == 40.0
    assert made.there_by_week(MONDAY, 2).tolist() == [[24.0, 40.0], [16.0, 16.0]]


def test_pieces_of_a_log_lie_in_the_days_asked_for() -> None:
    class Piece:
        def __init__(self, first: int, hours: list[float]) -> None:
            count = np.array(hours)
            self.daily = DailyWork(first, count[:, None] * 2, count, count + 1, count)

    made = daily_work([Piece(10, [1.0, 2.0]), Piece(12, [3.0, 4.0, 5.0])], 11, 13)
    assert made.productive.tolist() == [2.0, 3.0, 4.0]
    assert made.charts[:, 0].tolist() == [4.0, 6.0, 8.0]
    assert made.between(12, 12).paid.tolist() == [4.0]
    assert made.between(20, 21).paid == pytest.approx([0.0, 0.0])
