"""Pace up and accuracy down in words: both with their intervals, a question of a coder, a look at the process first."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from codedesk.metrics.figures import Signal
from codedesk.metrics.pace_up_accuracy_down import Opposed
from codedesk.metrics.pace_up_accuracy_down_words import told

MONDAYS = [date(2026, 1, 5) + timedelta(7 * week) for week in range(60)]
SURE = Opposed(
    coder=3, first=2, last=53, rise=0.124, rise_low=0.0551, rise_high=0.2, fall=-0.0342, fall_low=-0.0606,
    fall_high=-0.0078, audits=8, more=0,
)  # fmt: skip
SAID = (
    "Ana Diaz: pace up, accuracy down: pace 12 % higher (6 to 20 %) and accuracy 3.4 points lower "
    "(0.8 to 6.1 points) over the 52 weeks up to that of 11 Jan 2027, in 8 audits – "
)


def test_a_coder_is_asked_a_question() -> None:
    assert told(SURE, "Ana Diaz", MONDAYS) == Signal(
        kind="individual", measure="both", mark="opposed", since=date(2026, 1, 19), until=date(2027, 1, 17),
        text=f"{SAID}is there time to be exact?", size=0.124, low=0.0551, high=0.2, level="coder",
        accuracy_size=-0.0342, accuracy_low=-0.0606, accuracy_high=-0.0078,
    )  # fmt: skip


def test_of_the_team_the_process_comes_first() -> None:
    signal = told(replace(SURE, coder=None), "The team", MONDAYS)
    assert (signal.kind, signal.level) == ("process", "team")
    assert signal.text.startswith("The team: pace up")
    assert signal.text.endswith("in 8 audits – look at the process first: is there time to be exact?")


@pytest.mark.parametrize(
    ("high", "more", "words"),
    [
        (0.0123, 3, "(6.1 lower to 1.2 higher)"),
        (0.0, 1, "(6.1 lower to 0.0 higher)"),
    ],
)
def test_a_fall_that_may_be_none_says_from_how_much_less_to_how_much_more(high: float, more: int, words: str) -> None:
    text = told(replace(SURE, fall_high=high, more=more), "Ana Diaz", MONDAYS).text
    assert f"accuracy 3.4 points lower {words} over" in text
    many = {3: "3 more audits", 1: "1 more audit"}[more]
    assert text.endswith(f" – the fall may be chance: about {many} like these would tell")


def test_where_no_few_audits_would_tell_it_says_that_they_are_too_few() -> None:
    text = told(replace(SURE, fall_high=0.01, more=None), "Ana Diaz", MONDAYS).text
    assert text.endswith(" – the fall may be chance: audits are too few to tell")


def test_a_rise_of_more_than_tenfold_can_be_told_too() -> None:
    text = told(replace(SURE, rise=11.5, rise_low=9.5, rise_high=13.2), "Ana Diaz", MONDAYS).text
    assert "pace 1,150 % higher (950 to 1,320 %)" in text
