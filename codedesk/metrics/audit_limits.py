"""The control limits of a coder's audits, and of the team's or a work type's months: a p-chart around what was before.

The baseline is all audits of the level before the period (two years of one method, from the last re-basing event on),
or all there are where these are few; of few audits the centre is drawn towards the department's. What is outside the
limits is marked on the chart; signals are looked for in metrics/accuracy_changes.py. No SQL.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise, repeat

import numpy as np

from codedesk.metrics.accuracy import EPOCH
from codedesk.metrics.audit_points import AuditPoints
from codedesk.metrics.charted import points_of_columns
from codedesk.metrics.control import Limits, assurance, marks, specials
from codedesk.metrics.figures import Stretch, Trend, TrendPoint
from codedesk.metrics.proportions import LEAST_AUDITS, SIGMAS, limits, pooled, standard_errors
from codedesk.metrics.standards import Ints

ENOUGH_AUDITS = 8
"""From so many on the centre is the coder's own; before, it is drawn towards the department's."""
_DRAWN = 60.0
ANEW = "based anew"
"""Why a stretch has a baseline of its own: a re-basing event, or another scoring method, lies before it."""


@dataclass(frozen=True, slots=True)
class AuditBaseline:
    """What the points of one level are read against: centre, how much wider the limits are, over how many audits."""

    centre: float
    spread: float
    audits: int


@dataclass(frozen=True)
class AuditLimits:
    """All audits behind a period, to make baselines of. start: the first day of the period, as a number.

    names: what each audit (by the number in the points) is called, methods: the number of its method; work_type: the
    place of the one that is looked at, method: the only one that is, None: whichever each coder's latest is.
    """

    points: AuditPoints
    start: int
    names: tuple[str, ...]
    methods: Ints
    work_type: int | None = None
    method: int | None = None

    def trend(
        self, coder: int | None, shown: Sequence[TrendPoint], cuts: Sequence[date], standard: float | None,
        methods: Sequence[int] = (),
    ) -> Trend:  # fmt: skip
        """Make the control chart of a coder's audits, or of the team's months; every cut opens a stretch.

        methods: of each month its method, which only audits by the same one are behind.
        """
        stretches: list[Stretch] = []
        made: list[TrendPoint] = []
        last: Stretch | None = None
        weeks = [point.week for point in shown]
        for cut, first, end in _pieces(weeks, sorted(set(cuts))):
            piece, method = list(shown[first:end]), methods[first] if methods else None
            alike = replace(self, method=method)
            line, points = alike._stretch(coder, piece, cut)
            made += points
            if line is not None:
                last = line
                stretches.append(line)
        if last is None:
            return Trend("accuracy", tuple(made), None, None, None, None, None, (), standard)
        said = Limits(last.centre, last.lower, last.upper, None, last.limits_from or 0)
        return Trend(
            "accuracy", tuple(made), last.centre, last.lower, last.upper, last.limits_from,
            assurance(said, standard), tuple(stretches), standard,
        )  # fmt: skip

    def _stretch(
        self, coder: int | None, piece: list[TrendPoint], cut: date | None
    ) -> tuple[Stretch | None, list[TrendPoint]]:
        values = [point.value for point in piece if point.value is not None]
        if not values:
            return None, piece
        since, why = (piece[0].week, "") if cut is None else (cut, ANEW)
        base, sizes = self._baseline(coder, piece[0].week, cut), self._sizes(coder, piece)
        sized = [point for point, size in zip(piece, sizes, strict=True) if size is not None]
        if base is None or not sized:
            centre = _mean(piece, sizes)
            found = marks(len(values), specials(values, Limits(centre, None, None, None, len(values))))
            shown = [point._replace(signal=mark) for point, mark in zip(piece, found, strict=True)]
            return Stretch(since, centre, None, None, None, why=why), shown
        known = np.array([size for size in sizes if size is not None])
        off = np.array([point.value or 0.0 for point in sized]) - base.centre
        off /= np.maximum(standard_errors(base.centre, known) * base.spread, 1e-9)
        found = marks(len(off), specials(off, Limits(0.0, -SIGMAS, SIGMAS, None, len(off))))
        lower, upper = (each.tolist() for each in limits(base.centre, known, base.spread))
        week, value, _, low, high, label, *_ = zip(*sized, strict=True)
        line, blank = repeat(base.centre), repeat("")
        limited = iter(points_of_columns(week, value, found, low, high, label, line, lower, upper, blank, blank))
        # Audits of so long ago that nobody looks back at them have no limits.
        shown = [point if size is None else next(limited) for point, size in zip(piece, sizes, strict=True)]
        return Stretch(since, base.centre, lower[-1], upper[-1], base.audits, why=why), shown

    def _baseline(self, coder: int | None, day: date, cut: date | None) -> AuditBaseline | None:
        """Return what is behind a day of a coder's level, or since a day of all, None under four audits."""
        points = self.points
        mine = self._of(coder, (day - EPOCH).days)
        if coder is None and cut is not None:
            mine = mine[points.day[mine] >= (cut - EPOCH).days]
        before = mine[points.day[mine] < self.start]
        used = before if len(np.unique(points.audit[before])) >= LEAST_AUDITS else mine
        audits = len(np.unique(points.audit[used]))
        if audits < LEAST_AUDITS:
            return None
        right, seen = points.right[used], points.size[used]
        if (coder is not None or self.work_type is not None) and audits < ENOUGH_AUDITS:
            whole = pooled(points.right, points.size)
            right, seen = np.append(right, _DRAWN * whole), np.append(seen, _DRAWN)
        return AuditBaseline(pooled(right, seen), points.spread, audits)

    def _of(self, coder: int | None, day: int) -> Ints:
        """Return the points of the level that a coder has on a day."""
        points = self.points
        if coder is None:
            return self._looked_at(np.arange(len(points)))
        mine = self._looked_at(points.rows_of(coder))
        there = mine[points.day[mine] >= day]
        return np.asarray(mine[points.level[mine] == (points.level[there[0]] if len(there) else -1)])

    def _looked_at(self, rows: Ints) -> Ints:
        """Return those of some points that are of the work type and the method."""
        points = self.points
        if self.work_type is not None:
            rows = rows[points.work_type[rows] == self.work_type]
        return rows if self.method is None else rows[self.methods[points.audit[rows]] == self.method]

    def _sizes(self, coder: int | None, piece: Sequence[TrendPoint]) -> list[float | None]:
        """Return how much each point knows: its audit, or all audits of its month; None where it is not behind."""
        if coder is None:
            found = self._of_months([(point.week - EPOCH).days for point in piece])
        else:
            known = self._of_audits(coder)
            found = [known.get((point.week, point.label), 0.0) for point in piece]
        return [size if size > 0 else None for size in found]

    def _of_months(self, firsts: Sequence[int]) -> list[float]:
        looked_at = self._of(None, 0)
        day, size = self.points.day[looked_at], self.points.size[looked_at]
        edges = ((day.searchsorted(first), day.searchsorted(_month_after(first))) for first in firsts)
        return [float(size[opens:closes].sum()) for opens, closes in edges]

    def _of_audits(self, coder: int) -> dict[tuple[date, str], float]:
        """Return how much a coder's audits know, by day and name."""
        points = self.points
        mine = points.rows_of(coder)
        known: dict[tuple[date, str], float] = {}
        days = points.day[mine].astype("datetime64[D]").tolist()
        for day, audit, size in zip(days, points.audit[mine].tolist(), points.size[mine].tolist(), strict=True):
            known[day, self.names[audit]] = known.get((day, self.names[audit]), 0.0) + size
        return known


def _pieces(weeks: Sequence[date], cuts: Sequence[date]) -> Iterator[tuple[date | None, int, int]]:
    """Cut weeks in order where a cut opens: the cut (None before the first), and from which to before which week."""
    edges = [0, *(bisect_left(weeks, cut) for cut in cuts), len(weeks)]
    for cut, (first, end) in zip((None, *cuts), pairwise(edges), strict=True):
        if end > first:
            yield cut, first, end


def _month_after(day: int) -> int:
    first = np.datetime64(day, "D").astype("datetime64[M]") + 1
    return int(first.astype("datetime64[D]").astype(np.int64))


def _mean(piece: Sequence[TrendPoint], sizes: Sequence[float | None]) -> float:
    """Return the pooled accuracy of some points; where none of them says how much it knows, each weighs the same."""
    there = [(point.value, size) for point, size in zip(piece, sizes, strict=True) if point.value is not None]
    known = [(value, size) for value, size in there if size is not None] or [(value, 1.0) for value, _ in there]
    return sum(value * size for value, size in known) / sum(size for _, size in known)
