"""Sheets of daily work as managers keep them: each comes in as it is proposed, with the totals that stand in it."""

import pytest

from codedesk.exchange.foreign.book import Book
from codedesk.exchange.foreign.guesses import MOST_QUESTIONS
from tests.exchange.foreign.layouts import book, brought, department, lines, meanings, problems, total

LONG = """
Work Date | Coder Name | Pt Type | # Charts | Hrs Worked | Non-Prod Hrs | Comments
10/14/2024 | Ana Okoro | ED | 60 | 7:30 | 0.5 | staff mtg
10/14/2024 | Tull, Ben | ED | 55 | 7h30 | |
10/15/2024 | Ana Okoro | IP | 12 | 7.5 | 0.5 |
Total | | | 127 | 22.5 | 1 |
"""
DAYS_ACROSS = """
Coding Productivity - daily chart counts
Coder | Type | 10/14/2024 | 10/15/2024 | 10/16/2024 | Total
Ana Okoro | IP | 12 | 15 | PTO | 27
 | SDS | 20 | | 18 | 38
Ben Tull | ED | 60 | 58 | 63 | 181
Total | | 92 | 73 | 81 | 246
"""
TYPES_ACROSS = """
Date | Coder | IP | SDS | ED | Rehab | Total Charts | Hours | Meeting
2024-10-14 | Ana Okoro | 12 | 8 | 20 | 3 | 43 | 8 | 0.5
2024-10-15 | Ana Okoro | 10 | 9 | 25 | 0 | 44 | 8 |
2024-10-14 | Ben Tull | 11 | 7 | 22 | 2 | 42 | 7.5 | 1
"""
A_SHEET_PER_CODER = (
    ("Ana Okoro", "Ana's productivity\n\nWeek of | Date | IP | ED | Hours\n | 10/14/2024 | 12 | 20 | 8\n"
                  " | 10/15/2024 | 10 | 22 | 8\nWk total | | 22 | 42 | 16"),
    ("Ben Tull", "Ben's productivity\n\nWeek of | Date | IP | ED | Hours\n | 10/14/2024 | 9 | 18 | 7\n"
                 "Wk total | | 9 | 18 | 7"),
)  # fmt: skip
A_SHEET_PER_MONTH = (
    ("Jan 2025", "Coder | Type | 1 | 2 | 3 | 6 | 7 | 8 | Total\nAna Okoro | IP | | 5 | 6 | 7 | 8 | 9 | 35\n"
                 "Ben Tull | ED | | 50 | 51 | 52 | 53 | 54 | 260"),
    ("Feb 2025", "Coder | Type | 1 | 2 | 3 | 4 | 5 | 6 | Total\nAna Okoro | IP | | | 6 | 7 | 8 | 9 | 30\n"
                 "Ben Tull | ED | | | 51 | 52 | 53 | 54 | 210"),
)  # fmt: skip
WEEK_BLOCKS = """
Inpatient coding
Week of 1/6/2025
Coder | Mon | Tue | Wed | Thu | Fri | Total
Ana Okoro | 5 | 6 | 7 | 8 | 9 | 35
Ben Tull | 4 | 4 | | 4 | 4 | 16
Subtotal | 9 | 10 | 7 | 12 | 13 | 51

Week of 1/13/2025
Coder | Mon | Tue | Wed | Thu | Fri | Total
Ana Okoro | 1 | 2 | 3 | 4 | 5 | 15
Subtotal | 1 | 2 | 3 | 4 | 5 | 15
Grand total | 10 | 12 | 10 | 16 | 18 | 66
"""
DATED_BLOCKS = """
Coder | Type | 1/6/2025 | 1/7/2025 | 1/8/2025
Ana Okoro | IP | 5 | 6 | 7
Coder | Type | 1/13/2025 | 1/14/2025 | 1/15/2025
Ana Okoro | IP | 1 | 2 | 3
"""
TWO_LINES = """
 | 10/14/2024 | | 10/15/2024 |
Coder | Charts | Hours | Charts | Hours
Ana Okoro | 12 | 7.5 | 14 | 8
Ben Tull | 10 | 8 | 11 | 8
"""
CODERS_ACROSS = """
Date | Ana Okoro | Ben Tull | Cy Dorn
2024-10-14 | 12 | 10 | 8
2024-10-15 | 11 | 9 | 7
"""
TOGGL = """
User | Email | Client | Project | Task | Description | Start date | Start time | End date | End time | Duration
Ana Okoro | a@example.org | HIM | Inpatient coding | | charts | 2024-10-14 | 08:00:00 | 2024-10-14 | 12:00:00 | 04:00:00
Ana Okoro | a@example.org | HIM | Staff meeting | | weekly | 2024-10-14 | 12:00:00 | 2024-10-14 | 13:00:00 | 01:00:00
Ana Okoro | a@example.org | HIM | Inpatient coding | | | 2024-10-14 | 13:00:00 | 2024-10-14 | 16:30:00 | 03:30:00
"""
HARVEST = """
Date | Client | Project | Project Code | Task | Notes | Hours | Hours Rounded | First Name | Last Name
2024-10-14 | Hospital | HIM | H1 | ED coding | | 6.5 | 6.5 | Ana | Okoro
2024-10-14 | Hospital | HIM | H1 | Training | new encoder | 1.5 | 1.5 | Ana | Okoro
"""
CLOCKIFY = """
Project | Client | Description | Task | User | Email | Start Date | Start Time | Duration (h) | Duration (decimal)
Emergency | HIM | | | Ben Tull | b@example.org | 10/14/2024 | 08:00 AM | 04:30:00 | 4.50
Meeting | HIM | | | Ben Tull | b@example.org | 10/14/2024 | 12:30 PM | 00:30:00 | 0.50
"""
KIMAI = """
Date | From | To | Duration | Rate | Username | Name | Customer | Project | Activity | Description
2024-10-14 | 08:00 | 12:00 | 4:00 | 0 | cdorn | Cy Dorn | Hospital | HIM | Inpatient |
2024-10-14 | 12:30 | 16:00 | 3:30 | 0 | cdorn | Cy Dorn | Hospital | HIM | Emergency |
"""
ENCODER = """
Encoder Productivity Report
Run date: 11/01/2024
User ID | User Name | Completed Date | Patient Type | Encounters | Total Minutes
AOKORO | OKORO, ANA | 10/14/2024 | Inpatient | 12 | 410
AOKORO | OKORO, ANA | 10/14/2024 | Emergency | 6 | 30
BTULL | TULL, BEN | 10/14/2024 | Emergency | 70 | 420
Report total | | | | 88 | 860
"""
STACKED = """
Ana Okoro
Date | IP | ED
10/14/2024 | 5 | 20
10/15/2024 | 6 | 21
Ben Tull
Date | IP | ED
10/14/2024 | 7 | 22
"""


