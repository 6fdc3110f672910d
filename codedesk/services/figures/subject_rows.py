"""What the Trends page is given: the team, the work types and the coders of a span, each with what its charts need.

Shapes only: no question and no figure is made here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from codedesk.metrics.figures import Block, TeamFigures
from codedesk.periods import Period

Kind = Literal["team", "work_type", "coder"]


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A level that holds from one day to another, both included, as a fraction."""

    from_day: date
    to_day: date
    value: float


@dataclass(frozen=True, slots=True)
class SubjectStandardRow:
    """A standard that counts for a subject: from which day on, for which work type, and how it is stated."""

    from_day: date
    work_type: str
    stated: str
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class SharesRow:
    """How the work divides into work types, piece by piece of time. by: what the shares are shares of.

    hours: a row for each piece, in it the hours of each work type (earned hours where lines have none).
    """

    pieces: tuple[Period, ...]
    work_types: tuple[str, ...]
    by: Literal["hours", "earned"]
    hours: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """One whose trends are looked at. id: that of the work type or coder, None for the team.

    expected: the steps of a ramp for all work types; accuracy: the standard of accuracy where all its work agrees on
    one. samples: how many charts stand behind a point of the accuracy, by its day and name. hours_missing: the pace of
    a work type is over those of its lines whose hours are known, which are not all.
    """

    kind: Kind
    id: int | None
    name: str
    block: Block
    expected: tuple[HeldRow, ...]
    accuracy: tuple[HeldRow, ...]
    standards: tuple[SubjectStandardRow, ...]
    samples: tuple[tuple[date, str, int], ...]
    shares: SharesRow
    hours_missing: bool = False


@dataclass(frozen=True, slots=True)
class NamedRow:
    """One whose trends can be asked for, as SubjectRow has them."""

    kind: Kind
    id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class TrendsRow:
    """Everything that the Trends page shows of a span, but the balance of the workload; any: whether there is data.

    named: all whose trends can be asked for; subjects: those whose trends were, in the same order.
    """

    span: Period
    label: str
    figures: TeamFigures
    named: tuple[NamedRow, ...]
    subjects: tuple[SubjectRow, ...]
    department: str
    sample: bool
    paper: str
    version: str

    @property
    def any(self) -> bool:
        """Tell whether anything was logged or audited."""
        return bool(self.figures.coders)
