"""Work that waits as a manager reckons it by hand, from what is logged in a small department."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from codedesk import models
from codedesk.metrics.backlogs import NEVER
from codedesk.models.flow import ScenarioKind, ScenarioPartDraft
from codedesk.periods import Period
from tests.services.figures.figure_department import SmallDepartment
from tests.services.flow.four_coders import FRIDAY, MONDAY, WEEK, backlog, four_coders, told

MONTH = Period(date(2026, 7, 1), date(2026, 7, 31))
NEXT = date(2026, 7, 13)


@pytest.fixture
def department(tmp_path: Path) -> Iterator[SmallDepartment]:
    with four_coders(tmp_path) as small:
        yield small


def test_210_charts_with_28_hours_a_day_and_22_coming_in_take_17_5_days(department: SmallDepartment) -> None:
    """DOMAIN §7: 210 ÷ 2 = 105 h; ÷ 28 = 3.75 days; 44 charts a day are 22 h: 105 ÷ (28 − 22) = 17.5 days."""
    for day in range(5):
        backlog(department, MONDAY + timedelta(day), waiting=210, received=44, oldest=3 + day)
    row = told(department)
    for each in (row.team, row.types[0]):
        assert (each.hours.value, each.days.value, each.to_clear.value) == (105.0, 3.75, 17.5)
    kind = row.types[0]
    assert (kind.waiting.value, kind.inflow.value, kind.capacity.value) == (210.0, 44.0, 56.0)
    assert (row.team.inflow.value, row.team.capacity.value) == (22.0, 28.0)
    assert (kind.oldest.value, row.team.oldest.value) == (7.0, 7.0)
    assert (row.as_of, row.days_logged) == (FRIDAY, (5, 5))


def test_the_team_s_line_is_of_the_work_types_that_are_logged(department: SmallDepartment) -> None:
    """Half of the hours at the standards go to ED, of which nothing is logged: 14 of 28 h a day are for IP's 105 h."""
    department.standard("ED", 4)
    department.day("Ana", MONDAY, 7.0, {"IP": 20, "ED": 40})
    for day in range(5):
        backlog(department, MONDAY + timedelta(day), waiting=210, received=14)
    row = told(department)
    for each in (row.team, row.types[0]):
        assert (each.days.value, each.to_clear.value) == (7.5, 15.0)  # 105 ÷ 14, 105 ÷ (14 − 7)
    assert (row.team.capacity.value, row.team.coded.value) == (14.0, 2.0)  # 20 charts are 10 h of five days


def test_what_grows_is_never_cleared(department: SmallDepartment) -> None:
    backlog(department, FRIDAY, waiting=210, received=300, covers="week")
    assert told(department).team.to_clear.text == NEVER


def test_a_week_that_came_in_is_spread_over_its_working_days(department: SmallDepartment) -> None:
    """220 charts of a week with one holiday: 55 a working day; four days of 28 hours."""
    department.add(models.Holiday(day=MONDAY, name="Founders"))
    backlog(department, FRIDAY, waiting=210, received=220, covers="week")
    kind = told(department).types[0]
    assert (kind.inflow.value, kind.capacity.value) == (55.0, 56.0)
    assert kind.to_clear.value == 210.0  # 210 ÷ (56 − 55)


def test_what_came_in_follows_from_what_was_coded_and_what_waits_more(department: SmallDepartment) -> None:
    """Monday's end 100, Friday's 140; 4 days with 30 charts coded each: (120 + 40) ÷ 4 = 40 a day."""
    backlog(department, MONDAY, waiting=100)
    backlog(department, FRIDAY, waiting=140)
    for day in range(5):
        department.day("Ana", MONDAY + timedelta(day), 7.0, {"IP": 30})
    kind = told(department).types[0]
    assert (kind.inflow.value, kind.coded.value) == (40.0, 30.0)
    assert kind.inflow.explanation.remarks == ("What came in was not logged.",)


