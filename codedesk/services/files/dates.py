"""Dates of the files that hardly can be: a year before 2000 or after the next needs a yes."""

from datetime import date

from codedesk.dates import ask_year
from codedesk.errors import Refused
from codedesk.services.files.import_state import ImportState
from codedesk.services.files.plans import ReadSheet
from codedesk.services.files.shapes import CsvColumn

YES = "If all dates are, import with --dates-are-right"


def check_years(state: ImportState) -> None:
    """Note every date in an unlikely year, unless the person said that the dates are right."""
    if state.draft.dates_are_right:
        return
    today = date.today()
    for read in state.draft.sheets:
        for column in read.sheet.columns:
            if column.kind == "day" and column.name in read.columns:
                _check_column(state, read, column, today)


def _check_column(state: ImportState, read: ReadSheet, column: CsvColumn, today: date) -> None:
    values = read.columns[column.name]
    reasons = {day: _doubt(day, column, today) for day in set(values) if isinstance(day, date)}
    if not any(reasons.values()):
        return
    for line, value in zip(read.lines, values, strict=True):
        if isinstance(value, date) and reasons[value]:
            state.problem_at(read, line, column.name, value.isoformat(), f"{reasons[value]} {YES}")


def _doubt(day: date, column: CsvColumn, today: date) -> str:
    try:
        ask_year(day, column.name, day.isoformat(), today)
    except Refused as refused:
        return refused.reason
    return ""
