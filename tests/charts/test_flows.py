"""Work that waits as pictures: what they say, what they are made of, and that nothing unknown is drawn as nothing."""

from dataclasses import replace
from datetime import date

from codedesk.charts import flows
from tests import flow_rows

NBSP = "\u00a0"


def plain(words: str) -> str:
    return words.replace(NBSP, " ")


def test_a_backlog_is_told_with_its_days_and_when_it_is_cleared_and_goes_on_into_its_forecast() -> None:
    chart = flows.backlog_chart(flow_rows.of_type(1, "Inpatient", 210))
    assert plain(chart.title) == "210 charts wait, 3.75 days of work; cleared in 17.5 days"
    assert plain(chart.subtitle) == (
        "Inpatient · charts waiting at the end of each week · limits of 13 weeks · shaded: 80 % of what is likely"
    )
    waits, expected = chart.lines
    assert [point.value for point in waits.points[-2:]] == [199.5, 210] and waits.points[-1].mark == "concern"
    assert [point.day for point in expected.points[:2]] == [date(2026, 9, 28), date(2026, 10, 5)]
    assert (expected.points[1].low, expected.points[1].value, expected.points[1].high) == (190, 210, 230)
    assert plain(expected.points[1].words) == (
        "Week of 5 Oct 2026: 210 charts expected, 190 to 230 likely; 5 working days, 140 h there."
    )
    assert chart.y.low == 0 and chart.y.high == 300
    assert all(chart.table.header)
    assert len(chart.table.rows) == 13 + 8 and chart.table.rows[-1][3] == "260 to 300"


def test_a_backlog_that_never_clears_says_so() -> None:
    never = flows.backlog_chart(flow_rows.of_type(1, "Inpatient", 210, clears=False))
    assert never.title.endswith("; to clear: never at this rate")


def test_holds_stand_by_reason_with_what_a_day_less_would_free() -> None:
    bars = flows.hold_bars(flow_rows.holdups())
    assert bars.title == "Query open holds 14 of 21 held charts"
    assert [plain(cell) for cell in bars.table.rows[0]] == [
        "Query open", "14", "66.7 %", "66.7 %", "6", "21 days", "2.00 charts = 1.00 h"
    ]  # fmt: skip
    assert bars.table.rows[1][4:6] == ("–", "–")


def test_hours_that_are_not_coding_are_stacked_by_week_with_the_smallest_as_one() -> None:
    chart = flows.lost_chart(flow_rows.lost())
    assert plain(chart.title) == "Meetings took most of the 33 h that were not coding"
    assert chart.layers == ("Meetings", "Downtime") and [column.parts for column in chart.columns[:2]] == [
        (6, 0),
        (6, 9),
    ]
    assert plain(chart.columns[1].words) == "Week of 13 Jul 2026: Meetings 6 h, Downtime 9 h."
    rows = flow_rows.lost()[:1] * 7
    assert flows.lost_chart(rows).layers == ("Meetings",) * 4 + ("All other",)
    assert flows.lost_chart(rows).columns[0].parts == (6, 6, 6, 6, 18)


def test_a_week_without_a_median_is_a_gap_and_its_waiting_charts_are_told() -> None:
    rows = [row for row in flow_rows.turnaround() if row.week is not None]
    chart = flows.turnaround_chart(rows, "Inpatient", "discharge")
    assert plain(chart.title) == "Half of the charts of the last week took 6 days or less"
    assert [point.value for point in chart.lines[0].points] == [3, 4, 6, None]
    assert plain(chart.lines[0].points[2].words) == (
        "Week of 20 Jul 2026: median 6 days, 90th percentile not reached; 40 charts, 6 of them still waiting."
    )
    assert [plain(cell) for cell in chart.table.rows[3]] == ["27 Jul 2026", "40", "9", "not reached", "not reached"]


def test_the_trend_is_told_in_words() -> None:
    assert flows.trend_words(flow_rows.trend([100, 90])) == "2 weeks so far"
    assert flows.trend_words(flow_rows.trend([100.0] * 12 + [160.0], centre=100)) == "over its limits"
    assert flows.trend_words(flow_rows.trend([])) == "not logged"


def test_weeks_before_anything_was_logged_take_no_room_and_a_missing_forecast_says_why() -> None:
    row = replace(flow_rows.of_type(1, "Inpatient", 210), trend=flow_rows.trend([None, None, 200.0, 210.0]))
    chart = flows.backlog_chart(replace(row, forecast=flow_rows.forecast("charts", 0, weeks=0)))
    assert chart.x.start == date(2026, 7, 20) and [point.value for point in chart.lines[0].points] == [200, 210]
    assert chart.subtitle.endswith("limits come with twelve weeks · no forecast: too few weeks")
