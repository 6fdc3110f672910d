"""Who holds the hard charts: each coder's share of the hours in each work type against the team's, by name, no rank.

What is hard is the department's own word (the complexity of a work type); where it has none, the work types of which
the standards ask for the fewest charts an hour. Heavy lines (a weight above 1) are counted beside.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from codedesk.metrics.figures import Paired
from codedesk.periods import Period


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """What one coder (coder_id None: the team) holds: hours, their shares by work type, the pair of the same time.

    shares stand in the order of the work types; hard is the share of the hours in hard ones, None where there is none.
    heavy is the share of the earned hours that came from lines with a weight above 1.
    """

    name: str
    coder_id: int | None
    hours: float
    shares: tuple[float, ...]
    hard: float | None
    heavy: float
    paired: Paired


@dataclass(frozen=True, slots=True)
class HoldingsRow:
    """Who holds what in a period: the team first, then the coders by name. by_complexity: how hard was decided.

    laid_out: the share of the hours that no line says.
    """

    label: str
    work_types: tuple[str, ...]
    hard: tuple[str, ...]
    by_complexity: bool
    laid_out: float
    team: HoldingRow
    coders: tuple[HoldingRow, ...]


def holdings(session: Session, period: Period, today: date | None = None) -> HoldingsRow | None:
    """Tell who held which work in a period; None where no hours are known."""
    from codedesk.services.people.holding_making import made  # noqa: PLC0415 - numpy is loaded at first use

    return made(session, period, today)
