"""The likely range given the team, and how many more charts would settle a question."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.betas import beta_point
from codedesk.metrics.intervals import evidence, wilson
from codedesk.metrics.small_samples import likely, more_charts


def test_a_team_of_three_is_too_small_to_tell() -> None:
    assert likely([(0.9, 40), (0.95, 50), (0.92, 60)]) == ()


def test_one_code_of_each_tells_nothing_of_how_coders_differ() -> None:
    assert {found.apart for found in likely([(1.0, 1), (0.0, 1), (1.0, 1), (1.0, 1)])} == {0.0}


def test_coders_who_differ_no_more_than_chance_are_drawn_to_the_team() -> None:
    """Five coders with 90 of 100: nothing beyond chance, B = 2 ÷ 4; p = 450.5 ÷ 501; variance V(1 − B·4/5)."""
    found = likely([(0.9, 100)] * 5)[0]
    p = 450.5 / 501
    assert (found.team, found.apart, found.drawn, found.coders) == (pytest.approx(p), 0, pytest.approx(0.5), 5)
    assert found.value == pytest.approx((90.5 / 101 + p) / 2)
    sd = (found.value * (1 - found.value) / 100 * 0.6 + 2 * 0.25 * (0.9 - p) ** 2 / 2) ** 0.5
    assert found.low == pytest.approx(found.value - 1.96 * sd, abs=0.005)
    assert found.high == pytest.approx(found.value + 1.96 * sd, abs=0.005)


def test_how_much_coders_differ_by_the_method_of_moments() -> None:
    """80, 90, 97 and 93 of 100 by hand: p̄ 0.90, Σ n(v − p̄)² = 100(0.1² + 0 + 0.07² + 0.03²) = 1.58."""
    found = likely([(0.8, 100), (0.9, 100), (0.97, 100), (0.93, 100)])
    p = 360.5 / 401
    share = (1.58 / (p * (1 - p)) - 3) / (3 * 99)  # Σ(1 − n/N) = 3
    assert found[0].apart == pytest.approx(p * (1 - p) * share)
    drawn = 1 / 3 * (1 / 100) / (1 / 100 + share)
    assert found[0].drawn == pytest.approx(drawn)
    assert [each.value for each in found] == pytest.approx(
        [(1 - drawn) * (100 * value + 0.5) / 101 + drawn * p for value in (0.8, 0.9, 0.97, 0.93)]
    )


def test_the_range_is_of_the_beta_distribution_with_the_middle_and_the_variance() -> None:
    """80, 90, 97 and 93 of 100, and 30 of 30: B, middle and variance of each as they are defined."""
    samples = [(0.8, 100.0), (0.9, 100.0), (0.97, 100.0), (0.93, 100.0), (1.0, 30.0)]
    for (value, n), found in zip(samples, likely(samples), strict=True):
        chance = found.team * (1 - found.team) / n
        b = 2 / 4 * chance / (chance + found.apart)
        middle = (1 - b) * (n * value + 0.5) / (n + 1) + b * found.team
        variance = middle * (1 - middle) / n * (1 - b * 4 / 5) + 2 * b**2 * (value - found.team) ** 2 / 2
        size = middle * (1 - middle) / variance - 1
        assert (found.drawn, found.value) == (pytest.approx(b), pytest.approx(middle))
        for limit, share in ((found.low, 0.025), (found.high, 0.975)):
            assert limit == pytest.approx(
                float(beta_point(share, np.array(size * middle), np.array(size * (1 - middle))))
            )


@given(st.lists(st.tuples(st.floats(0.5, 1), st.floats(10, 400)), min_size=4, max_size=20))
def test_the_middle_lies_between_the_coder_and_the_team_and_within_the_range(
    samples: list[tuple[float, float]],
) -> None:
    for (value, _), found in zip(samples, likely(samples), strict=True):
        assert min(value, found.team) - 0.05 <= found.value <= max(value, found.team) + 0.05
        assert 0 <= found.low < found.high <= 1
        assert 0 < found.drawn < 1


def test_few_charts_draw_on_the_team_more_than_many() -> None:
    few, many = (
        likely([(1.0, 10), (0.9, 200), (0.95, 200), (0.85, 200)]),
        likely([(1.0, 400), (0.9, 200), (0.95, 200), (0.85, 200)]),
    )
    assert few[0].value < many[0].value
    assert few[0].high - few[0].low > many[0].high - many[0].low


def test_it_holds_the_truth_of_coders_who_come_from_one_team_and_lies_nearer_than_the_audited_figure() -> None:
    rng = np.random.default_rng(4)
    held, nearer, asked = 0, 0, 0
    for _ in range(60):
        truth = rng.beta(0.94 * 60, 0.06 * 60, 10)
        n = rng.integers(30, 150, 10)
        audited = rng.binomial(n, truth) / n
        found = likely(list(zip(audited.tolist(), n.tolist(), strict=True)))
        held += sum(each.low <= true <= each.high for each, true in zip(found, truth, strict=True))
        nearer += (
            sum((each.value - true) ** 2 for each, true in zip(found, truth, strict=True))
            < ((audited - truth) ** 2).sum()
        )
        asked += 10
    assert held / asked >= 0.92
    assert nearer >= 48


@pytest.mark.parametrize(
    ("value", "n", "charts", "standard", "more"),
    [
        (0.98, 100, 20, 0.95, 21),  # z²·0.95·0.05 ÷ 0.03² = 202.7 codes; 102.7 more at 5 a chart: 20.5, rounded up
        (0.90, 50, 10, 0.95, 5),  # 72.99 codes, 22.99 more: 4.6 charts
        (0.90, 200, 40, 0.95, 0),  # shown already
        (0.951, 100, 20, 0.95, None),  # 182,470 codes: no number that could be audited
        (0.95, 100, 20, 0.95, None),
        (0.98, 100, None, 0.95, None),
        (0.98, 100, 20, None, None),
    ],
)
def test_how_many_more_charts_would_settle_it(
    value: float, n: float, charts: int | None, standard: float | None, more: int | None
) -> None:
    assert more_charts(value, n, charts, standard) == more


@given(st.floats(0.5, 1), st.floats(5, 500), st.integers(5, 100), st.sampled_from([0.85, 0.9, 0.95, 0.98]))
def test_so_many_charts_at_this_rate_settle_it_and_one_less_does_not(
    value: float, n: float, charts: int, standard: float
) -> None:
    more = more_charts(value, n, charts, standard)
    if more is None:
        return

    def shown(extra: int) -> str | None:
        worth = n * (charts + extra) / charts
        return evidence(*wilson(value * worth, worth), standard)

    assert shown(more) in ("meets", "below") or shown(more + 1) in ("meets", "below")
    if more > 1:
        assert shown(more - 2) == "cannot_tell"
