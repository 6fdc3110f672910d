"""Exports of clock programs, payroll and data bases, with the names that these give their columns."""

import pytest

from codedesk.exchange.foreign.maps import key_of
from codedesk.exchange.foreign.opening import pasted_book
from tests.exchange.foreign.layouts import NOBODY, brought, lines, meanings, problems, total

TEMPO = """\
Issue Key,Issue summary,Hours,Work date,Username,Full name,Account Key,Activity Name,Work Description,External Hours
HIM-12,Inpatient coding,3.5,2025-03-03 08:00,jsmith,Jane Smith,,Inpatient,,0
HIM-13,ED coding,4,2025-03-03 12:30,jsmith,Jane Smith,,Emergency,,0
HIM-13,ED coding,7.75,2025-03-04 08:00,blee,Bob Lee,,Emergency,,0
"""
QUICKBOOKS = """\
username,payroll_id,fname,lname,local_date,local_start_time,local_end_time,tz,hours,jobcode_1,class,approved_status
jsmith,1001,Jane,Smith,2025-03-03,2025-03-03 08:00:00,2025-03-03 12:00:00,-5,4.0,Inpatient,,approved
blee,1002,Bob,Lee,2025-03-03,2025-03-03 08:00:00,2025-03-03 16:00:00,-5,11.25,Emergency,,approved
"""
DATA_BASE = """\
encntr_id,coder_username,encntr_type_class_disp,coding_complete_dt_tm,coding_elapsed_sec
900001,JSMITH,Inpatient,2025-03-03T13:10:05.000-05:00,2700
900002,JSMITH,Inpatient,2025-03-03T14:00:00.000-05:00,1800
900003,BLEE,Emergency,2025-03-04T02:10:00.000-05:00,420
"""
DURATIONS = """\
work_date|user_login|patient_class|chart_count|productive_time
20250303|JSMITH1|IP|12|PT6H30M
20250304|BLEE2|ED|70|PT7H45M
"""
WEEKLY = """\
"User","Project","Mon, Mar 3","Tue, Mar 4","Wed, Mar 5","Total"
"Jane Smith","Inpatient","04:00:00","05:00:00","","09:00:00"
"Bob Lee","Emergency","08:00:00","07:45:00","08:15:00","24:00:00"
"""
BLANKS_THAT_DO_NOT_BREAK = (
    "Coder\u00a0Name\tMon 3/3/25\tTue 3/4/25\r\nSmith,\u00a0Jane\t12\t\u00a0\r\nLee, Bob\t70\t1\u00a0070\r\n"
)
ONLY_IDS = "Emp ID,Date,Type,ChartCount\n001234,3/13/2025,IP,12\n001235,3/13/2025,ED,70"


@pytest.mark.parametrize(
    ("text", "charts", "hours"),
    [(TEMPO, 0, 15.25), (QUICKBOOKS, 0, 15.25), (DATA_BASE, 3, 4920 / 3600), (DURATIONS, 82, 14.25), (ONLY_IDS, 82, 0)],
    ids=["tempo", "quickbooks", "data base", "durations", "only ids"],
)
def test_an_export_comes_in_without_a_question(text: str, charts: float, hours: float) -> None:
    found, done = brought(pasted_book(text), NOBODY)
    assert (problems(done), found.questions) == ([], ())
    assert total(done, "log.csv", "charts") == charts
    assert round(total(done, "log.csv", "hours"), 4) == round(hours, 4)


def test_whole_names_go_before_logins_and_numbers_of_persons_are_no_charts() -> None:
    for text in (TEMPO, QUICKBOOKS):
        _, done = brought(pasted_book(text), NOBODY)
        assert {name for (name,) in lines(done, "log.csv", "coder")} == {"Jane Smith", "Bob Lee"}
    _, done = brought(pasted_book(ONLY_IDS), NOBODY)
    assert total(done, "log.csv", "charts", coder="001235") == 70


def test_seconds_are_a_unit_of_their_own() -> None:
    found, _ = brought(pasted_book(DATA_BASE), NOBODY)
    assert meanings(found)["coding_elapsed_sec"] == "seconds"
    assert "seconds" in [key_of(column) for column in found.map.pages[0].columns]


def test_a_day_of_the_week_before_a_day_in_the_head_changes_nothing() -> None:
    _, done = brought(pasted_book(BLANKS_THAT_DO_NOT_BREAK), NOBODY)
    assert problems(done) == []
    assert lines(done, "log.csv", "date", "coder", "charts") == [
        ("2025-03-03", "Smith, Jane", 12),
        ("2025-03-03", "Lee, Bob", 70),
        ("2025-03-04", "Lee, Bob", 1070),
    ]
    _, done = brought(pasted_book(WEEKLY), NOBODY)
    assert (total(done, "log.csv", "hours"), [each.agrees for each in done.sums]) == (33.0, [True])


def test_the_number_of_a_file_is_no_count() -> None:
    found, done = brought(pasted_book("Date,Coder,Type,Charts,File #,Ext\n2025-03-03,Jane,IP,12,4711,204"), NOBODY)
    assert (found.questions, total(done, "log.csv", "charts")) == ((), 12)
