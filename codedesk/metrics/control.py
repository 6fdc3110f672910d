"""Control charts: XmR centre and limits, the marks of special points, assurance against a standard. Plain numbers.

A chart may be cut into stretches (at events that the manager marks); each stretch has its own centre and limits, and
no rule looks across a cut. Gaps (None) are passed over: neighbours are the points that are there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import sub

import numpy as np

from codedesk.metrics.figures import Assurance, Mark
from codedesk.metrics.standards import Bools, Floats, Ints

LIMIT_FACTOR = 2.66
RANGE_FACTOR = 3.267
ENOUGH = 12
RUN = 7
DUST = 1e-9


@dataclass(frozen=True, slots=True)
class Limits:
    """Centre and natural limits of one stretch; limits None under 12 points (a run chart).

    range_limit is the limit of the moving ranges. count is the number of points.
    """

    centre: float | None
    lower: float | None
    upper: float | None
    range_limit: float | None
    count: int


def xmr(values: Sequence[float]) -> Limits:
    """Return x̄ ± 2.66 × mean moving range, without screening of outliers."""
    count = len(values)
    if not count:
        return Limits(None, None, None, None, 0)
    centre = sum(values) / count
    if count < ENOUGH:
        return Limits(centre, None, None, None, count)
    moving = sum(map(abs, map(sub, values[1:], values))) / (count - 1)
    half = LIMIT_FACTOR * moving
    return Limits(centre, centre - half, centre + half, RANGE_FACTOR * moving, count)


@dataclass(frozen=True, slots=True)
class Special:
    """One finding of one rule: the rows of its points in order, and whether it points up (above, rising)."""

    mark: Mark
    rows: tuple[int, ...]
    up: bool


def specials(
    values: Sequence[float] | Floats,
    limits: Limits,
    levels: Sequence[float] | Floats | None = None,
    part: Ints | None = None,
) -> tuple[Special, ...]:
    """Return what the four rules find, in the order of their precedence.

    outside: neighbouring points beyond a limit. run: all points of seven or more in a row on one side of the centre
    (one on the line breaks it). trend: all points of seven or more in a row that rise or fall (a tie breaks it).
    two_of_three: points in the outer third, two of three in a row with all three on one side. levels: what rises or
    falls, where that is not the values. part: of which part of the chart each point is; no rule looks from one to the
    next.
    """
    if limits.centre is None or not len(values):
        return ()
    off = np.asarray(values, np.float64)
    cut = np.zeros(len(off), np.bool_) if part is None else np.diff(part, prepend=part[:1]) != 0
    level = off if levels is None else np.asarray(levels, np.float64)
    moving = _trends(level, cut)
    sides = _sides(off, limits.centre, limits.centre)
    about = sides, *_same(sides, cut)
    found = (_outside(off, limits, cut), _runs(about), moving, _two_of_three(off, limits, about))
    return tuple(special for rule in found for special in rule)


def marks(count: int, found: Sequence[Special]) -> tuple[Mark | None, ...]:
    """Return the mark of each of count points: that of the first rule in precedence that found it."""
    marked: list[Mark | None] = [None] * count
    for special in reversed(found):
        for row in special.rows:
            marked[row] = special.mark
    return tuple(marked)


def _sides(values: Floats, lower: float, upper: float) -> Ints:
    """Say for each value whether it lies above both lines (1), below both (-1) or between them (0)."""
    return np.where(values > upper + DUST, 1, np.where(values < lower - DUST, -1, 0))


def _same(sides: Ints, cut: Bools) -> tuple[Ints, Ints]:
    """Cut rows into the longest pieces of one side; return where each begins and ends."""
    opens = np.flatnonzero(cut[1:] | (sides[1:] != sides[:-1])) + 1
    return np.append(0, opens), np.append(opens, len(sides))


def _stretches(sides: Ints, opens: Ints, ends: Ints, least: int = 1) -> Iterator[tuple[int, range]]:
    """Give the pieces of one side other than 0 of at least so many rows; opens, ends: of all pieces, see _same."""
    wanted = (sides[opens] != 0) & (ends - opens >= least)
    for first, end in zip(opens[wanted].tolist(), ends[wanted].tolist(), strict=True):
        yield int(sides[first]), range(first, end)


def _outside(values: Floats, limits: Limits, cut: Bools) -> Iterator[Special]:
    if limits.lower is None or limits.upper is None:
        return
    sides = _sides(values, limits.lower, limits.upper)
    for side, rows in _stretches(sides, *_same(sides, cut)):
        yield Special("outside", tuple(rows), side > 0)


def _runs(about: tuple[Ints, Ints, Ints]) -> Iterator[Special]:
    for side, rows in _stretches(*about, RUN):
        yield Special("run", tuple(rows), side > 0)


def _trends(values: Floats, cut: Bools) -> Iterator[Special]:
    steps = np.where(cut[1:], 0, _sides(np.diff(values), 0.0, 0.0))
    if not len(steps):
        return
    for way, rows in _stretches(steps, *_same(steps, np.zeros(len(steps), np.bool_)), RUN - 1):
        yield Special("trend", (*rows, rows[-1] + 1), way > 0)


def _two_of_three(values: Floats, limits: Limits, about: tuple[Ints, Ints, Ints]) -> Iterator[Special]:
    if limits.centre is None or limits.upper is None:
        return
    centre, third = limits.centre, (limits.upper - limits.centre) * 2 / 3
    sides, opens, ends = about
    piece, long = (np.repeat(each, ends - opens) for each in (opens, ends - opens))
    # Two outer points at most two apart lie in three neighbouring points of this side.
    far = np.flatnonzero((np.abs(values - centre) > third + DUST) & (sides != 0) & (long >= 3))
    apart = (np.diff(far) > 2) | (np.diff(piece[far]) != 0)
    for rows in np.split(far, np.flatnonzero(apart) + 1) if not apart.all() else ():
        if len(rows) >= 2:
            yield Special("two_of_three", tuple(rows.tolist()), bool(sides[rows[0]] > 0))


def assurance(limits: Limits, target: float | None) -> Assurance | None:
    """Say whether the work will meet the target as it runs now: None without limits or target."""
    if target is None or limits.lower is None or limits.upper is None:
        return None
    if limits.lower > target:
        return "will"
    return "will_not" if limits.upper < target else "may"
