"""What is entered of some work days, as rows: the days, their lines and their other time, read at one moment.

Nothing is changed here: that is stored_days.py's.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk.models import OtherTime, WorkDay, WorkLine
from codedesk.periods import Period
from codedesk.services.live import live

DayKey = tuple[int, date]
# Made once: they are asked with every cell.
_OF_DAYS: sa.BindParameter[list[int]] = sa.bindparam("days", expanding=True)
_LINES = select(WorkLine).where(live(WorkLine), col(WorkLine.work_day_id).in_(_OF_DAYS))
_TIMES = select(OtherTime).where(live(OtherTime), col(OtherTime.work_day_id).in_(_OF_DAYS))


@dataclass(frozen=True, slots=True)
class DayLog:
    """The work days by coder and date; lines and other time by the number of their work day."""

    days: dict[DayKey, WorkDay]
    lines: dict[int, list[WorkLine]]
    times: dict[int, list[OtherTime]]


def read_log(session: Session, period: Period, coder_ids: Collection[int] | None = None) -> DayLog:
    """Read what is entered in a period; coder_ids keeps those coders only."""
    query = select(WorkDay).where(live(WorkDay), col(WorkDay.day).between(period.start, period.end))
    if coder_ids is not None:
        query = query.where(col(WorkDay.coder_id).in_(coder_ids))
    return log_of(session, {(row.coder_id, row.day): row for row in session.exec(query)})


def log_of(session: Session, days: dict[DayKey, WorkDay]) -> DayLog:
    """Read what stands in work days that were read."""
    lines: dict[int, list[WorkLine]] = defaultdict(list)
    times: dict[int, list[OtherTime]] = defaultdict(list)
    numbers = [row.key for row in days.values()]
    if not numbers:
        return DayLog(days, lines, times)
    for line in session.exec(_LINES, params={"days": numbers}):
        lines[line.work_day_id].append(line)
    for time in session.exec(_TIMES, params={"days": numbers}):
        times[time.work_day_id].append(time)
    return DayLog(days, lines, times)
