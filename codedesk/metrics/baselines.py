"""Since when limits hold, and from which weeks: a baseline is the first 26 usable weeks, and then it is locked.

It begins anew where the manager says so (a cut), with a step of a ramp, with a standard that re-scales the pace, or by
itself after a long run: 26 weeks in a row on one side of the mean, which then are the baseline. What is decided in a
week rests on that week and those before it, so that no later week changes it. Plain arrays; no SQL, no Qt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from codedesk.metrics.control import DUST
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


def bases(pace: Floats, learning: Bools, cuts: Sequence[Cut]) -> tuple[Base, ...]:
    """Return the baselines of one chart in order of time; at least one.

    pace: a value a week, nan without a point, all read by the same standards; learning: weeks on a ramp, after which no
    run begins anew.
    """
    weeks = np.flatnonzero(~np.isnan(pace))
    first = int(weeks[0]) if len(weeks) else 0
    opened = {cut.week: cut.why for cut in cuts if first < cut.week < len(pace)}
    found: list[Base] = []
    ever = bool(learning.any())
    for start, end in pairwise([first, *sorted(opened), len(pace)]):
        within = weeks[(weeks >= start) & (weeks < end)]
        base: Base | None = Base(start, tuple(within[:LOCKED].tolist()), opened.get(start, ""))
        while base is not None:
            found.append(base)
            base = None if ever and learning[list(base.rows)].any() else _after_run(pace, within, base)
    return tuple(found)


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
