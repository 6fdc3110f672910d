"""Changes of accuracy in words, by hand: for how long they are told, what may explain them, and what is asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from codedesk.metrics.accuracy_changes import AccuracyChange
from codedesk.metrics.accuracy_words import DatedChange, candidates, in_period, signal
from codedesk.metrics.signals import Cause
from tests.metrics.audited import day_number
from tests.metrics.test_audit_points import made

FIRST = date(2026, 7, 6)
LOWER = AccuracyChange("team", None, None, None, 0, None, -0.0512, -0.081, -0.0234, (4, 6))


def told(change: AccuracyChange = LOWER, until: int | None = None, *found: str) -> DatedChange:
    return DatedChange(change, FIRST, None if until is None else FIRST + timedelta(until), found)


def test_a_change_of_many_is_the_process_s() -> None:
    one = signal(told(), "The team as a whole")
    assert one.text == (
        "The team as a whole: accuracy 5.1 points lower (2.3 to 8.1 points) since the audit of 6 Jul 2026, seen in 4 "
        "of 6 coders – what changed in the work?"
    )
    assert (one.kind, one.measure, one.mark, one.level) == ("process", "accuracy", "shift", "team")
    assert (one.since, one.until, one.size, one.low, one.high) == (FIRST, None, -0.0512, -0.081, -0.0234)
    assert (one.candidates, one.coder_id, one.work_type_id) == ((), None, None)


def test_what_may_explain_it_is_looked_at_first() -> None:
    one = signal(told(LOWER, None, "New encoder (1 Jul 2026)", "Late summaries (2 Jul 2026)"), "The team as a whole")
    assert one.text.endswith("– look at the process first: New encoder (1 Jul 2026); Late summaries (2 Jul 2026)")
    assert one.candidates == ("New encoder (1 Jul 2026)", "Late summaries (2 Jul 2026)")


def test_one_coder_is_asked_and_is_not_where_something_explains_it() -> None:
    own = replace(LOWER, level="coder", coder=2, size=0.04, low=0.01, high=0.07)
    asked = signal(told(own), "Ana Diaz", 7, 3)
    assert asked.text == (
        "Ana Diaz: accuracy 4.0 points higher (1.0 to 7.0 points) since the audit of 6 Jul 2026 – has something "
        "changed in the work?"
    )
    assert (asked.kind, asked.coder_id, asked.work_type_id) == ("individual", 7, 3)
    assert signal(told(own, None, "Moved (1 Jul 2026)"), "Ana Diaz").kind == "process"


def test_a_new_auditor_is_told_of_the_auditors() -> None:
    one = signal(told(replace(LOWER, level="auditor", auditor=1), None, "New encoder"), "Audits by Ruth")
    assert one.text == (
        "Audits by Ruth: accuracy 5.1 points lower (2.3 to 8.1 points) than others find with the same coders since the "
        "audit of 6 Jul 2026, seen in 4 of 6 coders – look at the process first: is the same rule read in the same way?"
    )
    assert one.kind == "process"


def test_it_says_in_which_audits() -> None:
    assert "points) in the audit of 6 Jul 2026, seen" in signal(told(LOWER, 0), "The team").text
    later = signal(told(LOWER, 10), "The team")
    assert "points) in the audits of 6 Jul 2026 to 16 Jul 2026, seen" in later.text
    assert later.until == date(2026, 7, 16)


@pytest.mark.parametrize(("after", "seen"), [(-30, True), (0, True), (7 * 39, True), (7 * 39 + 1, False)])
def test_what_lasts_is_told_for_three_quarters(after: int, seen: bool) -> None:
    points = made([0.9] * 3, [50] * 3, day=[day_number(FIRST) + day for day in (0, 30, 60)])
    assert len(in_period([LOWER], points, FIRST + timedelta(after))) == seen


@pytest.mark.parametrize(("after", "seen"), [(-400, True), (30, True), (31, False)])
def test_what_is_over_is_told_until_it_ends(after: int, seen: bool) -> None:
    points = made([0.9] * 3, [50] * 3, day=[day_number(FIRST) + day for day in (0, 30, 60)])
    found = in_period([replace(LOWER, last=1)], points, FIRST + timedelta(after))
    assert found == ((DatedChange(replace(LOWER, last=1), FIRST, FIRST + timedelta(30)),) if seen else ())


def explains(kind: str, begins: int, ends: int | None = None, size: float = -0.05) -> bool:
    """Tell whether a cause from some day to another, from the first audit on, may explain a change."""
    until = None if ends is None else FIRST + timedelta(ends)
    cause = Cause(FIRST + timedelta(begins), "New encoder", until=until, kind=kind)
    return bool([*candidates(told(replace(LOWER, size=size)), [cause])])


@pytest.mark.parametrize(
    ("begins", "ends", "lower", "higher"),
    [
        (0, None, True, False),  # begins with the first audit, or up to 91 days before it
        (1, None, False, False),
        (-91, None, True, False),
        (-92, None, False, False),
        (-200, 0, True, True),  # lasts until the first audit: and lets go with it
        (-200, -1, False, True),
        (-200, -91, False, True),
        (-200, -92, False, False),
        (-200, 1, True, False),
        (0, 0, True, True),
        (1, 5, False, False),
    ],
)  # fmt: skip
def test_what_lowers_explains_a_fall_while_it_lasts_and_a_rise_when_it_is_over(
    begins: int, ends: int | None, lower: bool, higher: bool
) -> None:
    for kind in ("go_live", "downtime", "documentation"):
        assert (explains(kind, begins, ends), explains(kind, begins, ends, 0.05)) == (lower, higher)


@pytest.mark.parametrize(
    ("begins", "ends", "both"),
    [(0, None, True), (-92, None, False), (-200, 0, True), (-200, -91, True), (-200, -92, False), (1, 9, False)],
)
def test_any_other_event_may_explain_either_way_as_it_begins_lasts_or_ends(
    begins: int, ends: int | None, both: bool
) -> None:
    assert (explains("training", begins, ends), explains("training", begins, ends, 0.05)) == (both, both)


def test_causes_are_named_in_the_order_of_their_days() -> None:
    causes = [Cause(FIRST, "Second"), Cause(FIRST - timedelta(9), "First")]
    assert [*candidates(told(), causes)] == ["First (27 Jun 2026)", "Second (6 Jul 2026)"]
