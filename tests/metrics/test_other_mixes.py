"""Another mix of work, which looks like a change of pace: whose it is, and from how much on it is told."""

import numpy as np
import pytest

from codedesk.metrics.changes import looked
from codedesk.metrics.panels import Panel
from tests.metrics.test_changes import CHANGE, WEEKS, even, only, panel


def mixed(who: slice) -> Panel:
    """Some coders do 0.9 of a fast work type and then 0.2; the other one reads slow for everybody, all the time."""
    pace, hours = even()
    pace[:, :, 1] = 0.7
    share = np.where(np.arange(WEEKS) < CHANGE, 0.9, 0.2)
    hours[who] = 35 * np.stack([share, 1 - share], axis=1)
    wobble = np.array([0.05, -0.05, 0.02, -0.02, 0.0])[np.arange(WEEKS) % 5] * 35
    hours[:, :, 0] += wobble
    hours[:, :, 1] -= wobble
    return panel(pace, np.maximum(hours, 0.5))


@pytest.mark.parametrize(("who", "told"), [(slice(None), [None]), (slice(0, 3), [None]), (slice(0, 2), [0, 1])])
def test_another_mix_of_half_the_team_is_the_team_s(who: slice, told: list[int | None]) -> None:
    found = looked(mixed(who)).changes
    assert [(change.level, change.coder, change.first) for change in found] == [
        ("mix", coder, CHANGE) for coder in told
    ]
    if told == [None] and who.stop is None:
        assert found[0].size == pytest.approx(0.76 / 0.97 - 1, abs=0.04)


@pytest.mark.parametrize("split", [True, False])
def test_another_mix_is_told_where_it_is_clear_though_the_pace_varies_more(split: bool) -> None:
    """Half slow work in place of a fifth costs 0.85 ÷ 0.94, a tenth; the weeks vary by 10 %, the mix by 2 points."""
    pace, hours = even()
    pace[:, :, 1] = 0.7
    week = np.arange(WEEKS)
    turn = (week + 3 * np.arange(6)[:, None]) % 7
    pace *= np.array([1.1, 0.88, 1.02, 0.92, 1.1, 1.0, 0.98])[turn][:, :, None]
    slow = np.where(week < CHANGE, 0.2, 0.5) + np.array([0.02, -0.02, 0.01, -0.01, 0.0])[week % 5]
    hours[0] = 35 * np.stack([1 - slow, slow], axis=1)
    change = only(looked(panel(pace, hours, split=split)).changes)
    assert (change.level, change.coder, change.first, change.last) == ("mix", 0, CHANGE, None)
    assert change.size == pytest.approx(0.85 / 0.94 - 1, abs=0.015)


def test_another_mix_that_costs_a_twenty_fifth_is_told_where_it_is_clear() -> None:
    """Of work at 80 % of the standard half in place of 30 %: 0.9 ÷ 0.94 of the pace, so 4.3 % less; 3 are enough."""
    pace, hours = even()
    pace[:, :, 1] = 0.8
    hours[0] = [24.5, 10.5]
    hours[0, CHANGE:] = 17.5
    change = only(looked(panel(pace, hours)).changes)
    assert (change.level, change.coder, change.first, change.last) == ("mix", 0, CHANGE, None)
    assert change.size == pytest.approx(0.9 / 0.94 - 1, abs=0.005)


def test_a_slow_work_type_is_no_other_mix_where_shares_of_the_earned_hours_tell_the_mix() -> None:
    """Its share of what is earned falls with its pace, though everybody's hours stay as they were."""
    pace, hours = even(8)
    pace[:, :, 1] = 0.6
    pace[:, CHANGE:, 1] *= 0.6
    found = looked(panel(pace, hours, split=False)).changes
    assert (found[0].level, found[0].work_type, found[0].first) == ("work_type", 1, CHANGE)
    assert not [change for change in found if change.level == "mix"]


def moving(moved: float, slow: float = 0.8) -> Panel:
    """Half of some hours go to slower work for good, while 0 to 0.2 of them are very slow work from week to week."""
    pace, hours = even()
    pace, hours = (np.concatenate([each, each[:, :, :1]], axis=2) for each in (pace, hours))
    hours[:, :, 2] = 0.05 * 35
    pace[:, :, 1], pace[:, :, 2] = slow, 0.4
    week = np.arange(WEEKS)
    seldom = np.array([0.0, 0.2, 0.1, 0.2, 0.0, 0.16, 0.04])[week * 3 % 7]
    slower = np.where(week < CHANGE, 0.1, 0.1 + moved)
    hours[0] = 35 * np.stack([1 - seldom - slower, slower, seldom], axis=1)
    return panel(pace, hours)


def test_hours_that_went_to_other_work_types_tell_another_mix_though_what_they_cost_varies() -> None:
    """0.1 of slow work becomes 0.6: 0.84 ÷ 0.94 of the pace, in weeks that vary by as much for want of a third type."""
    change = only(looked(moving(0.5)).changes)
    assert (change.level, change.coder, change.first, change.last) == ("mix", 0, CHANGE, None)
    assert change.size == pytest.approx(0.82 / 0.92 - 1, abs=0.02)
    assert change.low < change.size < change.high < 0


def test_hours_that_moved_a_little_or_to_work_of_the_same_speed_are_no_other_mix() -> None:
    assert looked(moving(0.2, 0.6)).changes == ()
    assert looked(moving(0.5, 0.97)).changes == ()


def test_where_nobody_works_there_is_no_other_mix() -> None:
    pace, hours = even()
    assert looked(panel(pace[:0], hours[:0])).changes == ()
    assert looked(panel(pace[:, :, :0], hours[:, :, :0])).changes == ()
