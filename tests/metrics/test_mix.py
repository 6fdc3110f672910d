"""Mix and pace of a change: published tables, sums by hand, and what holds whatever the numbers are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.jackknife import half_width, t_95
from codedesk.metrics.mix import Pile, Split, effects, split
from codedesk.metrics.standards import Floats


def pile(shares: list[float], rates: list[float]) -> Pile:
    """Return a period of one row, from the share and the rate of each kind."""
    below = np.array([shares], dtype=np.float64)
    return Pile(below * np.array([rates], dtype=np.float64), below)


def told(before: Pile, now: Pile) -> Split:
    found = split(before, now)
    assert found is not None
    return found


def test_household_headship_of_the_united_states_1970_and_1985() -> None:
    """Das Gupta (1993), Standardization and Decomposition of Rates, 5.1: age 1.2269, rate 1.7403, all 2.9672."""
    before = pile(
        [12.9, 10.9, 9.5, 8.0, 7.8, 8.4, 8.6, 7.8, 7.0, 5.9, 4.7, 3.6, 4.9],
        [1.9, 25.8, 45.7, 49.6, 51.2, 51.6, 51.8, 54.9, 58.7, 60.4, 62.8, 66.6, 66.8],
    )
    now = pile(
        [10.1, 11.2, 11.6, 10.9, 9.4, 7.7, 6.3, 6.0, 6.3, 5.9, 5.1, 4.0, 5.5],
        [2.2, 24.3, 45.8, 52.5, 56.1, 55.6, 56.0, 57.4, 57.2, 61.2, 63.9, 68.6, 72.2],
    )
    found = told(before, now)
    assert (found.before, found.now) == (pytest.approx(44.7268, abs=1e-4), pytest.approx(47.6940, abs=1e-4))
    assert found.mix.value == pytest.approx(1.2269, abs=1e-4)
    assert found.rate.value == pytest.approx(1.7403, abs=1e-4)
    assert found.change.value == pytest.approx(2.9672, abs=1e-4)


DEATHS = {
    1970: """
        2968 11484 34614 30992 21983 20314 20928 16897 11339 5720 1315
        535 2162 6120 4781 3096 2718 2363 1767 1149 448 117
        18.469 0.751 0.391 1.146 1.287 2.672 6.636 15.691 34.723 79.763 176.837
        36.993 1.352 0.541 2.040 3.523 6.746 12.967 24.471 45.091 74.902 123.205""",
    1985: """
        3041 11577 27450 32711 35480 27411 19555 19795 15254 8022 2472
        707 2692 6473 6841 6547 4352 3034 2540 1749 804 236
        9.163 0.462 0.248 0.929 1.084 1.810 4.715 12.187 27.728 64.068 157.570
        17.208 0.738 0.328 1.103 2.045 3.724 8.052 17.812 34.128 68.276 125.161""",
}


def test_death_rates_of_the_united_states_1970_and_1985() -> None:
    """Das Gupta (1993), example 5.3 by 22 groups of age and race: structure 1.5415, rates −2.2277, in all −0.6862."""
    before, now = ([float(word) for word in DEATHS[year].split()] for year in (1970, 1985))
    found = told(pile(before[:22], before[22:]), pile(now[:22], now[22:]))
    assert found.mix.value == pytest.approx(1.5415, abs=1e-4)
    assert found.rate.value == pytest.approx(-2.2277, abs=1e-4)
    assert found.change.value == pytest.approx(-0.6862, abs=1e-4)


def test_a_change_of_six_points_by_hand() -> None:
    """Half of the hours at 110 % and half at 90 %; then a quarter and three quarters, at 108 % and 88 %.

    100 → 93 %. Pace: (0.375 + 0.625) × −2 points = −2. Mix: 109 × −0.25 + 89 × 0.25 = −5 points.
    """
    found = told(pile([50, 50], [1.10, 0.90]), pile([25, 75], [1.08, 0.88]))
    assert (found.before, found.now) == (pytest.approx(1.00), pytest.approx(0.93))
    assert found.change.value == pytest.approx(-0.07)
    assert found.rate.value == pytest.approx(-0.02)
    assert found.mix.value == pytest.approx(-0.05)


def test_each_kind_says_what_it_brings_against_the_mean() -> None:
    """The mean of 100 and 93 is 96.5 %: (109 − 96.5) × −0.25 = −3.125 points, and (89 − 96.5) × 0.25 = −1.875."""
    fast, slow = told(pile([50, 50], [1.10, 0.90]), pile([25, 75], [1.08, 0.88])).kinds
    assert (fast.mix, slow.mix) == (pytest.approx(-0.03125), pytest.approx(-0.01875))
    assert (fast.rate, slow.rate) == (pytest.approx(-0.0075), pytest.approx(-0.0125))
    assert (fast.share_before, fast.share_now) == (pytest.approx(0.5), pytest.approx(0.25))
    assert (slow.rate_before, slow.rate_now) == (pytest.approx(0.90), pytest.approx(0.88))


def test_what_is_done_in_one_period_only_is_all_mix() -> None:
    """100 % of one type; then 80 hours of it at 100 % and 20 of a new one at 60 %: 92 %, all of it mix."""
    found = told(pile([100, 0], [1.0, 0.0]), pile([80, 20], [1.0, 0.6]))
    assert found.change.value == pytest.approx(-0.08)
    assert (found.mix.value, found.rate.value) == (pytest.approx(-0.08), 0.0)
    assert found.kinds[1].rate_before is None and found.kinds[1].rate_now == pytest.approx(0.6)


def test_nothing_is_told_without_hours_or_of_a_kind_with_none() -> None:
    assert split(pile([0, 0], [1, 1]), pile([1, 1], [1, 1])) is None
    assert split(Pile(np.zeros((0, 2)), np.zeros((0, 2))), pile([1, 1], [1, 1])) is None
    earned_in_no_time = Pile(np.array([[1.0, 2.0]]), np.array([[1.0, 0.0]]))
    assert split(earned_in_no_time, pile([1, 1], [1, 1])) is None


def test_less_than_an_hour_is_a_share_and_a_rate() -> None:
    """Half and half of an hour, at 100 and 50 %; then a quarter and three quarters: 0.75 → 0.625, all of it mix."""
    found = told(pile([0.5, 0.5], [1.0, 0.5]), pile([0.25, 0.75], [1.0, 0.5]))
    assert (found.before, found.now) == (pytest.approx(0.75), pytest.approx(0.625))
    assert (found.mix.value, found.rate.value) == (pytest.approx(-0.125), pytest.approx(0.0))
    first, second = found.kinds
    assert (first.kind, first.above, first.below) == (0, (0.5, 0.25), (0.5, 0.25))
    assert (first.share_before, first.share_now, first.rate_before, first.rate_now) == (0.5, 0.25, 1.0, 1.0)
    assert (second.share_before, second.share_now, second.rate_now) == (0.5, 0.75, 0.5)
    assert [each.rate for each in found.kinds] == [0, 0]


def test_a_kind_of_neither_period_is_not_told_and_one_of_either_is() -> None:
    found = told(pile([0.5, 0.0, 0.0], [1.0, 1.0, 1.0]), pile([0.0, 0.0, 0.5], [1.0, 1.0, 1.0]))
    assert [(each.kind, each.rate_before, each.rate_now) for each in found.kinds] == [(0, 1.0, None), (2, None, 1.0)]


def test_rows_that_have_nothing_are_no_weeks() -> None:
    some = Pile(np.array([[1.0], [0.0], [2.0]]), np.array([[2.0], [0.0], [0.5]]))
    assert told(some, some).rows == (2, 2)
    assert split(some, Pile(np.array([[0.5]]), np.array([[0.0]]))) is None  # earned in no hours


def test_effects_of_many_drawings_are_those_of_each() -> None:
    above, below = np.array([[0.5, 0.25], [1.0, 1.0]]), np.array([[0.5, 0.5], [1.0, 1.0]])
    mix, rate = effects(above, below, np.array([[0.25, 0.375]] * 2), np.array([[0.25, 0.75]] * 2))
    assert (mix.tolist(), rate.tolist()) == ([-0.125, -0.0625], [0.0, -0.3125])


def test_too_few_weeks_have_no_interval_and_four_have_one() -> None:
    three, four = (Pile(np.full((n, 1), 8.0) + np.arange(n)[:, None], np.full((n, 1), 10.0)) for n in (3, 4))
    assert told(three, four).change.low is None
    assert told(four, four).change.low is not None


def test_the_interval_of_a_mean_of_equal_weeks_is_welchs() -> None:
    """With equal hours and one type the change is a difference of two means: the jackknife's variance is s²/n.

    Weeks of 80, 90, 100, 110 %: s² = 0.0500/3, s²/n = 0.0041667; of 90, 90, 100, 100: s²/n = 0.00083333.
    Together 0.005, √ = 0.0707107; degrees of freedom 0.005² ÷ (0.0041667²/3 + 0.00083333²/3) = 4.153846.
    """
    before = Pile(np.array([[8.0], [9.0], [10.0], [11.0]]), np.full((4, 1), 10.0))
    now = Pile(np.array([[9.0], [9.0], [10.0], [10.0]]), np.full((4, 1), 10.0))
    change = told(before, now).change
    assert change.value == pytest.approx(0.0)
    assert change.high == pytest.approx(t_95(4.153846) * 0.0707107, rel=1e-5)
    assert change.low == pytest.approx(-t_95(4.153846) * 0.0707107, rel=1e-5)


@pytest.mark.parametrize(
    ("freedom", "printed"), [(3, 3.182), (4, 2.776), (5, 2.571), (10, 2.228), (20, 2.086), (30, 2.042), (120, 1.980)]
)
def test_students_t_as_printed_in_tables(freedom: int, printed: float) -> None:
    assert t_95(freedom) == pytest.approx(printed, abs=0.02 if freedom < 5 else 0.001)


def test_weeks_that_do_not_vary_leave_no_doubt() -> None:
    assert half_width(np.full(5, 0.1), np.full(6, 0.1)) == pytest.approx(0.0, abs=1e-12)


HOURS = st.floats(0.5, 60.0)
PACES = st.floats(0.2, 2.0)
HOURS_OF_THREE = st.lists(HOURS, min_size=3, max_size=3)
PACES_OF_THREE = st.lists(PACES, min_size=3, max_size=3)
PERIOD = st.lists(st.tuples(HOURS, HOURS, HOURS, PACES, PACES, PACES), min_size=1, max_size=14)


def _period(rows: list[tuple[float, ...]]) -> Pile:
    table: Floats = np.array(rows, dtype=np.float64)
    return Pile(table[:, :3] * table[:, 3:], table[:, :3])


@given(PERIOD, PERIOD)
def test_mix_and_pace_are_the_whole_change(before: list[tuple[float, ...]], now: list[tuple[float, ...]]) -> None:
    found = told(_period(before), _period(now))
    assert found.mix.value + found.rate.value == pytest.approx(found.change.value, abs=1e-12)
    assert found.change.value == pytest.approx(found.now - found.before, abs=1e-12)
    assert sum(each.mix for each in found.kinds) == pytest.approx(found.mix.value, abs=1e-12)
    assert sum(each.rate for each in found.kinds) == pytest.approx(found.rate.value, abs=1e-12)


@given(PERIOD, PERIOD)
def test_the_way_back_is_the_same_with_the_other_sign(
    before: list[tuple[float, ...]], now: list[tuple[float, ...]]
) -> None:
    there, back = told(_period(before), _period(now)), told(_period(now), _period(before))
    assert there.mix.value == pytest.approx(-back.mix.value, abs=1e-12)
    assert there.rate.value == pytest.approx(-back.rate.value, abs=1e-12)
    if there.mix.low is not None and back.mix.high is not None:
        assert there.mix.low == pytest.approx(-back.mix.high, abs=1e-9)


@given(HOURS_OF_THREE, HOURS_OF_THREE, PACES_OF_THREE)
def test_equal_rates_leave_no_pace_effect(first: list[float], second: list[float], rates: list[float]) -> None:
    assert told(pile(first, rates), pile(second, rates)).rate.value == pytest.approx(0.0, abs=1e-12)


@given(
    st.lists(HOURS, min_size=3, max_size=3),
    st.lists(PACES, min_size=3, max_size=3),
    st.lists(PACES, min_size=3, max_size=3),
)
def test_equal_shares_leave_no_mix_effect(shares: list[float], first: list[float], second: list[float]) -> None:
    twice = [2 * share for share in shares]
    assert told(pile(shares, first), pile(twice, second)).mix.value == pytest.approx(0.0, abs=1e-12)
