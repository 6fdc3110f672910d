"""What comes little by little: told once, from its first week to the week in which it is whole, and asked of nobody."""

import numpy as np
import pytest

from codedesk.metrics.changes import looked
from codedesk.metrics.creeping import LEAST_WEEKS, MORE_TO_CREEP, creeping, share
from codedesk.metrics.stretches import Sums
from codedesk.metrics.thresholds import threshold_of
from tests.metrics.test_changes import even, only, panel

WEEKS = 40


def grown(first: int, full: int, size: float, weeks: int = WEEKS) -> np.ndarray:
    """What is left of a pace of 1 where it falls by equal parts from week first on, to week full."""
    steps = [max(0, min(week, full) - first + 1) / (full - first + 1) for week in range(weeks)]
    return np.array([1 + size * step for step in steps])


def test_a_share_grows_by_equal_parts_and_stays() -> None:
    assert share(2, 5, 8).tolist() == [0, 0, 0.25, 0.5, 0.75, 1, 1, 1]


@pytest.mark.parametrize("split", [True, False])
def test_what_slows_everybody_a_little_more_each_week_is_one_change_of_the_team(split: bool) -> None:
    pace, hours = even(weeks=WEEKS)
    pace *= grown(14, 33, -0.2)[:, None]
    change = only(looked(panel(pace, hours, split=split)).changes)
    assert (change.level, change.coder, change.last, change.shared) == ("team", None, None, (6, 6))
    assert abs(change.first - 14) <= 3 and change.full is not None and abs(change.full - 33) <= 3
    assert change.size == pytest.approx(-0.2, abs=0.02)
    assert change.low < -0.2 < change.high


def test_what_still_grows_is_whole_in_the_last_week() -> None:
    pace, hours = even(weeks=WEEKS)
    pace *= grown(20, WEEKS - 1, 0.25)[:, None]
    change = only(looked(panel(pace, hours)).changes)
    assert change.size > 0.2 and change.full is not None and change.full >= WEEKS - 4


def test_a_work_type_that_slows_little_by_little_is_of_all_who_do_it() -> None:
    pace, hours = even(weeks=WEEKS)
    pace[:, :, 1] *= grown(12, 31, -0.3)
    change = only(looked(panel(pace, hours)).changes)
    assert (change.level, change.work_type) == ("work_type", 1)
    assert change.full is not None and change.size == pytest.approx(-0.3, abs=0.03)


def test_a_sudden_change_has_no_weeks_in_which_it_grew() -> None:
    pace, hours = even(weeks=WEEKS)
    pace[:, 20:] *= 0.8
    change = only(looked(panel(pace, hours)).changes)
    assert (change.first, change.full) == (20, None)


def test_who_feels_more_of_what_grows_is_not_asked_for_it() -> None:
    pace, hours = even(weeks=WEEKS)
    pace *= grown(10, 33, -0.2)[:, None]
    pace[0, 24:] *= 0.9  # amid its way, and less than it
    assert [change.level for change in looked(panel(pace, hours)).changes] == ["team"]
    pace[0, 24:] *= 0.7
    assert {change.coder for change in looked(panel(pace, hours)).changes} == {None, 0}


def test_a_bent_way_is_told_once() -> None:
    pace, hours = even(weeks=WEEKS)
    pace *= np.sqrt(grown(12, 25, -0.12) * grown(12, 39, -0.3))[:, None]
    assert only(looked(panel(pace, hours)).changes).full is not None


def sums(num: np.ndarray, weight: float = 100.0) -> Sums:
    """What two coders say alike, each week with the same weight."""
    den = np.full((2, len(num)), weight)
    return Sums.of(np.array([num, num]) * den, den)


def test_a_broken_line_has_the_z_of_a_regression_on_it() -> None:
    """By hand: weeks 5 to 12 grow by a tenth each to 0.8; the slope against it is 1, its error 1 ÷ √(Σ w (s − s̄)²)."""
    way = np.array([0.0] * 5 + [step / 8 for step in range(1, 9)] + [1.0] * 5)
    found = creeping(sums(0.8 * way), np.ones(18, np.bool_), threshold_of("team"), 0.0)
    assert found is not None and (found.first, found.full) == (5, 12)
    spread = ((way - way.mean()) ** 2).sum()
    assert found.den.tolist() == pytest.approx([100 * spread] * 2)
    assert (found.num / found.den).tolist() == pytest.approx([0.8, 0.8])
    assert found.strength == pytest.approx(0.8**2 * 200 * spread)


def test_it_has_to_say_more_than_the_best_stretch_by_eight() -> None:
    way = 0.2 * share(6, 15, 20)
    strength = creeping(sums(way), np.ones(20, np.bool_), threshold_of("team"), 0.0).strength  # type: ignore[union-attr]
    for least, told in ((strength - MORE_TO_CREEP - 0.01, True), (strength - MORE_TO_CREEP + 0.01, False)):
        assert (creeping(sums(way), np.ones(20, np.bool_), threshold_of("team"), least) is not None) is told


@pytest.mark.parametrize(("size", "told"), [(0.051, True), (0.049, False)])
def test_it_is_as_large_as_what_is_sudden_has_to_be(size: float, told: bool) -> None:
    found = creeping(sums(size * share(6, 15, 20), 1e6), np.ones(20, np.bool_), threshold_of("team"), 0.0)
    assert (found is not None) is told


@pytest.mark.parametrize(("weeks", "told"), [(4 + LEAST_WEEKS, False), (5 + LEAST_WEEKS, True)])
def test_it_takes_eight_weeks_and_five_before_them(weeks: int, told: bool) -> None:
    way = share(weeks - LEAST_WEEKS, weeks - 1, weeks)
    assert (creeping(sums(way), np.ones(weeks, np.bool_), threshold_of("team"), 0.0) is not None) is told


def test_weeks_before_it_count_only_where_there_was_work() -> None:
    way, weeks = share(6, 15, 20), np.ones(20, np.bool_)
    weeks[:3] = False
    found = creeping(sums(way), weeks, threshold_of("team"), 0.0)
    assert found is not None and found.first >= 8
