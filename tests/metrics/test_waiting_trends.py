"""The chart of what waits: each week against what the one before it made likely, by hand."""

from datetime import date

import numpy as np
import pytest

from codedesk.metrics.waiting_trends import likeness, trend
from codedesk.periods import Period
from tests.simulated.waiting_marks import built_up, marked, random_walk, seen

NONE = float("nan")
YEAR = Period(date(2026, 1, 5), date(2026, 7, 19))


def test_weeks_that_are_not_alike_are_read_against_their_mean() -> None:
    """10 and 12 in turn: mean 11, moving range 2, limits 11 ± 5.32; a week not logged is a gap; 40 lies outside."""
    made = trend(YEAR, np.array([10.0, 12.0] * 13 + [NONE, 40.0]), "charts")
    assert (made.centre, made.lower, made.upper) == (11.0, pytest.approx(5.68), pytest.approx(16.32))
    assert (made.limits_from, made.alike) == (26, 0.0)
    assert [point.signal for point in made.points[-2:]] == [None, "outside"]
    few = trend(Period(date(2026, 1, 5), date(2026, 2, 1)), np.array([3.0, 4.0, 5.0, 4.0]), "h")
    assert (few.centre, few.lower, few.limits_from) == (4.0, None, None)
    assert {point.signal for point in few.points} == {None}
    assert trend(Period(date(2026, 1, 5), date(2026, 1, 11)), np.array([NONE]), "h").centre is None


def test_weeks_that_are_alike_are_read_against_the_week_before() -> None:
    """10, 10, 20, 20 three times: of 11 pairs six begin with 10 (mean 160 ÷ 11), so the sum of squares is 3000 ÷ 11.

    That of the products is 300 ÷ 11: slope 0.1, with (1 + 0.3) ÷ 11 given back 0.2182. After 20 a week of 15 + 0.2182 ×
    5 = 16.0909 is likely, after 10 one of 13.9091. What is left are −3.9091, 6.0909, 3.9091, −6.0909 …, which move by
    10 and 2.1818 in turn, 6.0909 in the mean: limits ± 2.66 × 6.0909 = 16.2018.
    """
    values = np.array([10.0, 10.0, 20.0, 20.0] * 3)
    assert likeness(values) == pytest.approx(0.1 + 1.3 / 11)
    made = trend(Period(date(2026, 1, 5), date(2026, 3, 29)), values, "charts")
    assert (made.centre, made.limits_from, made.alike) == (15.0, 12, pytest.approx(0.218182, abs=1e-6))
    assert made.points[0].centre is None
    assert (made.points[2].centre, made.points[3].centre) == (pytest.approx(13.909091), pytest.approx(16.090909))
    assert (made.lower, made.upper) == (0.0, pytest.approx(16.090909 + 16.201818))


def test_weeks_that_only_go_on_from_each_other_have_no_usual_level() -> None:
    """10 six times, then 20: slope 0.8333, corrected over 0.8. Only the week of the step lies outside 10 ± 5.32."""
    made = trend(Period(date(2026, 1, 5), date(2026, 3, 29)), np.array([10.0] * 6 + [20.0] * 6), "charts")
    assert made.alike == 1.0
    assert [n for n, point in enumerate(made.points) if point.signal] == [6]
    assert (made.points[6].centre, made.points[6].upper) == (10.0, pytest.approx(15.32))
    assert (made.lower, made.upper) == (pytest.approx(14.68), pytest.approx(25.32))


def test_what_never_varies_is_like_nothing() -> None:
    made = trend(Period(date(2026, 1, 5), date(2026, 4, 5)), np.array([7.0] * 13), "charts")
    assert (made.alike, made.lower, made.upper) == (0.0, 7.0, 7.0)
    assert not any(point.signal for point in made.points)


def test_a_random_walk_is_no_signal_each_week_and_a_backlog_that_a_go_live_builds_is_seen() -> None:
    """The whole table: `python -m tests.simulated.waiting_marks 400` (docs/figures.md)."""
    walks = [marked(random_walk(seed)) for seed in range(100)]
    assert sum(walks) / len(walks) <= 7
    assert all(seen(built_up(seed, alike)) for seed in range(50) for alike in (0.3, 0.9))
