"""The pace chart of a coder or the team: its points, each against the limits that hold in its week. No SQL, no Qt.

Limits are x̄ ± 2.66 × the mean moving range of the baseline, read by the standards of the week; a week of less than
three quarters of the baseline's usual hours has limits wider by √(usual hours ÷ its hours).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise, repeat
from statistics import median
from typing import Any

import numpy as np

from codedesk.metrics.baselines import LOCKED, Base
from codedesk.metrics.charted import points_of_columns
from codedesk.metrics.control import DUST, RUN, Limits, Special, assurance, marks, specials, xmr
from codedesk.metrics.figures import Assurance, Baseline, Mark, Stretch, Trend, TrendPoint
from codedesk.metrics.histories import History
from codedesk.metrics.memo import once
from codedesk.metrics.standards import Bools, Floats, Ints
from codedesk.periods import day_label, span_label

FULL_WEEK = 0.75
"""From this share of the usual hours on a week is full: subgroups within a quarter of their mean share their limits."""
LOOK_BACK = 13
WEEKDAYS = 5
_FAR = 1e6
_EVER = 1 << 30
_SAME = 1e-12
_UNIT = Limits(0.0, -1.0, 1.0, None, 0)
_CENTRE_ONLY = Limits(0.0, None, None, None, 0)
Keep = Callable[[Hashable, Callable[[], Any]], Any]
"""Returns what was made before from the same, or makes it."""


def _make_anew(_made_from: Hashable, make: Callable[[], Any]) -> Any:
    return make()


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
class PaceChart:
    """Makes the chart of one row of the history (a coder; the last: the team). known: whole weeks behind the period.

    until: the number of the period's last day; a standard that begins after it is not there yet. keep: returns what was
    made before from the same, or makes it.
    """

    history: History
    row: int
    bases: tuple[Base, ...]
    known: int
    until: int = _EVER
    keep: Keep = _make_anew

    @cached_property
    def _pace(self) -> Floats:
        return self.history.pace(self.row)

    @cached_property
    def _eras(self) -> list[int]:
        """The weeks that open an era: from here on one more change of a standard, and none after the period, holds."""
        return self.history.eras(self.until)

    @cached_property
    def _opened(self) -> list[int]:
        """The weeks that open a baseline; the first one holds also before it began."""
        return [base.since for base in self.bases]

    @cached_property
    def _edges(self) -> list[int]:
        return sorted({*self._opened[1:], *self._eras})

    def _base(self, week: int) -> int:
        """Return the place of the baseline that holds in a week."""
        return max(bisect_right(self._opened, week) - 1, 0)

    def _era(self, week: int) -> int:
        """Return how many changes of a standard lie before the Thursday of a week, and not after the period."""
        return bisect_right(self._eras, week)

    def _pieces(self, at: Ints) -> Iterator[tuple[slice, LimitLines]]:
        """Cut weeks that follow each other where another baseline holds, or where it is read by other standards."""
        if not len(at):
            return
        opens, end = int(at[0]), int(at[-1]) + 1
        within = self._edges[bisect_right(self._edges, opens) : bisect_left(self._edges, end)]
        for first, following in pairwise((opens, *within, end)):
            yield slice(first - opens, following - opens), self._lines(self._base(first), self._era(first))

    @once
    def _lines(self, base: int, era: int) -> LimitLines:
        return self._read(self.bases[base], era)

    def _read(self, base: Base, era: int) -> LimitLines:
        rows = np.array(base.rows[: bisect_left(base.rows, self.known)], np.int64)
        values, read_by = self._pace[rows], None
        if len(rows) and not self._era(base.rows[0]) == self._era(int(rows[-1])) == era:  # eras follow each other
            changed = self.history.changed_days
            day = changed[era - 1] if era else changed[0] - 1
            first, standards = int(rows[0]), self.history.standards_at(day)
            again = self.history.pace_between(self.row, first, int(rows[-1]) + 1, standards)[rows - first]
            if not (np.abs(again - values) <= _SAME * np.abs(values)).all():
                values = again
                read_by = self.history.mondays[0] + timedelta(day - self.history.first_day) if era else None
        usual = median(self.history.of(self.row).net[rows].tolist()) if len(rows) else 0.0
        told = tuple(values.tolist())
        return LimitLines(base, xmr(told), usual, told, read_by)

    def behind(self, first: int, before: int) -> ShownWeeks:
        """Return whole weeks of the history, from first to before another one."""
        at = np.arange(max(first, 0), max(before, 0))
        return ShownWeeks(at, self._pace[at], self.history.of(self.row).net[at], ("",) * len(at))

    def trend(self, own: ShownWeeks, behind: ShownWeeks, standard: float | None, explains: Sequence[Explains]) -> Trend:
        """Draw the weeks of a period, and those behind it, against what holds in each."""
        weeks = behind.then(own)
        first = int(weeks.at[0]) if len(weeks) else 0
        before = self.behind(first - LOOK_BACK, first)
        points = self._points(before.then(weeks), explains)[len(before) :]
        stretches = self._held(weeks.at)
        shown = points[len(behind) :]
        last = self._last(own.at)
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

    def _over(self, at: Ints) -> int:
        """Count the weeks in which a baseline holds that another has followed: no later week changes what they show."""
        if len(self.bases) == 1 or not len(at):
            return 0
        return min(max(self.bases[-1].since - int(at[0]), 0), len(at))  # weeks follow each other

    @cached_property
    def _past(self) -> tuple[Hashable, ...]:
        """All that what shows of the baselines that are over rests on, but the weeks that are shown."""
        return self.history.printed(self.row, self.bases[-1].since), self.bases[:-1], self.known, self.until

    def _points(self, weeks: ShownWeeks, explains: Sequence[Explains]) -> list[TrendPoint]:
        """Return the points of weeks. Rules look across those in which one baseline holds, and no further."""
        over = self._over(weeks.at)
        past, rest = weeks[:over], self._marked(weeks[over:], explains)
        if not over:
            return rest
        shown = *(each.tobytes() for each in (past.at, past.value, past.hours)), tuple(past.parts), tuple(explains)
        return [*self.keep((*self._past, *shown), lambda: self._marked(past, explains)), *rest]

    def _held(self, at: Ints) -> tuple[Stretch, ...]:
        """Return what holds in these weeks."""
        over = self._over(at)
        rest = tuple(self._stretches(at[over:], opens=not over))
        if not over:
            return rest
        return *self.keep((*self._past, at[:over].tobytes()), lambda: tuple(self._stretches(at[:over]))), *rest

    def _last(self, at: Ints) -> Limits:
        """Return what holds in the last of some weeks."""
        held = [lines.limits for _, lines in self._pieces(at[-1:])]
        return held[0] if held else Limits(None, None, None, None, 0)

    def _stretches(self, weeks: Ints, *, opens: bool = True) -> Iterator[Stretch]:
        """Yield what holds in these weeks: another baseline, or the same one read by other standards.

        opens: they are the first that are shown; what holds then may have begun before.
        """
        told: LimitLines | None = None
        for piece, held in self._pieces(weeks):
            same = told is not None and (told.base.since, told.values) == (held.base.since, held.values)
            told = held
            if same or not held.values:
                continue
            base, limits = held.base, held.limits
            since = base.since if opens and piece.start == 0 and held.read_by is None else int(weeks[piece.start])
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

    def _marked(self, weeks: ShownWeeks, explains: Sequence[Explains]) -> list[TrendPoint]:
        """Return the points of weeks; of each baseline all or none."""
        centre, lower, upper = self._limits(weeks)
        there = ~np.isnan(weeks.value) & ~np.isnan(centre) & (centre != 0)
        signals: list[Mark | None] = [None] * len(weeks)
        words = [""] * len(weeks)
        for limits, bound in ((_UNIT, ~np.isnan(upper)), (_CENTRE_ONLY, np.isnan(upper))):
            rows = np.flatnonzero(there & bound)
            if not len(rows):
                continue
            at, level = weeks.at[rows], weeks.value[rows] / centre[rows]
            base = np.maximum(np.searchsorted(self._opened, at, side="right") - 1, 0)
            found = specials(_standing(weeks.value[rows], centre[rows], upper[rows]), limits, level, base)
            for place, said in zip(rows.tolist(), self._explained(at, base, found, explains), strict=True):
                signals[place], words[place] = said
        value, *lines = map(_or_none, (weeks.value, centre, lower, upper))
        days = (self.history.first_day + 7 * weeks.at).astype("datetime64[D]").tolist()
        none = repeat(None)
        return points_of_columns(days, value, signals, none, none, repeat(""), *lines, weeks.parts, words)

    def _limits(self, weeks: ShownWeeks) -> tuple[Floats, Floats, Floats]:
        """Return centre, lower and upper limit of each week; nan where there are none."""
        pieces = list(self._pieces(weeks.at))
        lengths = [piece.stop - piece.start for piece, _ in pieces]
        held = np.array([(lines.centre, lines.usual_half, lines.usual) for _, lines in pieces]).reshape(-1, 3)
        centre, half, usual = np.repeat(held, lengths, axis=0).T
        few = (weeks.hours < FULL_WEEK * usual) & (weeks.hours > 0) & ~np.isnan(weeks.value)
        half = half * np.sqrt(np.where(few, usual / np.where(few, weeks.hours, 1.0), 1.0))
        centre = np.where(weeks.at < self.bases[0].since, np.nan, centre)
        return centre, centre - half, centre + half

    def _learns(self, at: Ints) -> Bools:
        learning = self.history.of(self.row).learning
        return learning[np.minimum(at, len(learning) - 1)] & (at < len(learning))

    def _explained(
        self, weeks: Ints, bases: Ints, found: Sequence[Special], explains: Sequence[Explains]
    ) -> list[tuple[Mark | None, str]]:
        """Return the mark of each of some weeks with what explains it: what began after the baseline did, and lasts.

        Weeks in which a ramp expects less are not marked.
        """
        learns, marked = self._learns(weeks), marks(len(weeks), found)
        said: list[tuple[Mark | None, str]] = [(None, "")] * len(weeks)
        for special in found:
            base = self.bases[int(bases[special.rows[0]])]
            opens = self._monday(base.rows[0]) if base.rows else date.max
            rows = [row for row in special.rows if not learns[row]]
            told = [_explaining(self._monday(int(weeks[row])), opens, explains, up=special.up) for row in rows]
            shared = _of_pattern(special, told)
            for row, words in zip(rows, told, strict=True):
                if marked[row] == special.mark:
                    said[row] = special.mark, words or shared
        return said


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
