"""The summary sheet of an exported workbook: pace and accuracy side by side per coder and month, with live formulas.

Charts are summed from the sheets of the log and the month sums, pace and accuracy divided from what stands beside them;
every formula has the program's own figure as its stored value. Where a formula would come to another figure than the
program's (two coders of one name), the figure stands there without one. An import passes the sheet over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isclose
from typing import Any

from codedesk.metrics.figures import NotAudited
from codedesk.services.files.exporting import CsvTable, Export
from codedesk.services.files.month_pairs import TEAM, MonthPair
from codedesk.services.files.sheets import LOG, MONTHS

SUMMARY = "Summary"
HEADS = (
    "Coder",
    "Month",
    "Charts",
    "Productive hours",
    "Earned hours",
    "Pace",
    "Accuracy",
    "Correct",
    "Reviewed",
    "Method",
)
WIDTHS = (24, 11, 10, 17, 14, 10, 12, 10, 10, 24)
NOT_AUDITED = "not audited"


@dataclass(frozen=True, slots=True)
class Charts:
    """Where a sheet has its charts: columns of coder, month or date, and charts, and how many lines."""

    sheet: str
    coder: str
    day: str
    charts: str
    lines: int

    def sum(self, row: int) -> str:
        """Return the formula that sums the charts of the coder and month in a row of the summary."""
        coder, day, charts = (
            f"{self.sheet}!${at}$2:${at}${self.lines + 1}" for at in (self.coder, self.day, self.charts)
        )
        return f'SUMIFS({charts},{coder},$A{row},{day},">="&$B{row},{day},"<="&EOMONTH($B{row},0))'


def write_summary(book: Any, export: Export, pairs: Sequence[MonthPair]) -> None:
    """Write the summary as the next sheet of a workbook of xlsxwriter."""
    page = book.add_worksheet(SUMMARY)
    forms = {
        name: book.add_format({"num_format": form})
        for name, form in {"month": "mmm yyyy", "hours": "0.00", "share": "0.0%", "count": "#,##0"}.items()
    }
    head = book.add_format({"bold": True, "bottom": 1})
    page.freeze_panes(1, 2)
    for at, (name, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        page.set_column(at, at, width)
        page.write_string(0, at, name, head)
    sheets = [found for table in export.tables if (found := _charts_of(table))]
    summed = _summed(export)
    team = next((at for at, pair in enumerate(pairs, 2) if pair.coder == TEAM), 2)
    for row, pair in enumerate(pairs, 2):
        _write_row(page, row, pair, forms, _charts(row, pair, sheets, summed, team))
    if pairs:
        page.autofilter(0, 0, len(pairs), len(HEADS) - 1)


def _write_row(page: Any, row: int, pair: MonthPair, forms: Mapping[str, Any], charts: str) -> None:
    pace, accuracy, at = pair.paired.pace, pair.paired.accuracy, row - 1
    page.write_string(at, 0, pair.coder)
    page.write_datetime(at, 1, datetime(pair.month.year, pair.month.month, 1), forms["month"])
    if charts:
        page.write_formula(at, 2, f"={charts}", forms["count"], pace.charts)
    else:
        page.write_number(at, 2, pace.charts, forms["count"])
    page.write_number(at, 3, pace.productive_hours, forms["hours"])
    page.write_number(at, 4, pace.earned_hours, forms["hours"])
    shown = "" if pace.value is None else pace.value
    page.write_formula(at, 5, f'=IF(D{row}>0,E{row}/D{row},"")', forms["share"], shown)
    if isinstance(accuracy, NotAudited):
        page.write_string(at, 6, NOT_AUDITED)
        return
    if accuracy.reviewed and isclose(accuracy.correct / accuracy.reviewed, accuracy.value, abs_tol=1e-12):
        page.write_formula(at, 6, f"=H{row}/I{row}", forms["share"], accuracy.value)
    else:
        page.write_number(at, 6, accuracy.value, forms["share"])
    page.write_number(at, 7, accuracy.correct)
    page.write_number(at, 8, accuracy.reviewed)
    page.write_string(at, 9, accuracy.method)


def _charts(
    row: int, pair: MonthPair, sheets: Sequence[Charts], summed: Mapping[tuple[str, date], int], team: int
) -> str:
    """Return the formula that comes to the charts of a row; "" where none does."""
    if pair.coder != TEAM:
        total, formula = summed.get((pair.coder, pair.month), 0), "+".join(each.sum(row) for each in sheets)
    else:
        total = sum(charts for (_, first), charts in summed.items() if first == pair.month)
        above = team - 1
        formula = f"SUMIFS($C$2:$C${above},$B$2:$B${above},$B{row})" if above > 1 else ""
    return formula if total == pair.paired.pace.charts else ""


def _charts_of(table: CsvTable) -> Charts | None:
    places = _places(table)
    if places is None or not table.lines:
        return None
    coder, day, charts = (chr(65 + at) for at in places)
    return Charts(table.sheet.file.removesuffix(".csv"), coder, day, charts, len(table.lines))


def _places(table: CsvTable) -> tuple[int, int, int] | None:
    """Return the columns of coder, day and charts; None where a sheet counts no charts that were coded."""
    day = {LOG.file: "date", MONTHS.file: "month"}.get(table.sheet.file)
    names = [column.name for column in table.sheet.columns]
    return (names.index("coder"), names.index(day), names.index("charts")) if day else None


def _summed(export: Export) -> dict[tuple[str, date], int]:
    """Return the charts by coder and month, as the formulas sum them."""
    summed: dict[tuple[str, date], int] = {}
    for table in export.tables:
        places = _places(table)
        for line in table.lines if places else ():
            coder, day, charts = (line[at] for at in places or ())
            key = (coder, day.replace(day=1))
            summed[key] = summed.get(key, 0) + (charts or 0)
    return summed
