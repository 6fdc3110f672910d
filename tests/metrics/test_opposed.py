"""Pace up, accuracy down: told of both together, of the team before a coder, and of neither alone."""

from math import exp, log, sqrt

import numpy as np
import numpy.typing as npt
import pytest

from codedesk.metrics.audit_points import AuditPoints
from codedesk.metrics.changes import looked
from codedesk.metrics.opposed import Audited, Opposed, Slope, opposed
from tests.metrics.test_changes import even, panel
from tests.simulated.audited import Audited as Size
from tests.simulated.audited_table import both

Floats = npt.NDArray[np.float64]
WEEKS, YEAR = 104, 52
RISING = np.clip((np.arange(WEEKS) + 1 - YEAR) / 52, 0.0, 1.0)


def audits(value: Floats, size: float = 80.0) -> AuditPoints:
    """Make two audits a quarter of each coder, each finding what coder × week says."""
    weeks = np.tile(np.arange(3, WEEKS, 7)[: 2 * WEEKS // 13], len(value))
    coder = np.repeat(np.arange(len(value)), len(weeks) // len(value))
    none = np.full(len(weeks), -1)
    number, sizes = np.arange(len(weeks)), np.full(len(weeks), size)
    return AuditPoints(coder, coder, none, none, weeks, weeks * 7, value[coder, weeks], sizes, number)


def found(pace: Floats, accuracy: Floats) -> tuple[Opposed, ...]:
    _, hours = even(weeks=WEEKS)
    seen = looked(panel(np.repeat(pace[:, :, None], 2, axis=2), hours))
    return opposed(seen.level, seen.whole, seen.noise, audits(accuracy))


def usual(coders: int = 6) -> tuple[Floats, Floats]:
    return np.ones((coders, WEEKS)), np.full((coders, WEEKS), 0.95)


def test_the_slope_is_the_published_trend_of_proportions() -> None:
    # Agresti, Categorical Data Analysis: malformations by alcohol consumption, z² = 6.57 for these scores.
    cases, whole = np.array([48, 38, 5, 1, 1]), np.array([17114, 14502, 793, 127, 38])
    share = cases.sum() / whole.sum()
    table = Audited(np.zeros(5, np.int64), np.zeros(5, np.int64), cases / whole, share * (1 - share) / whole)
    slope = Slope.of(table, np.array([0.0, 0.5, 1.5, 4.0, 7.0]))
    assert (slope.size / slope.error) ** 2 == pytest.approx(6.57, abs=0.01)


def test_levels_are_each_compared_with_themselves() -> None:
    # Two coders at 0.9 and 0.8, both 0.1 lower where the pace is 1 higher: by hand, the slope is −0.1 and not 0.
    mine = Audited(np.array([0, 0, 1, 1]), np.zeros(4, np.int64), np.array([0.9, 0.8, 0.8, 0.7]), np.full(4, 0.01))
    slope = Slope.of(mine, np.array([0.0, 1.0, 1.0, 2.0]))
    assert slope.size == pytest.approx(-0.1)
    assert slope.error == pytest.approx(sqrt(0.01 / (4 * 0.5**2)))


def test_a_coder_who_gets_faster_and_less_accurate_is_asked_about() -> None:
    pace, accuracy = usual()
    pace[2] = np.exp(log(1.15) * RISING)
    accuracy[2] -= 0.06 * RISING
    (one,) = found(pace, accuracy)
    assert (one.coder, one.first, one.last, one.audits) == (2, 52, 103, 8)
    assert one.rise == pytest.approx(0.15, abs=0.02)
    assert one.fall == pytest.approx(-0.06, abs=0.015)
    assert one.rise_low < one.rise < one.rise_high
    assert one.fall_low < one.fall < one.fall_high


def test_a_rise_alone_a_fall_alone_and_both_the_same_way_say_nothing() -> None:
    pace, accuracy = usual()
    pace[1], accuracy[4] = np.exp(log(1.2) * RISING), 0.95 - 0.08 * RISING
    pace[5], accuracy[5] = np.exp(log(1.2) * RISING), 0.90 + 0.08 * RISING
    assert found(pace, accuracy) == ()


def test_slower_and_more_accurate_is_no_such_signal() -> None:
    pace, accuracy = usual()
    pace[0], accuracy[0] = np.exp(-log(1.2) * RISING), 0.90 + 0.06 * RISING
    assert found(pace, accuracy) == ()


def test_what_all_do_is_told_of_the_team_and_asked_of_nobody() -> None:
    pace, accuracy = usual()
    pace *= np.exp(log(1.15) * RISING)
    accuracy -= 0.06 * RISING
    (team,) = found(pace, accuracy)
    assert team.coder is None
    assert team.rise == pytest.approx(0.15, abs=0.02)


def test_one_who_drags_the_team_along_is_not_the_team() -> None:
    pace, accuracy = usual(4)
    _, hours = even(4, weeks=WEEKS)
    pace[0] = np.exp(log(1.6) * RISING)
    accuracy[0] -= 0.2 * RISING
    seen = looked(panel(np.repeat(pace[:, :, None], 2, axis=2), hours))
    assert [each.coder for each in opposed(seen.level, seen.whole, seen.noise, audits(accuracy))] == [0]


def test_back_to_the_pace_from_before_a_go_live_is_no_rise() -> None:
    pace, accuracy = usual()
    pace[3, 50:64] *= 0.8
    accuracy[3, 64:] -= 0.06
    assert found(pace, accuracy) == ()


def test_too_few_audits_say_nothing() -> None:
    pace, accuracy = usual()
    pace[2] = np.exp(log(1.15) * RISING)
    accuracy[2] -= 0.06 * RISING
    _, hours = even(weeks=WEEKS)
    seen, points = looked(panel(np.repeat(pace[:, :, None], 2, axis=2), hours)), audits(accuracy)
    lately = points.where((points.week < YEAR) | (points.week > 80))
    assert [each.coder for each in opposed(seen.level, seen.whole, seen.noise, points)] == [2]
    assert opposed(seen.level, seen.whole, seen.noise, lately) == ()
    assert opposed(seen.level, seen.whole, seen.noise, points.where(points.week < 0)) == ()


def test_it_is_named_in_most_invented_departments_and_seldom_where_only_the_pace_rises() -> None:
    size = Size(coders=4)
    named, faster = both("opposed", 50, size, (4,)), both("faster", 50, size, (4,))
    assert named.after >= 0.65
    assert faster.after <= 0.2
    assert named.others + faster.others <= 0.03
    assert (named.team, faster.team) == (0, 0)


def test_it_is_hardly_ever_told_where_nothing_happens_or_the_team_changes() -> None:
    assert both("nothing", 20, Size(coders=5), (4,)).others <= 0.01
    assert both("go_live", 12, Size(coders=5), (4,)).others == 0
    together = both("team_opposed", 12, Size(coders=5), (4,))
    assert together.team >= 0.9
    assert together.after <= 0.2


def test_the_rise_is_told_as_a_share() -> None:
    pace, accuracy = usual()
    pace[2] = np.exp(log(1.15) * RISING)
    accuracy[2] -= 0.06 * RISING
    (one,) = found(pace, accuracy)
    assert one.rise_low == pytest.approx(exp(2 * log(1 + one.rise) - log(1 + one.rise_high)) - 1)
