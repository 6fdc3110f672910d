"""The panel as logarithms, by hand: mix taken out, how much weeks vary, and what they say about a change."""

from collections.abc import Sequence
from dataclasses import replace
from math import exp, inf, log, sqrt

import numpy as np
import pytest

from codedesk.metrics.levels import (
    Level,
    Noise,
    calmed,
    carried_over,
    levelled,
    noise_of,
    noise_of_mix,
    of_types,
    of_weeks,
)
from codedesk.metrics.panels import Panel
from codedesk.metrics.slowness import slowness
from codedesk.metrics.standards import Floats

NAN = float("nan")
Table = Sequence[Sequence[Sequence[float]]]


def panel(earned: Table, hours: Table, net: Sequence[Sequence[float]] | None = None) -> Panel:
    """Make a panel of coders, weeks and work types; its hours are all that there are where not said otherwise."""
    made, spent = np.array(earned, np.float64), np.array(hours, np.float64)
    whole = spent.sum(axis=2) if net is None else np.array(net)
    there = np.ones(whole.shape, np.bool_)
    return Panel(made, spent, whole, there, ~there)


def near(table: Floats, expected: object) -> None:
    assert table == pytest.approx(np.array(expected, np.float64), nan_ok=True)


def test_weeks_are_read_against_the_usual_pace() -> None:
    """30 and 33 hours earned in 30 and 30: 1.05 is usual."""
    found = levelled(panel([[[30], [33]]], [[[30], [30]]]))
    near(found.rest, [[-log(1.05), log(1.1 / 1.05)]])
    near(found.mix, [[log(1.05)] * 2])
    near(found.part, [[[1], [1]]])
    near(found.apart, [[[0], [0]]])
    assert (found.use.tolist(), found.hours.tolist(), found.full.tolist()) == ([[True, True]], [[30, 30]], [30])


def test_pace_is_over_all_hours_of_the_week_and_the_usual_one_over_those_of_the_lines() -> None:
    found = levelled(panel([[[30], [33]]], [[[30], [30]]], [[40, 30]]))
    near(found.rest, [[log(30 / 40) - log(1.05), log(1.1 / 1.05)]])
    assert found.full.tolist() == [35]


def test_work_types_have_their_own_usual_pace_and_what_is_off_it_stands_apart() -> None:
    """22 and 18 hours earned in 20 and 20, then 20 and 20: 1.05 and 0.95 are usual."""
    found = levelled(panel([[[22, 18], [20, 20]]], [[[20, 20], [20, 20]]]))
    first, second = log(1.1 / 1.05), log(0.9 / 0.95)
    other = log(1 / 1.05), log(1 / 0.95)
    near(found.rest, [[0, 0]])
    near(found.part, [[[0.5, 0.5]] * 2])
    half = (first - second) / 2, (other[0] - other[1]) / 2
    near(found.apart, [[[half[0], -half[0]], [half[1], -half[1]]]])


def test_another_mix_is_what_the_usual_paces_let_expect() -> None:
    """Ten hours of the fast and thirty of the slow type, then the other way round: 1.2 and 0.8 of each hour."""
    found = levelled(panel([[[12, 24], [36, 8]]], [[[10, 30], [30, 10]]]))
    near(found.mix, [[log(0.9), log(1.1)]])
    near(found.rest, [[0, 0]])
    near(found.part, [[[0.25, 0.75], [0.75, 0.25]]])
    near(found.apart, np.zeros((1, 2, 2)))


def test_where_hours_are_few_the_usual_pace_is_drawn_towards_coder_times_work_type() -> None:
    """33 and 27 of 30 hours, of another coder 27 and 33: all are 1 by coder and type, so (33 + 30) ÷ 60 and so on."""
    found = levelled(panel([[[33, 27]], [[27, 33]]], np.full((2, 1, 2), 30.0).tolist()))
    near(found.mix, [[0], [0]])
    half = (log(1.1 / 1.05) - log(0.9 / 0.95)) / 2
    near(found.apart, [[[half, -half]], [[-half, half]]])


