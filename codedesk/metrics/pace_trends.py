"""The pace chart of a coder or the team: its points, each against the limits that hold in its week. No SQL, no Qt.

Limits are x̄ ± 2.66 × the mean moving range of the baseline, read by the standards of the week; a week of less than
three quarters of the baseline's usual hours has limits wider by √(usual hours ÷ its hours).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import islice, pairwise
from statistics import median
from typing import Any, Protocol

import numpy as np

from codedesk.metrics.baselines import LOCKED, Base
from codedesk.metrics.control import Limits, assurance, xmr
from codedesk.metrics.figures import Assurance, Baseline, Stretch, Trend, TrendPoint
from codedesk.metrics.histories import History
from codedesk.metrics.memo import once
from codedesk.metrics.pace_marks import Explains, LimitLines, ShownWeeks, Unmarked, marked
from codedesk.metrics.standards import Bools, Floats, Ints
from codedesk.periods import day_label, span_label

LOOK_BACK = 13
WEEKDAYS = 5
_EVER = 1 << 30
_SAME = 1e-12


class Keep(Protocol):
    """Answers that were made before, by what they were made from."""

    def __contains__(self, made_from: Hashable) -> bool:
        """Tell whether there is an answer."""

    def get(self, made_from: Hashable, make: Callable[[], Any]) -> Any:
        """Return the answer that was made before from the same, or make it."""


@dataclass(frozen=True)
class PaceChart:
    """Makes the chart of one row of the history (a coder; the last: the team). known: whole weeks behind the period.

    until: the number of the period's last day; a standard that begins after it is not there yet. keep: what was made
    before; None: nothing is kept.
    """

    history: History
    row: int
    bases: tuple[Base, ...]
    known: int
    until: int = _EVER
    keep: Keep | None = None

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

    @cached_property
    def _plain(self) -> tuple[list[float], list[float]]:
        """Pace and hours of every week as plain numbers: a baseline is a few weeks, taken one by one."""
        return self._pace.tolist(), self.history.of(self.row).net.tolist()

    def _read(self, base: Base, era: int) -> LimitLines:
        rows, read_by = base.rows[: bisect_left(base.rows, self.known)], None
        if not rows:
            return LimitLines(base, xmr(()), 0.0, (), None)
        pace, net = self._plain
        values = tuple(pace[row] for row in rows)
        if not self._era(rows[0]) == self._era(rows[-1]) == era:  # eras follow each other
            day = self.history.changed_days[era - 1] if era else self.history.changed_days[0] - 1
            again = self._again(rows, day)
            if not all(abs(now - then) <= _SAME * abs(then) for now, then in zip(again, values, strict=True)):
                values = again
                read_by = self.history.mondays[0] + timedelta(day - self.history.first_day) if era else None
        return LimitLines(base, xmr(values), median(net[row] for row in rows), values, read_by)

    def _again(self, rows: Sequence[int], day: int) -> tuple[float, ...]:
        """Return the pace of some weeks, read by the standards of a day."""
        first, standards = rows[0], self.history.standards_at(day)
        read = self.history.pace_between(self.row, first, rows[-1] + 1, standards)
        return tuple(read[np.array(rows) - first].tolist())

    def behind(self, first: int, before: int) -> ShownWeeks:
        """Return whole weeks of the history, from first to before another one."""
        at = np.arange(max(first, 0), max(before, 0))
        return ShownWeeks(at, self._pace[at], self.history.of(self.row).net[at], ("",) * len(at))

    def trend(self, own: ShownWeeks, behind: ShownWeeks, standard: float | None, explains: Sequence[Explains]) -> Trend:
        """Draw the weeks of a period, and those behind it, against what holds in each."""
        return drawn([Drawing(self, own, behind, standard, tuple(explains))])[0]

    def over(self, at: Ints) -> int:
        """Count the weeks in which a baseline holds that another has followed: no later week changes what they show."""
        if len(self.bases) == 1 or not len(at):
            return 0
        return min(max(self.bases[-1].since - int(at[0]), 0), len(at))  # weeks follow each other

    @cached_property
    def past(self) -> tuple[Hashable, ...]:
        """All that what shows of the baselines that are over rests on, but the weeks that are shown."""
        return self.history.printed(self.row, self.bases[-1].since), self.bases[:-1], self.known, self.until

    def unmarked(self, weeks: ShownWeeks, explains: Sequence[Explains]) -> Unmarked:
        """Return weeks with what each of them is read against."""
        pieces = [(piece.stop - piece.start, lines) for piece, lines in self._pieces(weeks.at)]
        opening, since = self.history.mondays[0], self.bases[0].since
        return Unmarked(weeks, pieces, self._learns(weeks.at), explains, opening, since)

    def stretches(self, at: Ints) -> tuple[Stretch, ...]:
        """Return what holds in these weeks."""
        over = self.over(at)
        rest = tuple(self._stretches(at[over:], opens=not over))
        if not over:
            return rest
        past = self.kept((*self.past, at[:over].tobytes()), lambda: tuple(self._stretches(at[:over])))
        return *past, *rest

    def kept(self, made_from: Hashable, make: Callable[[], Any]) -> Any:
        """Return what was made before from the same, or make it."""
        return make() if self.keep is None else self.keep.get(made_from, make)

    def last(self, at: Ints) -> Limits:
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

    def _learns(self, at: Ints) -> Bools:
        learning = self.history.of(self.row).learning
        return learning[np.minimum(at, len(learning) - 1)] & (at < len(learning))


@dataclass(frozen=True)
class Drawing:
    """A chart that is asked for: the weeks of a period and those behind it, its standard, and what explains marks."""

    chart: PaceChart
    own: ShownWeeks
    behind: ShownWeeks
    standard: float | None
    explains: tuple[Explains, ...]

    @cached_property
    def _weeks(self) -> ShownWeeks:
        return self.behind.then(self.own)

    @cached_property
    def _before(self) -> ShownWeeks:
        """The weeks before those that are shown, across which rules look too."""
        first = int(self._weeks.at[0]) if len(self._weeks) else 0
        return self.chart.behind(first - LOOK_BACK, first)

    @cached_property
    def _parts(self) -> tuple[ShownWeeks, ShownWeeks]:
        """The weeks of the baselines that are over, and those of the last one."""
        weeks = self._before.then(self._weeks)
        over = self.chart.over(weeks.at)
        return weeks[:over], weeks[over:]

    @cached_property
    def _past(self) -> Hashable:
        """All that the points of the baselines that are over rest on."""
        past, _ = self._parts
        shown = *(each.tobytes() for each in (past.at, past.value, past.hours)), tuple(past.parts)
        return *self.chart.past, *shown, self.explains

    @cached_property
    def unmarked(self) -> tuple[Unmarked, ...]:
        """Return the parts that have to be marked: the last one, and before it what is not kept."""
        past, rest = self._parts
        known = not len(past) or (self.chart.keep is not None and self._past in self.chart.keep)
        return tuple(self.chart.unmarked(part, self.explains) for part in ((rest,) if known else (past, rest)))

    def trend(self, points_of_parts: Sequence[list[TrendPoint]]) -> Trend:
        """Return the chart; points_of_parts: what was made of unmarked."""
        *made, rest = points_of_parts
        points = [*self._points_of_past(made), *rest][len(self._before) :]
        shown, last = points[len(self.behind) :], self.chart.last(self.own.at)
        return Trend(
            "pace",
            tuple(shown),
            last.centre,
            last.lower,
            last.upper,
            None if last.lower is None else last.count,
            _assured(last, self.standard, shown),
            self.chart.stretches(self._weeks.at),
            self.standard,
            tuple(points[: len(self.behind)]),
        )

    def _points_of_past(self, made: Sequence[list[TrendPoint]]) -> list[TrendPoint]:
        past, _ = self._parts
        if not len(past):
            return []

        def make() -> list[TrendPoint]:  # what was kept when it was asked for may be gone meanwhile
            return (made or marked([self.chart.unmarked(past, self.explains)]))[0]

        points: list[TrendPoint] = self.chart.kept(self._past, make)
        return points


def drawn(asked: Sequence[Drawing]) -> list[Trend]:
    """Draw charts, the weeks of all of them marked at once."""
    points = iter(marked([part for each in asked for part in each.unmarked]))
    return [each.trend([*islice(points, len(each.unmarked))]) for each in asked]


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
