"""The audits that figures are made from, with their records and findings, as frames. Queries only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import Connection, select
from sqlmodel import Session

from codedesk.metrics.accuracy import Unnamed, standards_of_unnamed
from codedesk.metrics.audits import Audits, Parts, parts
from codedesk.metrics.scoring import Findings, Records
from codedesk.metrics.standards import Floats, Ints
from codedesk.periods import Period
from codedesk.services.figures.audit_frames import (
    AUDIT_NUMBERS,
    OF_RECORDS,
    CategoryPolicy,
    Policies,
    audit_frame,
    drg_points,
    finding_frame,
    record_frame,
)
from codedesk.services.figures.audit_log import audits_held
from codedesk.services.figures.audit_months import AuditMonth
from codedesk.services.figures.frames import (
    Frames,
    day_of,
    matching,
    ordinal,
    positions,
    read_charts,
    rows,
    table,
)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class AuditFrames:
    """Audits with what is in them. drg_points: what the department's policy charges for a changed DRG, nan for nothing.

    ids: the numbers of the audits, in order. first, last: the days that each one says it covers, nan for none.
    """

    audits: Audits
    records: Records
    findings: Findings
    drg_points: float
    ids: Ints
    first: Floats
    last: Floats

    def parts(self, *, final_only: bool = False) -> Parts:
        """Return what the audits add up to; final_only: the first scores are not asked for."""
        return parts(self.audits, self.records, self.findings, self.drg_points, final_only=final_only)

    def covers(self, audit: int, otherwise: Period) -> Period:
        """Return the days of the work that an audit covers; what it leaves open is that of another period."""
        first, last = (None if np.isnan(days[audit]) else day_of(days[audit]) for days in (self.first, self.last))
        return covered(first, last, otherwise)


def read_audits(session: Session, period: Period, frames: Frames) -> AuditFrames:
    """Return the live audits of known coders dated in the period, except drafts."""
    connection = session.connection()
    held = AuditMonth.joined(audits_held(session).months(connection, period))
    day, coder = held.audits.column("day"), positions(held.audits.column("coder_id"), frames.person_at)
    wanted = (day >= ordinal(period.start)) & (day <= ordinal(period.end)) & (coder >= 0)
    places = lambda work_types: positions(work_types, frames.work_type_at)  # noqa: E731
    return framed(held, np.flatnonzero(wanted), coder, places, policies(connection))


def framed(
    held: AuditMonth, wanted: Ints, coder: Ints, places: Callable[[Floats], Ints], categories: Policies
) -> AuditFrames:
    """Return some of the audits that are held, in order of their numbers, with their records and findings.

    coder: the place of each one's coder; places: makes work types as they are stored the ones of the frames.
    """
    wanted = wanted[np.argsort(held.audits.ids[wanted], kind="stable")]
    chosen = held.audits.of_rows(wanted)
    ids, numbers = chosen.ids, {name: chosen.column(name) for name in AUDIT_NUMBERS}
    audits = audit_frame(
        numbers, chosen.texts, coder[wanted], places(chosen.column("work_type_id")), chosen.whole("day")
    )
    records, record_ids = _records(held, ids, places)
    findings = _findings(held, ids, record_ids, categories)
    return AuditFrames(
        audits, records, findings, drg_points(categories), ids, chosen.column("period_from"), chosen.column("period_to")
    )


def _records(held: AuditMonth, ids: Ints, places: Callable[[Floats], Ints]) -> tuple[Records, Ints]:
    """Return the records of the audits whose numbers are in ids, and their own numbers, both in rising order."""
    at, keep = matching(held.records.whole("audit_id"), ids)
    own = np.flatnonzero(keep)
    order = np.argsort(held.records.ids[own], kind="stable")
    own = own[order]
    counts = (held.records.column(name)[own] for name in OF_RECORDS)
    work_type = places(held.records.column("work_type_id")[own])
    return record_frame(counts, at[order], work_type), held.records.ids[own]


def _findings(held: AuditMonth, ids: Ints, record_ids: Ints, categories: Policies) -> Findings:
    """Return the scored findings of the audits, in order of their numbers."""
    at, keep = matching(held.findings.whole("audit_id"), ids)
    own = np.flatnonzero(keep)
    order = np.argsort(held.findings.ids[own], kind="stable")
    found = held.findings.of_rows(own[order])
    of_record, named = matching(found.column("record_id"), record_ids)
    record = np.full(len(named), -1, np.int64)
    record[named] = of_record
    return finding_frame(at[order], record, found.whole("category_id"), found.column("points"), found.texts, categories)


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


def policies(connection: Connection) -> dict[int, CategoryPolicy]:
    """Return what the policy says of each finding category, voided ones too."""
    c = table("finding_category").c
    question = select(c.id, c.role, c.points, c.scored, c.voided)
    return {key: CategoryPolicy(*said) for key, *said in rows(connection, question)}
