"""Audited weeks around a standard: which hours count, quartiles as published, and when nothing is told. By hand."""

from dataclasses import replace

import numpy as np
import pytest

from codedesk.metrics.calibration import RateSpread, spread, too_little, weeks_of
from codedesk.metrics.rates import Assumed, pace_of, rate
from codedesk.metrics.standards import Ramps
from tests.metrics.test_mixes import EMERGENCY, INPATIENT, MONDAY, USUAL, a_ledger, standards, weeks


def test_the_quartiles_of_a_published_example() -> None:
    """Hyndman and Fan (1996) type 7, as R's default: of 1 to 10 the quarters are 3.25, 5.5 and 7.75."""
    assert spread(np.arange(1.0, 11.0)) == RateSpread(5.5, 3.25, 7.75)


def test_hours_are_those_of_the_lines_and_of_days_with_one_work_type() -> None:
    """12 charts in 6 said hours; 15 charts on a day of 10 hours with nothing else; 8 charts beside others: unknown."""
    made = a_ledger(weeks({INPATIENT: (12, 6.0), EMERGENCY: (30, 3.0)}, {INPATIENT: 15}, {INPATIENT: 8, EMERGENCY: 40}))
    found = weeks_of(made, INPATIENT, MONDAY)
    assert found.day.tolist() == [MONDAY, MONDAY + 7, MONDAY + 14]
    assert found.charts.tolist() == [12.0, 15.0, 8.0]
    assert found.hours[:2].tolist() == [6.0, 10.0]
    assert np.isnan(found.hours[2])
    assert not found.learning.any()


def test_charts_count_by_their_weight_and_those_of_a_week_are_added_up() -> None:
    """Of one week 8 × 1.5 and 4 × 1.5 charts in 3 + 2 said hours; of the other coder 6 × 1.5 in a day of ten."""
    rows = [
        (0, MONDAY, 10.0, {INPATIENT: (8, 3.0)}), (0, MONDAY + 6, 10.0, {INPATIENT: (4, 2.0), EMERGENCY: 12}),
        (1, MONDAY + 6, 10.0, {INPATIENT: 6}), (1, MONDAY + 7, None, {INPATIENT: 9}),
    ]  # fmt: skip
    plain = a_ledger(rows)
    lines = replace(plain.lines, weight=np.full(len(plain.lines.day), 1.5))
    found = weeks_of(replace(plain, lines=lines), INPATIENT, MONDAY)
    assert (found.coder.tolist(), found.day.tolist()) == ([0, 1], [MONDAY, MONDAY])
    assert (found.charts.tolist(), found.hours.tolist()) == ([18.0, 9.0], [5.0, 10.0])


def test_of_two_lines_of_one_work_type_the_day_is_parted_and_no_hours_for_charts_are_not_said() -> None:
    rows = [(0, MONDAY, 10.0, {INPATIENT: (6, 0.0)}), (0, MONDAY + 1, 0.0, {INPATIENT: 4})]
    found = weeks_of(a_ledger(rows), INPATIENT, MONDAY)
    assert (found.charts.tolist(), found.hours.tolist()) == ([10.0], [10.0])


def test_weeks_on_a_ramp_say_so() -> None:
    from codedesk.metrics.pace import ledger_of  # noqa: PLC0415

    plain = a_ledger(weeks({INPATIENT: (12, 6.0)}))
    step = Ramps(np.array([0]), np.array([-1]), np.array([0]), np.array([0.5]), np.array([np.nan]))
    assert weeks_of(ledger_of(plain.days, plain.lines, USUAL, step), INPATIENT, MONDAY).learning.tolist() == [True]


@pytest.mark.parametrize(
    ("weeks_by_coder", "told"),
    [
        ((4, 4, 4), ""),
        ((6, 5), "from 12 coder-weeks of 3 coders on"),
        ((20, 20), "from 12 coder-weeks of 3 coders on"),
        ((3, 3, 3), "from 12 coder-weeks of 3 coders on"),
        ((12, 3, 3), ""),
        ((13, 3, 3), "where no coder has more than two thirds of the weeks"),
    ],
)
def test_nothing_is_told_that_would_tell_of_one_person(weeks_by_coder: tuple[int, ...], told: str) -> None:
    assert too_little(np.repeat(np.arange(len(weeks_by_coder)), weeks_by_coder)) == told


@pytest.mark.parametrize(
    ("unit", "pace"),
    [("per_hour", 3.0), ("per_day", 24.0), ("per_week", 120.0), ("minutes_per_chart", 20.0)],
)
def test_a_rate_is_said_as_the_standard_is_stated(unit: str, pace: float) -> None:
    assert pace_of(3.0, unit, 8.0) == pytest.approx(pace)
    assert rate(pace, unit, 8.0) == pytest.approx(3.0)


def test_units_too() -> None:
    """3 charts an hour at 4 units a chart: 12 units an hour, 96 a day of 8 hours."""
    assert pace_of(3.0, "units_per_hour", 8.0, 4.0) == pytest.approx(12.0)
    assert pace_of(3.0, "units_per_day", 8.0, 4.0) == pytest.approx(96.0)


def test_an_assumed_standard_lies_over_the_others_and_leaves_them_as_they_are() -> None:
    by = standards((INPATIENT, 0, 2.0), (INPATIENT, 100, 2.5), (EMERGENCY, 0, 12.0))
    tried = Assumed(50, 1.5, paid_basis=False, accuracy=0.9, stated="1.5")

    def rates(of: object, *days: int) -> list[float]:
        rows = of.in_force(np.zeros(len(days), np.int64), np.array(days))  # type: ignore[attr-defined]
        return of.rate[rows].tolist()  # type: ignore[attr-defined,no-any-return]

    assert rates(by.with_one(tried, INPATIENT), 49, 50, 100) == [2.0, 1.5, 2.5]
    alone = Assumed(50, 1.5, paid_basis=False, accuracy=0.9, stated="1.5", alone=True)
    assert rates(by.with_one(alone, INPATIENT), 49, 50, 100) == [2.0, 1.5, 1.5]
    moved = Assumed(50, 1.5, paid_basis=False, accuracy=0.9, stated="1.5", in_place_of=100)
    assert rates(by.with_one(moved, INPATIENT), 49, 50, 100) == [2.0, 1.5, 1.5]
    assert rates(by, 49, 50, 100) == [2.0, 2.0, 2.5]
