"""Questions of forms, heads that are nearly known, numbers as programs write them: what was lost or taken wrongly."""

import pytest

from codedesk.exchange.foreign.opening import pasted_book
from tests.exchange.foreign.layouts import NOBODY, brought, lines, meanings, problems, total

FORM = """\
"Timestamp","Your name","Work date","How many inpatient charts did you code today?",\
"How many ED charts did you code today?","How many hours did you code?","Meetings (hours)","Comments"
"3/3/2025 16:02:11","Jane Smith","3/3/2025","12","9","7.5","0.5",""
"3/4/2025 7:15:40","Bob Lee","3/3/2025","","70","8","","late entry, sorry"
"3/14/2025 16:02:11","Jane Smith","3/14/2025","10","8","7","1",""
"""
ACCOUNTS = """\
Coder Name|Coder ID|Patient Type|Account #|Admit Date|Disch Date|Coded Date/Time
SMITH, JANE|JS1|IP|70001|02/25/2025|03/01/2025|03/03/2025 09:12
LEE, BOB|BL1|ED|70003|03/01/2025|03/01/2025|03/14/2025 22:52
"""
FACILITIES = """\
Date,Coder,Mercy North IP,Mercy North ED,Mercy South IP,Mercy South ED,Hours
3/3/2025,Jane Smith,5,9,7,0,8
3/14/2025,Bob Lee,0,40,0,30,7.5
"""
KIMAI = """\
Date,From,To,Duration,Internal price,User,Account number,Name,Project,Activity,Exported,Billable,Type,Category,Number
2025-03-03,08:00,12:00,4.00,0.00,jsmith,A1,Jane Smith,HIM,Inpatient,No,Yes,timesheet,work,0001
2025-03-04,22:00,02:00,4.00,0.00,blee,A2,Bob Lee,HIM,Emergency,No,Yes,timesheet,work,0001
"""
NEGATIVES = """\
Date,Coder,Type,Charts,Hours
3/3/2025,Jane Smith,IP,12,7:45
3/3/2025,Jane Smith,IP,(2),(0:30)
3/14/2025,Bob Lee,ED,70,8:00
"""
PARTS_OF_A_DAY = "Date,Coder,Type,Charts,Start,End\n45719,Jane Smith,IP,12,0.333333333,0.65625\n45720,Bob,ED,70,.25,0.5"


def test_questions_of_a_form_name_what_they_count_and_when_it_was_sent_in_is_no_day_of_work() -> None:
    found, done = brought(pasted_book(FORM), NOBODY)
    assert (problems(done), found.questions) == ([], ())
    assert lines(done, "log.csv", "date", "coder", "work_type", "charts") == [
        ("2025-03-03", "Jane Smith", "inpatient", 12),
        ("2025-03-14", "Jane Smith", "inpatient", 10),
        ("2025-03-03", "Jane Smith", "ED", 9),
        ("2025-03-03", "Bob Lee", "ED", 70),
        ("2025-03-14", "Jane Smith", "ED", 8),
    ]
    assert total(done, "time.csv", "hours", category="paid") == 22.5


def test_charts_are_of_the_day_on_which_they_were_coded_and_not_of_the_discharge() -> None:
    _, done = brought(pasted_book(ACCOUNTS), NOBODY)
    assert lines(done, "log.csv", "date", "coder") == [("2025-03-03", "SMITH, JANE"), ("2025-03-14", "LEE, BOB")]


def test_counts_under_unknown_heads_are_asked_about_with_the_zeros_in_them() -> None:
    found, done = brought(pasted_book(FACILITIES), NOBODY)
    assert [each.key for each in found.questions] == ["columns/0/2,3,4,5"]
    assert total(done, "log.csv", "charts") == 91
    assert total(done, "log.csv", "charts", work_type="Mercy South IP") == 7


def test_charts_of_several_columns_are_never_one_column_and_the_rest_lost() -> None:
    text = "Date,Coder,New charts coded,Rework charts coded\n3/3/2025,Jane Smith,12,3\n3/14/2025,Bob Lee,70,4"
    found, done = brought(pasted_book(text), NOBODY)
    assert [each.key for each in found.questions] == ["columns/0/2,3"]
    assert total(done, "log.csv", "charts") == 89


def test_what_a_program_always_says_is_no_work_type_and_no_result() -> None:
    found, done = brought(pasted_book(KIMAI), NOBODY)
    assert (problems(done), found.questions) == ([], ())
    assert lines(done, "log.csv", "coder", "work_type", "hours") == [
        ("Jane Smith", "Inpatient", 4.0),
        ("Bob Lee", "Emergency", 4.0),
    ]


def test_numbers_in_brackets_are_taken_off_and_parts_of_a_day_are_times() -> None:
    _, done = brought(pasted_book(NEGATIVES), NOBODY)
    assert (problems(done), total(done, "log.csv", "charts"), total(done, "log.csv", "hours")) == ([], 80, 15.25)
    _, done = brought(pasted_book(PARTS_OF_A_DAY), NOBODY)
    assert (problems(done), total(done, "log.csv", "hours")) == ([], 13.75)
    assert lines(done, "log.csv", "date")[0] == ("2025-03-03",)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Month,Coder,Type,Avg Charts/Day,Days Worked\nMar 2025,Jane,IP,12.5,20", "no column counts charts or hours"),
        ("Coder,Completed On,Work Queue\nJane,3/3/2025 08:12,IP\nJane,3/3/2025 08:40,IP", "add a column Charts with 1"),
        ("Employee,Date,Time,Punch\nJane,3/13/2025,08:00,IN\nJane,3/13/2025,12:00,OUT", "each row is a punch"),
    ],
    ids=["averages", "events", "punches"],
)  # fmt: skip
def test_what_tells_neither_charts_nor_hours_is_refused_with_what_would_help(text: str, why: str) -> None:
    found, done = brought(pasted_book(text), NOBODY)
    assert done.draft.sheets == ()
    assert why in found.rows[0]


def test_days_worked_are_no_hours() -> None:
    found, _ = brought(pasted_book("Month,Coder,Type,Charts,Days Worked\nMar 2025,Jane Smith,IP,250,20"), NOBODY)
    assert "Days Worked" not in meanings(found)


def test_work_types_that_differ_in_a_word_are_not_taken_for_one() -> None:
    found, _ = brought(pasted_book(FACILITIES), NOBODY)
    assert {each.state for each in found.names if each.noun == "work_type"} == {"new"}
