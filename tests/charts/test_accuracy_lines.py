"""The limits of audits as lines: each holds half way to its neighbours, by the size of its audit."""

from dataclasses import replace
from datetime import date

from codedesk.charts.accuracy_lines import limit_lines
from codedesk.charts.axes import date_axis, value_axis
from codedesk.charts.picture import Step
from codedesk.metrics.figures import Stretch, Trend, TrendPoint
from codedesk.periods import Period

PERIOD = Period(date(2026, 6, 29), date(2026, 9, 27))
FIRST, SECOND, LAST = date(2026, 7, 8), date(2026, 8, 5), date(2026, 9, 2)
POINTS = (
    TrendPoint(FIRST, 0.95, lower=0.91, upper=0.99),
    TrendPoint(SECOND, 0.94, lower=0.85, upper=1.0),
    TrendPoint(LAST, 0.96, lower=0.89, upper=0.99),
)
TREND = Trend("accuracy", POINTS, 0.95, 0.89, 0.99, 8, "may", (Stretch(FIRST, 0.95, 0.89, 0.99, 8),))
X, Y = date_axis(PERIOD), value_axis(0.8, 1.0, 0.05)


def test_each_limit_holds_half_way_to_the_neighbours_and_the_last_one_is_named() -> None:
    mean, upper, lower = limit_lines(TREND, X, Y)
    assert (mean.label, mean.steps) == ("Mean 95.0\u00a0%", (Step(X.start, date(2026, 9, 16), 0.95),))
    assert lower.label == "Lower limit 89.0\u00a0%"
    assert lower.steps == (
        Step(X.start, date(2026, 7, 22), 0.91),
        Step(date(2026, 7, 23), date(2026, 8, 19), 0.85),
        Step(date(2026, 8, 20), date(2026, 9, 16), 0.89),
    )
    assert [step.value for step in upper.steps] == [0.99, 0.99]  # 100 % is no limit


def test_limits_stand_where_audits_are_that_they_are_of_and_not_over_the_quarters_before() -> None:
    year = date_axis(Period(date(2025, 9, 29), date(2026, 9, 27)))
    earlier = (TrendPoint(date(2025, 11, 5), 0.97), TrendPoint(date(2026, 6, 10), 0.93))
    mean, _, lower = limit_lines(replace(TREND, points=(*earlier, *POINTS)), year, Y)
    assert mean.steps == (Step(date(2026, 6, 25), date(2026, 9, 16), 0.95),)  # half way from 10 June to 8 July
    assert lower.steps[0] == Step(date(2026, 6, 25), date(2026, 7, 22), 0.91)


def test_the_limits_of_a_lone_audit_stand_two_weeks_about_it() -> None:
    mean, _, lower = limit_lines(replace(TREND, points=POINTS[:1]), X, Y)
    assert mean.steps == (Step(X.start, date(2026, 7, 22), 0.95),)
    assert lower.steps == (Step(X.start, date(2026, 7, 22), 0.91),)


def test_too_few_audits_have_no_lines_and_what_is_off_the_axis_is_not_drawn() -> None:
    assert limit_lines(replace(TREND, points=tuple(one._replace(lower=None) for one in POINTS)), X, Y) == ()
    assert [line.kind for line in limit_lines(TREND, X, value_axis(0.92, 1.0, 0.02))] == ["mean", "limit"]


def test_a_stretch_without_limits_has_no_mean_line() -> None:
    opened = (Stretch(FIRST, 0.95, 0.89, 0.99, 8), Stretch(SECOND, 0.9, None, None, None))
    points = (POINTS[0], *(one._replace(lower=None, upper=None) for one in POINTS[1:]))
    mean, _, lower = limit_lines(replace(TREND, points=points, stretches=opened), X, Y)
    assert mean.steps == (Step(X.start, date(2026, 7, 22), 0.95),)
    assert [(step.from_day, step.to_day) for step in lower.steps] == [(X.start, date(2026, 7, 22))]


def test_lines_that_hold_no_longer_say_until_when_they_did() -> None:
    opened = Stretch(FIRST, 0.95, 0.89, 0.99, 8), Stretch(date(2026, 7, 15), 0.9, None, None, None, why="based anew")
    points = (POINTS[0], *(one._replace(lower=None, upper=None) for one in POINTS[1:]))
    trend = Trend("accuracy", points, 0.9, None, None, None, None, opened)
    labels = [line.label for line in limit_lines(trend, X, Y)]
    assert labels == ["Mean to 14 Jul 2026", "Upper limit to 14 Jul 2026", "Lower limit to 14 Jul 2026"]


def test_no_line_reaches_over_the_day_on_which_the_chart_begins_anew() -> None:
    opened = Stretch(FIRST, 0.95, 0.89, 0.99, 8), Stretch(date(2026, 8, 1), 0.94, 0.85, 1.0, 8, why="based anew")
    _, _, lower = limit_lines(replace(TREND, stretches=opened), X, Y)
    assert [(step.from_day, step.to_day) for step in lower.steps[:2]] == [
        (X.start, date(2026, 7, 22)), (date(2026, 8, 1), date(2026, 8, 19)),
    ]  # fmt: skip


def test_two_audits_of_one_day_stand_one_after_the_other() -> None:
    points = (POINTS[0]._replace(lower=0.92), POINTS[1]._replace(week=FIRST))
    (_, _, lower) = limit_lines(replace(TREND, points=points), X, Y)
    assert [step.value for step in lower.steps] == [0.92, 0.85]


def test_lines_begin_with_the_first_audit_that_has_limits_half_way_from_the_one_before() -> None:
    points = (POINTS[0]._replace(lower=None, upper=None), *POINTS[1:])
    mean, _, lower = limit_lines(replace(TREND, points=points), X, Y)
    begun, last = date(2026, 7, 23), date(2026, 9, 16)
    assert mean.steps == (Step(begun, last, 0.95),)
    assert lower.steps == (Step(begun, date(2026, 8, 19), 0.85), Step(date(2026, 8, 20), last, 0.89))
