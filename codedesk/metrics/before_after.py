"""Before and after a day: windows of equal length, and how sure a difference of weekly means is. No SQL, no Qt.

Nothing here says why something is different: only that it is, since when, and how sure that is.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import sqrt
from statistics import fmean, variance

from codedesk.metrics.jackknife import FEWEST, t_95
from codedesk.metrics.levels import Level, carried_over
from codedesk.metrics.splits import Effect
from codedesk.periods import Period, monday

WEEKS = (4, 8, 13)
"""How many weeks before and after may be asked for."""
HALF_YEAR = 26
_FRIDAY = 4


def windows(first: date, last: date | None, weeks: int, known_until: date) -> tuple[Period, Period] | None:
    """Return as many days before an event's first day as from it on: until its end, or so many weeks at most.

    Days after known_until tell nothing; None where no day is left.
    """
    end = min(first + timedelta(7 * weeks - 1), known_until)
    if last is not None and last > first:
        end = min(end, last)
    days = (end - first).days + 1
    if days < 1:
        return None
    return Period(first - timedelta(days), first - timedelta(1)), Period(first, end)


def week_out(last: date) -> date:
    """Return the last day that is known where days are entered until `last`: of a week with its Friday the Sunday."""
    return last + timedelta(6 - last.weekday()) if last.weekday() >= _FRIDAY else last


def whole_weeks(period: Period) -> tuple[date, ...]:
    """Return the Mondays of the weeks that lie wholly in a period."""
    opening = monday(period.start + timedelta(6))
    count = ((period.end - opening).days + 1) // 7
    return tuple(opening + timedelta(7 * number) for number in range(max(count, 0)))


def of_means(before: Sequence[float], after: Sequence[float]) -> Effect | None:
    """Return the difference of two means of weeks with Welch's interval (1947); no interval under four weeks each.

    None without a week on one of the sides.
    """
    if not before or not after:
        return None
    value = fmean(after) - fmean(before)
    if min(len(before), len(after)) < FEWEST:
        return Effect(value, None, None)
    parts = [variance(each) / len(each) for each in (before, after)]
    total = sum(parts)
    if total <= 0:
        return Effect(value, value, value)
    spent = sum(part**2 / (len(each) - 1) for part, each in zip(parts, (before, after), strict=True))
    half = t_95(total**2 / spent) * sqrt(total)
    return Effect(value, value - half, value + half)


def widened(effect: Effect, carried: float) -> Effect:
    """Widen an interval of weeks that are taken as independent by how much each says about the next (ρ).

    n weeks tell as much as n(1 − ρ) ÷ (1 + ρ) independent ones (Bayley and Hammersley 1946), so that half the interval
    is √((1 + ρ) ÷ (1 − ρ)) times as wide.
    """
    if effect.low is None or effect.high is None or carried <= 0:
        return effect
    more = sqrt((1 + carried) / (1 - carried))
    return Effect(effect.value, effect.value - more * (effect.value - effect.low),
                  effect.value + more * (effect.high - effect.value))  # fmt: skip


def hours_carried(level: Level) -> float:
    """Return how much the hours of one week say about the next: of every half year about its own mean.

    So a schedule that changed, at the event perhaps, is hardly taken for weeks that carry over.
    """
    weeks = level.use.shape[1] // HALF_YEAR * HALF_YEAR
    if not weeks:
        return 0.0
    load = level.hours / level.full[:, None]
    halves = replace(
        level, rest=load[:, -weeks:].reshape(-1, HALF_YEAR), use=level.use[:, -weeks:].reshape(-1, HALF_YEAR)
    )
    return carried_over(halves)


def clear(effect: Effect) -> bool:
    """Tell whether a difference is more than chance: its interval lies on one side of zero."""
    return effect.low is not None and effect.high is not None and (effect.low > 0 or effect.high < 0)
