"""Pivot tables and unpivoted lists as text files hold them, and rows that are there twice."""

import pytest

from codedesk.exchange.foreign.guessing import guess
from codedesk.exchange.foreign.maps import answered
from codedesk.exchange.foreign.opening import pasted_book
from codedesk.exchange.foreign.translating import translate
from tests.exchange.foreign.layouts import NOBODY, brought, lines, problems, total

PIVOT = """\
Row Labels,Sum of Charts,Sum of Hours
Jane Smith,"1,023",12.5
IP,12,6.5
ED,"1,011",6
Bob Lee,136,15
ED,136,15
Grand Total,"1,159",27.5
"""
ONE_TYPE_EACH = "Row Labels,Sum of Charts,Sum of Hours\nJane Smith,12,6\nIP,12,6\nBob Lee,136,15\nED,136,15"
METRICS = """\
coder,work_date,metric,value
Jane Smith,2025-03-03,IP charts,12
Jane Smith,2025-03-03,ED charts,9
Jane Smith,2025-03-03,Hours,8
Jane Smith,2025-03-03,Backlog,40
Bob Lee,2025-03-03,ED charts,70
Bob Lee,2025-03-03,Hours,7.5
"""


def test_a_pivot_table_saved_as_text_comes_in_by_its_sums() -> None:
    given = pasted_book(PIVOT)
    found, _ = brought(given, NOBODY)
    assert [each.key for each in found.questions] == ["month/0"]
    done = translate(given, guess(given, NOBODY, answered(found.map, "month/0", "2025-03")).map, NOBODY)
    assert problems(done) == []
    assert lines(done, "months.csv", "coder", "work_type", "charts", "hours") == [
        ("Jane Smith", "IP", 12, 6.5),
        ("Jane Smith", "ED", 1011, 6.0),
        ("Bob Lee", "ED", 136, 15.0),
    ]
    assert [each.agrees for each in done.sums] == [True] * len(done.sums)


def test_labels_that_no_sum_tells_apart_are_refused_with_what_would_help() -> None:
    found, _ = brought(pasted_book(ONE_TYPE_EACH), NOBODY)
    assert found.map.taken() == []
    assert found.rows[0] == (
        "its first column has no head and mixes several things: give coder, date and type a column each"
    )


def test_rows_that_say_what_they_count_beside_one_value_come_in_by_it() -> None:
    found, done = brought(pasted_book(METRICS), NOBODY)
    assert (problems(done), found.questions) == ([], ())
    assert lines(done, "log.csv", "coder", "work_type", "charts") == [
        ("Jane Smith", "IP", 12),
        ("Jane Smith", "ED", 9),
        ("Bob Lee", "ED", 70),
    ]
    assert total(done, "time.csv", "hours", category="paid") == 15.5
    assert [each.why for each in done.left_out] == ["“Backlog” is not kept"]


@pytest.mark.parametrize(
    ("head", "row", "other"),
    [
        ("Month,Coder,Type,Charts,Hours", "Jan 2025,Jane Smith,IP,180,90", "Jan 2025,Bob Lee,IP,180,90"),
        (
            "Coder,Type,3/3/2025,3/4/2025,3/5/2025,3/16/2025",
            "Jane Smith,IP,12,11,10,13",
            "Bob Lee,IP,12,11,10,13",
        ),
        (
            "Coder,Review Date,Account #,Codes Reviewed,Codes Correct",
            "Jane Smith,3/13/2025,A1,10,9",
            "Jane Smith,3/13/2025,A2,10,9",
        ),
    ],
    ids=["months", "days across", "charts"],
)
def test_rows_that_are_there_twice_are_asked_about(head: str, row: str, other: str) -> None:
    given = pasted_book("\n".join((head, row, row, other)))
    found, _ = brought(given, NOBODY)
    assert "format/doubles" in [each.key for each in found.questions]
    once = translate(given, guess(given, NOBODY, answered(found.map, "format/doubles", "once")).map, NOBODY)
    assert ("the same as row 2", 3) in [(each.why, each.row) for each in once.left_out]


def test_audited_charts_without_a_number_are_alike_by_chance() -> None:
    rows = "Jane Smith,3/13/2025,10,10\n" * 3
    found, _ = brought(pasted_book(f"Coder,Review Date,Codes Reviewed,Codes Correct\n{rows}"), NOBODY)
    assert "format/doubles" not in [each.key for each in found.questions]
