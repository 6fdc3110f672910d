"""The ridge that tells how long work takes where hours are not split: as its definition says, and small."""

import tracemalloc

import numpy as np
import numpy.typing as npt
import pytest

from codedesk.metrics.levels import Level, noise_of
from codedesk.metrics.slowness import slowness, slowness_draws

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
RESIDUE, SPREAD = 0.08, (0.3, 0.12, 100.0, 0.2)


def weeks(coders: int, count: int, types: int) -> tuple[Floats, Floats, Bools]:
    """Make paces, shares and weeks that are read, a fifth of them missing."""
    rng = np.random.default_rng([coders, count, types])
    part = rng.dirichlet(np.ones(types), (coders, count))
    return rng.normal(0, 0.1, (coders, count)), part, rng.random((coders, count)) > 0.2


def rows_of(raw: Floats, part: Floats, use: Bools) -> tuple[Floats, Floats]:
    """Write the ridge as what it is: least squares with a row of its own for everything that is drawn to 0."""
    coders, count, types = part.shape
    names = types + coders * types + coders + count
    rows, says = [], []
    for coder, week in np.argwhere(use).tolist():
        row = np.zeros(names)
        row[:types] = part[coder, week]
        row[types * (1 + coder) : types * (2 + coder)] = part[coder, week]
        row[types * (1 + coders) + coder] = row[types * (1 + coders) + coders + week] = 1.0
        rows.append(row / RESIDUE)
        says.append(-raw[coder, week] / RESIDUE)
    back = np.diag(1 / np.repeat(SPREAD, [types, coders * types, coders, count]))
    return np.vstack([rows, back]), np.r_[says, np.zeros(names)]


def by_definition(raw: Floats, part: Floats, use: Bools) -> Floats:
    coders, _, types = part.shape
    found = np.linalg.lstsq(*rows_of(raw, part, use), rcond=None)[0]
    return np.asarray(found[:types] + found[types : types * (1 + coders)].reshape(coders, types))


@pytest.mark.parametrize("size", [(1, 6, 1), (4, 26, 3), (7, 40, 5)])
def test_it_is_least_squares_with_everything_drawn_to_nothing(size: tuple[int, int, int]) -> None:
    raw, part, use = weeks(*size)
    assert np.abs(slowness(raw, part, use) - by_definition(raw, part, use)).max() < 1e-9


def test_its_draws_lie_about_it() -> None:
    raw, part, use = weeks(4, 26, 3)
    draws = slowness_draws(raw, part, use, 400)
    assert np.abs(draws.mean(axis=0) - slowness(raw, part, use)).max() < 1e-9
    assert (draws.std(axis=0) > 0.005).all()


def test_its_draws_vary_as_much_as_the_weeks_leave_open() -> None:
    """The covariance of a ridge is the inverse of its normal matrix; each second draw is the first turned round."""
    raw, part, use = weeks(3, 26, 2)
    draws = slowness_draws(raw, part, use, 4000)
    assert draws.shape == (4000, 3, 2)
    middle = slowness(raw, part, use)
    assert (draws[0::2] + draws[1::2])[:9] == pytest.approx(np.broadcast_to(2 * middle, (9, 3, 2)))
    rows, _ = rows_of(raw, part, use)
    covariance = np.linalg.inv(rows.T @ rows)
    for coder in range(3):
        for kind in range(2):
            picks = np.zeros(rows.shape[1])
            picks[[kind, 2 * (1 + coder) + kind]] = 1.0
            assert draws[:, coder, kind].std() == pytest.approx(np.sqrt(picks @ covariance @ picks), rel=0.06)
    assert slowness_draws(raw, part, use & False, 6).shape == (6, 3, 2)


def test_a_hundred_coders_over_three_years_need_little_memory() -> None:
    raw, part, use = weeks(100, 157, 8)
    tracemalloc.start()
    slowness(raw, part, use)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 20e6


def test_no_weeks_say_nothing() -> None:
    raw, part, use = weeks(3, 10, 2)
    assert (slowness(raw, part, use & False) == 0).all()


def test_how_much_weeks_vary_is_found_with_little_error_and_a_change_hardly_moves_it() -> None:
    """Weeks that vary by 8 %: eight coders with half a year each tell it to a tenth of it, also with a drop of 20 %."""
    rng = np.random.default_rng(3)
    found = []
    for dropped in (0.0, 0.2):
        rest = rng.normal(0, 0.08, (200, 8, 26))
        rest[:, :, 13:] -= dropped
        found += [float(noise_of(_level(each), 0.0).week.mean()) for each in rest]
    assert np.mean(found[:200]) == pytest.approx(0.08, rel=0.02)
    assert np.mean(found[200:]) == pytest.approx(0.08, rel=0.08)
    assert np.std(found[:200]) < 0.008


def _level(rest: Floats) -> Level:
    use = np.ones(rest.shape, np.bool_)
    nothing = np.full((*rest.shape, 1), np.nan)
    hours, full, slow = np.full(rest.shape, 35.0), np.full(8, 35.0), np.zeros((8, 1))
    return Level(rest, nothing, np.ones_like(nothing), np.zeros_like(rest), use, hours, full, slow)
