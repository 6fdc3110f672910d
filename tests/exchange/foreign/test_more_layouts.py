"""More habits of keeping a sheet, one after another: each with the charts and hours that stand in it."""

import pytest

from codedesk.exchange.foreign.book import Book
from codedesk.exchange.foreign.guesses import MOST_QUESTIONS
from tests.exchange.foreign.layouts import book, brought, lines, meanings, problems, total

WEEKDAYS_OVER_DAYS = """
Productivity log October 2024
 | | Mon | Tue | Wed
Coder | Type | 2024-10-14 | 2024-10-15 | 2024-10-16
Ana Okoro | IP | 5 | 6 | 7
 | ED | 10 | | 12
Ben Tull | ED | 1 | 2 | 3
"""
TYPES_UNDER_DAYS = """
 | 1 | | 2 | | 3 | | 6 | | 7 |
Coder | IP | ED | IP | ED | IP | ED | IP | ED | IP | ED
Ana Okoro | 1 | 10 | 2 | 20 | 3 | 30 | 4 | 40 | 5 | 50
Ben Tull | 1 | 10 | 1 | 10 | 1 | 10 | 1 | 10 | 1 | 10
"""
MONTHS_BELOW = """
January 2025
Date | IP | Hours
1/6/2025 | 5 | 8
1/7/2025 | 6 | 8
Total | 11 | 16
February 2025
Date | IP | Hours
2/3/2025 | 7 | 8
Total | 7 | 8
"""
SUBTOTALS = """
Coder | Date | Type | Charts
Ana Okoro | 2024-10-14 | IP | 5
 | 2024-10-15 | IP | 6
Ana Okoro Total | | | 11
Ben Tull | 2024-10-14 | ED | 7
Ben Tull Total | | | 7
Grand Total | | | 18
"""
WEEK_ENDING = """
Coder | Week Ending | Type | Mon | Tue | Wed | Thu | Fri | Total
Ana Okoro | 10/18/2024 | IP | 1 | 2 | 3 | 4 | 5 | 15
Ben Tull | 10/18/2024 | ED | 5 | 5 | 5 | 5 | 5 | 25
"""
MINUTES = """
Date | Coder | Type | Count | Minutes
2024-10-14 | Ana Okoro | IP | 5 | 300
2024-10-15 | Ben Tull | ED | 6 | 90
"""
DAY_OF_MONTH = "Day | Coder | IP | ED\n6 | Ana Okoro | 5 | 10\n7 | Ana Okoro | 6 | 11"
WORDS_FOR_FIGURES = "Name | Oct 14 | Oct 15 | Oct 16\nAna Okoro | 5 | 6 | off\nBen Tull | 7 | n/a | 8"
A_ROW_PER_CHART = """
Coder Name | Account # | Patient Type | Coded Date | Coding Minutes
Okoro, Ana | 991 | IP | 10/14/2024 | 30
Okoro, Ana | 992 | IP | 10/14/2024 | 40
Tull, Ben | 993 | ED | 10/14/2024 | 5
"""
WEEK_SHEETS = (
    ("W1", "Week of 10/14/2024\nCoder | Monday | Tuesday\nAna Okoro | 5 | 6\nBen Tull | 7 | 8"),
    ("W2", "Week of 10/21/2024\nCoder | Monday | Tuesday\nAna Okoro | 1 | 2\nBen Tull | 3 | 4"),
)
NOTES_AROUND = """
HIM Department
Please fill in daily!

Date | Coder | Work Type | Charts | Hours | Goal
2024-10-14 | Ana Okoro | Inpatient | 5 | 2.5 | 16

2024-10-15 | Ana Okoro | Inpatient | 6 | 3 | 16
Average | | | 5.5 | 2.75 |
Reminder: holiday on Friday
"""


@pytest.mark.parametrize(
    ("given", "charts", "hours"),
    [
        (book(("Oct", WEEKDAYS_OVER_DAYS)), 46, 0),
        (book(("Jan 2025", TYPES_UNDER_DAYS)), 220, 0),
        (book(("Ana Okoro", MONTHS_BELOW)), 18, 0),
        (book(("L", SUBTOTALS)), 18, 0),
        (book(("L", WEEK_ENDING)), 40, 0),
        (book(("L", MINUTES)), 11, 6.5),
        (book(("January 2025", DAY_OF_MONTH)), 32, 0),
        (book(("L", WORDS_FOR_FIGURES), name="2024.xlsx"), 26, 0),
        (book(("Data", A_ROW_PER_CHART)), 3, 1.25),
        (book(*WEEK_SHEETS), 36, 0),
        (book(("Log", NOTES_AROUND)), 11, 5.5),
    ],
    ids=["weekdays", "types under days", "months below", "subtotals", "week ending", "minutes", "day of month", "words",
         "a row per chart", "week sheets", "notes"],
)  # fmt: skip
def test_a_sheet_comes_in_as_proposed(given: Book, charts: float, hours: float) -> None:
    found, done = brought(given)
    assert problems(done) == []
    assert (total(done, "log.csv", "charts"), total(done, "log.csv", "hours")) == (charts, hours)
    assert len(found.questions) <= MOST_QUESTIONS
    assert [each.words for each in done.sums if not each.agrees] == []


def test_a_week_that_ends_on_a_day_has_its_days_before_it() -> None:
    _, done = brought(book(("L", WEEK_ENDING)))
    days = [day for day, coder in lines(done, "log.csv", "date", "coder") if coder == "Ana Okoro"]
    assert days == [f"2024-10-{day}" for day in range(14, 19)]


def test_days_of_a_clock_in_sheet_are_paid_hours_and_other_time() -> None:
    rows = ("Okoro, Ana | 10/14/2024 | 8:00 AM | 4:30 PM", "Tull, Ben | 10/14/2024 | 22:00 | 6:30")
    clock = "\n".join(("Employee | Date | In | Out", *rows))
    _, done = brought(book(("K", clock)))
    expected = [("Ana Okoro", "paid", 8.5), ("Ben Tull", "paid", 8.5)]
    assert lines(done, "time.csv", "coder", "category", "hours") == expected


def test_errors_said_by_yes_are_errors() -> None:
    rows = (
        "Coder | Date of Review | Account | # Codes | # Errors | PDX Error\n"
        "Ana Okoro | 1/20/2026 | 99 | 10 | 1 | 1\nAna Okoro | 1/20/2026 | 98 | 12 | 0 | 0"
    )
    _, done = brought(book(("QA", rows)))
    assert lines(done, "records.csv", "matched", "revised", "principal_right") == [(9, 1, None), (12, 0, None)]
    assert lines(done, "findings.csv", "record", "category") == [("row 2", "principal diagnosis")]


def test_a_sheet_lying_on_its_side_comes_in_by_what_each_row_counts() -> None:
    text = "Metric | Jan 2025 | Feb 2025\nTotal Charts | 400 | 380\nTotal Hours | 150 | 140\nRank | 2 | 1"
    found, done = brought(book(("Ana Okoro", text)))
    assert meanings(found)["Metric"] == "measure"
    assert (total(done, "months.csv", "charts"), total(done, "months.csv", "hours")) == (780, 290)
    assert [(each.row, each.why) for each in done.left_out] == [(4, "“Rank” is not kept")]
