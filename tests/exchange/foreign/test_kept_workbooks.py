"""Workbooks as managers of coders keep them for years: titles, leave, averages and targets among the figures."""

import pytest

from codedesk.exchange.foreign.book import Book
from codedesk.exchange.foreign.guesses import MOST_QUESTIONS
from tests.exchange.foreign.layouts import NOBODY, book, brought, lines, meanings, problems, total

MONTH_BLOCKS_BY_CODER = """
Marisol Quint - Daily Productivity

January 2025
Work Type | 1 | 2 | 3 | 6 | 7 | Total
IP | | 5 | 6 | 7 | 8 | 26
ED | | 20 | 21 | 22 | 23 | 86
Total | | 25 | 27 | 29 | 31 | 112

February 2025
Work Type | 1 | 2 | 3 | 6 | 7 | Total
IP | | | 4 | 5 | 6 | 15
Total | | | 4 | 5 | 6 | 15
"""
TITLE_AND_MONTH = """
HIM Coding Daily Log | | | Apr-25
Date | Coder | Inpt | Outpt | Total Charts | Prod Hrs | Non-Prod Hrs
2025-04-01 | Marisol Quint | 5 | 10 | 15 | 7 | 1
 | Devon Ames | 6 | 12 | 18 | 6.5 | 1.5
Week 1 Subtotal | | 11 | 22 | 33 | 13.5 | 2.5
"""
TARGETS_BESIDE = """
Coder | Date | IP Actual | IP Target | IP % | ED Actual | ED Target | Total Actual | Hours Worked | Goal Met?
Marisol Quint | 2025-02-03 | 8 | 10 | 80% | 40 | 48 | 48 | 8 | N
Devon Ames | 2025-02-03 | 11 | 10 | 110% | 50 | 48 | 61 | 7.5 | Y
"""
AVERAGES = """
Week of 9/8/2025
Coder | Charts | Hours | % of Std
Marisol Quint | 200 | 40 | 90%
Devon Ames | 180 | 36 | 88%
TOTAL | 380 | 76 |
Team avg | 190 | 38 | 89%
Week of 9/15/2025
Coder | Charts | Hours | % of Std
Marisol Quint | 210 | 40 | 92%
TOTAL | 210 | 40 |
YTD | 590 | 116 |
"""
CODE_OF_OTHER_TIME = """
Date | Coder | Work Type | Charts | Prod Hours | Non-prod code | Non-prod hours
2025-06-02 | Marisol Quint | IP | 10 | 6.5 | Meeting | 1.5
2025-06-03 | Marisol Quint | IP | 12 | 8 | |
2025-06-04 | Marisol Quint | IP | 9 | 6 | Training | 2
"""
FRENCH = """
Date | Codeur | Type de dossier | Dossiers | Heures | Remarques
03/03/2025 | Élodie Marchand | Hospitalisation | 15 | 7,50 |
14/03/2025 | Luc Thévenet | Hospitalisation | 20 | 6,25 |
Total | | | 35 | 13,75 |
"""
GERMAN = """
Kodierleistung
Datum | Mitarbeiter | Fallart | Fälle | Stunden | Bemerkung
03.02.2025 | Jürgen Böhm | stationär | 15 | 7,5 |
04.02.2025 | Anke Löwe | stationär | 20 | 6,25 |
Summe | | | 35 | 13,75 |
"""


@pytest.mark.parametrize(
    ("given", "file", "charts", "hours"),
    [
        (book(("Marisol Quint", MONTH_BLOCKS_BY_CODER)), "log.csv", 127, 0),
        (book(("April", TITLE_AND_MONTH)), "log.csv", 33, 0),
        (book(("Feb Prod", TARGETS_BESIDE)), "log.csv", 109, 0),
        (book(("Sept", AVERAGES)), "months.csv", 590, 116),
        (book(("Entry", CODE_OF_OTHER_TIME)), "log.csv", 31, 20.5),
        (book(("mars 2025", FRENCH)), "log.csv", 35, 13.75),
        (book(("Februar", GERMAN)), "log.csv", 35, 13.75),
    ],
    ids=["month blocks", "title and month", "targets", "averages", "code of other time", "french", "german"],
)
def test_a_workbook_comes_in_as_proposed_with_its_totals(given: Book, file: str, charts: float, hours: float) -> None:
    found, done = brought(given, NOBODY)
    assert problems(done) == []
    assert total(done, file, "charts") == charts
    assert round(total(done, file, "hours") if hours else 0, 4) == hours
    assert all(each.agrees for each in done.sums)
    assert len(found.questions) <= min(2, MOST_QUESTIONS)


def test_a_line_that_names_a_month_is_no_coder() -> None:
    _, done = brought(book(("Marisol Quint", MONTH_BLOCKS_BY_CODER)), NOBODY)
    assert set(lines(done, "log.csv", "coder")) == {("Marisol Quint",)}
    assert total(done, "log.csv", "charts", date="2025-02-03") == 4


def test_a_code_beside_hours_of_other_time_says_what_they_were() -> None:
    _, done = brought(book(("Entry", CODE_OF_OTHER_TIME)), NOBODY)
    assert lines(done, "time.csv", "date", "category", "hours") == [
        ("2025-06-02", "Meeting", 1.5),
        ("2025-06-04", "Training", 2.0),
    ]


def test_what_is_expected_is_not_counted_beside_what_was_done() -> None:
    found, done = brought(book(("Feb Prod", TARGETS_BESIDE)), NOBODY)
    assert meanings(found) == {
        "Coder": "coder",
        "Date": "date",
        "IP Actual": "charts",
        "ED Actual": "charts",
        "Total Actual": "total",
        "Hours Worked": "hours",
    }
    assert total(done, "time.csv", "hours", category="paid") == 15.5


def test_errors_after_a_rebuttal_count_and_not_those_before() -> None:
    text = """
Audit Date | Coder | MRN | Codes Reviewed | Errors (initial) | Rebuttal? | Errors (final) | QA Reviewer
2025-07-07 | Ana Okoro | M1 | 10 | 2 | Y | 1 | Lena Brix
2025-07-07 | Ana Okoro | M2 | 20 | 1 | N | 1 | Lena Brix
"""
    _, done = brought(book(("QA", text)))
    assert lines(done, "records.csv", "matched", "revised") == [(9, 1), (19, 1)]
    assert lines(done, "findings.csv", "category") == []


def test_a_name_in_a_column_of_employees_is_a_coder() -> None:
    text = "Date | Employee | Queue | Qty | Min\n2025-05-01 | Marisol Quint | IP | 6 | 300"
    found, done = brought(book(("Log", text)), NOBODY)
    assert lines(done, "log.csv", "coder", "charts", "hours") == [("Marisol Quint", 6, 5.0)]
    assert found.questions == ()
