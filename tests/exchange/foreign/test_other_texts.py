"""Texts that are no plain list: JSON, web pages with tables, charts and audits one below the other, ins and outs."""

from codedesk.exchange.foreign.opening import pasted_book
from tests.exchange.foreign.layouts import NOBODY, book, brought, lines, problems, total

RECORDS = """\
{"coder":"Jane Smith","date":"2025-03-03","type":"IP","charts":12,"tags":["a"]}
{"coder":"Bob Lee","date":"2025-03-03","type":"ED","charts":70}
"""
TWO_KINDS = """\
Productivity
Date,Coder,Type,Charts,Hours
3/3/2025,Jane Smith,IP,12,6.5
3/14/2025,Bob Lee,ED,70,7.5
Total,,,82,14

Quality
Audit Date,Coder,Charts Audited,Accuracy
3/31/2025,Jane Smith,10,95.5%
3/31/2025,Bob Lee,12,93%
"""
TABLES = """\
<!DOCTYPE html><html><body><table><tr><td>Logo</td></tr></table>
<h2>Jane Smith</h2><table><tr><th>Date</th><th>IP</th><th>ED</th></tr><tr><td>3/3/2025</td><td>12</td><td>9</td></tr>
</table><h2>Bob Lee</h2><table><tr><th>Date</th><th>IP</th><th>ED</th></tr><tr><td>3/14/2025</td><td></td><td>70</td>
</tr></table></body></html>
"""
INS_AND_OUTS = """\
Employee,Week Of,Mon In,Mon Out,Tue In,Tue Out,Total
Jane Smith,3/3/2025,8:00 AM,4:00 PM,8:00 AM,4:30 PM,16.5
Bob Lee,3/3/2025,10:00 PM,6:00 AM,OFF,OFF,8
"""
DAYS_IN_THE_TIMES = """\
Employee,Task,Start,Finish
Jane Smith,Inpatient,2025-03-03 08:00,2025-03-03 12:00
Bob Lee,Emergency,2025-03-03 22:00,2025-03-04 06:15
"""


def test_records_of_json_are_rows_whether_in_lines_or_in_a_list() -> None:
    for text in (RECORDS, f"[{','.join(RECORDS.splitlines())}]", f'{{"rows": [{",".join(RECORDS.splitlines())}]}}'):
        _, done = brought(pasted_book(text), NOBODY)
        assert (problems(done), total(done, "log.csv", "charts", coder="Bob Lee")) == ([], 70)
    assert "it is JSON without a list of records" in pasted_book('{"a": {"b": [1, 2').reason
    assert "it is JSON without a list of records" in pasted_book(f'[{{"a": {"[" * 100_000}').reason
    large = pasted_book(f'[{{"note": "{"a" * 5_000_000}"}}]')
    assert large.reason == "it is too large a list in JSON; save what it is about as CSV (UTF-8)"


def test_charts_and_audits_one_below_the_other_both_come_in_and_keep_their_rows() -> None:
    found, done = brought(pasted_book(TWO_KINDS), NOBODY)
    assert (problems(done), found.questions) == ([], ())
    assert [(page.name, page.row, page.head) for page in found.map.pages] == [
        ("Pasted", "days", (2,)),
        ("Pasted (2)", "audits", (8,)),
    ]
    assert total(done, "log.csv", "charts") == 82
    assert lines(done, "audits.csv", "coder", "records", "reported_accuracy") == [
        ("Jane Smith", 10, 95.5),
        ("Bob Lee", 12, 93.0),
    ]
    assert done.sources["audits.csv"][1].row == 9


def test_blocks_of_the_same_kind_stay_one_table() -> None:
    text = "Date | Coder | Charts\n2025-03-03 | Jane | 5\n\nDate | Coder | IP\n2025-03-04 | Jane | 6"
    assert len(pasted_book(text.replace(" | ", "\t")).pages) == 1
    assert len(book(("A", text)).pages) == 1


def test_tables_of_a_web_page_are_called_by_what_stands_above_them() -> None:
    found, done = brought(pasted_book(TABLES), NOBODY)
    assert [page.name for page in found.map.pages] == ["Jane Smith", "Bob Lee"]
    assert (problems(done), found.questions) == ([], ())
    assert total(done, "log.csv", "charts", coder="Jane Smith") == 21


def test_ins_and_outs_of_every_day_side_by_side_are_the_hours_of_the_days() -> None:
    _, done = brought(pasted_book(INS_AND_OUTS), NOBODY)
    assert problems(done) == []
    assert lines(done, "time.csv", "date", "coder", "category", "hours") == [
        ("2025-03-03", "Jane Smith", "paid", 8.0),
        ("2025-03-03", "Bob Lee", "paid", 8.0),
        ("2025-03-04", "Jane Smith", "paid", 8.5),
    ]


def test_the_day_can_stand_in_the_time_at_which_work_began() -> None:
    found, done = brought(pasted_book(DAYS_IN_THE_TIMES), NOBODY)
    assert (problems(done), found.questions) == ([], ())
    assert lines(done, "log.csv", "date", "coder", "hours") == [
        ("2025-03-03", "Jane Smith", 4.0),
        ("2025-03-03", "Bob Lee", 8.25),
    ]
    with_hours = DAYS_IN_THE_TIMES.replace("Finish", "Finish,Hours").replace("12:00\n", "12:00,4\n")
    _, done = brought(pasted_book(with_hours.replace("06:15", "06:15,8.25")), NOBODY)
    assert total(done, "log.csv", "hours", date="2025-03-03") == 12.25
