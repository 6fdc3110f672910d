"""Weeks as heads and titles write them: "Week 1 (10/1–10/5)", "Oct 7 - 11", "w/e 3/7", "Week 3"."""

import re
from datetime import date, timedelta

from codedesk.exchange.foreign.periods import iso_week
from codedesk.exchange.foreign.values import Written, day

_MONTH_AND_DAY = r"[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?"
_DAY = rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?|{_MONTH_AND_DAY})"
_NAME = r"(?:week|wk)\.?(?: ?#?\d{1,2})?:?"
_ENDS = r"(?:(?:week|wk)\.? end(?:ing|s|ed)?(?: on)?|w/e|we)[: ]"
_BEGINS = r"(?:(?:week|wk)\.? (?:of|begin(?:ning|s)?|start(?:ing|s)?|commencing)|w/c|w/b)[: ]"
_SPAN = re.compile(rf"(?:{_NAME})? ?\(? ?({_DAY}) ?(?:-|–|—|to|thru|through) ?({_DAY}|\d{{1,2}}) ?\)?", re.IGNORECASE)
_ONE = re.compile(rf"(?:({_ENDS})|{_BEGINS}|{_NAME} ?\(?) ?({_DAY})\)?", re.IGNORECASE)
_WITHIN = re.compile(rf"\b(?:({_ENDS})|{_BEGINS}) ?({_DAY})", re.IGNORECASE)
_BARE = re.compile(r"(?:week|wk)\.? ?#?[1-6]", re.IGNORECASE)
_LAST = timedelta(6)
_MOST = timedelta(13)


def says_week(text: str) -> bool:
    """Tell whether a text is the head of a week: two days, one named as its begin or end, or the number in a month."""
    words = text.strip()
    return bool(iso_week(words)) or any(form.fullmatch(words) for form in (_SPAN, _ONE, _BARE))


def span_of(text: str, written: Written) -> tuple[date, date] | None:
    """Return the first and the last day of the week that a text says; None where it has none."""
    words = text.strip()
    if monday := iso_week(words):
        return monday, monday + _LAST
    if match := _SPAN.fullmatch(words):
        first = day(match[1], written)
        last = _with_day(first, match[2]) if first and match[2].isdecimal() else day(match[2], written)
        if first and last and last < first and last.month < first.month:
            last = last.replace(year=first.year + 1)
        return (first, last) if first and last and timedelta(0) <= last - first <= _MOST else None
    if match := _ONE.fullmatch(words):
        found = day(match[2], written)
        return None if found is None else (found - _LAST, found) if match[1] else (found, found + _LAST)
    return None


def week_within(text: str) -> tuple[str, str] | None:
    """Return the day that a title names as begin or end of its week, and which ("week" or "week_end")."""
    match = _WITHIN.search(text)
    return (("week_end" if match[1] else "week"), match[2]) if match else None


def _with_day(first: date, number: str) -> date | None:
    try:
        return first.replace(day=int(number))
    except ValueError:
        return None
