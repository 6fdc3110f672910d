"""The audits that figures are made from, with their records and findings, read into frames. Queries only."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Connection, String, and_, select, type_coerce

from codedesk.methods import METHODS
from codedesk.metrics.accuracy import Unnamed, standards_of_unnamed
from codedesk.metrics.audits import COUNTS, RECORDS, RESULT, Audits
from codedesk.metrics.scoring import ADDED, DELETED, NO_CHANGE, REVISED, Counts, Findings, Records
from codedesk.metrics.standards import Floats, Ints
from codedesk.models.finding_lists import FindingRole
from codedesk.periods import Period
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

_DEPTHS = {"result": RESULT, "counts": COUNTS, "records": RECORDS}
_CHANGES = {"revised": REVISED, "added": ADDED, "deleted": DELETED, "none": NO_CHANGE}


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
        c.id, c.coder_id, c.work_type_id, type_coerce(c.day, String), c.method, c.depth, c.feeds_accuracy,
        c.reported_accuracy, c.name, c.method_version, c.selection, c.period_from, c.period_to,
        c.records, c.matched, c.revised, c.added, c.deleted, c.principal_changed, c.records_right,
        c.drg_reviewed, c.drg_right, c.auditor,
    ).where(_wanted(period), c.coder_id.in_(list(frames.person_at))).order_by(c.id)  # fmt: skip
    found = columns(rows(connection, question), 23)
    ids = ints(found[0])
    audits = _audits(found, frames)
    records, record_ids = _records(connection, period, frames, ids)
    findings, drg_points = _findings(connection, period, ids, record_ids)
    covers = tuple(covered(first, last, period) for first, last in zip(found[11], found[12], strict=True))
    return AuditFrames(audits, records, findings, covers, drg_points, ids)


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
    return and_(stored.c.day.between(period.start, period.end), live(stored), stored.c.state != "draft")


def _audits(found: list[tuple[Any, ...]], frames: Frames) -> Audits:
    records, matched, revised, added, deleted, principal, right, drg_reviewed, drg_right = map(floats, found[13:22])
    return Audits(
        coder=positions(found[1], frames.person_at),
        work_type=positions(found[2], frames.work_type_at),
        day=day_numbers(found[3]),
        method=ints([METHODS.index(word) for word in found[4]]),
        depth=ints([_DEPTHS[word] for word in found[5]]),
        feeds=np.array(found[6], dtype=np.bool_),
        reported=floats(found[7]) / 100,
        counts=Counts(
            matched,
            revised,
            added,
            deleted,
            principal,
            records,
            right,
            drg_reviewed,
            drg_right,
            np.full(len(records), np.nan),
        ),
        names=found[8],
        versions=found[9],
        selections=found[10],
        auditors=found[22],
    )


def _records(connection: Connection, period: Period, frames: Frames, ids: Any) -> tuple[Records, Any]:
    """Return the records of the audits whose numbers are in ids, and their own numbers, both in rising order."""
    stored, audit = table("audit_record"), table("audit")
    c = stored.c
    question = (
        select(
            c.id, c.audit_id, c.work_type_id, c.matched, c.revised, c.added, c.deleted, c.principal_right, c.drg_right
        )
        .join(audit, audit.c.id == c.audit_id)
        .where(_wanted(period), live(stored))
    )
    found = raw_columns(connection, question, 9)
    audit_at, keep = matching(ints(found[1]), ids)
    order = np.argsort(ints(found[0])[keep])
    work_type = positions(found[2], frames.work_type_at)[keep][order]
    counts = (floats(column)[keep][order] for column in found[3:])
    return Records(audit_at[order], work_type, *counts), ints(found[0])[keep][order]


def _findings(connection: Connection, period: Period, ids: Any, record_ids: Any) -> tuple[Findings, float]:
    """Return the scored findings of the audits, and what a DRG change costs by policy."""
    kinds = _categories(connection)
    stored, audit = table("finding"), table("audit")
    c = stored.c
    question = (
        select(c.audit_id, c.record_id, c.category_id, c.change, c.outcome, c.points)
        .join(audit, audit.c.id == c.audit_id)
        .where(_wanted(period), live(stored), c.scored)
    )
    audit_ids, record, category, change, outcome, points = raw_columns(connection, question, 6)
    audit_at, keep = matching(ints(audit_ids), ids)
    record_at = {key: row for row, key in enumerate(record_ids.tolist())}
    policy = [kinds[key][1] for key in category]
    principal = {key for key, kind in kinds.items() if kind[0] == FindingRole.PRINCIPAL}
    grouper = {key for key, kind in kinds.items() if kind[0] == FindingRole.GROUPER}
    every = Findings(
        audit=_spread(audit_at, keep),
        record=positions(record, record_at),
        change=ints([_CHANGES[word] for word in change]),
        withdrawn=np.array([word == "withdrawn" for word in outcome], dtype=np.bool_),
        points=floats([usual if own is None else own for own, usual in zip(points, policy, strict=True)]),
        on_principal=np.array([key in principal for key in category], dtype=np.bool_),
        on_drg=np.array([key in grouper for key in category], dtype=np.bool_),
    )
    scored = np.array([kinds[key][2] for key in category], dtype=np.bool_)
    findings = every.where(keep & scored)
    charged = [
        cost for role, cost, scored, voided in kinds.values() if scored and not voided and role == FindingRole.GROUPER
    ]
    return findings, max(charged, default=float("nan"))


def _spread(at: Any, keep: Any) -> Any:
    """Put rows back at the places that were kept, -1 at the others."""
    spread = np.full(len(keep), -1, np.int64)
    spread[keep] = at
    return spread


def _categories(connection: Connection) -> dict[int, tuple[str, float, bool, bool]]:
    """Return role, points, scored and voided of each finding category."""
    c = table("finding_category").c
    question = select(c.id, c.role, c.points, c.scored, c.voided)
    return {key: (role, cost, scored, voided) for key, role, cost, scored, voided in rows(connection, question)}
