"""Typed text as values: the one strict parser of everything that a person types. A leaf.

Each function returns the exact value, None for an empty text ("not entered"), or refuses with the reason. Nothing is
clamped and nothing is guessed: where a text can be read in two ways, Ambiguous carries both.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from codedesk.errors import Refused
from codedesk.periods import day_label, month

DateOrder = Literal["month_first", "day_first", "ask"]

_SPACES = " \u00a0\u202f\u2009"
_MINUS = "-−–"
LARGEST_SHARE = 1.5  # a per cent up to here may be a fraction: 1.05 of a standard is 105 %
_LONGEST = 400  # the smallest float, written out, has fewer letters
_PLAIN = re.compile(r"[0-9]+")
_DECIMAL = re.compile(r"([0-9]*)([.,])([0-9]+)")
_GROUPED = re.compile(r"([0-9]{1,3})((?:([.,'’ ])[0-9]{3})(?:\3[0-9]{3})*)(?:([.,])([0-9]+))?")
_CLOCK = re.compile(r"([0-9]{1,3}) ?[:h] ?([0-9]{2})(?: ?m(?:in)?)?", re.IGNORECASE)
_WHOLE_HOURS = re.compile(r"(.*[0-9]) ?h(?:rs?|ours?)?", re.IGNORECASE)
_NUMBER_LIKE = re.compile(r"[0-9.,'’ ]+")
_MINUTES = re.compile(r"([0-9]{1,4}) ?m(?:in|inutes?)?", re.IGNORECASE)
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


class Ambiguous(Refused):
    """A text that is not exact enough to be taken silently; choices are (words, value) for each way to read it."""

    def __init__(self, reason: str, choices: tuple[tuple[str, object], ...]) -> None:
        """Keep the reason and the readings."""
        super().__init__(reason)
        self.choices = choices

    @property
    def texts(self) -> tuple[str, ...]:
        """What to type for each choice, so that it is read as that and nothing else."""
        return tuple(
            value.isoformat() if isinstance(value, date) else _unmistakable(words) for words, value in self.choices
        )


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number may be: from low to high, both allowed; above: more than low. unit stands behind the limits."""

    low: float
    high: float
    unit: str = ""
    above: bool = False

    def check(self, value: Decimal | Fraction | float, words: str) -> None:
        """Refuse a value outside, in the words that every way of entering a number uses: "“25” is over 24 h"."""
        lowest, highest = Decimal(repr(self.low)), Decimal(repr(self.high))
        exact = Decimal(repr(value)) if isinstance(value, float) else value
        tail = f" {self.unit}" if self.unit else ""
        if exact < lowest:
            reason = f"“{words}” is under {_limit(self.low)}{tail if self.low else ''}"
            raise Refused(reason)
        if self.above and exact == lowest:
            reason = f"“{words}” has to be more than {_limit(self.low)}{tail if self.low else ''}"
            raise Refused(reason)
        if exact > highest:
            reason = f"“{words}” is over {_limit(self.high)}{tail}"
            raise Refused(reason)


def parse_count(text: str, high: int = 1_000_000) -> int | None:
    """Read a whole number from 0 to high: 12, or 12.0 as spreadsheets write it. "1,234" asks whether 1234 is meant."""
    words = _cleaned(text)
    if not words:
        return None
    _refuse_sign(words)
    value = next(iter(_readings(words).values()))
    if _looks_grouped(words):
        whole = re.sub(r"[^0-9]", "", words)
        Bounds(0, high).check(Decimal(whole), words)
        reason = f"“{words}” can be read in two ways: write {whole}, without a separator, if that is meant"
        raise Ambiguous(reason, ((whole, int(whole)),))
    if value != int(value):
        reason = f"“{words}” is not a whole number"
        raise Refused(reason)
    Bounds(0, high).check(value, words)
    return int(value)


