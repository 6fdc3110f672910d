"""The papers of audits: what stands on the worksheet and on the report, on both papers, whatever people typed."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.formats import interval
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.models import AuditDraw, Coder
from codedesk.models.audits import AuditDraft, FindingDraft, RecordDraft
from codedesk.models.departments import PolicyDraft
from codedesk.periods import quarter
from codedesk.reports.audit_papers import build_report, build_worksheet, report_name, worksheet_name
from codedesk.services.audits import audits
from codedesk.services.audits import papers as audits_papers
from codedesk.services.audits.papers import AuditReportRow
from codedesk.services.audits.policies import POLICIES
from tests.reports.read_back import pages

TODAY = date(2026, 10, 5)
Q3 = quarter(2026, 3)


@pytest.fixture
def report(sample: Desk) -> AuditReportRow:
    """The sample's audit whose score two withdrawn findings changed."""
    rows = sample.read(audits.audits)
    told = next(row for row in rows if getattr(row.result, "first_value", 0) != getattr(row.result, "value", 0))
    return sample.read(audits_papers.audit_report, told.id, TODAY)


def bounds(result: Accuracy | NotAudited) -> str:
    """The interval of a result, which tests/test_independent.py reckons."""
    assert isinstance(result, Accuracy)
    return interval(result.low, result.high).replace("\u00a0", " ")  # as it is read from the page


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_report_says_first_and_final_findings_money_and_where_to_sign(report: AuditReportRow, paper: str) -> None:
    found = pages(build_report((report,), paper))
    words = " ".join(found)
    first, final = (bounds(result) for result in (report.first, report.final))
    assert f"First, before answers 93.1 % {first} 95 of 102 codes, 10 charts 95.0 %" in words
    assert f"Final, after answers 95.05 % {final} 96 of 101 codes, 10 charts 95.0 %" in words
    assert "Observed: the result meets the standard of 95.0 %. Evidence: the sample cannot tell." in words
    assert "over-coded 6,500.00; under-coded 3,900.00; net −2,600.00; absolute 10,400.00" in words
    assert "14,300.00 → 9,750.00" in words
    assert "coder’s → auditor’s code: A41.9 → J18.9; cause: guideline misread" in words
    assert "Guideline: ICD-10-CM I.C.1.d" in words
    assert "Outcome: withdrawn: The note was filed after the audit; the coder is right." in words
    assert "I have read this." in words
    for number, page in enumerate(found, 1):
        assert "SAMPLE" in page
        assert f"Page {number} of {len(found)}" in page.replace(
            f"{number} of  {len(found)}", f"{number} of {len(found)}"
        )
        assert "Confidential: personnel record" in page
        assert "Pace" not in page


def test_an_open_finding_has_lines_for_the_answer_and_the_day_it_is_due(report: AuditReportRow) -> None:
    asked = tuple(
        replace(one, draft=one.draft.but(answer="", answer_reason="", outcome="", outcome_reason=""))
        for one in report.findings
    )
    audit = report.audit.but(state="shared", shared_on=date(2026, 9, 1), answer_due=date(2026, 9, 15))
    words = " ".join(pages(build_report((replace(report, findings=asked, audit=audit),))))
    assert words.count("I rebut, because:") == len(report.findings)
    assert "Please answer by 15 Sep 2026." in words
    assert "As it stands now" in words


def test_a_report_shows_what_people_typed_as_they_typed_it(report: AuditReportRow) -> None:
    nasty = "E&M <b>bold</b> <img src=x/> " + "long guideline " * 200
    finding = report.findings[0]
    forty = tuple(replace(finding, draft=finding.draft.but(guideline=nasty), category="<a&b>") for _ in range(40))
    words = " ".join(pages(build_report((replace(report, findings=forty, coder="Ana & <coder>"),))))
    assert words.count("E&M <b>bold</b> <img src=x/>") == 40
    assert "40. Record" in words
    assert words.count("long") == 40 * 200
    assert "Coder: Ana & <coder>" in words


def test_a_report_says_where_the_method_cannot_follow_what_was_withdrawn(report: AuditReportRow) -> None:
    assert isinstance(report.final, Accuracy)
    final = replace(report.final, method="record", not_followed=2)
    words = " ".join(pages(build_report((replace(report, final=final),))))
    assert "2 withdrawn findings name no chart, and record over record counts charts" in words
    assert "withdrawn findings name no chart" not in " ".join(pages(build_report((report,))))


