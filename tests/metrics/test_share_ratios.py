"""The likelihood ratio of a share that changed, against a published table and a reckoning by hand."""

from math import log, sqrt

import numpy as np
import pytest

from codedesk.metrics.share_ratios import signed_roots


def test_the_ratio_is_the_published_one_of_two_proportions() -> None:
    # Agresti, Categorical Data Analysis: heart attacks of 11,034 with a placebo and 11,037 with aspirin, G² = 25.37.
    found = signed_roots(np.array([189.0, 104.0]), np.array([11034.0, 11037.0]))
    assert found[0, 1] ** 2 == pytest.approx(25.37, abs=0.005)
    assert found[0, 1] > 0 > found[1, 2]
    assert found[1, 2] == pytest.approx(-found[0, 1])


def test_it_reckons_what_is_all_right_too() -> None:
    # 10 of 10 beside 8 of 10, by hand: 2(0 + 8 ln 0.8 + 2 ln 0.2 − 18 ln 0.9 − 2 ln 0.1) = 2.9953.
    by_hand = 2 * (8 * log(0.8) + 2 * log(0.2) - 18 * log(0.9) - 2 * log(0.1))
    found = signed_roots(np.array([10.0, 8.0]), np.array([10.0, 10.0]))
    assert found[0, 1] == pytest.approx(sqrt(by_hand))


def test_a_stretch_is_read_against_what_is_before_and_after_it() -> None:
    right, seen = np.array([9.0, 5.0, 4.0, 9.0]), np.full(4, 10.0)
    middle = signed_roots(right, seen)[1, 3]
    pair = signed_roots(np.array([9.0, 18.0]), np.array([20.0, 20.0]))[0, 1]
    assert middle == pytest.approx(pair)


def test_nothing_inside_nothing_outside_and_no_difference_are_0() -> None:
    found = signed_roots(np.array([9.0, 0.0, 9.0]), np.array([10.0, 0.0, 10.0]))
    assert found[1, 2] == found[0, 3] == found[2, 1] == 0
    assert found[0, 1] == pytest.approx(0, abs=1e-6)


def test_a_few_errors_more_near_100_per_cent_say_less_than_a_normal_distribution_does() -> None:
    # 95 % of 400 and 85 % of 40: the score z is (0.10) ÷ √(0.9409 × 0.0591 × (1/400 + 1/40)) = 2.56.
    found = signed_roots(np.array([380.0, 34.0]), np.array([400.0, 40.0]))
    assert 1.9 < -found[1, 2] < 2.56


def test_what_was_expected_is_taken_off_and_counts_as_it_was_found() -> None:
    # 80 of 100 beside 90 of 100, of which 5 points were expected with a variance of 0.0009: 85 % of
    # 100 ÷ (0.16 ÷ 0.1275 + 0.0009 ÷ 0.1275 × 100) = 100 ÷ 1.960784 = 51.
    expected = np.full((3, 3), -0.05), np.full((3, 3), 0.0009)
    found = signed_roots(np.array([90.0, 80.0]), np.array([100.0, 100.0]), *expected)
    by_hand = 2 * (
        (43.35 * log(0.85) + 7.65 * log(0.15))
        + (90 * log(0.9) + 10 * log(0.1))
        - (133.35 * log(133.35 / 151) + 17.65 * log(17.65 / 151))
    )
    assert found[1, 2] == pytest.approx(-sqrt(by_hand))


def test_where_nothing_was_expected_it_says_what_it_said() -> None:
    right, seen = np.array([9.0, 5.0, 4.0, 9.0]), np.full(4, 10.0)
    nothing = np.zeros((5, 5))
    assert (signed_roots(right, seen, nothing, nothing) == signed_roots(right, seen)).all()
