"""What the numbers of work that waits rest on: read once for a period, and what all of them share. No formula."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from sqlmodel import Session

from codedesk.metrics import staffing
from codedesk.metrics.daily_work import DailyWork, daily_work
from codedesk.metrics.forecasts import MOST_WEEKS, WEEKS_AHEAD
from codedesk.metrics.pace import Pools
from codedesk.metrics.planned_hours import PlannedHours
from codedesk.metrics.quantities import Quantity
from codedesk.metrics.standards import EVERY_WORK_TYPE, Floats
from codedesk.metrics.tallies import pools_of
from codedesk.metrics.waiting_columns import WEEK, WaitingColumns
from codedesk.metrics.what_ifs import ChangedWeeks, Kind, WeeksAhead, WhatIf, changed
from codedesk.models.flow import ScenarioKind, ScenarioPartDraft
from codedesk.periods import Period, monday
from codedesk.services.cache import kept
from codedesk.services.figures.columns import day_of, ordinal
from codedesk.services.figures.frames import Frames, frames_of
from codedesk.services.figures.lists import Lists, usual_week
from codedesk.services.figures.schedules import TABLES as PLANNED
from codedesk.services.figures.schedules import schedules_of
from codedesk.services.flow.logged import backlog_of

LATELY = 13 * WEEK
"""Utilisation, pace and shares of work types are those of so many days."""
_YEAR = 366
_WEEKS_SHOWN = 26
_KINDS: dict[ScenarioKind, Kind] = {
    ScenarioKind.LEAVE: "leave",
    ScenarioKind.LEARNER: "learner",
    ScenarioKind.OVERTIME: "overtime",
    ScenarioKind.STANDARD: "standard",
    ScenarioKind.INFLOW: "inflow",
    ScenarioKind.HIRE: "hire",
}


@dataclass(frozen=True)
class FlowBasis:
    """A period up to a day, with all that was read of it. backlog: every line up to `until`.

    until: the last day that is looked at; as_of: the last day on which what waits is logged, None without one. daily:
    the log from two years before on. lately: the sums of each coder in the last 13 weeks.
    """

    period: Period
    until: date
    frames: Frames
    backlog: WaitingColumns
    daily: DailyWork
    lately: Pools
    planned: PlannedHours
    scenario: tuple[ScenarioPartDraft, ...]

    @property
    def lists(self) -> Lists:
        """The lists of the department."""
        return self.frames.lists

    @cached_property
    def as_of(self) -> date | None:
        """Return the last day on which what waits is logged."""
        last = self.backlog.last("waiting")
        return None if last is None else day_of(last[0])

    @cached_property
    def span(self) -> tuple[int, int]:
        """Return the first and last day, as numbers, that inflow and what is coded are told of."""
        last = self.until if self.as_of is None or self.as_of not in self.period else self.as_of
        return ordinal(self.period.start), ordinal(last)

    @cached_property
    def shown(self) -> Period:
        """Return the time whose weeks pictures show, from a Monday on: the period, and half a year up to its end."""
        return Period(_first_shown(self.period, self.now), self.until)

    @cached_property
    def working_days(self) -> int:
        """Count the working days of the span."""
        return self.planned.working_days(*self.span)

    @cached_property
    def kinds(self) -> tuple[int, ...]:
        """Return the work types that a line was logged of in the year before, in the manager's order."""
        recent = self.backlog.day > ordinal(self.until) - _YEAR
        return tuple(sorted(set(self.backlog.work_type[recent].tolist())))

    @cached_property
    def now(self) -> int:
        """Return the day, as a number, on which standards are looked up and after which the weeks to come begin."""
        return ordinal(self.as_of or self.until)

    @cached_property
    def rows_now(self) -> tuple[int, ...]:
        """Return the row of the standard in force now of each work type, -1 where there is none."""
        kinds = np.arange(len(self.lists.work_types), dtype=np.int64)
        found = self.lists.standards.in_force(kinds, np.full(len(kinds), self.now))
        return tuple(found.tolist())

    @cached_property
    def rates(self) -> Floats:
        """Return the charts an hour of each work type by the standard in force now; nan where there is none."""
        rates = self.lists.standards.rate
        return np.array([rates[row] if row >= 0 else np.nan for row in self.rows_now], np.float64)

    @cached_property
    def utilisation(self) -> Quantity:
        """Return productive ÷ paid hours of the last 13 weeks."""
        paid, gross = float(self.lately.paid.sum()), float(self.lately.paid_gross.sum())
        return staffing.share_of_hours("Utilisation", gross, paid, "no paid hours are logged")

    @property
    def used_utilisation(self) -> float:
        """Return the utilisation, 1 where none is known."""
        return 1.0 if self.utilisation.value is None else self.utilisation.value

    @cached_property
    def factors(self) -> Floats:
        """Return the utilisation for each work type whose standard is on paid hours, 1 for the others."""
        on_paid = self.lists.standards.paid_basis
        return np.array([self.used_utilisation if row >= 0 and on_paid[row] else 1.0 for row in self.rows_now])

    @cached_property
    def pace(self) -> Quantity:
        """Return the team's pace of the last 13 weeks."""
        earned, net = float(self.lately.earned.sum()), float(self.lately.net.sum())
        return staffing.share_of_hours("Pace", earned, net, "no productive hours are logged")

    @cached_property
    def recent(self) -> tuple[int, int]:
        """Return the first and last day of the last 13 weeks."""
        return self.now - LATELY + 1, self.now

    @cached_property
    def hours_by_type(self) -> Floats:
        """Return the hours at the standards of what was coded of each work type in the last 13 weeks; 0 without one."""
        charts = self.daily.between(*self.recent).charts.sum(axis=0)
        return np.asarray(np.nan_to_num(charts / self.rates * self.factors))

    def week_ends(self) -> list[int]:
        """Return the last day of each of the weeks to come."""
        return [self.now + WEEK * (week + 1) for week in range(WEEKS_AHEAD)]

    @cached_property
    def paid_ahead(self) -> Floats:
        """Return the paid hours there in the weeks to come, coders × weeks: holidays and absence are taken off."""
        return self.planned.there_by_week(self.now + 1, WEEKS_AHEAD)

    @cached_property
    def productive_of_planned(self) -> float:
        """Return the productive hours that came of each paid hour planned in the last 13 weeks.

        Before the log begins nothing is planned either; the utilisation where nothing is known.
        """
        worked = self.daily.between(*self.recent).productive
        known = np.flatnonzero(worked)
        if not len(known):
            return self.used_utilisation
        planned = self.planned.there(self.recent[0] + int(known[0]), self.recent[0] + int(known[-1]))
        return float(worked.sum()) / planned if planned > 0 else self.used_utilisation

    @cached_property
    def what_if(self) -> ChangedWeeks:
        """Return what the scenario changes in the weeks to come."""
        first, kinds = self.now + 1, self.lists.work_types
        ramps = self.lists.ramps
        coders = np.arange(len(self.lists.people), dtype=np.int64)
        shares = ramps.shares(coders, np.full(len(coders), EVERY_WORK_TYPE), np.full(len(coders), first))
        inflow = np.full(len(kinds), np.nan)
        base = WeeksAhead(
            first, self.paid_ahead, 5 * self.lists.usual_hours, self.used_utilisation, shares, self.rates, inflow
        )
        known = [each for each in self.scenario if self._is_known(each)]
        return changed(base, [self._part(each) for each in known])

    def _is_known(self, draft: ScenarioPartDraft) -> bool:
        """Tell whether whom and what a part names is still there, and whether its standard is one."""
        there = draft.coder_id is None or draft.coder_id in self.lists.person_at
        there = there and (draft.work_type_id is None or draft.work_type_id in self.lists.work_type_at)
        return there and not (draft.kind is ScenarioKind.STANDARD and draft.value <= 0)

    def _part(self, draft: ScenarioPartDraft) -> WhatIf:
        return WhatIf(
            _KINDS[draft.kind],
            ordinal(draft.from_day),
            None if draft.to_day is None else ordinal(draft.to_day),
            draft.value,
            None if draft.coder_id is None else self.lists.person_at[draft.coder_id],
            None if draft.work_type_id is None else self.lists.work_type_at[draft.work_type_id],
        )