def test_of_a_work_type_that_one_never_did_the_others_tell_the_usual_pace() -> None:
    """The second coder is 1.2 times as fast as the first, who takes twice as long for the other type."""
    found = levelled(panel([[[20, 10]], [[24, 0]]], [[[20, 20]], [[20, 0]]]))
    near(found.mix, [[log(0.75)], [log(1.2)]])
    near(found.rest, [[0], [0]])
    near(found.apart, [[[0, 0]], [[0, NAN]]])


@pytest.mark.parametrize("what", ["usable", "learning", "earned", "net"])
def test_weeks_that_are_no_point_of_a_learner_or_without_work_or_hours_are_not_used(what: str) -> None:
    made = panel([[[30], [33], [30]]], [[[30], [30], [30]]])
    table = getattr(made, what).copy()
    table[0, 1] = what == "learning"
    found = levelled(replace(made, **{what: table}))
    assert found.use.tolist() == [[True, False, True]]
    near(found.rest[:, [0, 2]], [[0, 0]])
    near(found.apart, [[[0], [NAN], [0]]])
    assert found.hours.tolist() == [[30, 0, 30]]


@pytest.mark.parametrize(
    ("hours", "full"),
    [([30, 40, 36], 36), ([20], 20), ([30, 20, 50, 40, 10], 30), ([36, 30], 33), ([9, 5, 8, 0.5], 6.5)],
)
def test_a_full_week_has_the_middle_of_the_hours(hours: list[float], full: float) -> None:
    spent = [[[each] for each in hours]]
    assert levelled(panel(spent, spent)).full.tolist() == [full]


def test_weeks_of_less_than_an_hour_are_weeks() -> None:
    """0.3 and 0.6 hours earned in 0.5 each: 0.9 is usual by them alone; drawn towards itself it stays."""
    found = levelled(panel([[[0.3], [0.6]]], [[[0.5], [0.5]]]))
    assert found.use.tolist() == [[True, True]]
    near(found.rest, [[log(0.6 / 0.9), log(1.2 / 0.9)]])
    near(found.apart, [[[0], [0]]])
    unknown = levelled(panel([[[0.3], [0.6]]], [[[NAN], [0.5]]], [[0.5, 0.5]]))
    near(unknown.apart, [[[NAN], [0]]])


def test_hours_that_are_not_known_of_work_that_was_not_done_hide_nothing() -> None:
    found = levelled(panel([[[30, 0], [30, 0]]], [[[30, NAN], [30, NAN]]], [[30, 30]]))
    near(found.part, [[[1, 0], [1, 0]]])
    near(found.apart, [[[0, NAN], [0, NAN]]])


def test_where_hours_are_not_split_the_shares_of_the_earned_hours_tell_the_mix() -> None:
    """Six weeks of the one type at 0.8, six of the other at 1.2, a half week of each at 1; then one of split hours."""
    earned = [[24.0, 0]] * 6 + [[0, 36.0]] * 6 + [[15, 15]] + [[20, 10]]
    hours = [[NAN, NAN]] * 13 + [[25, 8]]
    found = levelled(panel([earned], [hours], [[30] * 13 + [33]]))
    part = np.array([earned]) / 30
    part[0, :12] = [[1, 0]] * 6 + [[0, 1]] * 6
    use = np.array([[True] * 13 + [False]])
    slow = slowness(np.log(np.array([[0.8] * 6 + [1.2] * 6 + [1, 30 / 33]])), part, use)[0]
    assert slow[0] > 0.1 > -0.1 > slow[1]
    near(found.mix[0, :13], [-slow[0]] * 6 + [-slow[1]] * 6 + [-slow.sum() / 2])
    near(found.part[0, :13], part[0, :13])
    near(found.part[0, 13], [25 / 33, 8 / 33])
    # 20 earned of 25 hours and 10 of 8: usual by themselves, as nothing else says their hours
    assert found.mix[0, 13] == pytest.approx(log(30 / 33))
    assert np.isnan(found.apart[0, :13]).all()


