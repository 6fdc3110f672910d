"""Due days, matched day by day: which are entered, which are missing, and what was worked beside them. No SQL, no Qt.

Days are numbers since 1 January 1970; coders are positions. Tables are coders × days from first_monday on.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from codedesk.metrics.standards import Bools, Ints

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Logged:
    """The work days of a log: coder, day, whether a day holds an entry at all, and whether it holds work."""

    coder: Ints
    day: Ints
    held: Bools
    worked: Bools


@dataclass(frozen=True)
class DueDays:
    """The due days of every coder over some whole weeks, and the days that a log holds.

    certain: days that are due. open: weekdays of a week of which only some are due (no schedule names them), places
    (coders × weeks): how many of them. held: days with an entry. worked: days with paid hours or charts.
    """

    first_monday: int
    certain: Bools
    open: Bools
    places: Ints
    held: Bools
    worked: Bools

    @cached_property
    def due(self) -> Ints:
        """Return how many days are due of each coder."""
        return np.asarray(self.certain.sum(axis=1) + self.places.sum(axis=1), dtype=np.int64)

    @cached_property
    def entered(self) -> Bools:
        """Return the due days that are entered: of a week's open days the first ones, as many as it has places."""
        taken = self.held & self.open
        in_turn = np.cumsum(_by_week(taken), axis=2)
        within = in_turn <= self.places[:, :, None]
        return np.asarray((self.certain & self.held) | (taken & within.reshape(taken.shape)))

    @cached_property
    def beside(self) -> Bools:
        """Return the days that were worked and fill no place of a due day."""
        return np.asarray(self.worked & ~self.entered)

    def missing_of(self, coder: int) -> Ints:
        """Return the due days of a coder that are not entered, as far as they can be named."""
        return self._numbers(np.flatnonzero(self.certain[coder] & ~self.held[coder]))

    def missing_in_weeks_of(self, coder: int) -> tuple[tuple[int, int], ...]:
        """Return Monday and number of the due days not entered in weeks of which no schedule says which days."""
        filled = _by_week((self.entered & self.open)[[coder]])[0].sum(axis=1)
        lacking = self.places[coder] - filled
        return tuple((self.first_monday + _WEEK * int(week), int(lacking[week])) for week in np.flatnonzero(lacking))

    def beside_of(self, coder: int) -> Ints:
        """Return the days that a coder worked beside the due ones."""
        return self._numbers(np.flatnonzero(self.beside[coder]))

    def _numbers(self, columns: Ints) -> Ints:
        return np.asarray(self.first_monday + columns, dtype=np.int64)


def _by_week(table: Bools) -> Bools:
    return table.reshape(len(table), table.shape[1] // _WEEK, _WEEK)
