"""The balance of the workload of everybody: earned against scheduled hours, and the share of hard work. By name.

What counts as hard is what Who holds which work goes by: the complexity in Setup, else the slowest work types.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from codedesk.periods import Period
from codedesk.services.figures.figures import plain_figures
from codedesk.services.people.holding_making import slow_types
from codedesk.services.people.wellbeing import BalanceRow, balance_row, hard_types, scheduled_hours


@dataclass(frozen=True, slots=True)
class BalancesRow:
    """Everybody by name and the team as a whole last; the names that count as hard, and whether Setup says so."""

    rows: tuple[BalanceRow, ...]
    hard: tuple[str, ...]
    by_complexity: bool


def balances(session: Session, period: Period, today: date) -> BalancesRow:
    """Read the balance of everybody; scheduled hours are those up to today. No row where the period has not begun."""
    figures = plain_figures(session, period, None, today)
    said = hard_types(session)
    hard = said or frozenset(slow_types({each.work_type: each.rate for each in figures.team.work_types}))
    rows: tuple[BalanceRow, ...] = ()
    if today >= period.start and figures.coders:
        hours = scheduled_hours(session, Period(period.start, min(period.end, today)))
        known = ((block, hours.get(block.coder_id or 0, 0.0)) for block in figures.coders)
        people = tuple(balance_row(block.coder, scheduled, block, hard) for block, scheduled in known)
        rows = (*people, balance_row("Team", sum(hours.values()), figures.team, hard))
    return BalancesRow(rows, tuple(sorted(hard)), bool(said))
