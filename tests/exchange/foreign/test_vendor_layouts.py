"""Reports as encoders and record systems give them out, and what many sheets leave open: with their own totals."""

import pytest

from codedesk.exchange.foreign.book import Book
from codedesk.exchange.foreign.guesses import MOST_QUESTIONS
from codedesk.exchange.foreign.guessing import guess
from codedesk.exchange.foreign.maps import answered
from codedesk.exchange.foreign.translating import translate
from tests.exchange.foreign.layouts import NOBODY, book, brought, department, lines, problems, total

OF_A_MONTH = """
Coder Productivity Summary Report
Facility: ALL   From: 10/01/2024 To: 10/31/2024

User Name | User ID | Visit Type | Total Visits Coded | Avg Time (min) | Total Time (hh:mm) | Avg LOS
OKORO, ANA M | AO1 | INPATIENT | 182 | 38.2 | 115:52 | 4.2
TULL, BEN J | BT2 | INPATIENT | 150 | 40 | 100:00 | 4
TULL, BEN J | BT2 | SDS | 90 | 12 | 18:00 |
Total | | | 422 | | 233:52 |
"""
ACCOUNTS_PER_HOUR = """
Coder Productivity - Hospital Coding
As of 11/1/2024 7:02 AM
Coding User | Completion Date | Base Patient Class | Accounts Coded | Time Spent Coding (Minutes) | Accounts per Hour
OKORO, ANA [12345] | 2024-10-02 | Inpatient | 14 | 390 | 2.15
TULL, BEN [12346] | 2024-10-02 | Emergency | 40 | 360 | 6.67
Grand Total | | | 54 | 750 |
"""
PERIOD_ABOVE = """
Report Period: 10/1/2024 - 10/31/2024
Coder | Date Completed | Patient Type | # Completed | # Pended | Elapsed Hours | CPH
Ana Okoro | 2024-10-01 | Inpatient | 12 | 1 | 6.5 | 1.85
Ben Tull | 2024-10-02 | Emergency | 33 | 2 | 7.25 | 4.55
"""
UNITS = """
Date | Coder | IP Records | ED Records | IP Hrs | ED Hrs | Non-Productive Hrs
2024-10-14 | OKORO, ANA | 12 | 20 | 4 | 2 | 1
2024-10-15 | OKORO, ANA | 11 | 22 | 4 | 2 | 0.5
Totals | | 23 | 42 | 8 | 4 | 1.5
"""
BOTH_TOTALS = """
Employee: Ana Okoro | Week ending: 10/18/2024
 | Monday | | Tuesday | | Total |
Type | Charts | Hours | Charts | Hours | Charts | Hours
IP | 5 | 3 | 6 | 3.5 | 11 | 6.5
ED | 40 | 4 | 38 | 4 | 78 | 8
Total | 45 | 7 | 44 | 7.5 | 89 | 14.5
"""
NO_MONTH = "Coder | 1 | 2 | 3 | 6 | 7\nAna Okoro | 5 | 6 | 7 | 8 | 9\nBen Tull | 1 | 2 | 3 | 4 | 5"
NO_DAY = "Coder | Type | Charts | Hours\nAna Okoro | IP | 180 | 90\nBen Tull | ED | 900 | 150"


@pytest.mark.parametrize(
    ("given", "file", "charts", "hours"),
    [
        (book(("Report", OF_A_MONTH)), "months.csv", 422, 233.866667),
        (book(("Sheet1", ACCOUNTS_PER_HOUR)), "log.csv", 54, 12.5),
        (book(("CAC", PERIOD_ABOVE)), "log.csv", 45, 13.75),
        (book(("October", UNITS)), "log.csv", 65, 12),
        (book(("Week 42", BOTH_TOTALS)), "log.csv", 89, 14.5),
    ],
    ids=["of a month", "accounts per hour", "period above", "units", "both totals"],
)
def test_a_report_comes_in_as_proposed_with_its_totals(given: Book, file: str, charts: float, hours: float) -> None:
    for known in (department(), NOBODY):
        found, done = brought(given, known)
        assert problems(done) == []
        assert (total(done, file, "charts"), round(total(done, file, "hours"), 4)) == (charts, round(hours, 4))
        assert [each.words for each in done.sums if not each.agrees] == []
        assert [each.key for each in found.questions if not each.key.startswith("names/")] == []


def test_names_in_heads_stay_as_they_are_written() -> None:
    found, _ = brought(book(("October", UNITS)), NOBODY)
    assert [each.text for each in found.names if each.noun != "coder"] == ["IP", "ED", "Non-Productive"]


