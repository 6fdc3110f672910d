"""What holds charts up, hours that were not coding, and turnaround, made of what was read. No formula: see metrics."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from sqlmodel import Session

from codedesk.metrics import explaining
from codedesk.metrics.figures import Part
from codedesk.metrics.holdups import freed_by_a_day, in_charts, in_hours, pareto
from codedesk.metrics.quantities import Quantity, given, quantity, ratio, unknown
from codedesk.metrics.turnarounds import Wait, turnaround
from codedesk.models.flow import HoldReason
from codedesk.periods import Period, monday
from codedesk.services.flow.basis import FlowBasis
from codedesk.services.flow.logged import HeldLine, WaitedLine, held_of, other_hours, waited_of
from codedesk.services.flow.rows import GroupRow, HoldupRow, LostHoursRow, TurnaroundRow
from codedesk.services.flow.type_making import TypeFlows

Since = Literal["discharge", "available"]
_SHARES = (0.5, 0.9)


def holdups(session: Session, basis: FlowBasis, flows: TypeFlows) -> tuple[HoldupRow, ...]:
    """Return what is held on the last day of the period on which holds are logged, by reason, the most first."""
    _, lines = held_of(session, basis.lists, Period(basis.period.start, basis.until))
    made = []
    for piece in pareto([(line.reason, float(line.charts)) for line in lines]):
        own = [line for line in lines if line.reason == piece.key]
        hours = _hours_of(own, flows)
        oldest = _most([line.oldest for line in own])
        freed = freed_by_a_day(piece.amount, oldest)
        rate = piece.amount / hours.value if hours.value else None
        made.append(
            HoldupRow(
                piece.key,
                HoldReason(piece.key).words,
                int(piece.amount),
                _sum([line.late for line in own]),
                oldest,
                piece.share,
                piece.so_far,
                hours,
                freed,
                in_hours("Hours freed by one day less", freed, rate),
            )
        )
    return tuple(made)


def groups(session: Session, basis: FlowBasis) -> tuple[GroupRow, ...]:
    """Return what groups of providers hold up on the same day, the most first."""
    _, lines = held_of(session, basis.lists, Period(basis.period.start, basis.until))
    made = []
    for piece in pareto([(line.group, float(line.charts)) for line in lines if line.group]):
        own = [line for line in lines if line.group == piece.key]
        late = _sum([line.late for line in own])
        above = given("Late", None if late is None else float(late), "charts", why_not="not logged how many are late")
        share = ratio("Late", "late ÷ held", above, given("Held", piece.amount, "charts"), "share", "nothing is held")
        made.append(GroupRow(piece.key, int(piece.amount), late, share, _most([line.oldest for line in own])))
    return tuple(made)


def _hours_of(lines: Sequence[HeldLine], flows: TypeFlows) -> Quantity:
    """Return the hours of coding in held charts, those of no work type at the team's mean rate."""
    title, formula = "Hours held", "charts ÷ charts an hour of the standard in force"
    rates = [_rate(line.work_type, flows) for line in lines]
    known = [line.charts / rate for line, rate in zip(lines, rates, strict=True) if rate]
    if not known:
        return unknown(title, formula, "h", "no standard is in force")
    parts = [
        Part("Charts", f"{explaining.charts(line.charts)} ÷ {explaining.number(rate)} an hour")
        for line, rate in zip(lines, rates, strict=True)
        if rate
    ]
    return quantity(title, formula, sum(known), "h", lambda: parts)


def _rate(kind: int | None, flows: TypeFlows) -> float | None:
    if kind is None:
        return mean_rate(flows)
    rate, _ = flows.rate(kind)
    return None if rate is None else rate / float(flows.basis.factors[kind])


def mean_rate(flows: TypeFlows) -> float | None:
    """Return the charts in an hour at the standards, of what was coded in the last 13 weeks; None without any."""
    basis = flows.basis
    hours = float(basis.hours_by_type.sum())
    charts = float(basis.daily.between(*basis.recent).charts[:, basis.hours_by_type > 0].sum())
    return charts / hours if hours > 0 and charts > 0 else None


def hours_lost(session: Session, basis: FlowBasis, flows: TypeFlows) -> tuple[LostHoursRow, ...]:
    """Return the paid hours of the period that were not coding, by category and week, in the order of the list."""
    found = other_hours(session, Period(basis.period.start, basis.until))
    days = basis.planned.working_days(*basis.span)
    rate = mean_rate(flows)
    made = []
    for category in dict.fromkeys(name for name, _, _ in found):
        weeks: dict[date, float] = {}
        for name, day, hours in found:
            if name == category:
                weeks[monday(day)] = weeks.get(monday(day), 0.0) + hours
        total = given(f"Hours, {category}", sum(weeks.values()), "h", "as logged in the period")
        a_day = ratio("Hours freed by one day less", "hours ÷ working days", total,
                      given("Working days", float(days), "days"), "h", "no working days")  # fmt: skip
        freed = in_charts("Charts freed by one day less", a_day, rate)
        made.append(LostHoursRow(category, tuple(sorted(weeks.items())), total, freed, a_day))
    return tuple(made)


def turnarounds(session: Session, basis: FlowBasis) -> tuple[TurnaroundRow, ...]:
    """Return turnaround of the charts discharged, or available, in the period: of all, of each work type and week."""
    lines = waited_of(session, basis.lists)
    made: list[TurnaroundRow] = []
    for of in ("discharge", "available"):
        own = [(line, start) for line in lines if (start := _start(line, of)) is not None and start in basis.period]
        if own:
            made.extend(_rows(basis, own, of))
    return tuple(made)


def _rows(basis: FlowBasis, own: Sequence[tuple[WaitedLine, date]], of: Since) -> Iterator[TurnaroundRow]:
    kinds = sorted({line.work_type for line, _ in own})
    of_types = ((basis.lists.work_types[kind], [each for each in own if each[0].work_type == kind]) for kind in kinds)
    for name, chosen in ((None, own), *of_types):
        yield _row(name, None, chosen, of)
        for week in sorted({monday(start) for _, start in chosen}):
            yield _row(name, week, [each for each in chosen if monday(each[1]) == week], of)


def _row(name: str | None, week: date | None, own: Sequence[tuple[WaitedLine, date]], of: Since) -> TurnaroundRow:
    waits = [Wait(((line.coded or line.listed) - start).days, line.charts, line.coded is None) for line, start in own]
    median, p90 = (turnaround(waits, share, of) for share in _SHARES)
    charts = sum(wait.charts for wait in waits)
    return TurnaroundRow(name, week, of, charts, sum(w.charts for w in waits if w.waiting), median, p90)


def _start(line: WaitedLine, of: str) -> date | None:
    return line.discharged if of == "discharge" else line.available


def _sum(values: Sequence[int | None]) -> int | None:
    known = [each for each in values if each is not None]
    return sum(known) if known else None


def _most(values: Sequence[int | None]) -> int | None:
    return max((each for each in values if each is not None), default=None)
