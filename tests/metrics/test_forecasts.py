"""What is likely to wait: by hand where a hand can tell, and by what became of invented departments."""

import numpy as np
import pytest

from codedesk.metrics.forecasts import LEAST_WEEKS, WEEKS_AHEAD, Outlook, outlook
from tests.simulated.waiting import held

STEADY = np.full(WEEKS_AHEAD, 100.0)


def told(waiting: list[float], coded: float = 100.0, ahead: np.ndarray | None = None, more: float = 0.0) -> Outlook:
    made = outlook(np.array(waiting), np.full(len(waiting), coded), STEADY if ahead is None else ahead, more)
    assert made is not None
    return made


def test_what_grows_by_ten_each_week_goes_on_to_do_so() -> None:
    made = told([50.0 + 10 * week for week in range(30)])
    assert made.inflow == 110.0  # ten more than the hundred that are coded
    assert made.expected == pytest.approx([340.0 + 10 * (week + 1) for week in range(WEEKS_AHEAD)], abs=0.5)
    assert made.high - made.low == pytest.approx(0, abs=1)


def test_a_week_without_hours_lets_wait_what_it_would_have_coded() -> None:
    ahead = STEADY.copy()
    ahead[2] = 40.0  # three of five days are holidays
    made = told([200.0] * 30, ahead=ahead)
    assert made.expected == pytest.approx([200, 200, 260, 260, 260, 260, 260, 260], abs=0.5)


def test_hours_beyond_what_comes_in_bring_it_down_to_nothing_and_no_further() -> None:
    made = told([200.0] * 30, ahead=np.full(WEEKS_AHEAD, 160.0))
    assert made.expected == pytest.approx([140, 80, 20, 0, 0, 0, 0, 0], abs=0.5)
    assert made.low.min() == 0.0


def test_more_coming_in_is_added_week_by_week() -> None:
    assert told([200.0] * 30, more=25.0).expected[:2] == pytest.approx([225, 250], abs=0.5)


def test_the_interval_grows_with_the_weeks_as_the_past_varied() -> None:
    """Changes of +20 and −20 in turn: no drift, and one week ahead an interval of the size of one week's change."""
    rng = np.random.default_rng(3)
    walk = 5_000 + np.cumsum(rng.choice([-20.0, 20.0], 104))
    made = told(walk.tolist())
    width = made.high - made.low
    assert 2 * 1.2816 * 20 * 0.8 < width[0] < 2 * 1.2816 * 20 * 1.25  # normal: ± 1.2816 of a spread of 20
    assert width[7] > 2 * width[0]  # √8 = 2.83 where weeks do not depend on each other


def test_the_same_past_tells_the_same_twice() -> None:
    past = [100.0, 120, 90, 130, 110, 95, 140, 105, 99]
    assert told(past).high.tolist() == told(past).high.tolist()


def test_too_few_weeks_or_no_last_one_tell_nothing() -> None:
    few = np.arange(LEAST_WEEKS - 1.0)
    assert outlook(few, np.zeros(len(few)), STEADY) is None
    late = np.array([*range(20), np.nan])
    assert outlook(late, np.zeros(21), STEADY) is None


def test_weeks_not_logged_are_passed_over() -> None:
    waiting = [50.0 + 10 * week for week in range(30)]
    waiting[11] = waiting[12] = np.nan
    assert told(waiting).expected[0] == pytest.approx(350, abs=0.5)


def test_weeks_that_ended_with_nothing_do_not_pass_for_quiet_ones() -> None:
    """Where nothing waits at most ends, what comes in is less than what could be coded: nothing is the likeliest."""
    waiting = [0.0] * 25 + [30.0, 0.0, 0.0, 12.0, 0.0]
    made = told(waiting)
    assert made.expected.tolist() == [0.0] * WEEKS_AHEAD
    assert made.low.tolist() == [0.0] * WEEKS_AHEAD
    assert told([0.0] * 30).high.tolist() == [0.0] * WEEKS_AHEAD


def test_the_80_percent_interval_holds_the_truth_of_invented_departments() -> None:
    """Of 80 departments × 8 weeks; the whole table: `python -m tests.simulated.waiting 200` (docs/figures.md)."""
    looks, pooled, _ = held(80)
    assert 0.75 <= pooled <= 0.85
    assert all(0.68 <= share <= 0.92 for share in looks.values())  # 0.80 ± 2.7 standard errors of 80 departments


@pytest.mark.parametrize("past", [8, 11])
def test_of_few_past_weeks_the_interval_holds_as_much(past: int) -> None:
    _, pooled, _ = held(80, 0, past)
    assert 0.75 <= pooled <= 0.85
