"""What a coder's audits share with the others' of the same weeks, by hand."""

import numpy as np
import pytest

from codedesk.metrics.shared_falls import OthersAudits, SharedFall
from codedesk.metrics.stretches import Sums

# Three coders, audits in weeks 0, 1 and 2, each of a weight of 10,000: a standard error of 1 point.
WEIGHT = 10_000.0
FIRST = np.array([True, False, False])
WEEKS = np.array([0, 1, 2, 3])


def sums(*off: list[float]) -> Sums:
    return Sums.of(np.array(off) * WEIGHT, np.full((len(off), 3), WEIGHT))


def shared(own: float, left: list[float], found: list[float] | None = None) -> SharedFall:
    """Look at the first coder, whose last audit is off by so much, beside two others who are off as listed."""
    others = OthersAudits(sums([0.0, 0.0, own], left, left), sums([0.0, 0.0, own], *[found or left] * 2))
    size = np.zeros((4, 4))
    size[2, 3] = own
    return others.shared(FIRST, WEEKS, size)


def test_what_the_others_lose_in_the_same_weeks_is_taken_off_drawn_towards_nothing() -> None:
    # Two others, each 4 points lower in the last of three audits: a weight of 2 × 10,000 × (1 − 1 ÷ 3) = 13,333.
    # Drawn by 0.03² × 13,333 ÷ (1 + 0.03² × 13,333) = 12 ÷ 13, with a variance of 0.03² ÷ 13.
    found = shared(-0.06, [0.0, 0.0, -0.04])
    assert found.moved[2, 3] == pytest.approx(-0.04 * 12 / 13)
    assert found.variance[2, 3] == pytest.approx(0.0009 / 13)
    assert found.likely[2, 3]


def test_it_is_never_more_than_the_change_itself() -> None:
    assert shared(-0.02, [0.0, 0.0, -0.04]).moved[2, 3] == -0.02


def test_what_goes_the_other_way_makes_nobody_worse() -> None:
    found = shared(-0.06, [0.0, 0.0, 0.04])
    assert (found.moved[2, 3], found.variance[2, 3], bool(found.likely[2, 3])) == (0, 0, False)


def test_that_everybody_fell_stays_likely_when_it_was_taken_out() -> None:
    found = shared(-0.06, [0.0, 0.0, 0.0], [0.0, 0.0, -0.04])
    assert (found.moved[2, 3], bool(found.likely[2, 3])) == (0, True)


def test_it_is_likely_from_three_quarters_of_a_standard_error_on() -> None:
    # 0.75 ÷ √13,333 = 0.65 points
    assert [bool(shared(-0.06, [0.0, 0.0, -off]).likely[2, 3]) for off in (0.0064, 0.0066)] == [False, True]
