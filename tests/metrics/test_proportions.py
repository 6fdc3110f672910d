"""Limits of proportions: published charts, a hand computation of Laney's, and what they promise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.proportions import laney, limits, p_chart, pooled

# Montgomery, Introduction to Statistical Quality Control: frozen orange juice concentrate, 30 samples of 50 cans.
CANS = (
    12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
)  # fmt: skip
# The same, table of purchase orders with a variable sample: errors, and orders looked at, of 25 weeks.
ERRORS = (12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9)
ORDERS = (
    100, 80, 80, 100, 110, 110, 100, 100, 90, 90, 110, 120, 120, 120, 110, 80, 80, 80, 90, 100, 100, 100, 100, 90, 90,
)  # fmt: skip


def test_the_published_chart_of_equal_samples() -> None:
    chart = p_chart(CANS, (50,) * 30)
    assert chart.centre == pytest.approx(0.2313, abs=5e-5)
    assert set(map(round4, chart.upper)) == {0.4102}
    assert set(map(round4, chart.lower)) == {0.0524}
    assert [row + 1 for row, bad in enumerate(CANS) if bad / 50 > chart.upper[row]] == [15, 23]


def test_the_published_chart_of_samples_that_vary() -> None:
    chart = p_chart(ERRORS, ORDERS)
    assert chart.centre == pytest.approx(0.0955, abs=5e-5)
    assert (chart.lower[0], chart.upper[0]) == pytest.approx((0.007, 0.184), abs=6e-4)
    assert (chart.lower[11], chart.upper[11]) == pytest.approx((0.015, 0.176), abs=6e-4)
    outside = [row + 1 for row, bad in enumerate(ERRORS) if bad / ORDERS[row] > chart.upper[row]]
    assert outside == [11]


def test_laneys_widening_by_hand() -> None:
    # 50, 60 and 40 of 100: centre 0.5, standard error 0.05, z 0, 2 and −2, moving ranges 2 and 4, mean 3.
    chart = p_chart((50, 60, 40), (100, 100, 100), widened=True)
    assert chart.spread == pytest.approx(3 / 1.128)
    assert chart.upper[0] == pytest.approx(0.5 + 3 * 0.05 * 3 / 1.128)


def test_it_never_narrows() -> None:
    # 50 of 100 each time: nothing varies at all, and the limits stay those of the samples.
    assert laney((0.5, 0.5, 0.5), (100, 100, 100), 0.5) == 0
    chart = p_chart((50, 50, 50), (100, 100, 100), widened=True)
    assert (chart.spread, chart.lower[0], chart.upper[0]) == (1.0, pytest.approx(0.35), pytest.approx(0.65))


def test_what_cannot_vary_has_no_widening_and_nothing_is_refused() -> None:
    assert laney((1.0, 1.0), (10, 10), 1.0) == 1
    assert laney((0.9,), (10,), 0.9) == 1
    assert limits(1.0, 20) == (1.0, 1.0)
    with pytest.raises(ValueError, match="a proportion needs a sample"):
        pooled((), ())


@given(st.floats(0.01, 0.99), st.integers(1, 500), st.floats(1.0, 4.0))
def test_limits_hold_the_centre_and_narrow_with_the_sample(centre: float, size: int, spread: float) -> None:
    lower, upper = limits(centre, size, spread)
    assert 0 <= lower <= centre <= upper <= 1
    closer = limits(centre, 4 * size, spread)
    assert lower <= closer[0] <= closer[1] <= upper


def round4(value: float) -> float:
    return round(value, 4)
