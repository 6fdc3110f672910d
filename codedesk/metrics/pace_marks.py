"""The points of pace charts: each week against what it is read by, with its mark and what explains it. No SQL, no Qt.

The rules are asked of many charts at once, as one long row of weeks that is cut between them: of a hundred charts they
take most of their time to begin.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, repeat

import numpy as np

from codedesk.metrics.baselines import Base
from codedesk.metrics.charted import points_of_columns
from codedesk.metrics.control import DUST, RUN, Limits, Special, marks, specials
from codedesk.metrics.figures import Mark, TrendPoint
from codedesk.metrics.histories import EPOCH
from codedesk.metrics.standards import Bools, Floats, Ints

FULL_WEEK = 0.75
"""From this share of the usual hours on a week is full: subgroups within a quarter of their mean share their limits."""
_FAR = 1e6
_UNIT = Limits(0.0, -1.0, 1.0, None, 0)
_CENTRE_ONLY = Limits(0.0, None, None, None, 0)


@dataclass(frozen=True)
class ShownWeeks:
    """Weeks as a chart shows them: their places in the history, values (nan: a gap) and hours; parts: their days."""

    at: Ints
    value: Floats
    hours: Floats
    parts: Sequence[str]

    def __len__(self) -> int:
        """Count the weeks."""
        return len(self.at)

    def __getitem__(self, which: slice) -> "ShownWeeks":
        """Return some of the weeks."""
        return ShownWeeks(self.at[which], self.value[which], self.hours[which], self.parts[which])

    def then(self, other: "ShownWeeks") -> "ShownWeeks":
        """Return these weeks and others after them."""
        at = np.concatenate([self.at, other.at])
        value = np.concatenate([self.value, other.value])
        return ShownWeeks(at, value, np.concatenate([self.hours, other.hours]), (*self.parts, *other.parts))


@dataclass(frozen=True, slots=True)
class Explains:
    """Weeks whose marks one way something explains before a person. last None: it lasts."""

    first: date
    last: date | None
    up: bool
    words: str


@dataclass(frozen=True)
class LimitLines:
    """Centre and limits of one baseline, read by the standards of one time. usual: the usual hours of its weeks."""

    base: Base
    limits: Limits
    usual: float
    values: tuple[float, ...]
    read_by: date | None

    @property
    def centre(self) -> float:
        """The centre; nan where there is none."""
        return np.nan if self.limits.centre is None else self.limits.centre

    @property
    def usual_half(self) -> float:
        """How far the limits of a week of the usual hours lie from the centre; nan without limits."""
        return np.nan if self.limits.upper is None else self.limits.upper - self.centre


@dataclass(frozen=True)
class Unmarked:
    """Weeks of one chart that follow each other; of each baseline all or none.

    pieces: how many weeks in turn are read against which lines. learns: of each week whether a ramp expects less.
    opening: the first Monday of the history; since: the place of the week before which nothing holds.
    """

    weeks: ShownWeeks
    pieces: Sequence[tuple[int, LimitLines]]
    learns: Bools
    explains: Sequence[Explains]
    opening: date
    since: int


@dataclass(frozen=True)
class _Together:
    """The weeks of many charts, one chart behind the other.

    base: the number of the baseline that each week is read by; opens: the first day of each of these.
    """

    day: Sequence[date]
    value: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    base: Ints
    opens: Sequence[date]
    learns: Bools
    parts: Sequence[str]


def marked(charts: Sequence[Unmarked]) -> list[list[TrendPoint]]:
    """Return the points of the weeks of each chart. Rules look across those in which one baseline holds, no further."""
    sizes = [len(each.weeks) for each in charts]
    if not any(sizes):
        return [[] for _ in charts]
    ends = list(accumulate(sizes))
    every = _together(charts, sizes)
    signals, words = _signals(every, ends, charts)
    value, *lines = map(_or_none, (every.value, every.centre, every.lower, every.upper))
    none = repeat(None)
    points = points_of_columns(every.day, value, signals, none, none, repeat(""), *lines, every.parts, words)
    return [points[end - size : end] for size, end in zip(sizes, ends, strict=True)]


def _together(charts: Sequence[Unmarked], sizes: Sequence[int]) -> _Together:
    at, value, hours = (
        np.concatenate([getattr(each.weeks, name) for each in charts]) for name in ("at", "value", "hours")
    )
    pieces = [piece for each in charts for piece in each.pieces]
    lengths = [weeks for weeks, _ in pieces]
    held = np.array([(lines.centre, lines.usual_half, lines.usual) for _, lines in pieces])
    centre, half, usual = np.repeat(held, lengths, axis=0).T
    few = (hours < FULL_WEEK * usual) & (hours > 0) & ~np.isnan(value)
    half = half * np.sqrt(np.where(few, usual / np.where(few, hours, 1.0), 1.0))
    centre = np.where(at < np.repeat([each.since for each in charts], sizes), np.nan, centre)
    first_day = np.repeat([(each.opening - EPOCH).days for each in charts], sizes)
    numbers, opens = _baselines(charts)
    return _Together(
        day=(first_day + 7 * at).astype("datetime64[D]").tolist(),
        value=value,
        centre=centre,
        lower=centre - half,
        upper=centre + half,
        base=np.repeat(numbers, lengths),
        opens=opens,
        learns=np.concatenate([each.learns for each in charts]),
        parts=[part for each in charts for part in each.weeks.parts],
    )


def _baselines(charts: Sequence[Unmarked]) -> tuple[list[int], list[date]]:
    """Return the number of the baseline of each piece, counted through all charts, and the first day of each."""
    numbers: list[int] = []
    opens: list[date] = []
    for each in charts:
        last: Base | None = None
        for _, lines in each.pieces:
            if lines.base is not last:
                last = lines.base
                opens.append(each.opening + timedelta(7 * last.rows[0]) if last.rows else date.max)
            numbers.append(len(opens) - 1)
    return numbers, opens


def _signals(every: _Together, ends: Sequence[int], charts: Sequence[Unmarked]) -> tuple[list[Mark | None], list[str]]:
    """Return the mark of each week, and what explains it: what began after the baseline did, and lasts.

    Weeks in which a ramp expects less are not marked.
    """
    there = ~np.isnan(every.value) & ~np.isnan(every.centre) & (every.centre != 0)
    signals: list[Mark | None] = [None] * len(every.value)
    words = [""] * len(every.value)
    for limits, bound in ((_UNIT, ~np.isnan(every.upper)), (_CENTRE_ONLY, np.isnan(every.upper))):
        rows = np.flatnonzero(there & bound)
        if not len(rows):
            continue
        value, centre, base = every.value[rows], every.centre[rows], every.base[rows]
        found = specials(_standing(value, centre, every.upper[rows]), limits, value / centre, base)
        first, place, learns = marks(len(rows), found), rows.tolist(), every.learns[rows]
        for special in found:
            own = [row for row in special.rows if not learns[row]]
            opens = every.opens[int(base[special.rows[0]])]
            explains = charts[bisect_right(ends, place[special.rows[0]])].explains
            told = [_explaining(every.day[place[row]], opens, explains, up=special.up) for row in own]
            shared = _of_pattern(special, told)
            for row, said in zip(own, told, strict=True):
                if first[row] == special.mark:
                    signals[place[row]], words[place[row]] = special.mark, said or shared
    return signals, words


def _explaining(week: date, opens: date, explains: Sequence[Explains], *, up: bool) -> str:
    """Say what explains a mark the same way: what began after the baseline did, and lasts until its week."""
    for one in explains:
        if one.up == up and opens < one.first <= week and (one.last is None or week <= one.last):
            return one.words
    return ""


def _or_none(values: Floats) -> list[float | None]:
    found: list[float | None] = values.tolist()
    for place in np.flatnonzero(np.isnan(values)).tolist():
        found[place] = None
    return found


def _of_pattern(special: Special, told: Sequence[str]) -> str:
    """Say what explains the rest of a pattern: what explains so much of it that the rest alone would not be one."""
    alone = sum(not words for words in told)
    least = {"outside": 1, "run": RUN, "trend": RUN, "two_of_three": 2}[special.mark]
    return next((words for words in told if words), "") if alone < least else ""


def _standing(value: Floats, centre: Floats, upper: Floats) -> Floats:
    """Return how far points lie from their centres, in half widths of their limits; without limits as they are."""
    off, half = value - centre, upper - centre
    wide = half > DUST
    scaled = np.where(wide, off / np.where(wide, half, 1.0), _FAR * off)
    return np.where(np.isnan(upper), off, np.where(np.abs(off) <= DUST, 0.0, scaled))
