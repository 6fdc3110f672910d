"""Schedules: which days of a period are due to be entered, and the hours that a week should hold. No SQL, no Qt.

Days are numbers since 1 January 1970; coders are positions.
"""

from dataclasses import dataclass, replace

import numpy as np

from codedesk.metrics.due_days import DueDays
from codedesk.metrics.standards import DAYS_PER_WEEK, Bools, Floats, Ints

_DUST = 1e-9
DAYS_OF_WEEK = 7
# 1 January 1970 was a Thursday.
_WEEKDAY_OF_ZERO = 3


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Schedules:
    """Dated schedules (a row each: coder, first day, seven hours from Monday on), holidays and planned absences."""

    coder: Ints
    from_day: Ints
    hours: Floats
    holidays: Ints
    away_coder: Ints
    away_from: Ints
    away_to: Ints


@dataclass(frozen=True, slots=True)
class Roster:
    """Every coder's days of some whole weeks, each a table of coders × days.

    hours: those that the schedule in force gives, nan where none is. free: a holiday or a planned absence.
    """

    first_monday: int
    hours: Floats
    free: Bools

    @property
    def _days(self) -> Ints:
        return self.first_monday + np.arange(self.hours.shape[1], dtype=np.int64)

    @property
    def _open(self) -> Bools:
        """Return the weekdays on which no schedule is in force."""
        return np.asarray(np.isnan(self.hours) & (weekday_of(self._days) < DAYS_PER_WEEK))

    def due_days(self, first: Ints, last: Ints, weekly_hours: Floats, usual_hours: float) -> DueDays:
        """Find the days due of each coder from first to last, both included; no log is matched with them yet.

        Due are, under a schedule: days with hours that are not free. Without one: of each week as many weekdays as lie
        in that time, but no more than weekly_hours ÷ usual_hours, rounded up; less the free ones among these weekdays.
        None is due where last lies before first; days outside these weeks are passed over.
        """
        there = (self._days >= first[:, None]) & (self._days <= last[:, None])
        scheduled = (self.hours > 0) & there & ~self.free
        unscheduled = self._open & there
        most = np.ceil(weekly_hours / usual_hours - _DUST)[:, None]
        places = np.maximum(np.minimum(_by_week(unscheduled), most) - _by_week(unscheduled & self.free), 0)
        candidates = unscheduled & ~self.free
        all_due = np.repeat(_by_week(candidates) == places, DAYS_OF_WEEK, axis=1)
        return DueDays(
            first_monday=self.first_monday,
            certain=scheduled | (candidates & all_due),
            open=candidates & ~all_due,
            places=np.where(_by_week(candidates) == places, 0, places).astype(np.int64),
            held=np.zeros(candidates.shape, np.bool_),
            worked=np.zeros(candidates.shape, np.bool_),
        )

    def weekly_hours(self, usual: Floats) -> Floats:
        """Return the hours of each coder's full weeks: the schedule's, and the usual week's share without one."""
        without = _by_week(self._open) / DAYS_PER_WEEK * usual[:, None]
        return np.asarray(_by_week(np.nan_to_num(self.hours)) + without)


def roster(schedules: Schedules, mondays: Ints, coders: int) -> Roster:
    """Lay schedules, holidays and planned absences out over the weeks of these Mondays, which follow each other."""
    days = mondays[0] + np.arange(len(mondays) * DAYS_OF_WEEK, dtype=np.int64)
    hours = np.full((coders, len(days)), np.nan)
    for row in np.argsort(schedules.from_day, kind="stable"):
        begun = int(np.searchsorted(days, schedules.from_day[row]))
        hours[schedules.coder[row], begun:] = schedules.hours[row][weekday_of(days[begun:])]
    free = np.zeros((coders, len(days)), np.bool_)
    free[:, np.isin(days, schedules.holidays)] = True
    for coder, first, last in zip(schedules.away_coder, schedules.away_from, schedules.away_to, strict=True):
        free[coder, np.searchsorted(days, first) : np.searchsorted(days, last, "right")] = True
    return Roster(int(mondays[0]), hours, free)


def full_weeks(schedules: Schedules, mondays: Ints, usual: Floats) -> Floats:
    """Return the hours of each coder's full weeks, from these Mondays on.

    Days are laid out only of those who have a schedule: twenty years of a hundred coders are as many as all else that
    a question looks at.
    """
    full, own = np.tile(usual[:, None], len(mondays)), np.unique(schedules.coder)
    if len(own):
        none = schedules.away_coder[:0]
        of_own = replace(
            schedules, coder=np.searchsorted(own, schedules.coder), away_coder=none, away_from=none, away_to=none
        )
        full[own] = roster(of_own, mondays, len(own)).weekly_hours(usual[own])
    return full


def week_of(day: Ints, first_monday: int) -> Ints:
    """Return the number of the week of each day, counted from the week of first_monday."""
    return (day - first_monday) // DAYS_OF_WEEK


def weekday_of(day: Ints) -> Ints:
    """Return the weekday of each day, 0 for Monday."""
    return (day + _WEEKDAY_OF_ZERO) % DAYS_OF_WEEK


def _by_week(table: Floats | Bools) -> Floats:
    return np.asarray(
        table.reshape(len(table), table.shape[1] // DAYS_OF_WEEK, DAYS_OF_WEEK).sum(axis=2), dtype=np.float64
    )
