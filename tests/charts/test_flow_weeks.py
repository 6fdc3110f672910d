"""Work that waits week by week: what the lines are made of, what is said above them, and what happened meanwhile."""

from dataclasses import replace
from datetime import date

from codedesk.charts import flow_weeks, flows
from codedesk.charts.flow_chart import FlowChart
from codedesk.services.flow.rows import StaffingWeeks, TypeWeeks
from tests import flow_rows

INPATIENT = flow_rows.of_type(1, "Inpatient", 210)


def told(chart: FlowChart) -> list[str]:
    return [chart.words_of(stop).replace("\u00a0", " ") for stop in chart.stops]


def test_what_comes_in_stands_beside_what_is_coded_and_could_be_week_by_week() -> None:
    chart = flow_weeks.rates_chart(INPATIENT, flow_rows.EVENTS)
    assert chart.title == "More comes in than is coded (44 against 40); in 2 of 3 weeks more came in"
    assert chart.subtitle == "Inpatient · charts a working day, by the week"
    assert [(line.name, line.style) for line in chart.lines] == [
        ("came in", "solid"), ("coded", "dotted"), ("could be coded", "dashed")
    ]  # fmt: skip
    assert [point.value for point in chart.lines[0].points] == [44, 46, 38, None]  # not known is a gap, no zero
    assert told(chart) == [
        "Week of 6 Jul 2026: came in 44 charts, coded 40 charts, could be coded 56 charts. · "
        "8 Jul 2026: New record system (team)",
        "Week of 13 Jul 2026: came in 46 charts, coded 40 charts, could be coded 56 charts.",
        "Week of 20 Jul 2026: came in 38 charts, coded 40 charts, could be coded 52 charts. · "
        "20 Jul 2026: Standard: Inpatient 2.4 an hour (Inpatient)",
        "Week of 27 Jul 2026: came in not known, coded 42 charts, could be coded 56 charts.",
    ]
    assert chart.table.rows[-1] == ("27 Jul 2026", "–", "42", "56")


def test_days_of_work_are_told_with_the_week_of_the_most() -> None:
    chart = flow_weeks.days_chart(INPATIENT)
    said = chart.title.replace("\u00a0", " ")
    assert said.endswith("cleared in 17.5 days; the most, 4.5 days, in the week of 13 Jul 2026")
    assert [point.value for point in chart.lines[0].points] == [3.0, 4.5, 3.75, None]


def test_people_needed_and_there_are_told_by_their_difference_and_the_weeks_with_too_few() -> None:
    chart = flow_weeks.fte_chart(flow_rows.staffing())
    assert chart.title == "0.43 FTE fewer are there than the work needs; too few were there in 2 of 3 weeks"
    assert chart.subtitle.replace("\u00a0", " ").endswith("at the pace of late 4.2 FTE are needed")
    assert [(line.name, line.style) for line in chart.lines] == [("needed", "solid"), ("there", "dashed")]
    assert told(chart)[0].replace("\u00a0", " ") == "Week of 6 Jul 2026: needed 4.2 FTE, there 3.5 FTE."


def test_weeks_before_anything_was_logged_take_no_room_and_nothing_at_all_says_so() -> None:
    first, second = date(2026, 7, 6), date(2026, 7, 13)
    weeks = TypeWeeks((first, second), (None, 40.0), (0.0, 38.0), (56.0, 56.0), (None, 3.0))
    chart = flow_weeks.rates_chart(replace(INPATIENT, weeks=weeks))
    assert [point.day for point in chart.lines[0].points] == [second]
    never = replace(INPATIENT, weeks=TypeWeeks((first,), (None,), (0.0,), (56.0,), (None,)))
    assert flow_weeks.rates_chart(never).empty.startswith("What came in and what was coded is not logged")
    assert flow_weeks.days_chart(never).empty == "How many days of work wait is not known."
    assert flow_weeks.fte_chart(replace(flow_rows.staffing(), weeks=StaffingWeeks())).empty


def test_a_standard_of_one_work_type_stands_in_its_picture_and_the_teams_alone() -> None:
    emergency = flow_rows.of_type(2, "Emergency", 56)
    assert [band.label for band in flow_weeks.rates_chart(emergency, flow_rows.EVENTS).bands] == ["New record system"]
    team = flow_rows.of_type(None, "Team", 400, unit="h")
    assert len(flows.backlog_chart(team, events=flow_rows.EVENTS).bands) == 2
