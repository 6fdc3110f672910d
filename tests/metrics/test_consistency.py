"""The difference of two proportions, against the published examples of Newcombe's method 10 (1998, table II)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.consistency import Difference, newcombe


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        ((56, 48), (70, 80), 0.0524, 0.3339),
        ((9, 3), (10, 10), 0.1705, 0.8090),
        ((6, 2), (7, 7), 0.0582, 0.8062),
        ((5, 0), (56, 29), -0.0381, 0.1926),
        ((10, 0), (10, 10), 0.6075, 1.0000),
    ],
)
def test_the_published_examples(right: tuple[int, int], n: tuple[int, int], low: float, high: float) -> None:
    found = newcombe(right, n)
    assert found.value == pytest.approx(right[0] / n[0] - right[1] / n[1])
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert found.clear is (low > 0)


@given(st.tuples(st.integers(0, 40), st.integers(0, 40)), st.tuples(st.integers(40, 90), st.integers(40, 90)))
def test_turned_round_it_is_the_same_with_the_other_sign(right: tuple[int, int], n: tuple[int, int]) -> None:
    there, back = newcombe(right, n), newcombe(right[::-1], n[::-1])
    assert there.low == pytest.approx(-back.high)
    assert there.low <= there.value <= there.high
    assert there.low >= -1
    assert there.high <= 1


@pytest.mark.parametrize(
    ("low", "high", "clear"),
    [(0.001, 0.1, True), (0.0, 0.1, False), (-0.1, 0.1, False), (-0.1, 0.0, False), (-0.1, -0.001, True)],
)
def test_a_difference_is_clear_where_its_interval_holds_no_zero(low: float, high: float, clear: bool) -> None:
    assert Difference((low + high) / 2, low, high).clear is clear
