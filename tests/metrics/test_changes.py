"""Changes of pace: each is told once, the widest explanation first, in panels whose truth is known."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from codedesk.metrics.changes import FoundChange, looked
from codedesk.metrics.panels import Panel
from tests.simulated.departments import Kind, Size
from tests.simulated.table import line

Floats = npt.NDArray[np.float64]
WEEKS, CHANGE = 26, 13
# Weeks vary by a pattern that is known and short, so that a change of level stands out of it: ± 3 % in turn.
WAVE = np.array([1.0, 1.03, 0.97, 1.02, 0.98])


def panel(pace: Floats, hours: Floats, *, split: bool = True) -> Panel:
    """Make a panel of pace and hours by coder, week and work type, with weeks that vary a little."""
    coders, weeks, _ = pace.shape
    wave = WAVE[(np.arange(weeks)[None, :] * (1 + np.arange(coders)[:, None]) + np.arange(coders)[:, None]) % 5]
    earned = pace * hours * wave[:, :, None]
    there = np.ones((coders, weeks), np.bool_)
    known = hours if split else np.full(hours.shape, np.nan)
    return Panel(earned, known, hours.sum(axis=2), there, np.zeros_like(there))


def even(coders: int = 6, types: int = 2, weeks: int = WEEKS) -> tuple[Floats, Floats]:
    """Return a pace of 1 everywhere, and hours that are split in another way by each coder."""
    share = np.linspace(0.2, 0.8, coders)
    hours = 35 * np.stack([share, 1 - share], axis=1)[:, None, :types] * np.ones((coders, weeks, 1))
    return np.ones((coders, weeks, types)), hours


def only(found: tuple[FoundChange, ...]) -> FoundChange:
    (change,) = found
    return change


@pytest.mark.parametrize("split", [True, False])
def test_what_slows_everybody_is_of_the_team_and_of_nobody(split: bool) -> None:
    pace, hours = even()
    pace[:, CHANGE:] *= 0.8
    change = only(looked(panel(pace, hours, split=split)).changes)
    assert (change.level, change.coder, change.work_type) == ("team", None, None)
    assert (change.first, change.last, change.shared) == (CHANGE, None, (6, 6))
    assert change.size == pytest.approx(-0.2, abs=0.01)
    assert change.low < -0.2 < change.high


def test_what_comes_and_goes_has_an_end() -> None:
    pace, hours = even()
    pace[:, 10:14] *= 0.8
    change = only(looked(panel(pace, hours)).changes)
    assert (change.level, change.first, change.last) == ("team", 10, 13)


def test_a_change_that_fades_in_steps_is_one() -> None:
    pace, hours = even()
    pace[:, 10:14] *= 0.75
    pace[:, 14:18] *= 0.9
    change = only(looked(panel(pace, hours)).changes)
    assert (change.first, change.held, change.last) == (10, 13, 17)
    assert change.size == pytest.approx(-0.25, abs=0.02)


def test_a_week_in_which_it_began_on_a_wednesday_belongs_to_the_change() -> None:
    pace, hours = even(12)
    pace[:, CHANGE - 1] *= 0.88
    pace[:, CHANGE:] *= 0.78
    change = only(looked(panel(pace, hours)).changes)
    assert (change.level, change.first, change.last) == ("team", CHANGE - 1, None)
    assert change.size == pytest.approx(-0.22, abs=0.015)


def test_of_many_coders_each_needs_more_to_be_asked_about() -> None:
    """As few quiet departments of eighteen are wrong as of six: among more coders more weeks look like a change."""
    asked = [line("nothing", 40, Size(coders=coders)).blamed for coders in (6, 18)]
    assert max(asked) <= 0.1


def test_one_coder_is_asked_about_alone() -> None:
    pace, hours = even()
    pace[2, CHANGE:] *= 0.8
    change = only(looked(panel(pace, hours)).changes)
    assert (change.level, change.coder, change.first) == ("coder", 2, CHANGE)
    assert change.size == pytest.approx(-0.2, abs=0.02)


def test_a_change_of_one_or_two_is_not_of_the_team_which_stays_when_each_is_left_out() -> None:
    pace, hours = even(coders=4)
    pace[1, CHANGE:] *= 0.5
    assert {change.level for change in looked(panel(pace, hours)).changes} == {"coder"}


def test_what_began_for_half_of_the_team_in_one_week_is_of_the_team() -> None:
    pace, hours = even(coders=4)
    pace[:2, CHANGE:] *= 0.75
    change = only(looked(panel(pace, hours)).changes)
    assert (change.level, change.first, change.shared) == ("team", CHANGE, (2, 4))


@pytest.mark.parametrize(("apart", "levels"), [(1, ["team"]), (2, ["coder", "coder"])])
def test_what_began_for_half_of_the_team_began_within_a_week(apart: int, levels: list[str]) -> None:
    pace, hours = even(coders=4)
    pace[0, CHANGE:] *= 0.7
    pace[1, CHANGE + apart :] *= 0.7
    assert [each.level for each in looked(panel(pace, hours)).changes] == levels


def test_what_began_for_two_at_other_times_is_of_each() -> None:
    pace, hours = even(coders=4)
    pace[0, 8:] *= 0.75
    pace[1, 18:] *= 0.75
    assert [(each.level, each.coder, each.first) for each in looked(panel(pace, hours)).changes] == [
        ("coder", 0, 8),
        ("coder", 1, 18),
    ]


def test_a_slow_work_type_is_of_all_who_do_it() -> None:
    pace, hours = even()
    hours[0, :, 1] = 0  # the first coder does not do it
    pace[:, CHANGE:, 1] *= 0.7
    change = only(looked(panel(pace, hours)).changes)
    assert (change.level, change.work_type, change.first, change.shared) == ("work_type", 1, CHANGE, (5, 5))
    assert change.size == pytest.approx(-0.3, abs=0.02)


def test_a_work_type_is_told_from_the_team_by_its_hours_even_where_everybody_does_as_much_of_it() -> None:
    pace, hours = even()
    hours[:] = 17.5
    pace[:, CHANGE:, 1] *= 0.7
    assert only(looked(panel(pace, hours)).changes).level == "work_type"


def test_of_a_work_type_that_one_does_alone_it_is_not_known_whether_it_is_the_work() -> None:
    pace, hours = even()
    hours[1:, :, 1] = 0
    pace[0, CHANGE:, 1] *= 0.6
    assert {change.level for change in looked(panel(pace, hours)).changes} == {"coder"}


@pytest.mark.parametrize("split", [True, False])
def test_another_mix_is_told_as_mix_and_not_as_pace(split: bool) -> None:
    pace, hours = even()
    pace[:, :, 1] = 0.7  # the second work type reads slow for everybody, all the time
    share = np.where(np.arange(WEEKS) < CHANGE, 0.9, 0.2)
    hours[0] = 35 * np.stack([share, 1 - share], axis=1)
    wobble = np.array([0.05, -0.05, 0.02, -0.02, 0.0])[np.arange(WEEKS) % 5] * 35
    hours[:, :, 0] += wobble
    hours[:, :, 1] -= wobble
    change = only(looked(panel(pace, np.maximum(hours, 0.5), split=split)).changes)
    assert (change.level, change.coder, change.first) == ("mix", 0, CHANGE)
    # By hand: 0.9 + 0.1 × 0.7 = 0.97 before, 0.2 + 0.8 × 0.7 = 0.76 after.
    assert change.size == pytest.approx(0.76 / 0.97 - 1, abs=0.04)


def test_a_learner_on_the_ramp_is_not_asked_about_and_one_clearly_below_it_is() -> None:
    pace, hours = even()
    learning = np.zeros((6, WEEKS), np.bool_)
    learning[0] = True
    pace[0] = 0.96
    assert looked(replace(panel(pace, hours), learning=learning)).changes == ()
    pace[0] = 0.7
    change = only(looked(replace(panel(pace, hours), learning=learning)).changes)
    assert (change.level, change.coder, change.last) == ("ramp", 0, None)
    assert change.size == pytest.approx(-0.3, abs=0.02)


def test_a_learner_is_not_below_the_ramp_by_what_slowed_everybody() -> None:
    pace, hours = even()
    learning = np.zeros((6, WEEKS), np.bool_)
    learning[0] = True
    pace[:, 16:] *= 0.8
    assert only(looked(replace(panel(pace, hours), learning=learning)).changes).level == "team"


def test_some_feel_it_more_and_are_not_asked_for_it() -> None:
    pace, hours = even()
    pace[:, CHANGE:] *= 0.82
    pace[3, CHANGE:] *= 0.9
    assert only(looked(panel(pace, hours)).changes).level == "team"


@pytest.mark.parametrize("weeks", [0, 1, 4, 5])
def test_too_little_says_nothing(weeks: int) -> None:
    pace, hours = even(weeks=weeks)
    assert looked(panel(pace, hours)).changes == ()


def test_nobody_and_weeks_without_work_say_nothing() -> None:
    pace, hours = even()
    assert looked(panel(pace[:0], hours[:0])).changes == ()
    empty = replace(panel(pace, hours), usable=np.zeros((6, WEEKS), np.bool_))
    assert looked(empty).changes == ()


def test_a_missing_week_is_a_gap_and_no_change() -> None:
    pace, hours = even()
    made = panel(pace, hours)
    made.usable[:, 12:15] = False
    made.earned[:, 12:15] = 0
    assert looked(made).changes == ()


def least_told(who: slice, first: int, end: int | None, kind: int | None, noise: float) -> FoundChange:
    """Return what is told of the smallest fall that anything is told of; noise: how many times the usual wave."""

    def found(fall: float) -> tuple[FoundChange, ...]:
        pace, hours = even()
        pace[who, first:end, slice(None) if kind is None else kind] *= np.exp(-fall)
        made = panel(pace, hours)
        wave = made.earned.sum(axis=2) / (pace * hours).sum(axis=2)
        return looked(replace(made, earned=made.earned * (wave ** (noise - 1))[:, :, None])).changes

    quiet, told = 0.0, 1.0
    for _ in range(12):
        middle = (quiet + told) / 2
        quiet, told = (quiet, middle) if found(middle) else (middle, told)
    return found(told)[0]


@pytest.mark.parametrize(
    ("who", "first", "end", "needed"),
    [
        (slice(None), 13, None, 3.6),
        (slice(None), 10, 20, 3.6 + 0.8),  # it is over again
        (slice(None), 10, 11, 3.6 + 0.8),
        (slice(2, 3), 13, None, 3.6214),  # of six coders: √(3.7² + 2 ln(6 ÷ 8))
        (slice(2, 3), 10, 20, 3.6214 + 0.8),
        (slice(2, 3), 10, 11, 3.6214 + 0.8 + 0.5),  # a single week
    ],
)
def test_a_change_is_told_from_so_many_standard_errors_on(
    who: slice, first: int, end: int | None, needed: float
) -> None:
    change = least_told(who, first, end, None, 8.0 if end is None or who.start is None else 4.0)
    assert change.level == ("team" if who.start is None else "coder")
    assert (change.last is None) == (end is None)
    assert needed <= abs(change.z) <= needed + 0.05


@pytest.mark.parametrize(
    ("who", "kind", "level", "least"), [(slice(None), None, "team", 0.05), (slice(2, 3), None, "coder", 0.06)]
)
def test_however_sure_a_change_is_told_from_a_least_size_on(
    who: slice, kind: int | None, level: str, least: float
) -> None:
    change = least_told(who, CHANGE, None, kind, 0.2)
    assert (change.level, change.first) == (level, CHANGE)
    assert least <= -np.log(1 + change.size) <= least + 0.002


def test_a_learner_is_read_without_what_slowed_everybody_for_a_while() -> None:
    """Everybody is 20 % slower in weeks 16 to 20; beside that the learner's last eight weeks lie at 70 %."""
    pace, hours = even()
    learning = np.zeros((6, WEEKS), np.bool_)
    learning[0] = True
    pace[0] = 0.7
    pace[:, 16:21] *= 0.8
    ramp, team = sorted(looked(replace(panel(pace, hours), learning=learning)).changes, key=lambda each: each.level)
    assert (team.level, team.first, team.last) == ("team", 16, 20)
    assert (ramp.level, ramp.coder, ramp.first, ramp.last) == ("ramp", 0, 18, None)
    assert ramp.size == pytest.approx(-0.3, abs=0.012)


