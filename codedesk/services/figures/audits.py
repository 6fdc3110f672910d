"""The audits that figures are made from, with their records and findings, read into frames. Queries only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Connection, String, and_, select, type_coerce

from codedesk.metrics.accuracy import Unnamed, standards_of_unnamed
from codedesk.metrics.audits import Audits
from codedesk.metrics.scoring import Findings, Records
from codedesk.metrics.standards import Floats, Ints
from codedesk.models.audit_words import AuditState
from codedesk.periods import Period
from codedesk.services.figures.audit_frames import (
    OF_AUDITS,
    OF_FINDINGS,
    OF_RECORDS,
    CategoryPolicy,
    audit_frame,
    drg_points,
    finding_frame,
    record_frame,
)
from codedesk.services.figures.frames import (
    Frames,
    columns,
    day_numbers,
    floats,
    ints,
    live,
    matching,
    positions,
    raw_columns,
    read_charts,
    rows,
    table,
)


@dataclass(frozen=True, slots=True)
class AuditFrames:
    """Audits of a period with what is in them. covers: the days of the work that each one covers.

    drg_points: what the department's policy charges for a changed DRG, nan where it has no category for it. ids: the
    numbers of the audits.
    """

    audits: Audits
    records: Records
    findings: Findings
    covers: tuple[Period, ...]
    drg_points: float
    ids: Ints


def read_audits(connection: Connection, period: Period, frames: Frames) -> AuditFrames:
    """Read the live audits of known coders dated in the period, except drafts."""
    stored = table("audit")
    c = stored.c
    question = select(
        c.id, c.coder_id, c.work_type_id, type_coerce(c.day, String), c.period_from, c.period_to,
        *(c[name] for name in OF_AUDITS),
    ).where(_wanted(period), c.coder_id.in_(list(frames.person_at))).order_by(c.id)  # fmt: skip
    number, coder, work_type, day, first, last, *found = columns(rows(connection, question), 6 + len(OF_AUDITS))
    ids = ints(number)
    whose, kinds = positions(coder, frames.person_at), positions(work_type, frames.work_type_at)
    audits = audit_frame(dict(zip(OF_AUDITS, found, strict=True)), whose, kinds, day_numbers(day))
    records, record_ids = _records(connection, period, frames, ids)
    categories = policies(connection)
    findings = _findings(connection, period, ids, record_ids, categories)
    covers = tuple(covered(opening, closing, period) for opening, closing in zip(first, last, strict=True))
    return AuditFrames(audits, records, findings, covers, drg_points(categories), ids)


def unnamed_standards(connection: Connection, frames: Frames, read: AuditFrames) -> Unnamed:
    """Return what stands for the standard of each audit that names no work type, from the charts of its own time."""

    def charts_of(audit: int) -> tuple[Ints, Floats]:
        charts = read_charts(connection, frames, int(read.audits.coder[audit]), read.covers[audit])
        return np.arange(len(charts)), charts

    return standards_of_unnamed(frames.standards, frames.ramps, read.audits, frames.accuracy, charts_of)


def same(one: Unnamed, other: Unnamed) -> bool:
    """Tell whether both say the same of the same audits."""
    return bool(np.array_equal(one.share, other.share, equal_nan=True) and np.array_equal(one.of_all, other.of_all))


def covered(first: date | None, last: date | None, otherwise: Period) -> Period:
    """Return the days that an audit says it covers; what it leaves open is that of another period."""
    opening = first or (otherwise.start if last is None else min(otherwise.start, last))
    return Period(opening, last or max(otherwise.end, opening))


def _wanted(period: Period) -> Any:
    stored = table("audit")
    return and_(stored.c.day.between(period.start, period.end), live(stored), stored.c.state != AuditState.DRAFT)


def _records(connection: Connection, period: Period, frames: Frames, ids: Any) -> tuple[Records, Any]:
    """Return the records of the audits whose numbers are in ids, and their own numbers, both in rising order."""
    stored, audit = table("audit_record"), table("audit")
    c = stored.c
    question = (
        select(c.id, c.audit_id, c.work_type_id, *(c[name] for name in OF_RECORDS))
        .join(audit, audit.c.id == c.audit_id)
        .where(_wanted(period), live(stored))
    )
    number, audits, types, *found = raw_columns(connection, question, 3 + len(OF_RECORDS))
    audit_at, keep = matching(ints(audits), ids)
    order = np.argsort(ints(number)[keep])
    work_type = positions(types, frames.work_type_at)[keep][order]
    counts = (floats(column)[keep][order] for column in found)
    return record_frame(counts, audit_at[order], work_type), ints(number)[keep][order]


def _findings(
    connection: Connection, period: Period, ids: Any, record_ids: Any, categories: Mapping[int, CategoryPolicy]
) -> Findings:
    """Return the scored findings of the audits."""
    stored, audit = table("finding"), table("audit")
    c = stored.c
    question = (
        select(c.audit_id, c.record_id, *(c[name] for name in OF_FINDINGS))
        .join(audit, audit.c.id == c.audit_id)
        .where(_wanted(period), live(stored), c.scored)
    )
    audit_ids, record, *found = raw_columns(connection, question, 2 + len(OF_FINDINGS))
    audit_at, keep = matching(ints(audit_ids), ids)
    record_at = {key: row for row, key in enumerate(record_ids.tolist())}
    every = finding_frame(found, _spread(audit_at, keep), positions(record, record_at), categories)
    return every.where(every.audit >= 0)


def _spread(at: Any, keep: Any) -> Any:
    """Put rows back at the places that were kept, -1 at the others."""
    spread = np.full(len(keep), -1, np.int64)
    spread[keep] = at
    return spread


def policies(connection: Connection) -> dict[int, CategoryPolicy]:
    """Return what the policy says of each finding category, voided ones too."""
    c = table("finding_category").c
    question = select(c.id, c.role, c.points, c.scored, c.voided)
    return {key: CategoryPolicy(*said) for key, *said in rows(connection, question)}
