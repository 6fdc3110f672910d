"""Pace by hand: what a day's productive hours are, what its charts earn, what a ramp expects of it, and the pools."""

from collections.abc import Sequence

import numpy as np
import pytest

from codedesk.metrics.pace import Days, Ledger, Lines, ledger_of, pooled, shares, sums
from codedesk.metrics.standards import Ramps, Standards
from tests.metrics.test_panels import NAN

# Work type 0: 4 charts an hour; 1: 2 an hour of paid time; 2: none.
STANDARDS = Standards(
    np.array([0, 1]), np.array([100, 0]), np.array([4.0, 2.0]), np.array([False, True]), np.full(2, 0.95), ("", "")
)
NO_RAMPS = Ramps(*(np.zeros(0, kind) for kind in (np.int64, np.int64, np.int64, float, float)))
NO_STANDARDS = Standards(*(np.zeros(0, np.int64),) * 2, np.zeros(0), np.zeros(0, np.bool_), np.zeros(0), ())
Line = tuple[int, float, float]  # work type, charts, hours


def a_ledger(
    *days: tuple[float, float, Sequence[Line]],
    standards: Standards = STANDARDS,
    ramps: Ramps = NO_RAMPS,
    first: int = 100,
    weight: float = 1.0,
) -> Ledger:
    """Days of one coder, one after the other: paid hours, excused ones, lines."""
    lines = [(row, *line) for row, (_, _, own) in enumerate(days) for line in own]
    at, kind, charts, hours = np.array(lines, np.float64).reshape(len(lines), 4).T
    paid, excused = (np.array([row[n] for row in days], np.float64) for n in (0, 1))
    logged = Days(np.zeros(len(days), np.int64), first + np.arange(len(days)), paid, excused, excused > 0)
    made = Lines(at.astype(int), kind.astype(int), charts, hours, np.full(len(lines), weight))
    return ledger_of(logged, made, standards, ramps)


@pytest.mark.parametrize(
    ("paid", "excused", "lines", "gross", "counted", "missing", "over"),
    [
        (8.0, 2.0, [], 6.0, True, False, False),
        (8.0, 8.0, [(0, 4, NAN)], 0.0, True, False, False),
        (2.0, 3.0, [(0, 4, 1.0)], 0.0, True, False, True),  # never below none
        (0.0, 0.0, [(0, 4, 1.0)], 0.0, True, False, False),
        (NAN, 0.0, [(0, 4, 1.5), (2, 1, 0.5)], 2.0, True, False, False),  # hours of lines that all say theirs
        (NAN, 0.0, [(0, 4, 1.5), (0, 1, NAN)], 0.0, False, True, False),
        (NAN, 1.0, [], 0.0, False, False, False),
        (NAN, 0.0, [(0, NAN, 3.0)], 0.0, False, False, False),  # charts that are not entered count nowhere
    ],
)
def test_productive_hours_of_a_day(
    paid: float, excused: float, lines: list[Line], gross: float, counted: bool, missing: bool, over: bool
) -> None:
    found = a_ledger((paid, excused, lines))
    assert (found.gross[0], found.counted[0], found.missing[0], found.over_excused[0]) == (
        gross,
        counted,
        missing,
        over,
    )


def test_charts_earn_by_the_standard_of_their_day_and_by_their_weight() -> None:
    """8 charts ÷ 4; 3 ÷ 2 on paid hours; none without a standard, or before it, or on a day without hours."""
    day = (8.0, 0.0, [(0, 8, 1.0), (1, 3, 1.0), (2, 9, 1.0)])
    found = a_ledger(day)
    assert (found.earned.tolist(), found.standard.tolist()) == ([2, 1.5, 0], [0, 1, -1])
    assert found.paid_basis.tolist() == [False, True, False]
    assert a_ledger(day, weight=1.5).earned.tolist() == [3, 2.25, 0]
    assert a_ledger(day, first=99).earned.tolist() == [0, 1.5, 0]
    assert a_ledger((NAN, 0.0, [(0, 8, NAN)])).earned.tolist() == [0]
    none = a_ledger(day, standards=NO_STANDARDS)
    assert (none.earned.tolist(), none.paid_basis.tolist(), none.standard.tolist()) == ([0] * 3, [False] * 3, [-1] * 3)


def test_hours_of_work_without_a_standard_are_taken_out_and_no_more_than_there_are() -> None:
    found = a_ledger(
        (8.0, 0.0, [(0, 8, 2.0), (2, 9, 3.0)]), (2.0, 0.0, [(2, 9, 3.0)]), (8.0, 0.0, [(2, 9, NAN)]),
        (NAN, 0.0, [(2, 9, 3.0), (0, 1, NAN)]), (8.0, 0.0, [(0, 8, 2.0), (2, 9, NAN)]), (8.0, 0.0, [(2, 9, 3.0)]),
        (8.0, 1.0, [(2, 9, NAN), (2, 1, 2.0)]), (8.0, 0.0, []),
    )  # fmt: skip
    # The third and the seventh day are of such work alone, so all of their hours are; the fifth cannot be divided.
    assert found.removed.tolist() == [3, 2, 8, 0, 0, 3, 7, 0]
    assert found.net.tolist() == [5, 0, 0, 0, 8, 5, 0, 8]


def ramps(*steps: tuple[int, int, float]) -> Ramps:
    """Steps of the coder: work type (−1: all), first day, share."""
    kind, day, share = zip(*steps, strict=True)
    return Ramps(np.zeros(len(steps), int), np.array(kind), np.array(day), np.array(share), np.full(len(steps), NAN))


