"""The difference of two proportions; its published examples stand in test_published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.consistency import Difference
from tests.metrics.audited import newcombe


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
