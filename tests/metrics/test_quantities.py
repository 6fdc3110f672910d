"""Numbers that say how they are made: their words, their parts, and why one cannot be had."""

import pytest

from codedesk.metrics.figures import Part
from codedesk.metrics.quantities import Quantity, Unit, given, quantity, ratio, unknown


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (105.0, "h", "105 h"),
        (3.75, "days", "3.75 days"),
        (1.0, "days", "1 day"),
        (1.0, "charts", "1 chart"),
        (3.929705, "FTE", "3.93 FTE"),
        (0.2, "share", "20.0 %"),
        (4_200_000.0, "$", "$4,200,000.00"),
        (-12.5, "$", "−$12.50"),
        (1.5, "", "1.5"),
    ],
)
def test_a_number_is_written_with_its_unit(value: float, unit: Unit, words: str) -> None:
    assert given("What", value, unit).text.replace("\u00a0", " ") == words


def test_what_cannot_be_had_says_why_and_what_of_it_is_known() -> None:
    missing = unknown(
        "DNFB days", "dollars ÷ revenue a day", "days", "no dollars were logged", lambda: [Part("a", "1")]
    )
    assert (missing.value, missing.text) == (None, "no dollars were logged")
    assert missing.explanation.parts == (Part("a", "1"),)
    assert missing.explanation.remarks == ("No dollars were logged",)


def test_a_division_shows_both_sides_and_its_result() -> None:
    made = ratio("Days", "hours ÷ hours a day", given("Hours", 105.0, "h"), given("A day", 28.0, "h"), "days", "none")
    assert made.value == 3.75
    assert made.explanation.parts == (
        Part("Hours", "105 h", "as logged"),
        Part("A day", "28 h", "as logged"),
        Part("Result", "3.75 days"),
    )


def test_a_division_by_nothing_or_by_what_is_not_known_says_so() -> None:
    none, zero = given("A day", None, "h", why_not="no hours are planned"), given("A day", 0.0, "h")
    assert ratio("Days", "", given("Hours", 105.0, "h"), none, "days", "never").text == "no hours are planned"
    assert (
        ratio("Days", "", given("Hours", 105.0, "h"), zero, "days", "never at this rate").text == "never at this rate"
    )


def test_its_parts_are_made_when_they_are_looked_at() -> None:
    asked: list[int] = []

    def parts() -> list[Part]:
        asked.append(1)
        return []

    made: Quantity = quantity("What", "", 2.0, "h", parts)
    assert (made.value, asked) == (2.0, [])
    assert made.explanation.parts == (Part("Result", "2 h"),)
    assert asked == [1]
