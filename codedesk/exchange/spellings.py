"""What a spreadsheet makes of a value when it saves: the same value in another spelling, brought back to the plain one.

Dates in the region's form, a decimal comma, thousands set apart, per cent signs, clock times, TRUE in the region's
tongue. Nothing is guessed: where a file's values leave two readings, it is said. cells.py knows the plain spelling.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from codedesk import names
from codedesk.exchange.cells import Wrong, parse
from codedesk.periods import day_label
from codedesk.services.files.plans import shown
from codedesk.services.files.shapes import CsvColumn

Order = Literal["mdy", "dmy", "ymd"]
ORDERS: Mapping[Order, str] = {"mdy": "month first", "dmy": "day first", "ymd": "year first"}
NUMERIC = ("number", "percent", "count", "money")
SIGNS = {"point": ".", "comma": ","}
_YES = {
    "yes": ("wahr", "vrai", "verdadero", "vero", "verdadeiro", "waar", "prawda", "ja", "oui", "sí", "si", "sim", "j"),
    "no": ("falsch", "faux", "falso", "onwaar", "fałsz", "nein", "non", "não", "nee"),
}
_YES_OR_NO = {word: meaning for meaning, words in _YES.items() for word in words}
_MONTHS = (
    "jan gen ene", "feb fev", "mar mrz maerz", "apr avr abr", "may mai mag maj mei", "jun juin giu", "jul juil lug",
    "aug aou ago", "sep set", "oct okt ott out", "nov", "dec dez dic",
)  # fmt: skip
_MONTH_OF = {start: number for number, starts in enumerate(_MONTHS, 1) for start in starts.split()}
_TIME = re.compile(r"(?:[ T]0?0:00(?::00(?:\.0+)?)?Z?|,? 12:00(?::00)? AM)$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"([0-9]{4})([/.-]) ?([0-9]{1,2})\2 ?([0-9]{1,2})\.?")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])")
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4}|[0-9]{2})")
_SHORT = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_DAY_NAMED = re.compile(r"([0-9]{1,2})[-./ ]*([^\W\d_]{3,})\.?[-./, ]*([0-9]{4}|[0-9]{2})")
_NAMED_DAY = re.compile(r"([^\W\d_]+)\.? ([0-9]{1,2}),? ([0-9]{4})")
_WEEKDAY = re.compile(r"^[^\W\d_]{2,12}\.?,? (?=[^\W\d_]+\.? [0-9]|[0-9])")
_PART_OF_A_DATE = re.compile(r"[0-9]{1,2}[-. /]+[^\W\d_]{3,}\.?|[^\W\d_]{3,}\.?[-. /]+(?:[0-9]{2}|[0-9]{4})")
_SERIAL = re.compile(r"([0-9]{5})(?:\.0+)?")
_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9])(?::([0-5][0-9]))?(?: ?([AP])M)?", re.IGNORECASE)
_GROUPED = {
    ".": re.compile(r"([1-9][0-9]{0,2})((?:([,'’ \u00a0\u202f])[0-9]{3})(?:\3[0-9]{3})*)(\.[0-9]+)?"),
    ",": re.compile(r"([1-9][0-9]{0,2})((?:([.'’ \u00a0\u202f])[0-9]{3})(?:\3[0-9]{3})*)(,[0-9]+)?"),
}
_DECIMAL_COMMA = re.compile(r"[0-9]+(?:,[0-9]+)?")
_CURRENCY = re.compile(r"^([-−]?)[$€£¥] ?|(?<=[0-9])[ \u00a0\u202f]?(?:[$€£¥]|USD|EUR)$")
_EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person says of files that can be read in more than one way; empty: what the file itself says."""

    dates: Order | None = None
    decimal: str = ""
    encoding: str = ""


