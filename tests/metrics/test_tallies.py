"""What a piece of a log adds up to, by hand: days of each kind, work types, standards, and pieces put together."""

import numpy as np
import pytest

from codedesk.metrics.pace import Days, Ledger, Lines, ledger_of
from codedesk.metrics.standards import Ramps, Standards
from codedesk.metrics.tallies import LogTally, by_standard, days_of, log_prints, pools_of, types_of
from tests.metrics.test_panels import NAN

# Work type 0: 4 charts an hour, from day 105 on 5; work type 1: 2 an hour of paid time; work type 2: none.
STANDARDS = Standards(
    np.array([0, 0, 1]), np.array([0, 105, 0]), np.array([4.0, 5.0, 2.0]), np.array([False, False, True]),
    np.full(3, 0.95), ("",) * 3,
)  # fmt: skip
RAMPS = Ramps(np.array([1, 1]), np.array([-1, 0]), np.array([0, 0]), np.array([0.8, 0.5]), np.full(2, NAN))
# coder, day, paid, excused, other time; and lines: work type, charts, hours, weight
LOG = [
    (0, 100, 8.0, 2.0, True, [(0, 12, 4.0, 1.0), (1, 4, NAN, 2.0)]),
    (1, 100, 8.0, 0.0, False, [(0, 16, NAN, 1.0), (1, 6, NAN, 1.0), (2, 9, 1.0, 1.0)]),
    (1, 101, 2.0, 3.0, True, [(0, 4, 1.0, 1.0)]),
    (0, 102, 8.0, 0.0, False, []),
    (0, 103, NAN, 0.0, False, [(0, 8, NAN, 1.0), (2, 3, NAN, 1.0)]),
    (0, 104, NAN, 4.0, True, []),
    (0, 105, NAN, 0.0, False, [(0, 10, 3.0, 1.0), (2, 7, 0.5, 1.0)]),
    (0, 106, 0.0, 0.0, False, []),
    (0, 107, NAN, 0.0, False, []),
]


def a_ledger(first: int = 0, last: int = 999) -> Ledger:
    log = [row for row in LOG if first <= row[1] <= last]
    lines = [(at, *line) for at, (*_, own) in enumerate(log) for line in own]  # type: ignore[misc]
    day, kind, charts, hours, weight = np.array(lines, np.float64).reshape(len(lines), 5).T
    coder, on, paid, excused, other = (np.array([row[n] for row in log]) for n in range(5))
    made = Lines(day.astype(int), kind.astype(int), charts, hours, weight)
    return ledger_of(Days(coder, on, paid.astype(float), excused.astype(float), other), made, STANDARDS, RAMPS)


def tally(first: int = 0, last: int = 999) -> LogTally:
    return LogTally.of(a_ledger(first, last), 2, 3, 3)


PIECES = tally(0, 101), tally(102, 104), tally(105)


def test_each_coder_has_a_print() -> None:
    assert [len(prints) for prints in (tally().prints, tally().weeks.prints, log_prints(PIECES))] == [2, 2, 2]
    assert len(set(tally().prints)) == 2


def test_who_asks_for_weeks_alone_has_the_ledger_let_go_and_who_asks_for_more_has_it_made_once() -> None:
    made: list[Ledger] = []

    def make() -> Ledger:
        made.append(a_ledger())
        return made[-1]

    weeks_alone, more = LogTally(make, 2, 3, 3), LogTally(make, 2, 3, 3)
    assert weeks_alone.weeks.prints == tally().weeks.prints
    assert "ledger" not in weeks_alone.__dict__
    del made[:]
    assert more.prints == tally().prints and more.weeks.prints == tally().weeks.prints
    assert len(made) == 1 and more.ledger is made[0]


def test_which_days_hold_something_and_on_which_somebody_worked() -> None:
    days = tally()
    assert days.with_lines.tolist() == [True, True, True, False, True, False, True, False, False]
    assert days.with_data.tolist() == [True, True, True, True, True, True, True, True, False]
    assert days.worked.tolist() == [True, True, True, True, True, False, True, False, False]


