"""Labels one under the other: pivot tables, and scorecards whose lines or rows say what is counted."""

import pytest

from codedesk.exchange.foreign.book import Book, BookPage
from codedesk.exchange.foreign.levels import levels_of
from tests.exchange.foreign.layouts import NOBODY, book, brought, department, lines, problems, table, total

DAYS_UNDER_CODERS = """
Sum of Charts | Column Labels
Row Labels | ED | IP | Grand Total
Ana Okoro | 40 | 12 | 52
2024-10-01 | 21 | 6 | 27
2024-10-02 | 19 | 6 | 25
Ben Tull | 30 | 9 | 39
2024-10-01 | 15 | 5 | 20
2024-10-02 | 15 | 4 | 19
Grand Total | 70 | 21 | 91
"""
TYPES_UNDER_CODERS = """
Row Labels | Jan 2025 | Feb 2025 | Grand Total
Okoro, Ana | 50 | 60 | 110
ED | 40 | 48 | 88
IP | 10 | 12 | 22
Tull, Ben | 30 | 33 | 63
ED | 30 | 33 | 63
Dorn, Cy | 7 | 9 | 16
ED | 5 | 6 | 11
IP | 2 | 3 | 5
Grand Total | 87 | 102 | 189
"""
TYPES_UNDER_DAYS_UNDER_CODERS = """
Row Labels | Sum of Charts | Sum of Hours
Ana Okoro | 30 | 13
2024-10-01 | 18 | 7
ED | 12 | 3
IP | 6 | 4
2024-10-02 | 12 | 6
ED | 7 | 2
IP | 5 | 4
Ben Tull | 9 | 7
2024-10-01 | 9 | 7
ED | 5 | 3
IP | 4 | 4
Grand Total | 39 | 20
"""
LINES_OF_WHAT_IS_COUNTED = """
2024 Coder Scorecard
 | Jan | Feb | Mar
Productivity (charts)
Ana Okoro | 310 | 300 | 320
Ben Tull | 210 | 200 | 220
Hours
Ana Okoro | 150 | 140 | 152
Ben Tull | 150 | 140 | 152
Charts audited
Ana Okoro | 10 | 12 | 10
Accuracy
Ana Okoro | 95% | 96% | 97%
"""
A_COLUMN_OF_WHAT_IS_COUNTED = """
Coder | Metric | Jan 2024 | Feb 2024
Ana Okoro | IP charts | 310 | 300
 | ED charts | 900 | 910
 | Hours | 150 | 140
 | Charts/Hour | 8 | 8.6
Ben Tull | IP charts | 210 | 200
 | Hours | 150 | 140
"""


@pytest.mark.parametrize(
    ("given", "file", "charts", "hours"),
    [
        (book(("Pivot", DAYS_UNDER_CODERS)), "log.csv", 91, 0),
        (book(("Pivot", TYPES_UNDER_CODERS)), "months.csv", 189, 0),
        (book(("Pivot", TYPES_UNDER_DAYS_UNDER_CODERS)), "log.csv", 39, 20),
        (book(("2024", LINES_OF_WHAT_IS_COUNTED)), "months.csv", 1560, 884),
        (book(("2024", A_COLUMN_OF_WHAT_IS_COUNTED)), "months.csv", 2830, 580),
    ],
    ids=["days", "types", "types under days", "lines", "column"],
)
def test_labels_under_each_other_come_in_with_their_totals(given: Book, file: str, charts: float, hours: float) -> None:
    for known in (department(), NOBODY):
        found, done = brought(given, known)
        assert problems(done) == []
        assert (total(done, file, "charts"), total(done, file, "hours")) == (charts, hours)
        assert [each.words for each in done.sums if not each.agrees] == []
        assert {each.key.partition("/")[0] for each in found.questions} <= {"names", "work_type"}


def test_each_row_of_a_pivot_is_of_what_stands_over_it() -> None:
    _, done = brought(book(("Pivot", TYPES_UNDER_DAYS_UNDER_CODERS)))
    assert lines(done, "log.csv", "date", "coder", "work_type", "charts", "hours")[:3] == [
        ("2024-10-01", "Ana Okoro", "Emergency", 12, 3),
        ("2024-10-01", "Ana Okoro", "Inpatient", 6, 4),
        ("2024-10-02", "Ana Okoro", "Emergency", 7, 2),
    ]
    assert [(each.words, each.theirs, each.ours) for each in done.sums if each.row == 3] == [
        ("2024-10-01, Sum of Charts", 18, 18),
        ("2024-10-01, Sum of Hours", 7, 7),
    ]


def test_what_is_counted_stands_in_the_row_or_above_it() -> None:
    _, done = brought(book(("2024", A_COLUMN_OF_WHAT_IS_COUNTED)))
    assert total(done, "months.csv", "charts", work_type="Emergency", month="2024-02-01") == 910
    assert total(done, "months.csv", "hours", coder="Ben Tull") == 290
    assert {(each.row, each.why) for each in done.left_out} == {(5, "“Charts/Hour” is not kept")}
    _, done = brought(book(("2024", LINES_OF_WHAT_IS_COUNTED)))
    assert total(done, "months.csv", "charts", coder="Ben Tull") == 630


@pytest.mark.parametrize(
    "text",
    ["A | n\nx | 5\ny | 5\nz | 5\nw | 5", "A | n\nx | 3\ny | 1\nz | 1\nw | 7", "A | n\nx | 2\ny | 2", "A | n\nx | 1"],
)
def test_rows_that_are_no_sums_of_others_have_no_levels(text: str) -> None:
    assert levels_of(BookPage("A", table(text)), 1, 0) == {}
