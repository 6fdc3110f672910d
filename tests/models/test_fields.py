"""What a field says of itself: names that are kept clean, and the CHECKs of some fields in an order of one's own."""

from typing import Annotated

import pytest

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.models.fields import Draft, Fields, Number, Text, checks
from codedesk.models.words import word
from codedesk.services.reviews.inputs import fingerprint
from codedesk.words import Word


class Colour(Word):
    """What a tool is painted in."""

    RED = "red"
    DEEP_BLUE = "deep_blue"


class ToolFields(Fields):
    """A tool, as nothing but this test knows one."""

    name: Annotated[str, Text("a tool needs a name", 8, name=True)]
    note: str = ""
    colour: Colour = word(Colour.RED)
    weight: Annotated[float, Number(Bounds(0, 5, "kg"))] = 0.0


class ToolDraft(ToolFields, Draft):
    """A tool as typed."""


def test_a_name_is_kept_without_what_cannot_be_seen_in_it_and_a_note_as_it_was_typed() -> None:
    kept = ToolDraft(name=" big\u00a0 \u200bsaw ", note=" a  b ").kept()
    assert (kept["name"], kept["note"]) == ("big saw", "a  b")


@pytest.mark.parametrize(
    ("name", "reason"), [("\u200b \u00ad", "a tool needs a name"), ("x" * 9, "at most 8 characters")]
)
def test_a_name_is_measured_as_it_is_kept(name: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason) as refused:
        ToolDraft(name=name).check()
    assert refused.value.field == "name"
    ToolDraft(name="x" * 8 + " \u200b").check()


def test_the_checks_of_some_fields_come_in_the_order_asked_for() -> None:
    assert [made.name for made in checks(ToolFields)] == ["name_given", "colour_known", "weight_range"]
    assert [made.name for made in checks(ToolFields, "weight", "note", "colour")] == ["weight_range", "colour_known"]


def test_a_word_is_read_by_people_as_written_or_with_a_capital_and_spaces() -> None:
    assert Colour.choices() == (("Red", Colour.RED), ("Deep blue", Colour.DEEP_BLUE))


def test_a_word_is_the_same_as_its_text_in_what_a_fingerprint_is_made_of() -> None:
    assert fingerprint(("kind", Colour.DEEP_BLUE)) == fingerprint(("kind", "deep_blue"))
