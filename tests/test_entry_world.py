"""What people write in other countries, and what nobody should: exact, refused or asked, never a third thing.

The expectations were written down from what the text means to its reader, not from what the parser does.
"""

from datetime import date
from typing import Any

import pytest

from codedesk.entry import Ambiguous, parse_count, parse_date, parse_hours, parse_number, parse_percent
from codedesk.errors import Refused

TODAY = date(2026, 7, 3)
NO = "refused"


def asks(*values: object) -> tuple[object, ...]:
    return values


def outcome(parse: Any, *args: object, **more: object) -> object:
    """The exact value; NO where it is refused, in words that name the text; the choices where it asks."""
    try:
        return parse(*args, **more)
    except Ambiguous as asked:
        return tuple(value for _, value in asked.choices)
    except Refused as refused:
        assert refused.reason.startswith("“")
        assert len(refused.reason) < 250
        return NO


def kinds(value: object) -> tuple[type, object]:
    return type(value), value


NUMBERS = {
    # en-US, en-GB
    "1,234.5": 1234.5, "1,234,567": 1234567.0, "1,234,567.25": 1234567.25, "0.25": 0.25, ".5": 0.5,
    # de-DE, es, it
    "1.234,5": 1234.5, "1.234.567": 1234567.0, "1.234.567,25": 1234567.25, "0,25": 0.25, ",5": 0.5, "7,0": 7.0,
    # fr-FR, sv-SE, nb-NO: spaces, breaking or not, thin or not
    "1 234,5": 1234.5, "1\u00a0234,5": 1234.5, "1\u202f234,5": 1234.5, "1\u2009234,5": 1234.5, "1 234 567": 1234567.0,
    # de-CH, it-CH
    "1'234.5": 1234.5, "1’234.5": 1234.5, "1'234'567": 1234567.0, "1'234,5": 1234.5,
    # one reading only
    "1234.567": 1234.567, "1234,567": 1234.567, "1,2345": 1.2345, "0.123": 0.123, "0,123": 0.123, "007": 7.0,
    "1.50": 1.5, " 8 ": 8.0, "0": 0.0, "0.30000000000000004": 0.30000000000000004,
    # two readings
    "1,234": asks(1.234, 1234.0), "1.234": asks(1.234, 1234.0), "12,345": asks(12.345, 12345.0),
    "999.999": asks(999.999, 999999.0),
    # India groups by two: nobody guesses
    "1,23,456": NO, "12,34,567.5": NO,
    # other digits, signs and shapes
    "١٢٣": NO, "１２３": NO, "१२३": NO, "²": NO, "½": NO, "Ⅻ": NO, "−5": NO, "–5": NO, "-5": NO, "--5": NO, "+5": NO,
    "5-": NO, "(5)": NO, "5.": NO, "5,": NO, "1e3": NO, "1E-3": NO, "0x10": NO, "0b1": NO, "1_000": NO, "inf": NO,
    "nan": NO, "∞": NO, "1/2": NO, "$5": NO, "5 €": NO, "5 %": NO, "1..5": NO, "1,.5": NO, "1.5.2": NO, "1,5,2": NO,
    "1 23": NO, "1 2345": NO, "1234 567": NO, "5 0": NO, "1'23": NO, "1234'567": NO, "1,234'567": NO, "1.234 567": NO,
    "1, 234": NO, "five": NO, "Null": NO, "NA": NO, "5\u200b": NO, "\u200e5": NO, "5\u00ad": NO, "=1+1": NO,
    "0.1234567890123456789": NO, "1" * 30: NO, "9" * 100_000: NO, "1000000000.1": NO,
    "": None, "   ": None, "\u00a0": None,
}  # fmt: skip
COUNTS = {
    "0": 0, "12": 12, "12.0": 12, "12,0": 12, "12.000": asks(12000), "1 234": 1234, "1'234": 1234, "1\u202f234": 1234,
    "1,234": asks(1234), "1.234": asks(1234), "999,999": asks(999999), "1000000": 1000000, "1000001": NO,
    "1,234,567": NO, "12.5": NO, "12,5": NO, "1.234,5": NO, "-1": NO, "−1": NO, "-0": NO, "+1": NO, "1e3": NO,
    "12 charts": NO, "１２": NO, "1/2": NO, ".": NO, ",": NO, "'": NO, "": None,
}  # fmt: skip
HOURS = {
    "7.5": 7.5, "7,5": 7.5, "7:30": 7.5, "07:30": 7.5, "7h30": 7.5, "7H30": 7.5, "7 h 30": 7.5, "7 h 30 min": 7.5,
    "7h30m": 7.5, "7.5h": 7.5, "7,5 h": 7.5, "7.5 hours": 7.5, "7 hrs": 7.0, "1 hour": 1.0, "45 min": 0.75, "45m": 0.75,
    "90 minutes": 1.5, "0:15": 0.25, "0h15": 0.25, "24": 24.0, "24:00": 24.0, "24,0": 24.0, "1440 min": 24.0, "0": 0.0,
    "0:00": 0.0, "7.30": 7.3, ".5": 0.5, "1/3": NO, "7:60": NO, "7:5": NO, "7:": NO, ":30": NO, "h30": NO, "7h5": NO,
    "24:01": NO, "24.01": NO, "25": NO, "1441 min": NO, "100:00": NO, "-7:30": NO, "−7.5": NO, "+7:30": NO,
    "7:30:00": NO, "7:30 pm": NO, "7：30": NO, "７:３０": NO, "7'30": NO, "7½": NO, "8-16": NO, "1:30h": NO,
    "7h30h": NO, "7,500": asks(7.5), "1,234": asks(1.234), "7.500": 7.5, "eight": NO, "7.5.": NO, "h": NO,
    "min": NO, "": None,
}  # fmt: skip
PERCENTS = {
    "90": 90.0, "90 %": 90.0, "90%": 90.0, "88.6 %": 88.6, "88,6 %": 88.6, "88,6\u00a0%": 88.6, "100": 100.0,
    "0": 0.0, "0.95": asks(95.0, 0.95), "0.95 %": 0.95,
    "100.0": 100.0, "99.95": 99.95, "95.000": 95.0, "95,000": asks(95.0), "100.1": NO,
    "101 %": NO, "-1 %": NO, "%": NO, "% 90": NO, "90 %%": NO, "9 0": NO, "90٪": NO, "90 pct": NO, "0,9,5": NO,
    "1e2": NO, "": None,
}  # fmt: skip


