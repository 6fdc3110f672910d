"""Numbers and dates as six countries write them: read exactly, refused, or asked about; never a third thing."""

from collections.abc import Callable
from datetime import date

import pytest

from codedesk.entry import Ambiguous, DateOrder, parse_count, parse_date, parse_hours, parse_number, parse_percent
from codedesk.errors import Refused

TODAY = date(2026, 7, 15)
JULY_3 = date(2026, 7, 3)
NO, ASK = "refused", "asked"

# What a person of that habit means by the text. The reader may say less (ASK, NO), but nothing else.
NUMBERS: dict[str, list[tuple[str, object, object]]] = {
    "en-US": [("1,234", 1234, ASK), ("1,234.5", 1234.5, 1234.5), ("12.5", 12.5, 12.5), ("1,234,567", 1234567, 1234567)],
    "en-GB": [("1,000", 1000, ASK), ("1,000.25", 1000.25, 1000.25), (".5", 0.5, 0.5), ("5.", None, NO)],
    "de-DE": [("1.234", 1234, ASK), ("1.234,5", 1234.5, 1234.5), ("12,5", 12.5, 12.5), ("1.234.567", 1234567, 1234567)],
    "fr-FR": [
        ("1 234,5", 1234.5, 1234.5),
        ("1\u202f234", 1234, 1234),
        ("1\u00a0234,5", 1234.5, 1234.5),
        (",5", 0.5, 0.5),
    ],
    "sv-SE": [("1 234", 1234, 1234), ("0,125", 0.125, 0.125), ("1234,5", 1234.5, 1234.5), ("12 34", None, NO)],
    "de-CH": [("1’234", 1234, 1234), ("1'234.50", 1234.5, 1234.5), ("1’234’567", 1234567, 1234567), ("1’23", None, NO)],
}
ORDERS: dict[str, DateOrder] = {"en-US": "month_first"} | dict.fromkeys(
    ("en-GB", "de-DE", "fr-FR", "sv-SE", "de-CH"), "day_first"
)
DATES: dict[str, list[tuple[str, date]]] = {
    "en-US": [
        ("7/3/2026", JULY_3),
        ("07/03/2026", JULY_3),
        ("7/3", JULY_3),
        ("Jul 3, 2026", JULY_3),
        ("7/3/26", JULY_3),
    ],
    "en-GB": [("3/7/2026", JULY_3), ("03/07/26", JULY_3), ("3 July 2026", JULY_3), ("3rd July", JULY_3)],
    "de-DE": [
        ("3.7.2026", JULY_3),
        ("03.07.2026", JULY_3),
        ("3.7.", JULY_3),
        ("3.7.26", JULY_3),
        ("3. Juli 2026", JULY_3),
    ],
    "fr-FR": [
        ("03/07/2026", JULY_3),
        ("3/7/26", JULY_3),
        ("3 juillet 2026", JULY_3),
        ("1er juillet", date(2026, 7, 1)),
    ],
    "sv-SE": [("2026-07-03", JULY_3), ("20260703", JULY_3), ("26-07-03", JULY_3), ("3/7", JULY_3)],
    "de-CH": [("3.7.2026", JULY_3), ("03.07.26", JULY_3), ("3. 7. 2026", JULY_3), ("3.7", JULY_3)],
}


@pytest.mark.parametrize(
    ("habit", "text", "meant", "expected"), [(habit, *case) for habit, cases in NUMBERS.items() for case in cases]
)
def test_a_number_is_what_its_writer_means_or_nothing(habit: str, text: str, meant: object, expected: object) -> None:
    assert answer(lambda: parse_number(text)) == expected, habit
    assert expected in (meant, ASK, NO)
    for reader in (parse_count, parse_hours, parse_percent):
        got = answer(lambda reader=reader: reader(text))  # type: ignore[misc]
        assert got in (meant, ASK, NO) or (text, got) == ("1.234", 1.234)  # a bounded point, as CodeDesk writes it


@pytest.mark.parametrize("order", ["own", "ask"])
@pytest.mark.parametrize(
    ("habit", "text", "meant"), [(habit, *case) for habit, cases in DATES.items() for case in cases]
)
def test_a_date_is_what_its_writer_means_or_nothing(habit: str, text: str, meant: date, order: str) -> None:
    got = answer(lambda: parse_date(text, TODAY, ORDERS[habit] if order == "own" else "ask"))
    assert got in (meant, ASK, NO)
    if got == ASK:
        with pytest.raises(Ambiguous) as asked:
            parse_date(text, TODAY, ORDERS[habit] if order == "own" else "ask")
        assert meant in [day for _, day in asked.value.choices]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3/4/25", [date(2025, 3, 4), date(2025, 4, 3)]),
        ("26-07-03", [JULY_3]),
        ("7/8/01", [date(2001, 7, 8), date(2001, 8, 7), date(2007, 8, 1)]),
        ("3/4", [date(2026, 3, 4), date(2026, 4, 3)]),
    ],
)
def test_what_is_asked_names_every_date_that_it_can_be(text: str, days: list[date]) -> None:
    with pytest.raises(Ambiguous) as asked:
        parse_date(text, TODAY)
    assert [day for _, day in asked.value.choices] == days
    assert all(words in asked.value.reason for words, _ in asked.value.choices)


def test_a_count_with_a_separator_asks_for_the_whole_number() -> None:
    with pytest.raises(Ambiguous) as asked:
        parse_count("1,234")
    assert asked.value.choices == (("1234", 1234),)
    assert parse_count("1’234") == parse_count("1 234") == 1234


def answer(read: Callable[[], object]) -> object:
    try:
        return read()
    except Ambiguous:
        return ASK
    except Refused:
        return NO
