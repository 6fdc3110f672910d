"""What is told of who holds the hard charts: the shares of each coder beside the team's."""

from dataclasses import dataclass

from codedesk.metrics.figures import Paired


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
