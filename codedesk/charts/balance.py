"""The balance of the workload: each person's earned hours against the scheduled ones, and the share of hard work.

By name, nobody is ranked; the pair of figures of the same time stands in every row.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from codedesk import formats
from codedesk.charts import findings
from codedesk.charts.picture import AltTable
from codedesk.metrics.figures import Paired
from codedesk.services.people.balances import BalancesRow
from codedesk.services.people.wellbeing import BalanceRow

_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class BalanceBar:
    """One person (the team last): earned and scheduled hours, the share of hard work, and the pair of that time."""

    name: str
    earned: float
    scheduled: float
    earned_share: float | None
    hard_share: float | None
    paired: Paired
    accuracy: str


@dataclass(frozen=True, slots=True)
class Balance:
    """The bars by name. high: the most hours that a bar of one person reaches; note says what counts as hard."""

    title: str
    subtitle: str
    bars: tuple[BalanceBar, ...]
    high: float
    note: str
    summary: str
    table: AltTable
    empty: str = ""


def balance_chart(row: BalancesRow, when: str) -> Balance:
    """Draw the balance of everybody, given by name with the team as a whole last."""
    bars = tuple(_bar(each) for each in row.rows)
    people = bars[:-1]
    title = _title(people)
    return Balance(
        title=title,
        subtitle=f"Earned hours, bar, against scheduled hours without holidays and planned absence, line · {when}",
        bars=bars,
        high=max((max(bar.earned, bar.scheduled) for bar in people), default=1.0) or 1.0,
        note=f"{_hard(row)} Earned hours are charts read at the standard; a learner earns fewer.",
        summary=f"{title}.",
        table=_table(bars),
        empty="" if people else "Nobody was on the team in this time.",
    )


def _hard(row: BalancesRow) -> str:
    if not row.hard:
        return "No work type counts as hard: Setup, Complexity, names them (complex, long, high …)."
    names = ", ".join(row.hard)
    if row.by_complexity:
        return f"Hard by its complexity in Setup: {names}."
    return f"No complexity is named in Setup; hard are the fewest charts an hour: {names}."


def _bar(row: BalanceRow) -> BalanceBar:
    words = findings.accuracy_words(row.paired.accuracy).removeprefix("accuracy: ").removeprefix("accuracy ")
    earned = row.paired.pace.earned_hours
    return BalanceBar(row.name, earned, row.scheduled_hours, row.earned_share, row.hard_share, row.paired, words)


def _title(people: Sequence[BalanceBar]) -> str:
    known = [bar.earned_share for bar in people if bar.earned_share is not None]
    if not known:
        return "No hours are scheduled in this time"
    spread = f"between {formats.percent(min(known))} and {formats.percent(max(known))} of the scheduled hours"
    if len(known) == 1:
        spread = f"{formats.percent(known[0])} of the scheduled hours"
    hard = [bar.hard_share for bar in people if bar.hard_share is not None]
    words = f"Earned hours lie {spread}" if len(known) > 1 else f"Earned hours are {spread}"
    if len(hard) < _SEVERAL:
        return words
    return f"{words}; hard work is {formats.percent(min(hard))} to {formats.percent(max(hard))} of them"


def _table(bars: Sequence[BalanceBar]) -> AltTable:
    rows = tuple(
        (
            bar.name,
            formats.hours(bar.earned),
            formats.hours(bar.scheduled),
            formats.percent(bar.earned_share),
            formats.percent(bar.hard_share),
            formats.percent(bar.paired.pace.value),
            bar.accuracy,
        )
        for bar in bars
    )
    heads = ("Who", "Earned hours", "Scheduled hours", "Earned ÷ scheduled", "Hard work types", "Pace", "Accuracy")
    return AltTable(heads, rows)
