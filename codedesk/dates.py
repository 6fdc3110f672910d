"""Typed dates: every way in which people write one, exact, asked about or refused. A leaf; entry.py hands it on."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from codedesk.errors import Refused
from codedesk.periods import day_label, month
from codedesk.readings import MINUS, Ambiguous, cleaned

DateOrder = Literal["month_first", "day_first", "ask"]

_EARLIEST = {"started_on": 1950}
_YEARS_AHEAD = dict.fromkeys(("review_due", "due_on", "reaudit_on", "answer_due"), 10)
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def _ask_each_time() -> DateOrder:
    return "ask"


@dataclass(frozen=True, slots=True)
class DateReader:
    """How typed dates are read where they are typed: what is left out is today's, and 7/3 goes by an order."""

    today: Callable[[], date] = date.today
    order: Callable[[], DateOrder] = _ask_each_time

    def read(self, text: str) -> date | None:
        """Read a date as parse_date does."""
        return parse_date(text, self.today(), self.order())


def parse_date(text: str, today: date, order: DateOrder = "ask") -> date | None:
    """Read a date. What is left out is today's: "3" is the 3rd of this month, "3 jul" is in this year.

    t, today, yesterday, +3, -1, [ (a month back), ] (a month on), 2026-07-03, 3 Jul 2026, July 3, 3.7.2026 (day first,
    as dots always are), 7/3/2026 in the given order. With "ask", 7/3 raises Ambiguous with both dates; 7/25 does not.
    A year of two digits is never taken silently, since 26-07-03 and 3/7/26 write it at either end: it asks, with every
    date (of this century) that the text can be.
    """
    typed = cleaned(text, "date")
    words = typed.lower()
    if not words:
        return None
    relative = _relative(words, today)
    if relative is not None:
        return relative
    try:
        found = _dated(words, today, order)
    except (ValueError, OverflowError):
        reason = f"“{typed}” is a date that does not exist"
        raise Refused(reason) from None
    if found is None:
        reason = f"“{typed}” is not a date: write 2026-07-03, 3 Jul or T for today"
        raise Refused(reason)
    _check_year(found.year, typed)
    return found


def likely_years(what: str, today: date) -> range:
    """Return the years that a date is taken from without a question: 2000 to next year.

    what is the name of the date: somebody may have started in 1980, and a review or a goal may be due in ten years.
    """
    return range(_EARLIEST.get(what, 2000), today.year + _YEARS_AHEAD.get(what, 1) + 1)


def ask_year(day: date, what: str, words: str, today: date) -> None:
    """Ask where a date lies in a year in which hardly anything is dated; the only answer is that date."""
    years = likely_years(what, today)
    if day.year not in years:
        reason = f"“{words}” lies in the year {day.year}, not from {years[0]} to {years[-1]}: is the year right?"
        raise Ambiguous(reason, ((day_label(day), day),))


def step_date(day: date, key: str) -> date:
    """Move a date by a key: + and - a day, [ and ] a month (the 31st becomes the last day). Other keys: unchanged."""
    if key == "+":
        return day + timedelta(1)
    if key in MINUS:
        return day - timedelta(1)
    if key in "[]":
        target = month(day.year, day.month + (1 if key == "]" else -1))
        return target.start.replace(day=min(day.day, target.end.day))
    return day


def _relative(words: str, today: date) -> date | None:
    if words in ("t", "today"):
        return today
    if words in ("y", "yesterday"):
        return today - timedelta(1)
    if len(words) == 1 and words in "+[]" + MINUS:
        return step_date(today, words)
    if match := re.fullmatch(r"([+\-−–]) ?([0-9]{1,4})", words):
        days = int(match[2])
        return today + timedelta(days if match[1] == "+" else -days)
    return None


def _dated(words: str, today: date, order: DateOrder) -> date | None:
    readers: tuple[Callable[[str, date, DateOrder], date | None], ...] = (_iso, _dotted, _slashed, _named)
    for reader in readers:
        found = reader(words, today, order)
        if found is not None:
            return found
    if re.fullmatch(r"[0-9]{1,2}\.?", words):
        return today.replace(day=int(words.rstrip(".")))
    return None


