"""The mean and the limits of audits, which vary with what each audit knows: steps from audit to audit. No drawing."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from codedesk import formats
from codedesk.charts.picture import DateAxis, Line, LineKind, Step, ValueAxis
from codedesk.metrics.figures import Trend, TrendPoint

_LINES: tuple[tuple[LineKind, str, str], ...] = (("limit", "Upper limit", "upper"), ("limit", "Lower limit", "lower"))


def limit_lines(trend: Trend, x: DateAxis, y: ValueAxis) -> tuple[Line, ...]:
    """Return the mean and the limits of an accuracy; none where there are too few audits. 100 % is no limit."""
    if trend.centre is None or not any(point.lower is not None for point in trend.points):
        return ()
    mean = _line("mean", "Mean", tuple(_mean_steps(trend, x)), y)
    limits = (_line(kind, name, tuple(_steps(trend, x, level)), y) for kind, name, level in _LINES)
    return tuple(line for line in (mean, *limits) if line is not None)


def _line(kind: LineKind, name: str, steps: tuple[Step, ...], y: ValueAxis) -> Line | None:
    shown = tuple(step for step in steps if not y.outside(step.value) and (kind != "limit" or step.value < 1))
    return Line(kind, f"{name} {formats.percent(shown[-1].value)}", shown) if shown else None


def _mean_steps(trend: Trend, x: DateAxis) -> Iterator[Step]:
    ends = [*(stretch.since - timedelta(1) for stretch in trend.stretches[1:]), x.end]
    for number, (stretch, last) in enumerate(zip(trend.stretches, ends, strict=True)):
        first = _opens(trend, x) if number == 0 else max(x.start, stretch.since)
        if stretch.centre is not None and stretch.limits_from is not None and first <= min(last, x.end):
            yield Step(first, min(last, x.end), stretch.centre)


def _steps(trend: Trend, x: DateAxis, level: str) -> Iterator[Step]:
    """Hold the limit of each audit half way to its neighbours; audits of one day are drawn one after the other."""
    points = [point for point in trend.points if point.lower is not None and x.start <= point.week <= x.end]
    middle: Callable[[TrendPoint, TrendPoint], date] = lambda a, b: a.week + (b.week - a.week) / 2  # noqa: E731
    for place, point in enumerate(points):
        first = _opens(trend, x) if place == 0 else middle(points[place - 1], point) + timedelta(1)
        last = x.end if place == len(points) - 1 else middle(point, points[place + 1])
        if first <= last:
            yield Step(first, last, getattr(point, level))


def _opens(trend: Trend, x: DateAxis) -> date:
    """Return since when lines are drawn: from the left edge, or the first audit with limits after some without."""
    inside = [point for point in trend.points if x.start <= point.week <= x.end]
    limited = [point.week for point in inside if point.lower is not None]
    return x.start if not limited or inside[0].lower is not None else limited[0]
