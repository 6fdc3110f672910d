"""The beta distribution against closed forms and published points."""

import numpy as np
import pytest

from codedesk.metrics import betas
from codedesk.metrics.betas import beta_below, beta_point


@pytest.mark.parametrize("x", [0.0, 0.05, 0.3, 0.5, 0.9, 1.0])
def test_shares_with_a_closed_form(x: float) -> None:
    assert beta_below(np.array(x), np.array(1), np.array(1)) == pytest.approx(x)
    assert beta_below(np.array(x), np.array(3), np.array(1)) == pytest.approx(x**3)
    assert beta_below(np.array(x), np.array(1), np.array(4)) == pytest.approx(1 - (1 - x) ** 4)
    assert beta_below(np.array(x), np.array(2), np.array(2)) == pytest.approx(3 * x**2 - 2 * x**3)
    assert beta_below(np.array(x), np.array(0.5), np.array(0.5)) == pytest.approx(2 / np.pi * np.arcsin(np.sqrt(x)))


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    # Clopper and Pearson's interval as published: Newcombe (1998), Two-sided confidence intervals for the single
    # proportion, table I: 81/263, 15/148, 0/20, 1/29.
    [(81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0.0, 0.1684), (1, 29, 0.0009, 0.1776)],
)
def test_published_points(right: int, n: int, low: float, high: float) -> None:
    if right:
        assert beta_point(0.025, np.array(right), np.array(n - right + 1)) == pytest.approx(low, abs=5e-5)
    assert beta_point(0.975, np.array(right + 1), np.array(n - right)) == pytest.approx(high, abs=5e-5)


def test_many_at_once_and_back_again() -> None:
    a, b = np.array([0.4, 3.0, 80.0, 900.0]), np.array([2.0, 0.7, 5.0, 30.0])
    for share in (0.025, 0.5, 0.975):
        assert beta_below(beta_point(share, a, b), a, b) == pytest.approx([share] * 4, abs=1e-9)


def test_of_large_samples_it_stops_where_only_rounding_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rounding moves the fraction by more than a settled one may move: of a team much alike it went on to the end.

    By hand, from the normal distribution and its skewness: z = 0.0120, so 50.48 %, less 0.11.
    """
    turned, turns = betas._turned, []
    monkeypatch.setattr(betas, "_turned", lambda value: turns.append(1) or turned(value))
    below = beta_below(np.array(0.9846), np.array(842_000.0), np.array(13_171.0))
    assert below == pytest.approx(0.5037, abs=1e-4)
    assert len(turns) < 300  # 599 before
