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
