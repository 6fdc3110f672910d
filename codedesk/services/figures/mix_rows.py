"""A change of pace as mix and pace, as pages and paper show it. Rows only."""

from dataclasses import dataclass

from codedesk.metrics.figures import Accuracy, Explanation, NotAudited, Paired
from codedesk.metrics.splits import Effect, Split
from codedesk.periods import Period


@dataclass(frozen=True, slots=True)
class MixTypeRow:
    """What one work type brings: hours, earned hours, shares and paces before and now, and its part of both effects.

    accuracy is that of the work type in the later period.
    """

    work_type: str
    hours: tuple[float, float]
    earned: tuple[float, float]
    shares: tuple[float, float]
    paces: tuple[float | None, float | None]
    mix: float
    pace: float
    accuracy: Accuracy | NotAudited


@dataclass(frozen=True, slots=True)
class MixRow:
    """A change of pace from one period to another as mix and pace, which sum to it. coder_id None is the team.

    by_standard: the part of the pace effect that is only another standard, of the work types in restated. laid_out: the
    share of the hours that no line says. accuracy: the change of accuracy by the mix of what was audited, if it can be
    told.
    """

    who: str
    coder_id: int | None
    period: Period
    earlier: Period
    label: str
    before_label: str
    now: Paired
    before: Paired
    change: Effect
    mix: Effect
    pace: Effect
    by_standard: float
    restated: tuple[str, ...]
    types: tuple[MixTypeRow, ...]
    laid_out: float
    weeks: tuple[int, int]
    accuracy: Split | None
    explanation: Explanation
