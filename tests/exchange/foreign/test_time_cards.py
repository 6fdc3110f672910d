"""Time cards and payroll: hours by pay code, and sums of hours of a month or of a pay period without any charts."""

from pathlib import Path

import pytest

from codedesk.exchange.foreign.opening import pasted_book
from tests.exchange.foreign.layouts import NOBODY, brought, lines, problems, total
from tests.exchange.foreign.test_programs import saved

PAY_CODES = """\
Employee Name,Employee ID,Apply Date,Pay Code,Hours
"SMITH, JANE A",001234,3/3/2025,REG,7.00
"SMITH, JANE A",001234,3/3/2025,OT,0.50
"SMITH, JANE A",001234,3/3/2025,EDU,0.50
"SMITH, JANE A",001234,3/3/2025,EVE DIFF,3.00
"SMITH, JANE A",001234,3/14/2025,PTO,8.00
"LEE, BOB",001235,3/3/2025,Regular,8.00
"LEE, BOB",001235,3/4/2025,SICK,8.00
"""
TIME_CARD = """\
Timecard Report,,,,,
Pay Period: 03/02/2025 - 03/15/2025,,,,,
,,,,,
"Employee: SMITH, JANE A (001234)",,,,,
Date,Time In,Time Out,Out Type,Hours,Pay Code
Mon 03/03,08:00 AM,12:00 PM,Lunch,4.00,REG
Mon 03/03,12:30 PM,04:30 PM,,4.00,REG
,,,Total,8.00,
"Employee: LEE, BOB (001235)",,,,,
Date,Time In,Time Out,Out Type,Hours,Pay Code
Tue 03/04,10:00 PM,06:30 AM,,8.50,REG
,,,Total,8.50,
"""
PAY_PERIODS = """\
Pay Period Ending,Employee Name,File #,Reg Hours,OT Hours,PTO Hours,Total Hours
03/15/2025,"Smith, Jane",001234,72.0,2.5,8.0,82.5
03/29/2025,"Smith, Jane",001234,80.0,0,0,80.0
"""
SUMMARY = """\
"User","Project","Time (h)","Time (decimal)","Amount (USD)"
"Jane Smith","Inpatient","62:30:00","62.50","0.00"
"","Meetings","4:00:00","4.00","0.00"
"Bob Lee","Emergency","120:00:00","120.00","0.00"
"Total","","186:30:00","186.50","0.00"
"""


def test_hours_worked_are_paid_hours_and_absences_are_none() -> None:
    found, done = brought(pasted_book(PAY_CODES), NOBODY)
    assert (problems(done), found.questions) == ([], ())
    assert lines(done, "time.csv", "date", "coder", "category", "hours") == [
        ("2025-03-03", "SMITH, JANE A", "paid", 8.0),
        ("2025-03-03", "LEE, BOB", "paid", 8.0),
        ("2025-03-03", "SMITH, JANE A", "EDU", 0.5),
        ("2025-03-14", "SMITH, JANE A", "PTO", 8.0),
        ("2025-03-04", "LEE, BOB", "SICK", 8.0),
    ]


def test_pay_codes_of_hours_worked_are_no_names_and_premiums_count_nothing_twice() -> None:
    found, _ = brought(pasted_book(PAY_CODES), NOBODY)
    states = {each.text: each.state for each in found.names if each.noun == "time_category"}
    assert states == {"EDU": "new", "EVE DIFF": "left out", "PTO": "new", "SICK": "new"}


def test_a_time_card_with_its_employees_above_their_days_says_whose_hours_are_whose() -> None:
    found, done = brought(pasted_book(TIME_CARD), NOBODY)
    assert (problems(done), found.questions) == ([], ())
    assert lines(done, "time.csv", "date", "coder", "category", "hours") == [
        ("2025-03-03", "SMITH, JANE A (001234)", "paid", 8.0),
        ("2025-03-04", "LEE, BOB (001235)", "paid", 8.5),
    ]


def test_regular_hours_and_overtime_of_pay_periods_are_hours_of_a_month_and_are_said_to_be_paid_ones() -> None:
    found, done = brought(pasted_book(PAY_PERIODS), NOBODY)
    assert (problems(done), [each.key for each in found.questions]) == ([], ["format/weeks"])
    assert lines(done, "months.csv", "month", "coder", "work_type", "hours") == [
        ("2025-03-01", "Smith, Jane", None, 154.5),
    ]
    assert done.cannot == (
        "other time is kept by the day, so “PTO Hours” of a month was not taken",
        "“Reg Hours”, “OT Hours” are paid hours: what was no coding is not taken off from them",
    )


@pytest.mark.parametrize(
    "name", ["Clockify_Time_Report_Summary_01_03_2025-31_03_2025.csv", "Toggl_summary_2025-03-01_2025-03-31.csv"]
)
def test_a_summary_by_project_is_of_the_month_in_the_name_of_its_file(tmp_path: Path, name: str) -> None:
    given = saved(tmp_path, SUMMARY, name)
    found, done = brought(given, NOBODY)
    assert (problems(done), found.questions) == ([], ())
    assert lines(done, "months.csv", "month", "coder", "hours") == [
        ("2025-03-01", "Jane Smith", 62.5),
        ("2025-03-01", "Bob Lee", 120.0),
    ]
    assert any("a month keeps productive hours alone" in words for words in done.cannot)


def test_hours_without_charts_never_stand_for_the_whole_month_beside_hours_of_types() -> None:
    text = "Month,Coder,Type,Charts,Hours\nMar 2025,Jane Smith,IP,180,80\nMar 2025,Jane Smith,ED,,12"
    _, done = brought(pasted_book(text), NOBODY)
    assert (problems(done), total(done, "months.csv", "hours")) == ([], 80.0)
    assert done.cannot == ("hours without charts, beside hours of work types, were not taken (1)",)


def test_charts_per_hour_alone_are_said_to_tell_neither_charts_nor_hours() -> None:
    text = "Month,Coder,Charts per Hour,Accuracy,Charts Audited\nJan-25,Jane Smith,2.1,95.5%,10"
    _, done = brought(pasted_book(text), NOBODY)
    assert len(lines(done, "audits.csv", "audit")) == 1
    assert done.cannot == ("“Charts per Hour” alone tells neither charts nor hours: no work was taken from it",)
