"""What a cell of a spreadsheet says: a day, a month, a number, hours, a per cent. None where it says none of it.

How a file writes its values is given (Written); nothing is looked at but the cell.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from codedesk import names
from codedesk.exchange.foreign.beside_numbers import bare_number
from codedesk.exchange.foreign.book import Cell
from codedesk.exchange.foreign.periods import fiscal_month, iso_week, quarter_named
from codedesk.exchange.spellings import Order, day_of, is_day, month_of, orders_of, plain_number
from codedesk.services.files.shapes import CsvColumn

S = TypeVar("S")
T = TypeVar("T")
_DECEMBER = 12
SHORT = ("minutes", "seconds")
"""Meanings of columns that have hours in smaller units."""
YEARS = range(1990, 2100)
_EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
_TIME = re.compile(r"[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?Z|[+-]\d{2}:?\d{2})?$")
_BEGINS_WITH_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? *", re.IGNORECASE)
_NO_YEAR = re.compile(r"(\d{1,2})[/.-](\d{1,2})\.?")
_DAY_AND_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-. ]+([^\W\d_]{3,})\.?|([^\W\d_]{3,})\.?[-. ]+(\d{1,2})(?:st|nd|rd|th)?"
)
_MONTH_NAMED = re.compile(r"([^\W\d_]{3,})\.?[-' ,/]*((?:19|20)?\d{2})")
_MONTH_IN_FIGURES = (re.compile(r"(20\d{2})[-/.](\d{1,2})"), re.compile(r"(\d{1,2})[-/.](20\d{2})"))
_CLOCK = re.compile(r"(\d{1,4}) ?[:hH] ?([0-5]\d)(?: ?m(?:in)?|:([0-5]\d)(?:\.\d+)?)? ?([AaPp])?\.?[Mm]?\.?")
_LENGTH = re.compile(r"(?:(\d{1,4}) ?h(?:rs?|ours?)?)? ?(?:(\d{1,4}) ?m(?:ins?|inutes?)?)?", re.IGNORECASE)
_DURATION = re.compile(r"P(?:(\d+)D)?T?(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?")
_OF_A_DAY = re.compile(r"(?:[2-7]\d{4}|0)?\.\d+")
_ACCOUNTED = re.compile(r"\(([^()]+)\)|(\d[\d.,:]*) ?-")
_POINTED = re.compile(r"^([-+]?)\.(?=\d)")
_WITH_UNIT = re.compile(r"(.*\d) ?(?:h|hrs?|hours?|std)\.?", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FRACTIONS = {"¼": 0.25, "½": 0.5, "¾": 0.75}
_ANY = CsvColumn("number", "number")
_PERCENT = CsvColumn("percent", "percent")


@dataclass(frozen=True, slots=True)
class Written:
    """How a file writes its values. order and year are "" and 0 where nothing tells; month is that of a whole page.

    fiscal is the month in which the fiscal year begins, 0 where nobody said so.
    """

    order: Order = "mdy"
    year: int = 0
    sign: str = "."
    epoch: int = 1900
    month: date | None = None
    fiscal: int = 0


def each(read: Callable[[S], T], cells: Iterable[S]) -> list[T]:
    """Read many cells, each distinct one once."""
    column = list(cells)
    found = {cell: read(cell) for cell in dict.fromkeys(column)}
    return list(map(found.__getitem__, column))


def text_of(cell: Cell) -> str:
    """Return a cell as a text of one line, a whole number without its point; "" for an empty one."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{int(cell)}" if cell.is_integer() else f"{cell:.12g}"
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return cell.strip() if isinstance(cell, str) else cell.isoformat(" ") if isinstance(cell, datetime) else str(cell)


