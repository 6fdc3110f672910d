"""The short keys that findings are typed by: never alike, whatever the department calls its lists."""

from hypothesis import given
from hypothesis import strategies as st

from codedesk.services.audits import lists as audits_lists


def test_short_keys_are_never_alike() -> None:
    names = ["DRG", "Discharge disposition", "DRG", "Documentation", "Modifier", "Units", "…", "!"]
    keys = list(audits_lists.short_keys(dict.fromkeys(names)).values())
    assert len(set(keys)) == len(keys) == 7
    assert all(keys)


@given(st.lists(st.text(max_size=30), unique=True, max_size=40))
def test_every_name_gets_a_key_of_its_own(names: list[str]) -> None:
    keys = audits_lists.short_keys(names)
    assert set(keys) == set(names)
    assert len(set(keys.values())) == len(names)
    assert all(key and " " not in key for key in keys.values())