@pytest.mark.parametrize(("text", "file"), [(NO_MONTH, "log.csv"), (NO_DAY, "months.csv")])
def test_the_month_that_a_sheet_does_not_say_is_asked_and_never_made_up(text: str, file: str) -> None:
    given = book(("Sheet1", text), name="Productivity.xlsx")
    found, done = brought(given, NOBODY)
    asked = [each for each in found.questions if each.key == "month/0"]
    assert [(each.words, each.proposed) for each in asked] == [("Which month is “Sheet1”?", "")]
    assert problems(done)
    told = guess(given, NOBODY, answered(found.map, "month/0", "2024-11"))
    done = translate(given, told.map, NOBODY)
    assert "month/0" not in {each.key for each in told.questions}
    assert problems(done) == []
    day = "date" if file == "log.csv" else "month"
    assert {str(row[0])[:7] for row in lines(done, file, day)} == {"2024-11"}


@pytest.mark.parametrize("name", ["Oct 14 2024", "10-14-2024"])
def test_a_sheet_called_by_its_day_is_of_that_day(name: str) -> None:
    found, done = brought(book((name, NO_DAY.replace("180", "18").replace("150", "7.5").replace("90 ", "6 "))), NOBODY)
    assert {str(row[0]) for row in lines(done, "log.csv", "date")} == {"2024-10-14"}
    assert "month/0" not in {each.key for each in found.questions}


def test_what_many_sheets_do_not_say_is_one_decision() -> None:
    pages = [(f"Coder {number:02}", f"Date | IP | ED\n2024-10-14 | {number} | 20") for number in range(1, 13)]
    given = book(*pages)
    found, done = brought(given, NOBODY)
    (asked,) = found.questions
    assert len(found.questions) <= MOST_QUESTIONS
    assert (asked.key, asked.proposed) == (f"coder/{','.join(map(str, range(12)))}", "=")
    assert asked.words == "Whose work is on these 12 sheets: “Coder 01”, “Coder 02”, “Coder 03” …?"
    assert total(done, "log.csv", "charts", coder="Coder 12") == 32
    told = guess(given, NOBODY, answered(found.map, asked.key, "Ana Okoro"))
    assert told.questions == ()
    assert total(translate(given, told.map, NOBODY), "log.csv", "charts", coder="Ana Okoro") == 78 + 240


def test_sheets_called_by_their_weeks_are_no_coders() -> None:
    found, _ = brought(book(*((f"Week {at}", f"Date | IP\n2024-10-{at + 10} | 5") for at in range(1, 6))), NOBODY)
    assert [each.proposed for each in found.questions if each.key.startswith("coder/")] == [""]


IN_AND_OUT = """
Employee Name: Ana Okoro
Date | Time In | Lunch Out | Lunch In | Time Out{total} | Charts IP
2024-10-14 | 8:00 | 12:00 | 12:30 | 16:30{hours} | 10
2024-10-15 | 8:00 | 12:00 | 12:30 | 16:30{hours} | 11
"""
ACCOUNTS = """
Account Number | MRN | Discharge Date | Coder | Patient Type | Date Coded | Total Charges
10001 | 555 | 2024-10-10 | Ana Okoro | IP | 2024-10-14 | 12000
10002 | 556 | 2024-10-10 | Ana Okoro | ED | 2024-10-14 | 900
10003 | 557 | 2024-10-10 | Ben Tull | IP | 2024-10-14 | 11000
"""
DAY_AND_TYPE_IN_ONE = """
Week of 10/14/2024
Name | Mon IP | Mon ED | Tue IP | Tue ED
Ana Okoro | 5 | 20 | 6 | 21
Ben Tull | 4 | 19 | 5 | 18
"""
SUMS_OF_WEEKS = """
Week Ending | Coder | Charts | Hours
2024-10-05 | Ana Okoro | 150 | 40
2024-10-12 | Ana Okoro | 153 | 38
2024-10-05 | Ben Tull | 90 | 40
"""


@pytest.mark.parametrize(("head", "value"), [(" | Total Hrs", " | 8"), ("", "")])
def test_hours_between_clock_times_count_once_and_without_the_break(head: str, value: str) -> None:
    _, done = brought(book(("Ana", IN_AND_OUT.format(total=head, hours=value))), NOBODY)
    assert problems(done) == []
    assert lines(done, "time.csv", "date", "category", "hours") == [
        ("2024-10-14", "paid", 8),
        ("2024-10-15", "paid", 8),
    ]


def test_a_list_of_accounts_counts_one_chart_in_each_row_and_keeps_no_number() -> None:
    _, done = brought(book(("Coded", ACCOUNTS)))
    assert lines(done, "log.csv", "date", "coder", "work_type", "charts") == [
        ("2024-10-14", "Ana Okoro", "Inpatient", 1),
        ("2024-10-14", "Ana Okoro", "Emergency", 1),
        ("2024-10-14", "Ben Tull", "Inpatient", 1),
    ]
    assert not any("1000" in str(sheet.columns) for sheet in done.draft.sheets)


