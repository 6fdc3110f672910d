"""What audited work says of a standard: charts an hour by coder and week, of those who met accuracy. No SQL, no Qt.

Only weeks count whose hours of the work type are known, of coders whose audits of that time met the accuracy standard,
and who were on no ramp. Nobody can be told from what comes out: it is given from so many coders and weeks on, and where
no one of them has most of the weeks.
"""

from dataclasses import dataclass

import numpy as np

from codedesk.metrics.pace import Ledger, sums
from codedesk.metrics.schedules import week_of
from codedesk.metrics.standards import Bools, Floats, Ints

LEAST_HOURS = 4.0  # of the work type in a week: less than half a day says little of a rate
LEAST_WEEKS, LEAST_CODERS = 12, 3
MOST_OF_ONE = 2 / 3  # of the weeks may be one coder's
_DUST = 1e-9


@dataclass(frozen=True, slots=True)
class CalibrationWeeks:
    """The weeks in which a work type was done, one entry per coder and week; day is that of its Monday.

    charts carry their weights. hours are nan where they are not known; productive ones. learning: on a ramp.
    """

    coder: Ints
    day: Ints
    charts: Floats
    hours: Floats
    learning: Bools


@dataclass(frozen=True, slots=True)
class RateSpread:
    """The middle of some rates: median and middle half (quartiles by linear interpolation, Hyndman and Fan type 7)."""

    median: float
    low: float
    high: float


def weeks_of(ledger: Ledger, work_type: int, first_monday: int) -> CalibrationWeeks:
    """Return the weeks of a work type, with the hours of its lines; of a day with this type alone, the day's.

    Only charts with a standard in force count, on days that have hours.
    """
    lines, days = ledger.lines, ledger.days
    use = (lines.work_type == work_type) & ledger.counted[lines.day] & (ledger.standard >= 0)
    alone = sums(lines.day, (lines.work_type != work_type).astype(np.float64), len(days.day)) == 0
    stands = ledger.earned * use
    of_day = sums(lines.day, stands, len(days.day))
    part = np.divide(stands, of_day[lines.day], out=np.zeros_like(stands), where=of_day[lines.day] > 0)
    by_day = np.where(alone[lines.day], ledger.net[lines.day] * part, np.nan)
    hours = np.where(np.isnan(lines.hours) | (lines.hours <= 0), by_day, lines.hours)[use]
    weeks = week_of(days.day, first_monday)[lines.day[use]]
    width = int(weeks.max(initial=0)) + 1
    keys, at = np.unique(days.coder[lines.day[use]] * width + weeks, return_inverse=True)
    charts = sums(at, (lines.charts * lines.weight)[use], len(keys))
    total = sums(at, np.nan_to_num(hours), len(keys))
    unknown = sums(at, np.isnan(hours).astype(np.float64), len(keys)) > 0
    learning = sums(at, (np.abs(ledger.share[use] - 1) > _DUST).astype(np.float64), len(keys)) > 0
    return CalibrationWeeks(
        keys // width, first_monday + 7 * (keys % width), charts, np.where(unknown, np.nan, total), learning
    )


def spread(rates: Floats) -> RateSpread:
    """Return median and middle half of at least one rate."""
    low, median, high = np.percentile(rates, (25, 50, 75)).tolist()
    return RateSpread(median, low, high)


def too_little(coders: Ints) -> str:
    """Say why weeks, one entry each by coder, are too few to tell anything without telling of somebody; else ""."""
    weeks, people = len(coders), len(np.unique(coders))
    if weeks < LEAST_WEEKS or people < LEAST_CODERS:
        return f"from {LEAST_WEEKS} coder-weeks of {LEAST_CODERS} coders on"
    if np.unique(coders, return_counts=True)[1].max() > MOST_OF_ONE * weeks:
        return "where no coder has more than two thirds of the weeks"
    return ""
