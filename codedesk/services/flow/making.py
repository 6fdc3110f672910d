"""All that a period says of work that waits, put together. No formula."""

from datetime import date

import numpy as np
from sqlmodel import Session

from codedesk.models.flow import ScenarioPartDraft
from codedesk.periods import Period
from codedesk.services.cache import recalled, until_a_change
from codedesk.services.figures.columns import ordinal
from codedesk.services.flow.basis import FlowBasis, basis
from codedesk.services.flow.forecasting import Forecasts
from codedesk.services.flow.rework_making import rework_table
from codedesk.services.flow.rows import FlowRow
from codedesk.services.flow.staffing_making import dnfb_days, revenue_in, staffing_row, unit_cost
from codedesk.services.flow.type_making import TypeFlows
from codedesk.services.flow.waits_making import groups, holdups, hours_lost, turnarounds
from codedesk.services.flow.week_making import WeekFlows

_MOST_OUTLOOKS = 64


def made(session: Session, period: Period, today: date, scenario: tuple[ScenarioPartDraft, ...]) -> FlowRow:
    """Make the row of a period; the last ones hold until anything at all is changed. What-ifs are made each time."""
    if scenario:
        return _make(session, period, today, scenario)
    return until_a_change(session, ("flow", period, today), lambda: _make(session, period, today, ()))


def _make(session: Session, period: Period, today: date, scenario: tuple[ScenarioPartDraft, ...]) -> FlowRow:
    read = basis(session, period, today, scenario)
    forecasts = Forecasts(read, recalled(session, "outlooks", _MOST_OUTLOOKS))
    weekly = WeekFlows(read)
    flows = TypeFlows(read, forecasts, weekly)
    team = flows.team()
    return FlowRow(
        period=period,
        as_of=read.as_of,
        days_logged=_days_logged(read),
        types=flows.rows(),
        team=team,
        staffing=staffing_row(read, flows),
        rework=rework_table(session, period, read.frames, revenue_in(session, period)),
        holdups=holdups(session, read, flows),
        groups=groups(session, read),
        hours_lost=hours_lost(session, read, flows),
        turnaround=turnarounds(session, read),
        dnfb=dnfb_days(session, read, team.dollars),
        unit_cost=unit_cost(session, read),
        forecast=team.forecast,
        events=weekly.events(session),
    )


def _days_logged(read: FlowBasis) -> tuple[int, int]:
    """Return on how many working days of the period up to today what waits is logged, and how many there are."""
    first, last = ordinal(read.period.start), ordinal(read.until)
    days = np.unique(read.backlog.day[read.backlog.day >= first])
    return read.planned.working_among(days), read.planned.working_days(first, last)
