"""The pace chart of a coder or the team: its points, each against the limits that hold in its week. No SQL, no Qt.

Limits are x̄ ± 2.66 × the mean moving range of the baseline, read by the standards of the week; a week of less than
three quarters of the baseline's usual hours has limits wider by √(usual hours ÷ its hours).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from math import sqrt

import numpy as np

from codedesk.metrics.baselines import LOCKED, Base
from codedesk.metrics.control import DUST, RUN, Limits, Special, assurance, marks, specials, xmr
from codedesk.metrics.figures import Assurance, Baseline, Stretch, Trend, TrendPoint
from codedesk.metrics.histories import History
from codedesk.metrics.standards import Floats
from codedesk.periods import day_label, span_label

FULL_WEEK = 0.75
"""From this share of the usual hours on a week is full: subgroups within a quarter of their mean share their limits."""
LOOK_BACK = 13
WEEKDAYS = 5
_FAR = 1e6
_EVER = 1 << 30
_UNIT = Limits(0.0, -1.0, 1.0, None, 0)
_CENTRE_ONLY = Limits(0.0, None, None, None, 0)


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a chart as it is shown: its place in the history, value (None: a gap), hours; its days if a part."""

    at: int
    value: float | None
    hours: float
    part: str = ""


@dataclass(frozen=True, slots=True)
class Explains:
    """Weeks whose marks one way something explains before a person. last None: it lasts."""

    first: date
    last: date | None
    up: bool
    words: str


@dataclass(frozen=True)
class Lines:
    """Centre and limits of one baseline, read by the standards of one time. usual: the usual hours of its weeks."""

    base: Base
    limits: Limits
    usual: float
    values: tuple[float, ...]
    read_by: date | None

    def width(self, hours: float) -> float:
        """Return by how much wider the limits of a week are."""
        return 1.0 if hours >= FULL_WEEK * self.usual or hours <= 0 else sqrt(self.usual / hours)

    def half(self, hours: float) -> float | None:
        """Return how far the limits of a week of so many hours lie from the centre; None without limits."""
        centre, upper = self.limits.centre, self.limits.upper
        return None if centre is None or upper is None else (upper - centre) * self.width(hours)


@dataclass(frozen=True)
class PaceChart:
    """Makes the chart of one row of the history (a coder; the last: the team). known: whole weeks behind the period.

    until: the number of the period's last day; a standard that begins after it is not there yet.
    """

    history: History
    row: int
    bases: tuple[Base, ...]
    known: int
    until: int = _EVER

    @cached_property
    def _pace(self) -> Floats:
        return self.history.pace(self.row)

    def _learns(self, at: int) -> bool:
        learning = self.history.of(self.row).learning
        return at < len(learning) and bool(learning[at])

    @cached_property
    def _opened(self) -> list[int]:
        return [base.since for base in self.bases]

    def _base(self, at: int) -> Base:
        return self.bases[max(bisect_right(self._opened, at) - 1, 0)]

    def _era(self, at: int) -> int:
        """Return how many changes of a standard lie before the Thursday of a week, and not after the period."""
        return bisect_right(self.history.changed_days, min(self.history.first_day + 7 * at + 3, self.until))

    @cached_property
    def _made(self) -> dict[tuple[int, int], Lines]:
        return {}

    def _lines(self, at: int) -> Lines:
        base, era = self._base(at), self._era(at)
        if (base.since, era) not in self._made:
            self._made[base.since, era] = self._read(base, era)
        return self._made[base.since, era]

    def _read(self, base: Base, era: int) -> Lines:
        rows = [row for row in base.rows if row < self.known]
        values, read_by = self._pace[rows], None
        if any(self._era(row) != era for row in rows):
            changed = self.history.changed_days
            day = changed[era - 1] if era else changed[0] - 1
            again = self.history.pace(self.row, self.history.standards_at(day))[rows]
            if not np.allclose(again, values, rtol=1e-12, atol=0):
                values = again
                read_by = self.history.mondays[0] + timedelta(day - self.history.first_day) if era else None
        usual = float(np.median(self.history.of(self.row).net[rows])) if rows else 0.0
        told = tuple(values.tolist())
        return Lines(base, xmr(told), usual, told, read_by)

    def behind(self, first: int, before: int) -> list[Week]:
        """Return whole weeks of the history, from first to before another one."""
        hours = self.history.of(self.row).net
        return [
            Week(at, None if np.isnan(self._pace[at]) else float(self._pace[at]), float(hours[at]))
            for at in range(max(first, 0), before)
        ]

    def trend(
        self, own: Sequence[Week], behind: Sequence[Week], standard: float | None, explains: Sequence[Explains]
    ) -> Trend:
        """Draw the weeks of a period, and those behind it, against what holds in each."""
        first = behind[0].at if behind else own[0].at if own else 0
        before = self.behind(first - LOOK_BACK, first)
        every = [*before, *behind, *own]
        points = self._marked(every, explains)[len(before) :]
        stretches = tuple(self._stretches([week.at for week in (*behind, *own)]))
        shown = points[len(behind) :]
        last = self._lines(own[-1].at).limits if own else Limits(None, None, None, None, 0)
        return Trend(
            "pace",
            tuple(shown),
            last.centre,
            last.lower,
            last.upper,
            None if last.lower is None else last.count,
            _assured(last, standard, shown),
            stretches,
            standard,
            tuple(points[: len(behind)]),
        )

    def _stretches(self, weeks: Sequence[int]) -> Iterator[Stretch]:
        """Yield what holds in these weeks: another baseline, or the same one read by other standards."""
        for lines, members in groupby(weeks, key=lambda at: _Same(self._lines(at))):
            at, held = next(members), lines.lines
            if not held.values:
                continue
            base, limits = held.base, held.limits
            since = base.since if at == weeks[0] and held.read_by is None else at
            rows = base.rows[: len(held.values)]
            mondays = self.history.mondays
            baseline = Baseline(
                first=mondays[rows[0]],
                last=mondays[rows[-1]],
                values=held.values,
                locked=len(held.values) >= len(base.rows) == LOCKED,
                read_by=held.read_by,
                begun=self._monday(base.since),
            )
            count = None if limits.lower is None else limits.count
            yield Stretch(
                self._monday(since), limits.centre, limits.lower, limits.upper, count, limits.range_limit, baseline,
                why_words(base, mondays),
            )  # fmt: skip

    def _monday(self, at: int) -> date:
        return self.history.mondays[0] + timedelta(7 * at)

    def _marked(self, weeks: Sequence[Week], explains: Sequence[Explains]) -> list[TrendPoint]:
        points: list[TrendPoint] = []
        for _, members in groupby(weeks, key=lambda week: self._base(week.at).since):
            points += self._of_base(list(members), explains)
        return points

    def _of_base(self, weeks: list[Week], explains: Sequence[Explains]) -> list[TrendPoint]:
        points = [self._point(week) for week in weeks]
        there = [place for place, week in enumerate(weeks) if week.value is not None and points[place].centre]
        off = [_standing(points[place]) for place in there]
        level = [(points[place].value or 0.0) / (points[place].centre or 1.0) for place in there]
        limited = bool(there) and points[there[0]].upper is not None
        found = specials(off, _UNIT if limited else _CENTRE_ONLY, level)
        marked = marks(len(there), found)
        for special in found:
            rows = [row for row in special.rows if not self._learns(weeks[there[row]].at)]
            told = [self._explained(points[there[row]].week, weeks[0].at, explains, up=special.up) for row in rows]
            shared = _of_pattern(special, told)
            for row, words in zip(rows, told, strict=True):
                if marked[row] == special.mark:
                    place = there[row]
                    points[place] = replace(points[place], signal=special.mark, explained=words or shared)
        return points

    def _point(self, week: Week) -> TrendPoint:
        if week.at < self.bases[0].since:
            return TrendPoint(self._monday(week.at), week.value, part=week.part)
        lines = self._lines(week.at)
        centre, half = lines.limits.centre, lines.half(week.hours if week.value is not None else lines.usual)
        lower, upper = (None, None) if half is None or centre is None else (centre - half, centre + half)
        return TrendPoint(self._monday(week.at), week.value, centre=centre, lower=lower, upper=upper, part=week.part)

    def _explained(self, week: date, at: int, explains: Sequence[Explains], *, up: bool) -> str:
        """Say what explains a mark: what began after the baseline of a week did, the same way, and lasts until now."""
        rows = self._base(at).rows
        opens = self._monday(rows[0]) if rows else week
        for one in explains:
            if one.up == up and opens < one.first <= week and (one.last is None or week <= one.last):
                return one.words
        return ""


