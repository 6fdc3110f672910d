"""The weeks of one coder, or of all together, out of pieces of a log: what the whole of it says, and by hand."""

import numpy as np
import pytest

from codedesk.metrics.standards import Floats, Ints
from codedesk.metrics.tallies import weeks_of
from codedesk.metrics.weekly_work import Weeks
from tests.metrics.test_week_sums import MONDAY, log, pieces, tally


def table(week: Ints, row: Ints, what: Floats, weeks: int) -> list[list[float]]:
    """Lay hours out by week and standard."""
    made = np.zeros((weeks, 2))
    np.add.at(made, (week, row), what)
    return made.tolist()


def weeks(before: int = 0, *, on_paid: bool = True) -> Weeks:
    return weeks_of(pieces(log()), MONDAY - 7 * before, 2 + before, on_paid=on_paid)


def test_the_weeks_of_one_coder() -> None:
    own, (cells, factored) = weeks().of(0), weeks().cells_of(0)
    assert own.net.tolist() == [6, 8]  # 8 hours less 2 excused; 8 hours
    assert own.worked.tolist() == [8, 8]
    assert own.expected.tolist() == [1, 1]
    # 4 hours earned, and 2 on paid hours, of which 6 of 8 were productive; then 6
    assert own.earned.tolist() == [5.5, 6]
    assert table(cells.week, cells.row, cells.earned, 2) == [[4, 2], [6, 0]]
    assert table(cells.week, cells.row, factored, 2) == [[3, 1.5], [6, 0]]


def test_a_learner_without_paid_hours_has_those_of_her_lines() -> None:
    own = weeks().of(1)
    assert (own.net.tolist(), own.worked.tolist(), own.expected.tolist()) == ([8, 3], [8, 3], [0.5, 0.5])


def test_the_weeks_of_all_together_are_the_sums_of_their_hours() -> None:
    own, (cells, factored) = weeks().of(None), weeks().cells_of(None)
    assert (own.net.tolist(), own.worked.tolist()) == ([14, 11], [16, 11])
    assert own.earned.tolist() == [5.5 + 3, 6 + 2]
    assert table(cells.week, cells.row, cells.earned, 2) == [[7, 2], [8, 0]]
    assert table(cells.week, cells.row, factored, 2) == [[3 + 3, 1.5], [8, 0]]  # each by the own 6 of 8


def test_where_no_standard_is_on_paid_hours_the_pieces_are_enough() -> None:
    own, (cells, _) = weeks(on_paid=False).of(None), weeks(on_paid=False).cells_of(None)
    assert table(cells.week, cells.row, cells.earned, 2) == [[7, 2], [8, 0]]
    assert own.net.tolist() == [14, 11]


@pytest.mark.parametrize("before", [0, 1])
@pytest.mark.parametrize("coder", [0, 1, None])
def test_each_is_what_the_whole_says(coder: int | None, before: int) -> None:
    """Also in weeks that begin before the log."""
    made = weeks(before)
    own, (cells, _), whole = made.of(coder), made.cells_of(coder), made.whole
    mine = np.ones(len(whole.coder), np.bool_) if coder is None else whole.coder == coder
    earned, net = (each.reshape(whole.shape) for each in (whole.pools.earned, whole.pools.net))
    rows = slice(None) if coder is None else slice(coder, coder + 1)
    assert (own.earned.tolist(), own.net.tolist()) == (
        earned[rows].sum(axis=0).tolist(),
        net[rows].sum(axis=0).tolist(),
    )
    assert table(cells.week, cells.row, cells.earned, 2 + before) == table(
        whole.week[mine], whole.row[mine], whole.earned[mine], 2 + before
    )


def test_a_week_that_two_pieces_share_is_the_sum_of_both() -> None:
    twice = weeks_of([tally(log()), tally(log())], MONDAY, 2)
    assert twice.of(0).net.tolist() == [12, 16]
    assert twice.of(None).net.tolist() == [28, 22]
    assert sum(twice.cells_of(None)[0].earned.tolist()) == 2 * 17


def test_of_nothing_logged_there_are_weeks_without_hours() -> None:
    made = Weeks((), MONDAY, 3, on_paid=False)
    for coder in (0, 1, 2, 3, None):
        assert made.of(coder).net.tolist() == [0, 0, 0]
        assert not len(made.cells_of(coder)[0].week)
