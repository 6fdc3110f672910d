"""A form and a file refuse the same values with the same sentence, for every noun."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codedesk.desk import Desk
from tests.departments import new_department
from tests.rules import bad_audits, bad_events, bad_flow, bad_lists, bad_people, bad_standards
from tests.rules.both_ways import Tried, Values, by_file, by_form, team
from tests.thorough import times

TRIED: tuple[Tried, ...] = (
    *bad_events.TRIED,
    *bad_audits.TRIED,
    *bad_lists.TRIED,
    *bad_people.TRIED,
    *bad_standards.TRIED,
    *bad_flow.TRIED,
)
WRONG = [
    pytest.param(tried, changes, field, words, id=f"{tried.name} {field} {number}")
    for tried in TRIED
    for number, (changes, field, words) in enumerate(tried.wrong)
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path: Path = tmp_path_factory.mktemp("rules") / "team.codedesk"
    opened = team(new_department(path, "tests"))
    yield opened
    opened.close()


@pytest.mark.parametrize("tried", TRIED, ids=lambda tried: tried.name)
def test_what_is_right_is_taken_by_both(desk: Desk, tried: Tried) -> None:
    values = filled(tried, tried.right)
    assert by_form(desk, tried, values) == by_file(desk, tried, values) == {}


@pytest.mark.parametrize(("tried", "changes", "field", "words"), WRONG)
def test_what_is_wrong_is_refused_by_both_in_the_same_words(
    desk: Desk, tried: Tried, changes: Values, field: str, words: str
) -> None:
    values = filled(tried, tried.right | changes)
    said = by_form(desk, tried, values)
    assert list(said) == [field]
    assert words in said[field]
    assert plainly(by_file(desk, tried, values)[field]) == plainly(said[field])


@pytest.mark.parametrize("tried", TRIED, ids=lambda tried: tried.name)
@settings(max_examples=times(30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_drawn_values_get_the_same_answer_from_both(desk: Desk, tried: Tried, data: st.DataObject) -> None:
    values = data.draw(tried.drawn())
    form, file = by_form(desk, tried, values), by_file(desk, tried, values)
    assert bool(form) == bool(file)
    for field in form.keys() & file.keys():
        assert plainly(form[field]) == plainly(file[field])


def filled(tried: Tried, values: Values) -> Values:
    """Return the values with what a draft says where nothing is said."""
    described = tried.noun.draft.described()
    return {name: field.default for name, field in described.items() if not field.required} | values


def plainly(reason: str) -> str:
    """Return a sentence without the number in it as it was typed, which a file writes with or without its point."""
    return reason.partition(" (did you mean")[0].replace(".0”", "”").replace("\N{MINUS SIGN}", "-")
