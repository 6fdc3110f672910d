"""What a change would do, by hand: two coders of 40 paid hours a week, 90 % productive, in eight weeks."""

import numpy as np
import pytest

from codedesk.metrics.what_ifs import ChangedWeeks, Kind, WeeksAhead, WhatIf, changed

MONDAY = 20_458  # 5 January 2026
WEEKS = 8
BASE = WeeksAhead(
    first_day=MONDAY,
    paid=np.full((2, WEEKS), 40.0),
    full_week=40.0,
    utilisation=0.9,
    shares=np.ones(2),
    rate=np.array([2.0, 5.0]),
    inflow=np.array([100.0, np.nan]),
)


def made(kind: Kind, value: float, first: int = 0, last: int | None = None, **of: int) -> ChangedWeeks:
    """Apply one part; days are counted from the first Monday."""
    return changed(BASE, [WhatIf(kind, MONDAY + first, None if last is None else MONDAY + last, value, **of)])


def test_nothing_changes_nothing() -> None:
    none = changed(BASE, [])
    assert none.paid.tolist() == none.productive.tolist() == [0.0] * WEEKS
    assert none.fte == 0.0


def test_leave_of_two_weeks_takes_40_paid_and_36_productive_hours_a_week() -> None:
    away = made("leave", 40, 0, 13, coder=0)
    assert away.paid.tolist() == [-40, -40, 0, 0, 0, 0, 0, 0]
    assert away.productive[:3] == pytest.approx([-36, -36, 0])
    assert away.fte == pytest.approx(-0.25)  # 80 h of 8 weeks × 40 h


def test_nobody_is_away_for_more_hours_than_they_have() -> None:
    assert made("leave", 60, coder=1).paid.tolist() == [-40.0] * WEEKS


def test_a_part_that_begins_on_a_wednesday_counts_three_of_five_days() -> None:
    assert made("overtime", 10, first=2).paid[:2] == pytest.approx([6, 10])


def test_a_learner_of_half_a_pace_brings_18_hours_a_week_less_and_is_paid_the_same() -> None:
    learner = made("learner", 50, coder=0)
    assert learner.paid.tolist() == [0.0] * WEEKS
    assert learner.productive[0] == pytest.approx(-18)  # 40 × 0.9 × 0.5


def test_a_hire_of_half_a_position_brings_20_paid_and_18_productive_hours() -> None:
    hire = made("hire", 0.5)
    assert (hire.paid[0], hire.productive[0], hire.fte) == (20.0, pytest.approx(18), 0.5)


def test_a_new_standard_holds_from_its_day_on_and_mixes_by_the_hours_of_a_chart() -> None:
    """Two of five days at 2 an hour, three at 3: a chart takes 0.4 × 30 + 0.6 × 20 = 24 minutes, 2.5 an hour."""
    rate = made("standard", 3, first=2, work_type=0).rate
    assert rate[0, :2] == pytest.approx([2.5, 3.0])
    assert rate[1].tolist() == [5.0] * WEEKS


def test_other_inflow_takes_the_place_of_the_usual_one() -> None:
    inflow = made("inflow", 150, first=7, work_type=0).inflow
    assert inflow[0, :3].tolist() == [100.0, 150.0, 150.0]
    assert np.isnan(inflow[1]).all()


def test_parts_add_up() -> None:
    parts = [
        WhatIf("overtime", MONDAY, None, 4.0),
        WhatIf("hire", MONDAY, None, 1.0),
        WhatIf("leave", MONDAY, None, 8, 0),
    ]
    assert changed(BASE, parts).paid[0] == 4 + 40 - 8