def parse_number(
    text: str, low: float = 0, high: float = 1_000_000_000, unit: str = "", *, above: bool = False
) -> float | None:
    """Read a number from low (above: more than low) to high, with a decimal point or a decimal comma.

    "1,234" and "1.234" are ambiguous. Where only 1.234 lies within the bounds, the point is taken,
    as CodeDesk writes it; the comma still asks, since whoever groups by commas meant a number that must be refused.
    """
    words = _cleaned(text)
    if not words:
        return None
    negative = words[0] in _MINUS
    if negative and low >= 0:
        _refuse_sign(words)
    body = words[1:].lstrip() if negative else words
    lowest, highest = Decimal(repr(low)), Decimal(repr(high))
    readings = {name: -value if negative else value for name, value in _readings(body).items()}
    possible = {name: value for name, value in readings.items() if lowest <= value <= highest}
    if len(possible) > 1:
        choices = tuple((_plain_text(value), _as_float(value, words)) for value in possible.values())
        both = " or ".join(name for name, _ in choices)
        write = " or ".join(_unmistakable(name) for name, _ in choices)
        reason = f"“{words}” can be read as {both}: write {write}"
        raise Ambiguous(reason, choices)
    value = next(iter((possible or readings).values()))
    if possible and "," in body and _looks_grouped(body):
        point = _plain_text(value)
        reason = f"“{words}” can be read in two ways: write {point}, with a point, if that is meant"
        raise Ambiguous(reason, ((point, _as_float(value, words)),))
    Bounds(low, high, unit, above).check(value, words)
    return _as_float(value, words)


def parse_percent(text: str, high: float = 100) -> float | None:
    """Read a percentage from 0 to high: 95, 95.5, 95,5 or 95 %. The value is in per cent (95.5), never a fraction.

    What may be a fraction asks, as in `refuse_share`; with its sign, 0.954 % is taken as it stands.
    """
    words = _cleaned(text)
    bare = words.removesuffix("%").rstrip() if words != "%" else words
    try:
        value = parse_number(bare, 0, high, "%")
    except Ambiguous as asked:
        choices = tuple((typed_percent(number), number) for _, number in asked.choices if isinstance(number, float))
        raise Ambiguous(asked.reason, choices) from None
    if value is not None and bare == words:
        refuse_share(value, words, high)
    return value


def refuse_share(percent: float, words: str, high: float = 100) -> None:
    """Ask where a per cent was written without its sign, is over 0 and at or under 1.5: 0.954 may be meant as 95.4 %.

    The one rule of every per cent that comes in, by window or by file. 0 is 0 either way.
    """
    if not 0 < percent <= LARGEST_SHARE:
        return
    literal = typed_percent(percent)
    share = float(Decimal(repr(percent)) * 100)
    meant = typed_percent(share)
    if share > high:
        reason = f"“{words}” is not taken without its sign, as it may be a share: write {literal} if that is meant"
        raise Ambiguous(reason, ((literal, percent),))
    reason = (
        f"“{words}” can be read as {_plain_text(Decimal(repr(share)))} % or as {literal}: write {meant} or {literal}"
    )
    raise Ambiguous(reason, ((meant, share), (literal, percent)))


def typed_percent(percent: float) -> str:
    """Write a per cent so that it is read back as that and nothing else: 95.5, but "0.954 %" where it asks."""
    text = _plain_text(Decimal(repr(percent)))
    return f"{text} %" if 0 < percent <= LARGEST_SHARE else text


def parse_hours(text: str, high: float = 24) -> float | None:
    """Read hours from 0 to high: 7.5, 7,5, 7:30, 7h30, 7 h or 45 min."""
    words = _cleaned(text)
    if not words:
        return None
    _refuse_sign(words)
    if clock := _CLOCK.fullmatch(words):
        if int(clock[2]) > 59:
            reason = f"“{words}” has {clock[2]} minutes; an hour has 60"
            raise Refused(reason)
        return _bounded_hours(Fraction(int(clock[1]) * 60 + int(clock[2]), 60), words, high)
    if minutes := _MINUTES.fullmatch(words):
        return _bounded_hours(Fraction(int(minutes[1]), 60), words, high)
    if re.fullmatch(r"[0-9]+:[0-9]*", words):
        reason = f"“{words}” is not a time: write the minutes with two digits, as in 7:30"
        raise Refused(reason)
    hours = _WHOLE_HOURS.fullmatch(words)
    if hours and not _NUMBER_LIKE.fullmatch(hours[1]):
        reason = f"“{words}” is not a time: write 7.5, 7:30 or 7h30"
        raise Refused(reason)
    return parse_number(hours[1] if hours else words, 0, high, "h")


