"""FTE needed and there, DNFB days and the unit cost, made of what was read. No formula: those are in metrics."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

import numpy as np
from sqlmodel import Session

from codedesk.metrics import backlogs, explaining, staffing
from codedesk.metrics.backlogs import standard_hours
from codedesk.metrics.figures import Part
from codedesk.metrics.quantities import Quantity, given, quantity, unknown
from codedesk.metrics.staffing import Supply
from codedesk.metrics.tallies import types_of
from codedesk.periods import Period, day_label
from codedesk.services.figures.columns import day_of
from codedesk.services.figures.frames import frames_of
from codedesk.services.flow.basis import FlowBasis
from codedesk.services.flow.logged import MoneyLine, money_of
from codedesk.services.flow.rows import StaffingRow
from codedesk.services.flow.type_making import TypeFlows

REVENUE_DAYS = 90


def staffing_row(basis: FlowBasis, flows: TypeFlows) -> StaffingRow:
    """Return the FTE that the work of the period up to now needs, and those that are there."""
    span, lists = basis.span, basis.lists
    scheduled, absent = basis.planned.scheduled(*span), basis.planned.absent(*span)
    share = absent / scheduled if scheduled > 0 else 0.0
    supply = Supply(basis.working_days, lists.usual_hours, share, basis.used_utilisation)
    one, work = staffing.hours_of_one(supply), _work(basis, flows)
    at_standard = staffing.fte_needed(work, one)
    there = _there(basis, scheduled, supply.paid)
    pace = basis.pace
    return StaffingRow(
        needed=at_standard,
        there=there,
        difference=staffing.difference(there, at_standard),
        at_standard=at_standard,
        at_actual_pace=staffing.fte_needed(staffing.at_pace(work, pace), one),
        one_fte=one,
        utilisation=basis.utilisation,
        pace=pace,
        overtime=_overtime(basis),
        steps=supply.steps(),
        weeks=flows.weekly.staffing(),
    )


def _there(basis: FlowBasis, scheduled: float, full: float) -> Quantity:
    there = staffing.fte_there(scheduled, full)
    if there.value is None or not basis.scenario:
        return there
    more = basis.what_if.fte
    made = [*there.explanation.parts[:-1], Part("What if", f"{explaining.number(more)} FTE more, on average")]
    return quantity(there.explanation.title, there.explanation.formula, there.value + more, "FTE", lambda: made)


def _work(basis: FlowBasis, flows: TypeFlows) -> Quantity:
    """Return the hours of what came in, or was coded where that is not logged, of every work type."""
    work = []
    for kind, name in enumerate(basis.lists.work_types):
        came = flows.inflow(kind) if kind in basis.kinds else None
        coded = float(basis.daily.between(*basis.span).charts[:, kind].sum())
        if came is not None and came.value is not None:
            work.append(flows.work(kind, came.value * basis.working_days, f"{name}, came in"))
        elif coded:
            work.append(flows.work(kind, coded, f"{name}, coded"))
    return standard_hours("Hours of work of the period", work, "nothing came in and nothing was coded")


def _overtime(basis: FlowBasis) -> Quantity:
    """Return the paid hours over the scheduled ones of each coder and day that was worked."""
    title, formula = "Overtime", "sum over coders and days of paid hours over the scheduled ones"
    over, known = 0.0, 0
    for tally in basis.frames.tallies:
        days = tally.ledger.days
        inside = ~np.isnan(days.paid) & (days.day <= basis.span[1])
        at = days.day[inside] - basis.planned.first_day
        who = days.coder[inside]
        due = basis.planned.hours[who, at] * ~basis.planned.holiday[at] * ~basis.planned.away[who, at]
        over += float(np.maximum(days.paid[inside] - due, 0.0).sum())
        known += int(inside.sum())
    if not known:
        return unknown(title, formula, "h", "no paid hours are logged")
    return quantity(title, formula, over, "h", lambda: (Part("Days with paid hours", explaining.days(known)),))


def dnfb_days(session: Session, basis: FlowBasis, dollars: Quantity) -> Quantity:
    """Return DNFB days by the revenue of the 90 days up to the last one of which dollars are logged."""
    last = basis.backlog.last("dollars")
    end = basis.until if last is None else day_of(last[0])
    window = Period(end - timedelta(REVENUE_DAYS - 1), end)
    lines = [(line, line.revenue) for line in money_of(session) if line.revenue is not None and _touches(line, window)]
    shares = [(line, revenue, *_days(line, window)) for line, revenue in lines]
    days = sum(inside for _, _, inside, _ in shares)
    if not days:
        revenue = given("Gross revenue", None, "$", why_not=f"no revenue was logged of the {REVENUE_DAYS} days before")
    else:
        total = sum(amount * inside / whole for _, amount, inside, whole in shares)
        formula = f"revenue logged of the {REVENUE_DAYS} days, spans that reach out of them by their days"
        revenue = quantity("Gross revenue", formula, total, "$", partial(_revenue_parts, shares))
    return backlogs.dnfb_days(dollars, revenue, days)


def _revenue_parts(shares: Sequence[tuple[MoneyLine, float, int, int]]) -> list[Part]:
    return [
        Part(
            f"{day_label(line.first)} – {day_label(line.last)}",
            f"${explaining.number(amount)} × {inside} of {explaining.days(whole)}",
        )
        for line, amount, inside, whole in shares
    ]


def unit_cost(session: Session, basis: FlowBasis) -> Quantity:
    """Return the labour cost of a chart, of those spans with a cost that lie in the period; else that touch it."""
    known = [(line, line.cost) for line in money_of(session) if line.cost is not None]
    period = basis.period
    spans = [each for each in known if period.start <= each[0].first and each[0].last <= period.end]
    spans = spans or [each for each in known if _touches(each[0], period)][-1:]
    cost = given("Labour cost", sum(amount for _, amount in spans) if spans else None, "$", _spans(spans),
                 "no labour cost was logged")  # fmt: skip
    charts = sum(_charts(session, Period(line.first, line.last)) for line, _ in spans)
    return staffing.unit_cost(cost, given("Charts coded", float(charts), "charts", _spans(spans)))


def revenue_in(session: Session, period: Period) -> Quantity:
    """Return the gross revenue of a period; spans that reach out of it count by their days."""
    title = "Gross revenue of the period"
    lines = [(line, line.revenue) for line in money_of(session) if line.revenue is not None and _touches(line, period)]
    shares = [(line, amount, *_days(line, period)) for line, amount in lines]
    if not shares:
        return given(title, None, "$", why_not="no revenue was logged")
    total = sum(amount * inside / whole for _, amount, inside, whole in shares)
    return quantity(
        title, "revenue logged, spans by their days in the period", total, "$", partial(_revenue_parts, shares)
    )


def _charts(session: Session, span: Period) -> float:
    return float(types_of(frames_of(session, span).runs)["charts"].sum())


def _spans(spans: Sequence[tuple[MoneyLine, float]]) -> str:
    return ", ".join(f"{day_label(line.first)} – {day_label(line.last)}" for line, _ in spans)


def _touches(line: MoneyLine, period: Period) -> bool:
    return line.first <= period.end and line.last >= period.start


def _days(line: MoneyLine, period: Period) -> tuple[int, int]:
    """Return how many days of a line lie in a period, and how many it has."""
    first: date = max(line.first, period.start)
    return (min(line.last, period.end) - first).days + 1, (line.last - line.first).days + 1