@dataclass
class Spelling:
    """How the values of one file are spelled. order and sign are None where the values leave it open.

    epoch is where a workbook counts its days from; None where a number is no date. mixed are two dates of a file whose
    orders cannot both be. examples are values that were spelled otherwise, one of each kind.
    """

    order: Order | None = None
    sign: str | None = "."
    epoch: int | None = None
    mixed: tuple[str, str] | None = None
    examples: dict[str, tuple[str, str]] = field(default_factory=dict)

    def read(self, column: CsvColumn, text: str) -> object:
        """Return the value of a cell in any spelling, or Wrong."""
        plain = self._plain(column, text)
        if plain is None and column.kind in NUMERIC and is_day(text):
            reason = f"“{shown(text)}” is a date where a number belongs, as some spreadsheets make of 7.5"
            return Wrong(f"{reason}; write the number there")
        if plain is None or isinstance(plain, Wrong):
            return plain or parse(column, text)
        value = parse(column, plain)
        if (bare := plain.removesuffix("%")) != text and not isinstance(value, Wrong):
            kind = "serial" if _SERIAL.fullmatch(text) and column.kind == "day" else column.kind
            self.examples.setdefault(kind, (text, bare))
        return value

    def _plain(self, column: CsvColumn, text: str) -> str | Wrong | None:
        if column.kind == "day":
            return self._plain_day(text)
        if column.kind == "yes":
            return _YES_OR_NO.get(text.strip().casefold())
        if column.kind not in NUMERIC:
            return None
        if self.sign is not None:
            return plain_number(column, text, self.sign)
        found = readings(column, text)
        if len(set(found.values())) > 1:
            numbers = " or ".join(sorted(set(found.values())))
            reason = f"“{shown(text)}” can be {numbers}, and nothing in this file decides it"
            return Wrong(f"{reason}; import with --decimal comma or --decimal point", asks="decimal sign")
        return next(iter(found.values()), None)

    def _plain_day(self, text: str) -> str | Wrong | None:
        if day := day_of(text):
            return day.isoformat()
        if found := orders_of(text):
            return self._in_order(text, found)
        if match := _SERIAL.fullmatch(text):
            if self.epoch is not None:
                return (_EPOCHS[self.epoch] + timedelta(int(match[1]))).isoformat()
            day = _EPOCHS[1900] + timedelta(int(match[1]))
            reason = f"“{text}” is not a date but the number that a spreadsheet keeps for one ({day} in most)"
            return Wrong(f"{reason}; give the column the form of a date and save again")
        if _PART_OF_A_DATE.fullmatch(text.strip()) and any(month_of(word) for word in re.findall(r"[^\W\d_]+", text)):
            return Wrong(f"“{shown(text)}” is not a date, only a part of one: write it as 2026-07-31")
        return None

    def _in_order(self, text: str, found: Mapping[Order, date]) -> str | Wrong:
        if self.order is not None:
            day = found.get(self.order)
            words = f"“{text}” is not a date with the {ORDERS[self.order]}, as it is in this file"
            return day.isoformat() if day else Wrong(words)
        days = set(found.values())
        if self.mixed:
            first, second = self.mixed
            reason = f"“{text}” is not a date to rely on: “{first}” and “{second}” have day and month in another order"
            return Wrong(f"{reason}; write them all as 2026-07-31", asks="dates")
        if len(days) == 1:
            return days.pop().isoformat()
        can_be = " or ".join(day_label(day) for day in sorted(days))
        reason = f"“{text}” is not a date of one meaning: it is {can_be}, and no date in this file decides it"
        return Wrong(f"{reason}; import with {' or '.join(f'--dates {order}' for order in found)}", asks="dates")


def spelling_of(
    texts: Iterable[tuple[CsvColumn, Iterable[str]]], asked: Asked, *, delimiter: str = ",", epoch: int | None = None
) -> Spelling:
    """Find how the values of a file are spelled, from all its distinct texts by column.

    Where commas stand between the cells, or nothing (those of a workbook), the decimal sign is a point.
    """
    columns = [(column, list(values)) for column, values in texts]
    spelling = Spelling(asked.dates, SIGNS.get(asked.decimal, "."), epoch)
    if not asked.dates:
        dated = [text for column, values in columns if column.kind == "day" for text in values]
        spelling.order, spelling.mixed = _order(dated)
    if not asked.decimal and delimiter not in (",", ""):
        spelling.sign = _sign((column, text) for column, values in columns if column.kind in NUMERIC for text in values)
    return spelling


def _order(texts: Iterable[str]) -> tuple[Order | None, tuple[str, str] | None]:
    """Return the order that all dates leave, and two that contradict each other."""
    left: set[Order] = set(ORDERS)
    only: dict[frozenset[Order], str] = {}
    for text in texts:
        if found := orders_of(text):
            left &= set(found)
            only.setdefault(frozenset(found), text)
    if left and only:
        return (next(iter(left)), None) if len(left) == 1 else (None, None)
    month = next((text for orders, text in only.items() if "dmy" not in orders), "")
    day = next((text for orders, text in only.items() if "mdy" not in orders), "")
    return None, (month, day) if only else None


def _sign(texts: Iterable[tuple[CsvColumn, str]]) -> str | None:
    """Return the decimal sign that the numbers show; a point if none shows any, None if they leave it open."""
    shows, open_ = set[str](), False
    for column, text in texts:
        found = readings(column, text)
        if len(found) == 1:
            shows |= set(found)
        open_ = open_ or len(set(found.values())) > 1
    if len(shows) == 1:
        return shows.pop()
    return None if open_ or shows else "."


