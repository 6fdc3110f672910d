"""Whether a change is of the team or of a work type, where only hours of the day are known: by the whole likelihood."""

from dataclasses import replace
from math import log, pi

import numpy as np
import numpy.typing as npt
import pytest

from codedesk.metrics.levels import Level, Noise
from codedesk.metrics.slowness import OF_CODER, OF_CODER_IN_TYPE, OF_TYPE
from codedesk.metrics.weighing import OF_CHANGE, OF_OWN_CHANGE, likeliest, moved, unsplit, weighed
from tests.simulated.departments import Kind, Size
from tests.simulated.table import line

Floats = npt.NDArray[np.float64]
CODERS, WEEKS, TYPES = 4, 14, 2
LATER = (np.arange(WEEKS) >= 7).astype(np.float64)


def level(seed: int = 1, kind: int | None = None, size: float = 0.0) -> Level:
    """Make weeks whose hours are not split: paces that vary by 5 %, with a change of a work type or of everybody."""
    rng = np.random.default_rng(seed)
    part = rng.dirichlet(np.full(TYPES, 2.0), (CODERS, WEEKS))
    share = part[:, :, kind] if kind is not None else np.ones((CODERS, WEEKS))
    rest = rng.normal(0, 0.05, (CODERS, WEEKS)) + size * share * LATER
    use = rng.random((CODERS, WEEKS)) > 0.1
    hours = np.where(use, rng.uniform(15, 35, (CODERS, WEEKS)), 0.0)
    unknown = np.full((CODERS, WEEKS, TYPES), np.nan)
    mix, slow = rng.normal(0, 0.02, use.shape), np.zeros((CODERS, TYPES))
    return Level(rest, unknown, part, mix, use, hours, np.full(CODERS, 35.0), slow)


NOISE = Noise(np.array([0.05, 0.06, 0.05, 0.07]), 0.2, 0.0)


def twice_log_likelihood(of: Level, kind: int | None, size: float) -> float:
    """Reckon it the long way: the density of all paces, with the whole covariance of every two weeks written out."""
    rows = np.argwhere(of.use)
    share = of.part[:, :, kind] if kind is not None else np.ones(of.use.shape)
    paces = np.array([of.rest[who, week] + of.mix[who, week] for who, week in rows])
    covariance = np.zeros((len(rows), len(rows)))
    for i, (one, week) in enumerate(rows):
        for j, (other, when) in enumerate(rows):
            alike = float(of.part[one, week] @ of.part[other, when])
            both = share[one, week] * LATER[week] * share[other, when] * LATER[when]
            covariance[i, j] = OF_TYPE**2 * alike + OF_CHANGE**2 * both
            if one == other:
                covariance[i, j] += OF_CODER_IN_TYPE**2 * alike + OF_CODER**2 + (OF_OWN_CHANGE * size) ** 2 * both
        covariance[i, i] += NOISE.week[one] ** 2 * of.full[one] / of.hours[one, week]
    distance = paces @ np.linalg.solve(covariance, paces)
    return float(-distance - np.linalg.slogdet(covariance)[1] - len(rows) * np.log(2 * pi))


@pytest.mark.parametrize("kind", [0, 1])
def test_the_likelihood_differs_by_what_the_whole_covariance_says(kind: int) -> None:
    of = level(kind=kind, size=-0.2)
    found = weighed(of, NOISE, kind, LATER, -0.2) - weighed(of, NOISE, None, LATER, -0.1)
    assert found == pytest.approx(twice_log_likelihood(of, kind, -0.2) - twice_log_likelihood(of, None, -0.1), abs=1e-3)


@pytest.mark.parametrize("kind", [None, 0, 1])
def test_what_was_so_is_the_likeliest(kind: int | None) -> None:
    rivals: list[tuple[int | None, int, int, float]] = [(each, 7, WEEKS, -0.3) for each in (None, 0, 1)]
    assert rivals[likeliest(level(kind=kind, size=-0.3), NOISE, rivals)][0] == kind


def earned(shares: Floats, use: npt.NDArray[np.bool_] | None = None) -> Level:
    """Make weeks of two work types of which the first has these shares of the earned hours, by coder and week."""
    part = np.stack([shares, 1 - shares], axis=2)
    use = np.ones(shares.shape, np.bool_) if use is None else use
    nothing, hours = np.zeros(shares.shape), np.full(shares.shape, 35.0)
    unknown, full, slow = np.full(part.shape, np.nan), np.full(len(shares), 35.0), np.zeros((len(shares), 2))
    return Level(nothing, unknown, part, nothing, use, hours, full, slow)


