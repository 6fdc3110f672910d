"""What audits add up to: the smallest parts that accuracies are pooled from, for all audits in one pass. No SQL, no Qt.

A part is one audit, or one work type of an audit whose records name work types. Parts carry sums only, so that any
pooling of them (a coder, the team, a work type, a month) is one more sum.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from codedesk.methods import METHODS
from codedesk.metrics.groups import different
from codedesk.metrics.pace import sums
from codedesk.metrics.scoring import (
    NO_CHANGE,
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
RECORD, WEIGHTED = METHODS.index("record"), METHODS.index("weighted")


@dataclass(frozen=True, slots=True)
class Audits:
    """Audits, one entry each. work_type -1: none named. depth: RESULT, COUNTS or RECORDS. reported: a fraction or nan.

    counts are the audit's own (score nan). names, versions, selections and auditors are what people call them.
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
    auditors: tuple[str, ...] = ()


class AuditSums(NamedTuple):
    """What a part or a pool adds up to. records is nan where unknown; known_… are of individually known records.

    unfollowed: withdrawn findings of which the method cannot tell what they change.
    """

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
    unfollowed: float


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of all audits that can be scored. sums: one row of AuditSums each. unscored: audits that cannot be."""

    audit: Ints
    work_type: Ints
    as_reported: Bools
    sums: Floats
    unscored: Ints

    def pooled(self, rows: Ints) -> AuditSums:
        """Add up the given parts; they must be of one method."""
        return AuditSums(*self.sums[rows].sum(axis=0).tolist())

    @classmethod
    def joined(cls, pieces: Sequence["Parts"], audits: Sequence[int]) -> "Parts":
        """Put pieces behind each other; audits: how many each piece has."""
        opens = np.cumsum([0, *audits])[:-1].tolist()
        none, no_sums = np.zeros(0, np.int64), np.zeros((0, len(AuditSums._fields)))
        return cls(
            np.concatenate([none, *(each.audit + first for each, first in zip(pieces, opens, strict=True))]),
            np.concatenate([none, *(each.work_type for each in pieces)]),
            np.concatenate([none > 0, *(each.as_reported for each in pieces)]),
            np.concatenate([no_sums, *(each.sums for each in pieces)]),
            np.concatenate([none, *(each.unscored + first for each, first in zip(pieces, opens, strict=True))]),
        )

    def split(self, audits: Sequence[int]) -> Iterator["Parts"]:
        """Cut parts that stand in the order of their audits into pieces of so many audits each."""
        ends = np.cumsum([0, *audits])
        of_parts, of_unscored = (np.searchsorted(each, ends).tolist() for each in (self.audit, self.unscored))
        for first, rows, left in zip(ends.tolist(), pairwise(of_parts), pairwise(of_unscored), strict=False):
            own = slice(*rows)
            kept = self.audit[own] - first, self.work_type[own], self.as_reported[own], self.sums[own]
            yield Parts(*kept, self.unscored[slice(*left)] - first)

    def placed(self, places: Ints) -> "Parts":
        """Return the parts of the audits that have a place, in their order. places: of each audit, -1 for none."""
        at, unscored = places[self.audit], places[self.unscored]
        rows = np.argsort(at, kind="stable")
        rows = rows[np.searchsorted(at[rows], 0) :]
        kept = at[rows], self.work_type[rows], self.as_reported[rows], self.sums[rows]
        return Parts(*kept, np.sort(unscored[unscored >= 0]))


def parts(audits: Audits, records: Records, findings: Findings, drg_points: float) -> Parts:
    """Score every audit by its own method from the best that was entered: records, else counts, else a result."""
    n = len(audits.coder)
    with_records = (audits.depth == RECORDS) & (tally(records.audit, np.ones(len(records.audit), np.bool_), n) > 0)
    by_record = _from_records(audits, records, findings.where(findings.record >= 0), drg_points)
    nowhere = findings.where((findings.record < 0) & with_records[findings.audit])
    loose = _loose(audits, nowhere, by_record)
    by_counts = _from_counts(audits, findings, ~with_records & (audits.depth != RESULT))
    audit = np.concatenate([by_record[0], loose[0], by_counts[0]])
    work_type = np.concatenate([by_record[1], loose[1], by_counts[1]])
    sums = np.concatenate([by_record[2], loose[2], by_counts[2]])
    correct, reviewed = (np.bincount(audit, sums[:, column], n) for column in (0, 1))
    scored = ~np.isnan(correct) & (reviewed > 0) & ~_homeless(audits, nowhere)
    keep = scored[audit]
    reported = np.flatnonzero(~scored & ~np.isnan(audits.reported))
    return Parts(
        audit=np.concatenate([audit[keep], reported]),
        work_type=np.concatenate([work_type[keep], audits.work_type[reported]]),
        as_reported=np.concatenate([np.zeros(int(keep.sum()), np.bool_), np.ones(len(reported), np.bool_)]),
        sums=np.concatenate([sums[keep], _from_results(audits, reported)]),
        unscored=np.flatnonzero(~scored & np.isnan(audits.reported)),
    )


def _stack(first: Counts, final: Counts, method: Ints, unfollowed: Floats) -> Floats:
    """Return one row of AuditSums for each entry of the counts."""
    return np.stack(_columns(first, final, method, unfollowed), axis=1)


def _columns(first: Counts, final: Counts, method: Ints, unfollowed: Floats | None = None) -> tuple[Floats, ...]:
    """Return the columns of AuditSums for the counts; unfollowed None: they are records known one by one."""
    correct, reviewed = correct_and_reviewed(method, final)
    first_correct, first_reviewed = correct_and_reviewed(method, first)
    one = np.full(len(method), float(unfollowed is None))
    known_correct, known_reviewed = (each if unfollowed is None else one * each for each in (correct, reviewed))
    return (  # in the order of AuditSums
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
        known_correct,
        known_reviewed,
        known_correct * correct,
        known_correct * reviewed,
        known_reviewed * reviewed,
        np.zeros(len(method)) if unfollowed is None else unfollowed,
    )


def _from_records(audits: Audits, records: Records, findings: Findings, points: float) -> tuple[Ints, Ints, Floats]:
    """Sum the records of each audit by the work type they name, or that the audit names."""
    use = audits.depth[records.audit] == RECORDS
    audit = records.audit
    work_type = np.where(records.work_type >= 0, records.work_type, audits.work_type[audit])
    final = record_counts(records, findings, points, final=True)
    first = record_counts(records, findings, points, final=False)
    width = int(work_type.max(initial=-1)) + 2
    keys, part = different((audit * width + work_type + 1)[use], len(audits.coder) * width)
    columns = _columns(first, final, audits.method[audit])
    every = {id(column): column for column in columns}  # some are the very same
    added = {which: sums(part, column[use], len(keys)) for which, column in every.items()}
    table = np.stack([added[id(column)] for column in columns], axis=1)
    return keys // width, keys % width - 1, table


def _loose(audits: Audits, findings: Findings, by_record: tuple[Ints, Ints, Floats]) -> tuple[Ints, Ints, Floats]:
    """Return what withdrawn findings that name no record change in audits that have records.

    Codes, principal diagnoses and DRGs are moved, no more of a kind than the records count; which record is right
    again, and which gets its points back, cannot be known.
    """
    audit = np.unique(findings.audit[findings.withdrawn])
    n, zero = len(audits.coder), np.zeros(len(audit))
    owner, _, sums = by_record
    total = {name: np.bincount(owner, sums[:, place], n)[audit] for place, name in enumerate(AuditSums._fields)}
    gone = (codes[audit] for codes in withdrawn_codes(findings.audit, findings, n))
    left = (total[name] for name in ("revised", "added", "deleted"))
    revised, added, deleted = (np.minimum(codes, most) for codes, most in zip(gone, left, strict=True))
    principal = np.minimum(_withdrawn(findings, findings.on_principal, n)[audit], total["principal_changed"])
    drg = np.minimum(_withdrawn(findings, findings.on_drg, n)[audit], total["reviewed"] - total["correct"])
    nothing = Counts(zero, zero, zero, zero, zero, zero, zero, zero, zero, zero)
    moved = Counts(revised + deleted, -revised, -added, -deleted, -principal, zero, zero, zero, drg, zero)
    lost = _withdrawn(findings, findings.withdrawn, n)[audit] * _by_chart(audits.method[audit])
    return audit, audits.work_type[audit], _stack(nothing, moved, audits.method[audit], lost)


def _homeless(audits: Audits, findings: Findings) -> Bools:
    """Tell which audits with records have a finding that counts against a record, but does not say which."""
    n = len(audits.coder)
    anywhere = tally(findings.audit, findings.audit >= 0, n) > 0
    beside = tally(findings.audit, findings.change == NO_CHANGE, n) > 0
    found: Bools = (audits.method == WEIGHTED) & anywhere | (audits.method == RECORD) & beside
    return found


def _by_chart(method: Ints) -> Bools:
    found: Bools = (method == RECORD) | (method == WEIGHTED)
    return found


def _withdrawn(findings: Findings, about: Bools, count: int) -> Floats:
    return tally(findings.audit, findings.withdrawn & about, count)


def _from_counts(audits: Audits, findings: Findings, use: Bools) -> tuple[Ints, Ints, Floats]:
    """Return the audits that were entered as counts, less their withdrawn findings.

    Which charts are right again is known only where nothing wrong is left: then all are.
    """
    audit = np.flatnonzero(use)
    n = len(audits.coder)
    first = audits.counts
    final = first.after_withdrawals(*withdrawn_codes(findings.audit, findings, n))
    final = replace(
        final,
        principal_changed=np.maximum(0.0, final.principal_changed - _withdrawn(findings, findings.on_principal, n)),
        drg_right=np.minimum(final.drg_reviewed, final.drg_right + _withdrawn(findings, findings.on_drg, n)),
    )
    gone = _withdrawn(findings, findings.withdrawn, n)
    wrong = final.revised + final.added + final.deleted + np.nan_to_num(final.principal_changed)
    wrong += np.nan_to_num(final.drg_reviewed - final.drg_right) + tally(findings.audit, ~findings.withdrawn, n)
    all_right = (gone > 0) & (wrong == 0)
    final = replace(final, right=np.where(all_right, final.records, final.right))
    lost = np.where(all_right, 0.0, gone) * _by_chart(audits.method)
    return audit, audits.work_type[audit], _stack(first, final, audits.method, lost)[audit]


def _from_results(audits: Audits, rows: Ints) -> Floats:
    """Return results as reported: the charts (1 where they are not known) times the accuracy, of the charts."""
    records = audits.counts.records[rows]
    weight = np.where(np.nan_to_num(records) > 0, records, 1.0)
    table = np.full((len(rows), len(AuditSums._fields)), np.nan)
    table[:, 0] = table[:, 2] = weight * audits.reported[rows]
    table[:, 1] = table[:, 3] = weight
    table[:, AuditSums._fields.index("records")] = records
    table[:, AuditSums._fields.index("known") :] = 0.0
    return table
