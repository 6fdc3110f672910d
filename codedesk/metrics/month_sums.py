"""Months that are known as sums only: what they add to the pace of a period that holds them whole. No SQL, no Qt.

A sum counts in periods that hold its month whole, and only where no day of that coder and month is logged: nothing
counts twice. The standard and the ramp step of its middle day hold for it. No week and no day is made of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from codedesk.metrics.pace import Days, Ledger, Lines, ledger_of
from codedesk.metrics.standards import Bools, Floats, Ints, Ramps, Standards
from codedesk.metrics.tallies import LogTally
from codedesk.periods import months_label

WHOLE_MONTH = -1


@dataclass(frozen=True)
class MonthSums:
    """The sums of all time: coders and work types by position, first and last day of the month, charts and hours.

    work_type is WHOLE_MONTH where hours of the whole month are held; charts are nan there. hours are nan where unknown.
    """

    coder: Ints
    first: Ints
    last: Ints
    work_type: Ints
    charts: Floats
    hours: Floats

    def where(self, keep: Bools | Ints) -> "MonthSums":
        """Return those of them that are to be kept, or so many in this order."""
        return MonthSums(
            self.coder[keep],
            self.first[keep],
            self.last[keep],
            self.work_type[keep],
            self.charts[keep],
            self.hours[keep],
        )

    def touching(self, start: int, end: int) -> "MonthSums":
        """Return those whose month has a day from start to end."""
        return self.where((self.first <= end) & (self.last >= start))


@dataclass(frozen=True)
class CountedSums:
    """The sums that count in a period, added up, and those of its months that do not.

    tally: what they add up to, by coder; counted and cut (the period holds a part of the month) and logged (days of it
    are): coder and first day of the month, each once.
    """

    tally: LogTally
    counted: tuple[tuple[int, date], ...]
    cut: tuple[tuple[int, date], ...]
    logged: tuple[tuple[int, date], ...]

    def months_of(self, coder: int | None) -> tuple[date, ...]:
        """Return the months that count as sums for a coder, or for anybody, by their first days."""
        return tuple(sorted({month for whose, month in self.counted if coder in (None, whose)}))

    def remarks(self, coder: int | None) -> Iterator[str]:
        """Say which months are sums, and which of them are left out and why."""
        if months := self.months_of(coder):
            yield (
                f"Known as the month’s sum: {months_label(months)}. Charts and hours count whole, read against the "
                "standard that held in the middle of the month; no week and no day is known of it."
            )
        for held, why in (
            (self.cut, "lies only partly in the period: its sum is left out"),
            (self.logged, "has days logged: its sum is left out"),
        ):
            if left := sorted({month for whose, month in held if coder in (None, whose)}):
                yield f"{months_label(left)} {why}."

    @cached_property
    def known(self) -> tuple[tuple[int, date], ...]:
        """Return the coders' months of which no day is due, because they are known as sums."""
        return (*self.counted, *self.cut)


def counted_sums(
    sums: MonthSums, logged: Sequence[tuple[Bools, int]], span: tuple[int, int], read_by: tuple[Standards, Ramps, int]
) -> CountedSums | None:
    """Return what sums add to a period (first and last day); None where it has no month that is known as one.

    logged: for each piece of the log, who has a day in it, and one of its days. read_by: the standards, the ramps, and
    how many work types there are.
    """
    here = sums.touching(*span)
    if not len(here.coder):
        return None
    with_days = np.zeros(len(here.coder), np.bool_)
    for who, day in logged:
        with_days |= who[here.coder] & (here.first <= day) & (day <= here.last)
    whole = (here.first >= span[0]) & (here.last <= span[1])
    coders = len(logged[0][0])
    return CountedSums(
        _tally(here.where(whole & ~with_days), coders, read_by),
        *(_pairs(here.where(which)) for which in (whole & ~with_days, ~whole & ~with_days, with_days)),
    )


def _pairs(sums: MonthSums) -> tuple[tuple[int, date], ...]:
    pairs = sorted(set(zip(sums.coder.tolist(), sums.first.tolist(), strict=True)))
    return tuple((coder, date(1970, 1, 1) + timedelta(first)) for coder, first in pairs)


def _tally(sums: MonthSums, coders: int, read_by: tuple[Standards, Ramps, int]) -> LogTally:
    standards, ramps, types = read_by
    return LogTally.of(_ledger(sums, standards, ramps), coders, types, len(standards.rate))


def _ledger(sums: MonthSums, standards: Standards, ramps: Ramps) -> Ledger:
    """Read every coder's month as one long day in its middle; its hours are productive ones, so none are paid."""
    middle = (sums.first + sums.last) // 2
    order: Ints = np.lexsort((sums.work_type, sums.coder, middle)).astype(np.int64)
    sums, middle = sums.where(order), middle[order]
    opens = (np.diff(middle, prepend=-1) != 0) | (np.diff(sums.coder, prepend=-1) != 0)
    month = np.cumsum(opens) - 1
    hours = np.full(int(opens.sum()), np.nan)
    of_month = sums.work_type == WHOLE_MONTH
    hours[month[of_month]] = sums.hours[of_month]
    days = Days(sums.coder[opens], middle[opens], hours, np.zeros(len(hours)), np.zeros(len(hours), np.bool_))
    lines = sums.where(~of_month)
    ones = np.ones(len(lines.coder))
    made = ledger_of(days, Lines(month[~of_month], lines.work_type, lines.charts, lines.hours, ones), standards, ramps)
    return replace(made, days=replace(made.days, paid=np.full(len(hours), np.nan)))
