"""Cells that say more than a number, and audits of which only the marks were kept: what they say, and what is asked."""

import pytest

from codedesk.exchange.foreign.guessing import guess
from codedesk.exchange.foreign.maps import answered
from codedesk.exchange.foreign.translating import translate
from tests.exchange.foreign.layouts import NOBODY, book, brought, department, lines, meanings, problems, total

LEAVE = """
Daily chart counts | July 2025
Coder | Type | 2025-07-01 | 2025-07-02 | 2025-07-03 | 2025-07-04 | Total
Ana Okoro | IP | 12 | PTO 4h | 14 | H | 26
Ben Tull | IP | 1/2 PTO | 10 | Snow day | H | 10
Cy Dorn | IP | Sick (2h) | 9 | 8 | H | 17
Total | | 12 | 19 | 22 | 0 | 53
"""
CHARTS_AND_HOURS = """
Coder | Type | 2025-03-03 | 2025-03-04
Ana Okoro | IP | 18/4.5 | 20/6
Ana Okoro | ED | 33/3.5 | PTO
"""
HOURS_FIRST = (
    "Date | Coder | Type | Hrs/Charts\n2025-03-03 | Ana Okoro | IP | 4.5/18\n2025-03-04 | Ana Okoro | IP | 6/20"
)
REMARKS = """
Date | Coder | Patient Type | Charts | Hours
2025-08-01 | Ana Okoro | IP | 12 (2 late) | 7.5
2025-08-02 | Ana Okoro | IP | 15* | 7.5
2025-08-03 | Ana Okoro | IP | 16 charts | 7.5
2025-08-04 | Ana Okoro | IP | ~20 | 7.5
"""
MARKS = """
Coder | Acct | Date Reviewed | PDX Error | SDX Error | DRG Change | Comments
Ana Okoro | V1 | 2025-03-10 | x | | |
Ana Okoro | V2 | 2025-03-10 | | | |
Ana Okoro | V3 | 2025-03-10 | | x | x | seq
Ana Okoro | V4 | 2025-03-10 | | | |
"""


def test_leave_in_part_of_a_day_is_other_time_and_what_is_not_said_is_left_out_with_its_words() -> None:
    _, done = brought(book(("Jul 25", LEAVE)))
    assert problems(done) == []
    assert total(done, "log.csv", "charts") == 53
    assert lines(done, "time.csv", "date", "coder", "category", "hours") == [
        ("2025-07-01", "Cy Dorn", "sick", 2.0),
        ("2025-07-02", "Ana Okoro", "PTO", 4.0),
    ]
    assert {row[0] for row in lines(done, "absences.csv", "from")} == {"2025-07-04"}
    left = {each.words: each.why for each in done.left_out}
    assert left["1/2 PTO"] == "part of the day was PTO: of how many hours is not said"
    assert left["Snow day"] == "no number, nothing was counted"
    assert all(each.agrees for each in done.sums)


def test_charts_and_hours_in_one_cell_are_both_taken() -> None:
    found, done = brought(book(("Mar", CHARTS_AND_HOURS)))
    assert sorted(lines(done, "log.csv", "date", "work_type", "charts", "hours")) == [
        ("2025-03-03", "Emergency", 33, 3.5),
        ("2025-03-03", "Inpatient", 18, 4.5),
        ("2025-03-04", "Inpatient", 20, 6.0),
    ]
    assert meanings(found)["2025-03-03"] == "charts_hours"
    _, done = brought(book(("Mar", HOURS_FIRST)))
    assert lines(done, "log.csv", "charts", "hours") == [(18, 4.5), (20, 6.0)]


def test_a_remark_beside_a_number_leaves_the_number() -> None:
    _, done = brought(book(("Aug", REMARKS)))
    assert (problems(done), lines(done, "log.csv", "charts")) == ([], [(12,), (15,), (16,), (20,)])
    assert [(each.words, each.why) for each in done.left_out] == [
        ("12 (2 late)", "the remark “2 late” beside the number")
    ]


@pytest.mark.parametrize(("answer", "codes", "wrong"), [("error", [(2, 1), (3, 0), (1, 2), (3, 0)], 3)])
def test_what_marks_alone_mean_is_asked_and_charts_without_one_count(
    answer: str, codes: list[tuple[int, int]], wrong: int
) -> None:
    given, known = book(("Audit", MARKS)), department()
    found = guess(given, known)
    assert [each.key for each in found.questions if each.key.startswith("format")] == ["format/ticks"]
    done = translate(given, guess(given, known, answered(found.map, "format/ticks", answer)).map, known)
    assert lines(done, "records.csv", "matched", "revised") == codes
    assert len(lines(done, "findings.csv", "category")) == wrong


def test_a_tick_can_be_what_was_right() -> None:
    text = "Coder | Acct | Review Date | PDX | SDX | Auditor\nAna Okoro | V1 | 2025-03-10 | ✓ | ✓ | Lena\n"
    text += "Ana Okoro | V2 | 2025-03-10 | ✓ | | Lena"
    found, done = brought(book(("Audit", text)), NOBODY)
    assert next(each for each in found.formats if each.key == "ticks").chosen == "right"
    assert lines(done, "records.csv", "matched", "revised")[-1] == (1, 1)
