"""All weeks kept small, by hand: read as they were and by another standard, with the half year behind a week."""

from datetime import date, timedelta

import numpy as np
import pytest

from codedesk.metrics.histories import EPOCH, LATELY, History, RowWeeks, enough, history_of, type_history_of
from codedesk.metrics.standards import Floats, Standards
from codedesk.metrics.tallies import LogTally, week_prints, weeks_of
from codedesk.metrics.week_sums import Cells
from codedesk.metrics.weekly_pace import WeeklyPace
from tests.metrics.test_panels import LOG, MONDAY, NAN, STANDARDS, a_ledger

FIRST = date(2026, 6, 1)
NO_STANDARDS = Standards(*(np.zeros(0, np.int64),) * 2, np.zeros(0), np.zeros(0, np.bool_), np.zeros(0), ())


def standards(*rows: tuple[int, int, float], paid: bool = False) -> Standards:
    """Return standards of (work type, week from which on, charts an hour)."""
    kinds, weeks, rates = (np.array(column) for column in zip(*rows, strict=True))
    count = len(rows)
    return Standards(kinds, MONDAY + 7 * weeks, rates, np.full(count, paid), np.full(count, 0.95), ("",) * count)


def history(by: Standards, cells: list[tuple[int, int, float]], weeks: int = 2) -> History:
    """Return one row of 10 hours a week; cells: week, standard, hours earned. Half of the paid hours are productive."""
    week, row, earned = np.array(cells, np.float64).reshape(len(cells), 3).T
    made = Cells(week.astype(int), row.astype(int), earned)
    only = RowWeeks(np.full(weeks, 10.0), np.ones(weeks, np.bool_), np.zeros(weeks, np.bool_), made, earned / 2)
    return History(tuple(FIRST + timedelta(7 * each) for each in range(weeks)), 1, by, lambda _: only)


def test_days_are_counted_from_1970() -> None:
    assert date(1970, 1, 1) == EPOCH
    assert history(STANDARDS, []).first_day == MONDAY


def test_a_week_is_read_as_it_was_and_by_another_standard() -> None:
    """8 h earned at 4 an hour are 32 charts: at 5 an hour 6.4 h. A type whose standard stays is read as before."""
    kept = history(standards((0, 0, 4.0), (0, 1, 5.0), (1, 0, 2.0)), [(0, 0, 8.0), (0, 2, 1.0), (1, 1, 6.0)])
    assert kept.pace(0).tolist() == [0.9, 0.6]
    assert kept.pace(0, np.array([1, 2])).tolist() == [pytest.approx(0.74), 0.6]
    assert kept.pace(0, np.array([0, 2])).tolist() == [0.9, pytest.approx(0.75)]


def test_hours_of_a_standard_on_paid_hours_count_times_the_utilisation() -> None:
    """The standard that reads the week decides: 8 h on paid hours, half of them productive, are 4 h."""
    by = Standards(
        np.array([0, 0]), np.array([0, MONDAY]), np.array([4.0, 2.0]), np.array([True, False]), np.full(2, 0.95),
        ("", ""),
    )  # fmt: skip
    kept = history(by, [(0, 0, 8.0)])
    assert kept.pace(0)[0] == pytest.approx(0.4)
    assert kept.pace(0, np.array([1]))[0] == pytest.approx(1.6)  # 32 charts ÷ 2 are 16 h of productive time


def test_a_week_that_is_no_point_has_no_pace() -> None:
    kept = history(STANDARDS, [(0, 0, 8.0), (1, 0, 8.0)])
    own = kept.of(0)
    some = RowWeeks(np.array([10.0, 0.0]), np.array([False, True]), own.learning, own.cells, own.factored)
    assert np.isnan(History(kept.mondays, 1, STANDARDS, lambda _: some).pace(0)).all()
    assert history(NO_STANDARDS, []).pace(0).tolist() == [0, 0]


def test_the_first_standard_of_each_type_and_the_days_on_which_another_followed() -> None:
    kept = history(standards((3, 0, 1.0), (1, 2, 2.0), (1, 4, 3.0), (1, 9, 4.0), (3, 4, 2.0)), [])
    assert kept.first_standards.tolist() == [-1, 0, -1, 3]
    assert kept.changed_days == (MONDAY + 28, MONDAY + 63)
    assert kept.standards_at(MONDAY + 13).tolist() == [-1, 0, -1, 3]  # before there was any: the first
    assert kept.standards_at(MONDAY + 27).tolist() == [-1, 0, -1, 3]
    assert kept.standards_at(MONDAY + 28).tolist() == [-1, 1, -1, 4]
    nothing = history(NO_STANDARDS, [])
    assert (nothing.changed_days, nothing.first_standards.tolist()) == ((), [])
    assert nothing.standards_at(MONDAY).tolist() == []
    assert history(standards((0, 0, 1.0)), []).changed_days == ()


def test_the_half_year_up_to_a_week_has_it_and_the_twenty_six_before() -> None:
    kept = history(standards((0, 0, 1.0), (1, 0, 1.0)), [(week, week % 2, 1.0) for week in range(40)], 40)
    assert LATELY == 26
    assert kept.lately(0, 30).tolist() == [14, 13]  # weeks 4 to 30
    assert kept.lately(0, 26).tolist() == [14, 13]  # weeks 0 to 26
    assert kept.lately(0, 0).tolist() == [1, 0]
    assert kept.lately(0, 27).tolist() == [13, 14]