def test_a_head_can_say_a_day_and_a_type() -> None:
    _, done = brought(book(("Wk1", DAY_AND_TYPE_IN_ONE)), NOBODY)
    assert total(done, "log.csv", "charts") == 98
    assert total(done, "log.csv", "charts", date="2024-10-15", work_type="ED") == 39


def test_sums_of_weeks_are_kept_as_sums_of_months_by_one_decision() -> None:
    given = book(("W", SUMS_OF_WEEKS))
    found, done = brought(given)
    asked = next(each for each in found.questions if each.key == "format/weeks")
    assert [key for key, _ in asked.choices] == ["end", "start"]
    assert lines(done, "months.csv", "month", "coder", "charts") == [
        ("2024-10-01", "Ana Okoro", 303),
        ("2024-10-01", "Ben Tull", 90),
    ]
    told = guess(given, department(), answered(found.map, "format/weeks", "start"))
    done = translate(given, told.map, department())
    assert lines(done, "months.csv", "month", "coder", "charts") == [
        ("2024-09-01", "Ana Okoro", 150),
        ("2024-10-01", "Ana Okoro", 153),
        ("2024-09-01", "Ben Tull", 90),
    ]


@pytest.mark.parametrize("head", ["Ana Okoro | Ben Tull | Cy Dorn", "Okoro, Ana | Tull, Ben | DORN, CY M"])
def test_coders_side_by_side_whom_nobody_knows_are_one_decision(head: str) -> None:
    given = book(("IP 2024", f"Date | {head}\n2024-10-14 | 12 | 10 | 8\n2024-10-15 | 11 | 9 | 7"))
    found, done = brought(given, NOBODY)
    assert [(each.key, each.proposed) for each in found.questions] == [("columns/0/1,2,3", "by_coder")]
    assert total(done, "log.csv", "charts", work_type="IP") == 57
    assert total(done, "log.csv", "charts", coder=head.split(" | ")[1]) == 19
    told = guess(given, NOBODY, answered(found.map, "columns/0/1,2,3", "by_work_type"))
    assert {each.key.partition("/")[0] for each in told.questions} == {"coder"}


def test_many_types_that_nobody_knows_are_one_decision() -> None:
    heads = [f"Unit {letter}" for letter in "ABCDEFGHIJ"]
    text = f"Date | Coder | {' | '.join(heads)}\n2024-10-14 | Ana Okoro | {' | '.join('123456789')} | 10"
    found, done = brought(book(("Oct", text)), NOBODY)
    assert [each.key for each in found.questions] == ["columns/0/2,3,4,5,6,7,8,9,10,11"]
    assert total(done, "log.csv", "charts") == 55


def test_first_and_last_names_in_two_columns_are_one_name() -> None:
    text = "Date | First Name | Last Name | IP\n2024-10-14 | Ana | Okoro | 5"
    found, _ = brought(book(("Oct", text)))
    assert [(each.text, each.state) for each in found.names if each.noun == "coder"] == [("Ana Okoro", "same")]


def test_rows_that_are_there_twice_are_asked_once_and_taken_as_a_person_says() -> None:
    row = "2024-10-14 | Ana Okoro | Inpatient | 5 | 2.5 | a"
    other = row.replace("| a", "| b")
    last = "2024-10-15 | Ana Okoro | Inpatient | 4 | 2 |"
    given = book(("Log", "\n".join(("Date | Coder | Type | Charts | Hours | Note", row, row, other, last))))
    found, done = brought(given)
    assert [(each.key, each.proposed) for each in found.questions] == [("format/doubles", "both")]
    assert "1 row says in every cell what another says: “Log”, rows 2 and 3" in found.questions[0].words
    assert total(done, "log.csv", "charts") == 19
    once = guess(given, department(), answered(found.map, "format/doubles", "once"))
    done = translate(given, once.map, department())
    assert once.questions == ()
    assert total(done, "log.csv", "charts") == 14
    assert ("the same as row 2", 3) in [(each.why, each.row) for each in done.left_out]


def test_rows_that_only_look_alike_are_not_asked_about() -> None:
    for text in (
        "Coder | 2024-10-14 | 2024-10-15\nAna Okoro | 5 | 5\nAna Okoro | 5 | 5",
        "Coder | Date | Type | Charts\nAna Okoro | 2024-10-14 | IP | 5\nBen Tull | 2024-10-14 | IP | 7\n"
        " | 2024-10-15 | IP | 5\nAna Okoro | 2024-10-16 | IP | 5\n | 2024-10-15 | IP | 5",
    ):
        found, _ = brought(book(("Log", text)))
        assert "format/doubles" not in {each.key for each in found.questions}
