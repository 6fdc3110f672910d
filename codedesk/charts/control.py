"""The two charts over time, pace above accuracy, on one time axis. No drawing and no figure is made here."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from codedesk import formats
from codedesk.charts import axes, findings
from codedesk.charts.accuracy_lines import limit_lines
from codedesk.charts.picture import (
    AltTable,
    Band,
    Chart,
    DateAxis,
    DrawnLine,
    Label,
    LineKind,
    Point,
    Series,
    Step,
    ValueAxis,
)
from codedesk.methods import method_words
from codedesk.metrics.figures import Accuracy, Answer, EventMark, Stretch, Trend, TrendPoint
from codedesk.periods import Period, monday

_SHORT = 44
# What a point says of itself in words.
PointWords = Callable[[TrendPoint, findings.Subject], tuple[str, ...]]
_ENOUGH_FOR_A_MEAN = 6


def pace_chart(
    subject: findings.Subject,
    period: Period,
    y: ValueAxis | None = None,
    expected: tuple[Step, ...] = (),
    revised: tuple[date, ...] = (),
    told: PointWords = findings.pace_point_words,
    reviewed: Period | None = None,
) -> Chart:
    """Draw weekly pace with its mean, limits, the standard and the events.

    y: the axis shared with other coders (else this coder's own); expected: the steps of a ramp (else the average of
    the period, where there is a ramp); revised: the days on which a standard of this work became another; reviewed:
    the period that the figures are of, where more than that is shown.
    """
    trend = _within(subject.trend, period)
    x = axes.date_axis(period)
    y = y or axes.pace_axis_of((trend,))
    points = tuple(_pace_point(point, subject, told) for point in trend.points)
    lines = (*_limits(trend, x, y), _pace_standard(revised, x), *_expected(subject, expected, x))
    return Chart(
        measure="pace",
        title=findings.title(subject, "pace"),
        subtitle=_pace_subtitle(subject, _own(subject.trend, period)),
        x=x,
        y=y,
        series=(Series("Weekly pace", points),),
        lines=lines,
        bands=_all_bands(subject, x),
        labels=_off_scale(points, y),
        summary=_summary(subject, _own(subject.trend, period), "Weekly pace lies"),
        table=pair_table(subject, period),
        set_off=_set_off(reviewed, x),
        basis=findings.baseline_words(subject.trend),
        empty="" if findings.valued(trend) else "No week with enough hours to show a pace yet.",
    )


def _pace_point(point: TrendPoint, subject: findings.Subject, told: PointWords) -> Point:
    mark, words = findings.mark_of(point, subject.trend), partial(told, point, subject)
    return Point(point.week, point.value, mark, point.low, point.high, words, bool(point.part))


def _set_off(reviewed: Period | None, x: DateAxis) -> Step | None:
    """Return the days of the period that is reviewed, where the chart begins before it."""
    if reviewed is None or monday(reviewed.start) <= x.start:
        return None
    return Step(monday(reviewed.start), min(reviewed.end, x.end), 0.0)


def accuracy_chart(
    subject: findings.Subject,
    period: Period,
    y: ValueAxis | None = None,
    standard: tuple[Step, ...] = (),
    told: PointWords = findings.accuracy_point_words,
    reviewed: Period | None = None,
) -> Chart:
    """Draw the accuracy audit by audit with its intervals, the standard and the events, on the pace chart's axis."""
    trend = _within(subject.accuracy_trend, period)
    x = axes.date_axis(period)
    y = y or axes.accuracy_axis_of((trend,), (subject.paired.accuracy,))
    points = tuple(
        Point(
            p.week,
            p.value,
            findings.mark_of(p, subject.accuracy_trend),
            p.low,
            p.high,
            partial(told, p, subject),
        )
        for p in trend.points
    )
    level = _accuracy_standard(subject)
    if not standard and level is not None:
        standard = (Step(x.start, x.end, level),)
    return Chart(
        measure="accuracy",
        title=findings.title(subject, "accuracy"),
        subtitle=_accuracy_subtitle(subject),
        x=x,
        y=y,
        series=(Series("Accuracy by audit", points, joined=False),),
        lines=(*(limit_lines(trend, x, y) or _limits(trend, x, y)), *_standard(standard, x)),
        bands=_all_bands(subject, x),
        labels=_off_scale(points, y),
        summary=_summary(subject, _own(subject.accuracy_trend, period), "What audits found lies"),
        table=pair_table(subject, period),
        set_off=_set_off(reviewed, x),
        empty="" if findings.valued(trend) else "Not audited in this time (0 charts).",
    )


def _all_bands(subject: findings.Subject, x: DateAxis) -> tuple[Band, ...]:
    """Cut the events of the period, and those of the time before it, to the axis, and what was answered."""
    return bands((*subject.trend.events_behind, *subject.events), x, subject.answers)


