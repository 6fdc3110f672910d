"""Trends and signals of a period: gaps, stretches, whose signal it is, and the shape that the command line prints."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk.metrics.figures import Accuracy, Signal
from codedesk.metrics.intervals import wilson
from codedesk.periods import Period, day_label, monday
from tests.services.figures.figure_department import MONDAY, QUARTER, WEEK, SmallDepartment, engine_at, fill_lists

START = date(2026, 6, 29)
STEADY = (16, 17, 15, 16, 17, 15, 16, 17, 15, 16, 17, 15, 16, 17)


@pytest.fixture
def department(tmp_path: Path) -> Iterator[SmallDepartment]:
    engine = engine_at(tmp_path / "trends.db")
    with Session(engine) as session:
        small = fill_lists(SmallDepartment(session, {}))
        small.standard("IP", 2)
        small.coder("Ana Diaz")
        yield small
    engine.dispose()


def log_weeks(
    department: SmallDepartment, coder: str, charts: Sequence[float | None], work_type: str = "IP", start: date = START
) -> None:
    """Log one day of 40 paid hours a week, from a Monday on: charts a day of 8 hours; None leaves the week out."""
    for week, count in enumerate(charts):
        if count is not None:
            department.day(coder, start + timedelta(7 * week + 2), 24.0, {work_type: round(count * 3)})


def period_of(weeks: int) -> Period:
    return Period(START, START + timedelta(7 * weeks - 1))


def test_one_point_a_week_pooled_and_named_by_its_monday(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": 8})
    department.day("Ana Diaz", MONDAY + timedelta(2), 16.0, {"IP": 32})
    trend = department.block("Ana Diaz", Period(MONDAY, MONDAY + timedelta(13))).trend
    assert [(point.week, point.value) for point in trend.points] == [
        (MONDAY, pytest.approx(20 / 24)),
        (MONDAY + timedelta(7), None),
    ]
    assert (trend.centre, trend.lower, trend.limits_from) == (pytest.approx(20 / 24), None, None)


def test_a_week_under_half_the_schedule_is_a_gap_and_half_is_a_point(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, 19.9, {"IP": 40})
    department.day("Ana Diaz", MONDAY + timedelta(7), 20.0, {"IP": 40})
    points = department.block("Ana Diaz", Period(MONDAY, MONDAY + timedelta(13))).trend.points
    assert [point.value for point in points] == [None, 1.0]


def test_a_part_timer_is_read_against_their_own_schedule(department: SmallDepartment) -> None:
    department.coder("Bo", scheduled_hours_per_week=16)
    department.day("Bo", MONDAY, 8.0, {"IP": 16})
    assert department.block("Bo", WEEK).trend.points[0].value == 1.0


def test_line_hours_count_for_the_week_where_paid_hours_are_unknown(department: SmallDepartment) -> None:
    for n in range(3):
        department.day("Ana Diaz", MONDAY + timedelta(n), None, {"IP": (14, 7.0)})
    assert department.block("Ana Diaz", WEEK).trend.points[0].value == 1.0


def test_the_week_uses_its_own_utilisation(department: SmallDepartment) -> None:
    department.standard("Clinic", 2, basis="paid")
    department.day("Ana Diaz", MONDAY, 24.0, {"Clinic": 48}, {"meeting": 6.0})
    department.day("Ana Diaz", MONDAY + timedelta(7), 24.0, {"Clinic": 48})
    points = department.block("Ana Diaz", Period(MONDAY, MONDAY + timedelta(13))).trend.points
    assert [point.value for point in points] == [1.0, 1.0]


def test_limits_come_with_twelve_points(department: SmallDepartment) -> None:
    log_weeks(department, "Ana Diaz", STEADY[:11])
    assert department.block("Ana Diaz", period_of(11)).trend.limits_from is None
    department.day("Ana Diaz", START + timedelta(7 * 11), 24.0, {"IP": 45})
    trend = department.block("Ana Diaz", period_of(12)).trend
    values = [point.value for point in trend.points]
    assert None not in values
    numbers = [value for value in values if value is not None]
    moving = sum(abs(b - a) for a, b in pairwise(numbers)) / 11
    assert trend.limits_from == 12
    assert trend.centre == pytest.approx(sum(numbers) / 12)
    assert trend.lower == pytest.approx(sum(numbers) / 12 - 2.66 * moving)
    assert trend.assurance == "may"


def test_assurance_of_a_learner_is_against_the_ramp(department: SmallDepartment) -> None:
    department.ramp("Ana Diaz", 50, date(2026, 1, 1))
    log_weeks(department, "Ana Diaz", STEADY)
    trend = department.block("Ana Diaz", period_of(14)).trend
    assert (trend.standard, trend.assurance) == (0.5, "will")


def test_limits_start_anew_only_where_the_manager_says(department: SmallDepartment) -> None:
    values = [16, 17, 15, 16, 17, 15, 16, 17, 15, 16, 17, 15, 8, 9, 7, 8, 9, 7, 8, 9, 7, 8, 9, 7]
    log_weeks(department, "Ana Diaz", values)
    cut = START + timedelta(7 * 12)
    department.event(cut + timedelta(2), "new system")
    plain = department.block("Ana Diaz", period_of(24)).trend
    assert (len(plain.stretches), plain.limits_from) == (1, 24)
    assert any(point.signal for point in plain.points)
    department.event(cut + timedelta(2), "new system, marked", rebase=True)
    trend = department.block("Ana Diaz", period_of(24)).trend
    assert [stretch.since for stretch in trend.stretches] == [START, cut]
    assert trend.centre == pytest.approx(0.5)
    assert trend.stretches[0].centre == pytest.approx(1.0)
    assert trend.limits_from == 12
    assert not any(point.signal for point in trend.points)


def test_a_rebase_of_another_coder_changes_nothing(department: SmallDepartment) -> None:
    bo = department.coder("Bo")
    department.event(START + timedelta(30), "Bo's new desk", rebase=True, coder_id=bo)
    log_weeks(department, "Ana Diaz", STEADY)
    assert len(department.block("Ana Diaz", period_of(14)).trend.stretches) == 1


def only(signals: Sequence[Signal], mark: str) -> Signal:
    return next(signal for signal in signals if signal.mark == mark)


def test_what_is_left_is_asked_as_a_question(department: SmallDepartment) -> None:
    log_weeks(department, "Ana Diaz", [17, 17.3, 17.6, 16.6, 16.3, 12, 13, 12.6, 13, 12, 13, 12.3])
    for other in ("Bo", "Cy", "Di"):
        department.coder(other)
        log_weeks(department, other, [15, 17, 15, 17, 15, 17, 15, 17, 15, 17, 15, 17])
    signal = only(department.block("Ana Diaz", period_of(12)).signals, "shift")
    assert (signal.kind, signal.since, signal.candidates) == ("individual", date(2026, 8, 3), ())
    assert signal.size == pytest.approx(12.557 / 16.955 - 1, abs=0.005)  # the means of the seven weeks and the five
    assert signal.text.startswith("Ana Diaz: pace 26 % lower (")
    assert signal.text.endswith(" %) since the week of 3 Aug 2026 – has something changed in the work?")
    assert department.figures(period_of(12)).team.signals == ()
    assert department.block("Bo", period_of(12)).signals == ()


DROP = (17, 17.3, 17.6, 16.6, 16.3, 12, 13, 12.6, 13, 12, 13, 12.3)
EVEN = (15, 17, 15, 17, 15, 17, 15, 17, 15, 17, 15, 17)
CALM = (16.6, 17, 16.3) * 4


def test_a_signal_after_an_event_is_of_the_process(department: SmallDepartment) -> None:
    log_weeks(department, "Ana Diaz", DROP)
    department.event(date(2026, 7, 29), "EHR go-live", kind="go_live")
    department.event(date(2026, 6, 30), "too early")
    signal = only(department.block("Ana Diaz", period_of(12)).signals, "shift")
    assert signal.kind == "process"
    assert signal.candidates == ("EHR go-live (29 Jul 2026)",)
    assert "EHR go-live" in signal.text


def test_an_event_of_work_not_done_explains_nothing(department: SmallDepartment) -> None:
    department.standard("ED", 12)
    log_weeks(department, "Ana Diaz", DROP)
    department.event(date(2026, 7, 29), "ED renovation", work_type_id=department.ids["ED"])
    block = department.block("Ana Diaz", period_of(12))
    assert only(block.signals, "shift").kind == "individual"
    assert block.events == ()
    assert [event.scope for event in department.figures(period_of(12)).team.events] == ["ED"]


def test_a_new_standard_is_a_candidate(department: SmallDepartment) -> None:
    department.standard("IP", 3, date(2026, 8, 3))
    log_weeks(department, "Ana Diaz", EVEN)
    signals = department.block("Ana Diaz", period_of(12)).signals
    after = [signal for signal in signals if signal.since == date(2026, 8, 3)]
    assert {signal.kind for signal in after} == {"process"}
    assert {signal.candidates for signal in after} == {("new standard for IP: 3 per productive hour (3 Aug 2026)",)}


def test_an_event_of_the_team_does_not_explain_one_coder_while_the_others_stay_as_they_were(
    department: SmallDepartment,
) -> None:
    log_weeks(department, "Ana Diaz", DROP)
    for other in ("Bo", "Cy", "Di"):
        department.coder(other)
        log_weeks(department, other, EVEN)
    for week in range(0, 12, 2):
        department.event(START + timedelta(7 * week), f"Meeting {week}", kind="other")
    signal = only(department.block("Ana Diaz", period_of(12)).signals, "shift")
    assert (signal.kind, signal.candidates) == ("individual", ())


def test_of_a_quarter_with_a_process_signal_no_chart_says_that_the_standard_will_not_be_met(
    department: SmallDepartment,
) -> None:
    for name in ("Bo", "Cy"):
        department.coder(name)
        log_weeks(department, name, [12, 12.3, 12.6] * 3 + [9, 9.3, 9.6] * 2)
    log_weeks(department, "Ana Diaz", [12, 12.3, 12.6] * 3 + [9, 9.3, 9.6] * 2)
    figures = department.figures(period_of(15))
    assert {signal.kind for signal in figures.team.signals} == {"process"}
    assert {block.trend.assurance for block in (figures.team, *figures.coders)} == {"may"}


def test_an_event_explains_what_it_can_do_and_its_end_lets_it_go(department: SmallDepartment) -> None:
    log_weeks(department, "Ana Diaz", [16.6] * 6 + [12.6, 13, 12, 13] + [16.6, 17, 16.3, 17, 16.6, 17])
    slow, well = START + timedelta(7 * 6), START + timedelta(7 * 10)
    department.event(slow, "Old servers", until=well - timedelta(3), kind="downtime")
    department.event(well, "Scanner down", kind="downtime")
    signals = [each for each in department.block("Ana Diaz", period_of(16)).signals if each.mark == "shift"]
    assert [(each.since, each.until) for each in signals] == [(slow, well - timedelta(1))]
    assert signals[0].candidates == (f"Old servers ({day_label(slow)})",)


def test_a_quarter_is_told_of_with_two_years_behind_it(department: SmallDepartment) -> None:
    start = START - timedelta(7 * 30)
    log_weeks(department, "Ana Diaz", [16.6, 17, 16.3] * 10 + [13, 12.6, 13], start=start)
    for other in ("Bo", "Cy"):
        department.coder(other)
        log_weeks(department, other, [16.6, 16.3, 17] * 11, start=start)
    three_weeks = Period(START, START + timedelta(20))
    assert only(department.block("Ana Diaz", three_weeks).signals, "shift").since == START
    # A change that began half a year ago and lasts is the level of today, and was told of then.
    later = Period(START + timedelta(140), START + timedelta(150))
    assert department.block("Ana Diaz", later).signals == ()


def test_a_signal_shared_by_half_of_the_team_is_of_the_process(department: SmallDepartment) -> None:
    for name, values in (("Bo", DROP), ("Cy", CALM), ("Di", CALM)):
        department.coder(name)
        log_weeks(department, name, values)
    log_weeks(department, "Ana Diaz", DROP)
    signal = only(department.block("Ana Diaz", period_of(12)).signals, "shift")
    assert (signal.kind, signal.since) == ("process", date(2026, 8, 3))
    assert signal.text.startswith("The team as a whole: ")
    assert signal.text.endswith("since the week of 3 Aug 2026, seen in 2 of 4 coders – what changed in the work?")
    assert department.figures(period_of(12)).team.signals == (signal,)


def test_a_signal_shared_by_all_of_one_work_type_is_of_the_process(department: SmallDepartment) -> None:
    department.standard("ED", 2)
    for name, values, kind in (("Bo", DROP, "IP"), ("Cy", EVEN, "ED"), ("Di", EVEN, "ED"), ("Ed", EVEN, "ED")):
        department.coder(name)
        log_weeks(department, name, values, kind)
    log_weeks(department, "Ana Diaz", DROP)
    signal = only(department.block("Ana Diaz", period_of(12)).signals, "shift")
    assert signal.kind == "process"
    assert signal.text.startswith("IP, all who do it: pace 26 % lower (")
    assert department.block("Cy", period_of(12)).signals == ()


def test_what_concerns_one_coder_does_not_explain_the_team(department: SmallDepartment) -> None:
    log_weeks(department, "Ana Diaz", [*EVEN, 40])
    high = START + timedelta(7 * 12)
    department.event(high, "Ana learns", coder_id=department.ids["Ana Diaz"])
    figures = department.figures(period_of(13))
    signal = only(figures.coders[0].signals, "shift")
    assert (signal.kind, signal.candidates) == ("process", ("Ana learns (21 Sep 2026)",))
    assert " since the week of 21 Sep 2026 – look at the process first: " in signal.text
    assert all("Ana learns" not in " ".join(signal.candidates) for signal in figures.team.signals)


def test_an_audit_is_a_point_with_its_interval(department: SmallDepartment) -> None:
    department.audit("Ana Diaz", "A", MONDAY, "IP", records=10, matched=95, revised=5, added=0)
    department.audit("Ana Diaz", "B", MONDAY, "IP", records=10, matched=90, revised=10, added=0)
    block = department.block("Ana Diaz", WEEK)
    assert [(point.label, point.value) for point in block.accuracy_trend.points] == [("A", 0.95), ("B", 0.9)]
    for point in block.accuracy_trend.points:
        assert point.low is not None
        assert point.high is not None
        assert point.value is not None
        assert point.low < point.value < point.high
    assert block.accuracy_trend.standard == 0.95


def test_the_team_pools_its_weeks_and_the_months_of_its_audits(department: SmallDepartment) -> None:
    department.coder("Bo", scheduled_hours_per_week=8)
    department.day("Ana Diaz", MONDAY, 24.0, {"IP": 48})
    department.day("Bo", MONDAY, 8.0, {"IP": 8})
    department.audit("Ana Diaz", "A", MONDAY, "IP", records=10, matched=90, revised=10, added=0)
    department.audit("Bo", "B", MONDAY, "IP", records=10, matched=300, revised=0, added=0)
    team = department.figures(QUARTER).team
    points = {point.week: point.value for point in team.trend.points}
    assert points[monday(MONDAY)] == pytest.approx(28 / 32)
    assert [(point.label, point.value) for point in team.accuracy_trend.points] == [("2026-07", 0.975)]


def test_the_document_keeps_its_promise_key_by_key(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": (14, 7.0)}, {"meeting": 1.0})
    department.audit("Ana Diaz", "A", MONDAY, "IP", records=10, matched=95, revised=3, added=4, deleted=2)
    department.rework("Ana Diaz", MONDAY, "IP", 1)
    department.event(MONDAY, "go-live", kind="go_live")
    department.coder("Bo")
    document = department.document(WEEK)
    assert document["period"] == {"from": "2026-07-06", "to": "2026-07-10"}
    assert [block["coder"] for block in document["coders"]] == ["Ana Diaz", "Bo"]
    ana, bo = document["coders"]
    pace = {"value": 1.0, "earned_hours": 7.0, "productive_hours": 7.0, "paid_hours": 8.0, "utilisation": 0.875,
            "expected": 1.0, "to_ramp": 1.0, "hours_without_standard": 0.0,
            "days_entered": 1, "days_due": 5}  # fmt: skip
    assert pace.items() <= ana["pace"].items()
    low, high = ana["accuracy"]["low"], ana["accuracy"]["high"]
    accuracy = {"value": 95 / 102, "method": "code_over_code", "correct": 95, "reviewed": 102, "records": 10,
                "standard": 0.95, "observed": "below", "evidence": "cannot_tell", "as_reported": False,
                "n_effective": pytest.approx(10)}  # fmt: skip
    assert accuracy.items() <= ana["accuracy"].items()
    assert (low, high) == tuple(pytest.approx(bound) for bound in wilson(10 * 95 / 102, 10))
    assert ana["accurate_pace"] == pytest.approx(95 / 102)
    assert ana["rework"] == {"charts": 1, "of": 14, "value": 1 / 14}
    kind = {"work_type": "IP", "charts": 14, "hours": 7.0, "earned_hours": 7.0, "pace": 1.0}
    assert kind.items() <= ana["work_types"][0].items()
    assert accuracy.items() <= ana["work_types"][0]["accuracy"].items()
    assert ana["trend"] == {
        "measure": "pace",
        "points": [{"week": "2026-07-06", "value": None, "signal": None}],
        "centre": None,
        "lower": None,
        "upper": None,
        "limits_from": None,
        "assurance": None,
        "baselines": [],
    }
    assert ana["signals"] == []
    event = {"from": "2026-07-06", "to": None, "kind": "go_live", "text": "go-live", "scope": "team"}
    assert ana["events"] == [event]
    assert (bo["accuracy"], bo["pace"]["value"], bo["accurate_pace"], bo["rework"]) == (None, None, None, None)
    assert document["team"]["pace"]["value"] == 1.0


def test_pace_never_leaves_without_a_place_for_its_accuracy(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": 14})
    department.audit("Ana Diaz", "A", MONDAY, "IP", records=10, matched=95, revised=3, added=4)

    def walk(node: object) -> None:
        if isinstance(node, dict):
            assert ("pace" in node) <= ("accuracy" in node)
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(department.document(WEEK))
    assert isinstance(department.block("Ana Diaz", WEEK).work_types[0].paired.accuracy, Accuracy)
