"""The panel of coders, weeks and work types, by hand: what is earned, whose hours are known, who is learning."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from codedesk.metrics.pace import Days, Ledger, Lines, ledger_of
from codedesk.metrics.panels import Panel, panel_of
from codedesk.metrics.standards import Ramps, Standards
from codedesk.metrics.tallies import LogTally, weeks_of
from codedesk.metrics.weekly_pace import WeeklyPace

MONDAY = 20_605  # 1 June 2026, in days since 1 January 1970
NAN = float("nan")
# Work type 0: 4 charts an hour, from the second week on 5; work type 1: 2 an hour of paid time; work type 2: none.
STANDARDS = Standards(
    np.array([0, 0, 1]), np.array([0, MONDAY + 7, 0]), np.array([4.0, 5.0, 2.0]), np.array([False, False, True]),
    np.full(3, 0.95), ("",) * 3,
)  # fmt: skip
RAMPS = Ramps(np.array([1]), np.array([-1]), np.array([MONDAY]), np.array([0.5]), np.array([NAN]))
# coder, day from the first Monday on, paid, excused; and its lines: work type, charts, hours
Logged = tuple[int, int, float, float, list[tuple[int, int, float]]]
LOG: list[Logged] = [
    (0, 0, 8.0, 2.0, [(0, 12, 4.0), (1, 4, NAN)]),
    (1, 1, 8.0, 0.0, [(0, 16, 6.0), (2, 9, 1.0)]),
    (0, 7, 8.0, 0.0, [(0, 30, 8.0)]),
    (0, 8, 4.0, 0.0, [(0, 20, 3.0)]),
    (1, 8, NAN, 0.0, [(0, 10, 3.0)]),
]


def a_ledger(standards: Standards = STANDARDS, log: Sequence[Logged] = LOG) -> Ledger:
    lines = [(row, *line) for row, (*_, own) in enumerate(log) for line in own]
    at, kind, charts, hours = (np.array(lines, np.float64).reshape(len(lines), 4)).T
    coder, day, paid, excused = np.array([row[:4] for row in log], np.float64).reshape(len(log), 4).T
    days = Days(coder.astype(int), MONDAY + day.astype(int), paid, excused, excused > 0)
    return ledger_of(
        days, Lines(at.astype(int), kind.astype(int), charts, hours, np.ones(len(lines))), standards, RAMPS
    )


def panel(made: Ledger, standards: Standards = STANDARDS) -> Panel:
    weeks = weeks_of([LogTally.of(made, 2, 3, len(standards.rate))], MONDAY, 2)
    full = np.full((2, 2), 8.0)
    return panel_of(WeeklyPace(weeks, (date(2026, 6, 1), date(2026, 6, 8)), full, full), standards, 3)


def test_work_is_laid_out_by_coder_week_and_type_by_the_standard_of_its_day() -> None:
    """12 charts ÷ 4 are 3 h; 4 ÷ 2 are 2 h × 6 of 8 paid hours; 16 ÷ 4 are 4 h at half a standard, so 8.

    Then 30 ÷ 5 and 20 ÷ 5 are 6 + 4 h in 8 + 3 hours; and 10 ÷ 5 are 2 h of a learner, so 4.
    """
    found = panel(a_ledger())
    assert found.shape == (2, 2, 3)
    assert found.earned.tolist() == [[[3, 1.5, 0], [10, 0, 0]], [[8, 0, 0], [4, 0, 0]]]
    assert np.nan_to_num(found.hours, nan=-1).tolist() == [[[4, -1, 0], [11, 0, 0]], [[6, 0, 0], [3, 0, 0]]]
    assert found.net.tolist() == [[6, 12], [7, 3]]  # an hour of 8 was work without a standard
    assert found.usable.tolist() == [[True, True], [True, False]]  # 3 hours are less than half of 8
    assert found.learning.tolist() == [[False, False], [True, True]]


def test_a_day_on_the_ramp_is_a_week_of_learning_though_no_line_of_it_has_a_standard() -> None:
    found = panel(a_ledger(log=[(0, 0, 8.0, 0.0, [(0, 8, 2.0)]), (1, 1, 8.0, 0.0, [(2, 9, 1.0)])]))
    assert found.learning.tolist() == [[False, False], [True, False]]
    assert found.earned[1].tolist() == [[0, 0, 0], [0, 0, 0]]


def test_a_line_on_the_ramp_is_a_week_of_learning_though_its_day_has_no_productive_hours() -> None:
    found = panel(a_ledger(log=[(0, 0, 8.0, 0.0, [(0, 8, 2.0)]), (1, 1, 2.0, 2.0, [(0, 9, 1.0)])]))
    assert found.learning.tolist() == [[False, False], [True, False]]


def test_nothing_logged_is_a_panel_of_nothing() -> None:
    none = Standards(*(np.zeros(0, np.int64),) * 2, np.zeros(0), np.zeros(0, np.bool_), np.zeros(0), ())
    for found in (panel(a_ledger(log=[])), panel(a_ledger(none, []), none)):
        assert found.shape == (2, 2, 3)
        assert (found.earned.any(), found.hours.any(), found.usable.any(), found.learning.any()) == (False,) * 4
