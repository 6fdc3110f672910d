"""The standards sheet on paper, read back: what is expected since when and why, the log, the lines to sign."""

from dataclasses import replace
from datetime import date

import pytest

from codedesk import formats
from codedesk.desk import Desk
from codedesk.models import WorkType
from codedesk.models.standards import StandardDraft
from codedesk.reports.standards_sheet import build, file_name, points
from codedesk.services.standards import standards
from codedesk.services.standards.receipts import receipts
from codedesk.services.standards.sheet import StandardsSheetRow, standards_sheet
from tests.reports.read_back import fonts, pages, plain, reader, whole

TODAY = date(2026, 10, 5)


@pytest.fixture
def sheet(sample: Desk) -> StandardsSheetRow:
    return sample.read(standards_sheet, TODAY)


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_every_standard_stands_on_the_sheet_with_statement_rate_basis_accuracy_reason_and_approval(
    sheet: StandardsSheetRow, paper: str
) -> None:
    words = whole(build(sheet, paper)).replace(" ", "")
    for row in sheet.standards:
        assert row.review_due is not None
        for said in (
            row.work_type, row.statement, formats.fixed(row.rate, 3), f"on {row.basis} hours",
            f"{row.accuracy:g} %", row.reason, f"approved by {row.approved_by}", formats.day(row.effective_from),
            formats.day(row.review_due),
        ):  # fmt: skip
            assert plain(said).replace(" ", "") in words


def test_it_is_signed_for_receipt_and_not_for_agreement(sheet: StandardsSheetRow) -> None:
    words = whole(build(sheet))
    assert "I have received this sheet." in words
    assert "it does not say that its reader agrees with it" in words
    assert "I agree" not in words
    for name in sheet.readers:
        assert name in words


def test_the_teams_sheet_names_no_learner_before_the_lines_to_sign(sheet: StandardsSheetRow) -> None:
    before = whole(build(sheet)).partition("I have received this sheet.")[0]
    assert "weeks 1 to 5" in before
    assert not any(name in before for name in sheet.readers)


def test_a_coders_sheet_is_a_personnel_record_and_holds_the_dates_of_the_ramp(sample: Desk) -> None:
    learner = next(row for row in sample.read(receipts, TODAY) if row.coder.startswith("Inés"))
    own = sample.read(standards_sheet, TODAY, learner.coder_id)
    words = whole(build(own))
    assert "from 11 May 2026 until 14 Jun 2026" in words
    assert "Confidential: personnel record" in words
    assert file_name(own) == f"Standards 2026-10-05 {learner.coder}.pdf"


def test_foot_data_and_outline_are_those_of_every_print(sheet: StandardsSheetRow) -> None:
    pdf = build(sheet)
    opened = reader(pdf)
    assert opened.metadata is not None
    assert opened.metadata.title == "Standards sheet, as of 5 Oct 2026"
    assert opened.metadata.author == "R. Castellane"
    for number, page in enumerate(pages(pdf), 1):
        assert f"Page {number} of {len(pages(pdf))}" in page
        assert f"Data fingerprint {sheet.fingerprint}" in page
        assert "SAMPLE" in page
    assert all(name.startswith("SourceSans3") for name in fonts(pdf))
    assert len(opened.outline) > 0
    assert build(sheet) == pdf


def test_forty_work_types_and_reasons_of_every_length_are_printed_whole(sample: Desk) -> None:
    long = "Because of E&M <coder> =1+1 and \u201cquotes\u201d. " * 40

    def fill(session: object) -> None:
        for number in range(34):
            session.add(WorkType(id=100 + number, name=f"Extra {number}", position=50 + number))  # type: ignore[attr-defined]

    sample.write("Fill", fill)
    for number in range(34):
        draft = StandardDraft(
            work_type_id=100 + number,
            effective_from=date(2026, 1, 1),
            pace=3.0 + number,
            accuracy=95.0,
            reason=long if number == 3 else "x",
        )
        sample.write("Add", standards.STANDARDS.add, draft)
    words = whole(build(sample.read(standards_sheet, TODAY)))
    assert all(f"Extra {number}" in words for number in range(34))
    assert words.replace(" ", "").count("Becauseof") > 40
    assert "in full below" in words


def test_a_reason_of_a_megabyte_is_cut_and_says_so(sheet: StandardsSheetRow) -> None:
    log = (replace(sheet.log[0], why="long " * 200_000), *sheet.log[1:])
    words = whole(build(replace(sheet, log=log)))
    assert "more characters are kept in CodeDesk" in words


def test_an_empty_department_has_a_sheet_that_says_so(department: Desk) -> None:
    words = whole(build(department.read(standards_sheet, TODAY)))
    assert "No standard is in force." in words
    assert words.count("Signature") == 4


def test_what_the_font_cannot_show_is_said_before_printing(sheet: StandardsSheetRow) -> None:
    assert points(sheet) == ()
    (said,) = points(replace(sheet, department="李"))
    assert said.startswith("the department’s name: the paper’s font has no U+674E")
