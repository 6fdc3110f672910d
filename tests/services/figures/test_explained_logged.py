"""What is told of departments that log day by day, with hours of each work type or only of the day."""

import pytest

from tests.simulated.departments import Kind
from tests.simulated.logged import Team, line
from tests.thorough import times


@pytest.mark.parametrize("split", [True, False])
@pytest.mark.parametrize("kind", ["go_live", "work_type", "mix"])
def test_what_the_process_did_is_told_of_it(kind: Kind, split: bool) -> None:
    """Where hours are not split, a work type that all do a little of cannot always be told from the team."""
    found = line(kind, 10, Team(split=split))
    assert found.right >= 0.9
    assert found.blamed <= 0.1


def test_one_of_eighteen_is_asked_about_and_hardly_anybody_else_whatever_stands_in_the_calendar() -> None:
    found = line("one", times(20), Team(coders=18, midweek=2, events=6))
    assert found.right >= 0.95
    assert found.alarms <= 0.01
    assert found.team == 0


def test_a_go_live_of_eighteen_blames_hardly_anybody() -> None:
    found = line("go_live", times(10), Team(coders=18, midweek=2, events=6))
    assert found.right == found.team == 1
    assert found.blamed <= 0.05


def test_a_change_on_a_wednesday_is_one_of_the_team() -> None:
    found = line("go_live", 6, Team(coders=12, midweek=2))
    assert found.right == found.team == 1
    assert found.alarms <= 0.02
