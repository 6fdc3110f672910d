"""Coders, types and what is counted in heads and lines: names over figures, coders side by side, blocks of a type."""

import pytest

from codedesk.exchange.foreign.book import Book
from codedesk.exchange.foreign.guessing import guess
from codedesk.exchange.foreign.maps import answered
from codedesk.exchange.foreign.translating import translate
from tests.exchange.foreign.layouts import NOBODY, book, brought, lines, problems, total

CODERS_OVER_MEASURES = """
 | Marisol Quint | | Devon Ames |
Day | Charts | Hrs | Charts | Hrs
2 | 12 | 7.5 | 20 | 8
3 | 14 | 8 | 22 | 7
Total | 26 | 15.5 | 42 | 15
"""
FIRST_NAMES = CODERS_OVER_MEASURES.replace("Marisol Quint", "Marisol").replace("Devon Ames", "Devon")
METRICS_DOWN = """
Coder dashboard January 2025
Metric | Marisol Quint | Devon Ames | Team
IP charts | 60 | 70 | 130
OP charts | 200 | 210 | 410
Hours worked | 150.5 | 149.5 | 300
Charts/hr | 1.7 | 1.9 | 1.8
Charts audited | 10 | 12 | 22
Accuracy | 95% | 97% | 96%
"""
MONTHS_DOWN = """
2025 Productivity Summary

Charts
Month | Marisol Quint | Devon Ames | Total
Jan-25 | 300 | 310 | 610
Feb-25 | 320 | 290 | 610
YTD | 620 | 600 | 1220

Hours
Month | Marisol Quint | Devon Ames | Total
Jan-25 | 140.5 | 150 | 290.5
Feb-25 | 151 | 140 | 291
YTD | 291.5 | 290 | 581.5
"""
BLOCKS_OF_TYPES = """
Week of 9/1/2025
INPATIENT
Coder | Mon | Tue | Total
Marisol Quint | 5 | 6 | 11
Devon Ames | 7 | 8 | 15
Total | 12 | 14 | 26

EMERGENCY
Coder | Mon | Tue | Total
Marisol Quint | 20 | 21 | 41
Total | 20 | 21 | 41
"""


@pytest.mark.parametrize(
    ("given", "file", "charts", "hours"),
    [
        (book(("Dec 2024", CODERS_OVER_MEASURES)), "log.csv", 68, 30.5),
        (book(("Dec 2024", FIRST_NAMES)), "log.csv", 68, 30.5),
        (book(("Jan25", METRICS_DOWN)), "months.csv", 540, 300),
        (book(("Summary", MONTHS_DOWN)), "months.csv", 1220, 581.5),
        (book(("Wk 9-1", BLOCKS_OF_TYPES)), "log.csv", 67, 0),
    ],
    ids=["coders over measures", "first names", "metrics down", "months down", "blocks of types"],
)
def test_a_sheet_comes_in_as_proposed_with_its_totals(given: Book, file: str, charts: float, hours: float) -> None:
    found, done = brought(given, NOBODY)
    assert problems(done) == []
    assert (total(done, file, "charts"), total(done, file, "hours") if hours else 0) == (charts, hours)
    assert all(each.agrees for each in done.sums)
    assert len(found.questions) <= 2


def test_names_over_figures_are_coders_or_types_as_a_person_says() -> None:
    given = book(("Dec 2024", CODERS_OVER_MEASURES))
    found, done = brought(given, NOBODY)
    assert total(done, "log.csv", "charts", coder="Devon Ames", date="2024-12-03") == 22
    key = next(each.key for each in found.questions if each.key.startswith("columns"))
    told = guess(given, NOBODY, answered(found.map, key, "by_work_type"))
    done = translate(given, answered(told.map, "coder/0", "Cy Dorn"), NOBODY)
    assert total(done, "log.csv", "hours", work_type="Devon Ames") == 15


def test_what_was_audited_and_how_well_stand_in_two_rows_and_are_one_result() -> None:
    _, done = brought(book(("Jan25", METRICS_DOWN)), NOBODY)
    assert lines(done, "audits.csv", "coder", "records", "reported_accuracy") == [
        ("Marisol Quint", 10, 95.0),
        ("Devon Ames", 12, 97.0),
    ]


def test_lines_between_blocks_say_of_which_type_they_are() -> None:
    _, done = brought(book(("Wk 9-1", BLOCKS_OF_TYPES)), NOBODY)
    assert total(done, "log.csv", "charts", work_type="EMERGENCY") == 41
    assert total(done, "log.csv", "charts", work_type="INPATIENT", coder="Devon Ames") == 15
