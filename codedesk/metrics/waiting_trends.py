"""What waited at the end of each week as a control chart: each week read against the one before it. No SQL, no Qt.

What waits at the end of a week is what waited before, with a little more or less: weeks resemble each other, and limits
made for weeks that do not (XmR) are too narrow and mark most of them. So how alike neighbouring weeks are is taken from
the baseline (an autoregression of first order), and what is charted is how far a week is from what the one before made
likely: the residuals (Alwan and Roberts 1988; Montgomery and Mastrangelo 1991). Of few weeks the likeness comes out
too low, which is corrected (Kendall 1954). From so much of it on, weeks cannot be told from a random walk, and then no
level is taken for the usual one.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from codedesk.metrics.charted import TrendPoint, WaitingTrend
from codedesk.metrics.control import DUST, ENOUGH, LIMIT_FACTOR, Limits, marks, specials
from codedesk.metrics.standards import Floats
from codedesk.periods import Period

BASELINE = 26
"""The limits rest on so many weeks, the first that are known."""
WALKS = 0.8
"""Weeks that are alike by so much or more follow each other only: each is read against the one before it alone."""


def likeness(values: Floats) -> float:
    """Return how alike neighbouring weeks are: 0 not at all, 1 where each only goes on from the one before.

    The slope of each week over the one before it, with what (1 + 3 × slope) ÷ pairs takes off it given back.
    """
    before, after = values[:-1], values[1:]
    off = before - before.mean()
    size = float(off @ off)
    if size <= DUST * max(1.0, float(np.abs(values).max())) ** 2:
        return 0.0
    slope = float(off @ (after - after.mean())) / size
    alike = slope + (1 + 3 * slope) / len(before)
    return 1.0 if alike >= WALKS else max(alike, 0.0)


def trend(period: Period, values: Floats, unit: Literal["charts", "h"]) -> WaitingTrend:
    """Make the control chart of what waited at the end of each week of a period (nan: not logged).

    Limits rest on the first 26 weeks that are known; under 12 there are none, and no marks.
    """
    known = values[~np.isnan(values)]
    base = known[:BASELINE]
    mean = float(base.mean()) if len(base) else None
    if mean is None or len(base) < ENOUGH:
        return WaitingTrend(unit, _points(period, values, [TrendPoint(period.start, None)] * len(known)), mean, None,
                            None, None, None)  # fmt: skip
    alike = likeness(base)
    likely = mean + alike * (known[:-1] - mean)
    off = known[1:] - likely
    half = LIMIT_FACTOR * float(np.abs(np.diff(off[: len(base) - 1])).mean())
    found = [each for each in specials(off, Limits(0.0, -half, half, None, len(off))) if each.mark != "trend"]
    read = [TrendPoint(period.start, None)]
    for centre, mark in zip(likely.tolist(), marks(len(off), found), strict=True):
        lower, upper = max(centre - half, 0.0), centre + half
        read.append(TrendPoint(period.start, None, mark, centre=centre, lower=lower, upper=upper))
    last = read[-1]
    return WaitingTrend(unit, _points(period, values, read), mean, last.lower, last.upper, len(base), alike)


def _points(period: Period, values: Floats, read: Sequence[TrendPoint]) -> tuple[TrendPoint, ...]:
    """Give each week its Monday and its value; read: how the weeks that are known are read, in order."""
    known = iter(read)
    return tuple(
        TrendPoint(week, None) if np.isnan(value) else next(known)._replace(week=week, value=float(value))
        for week, value in zip(period.weeks, values, strict=True)
    )
