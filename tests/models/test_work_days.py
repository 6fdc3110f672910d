"""What the kinds of other time mean: by hand, once, for everything that asks them."""

from codedesk.models.work_days import OtherTimeKind, WorkLine
from codedesk.services.days.rules import BOUNDS


def test_each_kind_says_what_it_does_to_the_hours_of_the_pace() -> None:
    assert {kind.value: (kind.paid, kind.leaves_the_hours) for kind in OtherTimeKind} == {
        "excused": (True, True),
        "counted": (True, False),
        "absence": (False, False),
    }
    assert OtherTimeKind.unpaid() == (OtherTimeKind.ABSENCE,)
    assert OtherTimeKind("excused").effect == "leaves the hours"


def test_a_cell_and_a_file_have_the_bounds_of_the_table() -> None:
    assert (BOUNDS["charts"].low, BOUNDS["charts"].high) == (0, 1_000_000)
    assert (BOUNDS["weight"].low, BOUNDS["weight"].high, BOUNDS["weight"].above) == (0, 100, True)
    assert all((BOUNDS[name].low, BOUNDS[name].high) == (0, 24) for name in ("paid_hours", "hours", "other_hours"))
    assert WorkLine.bounds_of("charts") is BOUNDS["charts"]
