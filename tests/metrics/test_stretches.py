"""What stretches of weeks say: the mean inside one against the mean of the other weeks, with its error, by hand."""

import numpy as np
import pytest

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
