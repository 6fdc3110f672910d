"""Who holds the hard charts: each coder's share of the hours in each work type against the team's, by name, no rank.

What is hard is the department's own word (the complexity of a work type); where it has none, the work types of which
the standards ask for the fewest charts an hour. Heavy lines (a weight above 1) are counted beside.
"""

from datetime import date

from sqlmodel import Session

from codedesk.periods import Period
from codedesk.services.people.holding_rows import HoldingsRow


def holdings(session: Session, period: Period, today: date | None = None) -> HoldingsRow | None:
    """Tell who held which work in a period; None where no hours are known."""
    from codedesk.services.people.holding_making import made  # noqa: PLC0415 - numpy is loaded at first use

    return made(session, period, today)
