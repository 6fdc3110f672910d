"""Limits of proportions as the program draws them: published charts, Laney's widening by hand, what they promise."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.accuracy import EPOCH
from codedesk.metrics.audit_limits import AuditLimits
from codedesk.metrics.audit_points import AuditPoints
from codedesk.metrics.figures import TrendPoint
from codedesk.metrics.proportions import limits, pooled, widening

# Montgomery, Introduction to Statistical Quality Control: frozen orange juice concentrate, 30 samples of 50 cans.
CANS = (
    12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
)  # fmt: skip
# The same, table of purchase orders with a variable sample: errors, and orders looked at, of 25 weeks.
ERRORS = (12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9)
ORDERS = (
    100, 80, 80, 100, 110, 110, 100, 100, 90, 90, 110, 120, 120, 120, 110, 80, 80, 80, 90, 100, 100, 100, 100, 90, 90,
)  # fmt: skip


def chart(bad: Sequence[int], seen: Sequence[int], spread: float = 1.0) -> tuple[float, list[tuple[float, float]]]:
    centre = pooled(np.array(bad, float), np.array(seen, float))
    low, high = limits(centre, np.array(seen, float), spread)
    return centre, [*zip(low.tolist(), high.tolist(), strict=True)]


def points(bad: Sequence[int], seen: Sequence[int], assumed: float = 1.0) -> AuditPoints:
    """Make audits of one coder, one a week, that find so many errors."""
    sizes, week = np.array(seen, float), np.arange(len(bad))
    one, none = np.zeros(len(bad), np.int64), np.full(len(bad), -1)
    value = 1 - np.array(bad) / sizes
    return AuditPoints(one, one, none, none, week, 7 * week, value, sizes, week, np.full(len(bad), assumed))


def test_the_published_chart_of_equal_samples() -> None:
    centre, both = chart(CANS, (50,) * 30)
    assert centre == pytest.approx(0.2313, abs=5e-5)
    assert {(round(low, 4), round(high, 4)) for low, high in both} == {(0.0524, 0.4102)}
    assert [row + 1 for row, bad in enumerate(CANS) if bad / 50 > both[row][1]] == [15, 23]


def test_the_published_chart_of_samples_that_vary() -> None:
    centre, both = chart(ERRORS, ORDERS)
    assert centre == pytest.approx(0.0955, abs=5e-5)
    assert both[0] == pytest.approx((0.007, 0.184), abs=6e-4)
    assert both[11] == pytest.approx((0.015, 0.176), abs=6e-4)
    assert [row + 1 for row, bad in enumerate(ERRORS) if bad / ORDERS[row] > both[row][1]] == [11]


def test_the_program_s_own_chart_of_the_published_samples_is_theirs_widened() -> None:
    """What audits that find as many errors are read against: the published limits, wider by σz of the same audits."""
    found = points(CANS, (50,) * 30)
    shown = [TrendPoint(EPOCH + timedelta(7 * week), float(value), label="A") for week, value in enumerate(found.value)]
    drawn = AuditLimits(found, 7 * 30, ("A",) * 30, np.zeros(30, np.int64)).trend(0, shown, (), None)
    low, high = 1 - 0.4102, 1 - 0.0524
    steps = sum(abs(after - before) / 50 for before, after in pairwise(CANS)) / sqrt(0.2313 * 0.7687 / 50) / 1.128
    spread = (steps + 20 * 1.1) / (29 + 20)
    assert found.spread == pytest.approx(spread, rel=1e-3)
    for point in drawn.points:
        assert point.lower == pytest.approx(0.7687 - spread * (0.7687 - low), abs=5e-4)
        assert point.upper == pytest.approx(min(1.0, 0.7687 + spread * (high - 0.7687)), abs=5e-4)


def test_laneys_widening_by_hand() -> None:
    # 50, 60 and 40 of 100: centre 0.5, standard error 0.05, z 0, 2 and −2, moving ranges 2 and 4, mean 3.
    off = np.array([0.0, 2.0, -2.0])
    assert widening(off, np.zeros(3, np.int64), 0) == pytest.approx(3 / 1.128)
    # twenty steps of 1.1 stand beside the two
    assert widening(off, np.zeros(3, np.int64)) == pytest.approx((6 / 1.128 + 22) / 22)
    assert limits(0.5, 100, 3 / 1.128)[1] == pytest.approx(0.5 + 3 * 0.05 * 3 / 1.128)


def test_there_is_no_step_from_one_coder_to_the_next() -> None:
    off, coder = np.array([0.0, 1.0, 9.0, 8.0]), np.array([0, 0, 1, 1])
    assert widening(off, coder, 0) == pytest.approx(1 / 1.128)
    assert widening(off[:1], coder[:1], 0) == 0
    assert widening(off[:1], coder[:1]) == pytest.approx(1.1)


def test_it_never_narrows_what_charts_show_and_never_below_independent_codes_what_is_assumed() -> None:
    still = (10,) * 60
    assert points(still, (100,) * 60).spread == 1.0
    assert points(still, (100,) * 60, 2.25).spread == pytest.approx(1 / 1.5)
    assert points(still[:4], (100,) * 4, 2.25).spread == pytest.approx(22 / 23, abs=1e-6)


def test_what_cannot_vary_has_no_limits_apart_and_nothing_is_refused() -> None:
    assert limits(1.0, 20) == (1.0, 1.0)
    with pytest.raises(ValueError, match="a proportion needs a sample"):
        pooled(np.zeros(0), np.zeros(0))


@given(st.floats(0.01, 0.99), st.integers(1, 500), st.floats(1.0, 4.0))
def test_limits_hold_the_centre_and_narrow_with_the_sample(centre: float, size: int, spread: float) -> None:
    lower, upper = limits(centre, size, spread)
    assert 0 <= lower <= centre <= upper <= 1
    closer = limits(centre, 4 * size, spread)
    assert lower <= closer[0] <= closer[1] <= upper
