"""Months known as sums: what they add to a pace, by hand, and what they never add to."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk import models
from codedesk.periods import Period, month, parse_period, quarter
from tests.services.figures.figure_department import SmallDepartment, engine_at, fill_lists

JULY, AUGUST, SEPTEMBER = (date(2026, number, 1) for number in (7, 8, 9))
QUARTER = quarter(2026, 3)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[SmallDepartment]:
    """Ana, with Inpatient at 2 an hour and Emergency at 12 an hour; no day is logged."""
    engine = engine_at(tmp_path / "file.db")
    with Session(engine) as session:
        department = fill_lists(SmallDepartment(session, {}))
        department.standard("Inpatient", 2.0)
        department.standard("Emergency", 12.0)
        department.coder("Ana")
        yield department
    engine.dispose()


def put(
    made: SmallDepartment, first: date, work_type: str | None, charts: int | None, hours: float | None, who: str = "Ana"
) -> None:
    """Put a month's sum in."""
    kind = None if work_type is None else made.ids[work_type]
    made.add(models.MonthSum(month=first, coder_id=made.ids[who], work_type_id=kind, charts=charts, hours=hours))


def test_a_months_charts_over_its_hours_are_its_pace(made: SmallDepartment) -> None:
    put(made, JULY, "Inpatient", 300, 160.0)
    pace = made.block("Ana", month(2026, 7)).paired.pace
    assert (pace.earned_hours, pace.productive_hours, pace.value) == (150.0, 160.0, 150 / 160)
    assert (pace.charts, pace.summed, pace.days_due, pace.days_entered) == (300, (JULY,), 0, 0)
    assert (pace.paid_hours, pace.utilisation) == (None, None)


def test_hours_of_the_whole_month_serve_all_its_work_types(made: SmallDepartment) -> None:
    put(made, JULY, "Inpatient", 200, None)
    put(made, JULY, "Emergency", 480, None)
    put(made, JULY, None, None, 152.5)
    block = made.block("Ana", QUARTER)
    assert block.paired.pace.value == pytest.approx((200 / 2 + 480 / 12) / 152.5)
    assert [(each.work_type, each.charts, each.paired.pace.value) for each in block.work_types] == [
        ("Inpatient", 200, None),
        ("Emergency", 480, None),
    ]


def test_months_add_up_with_days_and_are_divided_once(made: SmallDepartment) -> None:
    put(made, JULY, "Inpatient", 300, 160.0)
    made.day("Ana", date(2026, 8, 3), 8.0, {"Inpatient": 20})
    pace = made.block("Ana", QUARTER).paired.pace
    assert pace.value == pytest.approx((150 + 10) / (160 + 8))
    assert (pace.utilisation, pace.paid_hours) == (1.0, 8.0)  # of the day alone: hours of a sum are productive ones
    shown = [(part.name, part.value, part.source) for part in pace.explanation.parts]
    assert ("Hours of months known as sums", "160 h", "July 2026") in shown
    assert any("Known as the month’s sum: July 2026." in words for words in pace.explanation.remarks)


def test_charts_without_hours_are_counted_and_give_no_pace(made: SmallDepartment) -> None:
    put(made, JULY, "Inpatient", 300, None)
    pace = made.block("Ana", QUARTER).paired.pace
    assert (pace.charts, pace.value, pace.productive_hours) == (300, None, 0.0)


@pytest.mark.parametrize(
    ("period", "why"),
    [
        ("2026-07-01..2026-07-30", "July 2026 lies only partly in the period: its sum is left out."),
        ("2026-07-15..2026-09-30", "July 2026 lies only partly in the period: its sum is left out."),
    ],
)
def test_a_month_that_the_period_cuts_is_left_out_and_said(made: SmallDepartment, period: str, why: str) -> None:
    put(made, JULY, "Inpatient", 300, 160.0)
    pace = made.block("Ana", parse_period(period)).paired.pace
    assert (pace.value, pace.charts, pace.summed) == (None, 0, ())
    assert why in pace.explanation.remarks


def test_a_month_with_days_logged_counts_by_its_days_alone(made: SmallDepartment) -> None:
    put(made, JULY, "Inpatient", 300, 160.0)
    made.day("Ana", date(2026, 7, 31), 8.0, {"Inpatient": 20})
    pace = made.block("Ana", QUARTER).paired.pace
    assert (pace.charts, pace.value, pace.summed) == (20, 10 / 8, ())
    assert "July 2026 has days logged: its sum is left out." in pace.explanation.remarks


def test_no_day_of_such_a_month_is_due_and_those_of_others_are(made: SmallDepartment) -> None:
    put(made, JULY, "Inpatient", 300, 160.0)
    found = made.block("Ana", QUARTER)
    assert found.paired.pace.days_due == 21 + 22  # weekdays of August and September 2026
    assert found.due_gaps.missing[0] == date(2026, 8, 3)


def test_the_standard_and_the_ramp_of_the_middle_of_the_month_hold(made: SmallDepartment) -> None:
    made.standard("Inpatient", 4.0, date(2026, 7, 20))  # July has its middle on the 16th
    made.ramp("Ana", 50.0, date(2026, 7, 10))
    put(made, JULY, "Inpatient", 300, 160.0)
    put(made, AUGUST, "Inpatient", 300, 160.0)
    pace = made.block("Ana", QUARTER).paired.pace
    assert pace.earned_hours == 300 / 2 + 300 / 4
    assert (pace.expected, pace.on_ramp) == (0.5, True)


def test_the_team_pools_the_sums_of_all_and_no_week_holds_any(made: SmallDepartment) -> None:
    made.coder("Ben")
    put(made, JULY, "Inpatient", 300, 160.0)
    put(made, JULY, "Emergency", 1200, 125.0, "Ben")
    figures = made.figures(QUARTER)
    assert figures.team.paired.pace.value == pytest.approx((150 + 100) / (160 + 125))
    assert all(point.value is None for point in figures.team.trend.points)


def test_work_without_a_standard_is_said_and_its_hours_are_taken_out(made: SmallDepartment) -> None:
    made.work_type("Radiology")
    put(made, JULY, "Radiology", 90, 30.0)
    put(made, JULY, "Inpatient", 200, 120.0)
    pace = made.block("Ana", Period(JULY, date(2026, 7, 31))).paired.pace
    assert (pace.value, pace.hours_without_standard, pace.charts_without_standard) == (100 / 120, 30.0, 90)