def test_a_new_standard_rescales_the_half_year_before_it() -> None:
    """6 h of type 0 at 4 an hour, from week 2 on 5: they are 4.8 h; 4 h of type 1 stay: 8.8 of 10."""
    by = standards((0, 0, 4.0), (0, 2, 5.0), (1, 0, 2.0), (2, 2, 7.0))
    kept = history(by, [(0, 0, 6.0), (1, 2, 4.0), (2, 1, 9.0)], 3)
    assert kept.rescaled(0, (MONDAY + 14,)).tolist() == pytest.approx([0.88])
    assert kept.rescaled(0, (MONDAY + 15, MONDAY + 13)).tolist() == [1.0, 1.0]  # nothing changes on these days
    assert kept.rescaled(0, ()).tolist() == []


def test_only_whole_weeks_before_a_day_are_rescaled() -> None:
    def on(day: int, *done: tuple[int, int, float]) -> float:
        by = Standards(
            np.zeros(2, np.int64), np.array([0, day]), np.array([4.0, 5.0]), np.zeros(2, np.bool_), np.full(2, 0.95),
            ("", ""),
        )  # fmt: skip
        return history(by, list(done)).rescaled(0, (day,)).item()

    assert on(MONDAY + 6, (0, 0, 6.0), (1, 0, 6.0)) == 1.0  # the first week is not over yet
    assert on(MONDAY + 7, (0, 0, 6.0)) == pytest.approx(0.8)
    assert on(MONDAY + 7, (1, 0, 6.0)) == 1.0  # nothing was done in it
    assert on(MONDAY + 20, (0, 0, 6.0)) == pytest.approx(0.8)
    assert on(MONDAY + 21, (1, 0, 6.0)) == 1.0  # the week before it is not in the log


def weekly(full: float = 8.0) -> WeeklyPace:
    hours = np.full((2, 2), full)
    weeks = weeks_of([LogTally.of(a_ledger(), 2, 3, 3)], MONDAY, 2)
    return WeeklyPace(weeks, (FIRST, FIRST + timedelta(7)), hours, hours)


def test_a_log_is_laid_out_by_coder_and_of_all_together_in_the_last_row() -> None:
    """As in the panel: 3 + 1.5 h in 6; 10 in 12; 4 h in 7; and 4.5 + 4 in 13. 3 hours of 8 are too few for a point."""
    kept = history_of(weekly(), STANDARDS)
    assert (kept.rows, kept.prints) == (2, ())
    assert kept.pace(0).tolist() == [0.75, pytest.approx(10 / 12)]
    assert np.nan_to_num(kept.pace(1), nan=-1).tolist() == [pytest.approx(4 / 7), -1]
    assert kept.pace(2).tolist() == [pytest.approx(8.5 / 13), pytest.approx(12 / 15)]
    assert [kept.of(row).learning.tolist() for row in range(3)] == [[False] * 2, [True] * 2, [False] * 2]
    assert [kept.of(row).net.tolist() for row in range(3)] == [[6, 12], [7, 3], [13, 15]]


def test_a_history_has_another_print_where_work_schedules_standards_or_weeks_are_others() -> None:
    tallies = [LogTally.of(a_ledger(), 2, 3, 3)]
    prints, scheduled = week_prints(tallies), [b"40", b"40"]
    kept = history_of(weekly(), STANDARDS, prints, scheduled).prints
    assert len(set(kept)) == 3
    assert history_of(weekly(), STANDARDS, prints, scheduled).prints == kept
    other = history_of(weekly(), STANDARDS, prints, [b"40", b"36"]).prints
    assert [one == now for one, now in zip(kept, other, strict=True)] == [True, False, False]
    faster = Standards(
        STANDARDS.work_type, STANDARDS.from_day, STANDARDS.rate * 2, STANDARDS.paid_basis, STANDARDS.accuracy, ("",) * 3
    )
    assert not set(history_of(weekly(), faster, prints, scheduled).prints) & set(kept)
    assert history_of(weekly(), STANDARDS, prints).prints == ()
    assert history_of(weekly(), STANDARDS, None, scheduled).prints == ()
    assert len(history_of(weekly(), STANDARDS, [], []).prints) == 1


def test_a_work_type_is_laid_out_over_the_lines_whose_hours_are_known() -> None:
    """Type 0: 3 + 4 h in 4 + 6 hours; then 10 + 2 h in 11 + 3. The hours of type 1 are said nowhere."""
    kept = type_history_of(weekly(), STANDARDS, 3, 10.0)
    assert kept.rows == 3
    assert kept.pace(0).tolist() == [0.7, pytest.approx(12 / 14)]
    assert (kept.of(0).net.tolist(), kept.of(0).learning.tolist()) == ([10, 14], [False, False])
    assert np.isnan(kept.pace(1)).all()
    assert kept.of(1).usable.tolist() == [False, False]
    assert type_history_of(weekly(), STANDARDS, 3, 11.0).of(0).usable.tolist() == [False, True]


def test_a_type_on_paid_hours_counts_times_the_utilisation_of_who_did_it() -> None:
    """4 charts ÷ 2 are 2 h × 6 of 8 paid hours are 1.5 in 2."""
    said = [(0, 0, 8.0, 2.0, [(1, 4, 2.0)]), *LOG[1:]]
    weeks = weeks_of([LogTally.of(a_ledger(log=said), 2, 3, 3)], MONDAY, 2)
    kept = type_history_of(WeeklyPace(weeks, weekly().mondays, *(np.full((2, 2), 8.0),) * 2), STANDARDS, 3, 2.0)
    assert kept.pace(1)[0] == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("net", "least", "point"), [(10.0, 10.0, True), (9.99, 10.0, False), (0.0, 0.0, False), (0.01, 0.0, True)]
)
def test_one_chart_makes_no_pace(net: float, least: float, point: bool) -> None:
    hours: Floats = np.array([net, NAN])
    assert enough(hours, least).tolist() == [point, False]