@pytest.mark.parametrize(
    ("first", "end", "told"),
    [(0, 26, True), (21, 26, True), (22, 26, False), (0, 25, True), (0, 24, False)],
)
def test_five_weeks_on_the_ramp_up_to_the_last_but_one_are_asked_about(first: int, end: int, told: bool) -> None:
    pace, hours = even()
    learning = np.zeros((6, WEEKS), np.bool_)
    learning[0, first:end] = True
    pace[0] = 0.6
    found = [each for each in looked(replace(panel(pace, hours), learning=learning)).changes if each.level == "ramp"]
    assert [each.coder for each in found] == ([0] if told else [])
    assert all(each.first == max(first, end - 8) for each in found)


def test_a_learner_is_asked_about_from_a_tenth_below_the_ramp_on() -> None:
    def found(pace_of: float) -> tuple[FoundChange, ...]:
        pace, hours = even()
        learning = np.zeros((6, WEEKS), np.bool_)
        learning[0] = True
        pace[0] = pace_of
        return looked(replace(panel(pace, hours), learning=learning)).changes

    told, quiet = 0.7, 1.0
    for _ in range(12):
        middle = (told + quiet) / 2
        told, quiet = (middle, quiet) if found(middle) else (told, middle)
    assert -0.101 <= only(found(told)).size <= -0.1


