"""Pace by weeks and work types, by hand: which weeks have a point, what is pooled, and hours that are not known."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from codedesk.metrics.histories import type_history_of
from codedesk.metrics.pace import Days, Ledger, Lines, ledger_of
from codedesk.metrics.standards import Ramps, Standards
from codedesk.metrics.tallies import LogTally, weeks_of
from codedesk.metrics.weekly_pace import WeeklyPace
from codedesk.metrics.work_types import WorkInPieces, work_by_type

MONDAY = 20_605  # 1 June 2026, in days since 1 January 1970
MONDAYS = (date(2026, 6, 1), date(2026, 6, 8))
NAN = float("nan")
# Work type 0: 5 charts an hour of productive time; work type 1: 2 an hour of paid time; work type 2 has no standard.
STANDARDS = Standards(
    np.array([0, 1]), np.array([0, 0]), np.array([5.0, 2.0]), np.array([False, True]), np.array([0.95, 0.95]), ("", "")
)
NO_RAMPS = Ramps(*(np.zeros(0, kind) for kind in (np.int64, np.int64, np.int64, float, float)))
Line = tuple[int, float, float]  # work type, charts, hours


def log(*days: tuple[int, int, float, float, Sequence[Line]]) -> Ledger:
    """Days: coder, day from the first Monday on, paid hours, excused hours, and lines."""
    coder, day, paid, excused = (np.array(column) for column in list(zip(*days, strict=True))[:4])
    lines = [(row, *line) for row, (*_, own) in enumerate(days) for line in own]
    at, kind, charts, hours = (np.array(column) for column in zip(*lines, strict=True))
    entered = Lines(at, kind, charts.astype(float), hours.astype(float), np.ones(len(lines)))
    logged = Days(coder, MONDAY + day, paid.astype(float), excused.astype(float), excused > 0)
    return ledger_of(logged, entered, STANDARDS, NO_RAMPS)


def weekly(ledger: Ledger, hours: float = 40.0, share: Sequence[float] | None = None, coders: int = 2) -> WeeklyPace:
    weeks = weeks_of([LogTally.of(ledger, coders, 3, 2)], MONDAY, 2)
    full = np.full((coders, 2), hours)
    return WeeklyPace(weeks, MONDAYS, full, full, None if share is None else np.array(share))


def test_the_pace_of_a_week_is_earned_over_productive_hours_of_its_days() -> None:
    ledger = log(
        (0, 0, 20.0, 4.0, [(0, 60, NAN)]), (0, 4, 20.0, 0.0, [(0, 120, NAN)]), (0, 7, 30.0, 0.0, [(0, 75, NAN)])
    )
    pace, net = weekly(ledger).points_of(0)
    # 12 + 24 hours earned in 16 + 20; then 15 in 30
    assert (pace.tolist(), net.tolist()) == ([1.0, 0.5], [36, 30])
    assert weekly(ledger).paid.tolist() == [[40, 30], [0, 0]]
    assert weekly(ledger).net.tolist() == [[36, 30], [0, 0]]


@pytest.mark.parametrize(
    ("paid", "share", "point"),
    [
        (20.0, None, True), (19.99, None, False),  # half of 40 scheduled hours
        (12.0, 0.6, True), (11.9, 0.6, False),  # three of five days of the week are looked at: half of their share
        (4.0, 0.2, True), (4.0, 0.1, True), (3.9, 0.1, False),  # and never under a tenth of the whole week
    ],
)  # fmt: skip
def test_a_week_has_a_point_from_half_of_its_scheduled_hours_on(paid: float, share: float | None, point: bool) -> None:
    ledger = log((0, 0, paid, 0.0, [(0, 10, NAN)]), (0, 7, 40.0, 0.0, [(0, 200, NAN)]))
    found = weekly(ledger, share=None if share is None else [share, 1.0])
    assert found.usable_of(0).tolist() == [point, True]
    assert found.usable.tolist() == [[point, True], [False, False]]
    assert np.isnan(found.points_of(0)[0]).tolist() == [not point, False]


def test_a_week_of_paid_hours_without_productive_ones_is_a_gap() -> None:
    ledger = log((0, 0, 24.0, 24.0, [(0, 1, NAN)]), (0, 7, 40.0, 0.0, [(0, 200, NAN)]))
    assert weekly(ledger).usable_of(0).tolist() == [False, True]


def test_the_hours_of_lines_count_where_paid_hours_are_not_known() -> None:
    ledger = log((0, 0, NAN, 0.0, [(0, 100, 20.0)]), (0, 7, NAN, 0.0, [(0, 100, 19.0)]))
    pace, _ = weekly(ledger).points_of(0)
    assert pace[0] == 1.0
    assert np.isnan(pace[1])


def test_the_team_is_pooled_and_needs_half_of_all_scheduled_hours() -> None:
    ledger = log(
        (0, 0, 30.0, 0.0, [(0, 150, NAN)]), (1, 0, 10.0, 0.0, [(0, 30, NAN)]), (1, 7, 39.0, 0.0, [(0, 195, NAN)])
    )
    pace, net = weekly(ledger).points_of(None)
    # 30 + 6 of 30 + 10 hours; in the other week 39 of 80 scheduled are too few
    assert (pace[0], net.tolist()) == (0.9, [40, 39])
    assert np.isnan(pace[1])
    assert weekly(ledger).usable_of(None).tolist() == [True, False]


def test_earned_hours_of_a_standard_on_paid_hours_are_read_by_the_week_s_own_utilisation() -> None:
    # 40 charts ÷ 2 = 20 hours × 30 ÷ 40 productive = 15 earned of 30; then × 1
    ledger = log((0, 0, 40.0, 10.0, [(1, 40, NAN)]), (0, 7, 40.0, 0.0, [(1, 40, NAN)]))
    found = weekly(ledger)
    assert found.points_of(0)[0].tolist() == [0.5, 0.5]
    assert found.utilisation.tolist() == [[0.75, 1.0], [1.0, 1.0]]


def by_type(ledger: Ledger, coders: int = 2) -> WorkInPieces:
    week = (ledger.days.day - MONDAY) // 7
    return WorkInPieces((work_by_type(ledger, week, 2, coders, 3),))


def parts(work: WorkInPieces, coder: int | None) -> tuple[list[list[float]], bool]:
    table, known = work.of(coder)
    return table.tolist(), known


def test_work_types_are_told_by_the_hours_of_their_lines_where_all_say_theirs() -> None:
    ledger = log(
        (0, 0, 8.0, 0.0, [(0, 20, 5.0), (1, 4, 3.0)]), (0, 7, 8.0, 0.0, [(2, 9, 8.0)]), (1, 0, 8.0, 0.0, [(0, 40, 8.0)])
    )
    found = by_type(ledger)
    assert parts(found, 0) == ([[5, 3, 0], [0, 0, 8]], True)
    assert parts(found, None) == ([[13, 3, 0], [0, 0, 8]], True)


def test_where_one_line_says_no_hours_earned_hours_tell_them() -> None:
    # 20 charts ÷ 5 = 4 hours earned; 4 ÷ 2 = 2, × 6 of 8 productive hours
    ledger = log((0, 0, 8.0, 2.0, [(0, 20, NAN), (1, 4, 3.0)]), (1, 0, 8.0, 0.0, [(0, 40, 8.0)]))
    found = by_type(ledger)
    assert parts(found, 0) == ([[4, 1.5, 0], [0, 0, 0]], False)
    assert parts(found, 1) == ([[8, 0, 0], [0, 0, 0]], True)
    assert found.of(None)[1] is False


def test_one_piece_after_the_other_is_read_by_hours_only_where_all_of_them_say_theirs() -> None:
    known = by_type(log((0, 0, 8.0, 0.0, [(0, 20, 5.0)]), (1, 7, 8.0, 0.0, [(0, 40, 8.0)])))
    unknown = by_type(log((0, 0, 8.0, 0.0, [(0, 10, NAN)]), (1, 7, 8.0, 0.0, [(0, 5, 8.0)])))
    both = WorkInPieces((*known.parts, *unknown.parts))
    assert parts(both, 0) == ([[4, 0, 0], [0, 0, 0], [2, 0, 0], [0, 0, 0]], False)
    assert parts(both, 1) == ([[0, 0, 0], [8, 0, 0], [0, 0, 0], [8, 0, 0]], True)
    assert parts(both, None)[1] is False


def test_the_pace_of_a_work_type_is_over_lines_whose_hours_are_known_all_who_do_it_pooled() -> None:
    ledger = log(
        (0, 0, 8.0, 0.0, [(0, 20, 5.0), (0, 99, NAN)]),
        (1, 1, 8.0, 0.0, [(0, 30, 5.0)]),
        (1, 7, 8.0, 0.0, [(0, 5, 2.0)]),
    )
    few = type_history_of(weekly(ledger), STANDARDS, 3, 10.0)
    assert (few.pace(0)[0], few.of(0).net.tolist()) == (1.0, [10, 2])  # 4 + 6 hours earned in 5 + 5
    assert np.isnan(few.pace(0)[1])  # 2 hours are too few
    assert type_history_of(weekly(ledger), STANDARDS, 3, 2.0).pace(0).tolist() == [1.0, 0.5]
    assert np.isnan(type_history_of(weekly(ledger), STANDARDS, 3, 0.0).pace(2)).all()
