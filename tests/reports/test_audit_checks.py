"""Before a paper of an audit is given out: what looks like a patient's and what the font lacks, by its place."""

from dataclasses import replace
from datetime import date

from codedesk.desk import Desk
from codedesk.periods import quarter
from codedesk.reports.audit_checks import listed, policy_points, report_points, worksheet_points
from codedesk.services.audits import audits, papers
from codedesk.services.audits.policy_sheet import policy_sheet

TODAY = date(2026, 10, 5)
Q3 = quarter(2026, 3)


def test_the_sample_has_nothing_to_look_at(sample: Desk) -> None:
    rows = sample.read(papers.period_reports, Q3, TODAY)
    assert report_points([report for row in rows for report in row.reports]) == ()
    assert worksheet_points(sample.read(papers.worksheet, None, TODAY)) == ()
    assert policy_points(sample.read(policy_sheet, Q3, TODAY)) == ()


def test_each_place_of_a_report_is_looked_at_and_what_stands_there_is_never_repeated(sample: Desk) -> None:
    told = next(row for row in sample.read(audits.audits, Q3) if row.depth == "records")
    row = sample.read(papers.audit_report, told.id, TODAY)
    name, finding = row.audit.name, row.findings[0]
    wrong = "SSN 123-45-6789"
    for field, place in (
        ("guideline", "the guideline of finding 1"), ("note", "the note of finding 1"),
        ("answer_reason", "the answer to finding 1"), ("outcome_reason", "the outcome of finding 1"),
        ("original_code", "finding 1"),
    ):  # fmt: skip
        typed = replace(finding, draft=finding.draft.but(**{field: wrong}))
        assert report_points([replace(row, findings=(typed, *row.findings[1:]))]) == (
            f"{name}, {place}: this looks like a social security number. A report must not name a patient.",
        )
    record = replace(row.records[0], draft=row.records[0].draft.but(reference="MRN 0044321"))
    (point,) = report_points([replace(row, records=(record, *row.records[1:]))])
    assert point == f"{name}, a record’s reference: this looks like a medical record number. A report must not name " \
                    "a patient."  # fmt: skip
    (lacking,) = report_points([replace(row, coder="Ana 你")])
    assert lacking.startswith("The coder’s name: the paper’s font has no 你 (U+4F60")


def test_a_worksheet_is_looked_at_line_by_line(department: Desk) -> None:
    row = department.read(papers.worksheet, None, TODAY)
    found = worksheet_points(replace(row, references=("A1", "555-867-5309"), auditor="你"))
    assert [point.split(":")[0] for point in found] == ["Line 2, the record’s reference", "The head of the worksheet"]
    assert all("worksheet" in point or "font" in point for point in found)


def test_many_points_are_cut_to_what_a_question_can_hold() -> None:
    assert listed([str(number) for number in range(6)]) == "0\n1\n2\n3\n4\n5"
    assert listed([str(number) for number in range(9)]).endswith("5\n… and 3 more")