def day(words: str) -> date:
    return date.fromisoformat(words)


# The text, and what it is where the order of day and month is asked for, month first, and day first.
DATES: dict[str, tuple[object, object, object]] = {
    "2025-03-04": (day("2025-03-04"),) * 3,
    "2025/03/04": (day("2025-03-04"),) * 3,
    "20250304": (day("2025-03-04"),) * 3,
    "3.4.2025": (day("2025-04-03"),) * 3,
    "03.04.2025": (day("2025-04-03"),) * 3,
    "3. 4. 2025": (day("2025-04-03"),) * 3,
    "3.4.": (day("2026-04-03"),) * 3,
    "3/4/2025": (asks(day("2025-03-04"), day("2025-04-03")), day("2025-03-04"), day("2025-04-03")),
    "3-4-2025": (asks(day("2025-03-04"), day("2025-04-03")), day("2025-03-04"), day("2025-04-03")),
    "3/4": (asks(day("2026-03-04"), day("2026-04-03")), day("2026-03-04"), day("2026-04-03")),
    "4/4": (day("2026-04-04"),) * 3,
    "12/31/2025": (day("2025-12-31"), day("2025-12-31"), asks(day("2025-12-31"))),
    "31/12/2025": (day("2025-12-31"), asks(day("2025-12-31")), day("2025-12-31")),
    "12/31/25": (asks(day("2025-12-31")), day("2025-12-31"), asks(day("2025-12-31"))),
    "31/12/25": (asks(day("2025-12-31")), asks(day("2025-12-31")), day("2025-12-31")),
    "3/4/25": (asks(day("2025-03-04"), day("2025-04-03")), day("2025-03-04"), day("2025-04-03")),
    "1/5/24": (asks(day("2024-01-05"), day("2024-05-01")), day("2024-01-05"), day("2024-05-01")),
    "24-05-26": (asks(day("2026-05-24"), day("2024-05-26")),) * 3,
    "12-07-03": (
        asks(day("2003-12-07"), day("2003-07-12"), day("2012-07-03")),
        asks(day("2003-12-07"), day("2012-07-03")),
        asks(day("2003-07-12"), day("2012-07-03")),
    ),
    "3.4.25": (day("2025-04-03"),) * 3,
    "4 Mar": (day("2026-03-04"),) * 3,
    "Mar 4": (day("2026-03-04"),) * 3,
    "4 March 2025": (day("2025-03-04"),) * 3,
    "March 4th, 2025": (day("2025-03-04"),) * 3,
    "4-Mar-2025": (day("2025-03-04"),) * 3,
    "4 sept": (day("2026-09-04"),) * 3,
    "4 Mar 25": (day("2025-03-04"),) * 3,
    "T": (TODAY,) * 3,
    "today": (TODAY,) * 3,
    "yesterday": (day("2026-07-02"),) * 3,
    "tomorrow": (day("2026-07-04"),) * 3,
    "Friday": (TODAY,) * 3,
    "wed": (day("2026-07-01"),) * 3,
    "last fri": (day("2026-06-26"),) * 3,
    "next fri": (day("2026-07-10"),) * 3,
    "aug": (day("2026-08-01"),) * 3,
    "Jul 2026": (day("2026-07-01"),) * 3,
    "+1": (day("2026-07-04"),) * 3,
    "-1": (day("2026-07-02"),) * 3,
    "−3": (day("2026-06-30"),) * 3,
    "[": (day("2026-06-03"),) * 3,
    "]": (day("2026-08-03"),) * 3,
    "31": (day("2026-07-31"),) * 3,
    "29 Feb 2024": (day("2024-02-29"),) * 3,
    "": (None,) * 3,
} | dict.fromkeys(
    (
        "29 Feb 2025", "2025-02-29", "29.2.", "30 Feb 2024", "31.4.2026", "4/31/2026", "31/4/2026", "13/13/2025",
        "0/4/2025", "2026-13-01", "2026-00-10", "2026-07-32", "32", "0", "2026-7", "202607", "2026", "45992", "250304",
        "1/1/1", "3/4/025", "3/4/20255", "1/2/0026", "1899-12-31", "2200-01-01", "0000-01-01", "10000-01-01",
        "1 Jan 1850", "4. März 2025", "4 juin", "4 mai 2025", "4 ma", "4 j", "Fri 3 Jul",
        "next week", "now", "2026-07-03T10:00", "2026-07-03 10:00", "３.４.２０２５", "٣/٤/٢٠٢٥", "3 4 2025",
        "3,4,2025", "3/4-2025", "3\\4", "++1", "+1d", "+99999", "1st", "2026 Jul 3", "3/Jul/2026", "Null",
        "NaT", "=TODAY()", "3" * 5000,
    ),
    (NO,) * 3,
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NUMBERS.items(), ids=lambda each: repr(each)[:40])
def test_a_number_of_any_country(text: str, expected: object) -> None:
    assert kinds(outcome(parse_number, text)) == kinds(expected)


