"""Honest axes: ranges that hold the data and are the same for every coder, ticks on days and numbers people use.

Nothing is drawn and no figure is made here.
"""

import math
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from codedesk.charts.picture import DateAxis, DateTick, ValueAxis, ValueTick
from codedesk.metrics.figures import Accuracy, Block, Trend
from codedesk.periods import Period, monday

PACE_USUAL = (0.6, 1.4)
PACE_CLOSE = (0.8, 1.2)
PACE_UTMOST = (0.4, 1.6)
ACCURACY_USUAL = (0.8, 1.0)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKS_SHOWN = 16
_MONTH_STEPS = ((8, 1), (40, 3), (12_000, 12))


def date_axis(period: Period) -> DateAxis:
    """Name the weeks of a quarter, the months of two years, the quarters or years of a longer time."""
    first, last = monday(period.start), period.end
    weeks = (last - first).days // 7 + 1
    if weeks <= _WEEKS_SHOWN:
        return DateAxis(first, last, tuple(_week_ticks(first, last, 1 if weeks <= 6 else 2)))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(step for most, step in _MONTH_STEPS if months <= most)
    return DateAxis(first, last, tuple(_month_ticks(first, last, step)))


def pace_axis(blocks: Iterable[Block]) -> ValueAxis:
    """Hold the pace of every given coder on one axis: 60 to 140 %, at most 40 to 160 %, in steps of 20."""
    return pace_axis_of(block.trend for block in blocks)


def pace_axis_of(trends: Iterable[Trend]) -> ValueAxis:
    """Hold every given pace trend on one axis, as `pace_axis` does.

    Beyond 40 and 160 % a week first asks whether its hours are right; it is drawn at the edge with its value.
    """
    low, high = PACE_USUAL
    for value in (value for trend in trends for value in _values(trend)):
        low, high = min(low, value), max(high, value)
    low = max(PACE_UTMOST[0], stepped_down(low, 0.2))
    high = min(PACE_UTMOST[1], stepped_up(high, 0.2))
    return value_axis(low, high, 0.2)


def close_pace_axis(trend: Trend) -> ValueAxis:
    """Hold one trend whose like stands nowhere beside it, as the team's: 80 to 120 %, or wider, in steps of 10."""
    values = [1.0, *_values(trend)]
    low = max(PACE_UTMOST[0], min(PACE_CLOSE[0], stepped_down(min(values), 0.1)))
    high = min(PACE_UTMOST[1], max(PACE_CLOSE[1], stepped_up(max(values), 0.1)))
    return value_axis(low, high, 0.1 if high - low <= 0.6 else 0.2)


def accuracy_axis(blocks: Iterable[Block]) -> ValueAxis:
    """Hold the accuracy of every given coder, with its intervals: 80 to 100 %, or lower where the data is."""
    taken = tuple(blocks)
    return accuracy_axis_of((block.accuracy_trend for block in taken), [block.paired.accuracy for block in taken])


def accuracy_axis_of(trends: Iterable[Trend], pooled: Iterable[object] = ()) -> ValueAxis:
    """Hold every given accuracy trend on one axis, and the pooled accuracies beside them."""
    low, high = ACCURACY_USUAL
    for trend in trends:
        for point in trend.points:
            low = min(low, *(v for v in (point.value, point.low, point.lower) if v is not None), low)
    for one in pooled:
        if isinstance(one, Accuracy):
            low = min(low, one.low, low if one.standard is None else one.standard)
    low = max(0.0, stepped_down(low, 0.1))
    return value_axis(low, high, 0.05 if high - low <= 0.3 else 0.1 if high - low <= 0.6 else 0.2)


def value_axis(low: float, high: float, step: float) -> ValueAxis:
    """Name every step from low to high in per cent."""
    first = math.ceil(round(low / step, 6))
    last = math.floor(round(high / step, 6))
    ticks = tuple(ValueTick(round(n * step, 6), f"{round(n * step * 100)}") for n in range(first, last + 1))
    return ValueAxis(round(low, 6), round(high, 6), ticks)


def count_ticks(highest: float) -> tuple[int, tuple[ValueTick, ...]]:
    """End a count axis at a round number and name at most six whole counts of it, from 0 on."""
    step = next(step for step in _round_steps() if highest <= 5 * step)
    top = step * max(1, math.ceil(highest / step))
    return top, tuple(ValueTick(n, f"{n:,}") for n in range(0, top + 1, step))


def _round_steps() -> Iterator[int]:
    unit = 1
    while True:
        yield from (unit, 2 * unit, 5 * unit)
        unit *= 10


def _values(trend: Trend) -> Iterator[float]:
    yield from (point.value for point in trend.points if point.value is not None)
    limits = [(trend.lower, trend.upper), *((stretch.lower, stretch.upper) for stretch in trend.stretches)]
    yield from (level for pair in limits for level in pair if level is not None)


def stepped_down(value: float, step: float) -> float:
    """Return the multiple of the step at or below a value."""
    return math.floor(round(value / step, 6)) * step


def stepped_up(value: float, step: float) -> float:
    """Return the multiple of the step at or above a value."""
    return math.ceil(round(value / step, 6)) * step


def _week_ticks(first: date, last: date, every: int) -> Iterator[DateTick]:
    for number, day in enumerate(first + timedelta(7 * n) for n in range((last - first).days // 7 + 1)):
        yield DateTick(day, f"{day.day} {_MONTHS[day.month - 1]}" if number % every == 0 else "")


def _month_ticks(first: date, last: date, step: int) -> Iterator[DateTick]:
    named = False
    count = first.year * 12 + first.month - 1
    while (day := date(count // 12, count % 12 + 1, 1)) <= last:
        if day >= first:
            labelled = (day.month - 1) % step == 0
            yield DateTick(day, _month_label(day, step, named) if labelled else "")
            named = named or labelled
        count += 1


def _month_label(day: date, step: int, named: bool) -> str:
    if step == 12:
        return str(day.year)
    with_year = day.month == 1 or not named
    return f"{_MONTHS[day.month - 1]} {day.year}" if with_year else _MONTHS[day.month - 1]
