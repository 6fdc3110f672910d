"""A baseline is the first 26 usable weeks, is locked, and begins anew only where it is said or a long run shows it."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.charts.findings import baseline_words
from codedesk.metrics.baselines import Base, Cut, bases
from codedesk.metrics.figures import Trend
from codedesk.metrics.histories import History, RowWeeks
from codedesk.metrics.pace_marks import Explains
from codedesk.metrics.pace_trends import Drawing, PaceChart, parted, why_words
from codedesk.metrics.pace_trends import drawn as drawn_at_once
from codedesk.metrics.standards import Standards
from codedesk.metrics.week_sums import Cells

MONDAY = date(2024, 1, 1)
FULL = 40.0


def found(values: Sequence[float | None], cuts: Sequence[Cut] = (), learning: Sequence[int] = ()) -> tuple[Base, ...]:
    on_ramp = np.zeros(len(values), np.bool_)
    on_ramp[list(learning)] = True
    return bases(np.array([np.nan if value is None else value for value in values]), on_ramp, cuts)


def around(level: float, weeks: int) -> list[float]:
    """Weeks in turn above and below a level, which is their mean over every two of them."""
    return [level + (0.05 if week % 2 else -0.05) for week in range(weeks)]


def test_the_baseline_is_the_first_26_weeks_that_have_a_point() -> None:
    values: list[float | None] = [None, None, *around(1.0, 10), None, *around(1.0, 30)]
    assert found(values) == (Base(2, (*range(2, 12), *range(13, 29))),)


def test_fewer_weeks_are_all_there_are() -> None:
    assert found(around(1.0, 7)) == (Base(0, tuple(range(7))),)
    assert found([None, None]) == (Base(0, ()),)


def test_a_cut_begins_anew_with_its_week_and_its_reason() -> None:
    first, second = found(around(1.0, 40), [Cut(30, "“new system”")])
    assert first.rows == tuple(range(26))
    assert (second.since, second.rows, second.why) == (30, tuple(range(30, 40)), "“new system”")


@pytest.mark.parametrize("week", [0, 2, 40, 41])
def test_a_cut_with_the_first_week_or_before_it_or_after_the_last_opens_nothing(week: int) -> None:
    assert len(found([None, None, *around(1.0, 38)], [Cut(week, "“new system”")])) == 1


@pytest.mark.parametrize("week", [3, 39])
def test_a_cut_in_the_second_week_or_the_last_opens_anew(week: int) -> None:
    assert [base.since for base in found([None, None, *around(1.0, 38)], [Cut(week, "why")])] == [2, week]


def test_twenty_six_weeks_in_a_row_on_one_side_begin_anew_and_are_the_baseline() -> None:
    assert len(found([*around(1.0, 26), *around(0.8, 25)])) == 1
    first, second = found([*around(1.0, 26), *around(0.8, 30)])
    assert first.rows == tuple(range(26))
    assert second == Base(52, tuple(range(26, 52)), run=True, above=False)
    assert found([*around(1.0, 26), *around(1.2, 30)])[1].above


def test_one_week_on_the_other_side_breaks_the_run() -> None:
    values = [*around(1.0, 26), *around(0.8, 20), 1.1, *around(0.8, 20)]
    assert len(found(values)) == 1


def test_a_gap_does_not_break_the_run() -> None:
    values: list[float | None] = [*around(1.0, 26), *around(0.8, 13), None, *around(0.8, 13)]
    assert found(values)[1].rows == (*range(26, 39), *range(40, 53))


def test_it_is_said_why_limits_began_anew() -> None:
    mondays = [MONDAY + timedelta(7 * week) for week in range(60)]
    above, below = (Base(40, tuple(range(10, 36)), run=True, above=way) for way in (True, False))
    assert why_words(above, mondays) == "26 weeks in a row above the mean, to the week of 2 Sep 2024"
    assert why_words(below, mondays) == "26 weeks in a row below the mean, to the week of 2 Sep 2024"
    assert (why_words(Base(0, (0, 1)), mondays), why_words(Base(9, (9,), "“Moved”"), mondays)) == ("", "“Moved”")


def test_a_learner_s_weeks_begin_nothing_anew() -> None:
    values = [*around(0.5, 26), *around(0.9, 40)]
    assert len(found(values, learning=range(26))) == 1
    assert len(found(values)) == 2


VALUES = st.lists(st.one_of(st.none(), st.sampled_from([0.7, 0.8, 0.9, 1.0, 1.1, 1.2])), min_size=1, max_size=120)
CUTS = st.lists(st.integers(0, 119), max_size=3, unique=True)


@given(VALUES, st.integers(1, 120), CUTS)
def test_no_later_week_changes_what_held_before(values: list[float | None], known: int, at: list[int]) -> None:
    known = min(known, len(values))
    cuts = [Cut(week, "why") for week in at]
    whole, earlier = found(values, cuts), found(values[:known], cuts)
    there = [week for week in range(known) if values[week] is not None]
    for week in there:
        now = [base for base in whole if base.since <= week][-1]
        then = [base for base in earlier if base.since <= week][-1]
        assert now.since == then.since
        assert tuple(row for row in now.rows if row < known) == then.rows


def chart(
    values: Sequence[float | None],
    hours: Sequence[float] | None = None,
    rates: Sequence[tuple[int, float]] = ((0, 2.0),),
    since: Sequence[Base] | None = None,
    learning: Sequence[int] = (),
) -> PaceChart:
    """Make the chart of one coder who does one work type: pace as it is measured by the standards of each week."""
    hours = hours or [FULL] * len(values)
    first = (MONDAY - date(1970, 1, 1)).days
    days = np.array([first + 7 * week for week, _ in rates])
    count = len(rates)
    standards = Standards(
        np.zeros(count, np.int64), days, np.array([rate for _, rate in rates]), np.zeros(count, np.bool_),
        np.full(count, 0.95), tuple(f"{rate} per hour" for _, rate in rates),
    )  # fmt: skip
    weeks = np.arange(len(values))
    there = np.array([value is not None for value in values])
    net = np.array(hours)
    row = np.searchsorted([week for week, _ in rates], weeks, side="right") - 1
    earned = np.array([0.0 if value is None else value for value in values]) * net
    on_ramp = np.zeros(len(values), np.bool_)
    on_ramp[list(learning)] = True
    only = RowWeeks(net, there, on_ramp, Cells(weeks[there], row[there], earned[there]), earned[there])
    mondays = tuple(MONDAY + timedelta(7 * week) for week in range(len(values)))
    history = History(mondays, 1, standards, lambda _: only)
    own = tuple(since) if since else bases(history.pace(0), on_ramp, ())
    return PaceChart(history, 0, own, len(values))


def drawn(made: PaceChart, first: int, explains: Sequence[Explains] = (), standard: float | None = 1.0) -> Trend:
    weeks = made.behind(0, len(made.history.mondays))
    return made.trend(weeks[first:], weeks[max(0, first - 39) : first], standard, explains)


# D. C. Montgomery, Introduction to Statistical Quality Control, chapter 6: viscosity of 15 batches of aircraft primer
# paint; printed mean 33.52, mean moving range 0.48, limits 32.24 and 34.80.
VISCOSITY = (
    33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84,
)  # fmt: skip


def test_full_weeks_have_the_printed_limits_of_a_published_chart() -> None:
    trend = drawn(chart([value / 33 for value in VISCOSITY]), 0)
    assert trend.centre is not None
    assert trend.lower is not None
    assert trend.upper is not None
    assert f"{trend.centre * 33:.2f}" == "33.52"
    assert (f"{trend.lower * 33:.2f}", f"{trend.upper * 33:.2f}") == ("32.24", "34.80")
    assert {(point.lower, point.upper) for point in trend.points} == {(trend.lower, trend.upper)}
    assert {point.signal for point in trend.points} == {None}


class Kept:
    """Keeps everything; made: how often something was made."""

    def __init__(self) -> None:
        self.made = 0
        self._held: dict[Hashable, object] = {}

    def __contains__(self, made_from: Hashable) -> bool:
        return made_from in self._held

    def get(self, made_from: Hashable, make: Callable[[], object]) -> object:
        if made_from not in self._held:
            self.made += 1
            self._held[made_from] = make()
        return self._held[made_from]


def test_what_a_chart_shows_of_baselines_that_are_over_is_made_once_until_their_weeks_change() -> None:
    keep = Kept()
    before, after = around(1.0, 30), around(1.3, 30)
    changes = (
        ((*before, *after), 2),  # the points and the limits of the first 30 weeks
        ((*before, *after[:-1], 0.5), 0),
        ((*before[:-1], 0.5, *after), 2),
    )
    for values, anew in changes:
        keep.made = 0
        own = bases(np.array(values), np.zeros(60, np.bool_), [Cut(30, "moved")])
        assert [base.since for base in own] == [0, 30]
        plain = chart(values, since=own)
        assert drawn(replace(plain, keep=keep), 0) == drawn(plain, 0)
        assert keep.made == anew


def test_charts_drawn_together_say_what_each_says_alone() -> None:
    """No rule looks from one chart to the next: six weeks above the mean end one, and a seventh begins the next."""
    usual = around(1.0, 26)
    moved = [*usual, *around(1.3, 10)]
    charts = [
        chart([*usual, *[1.04] * 5]),
        chart([1.04, *usual, 1.6]),
        chart([1.0] * 5),
        chart([*usual, *[1.04] * 7, 0.2, None, 1.0], learning=range(28, 30)),
        chart(moved, since=bases(np.array(moved), np.zeros(36, np.bool_), [Cut(26, "moved")])),
        chart([*usual, *[1.02] * 7], [FULL] * 30 + [10.0] * 3),
    ]
    event = Explains(MONDAY + timedelta(7), None, True, "an event")
    asked = []
    for each in charts:
        weeks, first = each.behind(0, len(each.history.mondays)), len(each.history.mondays) // 2
        explains = (event,) if each is charts[3] else ()
        asked.append(Drawing(each, weeks[first:], weeks[max(0, first - 3) : first], 1.0, explains))
    together = drawn_at_once(asked)
    assert together == [drawn_at_once([each])[0] for each in asked]
    marked = [[point.signal for point in each.points if point.signal] for each in together]
    assert marked[:3] == [[], ["outside"], []]
    assert {point.explained for point in together[3].points} == {"", "an event"}
    assert len(together[4].stretches) == 2


def test_limits_rest_on_the_baseline_alone() -> None:
    values = [*around(1.0, 26), *around(1.02, 20)]
    trend = drawn(chart(values), 30)
    moving = sum(abs(after - before) for before, after in pairwise(values[:26])) / 25
    assert trend.limits_from == 26
    assert trend.centre == pytest.approx(sum(values[:26]) / 26)
    assert trend.upper == pytest.approx(sum(values[:26]) / 26 + 2.66 * moving)
    assert trend.baseline is not None
    assert (trend.baseline.locked, trend.baseline.first) == (True, MONDAY)
    assert trend.baseline.values == pytest.approx(values[:26])


@pytest.mark.parametrize(
    ("hours", "wider"), [(40.0, 1.0), (50.0, 1.0), (30.0, 1.0), (29.0, (40 / 29) ** 0.5), (10.0, 2.0)]
)
def test_a_week_of_few_hours_has_wider_limits(hours: float, wider: float) -> None:
    trend = drawn(chart([*around(1.0, 26), 1.0], [FULL] * 26 + [hours]), 20)
    plain, last = trend.points[0], trend.points[-1]
    assert plain.upper is not None
    assert last.upper is not None
    assert last.lower is not None
    assert last.upper - 1.0 == pytest.approx((plain.upper - 1.0) * wider)
    assert 1.0 - last.lower == pytest.approx(last.upper - 1.0)


def test_a_week_is_outside_only_its_own_limits() -> None:
    values = [*around(1.0, 26), 1.3, 1.0, 1.3]
    trend = drawn(chart(values, [FULL] * 26 + [FULL, FULL, 20.0]), 20)
    # half width 2.66 × 0.1; of 20 hours × √2: 0.376
    assert [point.signal for point in trend.points[-3:]] == ["outside", None, None]


@pytest.mark.parametrize(("off", "signal"), [(9e-7, None), (2e-6, "outside"), (-2e-6, "outside")])
def test_where_the_baseline_never_varies_all_but_dust_is_outside(off: float, signal: str | None) -> None:
    assert drawn(chart([1.0] * 26 + [1.0 + off]), 20).points[-1].signal == signal


def test_a_run_is_seen_across_the_edge_of_the_period() -> None:
    values = [*around(1.0, 26), *[1.06] * 7]
    assert [point.signal for point in drawn(chart(values), 30).points] == ["run"] * 3


def test_a_new_standard_is_no_signal_the_same_weeks_are_read_by_it() -> None:
    # 2 an hour, then 1.97: the same work reads 1.5 % higher from then on.
    values = [*around(1.0, 30), *[value * 2 / 1.97 for value in around(1.0, 20)]]
    trend = drawn(chart(values, rates=((0, 2.0), (30, 1.97))), 20)
    before, after = trend.points[0], trend.points[-1]
    assert (before.centre, after.centre) == (pytest.approx(1.0), pytest.approx(2 / 1.97))
    assert {point.signal for point in trend.points} == {None}
    assert [stretch.since for stretch in trend.stretches] == [MONDAY, MONDAY + timedelta(7 * 30)]
    assert trend.baseline is not None
    assert trend.baseline.read_by == MONDAY + timedelta(7 * 30)
    assert trend.baseline.values == pytest.approx([value * 2 / 1.97 for value in values[:26]])


def test_what_the_process_explains_is_told_and_only_the_same_way() -> None:
    values = [*around(1.0, 26), 0.6, 0.6, 1.4, 1.0, 0.6]
    slow = Explains(MONDAY + timedelta(7 * 26), MONDAY + timedelta(7 * 28), False, "with the whole team")
    points = drawn(chart(values), 26, [slow]).points
    assert [point.signal for point in points] == ["outside", "outside", "outside", None, "outside"]
    assert [point.explained for point in points] == ["with the whole team"] * 2 + [""] * 3


def test_a_run_that_is_none_without_its_explained_weeks_is_explained_as_a_whole() -> None:
    values = [*around(1.0, 26), *[0.9] * 8]
    slow = Explains(MONDAY + timedelta(7 * 26), MONDAY + timedelta(7 * 29), False, "with the whole team")
    assert {point.explained for point in drawn(chart(values), 26, [slow]).points} == {"with the whole team"}
    longer = drawn(chart([*values, *[0.9] * 4]), 26, [slow]).points
    assert [bool(point.explained) for point in longer] == [True] * 4 + [False] * 8


def test_what_lies_in_the_baseline_itself_explains_nothing_after_it() -> None:
    values = [*around(1.0, 26), 0.6]
    old = Explains(MONDAY, None, False, "with the whole team")
    assert drawn(chart(values), 20, [old]).points[-1].explained == ""


def test_weeks_marked_the_other_way_take_back_that_the_standard_will_be_met() -> None:
    assert drawn(chart(around(1.0, 40)), 30, standard=0.8).assurance == "may"
    assert drawn(chart(around(1.0, 40)), 30, standard=0.7).assurance == "will"
    assert drawn(chart([*around(1.0, 39), 0.6]), 30, standard=0.7).assurance == "may"
    assert drawn(chart([*around(1.0, 39), 1.4]), 30, standard=0.7).assurance == "will"


def test_without_limits_or_a_standard_nothing_is_said_of_whether_it_is_met() -> None:
    assert drawn(chart(around(1.0, 40)), 30, standard=None).assurance is None
    assert drawn(chart(around(1.0, 11)), 0, standard=0.7).assurance is None
    assert drawn(chart(around(1.0, 40)), 30, standard=1.3).assurance == "will_not"
    assert drawn(chart([*around(1.0, 39), 1.4]), 30, standard=1.3).assurance == "may"


def test_a_week_cut_by_a_period_says_which_days_are_in_it() -> None:
    monday = date(2026, 9, 28)
    assert parted(monday, date(2026, 7, 1), date(2026, 9, 30)) == (0.6, "28–30 Sep 2026")
    assert parted(monday, date(2026, 10, 1), date(2026, 12, 31)) == (0.4, "1–2 Oct 2026")
    assert parted(monday, date(2026, 9, 1), date(2026, 10, 2)) == (1.0, "")
    assert parted(monday, date(2026, 10, 3), date(2026, 12, 31)) == (0.0, "3–4 Oct 2026")


def test_what_is_read_again_by_a_new_standard_began_where_it_began() -> None:
    """Limits that a marked event began anew, and a standard that barely moves the pace after it."""
    values = [*around(1.0, 26), *around(0.8, 40)]
    since = Base(0, tuple(range(26))), Base(26, tuple(range(26, 52)), "“The new encoder”")
    trend = drawn(chart(values, rates=((0, 5.0), (60, 5.05)), since=since), 55)
    _, first, second = trend.stretches
    assert first.baseline is not None
    assert second.baseline is not None
    assert (first.baseline.begun, first.baseline.read_by) == (MONDAY + timedelta(7 * 26), None)
    assert (second.baseline.begun, second.baseline.read_by) == (MONDAY + timedelta(7 * 26), MONDAY + timedelta(7 * 60))
    assert (second.since, second.why) == (MONDAY + timedelta(7 * 60), "“The new encoder”")
    assert "read by the standards from 24 Feb 2025; begun anew on 1 Jul 2024: “The new encoder”" in baseline_words(
        trend
    )
