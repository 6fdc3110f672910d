"""Months that are known as sums only, as figures need them. Queries only, no formula."""

import numpy as np
from sqlalchemy import Connection, select
from sqlmodel import Session

from codedesk.metrics.month_sums import WHOLE_MONTH, MonthSums
from codedesk.models import MonthSum
from codedesk.services.cache import kept
from codedesk.services.figures.frames import Frames, columns, day_numbers, floats, live, ordinal, positions, rows, table
from codedesk.services.figures.lists import TABLES as LISTS
from codedesk.services.figures.month_numbers import last_of_month, month_of


def month_sums_of(session: Session, frames: Frames) -> MonthSums:
    """Return the sums of all months; they are kept until one of them or of the lists changes."""
    connection = session.connection()
    return kept(session, ("month sums",), (MonthSum, *LISTS), lambda: read_month_sums(connection, frames))


def read_month_sums(connection: Connection, frames: Frames) -> MonthSums:
    """Read the sums of all months, of coders who are known."""
    c = table("month_sum").c
    asked = select(c.coder_id, c.month, c.work_type_id, c.charts, c.hours)
    held = rows(connection, asked.where(live(table("month_sum")), c.coder_id.in_(list(frames.person_at))))
    coder, month, work_type, charts, hours = columns(held, 5)
    known = [frames.work_type_at.get(each, WHOLE_MONTH) for each in work_type]
    return MonthSums(
        coder=positions(coder, frames.person_at),
        first=day_numbers(month),
        last=np.array([ordinal(last_of_month(month_of(each))) for each in month], np.int64),
        work_type=np.array(known, np.int64),
        charts=floats(charts),
        hours=floats(hours),
    )
