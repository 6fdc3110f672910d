"""How long charts take: median and 90th percentile of days, where some are still waiting. No SQL, no Qt.

Kaplan and Meier (1958): a chart that waits counts among those at risk until its age, and is never taken for coded. A
quantile that lies on a level of the curve is the middle of that level, as of a plain median: 1, 2, 3, 4 give 2.5.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from codedesk.metrics import explaining
from codedesk.metrics.figures import Part
from codedesk.metrics.quantities import Quantity, quantity, unknown

NOT_REACHED = "not reached: too many still wait"
_DUST = 1e-9
_NAMES = {0.5: "Median", 0.9: "90th percentile"}


@dataclass(frozen=True, slots=True)
class Wait:
    """So many charts with the same days: until they were coded, or (waiting) so far. Days may be under 0."""

    days: int
    charts: int
    waiting: bool = False


def quantile(waits: Sequence[Wait], share: float) -> float | None:
    """Return the days within which a share of the charts was coded; None where the curve does not get there."""
    left, level, reached = sum(each.charts for each in waits), 1.0, None
    for day in sorted({each.days for each in waits}):
        coded = sum(each.charts for each in waits if each.days == day and not each.waiting)
        if coded:
            if reached is not None:
                return (reached + day) / 2
            level *= 1 - coded / left
            if level < 1 - share - _DUST:
                return float(day)
            if level <= 1 - share + _DUST:
                reached = day
        left -= sum(each.charts for each in waits if each.days == day)
    return None if reached is None else float(reached)


def turnaround(waits: Sequence[Wait], share: float, since: str) -> Quantity:
    """Return a quantile of the days from discharge, or from available, to coded."""
    title = f"{_NAMES[share]}, {since} to coded"
    formula = f"days within which {explaining.percent(share)} are coded (Kaplan–Meier)"
    parts, waiting = partial(_parts, waits), sum(each.charts for each in waits if each.waiting)
    early = sum(each.charts for each in waits if each.days < 0)
    remarks = [f"{explaining.charts(waiting)} still waiting: at least as long as so far"] if waiting else []
    remarks += [f"{explaining.charts(early)} coded before {since}: concurrent coding"] if early else []
    found = quantile(waits, share)
    if found is None:
        return unknown(title, formula, "days", NOT_REACHED if waits else "nothing was logged", parts, *remarks)
    return quantity(title, formula, found, "days", parts, *remarks)


def _parts(waits: Sequence[Wait]) -> list[Part]:
    """Say the curve: each day on which charts were coded, how many were at risk, and what share is left uncoded."""
    left, level, parts = sum(each.charts for each in waits), 1.0, []
    for day in sorted({each.days for each in waits}):
        coded = sum(each.charts for each in waits if each.days == day and not each.waiting)
        if coded:
            level *= 1 - coded / left
            said = f"{coded} of {left} coded, {explaining.percent(level)} left"
            parts.append(Part(f"Day {day}", said))
        left -= sum(each.charts for each in waits if each.days == day)
    return parts
