"""What the audits of each month come to by their own methods: scored once, and again where the policy was changed.

Where the file holds a copy of a year, it is taken in place of what its months hold (audit_years.py).
"""

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection, select
from sqlmodel import Session

from codedesk.metrics.audits import Audits, Parts, parts
from codedesk.metrics.scoring import Findings, Records
from codedesk.metrics.standards import EVERY_WORK_TYPE, Ints
from codedesk.periods import Period
from codedesk.services.copied import ReadableCopies, copies_of
from codedesk.services.figures import audit_years
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
from codedesk.services.figures.audit_log import AuditLog, audits_held
from codedesk.services.figures.audit_months import AuditMonth, HeldRows
from codedesk.services.figures.columns import matching, rows, table

AT_ONCE = 12
"""So many months are scored together: of more, what is in between would no longer lie near the processor."""


def scored_months(session: Session, period: Period) -> list[AuditMonth]:
    """Return the audits of the months that a period touches, each with the parts that are scored in it."""
    connection = session.connection()
    categories, log = policies(connection), audits_held(session)
    months = log.months(connection, period)
    _take_years(log, copies_of(session), categories)
    anew = [month for month in months if not month.scored_by(categories)]
    for start in range(0, len(anew), AT_ONCE):
        some = anew[start : start + AT_ONCE]
        for month, made in zip(some, scored(some, categories).split(counts(some)), strict=True):
            month.scored = categories, made
    return months


def parts_of(months: Sequence[AuditMonth]) -> Parts:
    """Return the parts of months behind each other; audits are places in all of them."""
    return Parts.joined([month.scored[1] for month in months if month.scored is not None], counts(months))


def counts(months: Sequence[AuditMonth]) -> list[int]:
    """Count the audits of each month."""
    return [len(month.audits.ids) for month in months]


def _take_years(log: AuditLog, copies: ReadableCopies | None, categories: Policies) -> None:
    """Take the parts of whole years from their copies, where they are not known yet."""
    unknown = [each for each in log.years() if not all(month.scored_by(categories) for month in each[1])]
    found = copies.read(audit_years.COPY, unknown[0][0], unknown[-1][0]) if copies is not None and unknown else {}
    for january, months, copied in unknown:
        source = audit_years.made_from(copied, categories)
        told = audit_years.from_bytes(january, source, found.get(january, b""))
        for month, (audits, made) in zip(months, told, strict=False):
            month.told, month.scored = audits, (categories, made)


def scored(months: Sequence[AuditMonth], categories: Policies) -> Parts:
    """Score months at once: audits are their places in all of them, work types as stored."""
    held = AuditMonth.joined(months)
    order = np.argsort(held.audits.ids, kind="stable")
    audits = held.audits.of_rows(order)
    records, record_ids = _records(held, audits.ids)
    findings = _findings(held, audits.ids, record_ids, categories)
    return parts(as_stored(audits), records, findings, drg_points(categories)).placed(order)


def as_stored(held: HeldRows) -> Audits:
    """Return audits whose coders and work types are their numbers."""
    return framed(held, held.whole("coder_id"), _types(held))


def framed(held: HeldRows, coder: Ints, work_type: Ints) -> Audits:
    """Return audits with the coder and the work type of each."""
    numbers = {name: held.column(name) for name in AUDIT_NUMBERS}
    return audit_frame(numbers, held.texts, coder, work_type, held.whole("day"))


def _records(held: AuditMonth, ids: Ints) -> tuple[Records, Ints]:
    """Return the records of the audits whose numbers are in ids, and their own numbers, both in rising order."""
    at, keep = matching(held.records.whole("audit_id"), ids)
    own = np.flatnonzero(keep)
    order = np.argsort(held.records.ids[own], kind="stable")
    own = own[order]
    counts = (held.records.column(name)[own] for name in OF_RECORDS)
    work_type = _types(held.records)[own]
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


def _types(held: HeldRows) -> Ints:
    """Return the number of the work type that each row names, EVERY_WORK_TYPE for none."""
    named = held.column("work_type_id")
    return np.where(np.isnan(named), EVERY_WORK_TYPE, named).astype(np.int64)


def policies(connection: Connection) -> dict[int, CategoryPolicy]:
    """Return what the policy says of each finding category, voided ones too."""
    c = table("finding_category").c
    question = select(c.id, c.role, c.points, c.scored, c.voided)
    return {key: CategoryPolicy(*said) for key, *said in rows(connection, question)}
