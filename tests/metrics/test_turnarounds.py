"""Median and 90th percentile of days to coded, by hand; charts that wait count as Kaplan and Meier count them."""

import pytest

from codedesk.metrics.turnarounds import NOT_REACHED, Wait, quantile, turnaround


def waits(*days: int, waiting: tuple[int, ...] = ()) -> list[Wait]:
    return [Wait(day, 1) for day in days] + [Wait(day, 1, waiting=True) for day in waiting]


@pytest.mark.parametrize(
    ("days", "median"), [((1, 2, 3), 2), ((1, 2, 3, 4), 2.5), ((3, 3, 3, 9), 3), ((5,), 5), ((1, 1, 4, 4), 2.5)]
)
def test_without_waiting_charts_the_median_is_the_plain_one(days: tuple[int, ...], median: float) -> None:
    assert quantile(waits(*days), 0.5) == median


def test_the_90th_percentile_of_ten_lies_between_the_ninth_and_the_tenth() -> None:
    assert quantile(waits(*range(1, 11)), 0.9) == 9.5
    assert quantile(waits(*range(1, 12)), 0.9) == 10  # 0.9 × 11 = 9.9: the tenth


def test_waiting_charts_are_at_risk_until_their_age() -> None:
    """6 coded at once on day 6 of 21, one waits from day 6: the remission times of Freireich et al. (1963), median 23.

    S(6) = 18/21 = 0.8571; 7: × 16/17 = 0.8067; 10: × 14/15 = 0.7529; 13: × 11/12 = 0.6902; 16: × 10/11 = 0.6275;
    22: × 6/7 = 0.5378; 23: × 5/6 = 0.4482.
    """
    made = waits(6, 6, 6, 7, 10, 13, 16, 22, 23, waiting=(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35))
    assert quantile(made, 0.5) == 23
    assert quantile(made, 0.9) is None
    told = turnaround(made, 0.5, "discharge")
    assert [part.value for part in told.explanation.parts][:2] == [
        "3 of 21 coded, 85.71 % left",
        "1 of 17 coded, 80.67 % left",
    ]
    assert told.explanation.remarks == ("12 charts still waiting: at least as long as so far",)


def test_what_is_not_reached_is_said() -> None:
    assert turnaround(waits(2, waiting=(3, 4, 5)), 0.5, "available").text == NOT_REACHED
    assert turnaround([], 0.5, "available").text == "nothing was logged"


def test_charts_of_the_same_days_weigh_as_many() -> None:
    assert quantile([Wait(2, 30), Wait(9, 10)], 0.5) == 2
    assert quantile([Wait(2, 30), Wait(9, 10)], 0.9) == 9


def test_charts_coded_before_discharge_count_with_their_days_and_are_named() -> None:
    made = turnaround(waits(-1, 0, 3), 0.5, "discharge")
    assert made.value == 0
    assert made.explanation.remarks == ("1 chart coded before discharge: concurrent coding",)