@pytest.mark.parametrize(("weeks", "told"), [(5, 1), (4, 0)])
def test_five_weeks_lie_before_a_change(weeks: int, told: int) -> None:
    pace, hours = even()
    pace[:, weeks:] *= 0.75
    found = looked(panel(pace, hours)).changes
    assert [each.first for each in found if each.first == weeks] == [weeks] * told


def test_half_of_the_team_is_half_of_those_who_work() -> None:
    """Two of six fall in one week; where only four have weeks enough, two are half of them."""
    pace, hours = even()
    pace[:2, CHANGE:] *= 0.75
    made = panel(pace, hours)
    assert [each.level for each in looked(made).changes] == ["coder", "coder"]
    made.usable[4:, 4:] = False
    team = only(looked(made).changes)
    assert (team.level, team.shared, team.coder) == ("team", (2, 4), None)
    assert team.size == pytest.approx(-0.25, abs=0.02)


LIMITS: dict[Kind, tuple[float, float, float]] = {  # right at least, a coder wrongly asked at most, team told at most
    "go_live": (0.95, 0.05, 1.0),
    "one": (0.94, 0.08, 0.04),
    "mix": (0.95, 0.10, 0.04),
    "nothing": (0.95, 0.10, 0.04),
    "learner": (1.0, 0.10, 0.04),
    "work_type": (0.95, 0.08, 0.06),
    "uneven_mix": (0.95, 0.08, 0.04),
}
GROWING: tuple[Kind, ...] = ("creeps", "type_creeps")


