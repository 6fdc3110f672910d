"""The charts over time say what the figures say: marks, gaps, lines, events, and both figures in every sentence."""

from dataclasses import replace
from datetime import date

import pytest

from codedesk.charts import findings
from codedesk.charts.axes import value_axis
from codedesk.charts.control import accuracy_chart, pace_chart, pair_table
from codedesk.charts.picture import Chart, Step
from codedesk.metrics.figures import (
    Baseline,
    Block,
    EventMark,
    Mark,
    NotAudited,
    Paired,
    Signal,
    Stretch,
    Trend,
    TrendPoint,
)
from codedesk.periods import Period
from tests.charts.made import FIRST_WEEK, Q3, accuracy, accuracy_trend, block, empty_block, pace, pace_trend

LIMITS = (0.98, 0.78, 1.18)


def text(words: str) -> str:
    return words.replace("\u00a0", " ")


def marked(value: float, signal: Mark | None) -> Block:
    values = [0.98] * 12 + [value]
    return block(trend=pace_trend(values, {12: signal} if signal else None, LIMITS))


@pytest.mark.parametrize(
    ("value", "signal", "mark"),
    [
        (0.98, None, "common"),
        (1.25, "outside", "improvement"),
        (0.70, "outside", "concern"),
        (1.05, "run", "improvement"),
        (0.90, "run", "concern"),
        (0.85, "two_of_three", "concern"),
        (1.70, "outside", "special"),
        (1.60, None, "special"),
        (0.98, "two_of_three", "special"),
    ],
)
def test_the_mark_follows_signal_and_direction(value: float, signal: Mark | None, mark: str) -> None:
    chart = pace_chart(marked(value, signal), Q3)
    assert chart.points[-1].mark == mark


def test_a_trend_points_the_way_it_moves_whatever_its_side() -> None:
    rising = pace_trend([0.80, 0.82, 0.84, 0.86, 0.88, 0.90, 0.92], {6: "trend"}, LIMITS)
    assert pace_chart(block(trend=rising), Q3).points[6].mark == "improvement"


def test_direction_is_read_from_the_mean_of_its_own_stretch() -> None:
    points = tuple(TrendPoint(date(2026, 7, 6 + 7 * n), 0.8, "run" if n == 2 else None) for n in range(3))
    stretches = (
        Stretch(date(2026, 7, 6), 0.7, 0.6, 0.9, 12),
        Stretch(date(2026, 7, 27), 1.0, 0.9, 1.1, 12),
    )
    trend = Trend("pace", points, 1.0, 0.9, 1.1, 12, None, stretches)
    assert findings.mark_of(points[2], trend) == "improvement"


def test_a_missing_week_is_a_gap_and_breaks_the_line() -> None:
    chart = pace_chart(block(trend=pace_trend([0.9, 1.0, None, 1.1])), Q3)
    assert [len(run) for run in chart.series[0].segments] == [2, 1]
    assert chart.points[2].value is None


def test_pace_and_accuracy_share_the_time_axis() -> None:
    one = block()
    assert pace_chart(one, Q3).x == accuracy_chart(one, Q3).x


def test_the_lines_are_mean_limits_and_the_standard_with_their_values() -> None:
    chart = pace_chart(block(trend=pace_trend([0.98] * 13, None, LIMITS)), Q3)
    told = [(line.kind, text(line.label)) for line in chart.lines]
    assert told == [
        ("mean", "Mean 98.0 %"),
        ("limit", "Upper limit 118.0 %"),
        ("limit", "Lower limit 78.0 %"),
        ("standard", "Standard 100 %"),
    ]


def test_under_twelve_weeks_there_are_no_limits_and_the_title_says_so() -> None:
    chart = pace_chart(block(trend=pace_trend([0.9, 1.0, 0.95])), Q3)
    assert [line.kind for line in chart.lines] == ["standard"]
    assert text(chart.title) == "Pace 95.5 % over 3 weeks, too few for limits; accuracy held at 93.1 %"