def readings(column: CsvColumn, text: str) -> dict[str, str]:
    """Return the plain number that a text is for each decimal sign under which the column takes it."""
    found = {sign: plain_number(column, text, sign) for sign in ".,"}
    return {
        sign: plain
        for sign, plain in found.items()
        if plain is not None and not isinstance(parse(column, _signed(column, plain)), Wrong)
    }


def _signed(column: CsvColumn, plain: str) -> str:
    """Return a per cent with its sign: whether it may be a share is no question of how it is spelled."""
    return f"{plain.removesuffix('%')}%" if column.kind == "percent" else plain


def plain_number(column: CsvColumn, text: str, sign: str) -> str | None:
    """Return a number in the plain spelling, "-1250.5"; None if it is none with this decimal sign."""
    words = text[1:-1] if re.fullmatch(r" \S(?:.*\S)? ", text) else text
    if column.kind == "percent" and words.endswith("%"):
        bare = plain_number(column, re.sub(r"[ \u00a0\u202f]?%$", "", words), sign)
        return None if bare is None else f"{bare}%"
    if column.unit == "h" and (clock := _CLOCK.fullmatch(words)):
        return _plain_clock(clock)
    if column.kind == "money":
        words = re.sub(r"^\((.*)\)$", r"-\1", words)
        words = _CURRENCY.sub(r"\1", words)
    minus, body = ("-", words[1:]) if words[:1] in ("-", "−") else ("", words)
    if match := _GROUPED[sign].fullmatch(body):
        return minus + match[1] + re.sub(r"[^0-9]", "", match[2]) + (match[4] or "").replace(",", ".")
    if sign == ",":
        return minus + body.replace(",", ".") if _DECIMAL_COMMA.fullmatch(body) else None
    return minus + body if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", body) else None


def _plain_clock(clock: re.Match[str]) -> str | None:
    """Return a clock time as hours; 01:30 PM is how some spreadsheets show 13:30."""
    hours, minutes, seconds = (int(part or 0) for part in clock.groups()[:3])
    if half := clock[4]:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half in "Pp" else 0)
    return format(Decimal(repr(float(Fraction(hours * 3600 + minutes * 60 + seconds, 3600)))), "f")


def is_day(text: str) -> bool:
    """Tell whether a text reads as a date, in any order."""
    return day_of(text) is not None or bool(orders_of(text))


def day_of(text: str) -> date | None:
    """Return the date of a text that can only be one: 2026/1/15, 15.01.2026, 15-Jan-26, January 15, 2026."""
    words = _TIME.sub("", text.strip())
    for pattern, places in ((_YEAR_FIRST, (1, 3, 4)), (_COMPACT, (1, 2, 3)), (_DOTTED, (3, 2, 1))):
        if match := pattern.fullmatch(words):
            return _date(*(match[place] for place in places))
    for without in (words, _WEEKDAY.sub("", words, count=1)):
        for pattern, (year, month, day) in ((_DAY_NAMED, (3, 2, 1)), (_NAMED_DAY, (3, 1, 2))):
            if (match := pattern.fullmatch(without)) and (number := month_of(match[month])):
                return _date(match[year], str(number), match[day])
    return None


def orders_of(text: str) -> dict[Order, date]:
    """Return the date that a text like 1/15/2026 is in each order that gives one."""
    match = _SHORT.fullmatch(_TIME.sub("", text.strip()))
    if match is None:
        return {}
    return dict(_orders(match[1], match[3], match[4]))


def _orders(first: str, second: str, third: str) -> Iterator[tuple[Order, date]]:
    if day := _date(third, first, second):
        yield "mdy", day
    if day := _date(third, second, first):
        yield "dmy", day
    if len(third) == 2 and len(first) == 2 and (day := _date(first, second, third)):
        yield "ymd", day


def _date(year: str, month: str, day: str) -> date | None:
    """Return a date; a year of two digits lies from 1950 to 2049, as spreadsheets write it."""
    century = 0 if len(year) == 4 else 2000 if int(year) < 50 else 1900
    try:
        return date(century + int(year), int(month), int(day))
    except ValueError:
        return None


def month_of(word: str) -> int | None:
    """Return the number of the month that a word names, in any of the tongues that are known; None for another word."""
    plain = names.searched(word)
    return next((_MONTH_OF[plain[:size]] for size in (5, 4, 3) if plain[:size] in _MONTH_OF), None)
