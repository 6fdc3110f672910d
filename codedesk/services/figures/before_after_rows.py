"""What was different since an event, as rows. They are asked for in before_after and made in before_after_making."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from codedesk.metrics.figures import Paired
from codedesk.metrics.splits import Effect
from codedesk.periods import Period
from codedesk.services.department.events_and_notes import EventRow

Kind = Literal["pace", "mix", "work", "accuracy", "paid", "overtime", "productive", "hours"]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure before and after, and the difference with its 95 % interval; None where it cannot be had.

    Pace, mix, work and accuracy are fractions; the others are hours a week. remark: what bounds it.
    """

    kind: Kind
    before: float | None
    after: float | None
    difference: Effect | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class BeforeAfterRow:
    """An event with the same number of days before it and from its first day on; both pairs of figures, each measure.

    who: whom it concerns, by name. known_until: the last day that is entered, where it cut the time after short.
    """

    event: EventRow
    who: str
    weeks: int
    before: Period
    after: Period
    pairs: tuple[Paired, Paired]
    measures: tuple[MeasureRow, ...]
    known_until: date | None = None

    def measure(self, kind: Kind) -> MeasureRow | None:
        """Return one measure; None where it is not among them."""
        return next((each for each in self.measures if each.kind == kind), None)