@dataclass(frozen=True)
class _Same:
    """Lines that are drawn as one stretch."""

    lines: Lines

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and (self.lines.base.since, self.lines.values) == (
            other.lines.base.since,
            other.lines.values,
        )

    def __hash__(self) -> int:
        return hash(self.lines.base.since)


def _of_pattern(special: Special, told: Sequence[str]) -> str:
    """Say what explains the rest of a pattern: what explains so much of it that the rest alone would not be one."""
    alone = sum(not words for words in told)
    least = {"outside": 1, "run": RUN, "trend": RUN, "two_of_three": 2}[special.mark]
    return next((words for words in told if words), "") if alone < least else ""


def _standing(point: TrendPoint) -> float:
    """Return how far a point lies from its centre, in half widths of its limits; without limits as it is."""
    assert point.value is not None
    assert point.centre is not None
    off = point.value - point.centre
    if point.upper is None:
        return off
    half = point.upper - point.centre
    return 0.0 if abs(off) <= DUST else off / half if half > DUST else _FAR * off


def _assured(limits: Limits, standard: float | None, shown: Sequence[TrendPoint]) -> Assurance | None:
    """Read the limits against the standard; marks the other way say that they no longer hold: then it may."""
    said = assurance(limits, standard)
    ways = {"will": -1, "will_not": 1}
    against = any(
        point.signal is not None
        and point.value is not None
        and (point.value - (point.centre or 0.0)) * ways[said] > 0
        for point in shown
    ) if said in ways else False  # fmt: skip
    return "may" if against else said


def why_words(base: Base, mondays: Sequence[date]) -> str:
    """Say why limits began anew; "" for those that began with the log."""
    if not base.run:
        return base.why
    side, last = "above" if base.above else "below", day_label(mondays[base.rows[-1]])
    return f"{len(base.rows)} weeks in a row {side} the mean, to the week of {last}"


def parted(monday: date, start: date, end: date) -> tuple[float, str]:
    """Return how much of a week's five weekdays lies in a period, and which days these are where it is not whole."""
    inside = sum(start <= monday + timedelta(day) <= end for day in range(WEEKDAYS))
    if inside == WEEKDAYS:
        return 1.0, ""
    opens = max(monday, start)
    last = min(monday + timedelta(6 if inside == 0 else 4), end)
    return inside / WEEKDAYS, span_label(opens, max(opens, last))
