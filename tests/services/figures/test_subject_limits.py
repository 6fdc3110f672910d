"""Work types on Trends: their limits rest on locked weeks and on the audits behind them, as those of coders do."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import sqrt
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk.charts.findings import baseline_words, mark_of
from codedesk.charts.trend_pair import trend_pair
from codedesk.metrics.figures import Block
from codedesk.periods import Period, quarter
from codedesk.services.figures.trends import trends
from tests.services.figures.figure_department import SmallDepartment, engine_at, fill_lists

START = date(2026, 1, 5)
TODAY = date(2030, 1, 1)
Q2, Q3, Q4 = (quarter(2026, number) for number in (2, 3, 4))
ANA, BO = "Ana Diaz", "Bo Ek"
# Charts a week of 12 hours at 4 an hour: 48 are 100 %.
EVEN = (45, 48, 51, 48)


@pytest.fixture
def department(tmp_path: Path) -> Iterator[SmallDepartment]:
    engine = engine_at(tmp_path / "subjects.db")
    with Session(engine) as session:
        small = fill_lists(SmallDepartment(session, {}))
        small.standard("Inpatient", 4)
        small.standard("Emergency", 10)
        small.coder(ANA)
        yield small
    engine.dispose()


def log_weeks(
    small: SmallDepartment, charts: Sequence[float], coder: str = ANA, hours: float = 12.0, start: date = START
) -> None:
    """Log one day a week: these charts of inpatients in these hours, and as many hours of emergencies at 100 %."""
    for week, count in enumerate(charts):
        lines = {"Inpatient": (count, hours), "Emergency": (10 * hours, hours)}
        small.day(coder, start + timedelta(7 * week + 2), 2 * hours, lines)


def even(weeks: int, share: float = 1.0) -> list[float]:
    return [round(EVEN[week % 4] * share) for week in range(weeks)]


def inpatient(small: SmallDepartment, span: Period) -> Block:
    row = trends(small.session, span.start, span.end, TODAY)
    return next(each for each in row.subjects if each.name == "Inpatient").block


def by_hand(charts: Sequence[float]) -> tuple[float, float, float]:
    """x̄ ± 2.66 mR̄ of the paces of weeks of 12 hours at 4 an hour."""
    values = [count / 48 for count in charts]
    mean = sum(values) / len(values)
    moving = sum(abs(after - before) for before, after in pairwise(values)) / (len(values) - 1)
    return mean, mean - 2.66 * moving, mean + 2.66 * moving


def limits(block: Block) -> tuple[float | None, float | None, float | None]:
    return block.trend.centre, block.trend.lower, block.trend.upper


def test_the_limits_of_a_work_type_rest_on_its_first_26_weeks_whatever_span_is_looked_at(
    department: SmallDepartment,
) -> None:
    charts = [*even(26), *even(26, 0.7)]
    log_weeks(department, charts)
    spans = (Q3, Q4, Period(date(2026, 8, 3), date(2026, 10, 4)), Period(START, date(2026, 12, 27)))
    for span in spans:
        block = inpatient(department, span)
        assert limits(block) == pytest.approx(by_hand(charts[:26])), span
        base = block.trend.baseline
        assert base is not None
        assert (base.first, base.last, base.locked) == (START, date(2026, 6, 29), True)
    assert {point.signal for point in inpatient(department, Q4).trend.points if point.value is not None} == {"outside"}


def test_what_is_entered_later_changes_no_earlier_span(department: SmallDepartment) -> None:
    log_weeks(department, even(20))
    span = Period(START, START + timedelta(7 * 20 - 1))
    then = limits(inpatient(department, span))
    log_weeks(department, even(40, 0.6), start=START + timedelta(7 * 20))
    assert limits(inpatient(department, span)) == then == pytest.approx(by_hand(even(20)))


def test_a_marked_event_of_the_work_type_begins_its_limits_anew_and_no_other_ones(department: SmallDepartment) -> None:
    charts = [*even(30), *even(22, 0.7)]
    log_weeks(department, charts)
    day = START + timedelta(7 * 30 + 2)
    department.event(day, "Charts of two wards joined", rebase=True, work_type_id=department.ids["Inpatient"])
    block = inpatient(department, Q4)
    assert limits(block) == pytest.approx(by_hand(charts[30:51]))  # the last week is cut by the year's end
    assert "begun anew on 3 Aug 2026: “Charts of two wards joined”" in baseline_words(block.trend).replace("\xa0", " ")
    row = trends(department.session, Q4.start, Q4.end, TODAY)
    emergency = next(each for each in row.subjects if each.name == "Emergency").block
    assert [stretch.since for stretch in emergency.trend.stretches] == [START]


def test_only_a_new_standard_of_its_own_begins_the_limits_of_a_work_type_anew(department: SmallDepartment) -> None:
    log_weeks(department, even(52))
    department.standard("Emergency", 8, date(2026, 10, 1))
    assert inpatient(department, Q4).trend.stretches[-1].why == ""
    department.standard("Inpatient", 3.2, date(2026, 10, 1))
    trend = inpatient(department, Q4).trend
    assert trend.stretches[-1].why == "a new standard from 1 Oct 2026"
    assert trend.centre == pytest.approx(1.25, abs=0.02)


def test_a_small_change_of_its_standard_reads_the_locked_weeks_anew(department: SmallDepartment) -> None:
    log_weeks(department, even(52))
    before = inpatient(department, Q4).trend
    department.standard("Inpatient", 3.96, date(2026, 9, 28))
    after = inpatient(department, Q4).trend
    assert after.centre == pytest.approx((before.centre or 0) * 4 / 3.96)
    assert after.baseline is not None and after.baseline.read_by == date(2026, 9, 28)


def test_work_on_paid_hours_is_read_with_the_utilisation_of_who_did_it(department: SmallDepartment) -> None:
    # 8 paid hours, 2 of them a meeting: utilisation 75 %. 24 charts at 4 a paid hour are 6 × 0.75 = 4.5 earned hours.
    department.standard("Inpatient", 4, date(2020, 1, 2), basis="paid")
    for week in range(30):
        department.day(ANA, START + timedelta(7 * week), 8.0, {"Inpatient": (24, 6.0)}, {"meeting": 2.0})
    block = inpatient(department, Q3)
    assert block.trend.centre == pytest.approx(0.75)
    assert all(point.value in (None, pytest.approx(0.75)) for point in block.trend.points)
    assert not any(point.signal for point in block.trend.points)


def test_a_week_of_few_hours_of_the_work_has_wider_limits(department: SmallDepartment) -> None:
    log_weeks(department, even(29))
    department.day(ANA, START + timedelta(7 * 29), 6.0, {"Inpatient": (24, 6.0)})
    block = inpatient(department, Period(START, START + timedelta(7 * 30 - 1)))
    (full, short) = block.trend.points[-2:]
    centre, _, upper = by_hand(even(26))
    assert full.upper == pytest.approx(upper)
    assert short.upper == pytest.approx(centre + (upper - centre) * sqrt(12 / 6))


def test_weeks_that_the_whole_team_explains_are_squares_on_the_chart_of_the_work_type(
    department: SmallDepartment,
) -> None:
    for name in (BO, "Cy"):
        department.coder(name)
    for name in (ANA, BO, "Cy"):
        slow = START + timedelta(7 * 30)
        log_weeks(department, even(30), name)
        for week in range(8):
            lines = {"Inpatient": (EVEN[week % 4] * 0.7, 12.0), "Emergency": (84, 12.0)}
            department.day(name, slow + timedelta(7 * week + 2), 24.0, lines)
    department.event(START + timedelta(7 * 30), "New system", kind="go_live")
    row = trends(department.session, Q3.start, Q3.end, TODAY)
    one = next(each for each in row.subjects if each.name == "Inpatient")
    marked = [point for point in one.block.trend.points if point.signal is not None]
    assert len(marked) == 8
    assert {mark_of(point, one.block.trend) for point in marked} == {"special"}
    words = "with the whole team, after “New system (3 Aug 2026)”"
    assert {point.explained for point in marked} == {words}
    pace, _ = trend_pair(one, Q3)
    told = [point.words for point in pace.series[0].points if point.mark == "special"]
    assert len(told) == 8 and all(any(line.startswith("Mark: ") and words in line for line in each) for each in told)


def test_a_work_type_that_slows_for_all_is_the_process_s_on_its_own_chart_too(department: SmallDepartment) -> None:
    for name in (BO, "Cy"):
        department.coder(name)
    for name in (ANA, BO, "Cy"):
        log_weeks(department, [*even(30), *even(8, 0.65)], name)
    block = inpatient(department, Q3)
    marked = [point for point in block.trend.points if point.signal is not None]
    assert {point.explained for point in marked} == {"with all who do Inpatient"}
    assert {mark_of(point, block.trend) for point in marked} == {"special"}


def test_the_audits_of_a_work_type_are_read_against_those_of_it_before_the_span(department: SmallDepartment) -> None:
    # Ten audits of 40 charts, each one right or wrong: 380 of 400 before the span, then a month with 28 of 40.
    log_weeks(department, even(52))
    for number in range(10):
        _audit(department, f"I{number}", "Inpatient", START + timedelta(14 * number), 38)
        _audit(department, f"E{number}", "Emergency", START + timedelta(14 * number + 1), 30)
    _audit(department, "I-late", "Inpatient", date(2026, 10, 6), 28)
    trend = inpatient(department, Q4).accuracy_trend
    assert trend.limits_from == 10
    assert trend.centre == pytest.approx(380 / 400)
    (point,) = trend.points
    # σ = √(0.95 × 0.05 ÷ 40) = 3.45 points, times Laney's σz, which is at least 1.
    assert point.value == pytest.approx(0.70)
    assert point.lower is not None and point.lower <= 0.95 - 3 * sqrt(0.95 * 0.05 / 40) + 1e-9
    assert point.lower > 0.70 and point.signal == "outside"


def test_audits_of_long_ago_have_no_limits_and_take_none_from_the_later_ones(department: SmallDepartment) -> None:
    for year in (2018, 2026):
        for number in range(6):
            _audit(department, f"{year}-{number}", "Inpatient", date(year, 1 + number, 6), 38)
    trend = inpatient(department, Period(date(2018, 1, 1), date(2026, 12, 31))).accuracy_trend
    assert [point.lower is not None for point in trend.points] == [False] * 6 + [True] * 6
    assert trend.limits_from == 6


def _audit(small: SmallDepartment, name: str, work_type: str, day: date, right: int) -> None:
    small.audit(ANA, name, day, work_type, method="record", depth="result", records=40,
                reported_accuracy=100 * right / 40)  # fmt: skip
