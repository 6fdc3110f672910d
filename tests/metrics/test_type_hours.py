"""How long everybody was at which work, by hand: hours that lines say, and how those that none says are laid out."""

import numpy as np
import pytest

from codedesk.metrics.ledgers import between
from codedesk.metrics.pace import Ledger
from codedesk.metrics.standards import Floats, Standards
from codedesk.metrics.type_hours import Laying, TypeHours, usual_draws, usual_slowness
from tests.metrics.test_mixes import EMERGENCY, INPATIENT, Logged, a_ledger, standards

MONDAY = 20_640  # 6 July 2026, in days since 1 January 1970
USUAL = standards((INPATIENT, 0, 2.0), (EMERGENCY, 0, 12.0))
PAID = standards((INPATIENT, 0, 2.0), (EMERGENCY, 0, 12.0), paid=True)


def laying(rows: list[Logged], by: Standards = USUAL, coders: int = 1, excused: float = 0.0) -> Laying:
    return Laying(a_ledger(rows, by, excused), coders, 2)


def table(made: Laying, slow: tuple[float, float] = (1.0, 1.0), by: Standards = USUAL, day: int = MONDAY) -> TypeHours:
    return made.table(np.array([slow] * made.coders), by, day)


def hours(made: Laying, slow: tuple[float, float] = (1.0, 1.0)) -> list[list[float]]:
    """Return the hours of the first coder by week and work type."""
    found: Floats = table(made, slow).hours[0]
    return [[pytest.approx(value) for value in week] for week in found.tolist()]


@pytest.mark.parametrize(
    ("days", "weeks"), [([0], 1), ([0, 6], 1), ([6, 7], 2), ([2, 8], 2), ([6, 6], 1), ([3, 13], 2), ([6, 14], 3)]
)
def test_weeks_run_from_the_monday_before_the_first_day_to_the_last(days: list[int], weeks: int) -> None:
    made = laying([(0, MONDAY + day, 8.0, {INPATIENT: 8}) for day in days], coders=3)
    assert made.shape == (3, weeks, 2)
    assert made.net[0].sum() == 8.0 * len(days)
    assert (made.net[1:] == 0).all()


def test_a_period_without_a_day_is_one_empty_week() -> None:
    empty = Laying(_nothing(), 2, 2)
    assert empty.shape == (2, 1, 2)
    found = table(empty)
    for each in (found.earned, found.restated, found.hours, found.hours_said):
        assert each.tolist() == [[[0, 0]], [[0, 0]]]


def _nothing() -> Ledger:
    return between(a_ledger([(0, MONDAY, 8.0, {INPATIENT: 8})]), 0, 1)


def test_each_coder_s_hours_stand_in_their_own_week() -> None:
    made = laying(
        [
            (0, MONDAY + 1, 6.0, {INPATIENT: 8}),
            (1, MONDAY + 1, 8.0, {EMERGENCY: 60}),
            (1, MONDAY + 8, 7.0, {INPATIENT: 10}),
        ],
        coders=2,
    )
    assert made.net.tolist() == [[6, 0], [8, 7]]
    assert made.earned.tolist() == [[[4, 0], [0, 0]], [[0, 5], [5, 0]]]
    assert table(made).hours.tolist() == [[[6, 0], [0, 0]], [[0, 8], [7, 0]]]


def test_what_a_line_says_is_its_hours_and_the_rest_of_the_day_goes_to_the_others() -> None:
    """12 charts in 4 said hours; 6 are left of 10, for 24 emergency charts that earn 2 h."""
    made = laying([(0, MONDAY, 10.0, {INPATIENT: (12, 4.0), EMERGENCY: 24})])
    assert hours(made) == [[4.0, 6.0]]
    assert table(made).hours_said.tolist() == [[[4, 0]]]
    assert [each.tolist() for each in made.said] == [[[[6, 0]]], [[[4, 0]]]]
    assert table(made).net.tolist() == [[10]]


def test_hours_of_work_without_a_standard_are_taken_out_and_no_work_type_has_them() -> None:
    """Of 10 hours 4 were work without a standard; the quarter of an hour that emergency says leaves 5.75."""
    made = Laying(a_ledger([(0, MONDAY, 10.0, {2: (9, 4.0), INPATIENT: 8, EMERGENCY: (3, 0.25)})]), 1, 3)
    found = made.table(np.ones((1, 3)), USUAL, MONDAY)
    assert found.hours.tolist() == [[[5.75, 0.25, 0]]]
    assert found.hours_said.tolist() == [[[0, 0.25, 0]]]
    assert found.earned.tolist() == [[[4, 0.25, 0]]]
    assert found.net.tolist() == [[6]]


