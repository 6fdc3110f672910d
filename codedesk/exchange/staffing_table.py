"""The staffing page as a table for a spreadsheet: a line for each number with its unit, and why it cannot be had."""

import csv
import io
from collections.abc import Callable, Iterator

from codedesk import formats
from codedesk.exchange.cells import safe
from codedesk.metrics.figures import NotAudited, Paired
from codedesk.metrics.quantities import Quantity
from codedesk.services.flow.rows import FlowRow, TypeFlowRow
from codedesk.services.flow.staffing_page import StaffingPageRow

HEAD = ("Part", "Of", "Figure", "Value", "Unit", "Remark")
Line = tuple[str, str, str, float | None, str, str]
_WIDTHS = (18, 24, 34, 16, 10, 60)


def staffing_lines(row: StaffingPageRow) -> tuple[Line, ...]:
    """Return the lines: people, what waits, what was lost; the pace always with the accuracy of the same time."""
    flow = row.flow
    return (
        *_people(flow),
        _pair(row.paired),
        *(line for each in (*flow.types, flow.team) for line in _waiting(each)),
        *(_line("Not coding", each.category, "Paid hours", each.hours) for each in flow.hours_lost),
        *(("Held", each.name, "Charts", float(each.charts), "charts", "") for each in flow.holdups),
        *_came_back(flow),
        *((("Request", "", "What is asked for", None, "", row.request),) if row.request else ()),
    )


def staffing_csv(row: StaffingPageRow) -> bytes:
    """Return the table as a CSV file that spreadsheets open as it is."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(HEAD)
    for line in _of(row):
        writer.writerow(["" if cell is None else cell if isinstance(cell, float) else safe(cell) for cell in line])
    return written.getvalue().encode("utf-8-sig")


def staffing_xlsx(row: StaffingPageRow) -> bytes:
    """Return the table as a workbook of one sheet; numbers are numbers, no cell is a formula."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - heavy, loaded at first use

    packed = io.BytesIO()
    with Workbook(packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet("Staffing")
        bold, share = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "0.0%"})
        page.freeze_panes(1, 0)
        for at, (name, wide) in enumerate(zip(HEAD, _WIDTHS, strict=True)):
            page.set_column(at, at, wide)
            page.write_string(0, at, name, bold)
        for number, line in enumerate(_of(row), 1):
            for at, cell in enumerate(line):
                if isinstance(cell, float):
                    page.write_number(number, at, cell, share if line[4] == "share" else None)
                elif cell:
                    page.write_string(number, at, cell)
    return packed.getvalue()


FORMS: dict[str, Callable[[StaffingPageRow], bytes]] = {".csv": staffing_csv, ".xlsx": staffing_xlsx}


def _of(row: StaffingPageRow) -> Iterator[Line]:
    yield "Page", row.department, row.label, None, "", "SAMPLE: invented people" if row.sample else "Confidential"
    yield from staffing_lines(row)


def _people(flow: FlowRow) -> Iterator[Line]:
    people = flow.staffing
    for name, each in (
        ("FTE needed", people.needed),
        ("FTE there", people.there),
        ("FTE there − needed", people.difference),
        ("FTE needed at the pace of late", people.at_actual_pace),
        ("Productive hours one FTE supplies", people.one_fte),
        ("Overtime", people.overtime),
        ("DNFB days", flow.dnfb),
        ("Cost of a chart", flow.unit_cost),
    ):
        yield _line("People" if each is not flow.dnfb and each is not flow.unit_cost else "Money", "Team", name, each)


def _pair(paired: Paired) -> Line:
    accuracy = paired.accuracy
    said = accuracy.reason if isinstance(accuracy, NotAudited) else formats.percent(accuracy.value)
    interval = "" if isinstance(accuracy, NotAudited) else f" ({formats.interval(accuracy.low, accuracy.high)})"
    return ("Quality", "Team", "Pace, accuracy beside it", paired.pace.value, "share", f"accuracy {said}{interval}")


def _waiting(row: TypeFlowRow) -> Iterator[Line]:
    for name, each in (
        ("Waiting", row.waiting),
        ("Hours of work waiting", row.hours),
        ("Days of work waiting", row.days),
        ("Came in a working day", row.inflow),
        ("Coded a working day", row.coded),
        ("Could be coded a working day", row.capacity),
        ("Days to clear", row.to_clear),
        ("Age of the oldest", row.oldest),
    ):
        yield _line("Waiting", row.name, name, each)


def _came_back(flow: FlowRow) -> Iterator[Line]:
    for each in flow.rework.by_cause:
        yield ("Came back", each.name, "Charts", float(each.charts), "charts", "")
    made = flow.rework.total
    for name, number in (
        ("Rework by a coder’s error", made.share),
        ("Denials", made.denial_share),
        ("At stake", made.at_stake),
        ("Recovered", made.recovered),
        ("Days to resolve", flow.rework.days_to_resolve),
    ):
        yield _line("Came back", "Team", name, number)


def _line(part: str, of: str, name: str, each: Quantity) -> Line:
    value = None if each.value is None else float(each.value)
    return part, of, name, value, each.unit, each.why_not if value is None else ""
