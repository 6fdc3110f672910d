"""Charts in the height of a row: pace and accuracy of one coder, on ranges shared by all. Nothing is drawn here."""

from codedesk import formats
from codedesk.charts import findings
from codedesk.charts.pace_up_accuracy_down import opposed_clause
from codedesk.charts.picture import PairSpark, Point, Spark, Step, ValueAxis
from codedesk.metrics.figures import Accuracy, Trend
from codedesk.periods import Period, monday


def pair_spark(subject: findings.Subject, period: Period, pace_y: ValueAxis, accuracy_y: ValueAxis) -> PairSpark:
    """Draw both trends of one coder small, on the axes that all rows share."""
    pooled = subject.paired.accuracy
    expected = subject.paired.pace.expected if subject.paired.pace.on_ramp else 1.0
    accuracy_standard = pooled.standard if isinstance(pooled, Accuracy) else None
    told = opposed_clause(subject.signals, "pace") or findings.pace_clause(subject)
    return PairSpark(
        _spark(subject.trend, period, pace_y, expected, f"{told}; {_accuracy(subject)}"),
        _spark(
            subject.accuracy_trend, period, accuracy_y, accuracy_standard, f"{_accuracy(subject)}; {_pace(subject)}"
        ),
    )


def _spark(trend: Trend, period: Period, y: ValueAxis, standard: float | None, summary: str) -> Spark:
    first = monday(period.start)
    points = tuple(
        Point(point.week, point.value, findings.mark_of(point, trend), point.low, point.high)
        for point in trend.points
        if first <= point.week <= period.end
    )
    steps = () if standard is None else (Step(first, period.end, standard),)
    return Spark(trend.measure, points, first, period.end, y.low, y.high, steps, summary)


def _accuracy(subject: findings.Subject) -> str:
    return findings.accuracy_words(subject.paired.accuracy)


def _pace(subject: findings.Subject) -> str:
    return f"pace {formats.percent(subject.paired.pace.value)}"
