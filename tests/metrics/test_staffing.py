"""How many people work needs and how many are there, by hand: DOMAIN §7 and what is published."""

import pytest

from codedesk.metrics import staffing
from codedesk.metrics.backlogs import WorkOfType, standard_hours
from codedesk.metrics.quantities import Quantity, given
from codedesk.metrics.staffing import Supply


def hours(value: float) -> Quantity:
    return given("Hours of work", value, "h")


def test_520_standard_hours_need_3_93_fte() -> None:
    one = staffing.hours_of_one(Supply(21, 7, 0.0, 0.90))
    assert one.value == pytest.approx(132.3)
    needed = staffing.fte_needed(hours(520), one)
    assert needed.value == pytest.approx(3.9305, abs=1e-4)
    assert needed.text.replace("\u00a0", " ") == "3.93 FTE"


def test_the_steps_lead_from_paid_to_productive_hours() -> None:
    steps = Supply(20, 8, 0.10, 0.85).steps()
    assert [step.value for step in steps] == [
        "20 working days × 8 h = 160 h",
        "160 h − 10 % = 144 h",
        "144 h × 85 % = 122.4 h",
    ]


def test_750_charts_a_week_of_20_minutes_need_6_67_fte_of_37_5_productive_hours() -> None:
    """A textbook of health information management, exercise 9.9."""
    work = standard_hours("Volume", [WorkOfType("Discharges", 750, 60 / 20)], "")
    assert work.value == pytest.approx(250)
    needed = staffing.fte_needed(work, staffing.hours_of_one(Supply(5, 7.5, 0, 1)))
    assert needed.value == pytest.approx(6.6667, abs=1e-4)


def test_a_year_of_2_080_paid_hours_less_303_5_not_worked_leaves_1_776_5() -> None:
    """The productive work-year of the Social Security Administration's manual (DI 39503.230)."""
    assert Supply(260, 8, 303.5 / 2080, 1.0).productive == pytest.approx(1_776.5)


def test_1_200_encounters_a_day_at_120_a_day_need_ten() -> None:
    needed = staffing.fte_needed(
        standard_hours("Volume", [WorkOfType("Encounters", 1200, 120 / 8)], ""),
        staffing.hours_of_one(Supply(1, 8, 0, 1)),
    )
    assert needed.value == pytest.approx(10.0)


def test_42_patients_need_272_fte_where_65_percent_of_paid_time_is_worked() -> None:
    """A budget exercise: 42 × 21 h × 365 days; 2,080 paid hours, 65 % productive, 7 of 8 of these at the work."""
    one = staffing.hours_of_one(Supply(260, 8, 0.35, 7 / 8))
    assert one.value == pytest.approx(1_183)
    assert staffing.fte_needed(hours(42 * 21 * 365), one).value == pytest.approx(272.13, abs=0.005)


@pytest.mark.parametrize(("paid", "full", "expected"), [(880, 80, 11.0), (72, 80, 0.9), (6 * 40 + 4 * 24, 40, 8.4)])
def test_fte_there_are_paid_hours_over_those_of_a_full_position(paid: float, full: float, expected: float) -> None:
    """880 hours in two weeks are 11.0 FTE; six 12-hour shifts 0.9; six full-time and four 24-hour coders 8.4."""
    assert staffing.fte_there(paid, full).value == pytest.approx(expected)


def test_the_difference_is_under_nought_where_people_are_missing() -> None:
    there, needed = staffing.fte_there(120, 40), staffing.fte_needed(hours(140), hours(40))
    assert staffing.difference(there, needed).value == pytest.approx(-0.5)


def test_a_pace_of_80_percent_makes_520_hours_650() -> None:
    pace = staffing.share_of_hours("Pace", 400, 500, "no hours")
    assert pace.value == 0.8
    assert staffing.at_pace(hours(520), pace).value == pytest.approx(650)


def test_no_working_days_supply_nothing_and_say_so() -> None:
    one = staffing.hours_of_one(Supply(0, 8, 0, 0.9))
    assert staffing.fte_needed(hours(520), one).text == "no hours are planned"
    assert staffing.difference(staffing.fte_there(0, 0), staffing.fte_needed(hours(5), one)).text == "no working days"


def test_the_unit_labour_cost_of_two_salaries_and_10_400_charts_is_6_13() -> None:
    """Example 9.1 of the textbook: $31,200 + $32,552 over 2 × 260 × 20 records."""
    cost = staffing.unit_cost(given("Labour cost", 63_752, "$"), given("Charts", 10_400, "charts"))
    assert cost.text == "$6.13"
    assert staffing.unit_cost(given("Labour cost", 5, "$"), given("Charts", 0, "charts")).text == "no charts were coded"


def test_utilisation_is_productive_over_paid_hours() -> None:
    assert staffing.share_of_hours("Utilisation", 7.0, 8.0, "").value == 0.875