def test_fte_needed_is_volume_over_rate_over_productive_hours_of_one(department: SmallDepartment) -> None:
    """July 2026 with two holidays has 21 working days: 520 h ÷ (21 × 7 × 0.90) = 3.93 (DOMAIN §7)."""
    for day in (3, 31):
        department.add(models.Holiday(day=date(2026, 7, day), name=f"day {day}"))
    department.day("Ana", date(2026, 7, 1), 10.0, {"IP": 1040}, {"meeting": 1.0})
    row = told(department, MONTH, date(2026, 8, 3)).staffing
    assert row.utilisation.value == 0.9
    assert row.one_fte.value == pytest.approx(132.3)
    assert row.needed.value == pytest.approx(520 / 132.3)
    assert row.needed.text.replace("\u00a0", " ") == "3.93 FTE"
    assert row.there.value == 4.0
    assert row.difference.value == pytest.approx(4 - 520 / 132.3)
    assert [step.name for step in row.steps] == ["Paid hours", "Less absence", "Productive hours"]


def test_750_charts_a_week_of_20_minutes_need_6_67_of_37_5_hours(department: SmallDepartment) -> None:
    department.session.get_one(models.Department, 1).usual_hours_per_day = 7.5
    department.standard("OP", 20, pace_unit="minutes_per_chart")
    backlog(department, FRIDAY, "OP", waiting=0, received=750, covers="week")
    assert told(department).staffing.needed.value == pytest.approx(250 / 37.5)


def test_planned_absence_is_taken_off_what_one_fte_supplies_and_off_capacity(department: SmallDepartment) -> None:
    """Ana is away on two of five days: 14 of 140 paid hours are 10 %; 126 h ÷ 5 = 25.2 h a day; one FTE 31.5 h."""
    away = models.PlannedAbsence(coder_id=department.ids["Ana"], from_day=MONDAY, to_day=MONDAY + timedelta(1))
    department.add(away)
    backlog(department, FRIDAY, waiting=210)
    row = told(department)
    assert row.team.capacity.value == pytest.approx(25.2)
    assert row.staffing.one_fte.value == pytest.approx(31.5)
    assert row.staffing.there.value == 4.0


def test_the_actual_pace_stands_beside_that_of_the_standard(department: SmallDepartment) -> None:
    """12 charts in 7.5 hours are 6 earned of 7.5: 80 %. 12 charts of the week need 6 h at the standard, 7.5 so."""
    department.day("Ana", MONDAY, 7.5, {"IP": 12})
    row = told(department).staffing
    assert row.pace.value == 0.8
    assert row.at_standard.value == pytest.approx(6 / 35)
    assert row.at_actual_pace.value == pytest.approx(7.5 / 35)
    assert row.overtime.value == 0.5


def test_the_standard_in_force_on_the_day_of_the_backlog_counts(department: SmallDepartment) -> None:
    department.standard("IP", 3, since=FRIDAY)
    backlog(department, MONDAY + timedelta(3), waiting=210)
    assert told(department, Period(MONDAY, MONDAY + timedelta(3))).team.hours.value == 105.0
    backlog(department, FRIDAY, waiting=210)
    assert told(department).team.hours.value == 70.0


def test_dnfb_days_are_dollars_over_the_revenue_of_90_days(department: SmallDepartment) -> None:
    backlog(department, FRIDAY, waiting=10, dollars=4_200_000_00)
    spans = models.Revenue(from_day=FRIDAY - timedelta(89), to_day=FRIDAY, dollars=54_000_000_00)
    department.add(spans)
    assert told(department).dnfb.value == pytest.approx(7.0)


def test_revenue_by_month_counts_by_its_days_within_the_90(department: SmallDepartment) -> None:
    """May 310,000 and June 300,000 are 10,000 a day; from 12 April to 10 July 61 of the 90 days are known."""
    backlog(department, FRIDAY, waiting=10, dollars=70_000_00)
    for first, last, dollars in ((5, 31, 310_000_00), (6, 30, 300_000_00)):
        span = date(2026, first, 1), date(2026, first, last)
        department.add(models.Revenue(from_day=span[0], to_day=span[1], dollars=dollars))
    row = told(department)
    assert row.dnfb.value == pytest.approx(7.0)
    assert row.dnfb.explanation.parts[2].value == "61 days"


