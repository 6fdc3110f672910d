"""The limits of chance around the team's accuracy: by hand, and what has to hold whatever the numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.funnel import Z_95, Z_998, limits, place


@pytest.mark.parametrize(
    ("centre", "n", "z", "low", "high"),
    [
        # √(0.5 · 0.5 ÷ 400) = 0.025
        (0.5, 400, Z_95, 0.5 - 0.0490, 0.5 + 0.0490),
        (0.5, 400, Z_998, 0.5 - 0.0773, 0.5 + 0.0773),
        # √(0.95 · 0.05 ÷ 100) = 0.021794
        (0.95, 100, Z_95, 0.9073, 0.9927),
        (0.95, 100, Z_998, 0.8826, 1.0),
        # √(0.9 · 0.1 ÷ 900) = 0.01
        (0.9, 900, Z_95, 0.9 - 0.01959964, 0.9 + 0.01959964),
        (0.9, 900, Z_998, 0.9 - 0.03090232, 0.9 + 0.03090232),
        (0.02, 10, Z_998, 0.0, 0.02 + 3.090232 * math.sqrt(0.00196)),
    ],
)
def test_limits_by_hand(centre: float, n: float, z: float, low: float, high: float) -> None:
    assert limits(centre, n, z) == pytest.approx((low, high), abs=5e-5)


def test_the_two_z_leave_a_twentieth_and_a_five_hundredth_outside() -> None:
    assert math.erfc(Z_95 / math.sqrt(2)) == pytest.approx(0.05, abs=1e-7)
    assert math.erfc(Z_998 / math.sqrt(2)) == pytest.approx(0.002, abs=1e-8)


@pytest.mark.parametrize(
    ("value", "where"),
    [(0.90, "inside"), (0.8805, "inside"), (0.8803, "near"), (0.8692, "near"), (0.8690, "below"),
     (0.9195, "inside"), (0.9197, "near"), (0.9308, "near"), (0.9310, "above")],
)  # fmt: skip
def test_only_what_lies_outside_99_8_is_below_or_above(value: float, where: str) -> None:
    # Around 0.9 with 900 the limits are 0.88040 and 0.91960, and 0.86910 and 0.93090.
    assert place(value, 0.9, 900) == where


@given(st.floats(0.01, 0.99), st.floats(1, 1e6))
def test_the_wider_limits_hold_the_narrower_and_a_larger_sample_brings_both_nearer(centre: float, n: float) -> None:
    narrow, wide = limits(centre, n, Z_95), limits(centre, n, Z_998)
    assert wide[0] <= narrow[0] < centre < narrow[1] <= wide[1]
    nearer = limits(centre, 4 * n, Z_998)
    assert wide[0] <= nearer[0] and nearer[1] <= wide[1]
    if wide[0] > 0:
        assert centre - nearer[0] == pytest.approx((centre - wide[0]) / 2)
    assert place(centre, centre, n) == "inside"


# P. Aylin and others, Comparison of UK paediatric cardiac surgical performance, Lancet 358 (2001), 181-187: open
# operations on children under one year, 1991-95, and deaths within 30 days, in the twelve centres.
OPERATIONS = (143, 187, 323, 122, 164, 405, 239, 482, 195, 177, 581, 301)
DEATHS = (41, 25, 24, 23, 25, 42, 24, 53, 26, 25, 58, 31)


def test_the_published_centres_lie_where_the_inquiry_found_them() -> None:
    """397 of 3,319 died, 11.96 %. Of Bristol, the first, 28.7 %: outside, and the only one.

    Beyond 95 % lie two more: of the third 7.43 %, √(0.1196 · 0.8804 ÷ 323) = 1.806 points, so 2.51 of them better; of
    the fourth 18.85 %, 2.94 points, 2.35 of them worse.
    """
    survived = 1 - sum(DEATHS) / sum(OPERATIONS)
    assert survived == pytest.approx(0.8804, abs=5e-5)
    places = [place(1 - dead / of, survived, of) for dead, of in zip(DEATHS, OPERATIONS, strict=True)]
    assert places == ["below", "inside", "near", "near", *["inside"] * 8]