@pytest.mark.parametrize(("text", "expected"), COUNTS.items(), ids=lambda each: repr(each)[:40])
def test_a_count_of_any_country(text: str, expected: object) -> None:
    assert kinds(outcome(parse_count, text)) == kinds(expected)


@pytest.mark.parametrize(("text", "expected"), HOURS.items(), ids=lambda each: repr(each)[:40])
def test_hours_of_any_country(text: str, expected: object) -> None:
    assert kinds(outcome(parse_hours, text)) == kinds(expected)


@pytest.mark.parametrize(("text", "expected"), PERCENTS.items(), ids=lambda each: repr(each)[:40])
def test_a_percentage_of_any_country(text: str, expected: object) -> None:
    assert kinds(outcome(parse_percent, text)) == kinds(expected)


@pytest.mark.parametrize("text", DATES, ids=lambda each: repr(each)[:40])
def test_a_date_of_any_country(text: str) -> None:
    orders = ("ask", "month_first", "day_first")
    assert tuple(outcome(parse_date, text, TODAY, order) for order in orders) == DATES[text]


@pytest.mark.parametrize("low", [-100.0, -0.5])
def test_below_zero_is_exact_where_it_is_allowed(low: float) -> None:
    for text in ("-0.25", "−0.25", "–0,25", "- 0.25"):
        assert outcome(parse_number, text, low) == -0.25
    assert outcome(parse_number, "--0.25", low) is NO
