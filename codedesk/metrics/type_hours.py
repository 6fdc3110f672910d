"""How long everybody was at which work: earned hours and hours by coder, week and work type, of one period. No SQL.

Hours are those of the lines where they say them. What lines do not say is laid out by the hours that their work stands
for at the usual pace of its type, so that a day's lines add up to its productive hours; hours on no line are spread
over the work types of their week. So all work types together have the productive hours that pace is taken over.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from codedesk.metrics.pace import Ledger, shares, sums
from codedesk.metrics.schedules import week_of
from codedesk.metrics.slowness import slowness, slowness_draws
from codedesk.metrics.standards import Bools, Floats, Ints, Standards

_A_MONDAY, _WEEK = 4, 7  # days since 1 January 1970
_ENOUGH_HOURS = 30.0
_ENOUGH = 1e-6  # of the earned hours of a week, for it to be one whose hours are not split


@dataclass(frozen=True, slots=True)
class TypeHours:
    """A period by coder, week and work type; hours_said are those that lines say themselves.

    restated: what the charts earn by the standards in force on one given day.
    """

    earned: Floats
    restated: Floats
    hours: Floats
    hours_said: Floats
    net: Floats


@dataclass(frozen=True)
class Laying:
    """The ledger of a period on its way to a table. coders and types: how many there are."""

    ledger: Ledger
    coders: int
    types: int

    @cached_property
    def _first_monday(self) -> int:
        first = int(self.ledger.days.day.min()) if len(self.ledger.days.day) else _A_MONDAY
        return first - (first - _A_MONDAY) % _WEEK

    @cached_property
    def shape(self) -> tuple[int, int, int]:
        """Coders, weeks, work types."""
        days = self.ledger.days.day
        weeks = int(week_of(days.max(initial=self._first_monday), self._first_monday)) + 1
        return self.coders, weeks, self.types

    @cached_property
    def _week(self) -> Ints:
        """Return coder and week of each day as one number."""
        days = self.ledger.days
        return days.coder * self.shape[1] + week_of(days.day, self._first_monday)

    @cached_property
    def _use(self) -> Ints:
        """Return the lines that earn: those with a standard, on days that count."""
        return np.flatnonzero((self.ledger.standard >= 0) & self.ledger.counted[self.ledger.lines.day])

    @cached_property
    def _said(self) -> Bools:
        """Tell for each line that earns whether it says its hours; none for some charts is not said."""
        hours = self.ledger.lines.hours[self._use]
        return np.asarray(~np.isnan(hours) & (hours > 0))

    @cached_property
    def _factor(self) -> Floats:
        """Return the utilisation of each coder in the period, 1 where it is not known."""
        days = self.ledger.days
        paid = ~np.isnan(days.paid)
        gross = sums(days.coder, np.where(paid, self.ledger.gross, 0.0), self.coders)
        return shares(gross, sums(days.coder, np.nan_to_num(days.paid), self.coders), 1.0)

    def _cells(self, what: Floats) -> Floats:
        """Add up what the lines that earn hold, by coder, week and work type."""
        lines = self.ledger.lines
        cell = self._week[lines.day[self._use]] * self.types + lines.work_type[self._use]
        return sums(cell, what, int(np.prod(self.shape))).reshape(self.shape)

    @cached_property
    def _earned(self) -> Floats:
        """Return what each of the lines earns; of a paid-basis standard times the coder's utilisation."""
        factor = self._factor[self.ledger.days.coder[self.ledger.lines.day[self._use]]]
        return self.ledger.earned[self._use] * np.where(self.ledger.paid_basis[self._use], factor, 1.0)

    @cached_property
    def earned(self) -> Floats:
        """Return the earned hours."""
        return self._cells(self._earned)

    @cached_property
    def said(self) -> tuple[Floats, Floats]:
        """Return earned hours and hours of the lines that say theirs."""
        hours = np.where(self._said, np.nan_to_num(self.ledger.lines.hours[self._use]), 0.0)
        return self._cells(np.where(self._said, self._earned, 0.0)), self._cells(hours)

    @cached_property
    def net(self) -> Floats:
        """Return the productive hours by coder and week."""
        return sums(self._week, self.ledger.net, self.coders * self.shape[1]).reshape(self.shape[:2])

    def table(self, slow: Floats, standards: Standards, day: int) -> TypeHours:
        """Lay the period out. slow: by coder and work type, usual_slowness; day: whose standards restate the charts."""
        hours = self._cells(self._line_hours(slow))
        whole = hours.sum(axis=2, keepdims=True)
        usual = hours.sum(axis=1, keepdims=True)
        all_weeks = usual.sum(axis=2, keepdims=True)
        usual = np.broadcast_to(usual / np.where(all_weeks > 0, all_weeks, 1.0), hours.shape)
        part = np.divide(hours, whole, out=usual.copy(), where=whole > 0)
        return TypeHours(
            self.earned, self._restated(standards, day), part * self.net[:, :, None], self.said[1], self.net
        )

    def _line_hours(self, slow: Floats) -> Floats:
        """Return the hours of each line: said, or its part of what these leave of the day's productive hours."""
        lines, days = self.ledger.lines, len(self.ledger.days.day)
        day, said = lines.day[self._use], np.where(self._said, np.nan_to_num(lines.hours[self._use]), 0.0)
        stands = self._earned * slow[self.ledger.days.coder[day], lines.work_type[self._use]]
        stands = np.where(self._said, 0.0, stands)
        left = np.maximum(self.ledger.net - sums(day, said, days), 0.0)
        by_day = sums(day, stands, days)
        fits = np.where(left > 0, np.divide(left, by_day, out=np.ones(days), where=by_day > 0), 1.0)
        return np.where(self._said, said, stands * fits[day])

    def _restated(self, standards: Standards, day: int) -> Floats:
        kind = self.ledger.lines.work_type[self._use]
        row = standards.in_force(kind, np.full(len(kind), day))
        then, was = standards.rate[row], standards.rate[self.ledger.standard[self._use]]
        factor = self._factor[self.ledger.days.coder[self.ledger.lines.day[self._use]]]
        earned = self.ledger.earned[self._use] * was / then * np.where(standards.paid_basis[row], factor, 1.0)
        return self._cells(np.where(row >= 0, earned, self._earned))


