"""What a text beside a table says of its rows: whose they are, of which week or month.

Banners above it, lines between its blocks, the names of pages and files.

"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from codedesk.exchange.foreign.maps import Says
from codedesk.exchange.foreign.values import Written, day, is_month_word, month_named
from codedesk.exchange.foreign.weeks import week_within
from codedesk.exchange.spellings import is_day

_LABEL = re.compile(
    r"^\s*(coder name|coder|employee name|employee|name|staff|user|associate|month|period|reporting period|"
    r"reporting month|review period|date|"
    r"week of|week ending|week beginning|week starting|week commencing|week|wk of|wk ending|wk|w/e|"
    r"work type|type|pay period)\b\s*([:#-]*)\s*(.*)$",
    re.IGNORECASE,
)
_LABELS = {
    "coder": "coder", "coder name": "coder", "employee": "coder", "employee name": "coder", "name": "coder",
    "staff": "coder", "user": "coder", "associate": "coder", "month": "month", "period": "month",
    "reporting period": "month", "reporting month": "month", "review period": "month", "date": "date",
    "work type": "work_type", "type": "work_type", "pay period": "week",
}  # fmt: skip
_DAY_WITHIN = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|[^\W\d_]{3,9}\.? \d{1,2},? \d{4}")
_MONTH_WITHIN = re.compile(r"([^\W\d_]{3,9})\.?[-_ ,/']*((?:19|20)\d{2}|(?<=[-' ])\d{2})(?!\d)")
_YEAR_FIRST_WITHIN = re.compile(r"(20\d{2})[-_. ](0[1-9]|1[0-2])(?![\d:])|(20\d{2})[-_. ]([^\W\d_]{3,9})")
_YEAR_WITHIN = re.compile(r"(?<!\d)(20\d{2})(?!\d)")


def context_of(text: str, is_coder: Callable[[str], bool]) -> Says:
    """Return what a line of its own says of the rows under it; nothing for a mere title or note."""
    words = text.strip()
    if not words or len(words) > 80:
        return ()
    label = _LABEL.match(words)
    if label and label[3]:
        noun = _LABELS.get(label[1].lower(), "week")
        if noun not in ("coder", "work_type") or label[2] or is_coder(label[3].strip()):
            return tuple(_labelled(noun, label[1].lower(), label[3].strip()))
    if is_coder(words):
        return (("coder", words),)
    if is_day(words):
        return (("date", words),)
    if len(days := _DAY_WITHIN.findall(words)) == 2:
        return _span(days)
    week, month = week_within(words), month_within(words)
    return (week,) if week else (("month", month),) if month and len(words.split()) <= 3 else ()


def _labelled(noun: str, label: str, value: str) -> Iterator[tuple[str, str]]:
    if noun == "week":
        days = _DAY_WITHIN.findall(value)
        if days:
            yield ("week_end" if ("end" in label or label == "w/e") and len(days) == 1 else "week"), days[0]
    elif noun == "month":
        if len(days := _DAY_WITHIN.findall(value)) == 2:
            yield from _span(days)
        elif month := month_within(value) or (value if is_month_word(value) else ""):
            yield "month", month
    elif noun == "coder":
        if re.search(r"[^\W\d_]{2}", value) and len(value.split()) <= 5:
            yield "coder", value
    else:
        yield noun, value


def _span(days: Sequence[str]) -> Says:
    """Return what two days say: the month of which they are the first and the last, or the week that they span."""
    for order in (Written(), Written("dmy")):
        first, last = (day(each, order) for each in days)
        if first is None or last is None or last < first:
            continue
        if first.day == 1 and (last + timedelta(1)).day == 1 and (last - first).days < _MONTH:
            return (("month", f"{first:%Y-%m}"),)
        if (last - first).days < _WEEK:
            return (("week", days[0]),)
    return ()


_WEEK, _MONTH = 7, 31


def month_within(text: str) -> str:
    """Return the month that a text names somewhere, as 2025-01; "" where there is none, or no year with it."""
    if len(days := days_in(text.replace("_", "/"))) == 2 and (whole := dict(_span(days)).get("month")):
        return whole
    for match in _YEAR_FIRST_WITHIN.finditer(text):
        if match[1]:
            return f"{match[1]}-{match[2]}"
        if is_month_word(match[4]) and (found := month_named(f"{match[4]} {match[3]}")):
            return f"{found:%Y-%m}"
    for match in _MONTH_WITHIN.finditer(text):
        if is_month_word(match[1]) and (found := month_named(f"{match[1]} {match[2]}")):
            return f"{found:%Y-%m}"
    return ""


def month_word_within(text: str) -> str:
    """Return the month that a text names without a year; "" where there is none."""
    return next((word for word in re.findall(r"[^\W\d_]{3,}", text) if is_month_word(word)), "")


def year_within(text: str) -> int:
    """Return the only year that a text names; 0 where there is none, or several."""
    found = {int(year) for year in _YEAR_WITHIN.findall(text)}
    return found.pop() if len(found) == 1 else 0


def days_in(text: str) -> list[str]:
    """Return what in a text has the form of a day, whether or not it is one in any order."""
    return _DAY_WITHIN.findall(text)


def days_within(text: str) -> list[str]:
    """Return the days with their year that stand in a text, as they stand there."""
    return [each for each in _DAY_WITHIN.findall(text) if day(each, Written())]


def first_day_within(text: str, written: Written) -> str:
    """Return the first day that stands in a text, as it stands there; "" where there is none."""
    return next((each for each in _DAY_WITHIN.findall(text) if day(each, written)), "")