def level(rest: Sequence[Sequence[float]], hours: float | Sequence[Sequence[float]] = 40.0) -> Level:
    """Make what is left of weeks of forty hours each where not said otherwise; NaN: a week that does not count."""
    made = np.array(rest, np.float64)
    use = ~np.isnan(made)
    spent = np.where(use, np.broadcast_to(hours, made.shape), 0.0)
    none = np.full((*made.shape, 1), NAN)
    full, slow = np.full(len(made), 40.0), np.zeros((len(made), 1))
    return Level(np.nan_to_num(made), none, np.ones_like(none), np.zeros_like(made), use, spent, full, slow)


STEP = 0.1**2 / 2 / 0.995  # the square of steps of 0.1 between two full weeks, less what clipping leaves
WAVE = [0.0, 0.1, 0.0, 0.1, 0.0]


def week_of(found: Level, rho: float = 0.0) -> list[float]:
    return [pytest.approx(value) for value in noise_of(found, rho).week.tolist()]


def test_noise_is_from_steps_between_neighbouring_weeks() -> None:
    assert week_of(level([WAVE])) == [sqrt(STEP)]
    assert week_of(level([WAVE]), 0.2) == [sqrt(STEP / 0.8)]
    assert week_of(level([[value - 7 for value in WAVE]])) == [sqrt(STEP)]


def test_each_coder_s_noise_stands_beside_sixty_steps_of_everybody_s() -> None:
    """Steps of 0.1 and of 0.2: in all 2.5 times the square of the smaller."""
    both = level([WAVE, [2 * value for value in WAVE]])
    shared = (4 * STEP + 4 * 4 * STEP) / 8
    assert week_of(both) == [sqrt((4 * STEP + 60 * shared) / 64), sqrt((16 * STEP + 60 * shared) / 64)]


def test_where_coders_differ_fewer_steps_of_everybody_s_stand_beside_a_coder_s_own() -> None:
    """Nine steps each, four of 0.1 and one of 0.3: everybody's square is 2.6, theirs 5 × 0.385 and 3.462 of it.

    Off 1 by 7.574 in all, by chance 5 × 0.8 × 3 ÷ 9; 6.241 and four of 0.05 ÷ 8 is 0.8051, worth 3.726 steps. So few
    are less sure: 8.484 degrees of freedom in place of 46 for nine and sixty steps.
    """
    wave = 0.1 * (np.arange(10) % 2)
    found = level([*[wave.tolist()] * 4, (3 * wave).tolist()])
    less_sure = (8.4843 * (exp(13.69 / 8.4843) - 1)) / (46 * (exp(13.69 / 46) - 1))
    drawn = [(9 * own + 3.7264 * 2.6) / 12.7264 for own in (1, 1, 1, 1, 9)]
    assert noise_of(found, 0.0).week.tolist() == [
        pytest.approx(sqrt(STEP * each * less_sure), rel=1e-4) for each in drawn
    ]


def test_four_coders_with_eight_steps_each_are_enough_to_say_how_much_coders_differ() -> None:
    """Three of steps of 0.1 and one of 0.2, everybody's square 1.75: off 1 by 2.2041 in all, by chance 4 × ¾ × 3 ÷ 8.

    1.0791 and four of 0.05 ÷ 7 is 0.18273, worth 16.418 steps: 16.279 degrees of freedom in place of 45.333.
    """
    wave = 0.1 * (np.arange(9) % 2)
    found = level([*[wave.tolist()] * 3, (2 * wave).tolist()])
    less_sure = (16.279 * (exp(13.69 / 16.279) - 1)) / (45.333 * (exp(13.69 / 45.333) - 1))
    drawn = [(8 * own + 16.418 * 1.75) / 24.418 for own in (1, 1, 1, 4)]
    assert noise_of(found, 0.0).week.tolist() == [
        pytest.approx(sqrt(STEP * each * less_sure), rel=1e-4) for each in drawn
    ]