def day(cell: Cell, written: Written) -> date | None:
    """Return the day that a cell says."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float):
        return _counted(cell, written)
    if not isinstance(cell, str):
        return None
    words = _TIME.sub("", cell.strip())
    bare = _BEGINS_WITH_WEEKDAY.sub("", words)
    for each_ in (words, bare):
        if found := day_of(each_) or _in_order(orders_of(each_), written.order):
            return found
    return _without_year(bare, written) or iso_week(words)


def is_day_named(text: str) -> bool:
    """Tell whether a text reads as a date, a day of the week before it or not: "Mon 3/3/25"."""
    return is_day(text) or is_day(_BEGINS_WITH_WEEKDAY.sub("", text))


def _in_order(found: dict[Order, date], order: Order) -> date | None:
    return found.get(order)


def _counted(number: float, written: Written) -> date | None:
    """Read a number: a day counted from the epoch, 20250106, or the day of a month that is known."""
    if not number.is_integer():
        return _counted(float(int(number)), written) if 20_000 < number < 80_000 else None
    if 20_000 < number < 80_000:
        return _EPOCHS[written.epoch] + timedelta(int(number))
    if number > 19_000_000:
        return day_of(f"{int(number)}")
    return _date(written.month.year, written.month.month, int(number)) if written.month else None


def _without_year(words: str, written: Written) -> date | None:
    if words.isdecimal():
        return _counted(float(words), written) if len(words) != 4 else None
    first, second = parts_without_year(words)
    if not (first and written.year):
        return None
    month, number = (second, first) if written.order == "dmy" and not _names_month(words) else (first, second)
    return _date(written.year, month, number)


def parts_without_year(words: str) -> tuple[int, int]:
    """Return both numbers of "1/6" as they stand, month and day of "6-Jan"; zeros where a text is no such date."""
    words = _BEGINS_WITH_WEEKDAY.sub("", words.strip())
    if match := _NO_YEAR.fullmatch(words):
        return int(match[1]), int(match[2])
    if (match := _DAY_AND_MONTH.fullmatch(words)) and (month := month_of(match[2] or match[3])):
        return month, int(match[1] or match[4])
    return 0, 0


def _names_month(words: str) -> bool:
    return any(letter.isalpha() for letter in words)


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month(cell: Cell, written: Written) -> date | None:
    """Return the first day of the month that a cell says: Jan-25, January 2025, 2025-01, 1/1/2025, January."""
    if written.year and text_of(cell).isdecimal() and 1 <= int(text_of(cell)) <= _DECEMBER:
        return _date(written.year, int(text_of(cell)), 1)
    if not isinstance(cell, str):
        found = None if isinstance(cell, float) and cell < 20_000 and not written.month else day(cell, written)
        return found.replace(day=1) if found else None
    words = cell.strip()
    if found := month_named(words, written.year) or fiscal_month(words, written.fiscal):
        return found
    whole = day(words, written)
    return whole.replace(day=1) if whole else None


def quarter(cell: Cell, written: Written) -> date | None:
    """Return the first day of the quarter that a cell says: Q1 2025, 2025-Q1, FY25 Q1."""
    return quarter_named(cell, written.year, written.fiscal) if isinstance(cell, str) else None


def month_named(words: str, year: int = 0) -> date | None:
    """Return the month that a text names with its year, or without where the year is given."""
    if match := _MONTH_NAMED.fullmatch(words.strip()):
        number = month_of(match[1])
        return _date(int(match[2]) + (2000 if len(match[2]) == 2 else 0), number, 1) if number else None
    for pattern, at in zip(_MONTH_IN_FIGURES, (1, 2), strict=True):
        if match := pattern.fullmatch(words.strip()):
            return _date(int(match[at]), int(match[3 - at]), 1)
    plain = words.strip().rstrip(".")
    number = month_of(plain) if plain.isalpha() and is_month_word(plain) else None
    return _date(year, number, 1) if number and year else None


def is_month_word(word: str) -> bool:
    """Tell whether a word is the name of a month, whole or short, and no word that only begins like one (Market)."""
    plain = names.searched(word).rstrip(".")
    return any(plain == whole or (len(plain) in (3, 4) and whole.startswith(plain)) for whole in _MONTH_WORDS)


_MONTH_WORDS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    *(
        "december",
        "januar",
        "februar",
        "marz",
        "mai",
        "juni",
        "juli",
        "oktober",
        "dezember",
        "enero",
        "febrero",
        "marzo",
    ),
    *("abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre", "janvier"),
    *("fevrier", "mars", "avril", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)


def weekday(words: str) -> int | None:
    """Return the day of the week that a text is, Monday 0."""
    plain = names.searched(words).rstrip(".")
    if plain[:3] not in _WEEKDAYS or plain not in _WEEKDAY_WORDS:
        return None
    return _WEEKDAYS.index(plain[:3])


_WEEKDAY_WORDS = {
    *_WEEKDAYS,
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("tues", "thur", "thurs", "weds"),
}


def number(cell: Cell, written: Written) -> float | None:
    """Return the number that a cell says."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float):
        return cell
    if isinstance(cell, str):
        words = bare_number(cell.strip())
        part = _FRACTIONS.get(words[-1:], 0.0)
        plain = plain_number(_ANY, words[:-1].strip() or "0" if part else words, written.sign)
        return float(plain) + part if plain is not None else None
    return None


