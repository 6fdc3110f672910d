"""What audits add up to: the smallest parts that accuracies are pooled from, for all audits in one pass. No SQL, no Qt.

A part is one audit, or one work type of an audit whose records name work types. Parts carry sums only, so that any
pooling of them (a coder, the team, a work type, a month) is one more sum.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from codedesk.metrics.methods import METHODS
from codedesk.metrics.scoring import (
    Counts,
    Findings,
    Records,
    correct_and_reviewed,
    record_counts,
    tally,
    withdrawn_codes,
)
from codedesk.metrics.standards import Bools, Floats, Ints

RESULT, COUNTS, RECORDS = range(3)


@dataclass(frozen=True, slots=True)
class Audits:
    """Audits, one entry each. work_type -1: none named. depth: RESULT, COUNTS or RECORDS. reported: a fraction or nan.

    counts are the audit's own (score nan). names, versions and selections are what people call them.
    """

    coder: Ints
    work_type: Ints
    day: Ints
    method: Ints
    depth: Ints
    feeds: Bools
    reported: Floats
    counts: Counts
    names: tuple[str, ...]
    versions: tuple[str, ...]
    selections: tuple[str, ...]


class Sums(NamedTuple):
    """What a part or a pool adds up to. records is nan where unknown; known_… are of individually known records."""

    correct: float
    reviewed: float
    first_correct: float
    first_reviewed: float
    matched: float
    revised: float
    added: float
    deleted: float
    principal_changed: float
    records: float
    known: float
    known_correct: float
    known_reviewed: float
    square_correct: float
    product: float
    square_reviewed: float


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of all audits that can be scored. sums: one row of Sums each. unscored: audits that cannot be."""

    audit: Ints
    work_type: Ints
    as_reported: Bools
    sums: Floats
    unscored: Ints

    def pooled(self, rows: Ints) -> Sums:
        """Add up the given parts; they must be of one method."""
        return Sums(*self.sums[rows].sum(axis=0).tolist())


def parts(audits: Audits, records: Records, findings: Findings, drg_points: float) -> Parts:
    """Score every audit by its own method from the best that was entered: records, else counts, else a result."""
    n = len(audits.coder)
    with_records = (audits.depth == RECORDS) & (tally(records.audit, np.ones(len(records.audit), np.bool_), n) > 0)
    by_record = _from_records(audits, records, findings.where(findings.record >= 0), drg_points)
    loose = _loose(audits, findings.where((findings.record < 0) & with_records[findings.audit]))
    by_counts = _from_counts(audits, findings, ~with_records & (audits.depth != RESULT))
    audit = np.concatenate([by_record[0], loose[0], by_counts[0]])
    work_type = np.concatenate([by_record[1], loose[1], by_counts[1]])
    sums = np.concatenate([by_record[2], loose[2], by_counts[2]])
    reviewed = np.bincount(audit, sums[:, 1], n) if len(audit) else np.zeros(n)
    correct = np.bincount(audit, sums[:, 0], n) if len(audit) else np.zeros(n)
    scored = ~np.isnan(correct) & (reviewed > 0)
    keep = scored[audit]
    reported = np.flatnonzero(~scored & ~np.isnan(audits.reported))
    return Parts(
        audit=np.concatenate([audit[keep], reported]),
        work_type=np.concatenate([work_type[keep], audits.work_type[reported]]),
        as_reported=np.concatenate([np.zeros(int(keep.sum()), np.bool_), np.ones(len(reported), np.bool_)]),
        sums=np.concatenate([sums[keep], _from_results(audits, reported)]),
        unscored=np.flatnonzero(~scored & np.isnan(audits.reported)),
    )


def _stack(first: Counts, final: Counts, method: Ints, known: bool) -> Floats:
    """Return one row of Sums for each entry of the counts."""
    first_correct, first_reviewed = correct_and_reviewed(method, first)
    correct, reviewed = correct_and_reviewed(method, final)
    one = np.full(len(method), float(known))
    columns = (  # in the order of Sums
        correct,
        reviewed,
        first_correct,
        first_reviewed,
        final.matched,
        final.revised,
        final.added,
        final.deleted,
        final.principal_changed,
        final.records,
        one,
        one * correct,
        one * reviewed,
        one * correct**2,
        one * correct * reviewed,
        one * reviewed**2,
    )
    return np.column_stack(columns).reshape(len(method), len(Sums._fields))


def _from_records(audits: Audits, records: Records, findings: Findings, points: float) -> tuple[Ints, Ints, Floats]:
    """Sum the records of each audit by the work type they name, or that the audit names."""
    use = audits.depth[records.audit] == RECORDS
    audit = records.audit
    work_type = np.where(records.work_type >= 0, records.work_type, audits.work_type[audit])
    first = record_counts(records, findings, points, final=False)
    final = record_counts(records, findings, points, final=True)
    rows = _stack(first, final, audits.method[audit], known=True)[use]
    width = int(work_type.max(initial=-1)) + 2
    keys, part = np.unique((audit * width + work_type + 1)[use], return_inverse=True)
    table = np.zeros((len(keys), rows.shape[1]))
    np.add.at(table, part, rows)
    return keys // width, keys % width - 1, table


def _loose(audits: Audits, findings: Findings) -> tuple[Ints, Ints, Floats]:
    """Return what withdrawn findings that name no record change in audits that have records: codes only."""
    audit = np.unique(findings.audit[findings.withdrawn])
    revised, added, deleted = (codes[audit] for codes in withdrawn_codes(findings.audit, findings, len(audits.coder)))
    zero = np.zeros(len(audit))
    nothing = Counts(zero, zero, zero, zero, zero, zero, zero, zero, zero, zero)
    moved = Counts(revised + deleted, -revised, -added, -deleted, zero, zero, zero, zero, zero, zero)
    return audit, audits.work_type[audit], _stack(nothing, moved, audits.method[audit], known=False)


def _from_counts(audits: Audits, findings: Findings, use: Bools) -> tuple[Ints, Ints, Floats]:
    """Return the audits that were entered as counts, less their withdrawn findings."""
    audit = np.flatnonzero(use)
    n = len(audits.coder)
    first = audits.counts
    final = first.after_withdrawals(*withdrawn_codes(findings.audit, findings, n))
    principal = tally(findings.audit, findings.withdrawn & findings.on_principal, n)
    drg = tally(findings.audit, findings.withdrawn & findings.on_drg, n)
    final = replace(
        final,
        principal_changed=np.maximum(0.0, final.principal_changed - principal),
        drg_right=np.minimum(final.drg_reviewed, final.drg_right + drg),
    )
    return audit, audits.work_type[audit], _stack(first, final, audits.method, known=False)[audit]


def _from_results(audits: Audits, rows: Ints) -> Floats:
    """Return results as reported: the charts (1 where they are not known) times the accuracy, of the charts."""
    records = audits.counts.records[rows]
    weight = np.where(np.nan_to_num(records) > 0, records, 1.0)
    table = np.full((len(rows), len(Sums._fields)), np.nan)
    table[:, 0] = table[:, 2] = weight * audits.reported[rows]
    table[:, 1] = table[:, 3] = weight
    table[:, Sums._fields.index("records")] = records
    table[:, Sums._fields.index("known") :] = 0.0
    return table


def method_of(audits: Audits, rows: Ints) -> str:
    """Return the method of the latest of the given audits."""
    latest = rows[np.lexsort((rows, audits.day[rows]))[-1]]
    return METHODS[int(audits.method[latest])]
