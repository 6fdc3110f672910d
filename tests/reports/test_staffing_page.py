"""The director's page: one sheet, whatever it has to hold, with the numbers of the rows, and its table."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from codedesk.exchange.staffing_table import staffing_csv, staffing_xlsx
from codedesk.metrics.figures import Paired
from codedesk.reports.staffing import build_staffing
from codedesk.services.flow.staffing_page import StaffingPageRow
from tests import flow_rows
from tests.charts import made
from tests.reports.read_back import pages

ASKED = "One more coder from January on: 0.43 FTE are missing, and what waits grows by ten hours a week. "
PAIRED = Paired(made.pace(), made.accuracy())


def page(asked: str = ASKED) -> StaffingPageRow:
    return StaffingPageRow(
        department="Riverside", manager="Mo Lee", sample=True, paper="letter", label="Q3 2026",
        printed_on=date(2026, 10, 2), version="1.0", flow=flow_rows.flow(), paired=PAIRED, request=asked,
    )  # fmt: skip


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_it_is_one_sheet_with_the_numbers_and_the_words_of_the_manager(paper: str) -> None:
    for asked in ("", ASKED, (ASKED * 22)[:2000]):
        (said,) = pages(build_staffing(page(asked), paper))
        assert asked.strip() in said
        for words in (
            "Work and people: Q3 2026", "as of 30 Sep 2026, logged on 52 of 65 working days",
            "3.93 FTE", "3.5 FTE", "−0.43 FTE", "78.75 days", "17.5 days", "7 days",
            "Paid: 168 h (21 working days × 8 h); Scheduled and there: 147 h", "the work needs 4.2 FTE",
            "Team, in hours", "2,205.00 h", "Meetings 24 h", "Query open 14 charts", "12 charts, 4 by a coder’s error",
            "Rework 1.0 %", "At stake $6,500.00", "SAMPLE", "Pace of the team", "Accuracy of the same time",
        ):  # fmt: skip
            assert words in said, (len(asked), words)


def test_nothing_logged_says_so() -> None:
    flow = replace(flow_rows.flow(), types=(), holdups=(), hours_lost=(), as_of=None)
    (said,) = pages(build_staffing(replace(page(), flow=flow)))
    assert "What waits is not logged in this time." in said and "Nothing of it is logged." in said


def test_its_table_has_a_line_for_each_number_and_never_a_pace_without_accuracy() -> None:
    lines = list(csv.reader(io.StringIO(staffing_csv(page()).decode("utf-8-sig"))))
    assert lines[0] == ["Part", "Of", "Figure", "Value", "Unit", "Remark"]
    found = {(line[1], line[2]): line[3:] for line in lines[1:]}
    assert found["Inpatient", "Days of work waiting"] == ["3.75", "days", ""]
    assert found["Team", "Cost of a chart"] == ["", "$", "no cost was logged"]
    assert found["Query open", "Charts"][:2] == ["14.0", "charts"]
    assert found["", "What is asked for"][2] == ASKED
    assert found["Team", "Pace, accuracy beside it"][2].startswith("accuracy ")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(staffing_xlsx(page()))).get_sheet_by_index(0).to_python()
    assert next(row[3] for row in sheet if row[2] == "Days of work waiting") == 3.75
