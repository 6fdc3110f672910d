"""Typed text as values: the one strict parser of everything that a person types. A leaf.

Each function returns the exact value, None for an empty text ("not entered"), or refuses with the reason. Nothing is
clamped and nothing is guessed: where a text can be read in two ways, Ambiguous carries both.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from codedesk.dates import DateOrder, DateReader, ask_year, parse_date, step_date
from codedesk.errors import Refused
from codedesk.readings import MINUS, Ambiguous, cleaned, looks_grouped, unmistakable

__all__ = [
    "Ambiguous",
    "Bounds",
    "DateOrder",
    "DateReader",
    "ask_year",
    "parse_count",
    "parse_date",
    "parse_hours",
    "parse_money",
    "parse_number",
    "parse_percent",
    "refuse_share",
    "step_date",
    "typed_percent",
]

LARGEST_SHARE = 1.5  # a per cent up to here may be a fraction: 1.05 of a standard is 105 %
_PLAIN = re.compile(r"[0-9]+")
_DECIMAL = re.compile(r"([0-9]*)([.,])([0-9]+)")
_GROUPED = re.compile(r"([0-9]{1,3})((?:([.,'’ ])[0-9]{3})(?:\3[0-9]{3})*)(?:([.,])([0-9]+))?")
_CLOCK = re.compile(r"([0-9]{1,3}) ?[:h] ?([0-9]{2})(?: ?m(?:in)?)?", re.IGNORECASE)
_WHOLE_HOURS = re.compile(r"(.*[0-9]) ?h(?:rs?|ours?)?", re.IGNORECASE)
_NUMBER_LIKE = re.compile(r"[0-9.,'’ ]+")
_MINUTES = re.compile(r"([0-9]{1,4}) ?m(?:in|inutes?)?", re.IGNORECASE)


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
    words = cleaned(text)
    if not words:
        return None
    _refuse_sign(words)
    value = next(iter(_readings(words).values()))
    if looks_grouped(words):
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
    words = cleaned(text)
    if not words:
        return None
    negative = words[0] in MINUS
    if negative and low >= 0:
        _refuse_sign(words)
    body = words[1:].lstrip() if negative else words
    lowest, highest = Decimal(repr(low)), Decimal(repr(high))
    readings = {name: -value if negative else value for name, value in _readings(body).items()}
    possible = {name: value for name, value in readings.items() if lowest <= value <= highest}
    if len(possible) > 1:
        choices = tuple((_plain_text(value), _as_float(value, words)) for value in possible.values())
        both = " or ".join(name for name, _ in choices)
        write = " or ".join(unmistakable(name) for name, _ in choices)
        reason = f"“{words}” can be read as {both}: write {write}"
        raise Ambiguous(reason, choices)
    value = next(iter((possible or readings).values()))
    if possible and "," in body and looks_grouped(body):
        point = _plain_text(value)
        reason = f"“{words}” can be read in two ways: write {point}, with a point, if that is meant"
        raise Ambiguous(reason, ((point, _as_float(value, words)),))
    Bounds(low, high, unit, above).check(value, words)
    return _as_float(value, words)


def parse_money(text: str, low: float = 0, high: float = 1_000_000_000) -> int | None:
    """Read an amount from low to high as exact cents: 14300, 14300.50 or $14,300.00."""
    words = text.strip().removeprefix("$").strip()
    value = parse_number(words, low, high)
    if value is None:
        return None
    cents = Decimal(repr(value)) * 100
    if cents != int(cents):
        raise Refused(f"“{text.strip()}” is no amount of money: at most two decimals, as in 14300.50")
    return int(cents)


def parse_percent(text: str, high: float = 100) -> float | None:
    """Read a percentage from 0 to high: 95, 95.5, 95,5 or 95 %. The value is in per cent (95.5), never a fraction.

    What may be a fraction asks, as in `refuse_share`; with its sign, 0.954 % is taken as it stands.
    """
    words = cleaned(text)
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
    words = cleaned(text)
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


def _refuse_sign(words: str) -> None:
    if words[0] in MINUS and re.match(r" ?[0-9.,]", words[1:]):
        nothing = not re.search(r"[1-9]", words)
        reason = f"“{words}” has a sign: write 0 without it" if nothing else f"“{words}” is under 0"
        raise Refused(reason)


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


def _bounded_hours(hours: Fraction, words: str, high: float) -> float:
    Bounds(0, high, "h").check(hours, words)
    return float(hours)
