"""The backlog of each work type and of the team, made of what was read. No formula: those are in metrics."""

from collections.abc import Iterable, Sequence
from functools import partial
from math import isclose

import numpy as np

from codedesk.metrics import explaining
from codedesk.metrics.backlogs import WorkOfType, days_of_work, days_to_clear, standard_hours
from codedesk.metrics.figures import Part
from codedesk.metrics.quantities import Quantity, Unit, given, quantity, unknown
from codedesk.metrics.standards import Floats
from codedesk.metrics.waiting_columns import WEEK
from codedesk.metrics.waiting_trends import trend
from codedesk.periods import Period, day_label, monday
from codedesk.services.figures.columns import day_of, ordinal
from codedesk.services.flow.basis import LATELY, FlowBasis
from codedesk.services.flow.forecasting import Forecasts
from codedesk.services.flow.rows import TypeFlowRow
from codedesk.services.flow.week_making import WeekFlows

TEAM = "Team"
_NOTHING = "nothing was logged of what waits"
_CAPACITY = "(paid hours scheduled − planned absence) × utilisation ÷ working days"
_SHARE = "part of the hours at the standards coded in 13 weeks"
_AT_STANDARD = "Days are those at the pace of the standards."


class TypeFlows:
    """The rows of a basis; what the rows of all types share is made once."""

    def __init__(self, basis: FlowBasis, forecasts: Forecasts, weekly: WeekFlows) -> None:
        """Take what was read."""
        self.basis, self.forecasts, self.weekly = basis, forecasts, weekly
        self.capacity = self._capacity()
        self._inflows: dict[int, Quantity] = {}

    def rows(self) -> tuple[TypeFlowRow, ...]:
        """Return a row for each work type of which anything is logged, in the manager's order."""
        return tuple(self._row(kind) for kind in self.basis.kinds)

    def inflow(self, kind: int) -> Quantity:
        """Return the charts of a work type that come in on a working day."""
        if kind not in self._inflows:
            self._inflows[kind] = self._inflow(kind)
        return self._inflows[kind]

    def _inflow(self, kind: int) -> Quantity:
        basis, title = self.basis, "Inflow a working day"
        wanted = basis.what_if.inflow[kind]
        if basis.scenario and not np.isnan(wanted).all():
            mean = float(np.nanmean(wanted))
            return quantity(title, "charts a week, as the scenario says ÷ 5", mean / 5, "charts", partial(_week, mean))
        own = basis.backlog.of_type(kind)
        charts, days = own.received_in(*basis.span, basis.planned)
        if days:
            parts = partial(_divided, "Came in, as logged", charts, days)
            return quantity(
                title, "charts received ÷ working days of which they are known", charts / days, "charts", parts
            )
        return self._by_balance(title, kind)

    def _by_balance(self, title: str, kind: int) -> Quantity:
        """Return what must have come in: what was coded and what waits more."""
        basis, formula = self.basis, "(charts coded + change of what waits) ÷ working days between"
        found = basis.backlog.of_type(kind).change(*basis.span)
        days = 0 if found is None else basis.planned.working_days(found[0] + 1, found[1])
        if found is None or not days:
            return unknown(title, formula, "charts", "what came in was not logged")
        coded = float(basis.daily.between(found[0] + 1, found[1]).charts[:, kind].sum())
        parts = partial(_balanced, coded, found, days)
        return quantity(
            title, formula, max(coded + found[2], 0.0) / days, "charts", parts, "What came in was not logged."
        )

    def coded(self, kind: int) -> Quantity:
        """Return the charts of a work type that were coded on a working day."""
        basis = self.basis
        charts, days = float(basis.daily.between(*basis.span).charts[:, kind].sum()), basis.working_days
        title, formula = "Coded a working day", "charts coded ÷ working days"
        if not days:
            return unknown(title, formula, "charts", "no working days")
        return quantity(title, formula, charts / days, "charts", partial(_divided, "Coded", charts, days))

    def rate(self, kind: int) -> tuple[float | None, str]:
        """Return the charts an hour of a work type now, and how its standard is stated; None without one."""
        basis = self.basis
        if basis.scenario and (own := float(basis.what_if.rate[kind][-1])) != basis.rates[kind] and not np.isnan(own):
            return own, "as the scenario says"
        row = basis.rows_now[kind]
        return (None, "") if row < 0 else (float(basis.rates[kind]), basis.lists.standards.stated[row])

    def work(self, kind: int, charts: float, name: str = "") -> WorkOfType:
        """Return charts of a work type with its standard."""
        rate, stated = self.rate(kind)
        return WorkOfType(
            name or self.basis.lists.work_types[kind], charts, rate, stated, float(self.basis.factors[kind])
        )

    def _capacity(self) -> Quantity:
        """Return the productive hours that are there on a working day of the span, with what the scenario adds."""
        basis, title = self.basis, "Productive hours a working day"
        formula = _CAPACITY
        days, there = basis.working_days, basis.planned.there(*basis.span)
        if not days or there <= 0:
            return unknown(title, formula, "h", "no hours are planned")
        more = float(basis.what_if.productive.mean()) / 5 if basis.scenario else 0.0
        value = there * basis.used_utilisation / days + more
        return quantity(
            title, formula, max(value, 0.0), "h", partial(self._capacity_parts, there, days, more), _AT_STANDARD
        )

    def _capacity_parts(self, there: float, days: int, more: float) -> Iterable[Part]:
        basis = self.basis
        scheduled, absent = basis.planned.scheduled(*basis.span), basis.planned.absent(*basis.span)
        hours, percent = explaining.hours, explaining.percent
        yield Part("Paid hours there", f"{hours(scheduled)} − {hours(absent)} = {hours(there)}", "schedules, absence")
        yield Part("Utilisation", percent(basis.used_utilisation), _utilisation_words(basis))
        yield Part("Working days", explaining.days(days))
        if more:
            yield Part("What if", f"{hours(more)} a working day", "as the scenario says")

    def capacity_of(self, kind: int) -> Quantity:
        """Return the charts of a work type that the team can code on a working day, by its share of the hours."""
        basis, title = self.basis, "Capacity a working day"
        formula = "productive hours a working day × share of the work type × charts an hour"
        (rate, _), whole = self.rate(kind), float(basis.hours_by_type.sum())
        alone = len(basis.lists.work_types) == 1 or basis.kinds == (kind,)
        if self.capacity.value is None or not rate:
            return unknown(title, formula, "charts", self.capacity.why_not or "no standard is in force")
        if whole <= 0 and not alone:
            return unknown(title, formula, "charts", "nothing was coded in 13 weeks, so its share is not known")
        share = 1.0 if whole <= 0 else float(basis.hours_by_type[kind]) / whole
        value = self.capacity.value * share * rate / float(basis.factors[kind])
        return quantity(title, formula, value, "charts", partial(_capacity_of, self.capacity, share, rate))

    def _row(self, kind: int) -> TypeFlowRow:
        basis = self.basis
        own, name = basis.backlog.of_type(kind), basis.lists.work_types[kind]
        waiting, hours = self._waiting(kind), self._hours_waiting([kind])
        inflow, coded, capacity = self.inflow(kind), self.coded(kind), self.capacity_of(kind)
        number = next(key for key, place in basis.lists.work_type_at.items() if place == kind)
        return TypeFlowRow(
            number, name, waiting, hours, days_of_work(waiting, capacity), days_to_clear(waiting, capacity, inflow),
            inflow, coded, capacity, _last(own.last("oldest"), "Oldest", "days"),
            _last(own.last("dollars"), "Dollars", "$", "no dollars were logged"),
            trend(*self._weekly([kind]), "charts"), self.forecasts.of_type(kind), self.weekly.of_type(kind),
        )  # fmt: skip

    def _waiting(self, kind: int) -> Quantity:
        return _last(self.basis.backlog.of_type(kind).last("waiting"), "Waiting", "charts", _NOTHING)

    def _hours_waiting(self, kinds: Iterable[int]) -> Quantity:
        """Return the hours of what waits of work types."""
        known = [(kind, self.basis.backlog.of_type(kind).last("waiting")) for kind in kinds]
        work = [self.work(kind, last[1]) for kind, last in known if last is not None]
        return standard_hours("Hours that wait", work, _NOTHING)

    def team(self) -> TypeFlowRow:
        """Return the same of all work types in hours at their standards."""
        basis = self.basis
        kinds = basis.kinds
        hours = self._hours_waiting(kinds)
        inflow = self._in_hours("Inflow a working day", [(kind, self.inflow(kind)) for kind in kinds])
        coded = self._in_hours("Coded a working day", [(kind, self.coded(kind)) for kind in kinds])
        capacity = self._capacity_for(kinds)
        return TypeFlowRow(
            None, TEAM, hours, hours, days_of_work(hours, capacity), days_to_clear(hours, capacity, inflow),
            inflow, coded, capacity, self._oldest(), self.dollars(),
            trend(*self._weekly(kinds, in_hours=True), "h"), self.forecasts.of_team(), self.weekly.of_team(),
        )  # fmt: skip

    def _capacity_for(self, kinds: Sequence[int]) -> Quantity:
        """Return the productive hours a working day that go to work types; to all, where their share is not known."""
        hours = self.basis.hours_by_type
        own, whole = float(hours[list(kinds)].sum()), float(hours.sum())
        if self.capacity.value is None or not kinds or whole <= 0 or isclose(own, whole):
            return self.capacity
        made = (
            Part("Productive hours a working day", explaining.hours(self.capacity.value), _CAPACITY),
            Part("Share", explaining.percent(own / whole), _SHARE),
        )
        title, formula = "Hours for these work types a working day", "productive hours a working day × share"
        remark = "Only work types of which it is logged what waits."
        return quantity(title, formula, self.capacity.value * own / whole, "h", lambda: made, remark)

    def _in_hours(self, title: str, of: list[tuple[int, Quantity]]) -> Quantity:
        known = [self.work(kind, each.value) for kind, each in of if each.value]
        if not known and any(each.value == 0 for _, each in of):
            known = [self.work(kind, 0.0) for kind, each in of if each.value == 0 and self.rate(kind)[0]]
        why = next((each.why_not for _, each in of if each.value is None), _NOTHING)
        return standard_hours(title, known, why)

    def _oldest(self) -> Quantity:
        found = [last for kind in self.basis.kinds if (last := self.basis.backlog.of_type(kind).last("oldest"))]
        return _last(max(found, key=lambda each: each[1], default=None), "Oldest", "days")

    def dollars(self) -> Quantity:
        """Return the dollars of the last day on which any are logged, of all work types."""
        last = self.basis.backlog.last("dollars")
        title, formula = "Dollars discharged, not final billed", "sum of the work types, as logged"
        if last is None:
            return unknown(title, formula, "$", "no dollars were logged")
        found = [(kind, own) for kind in self.basis.kinds if (own := self.basis.backlog.of_type(kind).last("dollars"))]
        recent = [(kind, own) for kind, own in found if own[0] > last[0] - WEEK]
        return quantity(title, formula, sum(own[1] for _, own in recent), "$", partial(self._dollar_parts, recent))

    def _dollar_parts(self, found: list[tuple[int, tuple[int, float]]]) -> list[Part]:
        names = self.basis.lists.work_types
        return [
            Part(names[kind], f"${explaining.number(value)}", f"as logged on {day_label(day_of(day))}")
            for kind, (day, value) in found
        ]

    def _weekly(self, kinds: Iterable[int], *, in_hours: bool = False) -> tuple[Period, Floats]:
        """Return the weeks that a chart shows, and what waited at their ends: of one type in charts, or in hours."""
        basis, every, period = self.basis, list(kinds), self.basis.shown
        last, count = ordinal(monday(basis.until)) + WEEK - 1, len(period.weeks)
        ends = [basis.backlog.of_type(kind).ends(last, count) for kind in every]
        if not in_hours:
            return period, ends[0]
        return period, self.forecasts.together(every, ends, count)


