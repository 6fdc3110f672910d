"""Trends: dated values made into a control chart with its stretches, marks and assurance. Plain numbers and dates."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from codedesk.metrics.control import Limits, assurance, marks, specials, xmr
from codedesk.metrics.figures import Mark, Stretch, Trend, TrendPoint


@dataclass(frozen=True, slots=True)
class Sighting:
    """A special pattern of a trend: since its first point, over count points, up (above, rising) or not."""

    mark: Mark
    since: date
    count: int
    up: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A trend with what was sighted in it, in order of time. count: how many points are there."""

    trend: Trend
    sightings: tuple[Sighting, ...]
    count: int


def drawn(
    measure: Literal["pace", "accuracy"],
    points: Sequence[TrendPoint],
    cuts: Sequence[date] = (),
    standard: float | None = None,
) -> Drawn:
    """Make a control chart of points in order of time; every cut opens a stretch with lines of its own.

    Assurance and the chart's own lines are those of the last stretch that has points.
    """
    opened = sorted(cuts)
    stretches: list[Stretch] = []
    shown: list[TrendPoint] = []
    sightings: list[Sighting] = []
    last, count = xmr(()), 0
    for _, members in groupby(points, key=lambda point: bisect_right(opened, point.week)):
        piece = list(members)
        limits, pieces, seen = _stretch(piece)
        shown.extend(pieces)
        sightings.extend(seen)
        if limits.count:
            stretches.append(_lines(piece[0].week, limits))
            last = limits
            count += limits.count
    trend = Trend(
        measure,
        tuple(shown),
        last.centre,
        last.lower,
        last.upper,
        None if last.lower is None else last.count,
        assurance(last, standard),
        tuple(stretches),
        standard,
    )
    return Drawn(trend, tuple(sorted(sightings, key=lambda sighting: sighting.since)), count)


def _lines(since: date, limits: Limits) -> Stretch:
    count = None if limits.lower is None else limits.count
    return Stretch(since, limits.centre, limits.lower, limits.upper, count, limits.range_limit)


def _stretch(points: Sequence[TrendPoint]) -> tuple[Limits, list[TrendPoint], list[Sighting]]:
    there = [row for row, point in enumerate(points) if point.value is not None]
    values = [value for point in points if (value := point.value) is not None]
    limits = xmr(values)
    found = specials(values, limits)
    if not found:
        return limits, list(points), []
    marked = marks(len(values), found)
    shown = list(points)
    for row, mark in zip(there, marked, strict=True):
        point = points[row]
        if mark:
            shown[row] = TrendPoint(point.week, point.value, mark, point.low, point.high, point.label)
    sightings = [
        Sighting(special.mark, points[there[special.rows[0]]].week, len(special.rows), special.up)
        for special in found
        if any(marked[row] == special.mark for row in special.rows)
    ]
    return limits, shown, sightings