def bands(events: Iterable[EventMark], x: DateAxis, answers: Iterable[Answer] = ()) -> tuple[Band, ...]:
    """Cut the events to the axis, in order of their first day; one without an end is a single day.

    What was answered to a signal stands as a single day where the signal began.
    """
    cut = []
    for event in sorted(events, key=lambda one: (one.from_day, one.text)):
        last = event.to_day or event.from_day
        if event.from_day > x.end or last < x.start:
            continue
        opening, closing = max(event.from_day, x.start), min(last, x.end)
        cut.append(Band(opening, closing, _short(event.text), _whole(event), event.to_day in (None, event.from_day)))
    for answer in answers:
        if answer.since <= x.end and (answer.until or answer.since) >= x.start:
            at = max(answer.since, x.start)
            cut.append(Band(at, at, _short(f"Answer: {answer.words}"), _answer(answer), one_day=True))
    return tuple(sorted(cut, key=lambda band: band.from_day))


def pair_table(subject: findings.Subject, period: Period) -> AltTable:
    """Tell every week and every audit as text, pace and accuracy side by side, and the whole period last."""
    return AltTable.later(("Week of", "Pace", "Accuracy", "Mark of the pace"), partial(_pair_rows, subject, period))


def _pair_rows(subject: findings.Subject, period: Period) -> tuple[tuple[str, ...], ...]:
    weeks = {monday(point.week): point for point in _own(subject.trend, period).points}
    audits: dict[date, list[str]] = {}
    for point in findings.valued(_own(subject.accuracy_trend, period)):
        bounds = "" if point.low is None or point.high is None else f" ({formats.interval(point.low, point.high)})"
        words = f"{formats.percent(point.value)}{bounds}" + (f", {point.label}" if point.label else "")
        audits.setdefault(monday(point.week), []).append(words)
    rows = [
        _table_row(week, weeks.get(week), audits.get(week, ["not audited"]), subject.trend)
        for week in sorted({*weeks, *audits})
    ]
    pooled = findings.accuracy_words(subject.paired.accuracy).removeprefix("accuracy: ").removeprefix("accuracy ")
    rows.append(("Whole period", formats.percent(subject.paired.pace.value), pooled, ""))
    return tuple(rows)


def _table_row(week: date, point: TrendPoint | None, audits: list[str], trend: Trend) -> tuple[str, ...]:
    value = "no pace" if point is None or point.value is None else formats.percent(point.value)
    mark = "" if point is None else findings.mark_words(point, trend)
    if point is not None and point.part:
        value = f"{value} (part week, {point.part})"
    return (formats.day(week), value, "; ".join(audits), mark)


def _own(trend: Trend, period: Period) -> Trend:
    """Return the points of the time that the subject's figures are of, without those behind it."""
    return _within(replace(trend, behind=()), period)


def _within(trend: Trend, period: Period) -> Trend:
    first = monday(period.start)
    kept = tuple(point for point in (*trend.behind, *trend.points) if first <= point.week <= period.end)
    return replace(trend, points=kept, behind=())


def _limits(trend: Trend, x: DateAxis, y: ValueAxis) -> tuple[DrawnLine, ...]:
    levels: tuple[tuple[LineKind, str, str], ...] = (
        ("mean", "Mean", "centre"),
        ("limit", "Upper limit", "upper"),
        ("limit", "Lower limit", "lower"),
    )
    few = len(trend.baseline.values if trend.baseline else findings.valued(trend)) < _ENOUGH_FOR_A_MEAN
    if trend.limits_from is None and (few or trend.measure == "accuracy"):
        return ()
    stretches = trend.stretches or (Stretch(x.start, trend.centre, trend.lower, trend.upper, trend.limits_from),)
    if any(point.centre is not None for point in trend.points):
        return tuple(line for kind, name, level in levels if (line := _weekly(kind, name, level, trend, x, y)))
    return tuple(line for kind, name, level in levels if (line := _level(kind, name, level, stretches, x, y)))


def _weekly(kind: LineKind, name: str, level: str, trend: Trend, x: DateAxis, y: ValueAxis) -> DrawnLine | None:
    """Draw a level week by week, as each point has it; the label tells it for a full week of the last limits."""
    steps: list[Step] = []
    for point in trend.points:
        value: float | None = getattr(point, level)
        if value is None or y.outside(value):
            continue
        last = min(point.week + timedelta(6), x.end)
        before = steps[-1] if steps else None
        if before and before.value == value and before.to_day + timedelta(1) == point.week:
            steps[-1] = Step(before.from_day, last, value)
        else:
            steps.append(Step(max(point.week, x.start), last, value))
    now: float | None = getattr(trend, level)
    if not steps:
        return None
    told = f"{name} to {formats.day(steps[-1].to_day)}" if now is None else f"{name} {formats.percent(now)}"
    return DrawnLine(kind, told, tuple(steps))


