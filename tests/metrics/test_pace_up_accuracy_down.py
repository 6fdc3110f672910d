"""Pace up, accuracy down: told of both together, of the team before a coder, and of neither alone."""

from dataclasses import replace
from datetime import date, timedelta
from math import exp, log, sqrt

import numpy as np
import numpy.typing as npt
import pytest

from codedesk.metrics.audit_points import AuditPoints
from codedesk.metrics.changes import looked
from codedesk.metrics.pace_up_accuracy_down import AuditCounts, Opposed, Slope, least_fall, opposed
from codedesk.metrics.pace_up_accuracy_down_words import told
from codedesk.metrics.signals import unsure
from tests.metrics.test_changes import even, panel
from tests.simulated.audited import Audited as Size
from tests.simulated.audited_table import both
from tests.simulated.reachable import reached

Floats = npt.NDArray[np.float64]
WEEKS, YEAR = 104, 52
MONDAYS = [date(2024, 1, 1) + timedelta(7 * week) for week in range(WEEKS)]
RISING = np.clip((np.arange(WEEKS) + 1 - YEAR) / 52, 0.0, 1.0)


def audits(value: Floats, size: float = 80.0) -> AuditPoints:
    """Make two audits a quarter of each coder, each finding what coder × week says."""
    weeks = np.tile(np.arange(3, WEEKS, 7)[: 2 * WEEKS // 13], len(value))
    coder = np.repeat(np.arange(len(value)), len(weeks) // len(value))
    none = np.full(len(weeks), -1)
    number, sizes = np.arange(len(weeks)), np.full(len(weeks), size)
    return AuditPoints(
        coder, coder, none, none, weeks, weeks * 7, value[coder, weeks], sizes, number, np.ones(len(weeks))
    )


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
    table = AuditCounts(
        np.zeros(5, np.int64), np.zeros(5, np.int64), cases / whole, share * (1 - share) / whole, np.arange(5)
    )
    slope = Slope.of(table, np.array([0.0, 0.5, 1.5, 4.0, 7.0]))
    assert (slope.size / slope.error) ** 2 == pytest.approx(6.57, abs=0.01)


def test_levels_are_each_compared_with_themselves() -> None:
    # Two coders at 0.9 and 0.8, both 0.1 lower where the pace is 1 higher: by hand, the slope is −0.1 and not 0.
    mine = AuditCounts(
        np.array([0, 0, 1, 1]), np.zeros(4, np.int64), np.array([0.9, 0.8, 0.8, 0.7]), np.full(4, 0.01), np.arange(4)
    )
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


def test_what_may_be_chance_says_how_many_more_audits_would_tell() -> None:
    """Four audits at pace 0 and four at 1, 0.05 lower there, each of variance 0.0016, so of weight 625.

    Information 8 × ¼ × 625 = 1,250, z = −0.05 × √1,250 = −1.77; 1.96 needs (1.96 ÷ 0.05)² = 1,536.6. Audits at pace 1
    of weight w beside W = 5,000 add ¼wW ÷ (w + W): 286.6 × 4 = 1,146.5, so w = 5,000 × 1,146.5 ÷ 3,853.5 = 1,487.6,
    of 625 each 2.4: three.
    """
    pace = np.array([0.0, 0, 0, 0, 1, 1, 1, 1])
    none = np.zeros(8, np.int64)
    mine = AuditCounts(none, none, 0.95 - 0.05 * pace, np.full(8, 0.0016), np.arange(8))
    slope = Slope.of(mine, pace)
    assert slope.size / slope.error == pytest.approx(-1.768, abs=1e-3)
    assert slope.more(mine, pace) == 3


def test_a_fall_that_may_be_chance_is_told_as_such_and_a_sure_one_is_asked_about() -> None:
    pace, accuracy = usual()
    pace[2] = np.exp(log(1.15) * RISING)
    accuracy[2] -= 0.03 * RISING
    (one,) = found(pace, accuracy)
    assert one.fall_high > 0
    words = told(one, "Ana Diaz", MONDAYS)
    assert words.text.endswith(f" – the fall may be chance: about {one.more} more audits like these would tell")
    assert "lower to" in words.text
    assert unsure(words)
    accuracy[2] -= 0.05 * RISING
    (sure,) = found(pace, accuracy)
    assert (sure.more, unsure(told(sure, "Ana Diaz", MONDAYS))) == (0, False)
    assert told(sure, "Ana Diaz", MONDAYS).text.endswith(" – is there time to be exact?")
    few = told(replace(one, more=None), "Ana Diaz", MONDAYS)
    assert few.text.endswith(" – the fall may be chance: audits are too few to tell")


def test_an_audit_of_two_work_types_is_one_audit() -> None:
    pace, accuracy = usual()
    pace[2] = np.exp(log(1.15) * RISING)
    accuracy[2] -= 0.06 * RISING
    _, hours = even(weeks=WEEKS)
    seen, points = looked(panel(np.repeat(pace[:, :, None], 2, axis=2), hours)), audits(accuracy, 40.0)
    halves = points.where(np.repeat(np.arange(len(points)), 2))
    (one,) = opposed(seen.level, seen.whole, seen.noise, halves)
    assert one.audits == 8


def test_who_rose_before_the_four_quarters_and_stayed_there_is_not_told_of_again() -> None:
    pace, accuracy = usual()
    pace[2], accuracy[2] = np.where(np.arange(WEEKS) < 40, 1.0, 1.15), 0.95 - 0.06 * RISING
    assert found(pace, accuracy) == ()


def test_a_rise_alone_a_fall_alone_and_both_the_same_way_say_nothing() -> None:
    pace, accuracy = usual()
    pace[1], accuracy[4] = np.exp(log(1.2) * RISING), 0.95 - 0.08 * RISING
    pace[5], accuracy[5] = np.exp(log(1.2) * RISING), 0.90 + 0.08 * RISING
    assert found(pace, accuracy) == ()


def test_slower_and_more_accurate_is_no_such_signal() -> None:
    pace, accuracy = usual()
    pace[0], accuracy[0] = np.exp(-log(1.2) * RISING), 0.90 + 0.06 * RISING
    assert found(pace, accuracy) == ()


def rising_but(gaps: list[tuple[int, int]]) -> tuple[Opposed, ...]:
    """Return what is told of a coder who gets faster and less accurate, and has gaps from some weeks to others."""
    pace, accuracy = usual()
    pace[2] = np.exp(log(1.15) * RISING)
    accuracy[2] -= 0.06 * RISING
    _, hours = even(weeks=WEEKS)
    made = panel(np.repeat(pace[:, :, None], 2, axis=2), hours)
    for first, end in gaps:
        made.usable[2, first:end] = False
    seen = looked(made)
    return opposed(seen.level, seen.whole, seen.noise, audits(accuracy))


@pytest.mark.parametrize(
    ("gaps", "told"),
    [
        ([(52, 60)], True),  # five weeks of the first quarter are there
        ([(52, 61)], False),
        ([(91, 99)], True),
        ([(91, 100)], False),
        ([(92, 104)], True),  # the last week lies in the last quarter
        ([(91, 104)], False),
    ],
)
def test_both_ends_of_the_four_quarters_are_known(gaps: list[tuple[int, int]], told: bool) -> None:
    assert [one.coder for one in rising_but(gaps)] == ([2] if told else [])


@pytest.mark.parametrize(("begun", "told"), [(69, True), (70, False)])
def test_a_rise_is_looked_for_in_thirty_five_weeks_or_more(begun: int, told: bool) -> None:
    """Who began late: the weeks from then on are all there are, and the rise over them a third of a year's."""
    pace, accuracy = usual()
    course = np.clip((np.arange(WEEKS) + 1 - begun) / (WEEKS - begun), 0.0, 1.0)
    pace[2], accuracy[2] = np.exp(log(1.3) * course), 0.95 - 0.12 * course
    _, hours = even(weeks=WEEKS)
    made = panel(np.repeat(pace[:, :, None], 2, axis=2), hours)
    made.usable[2, :begun] = False
    seen = looked(made)
    found = opposed(seen.level, seen.whole, seen.noise, audits(accuracy))
    assert [one.coder for one in found] == ([2] if told else [])


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
    assert named.after >= 0.8
    assert faster.after <= 0.25
    assert (named.shown >= 0.45, faster.shown <= 0.08) == (True, True)
    assert named.others + faster.others <= 0.03
    assert (named.team, faster.team) == (0, 0)


def test_hardly_any_test_of_the_same_audits_could_name_more() -> None:
    """Whoever knows everything else names no more than 15 in 100 more, where as many are named who only get faster."""
    found = reached(50, Size(coders=4))
    assert found.named <= found.best + 0.05
    assert found.named >= found.best - 0.15


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


def least(rise: float | None, fall: float | None, size: float) -> Opposed:
    """Return what is told of the smallest rise, or fall, that anything is told of; the other one is given."""
    pace, accuracy = usual()
    _, hours = even(weeks=WEEKS)
    course = np.clip((np.arange(WEEKS) + 1 - YEAR) / 52, 0.0, 1.0)

    def told(by: float) -> tuple[Opposed, ...]:
        up, down = pace.copy(), accuracy.copy()
        up[2] = np.exp((by if rise is None else rise) * course)
        down[2] -= (by if fall is None else fall) * course
        seen = looked(panel(np.repeat(up[:, :, None], 2, axis=2), hours))
        return opposed(seen.level, seen.whole, seen.noise, audits(down, size))

    quiet, enough = 0.0, 0.4
    for _ in range(11):
        middle = (quiet + enough) / 2
        quiet, enough = (quiet, middle) if told(middle) else (middle, enough)
    return told(enough)[0]


def test_a_rise_is_told_from_six_per_cent_and_a_fall_from_one_and_a_half_points_on() -> None:
    assert 0.06 <= least(None, 0.08, 4000.0).rise <= 0.0605
    assert -0.0155 <= least(0.2, None, 4000.0).fall <= -0.015


def test_beside_a_sure_rise_a_fall_is_told_from_half_a_standard_error_on() -> None:
    one = least(0.2, None, 6.0)
    assert 0.5 <= -one.fall / ((one.fall_high - one.fall_low) / 2 / 1.959964) <= 0.52
    assert -one.fall > 0.015


@pytest.mark.parametrize(
    ("rise", "error", "fall"),
    [
        (4.5, 0.02, 0.0176697),
        (9.0, 0.02, 0.0176697),
        (1.96, 0.02, 0.0360904),
        (3.23, 0.02, 0.0268800),  # halfway: ln 4 and ln 0.4 have the mean 0.235
        (4.5, 0.016, 0.0203086),
        (4.5, 0.01, 0.0196),  # 1.96 errors: the fall is shown
        (1.96, 0.03, 0.0499533),
        (1.96, 0.04, 0.0693614),
        (4.5, 0.005, 0.015),  # no less than one and a half points
        (4.5, 0.04, 0.02),  # no less than half an error
    ],
)
def test_the_less_sure_the_rise_is_the_likelier_a_usual_fall_must_be(rise: float, error: float, fall: float) -> None:
    """Of 5 points and none the likelihoods are as k to 1 at 2.5 points + ln k × error² ÷ 5 points.

    k is 4 beside a rise of 1.96 standard errors, 0.4 from one of 4.5 on, its logarithm straight between: with an error
    of two points 2.5 + 1.386 × 0.8 = 3.61 points, and 2.5 − 0.916 × 0.8 = 1.77.
    """
    assert least_fall(rise, error) == pytest.approx(fall, abs=1e-6)


def test_many_audits_that_show_hardly_a_fall_are_not_told_as_one() -> None:
    one = least(0.2, None, 160.0)
    error = (one.fall_high - one.fall_low) / 2 / 1.959964
    assert 0.0138 <= error <= 0.0162
    assert least_fall(9.0, error) <= -one.fall <= least_fall(9.0, error) + 0.0005


def test_each_level_is_compared_with_itself_and_codes_count_as_they_vary() -> None:
    """A level alone says nothing; of two audits of 0.9 and 0.8 at paces 0 and 1 one counts three times as much.

    Mean pace ¼ and mean accuracy 0.875: score 3 × 0.025 × −¼ + 1 × −0.075 × ¾ = −0.075, information 3 ÷ 16 + 9 ÷ 16.
    """
    mine = AuditCounts(
        np.array([0, 0, 1]), np.arange(3), np.array([0.9, 0.8, 0.1]), np.array([1 / 3, 1.0, 1.0]), np.array([0, 1, 1])
    )
    slope = Slope.of(mine, np.array([0.0, 1.0, 5.0]))
    assert (slope.score, slope.information) == (pytest.approx(-0.075), pytest.approx(0.75))
    assert (slope.size, slope.error) == (pytest.approx(-0.1), pytest.approx(sqrt(1 / 0.75)))
    assert mine.count(np.array([True, True, True])) == 2
    kept = mine.where(np.array([True, False, True]))
    assert (kept.own.tolist(), kept.level.tolist(), kept.week.tolist()) == ([0.9, 0.1], [0, 1], [0, 2])
    assert (kept.variance.tolist(), kept.audit.tolist()) == ([1 / 3, 1.0], [0, 1])


@pytest.mark.parametrize(("more", "size"), [(1, -0.0552), (12, -0.0439), (None, -0.0437), (None, -0.01)])
def test_more_audits_are_told_from_one_to_twelve(more: int | None, size: float) -> None:
    """Eight audits of weight 625, half at pace 0, half at 1, have 1,250; (1.96 ÷ size)² is what is needed.

    At 5.52 points 1,260.7: one is enough. Twelve more at pace 1, of weight 7,500 beside 5,000, add ¼ × 3,000 = 750:
    2,000 are enough at 4.383 points.
    """
    pace = np.array([0.0, 0, 0, 0, 1, 1, 1, 1])
    none = np.zeros(8, np.int64)
    mine = AuditCounts(none, none, 0.95 + size * pace, np.full(8, 0.0016), np.arange(8))
    assert Slope.of(mine, pace).more(mine, pace) == more
