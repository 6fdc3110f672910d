"""What waits, in hours and in days: of the charts not coded, and of the dollars not billed. No SQL, no Qt.

Hours are those of the standard in force: charts ÷ charts an hour (minutes a chart m are 60 ÷ m an hour). Days are
working days, but DNFB days, which are days of revenue. Sources: DNFB days as HFMA's MAP keys and revenue-cycle reports
define them (dollars discharged and not final billed ÷ average daily revenue, mostly of 90 days); days to clear by the
balance of a queue (what waits ÷ what is coded over what comes in).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from codedesk.metrics import explaining
from codedesk.metrics.figures import Part
from codedesk.metrics.quantities import Quantity, given, part, quantity, ratio, unknown

NEVER = "never at this rate"
_HOURS = "sum of charts ÷ charts an hour of the standard in force"
_NO_STANDARD = "no standard is in force"


@dataclass(frozen=True, slots=True)
class WorkOfType:
    """Charts of one work type, and the charts an hour of its standard; rate None: none is in force.

    factor: the utilisation where the standard is on paid hours, so that hours are productive ones in any case; else 1.
    """

    name: str
    charts: float
    rate: float | None
    stated: str = ""
    factor: float = 1.0

    @property
    def hours(self) -> float | None:
        """The hours of it at the standard; None without one."""
        return self.charts / self.rate * self.factor if self.rate else None


def standard_hours(title: str, work: Sequence[WorkOfType], nothing: str) -> Quantity:
    """Return the hours that charts take at their standards, in h; nothing says why there are no charts to take.

    Charts without a standard are named and left out; None where no charts have one.
    """
    known = [each.hours for each in work if each.hours is not None]
    parts = partial(_hours_parts, work)
    remarks = [f"{each.name}: {_NO_STANDARD}, so its charts are not among the hours" for each in work if not each.rate]
    if not known:
        return unknown(title, _HOURS, "h", _NO_STANDARD if work else nothing, parts, *remarks)
    return quantity(title, _HOURS, sum(known), "h", parts, *remarks)


def _hours_parts(work: Sequence[WorkOfType]) -> list[Part]:
    return [Part(each.name, _hours_words(each), each.stated) for each in work]


def _hours_words(work: WorkOfType) -> str:
    if work.rate is None or work.hours is None:
        return explaining.charts(work.charts)
    factor = "" if work.factor == 1 else f" × {explaining.number(work.factor)} utilisation"
    said = f"{explaining.charts(work.charts)} ÷ {explaining.number(work.rate)} an hour{factor}"
    return f"{said} = {explaining.hours(work.hours)}"


def days_of_work(hours: Quantity, a_day: Quantity) -> Quantity:
    """Return how many working days the team has of it: hours that wait ÷ productive hours a working day."""
    return ratio("Days of work", "hours that wait ÷ productive hours a day", hours, a_day, "days", "nobody is there")


def a_day(title: str, total: Quantity, days: int, of: str = "working days") -> Quantity:
    """Return what falls on one day of a number of days, in the unit of the total."""
    return ratio(title, f"total ÷ {of}", total, given(of.capitalize(), float(days), "days"), total.unit, f"no {of}")


def dnfb_days(dollars: Quantity, revenue: Quantity, days: int) -> Quantity:
    """Return DNFB days: dollars discharged and not final billed ÷ mean daily revenue; days: calendar days of revenue.

    4.2 M ÷ (54 M ÷ 90) = 7.0 days.
    """
    daily = a_day("Mean daily revenue", revenue, days, "days of revenue")
    formula = "dollars discharged, not final billed ÷ mean daily revenue"
    made = ratio("DNFB days", formula, dollars, daily, "days", "no revenue was logged")
    if made.value is None or dollars.value is None or revenue.value is None:
        return made
    parts = partial(_dnfb_parts, dollars, revenue, days, daily)
    return quantity("DNFB days", formula, made.value, "days", parts)


def _dnfb_parts(dollars: Quantity, revenue: Quantity, days: int, daily: Quantity) -> list[Part]:
    return [part(dollars), part(revenue), Part("Days of revenue", explaining.days(days)), part(daily)]


def days_to_clear(waiting: Quantity, capacity: Quantity, inflow: Quantity) -> Quantity:
    """Return the working days until nothing waits: waiting ÷ (capacity − inflow), all three in charts or all in hours.

    capacity and inflow are of a working day. None ("never at this rate") where no more is coded than comes in.
    """
    title, formula = "Days to clear", "waiting ÷ (capacity a day − inflow a day)"
    parts = partial(_parts, (waiting, capacity, inflow))
    for each in (waiting, capacity, inflow):
        if each.value is None:
            return unknown(title, formula, "days", each.why_not, parts)
    assert waiting.value is not None and capacity.value is not None and inflow.value is not None
    net = capacity.value - inflow.value
    if waiting.value == 0:
        return quantity(title, formula, 0.0, "days", parts, "Nothing waits.")
    if net <= 0:
        return unknown(title, formula, "days", NEVER, parts, "No more is coded in a day than comes in.")
    return quantity(title, formula, waiting.value / net, "days", parts)


def _parts(quantities: Sequence[Quantity]) -> list[Part]:
    return [part(each) for each in quantities]
