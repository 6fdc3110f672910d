"""A standard as stated, and the rate it means."""

import pytest

from codedesk.metrics.rates import pace_of, rate, stated


def test_a_day_of_eight_hours_shares_out_its_charts() -> None:
    assert rate(24, "per_day", 8) == pytest.approx(3.000)


def test_minutes_per_chart_become_charts_per_hour() -> None:
    assert rate(210 / 11, "minutes_per_chart", 8) == pytest.approx(3.142857, abs=5e-7)
    assert rate(19.0909, "minutes_per_chart", 8) == pytest.approx(3.142857, abs=2e-6)


def test_a_week_has_five_such_days() -> None:
    assert rate(100, "per_week", 8) == 2.5
    assert rate(75, "per_week", 7.5) == 2.0


def test_per_hour_is_taken_to_the_letter() -> None:
    assert rate(2.2, "per_hour", 8) == 2.2


def test_an_unknown_statement_is_refused() -> None:
    with pytest.raises(ValueError, match="per_fortnight"):
        rate(1, "per_fortnight", 8)


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("per_hour", "24 per paid hour"),
        ("per_day", "24 per day of 8 paid hours"),
        ("per_week", "24 per week of 40 paid hours"),
        ("minutes_per_chart", "24 paid minutes per chart"),
    ],
)
def test_a_standard_is_said_as_stated(unit: str, said: str) -> None:
    assert stated(24, unit, 8, "paid") == said


def test_workload_units_are_shared_out_by_the_units_of_a_chart() -> None:
    assert rate(12, "units_per_hour", 8, 2.5) == pytest.approx(4.8)
    assert rate(96, "units_per_day", 8, 4) == pytest.approx(3.0)
    assert stated(96, "units_per_day", 8, "paid", 4) == "96 units per day of 8 paid hours, 4 units per chart"


@pytest.mark.parametrize("units", [None, 0.0])
def test_workload_units_without_their_size_have_no_rate(units: float | None) -> None:
    with pytest.raises(ValueError, match="workload units of one chart"):
        rate(12, "units_per_hour", 8, units)


@pytest.mark.parametrize(
    ("unit", "pace"),
    [
        ("per_hour", 3.0), ("per_day", 24.0), ("per_week", 120.0), ("minutes_per_chart", 20.0),
        ("units_per_hour", 12.0), ("units_per_day", 96.0),
    ],
)  # fmt: skip
def test_three_charts_an_hour_are_stated_in_each_unit(unit: str, pace: float) -> None:
    """Of days of eight hours, and charts of four units."""
    assert pace_of(3.0, unit, 8.0, 4.0) == pytest.approx(pace)
    assert rate(pace, unit, 8.0, 4.0) == pytest.approx(3.0)


def test_units_are_said_with_those_of_a_chart_and_numbers_with_nine_decimals() -> None:
    assert stated(12, "units_per_hour", 8, "productive", 2.5) == "12 units per productive hour, 2.5 units per chart"
    assert stated(1 / 3, "per_hour", 8, "paid") == "0.333333333 per paid hour"
    assert stated(2, "per_week", 7.5, "paid") == "2 per week of 37.5 paid hours"