def _level(
    kind: LineKind, name: str, level: str, stretches: tuple[Stretch, ...], x: DateAxis, y: ValueAxis
) -> DrawnLine | None:
    steps = []
    ends = [*(stretch.since - timedelta(1) for stretch in stretches[1:]), x.end]
    for number, (stretch, last) in enumerate(zip(stretches, ends, strict=True)):
        value: float | None = getattr(stretch, level)
        first = x.start if number == 0 else max(x.start, stretch.since)
        if value is not None and not y.outside(value) and first <= min(last, x.end):
            steps.append(Step(first, min(last, x.end), value))
    return DrawnLine(kind, f"{name} {formats.percent(steps[-1].value)}", tuple(steps)) if steps else None


def _accuracy_standard(subject: findings.Subject) -> float | None:
    pooled = subject.paired.accuracy
    if isinstance(pooled, Accuracy) and pooled.standard is not None:
        return pooled.standard
    return subject.accuracy_trend.standard


def _standard(steps: tuple[Step, ...], x: DateAxis) -> tuple[DrawnLine, ...]:
    shown = _shown(steps, x)
    return (DrawnLine("standard", _dated("Standard", shown, x), shown),) if shown else ()


def _pace_standard(revised: tuple[date, ...], x: DateAxis) -> DrawnLine:
    days = sorted({day for day in revised if x.start < day <= x.end})
    dates = f", revised {', '.join(formats.day(day) for day in days)}" if days else ""
    return DrawnLine("standard", f"Standard 100{formats.NO_BREAK}%{dates}", (Step(x.start, x.end, 1.0),))


def _expected(subject: findings.Subject, steps: tuple[Step, ...], x: DateAxis) -> tuple[DrawnLine, ...]:
    pace = subject.paired.pace
    shown = _shown(steps, x)
    if any(step.value != 1.0 for step in shown):
        return (DrawnLine("expected", _dated("Expected", shown, x), shown),)
    if not pace.on_ramp:
        return ()
    label = f"Expected {formats.percent(pace.expected)}, on average"
    return (DrawnLine("expected", label, (Step(x.start, x.end, pace.expected),)),)


def _shown(steps: tuple[Step, ...], x: DateAxis) -> tuple[Step, ...]:
    cut = (Step(max(step.from_day, x.start), min(step.to_day, x.end), step.value) for step in steps)
    return tuple(step for step in cut if step.from_day <= step.to_day)


def _dated(name: str, steps: tuple[Step, ...], x: DateAxis) -> str:
    last = steps[-1]
    since = f" from {formats.day(last.from_day)}" if last.from_day > x.start else ""
    return f"{name} {formats.number(last.value * 100)}{formats.NO_BREAK}%{since}"


def _off_scale(points: tuple[Point, ...], y: ValueAxis) -> tuple[Label, ...]:
    return tuple(
        Label(point.day, min(max(point.value, y.low), y.high), formats.percent(point.value))
        for point in points
        if point.value is not None and y.outside(point.value)
    )


def _summary(subject: findings.Subject, trend: Trend, lead: str) -> str:
    words = findings.range_words(trend)
    return f"{findings.title(subject, trend.measure)}." + (f" {lead} {words}." if words else "")


def _pace_subtitle(subject: findings.Subject, trend: Trend) -> str:
    pace = subject.paired.pace
    weeks = formats.plural(len(findings.valued(trend)), "week")
    hours = f"{formats.fixed(pace.earned_hours, 2)} earned ÷ {formats.fixed(pace.productive_hours, 2)} productive hours"
    return f"Weekly pace, % of the standard · {weeks} · {hours} in the period"


def _accuracy_subtitle(subject: findings.Subject) -> str:
    pooled = subject.paired.accuracy
    if not isinstance(pooled, Accuracy):
        return f"Accuracy, % · {pooled.reason}"
    method = method_words(pooled.method)
    reported = ", as reported" if pooled.as_reported else ""
    return f"Accuracy, %, {method}{reported}, with 95 % interval · {findings.sample_words(pooled)} in the period"


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"


def _whole(event: EventMark) -> str:
    days = formats.day(event.from_day)
    if event.to_day is not None and event.to_day != event.from_day:
        days = f"{days} – {formats.day(event.to_day)}"
    scope = f" ({event.scope})" if event.scope else ""
    return f"{days}: {event.text}{scope}"


def _answer(answer: Answer) -> str:
    return f"Week of {formats.day(monday(answer.since))}, answered: {answer.said} ({answer.scope})"
