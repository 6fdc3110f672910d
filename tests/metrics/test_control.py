"""Control limits and the marks of special points."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.control import Limits, assurance, marks, specials, xmr

STEADY = [10.0, 11.0] * 6


def _marks(values: Sequence[float]) -> tuple[str | None, ...]:
    return marks(len(values), specials(values, xmr(values)))


def test_limits_by_hand() -> None:
    limits = xmr(STEADY)
    assert limits.centre == 10.5
    assert (limits.lower, limits.upper) == (pytest.approx(10.5 - 2.66), pytest.approx(10.5 + 2.66))
    assert limits.range_limit == pytest.approx(3.267)


def test_under_twelve_points_there_are_no_limits_but_a_mean() -> None:
    limits = xmr(STEADY[:11])
    assert (limits.lower, limits.upper, limits.range_limit) == (None, None, None)
    assert limits.centre == pytest.approx(sum(STEADY[:11]) / 11)


def test_no_points_no_mean() -> None:
    assert xmr([]).centre is None
    assert specials([], xmr([])) == ()


def test_a_point_beyond_a_limit_is_outside() -> None:
    values = [*STEADY, 20.0]
    assert _marks(values)[-1] == "outside"
    assert set(_marks(values)[:-1]) == {None} or "run" in _marks(values)


def test_without_limits_nothing_is_outside() -> None:
    assert _marks([10, 10.1, 9.9, 10, 30]) == (None,) * 5


def test_seven_in_a_row_on_one_side_are_all_marked() -> None:
    values = [5.0, 6.0, 5.5, 6.0, 5.2, 5.9, 5.1, 1.0, 1.2, 1.1]
    assert _marks(values) == ("run",) * 7 + (None,) * 3


def test_six_are_no_run() -> None:
    assert _marks([5.0, 6.0, 5.5, 6.0, 5.2, 5.9, 1.0, 1.2]) == (None,) * 8


def test_a_point_on_the_line_breaks_the_run() -> None:
    # The mean is exactly 4: four above, one on it, three above, seven below as far.
    values = [5.0, 5.5, 5.0, 5.5, 4.0, 5.0, 5.5, 5.0, 3.0, 2.5, 3.0, 2.5, 4.0, 3.0, 2.5, 3.0]
    assert xmr(values).centre == 4.0
    assert "run" not in _marks(values)


def test_seven_rising_in_a_row_are_a_trend_and_six_are_none() -> None:
    rising = [3.0, 3.4, 3.8, 4.2, 4.6, 5.0, 5.4]
    assert _marks(rising) == ("trend",) * 7
    assert _marks(rising[:6]) == (None,) * 6
    assert _marks(rising[::-1]) == ("trend",) * 7


def test_a_tie_breaks_the_trend() -> None:
    assert _marks([3.0, 3.4, 3.8, 3.8, 4.2, 4.6, 5.0, 5.4]) == (None,) * 8


def test_two_of_three_in_the_outer_third_with_all_three_on_one_side() -> None:
    # After twelve points between 10 and 11 two far ones stand beside a near one, all three above the mean.
    values = [10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 13.5, 11.5, 13.5, 10.0]
    limits = xmr(values)
    assert limits.centre is not None
    assert limits.upper is not None
    third = limits.centre + (limits.upper - limits.centre) * 2 / 3
    assert third < 13.5 < limits.upper
    assert limits.centre < 11.5 < third
    assert _marks(values) == (None,) * 12 + ("two_of_three", None, "two_of_three", None)


def test_two_far_points_on_opposite_sides_of_a_third_are_not_marked() -> None:
    values = [10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 13.5, 10.0, 13.5, 10.0]
    assert _marks(values) == (None,) * 16


def test_outside_is_stronger_than_a_run_and_a_run_than_a_trend() -> None:
    values = [9.0, 11.0] * 10 + [30.0, 30.1, 30.2, 30.3, 30.4, 30.5, 30.6, 30.7]
    found = {special.mark for special in specials(values, xmr(values))}
    assert {"outside", "run", "trend"} <= found
    assert set(_marks(values)[-8:]) == {"outside"}
    below = [1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 9.0, 9.0, 9.1]
    assert _marks(below)[:7] == ("run",) * 7


def test_equal_values_are_no_signal() -> None:
    assert _marks([0.95] * 30) == (None,) * 30


VALUES = st.lists(st.floats(0, 2), max_size=40)


@given(VALUES)
def test_the_centre_lies_between_the_limits_and_is_the_mean(values: list[float]) -> None:
    limits = xmr(values)
    if len(values) >= 12:
        assert limits.lower is not None
        assert limits.centre is not None
        assert limits.upper is not None
        assert limits.lower <= limits.centre <= limits.upper
    elif values:
        assert limits.centre == pytest.approx(sum(values) / len(values))
        assert limits.lower is None


@given(st.lists(st.integers(0, 200), min_size=1, max_size=40), st.sampled_from([2.0, 4.0, 8.0]))
def test_the_marks_do_not_depend_on_the_unit(counts: list[int], scale: float) -> None:
    values = [count / 16 for count in counts]
    assert _marks(values) == _marks([value * scale for value in values])


@given(VALUES)
def test_only_what_a_rule_found_is_marked_and_everything_it_found_is(values: list[float]) -> None:
    found = specials(values, xmr(values))
    marked = marks(len(values), found)
    assert {row for row, mark in enumerate(marked) if mark} == {row for special in found for row in special.rows}
    for special in found:
        assert len(special.rows) >= {"outside": 1, "run": 7, "trend": 7, "two_of_three": 2}[special.mark]


@pytest.mark.parametrize("way", [1, -1])
def test_each_finding_says_which_way_it_points(way: int) -> None:
    """A steady year, then one far off; seven on a side; seven that rise; two of three far off: by unit limits."""
    unit = Limits(0.0, -1.0, 1.0, None, 12)
    off = {
        "outside": [0.0, 1.5 * way, 0.0],
        "run": [0.1 * way] * 7,
        "trend": [(0.1 * step - 0.35) * way for step in range(7)],
        "two_of_three": [0.8 * way, 0.1 * way, 0.8 * way],
    }
    for mark, values in off.items():
        (found,) = specials(values, unit)
        assert (found.mark, found.up, len(found.rows)) == (
            mark,
            way > 0,
            {"two_of_three": 2, "outside": 1}.get(mark, 7),
        )


def test_what_lies_on_a_limit_or_a_third_is_inside() -> None:
    unit = Limits(0.0, -1.0, 1.0, None, 12)
    assert specials([1.0, -1.0, 1.0 + 5e-10], unit) == ()
    assert specials([2 / 3, 0.1, 2 / 3], unit) == ()
    assert [each.rows for each in specials([0.7, 0.1, 0.7, 0.1, 0.1, 0.7], unit)] == [(0, 2)]
    assert [each.rows for each in specials([2.0, -2.0, -2.0], unit)] == [(0,), (1, 2)]
    assert specials([0.7, 0.7, -0.1], unit) == ()  # three of one side are needed
    # what rises may be told of other values than those that are marked
    levels = [float(step) for step in range(7)]
    assert [each.mark for each in specials([0.1, -0.1] * 3 + [0.1], unit, levels)] == ["trend"]


def test_no_rule_looks_from_one_part_of_a_chart_to_the_next() -> None:
    """Each rule finds its pattern where the points are one part, and none where the part ends within it."""
    unit = Limits(0.0, -1.0, 1.0, None, 12)
    patterns = [0.1] * 7, [0.1 * step - 0.35 for step in range(7)], [0.8, 0.1, 0.8]
    for values in patterns:
        one, half = np.zeros(len(values), np.int64), np.arange(len(values)) * 2 // len(values)
        assert len(specials(values, unit, None, one)) == 1
        assert specials(values, unit, None, half) == ()
    far, parts = [1.5, 1.5, 1.5], np.array([0, 0, 1])
    assert [each.rows for each in specials(far, unit, None, parts)] == [(0, 1), (2,)]  # and not two of three


def test_limits_of_twelve_points_rest_on_eleven_steps() -> None:
    """Eleven at 1 and a last one at 2.1: mean 1.0917, one step of 1.1 in eleven: 0.1."""
    limits = xmr([1.0] * 11 + [2.1])
    assert (limits.lower, limits.upper) == (pytest.approx(13.1 / 12 - 0.266), pytest.approx(13.1 / 12 + 0.266))
    assert (limits.range_limit, limits.count) == (pytest.approx(0.3267), 12)


def test_assurance_against_a_target() -> None:
    limits = xmr(STEADY)
    assert assurance(limits, 5.0) == "will"
    assert assurance(limits, 10.5) == "may"
    assert assurance(limits, 20.0) == "will_not"
    assert assurance(limits, None) is None
    assert assurance(xmr(STEADY[:5]), 5.0) is None


def test_what_touches_a_limit_may_meet_the_target() -> None:
    assert assurance(Limits(1.0, 0.9, 1.1, None, 12), 0.9) == "may"
    assert assurance(Limits(1.0, 0.9, 1.1, None, 12), 1.1) == "may"


# D. C. Montgomery, Introduction to Statistical Quality Control, chapter 6: weekly cost of processing a mortgage loan;
# 20 weeks for the limits, and the 20 weeks after them.
COSTS = (310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304)
LATER = (305, 282, 305, 296, 314, 295, 287, 301, 298, 311, 310, 292, 305, 299, 304, 310, 304, 305, 333, 328)


def test_a_published_chart_has_its_limits_and_its_two_points_outside() -> None:
    """Mean 6,010 ÷ 20 = 300.5, mean moving range 148 ÷ 19 = 7.79; weeks 39 and 40 lie above, and no rule finds more."""
    limits = xmr(COSTS)
    assert limits.centre == 300.5
    assert (limits.lower, limits.upper) == (pytest.approx(279.78, abs=0.005), pytest.approx(321.22, abs=0.005))
    assert limits.range_limit == pytest.approx(25.45, abs=0.005)
    assert set(marks(20, specials(COSTS, limits))) == {None}
    assert [week for week, mark in enumerate(marks(20, specials(LATER, limits)), 21) if mark] == [39, 40]
    assert marks(20, specials(LATER, limits))[-2:] == ("outside", "outside")
