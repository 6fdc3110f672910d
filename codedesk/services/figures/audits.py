"""The audits that figures are made from, with the parts that are scored in them. Queries only."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from sqlalchemy import Connection
from sqlmodel import Session

from codedesk.metrics.accuracy import Unnamed, standards_of_unnamed
from codedesk.metrics.audits import Audits, Parts
from codedesk.metrics.standards import Floats, Ints
from codedesk.periods import Period
from codedesk.services.figures.audit_months import AuditMonth
from codedesk.services.figures.audit_scores import framed, parts_of, scored_months
from codedesk.services.figures.frames import Frames, day_of, ordinal, positions, read_charts


@dataclass(frozen=True, slots=True, weakref_slot=True)
class AuditFrames:
    """Audits, and the parts that are scored in them.

    ids: the numbers of the audits, in order. first, last: the days that each one says it covers, nan for none.
    """

    audits: Audits
    parts: Parts
    ids: Ints
    first: Floats
    last: Floats

    def covers(self, audit: int, otherwise: Period) -> Period:
        """Return the days of the work that an audit covers; what it leaves open is that of another period."""
        first, last = (None if np.isnan(days[audit]) else day_of(days[audit]) for days in (self.first, self.last))
        return covered(first, last, otherwise)


def read_audits(session: Session, period: Period, frames: Frames) -> AuditFrames:
    """Return the live audits of known coders dated in the period, except drafts."""
    months = scored_months(session, period)
    held, made = AuditMonth.audits_of(months), parts_of(months)
    day, coder = held.column("day"), positions(held.column("coder_id"), frames.person_at)
    wanted = np.flatnonzero((day >= ordinal(period.start)) & (day <= ordinal(period.end)) & (coder >= 0))
    wanted = wanted[np.argsort(held.ids[wanted], kind="stable")]
    place = np.full(len(day), -1, np.int64)
    place[wanted] = np.arange(len(wanted))
    chosen, own = held.of_rows(wanted), made.placed(place)
    work_type = positions(chosen.column("work_type_id"), frames.work_type_at)
    return AuditFrames(
        framed(chosen, coder[wanted], work_type),
        replace(own, work_type=positions(own.work_type, frames.work_type_at)),
        chosen.ids,
        chosen.column("period_from"),
        chosen.column("period_to"),
    )


def unnamed_standards(connection: Connection, frames: Frames, read: AuditFrames, period: Period) -> Unnamed:
    """Return what stands for the standard of each audit that names no work type, from the charts of its own time."""

    def charts_of(audit: int) -> tuple[Ints, Floats]:
        charts = read_charts(connection, frames, int(read.audits.coder[audit]), read.covers(audit, period))
        return np.arange(len(charts)), charts

    return standards_of_unnamed(frames.standards, frames.ramps, read.audits, frames.accuracy, charts_of)


def same(one: Unnamed, other: Unnamed) -> bool:
    """Tell whether both say the same of the same audits."""
    return bool(np.array_equal(one.share, other.share, equal_nan=True) and np.array_equal(one.of_all, other.of_all))


def covered(first: date | None, last: date | None, otherwise: Period) -> Period:
    """Return the days that an audit says it covers; what it leaves open is that of another period."""
    opening = first or (otherwise.start if last is None else min(otherwise.start, last))
    return Period(opening, last or max(otherwise.end, opening))
