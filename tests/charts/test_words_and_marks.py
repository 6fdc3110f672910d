"""What is said beside a chart agrees with the marks that are drawn on it, in every place that says something."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from codedesk.charts import axes, findings
from codedesk.charts.control import accuracy_chart, pace_chart
from codedesk.charts.multiples import multiples
from codedesk.charts.picture import Chart, Point
from codedesk.charts.sparks import pair_spark
from codedesk.charts.trend_pair import trend_pair
from codedesk.charts.variation import no_signal_words, variation
from codedesk.desk import Desk
from codedesk.metrics.figures import Block, Mark
from codedesk.periods import Period, quarter
from codedesk.services.figures.figures import team_figures
from codedesk.services.figures.trends import trends
from codedesk.services.reviews.sentences import trend_sentence
from tests.charts.made import accuracy_trend, block, pace_trend

TODAY = date(2026, 10, 5)
QUARTERS = [quarter(2025, 3), quarter(2025, 4), *(quarter(2026, number) for number in (1, 2, 3))]
SPANS = [Period(date(2025, 10, 1), date(2026, 9, 30)), Period(date(2024, 7, 1), date(2026, 9, 30))]
Q3 = quarter(2026, 3)


def drawn(chart: Chart) -> list[Point]:
    return [point for point in chart.points if point.value is not None and point.mark != "common"]


def blocks(desk: Desk, period: Period) -> Iterator[Block]:
    found = desk.read(team_figures, period, None, TODAY)
    yield found.team
    yield from found.coders


def check_points(chart: Chart) -> None:
    """Each point with a mark says which, and a point without says none."""
    for point in chart.points:
        told = [line for line in point.words if line.startswith("Mark: ")]
        assert bool(told) == (point.value is not None and point.mark != "common"), point
        if told and point.mark == "special":
            assert any(words in told[0] for words in ("after “", "with ", "by another mix", "over 150 %")), told


def check_count(words: str, marks: int) -> None:
    """Words that count weeks count those that are marked, and steady is only what has no mark."""
    if "steady" in words or "too few" in words:
        assert marks == 0, words
    for count in re.findall(r"(\d+) weeks? (?:above|below|near|rising|falling|marked|explained|over)", words):
        assert int(count) == marks, words


@pytest.mark.parametrize("period", QUARTERS, ids=str)
def test_every_chart_of_a_quarter_of_the_sample_says_what_its_marks_say(shared_sample: Desk, period: Period) -> None:
    for one in blocks(shared_sample, period):
        pace, accuracy = pace_chart(one, period), accuracy_chart(one, period)
        marks = len(drawn(pace))
        check_points(pace)
        check_points(accuracy)
        check_count(variation(one)[1], marks)
        check_count(pace.title, marks)
        check_count(pace.summary, marks)
        if not one.signals:
            kinds = {point.mark for point in drawn(pace)}
            assert variation(one)[0] in (kinds or {"common"}) or len(kinds) > 1
        cells = [row[3] for row in pace.table.rows if row[0] != "Whole period"]
        assert sum(bool(cell) for cell in cells) == marks
        sentence = trend_sentence(one.trend)
        if one.trend.lower is not None:
            assert ("no week of the period marked" in sentence) == (marks == 0), sentence
            assert marks == 0 or f"; {marks} week{'s' if marks > 1 else ''} of the period marked" in sentence
        if not drawn(accuracy):
            assert not re.search(r"accuracy (was|has been|varied|left)", pace.title), pace.title


@pytest.mark.parametrize("period", QUARTERS[2:], ids=str)
def test_the_small_charts_of_a_row_bear_the_marks_of_the_large_ones(shared_sample: Desk, period: Period) -> None:
    every = list(blocks(shared_sample, period))
    pace_y, accuracy_y = axes.pace_axis(every), axes.accuracy_axis(every)
    for one in every:
        spark = pair_spark(one, period, pace_y, accuracy_y)
        for small, large in ((spark.pace, pace_chart(one, period)), (spark.accuracy, accuracy_chart(one, period))):
            assert [(point.day, point.mark) for point in small.points] == [
                (point.day, point.mark) for point in large.points
            ]
        check_count(spark.pace.summary, len(drawn(pace_chart(one, period))))
    for cell in multiples(every[1:], period).cells:
        check_count(cell.words, sum(point.mark != "common" for point in cell.spark.pace.points if point.value))


@pytest.mark.parametrize("span", SPANS, ids=str)
def test_every_subject_of_trends_says_what_its_marks_say(shared_sample: Desk, span: Period) -> None:
    for subject in shared_sample.read(trends, span.start, span.end, TODAY).subjects:
        pace, accuracy = trend_pair(subject, span)
        for chart in (pace, accuracy):
            check_points(chart)
            check_count(chart.title, len(drawn(pace)))
        check_count(variation(subject.block)[1], len(drawn(pace)))
        check_count(no_signal_words(subject.block), len(drawn(pace)))
        assert sum(bool(row[3]) for row in pace.table.rows if row[0] != "Whole period") == len(drawn(pace))


@pytest.mark.parametrize(
    ("values", "signals", "words"),
    [
        ([1.0] * 6 + [1.1] * 7, dict.fromkeys(range(6, 13), "run"), ("improvement", "7 weeks marked upwards")),
        ([1.0] * 6 + [0.9] * 7, dict.fromkeys(range(6, 13), "run"), ("concern", "7 weeks marked downwards")),
        ([1.0] * 12 + [1.3], {12: "outside"}, ("improvement", "1 week above the limits")),
        ([1.0] * 11 + [0.6, 0.7], {11: "outside", 12: "outside"}, ("concern", "2 weeks below the limits")),
        ([1.0] * 11 + [1.15, 1.16], dict.fromkeys((11, 12), "two_of_three"), ("improvement", "2 weeks near the upper "
                                                                             "limit")),
        ([1.0] * 11 + [0.6, 1.3], {11: "outside", 12: "outside"}, ("special", "2 weeks marked")),
        ([1.0] * 12 + [1.6], {}, ("special", "1 week over 150 %")),
        ([1.0] * 13, {}, ("common", "steady")),
    ],
)  # fmt: skip
def test_the_words_of_marks_without_a_signal(
    values: list[float], signals: dict[int, Mark], words: tuple[str, str]
) -> None:
    trend = pace_trend(values, signals, (1.0, 0.8, 1.2))
    one = block(trend=trend)
    assert (variation(one)[0], variation(one)[1].replace("\xa0", " ")) == words
    chart = pace_chart(one, Q3)
    check_points(chart)
    check_count(chart.title, len(drawn(chart)))
    assert sum(bool(row[3]) for row in chart.table.rows if row[0] != "Whole period") == len(drawn(chart))


def test_weeks_that_rise_one_after_the_other_are_not_called_above_the_mean() -> None:
    values = [1.0] * 6 + [0.9 + 0.02 * number for number in range(7)]
    one = block(trend=pace_trend(values, dict.fromkeys(range(7, 13), "trend"), (1.0, 0.8, 1.2)))
    assert variation(one) == ("improvement", "6 weeks rising in a row")


def test_weeks_that_the_process_explains_say_so() -> None:
    trend = pace_trend([1.0] * 11 + [0.6, 0.7], {11: "outside", 12: "outside"}, (1.0, 0.8, 1.2))
    points = tuple(each._replace(explained="with the whole team" if each.signal else "") for each in trend.points)
    assert variation(block(trend=replace(trend, points=points))) == ("special", "2 weeks explained")


def test_a_few_weeks_with_a_mark_are_not_called_too_few() -> None:
    one = block(trend=pace_trend([1.0] * 3 + [1.1] * 7, dict.fromkeys(range(3, 10), "run"), None))
    trend = replace(one.trend, centre=1.05)
    assert variation(replace(one, trend=trend)) == ("improvement", "7 weeks marked upwards")


def test_one_audit_outside_its_limits_is_said_so() -> None:
    trend = accuracy_trend((date(2026, 8, 4), 0.70, 0.6, 0.8))
    point = trend.points[0]._replace(signal="outside", centre=0.95, lower=0.85, upper=1.0)
    one = replace(block(), accuracy_trend=replace(trend, points=(point,)))
    assert "was below its limits in the audit of 4 Aug 2026" in accuracy_chart(one, Q3).title.replace("\xa0", " ")


def test_months_of_audits_are_not_called_one_audit() -> None:
    days = [date(2026, month, 1) for month in range(1, 10)]
    trend = accuracy_trend(*((day, 0.95, 0.9, 0.98) for day in days))
    points = tuple(
        point._replace(label=f"{point.week:%Y-%m}", signal="run" if n > 1 else None, centre=0.93)
        for n, point in enumerate(trend.points)
    )
    one = replace(block(), accuracy_trend=replace(trend, points=points))
    words = findings.accuracy_clause(one).replace("\xa0", " ")
    assert words.startswith("accuracy has been higher since the audits of Mar 2026")


def test_where_nothing_is_asked_the_marks_are_still_told() -> None:
    run: dict[int, Mark] = dict.fromkeys(range(6, 13), "run")
    marked = block(trend=pace_trend([1.0] * 6 + [1.1] * 7, run, (1.0, 0.8, 1.2)))
    assert no_signal_words(marked) == (
        "Nothing is worth a question in this time; on the charts: 7 weeks marked upwards."
    )
    assert no_signal_words(block(trend=pace_trend([1.0] * 13))) == "Nothing stands out in this time."
