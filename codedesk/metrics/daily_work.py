"""What the whole team worked day by day: charts of each work type, and hours; of ledgers in a row. No SQL, no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from codedesk.metrics.pace import Ledger, sums
from codedesk.metrics.standards import Floats


@dataclass(frozen=True)
class DailyWork:
    """Days from first_day on, a row each: charts by work type, productive hours, and paid hours where they are known.

    paid_gross: productive hours of those days alone whose paid hours are known, so that their share is utilisation.
    """

    first_day: int
    charts: Floats
    productive: Floats
    paid: Floats
    paid_gross: Floats

    @classmethod
    def of(cls, ledger: Ledger, types: int) -> "DailyWork":
        """Add a ledger up by day."""
        days, lines = ledger.days, ledger.lines
        if not len(days.day):
            return cls(0, np.zeros((0, types)), *(np.zeros(0) for _ in range(3)))
        first = int(days.day.min())
        at, count = days.day - first, int(np.ptp(days.day)) + 1
        known = ~np.isnan(days.paid)
        charts = sums(at[lines.day] * types + lines.work_type, lines.charts, count * types)
        hours = (ledger.gross, np.where(known, days.paid, 0.0), np.where(known, ledger.gross, 0.0))
        return cls(first, charts.reshape(count, types), *(sums(at, each, count) for each in hours))

    def laid_out(self, first: int, count: int) -> "DailyWork":
        """Return the days from another one on, so many; what is not there is 0."""
        start = self.first_day - first
        inside, own = slice(max(start, 0), max(start + len(self.productive), 0)), slice(max(-start, 0), None)
        made = DailyWork(first, np.zeros((count, self.charts.shape[1])), *(np.zeros(count) for _ in range(3)))
        for name in ("charts", "productive", "paid", "paid_gross"):
            there = getattr(made, name)[inside]
            there += getattr(self, name)[own][: len(there)]
        return made

    def between(self, first: int, last: int) -> "DailyWork":
        """Return the days from first to last, both included."""
        return self.laid_out(first, max(last - first + 1, 0))


class HasDailyWork(Protocol):
    """A piece of a log that tells its days."""

    @property
    def daily(self) -> DailyWork:
        """Its days."""


def daily_work(pieces: Sequence[HasDailyWork], first: int, last: int) -> DailyWork:
    """Put pieces of a log together into the days from first to last; there must be at least one piece."""
    made = [each.daily.laid_out(first, max(last - first + 1, 0)) for each in pieces]
    names = ("charts", "productive", "paid", "paid_gross")
    return DailyWork(first, *(np.sum([getattr(each, name) for each in made], axis=0) for name in names))
