"""One cell of an open file: text to value and value to text, exact both ways or refused with the reason.

No guessing: ISO dates, decimal point, ASCII digits. The forms that people type (7:30, 7,5) are entry's, not these.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from codedesk.entry import refuse_share, typed_percent
from codedesk.errors import Refused
from codedesk.services.files.plans import CONTROL, shown, suggestion
from codedesk.services.files.shapes import CsvColumn

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,340})?", re.ASCII)
_COUNT = re.compile(r"-?\d{1,15}(\.0{1,340})?", re.ASCII)
_MONEY = re.compile(r"-?\d{1,12}(\.\d{1,2})?", re.ASCII)
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\u2212\uff1d\uff0b\uff0d\uff20]")
_QUOTED = re.compile(r"''*[=+\-@\t\r\n\u2212\uff1d\uff0b\uff0d\uff20]")
# Where ; or a tab separates, or a quote does not hold a line together, a cell begins in the middle of a text.
_BEGINS = r"""(?=["'\s]*[=+\-@\u2212\uff1d\uff0b\uff0d\uff20])"""
_WITHIN, _QUOTED_WITHIN = re.compile(rf"([;|\t\r\n]){_BEGINS}"), re.compile(rf"([;|\t\r\n])'{_BEGINS}")
YEARS = range(1900, 2200)
YES = {"yes": True, "true": True, "y": True, "1": True, "no": False, "false": False, "n": False, "0": False}
ALIASES = {
    "documentation_problem": "documentation", "guideline": "guideline_change", "record_over_record": "record",
    "encoder": "tool", "cac": "tool", "ai_suggestions": "tool", "autonomous_coding": "tool",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that cannot be taken, and why. asks: what would have to be known of the whole file to take it."""

    reason: str
    asks: str = ""


def parse(column: CsvColumn, text: str) -> object:
    """Return the value of a cell (None or the column's default for an empty one), or Wrong."""
    if text == "" or (column.kind in ("name", "word") and not text.strip()):
        if column.optional or column.blank:
            return column.default
        return Wrong(column.needed or f"{column.name} is empty")
    value = _PARSERS[column.kind](column, text)
    return value if isinstance(value, Wrong) else _bounded(column, value, text)


def _bounded(column: CsvColumn, value: object, text: str) -> object:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return value
    try:
        column.bounds.check(value, text)
    except Refused as refused:
        return Wrong(column.said or refused.reason)
    return value


def _parse_day(_column: CsvColumn, text: str) -> object:
    if not _DAY.fullmatch(text):
        return Wrong(f"“{shown(text)}” is not a date: write it as 2026-07-31")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Wrong(f"“{text}” does not exist in the calendar")
    return day if day.year in YEARS else Wrong(f"the year of “{text}” is not between {YEARS[0]} and {YEARS[-1]}")


def _parse_count(_column: CsvColumn, text: str) -> object:
    if _COUNT.fullmatch(text):
        return int(text.partition(".")[0])
    if _NUMBER.fullmatch(text):
        return Wrong(f"“{shown(text)}” is not a whole number")
    return Wrong(f"“{shown(text)}” is not a number{_advice(text, 'write digits only, as in 12')}")


def _parse_number(_column: CsvColumn, text: str) -> object:
    if not _NUMBER.fullmatch(text):
        return Wrong(f"“{shown(text)}” is not a number{_advice(text, 'write it with a decimal point, as in 7.5')}")
    return float(text) + 0.0  # -0 is 0


def _parse_percent(column: CsvColumn, text: str) -> object:
    """Read a per cent; with its sign (95 %, 0.954 %) as it stands, without it by the rule of every per cent."""
    bare = text.removesuffix("%").rstrip() if text != "%" else text
    value = _parse_number(column, bare)
    if isinstance(value, float) and bare == text:
        try:
            refuse_share(value, text, column.bounds.high)
        except Refused as refused:
            return Wrong(refused.reason)
    return value


def _advice(text: str, words: str) -> str:
    """Say how a number is written, where one may be meant."""
    return f": {words}" if any(letter.isdigit() for letter in text) else ""


def _parse_money(_column: CsvColumn, text: str) -> object:
    if not _MONEY.fullmatch(text):
        return Wrong(
            f"“{shown(text)}” is not an amount: write it with a decimal point and at most two decimals, as in 1250.50"
        )
    return int(Decimal(text) * 100)


def _parse_text(_column: CsvColumn, text: str) -> object:
    return _bare(text)


def _parse_name(column: CsvColumn, text: str) -> object:
    name = _bare(text.strip())
    if CONTROL.search(name):
        return Wrong(f"“{shown(name)}” has a line break or a control character in it; {column.name} is one line")
    return name


def _parse_word(column: CsvColumn, text: str) -> object:
    if text in column.words:
        return text
    word = re.sub(r"[\s_-]+", "_", text.strip().lower())
    word = ALIASES.get(word, word) if word not in column.words else word
    if word in column.words:
        return word
    allowed = ", ".join(known for known in column.words if known)
    return Wrong(f"“{shown(text)}” is not one of: {allowed}{suggestion(word, column.words)}")


def _parse_yes(_column: CsvColumn, text: str) -> object:
    value = YES.get(text.strip().lower())
    return Wrong(f"“{shown(text)}” is neither yes nor no") if value is None else value


_PARSERS: dict[str, Callable[[CsvColumn, str], object]] = {
    "day": _parse_day,
    "count": _parse_count,
    "number": _parse_number,
    "percent": _parse_percent,
    "money": _parse_money,
    "text": _parse_text,
    "name": _parse_name,
    "word": _parse_word,
    "yes": _parse_yes,
}


def plain(column: CsvColumn, value: object) -> str:
    """Return a value as the text of a cell that reads back the same; None as an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column.kind == "money" and isinstance(value, int):
        return f"{Decimal(value) / 100:.2f}"
    if isinstance(value, float):
        words = typed_percent(value) if column.kind == "percent" else format(Decimal(repr(value)), "f")
        return words.removesuffix(".0")
    return str(value)


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe goes before = + - @, tab and line ends.

    Also within it, where another separator than the comma, or a line end, would let a cell begin.
    """
    return _WITHIN.sub(r"\1'", f"'{text}" if _FORMULA.match(text) else text)


def _bare(text: str) -> str:
    """Return a text as it was before `safe`."""
    within = _QUOTED_WITHIN.sub(r"\1", text)
    return within[1:] if _QUOTED.match(text) else within
