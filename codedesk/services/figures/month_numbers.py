"""Months by their numbers: 12 × year + month, from 0. In months the log and the audits are held, and copied."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

MONTHS = 12


def month_of(day: date) -> int:
    """Return the number of the month of a day."""
    return MONTHS * day.year + day.month - 1


def before_the_year(day: date) -> int:
    """Return how many months there are from that of a day to the next January; none from a January."""
    return -month_of(day) % MONTHS


def first_of_month(month: int) -> date:
    """Return the first day of a month."""
    return date(month // MONTHS, month % MONTHS + 1, 1)


def last_of_month(month: int) -> date:
    """Return the last day of a month."""
    return date.max if month == month_of(date.max) else first_of_month(month + 1) - timedelta(1)


def runs_of(months: Iterable[int]) -> Iterator[range]:
    """Yield the runs of months without a gap."""
    run = range(0)
    for month in months:
        if month != run.stop:
            if run:
                yield run
            run = range(month, month)
        run = range(run.start, month + 1)
    if run:
        yield run
