"""What was reopened and denied, by hand."""

import pytest

from codedesk.metrics.quantities import given
from codedesk.metrics.reworks import (
    Reopened,
    ReworkCounts,
    days_to_resolve,
    denial_share,
    denied_dollars,
    money,
    rework_share,
)

ROWS = [
    Reopened(4, "internal", "coder", "corrected", 1, 7, days=2),
    Reopened(2, "denial", "coder", "upheld", 1, 7, at_stake=3_000.0, recovered=1_200.0, days=40),
    Reopened(3, "denial", "coder", "overturned", 2, 7, at_stake=5_000.0, recovered=5_000.0, days=60),
    Reopened(1, "claim_edit", "documentation", "corrected", None, 8, days=5),
    Reopened(2, "denial", "payer", "open", None, 8, at_stake=2_000.0),
]


def test_only_the_coders_error_is_rework_and_an_overturned_denial_is_none() -> None:
    counts = ReworkCounts.of(ROWS)
    assert (counts.charts, counts.overturned, counts.denials) == (12, 3, 7)
    assert counts.by_cause == {"coder": 6, "documentation": 1, "system": 0, "payer": 2}
    assert rework_share(counts, 400).value == 0.015  # 6 of 400
    assert denial_share(counts, 400).value == 0.0175  # 7 of 400


@pytest.mark.parametrize(("denied", "of", "share"), [(1_500, 7_500, 0.20), (12_000, 150_000, 0.08)])
def test_denial_rates_as_published(denied: int, of: int, share: float) -> None:
    """A practice that has 1,500 of 7,500 claims denied; a hospital with 12,000 of 150,000."""
    counts = ReworkCounts.of([Reopened(denied, "denial", "payer", "open", None, 1)])
    assert denial_share(counts, of).value == share


def test_a_denial_rate_in_dollars_as_published() -> None:
    """The American Academy of Family Physicians: $10,000 denied of $100,000 are 10 %."""
    rows = [Reopened(1, "denial", "payer", "open", None, 1, at_stake=10_000.0)]
    assert denied_dollars(rows, given("Revenue", 100_000.0, "$")).value == 0.1
    assert denied_dollars(rows[:0], given("Revenue", 1.0, "$")).text == "no amounts were logged"


def test_money_at_stake_adds_up_what_is_known() -> None:
    at_stake = money("At stake", [row.at_stake for row in ROWS])
    assert at_stake.value == 10_000.0
    assert at_stake.explanation.parts[0].value == "3 of 5 known"
    assert money("At stake", []).text == "no amounts were logged"


def test_the_days_to_resolve_are_a_median_and_say_what_is_open() -> None:
    made = days_to_resolve(ROWS)
    assert made.value == 22.5  # 2, 5, 40, 60
    assert made.explanation.remarks == ("1 still open, not among them",)
    assert days_to_resolve([]).text == "nothing was reopened"


def test_without_charts_coded_there_is_no_share() -> None:
    assert rework_share(ReworkCounts.of(ROWS), 0).text == "no charts were coded"
    assert rework_share(ReworkCounts.of(ROWS), None).text == "no charts coded belong to it alone"
