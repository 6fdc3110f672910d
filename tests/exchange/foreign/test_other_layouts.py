"""Audits, months and standards as managers keep them: counts pooled, results as reported, nothing made up."""

import pytest

from codedesk.exchange.foreign.book import Book
from tests.exchange.foreign.layouts import book, brought, department, lines, meanings, problems, total

AUDIT_TOOL = """
Inpatient coding audit
Audit Date | Coder | Acct # | DRG Orig | DRG Rev | Dx Reviewed | Dx Correct | Accuracy % | Comments
1/15/2026 | Ana Okoro | A000 | 291 | 292 | 10 | 9 | 90.0% |
1/15/2026 | Ana Okoro | A003 | 291 | 291 | 9 | 9 | 100.0% | good
1/15/2026 | Ben Tull | A001 | 291 | 292 | 10 | 10 | 100.0% |
1/15/2026 | Ben Tull | A004 | 470 | 470 | 12 | 10 | 83.3% |
Average | | | | | | | 93.3% |
"""
YES_NO = """
Coder | Review Date | MRN | PDX correct? | DRG correct? | Modifiers | Auditor | Score
Ana Okoro | 2026-01-20 | 99001 | Y | Y | Y | Dee Orr | 1
Ana Okoro | 2026-01-20 | 99002 | Y | N | N/A | Dee Orr | 0.5
Ben Tull | 2026-01-21 | 99003 | N | N | Y | Dee Orr | 0.3333
Ben Tull | 2026-01-21 | 99004 | Y | Y | Y | Dee Orr | 1
"""
COUNTS = """
Audit ID | Date | Coder | Charts Reviewed | Codes Matched | Codes Revised | Codes Added | Codes Deleted | Accuracy
Q1-01 | 2026-03-31 | Ana Okoro | 10 | 95 | 3 | 2 | 1 | 94.1
Q1-02 | 2026-03-31 | Ben Tull | 10 | 90 | 5 | 5 | 0 | 90
"""
RESULTS = """
Date | Coder | Charts Audited | Accuracy
2026-01-31 | Ana Okoro | 10 | 0.954
2026-01-31 | Ben Tull | 12 | 0.9
2026-02-28 | Ana Okoro | 10 | 1
"""
PER_CENTS_ONLY = """
Review Date | Coder | Account Number | Score
1/20/2026 | Ana Okoro | 99001 | 90%
1/20/2026 | Ana Okoro | 99002 | 100%
1/20/2026 | Ben Tull | 99003 | 80%
1/20/2026 | Ben Tull | 99004 | 90%
"""
SCORECARD = """
 | | Productivity | | | Quality | |
Month | Coder | Charts | Hours | % of Std | Charts Audited | Accuracy | Status
Jan-25 | Ana Okoro | 412 | 152.5 | 103% | 10 | 95.4% | Met
Jan-25 | Ben Tull | 398 | 150 | 99% | 10 | 92% | Not met
Feb-25 | Ana Okoro | 400 | 149 | 101% | 12 | 97.1% | Met
Total | | 1210 | 451.5 | | 32 | |
"""
DATED_SUMS = """
date | coder | work_type | charts | hours
2025-01-31 | Ana Okoro | Inpatient | 412 | 152.5
2025-01-31 | Ben Tull | Inpatient | 398 | 150
2025-02-28 | Ana Okoro | Inpatient | 400 | 149
"""
MONTHS_ACROSS = """
Charts per month
Coder | Type | Jan 2025 | Feb 2025 | Mar 2025 | Total
Ana Okoro | IP | 200 | 190 | 210 | 600
Ben Tull | ED | 900 | 950 | 1000 | 2850
Total | | 1100 | 1140 | 1210 | 3450
"""
ACCURACY_ACROSS = """
Accuracy by coder
Coder | Jan-25 | Feb-25
Ana Okoro | 95.4% | 96.0%
Ben Tull | 92.0% | 91.5%
"""
POLICY = """
Productivity standards, effective 1/1/2025
Work Type | Charts per hour | Accuracy
Inpatient | 2 | 95%
Same-day surgery | 5 | 95%
Emergency | 12 | 95%
"""
POLICY_MINUTES = """
Service line | Effective date | Minutes per chart | Quality standard
IP | 2025-01-01 | 30 | 95
ED | 2025-01-01 | 5 | 95
"""
POLICY_DAY = """
Patient type | Per 8 hour day | Effective
Inpatient | 16 | 2025-01-01
Emergency | 96 | 2025-01-01
"""