LAST = np.array([False, False, True, True])


def test_a_work_type_that_slows_takes_its_share_of_the_earned_hours_along() -> None:
    """By hand: half before, a third from then on is −ln 2 of the odds, with no error: variance 0.15² + 0.2² ÷ 2."""
    of, spread = earned(np.tile([0.5, 0.5, 1 / 3, 1 / 3], (2, 1))), 0.15**2 + 0.2**2 / 2
    half = log(2)
    assert moved(of, 0, LAST, -half) == pytest.approx(2 * log((spread + half**2) / spread))
    assert moved(of, 1, LAST, -half) == pytest.approx(2 * log((spread + half**2) / (spread + 4 * half**2)))
    assert moved(of, 0, LAST, -half / 2) == pytest.approx(2 * log((spread + half**2) / (spread + half**2 / 4)))


def test_shares_that_stay_speak_against_a_work_type_however_many_coders_never_by_more_than_so_much() -> None:
    shares = np.tile([0.4, 0.6, 0.4, 0.6], (50, 1))
    off = log(1.5)
    spread = 0.15**2 + (2 * off**2 + 0.2**2) / 50  # two weeks each: 2·off² ÷ (2 − 1) ÷ 2, inside and outside
    assert moved(earned(shares), 0, LAST, -0.3) == pytest.approx(2 * log(spread / (spread + 0.09)))
    assert moved(earned(np.full((50, 4), 0.5)), 0, LAST, -0.3) > 2 * log(0.15**2 / (0.15**2 + 0.09))


def test_a_coder_counts_for_less_the_more_the_shares_vary() -> None:
    """By hand: of the first the odds fall by ln 2 with no error; of the second they stay, with errors of 0.5 in all."""
    still, swing = 0.5, 1 / (1 + np.exp(np.array([0.5, -0.5, 0.5, -0.5])))
    of = earned(np.array([[still, still, 1 / 3, 1 / 3], swing]))
    sure, unsure = 1 / 0.2**2, 1 / (0.5 + 0.2**2)
    move = -log(2) * sure / (sure + unsure)
    spread = 0.15**2 + 1 / (sure + unsure)
    expected = 2 * log((spread + move**2) / (spread + (move + 0.4) ** 2))
    assert moved(of, 0, LAST, -0.4) == pytest.approx(expected)


def test_who_does_only_one_kind_of_work_and_who_has_one_week_says_nothing() -> None:
    falls = [0.5, 0.5, 1 / 3, 1 / 3]
    both = earned(np.array([falls, [1.0, 1.0, 1.0, 1.0], [0.0, 0.0, 0.0, 0.0]]))
    assert moved(both, 0, LAST, -0.5) == moved(earned(np.array([falls])), 0, LAST, -0.5) > 0
    one_week = earned(np.array([falls]), np.array([[True, True, True, False]]))
    assert moved(one_week, 0, LAST, -0.5) == 0
    assert moved(earned(np.array([falls]), np.array([[True, False, True, True]])), 0, LAST, -0.5) == 0


def test_hours_that_are_split_are_no_shares_of_what_is_earned() -> None:
    of = earned(np.tile([0.5, 0.5, 1 / 3, 1 / 3], (2, 1)))
    assert moved(replace(of, apart=np.zeros_like(of.apart)), 0, LAST, -0.5) == 0


def test_hours_of_most_weeks_that_are_split_need_no_weighing() -> None:
    of = level()
    assert unsplit(of)
    assert not unsplit(replace(of, apart=np.zeros_like(of.apart)))
    assert not unsplit(replace(of, use=np.zeros_like(of.use)))


@pytest.mark.parametrize(
    ("kind", "coders", "least"),
    [
        ("work_type", 4, 0.8),
        ("work_type", 8, 0.95),
        ("work_type", 20, 0.95),
        ("go_live", 4, 0.95),
        ("go_live", 8, 0.95),
    ],
)
def test_where_only_the_hours_of_the_day_are_known_it_is_told_right(kind: Kind, coders: int, least: float) -> None:
    found = line(kind, 60, Size(coders=coders, split=False))
    assert found.right >= least
    assert found.blamed <= 0.05