def test_coders_who_are_as_alike_as_can_be_stand_beside_sixty_steps_and_no_more() -> None:
    assert week_of(level([(0.1 * (np.arange(10) % 2)).tolist()] * 5)) == [sqrt(STEP)] * 5


@pytest.mark.parametrize(("coders", "steps"), [(3, 9), (4, 7)])
def test_few_coders_or_few_weeks_do_not_say_how_much_coders_differ(coders: int, steps: int) -> None:
    wave = 0.1 * (np.arange(steps + 1) % 2)
    found = level([*[wave.tolist()] * (coders - 1), (2 * wave).tolist()])
    shared = (coders - 1 + 4) / coders
    assert week_of(found) == [
        sqrt(STEP * (steps * own + 60 * shared) / (steps + 60)) for own in (*[1] * (coders - 1), 4)
    ]


def test_a_step_of_a_change_counts_as_no_more_than_three_usual_ones() -> None:
    """The median of the steps is 0.1 ÷ √2; × 1.4826 × 3 is the most that the one of 5 counts."""
    found = level([[*WAVE, 5.0, 5.1, 5.0]])
    most = (3 * 1.4826 * 0.1 / sqrt(2)) ** 2 / 0.995
    shared = (6 * STEP + most) / 7
    assert week_of(found) == [sqrt((6 * STEP + most + 60 * shared) / 67)]


def test_weeks_of_few_hours_vary_more_and_a_gap_is_no_step() -> None:
    """A half week beside a full one: 0.1 ÷ √(1 + 2). Of five weeks the third is missing: two steps are left."""
    short = level([[0.0, 0.1]], [[40.0, 20.0]])
    assert week_of(short) == [sqrt(0.1**2 / 3 / 0.995)]
    assert week_of(level([[0.0, 0.1]], [[20.0, 40.0]])) == [sqrt(0.1**2 / 3 / 0.995)]
    assert week_of(level([[0.0, 0.1, NAN, 0.5, 0.6]])) == [sqrt(STEP)]


def test_where_nothing_can_be_told_seven_per_cent_are_usual_and_never_less_than_one() -> None:
    assert week_of(level([[0.5], [NAN]])) == [0.07, 0.07]
    assert week_of(level([[0.5] * 9])) == [0.01]
    assert week_of(level([[0.5] * 9]), 0.5) == [0.01 / sqrt(0.5)]


def test_another_mix_stands_out_of_its_own_weeks_and_of_a_quarter_of_the_pace_s_noise() -> None:
    """Steps of 0.08 between full weeks: 0.08 ÷ √2, with a quarter carried over ÷ √0.75; a gap is no step.

    Three steps are less sure than sixty, as Student's t of 2 degrees of freedom is than of 40; so are two, and one.
    """

    def doubt(steps: float) -> float:
        return sqrt(steps / 60 * (exp(3.7**2 * 1.5 / steps) - 1) / (exp(3.7**2 * 1.5 / 60) - 1))

    waves = [[0.0, 0.08, 0.0, 0.08], [0.0, 0.001, 0.0, 0.001], [0.0, 0.9, 0.0, 0.9], [0.0, NAN, 0.08, 0.0]]
    lone = [0.0, NAN, 0.08, NAN]
    mix = np.array([*waves, lone])
    found = replace(level((0 * mix).tolist()), mix=np.nan_to_num(mix))
    pace = Noise(np.array([0.1, 0.1, 0.2, 0.1, 0.1]), 1.0, 0.5)
    made = noise_of_mix(found, pace, 0.25)
    step = 0.08 / sqrt(2 * 0.75)
    near(made.week, [doubt(3) * step, 0.025, doubt(3) * step * 0.9 / 0.08, doubt(1) * step, inf])
    assert (made.apart, made.rho) == (1.0, 0.25)


