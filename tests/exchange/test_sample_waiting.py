"""The year of work that waits in the sample: its tables agree with each other and tell the story of the go-live."""

from collections import defaultdict
from datetime import date, timedelta

import pytest

from codedesk.exchange.sample import LAST_QUARTER_END, sample_tables
from codedesk.exchange.sample.calendar import Calendar
from codedesk.exchange.sample.slowdowns import GO_LIVE

TABLES = sample_tables()
GO_LIVE_DAY = Calendar.ending(LAST_QUARTER_END).at(*GO_LIVE)


def waiting(work_type: str) -> dict[date, int]:
    """What waits of a work type, by day."""
    rows = TABLES["backlog.csv"]
    return {date.fromisoformat(row["date"]): int(row["waiting"]) for row in rows if row["work_type"] == work_type}


@pytest.mark.parametrize("work_type", ["Inpatient", "Emergency", "Cardiac procedures"])
def test_what_waits_follows_from_what_came_in_and_what_was_coded(work_type: str) -> None:
    coded: dict[date, int] = defaultdict(int)
    for line in TABLES["log.csv"]:
        if line["work_type"] == work_type:
            coded[date.fromisoformat(line["date"])] += int(line["charts"])
    came = {
        date.fromisoformat(row["date"]): int(row["received"])
        for row in TABLES["backlog.csv"]
        if row["work_type"] == work_type and row["received"]
    }
    waits = waiting(work_type)
    assert len(came) >= 50
    for friday, received in came.items():
        week = [friday - timedelta(back) for back in range(7)]
        assert received >= 0
        assert waits[friday] == waits[friday - timedelta(7)] + received - sum(coded[day] for day in week)


def test_the_go_live_builds_a_backlog_up_that_is_gone_at_the_end() -> None:
    waits, go_live = waiting("Inpatient"), GO_LIVE_DAY
    before = [charts for day, charts in waits.items() if day < go_live]
    after = [charts for day, charts in waits.items() if timedelta(35) <= day - go_live <= timedelta(63)]
    end = list(waits.values())[-4:]
    assert min(after) > 2 * max(before)
    assert max(end) < 1.2 * max(before)


def test_overtime_clears_what_the_go_live_built_up_and_is_a_tenth_of_nobodys_week() -> None:
    """Five coders, an hour more on three days of four weeks: 60 hours, less the days on which somebody was off."""
    first = GO_LIVE_DAY + timedelta(7 * 9)
    hours: dict[tuple[str, date], float] = defaultdict(float)
    for row in TABLES["time.csv"]:
        day = date.fromisoformat(row["date"])
        if row["category"] == "paid" and first <= day < first + timedelta(28) and float(row["hours"]) > 8:
            hours[row["coder"], day - timedelta(day.weekday())] += float(row["hours"]) - 8
    assert len({coder for coder, _ in hours}) >= 5
    assert 45 <= sum(hours.values()) <= 62
    assert max(hours.values()) <= 4
    waits = waiting("Inpatient")
    assert waits[first + timedelta(25)] < 0.9 * waits[first - timedelta(3)]


def test_every_week_of_the_year_has_what_is_held_and_how_long_charts_took() -> None:
    """Of 51 Fridays each: held charts by their day, charts of the Mondays before by their discharge."""
    fridays = set(waiting("Inpatient"))
    assert len(fridays) == 51
    assert {date.fromisoformat(row["date"]) for row in TABLES["holds.csv"]} == fridays
    discharged = {date.fromisoformat(row["discharged"]) + timedelta(4) for row in TABLES["turnaround.csv"]}
    assert discharged == fridays
    slowest = max((row for row in TABLES["turnaround.csv"] if row["coded"]), key=days_to_coded)
    assert timedelta(35) <= date.fromisoformat(slowest["discharged"]) - GO_LIVE_DAY <= timedelta(63)


def days_to_coded(row: dict[str, str]) -> int:
    return (date.fromisoformat(row["coded"]) - date.fromisoformat(row["discharged"])).days


def test_rework_of_before_is_the_coders_and_other_causes_stand_beside_it() -> None:
    rows = TABLES["rework.csv"]
    assert {row["cause"] for row in rows} == {"coder", "documentation", "system", "payer"}
    assert all(row["coder"] for row in rows if row["cause"] == "coder")
    assert any(row["outcome"] == "overturned" for row in rows)
    assert all(row["resolved"] >= row["date"] for row in rows if row["resolved"])
