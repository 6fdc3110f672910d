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
_PAST = ("day", "done_on", "resolved", "acknowledged_on", "shared_on", "period_from", "period_to")
_LONG_OVER, _FAR_OFF = timedelta(31), timedelta(274)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDER_PLACE = "Setup, Department says which comes first"
_MONTHS = (
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

    def read(self, text: str, what: str = "") -> date | None:
        """Read a date as parse_date does; what is its name, which says whether it comes or is over."""
        return parse_date(text, self.today(), self.order(), ahead=what in _YEARS_AHEAD, over=what in _PAST)


def parse_date(
    text: str, today: date, order: DateOrder = "ask", *, ahead: bool = False, over: bool = False
) -> date | None:
    """Read a date. What is left out is today's: "3" is the 3rd of this month, "3 jul" is in this year.

    ahead: something is due then, so what is over by more than a month is next year's ("15 jan", typed in November).
    over: something was then, so what is more than nine months away is last year's ("30 dec", typed in January).
    t, today, yesterday, tomorrow, +3, -1, [ (a month back), ] (a month on), fri and last fri (the latest up to
    today, or before it; ahead: the next one), next fri, 2026-07-03, 3 Jul 2026, July 3, aug (its first day),
    3.7.2026 (day first, as dots always are), 7/3/2026 in the given order. With "ask", 7/3 raises Ambiguous with both
    dates; 7/25 does not. So does 25/3 where months come first, with the one date that it can be.
    26-07-03 and 3/7/26 write a year of two digits at either end: it is taken where the given order makes a date lately
    and no other reading does, else it asks, with every date (of this century) that the text can be.
    """
    typed = cleaned(text, "date")
    words = typed.lower()
    if not words:
        return None
    relative = _relative(words, today) or _weekday(words, today, ahead=ahead)
    if relative is not None:
        return relative
    try:
        found = _dated(words, today, order)
        if found is not None and ahead and found < today - _LONG_OVER:
            found = _dated(words, _years_on(today, 1), order)
        elif found is not None and over and found > today + _FAR_OFF:
            found = _dated(words, _years_on(today, -1), order)
    except (ValueError, OverflowError):
        reason = f"“{typed}” is a date that does not exist"
        raise Refused(reason) from None
    if found is None:
        reason = f"“{typed}” is not a date: write 3 Jul, 2026-07-03, fri or T for today"
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


def _years_on(day: date, years: int) -> date:
    """Return a day of another year: by it a date is read anew, which changes only where its year was left out."""
    return date(day.year + years, day.month, min(day.day, 28))


def _relative(words: str, today: date) -> date | None:
    if words in ("t", "today"):
        return today
    if words in ("y", "yesterday"):
        return today - timedelta(1)
    if words == "tomorrow":
        return today + timedelta(1)
    if len(words) == 1 and words in "+[]" + MINUS:
        return step_date(today, words)
    if match := re.fullmatch(r"([+\-−–]) ?([0-9]{1,4})", words):
        days = int(match[2])
        return today + timedelta(days if match[1] == "+" else -days)
    return None


def _weekday(words: str, today: date, *, ahead: bool) -> date | None:
    match = re.fullmatch(r"(last |next )?([a-z]{3,9})", words)
    number = next((n for n, name in enumerate(_WEEKDAYS) if match and _names(match[2], name)), None)
    if match is None or number is None:
        return None
    since = (today.weekday() - number) % 7
    if match[1] == "next " or (match[1] is None and ahead):
        return today + timedelta(7 - since)
    return today - timedelta(since or (7 if match[1] else 0))


def _names(word: str, name: str) -> bool:
    """Tell whether a word is a name, written out or cut off after three letters or more."""
    return len(word) >= 3 and name.startswith(word)


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
        return _of_this_century(words, today, [(int(match[3]), int(match[2]), int(match[1]))])
    return date(_year(match[3] or "", today), int(match[2]), int(match[1]))


def _slashed(words: str, today: date, order: DateOrder) -> date | None:
    match = re.fullmatch(r"([0-9]{1,2})([/-])([0-9]{1,2})(?:\2([0-9]+))?", words)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    if match[4] and len(match[4]) == 2:
        return _of_this_century(words, today, _short_readings(first, second, int(match[4]), order), order)
    year = _year(match[4] or "", today)
    month_first, day_first = (_real(year, first, second), _real(year, second, first))
    if order != "ask" and (found := day_first if order == "day_first" else month_first):
        return found
    days = [day for day in (month_first, day_first) if day]
    if not days:
        raise ValueError
    if order == "ask" and len(set(days)) == 1:
        return days[0]
    leads = order.removesuffix("_first")
    _ask(words, days, f"choose. {_ORDER_PLACE}" if order == "ask" else f"the {leads} comes first here. {_ORDER_PLACE}")
    return None


def _real(year: int, number: int, day: int) -> date | None:
    try:
        return date(year, number, day)
    except ValueError:
        return None


def _short_readings(first: int, second: int, third: int, order: DateOrder) -> list[tuple[int, int, int]]:
    """Return (year, month, day) of every way to read three short numbers, the chosen order's first.

    The other order is one only where no order is chosen, or where the chosen one makes no date.
    """
    month_first, day_first, year_first = (third, first, second), (third, second, first), (first, second, third)
    own, other = (day_first, month_first) if order == "day_first" else (month_first, day_first)
    needed = order == "ask" or _real(2000 + own[0], *own[1:]) is None
    return [own, *([other] if needed else []), year_first]


def _of_this_century(
    words: str, today: date, readings: list[tuple[int, int, int]], order: DateOrder = "day_first"
) -> date | None:
    """Return the date of the first reading where it is the only one lately, else ask; ValueError where there is none.

    Lately: from ten years back to two years on. What is not is offered only where nothing is.
    """
    every = [_real(2000 + year, number, day) for year, number, day in readings]
    days = list(dict.fromkeys(day for day in every if day))
    lately = [day for day in days if today.year - 10 <= day.year <= today.year + 2]
    if not days:
        raise ValueError
    if order != "ask" and lately == every[:1]:
        return every[0]
    _ask(words, lately or days, f"choose, or write the year with four digits. {_ORDER_PLACE}")
    return None


def _ask(words: str, days: list[date], advice: str) -> None:
    choices = tuple((day_label(day), day) for day in days)
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
                return _of_this_century(words, today, [(int(year), number, int(match["day"]))])
            return date(_year(year, today), number, int(match["day"])) if number else None
    return named_month(words, today)


def named_month(words: str, today: date) -> date | None:
    """Return the first day of a month that is named, of this year where none is: aug, aug 2025; None for all else."""
    match = re.fullmatch(r"(?P<month>[a-z]+)\.?,?(?:[ -]*(?P<year>[0-9]{4}))?", words)
    number = _month_number(match["month"]) if match else None
    return date(_year(match["year"] or "", today), number, 1) if match and number else None


def _month_number(name: str) -> int | None:
    return next((number for number, full in enumerate(_MONTHS, 1) if _names(name, full)), None)


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
