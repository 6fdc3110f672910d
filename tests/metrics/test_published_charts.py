"""Published control charts, their limits and the points that they mark; values and limits as they are printed.

D. J. Wheeler and D. S. Chambers, Understanding Statistical Process Control, 2nd edition (SPC Press 1992): pages 27, 49,
215, 262 and 264. The rules: NHS England, Making Data Count, as its package NHSRplotthedots tries them. An interval: A.
Agresti, Categorical Data Analysis, section 1.4. Printed limits take 3 ÷ 1.128 for 2.66 or round on the way: the
tolerances are those of the print.
"""

from collections.abc import Sequence

import numpy as np
import pytest

from codedesk.metrics.control import Limits, marks, specials, xmr
from codedesk.metrics.figures import Mark
from codedesk.metrics.intervals import wilson
from codedesk.metrics.proportions import limits, pooled

# Page 215: 45 camshaft bearing diameters, in order.
BEARINGS = (
    905, 930, 865, 895, 905, 885, 890, 930, 915, 910, 920, 915, 925, 860, 905, 925, 925, 905, 915, 930, 890, 940, 860,
    875, 985, 970, 940, 975, 1000, 1035, 1020, 985, 960, 945, 965, 940, 900, 920, 980, 950, 955, 970, 970, 1035, 1040,
)  # fmt: skip
# Page 27: Shewhart's 204 measurements of the resistance of an insulating material, in megohms.
RESISTANCES = (
    5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200, 5100, 4635, 5100,
    5450, 4635, 4720, 4810, 4565, 4410, 4065, 4565, 5190, 4725, 4640, 4640, 4895, 4790, 4845, 4700, 4600, 4110, 4410,
    4180, 4790, 4790, 4340, 4895, 5750, 4740, 5000, 4895, 4255, 4170, 3850, 4445, 4650, 4170, 4255, 4170, 4375, 4175,
    4550, 4450, 2855, 2920, 4375, 4375, 4355, 4090, 5000, 4335, 5000, 4640, 4335, 5000, 4615, 4215, 4275, 4275, 5000,
    4615, 4735, 4215, 4700, 4700, 4700, 4700, 4095, 4095, 3940, 3700, 3650, 4445, 4000, 4845, 5000, 4560, 4700, 4310,
    4310, 5000, 4575, 4700, 4430, 4850, 4850, 4570, 4570, 4855, 4160, 4325, 4125, 4100, 4340, 4575, 3875, 4050, 4050,
    4685, 4685, 4430, 4300, 4690, 4560, 3075, 2965, 4080, 4080, 4425, 4300, 4430, 4840, 4840, 4310, 4185, 4570, 4700,
    4440, 4850, 4125, 4450, 4450, 4850, 4450, 3635, 3635, 3635, 3900, 4340, 4340, 3665, 3775, 5000, 4850, 4775, 4500,
    4770, 4500, 4770, 5150, 4850, 4700, 5000, 5000, 5000, 4700, 4500, 4840, 5075, 5000, 4770, 4570, 4925, 4775, 5075,
    4925, 5075, 4925, 5250, 4915, 5600, 5075, 4450, 4215, 4325, 4665, 4615, 4615, 4500, 4765, 4500, 4500, 4850, 4930,
    4700, 4890, 4625, 4425, 4135, 4190, 4080, 3690, 5050, 4625, 5150, 5250, 5000, 5000,
)  # fmt: skip
# Page 264: incomplete invoices, and invoices, of 20 days. Page 262: units that failed of 60, 21 times.
INCOMPLETE = (20, 18, 14, 16, 13, 29, 21, 14, 6, 6, 7, 7, 9, 5, 8, 9, 9, 10, 9, 10)
INVOICES = (98, 104, 97, 99, 97, 102, 104, 101, 55, 48, 50, 53, 56, 49, 56, 53, 52, 51, 52, 47)
FAILED = (11, 20, 19, 24, 19, 18, 16, 42, 18, 24, 15, 17, 19, 26, 19, 22, 21, 32, 22, 33, 30)
# So far from the centre on either side that nothing is outside, nor in the outer third.
WIDE = Limits(0.0, -99.0, 99.0, None, 12)


def found(values: Sequence[float], limits: Limits) -> tuple[Mark | None, ...]:
    return marks(len(values), specials(values, limits))


def places(values: Sequence[float], limits: Limits) -> list[int]:
    return [number for number, mark in enumerate(found(values, limits), 1) if mark]


def test_a_chart_of_twelve_values() -> None:
    values = (39, 41, 41, 41, 43, 44, 41, 42, 40, 41, 44, 40)
    made = xmr(values)
    assert (made.centre, made.lower, made.upper) == pytest.approx((41.42, 36.82, 46.01), abs=0.005)
    assert places(values, made) == []