def basis(session: Session, period: Period, today: date, scenario: tuple[ScenarioPartDraft, ...]) -> FlowBasis:
    """Read what the numbers of a period rest on, up to today."""
    until = max(min(period.end, today), period.start)
    frames = frames_of(session, Period(period.start, max(until, period.start)))
    backlog = backlog_of(session, frames.lists).until(ordinal(until))
    last = backlog.last("waiting")
    now = until if last is None else day_of(last[0])
    begin = min(period.start, now - timedelta(WEEK * (MOST_WEEKS + 1)))
    log = frames_of(session, Period(begin, until))
    daily = daily_work(log.tallies, ordinal(begin), ordinal(until))
    recent = frames_of(session, Period(now - timedelta(LATELY - 1), now))
    first = _first_shown(period, ordinal(now)) - timedelta(WEEK)
    planned = _planned(session, frames, first, max(until, now))
    return FlowBasis(period, until, frames, backlog, daily, pools_of(recent.runs), planned, scenario)


def _first_shown(period: Period, now: int) -> date:
    return monday(min(period.start, day_of(now - WEEK * (_WEEKS_SHOWN - 1))))


def _planned(session: Session, frames: Frames, first: date, last: date) -> PlannedHours:
    start, end = monday(first), last + timedelta(WEEK * (WEEKS_AHEAD + 1))
    span = Period(start, end)

    def make() -> PlannedHours:
        people = frames.people
        begun = np.array([ordinal(person.started_on) for person in people], np.int64)
        left = np.array([ordinal(person.left_on or date.max) for person in people], np.int64)
        weeks = ordinal(start), len(span.weeks)
        return PlannedHours.of(schedules_of(session, span, frames), weeks, (begun, left), usual_week(people))

    return kept(session, ("planned hours", span), PLANNED, make)
