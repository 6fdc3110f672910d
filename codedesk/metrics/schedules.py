"""Schedules: how many days of a period are due to be entered, and the hours that a week should hold. No SQL, no Qt."""

import numpy as np

from codedesk.metrics.standards import DAYS_PER_WEEK, Floats, Ints

_DUST = 1e-9


def days_due(mondays: Ints, first: Ints, last: Ints, weekly_hours: Floats, usual_hours: float) -> Ints:
    """Return the days due for each coder from first to last, both included; none where last lies before first.

    Of each week as many weekdays as lie in that time, but no more than weekly_hours ÷ usual_hours, rounded up.
    """
    most = np.ceil(weekly_hours / usual_hours - _DUST)[:, None]
    opening = np.maximum(first[:, None], mondays[None, :])
    closing = np.minimum(last[:, None], mondays[None, :] + DAYS_PER_WEEK - 1)
    weekdays = np.maximum(closing - opening + 1, 0)
    return np.asarray(np.minimum(weekdays, most).sum(axis=1), dtype=np.int64)


def week_of(day: Ints, first_monday: int) -> Ints:
    """Return the number of the week of each day, counted from the week of first_monday."""
    return (day - first_monday) // 7
