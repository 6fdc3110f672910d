"""Typed text: an exact value, nothing entered, or a refusal in words. Never a third thing."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk import formats
from codedesk.entry import (
    Ambiguous,
    DateOrder,
    DateReader,
    parse_count,
    parse_date,
    parse_hours,
    parse_number,
    parse_percent,
    step_date,
)
from codedesk.errors import Refused

FRIDAY = date(2026, 7, 3)


@pytest.mark.parametrize(
    ("text", "value"), [("", None), ("  ", None), ("0", 0), (" 12 ", 12), ("12.0", 12), ("007", 7)]
)
def test_charts(text: str, value: int | None) -> None:
    assert parse_count(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("-3", "is under 0"),
        ("−3", "is under 0"),
        ("7.5", "is not a whole number"),
        ("1,234", "write 1234"),
        ("1.234", "write 1234"),
        ("twelve", "is not a number"),
        ("12x", "is not a number"),
        ("1e3", "is not a number"),
        ("½", "is not a number"),
        ("١٢", "is not a number"),
        ("1000001", "is over 1,000,000"),
    ],
)
def test_charts_that_cannot_be_right_say_why(text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        parse_count(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("7.5", 7.5),
        ("7,5", 7.5),
        (",5", 0.5),
        ("7:30", 7.5),
        ("7h30", 7.5),
        ("7 h 45", 7.75),
        ("7 h", 7.0),
        ("45 min", 0.75),
        ("0:20", 1 / 3),
        ("24", 24.0),
    ],
)
def test_hours(text: str, value: float | None) -> None:
    assert parse_hours(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [("25", "over 24 h"), ("24:01", "over 24 h"), ("7:60", "an hour has 60"), ("7:5", "two digits"), ("-1", "under 0")],
)
def test_hours_that_cannot_be_right_say_why(text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        parse_hours(text)


def test_a_comma_with_three_digits_asks() -> None:
    with pytest.raises(Ambiguous) as asked:
        parse_number("1,234")
    assert asked.value.choices == (("1.234", 1.234), ("1234", 1234.0))
    assert parse_number("1.234", high=100) == 1.234
    with pytest.raises(Ambiguous) as bound:
        parse_number("1,234", high=100)
    assert bound.value.choices == (("1.234", 1.234),)
    assert parse_number("1,234.5") == 1234.5
    assert parse_number("1.234,5") == 1234.5
    assert parse_number("1 234 567") == 1234567
    assert parse_number("0.125") == 0.125


@pytest.mark.parametrize(("text", "value"), [("95", 95), ("95.5", 95.5), ("95,5", 95.5), ("95 %", 95), ("88.6%", 88.6)])
def test_percentages_stay_in_per_cent(text: str, value: float) -> None:
    assert parse_percent(text) == value


@pytest.mark.parametrize("text", ["100.1", "%", "-1", "nan", "inf", "12 34", "1.2.3"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_percent(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("t", FRIDAY),
        ("T", FRIDAY),
        ("yesterday", date(2026, 7, 2)),
        ("+3", date(2026, 7, 6)),
        ("-1", date(2026, 7, 2)),
        ("[", date(2026, 6, 3)),
        ("]", date(2026, 8, 3)),
        ("2026-07-03", FRIDAY),
        ("20260703", FRIDAY),
        ("9", date(2026, 7, 9)),
        ("3 jul", FRIDAY),
        ("July 3rd", FRIDAY),
        ("3 July 2025", date(2025, 7, 3)),
        ("3.7.2026", FRIDAY),
        ("7/25", date(2026, 7, 25)),
        ("25/7", date(2026, 7, 25)),
        ("7/7", date(2026, 7, 7)),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert parse_date(text, FRIDAY) == day


@pytest.mark.parametrize(("order", "day"), [("month_first", date(2025, 3, 4)), ("day_first", date(2025, 4, 3))])
def test_a_slashed_date_is_read_in_the_order_that_was_chosen(order: DateOrder, day: date) -> None:
    assert parse_date("3/4/2025", FRIDAY, order) == day


def test_a_slashed_date_without_an_order_asks() -> None:
    with pytest.raises(Ambiguous) as asked:
        parse_date("3/4/2025", FRIDAY)
    assert [day for _, day in asked.value.choices] == [date(2025, 3, 4), date(2025, 4, 3)]


@pytest.mark.parametrize(
    "text", ["2026-02-30", "31 jun", "13/13", "2026-7", "ju", "fr", "32", "0001-01-01", "3/7/226", "32/13/26", "99/1/2"]
)
def test_dates_that_do_not_exist_or_say_too_little_are_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_date(text, FRIDAY)


def test_a_weekday_of_what_is_to_come_is_the_next_one() -> None:
    assert [parse_date(text, FRIDAY, ahead=True) for text in ("fri", "mon", "last mon")] == [
        date(2026, 7, 10), date(2026, 7, 6), date(2026, 6, 29),
    ]  # fmt: skip
    reader = DateReader(lambda: FRIDAY)
    assert (reader.read("mon"), reader.read("mon", "due_on")) == (date(2026, 6, 29), date(2026, 7, 6))


def test_a_date_without_a_year_is_the_one_that_can_be_meant() -> None:
    autumn, january = DateReader(lambda: date(2026, 11, 30), lambda: "day_first"), DateReader(lambda: date(2027, 1, 5))
    due = [
        autumn.read(text, "due_on") for text in ("15 jan", "31.1.", "15/1", "jan", "10 nov", "15 jan 2026", "15 dec")
    ]
    assert due == [
        date(2027, 1, 15), date(2027, 1, 31), date(2027, 1, 15), date(2027, 1, 1), date(2026, 11, 10),
        date(2026, 1, 15), date(2026, 12, 15),
    ]  # fmt: skip
    over = [january.read(text, "day") for text in ("30 dec", "dec 30", "30 sep", "30 dec 2027", "6 jan")]
    assert over == [
        date(2026, 12, 30), date(2026, 12, 30), date(2027, 9, 30), date(2027, 12, 30), date(2027, 1, 6),
    ]  # fmt: skip
    assert january.read("30 dec") == date(2027, 12, 30), "one end of a span"
    assert [january.read("25 dec", name) for name in ("holiday", "from_day", "effective_from")] == [
        date(2027, 12, 25)
    ] * 3
    assert [autumn.read("2 feb", name) for name in ("day", "from_day")] == [date(2026, 2, 2)] * 2


@pytest.mark.parametrize(("text", "order"), [("7/3", "ask"), ("25/3", "month_first"), ("3/25", "day_first")])
def test_a_question_about_the_order_says_where_it_is_set(text: str, order: DateOrder) -> None:
    with pytest.raises(Ambiguous) as asked:
        parse_date(text, FRIDAY, order)
    assert asked.value.reason.endswith("Setup, Department says which comes first")


def test_date_keys_move_by_days_and_months_and_keep_to_the_month() -> None:
    assert step_date(date(2026, 1, 31), "]") == date(2026, 2, 28)
    assert step_date(date(2026, 3, 31), "[") == date(2026, 2, 28)
    assert step_date(date(2026, 12, 31), "+") == date(2027, 1, 1)
    assert step_date(FRIDAY, "x") == FRIDAY


@given(st.integers(0, 1_000_000))
def test_what_is_written_as_a_count_reads_back(value: int) -> None:
    assert parse_count(formats.typed(value)) == value


@given(st.floats(0, 1e9, allow_nan=False))
def test_what_is_written_as_a_number_reads_back_or_asks(value: float) -> None:
    try:
        assert parse_number(formats.typed(value)) == value
    except Ambiguous as asked:
        assert value in [choice for _, choice in asked.choices]


@given(st.dates(date(1999, 1, 1), date(2040, 12, 31)), st.sampled_from(["month_first", "day_first", "ask"]))
def test_an_iso_date_is_the_day_as_typed_whatever_the_order(day: date, order: DateOrder) -> None:
    assert parse_date(day.isoformat(), FRIDAY, order) == day
    assert parse_date(formats.day(day), FRIDAY, order) == day


@given(st.text(max_size=12))
def test_any_text_is_a_value_nothing_or_a_refusal(text: str) -> None:
    for read in (parse_count, parse_number, parse_hours, parse_percent, lambda words: parse_date(words, FRIDAY)):
        try:
            value = read(text)
        except Refused as refused:
            assert refused.reason
        else:
            assert value is not None or not text.strip()


@pytest.mark.parametrize(
    "read", [parse_count, parse_number, parse_hours, parse_percent, lambda t: parse_date(t, FRIDAY)]
)
@pytest.mark.parametrize("text", ["1\n2", "1\r\n2", "1\u20282", "3 jul\nx"])
def test_a_text_of_two_lines_is_refused_in_one(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text)
    assert len(refused.value.reason.splitlines()) == 1 and "↵" in refused.value.reason


@given(st.integers(0, 24 * 60))
def test_clock_times_are_exact(minutes: int) -> None:
    assert parse_hours(f"{minutes // 60}:{minutes % 60:02d}") == minutes / 60
    assert timedelta(hours=minutes / 60) == timedelta(minutes=minutes)