def test_a_chart_with_two_shifts_has_its_limits_and_its_marks() -> None:
    """936.89, 862.84 to 1,010.93; ranges to 90.98. Six bearings outside; the first 21 low, those from 25 to 36 high.

    The book asks for eight in a row: seven here, so the last seven are a run too; and for two of three in the outer
    third wherever the third one is: on their side here, so the 24th is none.
    """
    made = xmr(BEARINGS)
    assert (made.centre, made.lower, made.upper) == pytest.approx((936.89, 862.84, 1010.93), abs=0.02)
    assert made.range_limit == pytest.approx(90.98, abs=0.03)
    outside = [number for number, mark in enumerate(found(BEARINGS, made), 1) if mark == "outside"]
    assert outside == [14, 23, 30, 31, 44, 45]
    assert places(BEARINGS, made) == [*range(1, 22), 23, *range(25, 37), *range(39, 46)]


def test_shewharts_resistances_are_far_from_steady() -> None:
    made = xmr(RESISTANCES)
    assert len(RESISTANCES) == 204
    assert (made.centre, made.lower, made.upper) == pytest.approx((4498.18, 3650.27, 5346.08), abs=0.2)
    assert made.range_limit == pytest.approx(1041.88, abs=0.4)
    outside = [value for value, mark in zip(RESISTANCES, found(RESISTANCES, made), strict=True) if mark == "outside"]
    assert sorted(outside) == sorted(value for value in RESISTANCES if not 3650.27 < value < 5346.08)


def test_shares_of_samples_that_vary_have_their_own_limits() -> None:
    """240 of 1,424 are 0.169, from 0.055 to 0.282 for 98 invoices; the sixth day lies above."""
    centre = pooled(np.array(INCOMPLETE, float), np.array(INVOICES, float))
    assert centre == pytest.approx(0.169, abs=5e-4)
    both = [limits(centre, size) for size in INVOICES]
    assert [upper for _, upper in both[:10]] == pytest.approx(
        [0.282, 0.279, 0.283, 0.281, 0.283, 0.280, 0.279, 0.280, 0.320, 0.331], abs=6e-4
    )
    assert [lower for lower, _ in both[:10]] == pytest.approx(
        [0.055, 0.058, 0.055, 0.056, 0.055, 0.057, 0.058, 0.057, 0.017, 0.006], abs=6e-4
    )
    above = [day for day, (bad, of, (_, upper)) in enumerate(zip(INCOMPLETE, INVOICES, both, strict=True), 1)
             if bad / of > upper]  # fmt: skip
    assert above == [6]


def test_shares_of_equal_samples_lie_outside_on_either_side() -> None:
    """22.24 of 60 fail, from 11.02 to 33.46: the first sample is below, the eighth above, and 33 of 60 are within."""
    centre = pooled(np.array(FAILED, float), np.full(len(FAILED), 60.0))
    lower, upper = limits(centre, 60)
    assert (60 * centre, 60 * lower, 60 * upper) == pytest.approx((22.24, 11.02, 33.46), abs=0.01)
    assert [number for number, bad in enumerate(FAILED, 1) if not lower <= bad / 60 <= upper] == [1, 8]


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ([1.0] * 6, []),
        ([*[1.0] * 6, -1.0], []),
        ([*[1.0] * 8, -1.0], range(1, 9)),
        ([*[-1.0] * 8, 1.0], range(1, 9)),
        ([-1.0, *[1.0] * 8, -1.0], range(2, 10)),
    ],
)
def test_seven_on_one_side_of_the_mean_as_making_data_count_reads_them(
    values: list[float], marked: Sequence[int]
) -> None:
    assert places(values, WIDE) == list(marked)


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ([1, 2, 3, 4, 5, 6], []),
        ([1, 2, 3, 3, 4, 5, 6], []),
        ([1, 2, 3, 4, 5, 6, 7], range(1, 8)),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], range(2, 9)),
        ([7, 6, 5, 4, 3, 2, 1], range(1, 8)),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], range(2, 9)),
    ],
)
def test_seven_rising_or_falling_as_making_data_count_reads_them(values: list[float], marked: Sequence[int]) -> None:
    assert places(values, Limits(4.0, -95.0, 103.0, None, 12)) == list(marked)


@pytest.mark.parametrize(
    ("near", "marked"),
    [
        ([0, 0, 0], []),
        ([1, 0, 1], [1, 3]),
        ([0, 1, 1], [2, 3]),
        ([1, 1, 0], [1, 2]),
        ([0, 0, 1, 0, 1, 0, 0], [3, 5]),
        ([1, 0, 0, 1], []),
        ([1, 0, 0, 1, 1], [4, 5]),
    ],
)
@pytest.mark.parametrize("side", [1.0, -1.0])
def test_two_of_three_near_a_limit_as_making_data_count_reads_them(
    near: list[int], marked: list[int], side: float
) -> None:
    """A value near the limit lies at 2.5 of 3 sigma, the others at 0.5 on the same side; under seven, so no run."""
    values = [side * (2.5 if each else 0.5) for each in near[:6]]
    assert places(values, Limits(0.0, -3.0, 3.0, None, 12)) == [number for number in marked if number <= 6]


def test_of_25_students_none_is_a_vegetarian() -> None:
    """Agresti: the score interval of 0 of 25 is 0.0 to 0.133, where the other one is 0.0 to 0.0."""
    assert wilson(0, 25) == pytest.approx((0.0, 0.133), abs=5e-4)