def test_without_dollars_or_revenue_dnfb_days_say_so(department: SmallDepartment) -> None:
    assert told(department).dnfb.text == "no dollars were logged"
    backlog(department, FRIDAY, waiting=10, dollars=70_000_00)
    assert told(department).dnfb.text == "no revenue was logged of the 90 days before"


def test_the_unit_cost_is_the_cost_of_a_span_over_its_charts(department: SmallDepartment) -> None:
    """$63,752 over 10,400 charts is $6.13; 400 charts of another time are not among them."""
    department.day("Ana", MONDAY, 7.0, {"IP": 10_400})
    department.day("Ana", NEXT, 7.0, {"IP": 400})
    department.add(models.Revenue(from_day=MONDAY, to_day=FRIDAY, cost=63_752_00))
    assert told(department, MONTH, date(2026, 8, 3)).unit_cost.text == "$6.13"


def test_rework_is_the_coders_error_and_stands_beside_the_accuracy(department: SmallDepartment) -> None:
    department.day("Ana", MONDAY, 7.0, {"IP": 100})
    department.day("Ben", MONDAY, 7.0, {"IP": 100})
    department.rework("Ana", FRIDAY, "IP", 3)
    denial = {"source": "denial", "at_stake": 9_000_00, "recovered": 5_000_00}
    department.rework("Ana", FRIDAY, "IP", 4, outcome="overturned", resolved=FRIDAY + timedelta(30), **denial)
    department.rework("", FRIDAY, "IP", 2, source="denial", cause="payer")
    table = told(department).rework
    assert (table.total.share.value, table.total.denial_share.value) == (3 / 200, 6 / 200)
    assert (table.total.coder, table.total.payer, table.total.overturned) == (3, 2, 4)
    (ana,) = table.by_coder
    assert (ana.name, ana.share.value, ana.coded, ana.charts) == ("Ana", 0.03, 100, 7)
    assert ana.accuracy is not None
    assert [(line.name, line.share.value) for line in table.by_cause] == [("Coder", 0.015), ("Payer’s error", 0.01)]
    assert [line.name for line in table.by_source] == ["Denial", "Internal return"]
    assert (table.total.at_stake.value, table.total.recovered.value) == (9_000.0, 5_000.0)
    assert (table.days_to_resolve.value, table.open) == (30.0, 5)


def test_holds_are_a_pareto_of_the_last_day_on_which_they_are_logged(department: SmallDepartment) -> None:
    """60 documents up to 12 days old are at least 5 a day, 2.5 hours; of 90 held they are two thirds."""
    kind = department.ids["IP"]
    department.add(models.Hold(day=MONDAY, reason="edit", charts=500))
    department.add(
        models.Hold(day=FRIDAY, reason="query", charts=20, late=5, work_type_id=kind, provider_group="Cardiology")
    )
    department.add(
        models.Hold(day=FRIDAY, reason="query", charts=10, late=1, work_type_id=kind, provider_group="Surgery")
    )
    department.add(models.Hold(day=FRIDAY, reason="document", charts=60, oldest=12, work_type_id=kind))
    row = told(department)
    document, query = row.holdups
    assert (document.name, document.charts, document.share, document.hours.value) == (
        "Document missing",
        60,
        60 / 90,
        30,
    )
    assert (document.freed.value, document.freed_hours.value) == (5.0, 2.5)
    assert (query.charts, query.late, query.so_far) == (30, 6, 1.0)
    assert query.freed.text == "the age of the oldest was not logged"
    assert [(group.group, group.late_share.value) for group in row.groups] == [("Cardiology", 0.25), ("Surgery", 0.1)]


