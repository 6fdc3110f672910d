"""What all audits of the department show about how alike the codes of one chart are, read once and kept. No formula."""

from datetime import date

import numpy as np
from sqlmodel import Session

from codedesk.metrics.alike import History, Tally, tallies
from codedesk.metrics.audits import parts
from codedesk.models import Audit, AuditRecord, Coder, Finding, FindingCategory, WorkType
from codedesk.periods import Period
from codedesk.services.figures.audits import read_audits
from codedesk.services.figures.frames import frames_of
from codedesk.services.kept import kept

TABLES = (Audit, AuditRecord, Coder, Finding, FindingCategory, WorkType)
_ALWAYS = Period(date(1, 1, 1), date(9999, 12, 31))
_A_DAY = Period(date(1, 1, 1), date(1, 1, 1))


def history(session: Session) -> History:
    """Return what the audits that feed an accuracy show, of any time, by the numbers of the coders."""
    return kept(session, "alike", TABLES, lambda: _history(session))


def _history(session: Session) -> History:
    frames = frames_of(session, _A_DAY)
    read = read_audits(session.connection(), _ALWAYS, frames)
    made = parts(read.audits, read.records, read.findings, read.drg_points)
    rows = np.flatnonzero(read.audits.feeds[made.audit])
    found: dict[int, tuple[int, int, Tally]] = {}
    summed: dict[tuple[int, int], Tally] = {}
    for place, tally in tallies(made, rows, made.audit[rows]).items():
        key = int(read.audits.method[place]), frames.people[int(read.audits.coder[place])].id
        found[int(read.ids[place])] = (*key, tally)
        summed[key] = summed.get(key, Tally()).plus(tally)
    return History(summed, found)
