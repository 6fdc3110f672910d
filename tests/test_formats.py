"""Numbers and dates as text: rounded half up, honest beside a threshold, never a third word for nothing."""

from datetime import date

import pytest

from codedesk import formats
from codedesk.metrics import explaining, rates

NB = formats.NO_BREAK


@pytest.mark.parametrize(
    ("value", "near", "text"),
    [
        (0.931372549, None, f"93.1{NB}%"),
        (1.0142857, None, f"101.4{NB}%"),
        (0.8125, None, f"81.3{NB}%"),
        (0.9496, 0.95, f"94.96{NB}%"),
        (0.94999, 0.95, f"94.999{NB}%"),
        (0.95, 0.95, f"95.0{NB}%"),
        (0.92, 0.95, f"92.0{NB}%"),
        (0.0, None, f"0.0{NB}%"),
        (None, None, "n/a"),
    ],
)
def test_a_fraction_as_per_cent(value: float | None, near: float | None, text: str) -> None:
    assert formats.percent(value, near) == text


def test_a_value_under_the_threshold_never_prints_as_the_threshold() -> None:
    for digits in range(4, 9):
        assert formats.percent(0.95 - 10**-digits, 0.95) != formats.percent(0.95, 0.95)


def test_nothing_zero_and_a_value_look_different() -> None:
    assert [formats.count(each) for each in (None, 0, 1234, -5)] == ["not entered", "0", "1,234", "−5"]
    assert [formats.hours(each) for each in (None, 0.0, 7.5, 0.25, 38.0)] == ["n/a", "0", "7.5", "0.25", "38"]
    assert [formats.money(each) for each in (None, 0, 650_000, -260_000)] == ["n/a", "0.00", "6,500.00", "−2,600.00"]


def test_differences_have_a_sign_unless_they_are_none() -> None:
    assert [formats.points(each) for each in (0.021, -0.004, 0.0001, -0.0001)] == [
        "+2.1 points", "−0.4 points", "0.0 points", "0.0 points",
    ]  # fmt: skip


def test_dates_are_the_same_words_on_every_system() -> None:
    friday = date(2026, 7, 3)
    assert formats.day(friday) == "3 Jul 2026"
    assert formats.full_day(friday) == "Friday, 3 Jul 2026"
    assert formats.typed(friday) == "3 Jul 2026"
    assert formats.day(None) == "not entered"


def test_amounts_agree_with_their_word() -> None:
    assert [formats.plural(each, "chart") for each in (0, 1, 1200)] == ["0 charts", "1 chart", "1,200 charts"]
    assert formats.plural(2, "entry", "entries") == "2 entries"


def test_an_interval_and_a_number_are_rounded_half_up() -> None:
    assert formats.interval(0.8882, 0.97849) == f"88.8–97.8{NB}%"
    assert formats.number(2.345) == "2.35"
    assert formats.number(1234.0) == "1,234"
    assert formats.fixed(12, 1) == "12.0"


def test_thousands_stand_apart_in_every_kind_of_number() -> None:
    assert formats.percent(14.952) == "1,495.2\u00a0%"
    assert formats.percent_number(9.9999999, 10.0) == "999.99999"
    assert formats.interval(9.5, 12.0) == "950.0–1,200.0\u00a0%"
    assert formats.points(-12.345) == "−1,234.5 points"
    assert (formats.number(1234.05), formats.fixed(-1234.5, 2), formats.count(-1234)) == (
        "1,234.05",
        "−1,234.50",
        "−1,234",
    )
    assert formats.money(-123456789) == "−1,234,567.89"
    assert explaining.number(12345.678912) == "12,345.6789"
    assert rates.stated(1200, "per_week", 8, "paid") == "1,200 per week of 40 paid hours"
