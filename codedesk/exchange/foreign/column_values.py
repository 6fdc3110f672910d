"""What a cell of a column is, whatever is found of the column: a day, a number, a word for one who was not there."""

from dataclasses import replace

from codedesk.exchange.foreign.beside_numbers import absence_said
from codedesk.exchange.foreign.book import Cell
from codedesk.exchange.foreign.matching import words_of
from codedesk.exchange.foreign.values import Written, day, hours, parts_without_year, text_of, weekday
from codedesk.exchange.foreign.words import RIGHT_WORDS, WRONG_WORDS
from codedesk.exchange.spellings import is_day

_PLAIN = Written()


def is_date(cell: Cell) -> bool:
    """Tell whether a cell is a day, or what a spreadsheet keeps for one."""
    if isinstance(cell, str):
        words = cell.strip()
        return is_day(words) or bool(parts_without_year(words)[0]) or bool(_day_in(words))
    return not isinstance(cell, (float, bool)) and cell is not None and hasattr(cell, "month")


def _day_in(words: str) -> bool:
    return day(words, replace(_PLAIN, year=2024)) is not None if not words.isdecimal() else False


def is_number(cell: Cell) -> bool:
    """Tell whether a cell is a number, or hours."""
    return hours(cell, _PLAIN) is not None or (
        isinstance(cell, str) and "," in cell and hours(cell, _COMMA) is not None
    )


_COMMA = Written(sign=",")


def is_figure(cell: Cell) -> bool:
    """Tell whether a cell is a number, hours or a per cent, or says why there is none."""
    return number_or_absent(cell) or (isinstance(cell, str) and cell.strip().endswith("%"))


def is_absent(cell: Cell) -> bool:
    """Tell whether a cell only says that nothing was done: "PTO", "off", "-"."""
    return absence_said(cell) is not None


def is_person(cell: Cell) -> bool:
    """Tell whether a cell is written as the name of a person."""
    return isinstance(cell, str) and 2 <= len(cell.replace(",", " ").split()) <= 4 and not any(map(str.isdecimal, cell))


def is_weekday(cell: Cell) -> bool:
    """Tell whether a cell is a day of the week."""
    return isinstance(cell, str) and weekday(cell) is not None


def number_or_absent(cell: Cell) -> bool:
    """Tell whether a cell is a number, or says why there is none."""
    return is_number(cell) or is_absent(cell)


def yes_or_no(cell: Cell) -> bool:
    """Tell whether a cell says that something was right, was not, or was not looked at."""
    text = text_of(cell)
    return (words_of(text) or text) in RIGHT_WORDS | WRONG_WORDS | {"n a", "na"}


def whole_number(cell: Cell) -> bool:
    """Tell whether a cell is a count, or says why there is none."""
    value = hours(cell, _PLAIN)
    return is_absent(cell) or (value is not None and value.is_integer() and not text_of(cell).endswith("%"))