def test_hours_that_were_not_coding_are_told_by_week(department: SmallDepartment) -> None:
    """4 hours of meetings in 10 working days are 0.4 h a day: at 2 an hour 0.8 charts. Absence is not paid."""
    department.day("Ana", MONDAY, 7.0, {"IP": 12}, {"meeting": 1.0, "holiday": 7.0})
    department.day("Ana", NEXT, 7.0, {"IP": 12}, {"meeting": 3.0})
    fortnight = Period(MONDAY, NEXT + timedelta(6))
    (meeting,) = told(department, fortnight, NEXT + timedelta(6)).hours_lost
    assert (meeting.category, meeting.weeks) == ("meeting", ((MONDAY, 1.0), (NEXT, 3.0)))
    assert (meeting.hours.value, meeting.freed_hours.value, meeting.freed.value) == (4.0, 0.4, pytest.approx(0.8))


def test_turnaround_counts_waiting_charts_of_the_newest_list_alone(department: SmallDepartment) -> None:
    kind = department.ids["IP"]
    older, newer = FRIDAY, FRIDAY + timedelta(3)
    for coded, listed, charts in ((2, older, 2), (4, older, 1), (None, older, 50), (None, newer, 1)):
        day = None if coded is None else MONDAY + timedelta(coded)
        department.add(models.ChartWait(work_type_id=kind, discharged=MONDAY, coded=day, listed=listed, charts=charts))
    whole, week, of_type, of_type_week = told(department, MONTH, date(2026, 8, 3)).turnaround
    assert (whole.n, whole.waiting, whole.of) == (4, 1, "discharge")
    assert (whole.median.value, whole.p90.value) == (3.0, None)  # 2, 2, 4, 7+: half after 2, at the level until 4
    assert whole.p90.text.startswith("not reached")
    assert (week.work_type, week.week, week.n) == (None, MONDAY, 4)
    assert (of_type.work_type, of_type.week, of_type_week.week) == ("IP", None, MONDAY)


def test_eight_weeks_to_come_know_holidays_and_absence(department: SmallDepartment) -> None:
    """200 wait at each of 30 week ends; 280 come in and are coded in 140 hours: a holiday week codes 56 fewer."""
    for week in range(30):
        end = FRIDAY - timedelta(7 * week)
        backlog(department, end, waiting=200)
        for name in ("Ana", "Ben", "Cleo", "Dev"):
            for day in range(5):
                department.day(name, end - timedelta(day), 7.0, {"IP": 14})
    department.add(models.Holiday(day=NEXT + timedelta(8), name="day of rest"))
    row = told(department)
    assert [week.monday for week in row.forecast.weeks[:2]] == [NEXT, NEXT + timedelta(7)]
    assert [week.hours_there for week in row.forecast.weeks[:3]] == pytest.approx([140.0, 112.0, 140.0])
    assert [week.working_days for week in row.forecast.weeks[:3]] == [5, 4, 5]
    kind = row.types[0].forecast
    assert [week.expected for week in kind.weeks[:3]] == pytest.approx([200, 256, 256], abs=1)
    assert [week.expected for week in row.forecast.weeks[:3]] == pytest.approx([100, 128, 128], abs=1)
    assert (kind.unit, row.forecast.unit) == ("charts", "h")


def test_too_few_weeks_tell_no_forecast_and_say_how_many_there_are(department: SmallDepartment) -> None:
    backlog(department, FRIDAY, waiting=200)
    forecast = told(department).forecast
    assert (forecast.weeks, forecast.why_not) == ((), "8 weeks in a row are needed, 1 is logged")


def part(kind: ScenarioKind, value: float, **more: Any) -> ScenarioPartDraft:
    """Make a part of a scenario from the Monday after the week on."""
    return ScenarioPartDraft(scenario="try", kind=kind, from_day=NEXT, value=value, **more)


