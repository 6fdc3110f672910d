"""What stretches of weeks say: the mean inside one against the mean of the other weeks, with its error, by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.levels import levelled
from codedesk.metrics.panels import Panel
from codedesk.metrics.standards import Floats
from codedesk.metrics.stretches import Sums

CODERS, WEEKS = 3, 12


def weeks() -> tuple[Floats, Floats]:
    """Return what each week says, and how much it counts; one week is a gap, one coder began late."""
    rng = np.random.default_rng(7)
    value, weight = rng.normal(0.1, 0.2, (CODERS, WEEKS)), rng.uniform(5, 60, (CODERS, WEEKS))
    weight[0, 4] = weight[2, :3] = 0.0
    return value, weight


def inside(first: int, end: int) -> Floats:
    return ((np.arange(WEEKS) >= first) & (np.arange(WEEKS) < end)).astype(np.float64)


@pytest.mark.parametrize("coder", range(CODERS))
def test_a_stretch_of_one_coder_is_its_mean_against_that_of_the_other_weeks(coder: int) -> None:
    value, weight = weeks()
    num, den = Sums.of(value * weight, weight).alone(coder)
    for first in range(WEEKS):
        for end in range(first + 1, WEEKS + 1):
            own = weight[coder] * inside(first, end)
            rest = weight[coder] - own
            if own.sum() < 1 or rest.sum() < 1:
                assert den[first, end] == pytest.approx(0, abs=1e-9)
                continue
            means = [(value[coder] * each).sum() / each.sum() for each in (own, rest)]
            assert num[first, end] / den[first, end] == pytest.approx(means[0] - means[1])
            assert 1 / den[first, end] == pytest.approx(1 / own.sum() + 1 / rest.sum())


def test_a_stretch_of_all_is_the_sum_of_what_it_says_of_each() -> None:
    value, weight = weeks()
    sums = Sums.of(value * weight, weight)
    num, den = sums.together()
    alone = [sums.alone(coder) for coder in range(CODERS)]
    upper = np.triu_indices(WEEKS + 1, 1)
    assert num[upper] == pytest.approx(sum(each[0] for each in alone)[upper])
    assert den[upper] == pytest.approx(sum(each[1] for each in alone)[upper], abs=1e-9)
    assert [each.tolist() for each in sums.at(2, 7)] == [
        pytest.approx([each[part][2, 7] for each in alone]) for part in (0, 1)
    ]


def test_a_full_week_has_the_median_hours_of_the_weeks_that_count() -> None:
    net = np.array([[30.0, 40.0, 35.0, 20.0], [10.0, 0.0, 30.0, 0.0], [8.0, 9.0, 7.0, 6.0]])
    usable = np.array([[True, True, True, True], [True, False, True, True], [False] * 4])
    # the last week of the second coder has no hours, so that it does not count
    made = levelled(Panel(net[:, :, None], net[:, :, None], net, usable, np.zeros(net.shape, np.bool_)))
    assert made.full.tolist() == [32.5, 20.0, 1.0]


# One coder, four weeks that count alike: 1, 1, 3, 3 against a usual 2. Two weeks up: 2 above, of 2 weeks, less 2²/4.
STEP = np.array([[1.0, 1.0, 3.0, 3.0]])
ALIKE = np.ones((1, 4))


def test_a_step_by_hand() -> None:
    num, den = Sums.of(STEP, ALIKE).alone(0)
    assert (num[2, 4], den[2, 4]) == pytest.approx((2.0, 1.0))  # (3 − 2) + (3 − 2); 2 − 2² ÷ 4
    assert num[2, 4] / den[2, 4] == pytest.approx(2.0)  # the weeks of the stretch against the others: 3 − 1
    assert (num[0, 2], den[0, 2]) == pytest.approx((-2.0, 1.0))
    assert (num[1, 3], den[1, 3]) == pytest.approx((0.0, 1.0))
    assert (num[2, 3], den[2, 3]) == pytest.approx((1.0, 0.75))  # 1 − 1² ÷ 4
    assert (num[0, 4], den[0, 4]) == pytest.approx((0.0, 0.0))  # all the weeks have no others


def test_weeks_weigh_by_what_they_tell() -> None:
    # the first week tells three times as much: the usual is (3·1 + 1·5) ÷ 4 = 2
    num, den = Sums.of(np.array([[3.0, 5.0]]), np.array([[3.0, 1.0]])).alone(0)
    assert (num[1, 2], den[1, 2]) == pytest.approx((3.0, 0.75))  # 5 − 1·2; 1 − 1² ÷ 4
    assert num[1, 2] / den[1, 2] == pytest.approx(5 - 1)


def test_coders_together_are_each_against_their_own_usual() -> None:
    both = Sums.of(np.array([[1.0, 1.0, 3.0, 3.0], [11.0, 11.0, 13.0, 13.0]]), np.ones((2, 4)))
    num, den = both.together()
    assert (num[2, 4], den[2, 4]) == pytest.approx((4.0, 2.0))
    above, below = both.at(2, 4)
    assert (above.tolist(), below.tolist()) == (pytest.approx([2, 2]), pytest.approx([1, 1]))


def test_who_has_no_weeks_says_nothing() -> None:
    num, den = Sums.of(np.zeros((1, 3)), np.zeros((1, 3))).alone(0)
    assert (np.abs(num).max(), den.max()) == (0, 0)


MANY_WEEKS = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.1, 4)), min_size=2, max_size=9)


@given(st.lists(MANY_WEEKS, min_size=1, max_size=4), st.data())
def test_every_stretch_is_the_sum_over_its_weeks(coders: list[list[tuple[float, float]]], data: st.DataObject) -> None:
    weeks = min(map(len, coders))
    rate, den = (np.array([[week[n] for week in coder[:weeks]] for coder in coders]) for n in (0, 1))
    first = data.draw(st.integers(0, weeks - 1))
    end = data.draw(st.integers(first + 1, weeks))
    made = Sums.of(rate * den, den)
    usual = (rate * den).sum(axis=1) / den.sum(axis=1)
    inside = den[:, first:end].sum(axis=1)
    above = ((rate - usual[:, None]) * den)[:, first:end].sum(axis=1)
    left = inside - inside**2 / den.sum(axis=1)
    found = made.at(first, end)
    assert found[0] == pytest.approx(above, abs=1e-9)
    assert found[1] == pytest.approx(left, abs=1e-9)
    together = [table[first, end] for table in made.together()]
    assert together == pytest.approx([above.sum(), left.sum()], abs=1e-9)
    alone = [table[first, end] for table in made.alone(0)]
    assert alone == pytest.approx([above[0], left[0]], abs=1e-9)