def test_thirteen_weeks_are_not_called_too_few_where_the_limits_began_anew_within_them() -> None:
    base = Baseline(date(2026, 8, 31), date(2026, 9, 21), (0.95,) * 4, False, begun=date(2026, 8, 31))
    anew = Stretch(date(2026, 8, 31), 0.95, None, None, None, baseline=base, why="a step of the ramp")
    trend = replace(pace_trend([0.9] * 13), centre=0.95, stretches=(anew,))
    told = "Pace 95.5 % over 13 weeks, since 31 Aug 2026 too few for limits; accuracy held at 93.1 %"
    assert text(pace_chart(block(trend=trend), Q3).title) == told
    first = replace(anew, baseline=replace(base, values=(0.95,) * 11), why="")
    told = "Pace 95.5 % over 13 weeks, 11 of them usable, too few for limits; accuracy held at 93.1 %"
    assert text(pace_chart(block(trend=replace(trend, stretches=(first,))), Q3).title) == told


def test_audits_from_before_another_scoring_method_are_not_compared_with_those_since() -> None:
    """96.5 % of the codes and then 59.1 % of the charts without a finding: nothing fell."""
    trend = accuracy_trend((date(2026, 7, 8), 0.965, 0.93, 0.98), (date(2026, 8, 16), 0.591, 0.39, 0.77))
    anew = (Stretch(date(2026, 7, 8), 0.965, None, None, None), Stretch(date(2026, 8, 16), 0.591, None, None, None))
    figures = Paired(pace(), accuracy(0.591, 0.39, 0.77, audits=1, method="record"))
    told = replace(block(paired=figures), accuracy_trend=replace(trend, stretches=anew))
    assert text(findings.accuracy_clause(told)) == "accuracy 59.1 % in 1 audit"
    assert text(findings.accuracy_clause(replace(told, accuracy_trend=trend))) == "accuracy fell to 59.1 %"


def test_one_audit_lies_at_its_accuracy_and_not_between_two() -> None:
    one = replace(block(), accuracy_trend=accuracy_trend((date(2026, 7, 8), 0.964, 0.93, 0.98)))
    assert text(accuracy_chart(one, Q3).summary).endswith(". What audits found lies at 96.4 %.")


def test_a_standard_that_changed_is_dated() -> None:
    steps = (Step(date(2026, 1, 1), date(2026, 7, 31), 0.95), Step(date(2026, 8, 1), date(2026, 12, 31), 0.96))
    line = accuracy_chart(block(), Q3, standard=steps).lines[-1]
    assert text(line.label) == "Standard 96 % from 1 Aug 2026"
    assert [(step.from_day, step.value) for step in line.steps] == [(FIRST_WEEK, 0.95), (date(2026, 8, 1), 0.96)]
    revised = pace_chart(block(), Q3, revised=(date(2026, 8, 1),)).lines
    assert text(revised[-1].label) == "Standard 100 %, revised 1 Aug 2026"


def test_a_learner_sees_the_ramp_beside_the_standard() -> None:
    learner = block(paired=Paired(pace(0.65, expected=0.625), accuracy()))
    average = pace_chart(learner, Q3).lines[-1]
    assert (average.kind, text(average.label)) == ("expected", "Expected 62.5 %, on average")
    steps = (Step(date(2026, 7, 1), date(2026, 8, 15), 0.5), Step(date(2026, 8, 16), date(2026, 9, 30), 0.75))
    line = pace_chart(learner, Q3, expected=steps).lines[-1]
    assert text(line.label) == "Expected 75 % from 16 Aug 2026"


