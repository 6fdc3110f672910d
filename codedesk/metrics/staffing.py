"""How many people work needs, and how many are there: full-time equivalents (FTE). No SQL, no Qt.

One FTE is a full-time position. What it supplies are its productive hours: paid hours on the working days of the
period, less absence, times utilisation (productive ÷ paid hours at work). Paid hours are never divided by productive
ones, but to say their share. Sources: FTE by volume and time standard as health information management teaches it
(750 charts a week × 20 minutes ÷ 37.5 productive hours = 6.67 FTE; 2,080 paid hours − 303.5 not worked = 1,776.5);
unit labour cost ($63,752 ÷ 10,400 charts = $6.13).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from codedesk import formats
from codedesk.metrics import explaining
from codedesk.metrics.figures import Part
from codedesk.metrics.quantities import Quantity, given, part, quantity, ratio, unknown

_ONE_FTE = "working days × paid hours a day × (1 − absence) × utilisation"


@dataclass(frozen=True, slots=True)
class Supply:
    """What one FTE supplies in a period: its working days (holidays are none) and the paid hours of a full day.

    absence: share of the scheduled hours that are planned away, 0 to 1; utilisation: productive ÷ paid hours.
    """

    working_days: float
    paid_a_day: float
    absence: float
    utilisation: float

    @property
    def paid(self) -> float:
        """Paid hours of a full-time position on the working days."""
        return self.working_days * self.paid_a_day

    @property
    def at_work(self) -> float:
        """Those of them that are not planned away."""
        return self.paid * (1 - self.absence)

    @property
    def productive(self) -> float:
        """Those of them that are productive."""
        return self.at_work * self.utilisation

    def steps(self) -> tuple[Part, ...]:
        """Say the way from paid to productive hours, each step with its number."""
        number, share = explaining.number, explaining.percent(self.absence)

        def hours(value: float) -> str:
            return f"{formats.number(value, 2)} h"

        return (
            Part(
                "Paid hours",
                f"{number(self.working_days)} working days × {hours(self.paid_a_day)} = {hours(self.paid)}",
            ),
            Part(
                "Less absence", f"{hours(self.paid)} − {share} = {hours(self.at_work)}", "planned absence ÷ scheduled"
            ),
            Part(
                "Productive hours",
                f"{hours(self.at_work)} × {explaining.percent(self.utilisation)} = {hours(self.productive)}",
                "utilisation: productive ÷ paid hours",
            ),
        )


def hours_of_one(supply: Supply) -> Quantity:
    """Return the productive hours that one FTE supplies in the period, in h: 21 × 7 × 0.90 = 132.3."""
    title = "Productive hours of one FTE"
    if supply.productive <= 0:
        return unknown(title, _ONE_FTE, "h", "no hours are planned", supply.steps)
    return quantity(title, _ONE_FTE, supply.productive, "h", supply.steps)


def fte_needed(hours: Quantity, one: Quantity, *remarks: str) -> Quantity:
    """Return the FTE that hours of work need: hours ÷ productive hours of one FTE. 520 ÷ 132.3 = 3.93."""
    return ratio("FTE needed", "hours of work ÷ productive hours of one FTE", hours, one, "FTE", one.why_not, *remarks)


def fte_there(scheduled: float, full: float) -> Quantity:
    """Return the FTE that are there: paid hours scheduled ÷ paid hours of a full-time position, absence included."""
    formula = "paid hours scheduled ÷ paid hours of a full-time position"
    above, below = given("Paid hours scheduled", scheduled, "h"), given("Full-time paid hours", full, "h")
    return ratio("FTE there", formula, above, below, "FTE", "no working days", "Absence is taken off both alike.")


def difference(there: Quantity, needed: Quantity) -> Quantity:
    """Return FTE there − FTE needed: under 0 where people are missing."""
    title, formula, parts = "Difference", "FTE there − FTE needed", partial(_parts, (there, needed))
    if there.value is None or needed.value is None:
        missing = there if there.value is None else needed
        return unknown(title, formula, "FTE", missing.why_not, parts)
    return quantity(title, formula, there.value - needed.value, "FTE", parts)


def at_pace(hours: Quantity, pace: Quantity) -> Quantity:
    """Return the hours that the work takes at the team's own pace: hours at the standard ÷ pace (a share)."""
    return ratio("Hours at the actual pace", "hours at the standard ÷ pace", hours, pace, "h", "no pace is known")


def unit_cost(cost: Quantity, charts: Quantity) -> Quantity:
    """Return the labour cost of one chart: cost of a span ÷ charts coded in it, in dollars."""
    return ratio("Unit cost", "labour cost ÷ charts coded in the same time", cost, charts, "$", "no charts were coded")


def share_of_hours(title: str, above: float, below: float, why_not: str) -> Quantity:
    """Return a share of two sums of hours: utilisation, or pace."""
    name = {"Utilisation": ("Productive hours", "Paid hours"), "Pace": ("Earned hours", "Productive hours")}[title]
    formula = " ÷ ".join(each.lower() for each in name)
    return ratio(title, formula, given(name[0], above, "h"), given(name[1], below, "h"), "share", why_not)


def _parts(quantities: Sequence[Quantity]) -> list[Part]:
    return [part(each) for each in quantities]
