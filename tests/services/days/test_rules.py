"""The rules of a day by themselves: 24 hours, the ends of what a cell may hold, what counts as not entered."""

from math import inf, nan

import pytest

from codedesk.errors import Refused
from codedesk.services.days.drafts import CellField, Value
from codedesk.services.days.rules import HOURS_PER_DAY, Excess, as_kept, check_value, overfull, says_nothing

MONDAY, TUESDAY = "Monday", "Tuesday"


def places(found: list[Excess]) -> list[int]:
    return [each.place for each in found]


def test_a_day_of_exactly_24_hours_is_full_and_a_minute_more_is_too_much() -> None:
    assert overfull(lines=[(MONDAY, 16.0, 0.0, 0), (MONDAY, 8.0, 0.0, 1)]) == []
    assert overfull(lines=[(MONDAY, 16.0, 0.0, 0), (MONDAY, 8.02, 0.0, 1)]) == [
        Excess(1, "that makes 24.02 h in the work lines, and a day has 24")
    ]


def test_tenths_that_add_up_to_24_are_not_more_than_24() -> None:
    assert sum([0.1] * 240) != HOURS_PER_DAY  # 24.000000000000302, as floats are
    assert overfull(lines=[(MONDAY, 0.1, 0.0, place) for place in range(240)]) == []


def test_hours_that_are_no_more_than_before_are_never_refused() -> None:
    # 20 h and 10 h are stored, from a time when nothing looked: whoever writes the 20 again, or makes them less, may
    for written in (20.0, 18.0, 14.5):
        assert overfull(lines=[(MONDAY, written, 20.0, 0), (MONDAY, 10.0, 10.0, None)]) == []
    assert places(overfull(lines=[(MONDAY, 20.5, 20.0, 0), (MONDAY, 10.0, 10.0, None)])) == [0]


def test_of_hours_written_together_only_those_that_grew_are_refused() -> None:
    # written in this order: 10 h where nothing was, then the 20 h that stood there already
    found = overfull(lines=[(MONDAY, 10.0, 0.0, 0), (MONDAY, 20.0, 20.0, 1)])
    assert found == [Excess(0, "that makes 30 h in the work lines, and a day has 24")]


def test_what_was_written_last_is_refused_first_until_the_rest_fits() -> None:
    written = [(MONDAY, 10.0, 0.0, 0), (MONDAY, 10.0, 0.0, 1), (MONDAY, 10.0, 0.0, 2), (MONDAY, 10.0, 0.0, 3)]
    found = overfull(lines=written)
    assert places(found) == [2, 3]  # 40 and 30 are too much, 20 fits
    assert [each.reason.split()[2] for each in found] == ["30", "40"]


def test_a_refused_change_goes_back_to_what_stood_there_before() -> None:
    # 12 + 12 fit. 13 in place of the first makes 25: refused, so its 12 stay, and the second may be written again
    assert places(overfull(lines=[(MONDAY, 12.0, 12.0, 0), (MONDAY, 13.0, 12.0, 1)])) == [1]


def test_every_day_is_looked_at_by_itself() -> None:
    lines = [(MONDAY, 20.0, 0.0, 0), (TUESDAY, 20.0, 0.0, 1), (MONDAY, 5.0, 0.0, 2), (TUESDAY, 4.0, 0.0, 3)]
    assert places(overfull(lines=lines)) == [2]


def test_absence_is_beside_paid_hours_and_beside_other_time_but_these_two_are_not_beside_each_other() -> None:
    paid, absence, other = (MONDAY, 16.0, 0.0, 0), (MONDAY, 8.0, 0.0, 1), (MONDAY, 16.0, 0.0, 2)
    assert overfull(paid=[paid], absence=[absence], other=[other]) == []
    more = (MONDAY, 16.5, 0.0, 2)
    assert overfull(paid=[paid], absence=[absence], other=[more]) == [
        Excess(2, "that makes 24.5 h of other time, and a day has 24")
    ]
    assert overfull(paid=[(MONDAY, 16.5, 0.0, 0)], absence=[absence]) == [
        Excess(1, "that makes 24.5 h of paid hours and absence, and a day has 24")
    ]


def test_absence_that_is_refused_leaves_its_room_to_other_time() -> None:
    found = overfull(paid=[(MONDAY, 20.0, 0.0, 0)], absence=[(MONDAY, 8.0, 2.0, 1)], other=[(MONDAY, 22.0, 0.0, 2)])
    assert places(found) == [1]  # the 2 h that stood there before stay, and 2 + 22 fit
    found = overfull(paid=[(MONDAY, 20.0, 0.0, 0)], absence=[(MONDAY, 8.0, 2.0, 1)], other=[(MONDAY, 22.5, 0.0, 2)])
    assert places(found) == [1, 2]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("paid_hours", 0), ("paid_hours", 24), ("other_hours", 24.0), ("hours", 0.25),
        ("charts", 0), ("charts", 1_000_000), ("weight", 0.01), ("weight", 100),
        ("note", "two\nlines"), ("day_note", ""), ("charts", None), ("weight", None),
    ],
)  # fmt: skip
def test_what_a_cell_may_hold_up_to_its_ends(field: CellField, value: Value) -> None:
    check_value(field, value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("paid_hours", -0.01), ("paid_hours", 24.01), ("other_hours", 25), ("hours", -1), ("hours", inf),
        ("charts", -1), ("charts", 1_000_001), ("charts", 7.5), ("charts", True), ("weight", 0), ("weight", 100.01),
        ("hours", nan), ("hours", "8"), ("note", 8), ("note", "a\0b"), ("note", "\ud800"), ("day_note", "\udfff"),
    ],
)  # fmt: skip
def test_what_a_cell_may_not_hold(field: CellField, value: Value) -> None:
    with pytest.raises(Refused) as refused:
        check_value(field, value)
    assert refused.value.field == field
    assert refused.value.reason


def test_letters_beside_those_that_no_file_can_keep_are_kept() -> None:
    check_value("note", "\ud7ff\ue000")


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("note", "", None), ("note", "x", "x"), ("weight", 1, None), ("weight", 1.5, 1.5), ("charts", 0, 0),
        ("hours", 1, 1.0), ("paid_hours", None, None),
    ],
)  # fmt: skip
def test_an_empty_text_and_the_usual_weight_are_not_entered(field: CellField, value: Value, kept: Value) -> None:
    found = as_kept(field, value)
    assert found == kept
    assert type(found) is type(kept)


def test_no_hours_are_kept_as_minus_nothing() -> None:
    assert str(as_kept("hours", -0.0)) == "0.0"


def test_a_line_says_nothing_only_where_nothing_of_it_is_entered() -> None:
    assert says_nothing(None, None, 1.0, "")
    for line in ((0, None, 1.0, ""), (None, 0.0, 1.0, ""), (None, None, 1.5, ""), (None, None, 1.0, "x")):
        assert not says_nothing(*line)
