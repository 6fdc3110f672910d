"""Periods as sheets name them: ISO weeks (2025-W07), quarters (Q1 2025), months of a fiscal year (FY25 P03).

A fiscal year is called by the year in which it ends; in which month it begins no sheet says, so that a person is asked.
"""

import re
from datetime import date

_ISO_WEEK = re.compile(r"(?:week |wk )?(\d{4})[- ]?W(\d{1,2})", re.IGNORECASE)
_QUARTER = re.compile(
    r"(?P<before>(?:FY ?|fiscal (?:year )?)?(?:20)?\d{2})[-_ ,']*(?P<first>Q[1-4]|[1-4]Q|qtr\.? ?[1-4]|quarter [1-4])"
    r"|(?P<second>Q[1-4]|[1-4]Q|qtr\.? ?[1-4]|quarter [1-4]|[1-4](?:st|nd|rd|th) (?:quarter|qtr\.?))"
    r"(?:[-_ ,']*(?:of )?(?P<after>(?:FY ?|fiscal (?:year )?)?(?:20)?\d{2}))?",
    re.IGNORECASE,
)
_YEAR = r"(?P<{0}>FY ?(?:20)?\d{{2}}|fiscal (?:year )?20\d{{2}})"
_PERIOD = r"(?P<{0}>\d{{1,2}})"
_FISCAL_MONTH = re.compile(
    rf"{_YEAR.format('before')}[-_ ,/]*(?:P|PD|period|month|M)?\.? ?{_PERIOD.format('first')}"
    rf"|(?:P|PD|period|month|M)\.? ?{_PERIOD.format('second')}[-_ ,/]*(?:of )?{_YEAR.format('after')}",
    re.IGNORECASE,
)
MONTHS_OF_QUARTER = 3
_MONTHS = 12


def iso_week(text: str) -> date | None:
    """Return the Monday of a week of the ISO calendar, 2025-W07."""
    match = _ISO_WEEK.fullmatch(text.strip())
    try:
        return date.fromisocalendar(int(match[1]), int(match[2]), 1) if match else None
    except ValueError:
        return None


def quarter_named(text: str, year: int = 0, begins: int = 0) -> date | None:
    """Return the first day of the quarter that a text is, with the year that is given where it has none.

    begins is the month in which the fiscal year begins, 0 where that is not known: for those of a fiscal year alone.
    """
    match = _QUARTER.fullmatch(text.strip())
    if match is None:
        return None
    said = match["before"] or match["after"] or ""
    number = int(next(each for each in (match["first"] or match["second"]) if each.isdecimal()))
    told = _year_of(said) or year
    if not told:
        return None
    if said[:1].lower() == "f":
        return _of_fiscal(told, MONTHS_OF_QUARTER * (number - 1), begins)
    return date(told, MONTHS_OF_QUARTER * (number - 1) + 1, 1)


def is_quarter(text: str) -> bool:
    """Tell whether a text is the name of a quarter, with its year or without."""
    return _QUARTER.fullmatch(text.strip()) is not None


def quarter_within(text: str) -> str:
    """Return the quarter that a text names somewhere; "" where there is none."""
    match = re.search(rf"(?<![^\W_])(?:{_QUARTER.pattern})(?!\w)", text, re.IGNORECASE)
    return match[0] if match else ""


def fiscal_month(text: str, begins: int) -> date | None:
    """Return the first day of the month of a fiscal year that a text is; None where none is, or begins is not known."""
    match = _FISCAL_MONTH.fullmatch(text.strip())
    if match is None:
        return None
    number, year = int(match["first"] or match["second"]), _year_of(match["before"] or match["after"])
    return _of_fiscal(year, number - 1, begins) if 0 < number <= _MONTHS else None


def is_fiscal(text: str) -> bool:
    """Tell whether a text is a month or a quarter of a fiscal year."""
    quarter = _QUARTER.fullmatch(text.strip())
    fiscal = quarter is not None and (quarter["before"] or quarter["after"] or "")[:1].lower() == "f"
    return fiscal or _FISCAL_MONTH.fullmatch(text.strip()) is not None


def _year_of(said: str) -> int:
    digits = "".join(filter(str.isdecimal, said))
    return int(digits) + (2000 if len(digits) == 2 else 0) if digits else 0


def _of_fiscal(year: int, months: int, begins: int) -> date | None:
    """Return the first day of a month so many months after the begin of the fiscal year that ends in a year."""
    if not begins or not year:
        return None
    first = (year if begins == 1 else year - 1) * _MONTHS + begins - 1 + months
    return date(first // _MONTHS, first % _MONTHS + 1, 1)