def test_charts_of_an_audit_tool_are_pooled_by_their_counts() -> None:
    found, done = brought(book(("Audit", AUDIT_TOOL)))
    assert problems(done) == []
    assert "Acct #" not in meanings(found)
    assert lines(done, "audits.csv", "audit", "date", "coder", "records", "reported_accuracy") == [
        ("2026-01-15 Ana Okoro", "2026-01-15", "Ana Okoro", None, None),
        ("2026-01-15 Ben Tull", "2026-01-15", "Ben Tull", None, None),
    ]
    assert lines(done, "records.csv", "record", "matched", "revised", "drg_right", "note") == [
        ("row 3", 9, 1, False, ""),
        ("row 4", 9, 0, True, "good"),
        ("row 5", 10, 0, False, ""),
        ("row 6", 10, 2, True, ""),
    ]
    assert "average: “Average”" in [each.why for each in done.left_out]


def test_yes_and_no_by_category_become_codes_and_findings() -> None:
    _, done = brought(book(("QA", YES_NO)))
    assert problems(done) == []
    assert lines(done, "records.csv", "record", "matched", "revised", "drg_right") == [
        ("row 2", 3, 0, True),
        ("row 3", 1, 1, False),
        ("row 4", 1, 2, False),
        ("row 5", 3, 0, True),
    ]
    wrong = [("row 3", "DRG"), ("row 4", "principal diagnosis"), ("row 4", "DRG")]
    assert lines(done, "findings.csv", "record", "category") == wrong
    assert {row[0] for row in lines(done, "audits.csv", "auditor")} == {"Dee Orr"}


def test_audits_with_counts_or_results_are_taken_as_what_they_are() -> None:
    _, done = brought(book(("Audits", COUNTS)))
    assert problems(done) == []
    assert lines(done, "audits.csv", "audit", "records", "matched", "revised", "added", "deleted") == [
        ("Q1-01", 10, 95, 3, 2, 1),
        ("Q1-02", 10, 90, 5, 5, 0),
    ]
    _, done = brought(book(("Audits", RESULTS)))
    assert problems(done) == []
    assert lines(done, "audits.csv", "coder", "records", "reported_accuracy") == [
        ("Ana Okoro", 10, 95.4),
        ("Ben Tull", 12, 90.0),
        ("Ana Okoro", 10, 100.0),
    ]
    _, done = brought(book(("Audits", PER_CENTS_ONLY)))
    assert lines(done, "audits.csv", "coder", "records", "reported_accuracy") == [
        ("Ana Okoro", 2, 95.0),
        ("Ben Tull", 2, 85.0),
    ]


def test_a_scorecard_gives_sums_of_months_and_results_as_reported() -> None:
    found, done = brought(book(("Score", SCORECARD)))
    assert problems(done) == []
    assert total(done, "months.csv", "charts") == 1210
    assert total(done, "months.csv", "hours") == 451.5
    assert lines(done, "audits.csv", "coder", "records", "reported_accuracy", "period_from", "period_to")[0] == (
        "Ana Okoro", 10, 95.4, "2025-01-01", "2025-01-31",
    )  # fmt: skip
    assert "work_type/0" in [each.key for each in found.questions]
    assert [each.words for each in done.sums if not each.agrees] == []