def test_limits_that_were_started_anew_are_drawn_in_steps() -> None:
    stretches = (Stretch(FIRST_WEEK, 0.9, 0.8, 1.0, 12), Stretch(date(2026, 8, 10), 1.1, 1.0, 1.2, 12))
    trend = pace_trend([1.0] * 13, None, (1.1, 1.0, 1.2))
    chart = pace_chart(block(trend=Trend("pace", trend.points, 1.1, 1.0, 1.2, 12, None, stretches)), Q3)
    mean = chart.lines[0]
    assert [(step.from_day, step.to_day, step.value) for step in mean.steps] == [
        (FIRST_WEEK, date(2026, 8, 9), 0.9),
        (date(2026, 8, 10), date(2026, 9, 30), 1.1),
    ]


def test_limits_that_are_over_say_until_when() -> None:
    limited = [TrendPoint(FIRST_WEEK, 0.95, centre=0.9, lower=0.8, upper=1.0)]
    learning = [TrendPoint(date(2026, 7, 6), 0.6, centre=0.6)]
    stretch = Stretch(
        date(2026, 7, 6),
        0.6,
        None,
        None,
        None,
        baseline=Baseline(date(2026, 7, 6), date(2026, 7, 6), (0.6,) * 7, False),
    )
    trend = Trend("pace", (*limited, *learning), 0.6, None, None, None, None, (stretch,))
    told = [(line.kind, text(line.label)) for line in pace_chart(block(trend=trend), Q3).lines]
    assert told[:3] == [
        ("mean", "Mean 60.0 %"),
        ("limit", "Upper limit to 5 Jul 2026"),
        ("limit", "Lower limit to 5 Jul 2026"),
    ]


def test_an_accuracy_without_limits_draws_no_mean_beside_the_pooled_figure() -> None:
    audits = accuracy_trend((date(2026, 7, 22), 0.94, 0.83, 0.98), (date(2026, 8, 25), 0.9, 0.8, 0.97))
    centred = Trend("accuracy", audits.points, 0.92, None, None, None, None)
    assert [line.kind for line in accuracy_chart(block(audits=centred), Q3).lines] == ["standard"]


def test_a_value_off_the_scale_is_drawn_at_the_edge_with_its_number() -> None:
    chart = pace_chart(block(trend=pace_trend([0.98, 2.4])), Q3)
    assert (chart.y.high, [text(label.text) for label in chart.labels]) == (1.6, ["240.0 %"])
    assert chart.labels[0].value == 1.6


def test_every_point_tells_pace_and_accuracy_of_its_week_and_of_the_period() -> None:
    chart = pace_chart(block(), Q3)
    audited, unaudited = chart.points[3], chart.points[0]
    assert text(audited.words[1]) == "Pace 99.0 %; accuracy 94.0 % (83.0–98.0 %), 10 charts"
    assert text(unaudited.words[1]) == "Pace 95.0 %; accuracy: not audited that week"
    whole = "Whole period: pace 95.5 %; accuracy 93.1 % (86.5–96.6 %, 10 charts in 2 audits, small sample)"
    assert text(audited.words[-1]) == whole
    audit = accuracy_chart(block(), Q3).points[0]
    assert text(audit.words[1]) == "Accuracy 94.0 % (83.0–98.0 %), 10 charts; pace that week 99.0 %"


def test_the_table_has_pace_and_accuracy_in_every_row() -> None:
    table = pair_table(block(), Q3)
    assert table.header == ("Week of", "Pace", "Accuracy", "Mark of the pace")
    rows = [tuple(text(cell) for cell in row) for row in table.rows]
    assert ("20 Jul 2026", "99.0 %", "94.0 % (83.0–98.0 %), 10 charts", "") in rows
    assert ("3 Aug 2026", "no pace", "not audited", "") in rows
    assert rows[-1][:2] == ("Whole period", "95.5 %")
    assert all(row[1] and row[2] for row in rows)
    assert table.text.splitlines()[0] == "Week of\tPace\tAccuracy\tMark of the pace"


