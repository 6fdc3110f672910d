"""How sure a difference of two periods is: Student's t and the jackknife's interval, by hand."""

import numpy as np
import pytest

from codedesk.metrics.jackknife import half_width, t_95


def test_students_t_is_the_sum_of_its_five_terms() -> None:
    """Abramowitz and Stegun 26.7.5 at one degree of freedom, where all terms count alike, with z = 1.959964.

    z³ 7.5291211, z⁵ 28.9228092, z⁷ 111.1057822, z⁹ 426.8082937.
    (z³ + z) ÷ 4 = 2.3722713; (5z⁵ + 16z³ + 3z) ÷ 96 = 2.8224987; (3z⁷ + 19z⁵ + 17z³ − 15z) ÷ 384 = 2.5558498;
    (79z⁹ + 776z⁷ + 1482z⁵ − 1920z³ − 945z) ÷ 92160 = 1.5895341; with z 11.3001179.
    """
    assert t_95(1) == pytest.approx(11.3001179, abs=1e-6)
    # 2.3722713 ÷ 2 + 2.8224987 ÷ 4 + 2.5558498 ÷ 8 + 1.5895341 ÷ 16 = 2.3105874
    assert t_95(2) == pytest.approx(1.959964 + 2.3105874, abs=1e-6)


def test_half_an_interval_by_hand() -> None:
    """1, 2, 3 and 6 lie 4 + 1 + 0 + 9 = 14 about 3, × ¾ = 10.5; 0, 0, 1, 1 and 3 lie 6 about 1, × ⅘ = 4.8.

    Together 15.3, of 15.3² ÷ (10.5² ÷ 3 + 4.8² ÷ 4) = 5.5067 degrees of freedom.
    """
    first, second = np.array([1.0, 2, 3, 6]), np.array([0.0, 0, 1, 1, 3])
    for one, other in ((first, second), (second, first)):
        assert half_width(one, other) == pytest.approx(t_95(5.506704) * 15.3**0.5, rel=1e-6)


def test_an_interval_needs_four_of_each() -> None:
    four, three = np.array([0.1, 0.2, 0.3, 0.4]), np.array([0.1, 0.2, 0.3])
    # 0.0225 + 0.0025 twice is 0.05, × ¾ and twice 0.075, of 6 degrees of freedom
    assert half_width(four, four) == pytest.approx(t_95(6) * 0.075**0.5)
    assert half_width(four, three) is None
    assert half_width(three, four) is None


def test_what_does_not_vary_leaves_no_doubt() -> None:
    assert half_width(np.full(4, 0.25), np.full(6, 0.5)) == 0.0
