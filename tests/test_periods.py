"""Quarters, months and weeks: read, named, counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.errors import Refused
from codedesk.periods import (
    FiscalYear,
    Period,
    before,
    label,
    monday,
    month,
    months_of,
    parse_period,
    quarter,
    quarter_number,
    quarter_of,
    span_label,
    split,
    usual_name,
)

DAYS = st.dates(date(1999, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026Q3", date(2026, 7, 1), date(2026, 9, 30)),
        (" 2024q1 ", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-07-01..2026-07-14", date(2026, 7, 1), date(2026, 7, 14)),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, start: date, end: date) -> None:
    assert parse_period(text) == Period(start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026Q5",
        "2026-13",
        "Q3",
        "2026-07-14..2026-07-01",
        "2026-02-30..2026-03-01",
        "x",
        "FYQ1",
        "FY2027",
        "FY0001Q5",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_period(text)


@pytest.mark.parametrize(
    ("day", "month", "words"),
    [
        (date(2026, 9, 30), 10, "Q4 FY2026"),
        (date(2026, 10, 1), 10, "Q1 FY2027"),
        (date(2027, 2, 14), 10, "Q2 FY2027"),
        (date(2027, 9, 30), 10, "Q4 FY2027"),
        (date(2026, 7, 1), 7, "Q1 FY2027"),
        (date(2027, 1, 1), 2, "Q4 FY2027"),
        (date(2026, 2, 1), 2, "Q1 FY2027"),
        (date(2026, 12, 31), 12, "Q1 FY2027"),
        (date(2026, 12, 31), 1, "Q4 2026"),
    ],
)
def test_a_fiscal_year_is_named_by_the_year_it_ends_in(day: date, month: int, words: str) -> None:
    fiscal_year = FiscalYear(month)
    assert label(quarter_of(day, fiscal_year), fiscal_year) == words
    assert parse_period(words, fiscal_year) == quarter_of(day, fiscal_year)


@pytest.mark.parametrize(
    ("day", "month", "words"),
    [
        (date(2026, 3, 31), 4, "Q4 FY2025"),
        (date(2026, 4, 1), 4, "Q1 FY2026"),
        (date(2027, 1, 15), 4, "Q4 FY2026"),
        (date(2026, 10, 1), 10, "Q1 FY2026"),
        (date(2027, 1, 31), 2, "Q4 FY2026"),
        (date(2026, 12, 31), 12, "Q1 FY2026"),
        (date(2026, 12, 31), 1, "Q4 2026"),
    ],
)
def test_or_by_the_year_it_starts_in_where_the_department_says_so(day: date, month: int, words: str) -> None:
    fiscal_year = FiscalYear(month, "start")
    assert label(quarter_of(day, fiscal_year), fiscal_year) == words
    assert parse_period(words, fiscal_year) == quarter_of(day, fiscal_year)


@pytest.mark.parametrize(
    ("country", "name"), [("US", "end"), ("au", "end"), ("JP", "start"), ("ca", "start"), ("", "end"), ("ZZ", "end")]
)
def test_what_is_usual_differs_by_country(country: str, name: str) -> None:
    assert usual_name(country) == name


@pytest.mark.parametrize(
    "text",
    ["FY2027Q1", "fy2027q1", "FY2027 Q1", "FY2027-Q1", "FY 2027 Q1", "2027Q1", "2027-Q1", "Q1 FY2027", "q1 2027"],
)
def test_the_first_quarter_of_a_fiscal_year_is_typed_in_any_of_these_ways(text: str) -> None:
    assert parse_period(text, FiscalYear(10)) == Period(date(2026, 10, 1), date(2026, 12, 31))


def test_a_calendar_year_may_be_typed_as_a_fiscal_year_too() -> None:
    assert parse_period("FY2026Q3") == Period(date(2026, 7, 1), date(2026, 9, 30))
    assert label(parse_period("FY2026Q3")) == "Q3 2026"


def test_months_and_days_mean_the_calendar_in_a_fiscal_year_too() -> None:
    assert parse_period("2026-10", FiscalYear(10)) == month(2026, 10)
    assert label(month(2026, 10), FiscalYear(10)) == "October 2026"


def test_a_refusal_shows_how_this_department_types_a_quarter() -> None:
    with pytest.raises(Refused, match="write FY2027Q1, 2026-07"):
        parse_period("first quarter", FiscalYear(10))
    with pytest.raises(Refused, match="write 2026Q3, 2026-07"):
        parse_period("first quarter")


@pytest.mark.parametrize(
    ("period", "earlier"),
    [
        (quarter(2026, 1), quarter(2025, 4)),
        (month(2026, 3), month(2026, 2)),
        (Period(date(2026, 7, 8), date(2026, 7, 14)), Period(date(2026, 7, 1), date(2026, 7, 7))),
    ],
)
def test_the_period_before_is_of_the_same_kind(period: Period, earlier: Period) -> None:
    assert before(period) == earlier


def test_a_period_is_named_as_people_do() -> None:
    assert label(quarter(2026, 3)) == "Q3 2026"
    assert label(month(2026, 7)) == "July 2026"
    assert label(Period(date(2026, 7, 1), date(2026, 7, 14))) == "1 Jul 2026 – 14 Jul 2026"


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(Refused, match="ends"):
        Period(date(2026, 7, 2), date(2026, 7, 1))


@given(DAYS, st.builds(FiscalYear, st.integers(1, 12), st.sampled_from(["end", "start"])))
def test_every_day_lies_in_its_quarter_of_three_months(day: date, fiscal_year: FiscalYear) -> None:
    found = quarter_of(day, fiscal_year)
    assert day in found
    assert found.start.day == 1
    assert (found.start.month - fiscal_year.first_month) % 3 == 0
    assert 89 <= len(found.days) <= 92
    assert quarter_of(found.end + timedelta(1), fiscal_year) != found
    assert quarter(*quarter_number(day, fiscal_year), fiscal_year) == found
    assert parse_period(label(found, fiscal_year), fiscal_year) == found


@given(DAYS, st.integers(2, 12))
def test_the_two_names_of_a_fiscal_year_are_a_year_apart_and_mean_the_same_days(day: date, month: int) -> None:
    by_end, by_start = FiscalYear(month, "end"), FiscalYear(month, "start")
    (end_year, end_number), (start_year, start_number) = quarter_number(day, by_end), quarter_number(day, by_start)
    assert (end_year - start_year, end_number - start_number) == (1, 0)
    first, last = quarter(start_year, 1, by_start), quarter(start_year, 4, by_start)
    assert (first.start.year, last.end.year) == (start_year, end_year)
    assert quarter_of(day, by_end) == quarter_of(day, by_start)


@given(DAYS, st.integers(0, 120))
def test_weeks_are_the_mondays_that_a_period_touches(day: date, length: int) -> None:
    period = Period(day, day + timedelta(length))
    assert period.weeks == tuple(sorted({monday(each) for each in period.days}))
    assert all(week.weekday() == 0 for week in period.weeks)


@given(DAYS, st.integers(0, 120), st.lists(DAYS, max_size=4))
def test_a_split_period_is_the_same_days_in_order(day: date, length: int, cuts: list[date]) -> None:
    period = Period(day, day + timedelta(length))
    parts = list(split(period, tuple(cuts)))
    assert tuple(each for part in parts for each in part.days) == period.days


def test_a_period_is_cut_into_its_months() -> None:
    parts = months_of(Period(date(2025, 12, 20), date(2026, 2, 3)))
    assert parts == (
        Period(date(2025, 12, 20), date(2025, 12, 31)),
        Period(date(2026, 1, 1), date(2026, 1, 31)),
        Period(date(2026, 2, 1), date(2026, 2, 3)),
    )
    assert months_of(Period(date(2026, 7, 4), date(2026, 7, 4))) == (Period(date(2026, 7, 4), date(2026, 7, 4)),)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 11, 25), date(2026, 11, 25), "25 Nov 2026"),
        (date(2026, 11, 23), date(2026, 11, 27), "23–27 Nov 2026"),
        (date(2026, 11, 30), date(2026, 12, 4), "30 Nov – 4 Dec 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 Dec 2026 – 2 Jan 2027"),
    ],
)
def test_days_in_a_row_are_named_once(start: date, end: date, words: str) -> None:
    assert span_label(start, end) == words
