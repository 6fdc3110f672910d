"""What a change of pace must reach to be told, and when a signal may be chance."""

from dataclasses import replace
from datetime import date
from math import exp, sqrt

import pytest

from codedesk.metrics.figures import Signal
from codedesk.metrics.signals import unsure
from codedesk.metrics.thresholds import Threshold, threshold_of


def test_the_team_and_a_work_type_have_one_bar_whoever_is_in_it() -> None:
    """The numbers of docs/figures.md: 3.6 and 4.1 standard errors, 5 and 7 %."""
    for coders in (2, 8, 300):
        assert threshold_of("team", coders) == Threshold(pytest.approx(3.6), 0.05)
        assert threshold_of("work_type", coders) == Threshold(pytest.approx(4.1), 0.07)


def test_one_of_eight_coders_must_reach_3_7_standard_errors_and_one_of_more_a_little_more() -> None:
    assert threshold_of("coder") == threshold_of("coder", 8) == Threshold(pytest.approx(3.7), 0.06)
    # 3.7² = 13.69; e times as many coders: 2 more
    assert threshold_of("coder", round(8 * exp(3))).lasts == pytest.approx(sqrt(13.69 + 6), abs=1e-3)
    assert threshold_of("coder", 16).lasts == pytest.approx(sqrt(13.69 + 2 * 0.693147), abs=1e-6)
    assert threshold_of("coder", 4).lasts == pytest.approx(sqrt(13.69 - 2 * 0.693147), abs=1e-6)


def test_a_mix_must_be_as_clear_as_a_coder_s_change_and_half_as_large() -> None:
    for coders in (4, 8, 20):
        assert threshold_of("mix", coders) == Threshold(threshold_of("coder", coders).lasts, 0.03)


def test_a_team_of_one_is_taken_as_two() -> None:
    assert threshold_of("coder", 1) == threshold_of("coder", 0) == threshold_of("coder", 2)
    assert threshold_of("coder", 2).lasts < threshold_of("coder", 3).lasts


OPPOSED = Signal("individual", "both", "opposed", date(2026, 7, 6), "pace up, accuracy down", accuracy_high=-0.01)


@pytest.mark.parametrize(
    ("signal", "chance"),
    [
        (OPPOSED, False),
        (replace(OPPOSED, accuracy_high=0.0), True),  # the interval of the fall holds 0
        (replace(OPPOSED, accuracy_high=0.02), True),
        (replace(OPPOSED, accuracy_high=None), False),
        (replace(OPPOSED, accuracy_high=0.02, mark="shift"), False),
    ],
)
def test_a_fall_whose_interval_holds_nothing_may_be_chance(signal: Signal, chance: bool) -> None:
    assert unsure(signal) is chance