def hours(cell: Cell, written: Written) -> float | None:
    """Return the hours that a cell says: 7.5, 8:30, 8h30, 7,5 h, 45 min, 1:15:00, PT7H30M; (2) and 2- are -2."""
    match = _ACCOUNTED.fullmatch(cell.strip()) if isinstance(cell, str) else None
    found = _hours(match[1] or match[2] if match else cell, written)
    return -found if match and found is not None else found


def _hours(cell: Cell, written: Written) -> float | None:
    if isinstance(cell, timedelta):
        return round(cell.total_seconds() / 3600, 6)
    if not isinstance(cell, str):
        return number(cell, written)
    words = cell.strip()
    if match := _CLOCK.fullmatch(words):
        return _clock(match)
    if words and any(letter.isalpha() for letter in words) and (match := _LENGTH.fullmatch(words)):
        return round(int(match[1] or 0) + int(match[2] or 0) / 60, 6) if match[1] or match[2] else None
    if len(words) > 2 and words[0] == "P" and (match := _DURATION.fullmatch(words)):
        days, whole, minutes, seconds = (float(part or 0) for part in match.groups())
        return round(days * 24 + whole + minutes / 60 + seconds / 3600, 6)
    unit = _WITH_UNIT.fullmatch(words)
    return number(unit[1] if unit else words, written)


def clock(cell: Cell, written: Written) -> float | None:
    """Return a time of day in hours from midnight: of a clock time, of a day with a time behind it."""
    if isinstance(cell, datetime):
        return cell.hour + cell.minute / 60 + cell.second / 3600
    if isinstance(cell, str) and _OF_A_DAY.fullmatch(cell.strip()):
        cell = float(cell)
    if isinstance(cell, float):
        return round(cell % 1 * 24, 6) if cell % 1 else None
    if isinstance(cell, str) and (found := _TIME.search(f" {cell.strip()}")):
        match = _CLOCK.match(found[0].strip("T ,"))
        return _clock(match) if match else None
    return hours(cell, written)


def _clock(match: re.Match[str]) -> float | None:
    whole, half = int(match[1]), (match[4] or "").lower()
    if half:
        if not 1 <= whole <= 12:
            return None
        whole = whole % 12 + (12 if half == "p" else 0)
    return round(whole + int(match[2]) / 60 + int(match[3] or 0) / 3600, 6)


def percent(cell: Cell, written: Written) -> tuple[float | None, bool]:
    """Return the number of a per cent, and whether its sign stands there."""
    if isinstance(cell, str):
        words = _POINTED.sub(r"\g<1>0.", cell.strip())
        plain = plain_number(_PERCENT, words, written.sign)
        return (float(plain.rstrip("%")) if plain is not None else None), words.endswith("%")
    return number(cell, written), False


def month_of_says(text: str, written: Written) -> date | None:
    """Return the month that a page or a head says, "2025-01" or "January" with the year that is known."""
    return month(text, written) if text else None