def test_lines_that_say_no_hours_part_the_day_by_what_their_work_usually_takes() -> None:
    """4 and 2 h earned, inpatient takes half as long again: 6 to 2, of 10 hours 7.5 and 2.5."""
    made = laying([(0, MONDAY, 10.0, {INPATIENT: 8, EMERGENCY: 24})])
    assert hours(made, (1.5, 1.0)) == [[7.5, 2.5]]
    assert hours(made) == [[pytest.approx(20 / 3), pytest.approx(10 / 3)]]


def test_no_hours_for_some_charts_are_not_said() -> None:
    made = laying([(0, MONDAY, 10.0, {INPATIENT: (8, 0.0), EMERGENCY: (24, 4.0)})])
    assert hours(made) == [[6.0, 4.0]]
    assert table(made).hours_said.tolist() == [[[0, 4]]]


def test_where_lines_say_more_than_the_day_has_the_others_stand_for_what_they_earn() -> None:
    """9 said of 8 productive hours, beside 3 h earned: 12 in all, and of the 8 they have three and one quarter."""
    made = laying([(0, MONDAY, 8.0, {INPATIENT: (10, 9.0), EMERGENCY: 36})])
    assert hours(made) == [[6.0, 2.0]]


def test_each_day_is_laid_out_by_itself() -> None:
    """On the second day nothing is said but 3 of 4 hours; on the first 6 hours are of inpatient alone."""
    made = laying([(0, MONDAY, 6.0, {INPATIENT: 2}), (0, MONDAY + 1, 4.0, {INPATIENT: (2, 3.0), EMERGENCY: 60})])
    assert hours(made) == [[9.0, 1.0]]


def test_hours_on_no_line_are_spread_over_the_week_and_of_a_week_without_lines_as_the_period_is() -> None:
    """8 of 10 said, 6 to 2: 7.5 and 2.5. A week of 4 hours without charts: 3 and 1, as all weeks together."""
    made = laying([(0, MONDAY, 10.0, {INPATIENT: (12, 6.0), EMERGENCY: (24, 2.0)}), (0, MONDAY + 7, 4.0, {})])
    assert hours(made) == [[7.5, 2.5], [3.0, 1.0]]


def test_less_than_an_hour_is_laid_out_as_many_are() -> None:
    """Half an hour and a quarter said of one hour; then 36 minutes without charts: two and one third of each."""
    made = laying([(0, MONDAY, 1.0, {INPATIENT: (1, 0.5), EMERGENCY: (3, 0.25)}), (0, MONDAY + 7, 0.6, {})])
    assert hours(made) == [[2 / 3, 1 / 3], [0.4, 0.2]]


def test_who_did_nothing_that_earns_has_hours_of_no_work() -> None:
    made = laying([(0, MONDAY, 4.0, {}), (1, MONDAY, 4.0, {INPATIENT: 8})], coders=2)
    assert table(made).hours.tolist() == [[[0, 0]], [[4, 0]]]


def test_days_without_hours_do_not_count() -> None:
    made = laying([(0, MONDAY, None, {INPATIENT: 8}), (0, MONDAY + 1, None, {EMERGENCY: (24, 3.0)})])
    assert made.earned.tolist() == [[[0, 2]]]
    assert made.net.tolist() == [[3]]


def test_work_on_paid_hours_earns_by_the_utilisation_of_the_whole_period() -> None:
    """(6 + 8) ÷ (8 + 10) of the paid hours are productive; a day whose paid hours are not known is not in it."""
    rows: list[Logged] = [
        (0, MONDAY, 8.0, {INPATIENT: 9}),
        (0, MONDAY + 1, 10.0, {INPATIENT: (9, 8.0)}),
        (0, MONDAY + 2, None, {INPATIENT: (9, 3.0)}),
    ]
    made = laying(rows, PAID, excused=2.0)
    assert made.earned.sum() == pytest.approx(13.5 * 14 / 18)
    assert made.said[0].sum() == pytest.approx(9 * 14 / 18)
    assert laying(rows, USUAL, excused=2.0).earned.sum() == pytest.approx(13.5)
    assert laying(rows[2:], PAID).earned.sum() == pytest.approx(4.5)  # nothing tells it: 1


