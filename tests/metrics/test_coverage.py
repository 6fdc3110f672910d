"""How often the interval of an accuracy holds the truth, in audits of which it is known."""

import pytest

from tests.simulated.coverage import AUDITS_BEFORE, WAYS, Cell, coverage, intervals, korn_graubard

# 1,500 audits: 94 % or more is seen as 92.6 % at least, with a chance of a hundredth
COUNT, AT_LEAST = 1500, 0.926


@pytest.mark.parametrize("before", AUDITS_BEFORE)
@pytest.mark.parametrize(("truth", "correlation"), [(0.85, 0.0), (0.85, 0.15), (0.95, 0.05), (0.98, 0.0), (0.98, 0.15)])
def test_an_audit_of_twenty_charts_holds_the_truth(truth: float, correlation: float, before: int) -> None:
    for way in WAYS:
        cell = Cell(20, truth, correlation, before, way)
        assert coverage(cell, intervals(cell, COUNT, shared=10)) >= AT_LEAST


def test_a_department_with_a_history_of_independent_codes_reads_narrower_intervals() -> None:
    few, many = (intervals(Cell(20, 0.95, 0.0, before), 300) for before in (0, 40))
    assert (many[1] - many[0]).mean() < 0.8 * (few[1] - few[0]).mean()
    assert coverage(Cell(20, 0.95, 0.0, 40), many) >= 0.93


def test_korn_and_graubard_s_interval_is_no_better_on_twenty_charts() -> None:
    cell = Cell(20, 0.95, 0.1, 40)
    assert coverage(cell, intervals(cell, 300)) >= coverage(cell, korn_graubard(cell, 300)) - 0.03
