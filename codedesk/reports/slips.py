"""Sheets to write on by hand: the day sheet of a week and the check-in slip. Frozen rows in, PDF bytes out.

Here live the names of the sheets and the one late door to the drawing library.
"""

from collections.abc import Sequence
from typing import Literal

from codedesk import paths
from codedesk.reports.paper import Paper, paper_of
from codedesk.services.days.slips import SlipRow

Sheet = Literal["day_sheet", "check_in_slip"]
SHEET_NAMES: dict[Sheet, str] = {"day_sheet": "Day sheet", "check_in_slip": "Check-in slip"}


def build(sheet: Sheet, rows: Sequence[SlipRow], paper: Paper | None = None) -> bytes:
    """Return one PDF with a sheet for each row, on the department's paper unless another is named."""
    # The drawing library is heavy: it loads with the first sheet.
    from codedesk.reports.slips_pages import document_of  # noqa: PLC0415

    return document_of(sheet, tuple(rows), paper or paper_of(rows[0].paper))


def file_name(sheet: Sheet, rows: Sequence[SlipRow]) -> str:
    """Name the file: "Day sheet Ana Diaz 2026-10-05.pdf", or "Day sheets 2026-10-05.pdf" for several."""
    who = f" {rows[0].coder}" if len(rows) == 1 else "s"
    words = f"{SHEET_NAMES[sheet]}{who} {rows[0].monday.isoformat()}"
    return f"{paths.file_name(words)}.pdf"
