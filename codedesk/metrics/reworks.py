"""What was reopened, by whose error, and what it cost. No SQL, no Qt.

Rework counts the coder's error only: documentation, systems and payers stand apart, and an overturned denial is no
error of anybody. Both shares are of the charts coded in the same period. Money is in dollars.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from codedesk.metrics.figures import Part
from codedesk.metrics.quantities import Quantity, given, quantity, ratio, unknown

CAUSES = ("coder", "documentation", "system", "payer")
_REWORK = "charts reopened for the coder’s error, overturned denials left out ÷ charts coded in the same period"
_DENIAL = "charts denied ÷ charts coded in the same period"


@dataclass(frozen=True, slots=True)
class Reopened:
    """Charts reopened at once. coder and work_type are keys; days: from the one it came back on to the one it ended on.

    at_stake and recovered are in dollars.
    """

    charts: int
    source: str
    cause: str
    outcome: str
    coder: int | None
    work_type: int
    at_stake: float | None = None
    recovered: float | None = None
    days: int | None = None

    @property
    def overturned(self) -> bool:
        """Tell whether it turned out to be no error."""
        return self.outcome == "overturned"


@dataclass(frozen=True, slots=True)
class ReworkCounts:
    """Charts reopened: all, by cause without the overturned ones, the overturned ones, and all that were denials."""

    charts: int
    by_cause: dict[str, int]
    overturned: int
    denials: int

    @classmethod
    def of(cls, rows: Sequence[Reopened]) -> "ReworkCounts":
        """Count rows."""
        causes = {cause: sum(r.charts for r in rows if r.cause == cause and not r.overturned) for cause in CAUSES}
        overturned = sum(row.charts for row in rows if row.overturned)
        denials = sum(row.charts for row in rows if row.source == "denial")
        return cls(sum(row.charts for row in rows), causes, overturned, denials)


def rework_share(counts: ReworkCounts, coded: int | None) -> Quantity:
    """Return the rework share; None without charts coded."""
    return _share("Rework", _REWORK, "Charts reopened for the coder’s error", counts.by_cause["coder"], coded)


def cause_share(counts: ReworkCounts, cause: str, name: str, coded: int | None) -> Quantity:
    """Return the share of the charts coded that was reopened for one cause, called by its name."""
    formula = "charts reopened for this cause, overturned denials left out ÷ charts coded in the same period"
    return _share(f"Reopened, {name}", formula, "Charts reopened", counts.by_cause[cause], coded)


def denial_share(counts: ReworkCounts, coded: int | None) -> Quantity:
    """Return the denial share, whatever came of the denials; None without charts coded."""
    return _share("Denials", _DENIAL, "Charts denied", counts.denials, coded)


def _share(title: str, formula: str, name: str, charts: int, coded: int | None) -> Quantity:
    if coded is None:
        return unknown(title, formula, "share", "no charts coded belong to it alone")
    return ratio(
        title,
        formula,
        given(name, float(charts), "charts"),
        given("Charts coded", float(coded), "charts"),
        "share",
        "no charts were coded",
    )


def denied_dollars(rows: Iterable[Reopened], revenue: Quantity) -> Quantity:
    """Return the share of the gross revenue of the same time that was denied, by the money at stake in denials."""
    title, formula = "Denied dollars", "money at stake in denials ÷ gross revenue of the same time"
    return ratio(title, formula, money("Money at stake in denials", [r.at_stake for r in rows if r.source == "denial"]),
                 revenue, "share", "no revenue was logged")  # fmt: skip


def money(title: str, amounts: Iterable[float | None]) -> Quantity:
    """Return the sum of those amounts that are known, in dollars; None where none is."""
    every = list(amounts)
    known = [each for each in every if each is not None]
    formula = "sum of the amounts logged"
    if not known:
        return unknown(title, formula, "$", "no amounts were logged")
    said = Part("Amounts", f"{len(known)} of {len(every)} known")
    return quantity(title, formula, sum(known), "$", lambda: (said,))


def days_to_resolve(rows: Iterable[Reopened]) -> Quantity:
    """Return the median days to resolve of what is resolved; what is open is counted and said."""
    every = list(rows)
    days = sorted(row.days for row in every if row.days is not None)
    title, formula, still = "Days to resolve", "median of the days from told to resolved", len(every) - len(days)
    remark = (f"{still} still open, not among them",) if still else ()
    if not days:
        return unknown(
            title, formula, "days", "nothing is resolved yet" if every else "nothing was reopened", tuple, *remark
        )
    said = Part("Resolved", str(len(days))), Part("Days", ", ".join(map(str, days[:_MOST_SAID])))
    return quantity(title, formula, float(median(days)), "days", lambda: said, *remark)


_MOST_SAID = 60
