"""Scoring methods: what each counts as right and as reviewed, from an auditor's counts. No SQL, no Qt.

Everything is an array over records or over audits, nan where a count is not known. A score before answers and the
final one come from the same functions: withdrawn findings only change the counts.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from codedesk.methods import METHODS, Method
from codedesk.metrics.groups import different
from codedesk.metrics.standards import Bools, Floats, Ints

CODE_METHODS = METHODS[:4]
FULL_SCORE = 100.0
_M = TypeVar("_M")


@dataclass(frozen=True, slots=True)
class Counts:
    """What an auditor counted, per record or per audit; nan where it is not known. score: points out of 100, summed."""

    matched: Floats
    revised: Floats
    added: Floats
    deleted: Floats
    principal_changed: Floats
    records: Floats
    right: Floats
    drg_reviewed: Floats
    drg_right: Floats
    score: Floats

    def after_withdrawals(self, revised: Floats, added: Floats, deleted: Floats) -> "Counts":
        """Take withdrawn findings out of the codes: an added one leaves, a revised or deleted one becomes matched.

        No more of a kind are withdrawn than were counted; a kind that was not counted (nan) sets no limit.
        """
        revised = np.fmin(revised, self.revised)
        added = np.fmin(added, self.added)
        deleted = np.fmin(deleted, self.deleted)
        return replace(
            self,
            matched=self.matched + revised + deleted,
            revised=self.revised - revised,
            added=self.added - added,
            deleted=self.deleted - deleted,
        )


def correct_and_reviewed(method: Ints, counts: Counts) -> tuple[Floats, Floats]:
    """Return what each row's method (its place in METHODS) counts as right and as reviewed; nan where it cannot tell.

    Sums of both over any rows of one method give that method's pooled score: correct ÷ reviewed.
    """
    right, seen = np.full(len(method), np.nan), np.full(len(method), np.nan)
    for kind in different(method, len(METHODS))[0].tolist():
        correct, reviewed = _counted_by(METHODS[kind], counts)
        known = (method == kind) & ~np.isnan(correct) & ~np.isnan(reviewed)
        np.copyto(right, correct, where=known)
        np.copyto(seen, reviewed, where=known)
    return right, seen


def _counted_by(method: Method, c: Counts) -> tuple[Floats, Floats]:
    """Return what one method counts as right and as reviewed."""
    match method:
        case Method.RECORD:
            return c.right, c.records
        case Method.DRG:
            return c.drg_right, c.drg_reviewed
        case Method.WEIGHTED:
            return c.score / FULL_SCORE, c.records
        case Method.ERROR_RATE:
            right = c.matched + c.records - c.added - c.principal_changed
            return right, c.matched + c.revised + c.deleted + c.records
    auditor = c.matched + c.revised + c.added
    if method == Method.UNION:
        return c.matched, auditor + c.deleted
    return c.matched - c.deleted if method == Method.CODE_OVER_CODE_NET else c.matched, auditor


@dataclass(frozen=True, slots=True)
class Records:
    """Audited charts. principal and drg: 1 right, 0 wrong, nan where it does not apply."""

    audit: Ints
    work_type: Ints
    matched: Floats
    revised: Floats
    added: Floats
    deleted: Floats
    principal: Floats
    drg: Floats


REVISED, ADDED, DELETED, NO_CHANGE = range(4)


@dataclass(frozen=True, slots=True)
class Findings:
    """Scored findings. record: row of Records or -1. change: REVISED … NO_CHANGE. points: by policy."""

    audit: Ints
    record: Ints
    change: Ints
    withdrawn: Bools
    points: Floats
    on_principal: Bools
    on_drg: Bools

    def where(self, keep: Bools) -> "Findings":
        """Return the findings that are kept."""
        return Findings(
            self.audit[keep],
            self.record[keep],
            self.change[keep],
            self.withdrawn[keep],
            self.points[keep],
            self.on_principal[keep],
            self.on_drg[keep],
        )


def tally(rows: Ints, keep: Bools, count: int, weights: Floats | None = None) -> Floats:
    """Count (or add up weights of) the kept entries by row."""
    chosen = None if weights is None else weights[keep]
    return np.bincount(rows[keep], chosen, count).astype(np.float64)


def withdrawn_codes(rows: Ints, findings: Findings, count: int) -> tuple[Floats, Floats, Floats]:
    """Return how many revised, added and deleted codes were withdrawn, by row."""
    gone = findings.withdrawn
    revised, added, deleted = (tally(rows, gone & (findings.change == kind), count) for kind in range(3))
    return revised, added, deleted


@dataclass(frozen=True, slots=True)
class Standing:
    """What is left of each record. found: which findings stand. clean: no code counted and no finding is left.

    cleared: it is clean because findings were withdrawn, so it is as the coder left it. principal_wrong, drg_wrong:
    counted wrong and not right again.
    """

    codes: Counts
    found: Bools
    clean: Bools
    cleared: Bools
    principal_wrong: Bools
    drg_wrong: Bools


def standing(records: Records, findings: Findings, *, final: bool = True) -> Standing:
    """Say what is left of each record as first scored, or final, after the answers; every finding must have a record.

    A principal diagnosis or DRG counted wrong is right again when its own findings are all withdrawn, or when no code
    and no finding of the record is left standing.
    """
    n = len(records.audit)
    none = np.zeros(n)
    codes = Counts(
        records.matched, records.revised, records.added, records.deleted, none, none + 1, none, none, none, none
    )
    found = np.ones(len(findings.record), np.bool_)
    if final:
        codes = codes.after_withdrawals(*withdrawn_codes(findings.record, findings, n))
        found = ~findings.withdrawn
    clean = (codes.revised + codes.added + codes.deleted + tally(findings.record, found, n)) == 0
    cleared = clean & (tally(findings.record, ~found, n) > 0)
    principal = _wrong(records.principal, findings, findings.on_principal, found) & ~cleared
    drg = _wrong(records.drg, findings, findings.on_drg, found) & ~cleared
    return Standing(codes, found, clean, cleared, principal, drg)


def record_counts(records: Records, findings: Findings, drg_points: float, final: bool) -> Counts:
    """Return the counts of each record, as first scored or final; every finding must have a record.

    drg_points: what a DRG change costs, nan where no policy says.
    """
    n, left = len(records.audit), standing(records, findings, final=final)
    has_drg = ~np.isnan(records.drg)
    score = _scores(findings.where(left.found), left.drg_wrong, drg_points, n)
    unexplained = ~left.clean & (tally(findings.record, left.found, n) == 0)
    unexplained |= left.principal_wrong & (_found(findings, n) == 0)
    return replace(
        left.codes,
        principal_changed=left.principal_wrong.astype(np.float64),
        right=(left.clean & ~left.principal_wrong & ~left.drg_wrong).astype(np.float64),
        drg_reviewed=has_drg.astype(np.float64),
        drg_right=(has_drg & ~left.drg_wrong).astype(np.float64),
        score=np.where(unexplained & ~left.drg_wrong, np.nan, score),
    )


def _found(findings: Findings, count: int) -> Floats:
    return tally(findings.record, np.ones(len(findings.record), np.bool_), count)


def _wrong(said_right: Floats, findings: Findings, about: Bools, standing: Bools) -> Bools:
    """Tell for each record whether it is counted wrong and not all findings about that were withdrawn."""
    n = len(said_right)
    withdrawn = (tally(findings.record, about, n) > 0) & (tally(findings.record, about & standing, n) == 0)
    wrong: Bools = (said_right == 0) & ~withdrawn
    return wrong


def _scores(standing: Findings, drg_wrong: Bools, drg_points: float, count: int) -> Floats:
    """Return 100 − points of each record's standing findings, not below 0.

    A DRG or APC change is charged once, at its own weight, in place of the heaviest code finding that led to it.
    """
    code = ~standing.on_drg
    points = tally(standing.record, code, count, standing.points)
    heaviest, charge = np.zeros(count), np.zeros(count)
    np.maximum.at(heaviest, standing.record[code], standing.points[code])
    np.maximum.at(charge, standing.record[~code], standing.points[~code])
    policy = 0.0 if np.isnan(drg_points) else drg_points
    charge = np.where(drg_wrong & (charge == 0), policy, charge)
    return np.maximum(0.0, FULL_SCORE - (points - np.where(charge > 0, heaviest, 0.0) + charge))


def method_of_most(audits: Sequence[tuple[int, _M]]) -> _M:
    """Return the method by which most coders' accuracy is, each by the latest audit; of as many, that of more audits.

    audits: coder and method of each, in order of their days; at least one. Of as many audits too, the later one wins.
    """
    coders = Counter(dict(audits).values())  # the latest of each
    count, latest = Counter(method for _, method in audits), {method: at for at, (_, method) in enumerate(audits)}
    return max(latest, key=lambda method: (coders[method], count[method], latest[method]))
