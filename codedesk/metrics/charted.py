"""A control chart as numbers: its points, what each is read against, and what that rests on. No calculation.

Also the events that stand on it. Ratios are fractions at full precision; a value that cannot be had is None, never 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal, NamedTuple

UNLIKELY_PACE = 1.5
"""Over this a pace first asks whether the hours are right."""
Mark = Literal["outside", "run", "trend", "two_of_three"]
Assurance = Literal["will", "may", "will_not"]


@dataclass(frozen=True, slots=True)
class EventMark:
    """An event as charts and pages name it."""

    from_day: date
    to_day: date | None
    kind: str
    text: str
    scope: str


class TrendPoint(NamedTuple):
    """One week (its Monday) or one audit; value None is a gap. low and high where the measure has an interval.

    centre, lower and upper are what this point is read against: a week of few hours has wider limits. part: the days
    of a week that a period's edge cuts, in words; explained: what explains its mark before a person, in words.
    """

    week: date
    value: float | None
    signal: Mark | None = None
    low: float | None = None
    high: float | None = None
    label: str = ""
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    part: str = ""
    explained: str = ""


def points_of_columns(*columns: Iterable[object]) -> list[TrendPoint]:
    """Return a point for each row of columns in the order of TrendPoint's fields, all of them.

    Of 20 years of 100 coders there are a hundred thousand: to make them one by one takes three times as long.
    """
    return list(map(partial(tuple.__new__, TrendPoint), zip(*columns, strict=False)))


@dataclass(frozen=True, slots=True)
class Baseline:
    """The weeks that a mean and its limits rest on: the Mondays of the first and the last, and every value.

    locked: it is whole, and no later week is added to it. begun: since when it holds, however it is read. read_by: the
    first day of the standards that its values are read by, where those of its weeks were others.
    """

    first: date
    last: date
    values: tuple[float, ...]
    locked: bool
    read_by: date | None = None
    begun: date | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a control chart in which one centre and its limits hold, since when, and why they began anew."""

    since: date
    centre: float | None
    lower: float | None
    upper: float | None
    limits_from: int | None
    range_limit: float | None = None
    baseline: Baseline | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """A control chart as numbers: XmR centre and natural limits, None under 12 points (a run chart).

    centre, lower, upper and limits_from are those of the last stretch. standard is what assurance is read against.
    behind: the points of the time before, back to three quarters before the one reviewed; events_behind: what happened
    in that time and was over before the period.
    """

    measure: Literal["pace", "accuracy"]
    points: tuple[TrendPoint, ...]
    centre: float | None
    lower: float | None
    upper: float | None
    limits_from: int | None
    assurance: Assurance | None
    stretches: tuple[Stretch, ...] = ()
    standard: float | None = None
    behind: tuple[TrendPoint, ...] = ()
    events_behind: tuple[EventMark, ...] = ()

    @property
    def baseline(self) -> Baseline | None:
        """What the last limits rest on."""
        return self.stretches[-1].baseline if self.stretches else None


NO_TREND = Trend("pace", (), None, None, None, None, None)
"""Stands in a block whose chart is not drawn yet."""


@dataclass(frozen=True, slots=True)
class WaitingTrend:
    """What waited at the end of each week (its Monday) as a control chart, in charts or in hours.

    Each point has the centre and the limits that it is read against: what the week before it makes likely. centre: the
    mean of the weeks that they rest on, limits_from many; lower and upper: those of the last week, None under 12 weeks
    (a run chart); lower is never under 0. alike: how alike neighbouring weeks are, from 0 to 1.
    """

    unit: Literal["charts", "h"]
    points: tuple[TrendPoint, ...]
    centre: float | None
    lower: float | None
    upper: float | None
    limits_from: int | None
    alike: float | None = None
