"""What holds charts up: a Pareto by reason, and what one day less would free. No SQL, no Qt.

By Little's law what is held is what comes in a day times the days that each is held. How long each is held is not
logged, only how old the oldest is: so charts ÷ days of the oldest come in a day at the least, and as many fewer are
held when each is held one day less.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from codedesk.metrics import explaining
from codedesk.metrics.figures import Part
from codedesk.metrics.quantities import Quantity, quantity, unknown

_FREED = "charts held ÷ days that the oldest is held"


@dataclass(frozen=True, slots=True)
class Piece:
    """One bar of a Pareto: what it is, how many, its share of all, and the share of it and all before it."""

    key: str
    amount: float
    share: float
    so_far: float


def pareto(amounts: Sequence[tuple[str, float]]) -> tuple[Piece, ...]:
    """Put amounts by what they are in order, the most first; equal ones as they came; nothing where all are 0."""
    summed: dict[str, float] = {}
    for key, amount in amounts:
        summed[key] = summed.get(key, 0.0) + amount
    kept = sorted(((key, amount) for key, amount in summed.items() if amount > 0), key=lambda each: -each[1])
    whole = sum(amount for _, amount in kept)
    so_far = accumulate(amount for _, amount in kept)
    return tuple(
        Piece(key, amount, amount / whole, upto / whole) for (key, amount), upto in zip(kept, so_far, strict=True)
    )


def freed_by_a_day(charts: float, oldest: int | None) -> Quantity:
    """Return how many fewer charts are held when each is held one day less; never more than are held."""
    title = "Freed by one day less"
    if oldest is None:
        return unknown(title, _FREED, "charts", "the age of the oldest was not logged")
    parts = partial(_freed_parts, charts, oldest)
    remark = "As if they came evenly and each were held as long as the oldest: at the least so many."
    return quantity(title, _FREED, charts / max(oldest, 1), "charts", parts, remark)


def _freed_parts(charts: float, oldest: int) -> tuple[Part, ...]:
    return (Part("Held", explaining.charts(charts)), Part("Oldest", explaining.days(oldest)))


def in_hours(title: str, charts: Quantity, per_hour: float | None) -> Quantity:
    """Return charts as hours at a rate in charts an hour."""
    formula = "charts ÷ charts an hour at the standards in force"
    if charts.value is None:
        return unknown(title, formula, "h", charts.why_not)
    if not per_hour:
        return unknown(title, formula, "h", "no standard is in force")
    parts = partial(_rate_parts, charts.value, per_hour)
    return quantity(title, formula, charts.value / per_hour, "h", parts)


def in_charts(title: str, hours: Quantity, per_hour: float | None) -> Quantity:
    """Return hours as the charts that could be coded in them at a rate in charts an hour."""
    formula = "hours × charts an hour of the team"
    if hours.value is None or not per_hour:
        return unknown(title, formula, "charts", hours.why_not or "no standard is in force")
    parts = partial(_hours_parts, hours.value, per_hour)
    return quantity(title, formula, hours.value * per_hour, "charts", parts)


def _rate_parts(charts: float, per_hour: float) -> tuple[Part, ...]:
    return (Part("Charts", explaining.charts(charts)), Part("An hour", explaining.charts(per_hour)))


def _hours_parts(hours: float, per_hour: float) -> tuple[Part, ...]:
    return (Part("Hours", explaining.hours(hours)), Part("An hour", explaining.charts(per_hour)))