@pytest.mark.parametrize("kind", LIMITS)
def test_in_fifty_departments_of_each_kind_it_is_told_right(kind: Kind) -> None:
    right, blamed, team = LIMITS[kind]
    found = line(kind, 50)
    assert found.right >= right
    assert found.blamed <= blamed
    assert found.team <= team
    assert found.alarms <= 0.03


@pytest.mark.parametrize("kind", ["go_live", "one", "nothing", "uneven_mix"])
def test_in_fifty_departments_of_twelve_coders_it_is_told_right(kind: Kind) -> None:
    right, _, team = LIMITS[kind]
    found = line(kind, 50, Size(coders=12))
    assert found.right >= right
    assert found.blamed <= 0.08
    assert found.team <= team


@pytest.mark.parametrize("kind", GROWING)
def test_what_grows_for_half_a_year_is_one_change_and_asked_of_nobody(kind: Kind) -> None:
    found = line(kind, 40, Size(weeks=52, at=26))
    assert found.right >= 0.95
    assert found.alone >= 0.85
    assert found.blamed <= 0.12


def test_it_is_told_soon() -> None:
    assert (line("go_live", 20, delays=True).delay or 0) <= 2
    assert (line("one", 30, delays=True).delay or 0) <= 3


def test_weeks_that_carry_over_raise_few_questions() -> None:
    found = line("nothing", 50, Size(carried=0.35))
    assert found.alarms <= 0.15
    assert found.team <= 0.08


def test_two_years_of_history_find_the_go_live_of_the_last_quarter() -> None:
    found = line("go_live", 10, Size(weeks=117, at=106))
    assert found.right == 1.0
