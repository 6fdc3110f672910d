"""The floor of coverage names tests that are there: a file that moved would else silently not be watched."""

import pytest

from tests.floor import FLOORS, NEAREST, TESTS, TOO_OFTEN


@pytest.mark.parametrize("place", [*NEAREST, *TOO_OFTEN])
def test_a_place_holds_tests(place: str) -> None:
    file, _, test = place.partition("::")
    found = list(TESTS.glob(f"{file}*"))
    assert found and (not test or f"def {test}" in found[0].read_text(encoding="utf-8")), place


@pytest.mark.parametrize("place", TOO_OFTEN)
def test_only_what_is_near_has_to_be_left_out(place: str) -> None:
    assert place.startswith(NEAREST)


@pytest.mark.parametrize("floor", FLOORS)
def test_a_floor_is_a_folder_of_the_program_with_tests_of_its_own(floor: str) -> None:
    assert (TESTS.parent / "codedesk" / floor).is_dir()
    assert f"{floor}/" in NEAREST
