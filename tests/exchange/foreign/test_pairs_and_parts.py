"""What stands in several columns of one row: ins and outs, counts of an audit by kind of code; odd figures and days."""

import pytest

from codedesk.exchange.foreign.opening import pasted_book
from tests.exchange.foreign.layouts import NOBODY, brought, department, lines, meanings, problems, total

PAIRS = """\
Employee,Date,{heads},Total
Jane Smith,3/13/2025,8:00 AM,12:00 PM,12:30 PM,4:30 PM,8.00
Bob Lee,3/14/2025,10:00 PM,2:00 AM,2:30 AM,7:00 AM,8.50
"""
BY_CODE = """\
Coder,Audit Date,Account,Dx Codes Reviewed,Dx Errors,PCS Codes Reviewed,PCS Errors{total}
Jane Smith,3/13/2025,A1,10,1,3,1{first}
Jane Smith,3/13/2025,A2,8,0,2,0{second}
"""


@pytest.mark.parametrize(
    "heads", ["In,Out,In,Out", "In 1,Out 1,In 2,Out 2", "Time In 1,Time Out 1,Time In 2,Time Out 2"]
)
def test_every_in_and_out_of_a_day_counts(heads: str) -> None:
    found, done = brought(pasted_book(PAIRS.format(heads=heads)), NOBODY)
    assert (problems(done), found.questions) == ([], ())
    assert lines(done, "time.csv", "coder", "category", "hours") == [
        ("Jane Smith", "paid", 8.0),
        ("Bob Lee", "paid", 8.5),
    ]


def test_times_as_they_were_first_are_no_second_shift() -> None:
    text = (
        "Employee,Date,Start Time,End Time,Original Start Time,Original End Time\nJane,3/13/2025,8:00,16:00,8:01,16:02"
    )
    _, done = brought(pasted_book(text), NOBODY)
    assert total(done, "time.csv", "hours") == 8.0


@pytest.mark.parametrize(
    ("more", "first", "second"), [("", "", ""), (",Total Codes,Total Errors", ",13,2", ",10,0")], ids=["parts", "total"]
)
def test_codes_of_diagnoses_and_procedures_are_one_count(more: str, first: str, second: str) -> None:
    _, done = brought(pasted_book(BY_CODE.format(total=more, first=first, second=second)), NOBODY)
    assert problems(done) == []
    assert (total(done, "records.csv", "matched"), total(done, "records.csv", "revised")) == (21, 2)


@pytest.mark.parametrize("head", ["Charts with Errors", "Charts Pended", "Records Denied"])
def test_charts_that_a_head_says_were_not_coded_are_no_work(head: str) -> None:
    found, done = brought(
        pasted_book(f"Month,Coder,Total Charts Audited,{head},Accuracy\nMar 2025,Jane,20,1,95%"), NOBODY
    )
    assert head not in meanings(found)
    assert lines(done, "months.csv", "charts") == []


@pytest.mark.parametrize(
    ("day", "charts"), [("04MAR2025", "12"), ("Tuesday, March 4, 2025", "12"), ("2025-03-04 00:00:00.000", "12")]
)
def test_days_as_programs_write_them(day: str, charts: str) -> None:
    _, done = brought(pasted_book(f'work_dt,coder,type,charts,notes\n"{day}",Jane Smith,IP,{charts},NULL'), NOBODY)
    assert lines(done, "log.csv", "date", "charts") == [("2025-03-04", 12)]


def test_a_minus_behind_a_number_is_one_before_it() -> None:
    text = "Date;Coder;Type;Charts;Hours\n2025-03-03;Jane;IP;12;6,5\n2025-03-03;Jane;IP;2-;0"
    _, done = brought(pasted_book(text), NOBODY)
    assert (problems(done), total(done, "log.csv", "charts")) == ([], 10)


def test_months_can_be_numbers_beside_their_year() -> None:
    text = "Coder,Work Type,Year,Month,Charts\nJane Smith,IP,2025,3,180\nJane Smith,IP,2024,12,170"
    found, done = brought(pasted_book(text), NOBODY)
    assert (problems(done), found.questions) == ([], ())
    assert lines(done, "months.csv", "month", "charts") == [("2025-03-01", 180), ("2024-12-01", 170)]
    found, _ = brought(pasted_book("Coder,Work Type,Month,Charts\nJane Smith,IP,3,180"), NOBODY)
    assert [each.key for each in found.questions] == ["format/year"]