def test_events_are_cut_to_the_axis_in_order_and_told_whole() -> None:
    events = (
        EventMark(date(2026, 9, 20), date(2026, 12, 1), "staffing", "Two open positions", "team"),
        EventMark(
            date(2026, 8, 3), None, "go_live", "Encoder release 12 went live for everyone in the building", "team"
        ),
        EventMark(date(2025, 8, 3), None, "go_live", "Last year", "team"),
    )
    bands = pace_chart(block(events=events), Q3).bands
    assert [(band.from_day, band.to_day, band.one_day) for band in bands] == [
        (date(2026, 8, 3), date(2026, 8, 3), True),
        (date(2026, 9, 20), date(2026, 9, 30), False),
    ]
    assert bands[0].label.endswith("…")
    assert bands[0].text == "3 Aug 2026: Encoder release 12 went live for everyone in the building (team)"


def test_a_coder_with_nothing_says_so_in_place_of_the_drawing() -> None:
    chart = pace_chart(empty_block(), Q3)
    assert chart.empty == "No week with enough hours to show a pace yet."
    assert chart.title == "No weekly pace yet; accuracy not audited"
    assert accuracy_chart(empty_block(), Q3).empty == "Not audited in this time (0 charts)."


def test_points_outside_the_chosen_time_are_left_out() -> None:
    august = Period(date(2026, 8, 1), date(2026, 8, 30))
    assert [point.day for point in pace_chart(block(), august).points] == [
        date(2026, 7, 27),
        date(2026, 8, 3),
        date(2026, 8, 10),
        date(2026, 8, 17),
        date(2026, 8, 24),
    ]


def test_a_shared_axis_is_kept() -> None:
    shared = value_axis(0.4, 1.6, 0.2)
    assert pace_chart(block(), Q3, shared).y is shared


FELL = Signal("process", "pace", "run", date(2026, 8, 10), "", ("Encoder go-live (10 Aug 2026)",))
SHARED = Signal("process", "pace", "run", date(2026, 8, 10), "", ("shared by 5 of 7 coders",))
ALONE = Signal("individual", "pace", "outside", date(2026, 9, 21), "")


@pytest.mark.parametrize(
    ("last", "mark", "signals", "title"),
    [
        (0.9, "run", (FELL,), "Pace fell after “Encoder go-live (10 Aug 2026)”"),
        (0.9, "run", (SHARED,), "Pace has been lower since the week of 10 Aug 2026, shared by 5 of 7 coders"),
        (1.05, "run", (), "Pace has been higher since the week of 21 Sep 2026"),
        (0.7, "outside", (FELL, ALONE), "Pace was below its limits in the week of 21 Sep 2026"),
        (0.98, None, (), "Pace steady around 98.0 %"),
    ],
)
def test_the_title_tells_the_finding(last: float, mark: Mark | None, signals: tuple[Signal, ...], title: str) -> None:
    trend = pace_trend([0.98] * 12 + [last], {12: mark} if mark else None, LIMITS)
    chart = pace_chart(block(trend=trend, signals=signals), Q3)
    assert text(chart.title) == f"{title}; accuracy held at 93.1 %"


def test_a_run_is_told_since_its_first_week_also_where_some_of_its_weeks_lie_outside_the_limits() -> None:
    marks: dict[int, Mark] = {week: "outside" if week in (8, 9) else "run" for week in range(5, 13)}
    trend = pace_trend([0.98] * 5 + [1.05] * 3 + [1.4] * 2 + [1.05] * 3, marks, LIMITS)
    chart = pace_chart(block(trend=trend), Q3)
    assert text(chart.title) == "Pace has been higher since the week of 3 Aug 2026; accuracy held at 93.1 %"


GO_LIVE = Signal("process", "pace", "shift", date(2026, 8, 10), "", ("Encoder go-live (10 Aug 2026)",), size=-0.184)
TEAM_FELL = replace(GO_LIVE, candidates=(), level="team")
OVER = replace(TEAM_FELL, until=date(2026, 8, 30), level="work_type", text="Emergency, all who do it: pace 18 % lower")
OWN = Signal("individual", "pace", "shift", date(2026, 8, 31), "", size=0.12, level="coder")
MIX = Signal("process", "pace", "shift", date(2026, 8, 31), "", size=-0.06, level="mix")


