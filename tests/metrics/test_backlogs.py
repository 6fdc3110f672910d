"""Work that waits in hours and days, by hand: DOMAIN §7 and what revenue-cycle pages publish."""

import pytest

from codedesk.metrics.backlogs import NEVER, WorkOfType, days_of_work, days_to_clear, dnfb_days
from codedesk.metrics.backlogs import standard_hours as hours_of
from codedesk.metrics.figures import Part
from codedesk.metrics.quantities import Quantity, given

NOTHING = "nothing waits"


def hours(value: float | None, title: str = "Hours") -> Quantity:
    return given(title, value, "h", why_not="not known")


def test_210_charts_at_2_an_hour_are_105_hours_and_3_75_days() -> None:
    waiting = hours_of("Backlog", [WorkOfType("Inpatient", 210, 2.0, "2 per productive hour")], NOTHING)
    assert waiting.value == 105.0
    assert waiting.explanation.parts == (
        Part("Inpatient", "210 charts ÷ 2 an hour = 105 h", "2 per productive hour"),
        Part("Result", "105 h"),
    )
    assert days_of_work(waiting, hours(28.0, "Productive hours a day")).value == 3.75


def test_inflow_of_22_hours_a_day_leaves_17_5_days_to_clear() -> None:
    made = days_to_clear(hours(105.0), hours(28.0), hours(22.0))
    assert made.value == 17.5  # 105 ÷ (28 − 22)
    assert [part.value for part in made.explanation.parts] == ["105 h", "28 h", "22 h", "17.5 days"]


@pytest.mark.parametrize("inflow", [28.0, 30.0])
def test_what_does_not_shrink_is_never_cleared(inflow: float) -> None:
    made = days_to_clear(hours(105.0), hours(28.0), hours(inflow))
    assert (made.value, made.text) == (None, NEVER)


def test_where_nothing_waits_nothing_is_to_be_cleared_whatever_comes_in() -> None:
    assert days_to_clear(hours(0.0), hours(28.0), hours(30.0)).value == 0.0


def test_days_to_clear_need_all_three() -> None:
    assert days_to_clear(hours(105.0), hours(28.0), hours(None)).text == "not known"


@pytest.mark.parametrize(
    ("dollars", "revenue", "days", "expected"),
    [
        (4_200_000, 54_000_000, 90, 7.0),
        (14_000_000, 2_000_000, 1, 7.0),  # a vendor's page: $2M a day, $14M unbilled are 7 days
        (2_500_000, 2_500_000, 5, 5.0),  # five days behind at $500,000 a day
    ],
)
def test_dnfb_days(dollars: float, revenue: float, days: int, expected: float) -> None:
    made = dnfb_days(given("DNFB", dollars, "$"), given("Revenue", revenue, "$"), days)
    assert made.value == pytest.approx(expected, abs=1e-12)
    assert made.explanation.parts[-2].name == "Mean daily revenue"


def test_dnfb_days_say_what_is_missing() -> None:
    revenue = given("Revenue", 54e6, "$")
    assert dnfb_days(given("DNFB", None, "$", why_not="no dollars were logged"), revenue, 90).text.startswith(
        "no dollars"
    )
    assert dnfb_days(given("DNFB", 1.0, "$"), given("Revenue", 0.0, "$"), 90).text == "no revenue was logged"


def test_hours_add_work_types_up_and_name_those_without_a_standard() -> None:
    work = [WorkOfType("Inpatient", 60, 2.0), WorkOfType("Emergency", 120, 12.0), WorkOfType("New", 40, None)]
    made = hours_of("Backlog", work, NOTHING)
    assert made.value == 40.0  # 60 ÷ 2 + 120 ÷ 12
    assert made.explanation.parts[2] == Part("New", "40 charts")
    assert made.explanation.remarks == ("New: no standard is in force, so its charts are not among the hours",)
    assert hours_of("Backlog", work[2:], NOTHING).text == "no standard is in force"
    assert hours_of("Backlog", [], NOTHING).text == NOTHING


def test_15_620_charts_of_18_minutes_are_4_686_hours() -> None:
    """The review guide for the RHIA and RHIT examinations (2011): 15,620 × 18 ÷ 60."""
    made = hours_of("Volume", [WorkOfType("Records", 15_620, 60 / 18)], NOTHING)
    assert made.value == pytest.approx(4_686, abs=1e-9)


def test_a_standard_on_paid_hours_is_brought_to_productive_ones() -> None:
    made = hours_of("Backlog", [WorkOfType("Inpatient", 90, 3.0, "24 per day of 8 paid hours", factor=0.9)], NOTHING)
    assert made.value == pytest.approx(27.0)  # 90 ÷ 3 = 30 paid hours, 90 % of them productive
    assert made.explanation.parts[0].value == "90 charts ÷ 3 an hour × 0.9 utilisation = 27 h"
