"""What of a change of pace is another mix of work: two periods of the log side by side, with both accuracies beside.

Here live the questions; their rows (mix_rows) are made in mix_making, loaded with the first question.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlmodel import Session

from codedesk import periods
from codedesk.metrics.figures import TeamFigures
from codedesk.models import (
    Audit,
    AuditRecord,
    Coder,
    Department,
    Finding,
    FindingCategory,
    OtherTime,
    OtherTimeCategory,
    RampStep,
    Standard,
    WorkDay,
    WorkLine,
    WorkType,
)
from codedesk.periods import FiscalYear, Period
from codedesk.services.cache import kept
from codedesk.services.department.departments import year_of
from codedesk.services.figures.figures import plain_figures
from codedesk.services.figures.mix_rows import MixRow

_WEEKS_OF_A_YEAR = 52
_READ = (
    Audit, AuditRecord, Coder, Department, Finding, FindingCategory, OtherTime, OtherTimeCategory, RampStep, Standard,
    WorkDay, WorkLine, WorkType,
)  # fmt: skip


def mixes(
    session: Session, period: Period, coder_ids: Sequence[int] | None = None, today: date | None = None
) -> dict[int | None, tuple[MixRow, ...]]:
    """Decompose the change of pace of the team (None) and the chosen coders (all where None) since two periods.

    These are the period of the same kind before, and the same a year before. What cannot be told is left out.
    """
    fiscal_year = year_of(session)
    now = plain_figures(session, period, coder_ids, today)
    found: dict[int | None, tuple[MixRow, ...]] = {block.coder_id: () for block in (now.team, *now.coders)}
    for earlier in dict.fromkeys((periods.before(period, fiscal_year), year_before(period, fiscal_year))):
        for key, told in _since(session, period, earlier, now, today).items():
            found[key] = (*found[key], told)
    return found


def since(
    session: Session,
    period: Period,
    earlier: Period,
    coder_ids: Sequence[int] | None = None,
    today: date | None = None,
) -> dict[int | None, MixRow]:
    """Decompose the change of pace from any earlier period, of the team and the chosen coders where it can be told."""
    return _since(session, period, earlier, plain_figures(session, period, coder_ids, today), today)


def _since(
    session: Session, period: Period, earlier: Period, now: TeamFigures, today: date | None
) -> dict[int | None, MixRow]:
    fiscal_year = year_of(session)
    from codedesk.services.figures.mix_making import row  # noqa: PLC0415 - numpy is loaded at first use

    both = both_of(session, period, earlier)
    ids = [block.coder_id for block in now.coders if block.coder_id is not None]
    then = plain_figures(session, earlier, ids, today)
    before = {block.coder_id: block for block in (then.team, *then.coders)}
    spans = ((period, periods.label(period, fiscal_year)), (earlier, periods.label(earlier, fiscal_year)))
    rows = (row(both, block, before.get(block.coder_id), spans) for block in (now.team, *now.coders))
    return {each.coder_id: each for each in rows if each is not None}


def both_of(session: Session, period: Period, earlier: Period) -> Any:
    """Return two periods as they were read for everybody (mix_making.Both), kept until what they hold is changed."""
    from codedesk.services.figures.mix_making import compared  # noqa: PLC0415 - numpy is loaded at first use

    return kept(session, ("mix", period, earlier), _READ, partial(compared, session, period, earlier))


def year_before(period: Period, fiscal_year: FiscalYear = periods.CALENDAR_YEAR) -> Period:
    """Return the same quarter or month a year before; of other days those of 52 weeks before."""
    if period == periods.quarter_of(period.start, fiscal_year):
        year, number = periods.quarter_number(period.start, fiscal_year)
        return periods.quarter(year - 1, number, fiscal_year)
    if period == periods.month(period.start.year, period.start.month):
        return periods.month(period.start.year - 1, period.start.month)
    back = timedelta(7 * _WEEKS_OF_A_YEAR)
    return Period(period.start - back, period.end - back)