@pytest.mark.parametrize(
    ("signals", "title"),
    [
        ((GO_LIVE,), "Pace fell by 18 % after “Encoder go-live (10 Aug 2026)”"),
        ((TEAM_FELL,), "Pace fell by 18 % since the week of 10 Aug 2026, with the whole team"),
        (
            (OVER,),
            "Pace in Emergency fell by 18 % in the weeks of 10 Aug 2026 to 24 Aug 2026, with all who do the work",
        ),
        ((replace(OWN, until=date(2026, 9, 6)),), "Pace rose by 12 % in the week of 31 Aug 2026"),
        ((OWN, GO_LIVE), "Pace fell by 18 % after “Encoder go-live (10 Aug 2026)”"),
        ((OWN,), "Pace rose by 12 % since the week of 31 Aug 2026"),
        ((MIX,), "Pace fell by 6 % since the week of 31 Aug 2026, by another mix of work"),
    ],
)
def test_the_title_tells_what_was_found_before_what_is_marked(signals: tuple[Signal, ...], title: str) -> None:
    trend = pace_trend([0.98] * 12 + [1.2], {12: "outside"}, LIMITS)
    chart = pace_chart(block(trend=trend, signals=signals), Q3)
    assert text(chart.title).startswith(f"{title}; accuracy")


def test_a_change_that_is_over_is_told_as_over() -> None:
    gone = pace_trend([0.98] * 10 + [0.9] * 2 + [0.98], {10: "run", 11: "run"}, LIMITS)
    alone = Signal("individual", "pace", "run", date(2026, 8, 3), "")
    chart = pace_chart(block(trend=gone, signals=(alone,)), Q3)
    assert chart.title.startswith("Pace fell for a time from the week of 3 Aug 2026 on; accuracy")
    caused = Signal("process", "pace", "run", date(2026, 8, 3), "", ("Encoder go-live (3 Aug 2026)",))
    told = pace_chart(block(trend=gone, signals=(caused,)), Q3).title
    assert told.startswith("Pace fell for a time after “Encoder go-live (3 Aug 2026)”; accuracy")


@pytest.mark.parametrize(
    ("audits", "clause"),
    [
        ([(date(2026, 7, 22), 0.96, 0.93, 0.98), (date(2026, 9, 1), 0.88, 0.84, 0.91)], "Accuracy fell to 88.0 %"),
        ([(date(2026, 7, 22), 0.88, 0.84, 0.91), (date(2026, 9, 1), 0.96, 0.93, 0.98)], "Accuracy rose to 96.0 %"),
        ([(date(2026, 7, 22), 0.94, 0.83, 0.98), (date(2026, 9, 1), 0.92, 0.80, 0.97)], "Accuracy held at 93.1 %"),
        ([(date(2026, 7, 22), 0.94, 0.83, 0.98)], "Accuracy 93.1 % in 2 audits"),
    ],
)
def test_accuracy_fell_only_where_the_intervals_part(
    audits: list[tuple[date, float, float, float]], clause: str
) -> None:
    chart = accuracy_chart(block(audits=accuracy_trend(*audits)), Q3)
    assert text(chart.title).startswith(f"{clause}; pace")


def _charts(one: Block) -> tuple[Chart, Chart]:
    return pace_chart(one, Q3), accuracy_chart(one, Q3)


@pytest.mark.parametrize(
    "one",
    [block(), empty_block(), block(paired=Paired(pace(), NotAudited())), marked(0.7, "outside")],
    ids=["both", "nothing", "not audited", "signal"],
)
def test_no_word_of_pace_stands_without_accuracy(one: Block) -> None:
    for chart in _charts(one):
        sentences = [chart.title, chart.summary, chart.table.text, *("\n".join(p.words) for p in chart.points)]
        assert all("accuracy" in words.lower() for words in sentences if "pace" in words.lower())
