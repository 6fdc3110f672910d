"""The pace of a team by hand: each coder's, each work type's and all pooled, with every part that it is made of."""

from dataclasses import replace

import numpy as np
import pytest

from codedesk.metrics.due_days import DueDays
from codedesk.metrics.figures import NotAudited, Pace, Paired
from codedesk.metrics.schedules import Schedules, roster
from codedesk.metrics.team_pace import TeamPace
from tests.metrics.test_accuracy import counted, read_against, scored
from tests.metrics.test_tallies import PIECES, STANDARDS

TYPES = ("Inpatient", "Emergency", "Outpatient")


def days_due() -> DueDays:
    """Every weekday of the weeks from day 95, a Monday, to day 108 is due, forty hours a week of eight a day."""
    none = np.zeros(0, np.int64)
    weeks = roster(Schedules(none, none, np.zeros((0, 7)), none, none, none, none), np.array([95, 102]), 2)
    return weeks.due_days(np.array([95, 95]), np.array([108, 108]), np.full(2, 40.0), 8.0)


TEAM = TeamPace(PIECES, STANDARDS, TYPES, days_due())


def parts(pace: Pace) -> list[tuple[str, ...]]:
    return [tuple(word for word in (part.name, part.value, part.source) if word) for part in pace.explanation.parts]


def test_the_pace_of_a_coder() -> None:
    """6 + 8 of 16 paid hours and 3.5 of lines, half an hour without a standard: 17; earned 3 + 2 + 4 × 14 ÷ 16."""
    found = TEAM.of(0)
    assert (found.earned_hours, found.productive_hours, found.value) == (8.5, 17, 0.5)
    assert (found.paid_hours, found.excused_hours, found.utilisation) == (16, 2, 0.875)
    assert (found.expected, found.to_ramp, found.on_ramp, found.paid_basis) == (1, 0.5, False, True)
    assert (found.charts, found.charts_without_standard, found.hours_without_standard) == (44, 10, 0.5)
    # day 100 is a Saturday: it stands beside the days that were due
    assert (found.days_entered, found.days_due, found.days_beside, found.days_hours_missing) == (5, 10, 1, 1)


def test_every_part_of_it_is_shown() -> None:
    assert parts(TEAM.of(0)) == [
        ("Earned, Inpatient", "12 charts ÷ 4 an hour = 3 h"),
        ("Earned, Inpatient", "10 charts ÷ 5 an hour = 2 h"),
        ("Earned, Emergency", "4 charts, 8 with their weights ÷ 2 an hour × 0.875 utilisation = 3.5 h"),
        ("Earned hours in all", "8.5 h"),
        ("Paid hours", "16 h", "3 days"),
        ("Excused other time", "2 h", "on days with paid hours"),
        ("Utilisation", "14 h ÷ 16 h = 87.5 %"),
        ("Hours of lines on days without paid hours", "3.5 h", "1 day"),
        ("Hours without a standard, taken out", "0.5 h"),
        ("Productive hours", "17 h"),
        ("Pace", "8.5 h ÷ 17 h = 50 %"),
    ]
    assert TEAM.of(0).explanation.remarks == (
        "1 day with charts but no hours: the charts are counted, the day is outside the pace.",
        "1 day with paid hours and no charts entered: the hours count.",
        "1 day without paid hours: the hours of the lines are taken.",
        "Work without a standard: 10 charts, which earn nothing.",
        "Standards on paid hours: their earned hours are multiplied by the coder’s utilisation of the period.",
    )


def test_a_learner_is_read_to_the_ramp() -> None:
    """7 productive hours of 10 paid ones, one without a standard; earned 4 + 1 + 3 × 0.8.

    Steps of 0.5 and 0.8 stand for 8 and 3.75 hours: 7 ÷ 11.75 is expected of the 7 hours.
    """
    found = TEAM.of(1)
    assert (found.productive_hours, found.value, found.on_ramp) == (7, pytest.approx(7.4 / 7), True)
    assert (found.expected, found.to_ramp) == (pytest.approx(7 / 11.75), pytest.approx(7.4 / 7 / (7 / 11.75)))
    assert parts(found)[-4:] == [
        ("Productive hours", "7 h"),
        ("Pace", "7.4 h ÷ 7 h = 105.71 %"),
        ("Expected by the ramp, weighted by hours", "4.1702 h ÷ 7 h = 59.57 %"),
        ("Pace to the ramp", "7.4 h ÷ 4.1702 h = 177.45 %"),
    ]
    assert found.explanation.remarks[:2] == (
        "1 day with more excused time than paid hours: productive hours are 0.",
        "1 day with different ramp steps and unknown line hours: weighted by earned hours ÷ ramp share.",
    )


