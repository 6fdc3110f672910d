"""Sparklines, the two-way picture and the bars: shared ranges, nobody ranked or left out, counts as they are."""

from codedesk.charts import axes
from codedesk.charts.pareto import error_pareto
from codedesk.charts.scatter import team_scatter
from codedesk.charts.sparks import pair_spark
from codedesk.metrics.figures import NotAudited, Paired
from codedesk.services.reviews.rows import ErrorRow
from tests.charts.made import Q3, accuracy, block, empty_block, pace, pace_trend


def text(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_the_sparklines_of_all_rows_have_one_range_and_tell_both_figures() -> None:
    blocks = [block("Ana"), block("Bo", trend=pace_trend([0.5, 1.5]))]
    pace_y, accuracy_y = axes.pace_axis(blocks), axes.accuracy_axis(blocks)
    pairs = [pair_spark(one, Q3, pace_y, accuracy_y) for one in blocks]
    assert {(pair.pace.low, pair.pace.high) for pair in pairs} == {(0.4, 1.6)}
    for pair in pairs:
        for words in (pair.pace.summary, pair.accuracy.summary):
            assert "pace" in words.lower()
            assert "accuracy" in words.lower()


def test_a_learner_s_sparkline_has_the_ramp_as_its_line() -> None:
    learner = block(paired=Paired(pace(0.65, expected=0.625), accuracy()))
    pair = pair_spark(learner, Q3, axes.pace_axis([learner]), axes.accuracy_axis([learner]))
    assert pair.pace.standard[0].value == 0.625


def test_the_two_way_picture_is_in_order_of_names_and_names_who_cannot_be_placed() -> None:
    fast = block("Zoe", 3, paired=Paired(pace(1.3), accuracy()))
    slow = block("Ana", 1, paired=Paired(pace(0.8), accuracy()))
    unaudited = block("Kim", 4, paired=Paired(pace(1.1), NotAudited()))
    scatter = team_scatter([fast, unaudited, empty_block(), slow])
    assert [dot.name for dot in scatter.dots] == ["Ana", "Zoe"]
    assert scatter.apart == ("Bo Chen: no pace, not audited (0 charts)", "Kim: not audited (0 charts)")
    assert [row[0] for row in scatter.table.rows] == ["Ana", "Bo Chen", "Kim", "Zoe"]
    assert scatter.title == "No audit sample is large enough to tell yet"


def test_a_dot_has_its_interval_and_tells_pace_and_accuracy() -> None:
    dot = team_scatter([block()]).dots[0]
    assert (dot.pace, dot.accuracy, dot.low, dot.high) == (0.9545, 0.9314, 0.865, 0.966)
    assert text(dot.words[1]).startswith("Pace 95.5 %; accuracy 93.1 % (86.5–96.6 %")


def test_the_mark_of_a_dot_is_what_its_sample_shows() -> None:
    kinds = [
        team_scatter([block(paired=Paired(pace(1.4), accuracy(evidence=evidence)))]).dots[0].mark
        for evidence in ("meets", "cannot_tell", "below")
    ]
    assert kinds == ["improvement", "common", "concern"]


def test_the_line_of_accuracy_is_the_standard_of_most_and_a_learner_s_own_is_named() -> None:
    """Where one learner had another standard there was no line at all."""
    pairs = (("Ana", 0.95), ("Bo", 0.95), ("Kim", 0.9295), ("Lou", None))
    scatter = team_scatter([block(name, paired=Paired(pace(), accuracy(standard=each))) for name, each in pairs])
    assert scatter.accuracy_standard == 0.95
    assert [text(words) for words in scatter.other_standards] == ["Kim 93.0 %"]
    assert [dot.standard for dot in scatter.dots] == [each for _, each in pairs]
    assert team_scatter([block(paired=Paired(pace(), accuracy(standard=None)))]).accuracy_standard is None


def test_a_team_without_pairs_says_so() -> None:
    assert team_scatter([empty_block()]).empty == "No coder has both a pace and an accuracy in this period."


def test_errors_are_the_most_frequent_first_with_last_period_beside() -> None:
    rows = [ErrorRow("modifier", 2, 5, 1, 1), ErrorRow("principal diagnosis", 4, 1, 3, 1), ErrorRow("units", 0, 2)]
    chart = error_pareto(rows, "Q3 2026", "Q2 2026", 45)
    assert [(bar.label, bar.value, bar.before) for bar in chart.bars] == [
        ("principal diagnosis", 4, 1),
        ("modifier", 2, 5),
        ("units", 0, 2),
    ]
    assert chart.title == "Principal diagnosis was found most often (4 of 6 findings)"
    assert chart.subtitle == "Findings by category · 6 findings in 45 charts audited · Q3 2026 · grey: Q2 2026"
    assert chart.bars[0].words == (
        "principal diagnosis: 4 findings in Q3 2026, 1 in Q2 2026; 3 over-coded, 1 under-coded"
    )
    assert chart.high >= 5


def test_many_categories_are_gathered_but_no_finding_is_lost() -> None:
    rows = [ErrorRow(f"category {n}", 20 - n, n) for n in range(14)]
    chart = error_pareto(rows, "Q3 2026", "Q2 2026")
    assert len(chart.bars) == 9
    assert chart.bars[-1].label == "Others (6 categories)"
    assert sum(bar.value for bar in chart.bars) == sum(row.count for row in rows)
    assert len(chart.table.rows) == 14


def test_no_findings_is_said_and_no_bar_is_drawn() -> None:
    chart = error_pareto([], "Q3 2026", "Q2 2026", 20)
    assert chart.empty == "No findings were entered for this period."
    assert chart.title == "No findings in this period"


def test_equal_firsts_are_both_named() -> None:
    chart = error_pareto([ErrorRow("DRG", 3, 0), ErrorRow("POA", 3, 0)], "Q3 2026")
    assert chart.title == "DRG and POA were found most often"


def test_all_that_were_found_most_often_are_named_or_counted() -> None:
    equal = [ErrorRow(name, 2, 0) for name in ("CPT/HCPCS", "Secondary diagnosis", "Units")]
    chart = error_pareto([*equal, ErrorRow("E/M level", 1, 0)], "Q3 2026")
    assert chart.title == "CPT/HCPCS, secondary diagnosis and units were found most often"
    many = error_pareto([*equal, ErrorRow("E/M level", 2, 0)], "Q3 2026")
    assert many.title == "4 categories were found most often (2 of 8 findings each)"
