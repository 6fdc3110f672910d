"""What waited and came in, by hand: lines of a work type in two weeks from Monday, 5 January 2026."""

import numpy as np

from codedesk.metrics.planned_hours import PlannedHours
from codedesk.metrics.waiting_columns import WaitingColumns

MONDAY = 20_458  # 5 January 2026
NONE = float("nan")


def lines(*said: tuple[int, float, float, bool]) -> WaitingColumns:
    """Lines of one work type: day from the Monday on, waiting, received, whether that is a week's."""
    day, waiting, received, weekly = (np.array(column) for column in zip(*said, strict=True))
    empty = np.full(len(day), NONE)
    return WaitingColumns(day + MONDAY, np.zeros(len(day), np.int64), waiting, received, weekly, empty, empty)


def planned(*holidays: int) -> PlannedHours:
    days = np.isin(np.arange(28), holidays)
    return PlannedHours(MONDAY, np.zeros((0, 28)), days, np.zeros((0, 28), np.bool_))


def test_the_last_line_that_has_a_number_counts() -> None:
    made = lines((0, 50.0, NONE, False), (1, 60.0, 9.0, False), (2, NONE, 8.0, False))
    assert made.last("waiting") == (MONDAY + 1, 60.0)
    assert made.last("received") == (MONDAY + 2, 8.0)
    assert made.last("dollars") is None
    assert made.until(MONDAY).last("waiting") == (MONDAY, 50.0)


def test_weeks_end_on_the_weekday_that_is_asked_for() -> None:
    made = lines((0, 50.0, NONE, False), (4, 60.0, NONE, False), (7, 70.0, NONE, False), (11, 80.0, NONE, False))
    assert made.ends(MONDAY + 11, 2).tolist() == [60.0, 80.0]  # Fridays
    assert made.ends(MONDAY + 7, 2).tolist() == [50.0, 70.0]  # Mondays
    assert np.isnan(made.ends(MONDAY + 22, 2)).tolist() == [False, True]


def test_days_and_weeks_that_came_in_are_known_of_their_working_days() -> None:
    days = lines((0, NONE, 30.0, False), (1, NONE, 20.0, False), (5, NONE, 4.0, False))
    assert days.received_in(MONDAY, MONDAY + 6, planned()) == (54.0, 2)  # Saturday's four came without a working day
    week = lines((4, NONE, 200.0, True))
    assert week.received_in(MONDAY, MONDAY + 6, planned(1)) == (200.0, 4)
    assert week.received_in(MONDAY + 5, MONDAY + 9, planned()) == (0.0, 0)


def test_the_change_of_what_waits_is_between_the_first_and_the_last_line() -> None:
    made = lines((0, 50.0, NONE, False), (1, 90.0, NONE, False), (4, 60.0, NONE, False))
    assert made.change(MONDAY, MONDAY + 6) == (MONDAY, MONDAY + 4, 10.0)
    assert made.change(MONDAY, MONDAY) is None