def test_all_are_pooled_each_with_the_own_utilisation() -> None:
    found = TEAM.of(None)
    assert (found.earned_hours, found.productive_hours) == (pytest.approx(15.9), 24)
    assert (found.utilisation, found.paid_hours, found.excused_hours) == (22 / 26, 26, 5)
    assert (found.charts, found.charts_without_standard, found.days_due) == (79, 19, 20)
    assert found.expected == pytest.approx((17 + 7 * 7 / 11.75) / 24)
    assert parts(found)[2] == (
        "Earned, Emergency", "10 charts, 14 with their weights ÷ 2 an hour × 0.8429 utilisation = 5.9 h",
    )  # fmt: skip


def test_a_work_type_has_a_pace_where_all_its_lines_say_their_hours() -> None:
    assert [TEAM.hours_of_type(0, kind) for kind in range(3)] == [7, None, 0.5]
    assert [TEAM.hours_of_type(1, kind) for kind in range(3)] == [None, None, 1]
    inpatient = TEAM.of_type(0, 0)
    assert (inpatient.value, inpatient.earned_hours, inpatient.productive_hours) == (5 / 7, 5, 7)
    assert (inpatient.expected, inpatient.to_ramp, inpatient.paid_hours) == (1, 5 / 7, None)
    assert (inpatient.charts, inpatient.days_entered, inpatient.days_hours_missing) == (30, 3, 1)
    assert (inpatient.on_ramp, inpatient.paid_basis, inpatient.hours_without_standard) == (False, False, 0)
    assert inpatient.explanation.title == "Pace, Inpatient"
    assert parts(inpatient)[-2:] == [
        ("Hours of its lines with a standard", "7 h"), ("Pace", "5 h ÷ 7 h = 71.43 %"),
    ]  # fmt: skip
    assert [part[0] for part in parts(inpatient)[:-2]] == ["Earned, Inpatient"] * 2
    assert inpatient.explanation.remarks == ()


def test_of_one_whose_hours_are_not_all_known_it_is_said_and_of_one_without_a_standard_nothing_earns() -> None:
    emergency = TEAM.of_type(0, 1)
    assert (emergency.value, emergency.earned_hours, emergency.productive_hours) == (None, 3.5, 0)
    assert (emergency.to_ramp, emergency.expected, emergency.paid_basis) == (None, 1, True)
    assert emergency.explanation.remarks == (
        "The hours of its lines are not all known: no pace of its own can be had.",
    )
    other = TEAM.of_type(0, 2)
    assert (other.value, other.charts_without_standard, other.hours_without_standard) == (None, 10, 0.5)
    assert TEAM.of_type(1, 1).on_ramp is True


def test_what_is_known_of_a_work_type_is_of_the_lines_whose_hours_are() -> None:
    assert TEAM.known_of_type(0, 0) == (7, 5)
    assert TEAM.known_of_type(1, 0) == (1, 1)
    assert TEAM.known_of_type(None, 0) == (8, 6)
    assert TEAM.known_of_type(0, 1) == (0, 0)


def test_standards_and_work_types_that_were_used_are_named() -> None:
    assert TEAM.standards_of(0, 0) == (0, 1)
    assert TEAM.standards_of(1, 0) == (0,)
    assert TEAM.standards_of(None, 1) == (2,)
    assert TEAM.standards_of(0, 2) == ()
    assert (TEAM.types_of(0), TEAM.types_of(None)) == ((0, 1, 2), (0, 1, 2))
    assert TeamPace(PIECES[1:], STANDARDS, TYPES, days_due()).types_of(1) == ()
    assert (TEAM.with_data, TeamPace(PIECES[1:], STANDARDS, TYPES, days_due()).with_data) == ({0, 1}, {0})


def test_the_accurate_pace_has_the_interval_of_the_accuracy() -> None:
    audited = read_against(0.95, scored(counted(90, 10, records=10)))
    both = Paired(TEAM.of(0), audited)
    assert both.accurate_pace == pytest.approx(0.5 * 0.9)
    assert both.accurate_pace_range == (0.5 * audited.low, 0.5 * audited.high)
    for missing in (Paired(TEAM.of(0), NotAudited()), Paired(replace(TEAM.of(0), value=None), audited)):
        assert (missing.accurate_pace, missing.accurate_pace_range) == (None, None)


def test_without_hours_there_is_no_pace() -> None:
    found = TeamPace(PIECES[1:], STANDARDS, TYPES, days_due()).of(1)
    assert (found.value, found.paid_hours, found.utilisation, found.expected, found.to_ramp) == (
        None,
        None,
        None,
        1,
        None,
    )
    assert parts(found) == [("Earned hours in all", "0 h"), ("Productive hours", "0 h"), ("Pace", "n/a")]