def test_days_are_counted_by_their_kind() -> None:
    found = days_of([tally()])
    assert {kind: counts.tolist() for kind, counts in found.items()} == {
        "missing": [1, 0],  # charts without hours
        "over_excused": [0, 1],
        "by_lines": [1, 0],
        "idle": [1, 0],  # 8 paid hours and no chart; a day of 0 paid hours is not idle
        "by_earned": [0, 1],  # steps of 0.5 and 0.8, hours of the lines not known
        "ramped": [0, 2],
    }


def test_work_types_add_up_by_coder() -> None:
    found = tally().of_types
    assert {kind: table.tolist() for kind, table in found.items()} == {
        "charts": [[30, 4, 10], [20, 6, 9]],
        "charts_without": [[0, 0, 10], [0, 0, 9]],
        "lines": [[3, 1, 2], [2, 1, 1]],
        "counted": [[2, 1, 1], [2, 1, 1]],  # not those of the day without hours
        "unknown": [[0, 1, 0], [1, 1, 0]],
        "without_unknown": [[0, 0, 0], [0, 0, 0]],
        "hours": [[7, 0, 0.5], [1, 0, 1]],
        "net": [[7, 0, 0], [1, 0, 0]],
        "expected": [[7, 0, 0], [0.5, 0, 0]],
        "ramped": [[0, 0, 0], [2, 1, 0]],
        "paid_basis": [[0, 1, 0], [0, 1, 0]],
    }


def test_hours_that_work_without_a_standard_does_not_say_are_counted_apart() -> None:
    days = Days(np.array([0]), np.array([100]), np.array([8.0]), np.zeros(1), np.zeros(1, np.bool_))
    lines = Lines(np.array([0, 0]), np.array([2, 0]), np.array([5.0, 4.0]), np.array([NAN, NAN]), np.ones(2))
    found = LogTally.of(ledger_of(days, lines, STANDARDS, RAMPS), 2, 3, 3).of_types
    assert found["without_unknown"].tolist() == [[0, 0, 1], [0, 0, 0]]
    assert found["unknown"].tolist() == [[1, 0, 1], [0, 0, 0]]


def test_work_is_added_up_by_the_standards_that_read_it() -> None:
    """8 charts of a day without hours are read by none. 4 charts of weight 2 are 8 ÷ 2 hours on paid time."""
    made = tally()
    assert made.used.tolist() == [0, 1, 2]
    assert [each.used.tolist() for each in PIECES] == [[0, 2], [], [1]]  # each adds other rows
    for found in (by_standard([made]), by_standard(PIECES)):
        assert found.charts.tolist() == [[12, 10, 4], [20, 0, 6]]
        assert found.weighted.tolist() == [[12, 10, 8], [20, 0, 6]]
        assert found.earned.tolist() == [[3, 2, 4], [5, 0, 3]]
        assert found.earned_known.tolist() == [[3, 2, 0], [1, 0, 0]]


def test_pieces_add_up_to_the_whole() -> None:
    whole, put = pools_of([tally()]), pools_of(PIECES)
    assert (put.net.tolist(), put.earned.tolist()) == (whole.net.tolist(), whole.earned.tolist())
    assert whole.net.tolist() == [6 + 8 + 3, 7]
    assert whole.paid.tolist() == [16, 10]
    types = types_of(PIECES)
    assert {kind: table.tolist() for kind, table in types.items()} == {
        kind: table.tolist() for kind, table in tally().of_types.items()
    }
    assert PIECES[0].of_types["charts"].tolist() == [[12, 4, 0], [20, 6, 9]]  # adding up left the pieces as they were


@pytest.mark.parametrize("name", ["charts", "hours", "weight", "work_type"])
def test_a_print_tells_every_change_of_a_line(name: str) -> None:
    made = tally()
    getattr(made.ledger.lines, name)[0] += 1
    now, then = log_prints([made]), log_prints([tally()])
    assert now[0] != then[0]
    assert now[1] == then[1]


@pytest.mark.parametrize("name", ["paid", "excused", "day"])
def test_a_print_tells_every_change_of_a_day(name: str) -> None:
    made = tally()
    getattr(made.ledger.days, name)[3] += 1
    assert log_prints([made])[0] != log_prints([tally()])[0]
    assert log_prints([made])[1] == log_prints([tally()])[1]
