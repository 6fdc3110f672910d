"""Quarters, months and weeks of calendar dates. A leaf."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from codedesk.errors import Refused

_YEAR = r"(?:FY[\s-]*)?(?P<year>\d{4})"
_QUARTER = (
    re.compile(rf"{_YEAR}[\s-]*Q(?P<number>[1-4])", re.IGNORECASE),
    re.compile(rf"Q(?P<number>[1-4])[\s-]*{_YEAR}", re.IGNORECASE),
)
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MOST_NAMED = 6


NamedBy = Literal["end", "start"]
_NAMED_BY_START = {"CA", "GB", "JP", "SG"}


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """How a department's year runs: the month it starts in, and which calendar year names it where that is not January.

    Quarters are counted from first_month, 1 to 12. named_by is "end" (October 2026 lies in FY2027) or "start" (FY2026).
    """

    first_month: int = 1
    named_by: NamedBy = "end"

    @property
    def ahead(self) -> int:
        """By how many years its name is ahead of the calendar year in which it starts: 1 or 0."""
        return 1 if self.differs and self.named_by == "end" else 0

    @property
    def differs(self) -> bool:
        """Tell whether the year is another than the calendar's."""
        return self.first_month > 1


CALENDAR_YEAR = FiscalYear()


def usual_name(country: str) -> NamedBy:
    """Return by which year a fiscal year is mostly named in a country, given as two letters; "end" where not known."""
    return "start" if country.upper() in _NAMED_BY_START else "end"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from start to end, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts."""
        if self.end < self.start:
            reason = f"the period ends ({day_label(self.end)}) before it starts ({day_label(self.start)})"
            raise Refused(reason)

    def __contains__(self, day: object) -> bool:
        """Tell whether a date lies in the period."""
        return isinstance(day, date) and self.start <= day <= self.end

    @property
    def days(self) -> tuple[date, ...]:
        """Every date of the period in order."""
        return tuple(self.start + timedelta(n) for n in range((self.end - self.start).days + 1))

    @property
    def weeks(self) -> tuple[date, ...]:
        """The Mondays of every week that the period touches."""
        return _weeks(monday(self.start), monday(self.end))


@lru_cache(maxsize=32)
def _weeks(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(7 * n) for n in range((last - first).days // 7 + 1))


def monday(day: date) -> date:
    """Return the Monday of the week of a date."""
    return day - timedelta(day.weekday())


def month(year: int, number: int) -> Period:
    """Return a calendar month; number may lie outside 1 to 12 and then counts on into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    following = date(year + number // 12, number % 12 + 1, 1)
    return Period(date(year, number, 1), following - timedelta(1))


def months_of(period: Period) -> tuple[Period, ...]:
    """Cut a period into its calendar months; the first and the last may be parts of one."""
    parts, start = [], period.start
    while start <= period.end:
        whole = month(start.year, start.month)
        parts.append(Period(start, min(whole.end, period.end)))
        start = whole.end + timedelta(1)
    return tuple(parts)


def quarter(year: int, number: int, fiscal_year: FiscalYear = CALENDAR_YEAR) -> Period:
    """Return quarter 1 to 4 of the year that the department calls by this number."""
    opening = fiscal_year.first_month + 3 * (number - 1) - 12 * fiscal_year.ahead
    return Period(month(year, opening).start, month(year, opening + 2).end)


def year(number: int, fiscal_year: FiscalYear = CALENDAR_YEAR) -> Period:
    """Return the whole year that the department calls by this number."""
    return Period(quarter(number, 1, fiscal_year).start, quarter(number, 4, fiscal_year).end)


def last_quarter(period: Period, today: date, fiscal_year: FiscalYear = CALENDAR_YEAR) -> Period:
    """Return the last quarter that a period touches, up to today's where it does not begin later."""
    return quarter_of(max(min(period.end, today), period.start), fiscal_year)


def quarter_of(day: date, fiscal_year: FiscalYear = CALENDAR_YEAR) -> Period:
    """Return the quarter that a date lies in."""
    year, number = quarter_number(day, fiscal_year)
    return quarter(year, number, fiscal_year)


def quarter_number(day: date, fiscal_year: FiscalYear = CALENDAR_YEAR) -> tuple[int, int]:
    """Return year and number of the quarter that a date lies in; the year as the department names it."""
    months = day.year * 12 + day.month - fiscal_year.first_month
    return months // 12 + fiscal_year.ahead, months % 12 // 3 + 1


def before(period: Period, fiscal_year: FiscalYear = CALENDAR_YEAR) -> Period:
    """Return the period of the same kind before: the quarter, the month, or as many days."""
    last = period.start - timedelta(1)
    if period == quarter_of(period.start, fiscal_year):
        return quarter_of(last, fiscal_year)
    if period == month(period.start.year, period.start.month):
        return month(last.year, last.month)
    return Period(last - (period.end - period.start), last)


def quarters_up_to(period: Period, quarters: int, fiscal_year: FiscalYear = CALENDAR_YEAR) -> Period:
    """Return so many quarters up to the end of a period: its own is the last; a longer period stays as it is."""
    opening = quarter_of(period.end, fiscal_year)
    for _ in range(quarters - 1):
        opening = before(opening, fiscal_year)
    return Period(min(opening.start, period.start), period.end)


def parse_period(text: str, fiscal_year: FiscalYear = CALENDAR_YEAR) -> Period:
    """Read 2026Q3, FY2027Q1, Q1 FY2027, 2026-07 or 2026-07-01..2026-09-30; Refused for anything else."""
    words = text.strip()
    try:
        if match := _QUARTER[0].fullmatch(words) or _QUARTER[1].fullmatch(words):
            return quarter(int(match["year"]), int(match["number"]), fiscal_year)
        if match := _MONTH.fullmatch(words):
            if not 1 <= int(match[2]) <= 12:
                raise ValueError
            return month(int(match[1]), int(match[2]))
        opening, closing = words.split("..")
        return Period(date.fromisoformat(opening), date.fromisoformat(closing))
    except (ValueError, OverflowError):
        reason = f"“{text}” is not a period: write {example(fiscal_year)}, 2026-07 or 2026-07-01..2026-09-30"
        raise Refused(reason) from None


def example(fiscal_year: FiscalYear = CALENDAR_YEAR) -> str:
    """Show how a quarter is typed in this department: 2026Q3, or FY2027Q1 where the year does not start in January."""
    return "FY2027Q1" if fiscal_year.differs else "2026Q3"


def label(period: Period, fiscal_year: FiscalYear = CALENDAR_YEAR) -> str:
    """Name a period as people do: Q3 2026, Q1 FY2027 of a fiscal year, July 2026, or its two dates."""
    if period == quarter_of(period.start, fiscal_year):
        named, number = quarter_number(period.start, fiscal_year)
        return f"Q{number} {'FY' if fiscal_year.differs else ''}{named}"
    if period == month(period.start.year, period.start.month):
        return f"{_MONTHS[period.start.month - 1]} {period.start.year}"
    return f"{day_label(period.start)} – {day_label(period.end)}"


def months_label(months: Sequence[date]) -> str:
    """Name months by their first days: "July 2026, August 2026", or from the first to the last where there are many."""
    names = [label(month(each.year, each.month)) for each in months]
    return ", ".join(names) if len(names) <= _MOST_NAMED else f"{len(names)} months from {names[0]} to {names[-1]}"


def short_label(period: Period, fiscal_year: FiscalYear = CALENDAR_YEAR) -> str:
    """Name a period where it is chosen: a year or quarters in a row too by their names, 2026 or Q4 2025 – Q3 2026."""
    named, _ = quarter_number(period.start, fiscal_year)
    if period == year(named, fiscal_year):
        return f"{'FY' if fiscal_year.differs else ''}{named}"
    first, last = (quarter_of(day, fiscal_year) for day in (period.start, period.end))
    if first != last and (period.start, period.end) == (first.start, last.end):
        return f"{label(first, fiscal_year)} – {label(last, fiscal_year)}"
    return label(period, fiscal_year)


def span_label(start: date, end: date) -> str:
    """Name some days in a row, saying nothing twice: 23–27 Nov 2026; 30 Nov – 4 Dec 2026; one day as day_label."""
    if start == end:
        return day_label(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_label(end)}"
    first = day_label(start)
    return f"{first.removesuffix(f' {start.year}') if start.year == end.year else first} – {day_label(end)}"


def day_label(day: date) -> str:
    """Name a date as people do, in the same words on every system: 3 Jul 2026."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def split(period: Period, days: tuple[date, ...]) -> Iterator[Period]:
    """Cut a period at each of the given days, which open a new part."""
    cuts = sorted({period.start, *(day for day in days if day in period)})
    for opening, following in pairwise([*cuts, period.end + timedelta(1)]):
        yield Period(opening, following - timedelta(1))
