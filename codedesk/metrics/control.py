"""Control charts: XmR centre and limits, the marks of special points, assurance against a standard. Plain numbers.

A chart may be cut into stretches (at events that the manager marks); each stretch has its own centre and limits, and
no rule looks across a cut. Gaps (None) are passed over: neighbours are the points that are there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from codedesk.metrics.figures import Assurance, Mark

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
    moving = sum(abs(after - before) for before, after in pairwise(values)) / (count - 1)
    half = LIMIT_FACTOR * moving
    return Limits(centre, centre - half, centre + half, RANGE_FACTOR * moving, count)


@dataclass(frozen=True, slots=True)
class Special:
    """One finding of one rule: the rows of its points in order, and whether it points up (above, rising)."""

    mark: Mark
    rows: tuple[int, ...]
    up: bool


def specials(values: Sequence[float], limits: Limits) -> tuple[Special, ...]:
    """Return what the four rules find, in the order of their precedence.

    outside: neighbouring points beyond a limit. run: all points of seven or more in a row on one side of the centre
    (one on the line breaks it). trend: all points of seven or more in a row that rise or fall (a tie breaks it).
    two_of_three: points in the outer third, two of three in a row with all three on one side.
    """
    if limits.centre is None:
        return ()
    found = (_outside(values, limits), _runs(values, limits.centre), _trends(values), _two_of_three(values, limits))
    return tuple(special for rule in found for special in rule)


def marks(count: int, found: Sequence[Special]) -> tuple[Mark | None, ...]:
    """Return the mark of each of count points: that of the first rule in precedence that found it."""
    marked: list[Mark | None] = [None] * count
    for special in reversed(found):
        for row in special.rows:
            marked[row] = special.mark
    return tuple(marked)


def _side(value: float, line: float) -> int:
    return 0 if abs(value - line) <= DUST else 1 if value > line else -1


def _stretches(sides: Sequence[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Cut rows into the longest pieces of one side other than 0."""
    for side, members in groupby(range(len(sides)), key=lambda row: sides[row]):
        if side:
            yield side, tuple(members)


def _outside(values: Sequence[float], limits: Limits) -> Iterator[Special]:
    if limits.lower is None or limits.upper is None:
        return
    beyond = [max(_side(value, limits.upper), 0) + min(_side(value, limits.lower), 0) for value in values]
    for side, rows in _stretches(beyond):
        yield Special("outside", rows, side > 0)


def _runs(values: Sequence[float], centre: float) -> Iterator[Special]:
    for side, rows in _stretches([_side(value, centre) for value in values]):
        if len(rows) >= RUN:
            yield Special("run", rows, side > 0)


def _trends(values: Sequence[float]) -> Iterator[Special]:
    for way, rows in _stretches([_side(after, before) for before, after in pairwise(values)]):
        if len(rows) >= RUN - 1:
            yield Special("trend", (*rows, rows[-1] + 1), way > 0)


def _two_of_three(values: Sequence[float], limits: Limits) -> Iterator[Special]:
    if limits.centre is None or limits.upper is None:
        return
    centre, third = limits.centre, (limits.upper - limits.centre) * 2 / 3
    for side, rows in _stretches([_side(value, centre) for value in values]):
        far = [row for row in rows if abs(values[row] - centre) > third + DUST]
        # Two far points at most two apart lie in three neighbouring points, if this side holds three.
        near = {row for pair in pairwise(far) if pair[1] - pair[0] <= 2 for row in pair} if len(rows) >= 3 else set()
        cuts = [row for row in sorted(near) if row - 1 not in near and row - 2 not in near]
        for opening, following in pairwise([*cuts, len(values)]):
            yield Special("two_of_three", tuple(row for row in sorted(near) if opening <= row < following), side > 0)


def assurance(limits: Limits, target: float | None) -> Assurance | None:
    """Say whether the work will meet the target as it runs now: None without limits or target."""
    if target is None or limits.lower is None or limits.upper is None:
        return None
    if limits.lower > target:
        return "will"
    return "will_not" if limits.upper < target else "may"
