"""How sure a number is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.intervals import evidence, observed, wilson


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [(28, 30, 78.68, 98.15), (95, 100, 88.82, 97.85), (475, 500, 92.72, 96.59)],
)
def test_published_intervals(right: float, n: float, low: float, high: float) -> None:
    found = wilson(right, n)
    assert found[0] * 100 == pytest.approx(low, abs=0.005)
    assert found[1] * 100 == pytest.approx(high, abs=0.005)


def test_an_interval_needs_a_sample() -> None:
    with pytest.raises(ValueError, match="sample"):
        wilson(0, 0)


@given(st.floats(0.5, 1e6), st.floats(0, 1))
def test_the_interval_contains_the_value_and_stays_within_all_and_nothing(n: float, share: float) -> None:
    low, high = wilson(share * n, n)
    value = share * n / n
    assert 0 <= low <= value <= high <= 1


@given(st.integers(1, 500), st.integers(0, 500), st.integers(2, 50))
def test_more_of_the_same_evidence_narrows_the_interval(n: int, right: int, times: int) -> None:
    right = min(right, n)
    small, large = wilson(right, n), wilson(right * times, n * times)
    assert large[1] - large[0] < small[1] - small[0]


def test_a_value_on_the_standard_meets_it_whatever_the_dust() -> None:
    assert observed(95 / 100, 0.95) == "met"
    assert observed(0.1 + 0.2, 0.3) == "met"
    assert observed(0.9499, 0.95) == "below"
    assert observed(0.9, None) is None


def test_what_the_sample_can_show() -> None:
    assert evidence(0.951, 0.99, 0.95) == "meets"
    assert evidence(0.90, 0.96, 0.95) == "cannot_tell"
    assert evidence(0.80, 0.94, 0.95) == "below"
    assert evidence(0.80, 0.94, None) is None
