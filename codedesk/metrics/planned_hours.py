"""The paid hours that are planned day by day: schedules, holidays and planned absence, each apart. No SQL, no Qt."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from codedesk.metrics.schedules import DAYS_OF_WEEK, Schedules, roster, weekday_of
from codedesk.metrics.standards import DAYS_PER_WEEK, Bools, Floats, Ints


@dataclass(frozen=True)
class PlannedHours:
    """Days from first_day (a Monday) on. hours: coders × days by schedule, holidays and absence not taken off.

    Without a schedule a fifth of the weekly hours stands on every weekday; who is not employed has 0. away: as hours.
    """

    first_day: int
    hours: Floats
    holiday: Bools
    away: Bools

    @classmethod
    def of(
        cls, schedules: Schedules, weeks: tuple[int, int], employed: tuple[Ints, Ints], weekly: Floats
    ) -> "PlannedHours":
        """Lay them out. weeks: the first Monday and how many weeks; employed: first and last day of each coder."""
        first, count = weeks
        mondays = first + DAYS_OF_WEEK * np.arange(count, dtype=np.int64)
        days = first + np.arange(count * DAYS_OF_WEEK, dtype=np.int64)
        by_schedule = roster(schedules, mondays, len(weekly)).hours
        usual = np.where(weekday_of(days) < DAYS_PER_WEEK, 1.0, 0.0) * weekly[:, None] / DAYS_PER_WEEK
        there = (days >= employed[0][:, None]) & (days <= employed[1][:, None])
        away = np.zeros(by_schedule.shape, np.bool_)
        for who, gone, back in zip(schedules.away_coder, schedules.away_from, schedules.away_to, strict=True):
            away[who, max(int(gone) - first, 0) : max(int(back) + 1 - first, 0)] = True
        hours = np.where(there, np.where(np.isnan(by_schedule), usual, by_schedule), 0.0)
        return cls(first, hours, np.isin(days, schedules.holidays), away)

    def _days(self, first: int, last: int) -> slice:
        return slice(max(first - self.first_day, 0), max(last + 1 - self.first_day, 0))

    @cached_property
    def working(self) -> Bools:
        """Tell of each day whether it is a weekday that is no holiday."""
        days = self.first_day + np.arange(self.hours.shape[1], dtype=np.int64)
        return np.asarray((weekday_of(days) < DAYS_PER_WEEK) & ~self.holiday)

    @cached_property
    def _left(self) -> Floats:
        return np.asarray(self.hours * ~self.holiday * ~self.away)

    def working_days(self, first: int, last: int) -> int:
        """Count the weekdays from first to last, both included, that are no holidays."""
        return int(self.working[self._days(first, last)].sum())

    def working_among(self, days: Ints) -> int:
        """Count the working days among some days; those outside are none."""
        at = days - self.first_day
        return int(self.working[at[(at >= 0) & (at < len(self.working))]].sum())

    def by_day(self, first: int, last: int) -> tuple[Bools, Floats, Floats]:
        """Return of each day, all of them laid out: is it a working day, paid hours scheduled, and of them away."""
        inside = self._days(first, last)
        hours = self.hours[:, inside] * ~self.holiday[inside]
        return self.working[inside], hours.sum(axis=0), (hours * self.away[:, inside]).sum(axis=0)

    def scheduled(self, first: int, last: int) -> float:
        """Return the paid hours scheduled from first to last but for holidays, absence not taken off."""
        inside = self._days(first, last)
        return float((self.hours[:, inside] * ~self.holiday[inside]).sum())

    def absent(self, first: int, last: int) -> float:
        """Return those of them on which somebody is planned to be away."""
        inside = self._days(first, last)
        return float((self.hours[:, inside] * ~self.holiday[inside] * self.away[:, inside]).sum())

    def there(self, first: int, last: int) -> float:
        """Return the paid hours left from first to last."""
        return float(self._left[:, self._days(first, last)].sum())

    def there_by_week(self, first: int, weeks: int) -> Floats:
        """Return the paid hours left of each coder in spans of seven days from a day on: coders × weeks."""
        inside = self._left[:, self._days(first, first + DAYS_OF_WEEK * weeks - 1)]
        return np.asarray(inside.reshape(len(inside), weeks, DAYS_OF_WEEK).sum(axis=2))