def parse_date(text: str, today: date, order: DateOrder = "ask") -> date | None:
    """Read a date. What is left out is today's: "3" is the 3rd of this month, "3 jul" is in this year.

    t, today, yesterday, +3, -1, [ (a month back), ] (a month on), 2026-07-03, 3 Jul 2026, July 3, 3.7.2026 (day first,
    as dots always are), 7/3/2026 in the given order. With "ask", 7/3 raises Ambiguous with both dates; 7/25 does not.
    A year of two digits is never taken silently, since 26-07-03 and 3/7/26 write it at either end: it asks, with every
    date (of this century) that the text can be.
    """
    words = _cleaned(text, "date").lower()
    if not words:
        return None
    relative = _relative(words, today)
    if relative is not None:
        return relative
    try:
        found = _dated(words, today, order)
    except (ValueError, OverflowError):
        reason = f"“{text.strip()}” is a date that does not exist"
        raise Refused(reason) from None
    if found is None:
        reason = f"“{text.strip()}” is not a date: write 2026-07-03, 3 Jul or T for today"
        raise Refused(reason)
    _check_year(found.year, text.strip())
    return found


def step_date(day: date, key: str) -> date:
    """Move a date by a key: + and - a day, [ and ] a month (the 31st becomes the last day). Other keys: unchanged."""
    if key == "+":
        return day + timedelta(1)
    if key in _MINUS:
        return day - timedelta(1)
    if key in "[]":
        target = month(day.year, day.month + (1 if key == "]" else -1))
        return target.start.replace(day=min(day.day, target.end.day))
    return day


def _cleaned(text: str, what: str = "number") -> str:
    words = text.strip()
    if len(words) > _LONGEST:
        reason = f"“{words[:30]}…” is too long to be a {what}"
        raise Refused(reason)
    for space in _SPACES[1:]:
        words = words.replace(space, " ")
    return words.strip()


def _refuse_sign(words: str) -> None:
    if words[0] in _MINUS and re.match(r" ?[0-9.,]", words[1:]):
        nothing = not re.search(r"[1-9]", words)
        reason = f"“{words}” has a sign: write 0 without it" if nothing else f"“{words}” is under 0"
        raise Refused(reason)


def _looks_grouped(words: str) -> bool:
    return re.fullmatch(r"[0-9]{1,3}[.,][0-9]{3}", words) is not None and not words.startswith("0")


def _readings(words: str) -> dict[str, Decimal]:
    """Return every way to read a number without a sign; Refused if there is none."""
    if _PLAIN.fullmatch(words):
        return {"plain": Decimal(words)}
    found: dict[str, Decimal] = {}
    if match := _DECIMAL.fullmatch(words):
        found["decimal"] = Decimal(f"{match[1] or '0'}.{match[3]}")
    if (match := _GROUPED.fullmatch(words)) and match[3] != match[4] and not words.startswith("0"):
        whole = match[1] + re.sub(r"[^0-9]", "", match[2])
        found["grouped"] = Decimal(f"{whole}.{match[5] or '0'}")
    if not found:
        reason = f"“{words}” is not a number"
        raise Refused(reason)
    return found


def _as_float(value: Decimal, words: str) -> float:
    kept = float(value)
    if Decimal(repr(kept)) != value:
        reason = f"“{words}” has more digits than can be kept exactly"
        raise Refused(reason)
    return kept


def _plain_text(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _limit(value: float) -> str:
    return f"{Decimal(repr(value)):,f}".removesuffix(".0")


def _unmistakable(words: str) -> str:
    """Return a decimal so that its point cannot group thousands: 1.2340 for 1.234."""
    return f"{words}0" if _looks_grouped(words) else words


def _bounded_hours(hours: Fraction, words: str, high: float) -> float:
    Bounds(0, high, "h").check(hours, words)
    return float(hours)


def _relative(words: str, today: date) -> date | None:
    if words in ("t", "today"):
        return today
    if words in ("y", "yesterday"):
        return today - timedelta(1)
    if len(words) == 1 and words in "+[]" + _MINUS:
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