@pytest.mark.parametrize(
    ("lines", "expected", "by_earned"),
    [
        ([], 0.8, False),  # without a line that earns, the step for all work types
        ([(2, 5, 1.0)], 0.8, False),
        ([(0, 8, 3.0)], 0.5, False),  # one share is the day's
        ([(0, 8, NAN), (0, 4, NAN)], 0.5, False),
        ([(0, 8, 3.0), (1, 2, 1.0)], (0.5 * 3 + 0.8 * 1) / 4, False),  # by the hours of the lines
        ([(0, 8, 3.0), (1, 2, NAN)], (0.5 * 4 + 0.8 * 1.25) / 5.25, True),  # by 2 ÷ 0.5 and 1 ÷ 0.8 hours
        ([(0, 8, 3.0), (1, 2, 1.0), (2, 9, NAN)], (0.5 * 3 + 0.8 * 1) / 4, False),
        ([(0, 8, 0.0), (1, 2, 0.0)], 0.65, False),  # no hours at all: each line alike
    ],
)
def test_a_ramp_expects_the_shares_of_a_day_s_lines(lines: list[Line], expected: float, by_earned: bool) -> None:
    found = a_ledger((8.0, 0.0, lines), ramps=ramps((-1, 0, 0.8), (0, 0, 0.5)))
    assert found.expected.tolist() == [pytest.approx(expected)]
    assert found.mixed_by_earned.tolist() == [by_earned]


def test_each_day_is_expected_by_its_own_lines_and_without_ramps_all_is() -> None:
    days = (8.0, 0.0, [(0, 8, 3.0), (1, 2, 1.0)]), (8.0, 0.0, [(1, 8, NAN)]), (NAN, 0.0, [(0, 8, NAN)])
    found = a_ledger(*days, ramps=ramps((0, 101, 0.25), (1, 0, 0.75)))
    assert found.expected.tolist() == [pytest.approx((3 + 0.75) / 4), 0.75, 1.0]
    assert found.share.tolist() == [1.0, 0.75, 0.75, 0.25]
    plain = a_ledger(*days)
    assert (plain.expected.tolist(), plain.share.tolist(), plain.mixed_by_earned.any()) == ([1] * 3, [1] * 4, False)


def test_a_step_to_nothing_expects_nothing() -> None:
    found = a_ledger((8.0, 0.0, [(0, 8, NAN), (1, 2, NAN)]), ramps=ramps((0, 0, 0.0)))
    assert found.expected.tolist() == [1.0]  # by earned ÷ share only the other line stands for hours
    assert a_ledger((8.0, 0.0, [(0, 8, 1.0), (1, 2, 1.0)]), ramps=ramps((0, 0, 0.0))).expected.tolist() == [0.5]


def test_pools_are_sums_of_days_divided_once() -> None:
    """8 paid less 2, 6 paid of which 1 without a standard, 3 h of lines: 6 of 8 and 6 of 6 paid hours are productive.

    Earned: 2 + (1 + 1.5) × 12 ÷ 14 + 1; productive 6 + 5 + 3.
    """
    made = a_ledger(
        (8.0, 2.0, [(0, 8, NAN), (1, 2, NAN)]), (6.0, 0.0, [(1, 3, 2.0), (2, 9, 1.0)]), (NAN, 4.0, [(0, 4, 3.0)]),
        ramps=ramps((0, 102, 0.5)),
    )  # fmt: skip
    found = pooled(made, np.zeros(3, np.int64), 2)
    assert (found.earned_productive.tolist(), found.earned_paid_basis.tolist()) == ([3, 0], [2.5, 0])
    assert (found.net.tolist(), found.removed.tolist(), found.paid.tolist()) == ([14, 0], [1, 0], [14, 0])
    assert (found.paid_days.tolist(), found.paid_gross.tolist(), found.excused.tolist()) == ([2, 0], [12, 0], [2, 0])
    assert found.expected_hours.tolist() == [12.5, 0]
    assert found.utilisation[0] == pytest.approx(12 / 14)
    assert np.isnan(found.utilisation[1])
    assert found.factor.tolist() == [pytest.approx(12 / 14), 1.0]
    assert found.earned.tolist() == [pytest.approx(3 + 2.5 * 12 / 14), 0]
    assert found.value[0] == pytest.approx((3 + 2.5 * 12 / 14) / 14)
    assert np.isnan(found.value[1])
    assert found.expected.tolist() == [12.5 / 14, 1.0]
    apart = pooled(made, np.array([1, 0, 1]), 2)
    assert (apart.net.tolist(), apart.earned_productive.tolist()) == ([5, 9], [0, 3])


def test_sums_and_shares() -> None:
    assert sums(np.array([1, 1, 0]), np.array([0.5, 2.0, 3.0]), 3).tolist() == [3, 2.5, 0]
    assert sums(np.array([1, 1, 0]), None, 3).tolist() == [1, 2, 0]
    assert shares(np.array([1.0, 1.0, 1.0]), np.array([0.5, 0.0, -1.0]), 7.0).tolist() == [2, 7, 7]


def test_lines_without_charts_are_left_out_and_all_are_kept_as_they_are() -> None:
    some = Lines(np.array([0, 1]), np.array([0, 1]), np.array([NAN, 2.0]), np.array([1.0, NAN]), np.array([1.0, 2.0]))
    kept = some.entered()
    assert (kept.day.tolist(), kept.work_type.tolist(), kept.charts.tolist(), kept.weight.tolist()) == (
        [1],
        [1],
        [2],
        [2],
    )
    assert kept.entered() is kept
