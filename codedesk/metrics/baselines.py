"""Since when limits hold, and from which weeks: a baseline is the first 26 usable weeks, and then it is locked.

It begins anew where the manager says so (a cut), with a step of a ramp, with a standard that re-scales the pace, or by
itself after a long run: 26 weeks in a row on one side of the mean, which then are the baseline. What is decided in a
week rests on that week and those before it, so that no later week changes it. Plain arrays; no SQL, no Qt.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from codedesk.metrics.control import DUST
from codedesk.metrics.pace import shares, sums
from codedesk.metrics.standards import Bools, Floats, Ints

LOCKED = 26
LONG_RUN = 26


@dataclass(frozen=True, slots=True)
class Cut:
    """Limits begin anew with a week, and why."""

    week: int
    why: str


@dataclass(frozen=True, slots=True)
class Base:
    """Limits that hold from week since on, resting on the weeks rows. run: a long run began it (above or not)."""

    since: int
    rows: tuple[int, ...]
    why: str = ""
    run: bool = False
    above: bool = False

    def __hash__(self) -> int:
        """Return a number by which charts find what they were made from; the weeks themselves would take most of it."""
        return hash((self.since, len(self.rows), self.why))


def bases(pace: Floats, learning: Bools, cuts: Sequence[Cut]) -> tuple[Base, ...]:
    """Return the baselines of one chart in order of time; at least one.

    pace: a value a week, nan without a point, all read by the same standards; learning: weeks on a ramp, after which no
    run begins anew.
    """
    weeks = np.flatnonzero(~np.isnan(pace))
    first = int(weeks[0]) if len(weeks) else 0
    opened = {cut.week: cut.why for cut in cuts if first < cut.week < len(pace)}
    starts = [first, *sorted(opened)]
    ends = np.searchsorted(weeks, [*starts[1:], len(pace)])
    pieces = zip(starts, np.split(weeks, ends[:-1]), _with_long_run(pace[weeks], ends), strict=True)
    found: list[Base] = []
    ever = bool(learning.any())
    for start, within, runs in pieces:
        base: Base | None = Base(start, tuple(within[:LOCKED].tolist()), opened.get(start, ""))
        while base is not None:
            found.append(base)
            ends_here = not runs or (ever and learning[list(base.rows)].any())
            base = None if ends_here else _after_run(pace, within, base)
    return tuple(found)


def _with_long_run(values: Floats, ends: Ints) -> list[bool]:
    """Tell of each piece of some values whether a long run follows its first ones, all pieces at once.

    ends: of the pieces, which follow each other. To look for the run in each would take most of the time, and few have
    one.
    """
    lengths = np.diff(ends, prepend=0)
    piece, at = np.repeat(np.arange(len(ends)), lengths), np.arange(len(values))
    opens = np.repeat(ends - lengths, lengths)
    first = at - opens < LOCKED
    total, count = (sums(piece[first], each, len(ends)) for each in (values[first], None))
    off = values - shares(total, count, 0.0)[piece]
    side = np.where(off > DUST, 1, np.where(off < -DUST, -1, 0))
    begun = np.maximum(np.maximum.accumulate(np.where(np.diff(side, prepend=0) != 0, at, 0)), opens)
    long = (side != 0) & (at - begun + 1 >= LONG_RUN) & ~first
    told: list[bool] = (sums(piece[long], None, len(ends)) > 0).tolist()
    return told


def _after_run(pace: Floats, within: Ints, base: Base) -> Base | None:
    """Return the baseline that follows the first long run under another one; None where there is none."""
    weeks = within[np.searchsorted(within, base.since) :]
    if len(base.rows) < LOCKED or len(weeks) < LONG_RUN:
        return None
    off = pace[weeks] - pace[list(base.rows)].mean()
    side = np.where(off > DUST, 1, np.where(off < -DUST, -1, 0))
    begun = np.maximum.accumulate(np.where(np.diff(side, prepend=side[:1]) != 0, np.arange(len(side)), 0))
    long = np.arange(len(side)) - begun + 1
    found = np.flatnonzero((side != 0) & (long >= LONG_RUN) & (weeks > base.rows[-1]))
    if not len(found):
        return None
    last = int(found[0])
    run = weeks[last - LONG_RUN + 1 : last + 1].tolist()
    return Base(run[-1] + 1, tuple(run), run=True, above=bool(side[last] > 0))