def test_charts_are_restated_by_the_standards_of_one_day() -> None:
    """12 charts at 2 an hour are 6 h, at 3 an hour 4; those of emergency stay."""
    by = standards((INPATIENT, 0, 2.0), (INPATIENT, MONDAY + 7, 3.0), (EMERGENCY, 0, 12.0))
    made = laying([(0, MONDAY, 10.0, {INPATIENT: 12, EMERGENCY: 24})], by)
    assert table(made, by=by, day=MONDAY + 6).restated.tolist() == [[[6, 2]]]
    assert table(made, by=by, day=MONDAY + 7).restated.tolist() == [[[4, 2]]]
    assert table(made, by=by, day=MONDAY + 7).earned.tolist() == [[[6, 2]]]


def test_restated_by_a_standard_on_paid_hours_they_count_times_the_utilisation() -> None:
    """8 of 10 paid hours: 12 charts ÷ 3 are 4 h × 0.8. Before the first standard they stay what they earned."""
    by = Standards(
        np.array([0, 0, 1]), np.array([MONDAY - 7, MONDAY + 7, 0]), np.array([2.0, 3.0, 12.0]),
        np.array([False, True, False]), np.full(3, 0.95), ("",) * 3,
    )  # fmt: skip
    made = laying([(0, MONDAY, 10.0, {INPATIENT: 12})], by, excused=2.0)
    assert table(made, by=by, day=MONDAY + 7).restated[0, 0, 0] == pytest.approx(3.2)
    assert table(made, by=by, day=MONDAY - 8).restated[0, 0, 0] == pytest.approx(6.0)
    paid = laying([(0, MONDAY + 7, 10.0, {INPATIENT: 12})], by, excused=2.0)
    assert table(paid, by=by, day=MONDAY - 8).restated[0, 0, 0] == pytest.approx(3.2)


@pytest.mark.parametrize(("said", "slow"), [(30.0, 1.5), (29.9, None)])
def test_thirty_said_hours_of_a_type_tell_how_long_it_takes(said: float, slow: float | None) -> None:
    """Two periods and two coders together: 10 + 10 + the rest, for as many earned hours that it takes 1.5 times."""

    def part(coder: int, of: float, since: int = MONDAY) -> Logged:
        return coder, since, of, {INPATIENT: (of / 1.5 * 2, of)}

    periods = laying([part(0, 10.0), part(1, 10.0)], coders=2), laying([part(1, said - 20, MONDAY + 90)], coders=2)
    found = usual_slowness(periods)
    assert found.shape == (2, 2)
    if slow is None:
        assert found.tolist() == [[1, 1], [1, 1]]  # no week without its hours on lines: the ridge has nothing to read
    else:
        assert found == pytest.approx(np.array([[1.5, 1.0], [1.5, 1.0]]))
        assert usual_draws(periods, 4)[:, :, 0] == pytest.approx(np.full((4, 2), 1.5))


def test_said_hours_of_work_that_earns_nothing_tell_nothing() -> None:
    made = laying([(0, MONDAY, 40.0, {INPATIENT: (0, 40.0)})])
    assert usual_slowness((made,)).tolist() == [[1, 1]]


def test_unsplit_weeks_tell_by_their_mix_and_those_of_said_hours_are_not_read() -> None:
    """Ten weeks of inpatient alone at 80 %, ten of emergency alone at 125 %: drawn a little towards each other."""
    alone = [*[{INPATIENT: 16.0}] * 10, *[{EMERGENCY: 150.0}] * 10]
    rows: list[Logged] = [(0, MONDAY + 7 * week, 10.0, done) for week, done in enumerate(alone)]
    (slow, fast) = usual_slowness((laying(rows),))[0]
    assert 1.3 < slow / fast < 1.25**2
    # whatever the hours of the weeks, half an hour too: it is their pace that is read
    for hours in (5.0, 0.5):
        some = [
            (0, day, hours, {kind: charts * hours / 10 for kind, charts in done.items()}) for _, day, _, done in rows
        ]
        assert usual_slowness((laying([*some[::2], *rows[1::2]]),))[0] == pytest.approx([slow, fast])
    said: list[Logged] = [(0, MONDAY + 140, 10.0, {INPATIENT: (40, 10.0)})] * 2
    assert usual_slowness((laying(rows), laying(said)))[0] == pytest.approx([slow, fast])
    thin: list[Logged] = [(0, MONDAY + 140, 0.0, {INPATIENT: 16.0}), (0, MONDAY + 147, 10.0, {})]
    assert usual_slowness((laying(rows), laying([*thin, *rows[:1]])))[0] == pytest.approx(
        usual_slowness((laying(rows), laying(rows[:1])))[0], rel=0.02
    )
    draws = usual_draws((laying(rows),), 400)
    assert draws.shape == (400, 1, 2)
    assert np.log(draws).mean(axis=0)[0] == pytest.approx(np.log([slow, fast]))
