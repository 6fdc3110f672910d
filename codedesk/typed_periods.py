"""Periods as they are typed: a quarter, a month, a year, the last four quarters, two dates, all. A leaf."""

import re
from datetime import date

from codedesk.dates import DateReader, named_month
from codedesk.errors import Refused
from codedesk.periods import (
    CALENDAR_YEAR,
    FiscalYear,
    Period,
    example,
    month,
    parse_period,
    quarter,
    quarter_number,
    quarter_of,
    quarters_up_to,
    year,
)
from codedesk.readings import cleaned

_YEAR = re.compile(r"(?:fy[ -]?)?([0-9]{4})")
_QUARTER = re.compile(r"q([1-4])")
_FOUR = re.compile(r"(?:the )?last (?:four|4) quarters|4 ?q")
_BETWEEN = re.compile(r"\s*(?:\.\.|–|\s-\s|\sto\s)\s*")


def read_period(
    text: str, dates: DateReader, fiscal_year: FiscalYear = CALENDAR_YEAR, everything: Period | None = None
) -> Period:
    """Read a period: what parse_period does, and q3, 2026 or fy2027, aug, aug 2025, last four quarters, all, two dates.

    q3 is one of this year, aug the month of this year; "1 jul – 15 aug" are two dates with – or to between them.
    everything: the days that anything is entered of, None where nothing is. Refused for anything else.
    """
    words, today = cleaned(text, "period").lower(), dates.today()
    if words == "all":
        if everything is None:
            raise Refused("nothing is entered yet: there is no first day")
        return everything
    found = _named(words, today, fiscal_year)
    if found is not None:
        return found
    try:
        return parse_period(words, fiscal_year)
    except Refused:
        ends = _BETWEEN.split(words)
        if len(ends) == 2 and all(ends):
            return Period(*_two_dates(ends[0], ends[1], dates))
    reason = f"“{text}” is not a period: write {example(fiscal_year)}, 2026, aug, 1 jul – 15 aug or all"
    raise Refused(reason)


def _named(words: str, today: date, fiscal_year: FiscalYear) -> Period | None:
    """Return the last four quarters, a quarter of this year, a year or a month; None for all else."""
    if _FOUR.fullmatch(words):
        return last_four_quarters(today, fiscal_year)
    if match := _QUARTER.fullmatch(words):
        return quarter(quarter_number(today, fiscal_year)[0], int(match[1]), fiscal_year)
    if (match := _YEAR.fullmatch(words)) and 1900 <= int(match[1]) <= 2199:
        return year(int(match[1]), fiscal_year)
    first = named_month(words, today)
    return None if first is None else month(first.year, first.month)


def last_four_quarters(today: date, fiscal_year: FiscalYear = CALENDAR_YEAR) -> Period:
    """Return the four quarters up to the end of today's."""
    return quarters_up_to(quarter_of(today, fiscal_year), 4, fiscal_year)


def _two_dates(first: str, last: str, dates: DateReader) -> tuple[date, date]:
    start, end = dates.read(first), dates.read(last)
    assert start is not None and end is not None
    whole = named_month(last, dates.today())
    return start, end if whole is None else month(whole.year, whole.month).end
