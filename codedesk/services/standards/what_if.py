"""What if: how the last two quarters would read under a standard that is only being thought of. Nothing is stored.

The same figures are made twice, once with the draft laid over the standards that were read; here is no formula. Pace
stands with the accuracy of the same coder and quarter, which the draft's own accuracy standard is read against too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from codedesk import formats, periods
from codedesk.metrics.figures import Block, Paired
from codedesk.metrics.rates import Assumed, stated
from codedesk.models import Standard, WorkType
from codedesk.models.standards import Basis, StandardDraft
from codedesk.periods import Period
from codedesk.services.department.departments import year_of
from codedesk.services.figures.figures import assumed_figures, plain_figures
from codedesk.services.nouns import found
from codedesk.services.standards.calibration import last_quarters
from codedesk.services.standards.standards import StandardRow, derived_rate, statement, time_line

_QUARTERS = 2
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class WhatIfLine:
    """One coder (coder_id None: the team) in one quarter: as it is, and under the draft.

    kind_now and kind_then are the work type alone, whose pace is None where hours are not split by it.
    """

    name: str
    coder_id: int | None
    label: str
    now: Paired
    then: Paired
    kind_now: Paired
    kind_then: Paired


@dataclass(frozen=True, slots=True)
class WhatIfRow:
    """Two quarters under a draft: the team first in each, then the coders who do the work, by name.

    since is the day from which the draft is taken to hold; it holds to the end where along, else to the next standard.
    """

    work_type: str
    as_it_is: str
    draft: str
    period: Period
    since: date
    along: bool
    lines: tuple[WhatIfLine, ...]

    @property
    def reaches(self) -> bool:
        """Tell whether the draft changes any figure of these quarters."""
        return any(line.now.pace.value != line.then.pace.value for line in self.lines)


def what_if(
    session: Session, draft: StandardDraft, today: date, besides: int | None = None, *, along: bool = True
) -> WhatIfRow:
    """Read the last two whole quarters as they are, and as they would be under a draft.

    along: as if it had held from the first day on; else from its own date to the next standard. besides: the stored
    standard that it corrects. Refused for a pace that cannot be right, or a work type that is no longer there.
    """
    work_type = found(session, WorkType, draft.work_type_id, "work_type_id")
    quarters = last_quarters(session, today, _QUARTERS)
    period = Period(quarters[0].start, quarters[-1].end)
    since = period.start if along else draft.effective_from
    corrected = session.get(Standard, besides) if besides is not None else None
    assumed = Assumed(
        from_day=_number(since),
        rate=derived_rate(draft),
        paid_basis=draft.basis == Basis.PAID,
        accuracy=draft.accuracy / 100,
        stated=stated(draft.pace, draft.pace_unit, draft.hours_per_day, draft.basis, draft.units_per_chart),
        alone=along,
        in_place_of=None if corrected is None else _number(corrected.effective_from),
    )
    lines = tuple(line for each in quarters for line in _lines(session, each, assumed, work_type, today))
    held = [row for row in time_line(session, work_type.key, today) if _held(row, period)]
    as_it_is = "; ".join(f"{row.statement} from {formats.day(row.effective_from)}" for row in reversed(held))
    words = f"{statement(draft, work_type.unit)}, {formats.typed(draft.accuracy)}{formats.NO_BREAK}%"
    return WhatIfRow(work_type.name, as_it_is or "no standard", words, period, since, along, lines)


def _held(row: StandardRow, period: Period) -> bool:
    return row.effective_from <= period.end and (row.until is None or row.until >= period.start)


def _lines(
    session: Session, quarter: Period, assumed: Assumed, work_type: WorkType, today: date
) -> Iterator[WhatIfLine]:
    now = plain_figures(session, quarter, None, today)
    then = assumed_figures(session, quarter, work_type.key, assumed, today)
    label = periods.label(quarter, year_of(session))
    for before, after in zip((now.team, *now.coders), (then.team, *then.coders), strict=True):
        kinds = _kind(before, work_type.name), _kind(after, work_type.name)
        if kinds[0] is not None and kinds[1] is not None and kinds[0].pace.charts:
            yield WhatIfLine(before.coder, before.coder_id, label, before.paired, after.paired, kinds[0], kinds[1])


def _kind(block: Block, name: str) -> Paired | None:
    return next((each.paired for each in block.work_types if each.work_type == name), None)


def _number(day: date) -> int:
    return (day - _EPOCH).days
