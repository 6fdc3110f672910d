"""What a log adds up to by weeks, whole or in pieces, and the prints that tell whether it has changed."""

from dataclasses import replace

import numpy as np
import pytest

from codedesk.metrics.groups import different
from codedesk.metrics.ledgers import between
from codedesk.metrics.pace import Days, Ledger, Lines, ledger_of
from codedesk.metrics.standards import Ramps, Standards
from codedesk.metrics.tallies import LogTally, log_prints, week_prints, weeks_of
from codedesk.metrics.week_sums import TABLES, WeekSums

MONDAY = 20_605  # 1 June 2026, in days since 1 January 1970
NONE = np.zeros(0, np.int64)
STANDARDS = Standards(
    np.array([0, 1]), np.array([0, 0]), np.array([5.0, 2.0]), np.array([False, True]), np.array([0.95, 0.95]), ("", "")
)
RAMPS = Ramps(np.array([1]), np.array([-1]), np.array([MONDAY]), np.array([0.5]), np.array([np.nan]))


def log(charts: float = 20.0) -> Ledger:
    """Two coders: Monday and the Monday after; the second one learns, and her second day says no paid hours."""
    days = Days(
        coder=np.array([0, 1, 0, 1]),
        day=np.array([MONDAY, MONDAY, MONDAY + 7, MONDAY + 7]),
        paid=np.array([8.0, 8.0, 8.0, np.nan]),
        excused=np.array([2.0, 0.0, 0.0, 0.0]),
        other=np.array([True, False, False, False]),
    )
    lines = Lines(
        day=np.array([0, 0, 1, 2, 3]),
        work_type=np.array([0, 1, 0, 0, 0]),
        charts=np.array([charts, 4.0, 15.0, 30.0, 10.0]),
        hours=np.array([4.0, np.nan, 8.0, 8.0, 3.0]),
        weight=np.ones(5),
    )
    return ledger_of(days, lines, STANDARDS, RAMPS)


def tally(ledger: Ledger) -> LogTally:
    return LogTally.of(ledger, coders=2, types=2, standards=2)


def pieces(ledger: Ledger) -> tuple[LogTally, LogTally]:
    return tally(between(ledger, MONDAY, MONDAY + 6)), tally(between(ledger, MONDAY + 7, MONDAY + 13))


def test_a_log_adds_up_by_coder_and_week() -> None:
    weeks = tally(log()).weeks
    assert (weeks.first_monday, weeks.shape) == (MONDAY, (2, 2))
    assert weeks.pools.net.reshape(2, 2).tolist() == [[6, 8], [8, 3]]  # 8 less 2 excused; hours of lines without paid
    assert weeks.pools.earned_productive.reshape(2, 2).tolist() == [[4, 6], [3, 2]]  # charts ÷ 5 an hour
    assert weeks.pools.earned_paid_basis.reshape(2, 2).tolist() == [[2, 0], [0, 0]]  # 4 charts ÷ 2 an hour
    assert weeks.by_lines.tolist() == [[0, 0], [0, 3]]
    assert weeks.learning_days.tolist() == [[0, 0], [1, 1]]


def test_a_cell_holds_what_one_standard_made_of_the_lines_of_a_week() -> None:
    weeks = tally(log()).weeks
    cells = dict(
        zip(zip(weeks.coder.tolist(), weeks.week.tolist(), weeks.row.tolist(), strict=True), range(5), strict=True)
    )
    learner, unknown = cells[1, 1, 0], cells[0, 0, 1]
    assert (weeks.earned[learner], weeks.to_ramp[learner], weeks.learned[learner]) == (2, 4, 1)
    assert np.isnan(weeks.hours[unknown])
    assert (weeks.earned[unknown], weeks.earned_known[unknown], weeks.hours_known[unknown]) == (2, 0, 0)
    assert weeks.cell[learner] == 3


@pytest.mark.parametrize("before", [0, 1])
def test_pieces_put_together_are_the_whole(before: int) -> None:
    """Also in weeks that begin before the log."""
    whole = weeks_of([tally(log())], MONDAY - 7 * before, 3).whole
    joined = weeks_of(pieces(log()), MONDAY - 7 * before, 3).whole
    assert (joined.by_day == whole.by_day).all()
    order = np.lexsort((joined.row, joined.week, joined.coder))
    assert joined.earned[order].tolist() == whole.earned.tolist()
    assert joined.cell[order].tolist() == whole.cell.tolist()


def test_a_week_that_two_pieces_share_is_the_sum_of_both() -> None:
    twice = weeks_of([tally(log()), tally(log())], MONDAY, 2).whole
    assert twice.pools.net.reshape(2, 2).tolist() == [[12, 16], [16, 6]]
    assert np.bincount(twice.cell, twice.earned).tolist() == [12, 12, 6, 4]


def test_nothing_logged_adds_up_to_nothing() -> None:
    empty = tally(between(log(), 0, 1))
    assert weeks_of([empty], MONDAY, 2).whole.pools.net.tolist() == [0, 0, 0, 0]
    assert len(set(week_prints([empty]))) == 1


def test_a_print_changes_with_the_coder_whose_log_does_and_with_no_other() -> None:
    for prints in (log_prints, week_prints):
        before, after = prints(pieces(log())), prints(pieces(log(charts=21)))
        assert before == prints(pieces(log()))
        assert before[0] != after[0]
        assert before[1] == after[1]


def test_a_print_tells_the_same_work_on_another_day() -> None:
    ledger = log()
    moved = replace(ledger, days=replace(ledger.days, day=ledger.days.day + np.array([1, 0, 0, 0])))
    assert log_prints([tally(ledger)])[0] != log_prints([tally(moved)])[0]


def test_the_different_numbers_and_which_of_them_each_is() -> None:
    found, which = different(np.array([7, 2, 7, 0, 2]), 9)
    assert (found.tolist(), which.tolist()) == ([0, 2, 7], [2, 1, 2, 0, 1])
    assert [each.tolist() for each in different(NONE, 0)] == [[], []]


def test_a_print_of_a_work_type_is_another_one_where_its_own_cells_are() -> None:
    week, row = np.array([0, 1, 1]), np.array([0, 1, 2])  # standards 0 and 2 are of the first work type

    def prints(hours: list[float], start: int = 4) -> tuple[bytes, ...]:
        known, coder = np.array(hours), np.zeros(3, np.int64)
        by_day = np.zeros((TABLES, 1, 2))
        made = WeekSums(start, by_day, coder, week, row, known, known, known, known, known, known)
        return made.prints_of_types(np.array([0, 1, 0]).tobytes(), 3)

    first, second, third = prints([1.0, 2.0, 3.0])
    assert prints([1.0, 2.0, 4.0]) == (prints([1.0, 9.0, 4.0])[0], second, third)
    assert prints([1.0, 2.0, 4.0])[0] != first
    assert prints([1.0, 9.0, 3.0]) == (first, prints([0.0, 9.0, 0.0])[1], third)
    assert second not in prints([1.0, 2.0, 3.0], 11), "other weeks"
