"""What is in force on a day: the standard of a work type, the ramp of a coder, and a standard that is only tried."""

from dataclasses import replace

import numpy as np
import pytest

from codedesk.metrics.rates import Assumed
from codedesk.metrics.standards import EVERY_WORK_TYPE, Ramps, Standards

APRIL, JULY = 20_544, 20_635  # days since 1 January 1970


def standards() -> Standards:
    """Two work types, not in order: the first with a standard from April and one from July, the second from July."""
    return Standards(
        np.array([1, 0, 0]), np.array([JULY, JULY, APRIL]), np.array([9.0, 3.0, 2.0]),
        np.array([True, False, False]), np.array([0.97, np.nan, 0.95]), ("nine", "three", "two"),
    )  # fmt: skip


def rate_on(found: Standards, work_type: int, day: int) -> float | None:
    row = int(found.in_force(np.array([work_type]), np.array([day]))[0])
    return None if row < 0 else float(found.rate[row])


@pytest.mark.parametrize(
    ("work_type", "day", "rate"),
    [
        (0, APRIL - 1, None), (0, APRIL, 2.0), (0, JULY - 1, 2.0), (0, JULY, 3.0), (0, JULY + 4_000, 3.0),
        (1, APRIL, None), (1, JULY - 1, None), (1, JULY, 9.0), (2, JULY, None), (EVERY_WORK_TYPE, JULY, None),
    ],
)  # fmt: skip
def test_a_standard_holds_from_its_day_until_the_next_of_its_work_type(
    work_type: int, day: int, rate: float | None
) -> None:
    assert rate_on(standards(), work_type, day) == rate


def test_whatever_order_they_come_in_each_keeps_what_is_its_own() -> None:
    found = standards()
    assert found.stated == ("two", "three", "nine")
    assert (found.rate.tolist(), found.paid_basis.tolist()) == ([2, 3, 9], [False, False, True])
    assert found.accuracy.tolist() == pytest.approx([0.95, np.nan, 0.97], nan_ok=True)


def test_without_standards_none_is_in_force() -> None:
    none = Standards(*(np.zeros(0, kind) for kind in (np.int64, np.int64, float, bool, float)), ())
    assert none.in_force(np.array([0, 1]), np.array([APRIL, JULY])).tolist() == [-1, -1]


def test_a_standard_that_follows_another_of_its_work_type_revises_it() -> None:
    assert standards().revised() == (JULY,)
    assert (standards().revised([0]), standards().revised([1])) == ((JULY,), ())  # the second has its first one in July


TRIED = Assumed(
    from_day=JULY - 30, rate=5.0, paid_basis=True, accuracy=0.9, stated="five", in_place_of=None, alone=False
)


@pytest.mark.parametrize(
    ("changes", "april", "june", "july"),
    [
        ({}, 2.0, 5.0, 3.0),  # laid between: July's holds as before
        ({"alone": True}, 2.0, 5.0, 5.0),  # as if none came after it
        ({"in_place_of": APRIL}, None, 5.0, 3.0),  # April's is gone
        ({"in_place_of": JULY}, 2.0, 5.0, 5.0),
        ({"from_day": JULY}, 2.0, 2.0, 5.0),  # from the day of another: that one is gone
        ({"from_day": JULY, "alone": True}, 2.0, 2.0, 5.0),
    ],
)
def test_a_standard_that_is_tried_lies_over_the_others_of_its_work_type(
    changes: dict[str, object], april: float | None, june: float, july: float
) -> None:
    found = standards().with_one(replace(TRIED, **changes), 0)
    assert [rate_on(found, 0, day) for day in (APRIL, JULY - 1, JULY)] == [april, june, july]
    assert rate_on(found, 1, JULY) == 9.0
    assert rate_on(standards(), 0, JULY) == 3.0  # what is stored stays


def test_a_tried_standard_brings_all_that_it_says() -> None:
    found = standards().with_one(TRIED, 0)
    row = int(found.in_force(np.array([0]), np.array([JULY - 30]))[0])
    assert (found.stated[row], bool(found.paid_basis[row]), float(found.accuracy[row])) == ("five", True, 0.9)


def ramps() -> Ramps:
    """The first coder: 50 % of everything from April, 80 % of work type 0 from July; the second: 60 % of type 1."""
    return Ramps(
        np.array([1, 0, 0]), np.array([1, 0, EVERY_WORK_TYPE]), np.array([APRIL, JULY, APRIL]),
        np.array([0.6, 0.8, 0.5]), np.array([np.nan, 0.9, 0.85]),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("coder", "work_type", "day", "share"),
    [
        (0, 0, APRIL - 1, 1.0), (0, 0, APRIL, 0.5), (0, 0, JULY - 1, 0.5), (0, 0, JULY, 0.8),  # the own step wins
        (0, 1, JULY, 0.5), (0, EVERY_WORK_TYPE, JULY, 0.5), (1, 0, JULY, 1.0), (1, 1, APRIL, 0.6), (2, 1, JULY, 1.0),
    ],
)  # fmt: skip
def test_a_step_for_the_work_type_goes_before_one_for_all(coder: int, work_type: int, day: int, share: float) -> None:
    assert ramps().shares(np.array([coder]), np.array([work_type]), np.array([day])).tolist() == [share]


def test_without_ramps_all_of_the_standard_is_expected() -> None:
    none = Ramps(*(np.zeros(0, kind) for kind in (np.int64, np.int64, np.int64, float, float)))
    assert none.shares(np.array([0, 1]), np.array([0, 1]), np.array([APRIL, JULY])).tolist() == [1, 1]
    assert none.in_force(np.array([0, 1]), np.array([0, 1]), np.array([APRIL, JULY])).tolist() == [-1, -1]
