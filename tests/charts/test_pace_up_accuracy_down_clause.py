"""Titles of pace up, accuracy down: what is sure, and what may be chance, on both charts."""

from datetime import date

import pytest

from codedesk.charts import axes
from codedesk.charts.pace_up_accuracy_down import opposed_clause
from codedesk.charts.picture import Measure
from codedesk.charts.sparks import pair_spark
from codedesk.metrics.figures import Signal
from tests.charts.made import Q3, block

CHANCE = ", which may be chance,"


def both(high: float) -> Signal:
    return Signal(
        "individual", "both", "opposed", date(2025, 9, 29), "Ana Diaz: pace up, accuracy down",
        until=date(2026, 9, 27), size=0.152, low=0.12, high=0.17, level="coder",
        accuracy_size=-0.065, accuracy_low=-0.112, accuracy_high=high,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "high", "title"),
    [
        ("pace", -0.019, "Pace rose by 15\u00a0% while accuracy fell by 6.5 points, over 52 weeks"),
        ("accuracy", -0.019, "Accuracy fell by 6.5 points while pace rose by 15\u00a0%, over 52 weeks"),
        ("pace", 0.001, "Pace rose by 15\u00a0% while accuracy fell by 6.5 points, which may be chance, over 52 weeks"),
        (
            "accuracy",
            0.0,
            "Accuracy fell by 6.5 points, which may be chance, while pace rose by 15\u00a0%, over 52 weeks",
        ),
    ],
)
def test_both_titles_tell_both_and_whether_it_may_be_chance(measure: Measure, high: float, title: str) -> None:
    assert opposed_clause((both(high),), measure) == title
    assert opposed_clause((), measure) == ""


def test_the_chart_in_a_row_tells_what_the_large_chart_tells() -> None:
    coder = block(signals=(both(-0.019),))
    words = pair_spark(coder, Q3, axes.pace_axis([coder]), axes.accuracy_axis([coder])).pace.summary
    assert words.startswith(f"{opposed_clause(coder.signals, 'pace')}; accuracy 93.1")
