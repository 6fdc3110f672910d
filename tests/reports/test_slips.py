"""Sheets to write on by hand: each coder's own lines, the week's dates, nothing cut, Letter and A4."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import Coder, CoderWorkType, WorkType
from codedesk.reports import slips as sheets
from codedesk.services.days.slips import SlipRow, slips

DAY = date(2026, 10, 8)


def row(coder: str = "Ana Diaz", types: int = 2) -> SlipRow:
    work = tuple((f"Work type {number}", "encounter") for number in range(types))
    return SlipRow(
        coder, "Coding", "R. Castellane", "letter", False, date(2026, 10, 5), DAY, work, ("meeting", "PTO"), "1"
    )


def words_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_a_day_sheet_has_the_coder_s_work_types_the_categories_and_the_days() -> None:
    (words,) = words_of(sheets.build("day_sheet", (row(),)))
    for expected in ("Day sheet: Ana Diaz", "5 Oct 2026", "11 Oct 2026", "Mon 5", "Sun 11", "Work type 1",
                     "encounters", "Paid hours of the day", "Meeting", "PTO"):  # fmt: skip
        assert expected in words


def test_sheets_of_all_start_a_page_each_and_many_work_types_run_over_with_their_head() -> None:
    assert len(words_of(sheets.build("day_sheet", (row(), row("Bo Chen"))))) == 2
    pages = words_of(sheets.build("day_sheet", (row(types=60),)))
    assert len(pages) > 2
    assert all(f"Work type {number}" in "\n".join(pages) for number in range(60))
    assert "Mon 5" in pages[1]


def test_a_slip_says_that_it_is_voluntary_and_has_three_items_and_no_cell_for_patients() -> None:
    pages = words_of(sheets.build("check_in_slip", (row(), row("Bo Chen"), row("Cy Dahl"))))
    assert len(pages) == 2
    assert "skipping is normal and never counted" in pages[0].replace("\n", " ")
    for item in ("My workload was manageable", "I could work at a pace", "I had the help I needed"):
        assert pages[0].count(item) == 2


@pytest.mark.parametrize(("paper", "width"), [("letter", 612), ("a4", 595)])
@pytest.mark.parametrize("sheet", ["day_sheet", "check_in_slip"])
def test_both_papers_and_a_name_of_eighty_characters(sheet: sheets.Sheet, paper: str, width: int) -> None:
    pdf = sheets.build(sheet, (row("Wilhelmina " * 7 + "Oda"),), "a4" if paper == "a4" else "letter")
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    assert int(page.mediabox.width) == width
    assert "Wilhelmina" in page.extract_text()


def test_the_same_rows_give_the_same_bytes_and_a_safe_file_name() -> None:
    assert sheets.build("day_sheet", (row(),)) == sheets.build("day_sheet", (row(),))
    assert sheets.file_name("day_sheet", (row("D'Ann/Ó"),)) == "Day sheet D Ann Ó 2026-10-05.pdf"
    assert sheets.file_name("check_in_slip", (row(), row())) == "Check-in slips 2026-10-05.pdf"


def test_who_left_gets_no_sheet_and_an_empty_team_is_told(department: Desk) -> None:
    with pytest.raises(Refused, match="nobody"):
        department.read(slips, None, DAY)
    people = [
        Coder(name="Ana Diaz", started_on=date(2024, 1, 1)),
        Coder(name="Bo Chen", started_on=date(2024, 1, 1), left_on=date(2026, 10, 4)),
        WorkType(name="Night list"),
    ]
    department.write("Add", lambda session: session.add_all(people))
    department.write("Add", lambda session: session.add(CoderWorkType(coder_id=1, work_type_id=1)))
    (found,) = department.read(slips, None, DAY)
    assert (found.coder, found.monday, found.work_types) == ("Ana Diaz", date(2026, 10, 5), (("Night list", "chart"),))
    assert "meeting" in found.categories
