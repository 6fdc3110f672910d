"""What holds charts up, by hand: a Pareto, and what one day less would free."""

from codedesk.metrics.holdups import Piece, freed_by_a_day, in_charts, in_hours, pareto
from codedesk.metrics.quantities import given


def test_a_pareto_puts_the_most_first_and_adds_up() -> None:
    made = pareto([("query", 20), ("document", 60), ("query", 10), ("edit", 10), ("system", 0)])
    assert made == (
        Piece("document", 60, 0.6, 0.6),
        Piece("query", 30, 0.3, 0.9),
        Piece("edit", 10, 0.1, 1.0),
    )
    assert pareto([("query", 0)]) == ()


def test_60_charts_held_up_to_12_days_are_five_fewer_when_each_is_held_a_day_less() -> None:
    made = freed_by_a_day(60, 12)
    assert made.value == 5.0
    assert in_hours("Hours", made, 2.0).value == 2.5


def test_what_came_today_frees_itself_and_no_more() -> None:
    assert freed_by_a_day(8, 0).value == 8.0


def test_without_an_age_or_a_standard_it_says_so() -> None:
    missing = freed_by_a_day(60, None)
    assert missing.text == "the age of the oldest was not logged"
    assert in_hours("Hours", missing, 2.0).text == "the age of the oldest was not logged"
    assert in_hours("Hours", freed_by_a_day(60, 12), None).text == "no standard is in force"


def test_hours_lost_are_charts_not_coded() -> None:
    assert in_charts("Charts", given("Meetings", 6.5, "h"), 4.0).value == 26.0