def _last(found: tuple[int, float] | None, title: str, unit: Unit, why: str = "its age was not logged") -> Quantity:
    if found is None:
        return given(title, None, unit, why_not=why)
    return given(title, found[1], unit, f"as logged on {day_label(day_of(found[0]))}")


def _utilisation_words(basis: FlowBasis) -> str:
    if basis.utilisation.value is None:
        return "no paid hours are logged: taken as 100 %"
    return f"productive ÷ paid hours of the {LATELY // WEEK} weeks up to {day_label(day_of(basis.now))}"


def _divided(name: str, charts: float, days: int) -> tuple[Part, ...]:
    return Part(name, explaining.charts(charts)), Part("Working days", explaining.days(days))


def _week(mean: float) -> tuple[Part, ...]:
    return (Part("A week", explaining.charts(mean), "as the scenario says"),)


def _balanced(coded: float, found: tuple[int, int, float], days: int) -> tuple[Part, ...]:
    between = f"from {day_label(day_of(found[0]))} to {day_label(day_of(found[1]))}"
    return (
        Part("Coded", explaining.charts(coded), between),
        Part("Change of what waits", explaining.charts(found[2]), between),
        Part("Working days", explaining.days(days)),
    )


def _capacity_of(capacity: Quantity, share: float, rate: float) -> tuple[Part, ...]:
    assert capacity.value is not None
    return (
        Part("Productive hours a working day", explaining.hours(capacity.value), capacity.explanation.formula),
        Part("Share", explaining.percent(share), _SHARE),
        Part("An hour", explaining.charts(rate), "the standard in force"),
    )