def test_a_slow_work_type_is_taken_out_of_the_mix_where_shares_of_the_earned_hours_tell_it() -> None:
    """Half and half at 0.2 and -0.2; the first one twice as slow: it would have earned ⅔, so -0.2 × ⅔ + 0.2 × ⅓."""
    known = [[0.0, 0.0], [NAN, NAN], [NAN, NAN]]
    made = replace(
        level([[0.0, 0.0, 0.0]]),
        apart=np.array([known]),
        part=np.full((1, 3, 2), 0.5),
        mix=np.array([[0.3, 0.0, 0.0]]),
        slow=np.array([[0.2, -0.2]]),
    )
    found = made.with_mix(np.array([[log(0.5), 0], [log(0.5), 0], [0, 0]]))
    near(found.rest, [[0.3, -0.2 / 3, 0]])
    near(found.part, [[[0.5, 0.5], [2 / 3, 1 / 3], [0.5, 0.5]]])


def apart(weeks: int, size: float, hours: float = 4.0, part: float = 0.5) -> Level:
    """Make weeks of one coder in which one work type lies above and below the rest in turn."""
    made = level([[0.0] * weeks], hours)
    off = (size * (-1.0) ** np.arange(weeks))[None, :, None]
    return replace(made, apart=off, part=np.full_like(off, part))


def test_work_types_vary_by_the_median_of_more_than_twenty_steps() -> None:
    """± 0.1 in half of 4 hours, of which the rest is the other half: steps of 0.2 × √(2 ÷ ½) = 0.4, × 1.4826 ÷ √2.

    In a quarter, which is less of what it is read against: 0.2 × √(1 ÷ ¾). Never under 0.05.
    """
    assert noise_of(apart(22, 0.1), 0.0).apart == pytest.approx(1.4826 * 0.4 / sqrt(2))
    assert noise_of(apart(22, 0.1, part=0.25), 0.0).apart == pytest.approx(1.4826 * 0.2 * sqrt(4 / 3) / sqrt(2))
    assert noise_of(apart(22, 0.001), 0.0).apart == 0.05
    assert noise_of(apart(21, 0.1), 0.0).apart == inf


def test_weeks_of_one_work_type_do_not_say_how_much_it_varies_beside_others() -> None:
    assert noise_of(apart(40, 0.0, part=1.0), 0.0).apart == inf


def test_what_carries_over_makes_a_mean_vary_more() -> None:
    assert Noise(np.ones(1), 1.0, 0.5).lasting == 3.0
    assert noise_of(level([WAVE]), 0.25).rho == 0.25


def test_a_week_counts_by_its_hours_and_its_noise() -> None:
    """Half a week, noise 0.5: ½ ÷ 0.25 = 2, ÷ 3 as half of it carries over."""
    num, den = of_weeks(level([[0.3, 0.6, NAN]], [[20.0, 40.0, 40.0]]), Noise(np.array([0.5]), 1.0, 0.5))
    near(den, [[2 / 3, 4 / 3, 0]])
    near(num, [[0.2, 0.8, 0]])


def test_what_weeks_say_of_one_work_type_is_by_its_part_and_by_how_far_it_is_apart() -> None:
    """A quarter of 40 hours, 0.2 above the rest of 0.1. By weeks 4 a week (noise ½): num 0.4, den 4.

    By hours 10 ÷ 0.5² ÷ 1 = 40: num 0.4 × ¼ + 40 × 0.2 = 8.1, den 4 ÷ 16 + 40 × ¾ = 30.25.
    """
    made = level([[0.1, 0.1]])
    split = replace(made, apart=np.array([[[0.2, -0.2], [NAN, NAN]]]), part=np.array([[[0.25, 0.75], [0.25, 0.75]]]))
    num, den = next(of_types(split, Noise(np.array([0.5]), 0.5, 0.0)))
    near(num, [[8.1, 0.1]])
    near(den, [[30.25, 0.25]])
    num, den = next(of_types(split, Noise(np.array([0.5]), 0.5, 0.5)))
    near(num, [[8.1 / 3, 0.1 / 3]])
    near(den, [[30.25 / 3, 0.25 / 3]])