def test_a_scenario_changes_what_it_names_and_stores_nothing(department: SmallDepartment) -> None:
    """One more position: 35 h a week, 7 a day: 105 ÷ (35 − 22) = 8.0769 days; five FTE there."""
    for day in range(5):
        backlog(department, MONDAY + timedelta(day), waiting=210, received=44)
    row = told(department, WEEK, FRIDAY, part(ScenarioKind.HIRE, 1.0))
    assert row.team.to_clear.value == pytest.approx(105 / 13)
    assert row.staffing.there.value == 5.0
    away = told(department, WEEK, FRIDAY, part(ScenarioKind.LEAVE, 35.0, coder_id=department.ids["Ana"]))
    assert (away.team.capacity.value, away.staffing.there.value) == (21.0, 3.0)
    faster = told(department, WEEK, FRIDAY, part(ScenarioKind.STANDARD, 3.0, work_type_id=department.ids["IP"]))
    assert faster.team.hours.value == 70.0
    more = told(department, WEEK, FRIDAY, part(ScenarioKind.INFLOW, 250.0, work_type_id=department.ids["IP"]))
    assert more.types[0].inflow.value == 50.0
    assert told(department).team.to_clear.value == 17.5


def test_a_scenario_moves_the_weeks_to_come(department: SmallDepartment) -> None:
    """200 wait at each end, 280 come in and are coded in 140 h: 56 more a week; or one position, 35 h, 70 charts more.

    At a standard of 4 an hour, the pace staying as it is, 560 are coded a week, and what waits (50 hours) is gone.
    """
    for week in range(30):
        end = FRIDAY - timedelta(7 * week)
        backlog(department, end, waiting=200)
        for name in ("Ana", "Ben", "Cleo", "Dev"):
            for day in range(5):
                department.day(name, end - timedelta(day), 7.0, {"IP": 14})
    kind = department.ids["IP"]
    more = told(department, WEEK, FRIDAY, part(ScenarioKind.INFLOW, 336.0, work_type_id=kind))
    assert [week.expected for week in more.types[0].forecast.weeks[:2]] == pytest.approx([256, 312], abs=1)
    assert [week.expected for week in more.forecast.weeks[:2]] == pytest.approx([128, 156], abs=1)
    hire = told(department, WEEK, FRIDAY, part(ScenarioKind.HIRE, 1.0))
    assert [week.expected for week in hire.types[0].forecast.weeks[:3]] == pytest.approx([130, 60, 0], abs=1)
    assert [week.hours_there for week in hire.forecast.weeks[:1]] == pytest.approx([175])
    faster = told(department, WEEK, FRIDAY, part(ScenarioKind.STANDARD, 4.0, work_type_id=kind))
    assert faster.team.hours.value == 50.0
    assert [week.expected for week in faster.forecast.weeks[:2]] == pytest.approx([0, 0], abs=1)


def test_a_scenario_of_somebody_who_is_gone_or_of_no_standard_changes_nothing(department: SmallDepartment) -> None:
    backlog(department, FRIDAY, waiting=210)
    gone = part(ScenarioKind.LEAVE, 35.0, coder_id=99)
    none = part(ScenarioKind.STANDARD, 0.0, work_type_id=department.ids["IP"])
    row = told(department, WEEK, FRIDAY, gone, none)
    assert (row.team.capacity.value, row.team.hours.value) == (28.0, 105.0)


def test_where_nothing_is_logged_every_number_says_why(department: SmallDepartment) -> None:
    row = told(department)
    assert (row.logged, row.as_of, row.days_logged, row.types) == (False, None, (0, 5), ())
    assert row.team.waiting.text == "nothing was logged of what waits"
    assert row.staffing.needed.text == "nothing came in and nothing was coded"
    assert row.rework.total.share.text == "no charts were coded"
    assert row.unit_cost.text == "no labour cost was logged"


def test_a_work_type_without_a_standard_is_named_and_left_out_of_the_hours(department: SmallDepartment) -> None:
    department.work_type("New")
    backlog(department, FRIDAY, waiting=210)
    backlog(department, FRIDAY, "New", waiting=30)
    row = told(department)
    assert row.team.hours.value == 105.0
    assert row.team.hours.explanation.remarks[0].startswith("New: no standard is in force")
    assert row.types[1].hours.text == "no standard is in force"
