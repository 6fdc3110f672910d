"""Whether a change is of the team or of a work type, where only hours of the day are known: by the whole likelihood."""

from dataclasses import replace
from math import pi

import numpy as np
import numpy.typing as npt
import pytest

from codedesk.metrics.levels import Level, Noise
from codedesk.metrics.slowness import OF_CODER, OF_CODER_IN_TYPE, OF_TYPE
from codedesk.metrics.weighing import OF_CHANGE, OF_OWN_CHANGE, likeliest, unsplit, weighed
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
    return Level(rest, unknown, part, rng.normal(0, 0.02, use.shape), use, hours, np.full(CODERS, 35.0))


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
