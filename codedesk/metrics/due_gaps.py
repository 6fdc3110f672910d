"""Which due days are missing, and what was worked beside them: plain values that figures carry."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

BesideWhy = Literal[
    "future", "before_start", "after_end", "before_records", "holiday", "away", "not_scheduled", "weekend", "more_days"
]


@dataclass(frozen=True, slots=True)
class DueGaps:
    """What the count of due days of one coder hides: which are missing, and what was worked beside them.

    missing_in_weeks: the Monday of a week and how many due days it lacks, where no schedule says which days they are.
    """

    missing: tuple[date, ...] = ()
    missing_in_weeks: tuple[tuple[date, int], ...] = ()
    beside: tuple[tuple[date, BesideWhy], ...] = ()


NO_GAPS = DueGaps()