def test_a_group_whose_weeks_vary_together_says_less() -> None:
    """Eight weeks of two: the mean steps by 1 in units of its error, so by 1.4826² more than it should."""
    num = np.tile([0.0, 1.0], (2, 4))
    den = np.ones((2, 8))
    more = 1.4826**2
    near(calmed(num, den)[0], num / more)
    near(calmed(num, den)[1], den / more)
    near(calmed(num / 2, den)[1], den)  # half as much is less than chance
    near(calmed(num[:, :7], den[:, :7])[1], den[:, :7])  # seven weeks tell nothing of it


def test_weeks_in_which_nobody_worked_are_no_step_of_a_group() -> None:
    num, den = np.tile([0.0, 1.0], (2, 4)), np.ones((2, 8))
    with_gap = [np.insert(each, 3, 0.0, axis=1) for each in (num, den)]
    near(calmed(*with_gap)[1], np.insert(den, 3, 0.0, axis=1) / 1.4826**2)
    uneven = den * np.array([1.0, 3.0] * 4)
    near(calmed(num * 3, uneven)[1], uneven / max(1.0, 1.4826**2 / (1 / 2 + 1 / 6)))


def test_how_much_carries_over_is_the_product_of_neighbours_drawn_towards_none() -> None:
    """Two weeks up, two down, 32 in all: 16 products of +a², 15 of −a², so 1 ÷ 31 of the square.

    A bias of (1 + 3r) ÷ 32 is put back, and 31 pairs stand beside a hundred: × 31 ÷ 131.
    """
    found = level([[0.1, 0.1, -0.1, -0.1] * 8])
    assert carried_over(found) == pytest.approx((1 / 31 + (1 + 3 / 31) / 32) * 31 / 131)
    assert carried_over(level([[7.1, 7.1, 6.9, 6.9] * 8])) == pytest.approx(carried_over(found))


def test_too_few_pairs_no_spread_or_a_turn_every_week_carry_nothing_over() -> None:
    assert carried_over(level([[0.1, 0.1, -0.1, -0.1] * 7 + [0.1, 0.1]])) == 0.0  # 29 pairs
    assert carried_over(level([[0.1, 0.1, -0.1, -0.1] * 7 + [0.1, 0.1, -0.1]])) > 0.0  # 30
    assert carried_over(level([[0.3] * 60])) == 0.0
    assert carried_over(level([[0.1, -0.1] * 30])) == 0.0


def test_at_most_six_tenths_carry_over() -> None:
    assert carried_over(level([[0.1] * 300 + [-0.1] * 300])) == 0.6


def test_of_short_courses_the_bias_is_that_of_four_weeks_and_a_gap_is_no_pair() -> None:
    """Twenty coders of three weeks: 1, 1, −2 about their mean: (1 − 2) ÷ 2 per pair of (1 + 1 + 4) ÷ 3: −¼, to 0."""
    assert carried_over(level([[1.1, 1.1, -1.9]] * 20)) == 0.0
    # 1, 0, −1: no product; 0 + 1 ÷ 4, × 40 ÷ 140
    assert carried_over(level([[1.0, 0.0, -1.0]] * 20)) == pytest.approx(0.25 * 40 / 140)
    # the same with a gap before the last: pairs of one and 0 alone, of (1 + 0 + 1) ÷ 3
    assert carried_over(level([[1.0, 0.0, NAN, -1.0]] * 40)) == pytest.approx(0.25 * 40 / 140)
