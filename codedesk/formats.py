"""Numbers and dates as text, the same on screen, on paper and in the terminal. A leaf: no figure is made here.

Ratios come in as fractions (0.9314), hours as hours. Rounding is half up, on the shortest decimal form of the value.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from codedesk.periods import day_label

NO_BREAK = "\u00a0"
NOT_AVAILABLE = "n/a"
NOT_ENTERED = "not entered"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def percent(value: float | None, near: float | None = None) -> str:
    """Write a fraction as per cent: "93.1 %"; two decimals within 0.1 of the threshold `near`; "n/a" for None.

    A value that is not the threshold never prints as the threshold: more decimals are given until it differs.
    """
    if value is None:
        return NOT_AVAILABLE
    return f"{percent_number(value, near)}{NO_BREAK}%"


def percent_number(value: float, near: float | None = None) -> str:
    """Write a fraction as per cent without its sign: "93.1", "1,495.2", "94.96" within 0.1 of a threshold of 0.95."""
    exact = Decimal(repr(value)) * 100
    threshold = None if near is None else Decimal(repr(near)) * 100
    if threshold is None or exact == threshold or abs(exact - threshold) > Decimal("0.1"):
        return _grouped(_fixed(exact, 1))
    for digits in range(2, 7):
        text = _fixed(exact, digits)
        if Decimal(text) != threshold:
            break
    return _grouped(text)


def interval(low: float, high: float) -> str:
    """Write an interval of two fractions: "88.8–97.9 %"."""
    return f"{percent_number(low)}–{percent_number(high)}{NO_BREAK}%"


def points(value: float) -> str:
    """Write a difference of two fractions in percentage points, with its sign: "+2.1 points", "−0.4 points"."""
    text = _fixed(abs(Decimal(repr(value))) * 100, 1)
    sign = "" if Decimal(text) == 0 else "−" if value < 0 else "+"
    return f"{sign}{_grouped(text)} points"


def hours(value: float | None) -> str:
    """Write hours with at most two decimals and no empty ones: "7.5", "0.25", "38"; "n/a" for None."""
    return NOT_AVAILABLE if value is None else number(value, 2)


def count(value: int | None) -> str:
    """Write a whole number with groups of three: "1,234"; "not entered" for None, "0" for zero."""
    return NOT_ENTERED if value is None else f"{value:,}".replace("-", "−")


def number(value: float | None, digits: int = 2) -> str:
    """Write a number with at most so many decimals and no empty ones: "2.5", "1,234.05"; "n/a" for None."""
    if value is None:
        return NOT_AVAILABLE
    text = _grouped(_fixed(Decimal(repr(value)), digits))
    return text.rstrip("0").rstrip(".") if "." in text else text


def fixed(value: float | None, digits: int) -> str:
    """Write a number with exactly so many decimals: "12.0"; "n/a" for None."""
    return NOT_AVAILABLE if value is None else _grouped(_fixed(Decimal(repr(value)), digits))


def usual_blanks(text: str) -> str:
    """Return a text for another program, without the blanks that hold words together: not every one knows them."""
    return text.replace(NO_BREAK, " ").replace("\u202f", " ")


def rate(value: float) -> str:
    """Write the charts per hour of a standard, the same wherever it is said: "2.000", "3.143"."""
    return fixed(value, 3)


def money(cents: int | None) -> str:
    """Write cents as an amount without a currency sign: "6,500.00", "−2,600.00"; "n/a" for None."""
    return NOT_AVAILABLE if cents is None else f"{Decimal(cents) / 100:,.2f}".replace("-", "−")


def typed(value: object) -> str:
    """Write a value as a person would type it, so that entry reads the very same value back; "" for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_label(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{Decimal(repr(value)):f}"
    return str(value)


def day(value: date | None) -> str:
    """Write a date as people do: "3 Jul 2026"; "not entered" for None."""
    return NOT_ENTERED if value is None else day_label(value)


def weekday(value: date) -> str:
    """Name the day of the week: "Friday"."""
    return _WEEKDAYS[value.weekday()]


def full_day(value: date) -> str:
    """Write a date with its weekday: "Friday, 3 Jul 2026"."""
    return f"{weekday(value)}, {day_label(value)}"


def clock(at: datetime) -> str:
    """Write the time of a moment in this computer's zone: "14:32"."""
    return at.astimezone().strftime("%H:%M") if at.tzinfo else at.strftime("%H:%M")


def moment(at: datetime) -> str:
    """Write a moment in this computer's zone: "3 Jul 2026, 14:32"."""
    local = at.astimezone() if at.tzinfo else at
    return f"{day_label(local.date())}, {local:%H:%M}"


def plural(amount: int, one: str, many: str = "") -> str:
    """Write an amount with its word: "1 chart", "12 charts"."""
    return f"{count(amount)} {one if amount == 1 else many or one + 's'}"


def _grouped(text: str) -> str:
    """Write digits in groups of three, and a true minus sign: the one convention of screen and paper."""
    return f"{Decimal(text):,f}".replace("-", "−")


def _fixed(value: Decimal, digits: int) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{abs(rounded) if rounded == 0 else rounded:f}"
