"""The pace of a period as a manager reckons it by hand: every worked example, and the days that are not plain."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk import models
from codedesk.metrics.figures import NotAudited, Pace
from codedesk.periods import Period
from codedesk.services.figures.figures import team_figures
from tests.services.figures.figure_department import MONDAY, QUARTER, WEEK, SmallDepartment, engine_at, fill_lists

TUESDAY, WEDNESDAY = MONDAY + timedelta(1), MONDAY + timedelta(2)


@pytest.fixture
def department(tmp_path: Path) -> Iterator[SmallDepartment]:
    engine = engine_at(tmp_path / "figures.db")
    with Session(engine) as session:
        small = fill_lists(SmallDepartment(session, {}))
        for work_type, rate in (("IP", 2), ("SDS", 5), ("ED", 12), ("ANC", 30)):
            small.standard(work_type, rate)
        small.coder("Ana Diaz")
        yield small
    engine.dispose()


def pace_of(department: SmallDepartment, coder: str = "Ana Diaz", period: Period = WEEK) -> Pace:
    return department.block(coder, period).paired.pace


def test_a_day_of_four_work_types_and_excused_time(department: SmallDepartment) -> None:
    lines = {"IP": 6, "SDS": 8, "ED": 18, "ANC": 30}
    department.day("Ana Diaz", MONDAY, 8.0, lines, {"meeting": 0.75, "downtime": 0.25})
    pace = pace_of(department)
    assert pace.earned_hours == pytest.approx(7.10)
    assert pace.productive_hours == 7.0
    assert pace.value == pytest.approx(1.0142857142857142)
    assert pace.utilisation == pytest.approx(0.875)
    assert (pace.paid_hours, pace.excused_hours, pace.charts) == (8.0, 1.0, 62)


def test_hours_are_pooled_and_percentages_never_averaged(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, 2.0, {"IP": 7})
    department.day("Ana Diaz", TUESDAY, 8.0, {"IP": 8})
    assert pace_of(department).value == pytest.approx(0.75)


def test_a_learner_is_read_against_the_ramp(department: SmallDepartment) -> None:
    august = Period(date(2026, 8, 3), date(2026, 8, 14))
    department.ramp("Ana Diaz", 50, date(2026, 7, 1))
    department.ramp("Ana Diaz", 75, date(2026, 8, 10))
    for n in range(5):
        department.day("Ana Diaz", august.start + timedelta(n), 7.0, {"IP": 9})
        department.day("Ana Diaz", date(2026, 8, 10) + timedelta(n), 7.0, {"IP": 9})
    department.day("Ana Diaz", date(2026, 8, 8), 0.0, {"IP": 1})
    pace = pace_of(department, period=august)
    assert (pace.earned_hours, pace.productive_hours) == (45.5, 70.0)
    assert pace.value == pytest.approx(0.65)
    assert pace.expected == pytest.approx(0.625)
    assert pace.to_ramp == pytest.approx(1.04)
    assert pace.on_ramp


def test_a_new_standard_never_changes_march(department: SmallDepartment) -> None:
    department.standard("IP2", 3, date(2026, 1, 1))
    department.standard("IP2", 2, date(2026, 4, 1))
    department.day("Ana Diaz", date(2026, 3, 31), 4.0, {"IP2": 6})
    department.day("Ana Diaz", date(2026, 4, 1), 4.0, {"IP2": 6})
    march = Period(date(2026, 3, 1), date(2026, 3, 31))
    april = Period(date(2026, 4, 1), date(2026, 4, 30))
    assert pace_of(department, period=march).earned_hours == 2.0
    assert pace_of(department, period=april).earned_hours == 3.0
    both = department.block("Ana Diaz", Period(march.start, april.end))
    assert both.paired.pace.earned_hours == 5.0
    assert both.work_types[0].standard == (
        "3 per productive hour, from 1 Jan 2026; 2 per productive hour, from 1 Apr 2026"
    )
    assert both.work_types[0].rate == 2.0


def test_without_paid_hours_the_hours_of_all_lines_stand_in(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, None, {"IP": (6, 3.0), "SDS": (10, 2.5)}, {"meeting": 1.0})
    pace = pace_of(department)
    assert (pace.productive_hours, pace.earned_hours) == (5.5, 5.0)
    assert (pace.paid_hours, pace.utilisation, pace.excused_hours) == (None, None, 0.0)
    assert pace.days_hours_missing == 0


def test_a_day_with_no_hours_has_charts_but_no_pace(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, None, {"IP": (6, 3.0), "SDS": 10})
    pace = pace_of(department)
    assert (pace.value, pace.earned_hours, pace.productive_hours) == (None, 0.0, 0.0)
    assert (pace.charts, pace.days_hours_missing, pace.days_entered) == (16, 1, 1)
    assert any("no hours" in remark for remark in pace.explanation.remarks)


def test_no_hours_is_never_zero_per_cent(department: SmallDepartment) -> None:
    pace = pace_of(department)
    assert (pace.value, pace.to_ramp, pace.expected) == (None, None, 1.0)
    assert (pace.days_entered, pace.days_due) == (0, 5)


def test_work_without_a_standard_earns_nothing_and_its_hours_leave(department: SmallDepartment) -> None:
    department.work_type("Research")
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": (12, 6.0), "Research": (4, 2.0)})
    pace = pace_of(department)
    assert (pace.earned_hours, pace.productive_hours, pace.value) == (6.0, 6.0, 1.0)
    assert (pace.hours_without_standard, pace.charts_without_standard, pace.charts) == (2.0, 4, 16)
    assert pace.utilisation == 1.0
    assert any("Work without a standard: 4 charts" in remark for remark in pace.explanation.remarks)


def test_unknown_hours_without_a_standard_stay_and_are_named(department: SmallDepartment) -> None:
    department.work_type("Research")
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": 12, "Research": 4})
    pace = pace_of(department)
    assert (pace.productive_hours, pace.hours_without_standard, pace.value) == (8.0, 0.0, 0.75)
    assert any("hours of 1 of its lines are not known" in remark for remark in pace.explanation.remarks)


def test_charts_not_entered_count_nowhere_and_zero_is_zero(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": (None, 4.0), "SDS": 0})
    pace = pace_of(department)
    assert (pace.value, pace.charts, pace.productive_hours) == (0.0, 0, 8.0)
    assert [kind.work_type for kind in department.block("Ana Diaz", WEEK).work_types] == ["SDS"]


def test_paid_basis_is_met_against_paid_hours(department: SmallDepartment) -> None:
    department.standard("Clinic", 2, basis="paid")
    department.day("Ana Diaz", MONDAY, 8.0, {"Clinic": 16}, {"meeting": 2.0})
    pace = pace_of(department)
    assert pace.utilisation == 0.75
    assert (pace.earned_hours, pace.value, pace.paid_basis) == (6.0, 1.0, True)


def test_both_bases_meet_through_the_utilisation_of_the_period(department: SmallDepartment) -> None:
    department.standard("Clinic", 2, basis="paid")
    department.day("Ana Diaz", MONDAY, 8.0, {"Clinic": 8, "IP": 6}, {"meeting": 1.0})
    department.day("Ana Diaz", TUESDAY, 8.0, {"IP": 12}, {"meeting": 3.0})
    pace = pace_of(department)
    assert pace.utilisation == 0.75
    assert pace.earned_hours == pytest.approx(3 + 6 + 4 * 0.75)
    assert pace.value == pytest.approx(1.0)
    assert any("paid hours" in remark for remark in pace.explanation.remarks)
    assert any("× 0.75 utilisation" in part.value for part in pace.explanation.parts)


def test_counted_time_stays_and_absence_was_never_in(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": 14}, {"e-mail": 1.0})
    department.day("Ana Diaz", TUESDAY, None, {}, {"holiday": 8.0})
    pace = pace_of(department)
    assert (pace.productive_hours, pace.excused_hours, pace.days_entered) == (8.0, 0.0, 2)


def test_more_excused_than_paid_leaves_no_hours_and_says_so(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, 2.0, {"IP": 1}, {"meeting": 3.0})
    pace = pace_of(department)
    assert (pace.value, pace.productive_hours) == (None, 0.0)
    assert any("more excused time" in remark for remark in pace.explanation.remarks)


def test_weights_count_in_the_earned_hours_only(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": (10, None, 1.5)})
    pace = pace_of(department)
    assert (pace.earned_hours, pace.charts) == (7.5, 10)
    assert pace.explanation.parts[0].value == "10 charts, 15 with their weights ÷ 2 an hour = 7.5 h"


def test_pace_of_a_work_type_needs_the_hours_of_its_lines(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": (6, 4.0), "SDS": (10, 2.0), "ED": 12})
    department.day("Ana Diaz", TUESDAY, 8.0, {"IP": (6, 2.0), "SDS": 10})
    kinds = {kind.work_type: kind for kind in department.block("Ana Diaz", WEEK).work_types}
    assert (kinds["IP"].hours, kinds["IP"].paired.pace.value, kinds["IP"].charts) == (6.0, 1.0, 12)
    assert (kinds["SDS"].hours, kinds["SDS"].paired.pace.value, kinds["SDS"].earned_hours) == (None, None, 4.0)
    assert kinds["ED"].rate == 12.0


def test_ramps_for_one_work_type_win_and_mixed_days_are_weighted_by_hours(department: SmallDepartment) -> None:
    department.ramp("Ana Diaz", 80, date(2026, 1, 1))
    department.ramp("Ana Diaz", 50, date(2026, 1, 1), "IP")
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": (6, 6.0), "SDS": (8, 2.0)})
    assert pace_of(department).expected == pytest.approx((6 * 0.5 + 2 * 0.8) / 8)
    department.day("Ana Diaz", TUESDAY, 8.0, {"IP": 6, "SDS": 8})
    tuesday = department.block("Ana Diaz", Period(TUESDAY, TUESDAY)).paired.pace
    # 3.0 earned at 50 % stand for 6 hours, 1.6 earned at 80 % for 2.
    assert tuesday.expected == pytest.approx((6 * 0.5 + 2 * 0.8) / 8)
    assert any("different ramp steps" in remark for remark in tuesday.explanation.remarks)


def test_before_the_first_ramp_step_all_is_expected(department: SmallDepartment) -> None:
    department.ramp("Ana Diaz", 50, TUESDAY)
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": 16})
    pace = pace_of(department)
    assert (pace.expected, pace.on_ramp) == (1.0, False)


def test_voided_rows_leave_every_figure(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": 16})
    key = department.day("Ana Diaz", TUESDAY, 8.0, {"IP": 2})
    department.session.get_one(models.WorkDay, key).voided = True
    line = department.add(models.WorkLine(work_day_id=key - 1, work_type_id=department.ids["SDS"], charts=99))
    department.session.get_one(models.WorkLine, line).voided = True
    pace = pace_of(department)
    assert (pace.value, pace.charts, pace.days_entered) == (1.0, 16, 1)


def test_days_due_follow_the_schedule_the_employment_and_today(department: SmallDepartment) -> None:
    department.coder("Bo Part-time", scheduled_hours_per_week=20)
    department.coder("Cy New", started_on=WEDNESDAY)
    department.coder("Di Gone", left_on=TUESDAY)
    blocks = {block.coder: block.paired.pace.days_due for block in department.figures(WEEK).coders}
    assert blocks == {"Ana Diaz": 5, "Bo Part-time": 3, "Cy New": 3, "Di Gone": 2}
    until_tuesday = department.figures(WEEK, today=TUESDAY).coders
    assert [block.paired.pace.days_due for block in until_tuesday] == [2, 2, 0, 2]
    # July to September 2026 has 66 weekdays.
    assert pace_of(department, period=QUARTER).days_due == 66


def test_coders_of_the_period_stand_in_order_of_their_names(department: SmallDepartment) -> None:
    department.coder("zoe Early", left_on=date(2026, 6, 30))
    department.coder("Älva", started_on=date(2026, 1, 1))
    department.coder("Bo", left_on=date(2025, 1, 1))
    department.coder("bea", started_on=date(2027, 1, 1))
    department.day("Bo", MONDAY, 8.0, {"IP": 16})
    assert [block.coder for block in department.figures(WEEK).coders] == ["Ana Diaz", "Bo", "Älva"]


def test_two_coders_of_one_name_are_told_apart(department: SmallDepartment) -> None:
    department.coder("Bo")
    department.add(models.Coder(name="Bo", name_note="night", started_on=date(2020, 1, 1)))
    assert [block.coder for block in department.figures(WEEK).coders] == ["Ana Diaz", "Bo", "Bo (night)"]


def test_the_team_is_always_whole_and_coders_can_be_chosen(department: SmallDepartment) -> None:
    bo = department.coder("Bo")
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": 16})
    department.day("Bo", MONDAY, 8.0, {"IP": 8})
    figures = team_figures(department.session, WEEK, [bo])
    assert [block.coder_id for block in figures.coders] == [bo]
    assert figures.team.paired.pace.value == 0.75
    assert figures.team.coder_id is None


def test_nobody_audited_is_said_in_the_place_of_the_figure(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": 16})
    paired = department.block("Ana Diaz", WEEK).paired
    assert paired.accuracy == NotAudited()
    assert paired.accurate_pace is None


def test_rework_is_a_share_of_the_charts_of_the_period(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": 16})
    department.rework("Ana Diaz", MONDAY, "IP", 2)
    department.rework("Ana Diaz", MONDAY - timedelta(7), "IP", 5)
    department.coder("Bo")
    blocks = department.figures(WEEK)
    assert blocks.coders[0].rework == blocks.team.rework
    assert blocks.coders[0].rework is not None
    assert (blocks.coders[0].rework.charts, blocks.coders[0].rework.of) == (2, 16)
    assert blocks.coders[0].rework.value == 0.125
    assert blocks.coders[1].rework is None


def test_an_overturned_denial_and_another_cause_are_no_rework_of_the_coder(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": 16})
    department.rework("Ana Diaz", MONDAY, "IP", 2, source="denial", outcome="upheld")
    department.rework("Ana Diaz", MONDAY, "IP", 3, source="denial", outcome="overturned")
    department.rework("Ana Diaz", MONDAY, "IP", 4, cause="documentation")
    department.rework("", MONDAY, "IP", 5, source="denial", cause="payer")
    blocks = department.figures(WEEK)
    assert blocks.coders[0].rework == blocks.team.rework
    assert blocks.team.rework is not None
    assert (blocks.team.rework.charts, blocks.team.rework.of, blocks.team.rework.value) == (2, 16, 0.125)


def test_rework_without_charts_has_no_share(department: SmallDepartment) -> None:
    department.rework("Ana Diaz", MONDAY, "IP", 2)
    rework = department.block("Ana Diaz", WEEK).rework
    assert rework is not None
    assert (rework.charts, rework.of, rework.value) == (2, 0, None)


def test_an_empty_department_has_empty_figures(tmp_path: Path) -> None:
    engine = engine_at(tmp_path / "empty.db")
    with Session(engine) as session:
        figures = SmallDepartment(session, {}).figures(QUARTER)
    engine.dispose()
    assert figures.coders == ()
    assert figures.team.paired.pace.value is None
    assert len(figures.team.trend.points) == 14
    assert figures.team.work_types == ()
    assert figures.team.rework is None
