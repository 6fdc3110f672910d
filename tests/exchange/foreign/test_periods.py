"""Weeks, quarters and fiscal years as sheets name them: kept as what they are, and asked where no sheet says it."""

from datetime import date

import pytest

from codedesk.exchange.foreign.guessing import guess
from codedesk.exchange.foreign.maps import answered
from codedesk.exchange.foreign.periods import fiscal_month, iso_week, quarter_named, quarter_within
from codedesk.exchange.foreign.translating import translate
from tests.exchange.foreign.layouts import NOBODY, book, brought, lines, problems, total

FISCAL = """
Fiscal Period | Coder | Work Type | Charts | Hours
FY25 P01 | Marisol Quint | IP | 300 | 140
FY25 P04 | Marisol Quint | IP | 310 | 150
"""
ISO_WEEKS = """
ISO Week | Coder | Type | Charts | Hours
2025-W05 | Marisol Quint | IP | 80 | 30
2025-W06 | Marisol Quint | IP | 90 | 32
"""
WEEKS_ACROSS = """
Charts coded by week
Coder | Work Type | W/E 1/24/25 | Week ending 1/31/25 | Wk end: 2/7/25 | Total
Marisol Quint | IP | 40 | 50 | 60 | 150
Devon Ames | ED | 80 | 81 | 82 | 243
Total | | 120 | 131 | 142 | 393
"""
QUARTERS_ACROSS = """
 | Q1 2025 | | Q2 2025 |
Coder | Charts Audited | Accuracy | Charts Audited | Accuracy
Marisol Quint | 20 | 95% | 25 | 96.5%
Devon Ames | 22 | 93% | 24 | 94%
"""
A_QUARTER = """
Q2 2025 Coder Scorecard

Coder | Charts Coded | Hours | Charts Audited | Coding Accuracy
Marisol Quint | 900 | 450 | 25 | 95.5%
"""


@pytest.mark.parametrize(
    ("text", "year", "begins", "first"),
    [
        ("Q1 2025", 0, 0, date(2025, 1, 1)),
        ("2025-Q3", 0, 0, date(2025, 7, 1)),
        ("4Q24", 0, 0, date(2024, 10, 1)),
        ("2nd Quarter 2025", 0, 0, date(2025, 4, 1)),
        ("Q2", 2025, 0, date(2025, 4, 1)),
        ("Q2", 0, 0, None),
        ("Q1 FY25", 0, 7, date(2024, 7, 1)),
        ("FY2025 Q3", 0, 10, date(2025, 4, 1)),
        ("FY25 Q1", 0, 0, None),
        ("Q5 2025", 0, 0, None),
    ],
)
def test_quarters_are_read_as_they_are_written(text: str, year: int, begins: int, first: date | None) -> None:
    assert quarter_named(text, year, begins) == first


@pytest.mark.parametrize(
    ("text", "begins", "first"),
    [
        ("FY25 P01", 10, date(2024, 10, 1)),
        ("FY25 P03", 7, date(2024, 9, 1)),
        ("P12 FY2025", 10, date(2025, 9, 1)),
        ("FY2025-04", 1, date(2025, 4, 1)),
        ("FY25 P13", 10, None),
        ("FY25 P01", 0, None),
    ],
)
def test_months_of_a_fiscal_year_count_from_its_begin(text: str, begins: int, first: date | None) -> None:
    assert fiscal_month(text, begins) == first


def test_iso_weeks_and_quarters_within_a_title() -> None:
    assert (iso_week("2025-W07"), iso_week("2025-W60")) == (date(2025, 2, 10), None)
    assert (quarter_within("Q2 2025 Coder Scorecard"), quarter_within("Inpatient 2025")) == ("Q2 2025", "")


def test_the_begin_of_a_fiscal_year_is_asked_and_never_proposed() -> None:
    given = book(("FY25", FISCAL))
    found, _ = brought(given, NOBODY)
    assert [(each.key, each.proposed) for each in found.questions] == [("format/fiscal", "")]
    done = translate(given, guess(given, NOBODY, answered(found.map, "format/fiscal", "10")).map, NOBODY)
    assert problems(done) == []
    assert lines(done, "months.csv", "month", "charts", "hours") == [
        ("2024-10-01", 300, 140.0),
        ("2025-01-01", 310, 150.0),
    ]


def test_weeks_are_kept_with_the_month_in_which_they_end() -> None:
    found, done = brought(book(("Weeks", ISO_WEEKS)), NOBODY)
    assert [each.key for each in found.questions] == ["format/weeks"]
    assert lines(done, "months.csv", "month", "charts") == [("2025-02-01", 170)]
    found, done = brought(book(("Q1", WEEKS_ACROSS)), NOBODY)
    assert found.questions == ()
    assert total(done, "months.csv", "charts", coder="Marisol Quint", month="2025-01-01") == 90
    assert total(done, "months.csv", "charts") == 393
    assert all(each.agrees for each in done.sums)


def test_results_of_a_quarter_are_of_its_three_months_and_its_sums_are_said_not_to_be_kept() -> None:
    _, done = brought(book(("Scorecard", QUARTERS_ACROSS)), NOBODY)
    assert lines(done, "audits.csv", "coder", "period_from", "period_to", "records", "reported_accuracy")[0] == (
        "Marisol Quint",
        date(2025, 1, 1).isoformat(),
        date(2025, 3, 31).isoformat(),
        20,
        95.0,
    )
    assert total(done, "audits.csv", "records") == 91
    found, done = brought(book(("Summary", A_QUARTER)), NOBODY)
    assert (problems(done), found.questions) == ([], ())
    assert lines(done, "audits.csv", "audit", "date", "records") == [("2025-Q2 Marisol Quint", "2025-06-30", 25)]
    assert done.cannot == ("charts and hours of quarters were not taken: sums are kept by the month (1)",)