def test_dated_rows_with_more_hours_than_a_day_has_are_sums_of_their_months_and_never_minutes() -> None:
    found, done = brought(book(("Log", DATED_SUMS)))
    assert problems(done) == []
    assert lines(done, "months.csv", "month", "coder", "work_type", "charts", "hours") == [
        ("2025-01-01", "Ana Okoro", "Inpatient", 412, 152.5),
        ("2025-01-01", "Ben Tull", "Inpatient", 398, 150.0),
        ("2025-02-01", "Ana Okoro", "Inpatient", 400, 149.0),
    ]
    assert found.rows[0] == "its hours are more than a day has, and each coder has one row a month"
    twice, _ = brought(book(("Log", DATED_SUMS + "2025-01-30 | Ana Okoro | Inpatient | 9 | 30\n")))
    assert meanings(twice)["hours"] == "hours"  # two rows of a coder in a month are no sums of it, and still hours


def test_months_side_by_side_are_sums_and_results_without_charts_are_said() -> None:
    _, done = brought(book(("2025", MONTHS_ACROSS)))
    assert problems(done) == []
    assert total(done, "months.csv", "charts", month="2025-02-01") == 1140
    assert len(done.sums) >= 4
    assert [each.words for each in done.sums if not each.agrees] == []
    _, done = brought(book(("2025", ACCURACY_ACROSS)))
    assert done.cannot == (
        "results that do not say of how many audited charts they are were not taken; "
        "a column Charts Audited says it (4)",
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (book(("P", POLICY)), ("Emergency", "2025-01-01", 12.0, "per_hour", 95.0)),
        (book(("P", POLICY_MINUTES)), ("Emergency", "2025-01-01", 5.0, "minutes_per_chart", 95.0)),
    ],
)
def test_a_policy_table_gives_standards(given: Book, expected: tuple[object, ...]) -> None:
    _, done = brought(given)
    assert problems(done) == []
    assert lines(done, "standards.csv", "work_type", "effective_from", "pace", "pace_unit", "accuracy")[-1] == expected


def test_a_policy_without_accuracy_asks_for_it() -> None:
    found, done = brought(book(("P", POLICY_DAY)))
    assert [each.key for each in found.questions if each.key.startswith("format")] == ["format/accuracy"]
    assert lines(done, "standards.csv", "pace", "pace_unit")[0] == (16.0, "per_day")


def test_several_kinds_of_sheets_in_one_book_come_in_together() -> None:
    daily = "Date | Coder | Type | Charts | Hours\n2025-01-06 | Ana Okoro | IP | 12 | 7\n"
    summary = "Month | Coder | Type | Charts\nJan-25 | Ana Okoro | IP | 12\n"
    given = book(("Log", daily), ("Summary", summary), ("Standards", POLICY), ("QA", RESULTS), ("Notes", "Call IT\n"))
    found, done = brought(given, department())
    assert problems(done) == []
    assert [page.taken for page in found.map.pages] == [True, False, True, True, False]
    assert [sheet.sheet.file for sheet in done.draft.sheets] == ["standards.csv", "log.csv", "audits.csv"]


def test_paces_with_their_unit_come_in_and_of_a_range_an_end_is_asked() -> None:
    text = """
Productivity policy, effective 7/1/2025
Record type | Minimum standard | Quality
Inpatient | 18-22/day | 95%
Emergency | 12/hr | 95%
Observation | 20 min | 95%
Clinic | per manager |
"""
    given = book(("Policy", text))
    found, done = brought(given, department(work_type=("Inpatient", "Emergency", "Observation")))
    assert "format/ranges" in [each.key for each in found.questions]
    assert problems(done) == []
    assert lines(done, "standards.csv", "work_type", "pace", "pace_unit") == [
        ("Inpatient", 18.0, "per_day"),
        ("Emergency", 12.0, "per_hour"),
        ("Observation", 20.0, "minutes_per_chart"),
    ]
