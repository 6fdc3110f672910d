"""How sure a number is."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.intervals import design_effect, evidence, observed, wilson


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


def _effect(records: list[tuple[int, int]]) -> float:
    right = sum(m for m, _ in records)
    total = sum(t for _, t in records)
    squares = (sum(m * m for m, _ in records), sum(m * t for m, t in records), sum(t * t for _, t in records))
    return design_effect(len(records), right, total, squares)


def test_the_design_effect_of_three_records_by_hand() -> None:
    # R = 15/20 = 0.75; residuals 5-3.75, 8-7.5, 2-3.75: 1.5625 + 0.25 + 3.0625 = 4.875... of (5,5), (8,10), (2,5)
    spread = 3 / 2 * (1.25**2 + 0.5**2 + 1.75**2) / 20**2
    assert _effect([(5, 5), (8, 10), (2, 5)]) == pytest.approx(spread / (0.75 * 0.25 / 20))


def test_records_that_are_all_alike_tell_no_less_than_codes() -> None:
    assert _effect([(9, 10), (18, 20), (9, 10)]) == 1.0


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), min_size=3, max_size=30))
def test_the_design_effect_is_the_published_ratio_estimator_and_never_under_one(pairs: list[tuple[int, int]]) -> None:
    records = [(min(m, t), t) for m, t in pairs]
    total = sum(t for _, t in records)
    share = sum(m for m, _ in records) / total
    effect = _effect(records)
    assert effect >= 1
    if 0 < share < 1:
        k = len(records)
        v = k / (k - 1) * math.fsum((m - share * t) ** 2 for m, t in records) / total**2
        assert effect == pytest.approx(max(1.0, v / (share * (1 - share) / total)), rel=1e-6)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), min_size=3, max_size=30), st.integers(2, 9))
def test_counting_every_code_several_times_makes_it_tell_no_more(pairs: list[tuple[int, int]], times: int) -> None:
    records = [(min(m, t), t) for m, t in pairs]
    if not 0 < sum(m for m, _ in records) < sum(t for _, t in records):
        return
    once, more = _effect(records), _effect([(m * times, t * times) for m, t in records])
    assert more >= once - 1e-9
    if once > 1:
        assert more == pytest.approx(once * times)


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
