"""Audits of a period pooled as one asks: by auditor, by phase, by coder, always one method.

Here lives the grouping. The accuracy of a pool is metrics' own; an audit is in a pool only if it feeds the accuracy.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col

from codedesk.metrics.figures import Accuracy
from codedesk.models import Audit, Coder, WorkType
from codedesk.models.audit_words import Phase
from codedesk.periods import Period
from codedesk.services.live import live

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class PooledAudit:
    """What an audit is grouped by. charts is None where it is not known."""

    name: str
    coder_id: int
    coder: str
    work_type_id: int | None
    work_type: str
    auditor: str
    phase: Phase
    method: str
    charts: int | None


def pools(
    session: Session, period: Period, key: Callable[[PooledAudit], _Key | None]
) -> Mapping[_Key, tuple[Accuracy, tuple[PooledAudit, ...]]]:
    """Pool the audits of a period that feed an accuracy by a key; None leaves an audit out.

    The key has to hold the method, since counts of two methods cannot be added up: ValueError otherwise.
    """
    import numpy as np  # noqa: PLC0415  heavy: not before the first question about audits

    from codedesk.metrics.accuracy import accuracy  # noqa: PLC0415
    from codedesk.metrics.audit_pools import AuditPools  # noqa: PLC0415
    from codedesk.services.figures.audited import audited  # noqa: PLC0415
    from codedesk.services.figures.frames import frames_of  # noqa: PLC0415

    session.flush()
    read, quality = audited(session, period, frames_of(session, period))
    made, bars = quality.parts, quality.bars
    known = _known(session, period)
    rows: dict[_Key, list[int]] = defaultdict(list)
    members: dict[_Key, dict[str, PooledAudit]] = defaultdict(dict)
    for row, place in enumerate(made.audit.tolist()):
        audit = known[read.audits.names[place]]
        chosen = key(audit) if read.audits.feeds[place] else None
        if chosen is not None:
            rows[chosen].append(row)
            members[chosen][audit.name] = audit
    for group in members.values():
        if len({audit.method for audit in group.values()}) > 1:
            msg = "audits of two methods cannot be pooled"
            raise ValueError(msg)
    groups = [np.array(at, np.int64) for at in rows.values()]
    pooled = AuditPools(read.audits, made, groups, quality.history)
    return {
        chosen: (accuracy(read.audits, made, own, bars.audit, pooled.of(place)), tuple(members[chosen].values()))
        for place, (chosen, own) in enumerate(zip(rows, groups, strict=True))
    }


def _known(session: Session, period: Period) -> dict[str, PooledAudit]:
    query = (
        sa.select(Audit, Coder, WorkType)
        .join(Coder, col(Coder.id) == col(Audit.coder_id))
        .outerjoin(WorkType, col(WorkType.id) == col(Audit.work_type_id))
        .where(live(Audit), col(Audit.day).between(period.start, period.end))
    )
    return {audit.name: _pooled(audit, coder, kind) for audit, coder, kind in session.execute(query)}


def _pooled(audit: Audit, coder: Coder, kind: WorkType | None) -> PooledAudit:
    return PooledAudit(
        audit.name,
        coder.key,
        coder.shown_name,
        audit.work_type_id,
        kind.name if kind else "",
        audit.auditor.strip(),
        audit.phase,
        audit.method,
        audit.records,
    )
