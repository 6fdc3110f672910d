"""The balance of everybody by hand: earned against scheduled hours, and who has the hard work."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk.periods import Period
from codedesk.services.people.balances import balances
from tests.services.figures.figure_department import SmallDepartment, engine_at, fill_lists

WEEK = Period(date(2026, 7, 6), date(2026, 7, 12))
TODAY = date(2026, 10, 5)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallDepartment]:
    engine = engine_at(tmp_path / "balances.db")
    with Session(engine) as session:
        small = fill_lists(SmallDepartment(session, {}))
        small.coder("Ben", scheduled_hours_per_week=20.0)
        small.coder("Ana", scheduled_hours_per_week=40.0)
        small.standard("Inpatient", 2.0)
        small.standard("Emergency", 10.0)
        small.standard("Clinic", 12.0)
        for day in range(5):
            small.day("Ana", WEEK.start + timedelta(day), 8.0, {"Inpatient": 8, "Emergency": 20})
        small.day("Ben", WEEK.start, 8.0, {"Clinic": 96})
        yield small
    engine.dispose()


def test_earned_stands_against_scheduled_hours_by_name_and_the_team_last(shop: SmallDepartment) -> None:
    found = balances(shop.session, WEEK, TODAY)
    # Ana: 5 × (8 ÷ 2 + 20 ÷ 10) = 30 of 40 hours; Ben: 96 ÷ 12 = 8 of 20.
    assert [(row.name, row.paired.pace.earned_hours, row.scheduled_hours) for row in found.rows] == [
        ("Ana", pytest.approx(30.0), 40.0),
        ("Ben", pytest.approx(8.0), 20.0),
        ("Team", pytest.approx(38.0), 60.0),
    ]
    assert [row.earned_share for row in found.rows] == [0.75, 0.4, pytest.approx(38 / 60)]


def test_without_a_complexity_the_slowest_work_counts_as_hard(shop: SmallDepartment) -> None:
    found = balances(shop.session, WEEK, TODAY)
    # The middle of 2, 10 and 12 charts an hour is 10; inpatient asks for at most half of it.
    assert found.hard == ("Inpatient",) and not found.by_complexity
    # 20 of Ana's 30 earned hours are inpatient.
    assert [row.hard_share for row in found.rows] == pytest.approx([20 / 30, 0.0, 20 / 38])


def test_a_complexity_in_setup_says_what_is_hard(shop: SmallDepartment) -> None:
    shop.work_type("Trauma", tier="complex")
    found = balances(shop.session, WEEK, TODAY)
    assert found.hard == ("Trauma",) and found.by_complexity
    assert [row.hard_share for row in found.rows] == [0.0, 0.0, 0.0]


def test_before_the_period_begins_there_is_no_balance(shop: SmallDepartment) -> None:
    assert balances(shop.session, WEEK, date(2026, 7, 1)).rows == ()