def test_a_report_says_what_the_written_policy_asks_of_this_coder_on_that_day(department: Desk) -> None:
    written = PolicyDraft(
        effective_from=date(2026, 1, 1), method="code_over_code", accuracy=94.0, charts_per_quarter=20,
        learner_months=6, learner_accuracy=80.0, learner_accuracy_at_end=94.0, reason="board",
    )  # fmt: skip
    department.write("Policy", POLICIES.add, written)
    said = []
    for number, started in ((1, date(2020, 1, 1)), (2, date(2026, 6, 1))):
        coder = Coder(id=number, name=f"C{number}", started_on=started)
        department.write("Coder", lambda session, coder=coder: session.add(coder))
        slip = AuditDraft(
            name=f"s{number}",
            coder_id=number,
            day=date(2026, 8, 20),
            depth="result",
            reported_accuracy=90.0,
            records=20,
        )
        key = department.write("Audit", audits.save_audit, slip)
        said.append(" ".join(pages(build_report((department.read(audits_papers.audit_report, key, TODAY),)))))
    # 18 of 20: 69.9 to 97.2 %
    assert "The written audit policy asks for 94 %: observed not met; evidence: the sample cannot tell." in said[0]
    learner = (
        "asks for 80 % (in the first 6 months, which end on 1 Dec 2026): observed met; evidence: the sample cannot"
    )
    assert learner in said[1]
    assert "No accuracy standard is set" not in said[0]


def test_what_a_withdrawn_record_was_paid_stays_and_is_no_error(department: Desk) -> None:
    department.write("Coder", lambda session: session.add(Coder(id=1, name="Ana", started_on=date(2020, 1, 1))))
    paid = {"payment_before_cents": 500_000, "payment_after_cents": 300_000}
    lines = (
        RecordDraft(reference="1", matched=9, revised=1, **paid),
        RecordDraft(reference="2", matched=9, revised=1, **paid),
    )
    findings = tuple(
        FindingDraft(category_id=1, record=record, outcome=outcome)
        for record, outcome in (("1", ""), ("2", "withdrawn"))
    )
    draft = AuditDraft(
        name="a", coder_id=1, day=date(2026, 9, 1), depth="records", record_lines=lines, findings=findings
    )
    department.write("Save", audits.save_audit, draft)
    row = department.read(audits_papers.audit_report, 1, TODAY)
    words = " ".join(pages(build_report((row,))))
    assert "Payment, from 2 records: over-coded 2,000.00; under-coded 0.00; net −2,000.00" in words
    assert words.count("5,000.00 → 3,000.00") == 2
    assert words.count("−2,000.00") == 3  # record 1, its finding, net; the withdrawn record 2 has none
    assert "withdrawn: stays as it was" in words


def test_a_slip_has_a_report_without_records(sample: Desk) -> None:
    slip = next(row for row in sample.read(audits.audits) if row.depth == "result")
    words = " ".join(pages(build_report((sample.read(audits_papers.audit_report, slip.id, TODAY),))))
    assert "The result is kept as the auditor reported it" in words
    assert "Your answer:" in words
    assert "Records" not in words


def test_every_coder_has_one_document_with_all_audits_of_the_period(sample: Desk) -> None:
    reports = sample.read(audits_papers.period_reports, Q3, TODAY)
    listed = sample.read(audits.audits, Q3)
    assert sum(len(one.reports) for one in reports) == len(listed)
    assert [one.coder for one in reports] == sorted({row.coder for row in listed})
    most = max(reports, key=lambda one: len(one.reports))
    words = " ".join(pages(build_report(most.reports)))
    assert words.count("Sign-off") == len(most.reports)
    assert build_report(most.reports) == build_report(most.reports)
    names = {report_name(row) for one in reports for row in one.reports}
    assert len(names) == len(listed)


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_blank_worksheet_follows_the_form_and_carries_the_keys(department: Desk, paper: str) -> None:
    row = department.read(audits_papers.worksheet, None, TODAY)
    found = pages(build_worksheet(row, paper))
    assert len(found) == 2
    first, second = found
    places = [
        first.index(word) for word in ("Date of the audit", "Coder", "Work type", "Auditor", "Selection", "Phase")
    ]
    assert places == sorted(places)
    assert "20 Total" in first
    assert "pd principal diagnosis" in second
    assert "l low · m medium · h high" in second
    assert worksheet_name(row) == "Audit worksheet.pdf"


def test_a_worksheet_made_from_a_draw_has_its_references(department: Desk) -> None:
    def add(session: Session) -> None:
        session.add(Coder(id=1, name="Ana Diaz", started_on=date(2024, 1, 1)))
        session.flush()
        drawn = "\n".join(f"chart {number}" for number in range(30))
        draw = AuditDraw(coder_id=1, drawn_on=date(2026, 9, 2), frame=drawn, seed=4711, size=30, drawn=drawn)
        session.add(draw)

    department.write("Draw", add)
    row = department.read(audits_papers.worksheet, AuditDraft(name="a", coder_id=1, day=TODAY, auditor="Kim"), TODAY)
    assert (row.lines, len(row.references)) == (30, 30)
    words = " ".join(pages(build_worksheet(row)))
    assert "30 drawn on 2 Sep 2026, seed 4711" in words
    assert "1 chart 0 2 chart 1" in words
    assert "30 chart 29" in words
    assert "Auditor Kim" in words


def test_money_is_four_figures_because_net_alone_hides() -> None:
    money = audits_papers.money_of((-455_000, None, 390_000, -195_000))
    assert money is not None
    assert (money.over, money.under, money.net, money.absolute) == (650_000, 390_000, -260_000, 1_040_000)
    assert audits_papers.money_of((None, None)) is None