def test_an_address_names_the_coder_where_nothing_else_does() -> None:
    text = "Email,Date,Type,Charts\nana.okoro@example.org,2025-03-03,IP,12"
    found, _ = brought(pasted_book(text), department())
    assert [(each.meant, each.state) for each in found.names if each.noun == "coder"] == [("Ana Okoro", "same")]


def test_what_was_done_beside_a_target_keeps_its_work_type() -> None:
    text = "Date,Coder,Type,Target,Actual,Variance,Hours\n3/13/2025,Jane Smith,IP,16,12,-4,6.5"
    found, done = brought(pasted_book(text), NOBODY)
    assert found.questions == ()
    assert lines(done, "log.csv", "work_type", "charts", "hours") == [("IP", 12, 6.5)]


@pytest.mark.parametrize("title", ["", "Productivity in % of standard\n"])
def test_per_cents_of_a_standard_are_no_accuracy(title: str) -> None:
    rest = "103%,98%" if not title else "93%,98%"
    found, done = brought(pasted_book(f"{title}Coder,Jan 2025,Feb 2025\nJane Smith,{rest}\nBob Lee,{rest}"), NOBODY)
    assert done.draft.sheets == ()
    assert "no column counts charts or hours" in found.rows[0]


def test_whole_hours_and_minutes_beside_them_are_one_time() -> None:
    rows = "3/13/2025,Jane Smith,IP,12,6,{}\n3/14/2025,Bob Lee,ED,70,7,{}"
    head = "Date,Coder,Type,Charts,Hours,Minutes\n"
    _, done = brought(pasted_book(head + rows.format(30, 45)), NOBODY)
    assert total(done, "log.csv", "hours") == 14.25
    _, done = brought(pasted_book(head + rows.format(360, 420)), NOBODY)
    assert total(done, "log.csv", "hours") == 13


def test_marks_by_kind_of_code_count_as_codes_whatever_follows_in_their_heads() -> None:
    text = (
        "Coder,Acct,PDx Correct (Y/N),SDx Correct (Y/N),DRG Correct (Y/N),Date Audited\n"
        "Jane Smith,A1,Y,N,Y,3/13/2025\nJane Smith,A2,Y,Y,Y,3/13/2025\nBob Lee,A3,N,Y,N,3/14/2025"
    )
    _, done = brought(pasted_book(text), NOBODY)
    assert (total(done, "records.csv", "matched"), total(done, "records.csv", "revised")) == (6, 3)


def test_sums_of_a_pivot_are_known_by_what_they_sum() -> None:
    text = "WorkDate,CoderName,EncounterType,Sum of ChartCount,Sum of Hours\n2025-03-03,Jane Smith,IP,12,6.5"
    _, done = brought(pasted_book(text), NOBODY)
    assert lines(done, "log.csv", "work_type", "charts", "hours") == [("IP", 12, 6.5)]


def test_coders_over_what_is_counted_of_them_say_whose_it_is() -> None:
    text = "Metric,Jan-25,Feb-25\nJane Smith,,\nIP Charts,180,170\nHours,90,84\nBob Lee,,\nED Charts,900,880\nHours,9,8"
    _, done = brought(pasted_book(text), NOBODY)
    assert problems(done) == []
    assert total(done, "months.csv", "charts", coder="Bob Lee") == 1780
    assert total(done, "months.csv", "hours", coder="Jane Smith") == 174


def test_german_times_and_shares_without_a_zero_are_read() -> None:
    text = "Employee;Datum;Kommen;Gehen;Pause;Netto\nJane Smith;03.03.2025;08:00;16:30;00:30;8,00"
    _, done = brought(pasted_book(text), NOBODY)
    assert lines(done, "time.csv", "date", "hours") == [("2025-03-03", 8.0)]
    _, done = brought(
        pasted_book("Coder,Month,Charts Audited,Accuracy\nJane,2025-03,10,.947\nBob,2025-03,9,1.0"), NOBODY
    )
    assert lines(done, "audits.csv", "reported_accuracy") == [(94.7,), (100.0,)]