def _iso(words: str, _today: date, _order: DateOrder) -> date | None:
    if match := re.fullmatch(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})", words):
        return date(int(match[1]), int(match[3]), int(match[4]))
    if match := re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", words):
        return date(int(match[1]), int(match[2]), int(match[3]))
    return None


def _dotted(words: str, today: date, _order: DateOrder) -> date | None:
    match = re.fullmatch(r"([0-9]{1,2})\. ?([0-9]{1,2})(?:\.? ?|\. ?([0-9]+))", words)
    if match is None:
        return None
    if match[3] and len(match[3]) == 2:
        _ask_century(words, [(int(match[3]), int(match[2]), int(match[1]))])
    return date(_year(match[3] or "", today), int(match[2]), int(match[1]))


def _slashed(words: str, today: date, order: DateOrder) -> date | None:
    match = re.fullmatch(r"([0-9]{1,2})([/-])([0-9]{1,2})(?:\2([0-9]+))?", words)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    if match[4] and len(match[4]) == 2:
        _ask_century(words, _two_digit_readings(first, second, int(match[4]), order))
    year = _year(match[4] or "", today)
    if order == "day_first":
        return date(year, second, first)
    if order == "month_first":
        return date(year, first, second)
    if first == second or first > 12:
        return date(year, second, first)
    if second > 12:
        return date(year, first, second)
    _ask(words, [date(year, first, second), date(year, second, first)], "write the month in letters, or choose one")
    return None


def _two_digit_readings(first: int, second: int, third: int, order: DateOrder) -> list[tuple[int, int, int]]:
    """Return (year, month, day) of every way to read three short numbers, the chosen order's first."""
    month_first, day_first, year_first = (third, first, second), (third, second, first), (first, second, third)
    if order == "ask":
        return [month_first, day_first, year_first]
    return [month_first if order == "month_first" else day_first, year_first]


def _ask_century(words: str, readings: list[tuple[int, int, int]]) -> None:
    """Ask which date is meant where the year has two digits; ValueError where there is no such date."""
    found = []
    for year, number, day in readings:
        try:
            found.append(date(2000 + year, number, day))
        except ValueError:
            continue
    if not found:
        raise ValueError
    _ask(words, list(dict.fromkeys(found)), "write the year with four digits, or choose")


def _ask(words: str, days: list[date], advice: str) -> None:
    choices = tuple((day_label(day), day) for day in days)
    if len(days) == 1:
        reason = f"“{words}” has a year of two digits: write {days[0].isoformat()} if {choices[0][0]} is meant"
        raise Ambiguous(reason, choices)
    reason = f"“{words}” can be {' or '.join(name for name, _ in choices)}: {advice}"
    raise Ambiguous(reason, choices)


def _named(words: str, today: date, _order: DateOrder) -> date | None:
    patterns = (
        r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[. -]*(?P<month>[a-z]+)\.?,?[ -]*(?P<year>[0-9]*)",
        r"(?P<month>[a-z]+)\.?[ -]*(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:[ ,-]+(?P<year>[0-9]*))?",
    )
    for pattern in patterns:
        if match := re.fullmatch(pattern, words):
            number, year = _month_number(match["month"]), match["year"] or ""
            if number and len(year) == 2:
                _ask_century(words, [(int(year), number, int(match["day"]))])
            return date(_year(year, today), number, int(match["day"])) if number else None
    return None


def _month_number(name: str) -> int | None:
    for number, (short, full) in enumerate(zip(_MONTH_NAMES, _FULL_NAMES, strict=True), 1):
        if name in (short, full) or (len(name) > 3 and full.startswith(name)):
            return number
    return None


def _year(digits: str, today: date) -> int:
    if not digits:
        return today.year
    if len(digits) != 4:
        reason = f"“{digits}” is not a year: write it with four digits, as in {today.year}"
        raise Refused(reason)
    _check_year(int(digits), digits)
    return int(digits)


def _check_year(year: int, words: str) -> None:
    if not 1900 <= year <= 2199:
        reason = f"“{words}” lies in the year {year}: is the year right?"
        raise Refused(reason)