def usual_slowness(periods: tuple[Laying, ...]) -> Floats:
    """Return by what each coder takes longer in each work type than its standard says, 1 where nothing tells it.

    Of all lines that say their hours, where these are 30 or more of that type; else by a ridge regression of the weekly
    pace on the shares of the earned hours (metrics/slowness.py).
    """
    return _by_lines(periods, np.exp(slowness(*_unsplit(periods))))


def usual_draws(periods: tuple[Laying, ...], count: int) -> Floats:
    """Return usual slownesses as they may as well be, where no lines tell them: by draw, coder and work type."""
    return _by_lines(periods, np.exp(slowness_draws(*_unsplit(periods), count)))


def _unsplit(periods: tuple[Laying, ...]) -> tuple[Floats, Floats, Bools]:
    """Return weekly paces as logarithms, shares of the earned hours, and which weeks do not split their hours."""
    earned, net = (np.concatenate([getattr(each, name) for each in periods], axis=1) for name in ("earned", "net"))
    done = np.concatenate([each.said[0] for each in periods], axis=1)
    whole = earned.sum(axis=2)
    use = (net > 0) & ((earned - done).sum(axis=2) > _ENOUGH * whole)
    raw = np.log(np.where(use, whole, 1.0) / np.where(use, net, 1.0))
    return raw, earned / np.where(whole > 0, whole, 1.0)[:, :, None], use


def _by_lines(periods: tuple[Laying, ...], otherwise: Floats) -> Floats:
    """Return what the lines say of a work type in all, where they say enough of it."""
    done, hours = (sum(each.said[n].sum(axis=(0, 1)) for each in periods) for n in (0, 1))
    done, hours = np.asarray(done, np.float64), np.asarray(hours, np.float64)
    enough = (hours >= _ENOUGH_HOURS) & (done > 0)
    said = np.divide(hours, done, out=np.ones_like(hours), where=done > 0)
    return np.where(enough, said, otherwise)
