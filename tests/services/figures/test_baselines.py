"""Limits that last: what a quarter's chart says, whichever quarter is looked at and whatever is entered later."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from codedesk import models
from codedesk.charts.findings import baseline_words, mark_of
from codedesk.metrics.figures import Trend
from codedesk.periods import Period, day_label, quarter
from codedesk.services.reviews.sentences import trend_sentence
from tests.services.figures.figure_department import SmallDepartment, engine_at, fill_lists
from tests.services.figures.test_trends import log_weeks
from tests.thorough import times

START = date(2026, 1, 5)
Q2, Q3, Q4 = (quarter(2026, number) for number in (2, 3, 4))
ANA = "Ana Diaz"
# Charts a day of 8 hours at 2 an hour: 16 are 100 %.
EVEN = (15.0, 16.0, 17.0, 16.0)


@pytest.fixture
def department(tmp_path: Path) -> Iterator[SmallDepartment]:
    engine = engine_at(tmp_path / "baselines.db")
    with Session(engine) as session:
        small = fill_lists(SmallDepartment(session, {}))
        small.standard("IP", 2)
        small.coder(ANA)
        yield small
    engine.dispose()


def even(weeks: int, level: float = 16.0) -> list[float]:
    return [EVEN[week % 4] * level / 16 for week in range(weeks)]


def limits(trend: Trend) -> tuple[float | None, float | None, float | None]:
    return trend.centre, trend.lower, trend.upper


def by_hand(charts: Sequence[float]) -> tuple[float, float, float]:
    """x̄ ± 2.66 mR̄ of the paces of weeks with one day of 24 hours."""
    values = [round(count * 3) / 48 for count in charts]
    mean = sum(values) / len(values)
    moving = sum(abs(after - before) for before, after in pairwise(values)) / (len(values) - 1)
    return mean, mean - 2.66 * moving, mean + 2.66 * moving


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_one_quarter_and_the_next_have_the_same_limits(department: SmallDepartment) -> None:
    charts = [*even(26), *even(26, 16.5)]
    log_weeks(department, ANA, charts, start=START)
    found = [limits(department.block(ANA, period).trend) for period in (Q3, Q4)]
    assert found[0] == found[1] == pytest.approx(by_hand(charts[:26]))
    base = department.block(ANA, Q4).trend.baseline
    assert base is not None
    assert (base.first, base.last, len(base.values), base.locked) == (START, date(2026, 6, 29), 26, True)


def test_what_is_entered_later_changes_no_earlier_quarter(department: SmallDepartment) -> None:
    log_weeks(department, ANA, even(20), start=START)
    then = department.block(ANA, Q2).trend
    assert then.limits_from == 20
    log_weeks(department, ANA, even(60, 12.0), start=START + timedelta(7 * 20))
    department.event(date(2026, 8, 3), "new desk", rebase=True)
    # Weeks of the second quarter that are still to come are in its own chart; nothing after its end is.
    after = department.block(ANA, Period(START, START + timedelta(7 * 20 - 1))).trend
    assert limits(after) == limits(then)


def test_a_baseline_that_is_still_short_says_so(department: SmallDepartment) -> None:
    log_weeks(department, ANA, even(15), start=START)
    trend = department.block(ANA, Q2).trend
    base = trend.baseline
    assert base is not None
    assert not base.locked
    assert baseline_words(trend) == "limits from the 15 weeks since 5 Jan 2026, locked at 26"
    assert "over the 15 weeks of 5 Jan 2026 to 13 Apr 2026, locked at 26 weeks" in plain(trend_sentence(trend))
    first = department.block(ANA, quarter(2025, 4)).trend
    assert baseline_words(first) == ""


def test_the_manager_begins_them_anew_with_a_reason_and_can_take_it_back(department: SmallDepartment) -> None:
    charts = [*even(26), *even(26, 12.0)]
    log_weeks(department, ANA, charts, start=START)
    before = department.block(ANA, Q4).trend
    day = START + timedelta(7 * 26 + 2)
    event = department.event(day, "the queue is split", rebase=True, coder_id=department.ids[ANA])
    trend = department.block(ANA, Q4).trend
    assert limits(trend) == pytest.approx(by_hand(charts[26:51]))  # the last week is cut by the year's end
    assert not any(point.signal for point in trend.points)
    assert "begun anew on 6 Jul 2026: “the queue is split”" in plain(baseline_words(trend))
    department.session.get_one(models.Event, event).voided = True
    assert limits(department.block(ANA, Q4).trend) == limits(before)


def test_audits_say_since_when_they_are_read_alone_also_where_that_day_lies_before_the_quarter(
    department: SmallDepartment,
) -> None:
    """Five audits at 80 %, and since the new desk six at 95 %: the last one, of the third quarter, is read by five.

    Ten codes a chart and 0.15: a design effect of 2.35. 60 codes as all (88.18 %) stand beside: 255.04 ÷ 272.77.
    """
    log_weeks(department, ANA, even(52), start=START)
    department.event(date(2026, 4, 6), "new desk", rebase=True, coder_id=department.ids[ANA])
    days = [date(2026, 3, 2) + timedelta(7 * week) for week in (*range(5), *range(9, 14), 20)]
    for number, day in enumerate(days):
        matched = 80 if number < 5 else 95
        counts = {"records": 10, "matched": matched, "revised": 100 - matched, "added": 0, "deleted": 0}
        department.audit(ANA, f"A{number}", day, depth="counts", **counts)
    words = plain(trend_sentence(department.block(ANA, Q3).accuracy_trend))
    assert words.startswith(
        "Accuracy: mean 93.5 % of 5 audits since 6 Apr 2026, where the chart is based anew; limits "
    )


def test_half_a_year_on_one_side_begins_them_anew(department: SmallDepartment) -> None:
    log_weeks(department, ANA, [*even(26), *even(26, 13.0), *even(13, 13.0)], start=START)
    old, new = (department.block(ANA, period).trend for period in (Q4, quarter(2027, 1)))
    assert {point.signal for point in old.points if point.value is not None} >= {"outside"}
    assert limits(new) == pytest.approx(by_hand(even(26, 13.0)))
    assert not any(point.signal for point in new.points if point.week >= date(2027, 1, 4))
    assert new.stretches[-1].why == "26 weeks in a row below the mean, to the week of 28 Dec 2026"
    # The quarter before says what it said.
    assert limits(department.block(ANA, Q4).trend) == limits(old)


def test_a_new_standard_begins_them_anew_and_asks_nobody(department: SmallDepartment) -> None:
    log_weeks(department, ANA, even(52), start=START)
    department.standard("IP", 1.6, date(2026, 10, 1))
    trend = department.block(ANA, Q4).trend
    assert trend.centre == pytest.approx(1.25, abs=0.02)
    assert trend.stretches[-1].why == "a new standard from 1 Oct 2026"
    assert not any(point.signal for point in trend.points)


def test_a_small_change_of_a_standard_keeps_the_baseline_and_reads_it_anew(department: SmallDepartment) -> None:
    log_weeks(department, ANA, even(52), start=START)
    before = department.block(ANA, Q4).trend
    department.standard("IP", 1.98, date(2026, 9, 28))
    trend = department.block(ANA, Q4).trend
    assert trend.centre == pytest.approx((before.centre or 0) * 2 / 1.98)
    base = trend.baseline
    assert base is not None
    assert (base.first, base.read_by) == (START, date(2026, 9, 28))
    assert "read by the standards from 28 Sep 2026" in plain(trend_sentence(trend))


def test_weeks_of_a_long_go_live_count_for_no_baseline(department: SmallDepartment) -> None:
    charts = [*even(20), *even(6, 10.0), *even(26)]
    log_weeks(department, ANA, charts, start=START)
    slow = START + timedelta(7 * 20)
    department.event(slow, "New system", kind="go_live", to_day=slow + timedelta(7 * 6 - 3))
    base = department.block(ANA, Q4).trend.baseline
    assert base is not None
    assert base.values == pytest.approx([round(count * 3) / 48 for count in [*charts[:20], *charts[26:32]]])


def test_marks_of_weeks_that_the_process_explains_are_nobody_s(department: SmallDepartment) -> None:
    charts = [*even(30), *even(8, 12.0)]
    for name in (ANA, "Bo", "Cy"):
        if name != ANA:
            department.coder(name)
        log_weeks(department, name, charts, start=START)
    department.event(START + timedelta(7 * 30), "New system", kind="go_live")
    block = department.block(ANA, Q3)
    marked = [point for point in block.trend.points if point.signal is not None]
    assert len(marked) == 8
    assert {mark_of(point, block.trend) for point in marked} == {"special"}
    assert {point.explained for point in marked} == {"with the whole team, after “New system (3 Aug 2026)”"}
    assert "8 weeks of the period marked, 8 of them explained by the process" in plain(trend_sentence(block.trend))


def test_what_is_one_coder_s_own_keeps_its_mark(department: SmallDepartment) -> None:
    for name in ("Bo", "Cy", "Di"):
        department.coder(name)
        log_weeks(department, name, even(38), start=START)
    log_weeks(department, ANA, [*even(30), *even(8, 12.0)], start=START)
    block = department.block(ANA, Q3)
    assert {mark_of(point, block.trend) for point in block.trend.points if point.signal} == {"concern"}


def test_weeks_on_a_ramp_have_no_marks_and_each_step_its_own_mean(department: SmallDepartment) -> None:
    department.ramp(ANA, 50, START)
    department.ramp(ANA, 100, START + timedelta(7 * 13))
    log_weeks(department, ANA, [*(8 + week / 3 for week in range(13)), *even(13)], start=START)
    learning, after = department.block(ANA, quarter(2026, 1)).trend, department.block(ANA, Q2).trend
    assert not any(point.signal for point in learning.points)
    assert after.stretches[-1].why == "a step of the ramp"
    assert after.centre == pytest.approx(1.0, abs=0.02)


def test_the_days_of_a_cut_week_are_in_the_charts_of_both_quarters(department: SmallDepartment) -> None:
    for day in range(5):  # Monday 28 September to Friday 2 October 2026
        department.day(ANA, date(2026, 9, 28) + timedelta(day), 8.0, {"IP": 10 + day})
    log_weeks(department, ANA, even(39), start=START - timedelta(7))
    third, fourth = department.block(ANA, Q3), department.block(ANA, Q4)
    last, first = third.trend.points[-1], fourth.trend.points[0]
    assert (last.week, last.part, last.value) == (date(2026, 9, 28), "28–30 Sep 2026", pytest.approx(33 / 48))
    assert (first.week, first.part, first.value) == (date(2026, 9, 28), "1–2 Oct 2026", pytest.approx(27 / 32))
    assert fourth.paired.pace.value == pytest.approx(27 / 32)
    # The hours of two days: limits wider by √(24 ÷ 16).
    plain_half = (fourth.trend.upper or 0) - (fourth.trend.centre or 0)
    assert (first.upper or 0) - (first.centre or 0) == pytest.approx(plain_half * (24 / 16) ** 0.5)
    assert third.trend.baseline == fourth.trend.baseline


def test_three_quarters_stand_behind_the_one_that_is_reviewed(department: SmallDepartment) -> None:
    log_weeks(department, ANA, even(52), start=START)
    department.audit(ANA, "A", date(2026, 3, 2), "IP", records=10, matched=95, revised=5, added=0)
    department.event(date(2026, 2, 2), "Old news")
    trend = department.block(ANA, Q4).trend
    assert trend.behind[0].week == date(2025, 12, 29)
    assert next(point.week for point in trend.behind if point.value is not None) == START
    assert trend.behind[-1].week == date(2026, 9, 21)
    assert [event.text for event in trend.events_behind] == ["Old news"]
    block = department.block(ANA, Q4)
    assert [point.label for point in block.accuracy_trend.behind] == ["A"]
    assert block.accuracy_trend.points == ()


def test_figures_name_the_baseline_and_the_limits_of_each_week(department: SmallDepartment) -> None:
    charts = even(40)
    log_weeks(department, ANA, charts, start=START)
    trend = department.document(Q3)["coders"][0]["trend"]
    base = trend["baselines"][-1]
    assert (base["first"], base["last"], base["weeks"], base["locked"]) == ("2026-01-05", "2026-06-29", 26, True)
    assert (base["centre"], base["lower"], base["upper"]) == pytest.approx(by_hand(charts[:26]))
    assert base["values"] == pytest.approx([round(count * 3) / 48 for count in charts[:26]])
    whole = [point for point in trend["points"] if "part" not in point]
    assert all(point["upper"] == base["upper"] for point in whole)
    assert trend["points"][0]["part"] == "1–3 Jul 2026"


_NAMED = re.compile(r"mean ([\d.]+) % over the (\d+) weeks? of (\d+ \w+ \d+) to (\d+ \w+ \d+)")


@settings(max_examples=times(8), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.one_of(st.none(), st.integers(8, 24)), min_size=3, max_size=60),
    st.lists(st.integers(0, 59), max_size=2, unique=True),
)
def test_a_sentence_s_mean_is_the_mean_of_the_weeks_that_it_names(
    tmp_path_factory: pytest.TempPathFactory, charts: list[int | None], anew: list[int]
) -> None:
    engine = engine_at(tmp_path_factory.mktemp("named") / "named.db")
    with Session(engine) as session:
        small = fill_lists(SmallDepartment(session, {}))
        small.standard("IP", 2)
        small.coder(ANA)
        log_weeks(small, ANA, charts, start=START)
        for week in anew:
            small.event(START + timedelta(7 * week), "anew", rebase=True)
        span = Period(START, START + timedelta(7 * len(charts) - 1))
        words = plain(trend_sentence(small.block(ANA, span).trend))
    engine.dispose()
    logged = {day_label(START + timedelta(7 * week)): count for week, count in enumerate(charts)}
    found = _NAMED.search(words)
    if found is None:
        assert "no week with a pace" in words or "too few for a mean" in words
        return
    days = list(logged)
    named = [logged[day] for day in days[days.index(found[3]) : days.index(found[4]) + 1]]
    values = [count / 16 for count in named if count is not None]
    assert len(values) == int(found[2])
    assert float(found[1]) == pytest.approx(100 * sum(values) / len(values), abs=0.051)
