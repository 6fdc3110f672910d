"""Axes are honest: they hold what is drawn, are the same for every coder, and name days and numbers people use."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from codedesk.charts import axes
from codedesk.metrics.figures import Paired
from codedesk.periods import Period
from tests.charts.made import Q3, accuracy, accuracy_trend, block, empty_block, pace, pace_trend


def test_a_quarter_names_every_second_monday() -> None:
    axis = axes.date_axis(Q3)
    assert axis.start == date(2026, 6, 29)
    assert axis.end == date(2026, 9, 30)
    named = [tick.label for tick in axis.ticks if tick.label]
    assert named == ["29 Jun", "13 Jul", "27 Jul", "10 Aug", "24 Aug", "7 Sep", "21 Sep"]


def test_a_month_names_every_monday() -> None:
    axis = axes.date_axis(Period(date(2026, 7, 1), date(2026, 7, 31)))
    assert [tick.label for tick in axis.ticks] == ["29 Jun", "6 Jul", "13 Jul", "20 Jul", "27 Jul"]


def test_a_year_names_its_quarters_and_years_stand_where_they_begin() -> None:
    axis = axes.date_axis(Period(date(2025, 10, 1), date(2026, 9, 30)))
    assert [tick.label for tick in axis.ticks if tick.label] == ["Oct 2025", "Jan 2026", "Apr", "Jul"]


def test_ten_years_name_the_years_alone() -> None:
    axis = axes.date_axis(Period(date(2016, 10, 1), date(2026, 9, 30)))
    assert [tick.label for tick in axis.ticks if tick.label] == [str(year) for year in range(2017, 2027)]


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 4000))
def test_no_axis_names_more_than_fits_and_all_names_lie_on_it(start: date, days: int) -> None:
    axis = axes.date_axis(Period(start, start + timedelta(days)))
    named = [tick for tick in axis.ticks if tick.label]
    assert len(named) <= 14
    assert all(axis.start <= tick.day <= axis.end for tick in axis.ticks)
    assert axis.start <= start <= axis.end


def test_pace_is_drawn_from_60_to_140_for_everybody() -> None:
    axis = axes.pace_axis([block(), empty_block()])
    assert (axis.low, axis.high) == (0.6, 1.4)
    assert [tick.label for tick in axis.ticks] == ["60", "80", "100", "120", "140"]


def test_one_coder_who_needs_more_room_widens_the_axis_of_all_up_to_160() -> None:
    slow, fast = block(trend=pace_trend([0.55, 0.9])), block(trend=pace_trend([1.0, 3.2]))
    axis = axes.pace_axis([slow, fast])
    assert (axis.low, axis.high) == (0.4, 1.6)
    assert axis.outside(3.2)
    assert not axis.outside(0.55)


def test_accuracy_starts_at_80_unless_an_interval_reaches_lower() -> None:
    usual = axes.accuracy_axis([block()])
    assert (usual.low, usual.high) == (0.8, 1.0)
    wide = block(audits=accuracy_trend((date(2026, 7, 22), 0.9, 0.62, 0.98)))
    assert axes.accuracy_axis([block(), wide]).low == 0.6


def test_the_standard_is_always_on_the_accuracy_axis() -> None:
    low = block(paired=Paired(pace(), accuracy(standard=0.75)))
    assert axes.accuracy_axis([low]).low == 0.7


@given(st.integers(0, 10**6))
def test_counts_end_at_a_round_number_that_holds_the_longest_bar(highest: int) -> None:
    top, ticks = axes.count_ticks(highest)
    assert top >= highest
    assert len(ticks) <= 6
    assert ticks[0].at == 0
    assert ticks[-1].at == top
