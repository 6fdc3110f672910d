"""The mean and the limits of audits, which vary with what each audit knows: steps from audit to audit. No drawing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from codedesk import formats
from codedesk.charts.picture import DateAxis, DrawnLine, LineKind, Step, ValueAxis
from codedesk.metrics.figures import Trend, TrendPoint

_LINES: tuple[tuple[LineKind, str, str], ...] = (("limit", "Upper limit", "upper"), ("limit", "Lower limit", "lower"))
_AT_AN_END = timedelta(28)


@dataclass(frozen=True, slots=True)
class _Reach:
    """The days over which the limits of one audit are drawn."""

    point: TrendPoint
    first: date
    last: date


def limit_lines(trend: Trend, x: DateAxis, y: ValueAxis) -> tuple[DrawnLine, ...]:
    """Return the mean and the limits of an accuracy; none where there are too few audits. 100 % is no limit.

    They stand where audits are that are read against them: not over the time before, nor after the last one.
    """
    reaches = tuple(_reaches(trend, x))
    if trend.centre is None or not reaches:
        return ()
    now = trend.limits_from is not None
    mean = _line("mean", "Mean", tuple(_mean_steps(trend, reaches)), y, now=now)
    limits = (_line(kind, name, tuple(_steps(reaches, level)), y, now=now) for kind, name, level in _LINES)
    return tuple(line for line in (mean, *limits) if line is not None)


def _line(kind: LineKind, name: str, steps: tuple[Step, ...], y: ValueAxis, *, now: bool) -> DrawnLine | None:
    """Make a line of steps; now: the last audits are read against it, else it says until when they were."""
    shown = tuple(step for step in steps if not y.outside(step.value) and (kind != "limit" or step.value < 1))
    if not shown:
        return None
    last = formats.percent(shown[-1].value) if now else f"to {formats.day(shown[-1].to_day)}"
    return DrawnLine(kind, f"{name} {last}", shown)


def _reaches(trend: Trend, x: DateAxis) -> Iterator[_Reach]:
    """Let each audit with limits reach half way to its neighbours; audits of one day are drawn one after the other.

    Audits without limits are neighbours too. At an end a limit reaches as far as on its other side, two weeks at least;
    none reaches over a day on which the chart begins anew.
    """
    anew = [stretch.since for stretch in trend.stretches if stretch.why]
    points = [point for point in trend.points if point.value is not None and x.start <= point.week <= x.end]
    between = [after.week - before.week for before, after in pairwise(points)] or [_AT_AN_END]
    gaps = [max(between[0], _AT_AN_END), *between, max(between[-1], _AT_AN_END)]
    for point, before, after in zip(points, gaps, gaps[1:], strict=False):
        since = [day for day in anew if day <= point.week]
        until = [day - timedelta(1) for day in anew if day > point.week]
        first = max(x.start, point.week - before + before // 2 + timedelta(1), *since)
        last = min(x.end, point.week + after // 2, *until)
        if point.lower is not None and first <= last:
            yield _Reach(point, first, last)


def _mean_steps(trend: Trend, reaches: tuple[_Reach, ...]) -> Iterator[Step]:
    """Draw the mean that each audit is read against, in one step as long as it stays the same."""
    begun: Step | None = None
    for reach in reaches:
        mean = _mean_at(trend, reach.point)
        if mean is None:
            continue
        if begun is not None and begun.value == mean and begun.to_day + timedelta(1) >= reach.first:
            begun = Step(begun.from_day, reach.last, mean)
            continue
        if begun is not None:
            yield begun
        begun = Step(reach.first, reach.last, mean)
    if begun is not None:
        yield begun


def _mean_at(trend: Trend, point: TrendPoint) -> float | None:
    """Return the mean of the stretch that an audit lies in, None where it has too few audits for limits."""
    begun = [stretch for stretch in trend.stretches if stretch.since <= point.week]
    return begun[-1].centre if begun and begun[-1].limits_from is not None else None


def _steps(reaches: tuple[_Reach, ...], level: str) -> Iterator[Step]:
    for reach in reaches:
        yield Step(reach.first, reach.last, getattr(reach.point, level))
