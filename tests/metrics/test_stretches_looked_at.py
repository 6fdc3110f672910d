"""Which coders and groups need not be looked at stretch by stretch: those of whom no stretch reaches the threshold."""

from math import sqrt

import numpy as np
import pytest

from codedesk.metrics import stretches
from codedesk.metrics.standards import Bools, Floats
from codedesk.metrics.stretches import Sums
from codedesk.metrics.thresholds import LEAST_BEFORE, Threshold


def weeks_of(seed: int) -> tuple[Floats, Floats, Bools]:
    """Return what 30 weeks say of six coders, some of them of a change, with weeks that say nothing."""
    chance = np.random.default_rng(seed)
    use = chance.random((6, 30)) < 0.8
    use[5] = False
    den = np.where(use, chance.uniform(50, 250, use.shape), 0.0)
    off = chance.normal(0, 0.07, use.shape)
    off[chance.integers(0, 6), chance.integers(0, 30) :] -= chance.uniform(0, 0.2)
    off[:, 12:20] -= chance.choice([0.0, 0.03])
    return den * off, den, use


def reaches(num: Floats, den: Floats, use: Bools, threshold: Threshold) -> bool:
    """Tell it as it is meant: of each stretch of weeks in turn, by the sums of its weeks and of the others."""
    count = np.concatenate([[0], np.cumsum(use.any(axis=0))])
    for first in range(num.shape[1]):
        for end in range(first + 1, num.shape[1] + 1):
            if count[first] < LEAST_BEFORE or count[end] == count[first]:
                continue
            above = below = 0.0
            for own, weight in zip(num, den, strict=True):
                whole, inside = weight.sum(), weight[first:end].sum()
                if whole > 0:
                    above += own[first:end].sum() - inside * own.sum() / whole
                    below += inside - inside**2 / whole
            needed = threshold.lasts if end == num.shape[1] else threshold.over
            if below > 1e-6 and abs(above) >= needed * sqrt(below):
                return True
    return False


@pytest.mark.parametrize("at_once", [7, 40])
@pytest.mark.parametrize("seed", range(8))
def test_whoever_reaches_the_bar_is_looked_at_and_hardly_anybody_else(
    monkeypatch: pytest.MonkeyPatch, seed: int, at_once: int
) -> None:
    monkeypatch.setattr(stretches, "_AT_ONCE", at_once)  # so many weeks are taken at a time
    num, den, use = weeks_of(seed)
    threshold, sums = Threshold(3.7, 0.06), Sums.of(num, den)
    alone = [reaches(num[one : one + 1], den[one : one + 1], use[one : one + 1], threshold) for one in range(6)]
    assert sums.loud(threshold, use).tolist() == alone
    some = np.arange(6) % 2 == 1
    assert sums.where(some).loud(threshold, use[some]).tolist() == alone[1::2]
    halves = [sums, Sums.of(num[:3], den[:3])]
    team = [reaches(num, den, use, threshold), reaches(num[:3], den[:3], use, threshold)]
    for one, own, told in zip(halves, ((num, den), (num[:3], den[:3])), team, strict=True):
        assert one.loud_together(threshold, use.any(axis=0)) == told, own
    assert not sums.loud(threshold, use)[5], "who has no week says nothing"
