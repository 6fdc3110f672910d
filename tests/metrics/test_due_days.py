"""Due days matched with the days of a log: which are entered, which missing, what was worked beside them."""

import numpy as np

from codedesk.metrics.due_days import DueDays

MONDAY = 20_605


def week(days: str) -> list[bool]:
    """A week as seven letters: x where the day is one."""
    return [letter == "x" for letter in days]


def due(certain: str, held: str, *, open_days: str = ".......", places: int = 0, worked: str | None = None) -> DueDays:
    tables = (np.array([week(days)]) for days in (certain, open_days, held, worked or held))
    sure, free, entered, done = tables
    return DueDays(MONDAY, sure, free, np.array([[places]]), entered, done)


def test_days_that_a_schedule_names_are_matched_one_by_one() -> None:
    found = due("xxxxx..", "x.x..x.")
    assert found.due.tolist() == [5]
    assert found.entered.tolist() == [week("x.x....")]
    assert found.missing_of(0).tolist() == [MONDAY + 1, MONDAY + 3, MONDAY + 4]
    assert found.beside_of(0).tolist() == [MONDAY + 5]
    assert found.missing_in_weeks_of(0) == ()


def test_of_a_week_s_open_days_the_first_ones_fill_its_places() -> None:
    found = due(".......", ".xxx...", open_days="xxxxx..", places=2)
    assert found.due.tolist() == [2]
    assert found.entered.tolist() == [week(".xx....")]
    assert found.beside_of(0).tolist() == [MONDAY + 3]
    assert found.missing_of(0).tolist() == []
    assert found.missing_in_weeks_of(0) == ()


def test_places_that_no_day_fills_are_missing_from_their_week() -> None:
    found = due(".......", "..x....", open_days="xxxxx..", places=3)
    assert found.missing_in_weeks_of(0) == ((MONDAY, 2),)


def test_a_day_with_an_entry_but_no_work_is_entered_and_nothing_is_beside() -> None:
    found = due("x......", "xx.....", worked=".......")
    assert found.entered.tolist() == [week("x......")]
    assert found.beside_of(0).tolist() == []


def test_each_week_has_places_of_its_own() -> None:
    two = DueDays(
        MONDAY, np.zeros((1, 14), np.bool_), np.array([week("xxxxx..") * 2]), np.array([[1, 3]]),
        np.array([week("xx.....") + week("x......")]), np.array([week("xx.....") + week("x......")]),
    )  # fmt: skip
    assert two.due.tolist() == [4]
    assert two.entered.tolist() == [week("x......") + week("x......")]
    assert two.beside_of(0).tolist() == [MONDAY + 1]
    assert two.missing_in_weeks_of(0) == ((MONDAY + 7, 2),)


def test_of_two_coders_each_has_their_own() -> None:
    both = DueDays(
        MONDAY, np.array([week("xx....."), week("..x....")]), np.zeros((2, 7), np.bool_), np.zeros((2, 1), np.int64),
        np.array([week("x......"), week("..xx...")]), np.array([week("x......"), week("..xx...")]),
    )  # fmt: skip
    assert both.due.tolist() == [2, 1]
    assert [both.missing_of(0).tolist(), both.missing_of(1).tolist()] == [[MONDAY + 1], []]
    assert [both.beside_of(0).tolist(), both.beside_of(1).tolist()] == [[], [MONDAY + 3]]