@pytest.mark.parametrize(
    ("given", "charts", "hours"),
    [
        (book(("Log", LONG)), 127, 22.5),
        (book(("Oct", DAYS_ACROSS)), 246, 0),
        (book(("Log", TYPES_ACROSS)), 129, 0),
        (book(*A_SHEET_PER_CODER), 91, 0),
        (book(*A_SHEET_PER_MONTH), 535, 0),
        (book(("2025", WEEK_BLOCKS)), 66, 0),
        (book(("2025", DATED_BLOCKS)), 24, 0),
        (book(("Oct", TWO_LINES)), 47, 31.5),
        (book(("IP", CODERS_ACROSS)), 57, 0),
        (book(("Toggl", TOGGL)), 0, 7.5),
        (book(("Harvest", HARVEST)), 0, 6.5),
        (book(("Clockify", CLOCKIFY)), 0, 4.5),
        (book(("Kimai", KIMAI)), 0, 7.5),
        (book(("Report", ENCODER)), 88, 14.333333),
        (book(("2024", STACKED)), 81, 0),
    ],
    ids=["long", "days", "types", "coders", "months", "weeks", "dated", "two lines", "coders across", "toggl",
         "harvest", "clockify", "kimai", "encoder", "stacked"],
)  # fmt: skip
def test_a_sheet_comes_in_as_proposed_with_its_totals(given: Book, charts: float, hours: float) -> None:
    found, done = brought(given)
    assert problems(done) == []
    assert total(done, "log.csv", "charts") == charts
    assert round(total(done, "log.csv", "hours"), 4) == round(hours, 4)
    assert len(found.questions) <= MOST_QUESTIONS
    assert [each.words for each in done.sums if not each.agrees] == []


