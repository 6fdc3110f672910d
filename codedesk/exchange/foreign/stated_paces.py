"""Paces with their unit in one cell, as policies state them: 12/hr, 120 per day, 20 min, 18–22/day."""

import re
from collections.abc import Mapping

from codedesk.exchange.foreign.book import Book, Cell
from codedesk.exchange.foreign.guesses import FormatFound
from codedesk.exchange.foreign.maps import BookMap
from codedesk.exchange.foreign.values import text_of

_NUMBER = r"(\d{1,4}(?:\.\d{1,2})?)"
_CHARTS = r"(?:charts?|accts?|accounts?|records?|cases?|encounters?|visits?)?"
_UNIT = r"(?P<unit>hours?|hrs?|h|(?:8[- ]?(?:hours?|hrs?|h) )?days?|8[- ]?(?:hours?|hrs?|h)|weeks?|wk)"
_RATE = re.compile(
    rf"{_NUMBER}(?: ?(?:-|–|to) ?{_NUMBER})? ?{_CHARTS} ?(?:(?:/|per|an?|each) ?{_UNIT}|(?P<minutes>min(?:ute)?s?\.?)"
    rf" ?(?:(?:/|per|each) ?{_CHARTS})?)",
    re.IGNORECASE,
)
_CHOICES = (("low", "its lower end: 18 of 18–22"), ("high", "its higher end: 22 of 18–22"))


def pace_stated(text: str, *, high: bool = False) -> tuple[str, str] | None:
    """Return the number of a pace and its unit, as standards.csv has them; of a range its lower or its higher end."""
    match = _RATE.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    number = match[2] if high and match[2] else match[1]
    unit = (match["unit"] or "").lower()
    if match["minutes"]:
        return number, "minutes_per_chart"
    return number, "per_week" if unit[:1] == "w" else "per_day" if "day" in unit or unit[:1] == "8" else "per_hour"


def is_pace(cell: Cell) -> bool:
    """Tell whether a cell states a pace with its unit."""
    return isinstance(cell, str) and pace_stated(cell) is not None


def ranges(book: Book, book_map: BookMap, given: Mapping[str, str]) -> FormatFound | None:
    """Ask which end of a range is the standard; nothing where no pace is one."""
    for at, page in book_map.taken():
        for column in page.columns:
            cells = book.pages[at].column(column.place) if column.meaning == "stated" else ()
            found = next((text for text in map(text_of, cells) if (rate := _RATE.fullmatch(text)) and rate[2]), "")
            if found:
                chosen, why = given.get("ranges", "low"), f"“{found}” is a range, and a standard is one pace"
                return FormatFound("ranges", "A range", _CHOICES, chosen, why=why, is_open="ranges" not in given)
    return None
