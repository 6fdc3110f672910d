"""Published figures: looked at beside a standard, never a default."""

from datetime import date

import pytest

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models.standards import BenchmarkDraft
from codedesk.periods import Period
from codedesk.services.figures.figures import team_figures
from codedesk.services.standards import benchmarks, standards

TODAY = date(2026, 10, 5)
DRAFT = BenchmarkDraft(work_type_id=1, source="A journal, 12(3)", year=2012, pace_low=24.0, pace_unit="per_day")


def added(desk: Desk, draft: BenchmarkDraft) -> benchmarks.BenchmarkRow:
    """Store a figure and return it as it is listed."""
    number = desk.write("Add", benchmarks.BENCHMARKS.add, draft)
    return next(row for row in desk.read(benchmarks.benchmarks, draft.work_type_id or 1) if row.id == number)


@pytest.mark.parametrize(
    ("stated", "words", "rates"),
    [
        ({}, "24 per day of 8 h", (3.0,)),
        ({"pace_low": 3.5, "pace_high": 3.75, "pace_unit": "per_hour"}, "3.5 to 3.75 per hour", (3.5, 3.75)),
        ({"pace_low": 15.0, "pace_high": 20.0, "pace_unit": "minutes_per_chart"}, "15 to 20 minutes per chart", (3, 4)),
        ({"pace_low": 100.0, "pace_unit": "per_week", "hours_per_day": 7.5}, "100 per week of 37.5 h", (100 / 37.5,)),
        ({"pace_low": 12.0, "pace_unit": "units_per_hour"}, "12 units per hour", ()),
    ],
)
def test_a_figure_is_said_as_published_with_the_rate_that_follows(
    sample: Desk, stated: dict[str, object], words: str, rates: tuple[float, ...]
) -> None:
    row = added(sample, DRAFT.but(**stated))
    assert row.statement == words
    assert row.rates == pytest.approx(rates)
    assert row in sample.read(benchmarks.benchmarks, 1)
    assert row not in sample.read(benchmarks.benchmarks, 2)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"source": "  "}, "source"),
        ({"year": 12}, "year"),
        ({"pace_low": 0.0}, "pace_low"),
        ({"pace_high": 20.0}, "pace_high"),
        ({"basis": "guess"}, "basis"),
        ({"accuracy": 101.0}, "accuracy"),
        ({"hours_per_day": 25.0}, "hours_per_day"),
        ({"work_type_id": 99}, "work_type_id"),
        ({"pace_unit": "per_moon"}, "pace_unit"),
    ],
)
def test_what_cannot_be_right_is_refused(sample: Desk, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        sample.write("Add", benchmarks.BENCHMARKS.add, DRAFT.but(**wrong))
    assert refused.value.field == field


def test_listing_published_figures_changes_no_standard_and_no_figure(sample: Desk) -> None:
    quarter = Period(date(2026, 7, 1), date(2026, 9, 30))
    before = sample.read(standards.work_types, TODAY), sample.read(team_figures, quarter, None, TODAY)
    assert sample.write("List", benchmarks.add_published, 1) == len(benchmarks.PUBLISHED)
    assert sample.write("List", benchmarks.add_published, 1) == 0
    assert (sample.read(standards.work_types, TODAY), sample.read(team_figures, quarter, None, TODAY)) == before


def test_every_figure_that_comes_with_the_program_names_source_year_and_says_that_it_is_not_of_a_stated_basis() -> None:
    for draft in benchmarks.PUBLISHED:
        assert draft.work_type_id is None
        assert draft.basis == "not_stated"
        assert str(draft.year) in draft.source


def test_a_voided_figure_is_gone_and_needs_a_reason(sample: Desk) -> None:
    before = sample.read(benchmarks.benchmarks, 1)
    row = added(sample, DRAFT)
    with pytest.raises(Refused, match="say why"):
        sample.write("Void", benchmarks.BENCHMARKS.void, row.id, " ")
    sample.write("Void", benchmarks.BENCHMARKS.void, row.id, "of another country")
    assert sample.read(benchmarks.benchmarks, 1) == before