def test_a_long_sheet_says_who_did_what_when() -> None:
    _, done = brought(book(("Log", LONG)))
    assert lines(done, "log.csv", "date", "coder", "work_type", "charts", "hours") == [
        ("2024-10-14", "Ana Okoro", "Emergency", 60, 7.5),
        ("2024-10-14", "Ben Tull", "Emergency", 55, 7.5),
        ("2024-10-15", "Ana Okoro", "Inpatient", 12, 7.5),
    ]
    assert total(done, "time.csv", "hours") == 1.0
    assert next((each.words, each.theirs, each.ours) for each in done.sums) == ("Total, # Charts", 127.0, 127.0)


def test_hours_without_a_work_type_are_paid_and_a_word_for_a_figure_is_absence() -> None:
    _, done = brought(book(("Log", TYPES_ACROSS)))
    assert total(done, "time.csv", "hours", category="paid") == 23.5
    assert total(done, "time.csv", "hours", category="meeting") == 1.5
    _, done = brought(book(("Oct", DAYS_ACROSS)))
    assert lines(done, "absences.csv", "coder", "from", "category") == []  # SDS was coded on that day all the same
    assert ("absence: PTO", "PTO") in [(each.why, each.words) for each in done.left_out]


def test_whose_a_page_is_stands_in_its_name_or_in_lines_between() -> None:
    _, done = brought(book(*A_SHEET_PER_CODER))
    assert total(done, "log.csv", "charts", coder="Ana Okoro") == 64
    assert total(done, "time.csv", "hours", coder="Ben Tull") == 7
    _, done = brought(book(("2024", STACKED)))
    assert total(done, "log.csv", "charts", coder="Ben Tull", work_type="Emergency") == 22


def test_days_come_from_the_page_the_head_or_the_line_above() -> None:
    _, done = brought(book(*A_SHEET_PER_MONTH))
    assert total(done, "log.csv", "charts", date="2025-02-05") == 61
    _, done = brought(book(("2025", WEEK_BLOCKS)))
    assert total(done, "log.csv", "charts", date="2025-01-14", coder="Ana Okoro") == 2
    _, done = brought(book(("2025", DATED_BLOCKS)))
    assert total(done, "log.csv", "charts", date="2025-01-14") == 2


def test_clock_programs_give_hours_of_work_and_other_time() -> None:
    _, done = brought(book(("Toggl", TOGGL)))
    assert lines(done, "log.csv", "coder", "work_type", "charts", "hours") == [("Ana Okoro", "Inpatient", None, 7.5)]
    assert lines(done, "time.csv", "category", "hours") == [("paid", 8.5), ("meeting", 1.0)]
    found, done = brought(book(("Harvest", HARVEST)))
    assert meanings(found)["Task"] == "task"
    assert lines(done, "time.csv", "coder", "category", "hours") == [
        ("Ana Okoro", "paid", 8.0),
        ("Ana Okoro", "education", 1.5),
    ]


def test_a_department_that_knows_nobody_yet_is_asked_nothing_of_names() -> None:
    found, done = brought(book(("Log", LONG)), department(coder=(), work_type=(), time_category=()))
    assert not [each.key for each in found.questions if each.key.startswith("names/")]
    assert total(done, "log.csv", "charts") == 127


def test_a_new_department_with_its_usual_lists_reads_them_as_well() -> None:
    usual = department(coder=(), work_type=(), time_category=("project", "meeting", "education", "e-mail"))
    _, done = brought(book(("Toggl", TOGGL)), usual)
    assert (problems(done), total(done, "time.csv", "hours", category="paid")) == ([], 8.5)
    _, done = brought(book(("2024", STACKED)), usual)
    assert (problems(done), total(done, "log.csv", "charts", coder="Ana Okoro")) == ([], 52)
