"""Periods as people type them: quarter, month, year, the last four quarters, from and to, all."""

from datetime import date

import pytest

from codedesk.dates import DateReader
from codedesk.errors import Refused
from codedesk.periods import FiscalYear, Period, last_quarter, quarter, short_label, year
from codedesk.typed_periods import read_period

TODAY = date(2026, 10, 5)
DATES = DateReader(lambda: TODAY, lambda: "month_first")
LOGGED = Period(date(2024, 1, 8), TODAY)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("aug", date(2026, 8, 1), date(2026, 8, 31)),
        ("Feb 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-07", date(2026, 7, 1), date(2026, 7, 31)),
        ("last four quarters", date(2026, 1, 1), date(2026, 12, 31)),
        ("4q", date(2026, 1, 1), date(2026, 12, 31)),
        ("1 jul – 15 aug", date(2026, 7, 1), date(2026, 8, 15)),
        ("7/1 - 8/15", date(2026, 7, 1), date(2026, 8, 15)),
        ("7/1/2026 to yesterday", date(2026, 7, 1), date(2026, 10, 4)),
        ("jan - mar", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-07-01..2026-07-14", date(2026, 7, 1), date(2026, 7, 14)),
        ("all", LOGGED.start, LOGGED.end),
    ],
)
def test_a_period_is_typed_in_any_way(text: str, start: date, end: date) -> None:
    assert read_period(text, DATES, everything=LOGGED) == Period(start, end)


def test_years_and_quarters_are_those_of_the_department() -> None:
    october = FiscalYear(10)
    assert read_period("fy2027", DATES, october) == Period(date(2026, 10, 1), date(2027, 9, 30))
    assert read_period("q1", DATES, october) == Period(date(2026, 10, 1), date(2026, 12, 31))
    assert read_period("last 4 quarters", DATES, october) == Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("text", ["", "x", "q5", "1 jul –", "15 aug – 1 jul", "30 feb - 1 mar", "all", "3026"])
def test_what_is_no_period_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_period(text, DATES)
    assert refused.value.reason


def test_years_and_quarters_in_a_row_are_named() -> None:
    october = FiscalYear(10)
    assert short_label(year(2026)) == "2026" and short_label(year(2027, october), october) == "FY2027"
    assert short_label(Period(date(2025, 10, 1), date(2026, 9, 30))) == "Q4 2025 – Q3 2026"
    assert short_label(quarter(2026, 3)) == "Q3 2026"
    assert short_label(Period(date(2026, 1, 1), date(2026, 12, 30))) == "1 Jan 2026 – 30 Dec 2026"


def test_the_quarter_of_another_period_is_the_last_one_of_it_that_has_begun() -> None:
    assert last_quarter(quarter(2026, 2), TODAY) == quarter(2026, 2)
    assert last_quarter(Period(date(2026, 8, 1), date(2026, 8, 31)), TODAY) == quarter(2026, 3)
    assert last_quarter(year(2026), TODAY) == quarter(2026, 4)
    assert last_quarter(year(2025), TODAY) == quarter(2025, 4)
    assert last_quarter(year(2027), TODAY) == quarter(2027, 1)
